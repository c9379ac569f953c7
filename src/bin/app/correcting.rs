//! What is corrected by hand (编辑): kept beside what was read, and applied whenever it is checked. The file never changes.
//! Every correction can be undone and done again.

use super::engine::{Engine, Inner};
use super::job::Step;
use super::protocol::{Change, FileKey, Input};
use super::state::{Arrival, Selected, View};
use gouji::document::{Edit, Seams};
use gouji::report::Proposal;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

/// Corrections of one file that can be undone.
const MOST: usize = 60;

/// What was corrected in a file before, and what was undone of it.
#[derive(Default)]
pub struct History {
    past: Vec<Option<Change>>,
    undone: Vec<Option<Change>>,
}

impl Engine {
    /// Checks a file with what was corrected in it by hand.
    pub fn revise(self, file: FileKey, change: Change) {
        let is_nothing = match &change {
            Change::Text(text) => self.is_blank(&Input::Text(text.clone())),
            Change::Parts(edits) => edits.is_empty(),
        };
        if !is_nothing {
            self.inner.update_value(|inner| {
                let before = inner.changes.insert(file, change);
                let history = inner.history.entry(file).or_default();
                history.undone.clear();
                history.past.push(before);
                if history.past.len() > MOST {
                    history.past.remove(0);
                }
            });
        }
        self.check_again();
    }

    /// Corrects a paragraph or a cell of a file.
    pub fn edit(self, file: FileKey, edit: Edit) {
        let mut edits = self.edits(file);
        edits.push(edit);
        self.revise(file, Change::Parts(edits));
    }

    /// Takes the latest correction of the open file back. `false` where there is none.
    pub fn undo_edit(self) -> bool {
        self.turn(|history| (&mut history.past, &mut history.undone))
    }

    /// Does again what was undone last. `false` where nothing was.
    pub fn redo_edit(self) -> bool {
        self.turn(|history| (&mut history.undone, &mut history.past))
    }

    fn turn(self, ways: impl Fn(&mut History) -> (&mut Vec<Option<Change>>, &mut Vec<Option<Change>>)) -> bool {
        let Some(file) = self.state.loaded.with_untracked(|loaded| loaded.as_ref().map(|loaded| loaded.file)) else {
            return false;
        };
        let is_turned = self.inner.try_update_value(|inner| {
            let Inner { history, changes, .. } = inner;
            let (from, to) = ways(history.get_mut(&file)?);
            let wanted = from.pop()?;
            to.push(changes.remove(&file));
            if let Some(change) = wanted {
                changes.insert(file, change);
            }
            Some(())
        });
        let is_turned = is_turned.flatten().is_some();
        if is_turned {
            self.check_again();
        }
        is_turned
    }

    /// Whether something of the open file was undone that can be done again.
    pub fn can_redo(self, file: FileKey) -> bool {
        self.inner.with_value(|inner| inner.history.get(&file).is_some_and(|history| !history.undone.is_empty()))
    }

    /// The paragraphs and cells of a file that were corrected, in the order in which that was done.
    pub fn edits(self, file: FileKey) -> Vec<Edit> {
        self.inner.with_value(|inner| match inner.changes.get(&file) {
            Some(Change::Parts(edits)) => edits.clone(),
            _ => Vec::new(),
        })
    }

    /// Writes what a card proposes into the text on screen. `false` where it proposes nothing.
    pub fn apply(self, card: Selected, at: usize) -> bool {
        let Some(loaded) = self.state.loaded.get_untracked() else { return false };
        let proposal = loaded.finding(card).filter(|_| matches!(card, Selected::Finding(_)));
        let Some(proposal) = proposal.and_then(|finding| finding.proposals.get(at)) else { return false };
        let document = &loaded.report.document;
        if loaded.is_plain() {
            let text = document.given();
            let span = Seams::new(document).given(proposal.span);
            let Some((start, end)) = place(&text, span.start as usize, proposal) else { return false };
            if self.state.view.get_untracked() == View::Edit {
                return type_over(&text, (start, end), &proposal.proposed);
            }
            let mut text = text.into_owned();
            text.replace_range(start..end, &proposal.proposed);
            self.revise(loaded.file, Change::Text(text));
            return true;
        }
        let Some((part, span)) = document.part_at(proposal.span) else { return false };
        let mut text = document.str(span).to_owned();
        let from = (proposal.span.start - span.start) as usize;
        let Some((start, end)) = place(&text, from, proposal) else { return false };
        text.replace_range(start..end, &proposal.proposed);
        self.edit(loaded.file, Edit { part, text });
        true
    }

    /// Checks what is open again; after what is being read or checked now, if anything is.
    pub fn check_again(self) {
        let waits = self.inner.try_update_value(|inner| {
            inner.stale = inner.job.is_some() || inner.delivery.is_some();
            inner.stale
        });
        if waits == Some(true) {
            return;
        }
        if let Some(loaded) = self.state.loaded.get_untracked() {
            self.begin(loaded.submission.slots(), Arrival::Revised, Some(loaded.file), Step::Same);
        }
    }
}

/// Where the number that is to be replaced stands, in bytes.
fn place(text: &str, from: usize, proposal: &Proposal) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find(&proposal.written)?;
    let end = start + proposal.written.len();
    (start <= from + (proposal.span.len())).then_some((start, end))
}

/// Types into the field in which the text is edited, as the user would: the browser's own undo takes it back.
fn type_over(text: &str, (start, end): (usize, usize), new: &str) -> bool {
    // The field counts in UTF-16 and knows no carriage returns.
    let units = |text: &str| text.chars().filter(|c| *c != '\r').map(char::len_utf16).sum::<usize>();
    let offset = |at: usize| u32::try_from(units(text.get(..at).unwrap_or_default())).unwrap_or(u32::MAX);
    let field = document().get_element_by_id("source-text").and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let page = document();
    let typing = Reflect::get(&page, &"execCommand".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let Some((field, typing)) = field.zip(typing) else { return false };
    let (from, to) = (offset(start), offset(end));
    let written: String = text.get(start..end).unwrap_or_default().to_owned();
    // Something was typed meanwhile: then the place is another one.
    if js_sys::JsString::from(field.value()).slice(from, to) != written {
        return false;
    }
    let _ = field.focus();
    let _ = field.set_selection_range(from, to);
    // Out of favour, but the only way that leaves the field's own undo in order.
    typing.call3(&page, &"insertText".into(), &JsValue::FALSE, &new.into()).is_ok_and(|typed| typed.is_truthy())
}
