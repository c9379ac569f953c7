//! Advance widths, in font sizes.

use hayro_syntax::object::{Array, Dict, Name, Object};

/// Width entries kept; the largest font has 65,536 glyphs.
const MOST: usize = 100_000;

/// Widths of a composite font (`W`, `DW`) by glyph number.
pub(super) struct CidWidths {
    /// Lowest and highest number and their width, sorted.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
}

impl CidWidths {
    /// From the descendant font.
    pub fn load(descendant: &Dict) -> Self {
        let default = descendant.get::<f64>("DW").map_or(1.0, of_thousand);
        let mut ranges = Vec::new();
        let array = descendant.get::<Array>("W").unwrap_or_default();
        let mut entries = array.iter::<Object>();
        while let (Some(first), Some(next)) = (entries.next().and_then(whole), entries.next()) {
            match next {
                Object::Array(widths) => {
                    let widths = (first..=u32::MAX).zip(widths.iter::<f64>());
                    ranges.extend(widths.take(MOST).map(|(cid, width)| (cid, cid, of_thousand(width))));
                }
                last => {
                    let width = entries.next().and_then(Object::into_f32).map(|width| of_thousand(f64::from(width)));
                    ranges.extend(whole(last).zip(width).map(|(last, width)| (first, last, width)));
                }
            }
            if ranges.len() > MOST {
                break;
            }
        }
        ranges.sort_by_key(|(first, ..)| *first);
        Self { ranges, default }
    }

    /// The width of a glyph.
    pub fn of(&self, cid: u32) -> f64 {
        self.listed(cid).unwrap_or(self.default)
    }

    /// The width under a predefined CMap, where the numbers of glyphs are not known except those of half-width characters
    /// (from 1, or from 813 in the fixed-width form).
    pub fn of_character(&self, half: Option<char>) -> f64 {
        let place = half.and_then(|one| u32::from(one).checked_sub(0x20));
        let listed = |place: u32| self.listed(place + 1).or_else(|| self.listed(place + 813));
        place.map_or(self.default, |place| listed(place).unwrap_or(0.5))
    }

    fn listed(&self, cid: u32) -> Option<f64> {
        let behind = self.ranges.partition_point(|(first, ..)| *first <= cid);
        let (_, last, width) = self.ranges.get(behind.checked_sub(1)?)?;
        (cid <= *last).then_some(*width)
    }
}

/// Widths of a simple font by code.
pub(super) fn simple(dict: &Dict) -> impl Fn(u8, &str) -> f64 {
    let subtype = dict.get::<Name>("Subtype");
    // The glyphs of Type 3 fonts have a scale of their own.
    let scale = match dict.get::<[f64; 6]>("FontMatrix").filter(|_| subtype.as_deref() == Some(b"Type3")) {
        Some([across, ..]) => across,
        None => 0.001,
    };
    let first = dict.get::<i32>("FirstChar").unwrap_or(0);
    let widths: Vec<f64> = dict.get::<Array>("Widths").unwrap_or_default().iter::<f64>().take(256).collect();
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let missing = descriptor.get::<f64>("MissingWidth");
    let base = dict.get::<Name>("BaseFont");
    let fixed = base.is_some_and(|name| name.as_str().contains("Courier"));
    move |code, text| {
        let listed = usize::try_from(i32::from(code) - first).ok().and_then(|at| widths.get(at)).copied();
        match listed.or(missing.filter(|_| !widths.is_empty())) {
            Some(width) => (width * scale).clamp(-100.0, 100.0),
            None if fixed => 0.6,
            None => usual(text),
        }
    }
}

/// About what Helvetica gives; for the standard fonts, whose widths a file may leave out.
fn usual(text: &str) -> f64 {
    match text.chars().next() {
        Some(' ' | '.' | ',' | ':' | ';' | '/' | 'i' | 'j' | 'l' | 'I' | '!' | '|' | '\'') => 0.278,
        Some('(' | ')' | '-' | '[' | ']' | 'f' | 't' | 'r') => 0.333,
        Some('%' | 'm' | 'M' | 'W' | '@') => 0.88,
        Some('A'..='Z') => 0.69,
        _ => 0.556,
    }
}

fn of_thousand(width: f64) -> f64 {
    (width / 1000.0).clamp(-100.0, 100.0)
}

fn whole(object: Object) -> Option<u32> {
    object.into_i32().and_then(|number| u32::try_from(number).ok())
}
