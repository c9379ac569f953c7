//! What a screen reader says when something changes that is not where the reader is: the verdict on a report that has
//! opened, the problem or relation that was stepped to, how many problems a filter leaves.

use super::card::rule_name;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::{fill, severity_name, verdict_name};
use gouji::report::{Finding, Severity};
use leptos::prelude::*;

/// The line that is read out. It stands there from the beginning: what comes with its words is not read.
#[component]
pub fn Announcement() -> impl IntoView {
    let state = expect_context::<State>();
    let said = RwSignal::new(String::new());
    Effect::new(move || {
        let revised = state.revision.get().map(|revision| revision.sentence(state));
        let sentence = state.loaded.with(|loaded| loaded.as_deref().map(|loaded| verdict(state, loaded)));
        let sentence = revised.or(sentence);
        said.set(sentence.unwrap_or_default());
    });
    Effect::new(move |before: Option<u32>| {
        let chosen = state.selected.get();
        let generation = state.loaded.with_untracked(|loaded| loaded.as_ref().map_or(0, |loaded| loaded.generation));
        let sentence = state.loaded.with_untracked(|loaded| of_chosen(state, loaded.as_deref()?, chosen?));
        // What is still chosen in a new version was said before; what has changed is the news.
        let is_news = before == Some(generation) || state.revision.with_untracked(Option::is_none);
        if let Some(sentence) = sentence.filter(|_| is_news) {
            said.set(sentence);
        }
        generation
    });
    let counts = Memo::new(move |_| state.shown.with(Vec::len));
    Effect::new(move |before: Option<usize>| {
        let shown = counts.get();
        let all = state.loaded.with_untracked(|loaded| loaded.as_deref().map_or(0, Loaded::cards));
        // Without a filter the number was said when the report opened.
        if before.is_some_and(|before| before != shown) && shown < all {
            said.set(fill(fill(untrack(|| state.words()).problems_shown, shown), all));
        }
        shown
    });
    view! { <p class="unseen" role="status" data-testid="announcement">{move || said.get()}</p> }
}

/// Problems by severity, and relations with those that agree.
fn verdict(state: State, loaded: &Loaded) -> String {
    let agreeing = loaded.report.relations.iter().filter(|relation| relation.agrees()).count();
    let problems = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| loaded.count(severity));
    let counts = problems.into_iter().chain([loaded.report.relations.len(), agreeing]);
    counts.fold(state.words().verdict_said.to_owned(), fill)
}

fn of_chosen(state: State, loaded: &Loaded, chosen: Selected) -> Option<String> {
    match chosen {
        Selected::Across(index) => {
            let across = loaded.submission.across.get(index as usize)?;
            Some(of_finding(state, chosen, &across.finding))
        }
        Selected::Finding(index) => Some(of_finding(state, chosen, loaded.report.findings.get(index as usize)?)),
        Selected::Relation(index) => {
            let relation = loaded.report.relations.get(index as usize)?;
            let verdict = verdict_name(untrack(|| state.words()), relation.verdict);
            Some(fill(fill(untrack(|| state.words()).relation_said, verdict), &relation.equation))
        }
        // Explained in a region of its own.
        Selected::Quantity(_) => None,
    }
}

/// Which of how many, how grave, which rule, and what it says.
fn of_finding(state: State, chosen: Selected, finding: &Finding) -> String {
    untrack(|| {
        let words = state.words();
        let (at, of) = state.shown.with(|shown| {
            let at = shown.iter().position(|card| *card == chosen).map_or(0, |at| at + 1);
            (at, shown.len())
        });
        let name = rule_name(state, finding.rule.to_string())();
        let said = [at.to_string(), of.to_string(), severity_name(words, finding.severity).to_owned(), name];
        said.into_iter().chain([state.text(&finding.message)]).fold(words.problem_said.to_owned(), fill)
    })
}
