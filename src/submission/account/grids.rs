use super::{PEOPLE, RATE, SOURCES, Statement, When};
use crate::document::{Block, Document, Span, Table};
use crate::facts::table::{Column, Stretch};
use crate::facts::{Subject, label, name};
use crate::quantity::{Dimension, Unit};
use crate::relations::{Input, Operand, Role, is_exact};
use crate::vocabulary::{ColumnKind, TABLE, TERMS, TermKind};
use std::collections::{BTreeMap, BTreeSet};

/// Rows at the head of a form in which its fields stand.
const FIELDS: u32 = 5;
/// Paragraphs before a table that may be its caption.
const CAPTION: usize = 3;

/// The tables of a file: which stretch a cell belongs to, and what each table as a whole is about.
pub(super) struct Grids<'a> {
    stretches: &'a [Stretch],
    /// Stretches by block and row; 收入 and 支出 side by side share their rows.
    rows: BTreeMap<(usize, u32), Vec<usize>>,
    tables: BTreeMap<usize, Form>,
}

/// What a table is about.
struct Form {
    /// Name of the project that it is the form of.
    project: Option<String>,
    /// Whether it says to be about the unit as a whole.
    whole: bool,
    /// The source of money that its caption limits it to.
    scope: Option<&'static str>,
}

impl<'a> Grids<'a> {
    pub fn of(input: &Input<'a>) -> Self {
        let mut rows: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
        for (index, stretch) in input.stretches.iter().enumerate() {
            for row in &stretch.rows {
                rows.entry((stretch.block, row.row)).or_default().push(index);
            }
        }
        let tables = input.document.tables().map(|(block, table)| (block, Form::of(input.document, block, table)));
        Self { stretches: input.stretches, rows, tables: tables.collect() }
    }

    /// Names of the projects that have a form here.
    pub fn forms(&self) -> BTreeSet<String> {
        self.tables.values().filter_map(|form| form.project.clone()).collect()
    }

    fn column(&self, block: usize, row: u32, column: u32) -> Option<(&Stretch, &Column)> {
        let mut own = self.rows.get(&(block, row))?.iter().filter_map(|index| self.stretches.get(*index));
        own.find_map(|stretch| Some((stretch, stretch.column(column)?)))
    }

    /// What the table adds to a figure in one of its cells; `None` where it is not clear whose figure it is.
    pub fn statement(&self, plain: Statement, block: usize, row: u32, column: u32) -> Option<Statement> {
        let form = self.tables.get(&block)?;
        let (stretch, column) = self.column(block, row, column)?;
        let project = stretch.project.is_some() || form.project.is_some();
        let subject = match (&plain.subject, &form.project) {
            (Subject::Whole, Some(project)) => Subject::Named(project.clone()),
            (subject, _) => subject.clone(),
        };
        let listed = stretch.columns.iter().any(|column| {
            column.kind == ColumnKind::Name && TABLE.form().project.iter().any(|name| column.text.contains(name))
        });
        // The other rows of a project's form are its sources of money and its aims.
        if form.project.as_deref().is_some_and(|name| !is_named(&subject, name)) {
            return None;
        }
        let whole = subject != Subject::Whole || stretch.whole || form.whole;
        Some(Statement {
            of_project: matches!(subject, Subject::Named(_)) && (project || listed),
            of_form: project && form.project.as_deref().is_some_and(|name| is_named(&subject, name)),
            subject,
            when: column.year.map_or(plain.when, When::In),
            scope: plain.scope.or_else(|| source(&column.text)).or(form.scope),
            certain: plain.certain && whole && !column.unit_inferred,
            tabled: true,
            ..plain
        })
    }

    /// 执行率 in the row 年度资金总额 of a form, which has a weight and a mark beside it.
    pub fn rates(&self, input: &Input) -> Vec<Statement> {
        let mut statements = Vec::new();
        for stretch in self.stretches {
            let columns = || stretch.columns.iter().filter(|column| column.measure == Some(RATE));
            for row in stretch.rows.iter().filter(|row| TABLE.form().whole.contains(&row.name)) {
                for column in columns() {
                    let number = row.entry(column.index).and_then(|entry| entry.number()).filter(|it| is_exact(it));
                    let operand = number
                        .and_then(|it| Operand::of(input.document, it, Some(Unit::Percent), Role::Stated))
                        .filter(|operand| operand.dimension == Dimension::Percent);
                    let plain = operand.map(|operand| Statement::certain(Subject::Whole, RATE, operand));
                    statements.extend(plain.and_then(|it| self.statement(it, stretch.block, row.row, column.index)));
                }
            }
        }
        statements
    }

    /// 编制数 and 在职人数 of the form's little table, whose row needs no name.
    pub fn staff(&self, input: &Input) -> Vec<Statement> {
        let mut statements = Vec::new();
        for stretch in self.stretches {
            let columns = || stretch.columns.iter().filter(|column| column.kind == ColumnKind::People);
            let [row] = stretch.rows.as_slice() else { continue };
            for column in columns() {
                let (Some(measure), Some(number)) = (
                    column.measure.filter(|key| PEOPLE.contains(key)),
                    row.entry(column.index).and_then(|e| e.number()),
                ) else {
                    continue;
                };
                let Some(operand) = Operand::of(input.document, number, column.unit, Role::Stated) else { continue };
                if !is_exact(number) || operand.dimension != Dimension::People {
                    continue;
                }
                let when = column.year.map_or(When::Own, When::In);
                statements.push(Statement {
                    when,
                    tabled: true,
                    ..Statement::certain(Subject::Whole, measure, operand)
                });
            }
        }
        statements
    }
}

impl Form {
    fn of(document: &Document, block: usize, table: &Table) -> Self {
        let captions: Vec<&str> = captions(document, block, table).map(|span| document.str(span)).collect();
        Self {
            project: field(document, table, &TABLE.form().project),
            whole: captions.iter().any(|line| line.contains("整体")),
            scope: captions.iter().find_map(|line| source(line)),
        }
    }
}

/// The paragraphs right before a table, nearest first, and the cells of a first row that is merged over the whole width.
fn captions<'a>(document: &'a Document, block: usize, table: &'a Table) -> impl Iterator<Item = Span> + 'a {
    let before = document.blocks.get(..block).unwrap_or_default().iter().rev().take(CAPTION);
    let lines = before.map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.span),
        Block::Table(_) => None,
    });
    let inside = table.row(0).iter().filter(|cell| cell.column_span >= table.columns).map(|cell| cell.span);
    let short = |span: &Span| document.str(*span).chars().count() <= 40;
    lines.chain(inside).filter(short)
}

/// Whether a subject goes by a name.
fn is_named(subject: &Subject, name: &str) -> bool {
    matches!(subject, Subject::Named(own) if own == name)
}

/// The source of money that a caption or the head of a column names.
fn source(text: &str) -> Option<&'static str> {
    let label = label::read(text);
    let subject = match label.subject {
        Some(Subject::Known(key)) if SOURCES.contains(&key) => Some(key),
        _ => None,
    };
    label.scope.or(subject)
}

/// What stands right of one of these labels in the head of a form; not where the label heads a column.
fn field(document: &Document, table: &Table, labels: &[String]) -> Option<String> {
    let fields = table.cells.iter().take_while(|cell| cell.row < FIELDS);
    let label = |text: &str| labels.contains(&name::normalise(text));
    fields.filter(|cell| label(document.str(cell.span))).find_map(|cell| {
        let right = cell.column.checked_add(cell.column_span)?;
        let value = table.row(cell.row).iter().find(|next| next.column >= right && !next.span.is_empty())?;
        let value = name::normalise(document.str(value.span));
        let heads = TABLE.column(&value).is_some() || is_figure(&value);
        (!heads && value.chars().count() >= 2).then_some(value)
    })
}

/// Whether a text begins with the name of a figure.
fn is_figure(text: &str) -> bool {
    TERMS.at_start(text).is_some_and(|(term, _)| term.kind == TermKind::Measure)
}
