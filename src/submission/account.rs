//! What one file states that another may state too: figures with subject, kind, year and source of money.

mod grids;
mod identity;

pub(super) use identity::Year;

use crate::Understood;
use crate::document::{Block, Document, Span};
use crate::facts::prose::{Kind, Mention};
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::outline::{Heading, Outline};
use crate::quantity::Dimension;
use crate::relations::{Input, Operand, Role, is_exact};
use crate::vocabulary::PROSE;
use crate::vocabulary::outlines::OUTLINES;
use grids::Grids;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of money that mean the same in every file. An adjustment (预算调整) is left out: its sign is in its words.
const MONEY: [&str; 5] = ["init", "budget", "exec", "carry_in", "carry_out"];
/// Numbers of people that mean the same in every file.
const PEOPLE: [&str; 2] = ["quota", "staff"];
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
    /// Whether it stands in a table.
    pub tabled: bool,
    /// Whether it stands in the form or the list row of a project.
    pub of_project: bool,
    /// The words of its subject.
    pub words: Span,
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
    pub fn of(understood: &Understood) -> Self {
        let input = understood.input();
        let grids = Grids::of(&input);
        let spoken = Spoken::of(&input);
        let figures = understood.facts.iter().filter_map(|fact| statement(&input, &grids, &spoken, fact));
        let mut statements: Vec<Statement> = figures.chain(grids.staff(&input)).collect();
        statements.sort_by_key(|statement| statement.operand.span);
        Self {
            units: identity::units(&understood.outline),
            year: identity::year(&input),
            statements,
            forms: grids.forms(),
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
        subject: canonical(&fact.subject, measure),
        measure,
        when: fact.year.map_or(When::Own, |year| if year == -1 { When::Before } else { When::In(year) }),
        scope: fact.scope,
        operand,
        certain: fact.said,
        tabled: false,
        of_project: false,
        words: fact.label,
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
    if mention.kind != Kind::Figure {
        return None;
    }
    if PEOPLE.contains(&plain.measure) && mention.subject().is_some() {
        return None;
    }
    let section = section(outline, at);
    let fund = SECTIONS.iter().find(|(key, _)| section.contains(key)).map(|(_, scope)| *scope);
    let general = plain.scope.is_none() && section.contains("一般公共预算");
    let named = if mention.label.last_year { None } else { mention.label.year };
    Some(Statement {
        when: named.map_or(plain.when, When::In),
        scope: plain.scope.or(fund),
        certain: certain && !general,
        ..plain
    })
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
    PROSE.whole_marks.iter().any(|mark| words.contains(mark.as_str()))
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
