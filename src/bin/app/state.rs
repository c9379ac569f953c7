//! What the page knows: one struct of signals; everything on screen is derived from it.

use super::aside::Book;
use super::figures;
use super::loaded::{Card, Lit, Loaded};
use super::order::{Group, ordered};
use super::part::Draft;
use super::protocol::{FileKey, RuleText, Tally};
use super::revision::Revision;
use super::settings::Settings;
use super::submission::{FileLine, Outcome};
use super::undo::Past;
use super::words::{Lang, Pick, Words};
use gouji::decisions::pair;
use gouji::document::Span;
use gouji::report::{Relation, Role, Severity, Text, Verdict};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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
    /// The versions with which new ones are compared, by the file as it was handed in first.
    pub bases: RwSignal<BTreeMap<FileKey, Arc<Loaded>>>,
    /// What the version on screen has changed, derived from `bases`.
    pub revision: Memo<Option<Arc<Revision>>>,
    /// What was set aside.
    pub book: Book,
    /// The cards of the report on screen that are set aside, each with its decision, derived from `book`.
    pub aside: Memo<BTreeMap<Selected, usize>>,
    /// What the cards are grouped by.
    pub group: RwSignal<Group>,
    /// Whether they stand in the order of the text; else the gravest first.
    pub by_place: RwSignal<bool>,
    /// The card of which the developers are to be told that it is no problem.
    pub mistaken: RwSignal<Option<Selected>>,
    /// Whether the list of what to change where is open.
    pub todo: RwSignal<bool>,
    /// Whether a file is entered by stepping on to it: then at its first problem, or back: then at its last.
    entering: StoredValue<Option<bool>>,
    /// Sources, as they were handed in first, that are read again when they are saved.
    pub connected: RwSignal<BTreeSet<u32>>,
    /// What went wrong, until it is closed.
    pub notice: RwSignal<Option<Notice>>,
    /// The text that was typed or pasted last. Kept in memory only.
    pub typed: StoredValue<Option<String>>,
    /// Whether something is being typed that has not been handed in yet.
    pub drafting: StoredValue<bool>,
    /// What can be undone, the latest last.
    pub past: RwSignal<Vec<Past>>,
    /// A file of the submission that is to be opened, and what is to be chosen in it.
    pub wanted: RwSignal<Option<(FileKey, Option<Choice>)>>,
    /// Files whose remarks on how they were read have been closed.
    pub remarks_closed: RwSignal<BTreeSet<FileKey>>,
    /// What is chosen.
    pub selected: RwSignal<Option<Selected>>,
    /// Where the document is to scroll. Setting it again scrolls again.
    pub goal: RwSignal<Option<Span>>,
    /// The paragraph or cell that is being corrected.
    pub draft: RwSignal<Option<Draft>>,
    /// Whether the document is shown to be corrected in place, derived from `view`.
    pub in_place: Memo<bool>,
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
    /// What is shown of the figures.
    pub figures: figures::Choice,
    /// What is set.
    pub settings: Settings,
    /// What the rules say about themselves.
    pub rules: RwSignal<Arc<Vec<RuleText>>>,
    /// Verdicts of the relations listed; empty means all.
    pub verdicts: RwSignal<BTreeSet<Verdict>>,
    /// Places that are lit, derived from `selected`.
    pub lit: Memo<Vec<Lit>>,
    /// Speaks when more of the document has been drawn.
    pub drawn: RwSignal<()>,
    /// The cards that pass filter and search: problems between files, then those of the file that is open.
    pub shown: Memo<Vec<Selected>>,
    /// The relations that are listed (positions in the report).
    pub listed: Memo<Vec<u32>>,
    /// What is chosen, for those who ask whether it is them: only the one before and the one now hear of it.
    chosen: StoredValue<Selector<Option<Selected>>, LocalStorage>,
    /// The card at which Tab stops: the chosen one, else the first.
    tab_stop: StoredValue<Selector<Option<Selected>>, LocalStorage>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// 数据: every number, and pictures of some.
    Figures,
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
        let selected: RwSignal<Option<Selected>> = RwSignal::new(None);
        let severities: RwSignal<BTreeSet<Severity>> = RwSignal::new(BTreeSet::new());
        let search = RwSignal::new(String::new());
        let verdicts: RwSignal<BTreeSet<Verdict>> = RwSignal::new(BTreeSet::new());
        let book = Book::open();
        let (group, by_place) = (RwSignal::new(Group::default()), RwSignal::new(false));
        let aside = Memo::new(move |_| loaded.get().map(|loaded| book.of(&loaded)).unwrap_or_default());
        let shown = Memo::new(move |_| {
            let Some(loaded) = loaded.get() else { return Vec::new() };
            let mut cards = loaded.cards_that_pass(&severities.get(), &search.get());
            aside.with(|aside| cards.retain(|card| !aside.contains_key(card)));
            ordered(&loaded, cards, group.get(), by_place.get())
        });
        let bases: RwSignal<BTreeMap<FileKey, Arc<Loaded>>> = RwSignal::new(BTreeMap::new());
        let revision = Memo::new(move |_| {
            let now = loaded.get()?;
            let base = bases.with(|bases| bases.get(&now.root).filter(|base| base.file != now.file).cloned())?;
            Some(Arc::new(Revision::of(&base, &now)))
        });
        let listed = Memo::new(move |_| {
            loaded
                .with(|loaded| loaded.as_deref().map(|loaded| loaded.relations_that_pass(&verdicts.get())))
                .unwrap_or_default()
        });
        let tab_stop =
            move || shown.with(|shown| selected.get().filter(|card| shown.contains(card)).or(shown.first().copied()));
        let tab_stop = Memo::new(move |_| tab_stop());
        let view = RwSignal::new(View::Text);
        let is_plain = move || loaded.with(|loaded| loaded.as_ref().is_none_or(|loaded| loaded.is_plain()));
        Self {
            lang: RwSignal::new(Lang::preferred()),
            dark: RwSignal::new(super::theme::is_dark()),
            loaded,
            choosing: RwSignal::new(false),
            busy: RwSignal::new(None),
            book,
            aside,
            group,
            by_place,
            mistaken: RwSignal::new(None),
            todo: RwSignal::new(false),
            entering: StoredValue::new(None),
            bases,
            revision,
            connected: RwSignal::new(BTreeSet::new()),
            notice: RwSignal::new(None),
            typed: StoredValue::new(None),
            drafting: StoredValue::new(false),
            past: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(None),
            remarks_closed: RwSignal::new(BTreeSet::new()),
            selected,
            goal: RwSignal::new(None),
            draft: RwSignal::new(None),
            in_place: Memo::new(move |_| view.get() == View::Edit && !is_plain()),
            view,
            pane: RwSignal::new(Pane::Cards),
            narrow: RwSignal::new(false),
            severities,
            search,
            verdicts,
            show_unchecked: RwSignal::new(false),
            shortcuts: RwSignal::new(true),
            help: RwSignal::new(false),
            figures: figures::Choice::new(),
            settings: Settings::new(),
            rules: RwSignal::new(Arc::default()),
            lit: Memo::new(move |_| lit(loaded.get().as_deref(), selected.get())),
            drawn: RwSignal::new(()),
            shown,
            listed,
            chosen: StoredValue::new_local(Selector::new(move || selected.get())),
            tab_stop: StoredValue::new_local(Selector::new(move || tab_stop.get())),
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
        if self.view.get_untracked() != View::Text && !self.in_place.get_untracked() {
            self.view.set(View::Text);
        }
        self.pane.set(Pane::Middle);
        self.goal.set(Some(span));
    }

    /// Whether something is chosen; whoever asks hears of it only when the answer changes.
    pub fn is_chosen(self, what: Selected) -> bool {
        self.chosen.with_value(|chosen| chosen.selected(&Some(what)))
    }

    /// Whether Tab stops at a card.
    pub fn is_tab_stop(self, card: Selected) -> bool {
        self.tab_stop.with_value(|stop| stop.selected(&Some(card)))
    }

    /// Makes sure that a card is not filtered away.
    pub fn reveal(self, severity: Severity, card: Selected) {
        if self.shown.with_untracked(|shown| shown.contains(&card)) {
            return;
        }
        self.search.update(String::clear);
        if !self.severities.with_untracked(BTreeSet::is_empty) {
            self.severities.update(|chosen| {
                chosen.insert(severity);
            });
        }
    }

    /// The next (or previous) problem after the selected one, or relation where these are listed; at the end it stays.
    pub fn step(self, forward: bool) {
        let selected = self.selected.get_untracked();
        if self.view.get_untracked() == View::Relations {
            let listed = self.listed.get_untracked();
            if let Some(relation) = after(&listed, |relation| Some(Selected::Relation(*relation)) == selected, forward)
            {
                self.selected.set(Some(Selected::Relation(*relation)));
            }
        } else if let Some(card) =
            self.shown.with_untracked(|shown| after(shown, |card| Some(*card) == selected, forward).copied())
        {
            self.choose(card);
        } else {
            self.step_over(forward);
        }
    }

    /// On to the next file with problems, or back to the one before.
    fn step_over(self, forward: bool) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let has_problems = |line: &&FileLine| {
            line.key == loaded.file || matches!(line.outcome, Outcome::Read(tally) if tally != Tally::default())
        };
        let files: Vec<FileKey> = loaded.submission.files.iter().filter(has_problems).map(|line| line.key).collect();
        if let Some(file) = after(&files, |file| *file == loaded.file, forward) {
            self.entering.set_value(Some(forward));
            self.wanted.set(Some((*file, None)));
        }
    }

    /// Problems of a severity, between files and in the file on screen, that are not set aside.
    pub fn count(self, severity: Severity) -> usize {
        let Some(loaded) = self.loaded.get() else { return 0 };
        let cards = (0..loaded.keys.len()).filter_map(|at| loaded.card_at(at));
        let counts = |card: &Selected| loaded.finding(*card).is_some_and(|finding| finding.severity == severity);
        self.aside.with(|aside| cards.filter(|card| !aside.contains_key(card) && counts(card)).count())
    }

    /// Shows a report. While the text is being edited, view and choice stay where they are.
    pub fn replace(self, loaded: Arc<Loaded>, arrival: Arrival) {
        let editing = self.view.get_untracked() == View::Edit && !self.choosing.get_untracked();
        let stays = arrival == Arrival::Revised && self.revises(&loaded);
        let kept = if stays { self.same_choice(&loaded) } else { None };
        let chosen = if let Arrival::Opened(chosen) = arrival { chosen } else { None };
        self.selected.set(None);
        self.goal.set(None);
        self.wanted.set(None);
        self.loaded.set(Some(loaded));
        if !stays {
            self.choosing.set(false);
        }
        self.selected.set(kept.or(chosen.map(|(selected, _)| selected)));
        if editing && !stays {
            self.view.set(View::Text);
        }
        if arrival == Arrival::Fresh {
            self.view.set(View::Text);
            self.pane.set(Pane::Cards);
            self.severities.update(BTreeSet::clear);
            self.verdicts.update(BTreeSet::clear);
            self.search.update(String::clear);
            self.remarks_closed.update(BTreeSet::clear);
        }
        if let Some((_, span)) = chosen {
            self.go_to(span);
        }
        let entering = self.entering.try_update_value(Option::take).flatten();
        if let (Arrival::Opened(None), Some(forward)) = (arrival, entering) {
            let own = self.shown.with_untracked(|shown| {
                let mut own = shown.iter().filter(|card| matches!(card, Selected::Finding(_)));
                let card = if forward { own.next() } else { own.next_back() };
                card.copied()
            });
            if let Some(card) = own {
                self.choose(card);
            }
        }
    }

    /// Whether a report is that of the file on screen, or of another version of it.
    fn revises(self, new: &Loaded) -> bool {
        self.loaded.with_untracked(|old| old.as_ref().is_some_and(|old| old.root == new.root))
    }

    /// What is selected, as it stands in the new report; a problem is known again after edits around it.
    fn same_choice(self, new: &Loaded) -> Option<Selected> {
        let old = self.loaded.get_untracked()?;
        let index = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        match self.selected.get_untracked()? {
            card @ (Selected::Finding(_) | Selected::Across(_)) => {
                let at = old.position(card)?;
                new.card_at(pair(&old.keys, &new.keys).get(at).copied().flatten()?)
            }
            Selected::Relation(chosen) => {
                let old = old.report.relations.get(chosen as usize)?;
                let same = |new: &Relation| new.rule == old.rule && new.equation == old.equation;
                index(new.report.relations.iter().position(same)).map(Selected::Relation)
            }
            Selected::Quantity(_) => None,
        }
    }

    /// Back to the first screen.
    pub fn leave(self) {
        self.loaded.set(None);
        self.selected.set(None);
        self.goal.set(None);
        self.notice.set(None);
        self.choosing.set(false);
        self.view.set(View::Text);
        self.severities.update(BTreeSet::clear);
        self.search.update(String::clear);
        self.typed.set_value(None);
        self.drafting.set_value(false);
        self.draft.set(None);
        self.wanted.set(None);
        self.remarks_closed.update(BTreeSet::clear);
        self.bases.update(BTreeMap::clear);
    }
}

/// What comes after the current one in a list, or before it; without a current one the first, or the last.
fn after<T>(list: &[T], is_current: impl Fn(&T) -> bool, forward: bool) -> Option<&T> {
    match (list.iter().position(is_current), forward) {
        (Some(at), true) => list.get(at + 1),
        (Some(at), false) => list.get(at.checked_sub(1)?),
        (None, true) => list.first(),
        (None, false) => list.last(),
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
