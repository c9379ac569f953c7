//! The view 数据: every number of the report with whose it is, which figure, of which year, where it stands, and whether
//! it agrees with the others. Only the rows in sight are drawn.

use super::copying::copy;
use super::loaded::Loaded;
use super::pictures::{self, Pictures};
use super::state::{Selected, State};
use super::words::{Pick, Words, fill};
use gouji::document::Span;
use gouji::outline::Section;
use gouji::report::{Places, QuantityView, Text, Verdict};
use leptos::html::Div;
use leptos::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Height of a row in pixels; document.css says the same.
const ROW: i32 = 32;
/// Rows drawn above and below those in sight.
const BEYOND: usize = 12;
/// Rows in sight before the height of the window is known.
const FIRST: usize = 30;

/// What is shown of the figures, and in which order. Kept while other views are shown.
#[derive(Clone, Copy)]
pub struct Choice {
    words: RwSignal<String>,
    standings: RwSignal<BTreeSet<Standing>>,
    order: RwSignal<(Column, bool)>,
    drawn: RwSignal<bool>,
}

impl Choice {
    /// All of them, as they stand in the text.
    pub fn new() -> Self {
        Self {
            words: RwSignal::new(String::new()),
            standings: RwSignal::new(BTreeSet::new()),
            order: RwSignal::new((Column::Place, false)),
            drawn: RwSignal::new(false),
        }
    }
}

/// Whether a number agrees with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It takes part in a relation that does not hold.
    Broken,
    /// All decided relations it takes part in hold.
    Agrees,
    /// No relation of it was decided.
    Unchecked,
}

impl Standing {
    const ALL: [Self; 3] = [Self::Broken, Self::Agrees, Self::Unchecked];

    fn of(loaded: &Loaded, quantity: &QuantityView) -> Self {
        let relations = quantity.relations.iter().filter_map(|at| loaded.report.relations.get(*at as usize));
        relations.fold(Self::Unchecked, |standing, relation| match relation.verdict {
            Verdict::Broken => Self::Broken,
            Verdict::Holds | Verdict::Rounding => standing.min(Self::Agrees),
            Verdict::Open => standing,
        })
    }

    fn id(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Agrees => "holds",
            Self::Unchecked => "open",
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Broken => words.broken,
            Self::Agrees => words.holds,
            Self::Unchecked => words.not_checked,
        }
    }
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Subject,
    Figure,
    Year,
    Value,
    Unit,
    Place,
    Standing,
}

/// The columns with their heads, left to right.
const COLUMNS: [(Column, Pick); 7] = [
    (Column::Subject, |w| w.subject),
    (Column::Figure, |w| w.figure),
    (Column::Year, |w| w.year),
    (Column::Value, |w| w.value),
    (Column::Unit, |w| w.unit),
    (Column::Place, |w| w.whereabouts),
    (Column::Standing, |w| w.verdict),
];

/// A number with all that its row says.
struct Line {
    index: u32,
    year: Option<i32>,
    written: String,
    standing: Standing,
    place: Text,
}

/// The numbers of a report.
struct Lines {
    loaded: Arc<Loaded>,
    lines: Vec<Line>,
}

impl Lines {
    fn new(loaded: Arc<Loaded>) -> Self {
        let report = &loaded.report;
        let places = Places::new(&report.document);
        let mut sections = Sections::new(&report.sections);
        let line = |(index, quantity): (u32, &QuantityView)| Line {
            index,
            year: year_of(report.summary.year, quantity),
            written: number_of(report.document.str(quantity.span), quantity),
            standing: Standing::of(&loaded, quantity),
            place: place_of(sections.around(quantity.span), places.of(quantity.span)),
        };
        let lines = (0..).zip(&report.quantities).map(line).collect();
        Self { lines, loaded }
    }

    fn quantity(&self, line: &Line) -> Option<&QuantityView> {
        self.loaded.report.quantities.get(line.index as usize)
    }

    /// Positions of the lines that pass, in order.
    fn chosen(&self, words: &str, standings: &BTreeSet<Standing>, (column, down): (Column, bool)) -> Vec<usize> {
        let words: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let passes = |line: &Line| {
            let is_wanted = standings.is_empty() || standings.contains(&line.standing);
            is_wanted && (words.is_empty() || self.says(line, &words))
        };
        let mut chosen: Vec<usize> =
            self.lines.iter().enumerate().filter(|(_, line)| passes(line)).map(|(at, _)| at).collect();
        if column != Column::Place {
            let key = |at: &usize| self.lines.get(*at).and_then(|line| Some((line, self.quantity(line)?)));
            chosen.sort_by(|a, b| match (key(a), key(b)) {
                (Some(a), Some(b)) => compared(column, a, b),
                _ => Ordering::Equal,
            });
        }
        if down {
            chosen.reverse();
        }
        chosen
    }

    fn says(&self, line: &Line, words: &[String]) -> bool {
        let Some(quantity) = self.quantity(line) else { return false };
        let parts = [&quantity.subject, &quantity.figure, &line.written, &line.place.zh, &line.place.en];
        let year = line.year.map(|year| year.to_string()).unwrap_or_default();
        let text = parts.into_iter().chain([&year]).map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n");
        words.iter().all(|word| text.contains(word.as_str()))
    }

    /// Lines as tab-separated values, as a workbook takes them.
    fn tsv(&self, state: State, chosen: &[usize]) -> String {
        let words = state.words();
        let mut text = COLUMNS.map(|(_, name)| name(words)).join("\t");
        for line in chosen.iter().filter_map(|at| self.lines.get(*at)) {
            let Some(quantity) = self.quantity(line) else { continue };
            let year = line.year.map(|year| year.to_string()).unwrap_or_default();
            let place = state.text(&line.place);
            let plain = line.written.replace([',', '，'], "");
            let is_plain = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
            let value = if is_plain { &plain } else { &line.written };
            let cells = [
                quantity.subject.as_str(),
                quantity.figure.as_str(),
                year.as_str(),
                value,
                quantity.unit.map_or("", |unit| unit.symbol()),
                place.as_str(),
                line.standing.name(words),
            ];
            text.push('\n');
            text.push_str(&cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t"));
        }
        text
    }
}

fn compared(
    column: Column,
    (line, quantity): (&Line, &QuantityView),
    (other, another): (&Line, &QuantityView),
) -> Ordering {
    // What is not known stands last.
    let known = |text: &str, other: &str| text.is_empty().cmp(&other.is_empty());
    match column {
        Column::Subject => {
            known(&quantity.subject, &another.subject).then_with(|| quantity.subject.cmp(&another.subject))
        }
        Column::Figure => known(&quantity.figure, &another.figure).then_with(|| quantity.figure.cmp(&another.figure)),
        Column::Year => line.year.cmp(&other.year),
        Column::Value => quantity.value.cmp(&another.value),
        Column::Unit => quantity.unit.map(|unit| unit.symbol()).cmp(&another.unit.map(|unit| unit.symbol())),
        Column::Place => line.index.cmp(&other.index),
        Column::Standing => line.standing.cmp(&other.standing),
    }
}

/// The year of a number that is understood; the one before that of the report where it is said so.
fn year_of(report: Option<u16>, quantity: &QuantityView) -> Option<i32> {
    let report = report.map(i32::from);
    match quantity.year {
        _ if !quantity.is_understood() => None,
        None => report,
        Some(-1) => report.map(|year| year - 1),
        Some(year) => Some(i32::from(year)),
    }
}

/// The number without its unit, which has a column of its own.
fn number_of(written: &str, quantity: &QuantityView) -> String {
    let symbol = quantity.unit.map_or("", |unit| unit.symbol());
    written.trim().strip_suffix(symbol).unwrap_or(written.trim()).trim_end().to_owned()
}

/// The sections around one place after the other, in text order.
struct Sections<'a> {
    next: std::slice::Iter<'a, Section>,
    /// Those that have begun, the innermost last.
    begun: Vec<(Span, &'a Section)>,
}

impl<'a> Sections<'a> {
    fn new(sections: &'a [Section]) -> Self {
        Self { next: sections.iter(), begun: Vec::new() }
    }

    /// The innermost section around a place.
    fn around(&mut self, span: Span) -> Option<&'a Section> {
        while let Some(section) = self.next.as_slice().first() {
            match section.extent {
                Some(extent) if extent.start > span.start => break,
                Some(extent) => self.begun.push((extent, section)),
                None => {}
            }
            self.next.next();
        }
        while self.begun.pop_if(|(extent, _)| extent.end <= span.start).is_some() {}
        self.begun.last().map(|(_, section)| *section)
    }
}

fn place_of(section: Option<&Section>, within: Text) -> Text {
    match section {
        None => within,
        Some(section) => {
            let heading = format!("{}{}", section.number, section.title);
            Text { zh: format!("{} · {heading}", within.zh), en: format!("{} · {heading}", within.en) }
        }
    }
}

/// The figures: all of them as a table, or some as pictures.
#[component]
pub fn Figures(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let drawn = state.figures.drawn;
    let has_pictures = pictures::are_there(&loaded);
    let shows_pictures = Memo::new(move |_| has_pictures && drawn.get());
    let switch = move |wanted: bool, id: &'static str, name: Pick| {
        let pressed = move || (shows_pictures.get() == wanted).to_string();
        view! { <button data-testid=id aria-pressed=pressed on:click=move |_| drawn.set(wanted)>{state.say(name)}</button> }
    };
    let content = move || {
        let loaded = loaded.clone();
        if shows_pictures.get() {
            view! { <Pictures loaded /> }.into_any()
        } else {
            view! { <List loaded /> }.into_any()
        }
    };
    view! {
        <section class="view figures" aria-label=state.say(|w| w.view_figures) data-keeps-focus="" tabindex="-1">
            {has_pictures.then(|| view! {
                <div class="views figures-switch" role="group" aria-label=state.say(|w| w.view_figures)>
                    {switch(false, "figures-all", |w| w.figures_all)}
                    {switch(true, "figures-drawn", |w| w.figures_drawn)}
                </div>
            })}
            {content}
        </section>
    }
}

/// All figures, with what limits and copies them.
#[component]
fn List(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Choice { words, standings, order, .. } = state.figures;
    let lines = StoredValue::new(Arc::new(Lines::new(loaded.clone())));
    let all = loaded.report.quantities.len();
    let chosen = Memo::new(move |_| {
        lines.with_value(|lines| {
            words.with(|words| standings.with(|standings| lines.chosen(words, standings, order.get())))
        })
    });
    // How many rows were copied last; `Some(None)` where the browser refused.
    let copied = RwSignal::new(None::<Option<usize>>);
    Effect::new(move || {
        chosen.track();
        copied.set(None);
    });
    let take = move |_| {
        let text = lines.with_value(|lines| chosen.with_untracked(|chosen| lines.tsv(state, chosen)));
        copied.set(Some(copy(&text).then(|| chosen.with_untracked(Vec::len))));
    };
    let says = move || match copied.get() {
        Some(Some(count)) => fill(state.words().rows_copied, count),
        Some(None) => state.words().rows_not_copied.to_owned(),
        None => fill(fill(state.words().of_all, chosen.with(Vec::len)), all),
    };
    let filter = move |standing: Standing| {
        let count = lines.with_value(|lines| lines.lines.iter().filter(|line| line.standing == standing).count());
        let pressed = move || standings.with(|chosen| chosen.contains(&standing)).to_string();
        let toggle = move |_| {
            standings.update(|chosen| {
                if !chosen.remove(&standing) {
                    chosen.insert(standing);
                }
            });
        };
        view! {
            <button class=format!("filter {}", standing.id()) data-testid=format!("standing-{}", standing.id()) aria-pressed=pressed on:click=toggle>
                {move || standing.name(state.words())}<b>{count}</b>
            </button>
        }
    };
    view! {
            <div class="list-head">
                <input type="search" data-testid="figures-search" autocomplete="off" spellcheck="false" placeholder=state.say(|w| w.search_figures)
                    aria-label=state.say(|w| w.search_figures) prop:value=words on:input=move |event| words.set(event_target_value(&event)) />
                <div class="filters" role="group" aria-label=state.say(|w| w.filter)>{Standing::ALL.map(filter).collect_view()}</div>
                <span class="tally" role="status" data-testid="figures-count">{says}</span>
                <button class="second" data-testid="figures-copy" title=state.say(|w| w.copy_rows_means) on:click=take>{state.say(|w| w.copy_rows)}</button>
            </div>
            <Table lines=lines.get_value() chosen />
            <Show when=move || chosen.with(Vec::is_empty)><p class="nothing">{state.say(|w| w.no_figures)}</p></Show>
    }
}

/// The rows; those out of sight are room, no more.
#[component]
fn Table(
    /// All numbers.
    lines: Arc<Lines>,
    /// Those that are listed, in order.
    chosen: Memo<Vec<usize>>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let scroller = NodeRef::<Div>::new();
    let sight = RwSignal::new(0..FIRST);
    let look = move || {
        if let Some(scroller) = scroller.get_untracked() {
            sight.maybe_update(|sight| {
                let now = rows_in_sight(scroller.scroll_top(), scroller.client_height());
                let is_new = now != *sight;
                *sight = now;
                is_new
            });
        }
    };
    Effect::new(move || {
        chosen.track();
        if let Some(scroller) = scroller.get() {
            scroller.set_scroll_top(0);
        }
        look();
    });
    // Paper is not scrolled: all rows are drawn for it.
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| printing.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || {
        before.remove();
        after.remove();
        resized.remove();
    });
    let drawn = Memo::new(move |_| {
        let (all, sight) = (chosen.with(Vec::len), sight.get());
        if printing.get() { 0..all } else { sight.start.min(all)..sight.end.min(all) }
    });
    let rows = move || {
        let Range { start, end } = drawn.get();
        chosen.with(|chosen| (start..end).filter_map(|at| Some((at, *chosen.get(at)?))).collect::<Vec<_>>())
    };
    let room = |rows: usize| format!("{}px", i32::try_from(rows).unwrap_or(i32::MAX).saturating_mul(ROW));
    let above = move || room(drawn.get().start);
    let below = move || room(chosen.with(Vec::len).saturating_sub(drawn.get().end));
    let count = move || (chosen.with(Vec::len) + 1).to_string();
    let head = |(column, name): (Column, Pick)| view! { <Head column name /> };
    let children = move |(at, line): (usize, usize)| view! { <Row lines=lines.clone() at line /> };
    view! {
        <div class="figures-rows" node_ref=scroller tabindex="0" role="region" data-own-arrows="" data-testid="figures-rows" aria-label=state.say(|w| w.view_figures)
            on:scroll=move |_| look() on:keydown=|event| super::roving::walk(&event, "tbody tr[aria-rowindex]")>
            <table aria-rowcount=count>
                <thead><tr aria-rowindex="1">{COLUMNS.map(head).collect_view()}</tr></thead>
                <tbody>
                    <tr aria-hidden="true" class="room" style:height=above></tr>
                    <For each=rows key=|(at, line)| (*at, *line) children />
                    <tr aria-hidden="true" class="room" style:height=below></tr>
                </tbody>
            </table>
        </div>
    }
}

fn rows_in_sight(top: i32, height: i32) -> Range<usize> {
    let row = |pixels: i32| usize::try_from(pixels.max(0) / ROW).unwrap_or(0);
    // In steps, so that not every pixel draws anew.
    let first = row(top).saturating_sub(BEYOND) / BEYOND * BEYOND;
    first..first + (row(height) / BEYOND + 4) * BEYOND
}

/// The head of a column: a press sorts by it, another the other way round.
#[component]
fn Head(
    /// The column.
    column: Column,
    /// Its name.
    name: Pick,
) -> impl IntoView {
    let state = expect_context::<State>();
    let order = state.figures.order;
    let sorted = move || match order.get() {
        (by, false) if by == column => Some("ascending"),
        (by, true) if by == column => Some("descending"),
        _ => None,
    };
    let sort = move |_| order.update(|(by, down)| (*by, *down) = (column, *by == column && !*down));
    let class = format!("col-{}", COLUMNS.iter().position(|(other, _)| *other == column).unwrap_or(0));
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <button class="sort" on:click=sort>{state.say(name)}<span class="arrow" aria-hidden="true"></span></button>
        </th>
    }
}

/// One number. Choosing it shows its place in the text.
#[component]
fn Row(
    /// All numbers.
    lines: Arc<Lines>,
    /// Where it stands in the table.
    at: usize,
    /// Where it stands among all numbers.
    line: usize,
) -> impl IntoView {
    let state = expect_context::<State>();
    let line = lines.lines.get(line)?;
    let quantity = lines.quantity(line)?;
    let (index, span, standing) = (line.index, quantity.span, line.standing);
    let show = move || {
        state.selected.set(Some(Selected::Quantity(index)));
        state.go_to(span);
    };
    let chosen = move || state.is_chosen(Selected::Quantity(index)).then_some("true");
    let (place, subject) = (line.place.clone(), quantity.subject.clone());
    let whole = quantity.meaning();
    let year = line.year.map(|year| year.to_string());
    Some(view! {
        <tr data-testid="figure-row" aria-rowindex=(at + 2).to_string() aria-current=chosen data-verdict=standing.id() on:click=move |_| show()>
            <td lang="zh-CN" title=whole>{subject}</td>
            <td lang="zh-CN">{quantity.figure.clone()}</td>
            <td class="num">{year}</td>
            <td class="num"><button class="link" tabindex="-1" title=state.say(|w| w.go_there) on:click=move |event| { event.stop_propagation(); show() }>{line.written.clone()}</button></td>
            <td lang="zh-CN">{quantity.unit.map(|unit| unit.symbol())}</td>
            <td class="place">{move || state.text(&place)}</td>
            <td><span class=format!("verdict {}", standing.id())>{move || standing.name(state.words())}</span></td>
        </tr>
    })
}
