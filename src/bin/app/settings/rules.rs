//! The list of rules, each with its switch.

use super::super::engine::Engine;
use super::super::protocol::RuleText;
use super::super::state::State;
use super::super::words::fill;
use leptos::prelude::*;

/// All rules that are found by the words in the search field.
#[component]
pub fn Rules() -> impl IntoView {
    let state = expect_context::<State>();
    let words = RwSignal::new(String::new());
    let shown = move || {
        let words = words.get().trim().to_lowercase();
        let says = |rule: &RuleText| {
            let parts = [&rule.id, &rule.name.zh, &rule.name.en, &rule.what.zh, &rule.what.en];
            parts.iter().any(|part| part.to_lowercase().contains(&words))
        };
        state.rules.with(|rules| rules.iter().filter(|rule| says(rule)).cloned().collect::<Vec<_>>())
    };
    let off = move || state.settings.options.with(|options| options.off.len());
    view! {
        <section aria-labelledby="settings-rules">
            <h3 id="settings-rules">{state.say(|w| w.rules)}
                <span class="tally">{move || if off() == 0 { state.words().rules_all_on.to_owned() } else { fill(state.words().rules_off, off()) }}</span>
            </h3>
            <input type="search" data-testid="rules-search" autocomplete="off" spellcheck="false" placeholder=state.say(|w| w.search_rules) aria-label=state.say(|w| w.search_rules)
                on:input=move |event| words.set(event_target_value(&event)) />
            <ul class="rule-list" tabindex="0" aria-labelledby="settings-rules">
                <For each=shown key=|rule| rule.id.clone() children=|rule| view! { <Switch rule /> } />
            </ul>
        </section>
    }
}

/// A rule with its switch, and how often it speaks in the open report.
#[component]
fn Switch(
    /// The rule.
    rule: RuleText,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let RuleText { id, name, what, .. } = rule;
    let is_off = {
        let id = id.clone();
        move || state.settings.options.with(|options| options.off.contains(&id))
    };
    let count = {
        let id = id.clone();
        move || {
            let found = state.loaded.with(|loaded| {
                let findings = loaded.iter().flat_map(|loaded| &loaded.report.findings);
                findings.filter(|finding| finding.rule == id).count()
            });
            (found > 0).then(|| view! { <span class="count">{fill(state.words().found_here, found)}</span> })
        }
    };
    let toggle = {
        let id = id.clone();
        move |_| {
            engine.set(|options| {
                if !options.off.remove(&id) {
                    options.off.insert(id.clone());
                }
            });
        }
    };
    view! {
        <li>
            <label class="switch">
                <input type="checkbox" data-rule=id.clone() prop:checked=move || !is_off() on:change=toggle />
                <span class="rule-name">{move || state.text(&name)}</span>
            </label>
            <code>{id}</code>
            {count}
            <span class="rule-what">{move || state.text(&what)}</span>
        </li>
    }
}
