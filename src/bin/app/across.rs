//! Problems between the files of a submission: in a group of their own above those of the file that is open. Each names
//! its files and places, and each place opens its file.

use super::card::{Actions, Head, Hint, RuleDetails, Values, stop_within};
use super::loaded::Loaded;
use super::protocol::{FileKey, Place};
use super::state::{Selected, State};
use super::submission::Submission;
use super::words::{role_id, severity_id};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A problem between files as a card.
#[component]
pub fn AcrossCard(
    /// The report that is open.
    loaded: Arc<Loaded>,
    /// The problem (position in the submission).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Some(across) = loaded.submission.across.get(index as usize) else { return ().into_any() };
    let card = Selected::Across(index);
    let (severity, rule) = (across.finding.severity, across.finding.rule.to_string());
    let id = rule.clone();
    let chosen = move || state.is_chosen(card).then_some("true");
    view! {
        <article class=format!("card {}", severity_id(severity)) id=format!("card-x{index}") data-testid="problem-card" data-across=""
            data-severity=severity_id(severity) data-rule=id aria-current=chosen on:click=move |_| state.choose(card)>
            <Head card number=format!("↔{}", index + 1) severity rule />
            <AcrossBody loaded=loaded.clone() index />
        </article>
    }
    .into_any()
}

/// What a card between files says.
#[component]
pub fn AcrossBody(
    /// The report that is open.
    loaded: Arc<Loaded>,
    /// The problem (position in the submission).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let across = loaded.submission.across.get(index as usize)?;
    let finding = across.finding.clone();
    let message = finding.message.clone();
    let (hint, rule) = (finding.hint.clone(), finding.rule.to_string());
    // Of two figures the places below say the same.
    let equation = finding.equation.clone().filter(|_| across.places.len() > 2);
    let mut seen = BTreeSet::new();
    let places = across.places.iter().filter(|place| seen.insert((place.file, place.mark.span)));
    let places = places
        .map(|place| view! { <Chip place=place.clone() name=name_of(&loaded.submission, place.file) index /> })
        .collect_view();
    Some(view! {
        <p class="message">{move || state.text(&message)}</p>
        {equation.map(|equation| view! { <p class="equation"><span class="sign">{equation}</span></p> })}
        <Values finding />
        <ul class="places">{places}</ul>
        {hint.map(|hint| view! { <Hint hint /> })}
        <Actions card=Selected::Across(index) rule=rule.clone() proposals=Vec::new() />
        <RuleDetails rule owner=Selected::Across(index) />
    })
}

/// A place: role, what is written there, and where that is. Opens its file.
#[component]
fn Chip(
    /// The place.
    place: Place,
    /// Name of its file; `None` for pasted text.
    name: Option<String>,
    /// The problem (position in the submission).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Place { file, mark, written, whereabouts } = place;
    let follow = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        state.follow(file, Selected::Across(index), mark.span);
    };
    let name = move || name.clone().unwrap_or_else(|| state.words().pasted.to_owned());
    let here =
        move || state.loaded.with(|loaded| loaded.as_ref().is_some_and(|loaded| loaded.file == file)).then_some("true");
    view! {
        <li>
            <button class="place" data-testid="place" tabindex=stop_within(state, Selected::Across(index)) data-role=role_id(mark.role) data-here=here title=state.say(|w| w.go_there) on:click=follow>
                <span class="place-role">{move || state.words().role(mark.role)}</span>
                <b class="place-written">{written}</b>
                <span class="place-file">{name}</span>
                <span class="whereabouts">{move || state.text(&whereabouts)}</span>
            </button>
        </li>
    }
}

fn name_of(submission: &Submission, file: FileKey) -> Option<String> {
    submission.line(file)?.name.clone()
}
