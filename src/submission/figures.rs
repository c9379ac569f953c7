//! One figure in two files: of the same year (`cross/files`), or of the last year in its own report (`cross/last-year`).

use super::Names;
use super::account::{Account, PEOPLE, RATE, Statement};
use super::joint::Crossing;
use super::kin::Member;
use crate::diagnosis::{difference, shown};
use crate::facts::Subject;
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Verdict};
use crate::report::Text;
use crate::vocabulary::TERMS;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Id of the rule for figures of one year.
pub(super) const SAME_YEAR: &str = "cross/files";
/// Id of the rule for figures of the last year.
pub(super) const LAST_YEAR: &str = "cross/last-year";

/// Files that agree on nothing and differ in so many figures speak of different things (本级 and 汇总, two funds).
const STRANGERS: usize = 3;

/// The source of money that a figure is limited to, by its key.
pub(super) type Source = Option<&'static str>;

/// Most files in which one figure is compared: a submission has a report and a handful of forms.
const MOST_FILES: usize = 64;

/// What makes two statements the same figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    subject: Subject,
    measure: &'static str,
    scope: Source,
    year: i16,
}

/// A statement with its file and the year that file is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub file: usize,
    pub about: i16,
    pub statement: &'a Statement,
}

/// All figures of a group of files, each file's once. A file that gives a figure several values does not say what it is.
#[derive(Debug, Default)]
pub(super) struct Figures<'a> {
    by_key: BTreeMap<Key, Vec<Told<'a>>>,
}

impl<'a> Figures<'a> {
    pub fn of(accounts: &'a [Account], group: &[Member]) -> Self {
        let mut stated: BTreeMap<(Key, usize), Vec<Told>> = BTreeMap::new();
        for member in group {
            let statements = accounts.get(member.file).map_or(&[][..], |account| account.statements.as_slice());
            for statement in statements {
                let key = Key {
                    subject: statement.subject.clone(),
                    measure: statement.measure,
                    scope: statement.scope,
                    year: statement.when.year(member.year),
                };
                let told = Told { file: member.file, about: member.year, statement };
                stated.entry((key, member.file)).or_default().push(told);
            }
        }
        let mut by_key: BTreeMap<Key, Vec<Told>> = BTreeMap::new();
        for ((key, _), all) in stated {
            by_key.entry(key).or_default().extend(clearest(&all));
        }
        Self { by_key }
    }

    /// The value that each file gives a figure, if it gives it one.
    pub fn get(&self, subject: &Subject, measure: &'static str, scope: Source, year: i16) -> &[Told<'a>] {
        let key = Key { subject: subject.clone(), measure, scope, year };
        self.by_key.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Every figure against the same figure of the other files.
    pub fn compared(&self, names: &Names) -> Vec<Crossing> {
        let mut pairs: Vec<Pair> = Vec::new();
        for (key, told) in &self.by_key {
            let told = told.get(..MOST_FILES).unwrap_or(told);
            pairs.extend(same_year(key, told));
            pairs.extend(last_year(key, told));
            pairs.extend(self.carried(key, told));
        }
        let concord = Concord::of(&pairs);
        pairs.into_iter().map(|pair| pair.crossing(names, &concord)).collect()
    }

    /// What was left at the end of a year is what the next one began with.
    fn carried(&self, key: &Key, told: &[Told<'a>]) -> Option<Pair<'a>> {
        let left = Key { measure: "carry_out", year: key.year.checked_sub(1)?, ..key.clone() };
        let begins = told.iter().find(|told| key.measure == "carry_in" && told.about == key.year)?;
        let ended = self.by_key.get(&left)?.iter().find(|told| told.about == left.year)?;
        Some(Pair { rule: LAST_YEAR, key: key.clone(), stated: *begins, other: *ended })
    }
}

/// The statement that says best whose figure it is; none if the file's own statements do not agree.
fn clearest<'a>(all: &[Told<'a>]) -> Option<Told<'a>> {
    let first = all.first()?;
    let agree = all.iter().all(|told| compare(told.statement, first.statement, SAME_YEAR).agrees());
    // The first of the clearest: `max_by_key` would take the last.
    let clear = |statement: &Statement| (statement.certain && !statement.general, statement.certain, statement.tabled);
    let best = all.iter().rev().max_by_key(|told| clear(told.statement));
    best.copied().filter(|_| agree)
}

/// Files of one year against the form among them.
fn same_year<'a>(key: &Key, told: &[Told<'a>]) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut references: BTreeMap<i16, Told> = BTreeMap::new();
    let rank = |told: &Told| (told.statement.certain && told.statement.tabled, told.statement.tabled);
    for told in told {
        let reference = references.entry(told.about).or_insert(*told);
        if rank(told) > rank(reference) {
            *reference = *told;
        }
    }
    for told in told {
        let Some(other) = references.get(&told.about).filter(|other| other.file != told.file) else { continue };
        pairs.push(Pair { rule: SAME_YEAR, key: key.clone(), stated: *told, other: *other });
    }
    pairs
}

/// What this year's files say of the last year against its own files.
fn last_year<'a>(key: &Key, told: &[Told<'a>]) -> Vec<Pair<'a>> {
    let own = told.iter().filter(|told| told.about == key.year);
    let Some(other) = own.max_by_key(|told| (told.statement.certain, told.statement.tabled)) else { return Vec::new() };
    let later = told.iter().filter(|told| Some(told.about) == key.year.checked_add(1));
    later.map(|told| Pair { rule: LAST_YEAR, key: key.clone(), stated: *told, other: *other }).collect()
}

/// Two statements of one figure.
struct Pair<'a> {
    rule: &'static str,
    key: Key,
    stated: Told<'a>,
    other: Told<'a>,
}

/// How often two files agree and differ, in all and on one subject.
struct Concord {
    files: BTreeMap<(usize, usize), (usize, usize)>,
    subjects: BTreeMap<(usize, usize, Subject), (usize, usize)>,
}

impl Concord {
    fn of(pairs: &[Pair]) -> Self {
        let mut concord = Self { files: BTreeMap::new(), subjects: BTreeMap::new() };
        // A rate follows from its figures and is no evidence of its own.
        for pair in pairs.iter().filter(|pair| pair.key.measure != RATE) {
            let (one, other) = (pair.stated.file, pair.other.file);
            let in_all = concord.files.entry((one, other)).or_default();
            let on_subject = concord.subjects.entry((one, other, pair.key.subject.clone())).or_default();
            let agrees = pair.relation(Severity::Warning).agrees();
            for (agreed, differed) in [in_all, on_subject] {
                // That both have nothing says nothing.
                *agreed += usize::from(agrees && !pair.stated.statement.operand.value.is_zero());
                *differed += usize::from(!agrees);
            }
        }
        concord
    }

    /// Whether the two files of a pair agree on anything.
    fn agree(&self, pair: &Pair) -> bool {
        self.files.get(&(pair.stated.file, pair.other.file)).is_some_and(|(agreed, _)| *agreed > 0)
    }

    /// Whether the two statements of a pair are of the same thing: they say so, or the files agree on what stands
    /// around them.
    fn supports(&self, pair: &Pair) -> bool {
        let files = (pair.stated.file, pair.other.file);
        let (agreed, differed) = self.files.get(&files).copied().unwrap_or_default();
        let on_subject = self.subjects.get(&(files.0, files.1, pair.key.subject.clone())).copied().unwrap_or_default();
        if pair.key.measure == RATE && on_subject.1 > 0 {
            return false;
        }
        if pair.is_sure() {
            agreed > 0 || differed < STRANGERS
        } else {
            (on_subject.0 > 0 || agreed > 1) && agreed >= differed
        }
    }
}

impl Pair<'_> {
    fn relation(&self, severity: Severity) -> Relation {
        let mut relation = compare(self.stated.statement, self.other.statement, self.rule);
        relation.severity = severity;
        relation
    }

    /// Whether both say whose figure it is and which, and neither may be of one source of money only.
    fn is_sure(&self) -> bool {
        let (stated, other) = (self.stated.statement, self.other.statement);
        stated.certain && other.certain && stated.general == other.general
    }

    /// Whether there is no second reading: form and report that agree elsewhere, a figure that is counted in one way. There
    /// is but one mark of the whole.
    fn is_plain(&self, concord: &Concord) -> bool {
        let form_and_prose = self.stated.statement.tabled != self.other.statement.tabled;
        let one_way = !matches!(self.key.subject, Subject::Named(_))
            && self.key.measure != RATE
            && !PEOPLE.contains(&self.key.measure);
        let one_thing = self.key.measure == "score" || concord.agree(self);
        self.rule == SAME_YEAR && form_and_prose && one_way && self.is_sure() && one_thing
    }

    fn crossing(&self, names: &Names, concord: &Concord) -> Crossing {
        let plain = self.is_plain(concord);
        let severity = if plain { Severity::Error } else { Severity::Warning };
        let mut relation = self.relation(severity).named(self.name().zh);
        if !self.is_possible() || !concord.supports(self) {
            relation = relation.open();
        }
        let message = self.message(names, &relation);
        Crossing { relation, files: vec![self.stated.file, self.other.file], message }
    }

    /// Whether a difference can be a contradiction: a name alone makes no project.
    fn is_possible(&self) -> bool {
        let statements = [self.stated.statement, self.other.statement];
        let named = matches!(self.key.subject, Subject::Named(_));
        !named || statements.iter().any(|statement| statement.of_project)
    }

    /// What the figure is called.
    fn name(&self) -> Text {
        let subject = match &self.key.subject {
            Subject::Whole => "部门整体",
            Subject::Known(key) => TERMS.name(key),
            Subject::Named(name) => name,
        };
        let own = self.key.year == self.stated.about;
        let year = if own { String::new() } else { format!("{}年", self.key.year) };
        let zh = format!("{subject}{year}{}", TERMS.name(self.key.measure));
        Text { en: zh.clone(), zh }
    }

    fn message(&self, names: &Names, relation: &Relation) -> Text {
        let (here, there) = (names.of(self.stated.file), names.of(self.other.file));
        let (a, b) = (&self.stated.statement.operand, &self.other.statement.operand);
        let (one, two) = (shown(a, &a.written), shown(b, &b.written));
        let apart = relation.difference().map(|value| difference(a, value.abs())).unwrap_or_default();
        let name = self.name().zh;
        let carried =
            self.key.measure == "carry_in" && self.rule == LAST_YEAR && self.other.statement.measure == "carry_out";
        match (self.rule, carried) {
            (LAST_YEAR, true) => Text {
                zh: format!("“{here}”中“{name}”为{one}，上年的“{there}”年末结转结余为{two}，相差{apart}，请核对。"),
                en: format!(
                    "“{name}” is {one} in “{here}”, but {two} was left at the end of the year before (“{there}”); {apart} apart."
                ),
            },
            (LAST_YEAR, false) => Text {
                zh: format!("“{name}”在“{here}”中为{one}，在上年的“{there}”中为{two}，相差{apart}，请核对。"),
                en: format!("“{name}” is {one} in “{here}” and {two} in last year's “{there}”; {apart} apart."),
            },
            _ => Text {
                zh: format!("“{name}”在两份材料中不一致：“{here}”为{one}，“{there}”为{two}，相差{apart}。"),
                en: format!(
                    "“{name}” differs between two files: {one} in “{here}”, {two} in “{there}”; {apart} apart."
                ),
            },
        }
    }
}

/// The two as one figure. Between two units or precisions the last digit may have been cut off instead of rounded.
fn compare(stated: &Statement, other: &Statement, rule: &'static str) -> Relation {
    let (mut first, mut second) = (stated.operand.clone(), other.operand.clone().with_role(Role::Other));
    if decimals(&first) != decimals(&second) || first.unit != second.unit || stated.measure == RATE {
        let width = |operand: &Operand| operand.interval.map_or(Decimal::ZERO, |interval| interval.high - interval.low);
        let coarser = if width(&first) >= width(&second) { &mut first } else { &mut second };
        let half = width(coarser) / Decimal::TWO;
        coarser.interval = coarser.interval.and_then(|interval| interval.widened(half));
    }
    Relation::new(rule, Severity::Warning, vec![first, second], Comparison::Equal, Expr::Operand(1))
}

/// How many decimals a number is written with.
fn decimals(operand: &Operand) -> usize {
    operand.written.split_once(['.', '．']).map_or(0, |(_, decimals)| decimals.chars().count())
}

impl Crossing {
    /// Whether the files contradict each other here.
    pub fn is_broken(&self) -> bool {
        self.relation.verdict == Verdict::Broken
    }
}
