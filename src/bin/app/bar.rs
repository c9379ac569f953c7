//! The bar above the workbench: what the report is, how much of it was checked, and the switches.

use super::engine::Engine;
use super::files::AddFiles;
use super::loaded::Loaded;
use super::state::{State, View};
use super::words::{Lang, Pick, severity_name};
use super::workbench::Panes;
use gouji::report::{Severity, Verdict};
use leptos::prelude::*;
use std::sync::Arc;

/// The bar of the workbench.
#[component]
pub fn Bar() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <header class="bar">
            <div class="bar-line">
                <p class="brand"><span class="seal" aria-hidden="true">"勾"</span><span class="brand-name">{state.say(|w| w.brand)}</span></p>
                {move || state.loaded.get().map(|loaded| view! { <Identity loaded /> })}
                <Actions />
            </div>
            <div class="bar-line">
                {move || state.loaded.get().map(|loaded| view! { <Counts loaded /> })}
                <Filters />
                <Views />
            </div>
            <Panes />
        </header>
    }
}

/// Title, unit, year and template.
#[component]
fn Identity(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let summary = loaded.report.summary.clone();
    let title = match (summary.title.as_str(), &loaded.name) {
        ("", Some(name)) => Some(name.clone()),
        ("", None) => None,
        (title, _) => Some(title.to_owned()),
    };
    let unit = summary.unit.map(|unit| view! { <span>{unit}</span> });
    let year =
        summary.year.map(|year| view! { <span>{move || super::words::fill(state.words().fiscal_year, year)}</span> });
    let template = summary.template;
    let template_name = move || state.words().template(&template);
    let root = loaded.root.source;
    let connected = move || {
        state.connected.with(|connected| connected.contains(&root)).then(|| {
            view! { <span class="connected" data-testid="connected" title=state.say(|w| w.connected_means)>{state.say(|w| w.connected)}</span> }
        })
    };
    let tip = title.clone();
    let heading = move || title.clone().unwrap_or_else(|| state.words().untitled.to_owned());
    view! {
        <div class="identity">
            <h1 title=tip tabindex="-1">{heading}</h1>
            <p>
                {unit}
                {year}
                <span class="template">{template_name}</span>
                {connected}
            </p>
        </div>
    }
}

/// The verdict line with its denominators.
#[component]
fn Counts(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let report = &loaded.report;
    let coverage = report.coverage;
    let verdicts = |verdict| report.relations.iter().filter(|relation| relation.verdict == verdict).count().to_string();
    let count = move |class: &'static str, pick: Pick, number: String| {
        view! { <div class=class><dt>{state.say(pick)}</dt><dd>{number}</dd></div> }
    };
    let why_not = move || {
        [coverage.open, coverage.alone, coverage.unknown]
            .iter()
            .fold(state.words().why_not.to_owned(), |words, number| words.replacen("{}", &number.to_string(), 1))
    };
    view! {
        <dl class="counts" data-testid="counts">
            {count("", |w| w.numbers, coverage.quantities.to_string())}
            {count("", |w| w.checked, coverage.checked.to_string())}
            <div title=why_not>
                <dt>{state.say(|w| w.not_checked)}</dt>
                <dd>{coverage.quantities.saturating_sub(coverage.checked)}</dd>
            </div>
            {count("of-relations", |w| w.relations, report.relations.len().to_string())}
            {count("", |w| w.holds, verdicts(Verdict::Holds))}
            {count("", |w| w.rounding, verdicts(Verdict::Rounding))}
            {count("count-broken", |w| w.broken, verdicts(Verdict::Broken))}
            {count("", |w| w.open, verdicts(Verdict::Open))}
        </dl>
    }
}

/// One switch per severity. With none pressed all cards are shown.
#[component]
fn Filters() -> impl IntoView {
    let state = expect_context::<State>();
    let filter = move |severity: Severity| {
        let pressed = move || state.severities.with(|chosen| chosen.contains(&severity));
        let count = move || state.count(severity);
        let toggle = move |_| {
            state.severities.update(|chosen| {
                if !chosen.remove(&severity) {
                    chosen.insert(severity);
                }
            });
        };
        let name = super::words::severity_id(severity);
        view! {
            <button class=format!("filter {name}") data-testid=format!("filter-{name}")
                aria-pressed=move || pressed().to_string() on:click=toggle>
                <span class="shape" aria-hidden="true"></span>
                <span class="filter-name">{move || severity_name(state.words(), severity)}</span>
                <b>{count}</b>
            </button>
        }
    };
    view! {
        <div class="filters" role="group" aria-label=state.say(|w| w.filter)>
            {filter(Severity::Error)} {filter(Severity::Warning)} {filter(Severity::Info)}
        </div>
    }
}

/// What fills the middle.
#[component]
fn Views() -> impl IntoView {
    let state = expect_context::<State>();
    let view_button = move |view: View, id: &'static str, pick: Pick| {
        let pressed = move || (state.view.get() == view).to_string();
        let choose = move |_| {
            state.view.set(view);
            state.pane.set(super::state::Pane::Middle);
        };
        view! { <button data-testid=id aria-pressed=pressed on:click=choose>{state.say(pick)}</button> }
    };
    view! {
        <div class="views" role="group" aria-label=state.say(|w| w.view)>
            {view_button(View::Text, "view-text", |w| w.view_text)}
            {view_button(View::Relations, "view-relations", |w| w.view_relations)}
            {view_button(View::Outline, "view-outline", |w| w.view_outline)}
            {view_button(View::Figures, "view-figures", |w| w.view_figures)}
            {view_button(View::Edit, "view-edit", |w| w.view_edit)}
        </div>
    }
}

/// Another report, clear, language, theme, help.
#[component]
fn Actions() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let clear = move |_| engine.clear();
    view! {
        <div class="actions">
            <AddFiles />
            <super::exporting::ExportMenu />
            <button class="quiet" data-testid="another" on:click=move |_| state.choosing.set(true)>{state.say(|w| w.another)}</button>
            <button class="quiet" data-testid="clear" title=state.say(|w| w.clear_means) on:click=clear>{state.say(|w| w.clear)}</button>
            <button class="quiet" data-testid="settings" on:click=move |_| state.settings.open.set(true)>{state.say(|w| w.settings)}</button>
            <LangSwitch />
            <ThemeSwitch />
            <button class="quiet" data-testid="help" on:click=move |_| state.help.set(true)>{state.say(|w| w.help)}</button>
        </div>
    }
}

/// 中文 / English.
#[component]
pub fn LangSwitch() -> impl IntoView {
    let state = expect_context::<State>();
    let other = move || state.lang.get().other();
    view! {
        <button class="quiet" data-testid="lang-switch" lang=move || other().tag() on:click=move |_| state.lang.update(Lang::switch)>
            {move || other().name()}
        </button>
    }
}

/// Light / dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let state = expect_context::<State>();
    let switch = move |_| {
        state.dark.update(|dark| *dark = !*dark);
        super::theme::choose(state.dark.get_untracked());
    };
    let name = move || if state.dark.get() { state.words().light } else { state.words().dark };
    view! {
        <button class="quiet" data-testid="theme-switch" on:click=switch>{name}</button>
    }
}
