//! In which order and in which groups the cards stand.

use super::card::rule_name;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::{Words, severity_name};
use gouji::report::Severity;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the cards are grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Group {
    /// Not at all.
    #[default]
    None,
    /// The section of the report.
    Section,
    /// How grave.
    Severity,
    /// The rule.
    Rule,
    /// What kind of relation does not hold: sums, rates, marks, …
    Kind,
}

/// What may be chosen, as the field names it.
const GROUPS: [(Group, &str, super::words::Pick); 5] = [
    (Group::None, "none", |w| w.group_none),
    (Group::Section, "section", |w| w.group_section),
    (Group::Severity, "severity", |w| w.group_severity),
    (Group::Rule, "rule", |w| w.group_rule),
    (Group::Kind, "kind", |w| w.group_kind),
];

/// Cards in the order that is chosen; those of a group stand together, problems between files first.
pub fn ordered(loaded: &Loaded, mut cards: Vec<Selected>, group: Group, by_place: bool) -> Vec<Selected> {
    let is_own = |card: &Selected| !matches!(card, Selected::Across(_));
    if by_place {
        cards.sort_by_key(|card| (is_own(card), place(loaded, *card)));
    }
    if group != Group::None {
        let mut order: BTreeMap<String, usize> = BTreeMap::new();
        for card in &cards {
            let next = order.len();
            order.entry(sort_key(loaded, *card, group)).or_insert(next);
        }
        // A rule stands where its first card stands; sections and severities have an order of their own.
        let has_order = matches!(group, Group::Section | Group::Severity);
        cards.sort_by_cached_key(|card| {
            let key = sort_key(loaded, *card, group);
            let rank = if has_order { 0 } else { order.get(&key).copied().unwrap_or_default() };
            (is_own(card), rank, key)
        });
    }
    cards
}

impl State {
    /// The title of the group in which a card stands; empty where cards are not grouped.
    pub fn group_title(self, loaded: &Loaded, card: Selected) -> String {
        let Some(finding) = loaded.finding(card) else { return String::new() };
        match self.group.get() {
            Group::None => String::new(),
            Group::Section => {
                let section = section(loaded, card).and_then(|at| loaded.report.sections.get(at));
                section.map_or_else(|| self.words().outside_sections.to_owned(), |section| section.title.clone())
            }
            Group::Severity => severity_name(self.words(), finding.severity).to_owned(),
            Group::Rule => rule_name(self, finding.rule.to_string())(),
            Group::Kind => kind_name(self.words(), kind(&finding.rule)).to_owned(),
        }
    }
}

fn place(loaded: &Loaded, card: Selected) -> u32 {
    loaded.finding(card).and_then(|finding| finding.marks.first()).map_or(0, |mark| mark.span.start)
}

fn sort_key(loaded: &Loaded, card: Selected, group: Group) -> String {
    let Some(finding) = loaded.finding(card) else { return String::new() };
    match group {
        Group::None => String::new(),
        Group::Section => format!("{:06}", section(loaded, card).map_or(0, |at| at + 1)),
        Group::Severity => match finding.severity {
            Severity::Error => "0".into(),
            Severity::Warning => "1".into(),
            Severity::Info => "2".into(),
        },
        Group::Rule => finding.rule.to_string(),
        Group::Kind => kind(&finding.rule).to_owned(),
    }
}

/// The innermost section in which a card's first place stands.
fn section(loaded: &Loaded, card: Selected) -> Option<usize> {
    let start = place(loaded, card);
    let holds = |section: &gouji::outline::Section| {
        section.extent.is_some_and(|extent| extent.start <= start && start < extent.end)
    };
    loaded.report.sections.iter().rposition(holds)
}

/// The kind of a rule: what stands before the stroke in its id.
fn kind(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}

fn kind_name<'a>(words: &'a Words, kind: &'a str) -> &'a str {
    match kind {
        "sum" => words.kind_sum,
        "ratio" => words.kind_ratio,
        "score" => words.kind_score,
        "cross" => words.kind_cross,
        "budget" => words.kind_budget,
        "count" => words.kind_count,
        "complete" => words.kind_complete,
        "disclosure" => words.kind_disclosure,
        "order" => words.kind_order,
        "people" => words.kind_people,
        "target" => words.kind_target,
        "unit" => words.kind_unit,
        "wording" => words.kind_wording,
        other => other,
    }
}

/// The choice of group and order above the cards.
#[component]
pub fn Order() -> impl IntoView {
    let state = expect_context::<State>();
    let options = GROUPS.map(|(group, id, name)| {
        view! { <option value=id selected=move || state.group.get() == group>{state.say(name)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        let group = GROUPS.iter().find(|(_, id, _)| *id == value).map_or(Group::None, |(group, ..)| *group);
        state.group.set(group);
    };
    let sort = move |event: web_sys::Event| state.by_place.set(event_target_value(&event) == "place");
    view! {
        <div class="cards-order">
            <label>{state.say(|w| w.group_by)}<select data-testid="group-by" on:change=choose>{options.collect_view()}</select></label>
            <label>{state.say(|w| w.sort_by)}
                <select data-testid="sort-by" on:change=sort>
                    <option value="gravity">{state.say(|w| w.sort_gravity)}</option>
                    <option value="place" selected=move || state.by_place.get()>{state.say(|w| w.sort_place)}</option>
                </select>
            </label>
            <button class="quiet" data-testid="todo-open" on:click=move |_| state.todo.set(true)>{state.say(|w| w.todo)}</button>
        </div>
    }
}
