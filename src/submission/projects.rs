//! The forms of all projects (项目支出绩效自评表) against the project expenditure of report and basic data (C10).

use super::Names;
use super::account::{Account, Statement};
use super::figures::{Figures, SAME_YEAR};
use super::joint::Crossing;
use super::kin::Member;
use crate::diagnosis::shown_value;
use crate::document::counted;
use crate::facts::Subject;
use crate::relations::{Comparison, Expr, Operand, Relation, Role, Severity, Sign};
use crate::report::Text;
use crate::vocabulary::TERMS;
use std::collections::BTreeSet;

/// Figures that add up over projects.
const SUMMED: [&str; 3] = ["init", "budget", "exec"];
/// One form alone is compared figure by figure.
const LEAST: usize = 2;

/// The sum of the forms against the total, for each figure that all of them give.
pub(super) fn summed(accounts: &[Account], group: &[Member], figures: &Figures, names: &Names) -> Vec<Crossing> {
    let years: BTreeSet<i16> = group.iter().map(|member| member.year).collect();
    let mut crossings = Vec::new();
    for year in years {
        let own: Vec<&Account> =
            group.iter().filter(|member| member.year == year).filter_map(|member| accounts.get(member.file)).collect();
        let forms: BTreeSet<&str> = own.iter().flat_map(|account| &account.forms).map(String::as_str).collect();
        if forms.len() < LEAST {
            continue;
        }
        let closed = is_closed(&own, &forms);
        crossings.extend(SUMMED.iter().filter_map(|measure| sum(figures, measure, year, &forms, closed, names)));
    }
    crossings
}

/// Whether the forms are all there are: as many as the report says, or those that a list names.
fn is_closed(own: &[&Account], forms: &BTreeSet<&str>) -> bool {
    let counted = own.iter().flat_map(|account| &account.projects).any(|number| *number == forms.len());
    let listed = |account: &&&Account| {
        let row = |statement: &&Statement| statement.of_project && !statement.of_form;
        let named = account.statements.iter().filter(row).filter_map(|statement| match &statement.subject {
            Subject::Named(name) => Some(name.as_str()),
            _ => None,
        });
        named.collect::<BTreeSet<_>>() == *forms
    };
    let differently = own.iter().flat_map(|account| &account.projects).any(|number| *number != forms.len());
    (counted || own.iter().any(|account| listed(&account))) && !differently
}

fn sum(
    figures: &Figures,
    measure: &'static str,
    year: i16,
    forms: &BTreeSet<&str>,
    closed: bool,
    names: &Names,
) -> Option<Crossing> {
    let of = |subject: &Subject| figures.get(subject, measure, None, year).iter().filter(|told| told.about == year);
    let total = of(&Subject::Known("project")).max_by_key(|told| (told.statement.certain, told.statement.tabled))?;
    let mut operands = vec![total.statement.operand.clone().with_role(Role::Total)];
    let mut files = vec![total.file];
    for form in forms {
        let part = of(&Subject::Named((*form).to_owned())).find(|told| told.statement.of_form)?;
        operands.push(part.statement.operand.clone().with_role(Role::Part));
        files.push(part.file);
    }
    if files.iter().all(|file| *file == total.file) {
        return None;
    }
    let relation = relation(operands, closed).named(format!("项目支出{} = 各项目之和", TERMS.name(measure)));
    let message = message(&relation, measure, closed, names.of(total.file))?;
    Some(Crossing { relation, files, message })
}

/// Equal where all projects have a form; else the forms cannot add up to more than the total.
fn relation(operands: Vec<Operand>, closed: bool) -> Relation {
    if closed {
        return Relation::sum(SAME_YEAR, Severity::Warning, operands);
    }
    let terms = (1..operands.len()).map(|index| (Sign::Plus, Expr::Operand(index))).collect();
    Relation::new(SAME_YEAR, Severity::Warning, operands, Comparison::AtLeast, Expr::Sum(terms))
}

fn message(relation: &Relation, measure: &str, closed: bool, file: &str) -> Option<Text> {
    let total = relation.operands.first()?;
    let count = relation.operands.len() - 1;
    let (stated, sum) = (shown_value(total, total.value), shown_value(total, relation.expected?));
    let figure = TERMS.name(measure);
    Some(if closed {
        Text {
            zh: format!("{count}张项目自评表的{figure}相加为{sum}，“{file}”的项目支出{figure}为{stated}，请核对。"),
            en: format!(
                "The {} {sum} ({figure}); “{file}” states {stated}. Please check.",
                counted(count, "project form adds up to", "project forms add up to")
            ),
        }
    } else {
        Text {
            zh: format!("{count}张项目自评表的{figure}相加为{sum}，超过“{file}”的项目支出{figure}{stated}，请核对。"),
            en: format!(
                "{} {sum} ({figure}), more than the {stated} of “{file}”.",
                counted(count, "project form already comes to", "project forms already add up to")
            ),
        }
    })
}
