//! One page: which glyphs stand in which cell, and which in running text.

use super::grid::{Grid, Outline};
use super::line::{Line, lines};
use super::ruling::{Edge, frames};
use super::{Glyph, Leaf, Way, margin};
use crate::document::Area;

/// Most framed areas of a page that are looked at.
const MOST_FRAMES: usize = 300;
/// Smaller type is no text for a reader.
const SMALLEST_TYPE: i32 = 150;
/// A page is no larger than this (200 inches, PDF's own limit).
const LARGEST_PAGE: i32 = 1_440_000;

/// What running text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// The page.
    Page,
    /// A text box.
    Frame(Area),
    /// One of several columns.
    Column(Area),
}

/// What stands on a page, from top to bottom.
#[derive(Debug, Clone)]
pub(super) enum Item<'a> {
    /// A line of running text, and what it stands in.
    Line(Line<'a>, Within),
    /// A table.
    Table(Grid<'a>),
}

impl Item<'_> {
    /// Where it begins: a text box is read as a whole.
    fn top(&self) -> (i32, i32) {
        match self {
            Self::Line(line, Within::Frame(area)) => (area.top, line.baseline),
            Self::Line(line, _) => (line.area.top, line.baseline),
            Self::Table(grid) => (grid.area.top, grid.area.top),
        }
    }
}

/// A page taken apart.
#[derive(Debug, Clone)]
pub(super) struct Page<'a> {
    /// Page number from 1.
    pub number: u32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Lines and tables.
    pub items: Vec<Item<'a>>,
    /// Horizontal lines that belong to no frame.
    pub bars: Vec<Edge>,
    /// Texts at its edges that belong to none of the lines and are left out.
    pub aside: u32,
}

impl<'a> Page<'a> {
    /// Takes a page apart.
    ///
    /// `cells` is how many cells may still be read; a grid with more is none, and its text is running text.
    pub fn of(leaf: &'a Leaf, number: u32, cells: &mut usize) -> Self {
        let (mut bars, mut outlines) = (Vec::new(), Vec::new());
        for frame in frames(&leaf.rules).into_iter().take(MOST_FRAMES) {
            match Outline::of(&frame) {
                Some(outline) if outline.len() <= *cells => {
                    *cells -= outline.len();
                    outlines.push(outline);
                }
                Some(_) => {}
                None if frame.down.is_empty() => bars.extend(frame.across),
                None => {}
            }
        }
        let [width, height] = [leaf.width, leaf.height].map(|side| side.clamp(0, LARGEST_PAGE));
        let outlines = told_apart(outlines, width, type_size(leaf));
        let mut page = Self { number, width, height, items: Vec::new(), bars, aside: 0 };
        page.place(leaf, &outlines);
        page.items.sort_by_key(Item::top);
        page
    }

    /// Puts each glyph into the innermost cell around it, or into the running text.
    fn place(&mut self, leaf: &'a Leaf, outlines: &[Outline]) {
        let mut inside: Vec<Vec<Vec<&Glyph>>> =
            outlines.iter().map(|outline| vec![Vec::new(); outline.len()]).collect();
        let mut free = Vec::new();
        for glyph in leaf.glyphs.iter().filter(|glyph| self.shows(glyph)) {
            let point = centre(glyph);
            let cell = outlines.iter().zip(&mut inside).find_map(|(outline, cells)| {
                let cell = outline.cell_at(point)?;
                cells.get_mut(cell)
            });
            cell.unwrap_or(&mut free).push(glyph);
        }
        for (outline, cells) in outlines.iter().zip(inside) {
            let mut cells: Vec<Vec<Line>> = cells.into_iter().map(lines).collect();
            if outline.len() == 1 || cells.iter().filter(|lines| !lines.is_empty()).count() < 2 {
                let framed = Within::Frame(outline.area());
                self.items.extend(cells.drain(..).flatten().map(|line| Item::Line(line, framed)));
            } else {
                self.items.push(Item::Table(outline.filled(self.number, cells)));
            }
        }
        let (free, sideways): (Vec<_>, Vec<_>) = free.into_iter().partition(|glyph| glyph.way == Way::Rightwards);
        let (free, upright) = margin::cleared(free, self.width);
        self.aside = upright.saturating_add(u32::try_from(sideways.len()).unwrap_or(u32::MAX));
        self.items.extend(lines(free).into_iter().map(|line| Item::Line(line, Within::Page)));
    }

    /// Whether a glyph is on the page and large enough to be read.
    fn shows(&self, glyph: &Glyph) -> bool {
        let Area { left, top, right, bottom } = glyph.area;
        let near = |one: i32| (-LARGEST_PAGE..=LARGEST_PAGE).contains(&one);
        if ![left, top, right, bottom, glyph.baseline].into_iter().all(near) || left > right {
            return false;
        }
        let [x, y] = centre(glyph);
        let on_page = (0..=self.width).contains(&x) && (0..=self.height).contains(&y);
        on_page && (SMALLEST_TYPE..=LARGEST_PAGE).contains(&glyph.size)
    }
}

/// Font size of most glyphs.
fn type_size(leaf: &Leaf) -> i32 {
    let mut sizes: Vec<i32> = leaf.glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or(0)
}

/// Frames by size, the smallest first. A text box as wide as the text is a border around it (页面边框), a box inside a cell
/// is part of the cell, and one no higher than a line is a field of a form (表单域) in its line: none of them is a box.
fn told_apart(outlines: Vec<Outline>, page_width: i32, type_size: i32) -> Vec<Outline> {
    let (boxes, mut tables): (Vec<_>, Vec<_>) = outlines.into_iter().partition(|outline| outline.len() == 1);
    let is_small =
        |area: Area| (area.right - area.left) * 10 < page_width * 6 && (area.bottom - area.top) * 5 > type_size * 11;
    let in_table = |area: Area| {
        tables.iter().any(|table| {
            table.cell_at([area.left, area.top]).is_some() && table.cell_at([area.right, area.bottom]).is_some()
        })
    };
    let mut boxes: Vec<Outline> =
        boxes.into_iter().filter(|outline| is_small(outline.area()) && !in_table(outline.area())).collect();
    tables.append(&mut boxes);
    let size = |area: Area| i64::from(area.right - area.left) * i64::from(area.bottom - area.top);
    tables.sort_by_key(|outline| size(outline.area()));
    tables
}

/// The middle of a glyph: a little above its line, whatever box its font claims.
fn centre(glyph: &Glyph) -> [i32; 2] {
    [glyph.area.left + (glyph.area.right - glyph.area.left) / 2, glyph.baseline - glyph.size / 3]
}
