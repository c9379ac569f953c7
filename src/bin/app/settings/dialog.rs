//! The dialog 设置.

use super::super::download::download;
use super::super::engine::Engine;
use super::super::protocol::{Input as ToBeChecked, Request};
use super::super::state::State;
use super::Remark;
use super::formulas::Formulas;
use super::rules::Rules;
use gouji::settings::Options;
use leptos::html::{Dialog as Element, Input};
use leptos::prelude::*;
use rust_decimal::Decimal;
use web_sys::HtmlInputElement;

/// Name of the file that settings are exported as.
const FILE_NAME: &str = "gouji-settings.json";

/// The settings; the browser keeps the focus inside while they are open.
#[component]
pub fn Dialog() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<Element>::new();
    let open = state.settings.open;
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="settings" node_ref=dialog aria-labelledby="settings-title" data-testid="settings-dialog" on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="settings-head">
                    <h2 id="settings-title">{state.say(|w| w.settings)}</h2>
                    <button class="quiet" data-testid="settings-close" on:click=move |_| open.set(false)>{state.say(|w| w.close)}</button>
                </div>
                <div class="settings-body">
                    <Formulas />
                    <Thresholds />
                    <Rules />
                </div>
                <Handing />
            </Show>
        </dialog>
    }
}

/// The number in a field; what is none leaves the setting as it was.
fn number(event: &web_sys::Event) -> Option<Decimal> {
    event_target_value(event).trim().parse().ok().filter(|number| *number >= Decimal::ZERO)
}

/// From which size on something is spoken of.
#[component]
fn Thresholds() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let options = state.settings.options;
    let tolerance = move |event| {
        if let Some(value) = number(&event) {
            engine.set(|options| options.tolerance = value);
        }
        event_target::<HtmlInputElement>(&event).set_value(&options.with_untracked(|it| it.tolerance.to_string()));
    };
    let deviation = move |event| {
        if let Some(value) = number(&event) {
            engine.set(|options| options.deviation = value);
        }
        event_target::<HtmlInputElement>(&event).set_value(&options.with_untracked(|it| it.deviation.to_string()));
    };
    view! {
        <section aria-labelledby="settings-thresholds">
            <h3 id="settings-thresholds">{state.say(|w| w.thresholds)}</h3>
            <label class="threshold">{state.say(|w| w.tolerance)}
                <span><input type="text" inputmode="decimal" data-testid="tolerance" prop:value=move || options.with(|it| it.tolerance.to_string()) on:change=tolerance />"元"</span>
                <span class="remark">{state.say(|w| w.tolerance_means)}</span>
            </label>
            <label class="threshold">{state.say(|w| w.deviation)}
                <span><input type="text" inputmode="decimal" data-testid="deviation" prop:value=move || options.with(|it| it.deviation.to_string()) on:change=deviation />"%"</span>
                <span class="remark">{state.say(|w| w.deviation_means)}</span>
            </label>
        </section>
    }
}

/// Export, import, reset, and whether this machine remembers.
#[component]
fn Handing() -> impl IntoView {
    let state = expect_context::<State>();
    let engine = expect_context::<Engine>();
    let settings = state.settings;
    let chooser = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(chooser) = chooser.get_untracked() {
            chooser.set_value("");
            chooser.click();
        }
    };
    let chosen = move |_| {
        if let Some(file) = chooser.get_untracked().and_then(|chooser| chooser.files()?.get(0)) {
            engine.post(&Request::ReadSettings { input: ToBeChecked::File(file) });
        }
    };
    let remark = move || {
        settings.remark.get().map(|remark| match remark {
            Remark::Taken => state.words().settings_taken.to_owned(),
            Remark::Reset => state.words().settings_reset.to_owned(),
            Remark::Refused(why) => state.text(&why),
        })
    };
    let is_refused = move || settings.remark.with(|remark| matches!(remark, Some(Remark::Refused(_))));
    view! {
        <div class="settings-foot">
            <div class="settings-actions">
                <button class="second" data-testid="settings-export" on:click=move |_| download(FILE_NAME, &settings.file())>{state.say(|w| w.settings_export)}</button>
                <button class="second" data-testid="settings-import" on:click=choose>{state.say(|w| w.settings_import)}</button>
                <input type="file" accept=".json,application/json" hidden=true tabindex="-1" data-testid="settings-file" node_ref=chooser on:change=chosen />
                <button class="second" data-testid="settings-reset" disabled=move || settings.changes() == 0
                    on:click=move |_| engine.replace_settings(Options::default(), Remark::Reset)>{state.say(|w| w.settings_to_reset)}</button>
                <Show when=move || settings.before.with(Option::is_some)>
                    <button class="link" on:click=move |_| engine.undo_settings()>{state.say(|w| w.undo)}</button>
                </Show>
            </div>
            <label class="switch">
                <input type="checkbox" data-testid="settings-keep" prop:checked=settings.kept on:change=move |event| settings.keep(event_target_checked(&event)) />
                {state.say(|w| w.settings_keep)}
            </label>
            <p class="settings-remark" role="status" class:wrong=is_refused data-testid="settings-remark">{remark}</p>
        </div>
    }
}
