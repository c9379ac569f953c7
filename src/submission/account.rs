//! What one file states that another may state too: figures with subject, kind, year and source of money.

mod compared;
mod grids;
mod identity;

pub(super) use identity::Year;

use crate::document::{Block, Document, Span};
use crate::facts::prose::{Kind, Mention};
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::outline::{Heading, Outline};
use crate::quantity::Dimension;
use crate::relations::{Input, Operand, Role, is_exact};
use crate::vocabulary::outlines::OUTLINES;
use crate::vocabulary::{PROSE, TABLE};
use crate::{Options, Understood};
use grids::Grids;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of money that mean the same in every file. An adjustment (预算调整) is left out: its sign is in its words.
const MONEY: [&str; 5] = ["init", "budget", "exec", "carry_in", "carry_out"];
/// What a year leaves to the next.
const CARRIED: [&str; 2] = ["carry_in", "carry_out"];
/// Numbers of people that mean the same in every file.
pub(super) const PEOPLE: [&str; 2] = ["quota", "staff"];
/// 执行率: what was spent of the budget of the whole year.
pub(super) const RATE: &str = "rate";
/// Sources of money; as subjects they do not say whether income or expenditure is meant.
const SOURCES: [&str; 5] = ["general", "fund", "capital", "fiscal", "social"];
/// Sections of one source of money, with its key.
const SECTIONS: [(&str, &str); 3] = [("政府性基金", "fund"), ("国有资本经营", "capital"), ("社会保险基金", "social")];

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Names of the reporting unit, in their short form; empty where the file names none.
    pub units: Vec<String>,
    /// Year it is about.
    pub year: Option<Year>,
    /// Its figures, in text order.
    pub statements: Vec<Statement>,
    /// Names of the projects it has a form of (项目支出绩效自评表).
    pub forms: BTreeSet<String>,
    /// How many projects it says there are, all of them evaluated.
    pub projects: Vec<usize>,
    /// Its changes against last year, in text order.
    pub changes: Vec<Change>,
    /// Paragraphs with figures on what was achieved in the year.
    pub results: Vec<Span>,
}

/// A figure that another file may state too.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Whose figure.
    pub subject: Subject,
    /// Which figure.
    pub measure: &'static str,
    /// Of which year.
    pub when: When,
    /// Of which source of money only.
    pub scope: Option<&'static str>,
    /// The number, in the role of the one to look at first.
    pub operand: Operand,
    /// Whether its own words, or the head of its column, say whose figure it is and which.
    pub certain: bool,
    /// Whether it stands in a section on 一般公共预算 without saying so itself: all money, or that source only.
    pub general: bool,
    /// Whether it stands in a table.
    pub tabled: bool,
    /// Whether it stands in the form or the list row of a project.
    pub of_project: bool,
    /// Whether that is a form of its own.
    pub of_form: bool,
}

impl Statement {
    /// A figure of the file's own year and of all money.
    fn certain(subject: Subject, measure: &'static str, operand: Operand) -> Self {
        let (when, scope) = (When::Own, None);
        let (general, tabled, of_project, of_form) = (false, false, false, false);
        Self { subject, measure, when, scope, operand, certain: true, general, tabled, of_project, of_form }
    }
}

/// A change of a figure against last year.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Whose figure.
    pub subject: Subject,
    /// Which figure.
    pub measure: &'static str,
    /// Of which source of money only.
    pub scope: Option<&'static str>,
    /// Whether it stands in a section on 一般公共预算 without saying so itself.
    pub general: bool,
    /// The year that changed against the one before.
    pub when: When,
    /// By how much, as an amount or in percent.
    pub stated: Operand,
    /// The figure of this year.
    pub current: Operand,
    /// Which way.
    pub moved: Moved,
}

/// Which way a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// More than last year.
    Up,
    /// Less than last year.
    Down,
}

/// The year of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The year the file is about.
    Own,
    /// The year before.
    Before,
    /// A year that is named.
    In(i16),
}

impl When {
    /// The year, in a file about `year`.
    pub fn year(self, year: i16) -> i16 {
        match self {
            Self::Own => year,
            Self::Before => year.saturating_sub(1),
            Self::In(named) => named,
        }
    }
}

impl Account {
    /// Reads what a file states.
    pub fn of(understood: &Understood, options: &Options) -> Self {
        let input = understood.input(options);
        let grids = Grids::of(&input);
        let spoken = Spoken::of(&input);
        let figures = understood.facts.iter().filter_map(|fact| statement(&input, &grids, &spoken, fact));
        let mut statements: Vec<Statement> = figures.chain(grids.staff(&input)).chain(grids.rates(&input)).collect();
        statements.sort_by_key(|statement| statement.operand.span);
        let (changes, earlier) = compared::all(&input, &statements);
        statements.extend(earlier);
        statements.sort_by_key(|statement| statement.operand.span);
        Self {
            changes,
            units: identity::units(&understood.outline),
            year: identity::year(&input),
            statements,
            forms: grids.forms(),
            projects: projects(&input),
            results: results(&input),
        }
    }
}

fn statement(input: &Input, grids: &Grids, spoken: &Spoken, fact: &Fact) -> Option<Statement> {
    let quantity = input.quantities.get(fact.quantity).filter(|quantity| is_exact(quantity))?;
    let measure = fact.measure.filter(|measure| is_comparable(measure, fact.dimension))?;
    if fact.aspect == Aspect::Target || matches!(fact.subject, Subject::Known(key) if SOURCES.contains(&key)) {
        return None;
    }
    let operand = input.fact_operand(fact, Role::Stated)?;
    let plain = Statement {
        when: fact.year.map_or(When::Own, |year| if year == -1 { When::Before } else { When::In(year) }),
        scope: fact.scope,
        certain: fact.said,
        ..Statement::certain(canonical(&fact.subject, measure), measure, operand)
    };
    match fact.place {
        Place::Cell { block, row, column } => grids.statement(plain, block, row, column),
        Place::Prose { .. } => {
            let (mention, certain) = spoken.mentions.get(&fact.quantity)?;
            in_prose(input.outline, plain, mention, *certain, quantity.span)
        }
    }
}

/// Whether a figure means the same in another file.
fn is_comparable(measure: &str, dimension: Dimension) -> bool {
    match dimension {
        Dimension::Money => MONEY.contains(&measure),
        Dimension::People => PEOPLE.contains(&measure),
        Dimension::Score => measure == "score",
        Dimension::Percent => measure == RATE,
        _ => false,
    }
}

/// 部门整体支出, 本年支出合计 and 年度资金总额 are one subject.
fn canonical(subject: &Subject, measure: &str) -> Subject {
    match subject {
        Subject::Known("expense") => Subject::Whole,
        // People work for the unit, whatever the heading above them speaks of.
        Subject::Named(_) if PEOPLE.contains(&measure) => Subject::Whole,
        other => other.clone(),
    }
}

/// What a sentence of running text adds: its own year, whether the section is of one source of money.
fn in_prose(outline: &Outline, plain: Statement, mention: &Mention, certain: bool, at: Span) -> Option<Statement> {
    // 完成年初预算的90% is a rate of its own; only 执行率 by that name is compared.
    let rate = mention.kind == Kind::Rate && mention.label.measure == Some(RATE);
    if mention.kind != Kind::Figure && !rate {
        return None;
    }
    if PEOPLE.contains(&plain.measure) && mention.subject().is_some() {
        return None;
    }
    let section = section(outline, at);
    let fund = SECTIONS.iter().find(|(key, _)| section.contains(key)).map(|(_, scope)| *scope);
    let general = plain.scope.is_none() && section.contains("一般公共预算");
    let named = if mention.label.last_year { None } else { mention.label.year };
    // What was left over is that of the unit where nothing narrower is said.
    let left = CARRIED.contains(&plain.measure) && mention.label.measure == Some(plain.measure);
    let certain = certain || (left && plain.subject == Subject::Whole);
    Some(Statement { when: named.map_or(plain.when, When::In), scope: plain.scope.or(fund), certain, general, ..plain })
}

/// The keys of the known sections around a place.
fn section(outline: &Outline, at: Span) -> BTreeSet<&str> {
    above(outline, at).filter_map(|heading| heading.key.as_deref()).collect()
}

/// The headings above a place, innermost first.
fn above(outline: &Outline, at: Span) -> impl Iterator<Item = &Heading> {
    let parent = |heading: &&Heading| heading.parent.and_then(|parent| outline.headings.get(parent));
    std::iter::successors(outline.heading_at(at.start), parent)
}

/// The mentions of running text by their quantity, with whether the sentence says whose figure it is and which.
struct Spoken<'a> {
    mentions: BTreeMap<usize, (&'a Mention, bool)>,
}

impl<'a> Spoken<'a> {
    fn of(input: &Input<'a>) -> Self {
        let mut mentions = BTreeMap::new();
        for sentence in &input.prose.sentences {
            let (mut subjects, mut measures) = (false, BTreeSet::new());
            for mention in &sentence.mentions {
                let label = &mention.label;
                measures.extend(label.measure);
                subjects |= label.subject.is_some();
                let whole_mark = mention.dimension == Dimension::Score && is_whole_mark(input, mention);
                let people = mention.dimension == Dimension::People && label.measure.is_some();
                // 基本支出年初预算A万元，决算B万元；其中人员经费C万元: either half may have been said before.
                let said =
                    if label.subject.is_some() { !measures.is_empty() } else { subjects && label.measure.is_some() };
                mentions.insert(mention.quantity, (mention, said || whole_mark || people));
            }
        }
        Self { mentions }
    }
}

/// Whether the words name the mark of a whole evaluation, not one of the marks it is made of.
fn is_whole_mark(input: &Input, mention: &Mention) -> bool {
    let words = input.document.str(mention.clause);
    PROSE.whole_marks.occur_in(words)
}

/// Fewer numbers in a paragraph may be those of a rule or of a name.
const LEAST_NUMBERS: usize = 2;

/// Paragraphs with numbers, but for sections that are the same every year.
fn results(input: &Input) -> Vec<Span> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for sentence in &input.prose.sentences {
        *counts.entry(sentence.block).or_default() += sentence.mentions.len();
    }
    let told = counts.iter().filter(|(_, count)| **count >= LEAST_NUMBERS);
    let spans = told.filter_map(|(block, _)| input.document.blocks.get(*block)).map(Block::span);
    spans.filter(|span| !is_standing(input.outline, input.document, *span)).collect()
}

/// Whether one of the headings above is of what stays the same from year to year.
fn is_standing(outline: &Outline, document: &Document, at: Span) -> bool {
    let titles = above(outline, at).map(|heading| document.str(heading.title));
    titles.into_iter().any(|title| OUTLINES.standing.iter().any(|word| title.contains(word.as_str())))
}

/// 对全部5个项目开展了自评: each number of projects in a sentence that says that all of them were evaluated.
fn projects(input: &Input) -> Vec<usize> {
    let words = TABLE.list();
    let mut numbers = Vec::new();
    for sentence in &input.prose.sentences {
        let text = input.document.str(sentence.span);
        let speaks = |list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
        if !speaks(&words.evaluated) || !speaks(&words.all) {
            continue;
        }
        let counted = sentence.mentions.iter().filter(|mention| mention.kind == Kind::Figure);
        for quantity in counted.filter_map(|mention| input.quantities.get(mention.quantity)) {
            let behind = input.document.text.get(quantity.span.end as usize..).unwrap_or_default();
            let of_projects = words.items.iter().any(|word| behind.starts_with(word.as_str()));
            if of_projects && is_exact(quantity) {
                numbers.extend(quantity.value.to_usize());
            }
        }
    }
    numbers
}
