//! Changes against last year (比上年增加D万元，增长P%), computed again with last year's own report.

use super::Names;
use super::account::{Account, Change, Moved};
use super::figures::{Figures, LAST_YEAR, Told};
use super::joint::Crossing;
use super::kin::Member;
use crate::diagnosis::shown;
use crate::quantity::Dimension;
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};
use crate::report::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Every change that this year's files state of a figure that last year's files give.
pub(super) fn recomputed(accounts: &[Account], group: &[Member], figures: &Figures, names: &Names) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    for member in group {
        let Some(last) = member.year.checked_sub(1) else { continue };
        let own = accounts.get(member.file).map_or(&[][..], |account| account.changes.as_slice());
        for change in once(own).filter(|change| change.when.year(member.year) == member.year) {
            let told = figures.get(&change.subject, change.measure, change.scope, last);
            if let Some(before) = told.iter().find(|told| told.about == last) {
                crossings.extend(crossing(member.file, change, before, names));
            }
        }
    }
    crossings
}

/// The changes of figures that the file says to have changed once; with two changes it is not clear which is meant.
fn once(changes: &[Change]) -> impl Iterator<Item = &Change> {
    let mut by_figure: BTreeMap<_, (&Change, usize)> = BTreeMap::new();
    for change in changes {
        by_figure.entry((&change.subject, change.measure, change.scope)).or_insert((change, 0)).1 += 1;
    }
    by_figure.into_values().filter(|(_, count)| *count == 1).map(|(change, _)| change)
}

fn crossing(file: usize, change: &Change, before: &Told, names: &Names) -> Option<Crossing> {
    let previous = before.statement.operand.clone().with_role(Role::Base);
    let sure = before.statement.certain && before.statement.general == change.general;
    if previous.dimension != change.current.dimension || !sure {
        return None;
    }
    let operands = vec![change.stated.clone(), change.current.clone(), previous];
    let percent = change.stated.dimension == Dimension::Percent;
    let right = expected(change.moved, percent);
    let comparison = if percent { Comparison::EqualOrTruncated } else { Comparison::Equal };
    let relation = Relation::new(LAST_YEAR, Severity::Warning, operands, comparison, right);
    let relation = relation.named(if percent {
        "变动率 = 与上年报告数之差 ÷ 上年报告数"
    } else {
        "变动额 = 与上年报告数之差"
    });
    let message = message(&relation.operands, (names.of(file), names.of(before.file)))?;
    Some(Crossing { relation, files: vec![file, file, before.file], message })
}

/// The change from operand 2 to operand 1, as an amount or in percent.
fn expected(moved: Moved, percent: bool) -> Expr {
    let (more, less) = if moved == Moved::Up { (1, 2) } else { (2, 1) };
    let amount = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    if !percent {
        return amount;
    }
    let share = Expr::Quotient(Box::new(amount), Box::new(Expr::Operand(2)));
    Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)))
}

fn message(operands: &[Operand], (here, there): (&str, &str)) -> Option<Text> {
    let [stated, current, previous] = operands else { return None };
    let [stated, current, previous] = [stated, current, previous].map(|operand| shown(operand, &operand.written));
    Some(Text {
        zh: format!(
            "“{here}”写本年{current}，与上年相比变动{stated}；上年的“{there}”写的是{previous}，由此算出的变动与此不符，请核对。"
        ),
        en: format!(
            "“{here}” states {current} and a change of {stated} against last year; last year's “{there}” gives {previous}, from which another change follows."
        ),
    })
}
