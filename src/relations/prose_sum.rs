//! `sum/prose`: a total and the parts that the same sentence gives for it.

use super::partition::{self, Kind};
use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, is_exact, slip};
use crate::document::Span;
use crate::facts::list::{Form, List};
use crate::facts::prose::{self, Lead, Mention, Sentence};
use crate::facts::{Subject, label};
use crate::quantity::Dimension;
use crate::vocabulary::{IDENTITIES, PROSE, TermKind};
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "sum/prose";
/// The equation in words.
const NAME: &str = "合计 = 各项之和";

/// A longer list than this is decided only where it agrees.
const LONGEST: usize = 100;

/// All sums stated in sentences.
pub fn relate(input: &Input) -> Vec<Relation> {
    let sentences = input.prose.sentences.iter().zip(&input.prose.lists);
    let within = sentences.flat_map(|(sentence, lists)| lists.iter().filter_map(|list| sum(input, sentence, list)));
    let pairs = input.prose.sentences.windows(2);
    let across = pairs.filter_map(|pair| match pair {
        [before, sentence] => of_sentence_before(input, before, sentence),
        _ => None,
    });
    within.chain(across).collect()
}

/// `辅助器具适配68.00万元。其中轮椅18.40万元、助听器16.60万元…`: the sentence that opens with 其中 divides a figure of the one before.
fn of_sentence_before(input: &Input, before: &Sentence, sentence: &Sentence) -> Option<Relation> {
    let first = sentence.mentions.first()?;
    let form = match first.lead {
        Lead::Among => Form::Among,
        Lead::Namely => Form::Namely,
        Lead::Total | Lead::None => return None,
    };
    let like = |mention: &&Mention| {
        let same = mention.dimension == first.dimension && mention.counter == first.counter;
        same && mention.kind == prose::Kind::Figure && mention.depth == first.depth
    };
    let follows = before.block == sentence.block && before.index + 1 == sentence.index;
    let in_list = sentence.mentions.iter().take_while(|part| !part.after_semicolon && part.lead != Lead::Total);
    let parts: Vec<&Mention> = in_list.filter(like).filter(|part| !part.beside && !part.outside).collect();
    if !follows
        || !(2..=LONGEST).contains(&parts.len())
        || matches!(first.dimension, Dimension::Percent | Dimension::Rate)
    {
        return None;
    }
    let part = |mention: &&Mention| input.operand(mention.quantity, Role::Part);
    let rest: Vec<Operand> = parts.iter().map(part).collect::<Option<_>>()?;
    let of = |total: &Mention| {
        let total = input.operand(total.quantity, Role::Total)?;
        let operands = std::iter::once(total).chain(rest.iter().cloned()).collect();
        Some(Relation::sum(RULE, Severity::Error, operands).named(NAME))
    };
    // 公用经费按用途分为：… names which of them.
    let opening = Span { start: sentence.span.start, end: first.clause.start.max(sentence.span.start) };
    let named = label::read(input.document.str(opening)).subject;
    let is_named = |total: &&Mention| named.as_ref().is_none_or(|name| total.subject() == Some(name));
    let all: Vec<&Mention> = before.mentions.iter().rev().take(LONGEST_TRIED).filter(like).collect();
    let called: Vec<&Mention> = all.iter().copied().filter(is_named).collect();
    let totals = if called.is_empty() { all } else { called };
    let sums: Vec<Relation> = totals.iter().filter_map(|total| of(total)).collect();
    if let Some(fitting) = sums.iter().find_map(|sum| prefix_that_fits(&sum.operands)) {
        return Some(fitting);
    }
    // With several figures before it, it is not certain which one is divided.
    let exact = |mention: &&Mention| input.quantities.get(mention.quantity).is_some_and(is_exact);
    let sum = sums.into_iter().next()?;
    let rest = ends_with_rest(input, &parts) || slip::explains_any(&sum, first.dimension);
    let of_one_figure = parts.windows(2).all(|pair| matches!(pair, [a, b] if a.label.measure == b.label.measure));
    let again = sum.operands.iter().skip(1).any(|part| Some(part.value) == sum.stated);
    let certain = rest && parts.len() > 2 && of_one_figure && !again && parts.iter().all(exact);
    match totals.as_slice() {
        // 自评得分97.89分。其中执行9.89分，产出50分，效益28分，满意度10分: these are all there are.
        [total] if exact(total) && (certain || is_complete((input, sentence), total, &parts, form, &sum)) => {
            Some(judged((input, sentence), sum, total, &parts, form))
        }
        _ => None,
    }
}

fn sum(input: &Input, sentence: &Sentence, list: &List) -> Option<Relation> {
    let mention = |index: usize| sentence.mentions.get(index);
    let total = mention(list.total)?;
    let mut parts: Vec<&Mention> = list.parts.iter().filter_map(|index| mention(*index)).collect();
    if matches!(total.dimension, Dimension::Percent | Dimension::Rate) {
        return None;
    }
    // 拥有实验室91家，其中国家级31家；拥有中心549家: what is more than the whole is another thing.
    let value = |mention: &Mention| input.quantities.get(mention.quantity).and_then(|quantity| quantity.base(None));
    let passes = |part: &&Mention| part.after_semicolon && value(part) > value(total);
    if let Some(end) = parts.iter().position(passes) {
        parts.truncate(end);
    }
    let exact = |mention: &Mention| input.quantities.get(mention.quantity).is_some_and(is_exact);
    let all_exact = exact(total) && parts.iter().all(|part| exact(part));
    let mut operands = vec![input.operand(total.quantity, Role::Total)?];
    for part in &parts {
        operands.push(input.operand(part.quantity, Role::Part)?);
    }
    let relation = Relation::sum(RULE, Severity::Error, operands).named(NAME);
    if relation.agrees() {
        return (parts.len() > 1 || all_exact).then_some(relation);
    }
    // 由A加B减C形成: not a sum of parts.
    let subtracts = sentence.mentions.iter().any(|mention| {
        let words = input.document.str(mention.clause).trim_start();
        // 减少3万元 is a change, 减少的主要是接待批次 a reason, neither a subtrahend.
        let changes = PROSE.down.iter().any(|word| word.chars().count() > 1 && words.starts_with(word.as_str()));
        let like = mention.dimension == total.dimension && mention.kind == prose::Kind::Figure;
        mention.quantity > total.quantity && like && !changes && PROSE.subtracting.begin(words)
    });
    if subtracts || partition::are_by_turns(input, &parts) {
        return Some(relation.open());
    }
    if let Some(other) = meant_otherwise(input, sentence, list, total, &parts, &relation) {
        return Some(other);
    }
    // No one lists so many things in a sentence; trying where the list may end costs the square of their number.
    if parts.len() > LONGEST {
        return Some(relation.open());
    }
    // Marks do not end where some of them happen to fit.
    let kind = partition::kind(input, sentence, total, &parts, list.form, relation.difference().unwrap_or_default());
    let marks = total.dimension == Dimension::Score && kind != Kind::Unknown;
    if let Some(shorter) = prefix_that_fits(&relation.operands).filter(|_| !marks) {
        return Some(shorter);
    }
    let lone = parts.len() < 2 && (list.form != Form::Among || relation.expected > relation.stated);
    if !all_exact || lone {
        return (parts.len() > 1).then(|| relation.open());
    }
    if let Some(ends) = before_semicolon((input, sentence), total, &parts).filter(|_| list.form == Form::Among) {
        parts.truncate(ends);
        let shorter = Relation::sum(RULE, Severity::Error, relation.operands.get(..=ends)?.to_vec()).named(NAME);
        return Some(judged((input, sentence), shorter, total, &parts, list.form));
    }
    if let Some((shorter, ends)) = prefix_with_a_slip(&relation.operands, total.dimension) {
        parts.truncate(ends);
        return Some(judged((input, sentence), shorter, total, &parts, list.form));
    }
    Some(judged((input, sentence), relation, total, &parts, list.form))
}

/// Gravity of a sum that fails. A list that need not be complete is open, unless its parts exceed the total or the
/// difference is that of a slip of the pen.
fn judged(
    (input, sentence): (&Input, &Sentence),
    mut relation: Relation,
    total: &Mention,
    parts: &[&Mention],
    form: Form,
) -> Relation {
    let money = total.dimension == Dimension::Money;
    let exceeds = relation.expected > relation.stated;
    let ends_with_rest = ends_with_rest(input, parts);
    let slipped = slip::explains_any(&relation, total.dimension);
    let close = parts.iter().skip(1).all(|part| part.adjoins || !part.after_semicolon) && is_run(parts);
    let staff = total.label.measure.is_some_and(|measure| matches!(measure, "quota" | "staff"));
    let complete = known_classes(parts);
    let bracketed = parts.first().is_some_and(|part| part.depth > total.depth);
    let missing = relation.difference().unwrap_or_default();
    let kind = partition::kind(input, sentence, total, parts, form, missing);
    // 造林1,300亩、改造2,000亩，其中…: the list divides both.
    let one_of_two = input.document.str(total.clause).trim_start().starts_with('、');
    let severity = match form {
        Form::Among if one_of_two => None,
        Form::Following if are_siblings(input, total, parts) => None,
        // 点均2.4万元，共计24万元: what is more than the total is no part of it.
        Form::Total if !slipped && relation.operands.iter().skip(1).any(|part| Some(part.value) > relation.stated) => {
            None
        }
        Form::Among | Form::Following if kind == Kind::Examples && !exceeds => None,
        Form::Among if complete.is_some() => complete,
        Form::Among | Form::Following if kind == Kind::Closed || kind == Kind::Disjoint && exceeds => {
            Some(if money && exceeds { Severity::Error } else { Severity::Warning })
        }
        Form::Among if ends_with_rest && close && !matches!(total.dimension, Dimension::Percent | Dimension::Rate) => {
            Some(Severity::Warning)
        }
        Form::Among if exceeds && money => Some(Severity::Error),
        Form::Namely | Form::Total if money => {
            Some(if slipped || parts.len() > 2 { Severity::Error } else { Severity::Warning })
        }
        Form::Namely | Form::Total if total.dimension == Dimension::People && bracketed => Some(Severity::Warning),
        Form::Total if total.dimension == Dimension::People && apart(input, parts) => Some(Severity::Warning),
        // Posts and counted things are of one kind each; people may be of two (女性, 党员).
        Form::Among
            if (staff && apart(input, parts) || total.dimension == Dimension::Count && !total.counter.is_empty())
                && close
                && parts.len() > 1
                && exceeds =>
        {
            Some(Severity::Warning)
        }
        Form::Among | Form::Following if slipped && parts.len() > 1 => Some(Severity::Warning),
        _ => None,
    };
    match severity {
        Some(severity) => relation.severity = severity,
        // What an open list must do is not exceed its total, and this it does.
        None if form == Form::Among && !exceeds => relation = at_most_the_total(relation),
        None => relation = relation.open(),
    }
    relation
}

/// Whether the names of the parts say that nothing is missing.
fn is_complete(
    (input, sentence): (&Input, &Sentence),
    total: &Mention,
    parts: &[&Mention],
    form: Form,
    sum: &Relation,
) -> bool {
    let missing = sum.difference().unwrap_or_default();
    parts.len() > 2
        && total.dimension == Dimension::Score
        && partition::kind(input, sentence, total, parts, form, missing) == Kind::Closed
}

/// Whether what was taken for a total is told as its parts are: 中央资金A、省级资金B、县级资金C; 一季度A，二季度B.
fn are_siblings(input: &Input, total: &Mention, parts: &[&Mention]) -> bool {
    let ending = |mention: &Mention| -> String {
        let words =
            input.document.str(mention.clause).trim_end_matches(|c: char| c.is_whitespace() || "为：:".contains(c));
        words.chars().rev().take(ALIKE).collect()
    };
    let own = ending(total);
    own.chars().count() == ALIKE && parts.iter().all(|part| part.depth == total.depth && ending(part) == own)
}

/// Characters that names of one series end with.
const ALIKE: usize = 2;

/// Whether 其他 ends a list: it is what remains, and nothing is left out.
fn ends_with_rest(input: &Input, parts: &[&Mention]) -> bool {
    let last = parts.last().map(|part| input.document.str(part.clause)).unwrap_or_default();
    parts.len() > 2 && last.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with("其他")
}

/// What a list says that does not add up as it was first read: 合计 takes the figures before it, and not all of them need
/// be its parts; 其中 may divide a figure further back.
fn meant_otherwise(
    input: &Input,
    sentence: &Sentence,
    list: &List,
    total: &Mention,
    parts: &[&Mention],
    relation: &Relation,
) -> Option<Relation> {
    let rest = relation.operands.get(1..)?;
    let of = |total: &Operand, parts: Vec<Operand>| {
        let operands = std::iter::once(total.clone().with_role(Role::Total)).chain(parts).collect();
        Relation::sum(RULE, Severity::Error, operands).named(NAME)
    };
    // 由9栋降至0栋，其中加固8栋、拆除1栋: the list divides the way between the two.
    let words = input.document.str(total.clause).trim_end();
    if list.form == Form::Among && (PROSE.rises.end(words) || PROSE.falls.end(words)) {
        return Some(relation.clone().open());
    }
    if list.form == Form::Among && relation.expected > relation.stated && total.dimension == Dimension::Money {
        let before = sentence.mentions.get(..list.total)?.iter().rev().take(LONGEST_TRIED);
        let like = |mention: &&Mention| {
            mention.dimension == total.dimension
                && mention.counter == total.counter
                && mention.kind == prose::Kind::Figure
        };
        let mut totals = before.filter(like).filter_map(|mention| input.operand(mention.quantity, Role::Total));
        return totals.find_map(|total| prefix_that_fits(of(&total, rest.to_vec()).operands.as_slice()));
    }
    if list.form != Form::Total || rest.len() < 3 || rest.len() > LONGEST_TRIED {
        return None;
    }
    let stated = relation.operands.first()?;
    let behind = (1..rest.len() - 1).filter_map(|from| Some(of(stated, rest.get(from..)?.to_vec())));
    let stride = |(every, from): (usize, usize)| of(stated, rest.iter().skip(from).step_by(every).cloned().collect());
    let strides =
        [(2, 0), (2, 1), (3, 0), (3, 1), (3, 2)].into_iter().filter(|(every, _)| rest.len().is_multiple_of(*every));
    if let Some(fitting) = behind.chain(strides.map(stride)).find(Relation::agrees) {
        return Some(fitting);
    }
    // 总投资1,200万元，一标段640万元，二标段560万元，累计拨付…: what follows the whole divides the whole.
    let whole_first = of(rest.first()?, rest.get(1..)?.to_vec()).agrees();
    let words: Vec<&str> = parts.iter().map(|part| input.document.str(part.clause).trim()).collect();
    let names_whole = PROSE.wholes.iter().any(|word| {
        words.first().is_some_and(|first| first.contains(word.as_str()))
            && words.iter().skip(1).all(|other| !other.contains(word.as_str()))
    });
    (whole_first || names_whole || alternates(&words)).then(|| relation.clone().open())
}

/// Whether several figures are given for one thing after another: 甲标段合同价640万元，已付576万元；乙标段合同价560万元，已付504万元.
fn alternates(words: &[&str]) -> bool {
    let ending = |word: &str| -> String { word.chars().rev().take(2).collect() };
    (2..=3).any(|every| {
        let differ = words.windows(2).take(every - 1).all(|pair| matches!(pair, [a, b] if ending(a) != ending(b)));
        let again = words.iter().zip(words.iter().skip(every)).all(|(a, b)| ending(a) == ending(b));
        words.len().is_multiple_of(every) && words.len() > every && differ && again
    })
}

/// The same numbers as a limit: the parts of an open list are together no more than the total.
fn at_most_the_total(relation: Relation) -> Relation {
    let terms = (1..relation.operands.len()).map(|index| (Sign::Plus, Expr::Operand(index))).collect();
    let (severity, operands) = (relation.severity, relation.operands);
    Relation::new(RULE, severity, operands, Comparison::AtLeast, Expr::Sum(terms)).named("其中各项之和不超过总数")
}

/// Where a list ends whose parts exceed the total only with those behind a semicolon, or are of one kind before it, while
/// the ones before it are joined by commas: behind it the sentence speaks of something else.
fn before_semicolon((input, sentence): (&Input, &Sentence), total: &Mention, parts: &[&Mention]) -> Option<usize> {
    let value = |mention: &Mention| input.quantities.get(mention.quantity).and_then(|quantity| quantity.base(None));
    let ends = parts.iter().skip(1).position(|part| part.after_semicolon)? + 1;
    let before = parts.get(..ends).filter(|before| before.len() > 1)?;
    let sum_of = |parts: &[&Mention]| parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(value(part)?));
    let whole = value(total)?;
    let kind = partition::kind(input, sentence, total, before, Form::Among, whole.checked_sub(sum_of(before)?)?);
    let divided = matches!(kind, Kind::Closed | Kind::Disjoint);
    (divided || sum_of(before)? <= whole && sum_of(parts)? > whole).then_some(ends)
}

/// Whether people are counted by classes that nobody is in twice (行政, 事业, 工勤), unlike members, women, graduates.
fn apart(input: &Input, parts: &[&Mention]) -> bool {
    let names_class = |part: &&Mention| {
        let words = input.document.str(part.clause);
        PROSE.staff_classes.occur_in(words)
    };
    parts.iter().all(names_class)
}

/// Whether the parts follow each other with no other number between them.
fn is_run(parts: &[&Mention]) -> bool {
    parts.windows(2).all(|pair| matches!(pair, [a, b] if b.quantity == a.quantity + 1))
}

/// The longest beginning of a list that a slip of the pen keeps from its total, with its number of parts: what follows
/// belongs to another thought of the sentence.
fn prefix_with_a_slip(operands: &[Operand], dimension: Dimension) -> Option<(Relation, usize)> {
    (3..=operands.len().min(LONGEST_TRIED)).rev().find_map(|length| {
        let relation = Relation::sum(RULE, Severity::Error, operands.get(..length)?.to_vec()).named(NAME);
        slip::explains_any(&relation, dimension).then_some((relation, length - 1))
    })
}

/// Lists longer than this are not tried for every place at which they might end.
const LONGEST_TRIED: usize = 16;

/// A list may have ended before the sentence does.
fn prefix_that_fits(operands: &[Operand]) -> Option<Relation> {
    let total = operands.first()?.value;
    let mut sum = Decimal::ZERO;
    let mut fitting = None;
    for (index, part) in operands.iter().enumerate().skip(1) {
        sum = sum.checked_add(part.value)?;
        if index > 1 && sum == total {
            fitting = Some(index + 1);
        }
    }
    let shorter = operands.get(..fitting?)?.to_vec();
    Some(Relation::sum(RULE, Severity::Error, shorter).named(NAME))
}

/// The gravity that the vocabulary gives to a division into known classes, if the parts are just such classes and all
/// that must be named are there.
fn known_classes(parts: &[&Mention]) -> Option<Severity> {
    let mut keys = Vec::with_capacity(parts.len());
    for part in parts {
        match part.subject() {
            Some(Subject::Known("income" | "expense")) => keys.push(part.label.scope?),
            Some(Subject::Known(key)) => keys.push(*key),
            _ => return None,
        }
    }
    let divisions = IDENTITIES.iter().filter(|identity| identity.along == TermKind::Subject);
    for division in divisions {
        let closed = division.readings.iter().any(|reading| {
            let mut required = reading.names.iter().skip(1).filter(|name| !name.optional);
            let named = |key: &&str| reading.names.iter().skip(1).any(|name| name.key == *key);
            required.all(|name| keys.contains(&name.key.as_str())) && keys.iter().all(named)
        });
        if closed {
            return Some(division.severity.into());
        }
    }
    None
}
