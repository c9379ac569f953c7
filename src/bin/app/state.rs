//! What the page knows: one struct of signals; everything on screen is derived from it.

use super::loaded::{Card, Lit, Loaded};
use super::protocol::{FileKey, RuleText};
use super::words::{Lang, Pick, Words};
use gouji::document::Span;
use gouji::report::{Finding, Role, Severity, Text};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The page's state. Every field is a signal, so the struct is only a bundle of handles.
#[derive(Clone, Copy)]
pub struct State {
    /// Language of the interface.
    pub lang: RwSignal<Lang>,
    /// Whether the page is dark.
    pub dark: RwSignal<bool>,
    /// The report on screen.
    pub loaded: RwSignal<Option<Arc<Loaded>>>,
    /// Whether the first screen is shown although there is a report.
    pub choosing: RwSignal<bool>,
    /// What is being checked now.
    pub busy: RwSignal<Option<Busy>>,
    /// What went wrong, until it is closed.
    pub notice: RwSignal<Option<Notice>>,
    /// The text that was typed or pasted last. Kept in memory only.
    pub typed: StoredValue<Option<String>>,
    /// A file of the submission that is to be opened, and what is to be chosen in it.
    pub wanted: RwSignal<Option<(FileKey, Option<Choice>)>>,
    /// Files whose remarks on how they were read have been closed.
    pub remarks_closed: RwSignal<BTreeSet<FileKey>>,
    /// What is chosen.
    pub selected: RwSignal<Option<Selected>>,
    /// Where the document is to scroll. Setting it again scrolls again.
    pub goal: RwSignal<Option<Span>>,
    /// What fills the middle.
    pub view: RwSignal<View>,
    /// Which pane a narrow window shows.
    pub pane: RwSignal<Pane>,
    /// Whether the window has room for one pane only.
    pub narrow: RwSignal<bool>,
    /// Severities shown; empty means all.
    pub severities: RwSignal<BTreeSet<Severity>>,
    /// Text that shown cards must contain.
    pub search: RwSignal<String>,
    /// Whether numbers without a verdict are marked, too.
    pub show_unchecked: RwSignal<bool>,
    /// Whether single keys are commands.
    pub shortcuts: RwSignal<bool>,
    /// Whether the help is open.
    pub help: RwSignal<bool>,
    /// What the rules say about themselves.
    pub rules: RwSignal<Arc<Vec<RuleText>>>,
    /// Places that are lit, derived from `selected`.
    pub lit: Memo<Vec<Lit>>,
}

/// What is being checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// Name of the file or example.
    pub name: Option<String>,
    /// How far it is.
    pub stage: Stage,
    /// Files that were read or refused already.
    pub at: usize,
    /// Files in all, as far as is known.
    pub of: usize,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being read.
    Reading,
    /// Being checked.
    Checking,
    /// Coming back from the worker, in percent.
    Receiving(u8),
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// None of the files could be read: their names, and why.
    Refused(Arc<[(Option<String>, Text)]>),
    /// The worker died; a new one runs.
    Died,
    /// The worker cannot be started at all.
    NoEngine,
    /// More files than one submission takes: so many were left out.
    TooMany(usize),
    /// The input holds no text.
    Empty,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Selected {
    /// A problem between files (position in the submission).
    Across(u32),
    /// A finding (position in the report).
    Finding(u32),
    /// A relation.
    Relation(u32),
    /// A number of the text.
    Quantity(u32),
}

impl From<Card> for Selected {
    fn from(card: Card) -> Self {
        match card {
            Card::Across(index) => Self::Across(index),
            Card::Finding(index) => Self::Finding(index),
        }
    }
}

/// What is to be chosen in a file that is opened, and where it is to scroll.
pub type Choice = (Selected, Span);

/// How a report comes to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Handed in anew: nothing of what was set for the one before it holds.
    Fresh,
    /// Of the same submission, checked again: view and choice stay where they are.
    Revised,
    /// Another file of the submission on screen.
    Opened(Option<Choice>),
}

/// What fills the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// 原文: the report as a document.
    Text,
    /// 勾稽: every relation.
    Relations,
    /// 结构: the sections.
    Outline,
    /// 编辑: the text, to be changed.
    Edit,
}

/// A pane of a narrow window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// Sections.
    Sections,
    /// The middle.
    Middle,
    /// Problem cards.
    Cards,
}

impl State {
    /// The state of a page just opened.
    pub fn new() -> Self {
        let loaded: RwSignal<Option<Arc<Loaded>>> = RwSignal::new(None);
        let selected = RwSignal::new(None);
        Self {
            lang: RwSignal::new(Lang::preferred()),
            dark: RwSignal::new(super::theme::is_dark()),
            loaded,
            choosing: RwSignal::new(false),
            busy: RwSignal::new(None),
            notice: RwSignal::new(None),
            typed: StoredValue::new(None),
            wanted: RwSignal::new(None),
            remarks_closed: RwSignal::new(BTreeSet::new()),
            selected,
            goal: RwSignal::new(None),
            view: RwSignal::new(View::Text),
            pane: RwSignal::new(Pane::Cards),
            narrow: RwSignal::new(false),
            severities: RwSignal::new(BTreeSet::new()),
            search: RwSignal::new(String::new()),
            show_unchecked: RwSignal::new(false),
            shortcuts: RwSignal::new(true),
            help: RwSignal::new(false),
            rules: RwSignal::new(Arc::default()),
            lit: Memo::new(move |_| lit(loaded.get().as_deref(), selected.get())),
        }
    }

    /// The words of the chosen language.
    pub fn words(self) -> &'static Words {
        self.lang.get().words()
    }

    /// One word or sentence, following the language.
    pub fn say(self, pick: Pick) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || pick(self.words())
    }

    /// A sentence of the engine in the chosen language.
    pub fn text(self, text: &Text) -> String {
        match self.lang.get() {
            Lang::Zh => text.zh.clone(),
            Lang::En => text.en.clone(),
        }
    }

    /// Chooses a card and goes to its first place; that of a problem between files may be in another file.
    pub fn choose(self, selected: Selected) {
        match selected {
            Selected::Across(index) => self.choose_across(index),
            Selected::Finding(index) => self.choose_finding(index),
            Selected::Relation(index) => self.choose_relation(index),
            Selected::Quantity(_) => self.selected.set(Some(selected)),
        }
    }

    /// Chooses a problem between files and goes to its place in the file that is open, else in its first file.
    fn choose_across(self, index: u32) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let Some(across) = loaded.submission.across.get(index as usize) else { return };
        let here = across.places.iter().find(|place| place.file == loaded.file);
        if let Some(place) = here.or(across.places.first()) {
            self.follow(place.file, Selected::Across(index), place.mark.span);
        }
    }

    /// Chooses something at a place of a file, opening the file if need be.
    pub fn follow(self, file: FileKey, selected: Selected, span: Span) {
        if self.loaded.with_untracked(|loaded| loaded.as_ref().is_some_and(|loaded| loaded.file == file)) {
            self.selected.set(Some(selected));
            self.go_to(span);
        } else {
            self.wanted.set(Some((file, Some((selected, span)))));
        }
    }

    /// Chooses a finding and goes to its first place.
    pub fn choose_finding(self, index: u32) {
        self.selected.set(Some(Selected::Finding(index)));
        let first = self.lit.with_untracked(|lit| lit.first().map(|lit| lit.span));
        if let Some(span) = first {
            self.go_to(span);
        }
    }

    /// Chooses a relation and goes to its stated number.
    pub fn choose_relation(self, index: u32) {
        self.selected.set(Some(Selected::Relation(index)));
        let first = self.lit.with_untracked(|lit| lit.first().map(|lit| lit.span));
        if let Some(span) = first {
            self.go_to(span);
        }
    }

    /// Brings a place of the document into view.
    pub fn go_to(self, span: Span) {
        if self.view.get_untracked() != View::Text {
            self.view.set(View::Text);
        }
        self.pane.set(Pane::Middle);
        self.goal.set(Some(span));
    }

    /// The cards that pass filter and search: problems between files, then those of the file that is open.
    pub fn shown_cards(self) -> Vec<Selected> {
        let Some(loaded) = self.loaded.get() else { return Vec::new() };
        let severities = self.severities.get();
        let search = self.search.get().trim().to_lowercase();
        let passes = |finding: &Finding| {
            let wanted = severities.is_empty() || severities.contains(&finding.severity);
            let parts = [finding.message.zh.as_str(), &finding.message.en, &finding.rule];
            let equation = finding.equation.as_deref().unwrap_or_default();
            wanted
                && (search.is_empty()
                    || parts.iter().any(|part| part.to_lowercase().contains(&search))
                    || equation.contains(&search))
        };
        let across = (0..).zip(loaded.submission.across.iter().map(|across| &across.finding));
        let across = across.filter(|(_, finding)| passes(finding)).map(|(index, _)| Selected::Across(index));
        let own = (0..).zip(&loaded.report.findings).filter(|(_, finding)| passes(finding));
        across.chain(own.map(|(index, _)| Selected::Finding(index))).collect()
    }

    /// Makes sure that a card is not filtered away.
    pub fn reveal(self, severity: Severity, card: Selected) {
        if untrack(|| self.shown_cards()).contains(&card) {
            return;
        }
        self.search.update(String::clear);
        if !self.severities.with_untracked(BTreeSet::is_empty) {
            self.severities.update(|chosen| {
                chosen.insert(severity);
            });
        }
    }

    /// The next (or previous) shown card after the selected one; at the end it stays.
    pub fn step(self, forward: bool) {
        let shown = untrack(|| self.shown_cards());
        let selected = self.selected.get_untracked();
        let current = shown.iter().position(|card| Some(*card) == selected);
        let target = match (current, forward) {
            (Some(at), true) => shown.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|before| shown.get(before)),
            (None, true) => shown.first(),
            (None, false) => shown.last(),
        };
        if let Some(card) = target {
            self.choose(*card);
        }
    }

    /// Shows a report. While the text is being edited, view and choice stay where they are.
    pub fn replace(self, loaded: Arc<Loaded>, arrival: Arrival) {
        let editing = self.view.get_untracked() == View::Edit && !self.choosing.get_untracked();
        let stays = arrival == Arrival::Revised && self.revises(&loaded);
        let kept = if stays { self.same_finding(&loaded).map(Selected::Finding) } else { None };
        let chosen = if let Arrival::Opened(chosen) = arrival { chosen } else { None };
        self.selected.set(None);
        self.goal.set(None);
        self.wanted.set(None);
        self.loaded.set(Some(loaded));
        self.choosing.set(false);
        self.selected.set(kept.or(chosen.map(|(selected, _)| selected)));
        if editing && !stays {
            self.view.set(View::Text);
        }
        if arrival == Arrival::Fresh {
            self.view.set(View::Text);
            self.pane.set(Pane::Cards);
            self.severities.update(BTreeSet::clear);
            self.search.update(String::clear);
            self.remarks_closed.update(BTreeSet::clear);
        }
        if let Some((_, span)) = chosen {
            self.go_to(span);
        }
    }

    /// Whether a report is that of the file on screen, as it is or with its text changed.
    fn revises(self, new: &Loaded) -> bool {
        let old = self.loaded.get_untracked();
        old.is_some_and(|old| old.file == new.file || new.submission.line(old.file).is_none() && old.name == new.name)
    }

    /// Where the selected finding stands in the new report; its id survives edits around it.
    fn same_finding(self, new: &Loaded) -> Option<u32> {
        let Some(Selected::Finding(index)) = self.selected.get_untracked() else { return None };
        let old = self.loaded.get_untracked()?;
        let id = &old.report.findings.get(index as usize)?.id;
        let at = new.report.findings.iter().position(|finding| finding.id == *id)?;
        u32::try_from(at).ok()
    }

    /// Back to the first screen with nothing kept.
    pub fn forget(self) {
        self.loaded.set(None);
        self.selected.set(None);
        self.goal.set(None);
        self.notice.set(None);
        self.choosing.set(false);
        self.view.set(View::Text);
        self.severities.update(BTreeSet::clear);
        self.search.update(String::clear);
        self.typed.set_value(None);
        self.wanted.set(None);
        self.remarks_closed.update(BTreeSet::clear);
    }
}

fn lit(loaded: Option<&Loaded>, selected: Option<Selected>) -> Vec<Lit> {
    match (loaded, selected) {
        (Some(loaded), Some(Selected::Across(index))) => loaded.lit_across(index),
        (Some(loaded), Some(Selected::Finding(index))) => loaded.lit_by_finding(index),
        (Some(loaded), Some(Selected::Relation(index))) => loaded.lit_by_relation(index),
        (Some(loaded), Some(Selected::Quantity(index))) => {
            let quantity = loaded.report.quantities.get(index as usize);
            quantity.map(|quantity| Lit { span: quantity.span, role: Role::Place }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
