//! What is set (设置): rules that stay quiet, thresholds, formulas of one's own. Kept in memory, on this machine only if the
//! user allows it, and handed on as one file.

mod completion;
mod dialog;
mod formulas;
mod rules;

pub use dialog::Dialog;

use super::engine::Engine;
use super::protocol::{Input, Request, Trial};
use super::remembered;
use gouji::report::Text;
use gouji::settings::{Options, OwnFormula};
use leptos::prelude::*;
use std::sync::Arc;

/// Key under which the settings are remembered on this machine.
const KEY: &str = "gouji-settings";

/// The settings, and what the engine says about them.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// What is set.
    pub options: RwSignal<Options>,
    /// The names that a formula may use.
    pub names: RwSignal<Arc<[String]>>,
    /// What the formula that is being written comes to in the open report; `None` until the engine has answered.
    pub trial: RwSignal<Option<Result<Trial, Text>>>,
    /// The formula that was found to be right last.
    pub fine: RwSignal<String>,
    /// What became of a file of settings.
    pub remark: RwSignal<Option<Remark>>,
    /// Whether they are remembered on this machine.
    pub kept: RwSignal<bool>,
    /// What they were before the last file or reset.
    pub before: RwSignal<Option<Options>>,
    file: StoredValue<String>,
    /// Number and text of the formula that is being tried.
    attempt: StoredValue<(u32, String)>,
    /// Whether what was remembered has been asked for.
    recalled: StoredValue<bool>,
}

/// What became of a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It was taken.
    Taken,
    /// It cannot be used.
    Refused(Text),
    /// Everything is as the program comes.
    Reset,
}

impl Settings {
    /// As the program comes.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            options: RwSignal::new(Options::default()),
            names: RwSignal::new(Arc::default()),
            trial: RwSignal::new(None),
            fine: RwSignal::new(String::new()),
            remark: RwSignal::new(None),
            kept: RwSignal::new(remembered::recall(KEY).is_some()),
            before: RwSignal::new(None),
            file: StoredValue::new(String::new()),
            attempt: StoredValue::new((0, String::new())),
            recalled: StoredValue::new(false),
        }
    }

    /// How much is set otherwise than the program comes.
    pub fn changes(self) -> usize {
        let usual = Options::default();
        self.options.with(|options| {
            let thresholds = [options.tolerance != usual.tolerance, options.deviation != usual.deviation];
            options.off.len() + options.formulas.len() + thresholds.iter().filter(|changed| **changed).count()
        })
    }

    /// The settings as a file.
    pub fn file(self) -> String {
        self.file.get_value()
    }

    /// Remembers the settings on this machine, or forgets them there.
    pub fn keep(self, kept: bool) {
        self.kept.set(kept);
        self.remember();
    }

    fn remember(self) {
        if self.kept.get_untracked() {
            remembered::remember(KEY, &self.file.get_value());
        } else {
            remembered::forget(KEY);
        }
    }
}

impl Engine {
    /// The engine listens: what was remembered is read, or the file of what is set is asked for.
    pub fn begin_settings(self, names: Vec<String>) {
        let settings = self.state.settings;
        settings.names.set(names.into());
        let recalled = remembered::recall(KEY).filter(|_| !settings.recalled.get_value());
        settings.recalled.set_value(true);
        match recalled {
            Some(text) => self.post(&Request::ReadSettings { input: Input::Text(text) }),
            None => self.post(&Request::WriteSettings { options: settings.options.get_untracked() }),
        }
    }

    /// Sets what is changed in the settings, and checks again.
    pub fn set(self, change: impl FnOnce(&mut Options)) {
        let settings = self.state.settings;
        settings.remark.set(None);
        settings.options.update(change);
        self.post(&Request::WriteSettings { options: settings.options.get_untracked() });
        self.check_again();
    }

    /// Replaces all settings; it can be undone.
    pub fn replace_settings(self, options: Options, remark: Remark) {
        let settings = self.state.settings;
        let before = settings.options.get_untracked();
        if before != options {
            settings.before.set(Some(before));
            self.set(|own| *own = options);
        }
        settings.remark.set(Some(remark));
    }

    /// Takes the last file or reset back.
    pub fn undo_settings(self) {
        if let Some(before) = self.state.settings.before.get_untracked() {
            self.state.settings.before.set(None);
            self.set(|own| *own = before);
        }
    }

    /// Asks what a formula comes to in the open report.
    pub fn try_formula(self, formula: OwnFormula) {
        let settings = self.state.settings;
        let attempt = settings.attempt.with_value(|(attempt, _)| attempt.wrapping_add(1));
        settings.attempt.set_value((attempt, formula.formula.clone()));
        let file = self.state.loaded.with_untracked(|loaded| loaded.as_ref().map(|loaded| loaded.file));
        self.post(&Request::Try { attempt, file: file.unwrap_or_default(), formula });
    }

    /// What a formula comes to.
    pub fn hear_trial(self, attempt: u32, answer: Result<Trial, Text>) {
        let settings = self.state.settings;
        let (latest, formula) = settings.attempt.get_value();
        if attempt == latest {
            settings.fine.set(if answer.is_ok() { formula } else { String::new() });
            settings.trial.set(Some(answer));
        }
    }

    /// What a file of settings says.
    pub fn hear_settings(self, answer: Result<Options, Text>) {
        let settings = self.state.settings;
        match answer {
            Ok(options) if settings.open.get_untracked() => self.replace_settings(options, Remark::Taken),
            Ok(options) => self.set(|own| *own = options),
            Err(why) => settings.remark.set(Some(Remark::Refused(why))),
        }
    }

    /// The settings as a file.
    pub fn hear_settings_file(self, text: String) {
        let settings = self.state.settings;
        settings.file.set_value(text);
        if settings.kept.get_untracked() {
            settings.remember();
        }
    }
}
