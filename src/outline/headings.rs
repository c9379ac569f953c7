//! Headings: by their number, or by a known title where Word's automatic numbering was lost in the extraction (FA01).

use super::attachments::{self, Attachment, Part};
use super::numbering::{self, Style};
use crate::document::{Block, Document, Span};
use crate::vocabulary::outlines::{OUTLINES, Template};

/// Longest title; what is longer is a sentence. The longest official title has 30 characters.
const LONGEST_TITLE: usize = 40;

/// A heading, or a numbered list item, which counts in the numbering and is no section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Position among the document's blocks.
    pub block: usize,
    /// Number and title.
    pub span: Span,
    /// The number as written, with its punctuation; empty where none is.
    pub number: Span,
    /// Title without number and closing punctuation.
    pub title: Span,
    /// How it is numbered; `None` for a known title without a number.
    pub style: Option<Style>,
    /// Value of the number; 0 where none is.
    pub value: u32,
    /// Whether the brackets of its number are of one kind.
    pub paired: bool,
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for 第一部分.
    pub level: u8,
    /// A numbered sentence or list entry rather than a section.
    pub item: bool,
    /// Key of the known section, see `outlines.toml`.
    pub key: Option<String>,
    /// The heading above, of a smaller level.
    pub parent: Option<usize>,
    /// The part of the file it belongs to.
    pub part: usize,
    /// What follows the title up to the next heading.
    pub body: Span,
    /// From its first byte to the next heading of the same or a higher level.
    pub extent: Span,
}

/// Every line that could be a heading, in text order, and the lines of the table of contents. Nesting comes later, once
/// the template is known.
pub(super) fn lines(document: &Document) -> (Vec<Heading>, Vec<Span>) {
    let mut contents = Contents::default();
    let mut found = Vec::new();
    let mut listed = Vec::new();
    for (block, paragraph) in document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Paragraph(paragraph) => Some((at, paragraph)),
        Block::Table(_) => None,
    }) {
        let line = first_line(document, paragraph.span);
        let heading = numbered(document, block, line, paragraph.span)
            .or_else(|| mistaken_number(document, block, line))
            .or_else(|| known_title(document, block, line, paragraph.level));
        if contents.swallows(document.str(line), heading.as_ref(), document) {
            listed.push(line);
        } else {
            found.extend(heading);
        }
    }
    (found, listed)
}

/// A table of contents (目录): its lines look like headings and are none.
#[derive(Default)]
struct Contents {
    /// Title of its first entry while inside; the entry's second appearance is the real heading.
    first: Option<Option<String>>,
}

impl Contents {
    /// Whether this line belongs to a table of contents.
    fn swallows(&mut self, line: &str, heading: Option<&Heading>, document: &Document) -> bool {
        if dotted(line) {
            // The first entry's second appearance ends the contents.
            if let (Some(first @ None), Some(heading)) = (&mut self.first, heading) {
                *first = Some(OUTLINES.normal(&entry(document.str(heading.title))));
            }
            return true;
        }
        let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if bare == "目录" {
            self.first = Some(None);
            return true;
        }
        let Some(first) = &mut self.first else { return false };
        let title = heading.map(|heading| OUTLINES.normal(document.str(heading.title)));
        match (&first, title) {
            (None, Some(title)) => {
                *first = Some(title);
                true
            }
            (Some(seen), Some(title)) if *seen != title => true,
            (None, None) if line.chars().count() <= LONGEST_TITLE => true,
            (Some(_), None) if line.chars().count() <= LONGEST_TITLE => true,
            _ => {
                self.first = None;
                false
            }
        }
    }
}

/// The title of an entry, without leaders and page.
fn entry(title: &str) -> String {
    title.trim_end_matches(|c: char| c.is_ascii_digit() || ".…·．- \t".contains(c)).to_owned()
}

/// `一、基本情况……3`: leaders, or a tab, and a page number.
fn dotted(line: &str) -> bool {
    let without_page = line.trim_end_matches(|c: char| c.is_ascii_digit() || "-— ".contains(c));
    let leaders = without_page.chars().rev().take_while(|c| ".…·．\t".contains(*c)).count();
    without_page.len() < line.len() && (leaders >= 3 || without_page.ends_with(['\t', '…']))
}

/// The first line of a paragraph, without white space around it and without the # of a Markdown heading.
pub(super) fn first_line(document: &Document, span: Span) -> Span {
    let text = document.str(span);
    let len = text.find('\n').unwrap_or(text.len());
    let marks = text.len() - text.trim_start_matches('#').len();
    let start = span.range().start;
    Span::new(start + marks.min(len), start + len).trimmed(&document.text)
}

/// A heading or item that begins with a number.
fn numbered(document: &Document, block: usize, line: Span, paragraph: Span) -> Option<Heading> {
    let text = document.str(line);
    let number = numbering::read(text)?;
    let rest = text.get(number.len..)?;
    let title = title_of(rest);
    if title.is_empty() || is_row(text) {
        return None;
    }
    let long = title.chars().count() > LONGEST_TITLE;
    let listed = document.str(paragraph).ends_with(['；', ';']) || rest.get(title.len()..)?.starts_with(['；', ';']);
    let figures = ["万元", "%", "％"].iter().any(|unit| title.contains(unit));
    let mut heading = heading(block, line, number.len, title.len());
    heading.style = Some(number.style);
    heading.value = number.value;
    heading.paired = number.paired;
    heading.level = number.style.level();
    heading.item = long || listed || figures;
    heading.key = (!heading.item).then(|| OUTLINES.within(title)).flatten().map(String::from);
    Some(heading)
}

/// `一、教育支出 1,200.00`: the row of a table whose columns could not be told.
fn is_row(line: &str) -> bool {
    let amount = line.rsplit_once(char::is_whitespace).map_or("", |(_, last)| last).trim_end_matches(['%', '％']);
    let digits = amount.chars().all(|one| one.is_ascii_digit() || one == '.' || one == ',' || one == '-');
    digits && amount.contains('.') && amount.ends_with(|one: char| one.is_ascii_digit())
}

/// `无、绩效自评结果拟应用和公开情况`: a known title after something that stands in the number's place.
fn mistaken_number(document: &Document, block: usize, line: Span) -> Option<Heading> {
    let text = document.str(line);
    let (number, rest) = text.split_once('、')?;
    let title = title_of(rest.trim_start());
    if number.trim().chars().count() > 2 || rest.contains(['。', '，']) {
        return None;
    }
    let key = OUTLINES.exact(title)?;
    let number_len = text.len() - rest.trim_start().len();
    let mut heading = heading(block, line, number_len, title.len());
    heading.level = 1;
    heading.key = Some(key.into());
    Some(heading)
}

/// A known title without a number, alone on its line or closed by 。 before its text.
fn known_title(document: &Document, block: usize, line: Span, level: Option<u8>) -> Option<Heading> {
    let text = document.str(line);
    let title = text.split('。').next().unwrap_or_default().trim_end_matches(['：', ':']);
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return None;
    }
    let marked = level.filter(|level| *level >= 2 && title.len() == text.len());
    let key = OUTLINES.exact(title);
    if key.is_none() && marked.is_none() {
        return None;
    }
    let mut heading = heading(block, line, 0, title.len());
    heading.level = marked.map_or(0, |level| level - 1);
    heading.key = key.map(String::from);
    Some(heading)
}

/// The title part of a numbered line: up to the first 。 ： or ；.
fn title_of(rest: &str) -> &str {
    rest.split(['。', '：', ':', '；', ';', '？']).next().unwrap_or_default().trim_end()
}

/// A heading at the beginning of `line`, nothing else known of it.
fn heading(block: usize, line: Span, number: usize, title: usize) -> Heading {
    let start = line.range().start;
    let span = Span::new(start, start + number + title);
    Heading {
        block,
        span,
        number: Span::new(start, start + number),
        title: Span::new(start + number, start + number + title),
        style: None,
        value: 0,
        paired: true,
        level: 0,
        item: false,
        key: None,
        parent: None,
        part: 0,
        body: span,
        extent: span,
    }
}

/// Gives every heading its level, part, parent, body and extent. Unnumbered titles that the template does not know are let go.
pub(super) fn nest(
    document: &Document,
    lines: Vec<Heading>,
    template: &Template,
    parts: &[Part],
    listed: &[Attachment],
) -> Vec<Heading> {
    let numbered_top = lines.iter().any(|heading| heading.style == Some(Style::Chinese));
    let mut headings: Vec<Heading> =
        lines.into_iter().filter(|heading| !attachments::is_listed(listed, heading.span)).collect();
    headings.retain_mut(|heading| {
        if heading.style.is_some() || !heading.number.is_empty() || heading.level > 0 {
            return true;
        }
        let key = heading.key.as_deref().unwrap_or_default();
        let asked = template.sections.iter().find(|asked| asked.answered_by(key));
        heading.level = asked.map_or(0, |asked| asked.level);
        asked.is_some() && (template.certain < 99 || !numbered_top)
    });
    let ends: Vec<usize> = parts.iter().map(|part| part.extent.range().end).collect();
    let text_end = document.text.len();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..headings.len() {
        let Some((start, level, item)) = headings.get(at).map(|h| (h.span.range().start, h.level, h.item)) else {
            break;
        };
        let part = ends.partition_point(|end| *end <= start).min(ends.len().saturating_sub(1));
        let above = |headings: &[Heading], index: &usize| {
            headings.get(*index).is_some_and(|above| above.part == part && above.level < level)
        };
        // A list item opens and closes nothing: 一、 in a quoted list must not end the section it stands in.
        while let Some(index) = open.last().copied().filter(|index| !item && !above(&headings, index)) {
            if let Some(closed) = headings.get_mut(index) {
                let end = ends.get(closed.part).copied().unwrap_or(text_end).min(start);
                closed.extent = Span::new(closed.extent.range().start, end);
            }
            open.pop();
        }
        let parent = open.iter().rev().copied().find(|index| above(&headings, index));
        if let Some(heading) = headings.get_mut(at) {
            heading.part = part;
            heading.parent = parent;
        }
        if !item {
            open.push(at);
        }
    }
    for index in open {
        if let Some(heading) = headings.get_mut(index) {
            let end = ends.get(heading.part).copied().unwrap_or(text_end);
            heading.extent = Span::new(heading.extent.range().start, end);
        }
    }
    close_bodies(document, &mut headings, listed);
    headings
}

/// A body reaches to the next heading, to the list of attachments, or to the end of the section.
fn close_bodies(document: &Document, headings: &mut [Heading], listed: &[Attachment]) {
    let mut next = usize::MAX;
    let mut lists = listed.iter().map(|attachment| attachment.line.range().start).rev().peekable();
    for heading in headings.iter_mut().rev() {
        let start = heading.span.range().end;
        while let Some(list) = lists.next_if(|list| *list >= start) {
            next = next.min(list);
        }
        let end = heading.extent.range().end.min(next).max(start);
        heading.body = Span::new(start, end).trimmed(&document.text);
        if !heading.item {
            next = heading.span.range().start;
        }
    }
}
