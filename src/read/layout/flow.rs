//! Pages → document: paragraphs joined over lines and pages, tables over pages.

use super::Ink;
use super::follow;
use super::grid::Grid;
use super::line::Line;
use super::page::{Item, Page, Within};
use super::seam::{Seam, is_end, seam};
use crate::document::Place;
use crate::read::draft::Draft;
use crate::read::lines::numbering;
use std::collections::BTreeMap;

/// Full lines end within this of each other.
const GATHERED: i32 = 400;

/// Where the lines of a page may begin and end, by the page's width.
pub(super) struct Margins(BTreeMap<i32, [i32; 2]>);

impl Margins {
    /// The left edge that most lines keep, and the right edge that full lines reach.
    pub fn of(pages: &[Page]) -> Self {
        let mut lines: BTreeMap<i32, Vec<&Line>> = BTreeMap::new();
        for page in pages {
            let free = |item| if let &Item::Line(ref line, Within::Page) = item { Some(line) } else { None };
            lines.entry(page.width).or_default().extend(page.items.iter().filter_map(free));
        }
        let ends = |width: i32, lines: Vec<&Line>| {
            let mut left: Vec<i32> = lines.iter().map(|line| line.area.left).collect();
            let mut right: Vec<i32> = lines.iter().map(|line| line.area.right).collect();
            left.sort_unstable();
            right.sort_unstable();
            // One line in twenty may stick out to the left, and punctuation to the right: the margin is where lines gather.
            let left = left.get(left.len() / 20).copied().unwrap_or(0);
            let some = (right.len() / 8).max(1);
            let gather = |at: &usize| {
                let back = at.checked_sub(some).and_then(|back| right.get(back));
                right.get(*at).zip(back).is_some_and(|(end, back)| end - back <= GATHERED)
            };
            let at = (0..right.len()).rev().find(gather).unwrap_or(right.len().saturating_sub(1));
            let right = right.get(at).copied().unwrap_or(0);
            // Where every line is short, the margins are taken to be alike, unless most were wrapped there.
            let wrapped = |line: &&&Line| is_wrapped_at(line, right);
            let narrow = lines.iter().filter(wrapped).count() * 2 > lines.len().max(3);
            [left, if right * 3 < width * 2 && !narrow { width - left } else { right }]
        };
        Self(lines.into_iter().map(|(width, lines)| (width, ends(width, lines))).collect())
    }

    fn on(&self, page: &Page) -> [i32; 2] {
        self.0.get(&page.width).copied().unwrap_or([0, page.width])
    }
}

/// Whether a long line of running text ends at an edge in the middle of a sentence.
fn is_wrapped_at(line: &Line, edge: i32) -> bool {
    let text = line.text();
    line.area.right.abs_diff(edge) <= line.size.unsigned_abs()
        && line.width() > line.size * 10
        && text.contains(['，', '。', '、'])
        && !text.ends_with(is_end)
}

/// A line, and what of its page decides whether the next one continues it.
struct Open<'a> {
    line: Line<'a>,
    page: u32,
    margins: [i32; 2],
    within: Within,
    /// Whether it begins a paragraph.
    first: bool,
    /// Where the further lines of its paragraph begin, if they hang behind a mark or number (悬挂缩进).
    hanging: Option<i32>,
}

impl Open<'_> {
    fn indent(&self) -> i32 {
        self.line.area.left - self.margins[0]
    }

    /// Whether it stands as far from the left margin as from the right one.
    fn is_symmetric(&self, size: i32) -> bool {
        (self.indent() - (self.margins[1] - self.line.area.right)).abs() <= size
    }

    /// Where the lines behind this one hang, if `next` is one of them.
    fn hanging_with(&self, next: &Line) -> Option<i32> {
        let (size, left, text) = (self.line.size, next.area.left, self.line.text());
        let deeper = left - self.line.area.left;
        match self.hanging {
            Some(known) => Some(known).filter(|known| (left - known).abs() * 2 <= size),
            None if self.first && numbering(&text).is_some() && !text.ends_with(is_end) => {
                Some(left).filter(|_| (size * 4 / 5..=size * 5).contains(&deeper))
            }
            None => None,
        }
    }
}

/// The document growing from page to page.
pub(super) struct Flow<'a> {
    pub draft: Draft,
    ink: Vec<Ink<'a>>,
    margins: Margins,
    /// The paragraph that may go on: its text and place.
    text: String,
    place: Option<Place>,
    last: Option<Open<'a>>,
    /// The table that may go on.
    table: Option<Grid<'a>>,
}

impl<'a> Flow<'a> {
    pub fn new(margins: Margins) -> Self {
        Self {
            draft: Draft::default(),
            ink: Vec::new(),
            margins,
            text: String::new(),
            place: None,
            last: None,
            table: None,
        }
    }

    /// Adds a page.
    pub fn page(&mut self, page: Page<'a>) {
        let margins = self.margins.on(&page);
        let (number, height) = (page.number, page.height);
        let mut items = page.items.into_iter().peekable();
        let mut first = true;
        while let Some(item) = items.next() {
            match item {
                Item::Line(line, _)
                    if first && follow::is_continued_caption(&line) && matches!(items.peek(), Some(Item::Table(_))) => {
                }
                Item::Line(line, within) => {
                    self.end_table();
                    let margins = match within {
                        Within::Page => margins,
                        Within::Frame(area) | Within::Column(area) => [area.left, area.right],
                    };
                    self.line(Open { line, page: number, margins, within, first: true, hanging: None });
                    first = false;
                }
                Item::Table(grid) => {
                    self.end_paragraph();
                    self.grid(grid, first, height);
                    first = false;
                }
            }
        }
    }

    fn line(&mut self, mut open: Open<'a>) {
        open.hanging = self.last.as_ref().and_then(|last| last.hanging_with(&open.line));
        let between = self.last.as_ref().map_or(Seam::Broken, |last| between(last, &open));
        open.first = between == Seam::Broken;
        match between {
            Seam::Broken => {
                open.hanging = None;
                self.end_paragraph();
            }
            Seam::Spaced => self.text.push(' '),
            Seam::Glued => {}
        }
        self.text.push_str(&open.line.text());
        self.ink.extend(open.line.ink(open.page));
        let area = open.line.area;
        self.place = match self.place {
            Some(Place::Page { page, area: before }) if page == open.page => {
                Some(Place::Page { page, area: before.to(area) })
            }
            // On its second page a paragraph is still where it began.
            Some(place) => Some(place),
            None => Some(Place::Page { page: open.page, area }),
        };
        self.last = Some(open);
    }

    fn grid(&mut self, grid: Grid<'a>, first: bool, height: i32) {
        match &mut self.table {
            Some(table) if first && follow::continues(table, &grid, height) => follow::join(table, grid),
            _ => {
                self.end_table();
                self.table = Some(grid);
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.draft.paragraph(&std::mem::take(&mut self.text), None, self.place.take());
        self.last = None;
    }

    fn end_table(&mut self) {
        if let Some(grid) = self.table.take() {
            self.ink.extend(grid.ink());
            self.draft.table(grid.drafts());
        }
    }

    /// Ends what is open: the draft, and the ink that its text was written in.
    pub fn finish(mut self) -> (Draft, Vec<Ink<'a>>) {
        self.end_paragraph();
        self.end_table();
        (self.draft, self.ink)
    }
}

/// Whether a line of running text continues the one before.
fn between(before: &Open, after: &Open) -> Seam {
    let (a, b) = (&before.line, &after.line);
    let size = a.size.max(b.size);
    let same_page = before.page == after.page;
    let far = same_page && b.baseline - a.baseline > size * 3;
    let columns = matches!((before.within, after.within), (Within::Column(_), Within::Column(_)));
    if before.within != after.within && !columns || far || (a.size - b.size).abs() * 8 > size {
        return Seam::Broken;
    }
    let [left, right] = before.margins;
    // Two captions at the right margin (部门公开表1, 单位：万元); an entry of a table of contents ends with its page.
    let at_right = |open: &Open| open.indent() * 2 > open.margins[1] - open.margins[0];
    if at_right(before) && at_right(after) || is_entry(&a.text()) {
        return Seam::Broken;
    }
    let ended = a.text().ends_with(is_end);
    // A title over several lines: the upper one may reach both margins.
    let centred = !ended && before.is_symmetric(size) && after.is_symmetric(size) && after.indent() > size;
    let spare = if centred { right - left - a.width() } else { right - a.area.right };
    let (first, next) = (before.indent(), after.indent());
    let indented = next * 5 > size * 6 && after.hanging.is_none();
    // A paragraph begins with an indented line, or with a number after a finished sentence.
    let heading = is_heading(&b.text()) && !a.text().ends_with(['、', '第', '“']);
    if !centred && indented && (next > first + size || ended) || ended && numbering(&b.text()).is_some() || heading {
        return Seam::Broken;
    }
    // No paragraph ends with a comma, however short its line.
    if a.text().ends_with(['，', '、']) && !indented && numbering(&b.text()).is_none() {
        return Seam::Glued;
    }
    // Not every program fills its lines to the last character.
    let spare = if ended || indented { spare } else { spare - size / 2 };
    match seam(a, b, spare) {
        // In running text a number that ends a full line is followed by a space, not by a new paragraph.
        Seam::Broken if spare < b.unit() && !indented && numbering(&b.text()).is_none() => Seam::Spaced,
        seam => seam,
    }
}

/// Whether a line is an entry of a table of contents: dots lead to a page.
fn is_entry(text: &str) -> bool {
    let led = text.trim_end_matches(|one: char| one.is_ascii_digit() || one.is_whitespace());
    led.len() < text.len() && ["....", "……", "····", "．．．"].iter().any(|dots| led.ends_with(dots))
}

/// Whether a line is numbered as headings are: 一、 or （一）, not 1.
fn is_heading(text: &str) -> bool {
    numbering(text).is_some()
        && text.trim_start_matches(['（', '(']).starts_with(|one: char| "一二三四五六七八九十".contains(one))
}
