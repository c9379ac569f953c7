//! Formulas of one's own: those there are, and the form in which one is written, with what it comes to in the open report.

use super::super::engine::Engine;
use super::super::protocol::Trial;
use super::super::state::State;
use super::super::words::{fill, severity_id, severity_name, verdict_id, verdict_name};
use super::completion::{proposals, word};
use gouji::report::{Relation, Severity};
use gouji::settings::OwnFormula;
use leptos::html::Input;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::KeyboardEvent;

/// How long nothing is typed before the formula is tried.
const PAUSE: Duration = Duration::from_millis(150);

/// What a formula that fails can mean.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The formulas and the form.
#[component]
pub fn Formulas() -> impl IntoView {
    let state = expect_context::<State>();
    // What is in the form, and the formula that it replaces.
    let draft = RwSignal::new(blank());
    let replaced = RwSignal::new(None::<usize>);
    let list = move || {
        let formulas = state.settings.options.with(|options| options.formulas.clone());
        let items = formulas.into_iter().enumerate();
        items.map(|(at, own)| view! { <Item at own draft replaced /> }).collect_view()
    };
    let none = move || state.settings.options.with(|options| options.formulas.is_empty());
    view! {
        <section aria-labelledby="settings-formulas">
            <h3 id="settings-formulas">{state.say(|w| w.own_formulas)}</h3>
            <Show when=none><p class="remark">{state.say(|w| w.own_formulas_means)}</p></Show>
            <ul class="formulas" data-testid="own-formulas">{list}</ul>
            <Form draft replaced />
        </section>
    }
}

fn blank() -> OwnFormula {
    OwnFormula { name: String::new(), formula: String::new(), severity: Severity::Warning, on: true }
}

/// One formula.
#[component]
fn Item(
    /// Its place in the list.
    at: usize,
    /// The formula.
    own: OwnFormula,
    /// What is in the form.
    draft: RwSignal<OwnFormula>,
    /// The formula that it replaces.
    replaced: RwSignal<Option<usize>>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let toggle = move |_| {
        engine.set(|options| {
            if let Some(own) = options.formulas.get_mut(at) {
                own.on = !own.on;
            }
        });
    };
    let edited = own.clone();
    let edit = move |_| {
        draft.set(edited.clone());
        replaced.set(Some(at));
    };
    let remove = move |_| {
        replaced.set(None);
        engine.set(|options| {
            if at < options.formulas.len() {
                options.formulas.remove(at);
            }
        });
    };
    let severity = own.severity;
    let title = own.title().to_owned();
    let (edit_name, remove_name) = (title.clone(), title.clone());
    let formula =
        (title != own.formula).then(|| view! { <span class="formula" lang="zh-CN">{own.formula.clone()}</span> });
    view! {
        <li>
            <label class="switch">
                <input type="checkbox" prop:checked=own.on on:change=toggle />
                <span class="rule-name">{title}</span>
            </label>
            <span class=format!("chip {}", severity_id(severity))><span class="shape" aria-hidden="true"></span>{move || severity_name(state.words(), severity)}</span>
            <button class="link" aria-label=move || format!("{} {edit_name}", state.words().change) on:click=edit>{state.say(|w| w.change)}</button>
            <button class="link" aria-label=move || format!("{} {remove_name}", state.words().remove) on:click=remove>{state.say(|w| w.remove)}</button>
            {formula}
        </li>
    }
}

/// The form in which a formula is written.
#[component]
fn Form(
    /// What is in it.
    draft: RwSignal<OwnFormula>,
    /// The formula that it replaces.
    replaced: RwSignal<Option<usize>>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let trial = state.settings.trial;
    let is_blank = Memo::new(move |_| draft.with(|own| own.formula.trim().is_empty()));
    let waiting: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    Effect::new(move || {
        // A report that was checked anew answers anew.
        state.loaded.track();
        let own = draft.get();
        if let Some(waiting) = waiting.get_value() {
            waiting.clear();
        }
        if own.formula.trim().is_empty() {
            trial.set(None);
        } else {
            waiting.set_value(set_timeout_with_handle(move || engine.try_formula(own), PAUSE).ok());
        }
    });
    // What was typed since is not known to be right yet.
    let is_fine =
        Memo::new(move |_| !is_blank.get() && state.settings.fine.with(|fine| draft.with(|own| own.formula == *fine)));
    let answer = move || trial.get().filter(|_| !is_blank.get());
    let clear = move || {
        draft.set(blank());
        replaced.set(None);
    };
    let save = move || {
        if !is_fine.get_untracked() {
            return;
        }
        let (own, at) = (draft.get_untracked(), replaced.get_untracked());
        engine.set(|options| match at.and_then(|at| options.formulas.get_mut(at)) {
            Some(known) => *known = own,
            None => options.formulas.push(own),
        });
        clear();
    };
    let severity = move |event| {
        let severity = match event_target_value(&event).as_str() {
            "error" => Severity::Error,
            "info" => Severity::Info,
            _ => Severity::Warning,
        };
        draft.update(|own| own.severity = severity);
    };
    let choice = move |severity: Severity| {
        let chosen = move || draft.with(|own| own.severity == severity);
        view! { <option value=severity_id(severity) prop:selected=chosen>{move || severity_name(state.words(), severity)}</option> }
    };
    view! {
        <div class="formula-form">
            <FormulaField draft save />
            <div class="formula-rest">
                <label>{state.say(|w| w.formula_name)}
                    <input type="text" data-testid="formula-name" autocomplete="off" prop:value=move || draft.with(|own| own.name.clone())
                        on:input=move |event| draft.update(|own| own.name = event_target_value(&event)) />
                </label>
                <label>{state.say(|w| w.severity)}
                    <select on:change=severity>{SEVERITIES.map(choice).collect_view()}</select>
                </label>
                <button class="main" data-testid="formula-save" disabled=move || !is_fine.get() on:click=move |_| save()>
                    {move || if replaced.get().is_some() { state.words().save_change } else { state.words().add }}
                </button>
                <Show when=move || !is_blank.get()><button class="second" on:click=move |_| clear()>{state.say(|w| w.cancel)}</button></Show>
            </div>
            <div class="trial" aria-live="polite" data-testid="trial">
                {move || answer().map(|answer| match answer {
                    Ok(trial) => view! { <Outcome trial /> }.into_any(),
                    Err(why) => view! { <p class="wrong" id="formula-wrong">{state.text(&why)}</p> }.into_any(),
                })}
            </div>
        </div>
    }
}

/// The field of the formula, with the names that what is being written may become.
#[component]
fn FormulaField(
    /// What is in the form.
    draft: RwSignal<OwnFormula>,
    /// Enter.
    save: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let state = expect_context::<State>();
    let field = NodeRef::<Input>::new();
    let proposed = RwSignal::new(Vec::<String>::new());
    let at = RwSignal::new(0_usize);
    // The text left of the caret.
    let before = move || {
        let field = field.get_untracked()?;
        let units = usize::try_from(field.selection_start().ok()??).ok()?;
        let value: Vec<u16> = field.value().encode_utf16().collect();
        Some((String::from_utf16_lossy(value.get(..units)?), String::from_utf16_lossy(value.get(units..)?)))
    };
    let look = move || {
        let written = before().map(|(before, _)| before.get(word(&before)).unwrap_or_default().to_owned());
        let names = state.settings.names.get_untracked();
        proposed.set(proposals(&names, &written.unwrap_or_default()));
        at.set(0);
    };
    let take = move |name: &str| {
        let (Some((before, after)), Some(field)) = (before(), field.get_untracked()) else { return };
        let kept = before.get(..word(&before).start).unwrap_or_default();
        let head = format!("{kept}{name} ");
        let caret = u32::try_from(head.encode_utf16().count()).unwrap_or_default();
        let text = format!("{head}{}", after.trim_start());
        field.set_value(&text);
        draft.update(|own| own.formula = text);
        let _ = field.focus();
        let _ = field.set_selection_range(caret, caret);
        proposed.update(Vec::clear);
    };
    let press = move |event: KeyboardEvent| {
        let count = proposed.with_untracked(Vec::len);
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "ArrowDown" if count > 0 => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" if count > 0 => {
                let name = proposed.with_untracked(|names| names.get(at.get_untracked()).cloned());
                take(&name.unwrap_or_default());
            }
            "Escape" if count > 0 => proposed.update(Vec::clear),
            "Enter" => save(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let option = move |(index, name): (usize, String)| {
        let own = name.clone();
        // Before the field loses the focus.
        let pick = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            take(&own);
        };
        view! {
            <li role="option" id=format!("proposal-{index}") lang="zh-CN" aria-selected=move || (at.get() == index).to_string() on:mousedown=pick>{name}</li>
        }
    };
    let is_open = move || proposed.with(|proposed| !proposed.is_empty());
    let wrong = move || state.settings.trial.with(|trial| matches!(trial, Some(Err(_)))).then_some("true");
    view! {
        <div class="formula-field">
            <label for="formula">{state.say(|w| w.formula)}</label>
            <input id="formula" type="text" data-testid="formula" role="combobox" autocomplete="off" spellcheck="false" lang="zh-CN" node_ref=field
                placeholder=state.say(|w| w.formula_example) aria-expanded=move || is_open().to_string() aria-controls="proposals" aria-autocomplete="list"
                aria-activedescendant=move || is_open().then(|| format!("proposal-{}", at.get())) aria-invalid=wrong aria-describedby="formula-hint"
                prop:value=move || draft.with(|own| own.formula.clone())
                on:input=move |event| { draft.update(|own| own.formula = event_target_value(&event)); look(); }
                on:keydown=press on:blur=move |_| proposed.update(Vec::clear) />
            <ul id="proposals" role="listbox" aria-label=state.say(|w| w.known_names) hidden=move || !is_open()>
                {move || proposed.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <p class="remark" id="formula-hint">{state.say(|w| w.formula_hint)}</p>
        </div>
    }
}

/// Where a formula holds in the open report, and where not.
#[component]
fn Outcome(
    /// What it comes to.
    trial: Trial,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Trial { holds, fails, relations } = trial;
    let sentence = move || {
        if state.loaded.with(Option::is_none) {
            return state.words().no_report_to_try.to_owned();
        }
        match (holds, fails) {
            (0, 0) => state.words().formula_not_stated.to_owned(),
            _ => fill(fill(state.words().formula_comes_to, holds), fails),
        }
    };
    let row = move |relation: Relation| {
        let verdict = relation.verdict;
        let span = relation.operands.first().map(|operand| operand.span);
        let show = move |_| {
            state.settings.open.set(false);
            if let Some(span) = span {
                state.go_to(span);
            }
        };
        view! {
            <li>
                <span class=format!("verdict {}", verdict_id(verdict))>{move || verdict_name(state.words(), verdict)}</span>
                <button class="link" title=state.say(|w| w.go_there) on:click=show>{relation.equation}</button>
            </li>
        }
    };
    let rows = relations.into_iter().map(row).collect_view();
    view! { <p><b>{sentence}</b></p> <ul data-testid="trial-relations">{rows}</ul> }
}
