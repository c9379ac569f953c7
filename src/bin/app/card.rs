//! A problem card: what is wrong, the equation, what would agree, the likeliest repair, and the rule behind it.

use super::aside::AsideButtons;
use super::engine::Engine;
use super::equation::Equation;
use super::loaded::Loaded;
use super::protocol::RuleText;
use super::state::{Selected, State};
use super::words::{Pick, fill, severity_id, severity_name};
use gouji::report::{Finding, Proposal, Severity, Text};
use leptos::prelude::*;
use std::sync::Arc;

/// Equations shown at once; a fault that breaks more is rare and folds the rest away.
const EQUATIONS: usize = 4;

/// A card in the list.
#[component]
pub fn Card(
    /// The report.
    loaded: Arc<Loaded>,
    /// The finding (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Some(finding) = loaded.report.findings.get(index as usize) else { return ().into_any() };
    let card = Selected::Finding(index);
    let (severity, rule) = (finding.severity, finding.rule.to_string());
    let id = rule.clone();
    let chosen = move || state.is_chosen(card).then_some("true");
    view! {
        <article class=format!("card {}", severity_id(severity)) id=format!("card-{index}") data-testid="problem-card"
            data-severity=severity_id(severity) data-rule=id aria-current=chosen on:click=move |_| state.choose(card)>
            <Head card number=(index + 1).to_string() severity rule />
            <Body loaded=loaded.clone() index />
        </article>
    }
    .into_any()
}

/// The head of a card: number, severity, name of the rule.
#[component]
pub fn Head(
    /// The card.
    card: Selected,
    /// Its number, as beside the places in the text.
    number: String,
    /// How grave its problem is.
    severity: Severity,
    /// Id of its rule.
    rule: String,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = rule_name(state, rule.clone());
    view! {
        <h3>
            <button class="card-head" tabindex=move || if state.is_tab_stop(card) { "0" } else { "-1" }
                on:click=move |event| { event.stop_propagation(); state.choose(card) }>
                <span class="card-number">{number}</span>
                <span class="chip"><span class="shape" aria-hidden="true"></span>{move || severity_name(state.words(), severity)}</span>
                {move || state.revision.with(|revision| revision.as_ref()?.mark(state, card)).map(|mark| view! { <span class="version-mark">{mark}</span> })}
                <span class="card-rule">{name}</span>
                <code>{rule}</code>
            </button>
        </h3>
    }
}

/// What a card says.
#[component]
pub fn Body(
    /// The report.
    loaded: Arc<Loaded>,
    /// The finding (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let finding = loaded.report.findings.get(index as usize)?;
    let message = finding.message.clone();
    let relations = &finding.relations;
    let owner = Selected::Finding(index);
    let equation = |index: &u32| view! { <Worked loaded=loaded.clone() index=*index owner /> };
    let shown = relations.iter().take(EQUATIONS).map(equation).collect_view();
    let folded = relations.get(EQUATIONS..).filter(|rest| !rest.is_empty());
    let folded = folded.map(|rest| {
        let count = rest.len();
        view! {
            <details class="folded" on:click=|event| event.stop_propagation()>
                <summary tabindex=stop_within(state, owner)>{move || super::words::fill(state.words().more_equations, count)}</summary>
                {rest.iter().map(equation).collect_view()}
            </details>
        }
    });
    // A finding that stands alone brings its equation as a sentence of its own.
    let alone = relations.is_empty().then(|| finding.equation.clone()).flatten();
    let hint = finding.hint.clone();
    let values = finding.clone();
    let whereabouts = loaded.whereabouts.get(index as usize).cloned().flatten();
    Some(view! {
        <p class="message">{move || state.text(&message)}</p>
        {whereabouts.map(|at| view! { <p class="whereabouts"><span>{state.say(|w| w.whereabouts)}</span>{move || state.text(&at)}</p> })}
        {shown}
        {folded}
        {alone.map(|equation| view! { <p class="equation"><span class="sign">{equation}</span></p> })}
        <Values finding=values />
        {hint.map(|hint| view! { <Hint hint /> })}
        <Actions card=owner rule=finding.rule.to_string() proposals=finding.proposals.clone() />
        <RuleDetails rule=finding.rule.to_string() owner />
    })
}

/// A relation with its name in words.
#[component]
fn Worked(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
    /// The finding it belongs to.
    owner: Selected,
) -> impl IntoView {
    let name = loaded.report.relations.get(index as usize)?.name.as_ref().map(ToString::to_string);
    Some(view! {
        {name.map(|name| view! { <p class="formula" lang="zh-CN">{name}</p> })}
        <Equation loaded index owner />
    })
}

/// What can be done about a problem, on the chosen card: write what is proposed, set it aside, tell that it is none.
#[component]
pub fn Actions(
    /// The card.
    card: Selected,
    /// Id of its rule.
    rule: String,
    /// What would mend it.
    proposals: Vec<Proposal>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let rule = StoredValue::new(rule);
    let proposals = StoredValue::new(proposals);
    let apply = move |(at, proposal): (usize, Proposal)| {
        let Proposal { written, proposed, .. } = proposal;
        let title = {
            let proposed = proposed.clone();
            move || fill(fill(state.words().apply_means, &written), &proposed)
        };
        view! {
            <button class="second" data-testid="apply" title=title
                on:click=move |event| { event.stop_propagation(); engine.apply(card, at); }>
                {move || fill(state.words().apply, &proposed)}
                {(at == 0).then(|| view! { <kbd>"a"</kbd> })}
            </button>
        }
    };
    let mistaken = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        state.mistaken.set(Some(card));
    };
    let is_open = move || state.is_chosen(card) && !state.aside.with(|aside| aside.contains_key(&card));
    view! {
        <Show when=is_open>
            <div class="card-actions">
                {proposals.get_value().into_iter().enumerate().map(apply).collect_view()}
                <AsideButtons card rule=rule.get_value() />
                <button class="quiet" data-testid="is-mistaken" on:click=mistaken>{state.say(|w| w.mistaken)}</button>
            </div>
        </Show>
    }
}

/// The likeliest repair.
#[component]
pub fn Hint(
    /// The repair in words.
    hint: Text,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! { <p class="hint"><b>{state.say(|w| w.hint)}</b>{move || state.text(&hint)}</p> }
}

/// As written, as it would agree, and the difference.
#[component]
pub fn Values(
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let state = expect_context::<State>();
    let value = |pick: Pick, value: &Option<String>| {
        value.clone().map(|value| view! { <div><dt>{state.say(pick)}</dt><dd>{value}</dd></div> })
    };
    let any = finding.stated.is_some() || finding.expected.is_some() || finding.difference.is_some();
    any.then(|| {
        view! {
            <dl class="values">
                {value(|w| w.stated, &finding.stated)}
                {value(|w| w.expected, &finding.expected)}
                {value(|w| w.difference, &finding.difference)}
            </dl>
        }
    })
}

/// What the rule is, why it matters, where it comes from.
#[component]
pub fn RuleDetails(
    /// Id of the rule.
    rule: String,
    /// The card it stands on.
    owner: Selected,
) -> impl IntoView {
    let state = expect_context::<State>();
    let text = move || state.rules.with(|rules| rules.iter().find(|known| known.id == rule).cloned());
    let details = move || {
        text().map(|rule| {
            view! {
                <details class="rule" on:click=|event| event.stop_propagation()>
                    <summary tabindex=stop_within(state, owner)>{state.say(|w| w.about_rule)}</summary>
                    <p>{state.text(&rule.what)}</p>
                    <p>{state.text(&rule.why)}</p>
                    <p class="basis"><span>{state.say(|w| w.basis)}</span><span lang="zh-CN">{rule.source}</span></p>
                </details>
            }
        })
    };
    view! { {details} }
}

/// Whether Tab stops at what stands on a card: on the chosen one. The arrow keys reach it on any.
pub fn stop_within(state: State, owner: Selected) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || if state.is_chosen(owner) { "0" } else { "-1" }
}

/// Name of a rule in the chosen language; its id where it has none.
pub fn rule_name(state: State, rule: String) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let named =
        move |rules: &[RuleText], id: &str| rules.iter().find(|known| known.id == id).map(|known| known.name.clone());
    move || match state.rules.with(|rules| named(rules, &rule)) {
        Some(name) => state.text(&name),
        None => rule.clone(),
    }
}
