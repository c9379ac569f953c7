//! Attachments (附件): those named in a list, and those that are in the file as a part with an outline of its own.

use super::{Outline, numbering};
use crate::document::{Block, Document, Span};
use crate::vocabulary::outlines::OUTLINES;

/// Longest line that can be an attachment's label with its name.
const LONGEST_LABEL: usize = 60;

/// Least text, in bytes, for what follows a label to be the attachment itself rather than a signature below a list.
const LEAST_CONTENT: usize = 600;

/// Most attachments that are compared with the parts of the file.
const MOST: usize = 200;

/// A part of the file: the text before the first attachment, or an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `附件 2`; `None` for what stands before the first attachment.
    pub label: Option<Span>,
    /// Number of the attachment.
    pub number: Option<u32>,
    /// Its title: on the label's line or below it.
    pub title: Option<Span>,
    /// From the label to the next part.
    pub extent: Span,
}

/// An attachment named in a list at the end of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The whole line.
    pub line: Span,
    /// Number in the list.
    pub number: Option<u32>,
    /// Its name.
    pub name: Span,
    /// Whether the file contains it.
    pub present: bool,
}

/// A line that begins with 附件, or an entry of a list that one opens.
#[derive(Clone, Copy)]
struct Label {
    block: usize,
    line: Span,
    number: Option<u32>,
    name: Span,
    /// Whether it is an entry of a list: 附件：1. … ⏎ 2. …
    entry: bool,
}

/// Fills the parts and the attachments of an outline.
pub(super) fn read(document: &Document, outline: &mut Outline) {
    let labels = labels(document);
    let next_of = |index: usize| labels.get(index + 1).map_or(document.blocks.len(), |next| next.block);
    let several = labels.iter().filter(|label| label.entry).count() > 1;
    // A table right below a list of several is one of them, and says not which.
    let mut loose = 0;
    let (present, listed): (Vec<_>, Vec<_>) = labels.iter().enumerate().partition(|(index, label)| {
        let below = matches!(document.blocks.get(label.block + 1), Some(Block::Table(_)));
        let has_content = has_content(document, label, next_of(*index));
        let is_loose = has_content && several && label.entry && below;
        loose += usize::from(is_loose);
        has_content && !is_loose
    });
    let present: Vec<&Label> = present.into_iter().map(|(_, label)| label).collect();
    outline.parts = parts(document, &present);
    let listed = listed.into_iter().map(|(_, label)| label).filter(|label| !label.name.is_empty());
    let mut attachments: Vec<Attachment> = listed
        .map(|label| Attachment { line: label.line, number: label.number, name: label.name, present: false })
        .collect();
    let titles = titles(document, outline, &attachments);
    // No report has more; a text that repeats one line a thousand times shall not cost its square.
    for attachment in attachments.iter_mut().take(MOST) {
        let name = document.str(attachment.name);
        let core = core(name);
        let numbered =
            attachment.number.is_some_and(|number| outline.parts.iter().any(|part| part.number == Some(number)));
        attachment.present = is_file(name) || numbered || titles.iter().take(MOST).any(|title| same(title, &core));
    }
    let elsewhere = |line: Span| OUTLINES.elsewhere.iter().any(|words| document.str(line).contains(words.as_str()));
    let absent = attachments.iter_mut().filter(|attachment| !attachment.present && !elsewhere(attachment.line));
    absent.take(loose).for_each(|attachment| attachment.present = true);
    outline.attachments = attachments;
}

/// On a web page the list is one of files to load: 附件：自评报告.pdf.
fn is_file(name: &str) -> bool {
    let name = name.trim_end().to_ascii_lowercase();
    [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar", ".ofd"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Whether a place belongs to the list of attachments.
pub(super) fn is_listed(listed: &[Attachment], span: Span) -> bool {
    let before = listed.partition_point(|attachment| attachment.line.start <= span.start);
    before.checked_sub(1).and_then(|at| listed.get(at)).is_some_and(|attachment| attachment.line.overlaps(span))
}

/// All label lines, with the numbered lines that continue a list (附件：1. … ⏎ 2. …).
fn labels(document: &Document) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut expected = None;
    for (block, found) in document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = found else {
            expected = None;
            continue;
        };
        let text = document.str(paragraph.span);
        let short = text.chars().count() <= LONGEST_LABEL && !text.contains('\n');
        let label = label(block, text, paragraph.span).filter(|label| short || is_list(document.str(label.name)));
        if let Some(label) = label {
            let entries = entries(document, label);
            expected = entries.last().filter(|entry| entry.entry).and_then(|entry| Some(entry.number? + 1));
            labels.extend(entries);
            continue;
        }
        let next = numbering::read(text).filter(|number| short && Some(number.value) == expected);
        expected = next.map(|number| number.value + 1);
        if let Some(number) = next {
            let line = paragraph.span;
            let name = Span::new(line.range().start + number.len, line.range().end);
            labels.push(Label { block, line, number: Some(number.value), name, entry: true });
        }
    }
    labels
}

/// Longest list of attachments on one line, in characters.
const LONGEST_LIST: usize = 400;

/// Whether a label's name is a list of several, 1.…；2.…, which may be long.
fn is_list(name: &str) -> bool {
    numbering::read(name).is_some_and(|number| number.value == 1)
        && name.contains(['；', ';'])
        && !name.contains('\n')
        && name.chars().count() <= LONGEST_LIST
}

/// `附件：1. 名称`: the number inside the name is the attachment's. Several may stand on one line: 1. …；2. ….
fn entries(document: &Document, label: Label) -> Vec<Label> {
    let mut found = Vec::new();
    let mut start = label.name.range().start;
    for piece in document.str(label.name).split_inclusive(['；', ';']) {
        let span = Span::new(start, start + piece.trim_end_matches(['；', ';', '。']).len()).trimmed(&document.text);
        start += piece.len();
        let Some(number) = numbering::read(document.str(span)) else {
            return if found.is_empty() { vec![label] } else { found };
        };
        let name = Span::new(span.range().start + number.len, span.range().end);
        found.push(Label {
            line: if found.is_empty() { label.line } else { span },
            number: Some(number.value),
            name,
            entry: true,
            ..label
        });
    }
    if found.is_empty() { vec![label] } else { found }
}

/// 附件, 附件1, 附件 2：名称, 附：名称, 附件一 名称; not 附件中的….
fn label(block: usize, text: &str, line: Span) -> Option<Label> {
    let rest = ["附件", "附表"].iter().find_map(|word| text.strip_prefix(word));
    let rest = match rest {
        Some(rest) => rest,
        None => text.strip_prefix('附').filter(|rest| rest.starts_with(['：', ':']))?,
    };
    let unspaced = rest.trim_start();
    let digits =
        unspaced.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c)).unwrap_or(unspaced.len());
    let (numeral, after) = unspaced.split_at_checked(digits)?;
    let number = numeral.parse().ok().or_else(|| numbering::value_of(numeral));
    let name = after.trim_start().trim_start_matches(['：', ':', '.', '．', '、', '-', '—']).trim_start();
    let separated = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || "：:.．、-—《".contains(c));
    // 附件1中的数据 is running text, 附件1部门整体支出绩效自评表 a label.
    let named = number.is_some() && OUTLINES.attachment_kinds.iter().any(|kind| name.ends_with(kind.as_str()));
    (separated || named).then(|| {
        let end = line.range().end;
        Label { block, line, number, name: Span::new(end - name.len(), end), entry: false }
    })
}

/// Whether the attachment itself follows its label: a table, or a good deal of text.
fn has_content(document: &Document, label: &Label, next: usize) -> bool {
    let blocks = document.blocks.get(label.block + 1..next).unwrap_or_default();
    let table = blocks.iter().any(|block| matches!(block, Block::Table(_)));
    table || blocks.iter().map(|block| block.span().len()).sum::<usize>() >= LEAST_CONTENT
}

/// Cuts the file at the attachments that are there.
fn parts(document: &Document, present: &[&Label]) -> Vec<Part> {
    let end = document.text.len();
    let start_of = |label: &&Label| label.line.range().start;
    let first = present.first().map_or(end, start_of);
    let before = document.blocks.first().is_some_and(|block| block.span().range().start < first);
    let main = before.then(|| Part { label: None, number: None, title: None, extent: Span::new(0, first) });
    let attached = present.iter().enumerate().map(|(index, label)| {
        let stop = present.get(index + 1).map_or(end, start_of);
        let below = document.blocks.get(label.block + 1).and_then(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.span),
            Block::Table(_) => None,
        });
        let own = Some(label.name).filter(|name| !name.is_empty());
        let extent = Span::new(label.line.range().start, stop);
        Part { label: Some(label.line), number: label.number, title: own.or(below), extent }
    });
    main.into_iter().chain(attached).collect()
}

/// What could be the name of something in the file: part titles, and the lines right above a table.
fn titles(document: &Document, outline: &Outline, listed: &[Attachment]) -> Vec<String> {
    let mut spans: Vec<Span> = outline.parts.iter().filter_map(|part| part.title).collect();
    for (index, table) in document.tables() {
        let above = document.blocks.get(index.saturating_sub(3)..index).unwrap_or_default();
        spans.extend(above.iter().filter(|block| matches!(block, Block::Paragraph(_))).map(Block::span));
        spans.extend(table.row(0).iter().filter(|cell| cell.column_span == table.columns).map(|cell| cell.span));
    }
    spans.retain(|span| !is_listed(listed, *span));
    let short = spans.iter().map(|span| document.str(*span)).filter(|text| text.chars().count() <= LONGEST_LABEL);
    short.map(core).filter(|title| !title.is_empty()).collect()
}

/// A name without remarks in brackets, years and the words that names differ in.
fn core(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0_u32;
    for character in name.chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    OUTLINES.normal(&plain).replace("支出", "").replace("预算", "").replace("绩效", "")
}

/// Whether two names mean one attachment: one within the other, or the same kind of table of the same thing.
fn same(title: &str, name: &str) -> bool {
    if name.is_empty() || title.contains(name) || name.contains(title) {
        return !name.is_empty();
    }
    let of = |text: &str| {
        let kinds = OUTLINES.attachment_kinds.iter().map(|kind| kind.replace("绩效", ""));
        let kind = kinds.into_iter().find(|kind| text.contains(kind.as_str()))?;
        let thing =
            ["项目", "评价", "自评"].iter().fold(text.replace(&kind, ""), |thing, word| thing.replace(word, ""));
        Some((thing, kind, text.contains("项目")))
    };
    let (Some((one, kind, of_project)), Some((other, other_kind, of_other))) = (of(title), of(name)) else {
        return false;
    };
    kind == other_kind && of_project == of_other && (one.is_empty() || other.is_empty() || share_half(&one, &other))
}

/// Whether two names have a run of characters in common that is half of the shorter one.
fn share_half(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let length = short.len().div_ceil(2).max(2);
    short.windows(length).any(|run| long.windows(length).any(|other| other == run))
}
