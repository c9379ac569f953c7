//! 「这不是问题」: a message to the developers that holds the shape of the sentence and nothing of its content. It is shown
//! before it is copied, and sent nowhere.

use super::state::{Selected, State};
use gouji::decisions::{masked, shapes};
use leptos::html::{Dialog, Textarea};
use leptos::prelude::*;

/// The dialog; open while there is a card it is about.
#[component]
pub fn Mistaken() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<Dialog>::new();
    let area = NodeRef::<Textarea>::new();
    let copied = RwSignal::new(false);
    let text = Memo::new(move |_| state.mistaken.get().and_then(|card| message(state, card)).unwrap_or_default());
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if state.mistaken.get().is_some() && !dialog.open() {
            copied.set(false);
            let _ = dialog.show_modal();
        }
    });
    let copy = move |_| {
        let Some(area) = area.get_untracked() else { return };
        area.select();
        let _ = window().navigator().clipboard().write_text(&area.value());
        copied.set(true);
    };
    view! {
        <dialog class="help mistaken" data-testid="mistaken" node_ref=dialog aria-labelledby="mistaken-title" on:close=move |_| state.mistaken.set(None)>
            <h2 id="mistaken-title">{state.say(|w| w.mistaken)}</h2>
            <p>{state.say(|w| w.mistaken_means)}</p>
            <textarea data-testid="mistaken-text" node_ref=area rows="11" spellcheck="false" aria-label=state.say(|w| w.mistaken_text) prop:value=text />
            <form method="dialog">
                <button type="button" class="main" data-testid="mistaken-copy" on:click=copy>{state.say(|w| w.copy)}</button>
                <button class="second">{state.say(|w| w.close)}</button>
                <span role="status">{move || copied.get().then(|| state.words().copied)}</span>
            </form>
        </dialog>
    }
}

fn message(state: State, card: Selected) -> Option<String> {
    let loaded = state.loaded.get()?;
    let finding = loaded.finding(card)?;
    let document = &loaded.report.document;
    let mut lines = vec![
        format!("勾稽 {}", env!("CARGO_PKG_VERSION")),
        format!("规则 {}（{:?}）", finding.rule, finding.severity),
        format!("体例 {}，格式 {:?}", loaded.report.summary.template, document.source),
    ];
    match card {
        // Its places are in several files; the sentence of the message has the names of both.
        Selected::Across(_) => lines.push(masked(&finding.message.zh)),
        _ => lines.extend(shapes(finding, document)),
    }
    lines.extend(finding.equation.as_deref().map(masked));
    let roles = finding.marks.iter().map(|mark| format!("{:?}", mark.role));
    lines.push(format!("角色 {}", roles.take(12).collect::<Vec<_>>().join(" ")));
    lines.push("为什么不是问题：".to_owned());
    Some(lines.join("\n"))
}
