//! Which two figures a rate is made of where the words or the order of the sentence leave no doubt.

use super::super::{Input, is_exact};
use super::{Before, named};
use crate::facts::Subject;
use crate::facts::prose::{Kind, Mention};
use crate::quantity::Dimension;
use crate::vocabulary::{PROSE, Words};

/// Numerator and base of a rate.
pub(super) type Pair<'a> = (&'a Mention, &'a Mention);

/// The pair, if there is no doubt. `before` are the figures of the rate's own sentence before it, the nearest first.
pub(super) fn certain<'a>(before: &Before<'a, '_>, own: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let words = Clauses { input: before.input };
    of_plan(&words, own, rate)
        .or_else(|| planned_and_done(&words, own, rate))
        .or_else(|| budget_and_spent(own, rate))
        .or_else(|| execution(own, rate))
        .or_else(|| named_after_deed(before, &words, own, rate))
}

/// The pair, if there is only one that the words at the rate can mean. `before` are the figures of the paragraph before it.
pub(super) fn of_paragraph<'a>(input: &Input, before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let words = Clauses { input };
    of_staff(before, &words.clause(rate)).or_else(|| adjustment(before, rate)).or_else(|| execution(before, rate))
}

/// The words at figures.
pub(super) struct Clauses<'a, 'i> {
    pub(super) input: &'a Input<'i>,
}

impl Clauses<'_, '_> {
    pub(super) fn clause(&self, mention: &Mention) -> String {
        self.input.document.str(mention.clause).chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The words of the clause behind a number: `23个一次验收合格`.
    fn behind(&self, mention: &Mention) -> String {
        let end = self.input.quantities.get(mention.quantity).map_or(0, |quantity| quantity.span.end as usize);
        let behind = self.input.document.text.get(end..).unwrap_or_default();
        behind.chars().take(LONGEST_CLAUSE).take_while(|c| !"，。；、：,;:\n\t".contains(*c)).collect()
    }

    pub(super) fn is_exact(&self, mention: &Mention) -> bool {
        self.input.quantities.get(mention.quantity).is_some_and(is_exact)
    }

    pub(super) fn has(&self, mention: &Mention, list: &Words) -> bool {
        let clause = self.clause(mention);
        list.occur_in(&clause)
    }
}

/// Characters of a clause behind a number that are looked at.
const LONGEST_CLAUSE: usize = 24;

/// `创建美丽宜居村428个，完成年度计划428个的100%`: the base is what the rate is written of.
fn of_plan<'a>(words: &Clauses, before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let [base, numerator, ..] = before else { return None };
    let completes = words.has(base, &PROSE.completion) && rate.kind != Kind::Share;
    (base.divides && completes && follows(rate, base) && alike(base, numerator)).then_some((*numerator, *base))
}

/// `计划50场，实际46场，完成92%`: what was asked for, and right behind it what was done.
fn planned_and_done<'a>(words: &Clauses, before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let [done, asked, ..] = before else { return None };
    let clause = words.clause(rate);
    let clause = clause.trim_end_matches(['为', '达', '到', '：', ':']);
    // 成活率 and 合格率 behind what was planned and done are of something else.
    let fulfils = PROSE.fulfilments.end(clause);
    let is_rate = fulfils || !clause.ends_with('率') && words.has(rate, &PROSE.completion);
    let apart = words.has(asked, &PROSE.asked) && !words.has(asked, &PROSE.done);
    let counted = matches!(done.dimension, Dimension::Count | Dimension::People);
    let said = apart && words.has(done, &PROSE.done) && !words.has(done, &PROSE.asked);
    if !(is_rate && counted && follows(rate, done) && alike(done, asked)) {
        return None;
    }
    // 防护工程81.5公里，目标86公里，完成率94.77%: the aim may come last.
    let aim_last = words.has(done, &PROSE.asked) && !words.has(done, &PROSE.done) && !words.has(asked, &PROSE.asked);
    let next = done.quantity == asked.quantity + 1;
    if aim_last && next && fulfils { Some((*asked, *done)) } else { said.then_some((*done, *asked)) }
}

/// `某项支出38.15万元，预算43.00万元，完成预算的88.72%`: the budget right before the rate, and the figure before that.
fn budget_and_spent<'a>(before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    if rate.kind != Kind::Rate || !is_budget(rate) {
        return None;
    }
    let level: Vec<&'a Mention> = before.iter().filter(|figure| figure.depth <= rate.depth).copied().collect();
    let [base, spent, ..] = level.as_slice() else { return None };
    let of_spending = spent.label.measure.is_none_or(|measure| measure == "exec");
    (is_budget(base) && follows(rate, base) && base.subject().is_none() && of_spending && alike(base, spent))
        .then_some((*spent, *base))
}

/// `全年支出4,733.14万元，…调整后预算4,780.26万元，预算完成率99.01%`: one figure spent and one budget.
fn execution<'a>(before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    if rate.label.measure != Some("rate") || rate.subject().is_some() {
        return None;
    }
    let whole =
        |figure: &&&Mention| matches!(figure.subject(), None | Some(Subject::Whole | Subject::Known("expense")));
    let mut spent = before.iter().filter(whole).filter(|figure| is_spent(figure));
    // What was adjusted is what was carried out.
    let mut budgets = ["budget", "planned", "init"].into_iter().map(|key| {
        let budgets = before.iter().filter(whole).filter(|figure| figure.label.measure == Some(key));
        budgets.copied().collect::<Vec<_>>()
    });
    match (spent.next(), spent.next(), budgets.find(|budgets| !budgets.is_empty())?.as_slice()) {
        (Some(spent), None, [budget]) if alike(spent, budget) => Some((*spent, *budget)),
        _ => None,
    }
}

/// `编制186名…在职176人…在职人员控制率94.62%`.
fn of_staff<'a>(before: &[&'a Mention], clause: &str) -> Option<Pair<'a>> {
    let names_it = PROSE.staff_rates.end(clause);
    let whole = |measure: &str| {
        let mut all = before.iter().filter(|figure| figure.label.measure == Some(measure));
        let last = all.next_back()?;
        Some(*last)
    };
    if !names_it { None } else { Some((whole("staff")?, whole("quota")?)) }
}

/// `年初预算…，年中追加…，预算调整率`.
fn adjustment<'a>(before: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let only = |measure: &str| {
        let mut all = before.iter().filter(|figure| figure.label.measure == Some(measure));
        let first = all.next()?;
        all.next().is_none().then_some(*first)
    };
    if rate.label.measure != Some("adjust_rate") { None } else { Some((only("delta")?, only("init")?)) }
}

/// `收回有效问卷288份，有效率96%`: the rate bears the name of what the figure right before it counts.
fn named_after_deed<'a>(
    before: &Before<'a, '_>,
    words: &Clauses,
    own: &[&'a Mention],
    rate: &Mention,
) -> Option<Pair<'a>> {
    let (done, rest) = own.split_first()?;
    let clause = words.clause(rate);
    let stem = clause.trim_end_matches(['为', '达', '到', '：', ':']).strip_suffix(['率', '度'])?;
    let (stem, covers) = stem.strip_suffix("覆盖").map_or((stem, false), |stem| (stem, true));
    let letters: Vec<char> = stem.chars().collect();
    let deed: String = letters.get(letters.len().checked_sub(2)?..)?.iter().collect();
    // 不合格26批次 is no part of what passed.
    let names = |text: &str| {
        text.match_indices(&deed).any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(['不', '未'])))
    };
    let said = names(&words.clause(done)) || names(&words.behind(done));
    let of_marks = named::of(words, rate).is_some_and(|name| name.base.is_empty());
    // 满意168户、基本满意22户、不满意6户: several of one list bear the name, and which of them are meant it does not say.
    let of_several = |other: &&Mention| before.listed.contains(&other.quantity) && words.clause(other).contains(&deed);
    let several = before.listed.contains(&done.quantity) && rest.iter().copied().any(|other| of_several(&other));
    if !said || several || of_marks || !follows(rate, done) || words.has(done, &PROSE.asked) {
        return None;
    }
    // With several figures before it, it is measured against what was asked for.
    let is_base = |base: &&&'a Mention| alike(base, done) && words.is_exact(base) && !has_own_rate(words.input, base);
    let bases: Vec<&'a Mention> = rest.iter().filter(is_base).copied().collect();
    let asked = bases.iter().find(|base| words.has(base, &PROSE.asked));
    let unlisted = |base: &&&&'a Mention| bases.len() == 1 || !before.listed.contains(&base.quantity);
    let mut free = bases.iter().filter(|base| unlisted(&base));
    let only = free.next().filter(|_| free.next().is_none());
    // More was covered than planned: then it is of something else.
    let base = asked.filter(|_| !covers).or(only.filter(|_| asked.is_none()))?;
    Some((*done, *base))
}

/// Whether a rate of its own stands right behind a figure: it is no base of the next rate.
pub(super) fn has_own_rate(input: &Input, figure: &Mention) -> bool {
    let next = input.quantities.get(figure.quantity + 1);
    let rate = next.filter(|next| next.unit.is_some_and(|unit| unit.dimension() == Dimension::Percent));
    let words = |end: u32| {
        input.document.str(crate::document::Span { start: end, end: rate.map_or(end, |rate| rate.span.start.max(end)) })
    };
    let end = input.quantities.get(figure.quantity).map_or(0, |quantity| quantity.span.end);
    rate.is_some() && words(end).contains(['率', '度']) && !words(end).contains(['。', '；', '\n'])
}

/// Whether the figure is what was to be spent (预算).
fn is_budget(figure: &Mention) -> bool {
    matches!(figure.label.measure, Some("planned" | "budget" | "init"))
}

/// Whether the figure is what was spent (支出、执行).
fn is_spent(figure: &Mention) -> bool {
    match figure.label.measure {
        Some(measure) => measure == "exec",
        None => figure.label.bare_flow && figure.subject() == Some(&Subject::Known("expense")),
    }
}

/// Whether what was asked for would be measured against what was done.
pub(super) fn is_reversed(input: &Input, numerator: &Mention, base: &Mention) -> bool {
    let words = Clauses { input };
    let asked = |figure: &Mention| words.has(figure, &PROSE.asked) && !words.has(figure, &PROSE.done);
    asked(numerator) && !asked(base) && words.has(base, &PROSE.done)
}

/// Whether no other number stands between the figure and the rate.
pub(super) fn follows(rate: &Mention, figure: &Mention) -> bool {
    rate.quantity == figure.quantity + 1
}

/// Whether two figures measure the same and count the same things.
pub(super) fn alike(a: &Mention, b: &Mention) -> bool {
    let people = |mention: &Mention| mention.dimension == Dimension::People;
    a.dimension == b.dimension && (a.counter == b.counter || people(a))
}
