//! Pages → document: paragraphs joined over lines and pages, tables over pages.

use super::follow;
use super::grid::Grid;
use super::line::Line;
use super::page::{Item, Page};
use super::seam::{Seam, is_end, seam};
use crate::document::{Area, Place};
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
        let mut lines: BTreeMap<i32, (Vec<i32>, Vec<i32>)> = BTreeMap::new();
        for page in pages {
            for item in &page.items {
                if let Item::Line(line, None) = item {
                    let (left, right) = lines.entry(page.width).or_default();
                    left.push(line.area.left);
                    right.push(line.area.right);
                }
            }
        }
        let ends = |width: i32, (mut left, mut right): (Vec<i32>, Vec<i32>)| {
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
            // Where every line is short, the margins are taken to be alike.
            [left, if right * 3 < width * 2 { width - left } else { right }]
        };
        Self(lines.into_iter().map(|(width, lines)| (width, ends(width, lines))).collect())
    }

    fn on(&self, page: &Page) -> [i32; 2] {
        self.0.get(&page.width).copied().unwrap_or([0, page.width])
    }
}

/// A line, and what of its page decides whether the next one continues it.
struct Open<'a> {
    line: Line<'a>,
    page: u32,
    margins: [i32; 2],
    framed: Option<Area>,
}

/// The document growing from page to page.
pub(super) struct Flow<'a> {
    pub draft: Draft,
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
        Self { draft: Draft::default(), margins, text: String::new(), place: None, last: None, table: None }
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
                Item::Line(line, framed) => {
                    self.end_table();
                    self.line(Open { line, page: number, margins, framed });
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

    fn line(&mut self, open: Open<'a>) {
        let between = self.last.as_ref().map_or(Seam::Broken, |last| between(last, &open));
        match between {
            Seam::Broken => self.end_paragraph(),
            Seam::Spaced => self.text.push(' '),
            Seam::Glued => {}
        }
        self.text.push_str(&open.line.text());
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
            self.draft.table(grid.drafts());
        }
    }

    /// Ends what is open.
    pub fn finish(mut self) -> Draft {
        self.end_paragraph();
        self.end_table();
        self.draft
    }
}

/// Whether a line of running text continues the one before.
fn between(before: &Open, after: &Open) -> Seam {
    let (a, b) = (&before.line, &after.line);
    let size = a.size.max(b.size);
    let same_page = before.page == after.page;
    let far = same_page && b.baseline - a.baseline > size * 3;
    if before.framed != after.framed || far || (a.size - b.size).abs() * 8 > size {
        return Seam::Broken;
    }
    let [left, right] = before.framed.map_or(before.margins, |area| [area.left, area.right]);
    let indent = |line: &Line| line.area.left - left;
    let symmetric = |line: &Line| (indent(line) - (right - line.area.right)).abs() <= size;
    let ended = a.text().ends_with(is_end);
    // A title over several lines: the upper one may reach both margins.
    let centred = !ended && symmetric(a) && symmetric(b) && indent(b) > size;
    let spare = if centred { right - left - a.width() } else { right - a.area.right };
    let (first, next) = (indent(a), indent(b));
    let indented = next * 5 > size * 6;
    // A paragraph begins with an indented line, or with a number after a finished sentence.
    let heading = is_heading(&b.text()) && !a.text().ends_with(['、', '第', '“']);
    if !centred && indented && (next > first + size || ended) || ended && numbering(&b.text()).is_some() || heading {
        return Seam::Broken;
    }
    // Not every program fills its lines to the last character.
    let spare = if ended || indented { spare } else { spare - size / 2 };
    match seam(a, b, spare) {
        // In running text a number that ends a full line is followed by a space, not by a new paragraph.
        Seam::Broken if spare < b.unit() && !indented && numbering(&b.text()).is_none() => Seam::Spaced,
        seam => seam,
    }
}

/// Whether a line is numbered as headings are: 一、 or （一）, not 1.
fn is_heading(text: &str) -> bool {
    numbering(text).is_some()
        && text.trim_start_matches(['（', '(']).starts_with(|one: char| "一二三四五六七八九十".contains(one))
}
