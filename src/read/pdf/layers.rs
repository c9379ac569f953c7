//! Layers (图层, optional content) that are switched off: what stands on them is not seen (PDF 32000-1, 8.11).

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

/// Layers that are looked at; drawings have some hundred.
const MOST: usize = 10_000;

/// Which layers of a file are off, and how many of them were met.
#[derive(Default)]
pub(super) struct Layers {
    off: BTreeSet<ObjectIdentifier>,
    met: BTreeSet<ObjectIdentifier>,
}

impl Layers {
    /// As the file is shown when it is opened.
    pub fn of(pdf: &Pdf) -> Self {
        let root = pdf.xref().get::<Dict>(pdf.xref().root_id());
        let Some(layers) = root.and_then(|root| root.get::<Dict>("OCProperties")) else { return Self::default() };
        let shown = layers.get::<Dict>("D").unwrap_or_default();
        let mut off = named(&shown, "OFF");
        if shown.get::<Name>("BaseState").is_some_and(|state| &*state == b"OFF") {
            let on = named(&shown, "ON");
            off.extend(named(&layers, "OCGs").into_iter().filter(|layer| !on.contains(layer)));
        }
        Self { off, met: BTreeSet::new() }
    }

    /// Whether what has this entry stands on a layer that is off, or on several that all are.
    pub fn hide(&mut self, holder: &Dict, key: impl AsRef<[u8]>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let key = key.as_ref();
        let own = holder.get_ref(key).map(ObjectIdentifier::from);
        let several = || {
            let group = holder.get::<Dict>(key)?;
            let one = group.get_ref("OCGs").filter(|_| group.get::<Array>("OCGs").is_none());
            Some(one.map(ObjectIdentifier::from).into_iter().chain(named(&group, "OCGs")).collect::<Vec<_>>())
        };
        let layers: Vec<ObjectIdentifier> = match own.filter(|own| self.off.contains(own)) {
            Some(own) => vec![own],
            None => several().unwrap_or_default(),
        };
        let hidden = !layers.is_empty() && layers.iter().all(|layer| self.off.contains(layer));
        if hidden {
            self.met.extend(layers);
        }
        hidden
    }

    /// Layers with something on them that was not read.
    pub fn met(&self) -> u32 {
        u32::try_from(self.met.len()).unwrap_or(u32::MAX)
    }
}

/// The objects an array refers to.
fn named(holder: &Dict, key: &str) -> BTreeSet<ObjectIdentifier> {
    let list = holder.get::<Array>(key).unwrap_or_default();
    let reference = |entry: MaybeRef<Object>| entry.as_obj_ref().map(ObjectIdentifier::from);
    list.raw_iter().take(MOST).filter_map(reference).collect()
}
