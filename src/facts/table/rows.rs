use super::level::{Levels, numbered};
use super::lines::Line;
use super::{Column, Content, Entry};
use crate::document::{Document, Span};
use crate::facts::name;
use crate::vocabulary::{ColumnKind, TABLE, TERMS, TermKind};

/// A body row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Grid row.
    pub row: u32,
    /// The cell that says what it is about; an empty span at the row's first cell where none does.
    pub label: Span,
    /// The label, normalised, without its number and 其中.
    pub name: String,
    /// Key of the subject term that the whole label is.
    pub subject: Option<&'static str>,
    /// What it does among the rows.
    pub kind: RowKind,
    /// What it belongs to with its neighbours: the cell before its name, or the one above that reaches down to it.
    pub group: Option<Span>,
    /// Whether its label says that it is taken away (减：) or added (加：); most say neither.
    pub subtracts: Option<bool>,
    /// The row it is a part of (position in the stretch).
    pub parent: Option<usize>,
    /// Its cells, left to right.
    pub entries: Vec<Entry>,
}

/// What a row does among the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A thing of its own, or a numbered part of the row above.
    Item,
    /// 其中: some of the row above, perhaps not all.
    Among,
    /// 合计, 总计, 总分.
    Total,
    /// 小计.
    Subtotal,
}

impl Row {
    /// The cell that begins in a grid column.
    pub fn entry(&self, column: u32) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&column, |entry| entry.column).ok()?;
        self.entries.get(at)
    }

    /// Whether it is neither a total nor a subtotal.
    pub fn is_item(&self) -> bool {
        matches!(self.kind, RowKind::Item | RowKind::Among)
    }
}

/// The rows under these columns.
pub(super) fn of(document: &Document, columns: &[Column], body: &[Line]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut depths = Vec::new();
    let levels = Levels::new(document, columns, body);
    let merged = merged_names(columns, body);
    let mut group: Option<Span> = None;
    for line in body {
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else { continue };
        let own = line.cells.iter().map(|(entry, _)| entry);
        let entries: Vec<Entry> =
            own.filter(|entry| (first.index..=last.index).contains(&entry.column)).cloned().collect();
        if entries.iter().all(Entry::is_blank) {
            continue;
        }
        let (mut row, depth) = row(document, columns, (&levels, merged), line.row, entries);
        group =
            own_group(&row).or(group.filter(|_| row.entries.first().is_none_or(Entry::is_blank) || continues(&row)));
        row.group = group;
        rows.push(row);
        depths.push(depth);
    }
    // An indicator with 其中 before its name has a target and marks of its own.
    let indicators = columns.iter().any(|column| column.measure == Some("target"));
    link(&mut rows, &depths, !indicators);
    rows
}

fn row(
    document: &Document,
    columns: &[Column],
    (levels, merged): (&Levels, Option<u32>),
    number: u32,
    entries: Vec<Entry>,
) -> (Row, Option<u32>) {
    let label = label(document, columns, &entries, merged);
    let text = document.str(label);
    let (among, plain) = match TABLE.after_among(text.trim_start()) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let behind = numbered(plain).map_or(plain, |numbered| numbered.rest);
    let (subtracts, unsigned) = signed(behind);
    let name = name::normalise(unsigned);
    let kind = match () {
        () if TABLE.is_total(&name) => RowKind::Total,
        () if TABLE.is_subtotal(&name) => RowKind::Subtotal,
        () if among => RowKind::Among,
        () => RowKind::Item,
    };
    let depth = levels.depth(document, columns, &entries, plain);
    let subject = subject(&name);
    (Row { row: number, label, subject, name, kind, group: None, subtracts, parent: None, entries }, depth)
}

/// The text cell before the name of a row: its 类别, or the project whose items the rows are.
fn own_group(row: &Row) -> Option<Span> {
    let before = row.entries.iter().take_while(|entry| entry.span != row.label);
    before.filter(|entry| entry.content == Content::Text).last().map(|entry| entry.span)
}

/// Whether a row has no cell where its neighbours have their group: that cell was merged from above.
fn continues(row: &Row) -> bool {
    row.entries.first().is_some_and(|first| first.column > 0)
}

/// The column of names, if its cells are merged over several rows that have names of their own behind it.
fn merged_names(columns: &[Column], body: &[Line]) -> Option<u32> {
    let names = columns.iter().rfind(|column| column.kind == ColumnKind::Name)?.index;
    let shares = |line: &&Line| {
        let own = line.cells.iter().map(|(entry, _)| entry);
        let blank = line.over(names).is_none_or(|entry| entry.is_blank() || entry.column < names);
        let first = own.clone().find(|entry| entry.number().is_some() && entry.column > names);
        let text = |entry: &&Entry| entry.content == Content::Text && entry.column > names;
        let named = first.is_some_and(|number| own.clone().filter(text).any(|entry| entry.column < number.column));
        blank && named
    };
    body.iter().any(|line| shares(&line)).then_some(names)
}

/// Whether a label says that its row is added or taken away (加：, 减：, （减）), with what is left of it.
fn signed(label: &str) -> (Option<bool>, &str) {
    let inner = label.trim_start();
    let bracketed = inner.starts_with(['（', '(']);
    let word = inner.trim_start_matches(['（', '(']);
    let ends = |rest: &str| if bracketed { rest.starts_with(['）', ')']) } else { rest.starts_with(['：', ':']) };
    let found = TABLE.sign(word).filter(|(_, rest)| ends(rest));
    found.map_or((None, label), |(taken, rest)| (Some(taken), rest.trim_start_matches(['）', ')', '：', ':'])))
}

/// The subject that a whole label is.
fn subject(name: &str) -> Option<&'static str> {
    let (term, length) = TERMS.at_start(name)?;
    (length == name.len() && term.kind == TermKind::Subject).then_some(term.key.as_str())
}

/// The cell that says what the row is about: the one under a name column, else the last words before the first number.
/// Where names are merged over several rows (`merged`), they are the group of those rows and not the name of each.
fn label(document: &Document, columns: &[Column], entries: &[Entry], merged: Option<u32>) -> Span {
    let kind = |entry: &Entry| columns.iter().find(|column| column.index == entry.column).map(|column| column.kind);
    let words = || entries.iter().filter(|entry| entry.content == Content::Text);
    let is_total = |entry: &&Entry| {
        let name = name::normalise(document.str(entry.span));
        TABLE.is_total(&name) || TABLE.is_subtotal(&name)
    };
    let named = words().rfind(|entry| kind(entry) == Some(ColumnKind::Name)).filter(|_| merged.is_none());
    let first_number = entries
        .iter()
        .find(|entry| entry.number().is_some() && !matches!(kind(entry), Some(ColumnKind::Index | ColumnKind::Code)));
    let before = |entry: &&Entry| first_number.is_none_or(|number| entry.column < number.column);
    let speaks = |entry: &&Entry| {
        use ColumnKind::{Agency, Code, Grade, Index, Reason, Year};
        !matches!(kind(entry), Some(Index | Code | Agency | Grade | Reason | Year))
    };
    let found = words()
        .take(4)
        .find(is_total)
        .or(named)
        .or_else(|| words().filter(before).rfind(speaks))
        .or_else(|| words().next());
    let start = entries.first().map_or(Span::new(0, 0), |entry| Span { end: entry.span.start, ..entry.span });
    found.map_or(start, |entry| entry.span)
}

/// Gives each row the row it is a part of; `with_among` if 其中 makes one a part.
fn link(rows: &mut [Row], depths: &[Option<u32>], with_among: bool) {
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut among: Option<usize> = None;
    let mut wholes: Vec<usize> = Vec::new();
    for index in 0..rows.len() {
        let depth = depths.get(index).copied().flatten();
        let Some(row) = rows.get(index) else { continue };
        if !row.is_item() {
            open.clear();
            wholes.clear();
            among = None;
            continue;
        }
        let whole = known_whole(rows, &mut wholes, index, row).filter(|_| depth.is_none());
        // 其中：…小计 below the rows it sums up is no part of the last of them.
        if row.kind == RowKind::Among && (row.name.ends_with("小计") || row.name.ends_with("合计")) {
            continue;
        }
        if row.kind == RowKind::Among && with_among {
            among = among.or_else(|| open.last().map(|(_, parent)| *parent));
        } else if depth.is_some() || ends_among(rows, among, row) {
            among = None;
        }
        if let Some(parent) = among.or(whole) {
            if let Some(row) = rows.get_mut(index) {
                row.parent = Some(parent);
            }
            continue;
        }
        let depth = depth.unwrap_or(0);
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(_, parent)| *parent);
        open.push((depth, index));
        if let Some(row) = rows.get_mut(index) {
            row.parent = parent;
        }
    }
}

/// The row that a row is a known part of, with or without a number: 人员经费 below 基本支出. `wholes` are the rows above
/// that may still have parts, the innermost last.
fn known_whole(rows: &[Row], wholes: &mut Vec<usize>, index: usize, row: &Row) -> Option<usize> {
    while wholes.last().is_some_and(|whole| !is_known_part(rows, *whole, row)) {
        wholes.pop();
    }
    let whole = wholes.last().copied();
    wholes.push(index);
    whole
}

/// Whether a row is one of the parts that all there can be of a whole are.
fn is_known_part(rows: &[Row], whole: usize, row: &Row) -> bool {
    let group = rows.get(whole).and_then(|whole| TABLE.group(whole.subject?)).filter(|group| !group.open);
    group.zip(row.subject).is_some_and(|(group, own)| group.children.iter().any(|child| child == own))
}

/// Whether an unnumbered row after 其中 rows no longer belongs to them: it is a subject or figure of its own.
fn ends_among(rows: &[Row], among: Option<usize>, row: &Row) -> bool {
    let Some(parent) = among.and_then(|parent| rows.get(parent)) else { return true };
    if let Some(subject) = row.subject {
        let group = parent.subject.and_then(|parent| TABLE.group(parent));
        return group.is_some_and(|group| !group.children.iter().any(|child| child == subject)) || group.is_none();
    }
    TERMS.find(&row.name).iter().any(|hit| hit.term.key == "delta" || hit.term.key == "carry_out")
}
