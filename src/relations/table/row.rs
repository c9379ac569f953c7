//! Relations within one row: rates of adjustment and control, spending against budget (C05, M01, M05, M15).

use super::Input;
use crate::facts::table::{Column, Entry, Row, RowKind, Stretch};
use crate::quantity::{Dimension, Unit};
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};
use crate::vocabulary::ColumnKind;
use rust_decimal::Decimal;

/// All relations of all rows.
pub(super) fn relate(input: &Input, stretch: &Stretch) -> Vec<Relation> {
    let mut relations = Vec::new();
    let basic_form = is_basic_form(stretch);
    for row in &stretch.rows {
        let cells = Cells { input, stretch, row, basic_form };
        relations.extend(cells.adjust_rate());
        relations.extend(cells.control_rates());
        relations.extend(cells.overrun());
    }
    relations
}

/// One row with its columns by their measure.
struct Cells<'a> {
    input: &'a Input<'a>,
    stretch: &'a Stretch,
    row: &'a Row,
    basic_form: bool,
}

impl Cells<'_> {
    fn entry(&self, column: &Column) -> Option<&Entry> {
        self.row.entry(column.index)
    }

    /// The figure of a measure, blank as zero.
    fn figure(&self, key: &str, role: Role) -> Option<Operand> {
        let column = self.stretch.measure(key)?;
        self.input.operand(column, self.entry(column)?, role)
    }

    /// The figure of a measure, if it is written.
    fn written(&self, key: &str, role: Role) -> Option<Operand> {
        self.figure(key, role).filter(|operand| !operand.written.is_empty())
    }

    /// 预算调整率 = (调整后预算 - 年初预算) ÷ 年初预算; its sign is often left out (M05, M15).
    fn adjust_rate(&self) -> Option<Relation> {
        let stated = percent(self.written("adjust_rate", Role::Stated)?)?;
        let budget = self.written("budget", Role::Part)?;
        let init = self.written("init", Role::Base).filter(|init| !init.value.is_zero())?;
        let change = Expr::Sum(vec![(Sign::Plus, Expr::Operand(1)), (Sign::Minus, Expr::Operand(2))]);
        let change = if stated.value.is_sign_negative() { change } else { Expr::Absolute(Box::new(change)) };
        let rate = hundred_times(Expr::Quotient(Box::new(change), Box::new(Expr::Operand(2))));
        let operands = vec![stated, budget, init];
        // Which adjustments count is decided locally (政策性调整 are left out): a warning at most.
        let relation =
            Relation::new("ratio/adjust-rate", Severity::Warning, operands, Comparison::EqualOrTruncated, rate);
        Some(relation.named("预算调整率 = (调整后预算 - 年初预算) ÷ 年初预算"))
    }

    /// 控制率 columns of the basic form: the two columns to the left of it, the right one over the left one (M01).
    fn control_rates(&self) -> Vec<Relation> {
        let columns = &self.stretch.columns;
        let triples = columns.windows(3).filter_map(|window| match window {
            [base, part, rate] if is_control(base, part, rate) => Some((base, part, rate)),
            _ => None,
        });
        let relation = |(base, part, rate): (&Column, &Column, &Column)| {
            let operand = |column: &Column, role| {
                let entry = self.entry(column).filter(|entry| !entry.is_blank())?;
                self.input.operand(column, entry, role)
            };
            let base = operand(base, Role::Base).filter(|base| !base.value.is_zero())?;
            let operands =
                vec![percent(operand(rate, Role::Stated)?)?, operand(part, Role::Part)?.exact(), base.exact()];
            Some(share("ratio/control", Severity::Error, operands).named("控制率 = 实际 ÷ 核定"))
        };
        triples.filter_map(relation).collect()
    }

    /// 执行 ≤ 预算. A line without budget that was spent on counts, if the form has budgets at all (C05).
    fn overrun(&self) -> Option<Relation> {
        let limit = self.limit()?;
        let limit_cell = self.entry(limit)?;
        // A dash says that nothing is planned for such a row: 预算调整, 政府采购.
        if limit_cell.is_blank() && self.input.document.str(limit_cell.span).contains(['—', '－', '-', '/']) {
            return None;
        }
        let spent_column = self.stretch.columns.iter().find(|column| {
            column.measure == Some("exec")
                && (limit.year.is_none() || column.year.is_none() || column.year == limit.year)
        })?;
        let spent_cell = self.entry(spent_column).filter(|entry| !entry.is_blank())?;
        let spent = self.input.operand(spent_column, spent_cell, Role::Actual)?;
        let bound = self.input.operand(limit, limit_cell, Role::Limit)?;
        let unplanned = limit_cell.is_blank() && !spent.value.is_zero();
        let judged = limit.measure == Some("budget") || (self.basic_form && self.row.is_item());
        let operands = vec![spent, bound];
        // 三公 must not pass its budget; other lines of the basic form may, by an adjustment that it does not show.
        let strict = limit.measure == Some("budget") || self.is_public_expense();
        let severity = if strict || unplanned { Severity::Warning } else { Severity::Info };
        let relation = Relation::new("budget/overrun", severity, operands, Comparison::AtMost, Expr::Operand(1));
        // Projects are added during the year; only one that never had a budget is worth a word.
        let added = limit.measure != Some("budget") && !unplanned && self.is_project();
        // A part without a budget of its own below a whole that is overspent is the same fault, said at the whole.
        let said_above = unplanned && self.parent_overrun(limit, spent_column);
        Some(if !judged || added || said_above || self.row.kind == RowKind::Among && unplanned {
            relation.open()
        } else {
            relation
        })
    }

    /// 三公经费 or one of its parts.
    fn is_public_expense(&self) -> bool {
        self.row.subject.is_some_and(|subject| subject == "sg" || subject.starts_with("sg_"))
    }

    /// 项目支出 or one of the projects below it.
    fn is_project(&self) -> bool {
        let parent = self.row.parent.and_then(|parent| self.stretch.rows.get(parent));
        std::iter::once(self.row).chain(parent).any(|row| row.subject == Some("project"))
    }

    fn parent_overrun(&self, limit: &Column, spent: &Column) -> bool {
        let value = |column: &Column| {
            let parent = self.stretch.rows.get(self.row.parent?)?;
            Some(self.input.operand(column, parent.entry(column.index)?, Role::Limit)?.value)
        };
        matches!((value(limit), value(spent)), (Some(limit), Some(spent)) if spent > limit)
    }

    /// The column that limits spending: the adjusted budget, else the only budget there is.
    fn limit(&self) -> Option<&Column> {
        ["budget", "planned", "init"].into_iter().find_map(|key| self.stretch.measure(key))
    }
}

/// Whether the rows are those of the basic form (三公经费, 公用经费, 政府采购): only there is a bare 预算数 a limit.
/// In accounts by class the initial budget is passed every year, and the text explains it.
fn is_basic_form(stretch: &Stretch) -> bool {
    let limits = |row: &&Row| matches!(row.subject, Some("sg" | "public" | "purchase"));
    stretch.rows.iter().filter(limits).count() >= 2
}

fn is_control(base: &Column, part: &Column, rate: &Column) -> bool {
    use ColumnKind::{Area, Money, People, Rate};
    base.kind == part.kind
        && matches!(base.kind, Area | Money | People)
        && rate.kind == Rate
        && rate.measure.is_none()
        && rate.text.ends_with("控制率")
}

/// A rate as percent, whether its sign is written or not. Shares written as 0.98 are not judged.
pub(super) fn percent(mut rate: Operand) -> Option<Operand> {
    if rate.unit.is_none() || rate.unit == Some(Unit::Point) {
        let as_share = rate.decimals() > 0 && rate.value.abs() <= Decimal::TWO;
        if as_share || rate.value == Decimal::ONE {
            return None;
        }
        rate.unit = Some(Unit::Percent);
        rate.dimension = Dimension::Percent;
    }
    (rate.dimension == Dimension::Percent).then_some(rate)
}

/// Stated percentage = second operand ÷ third.
pub(super) fn share(rule: &'static str, severity: Severity, operands: Vec<Operand>) -> Relation {
    let quotient = Expr::Quotient(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    Relation::new(rule, severity, operands, Comparison::EqualOrTruncated, hundred_times(quotient))
}

pub(super) fn hundred_times(share: Expr) -> Expr {
    Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)))
}
