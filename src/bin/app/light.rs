//! What is lit in the document: the places of what is chosen, each in the colour of its role and with its name. Choosing
//! something else touches these marks and no others.

use super::loaded::{Lit, Loaded};
use super::state::State;
use super::words::role_id;
use gouji::report::Role;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

/// Keeps the document lit as what is chosen changes, and as more of the document is drawn.
pub fn follow(state: State, loaded: Arc<Loaded>) {
    let lit_before: StoredValue<Vec<Element>, LocalStorage> = StoredValue::new_local(Vec::new());
    Effect::new(move || {
        state.drawn.track();
        let words = state.words();
        lit_before.update_value(|marks| marks.drain(..).for_each(|mark| put_out(&mark)));
        let now = state.lit.with(|lit| {
            lit.iter().flat_map(|lit| light(&loaded, *lit, words.role(lit.role))).collect::<Vec<Element>>()
        });
        lit_before.set_value(now);
    });
}

/// Lights the marks of one place; nothing where it is not drawn.
fn light(loaded: &Loaded, lit: Lit, name: &str) -> Vec<Element> {
    let leaves = loaded.leaf_of(lit.span.start)..=loaded.leaf_of(lit.span.end);
    let marks = leaves.flat_map(|leaf| marks_of(leaf, lit));
    let light = |(start, mark): (u32, Element)| {
        let _ = mark.class_list().add_1("lit");
        let _ = mark.set_attribute("data-role", role_id(lit.role));
        if start == lit.span.start && lit.role != Role::Place {
            let _ = mark.set_attribute("data-label", name);
        }
        mark
    };
    marks.map(light).collect()
}

/// The marks of a leaf that begin within a place, with where they begin.
fn marks_of(leaf: usize, lit: Lit) -> Vec<(u32, Element)> {
    let Ok(marks) = document().query_selector_all(&format!("[data-leaf=\"{leaf}\"] .mark")) else { return Vec::new() };
    let (start, end) = (lit.span.start, lit.span.end.max(lit.span.start.saturating_add(1)));
    let first = first_at(&marks, start);
    let here = (first..marks.length()).map_while(|at| mark_at(&marks, at));
    here.take_while(|(at, _)| *at < end).collect()
}

/// Position of the first mark that begins at or after an offset: they stand in the order of the text.
fn first_at(marks: &NodeList, offset: u32) -> u32 {
    let (mut low, mut high) = (0, marks.length());
    while low < high {
        let middle = low.midpoint(high);
        if mark_at(marks, middle).is_some_and(|(start, _)| start < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn mark_at(marks: &NodeList, at: u32) -> Option<(u32, Element)> {
    let mark = marks.item(at)?.dyn_into::<Element>().ok()?;
    let start = mark.id().strip_prefix("at-")?.parse().ok()?;
    Some((start, mark))
}

fn put_out(mark: &Element) {
    let _ = mark.class_list().remove_1("lit");
    let _ = mark.remove_attribute("data-role");
    let _ = mark.remove_attribute("data-label");
}
