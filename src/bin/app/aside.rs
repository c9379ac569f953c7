//! Setting aside (搁置): what somebody verified to be no problem leaves the list, with a note, and is known again when the
//! report is checked anew. Kept in a decision file, and on this machine only where the user allows it.

use super::card::rule_name;
use super::download;
use super::engine::Engine;
use super::loaded::{Card, Loaded};
use super::remembered;
use super::state::{Selected, State};
use super::words::{fill, severity_id, severity_name};
use gouji::decisions::{About, Aside, Decisions, What};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Key under which decisions are kept on this machine, if they may be.
const KEY: &str = "gouji-decisions";
/// Steps that can be taken back.
const MOST: usize = 50;
/// How a decision file is called.
const FILE: &str = "勾稽-搁置的问题.json";

/// What was decided, and what can be taken back of it.
#[derive(Clone, Copy)]
pub struct Book {
    /// What is set aside.
    pub decisions: RwSignal<Decisions>,
    /// What had been decided before each step, with how many problems the step set aside.
    past: RwSignal<Vec<(Decisions, usize)>>,
    /// Whether decisions are kept on this machine.
    kept: RwSignal<bool>,
}

impl Book {
    /// What is kept on this machine, if anything is.
    pub fn open() -> Self {
        let kept = remembered::recall(KEY).as_deref().and_then(read);
        let is_kept = kept.is_some();
        let book = Self {
            decisions: RwSignal::new(kept.unwrap_or_default()),
            past: RwSignal::new(Vec::new()),
            kept: RwSignal::new(is_kept),
        };
        Effect::new(move || {
            let written = book.kept.get().then(|| book.decisions.with(write)).flatten();
            match written {
                Some(written) => remembered::remember(KEY, &written),
                None => remembered::forget(KEY),
            }
        });
        book
    }

    /// Which cards of a report are set aside, and by which decision.
    pub fn of(self, loaded: &Loaded) -> BTreeMap<Selected, usize> {
        let across = loaded.submission.across.len();
        let (between, own) = loaded.keys.split_at_checked(across).unwrap_or_default();
        let about = About::of(&loaded.report.summary);
        let decided = self.decisions.with(|decisions| {
            if decisions.aside.is_empty() {
                return Vec::new();
            }
            let mut decided = decisions.of(None, between);
            decided.extend(decisions.of(Some(&about), own));
            decided
        });
        decided.into_iter().enumerate().filter_map(|(at, by)| Some((loaded.card_at(at)?, by?))).collect()
    }

    /// Takes a step that can be taken back.
    fn step(self, count: usize, change: impl FnOnce(&mut Decisions)) {
        let before = self.decisions.get_untracked();
        self.decisions.update(change);
        self.past.update(|past| {
            past.push((before, count));
            if past.len() > MOST {
                past.remove(0);
            }
        });
    }

    /// Takes the latest step back.
    fn back(self) {
        let before = self.past.try_update(Vec::pop).flatten();
        if let Some((before, _)) = before {
            self.decisions.set(before);
        }
    }

    /// Writes a note to the decisions of the latest step.
    fn note(self, note: &str) {
        let before = self.past.with_untracked(|past| past.last().map_or(0, |(before, _)| before.aside.len()));
        self.decisions.update(|decisions| {
            decisions.aside.iter_mut().skip(before).for_each(|aside| note.clone_into(&mut aside.note));
        });
    }

    /// Applies a decision file that was handed in. `false` where it is none.
    pub fn take(self, text: &str) -> bool {
        let Some(decisions) = read(text) else { return false };
        let count = decisions.aside.len();
        self.step(count, |own| own.merge(decisions));
        true
    }
}

fn read(text: &str) -> Option<Decisions> {
    serde_wasm_bindgen::from_value(js_sys::JSON::parse(text).ok()?).ok()
}

fn write(decisions: &Decisions) -> Option<String> {
    let value = serde_wasm_bindgen::to_value(decisions).ok()?;
    let text = js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(1)).ok()?;
    text.as_string()
}

impl State {
    /// Sets problems of the report on screen aside, and goes on to the next one.
    pub fn set_aside(self, cards: &[Selected]) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let report = About::of(&loaded.report.summary);
        let key = |card: &Selected| loaded.keys.get(loaded.position(*card)?).cloned();
        let keys: Vec<_> = cards.iter().filter_map(key).collect();
        let next = self.beside(cards);
        let asides =
            keys.into_iter().map(|key| Aside { report: report.clone(), what: What::Problem(key), note: String::new() });
        let asides: Vec<Aside> = asides.collect();
        if !asides.is_empty() {
            self.book.step(asides.len(), |decisions| decisions.aside.extend(asides));
            self.go_on_with(next);
        }
    }

    /// Sets everything aside that a rule finds in the report on screen.
    pub fn set_rule_aside(self, rule: &str) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let cards = untrack(|| of_rule(self, &loaded, rule));
        let next = self.beside(&cards);
        let aside =
            Aside { report: About::of(&loaded.report.summary), what: What::Rule(rule.to_owned()), note: String::new() };
        self.book.step(cards.len(), |decisions| decisions.aside.push(aside));
        self.go_on_with(next);
    }

    /// The card after those, else the one before them.
    fn beside(self, cards: &[Selected]) -> Option<Selected> {
        self.shown.with_untracked(|shown| {
            let stays = |card: &&Selected| !cards.contains(card);
            let last = shown.iter().rposition(|card| cards.contains(card))?;
            let after = shown.iter().skip(last).find(stays);
            after.or_else(|| shown.iter().take(last).rev().find(stays)).copied()
        })
    }

    fn go_on_with(self, next: Option<Selected>) {
        match next {
            Some(card) => self.choose(card),
            None => self.selected.set(None),
        }
    }
}

/// The shown cards of this file that a rule speaks on.
fn of_rule(state: State, loaded: &Loaded, rule: &str) -> Vec<Selected> {
    let is_of = |card: &&Selected| {
        matches!(card, Selected::Finding(_)) && loaded.finding(**card).is_some_and(|finding| finding.rule == rule)
    };
    state.shown.with(|shown| shown.iter().filter(is_of).copied().collect())
}

/// The buttons of a card that set it, or all of its rule, aside.
#[component]
pub fn AsideButtons(
    /// The card.
    card: Selected,
    /// Id of its rule.
    rule: String,
) -> impl IntoView {
    let state = expect_context::<State>();
    let id = rule.clone();
    let count = Memo::new(move |_| {
        let loaded = state.loaded.get();
        loaded.map_or(0, |loaded| of_rule(state, &loaded, &id).len())
    });
    let is_own = matches!(card, Selected::Finding(_));
    view! {
        <button class="second" data-testid="set-aside" title=state.say(|w| w.set_aside_means)
            on:click=move |event| { event.stop_propagation(); state.set_aside(&[card]) }>
            {state.say(|w| w.set_aside)}<kbd>"x"</kbd>
        </button>
        <Show when=move || { is_own && count.get() > 1 }>
            <button class="quiet" data-testid="set-rule-aside" on:click={
                let rule = rule.clone();
                move |event: web_sys::MouseEvent| { event.stop_propagation(); state.set_rule_aside(&rule) }
            }>{move || fill(state.words().set_rule_aside, count.get())}</button>
        </Show>
    }
}

/// Below the cards: what was set aside last, a note to it, and the way back.
#[component]
pub fn Latest() -> impl IntoView {
    let state = expect_context::<State>();
    let book = state.book;
    let latest = Memo::new(move |_| book.past.with(|past| past.last().map(|(_, count)| (past.len(), *count))));
    let line = move || {
        latest.get().map(|(_, count)| {
            view! {
                <div class="aside-line" data-testid="aside-line">
                    <p role="status">{move || fill(state.words().was_set_aside, count)}</p>
                    <input data-testid="aside-note" autocomplete="off" placeholder=state.say(|w| w.note_hint) aria-label=state.say(|w| w.note)
                        on:input=move |event| book.note(&event_target_value(&event)) />
                    <button class="second" data-testid="aside-undo" on:click=move |_| book.back()>{state.say(|w| w.undo)}</button>
                    <button class="quiet" aria-label=state.say(|w| w.close) title=state.say(|w| w.close) on:click=move |_| book.past.update(Vec::clear)>"×"</button>
                </div>
            }
        })
    };
    view! { {line} }
}

/// Everything that is set aside in the report, folded away, with what becomes of it.
#[component]
pub fn AsideGroup(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let book = state.book;
    let remaining = move || state.shown.with(Vec::len);
    let all = move |_| state.set_aside(&state.shown.get_untracked());
    let count = Memo::new(move |_| state.aside.with(BTreeMap::len));
    let rows = move || {
        let row = |(card, by): (&Selected, &usize)| view! { <Row loaded=loaded.clone() card=*card by=*by /> };
        state.aside.with(|aside| aside.iter().map(row).collect_view())
    };
    let save = move |_| {
        if let Some(text) = book.decisions.with_untracked(write) {
            download::download(FILE, &text);
        }
    };
    view! {
        <Show when=move || { remaining() > 1 }>
            <button class="quiet aside-all" data-testid="aside-all" on:click=all>{move || fill(state.words().set_all_aside, remaining())}</button>
        </Show>
        <Show when=move || { count.get() > 0 }>
            <details class="aside-group" data-testid="aside">
                <summary>{move || fill(state.words().aside_count, count.get())}</summary>
                <ul>{rows.clone()}</ul>
                <div class="aside-keeping">
                    <button class="second" data-testid="save-decisions" on:click=save>{state.say(|w| w.save_decisions)}</button>
                    <p>{state.say(|w| w.save_decisions_means)}</p>
                    <label class="switch">
                        <input type="checkbox" data-testid="keep-decisions" prop:checked=book.kept
                            on:change=move |event| book.kept.set(event_target_checked(&event)) />
                        {state.say(|w| w.keep_decisions)}
                    </label>
                </div>
            </details>
        </Show>
    }
}

/// A problem that is set aside.
#[component]
fn Row(
    /// The report.
    loaded: Arc<Loaded>,
    /// Its card.
    card: Selected,
    /// The decision (position in [`Decisions::aside`]).
    by: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    let book = state.book;
    let finding = loaded.finding(card)?;
    let (severity, message) = (finding.severity, finding.message.clone());
    let name = rule_name(state, finding.rule.to_string());
    let decision = book.decisions.with_untracked(|decisions| decisions.aside.get(by).cloned())?;
    let by_rule = matches!(decision.what, What::Rule(_));
    let number = match card {
        Selected::Across(index) => Card::Across(index).label(),
        Selected::Finding(index) => Card::Finding(index).label(),
        Selected::Relation(_) | Selected::Quantity(_) => String::new(),
    };
    let note = move |event: web_sys::Event| {
        let note = event_target_value(&event);
        book.decisions.update(|decisions| {
            if let Some(aside) = decisions.aside.get_mut(by) {
                aside.note = note;
            }
        });
    };
    let restore = move |_| {
        book.past.update(Vec::clear);
        book.decisions.update(|decisions| {
            if by < decisions.aside.len() {
                decisions.aside.remove(by);
            }
        });
    };
    let follow = move |_| state.choose(card);
    Some(view! {
        <li class=severity_id(severity) data-testid="aside-row">
            <p>
                <button class="link" on:click=follow><span class="card-number">{number}</span>{name}</button>
                <span class="unseen">{move || severity_name(state.words(), severity)}</span>
                {by_rule.then(|| view! { <span class="version-mark">{state.say(|w| w.whole_rule)}</span> })}
            </p>
            <p class="was">{move || state.text(&message)}</p>
            <div class="aside-row-actions">
                <input prop:value=decision.note placeholder=state.say(|w| w.note_hint) aria-label=state.say(|w| w.note) autocomplete="off" on:change=note />
                <button class="second" data-testid="restore" on:click=restore>{state.say(|w| w.restore)}</button>
            </div>
        </li>
    })
}

impl Engine {
    /// Reads a file that may hold decisions; any other is checked like all files.
    pub fn take_decisions(self, file: web_sys::File) {
        leptos::task::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            if !text.is_some_and(|text| self.state.book.take(&text)) {
                self.check_reports(vec![file]);
            }
        });
    }
}
