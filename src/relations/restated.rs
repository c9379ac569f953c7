//! `cross/restated`: one fact, one value, wherever it is stated again (C06, C09, C16).

use super::{Comparison, Expr, Input, Relation, Role, Severity, Verdict, is_exact, slip};
use crate::document::Span;
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Id of the rule.
pub const RULE: &str = "cross/restated";

/// Figures of money that mean the same wherever they stand.
const FIGURES: [&str; 7] = ["init", "budget", "exec", "carry_in", "delta", "carry_out", "allocated"];

/// Cells of one row that are tried as the fact.
const MOST_CELLS: usize = 6;

/// What makes two statements the same fact.
type Key<'a> = (&'a Subject, Option<&'static str>, Option<i16>, Option<&'static str>, Aspect, Dimension);

/// Every fact that is stated more than once, compared along the chain of its places.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut same: BTreeMap<Key, Vec<&Fact>> = BTreeMap::new();
    for fact in input.facts {
        let exact = input.quantities.get(fact.quantity).is_some_and(is_exact);
        if exact && is_identified(fact) {
            let key = (&fact.subject, fact.measure, fact.year, fact.scope, aspect(fact), fact.dimension);
            let list = same.entry(key).or_default();
            // The marks of a form end with their total; those before it are of its lines.
            let of_line =
                |last: &&Fact| fact.measure == Some("score") && table(last).is_some() && table(last) == table(fact);
            if list.last().is_some_and(of_line) {
                list.pop();
            }
            list.push(fact);
        }
    }
    let mut relations = Vec::new();
    for facts in same.values().filter(|facts| facts.len() > 1) {
        let statements: Vec<&[&Fact]> = facts.chunk_by(|a, b| are_of_one_row(a, b)).collect();
        let told = statements.windows(2).filter_map(|pair| restate(input, pair));
        relations.extend(if are_many_things(input, &statements) {
            told.map(Relation::open).collect()
        } else {
            told.collect::<Vec<_>>()
        });
    }
    relations
}

/// Places that all say something else speak of as many things: the clerk was not wrong each time, the reading is.
const MANY: usize = 4;

/// Whether no two of many statements agree.
fn are_many_things(input: &Input, statements: &[&[&Fact]]) -> bool {
    let values = statements.iter().filter_map(|cells| {
        let fact = cells.first()?;
        input.quantities.get(fact.quantity)?.base(fact.unit)
    });
    let distinct: BTreeSet<Decimal> = values.collect();
    statements.len() >= MANY && distinct.len() == statements.len()
}

/// Cells of one row are never two statements of one fact: their columns differ in something that was not understood.
fn are_of_one_row(a: &Fact, b: &Fact) -> bool {
    match (a.place, b.place) {
        (Place::Cell { block, row, .. }, Place::Cell { block: other, row: beside, .. }) => {
            (block, row) == (other, beside)
        }
        _ => false,
    }
}

/// A statement against the next one. Of several cells in a row, the one that agrees is meant; which else, is not known.
fn restate(input: &Input, pair: &[&[&Fact]]) -> Option<Relation> {
    let [first, second] = pair else { return None };
    let pairs = || first.iter().take(MOST_CELLS).flat_map(|a| second.iter().take(MOST_CELLS).map(move |b| (*a, *b)));
    let certain = first.len() == 1 && second.len() == 1;
    let agreeing = pairs().filter_map(|(a, b)| compare(input, a, b)).find(Relation::agrees);
    let likeliest = || pairs().find_map(|(a, b)| compare(input, a, b));
    agreeing.or_else(likeliest).map(|relation| if certain { relation } else { relation.open() })
}

/// Whether the words say enough to know the fact again: whose figure and which.
fn is_identified(fact: &Fact) -> bool {
    match fact.dimension {
        Dimension::Money => fact.measure.is_some_and(|measure| FIGURES.contains(&measure)),
        Dimension::Score => fact.measure == Some("score") && fact.subject == Subject::Whole,
        Dimension::Percent | Dimension::Count | Dimension::People => fact.measure == Some("actual"),
        Dimension::Rate | Dimension::Area => false,
    }
}

/// A result in a form and the same result in running text are one fact.
fn aspect(fact: &Fact) -> Aspect {
    match fact.aspect {
        Aspect::Target => Aspect::Target,
        Aspect::Actual | Aspect::Plain => Aspect::Plain,
    }
}

/// Block number of the table a fact stands in.
fn table(fact: &Fact) -> Option<usize> {
    match fact.place {
        Place::Cell { block, .. } => Some(block),
        Place::Prose { .. } => None,
    }
}

fn compare(input: &Input, first: &Fact, second: &Fact) -> Option<Relation> {
    if first.place == second.place {
        return None;
    }
    let operands = vec![input.fact_operand(second, Role::Stated)?, input.fact_operand(first, Role::Other)?];
    let certain = first.said && second.said && !is_named(first);
    let severity = if certain { Severity::Error } else { Severity::Warning };
    let relation =
        Relation::new(RULE, severity, operands, Comparison::Equal, Expr::Operand(1)).named("同一数字前后一致");
    // A class stands in the table of all money and in that of the budget's: only a slip tells that they are one figure.
    let in_two_tables = table(first).zip(table(second)).is_some_and(|(one, other)| one != other);
    let sides = relation.stated.zip(relation.expected);
    let slipped = sides.is_some_and(|(one, other)| slip::between(one, other).is_some());
    if relation.verdict == Verdict::Broken && in_two_tables && first.dimension == Dimension::Money && !slipped {
        return Some(relation.open());
    }
    let doubtful = || is_doubtful(input, first, second) || is_partial_list(&relation, first, second);
    if relation.verdict != Verdict::Broken || !doubtful() {
        return Some(relation);
    }
    // They may be two things; but long numbers that differ in one digit are worth a look.
    let alike = sides.is_some_and(|(one, other)| slip::is_striking(one, other, first.dimension));
    Some(if alike { Relation { severity: Severity::Info, ..relation } } else { relation.open() })
}

/// Whether a list of projects adds up to less than the text says is spent on projects: it need not name them all (C09).
fn is_partial_list(relation: &Relation, first: &Fact, second: &Fact) -> bool {
    let listed = |fact: &Fact| table(fact).is_some() && !fact.said && fact.subject == Subject::Known("project");
    match (listed(first), listed(second)) {
        (false, true) => table(first).is_none() && relation.stated < relation.expected,
        (true, false) => table(second).is_none() && relation.stated > relation.expected,
        _ => false,
    }
}

/// Whether the two may be different things after all: what a name or a figure was concluded from is not certain, and an
/// indicator of a project need not be that of the unit.
fn is_doubtful(input: &Input, first: &Fact, second: &Fact) -> bool {
    let in_prose = table(first).is_none() && table(second).is_none();
    let marks = is_mark_of_the_whole(input, first) && is_mark_of_the_whole(input, second);
    let of_project =
        first.dimension == Dimension::Score && [first, second].iter().any(|fact| of_a_project(input, fact));
    let other_money = first.dimension == Dimension::Money
        && input.source_of_money(input.span(first)) != input.source_of_money(input.span(second));
    let concluded = in_prose && !(first.said && second.said) && !marks;
    let named = in_prose && is_named(first) && first.dimension == Dimension::Money;
    let indicator = first.measure == Some("actual");
    concluded || named || indicator || of_project || other_money
}

/// Whether the sentence has spoken of a project before it gives the mark.
fn of_a_project(input: &Input, fact: &Fact) -> bool {
    let Place::Prose { block, sentence } = fact.place else { return false };
    let sentences = &input.prose.sentences;
    let Ok(at) = sentences.binary_search_by_key(&(block, sentence), |one| (one.block, one.index)) else { return false };
    let start = sentences.get(at).map_or(fact.label.start, |one| one.span.start);
    let before = input.document.str(Span { start, end: fact.label.end.max(start) });
    let last = |words: &[String]| words.iter().filter_map(|word| before.rfind(word.as_str())).max();
    // 项目支出自评后，部门整体自评得分: the last that was spoken of is the unit.
    last(&PROSE.project_endings) > last(&PROSE.whole_unit)
}

/// Whether the words name the mark of the whole evaluation (自评得分), not one of the marks it is made of.
fn is_mark_of_the_whole(input: &Input, fact: &Fact) -> bool {
    let label = input.document.str(fact.label);
    fact.dimension == Dimension::Score && PROSE.whole_marks.occur_in(label)
}

fn is_named(fact: &Fact) -> bool {
    matches!(fact.subject, Subject::Named(_))
}
