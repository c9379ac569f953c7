use super::{Column, Row, RowKind, Stretch, lines_before};
use crate::document::Document;
use crate::facts::label::{FLOWS, SCOPES};
use crate::facts::{Aspect, Fact, Place, Subject, name};
use crate::quantity::{Dimension, Quantity};
use crate::vocabulary::{ColumnKind, TABLE, TERMS, TermKind};
use std::collections::BTreeMap;

/// What the numbers of all tables state: subject from the row, figure and year from the column.
///
/// `quantities` are the report's, in text order; a cell whose number is not among them states nothing.
pub fn gather(
    document: &Document,
    quantities: &[Quantity],
    stretches: &[Stretch],
    report_year: Option<i16>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for stretch in stretches {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        for row in &stretch.rows {
            *names.entry(row.name.as_str()).or_default() += 1;
        }
        // Two rows of one name cannot be told apart elsewhere.
        let unique = |row: &&Row| names.get(row.name.as_str()).is_some_and(|count| *count == 1);
        for row in stretch.rows.iter().filter(unique) {
            let Some(Owner { subject, scope, said }) = owner(document, stretch, row) else { continue };
            for entry in &row.entries {
                let (Some(number), Some(column)) = (entry.number(), stretch.column(entry.column)) else { continue };
                if is_part(stretch, column) {
                    continue;
                }
                let Some(quantity) = position(quantities, number) else { continue };
                let place = Place::Cell { block: stretch.block, row: row.row, column: entry.column };
                let weighed = row.kind != RowKind::Total && stretch.measure("weight").is_some();
                let fact = fact(column, row, (subject.clone(), weighed), quantity, number, place);
                facts.extend(fact.map(|fact| Fact {
                    year: fact.year.filter(|year| Some(*year) != report_year),
                    said: fact.said && said,
                    scope,
                    ..fact
                }));
            }
        }
    }
    facts.sort_by_key(|fact| fact.quantity);
    facts
}

/// Whether a column holds some of what another one holds: 其中：财政拨款, or 本级 beside 合计.
fn is_part(stretch: &Stretch, column: &Column) -> bool {
    let is_total = |column: &Column| TABLE.totals_columns(&column.text);
    let is_whole = |other: &Column| is_total(other) && other.measure == column.measure && other.year == column.year;
    let among = column.index > 0 && TABLE.says_among(&column.text);
    among || (!is_total(column) && column.measure.is_some() && stretch.columns.iter().any(is_whole))
}

/// One cell. Marks of single lines (`weighed`) are no facts: an indicator has its own in every form.
fn fact(
    column: &Column,
    row: &Row,
    (subject, weighed): (Subject, bool),
    quantity: usize,
    number: &Quantity,
    place: Place,
) -> Option<Fact> {
    use ColumnKind::{Area, Count, Indicator, Money, People, Rate, Score, Unknown};
    if !matches!(column.kind, Money | Rate | Score | People | Count | Area | Indicator | Unknown) {
        return None;
    }
    if column.measure == Some("weight") || (weighed && matches!(column.kind, Score | Rate)) {
        return None;
    }
    // A column of a subject (基本支出 beside 项目支出) is that subject's only where the row is the total.
    let subject = match column.subject {
        Some(own) if row.kind == RowKind::Total => Subject::Known(own),
        Some(_) => return None,
        None => subject,
    };
    let unit = number.unit.or(column.unit);
    let aspect = match column.measure {
        Some("target") => Aspect::Target,
        Some("actual") => Aspect::Actual,
        _ => Aspect::Plain,
    };
    Some(Fact {
        quantity,
        subject,
        measure: column.measure.filter(|_| aspect == Aspect::Plain),
        said: column.measure.is_some(),
        scope: None,
        aspect,
        year: column.year,
        label: row.label,
        place,
        unit,
        dimension: unit.map_or(Dimension::Count, |unit| unit.dimension()),
    })
}

/// Whose numbers a row holds.
struct Owner {
    subject: Subject,
    /// The source of money the table is limited to.
    scope: Option<&'static str>,
    /// Whether the row's own words say so.
    said: bool,
}

/// Whose numbers a row holds; `None` where its label says nothing.
fn owner(document: &Document, stretch: &Stretch, row: &Row) -> Option<Owner> {
    let named = |subject: Subject| Some(Owner { subject, scope: None, said: true });
    let is_whole_row = TABLE.form().whole.contains(&row.name);
    let project = || stretch.project.map(|span| Subject::Named(name::normalise(document.str(span))));
    match (row.kind, is_whole_row) {
        (RowKind::Item | RowKind::Among, true) => named(project().unwrap_or(Subject::Whole)),
        (RowKind::Total, _) => match project().or_else(|| stretch.whole.then_some(Subject::Whole)) {
            Some(form) => named(form),
            None => total_owner(document, stretch),
        },
        (RowKind::Subtotal, _) => None,
        // 其中：财政拨款 and 满意度 of a project form are the project's, not the unit's.
        (_, false) if stretch.project.is_some() => None,
        (_, false) if row.name.is_empty() => None,
        (_, false) => named(row.subject.map_or_else(|| Subject::Named(row.name.clone()), Subject::Known)),
    }
}

/// What the total row of a list is the total of: projects by its head, else what the lines before the table speak of.
fn total_owner(document: &Document, stretch: &Stretch) -> Option<Owner> {
    let concluded = |subject, scope| Some(Owner { subject: Subject::Known(subject), scope, said: false });
    let names = stretch.kind(ColumnKind::Name)?;
    if stretch.rows.iter().any(|row| matches!(row.subject, Some("basic" | "project"))) {
        return None;
    }
    if TABLE.form().project.contains(&names.text) {
        return concluded("project", None);
    }
    lines_before(document, stretch.block).find_map(|line| {
        let line: String = document.str(line).chars().filter(|letter| !"“”\"".contains(*letter)).collect();
        let hits = TERMS.find(&line);
        let all = || hits.iter().filter(|hit| hit.term.kind == TermKind::Subject).map(|hit| hit.term.key.as_str());
        // “三公”经费支出决算表 is of the narrower of the two, 一般公共预算支出表 of the expenditure out of that money.
        let rank = |key: &str| match key {
            flow if FLOWS.contains(&flow) => 1,
            scope if SCOPES.contains(&scope) => 2,
            _ => 0,
        };
        let narrowest = all().map(rank).min()?;
        let mut subjects = all().filter(|key| rank(key) == narrowest);
        let first = subjects.next()?;
        let scope = all().find(|key| rank(key) == 2 && narrowest < 2);
        Some(subjects.all(|other| other == first).then(|| concluded(first, scope)).flatten())
    })?
}

/// Where a cell's number stands among the report's quantities.
pub(super) fn position(quantities: &[Quantity], number: &Quantity) -> Option<usize> {
    let at = quantities.partition_point(|quantity| quantity.number.start < number.number.start);
    quantities.get(at).is_some_and(|quantity| quantity.number.start == number.number.start).then_some(at)
}
