//! What stands upright at the edge of a page, letter under letter: a binding line (装订线), a stamp of the printing system.

use super::Glyph;

/// Share of the page's width, in hundredths, that is its edge.
const EDGE_PERCENT: i32 = 10;
/// Fewer letters under each other are no text of their own.
const FEWEST: usize = 3;
/// What a binding line is made of: no text that anyone would miss.
const BINDING: &str = "装订线封密…·.。-—|│┆┊（）()";

/// The glyphs of the page without those upright at its edges, and how many such texts there were, binding lines not counted.
pub(super) fn cleared(mut glyphs: Vec<&Glyph>, width: i32) -> (Vec<&Glyph>, u32) {
    let edge = width / 100 * EDGE_PERCENT;
    let mut texts = 0;
    let sides: [&dyn Fn(&Glyph) -> bool; 2] =
        [&|glyph| glyph.area.right <= edge, &|glyph| glyph.area.left >= width - edge];
    for at_edge in sides {
        let upright = upright(&glyphs, at_edge);
        if upright.is_empty() {
            continue;
        }
        let letters = upright.iter().filter_map(|at| glyphs.get(*at)).flat_map(|glyph| glyph.text.chars());
        texts += u32::from(letters.filter(|one| !one.is_whitespace()).any(|one| !BINDING.contains(one)));
        let mut at = 0..;
        glyphs.retain(|_| at.next().is_none_or(|at| upright.binary_search(&at).is_err()));
    }
    (glyphs, texts)
}

/// The glyphs at an edge, if they are one text: all in one column, and each alone in its line there.
fn upright(glyphs: &[&Glyph], at_edge: &dyn Fn(&Glyph) -> bool) -> Vec<usize> {
    let shown = |glyph: &Glyph| !glyph.text.trim().is_empty();
    let mut column: Vec<(usize, &Glyph)> =
        glyphs.iter().copied().enumerate().filter(|(_, glyph)| shown(glyph) && at_edge(glyph)).collect();
    let numbers = |glyph: &Glyph| glyph.text.chars().all(|one| one.is_ascii_digit() || ".、,".contains(one));
    let left = column.iter().map(|(_, glyph)| glyph.area.left).min().unwrap_or(0);
    let narrow = column.iter().all(|(_, glyph)| glyph.area.right - left <= glyph.size * 3 / 2);
    if column.len() < FEWEST || !narrow || column.iter().all(|(_, glyph)| numbers(glyph)) {
        return Vec::new();
    }
    column.sort_unstable_by_key(|(_, glyph)| glyph.baseline);
    let below = |pair: &[(usize, &Glyph)]| match pair {
        [(_, above), (_, below)] => (below.baseline - above.baseline) * 2 > above.size,
        _ => true,
    };
    if !column.windows(2).all(below) || !column.iter().all(|(_, glyph)| stands_alone(glyph, glyphs)) {
        return Vec::new();
    }
    let mut column: Vec<usize> = column.into_iter().map(|(at, _)| at).collect();
    column.sort_unstable();
    column
}

/// Whether nothing stands close beside a glyph: a letter at the edge of running text has a neighbour.
fn stands_alone(glyph: &Glyph, glyphs: &[&Glyph]) -> bool {
    let beside = |other: &&&Glyph| {
        let gap = (other.area.left - glyph.area.right).max(glyph.area.left - other.area.right);
        other.baseline.abs_diff(glyph.baseline) * 2 < glyph.size.unsigned_abs()
            && (0..glyph.size).contains(&gap)
            && !other.text.trim().is_empty()
    };
    !glyphs.iter().any(|other| beside(&other))
}
