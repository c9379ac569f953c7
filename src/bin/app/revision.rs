//! What a new version of a file has changed: problems mended, left and new, and the numbers that are not what they were.

use super::card::rule_name;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::{fill, severity_id, severity_name};
use gouji::decisions::{Change, changes, pair};
use gouji::report::Finding;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Changes that are listed at first.
const LISTED: usize = 60;

/// A version of a file against the one that was opened first.
#[derive(Debug)]
pub struct Revision {
    /// Generations of the two reports.
    generations: (u32, u32),
    /// Problems there were.
    pub before: usize,
    /// Those that are there no more.
    pub mended: Vec<Finding>,
    /// Those that are still there, as cards of the new version.
    pub left: BTreeSet<Selected>,
    /// Those that were not there before.
    pub new: BTreeSet<Selected>,
    /// Numbers and lines that were changed.
    pub changes: Vec<Change>,
}

impl PartialEq for Revision {
    fn eq(&self, other: &Self) -> bool {
        self.generations == other.generations
    }
}

impl Revision {
    /// Compares two versions of a file; problems between files are those of the submissions they stand in.
    pub fn of(base: &Loaded, now: &Loaded) -> Self {
        let pairs = pair(&base.keys, &now.keys);
        let mended = pairs.iter().enumerate().filter(|(_, pair)| pair.is_none());
        let mended = mended.filter_map(|(at, _)| base.finding(base.card_at(at)?).cloned()).collect();
        let left: BTreeSet<Selected> = pairs.iter().flatten().filter_map(|at| now.card_at(*at)).collect();
        let all = (0..now.keys.len()).filter_map(|at| now.card_at(at));
        Self {
            generations: (base.generation, now.generation),
            before: base.keys.len(),
            mended,
            new: all.filter(|card| !left.contains(card)).collect(),
            left,
            changes: changes(&base.report.document, &now.report.document),
        }
    }

    /// How many problems there were, were mended, are left and are new.
    pub fn sentence(&self, state: State) -> String {
        let counts = [self.before, self.mended.len(), self.left.len(), self.new.len()];
        counts.into_iter().fold(state.words().revised.to_owned(), fill)
    }

    /// What a card of the new version is marked with.
    pub fn mark(&self, state: State, card: Selected) -> Option<&'static str> {
        if self.new.contains(&card) {
            return Some(state.words().is_new);
        }
        self.left.contains(&card).then(|| state.words().is_left)
    }
}

/// Above the cards: what the new version has changed, until it is closed.
#[component]
pub fn Revised() -> impl IntoView {
    let state = expect_context::<State>();
    let close = move |_| {
        if let Some(root) = state.loaded.with_untracked(|loaded| loaded.as_ref().map(|loaded| loaded.root)) {
            state.bases.update(|bases| drop(bases.remove(&root)));
        }
    };
    let panel = move || {
        let revision = state.revision.get()?;
        let sentence = {
            let revision = revision.clone();
            move || revision.sentence(state)
        };
        let mended = (!revision.mended.is_empty()).then(|| {
            let rows =
                revision.mended.iter().map(|finding| view! { <Mended finding=finding.clone() /> }).collect_view();
            let count = revision.mended.len();
            view! {
                <details data-testid="mended">
                    <summary>{move || fill(state.words().mended, count)}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        });
        let changed = (!revision.changes.is_empty()).then(|| {
            let count = revision.changes.len();
            view! {
                <details data-testid="changes">
                    <summary>{move || fill(state.words().changed, count)}</summary>
                    <Changes changes=revision.changes.clone() />
                </details>
            }
        });
        Some(view! {
            <section class="revision" data-testid="revision" aria-label=state.say(|w| w.new_version)>
                <p><b>{state.say(|w| w.checked_again)}</b><span data-testid="revised">{sentence}</span></p>
                <button class="quiet" data-testid="revision-close" title=state.say(|w| w.forget_version) aria-label=state.say(|w| w.forget_version) on:click=close>"×"</button>
                {mended}
                {changed}
            </section>
        })
    };
    view! { {panel} }
}

/// A problem that is there no more.
#[component]
fn Mended(
    /// The problem.
    finding: Finding,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Finding { severity, rule, message, .. } = finding;
    let name = rule_name(state, rule.into_owned());
    view! {
        <li class=severity_id(severity)>
            <p><span class="mended-tick" aria-hidden="true">"✓ "</span>{name}<span class="unseen">{move || severity_name(state.words(), severity)}</span></p>
            <p class="was">{move || state.text(&message)}</p>
        </li>
    }
}

/// Numbers and lines, as they were and as they are.
#[component]
fn Changes(
    /// In the order of the text.
    changes: Vec<Change>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let rest = changes.len().saturating_sub(LISTED);
    let row = |change: Change| {
        let Change { name, before, after, span } = change;
        let after = match span {
            Some(span) => view! {
                <button class="link" title=state.say(|w| w.go_there) on:click=move |_| state.go_to(span)>{after}</button>
            }
            .into_any(),
            None => view! { <span>"—"</span> }.into_any(),
        };
        let before = if before.is_empty() { "—".to_owned() } else { before };
        view! { <tr><th scope="row">{name}</th><td class="was">{before}</td><td>{after}</td></tr> }
    };
    let rows = changes.into_iter().take(LISTED).map(row).collect_view();
    view! {
        <table class="changes" lang="zh-CN">
            <thead><tr><th scope="col">{state.say(|w| w.place)}</th><th scope="col">{state.say(|w| w.was)}</th><th scope="col">{state.say(|w| w.is_now)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {(rest > 0).then(|| view! { <p class="more-changes">{move || fill(state.words().more_changes, rest)}</p> })}
    }
}
