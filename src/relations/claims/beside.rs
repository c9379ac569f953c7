//! Claims right behind the two figures they are about: 预算6万元，实际支出6.45万元，控制在预算之内 (`budget/claim`); 目标120次，实际96次，
//! 全面完成任务 (`target/claim`).

use super::is_intended;
use crate::document::Span;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::{Bound, Dimension};
use crate::relations::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact};
use crate::vocabulary::PROSE;

/// Id of the rule for an aim that is said to be met.
const MET: &str = "target/claim";

/// All claims of a sentence whose figures stand right before them.
pub(super) fn relate(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let pairs = sentence.mentions.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        [plan, actual] => claimed(input, sentence, plan, actual, sentence.mentions.get(at + 2)),
        _ => None,
    });
    let within = sentence.mentions.windows(2).filter_map(|pair| match pair {
        [actual, limit] => kept_within(input, actual, limit),
        _ => None,
    });
    pairs.chain(within).collect()
}

/// Whether two figures are of one kind, neither a change nor a share, told one after the other.
fn alike(input: &Input, one: &Mention, other: &Mention) -> bool {
    let figure =
        |mention: &Mention| matches!(mention.kind, Kind::Figure | Kind::Rate | Kind::Aim) && !mention.label.last_year;
    let unit = |mention: &Mention| input.quantities.get(mention.quantity).and_then(|quantity| quantity.unit);
    figure(one)
        && figure(other)
        && one.dimension == other.dimension
        && unit(one) == unit(other)
        && one.counter == other.counter
        && one.depth == other.depth
        && !other.after_semicolon
}

/// Whether the words before a figure make it one that was planned: what they say last decides.
fn is_plan(input: &Input, mention: &Mention) -> bool {
    let words = input.document.str(mention.clause);
    let last = |list: &[String]| list.iter().filter_map(|word| words.rfind(word.as_str())).max();
    let said = matches!(mention.label.measure, Some("init" | "budget" | "planned" | "target"));
    said || last(&PROSE.plans).is_some() && last(&PROSE.plans) > last(&PROSE.reached)
}

fn claimed(
    input: &Input,
    sentence: &Sentence,
    plan: &Mention,
    actual: &Mention,
    next: Option<&Mention>,
) -> Option<Relation> {
    let (goal, result) = (input.quantities.get(plan.quantity)?, input.quantities.get(actual.quantity)?);
    let words = |mention: &Mention| input.document.str(mention.clause);
    let told = alike(input, plan, actual) && is_plan(input, plan) && !is_plan(input, actual) && is_exact(result);
    if !told || matches!(goal.bound, Bound::About | Bound::Range) {
        return None;
    }
    // The claim stands behind the result and before what is told next.
    let end = next.map_or(sentence.span.end, |next| next.clause.start.max(result.span.end));
    let behind = Span { start: result.span.end, end };
    let text = input.document.str(behind).split(['；', ';']).next()?;
    let (kind, phrase) = claim(text)?;
    let claim = Span::new(behind.range().start + phrase.0, behind.range().start + phrase.0 + phrase.1);
    let before = input.document.str(Span { start: sentence.span.start, end: claim.start });
    if is_intended(input, claim, before) {
        return None;
    }
    let limits = matches!(goal.bound, Bound::AtMost | Bound::Below);
    let (rule, comparison) = match kind {
        Claim::Kept => (super::RULE, Comparison::AtMost),
        // 成本目标≤10万元, and it is said to be met.
        Claim::Met if limits => (MET, Comparison::AtMost),
        // 预算120万元，实际支出96万元，全部完成采购任务: less was spent, and all was done.
        Claim::Met if words(plan).contains("预算") || PROSE.lower_is_better.occur_in(words(plan)) => return None,
        Claim::Met => (MET, Comparison::AtLeast),
    };
    let operands = vec![
        input.operand(actual.quantity, Role::Actual)?.exact(),
        input.operand(plan.quantity, Role::Limit)?.exact(),
        Operand::place(claim),
    ];
    let relation = Relation::new(rule, Severity::Error, operands, comparison, Expr::Operand(1));
    Some(relation.named(format!("文中称“{}”", input.document.str(claim))))
}

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// That no more was spent than planned.
    Kept,
    /// That as much was done as planned.
    Met,
}

/// The first claim of a text, with its offset and length. What is denied (未达到目标) is none.
fn claim(text: &str) -> Option<(Claim, (usize, usize))> {
    let denied = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.ends_with(['未', '不', '没', '难'])
            || ["没有", "未能", "尚未", "基本", "仍未", "距离"].iter().any(|word| before.ends_with(word))
    };
    let find = |words: &[String], kind: Claim| {
        let found = words.iter().filter_map(|word| Some((text.find(word.as_str())?, word.len())));
        found.filter(|(at, _)| !denied(*at)).min().map(|place| (kind, place))
    };
    let clauses_owned_up = PROSE.shortfalls.occur_in(text);
    let met = find(&PROSE.met_aims, Claim::Met).filter(|_| !clauses_owned_up);
    let kept = find(&PROSE.kept_budget, Claim::Kept).or_else(|| kept(text).map(|place| (Claim::Kept, place)));
    [met, kept].into_iter().flatten().min_by_key(|(_, place)| *place)
}

/// `控制在目标值以内`, `在计划范围之内`: some plan, and 内.
fn kept(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for clause in text.split_inclusive(['，', ',', '。']) {
        let words = clause.trim_end_matches(['，', ',', '。']);
        let at = words.find("控制在").or_else(|| words.find('在'));
        let within = at.and_then(|at| Some((at, words.get(at..)?)));
        if let Some((at, phrase)) = within.filter(|(_, phrase)| {
            PROSE.plans.occur_in(phrase) && phrase.ends_with('内') && !phrase.contains(|c: char| c.is_ascii_digit())
        }) {
            return Some((start + at, phrase.len()));
        }
        start += clause.len();
    }
    None
}

/// `支出6.45万元，控制在年初预算6万元以内`: the limit is told with the claim.
fn kept_within(input: &Input, actual: &Mention, limit: &Mention) -> Option<Relation> {
    let words = input.document.str(limit.clause);
    let end = input.quantities.get(limit.quantity)?.span.end as usize;
    let within = PROSE.within.begin(input.document.text.get(end..)?);
    let spent = actual.label.measure == Some("exec") || PROSE.reached.occur_in(input.document.str(actual.clause));
    let kept = words.trim_start().trim_start_matches(['均', '全', '部', '实', '际']).starts_with("控制在");
    let exact = input.quantities.get(actual.quantity).is_some_and(is_exact);
    if !(within && kept && spent && exact && actual.dimension == Dimension::Money && alike(input, actual, limit)) {
        return None;
    }
    if is_intended(input, limit.clause, words) {
        return None;
    }
    let operands = vec![
        input.operand(actual.quantity, Role::Actual)?.exact(),
        input.operand(limit.quantity, Role::Limit)?.exact(),
    ];
    let relation = Relation::new(super::RULE, Severity::Error, operands, Comparison::AtMost, Expr::Operand(1));
    Some(relation.named("文中称控制在限额以内"))
}
