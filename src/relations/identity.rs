//! The accounting identities of the vocabulary, evaluated over facts.

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict, slip};
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::quantity::Dimension;
use crate::vocabulary::formula::{self, Formula, Node};
use crate::vocabulary::{Gravity, IDENTITIES, Identity, PROSE, TermKind};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Figures at which a division into subjects is checked.
const FIGURES: [&str; 7] = ["init", "planned", "budget", "exec", "carry_in", "delta", "carry_out"];

/// Subjects that mean the unit as a whole at figures that are not of income or expenditure alone.
const WHOLE: [&str; 2] = ["expense", "income"];

/// Subjects that mean all there is, in whatever words.
const ALL: [&str; 6] = ["", "expense", "income", "expense_total", "income_total", "both_totals"];

/// All identities that the facts of running text allow to evaluate.
pub fn relate(input: &Input) -> Vec<Relation> {
    let index = Index::new(input);
    let mut relations = Vec::new();
    for identity in IDENTITIES.iter() {
        match identity.along {
            TermKind::Measure => along_figures(input, &index, identity, &mut relations),
            TermKind::Subject => along_subjects(input, &index, identity, &mut relations),
        }
    }
    relations
}

/// Facts by what they state, each list in text order.
struct Index<'a> {
    /// By figure and section.
    by_section: BTreeMap<(&'static str, Option<u32>), Vec<&'a Fact>>,
    /// By subject and figure.
    by_subject: BTreeMap<(&'static str, &'static str), Vec<&'a Fact>>,
}

impl<'a> Index<'a> {
    fn new(input: &Input<'a>) -> Self {
        let mut index = Self { by_section: BTreeMap::new(), by_subject: BTreeMap::new() };
        for fact in input.facts {
            let exact = input.quantities.get(fact.quantity).is_some_and(super::is_exact);
            // Rates of parts do not add up to the rate of the whole.
            let rate = matches!(fact.dimension, Dimension::Percent | Dimension::Rate);
            if !exact || rate || !matches!(fact.place, Place::Prose { .. }) {
                continue;
            }
            let figure = fact.measure.unwrap_or("");
            index.by_section.entry((figure, input.section(input.span(fact)))).or_default().push(fact);
            let subject = match &fact.subject {
                Subject::Known(subject) => *subject,
                Subject::Whole => "",
                Subject::Named(_) => continue,
            };
            index.by_subject.entry((subject, figure)).or_default().push(fact);
        }
        index
    }

    fn subject(&self, subject: &'static str, figure: &'static str) -> &[&'a Fact] {
        self.by_subject.get(&(subject, figure)).map_or(&[], Vec::as_slice)
    }
}

/// How many facts on either side of an anchor are looked at: an equation's operands stand near each other, and the cost
/// stays linear in a text of any length.
const REACH: usize = 24;

/// The fact of a list in text order that is nearest to a place and wanted.
fn nearest<'a>(input: &Input, list: &[&'a Fact], at: u32, wanted: &dyn Fn(&Fact) -> bool) -> Option<&'a Fact> {
    let close = |fact: &&&Fact| input.span(fact).start.abs_diff(at);
    around(input, list, at).iter().filter(|fact| wanted(fact)).min_by_key(close).copied()
}

/// The facts of a list in text order that stand within reach of a place.
pub(super) fn around<'a, 'l>(input: &Input, list: &'l [&'a Fact], at: u32) -> &'l [&'a Fact] {
    let middle = list.partition_point(|fact| input.span(fact).start < at);
    list.get(middle.saturating_sub(REACH)..(middle + REACH).min(list.len())).unwrap_or_default()
}

/// Facts that may stand in one equation: same year, scope and aspect.
fn comparable(a: &Fact, b: &Fact) -> bool {
    a.year == b.year && a.scope == b.scope && a.aspect == b.aspect && a.dimension == b.dimension
}

fn along_figures(input: &Input, index: &Index, identity: &'static Identity, relations: &mut Vec<Relation>) {
    let Some(left) = identity.readings.first().and_then(|reading| reading.names.first()) else { return };
    let anchors = index.by_section.iter().filter(|((figure, _), _)| *figure == left.key);
    for (&(_, section), anchors) in anchors {
        for anchor in anchors {
            let wanted = |fact: &Fact| same_unit_of_account(&fact.subject, &anchor.subject) && comparable(fact, anchor);
            let find = |key: &'static str| {
                let list = index.by_section.get(&(key, section))?;
                nearest(input, list, input.span(anchor).start, &wanted)
            };
            let ambiguous = || {
                let names = identity.readings.iter().flat_map(|reading| reading.names.iter().skip(1));
                names.filter_map(|name| index.by_section.get(&(name.key.as_str(), section))).any(|list| {
                    let near = around(input, list, input.span(anchor).start);
                    near.iter().filter(|fact| wanted(fact)).count() > 1
                })
            };
            let Some(relation) = evaluate(input, identity, anchor, &find) else { continue };
            let relation = match relation.verdict {
                Verdict::Broken => otherwise(input, index, identity, anchor, section).unwrap_or(relation),
                _ => relation,
            };
            let doubtful = is_explained(input, identity, anchor) || is_of_one_class(input, anchor, &relation);
            let relation = if doubtful { relation.open() } else { relation };
            // Received by instalments, budgeted twice: which limit is meant is not certain.
            let limited = relation.formula.as_ref().is_some_and(|(comparison, _)| *comparison == Comparison::AtMost);
            relations.push(if limited && ambiguous() { relation.open() } else { relation });
        }
    }
}

/// Figures of one kind near an anchor that are tried, and ways to choose among them.
const MOST_ALIKE: usize = 4;
const MOST_WAYS: usize = 64;

/// The identity over other figures of the section, if some of them agree: the nearest need not be the ones that are meant.
fn otherwise(
    input: &Input,
    index: &Index,
    identity: &'static Identity,
    anchor: &Fact,
    section: Option<u32>,
) -> Option<Relation> {
    let keys: BTreeSet<&'static str> = identity
        .readings
        .iter()
        .flat_map(|reading| reading.names.iter().skip(1))
        .map(|name| name.key.as_str())
        .collect();
    let at = input.span(anchor).start;
    let choices: Vec<(&'static str, Vec<&Fact>)> = keys
        .into_iter()
        .filter_map(|key| {
            let near = around(input, index.by_section.get(&(key, section))?, at).iter().copied();
            let mut alike: Vec<&Fact> = near.filter(|fact| comparable(fact, anchor)).collect();
            alike.sort_by_key(|fact| input.span(fact).start.abs_diff(at));
            alike.truncate(MOST_ALIKE);
            Some((key, alike))
        })
        .collect();
    let ways: usize = choices.iter().map(|(_, alike)| alike.len().max(1)).product();
    (0..ways.min(MOST_WAYS)).find_map(|way| {
        let mut rest = way;
        let mut chosen: BTreeMap<&'static str, &Fact> = BTreeMap::new();
        for (key, alike) in &choices {
            let place = rest % alike.len().max(1);
            rest /= alike.len().max(1);
            chosen.extend(alike.get(place).map(|fact| (*key, *fact)));
        }
        evaluate(input, identity, anchor, &|key| chosen.get(key).copied()).filter(Relation::agrees)
    })
}

/// Whether a limit is that of one class of staff, while what is held against it is of all: 行政编制32名、事业编制38名，在职67人.
fn is_of_one_class(input: &Input, anchor: &Fact, relation: &Relation) -> bool {
    let names = |words: &str| PROSE.posts.occur_in(words);
    let at = input.facts.partition_point(|fact| fact.quantity < anchor.quantity);
    let near = input.facts.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let of_class = |fact: &&Fact| fact.measure == Some("quota") && names(input.document.str(fact.label));
    anchor.dimension == Dimension::People
        && relation.verdict == Verdict::Broken
        && !names(input.document.str(anchor.label))
        && near.iter().filter(|fact| block(fact) == block(anchor)).filter(of_class).count() > 1
}

/// Whether the paragraph says why the identity need not hold.
fn is_explained(input: &Input, identity: &Identity, anchor: &Fact) -> bool {
    let paragraph = input.document.blocks.get(block(anchor)).map_or("", |block| input.document.str(block.span()));
    identity.unless.iter().any(|word| paragraph.contains(word.as_str()))
}

fn same_unit_of_account(a: &Subject, b: &Subject) -> bool {
    let whole = |subject: &Subject| match subject {
        Subject::Whole => true,
        Subject::Known(key) => WHOLE.contains(key),
        Subject::Named(_) => false,
    };
    a == b || (whole(a) && whole(b) && (*a == Subject::Whole || *b == Subject::Whole))
}

fn along_subjects(input: &Input, index: &Index, identity: &'static Identity, relations: &mut Vec<Relation>) {
    let Some(left) = identity.readings.first().and_then(|reading| reading.names.first()) else { return };
    let mut known = BTreeSet::new();
    let wanted_at = |figure: &&&str| identity.figures.is_empty() || identity.figures.iter().any(|own| own == **figure);
    for figure in FIGURES.iter().chain(&[""]).filter(wanted_at) {
        let whole = if WHOLE.contains(&left.key.as_str()) { index.subject("", figure) } else { &[] };
        for anchor in index.subject(&left.key, figure).iter().chain(whole) {
            for apart in [false, true] {
                let wanted = |fact: &Fact| comparable(fact, anchor) && !(apart && block(fact) == block(anchor));
                let find =
                    |key: &'static str| nearest(input, index.subject(key, figure), input.span(anchor).start, &wanted);
                let Some(relation) = evaluate(input, identity, anchor, &find) else { continue };
                let doubtful = divides_the_whole(input, index, anchor, &relation)
                    || is_explained(input, identity, anchor)
                    || mixes_money(input, &relation);
                let relation = if doubtful { relation.open() } else { relation };
                if known.insert(relation.operands.iter().map(|operand| operand.span).collect::<Vec<_>>()) {
                    relations.push(relation);
                }
            }
        }
    }
}

/// Whether the parts of a broken division add up to all there is, stated nearby: 工资福利支出, 商品和服务支出 … may divide
/// the whole budget and not the basic expenditure.
fn divides_the_whole(input: &Input, index: &Index, anchor: &Fact, relation: &Relation) -> bool {
    let sums_up = |fact: &&&Fact| input.fact_operand(fact, Role::Other).map(|other| other.value) == relation.expected;
    let of_part = matches!(anchor.subject, Subject::Known(key) if !ALL.contains(&key));
    of_part
        && relation.verdict == Verdict::Broken
        && ALL.iter().flat_map(|all| FIGURES.iter().chain(&[""]).map(|figure| index.subject(all, figure))).any(|list| {
            let near = around(input, list, input.span(anchor).start);
            near.iter().any(|fact| sums_up(&fact))
        })
}

/// Whether a broken sum takes figures from under headings of one source of money and from elsewhere: there they may be of
/// all sources.
fn mixes_money(input: &Input, relation: &Relation) -> bool {
    if relation.verdict != Verdict::Broken || slip::explains_any(relation, Dimension::Money) {
        return false;
    }
    let mut sources = relation.operands.iter().map(|operand| input.source_of_money(operand.span));
    let first = sources.next();
    sources.any(|source| Some(source) != first)
}

fn block(fact: &Fact) -> usize {
    match fact.place {
        Place::Prose { block, .. } | Place::Cell { block, .. } => block,
    }
}

/// Evaluates all readings; the first that agrees is the relation, else the fullest that can be evaluated.
fn evaluate<'a>(
    input: &Input,
    identity: &'static Identity,
    anchor: &Fact,
    find: &dyn Fn(&'static str) -> Option<&'a Fact>,
) -> Option<Relation> {
    let mut broken: Option<Relation> = None;
    for (position, reading) in identity.readings.iter().enumerate() {
        let gravity = if position == 0 { Some(identity.severity) } else { identity.partial };
        let severity = gravity.unwrap_or_default();
        let Some(relation) = reading_of(input, identity, reading, severity, anchor, find) else { continue };
        if relation.agrees() {
            return Some(relation);
        }
        // What the official reading has besides may explain the difference, unless it is a slip of the pen.
        let slipped = slip::explains_any(&relation, anchor.dimension);
        let certain = gravity.is_some() || relation.operands.len() > 2 && slipped;
        broken = broken.or(Some(if certain { relation } else { relation.open() }));
    }
    broken
}

fn reading_of<'a>(
    input: &Input,
    identity: &'static Identity,
    reading: &'static Formula,
    severity: Gravity,
    anchor: &Fact,
    find: &dyn Fn(&'static str) -> Option<&'a Fact>,
) -> Option<Relation> {
    let bound = reading.comparison != formula::Sign::Equal;
    let first = if bound { Role::Actual } else { Role::Total };
    let mut operands: Vec<Operand> = vec![input.fact_operand(anchor, first)?];
    let mut places: Vec<Option<usize>> = vec![Some(0)];
    for name in reading.names.iter().skip(1) {
        match find(&name.key) {
            Some(fact) => {
                places.push(Some(operands.len()));
                let role = if bound { Role::Limit } else { Role::Part };
                operands.push(input.fact_operand(fact, role)?);
            }
            None if name.optional => places.push(None),
            None => return None,
        }
    }
    if operands.len() < 2 {
        return None;
    }
    let comparison = match reading.comparison {
        formula::Sign::Equal => Comparison::Equal,
        formula::Sign::AtMost => Comparison::AtMost,
        formula::Sign::AtLeast => Comparison::AtLeast,
    };
    let right = expression(&reading.right, &places);
    let mut relation = Relation::new(&identity.rule, severity.into(), operands, comparison, right)
        .named(reading.text.replace('?', ""));
    if anchor.aspect == Aspect::Target {
        relation = relation.open();
    }
    Some(relation)
}

fn expression(node: &Node, places: &[Option<usize>]) -> Expr {
    let pair = |a: &Node, b: &Node| (expression(a, places), expression(b, places));
    match node {
        Node::Name(name) => match places.get(*name).copied().flatten() {
            Some(operand) => Expr::Operand(operand),
            None => Expr::Constant(Decimal::ZERO),
        },
        Node::Number(value) => Expr::Constant(*value),
        Node::Amount(value, unit) => Expr::Constant(value.saturating_mul(unit.factor())),
        Node::Add(a, b) => flattened(pair(a, b), Sign::Plus),
        Node::Subtract(a, b) => flattened(pair(a, b), Sign::Minus),
        Node::Multiply(a, b) => Expr::Product(Box::new(expression(a, places)), Box::new(expression(b, places))),
        Node::Divide(a, b) => Expr::Quotient(Box::new(expression(a, places)), Box::new(expression(b, places))),
    }
}

/// `(a + b) + c` as one sum of three; operands that are not stated are left out.
pub(super) fn flattened((left, right): (Expr, Expr), sign: Sign) -> Expr {
    let mut terms = match left {
        Expr::Sum(terms) => terms,
        Expr::Constant(value) if value.is_zero() => Vec::new(),
        other => vec![(Sign::Plus, other)],
    };
    if right != Expr::Constant(Decimal::ZERO) {
        terms.push((sign, right));
    }
    Expr::Sum(terms)
}

impl From<Gravity> for Severity {
    fn from(gravity: Gravity) -> Self {
        match gravity {
            Gravity::Error => Self::Error,
            Gravity::Warning => Self::Warning,
            Gravity::Info => Self::Info,
        }
    }
}
