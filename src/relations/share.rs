//! `ratio/share`: a part as a percentage of a whole (占…的p%).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Verdict, is_exact, slip};
use crate::facts::list::{Form, List};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::facts::{Fact, Subject, label};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::VecDeque;

/// Id of the rule.
pub const RULE: &str = "ratio/share";

/// Rounded shares of one whole may miss 100 % by this.
const WHOLE_WITHIN: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// How many figures before a share are tried as its whole; it may stand some sentences back.
const REACH: usize = 40;

/// All shares stated in sentences.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let spent = all_spent(input);
    let mut before: VecDeque<&Mention> = VecDeque::new();
    for (sentence, lists) in input.prose.sentences.iter().zip(&input.prose.lists) {
        let mut shares: Vec<(Relation, &Mention)> = Vec::new();
        for (index, mention) in sentence.mentions.iter().enumerate() {
            match mention.kind {
                Kind::Share if index > 0 && sentence.mentions.get(index - 1).is_some_and(|whole| whole.divides) => {
                    shares.extend(of_what_it_names(input, &before, mention).map(|relation| (relation, mention)));
                }
                Kind::Share => {
                    for (part, share) in pairs(input, &before, sentence, index) {
                        let relation = of_any(input, &before, part, share, head(sentence, lists, part), &spent);
                        shares.extend(relation.map(|relation| (relation, share)));
                    }
                }
                Kind::Figure if mention.dimension != Dimension::Percent => {
                    before.push_front(mention);
                    before.truncate(REACH);
                }
                _ => {}
            }
        }
        settle(input, &mut shares);
        relations.extend(sentence.mentions.iter().filter_map(|mention| no_more_than_all(input, mention)));
        relations.extend(shares.into_iter().map(|(relation, _)| relation));
        relations.extend(complete(input, &before, sentence));
    }
    relations
}

/// A part is not more than the whole; 占预算的105% says how much of the budget was used.
fn no_more_than_all(input: &Input, share: &Mention) -> Option<Relation> {
    let quantity = input.quantities.get(share.quantity)?;
    let of_plan = share.label.measure.is_some() || PROSE.asked.occur_in(input.document.str(share.clause));
    if share.kind != Kind::Share || of_plan || quantity.value <= Decimal::ONE_HUNDRED || !is_exact(quantity) {
        return None;
    }
    let operands = vec![input.operand(share.quantity, Role::Actual)?];
    let all = Expr::Constant(Decimal::ONE_HUNDRED);
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::AtMost, all).named("占比不超过100%"))
}

/// `完成投资1,645万元，占年度计划1,750万元的94%`: the whole stands between 占 and 的, the part before it.
fn of_what_it_names(input: &Input, before: &VecDeque<&Mention>, share: &Mention) -> Option<Relation> {
    let (whole, part) = (before.front()?, before.get(1)?);
    let next = whole.quantity + 1 == share.quantity && part.quantity + 1 == whole.quantity;
    let alike = whole.dimension == part.dimension && whole.counter == part.counter && part.depth == whole.depth;
    let operands = vec![
        input.operand(share.quantity, Role::Stated)?,
        input.operand(part.quantity, Role::Part)?,
        input.operand(whole.quantity, Role::Total)?,
    ];
    of(operands).filter(|_| next && alike)
}

/// Shares of one sentence are of one whole: where some agree with it, those left open are measured against it too, unless
/// they name a part or a whole of their own.
fn settle(input: &Input, shares: &mut [(Relation, &Mention)]) {
    // 0 % of anything agrees, and a part is 100 % of itself: neither says which the whole is.
    let telling = |relation: &Relation| {
        let mut values = relation.operands.iter().map(|operand| operand.value);
        let (_, part, whole) = (values.next(), values.next(), values.next());
        part.is_some_and(|part| !part.is_zero()) && part != whole
    };
    let agreeing = shares
        .iter()
        .find(|(relation, _)| relation.agrees() && telling(relation))
        .or_else(|| shares.iter().find(|(relation, _)| relation.agrees()));
    let whole =
        agreeing.and_then(|(relation, share)| Some((relation.operands.get(2)?.clone(), named_whole(input, share))));
    let Some((whole, name)) = whole else { return };
    for (relation, share) in shares.iter_mut().filter(|(relation, _)| relation.verdict == Verdict::Open) {
        let other = named_whole(input, share);
        let Some([stated, part]) = relation.operands.get(..2) else { continue };
        if part.dimension != whole.dimension
            || part.span == whole.span
            || names_part(input, share)
            || other.is_some() && other != name
        {
            continue;
        }
        if let Some(judged) = of(vec![stated.clone(), part.clone(), whole.clone()]) {
            *relation = judged;
        }
    }
}

/// Whether the share says itself what it is the share of a whole of, so that the figure before it need not be the part:
/// 工程采购授予中小企业合同金额占工程支出金额的100%.
fn names_part(input: &Input, share: &Mention) -> bool {
    let words = input.document.str(share.clause);
    let Some((part, _)) = words.split_once('占') else { return false };
    let part = PROSE.respective.iter().find_map(|word| part.strip_suffix(word.as_str())).unwrap_or(part);
    label::read(part).subject.is_some()
}

/// Shares that add up to 100 % have all parts of a whole before them: the parts must add up to it (C13).
fn complete(input: &Input, before: &VecDeque<&Mention>, sentence: &Sentence) -> Option<Relation> {
    let mut parts: Vec<&Mention> = Vec::new();
    let mut shares = Decimal::ZERO;
    for pair in sentence.mentions.windows(2) {
        let [part, share] = pair else { continue };
        let adds_up = matches!(part.dimension, Dimension::Money | Dimension::People | Dimension::Count);
        if share.kind == Kind::Share && part.kind == Kind::Figure && adds_up {
            parts.push(part);
            shares = shares.checked_add(input.quantities.get(share.quantity)?.value)?;
        }
    }
    let whole = (shares - Decimal::ONE_HUNDRED).abs() <= WHOLE_WITHIN;
    let (first, rest) = parts.split_first()?;
    let alike = |other: &Mention| other.dimension == first.dimension && other.counter == first.counter;
    if !whole || rest.is_empty() || !rest.iter().all(|part| alike(part)) {
        return None;
    }
    let sum = |total: &Mention| {
        let mut operands = vec![input.operand(total.quantity, Role::Total)?];
        for part in &parts {
            operands.push(input.operand(part.quantity, Role::Part)?);
        }
        Some(Relation::sum(RULE, Severity::Error, operands).named("占比合计100%的各项之和 = 总数"))
    };
    let outside = before.iter().filter(|figure| alike(figure) && !parts.contains(figure));
    let sums: Vec<Relation> = outside.filter_map(|total| sum(total)).collect();
    let agreeing = sums.iter().find(|relation| relation.agrees());
    let slipped = || sums.iter().find(|relation| slip::explains_any(relation, first.dimension));
    agreeing.or_else(slipped).cloned()
}

/// The share with the figure before it; `分别占p%、q%和r%` belongs to as many figures before it.
fn pairs<'a>(
    input: &Input,
    before: &VecDeque<&'a Mention>,
    sentence: &'a Sentence,
    index: usize,
) -> Vec<(&'a Mention, &'a Mention)> {
    // 占比62%，超过55%: what is passed is no share.
    let is_limit = |mention: &Mention| {
        let clause = input.document.str(mention.clause);
        PROSE.limits.occur_in(clause)
    };
    let follows = |mention: &&Mention| mention.adjoins && mention.dimension == Dimension::Percent && !is_limit(mention);
    let shares: Vec<&Mention> = sentence
        .mentions
        .get(index..)
        .unwrap_or_default()
        .iter()
        .enumerate()
        .take_while(|(position, mention)| *position == 0 || follows(mention))
        .map(|(_, mention)| mention)
        .collect();
    // What a closed bracket holds is not what a share behind it is of: 甲A万元（其中：乙B万元），占p%.
    let depth = shares.first().map_or(0, |share| share.depth);
    let parts: Vec<&Mention> =
        before.iter().filter(|figure| figure.depth <= depth).take(shares.len()).copied().collect();
    // 一至三季度分别占a%、b%和c%: what several are shares of the sentence itself has said.
    let said = |part: &&Mention| sentence.mentions.first().is_some_and(|first| first.quantity <= part.quantity);
    if shares.len() > 1 && !parts.iter().all(said) {
        return Vec::new();
    }
    let parts = parts.into_iter().rev();
    parts.zip(shares).collect()
}

/// The total of the list to which a part belongs.
fn head<'a>(sentence: &'a Sentence, lists: &[List], part: &Mention) -> Option<&'a Mention> {
    let is_part = |index: &usize| sentence.mentions.get(*index) == Some(part);
    let list = lists.iter().find(|list| list.form != Form::Following && list.parts.iter().any(is_part))?;
    sentence.mentions.get(list.total)
}

fn of_any(
    input: &Input,
    before: &VecDeque<&Mention>,
    part: &Mention,
    share: &Mention,
    head: Option<&Mention>,
    spent: &[Operand],
) -> Option<Relation> {
    let mut best: Option<Relation> = None;
    let wholes = head.into_iter().chain(before.iter().copied());
    for whole in wholes.filter(|whole| whole.dimension == part.dimension && whole.quantity != part.quantity) {
        let operands = vec![
            input.operand(share.quantity, Role::Stated)?,
            input.operand(part.quantity, Role::Part)?,
            input.operand(whole.quantity, Role::Total)?,
        ];
        let Some(relation) = of(operands) else { continue };
        if relation.agrees() {
            return Some(relation);
        }
        best = best.or(Some(relation));
    }
    // Only a share inside a list, or one that names a whole of which there is one, has a whole that is beyond doubt.
    let relation = best?;
    // 满意268户、比较满意133户，合计占89.1%: the share of several together.
    let words = input.document.str(share.clause);
    if PROSE.totals.occur_in(words) {
        return Some(relation.open());
    }
    let certain = match named_whole(input, share) {
        Some(name) if head.is_none_or(|head| head.subject() != Some(&name)) => {
            let named =
                (!names_part(input, share)).then(|| of_named(input, before, part, share, &name, spent)).flatten();
            return Some(named.unwrap_or_else(|| relation.open()));
        }
        _ => head.is_some() && share.depth == part.depth && !names_part(input, share),
    };
    Some(if certain { relation } else { relation.open() })
}

/// What the share says it is a share of: 占政府采购支出总额的.
fn named_whole(input: &Input, share: &Mention) -> Option<Subject> {
    let words = input.document.str(share.clause);
    let (_, whole) = words.split_once('占')?;
    // 占比 names none.
    let ratio = ["比重", "比例", "比"].iter().find_map(|ratio| whole.strip_prefix(ratio));
    label::read(ratio.unwrap_or(whole)).subject
}

/// A share of the figure before it that has the name of its whole. Where several have it, only the one that a slip of
/// the pen keeps from agreeing.
fn of_named(
    input: &Input,
    before: &VecDeque<&Mention>,
    part: &Mention,
    share: &Mention,
    name: &Subject,
    spent: &[Operand],
) -> Option<Relation> {
    let is_it = |whole: &&&Mention| whole.subject() == Some(name) && whole.dimension == part.dimension;
    let wholes = before.iter().filter(is_it).filter(|whole| whole.quantity != part.quantity);
    let measured = |whole: &&Mention| {
        of(vec![
            input.operand(share.quantity, Role::Stated)?,
            input.operand(part.quantity, Role::Part)?,
            input.operand(whole.quantity, Role::Total)?,
        ])
    };
    let mut relations: Vec<Relation> = wholes.filter_map(measured).collect();
    if relations.is_empty() && *name == Subject::Known("expense") {
        let (stated, part) = (input.operand(share.quantity, Role::Stated)?, input.operand(part.quantity, Role::Part)?);
        relations = spent.iter().filter_map(|whole| of(vec![stated.clone(), part.clone(), whole.clone()])).collect();
    }
    let whole = |relation: &Relation| relation.operands.get(2).map(|operand| operand.value);
    let first = relations.first()?;
    let single = relations.iter().all(|relation| whole(relation) == whole(first));
    if single { Some(first.clone()) } else { relations.iter().find(|relation| slip::explains(relation)).cloned() }
}

/// What the whole unit spent this year, each amount once, wherever it is stated.
fn all_spent(input: &Input) -> Vec<Operand> {
    let spent = |fact: &&Fact| {
        let whole = matches!(fact.subject, Subject::Whole | Subject::Known("expense"));
        whole && fact.measure == Some("exec") && fact.scope.is_none() && fact.dimension == Dimension::Money
    };
    let of_this_year = |fact: &&Fact| fact.year.is_none_or(|year| Some(year) == input.year());
    let mut wholes: Vec<Operand> = Vec::new();
    for fact in input.facts.iter().filter(spent).filter(of_this_year) {
        let Some(operand) = input.fact_operand(fact, Role::Total) else { continue };
        if wholes.len() < MOST_AMOUNTS && wholes.iter().all(|whole| whole.value != operand.value) {
            wholes.push(operand);
        }
    }
    wholes
}

/// A report that states more amounts than this for one thing says nothing certain about it.
const MOST_AMOUNTS: usize = 8;

fn of(operands: Vec<Operand>) -> Option<Relation> {
    let [_, part, whole] = operands.as_slice() else { return None };
    if whole.value < part.value || whole.value.is_zero() {
        return None;
    }
    let quotient = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let right = Expr::Product(Box::new(quotient), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Some(
        Relation::new(RULE, Severity::Warning, operands, Comparison::EqualOrTruncated, right)
            .named("占比 = 部分 ÷ 总数"),
    )
}
