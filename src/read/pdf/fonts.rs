//! The fonts of a file, each read once.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::object::{Dict, ObjRef};

use super::budget::Budget;
use super::font::Font;

/// Fonts kept at a time; a report has a few dozen.
const MOST: usize = 1_000;

/// Fonts by the object that defines them.
#[derive(Default)]
pub(super) struct Fonts(BTreeMap<Place, Rc<Font>>);

/// Where a font is defined.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Number and generation of the object.
    Object(u32, i32),
    /// Address of a dictionary within another.
    Inside(usize),
}

impl Fonts {
    /// The font that a page or form calls by this name. A missing one shows what the name of its encoding would.
    pub fn named(&mut self, name: &[u8], fonts: &Dict, budget: &mut Budget) -> Rc<Font> {
        let mut inside = None;
        let place = match fonts.get_ref(name) {
            Some(ObjRef { obj_number, gen_number, .. }) => Place::Object(obj_number, gen_number),
            None => Place::Inside(inside.insert(fonts.get::<Dict>(name).unwrap_or_default()).data().as_ptr().addr()),
        };
        if let Some(font) = self.0.get(&place) {
            return Rc::clone(font);
        }
        let dict = inside.or_else(|| fonts.get::<Dict>(name)).unwrap_or_default();
        let font = Rc::new(Font::load(&dict, budget));
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(place, Rc::clone(&font));
        font
    }
}
