//! Rates whose name says which two figures they are made of (支付率, 收缴率, 结转结余率, 得分率).

use super::pair::{Clauses, Pair, alike, follows, has_own_rate};
use super::{Before, base_fits, is_base, same_account};
use crate::facts::prose::{Lead, Mention};
use crate::facts::{Subject, label};
use crate::vocabulary::{PROSE, RateName};

/// The pair that the name of the rate asks for. `before` are the figures of the rate's own sentence, the nearest first.
pub(super) fn certain<'a>(before: &Before<'a, '_>, own: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let words = Clauses { input: before.input };
    let name = of(&words, rate);
    // 总体执行率 behind the figures of two kinds of expenditure is of both.
    if own.len() > 2 && words.has(rate, &PROSE.overall) {
        return None;
    }
    side_by_side(&words, own, rate, name)
        .or_else(|| of_the_only_sum(before, &words, own, rate, name))
        .or_else(|| of_a_budget(&words, own, rate))
}

/// The kind of rate that a clause names.
pub(super) fn of(words: &Clauses, rate: &Mention) -> Option<&'static RateName> {
    let clause = words.clause(rate);
    let clause = clause.trim_end_matches(['为', '达', '到', '是', '：', ':']);
    let adjusts = rate.label.measure == Some("adjust_rate");
    PROSE.rate_names.iter().find(|kind| !adjusts && kind.names.iter().any(|name| clause.ends_with(name.as_str())))
}

/// `应收86.40万元，实收84.20万元，收缴率97.45%`: both figures right before the rate.
fn side_by_side<'a>(words: &Clauses, own: &[&'a Mention], rate: &Mention, name: Option<&RateName>) -> Option<Pair<'a>> {
    let name = name?;
    let [near, far, ..] = own else { return None };
    let adjacent = follows(rate, near) && follows(near, far) && alike(near, far) && !near.after_semicolon;
    if !adjacent || near.lead == Lead::Among {
        return None;
    }
    let is = |part: &Mention, base: &Mention| {
        is_part(words, name, part)
            && is_base_of(words, name, base)
            && of_one_thing(name, part, base)
            && !names_another(words, name, rate, base)
    };
    match (is(near, far), is(far, near)) {
        (true, false) => Some((*near, *far)),
        (false, true) => Some((*far, *near)),
        _ => None,
    }
}

/// Whether the rate is of something else than the figure: 三公经费控制率 behind the budget of 公务接待费.
fn names_another(words: &Clauses, name: &RateName, rate: &Mention, figure: &Mention) -> bool {
    let clause = words.clause(rate);
    let whose = name.names.iter().filter_map(|name| clause.strip_suffix(name.as_str())).max_by_key(|whose| whose.len());
    match (whose.and_then(|whose| label::read(whose).subject), figure.subject()) {
        (Some(Subject::Known(rate)), Some(Subject::Known(figure))) => rate != *figure,
        _ => false,
    }
}

fn is_part(words: &Clauses, name: &RateName, figure: &Mention) -> bool {
    !is_base(figure) && words.has(figure, &name.part)
}

/// Whether the part is of what the base is of: of the same, or of nothing that its words name (执行, 已支付, 实收).
fn of_one_thing(name: &RateName, part: &Mention, base: &Mention) -> bool {
    let bare = |named: &str| name.part.iter().fold(named.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    match part.subject() {
        None | Some(Subject::Whole) => true,
        Some(Subject::Named(named)) if label::is_bare(&bare(named)) => true,
        // 示例经费支出38万元，预算43万元: the budget behind it is of that.
        Some(Subject::Known(_)) if part.label.bare_flow => true,
        own => own == base.subject() || base.subject().is_none() && follows(base, part),
    }
}

/// Whether a figure is what the rate is measured against; where its name asks for no words, whatever is not the part.
fn is_base_of(words: &Clauses, name: &RateName, figure: &Mention) -> bool {
    if name.base.is_empty() {
        return !words.has(figure, &name.part) && !words.has(figure, &PROSE.whole_marks);
    }
    is_base(figure) || figure.label.measure != Some("exec") && words.has(figure, &name.base)
}

/// `专项资金3,600万元，其中中央2,400万元…；已支付3,474万元，支付率96.50%`: of the only figure that is no part of a list and
/// has no rate of its own.
fn of_the_only_sum<'a>(
    before: &Before<'a, '_>,
    words: &Clauses,
    own: &[&'a Mention],
    rate: &Mention,
    name: Option<&RateName>,
) -> Option<Pair<'a>> {
    let name = name.filter(|name| !name.base.is_empty())?;
    let (spent, rest) = own.split_first()?;
    if !follows(rate, spent) || spent.lead != Lead::None || !is_part(words, name, spent) {
        return None;
    }
    let value =
        |figure: &Mention| before.input.quantities.get(figure.quantity).and_then(|quantity| quantity.base(None));
    let free = |base: &&&'a Mention| {
        !before.listed.contains(&base.quantity)
            && alike(base, spent)
            && base.depth <= rate.depth
            && !has_own_rate(words.input, base)
            && !is_part(words, name, base)
            && value(base) >= value(spent)
    };
    let mut bases = rest.iter().filter(free);
    let base = bases.next()?;
    let only = bases.next().is_none()
        && words.is_exact(base)
        && of_one_thing(name, spent, base)
        && !names_another(words, name, rate, base);
    only.then_some((*spent, *base))
}

/// `年初预算860万元，支出决算931.20万元，为年初预算的108.28%`: the figure right before, of the budget that is named.
fn of_a_budget<'a>(words: &Clauses, own: &[&'a Mention], rate: &Mention) -> Option<Pair<'a>> {
    let clause = words.clause(rate);
    let names_it = clause.starts_with(['为', '是', '达']) && clause.ends_with('的') && is_base(rate);
    let (spent, rest) = own.split_first().filter(|_| names_it && rate.subject().is_none())?;
    let base = rest.iter().find(|base| alike(base, spent) && is_base(base) && base_fits(rate, base))?;
    (follows(rate, spent) && !is_base(spent) && same_account(spent, base)).then_some((*spent, *base))
}
