//! How alike two facts are (同一事实): the words at their numbers, what is counted, year, aspect and time.
//!
//! A count told again (286件 … 268件), the total of a table, a row of a form and a headline amount are facts like any
//! other. Whether two are the same is a matter of degree; see [`likeness`].

use super::table::{Row, RowKind, Stretch};
use super::{Fact, Place, Prose, Subject, label};
use crate::document::{Document, Span};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::outline::Outline;
use crate::quantity::{Bound, Dimension, Quantity, Unit};
use crate::vocabulary::{ColumnKind, PROSE};
use std::collections::BTreeMap;

/// Longest name that is compared, in characters; what is longer is a sentence.
const LONGEST: usize = 36;

/// How much text behind a number can belong to its name (1,430平方米粮仓), in characters.
const BEHIND: usize = 14;

/// Shortest run of characters that two names share by more than chance.
const RUN: usize = 2;

/// Least characters in common that make two names alike.
const COMMON: usize = 4;

/// Longest name of which a few characters may differ.
const LONG: usize = 8;

/// What a number states, in the words that it can be known again by.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Which quantity (position in the report's quantities).
    pub quantity: usize,
    /// The unit it is meant in.
    pub unit: Option<Unit>,
    /// What it measures.
    pub dimension: Dimension,
    /// Where it stands.
    pub place: Place,
    /// The words before it that say what it is, without fillers.
    name: Vec<char>,
    /// Words behind it that may belong to its name.
    behind: Vec<char>,
    /// The counter (户, 件); empty where none is said.
    counter: String,
    /// Which figure of money, if said.
    measure: Option<&'static str>,
    /// Whether it is the total of a column.
    sums_up: bool,
    /// Whether aims and limits are told around it: what is wanted and what was reached differ rightly.
    among_aims: bool,
    /// The heading above it.
    title: String,
    /// What else must be the same.
    aspect: Circumstances,
}

/// Whether two headings name two things of one kind, each with figures of its own: 城北社区, 城南社区.
pub fn are_siblings(one: &str, other: &str) -> bool {
    let generic = |title: &str| PROSE.whole_sections.occur_in(title) || PROSE.next_year.occur_in(title);
    let end = |title: &str| title.chars().rev().take(RUN).collect::<String>();
    one != other && !generic(one) && !generic(other) && end(one) == end(other)
}

/// What tells two figures of one name apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Circumstances {
    /// Year, if not the report's.
    year: Option<i16>,
    /// Whether it is an aim or a plan.
    planned: bool,
    /// Whether it is counted since some earlier day.
    cumulative: bool,
    /// A part of the year that is named: 上半年, 6月.
    time: String,
    /// The source of money that is named.
    scope: Option<&'static str>,
}

/// How alike two statements are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// One says more than the other, and nothing that contradicts it.
    Alike,
    /// Both say the same.
    Same,
}

/// What all numbers of a report state, in text order: running text, and the rows and totals of tables.
pub fn statements(
    document: &Document,
    quantities: &[Quantity],
    outline: &Outline,
    prose: &Prose,
    facts: &[Fact],
    stretches: &[Stretch],
) -> Vec<Statement> {
    let year = outline.year.and_then(|year| i16::try_from(year).ok());
    let reader = Reader { document, quantities, outline, own: own_words(outline), year, facts };
    let mut found = Vec::new();
    for (sentence, lists) in prose.sentences.iter().zip(&prose.lists) {
        let parts: Vec<usize> = lists.iter().flat_map(|list| list.parts.iter().copied()).collect();
        for (at, mention) in sentence.mentions.iter().enumerate() {
            found.extend(reader.of_mention(sentence, at, mention, parts.contains(&at)));
        }
    }
    for stretch in stretches {
        found.extend(reader.of_stretch(stretch));
    }
    found.sort_by_key(|statement| statement.quantity);
    found
}

fn own_words(outline: &Outline) -> Vec<String> {
    outline.unit.iter().chain(&outline.aliases).cloned().chain(outline.own_words()).collect()
}

struct Reader<'a> {
    document: &'a Document,
    quantities: &'a [Quantity],
    outline: &'a Outline,
    own: Vec<String>,
    year: Option<i16>,
    facts: &'a [Fact],
}

impl Reader<'_> {
    fn title(&self, at: u32) -> String {
        self.outline.heading_at(at).map_or_else(String::new, |heading| self.document.str(heading.title).to_owned())
    }

    fn fact(&self, quantity: usize) -> Option<&Fact> {
        let at = self.facts.binary_search_by_key(&quantity, |fact| fact.quantity).ok()?;
        self.facts.get(at)
    }

    /// A number of running text; none where its words cannot say what it is.
    fn of_mention(&self, sentence: &Sentence, at: usize, mention: &Mention, is_part: bool) -> Option<Statement> {
        let quantity = self.quantities.get(mention.quantity)?;
        let fact = self.fact(mention.quantity);
        let counted = matches!(mention.dimension, Dimension::Count | Dimension::People | Dimension::Area);
        let money =
            mention.dimension == Dimension::Money && fact.is_some_and(|fact| matches!(fact.subject, Subject::Named(_)));
        let words = self.document.str(mention.clause);
        let sums = is_part && label::is_bare(words) || mention.limits || mention.outside || mention.beside;
        if mention.kind != Kind::Figure || quantity.bound != Bound::Exact || !(counted || money) || sums {
            return None;
        }
        let before = self.document.str(Span { start: sentence.span.start, end: quantity.span.start });
        let arrives = at > 0 && (PROSE.rises.end(words.trim()) || PROSE.falls.end(words.trim()));
        if arrives || words.trim_start().starts_with('每') || PROSE.averages.occur_in(words) {
            return None;
        }
        let behind = self.document.text.get(quantity.span.end as usize..)?;
        let behind: String = behind.chars().take(BEHIND).take_while(|c| is_word(*c)).collect();
        let counter = mention.counter.trim_start_matches(['万', '亿']);
        // A counter of no list is the first character of the word behind the number.
        let unlisted = || behind.trim_start_matches(['万', '亿']).chars().take(1).collect::<String>();
        let counter = match (counter.is_empty(), mention.dimension) {
            (false, _) => counter.to_owned(),
            (true, Dimension::Count) => unlisted(),
            (true, _) => unit_word(quantity),
        };
        Some(Statement {
            quantity: mention.quantity,
            unit: quantity.unit,
            dimension: mention.dimension,
            place: Place::Prose { block: sentence.block, sentence: sentence.index },
            name: self.core(words),
            behind: plain(&behind).chars().collect(),
            counter,
            measure: fact.and_then(|fact| fact.measure).filter(|_| money),
            sums_up: false,
            among_aims: sentence.mentions.iter().any(|other| other.kind == Kind::Aim || other.limits)
                || PROSE.planned.occur_in(before)
                || self
                    .outline
                    .heading_at(sentence.span.start)
                    .is_some_and(|heading| PROSE.target_sections.occur_in(self.document.str(heading.title))),
            title: self.title(sentence.span.start),
            aspect: Circumstances {
                year: fact.map_or(mention.label.year, |fact| fact.year),
                planned: PROSE.planned.occur_in(words) || mention.kind == Kind::Aim,
                cumulative: PROSE.cumulative.occur_in(words),
                time: time(before),
                scope: fact.and_then(|fact| fact.scope).filter(|_| money),
            },
        })
    }

    /// The numbers of a table: each row by its name, the total by the heads of the columns.
    fn of_stretch(&self, stretch: &Stretch) -> Vec<Statement> {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        for row in &stretch.rows {
            *names.entry(row.name.as_str()).or_default() += 1;
        }
        let alone = |row: &&Row| row.kind == RowKind::Total || names.get(row.name.as_str()) == Some(&1);
        let mut found = Vec::new();
        for row in stretch.rows.iter().filter(alone) {
            for entry in &row.entries {
                let (Some(number), Some(column)) = (entry.number(), stretch.column(entry.column)) else { continue };
                let is_total = row.kind == RowKind::Total;
                let result = matches!(column.measure, Some("actual" | "exec"));
                let counts = matches!(
                    column.kind,
                    ColumnKind::Count | ColumnKind::People | ColumnKind::Area | ColumnKind::Unknown
                );
                if number.bound != Bound::Exact
                    || !(result && !is_total || is_total && counts && column.measure.is_none())
                {
                    continue;
                }
                let at = self.quantities.partition_point(|quantity| quantity.number.start < number.number.start);
                let unit = number.unit.or(column.unit);
                let dimension = unit.map_or(Dimension::Count, Unit::dimension);
                if !matches!(dimension, Dimension::Count | Dimension::People | Dimension::Area | Dimension::Money) {
                    continue;
                }
                let words = if is_total { self.document.str(column.label) } else { self.document.str(row.label) };
                let written =
                    self.document.str(Span { start: number.number.end, end: number.span.end.max(number.number.end) });
                let (name, counter) = counted(&self.core(words), words, written);
                found.push(Statement {
                    quantity: at,
                    unit,
                    dimension,
                    place: Place::Cell { block: stretch.block, row: row.row, column: entry.column },
                    name,
                    behind: Vec::new(),
                    counter,
                    measure: column.measure.filter(|measure| *measure != "actual" && dimension == Dimension::Money),
                    sums_up: is_total,
                    among_aims: false,
                    title: self.title(number.number.start),
                    aspect: Circumstances {
                        year: column.year.filter(|year| Some(*year) != self.year),
                        planned: false,
                        cumulative: PROSE.cumulative.occur_in(words),
                        time: String::new(),
                        scope: None,
                    },
                });
            }
        }
        found
    }

    /// What words name, without what differs from place to place.
    fn core(&self, words: &str) -> Vec<char> {
        let words = self.own.iter().fold(plain(words), |words, own| words.replace(own.as_str(), ""));
        let core = label::core(&words);
        // 我所, 我局: who speaks, not what is counted.
        let core = core.strip_prefix('我').map_or(core.as_str(), |rest| {
            let mut letters = rest.chars();
            letters.next();
            letters.as_str()
        });
        let core = PROSE.this_year.iter().fold(core.to_owned(), |core, word| core.replace(word.as_str(), ""));
        let core: Vec<char> = core.chars().filter(|c| !PARTICLES.contains(*c)).collect();
        let skip = core.len().saturating_sub(LONGEST);
        core.into_iter().skip(skip).collect()
    }
}

/// Characters that join words and name nothing.
const PARTICLES: &str = "的了已共均约达为是对等将并把其和与、";

/// A text without brackets' content, white space and quotation marks.
fn plain(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.chars().filter(|c| {
        depth += u32::from(matches!(c, '（' | '('));
        let outside = depth == 0;
        depth -= u32::from(matches!(c, '）' | ')') && depth > 0);
        outside && !c.is_whitespace() && !"“”\"《》".contains(*c)
    });
    kept.collect()
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What people and areas are counted in.
fn unit_word(quantity: &Quantity) -> String {
    quantity.unit.map(|unit| unit.symbol().to_owned()).unwrap_or_default()
}

/// The name of a row or column and its counter: 受益户数 counts 户, 户数（户） too.
fn counted(core: &[char], words: &str, written: &str) -> (Vec<char>, String) {
    let bracket = words.rsplit_once(['（', '(']).map(|(_, inside)| inside.trim_end_matches(['）', ')']).trim());
    let written = Some(written.trim()).filter(|written| !written.is_empty());
    match core {
        [name @ .., counter, '数'] => {
            let counter = counter.to_string();
            let said = written.or(bracket).map_or(counter, str::to_owned);
            (name.to_vec(), said)
        }
        _ => (core.to_vec(), written.or(bracket).unwrap_or_default().to_owned()),
    }
}

/// The part of the year that a sentence speaks of before a number.
fn time(before: &str) -> String {
    let mut found = String::new();
    for part in ["上半年", "下半年", "季度", "月份", "月底", "月末", "期间"] {
        if before.contains(part) {
            found.push_str(part);
        }
    }
    found
}

/// How alike two statements are; `None` where they are of two things, as far as their words go.
pub fn likeness(a: &Statement, b: &Statement) -> Option<Likeness> {
    let counters = a.counter == b.counter || a.counter.is_empty() || b.counter.is_empty();
    let measures =
        a.measure == b.measure || a.dimension == Dimension::Money && (is_spent(a.measure) && is_spent(b.measure));
    if a.dimension != b.dimension
        || a.aspect != b.aspect
        || !counters
        || !measures
        || is_beside(a, b)
        || are_siblings(&a.title, &b.title)
    {
        return None;
    }
    let (left_a, left_b) = (left_over(&a.name, [&b.name, &b.behind]), left_over(&b.name, [&a.name, &a.behind]));
    let common = (a.name.len() - left_a.len()).max(b.name.len() - left_b.len());
    let common = common + shared_start(&a.behind, &b.behind);
    if common < COMMON || [&left_a, &left_b].iter().any(|left| contradicts(left)) {
        return None;
    }
    match (left_a.len(), left_b.len()) {
        (0, 0) => Some(Likeness::Same).filter(|_| a.counter == b.counter || common > COMMON),
        (0, _) | (_, 0) => Some(Likeness::Alike),
        (left, other) if left <= RUN && other <= RUN && common >= LONG => Some(Likeness::Alike),
        _ => None,
    }
}

/// Whether two counts of running text, told as results, may be held against each other though no slip of many digits tells
/// that they are one: nothing around them speaks of aims or of another time, and only one says more than the other.
pub fn are_results(a: &Statement, b: &Statement) -> bool {
    let result = |one: &Statement| {
        let counted = matches!(one.dimension, Dimension::Count | Dimension::People) && !one.counter.is_empty();
        let in_prose = matches!(one.place, Place::Prose { .. });
        let plain = !one.among_aims && !one.aspect.planned && !one.aspect.cumulative && one.aspect.time.is_empty();
        counted && in_prose && plain && one.aspect.year.is_none()
    };
    // 东片, 西片: where each says something of its own, they are two.
    let one_says_more =
        left_over(&a.name, [&b.name, &b.behind]).is_empty() || left_over(&b.name, [&a.name, &a.behind]).is_empty();
    result(a) && result(b) && one_says_more
}

/// A sum of money that was spent, or of which nothing else is said.
fn is_spent(measure: Option<&str>) -> bool {
    matches!(measure, None | Some("exec"))
}

/// Whether two numbers stand in one paragraph, or both in tables.
fn is_beside(a: &Statement, b: &Statement) -> bool {
    match (a.place, b.place) {
        (Place::Prose { block, .. }, Place::Prose { block: other, .. }) => block == other,
        // Tables are held against each other where their rows and heads are the same.
        (Place::Cell { .. }, Place::Cell { .. }) => true,
        _ => false,
    }
}

/// The characters of a name that no run of the other's words covers.
fn left_over(name: &[char], others: [&Vec<char>; 2]) -> Vec<char> {
    let mut left = Vec::new();
    let mut at = 0;
    while let Some(first) = name.get(at) {
        let rest = name.get(at..).unwrap_or_default();
        let run = others.iter().map(|other| longest_run(rest, other)).max().unwrap_or(0);
        if run >= RUN {
            at += run;
        } else {
            left.push(*first);
            at += 1;
        }
    }
    left
}

/// How many characters at the beginning of one text stand together in the other.
fn longest_run(text: &[char], other: &[char]) -> usize {
    (0..other.len())
        .map(|start| text.iter().zip(other.get(start..).unwrap_or_default()).take_while(|(a, b)| a == b).count())
        .max()
        .unwrap_or(0)
}

/// How many characters the words behind two numbers share: 18个行政村, 19个行政村.
fn shared_start(one: &[char], other: &[char]) -> usize {
    let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    if shared > RUN { shared } else { 0 }
}

/// Whether what one name says more makes it another thing: 未达标, 新增, 其中.
fn contradicts(left: &[char]) -> bool {
    let words: String = left.iter().collect();
    PROSE.restricting.occur_in(&words) || words.contains(|c: char| c.is_ascii_alphanumeric())
}

/// The total of a table and the numbers of running text that count the same things: 惠及居民2,024户 and 户数 2024. None
/// where two tables have such a total.
pub fn totals_told(statements: &[Statement]) -> Vec<Told> {
    let mut by_counter: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate().filter(|(_, statement)| !statement.counter.is_empty()) {
        let (told, totals) = by_counter.entry(statement.counter.as_str()).or_default();
        match statement.place {
            Place::Prose { .. } => told.push(at),
            Place::Cell { .. } if statement.sums_up && statement.name.len() <= RUN => totals.push(at),
            Place::Cell { .. } => {}
        }
    }
    let told = by_counter.into_values().filter_map(|(told, totals)| match totals.as_slice() {
        [total] if !told.is_empty() => Some(Told { total: *total, told }),
        _ => None,
    });
    told.collect()
}

/// The total of a column and what running text says of the things it counts, as positions among the statements.
#[derive(Debug, Clone)]
pub struct Told {
    /// The total.
    pub total: usize,
    /// The numbers of running text with its counter.
    pub told: Vec<usize>,
}

impl Statement {
    /// Whether its words say that it was reached (惠及, 完成), not how it is made up.
    pub fn reaches(&self) -> bool {
        PROSE.reaching.occur_in(&self.name.iter().collect::<String>())
    }
}

/// Pairs of statements that share enough of their names to be compared, each with how alike they are. The cost is bounded
/// by leaving out pairs of characters that stand in too many names.
pub fn pairs(statements: &[Statement]) -> Vec<(usize, usize, Likeness)> {
    let mut index: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for text in [&statement.name, &statement.behind] {
            for pair in text.windows(2) {
                if let [a, b] = pair {
                    let list = index.entry([*a, *b]).or_default();
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for list in index.values().filter(|list| list.len() <= MOST) {
        for (position, one) in list.iter().enumerate() {
            for other in list.iter().skip(position + 1) {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let alike = shared.into_iter().filter(|(_, count)| *count >= 2).filter_map(|((one, other), _)| {
        let likeness = likeness(statements.get(one)?, statements.get(other)?)?;
        Some((one, other, likeness))
    });
    alike.collect()
}

/// How many names may hold the same two characters before these say nothing.
const MOST: usize = 24;
