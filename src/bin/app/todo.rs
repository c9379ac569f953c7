//! 改动清单: what to change where, for whoever corrects the file itself; printed, it lies beside the keyboard.

use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::fill;
use gouji::report::{Places, Text};
use leptos::html::Dialog;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn Todo() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        if let (Some(dialog), true) = (dialog.get(), state.todo.get())
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let print = move |_| {
        let root = document().document_element();
        let mark = |on: bool| {
            if let Some(root) = &root {
                let _ = if on { root.set_attribute("data-print", "todo") } else { root.remove_attribute("data-print") };
            }
        };
        mark(true);
        let _ = window().print();
        mark(false);
    };
    let list = move || {
        let loaded = state.loaded.get().filter(|_| state.todo.get())?;
        let name = loaded.name.clone();
        let rows = rows(state, &loaded).into_iter().enumerate().map(|(at, row)| {
            view! { <tr>
                <td>{at + 1}</td>
                <td>{move || state.text(&row.place)}</td>
                <td class="was">{row.written}</td>
                <td><b>{row.proposed}</b></td>
                <td>{move || state.text(&row.why)}</td>
                <td class="tick" aria-hidden="true">"☐"</td>
            </tr> }
        });
        let rows = rows.collect_view();
        Some(view! {
            <p>{name}" "{move || fill(state.words().todo_count, state.shown.with(Vec::len))}</p>
            <table class="list todo-list">
                <thead><tr>
                    <th scope="col">{state.say(|w| w.number)}</th>
                    <th scope="col">{state.say(|w| w.place)}</th>
                    <th scope="col">{state.say(|w| w.stated)}</th>
                    <th scope="col">{state.say(|w| w.proposed)}</th>
                    <th scope="col">{state.say(|w| w.reason)}</th>
                    <td></td>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        })
    };
    view! {
        <dialog class="help todo" data-testid="todo" node_ref=dialog aria-labelledby="todo-title" on:close=move |_| state.todo.set(false)>
            <h2 id="todo-title">{state.say(|w| w.todo)}</h2>
            {list}
            <form method="dialog">
                <button type="button" class="main" on:click=print>{state.say(|w| w.print)}</button>
                <button class="second">{state.say(|w| w.close)}</button>
            </form>
        </dialog>
    }
}

/// A line of the list.
struct Row {
    place: Text,
    written: String,
    proposed: String,
    why: Text,
}

/// One line for each shown problem of the file; a problem between files stands at its place in this one.
fn rows(state: State, loaded: &Loaded) -> Vec<Row> {
    let places = Places::new(&loaded.report.document);
    let row = |card: &Selected| {
        let finding = loaded.finding(*card)?;
        let across = match card {
            Selected::Across(index) => loaded.submission.across.get(*index as usize),
            _ => None,
        };
        let place = match across {
            Some(across) => across.places.iter().find(|place| place.file == loaded.file)?.whereabouts.clone(),
            None => finding.marks.first().map(|mark| places.of(mark.span))?,
        };
        let proposed =
            finding.proposals.iter().map(|proposal| proposal.proposed.as_str()).collect::<Vec<_>>().join(" / ");
        // Of several numbers any may be the wrong one: they stand in the order of what is proposed for them.
        let written = match finding.proposals.as_slice() {
            [] => finding.stated.clone().unwrap_or_default(),
            proposals => proposals.iter().map(|proposal| proposal.written.as_str()).collect::<Vec<_>>().join(" / "),
        };
        Some(Row { place, written, proposed, why: finding.message.clone() })
    };
    state.shown.with(|shown| shown.iter().filter_map(row).collect())
}
