//! What of a report can be seen at a glance: how far each budget was spent, which groups of indicators lost marks, what
//! changed since last year.

use crate::document::{Document, Span};
use crate::facts::table::Stretch;
use crate::facts::{Aspect, Fact, Place, Subject};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::relations::is_exact;
use crate::vocabulary::TERMS;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Figures that a budget is named by, the latest first.
const BUDGETS: [&str; 3] = ["budget", "init", "planned"];
/// Figures by which the budget of the year differs from its first one.
const CHANGES: [&str; 2] = ["delta", "carry_in"];
/// Most rows of one picture.
const MOST: usize = 120;
/// A picture of fewer rows shows nothing that the text does not say.
const FEWEST: usize = 2;

/// What can be drawn; a list is empty where the report does not state enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Budget and outturn of one thing each.
    pub spending: Vec<Pair>,
    /// Marks that can be had and those that were given, per group of indicators.
    pub marks: Vec<Pair>,
    /// The outturn of last year and of this one.
    pub years: Vec<Pair>,
}

/// Two figures of one thing, and what part of the first the second is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// What they are of.
    pub name: String,
    /// The first figure with its unit: the budget, the weight, last year's outturn.
    pub first: String,
    /// The second figure with its unit.
    pub second: String,
    /// The second in thousandths of the first.
    pub permille: u32,
    /// Where the second stands.
    pub span: Span,
}

impl Pair {
    fn new(
        name: &str,
        (first, first_value): (String, Decimal),
        (second, value): (String, Decimal),
        span: Span,
    ) -> Option<Self> {
        if first_value <= Decimal::ZERO || value.is_sign_negative() {
            return None;
        }
        let permille = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_div(first_value)?.round();
        Some(Self { name: name.to_owned(), first, second, permille: u32::try_from(permille).ok()?, span })
    }
}

impl Pictures {
    /// What the facts and tables of a report allow to draw.
    pub fn of(document: &Document, quantities: &[Quantity], facts: &[Fact], stretches: &[Stretch]) -> Self {
        let figures = Figures { document, quantities };
        let worth = |pairs: Vec<Pair>| if pairs.len() < FEWEST { Vec::new() } else { pairs };
        Self {
            spending: worth(figures.spending(facts)),
            marks: worth(
                stretches.iter().map(|stretch| figures.marks(stretch)).max_by_key(Vec::len).unwrap_or_default(),
            ),
            years: worth(figures.years(facts)),
        }
    }
}

struct Figures<'a> {
    document: &'a Document,
    quantities: &'a [Quantity],
}

/// Where two figures of one thing stand together: a row of a table, a paragraph.
type Row = (usize, Option<u32>);

fn row_of(fact: &Fact) -> Row {
    match fact.place {
        Place::Prose { block, .. } => (block, None),
        Place::Cell { block, row, .. } => (block, Some(row)),
    }
}

fn name_of(subject: &Subject) -> &str {
    match subject {
        Subject::Whole => "部门整体",
        Subject::Known(key) => TERMS.name(key),
        Subject::Named(name) => name,
    }
}

impl Figures<'_> {
    /// A number as it is written, in its unit, and its value in the base unit.
    fn figure(&self, quantity: &Quantity, unit: Option<Unit>) -> Option<(String, Decimal)> {
        let unit = quantity.unit.or(unit);
        let number = self.document.str(quantity.number).trim();
        Some((format!("{number}{}", unit.map_or("", Unit::symbol)), quantity.base(unit)?))
    }

    fn amount(&self, fact: &Fact) -> Option<(String, Decimal)> {
        self.figure(self.quantities.get(fact.quantity)?, fact.unit)
    }

    fn span(&self, fact: &Fact) -> Span {
        self.quantities.get(fact.quantity).map_or(Span::new(0, 0), |quantity| quantity.span)
    }

    /// Amounts of the accounts, exact, of all sources of money.
    fn is_amount(&self, fact: &Fact) -> bool {
        fact.dimension == Dimension::Money
            && fact.aspect == Aspect::Plain
            && fact.scope.is_none()
            && self.quantities.get(fact.quantity).is_some_and(is_exact)
    }

    /// Everything with a budget and an outturn beside each other.
    fn spending(&self, facts: &[Fact]) -> Vec<Pair> {
        let mut rows: BTreeMap<(Row, &Subject), [Option<&Fact>; 4]> = BTreeMap::new();
        // What was added in the course of the year may be spent, too: the first budget is not what they are held against.
        let mut changed: BTreeSet<&Subject> = BTreeSet::new();
        for fact in facts.iter().filter(|fact| self.is_amount(fact) && fact.year.is_none()) {
            let Some(measure) = fact.measure else { continue };
            if CHANGES.contains(&measure) {
                changed.insert(&fact.subject);
            }
            let place = BUDGETS.iter().chain(&["exec"]).position(|own| *own == measure);
            let row = rows.entry((row_of(fact), &fact.subject)).or_default();
            if let Some(slot) = place.and_then(|place| row.get_mut(place)) {
                slot.get_or_insert(fact);
            }
        }
        let pair = |((_, subject), [latest, first, plan, outturn]): (&(Row, &Subject), &[Option<&Fact>; 4])| {
            let first = (*first).or(*plan).filter(|_| !changed.contains(subject));
            let (budget, outturn) = ((*latest).or(first)?, (*outturn)?);
            Pair::new(name_of(subject), self.amount(budget)?, self.amount(outturn)?, self.span(outturn))
        };
        once(rows.iter().filter_map(pair))
    }

    /// The outturn of this year and of the one before.
    fn years(&self, facts: &[Fact]) -> Vec<Pair> {
        let mut rows: BTreeMap<(Row, &Subject), [Option<&Fact>; 2]> = BTreeMap::new();
        for fact in facts.iter().filter(|fact| self.is_amount(fact) && fact.measure == Some("exec")) {
            let place = match fact.year {
                Some(-1) => 0,
                None => 1,
                Some(_) => continue,
            };
            let row = rows.entry((row_of(fact), &fact.subject)).or_default();
            if let Some(slot) = row.get_mut(place) {
                slot.get_or_insert(fact);
            }
        }
        let pair = |((_, subject), [before, now]): (&(Row, &Subject), &[Option<&Fact>; 2])| {
            let (before, now) = ((*before)?, (*now)?);
            Pair::new(name_of(subject), self.amount(before)?, self.amount(now)?, self.span(now))
        };
        once(rows.iter().filter_map(pair))
    }

    /// Marks of a table of indicators by the groups of its first column.
    fn marks(&self, stretch: &Stretch) -> Vec<Pair> {
        let (Some(weight), Some(score)) = (stretch.last_measure("weight"), stretch.measure("score")) else {
            return Vec::new();
        };
        let Some(first) = stretch.columns.first().map(|column| column.index) else { return Vec::new() };
        let mut groups: Vec<(Span, Decimal, Decimal)> = Vec::new();
        for row in stretch.rows.iter().filter(|row| row.is_item()) {
            let value = |column: u32| row.entry(column).and_then(|entry| entry.number()).map(|number| number.value);
            let (Some(most), Some(given)) = (value(weight.index), value(score.index)) else { continue };
            let head = row.entry(first).filter(|entry| !entry.is_blank() && entry.number().is_none());
            let is_new = head.is_some_and(|head| {
                groups.last().is_none_or(|(last, ..)| self.document.str(*last) != self.document.str(head.span))
            });
            match (head, groups.last_mut()) {
                (Some(head), _) if is_new => groups.push((head.span, most, given)),
                (_, Some((_, sum, marks))) => (*sum, *marks) = (sum.saturating_add(most), marks.saturating_add(given)),
                _ => {}
            }
        }
        let pair = |(head, most, given): &(Span, Decimal, Decimal)| {
            let name = self.document.str(*head).split_whitespace().collect::<String>();
            let points = |value: &Decimal| (format!("{}分", value.normalize()), *value);
            Pair::new(&name, points(most), points(given), *head)
        };
        groups.iter().filter_map(pair).take(MOST).collect()
    }
}

/// Each thing once, where it is stated first.
fn once(pairs: impl Iterator<Item = Pair>) -> Vec<Pair> {
    let mut known = BTreeSet::new();
    pairs.filter(|pair| known.insert(pair.name.clone())).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::Pair;
    use crate::{Options, check, read};

    fn rows(pairs: &[Pair]) -> Vec<(&str, &str, &str, u32)> {
        pairs
            .iter()
            .map(|pair| (pair.name.as_str(), pair.first.as_str(), pair.second.as_str(), pair.permille))
            .collect()
    }

    #[test]
    fn each_project_is_held_against_its_budget() {
        let table = "| 项目名称 | 年初预算数（万元） | 执行数（万元） |\n| --- | --- | --- |\n\
                     | 水渠维修 | 40.00 | 39.00 |\n| 村道硬化 | 30.00 | 33.00 |\n| 合计 | 70.00 | 72.00 |\n";
        let report = check(read::text(table), &Options::default());
        let spending = rows(&report.pictures.spending);
        assert!(spending.contains(&("水渠维修", "40.00万元", "39.00万元", 975)), "{spending:?}");
        assert!(spending.contains(&("村道硬化", "30.00万元", "33.00万元", 1100)), "{spending:?}");
        assert!(report.pictures.marks.is_empty());
    }

    #[test]
    fn a_budget_that_was_changed_is_not_exceeded_by_what_was_added() {
        let text = "2023年基本支出年初预算862.40万元，预算调整21.60万元，决算875.16万元。\n\
                    2023年公务接待费年初预算3.00万元，决算2.60万元；会议费年初预算2.00万元，决算1.50万元。\n";
        let report = check(read::text(text), &Options::default());
        let names: Vec<&str> = report.pictures.spending.iter().map(|pair| pair.name.as_str()).collect();
        assert!(names.contains(&"会议费") && !names.contains(&"基本支出"), "{names:?}");
    }

    #[test]
    fn marks_are_added_up_by_group() {
        let table = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 |\n\
                     | --- | --- | --- | --- | --- | --- | --- |\n\
                     | 产出指标 | 数量指标 | 培训期数 | ≥4期 | 5期 | 20 | 20 |\n\
                     |  | 质量指标 | 合格率 | ≥95% | 90% | 30 | 27 |\n\
                     | 效益指标 | 社会效益 | 受益人数 | ≥300人 | 320人 | 40 | 40 |\n";
        let report = check(read::text(table), &Options::default());
        assert_eq!(
            rows(&report.pictures.marks),
            [("产出指标", "50分", "47分", 940), ("效益指标", "40分", "40分", 1000)]
        );
    }
}
