//! Text cut at the ends of its numbers and places, so that each can be marked as an element of its own.

use super::loaded::{Card, Loaded, Spot};
use super::state::State;
use super::words::severity_id;
use gouji::document::Span;
use gouji::report::{QuantityState, Severity};
use leptos::prelude::*;

/// Marks in one paragraph or cell. A line of a hundred thousand numbers is shown, but only its beginning is marked.
const MARKS: usize = 2_000;

/// A stretch of text that is marked, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Nothing to say about it.
    Plain(Span),
    /// A number, a place of a finding, or an operand.
    Marked(Mark),
}

/// A marked stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// The quantity it belongs to (position in the report).
    pub quantity: Option<u32>,
    /// The cards that point here.
    pub cards: Vec<Card>,
    /// Whether the place of these cards ends here: their numbers are shown once.
    pub ends: bool,
}

/// Cuts the text under `whole`. An empty cell gives one empty mark, so that it can be lit, too.
pub fn cut(loaded: &Loaded, whole: Span) -> Vec<Piece> {
    let spots = spots_in(loaded, whole);
    if whole.is_empty() {
        let cards = spots.iter().filter_map(|spot| spot.card).collect();
        return vec![Piece::Marked(Mark { span: whole, quantity: None, cards, ends: true })];
    }
    let cuts = cuts(loaded, whole, spots);
    let mut pieces = Vec::with_capacity(cuts.len());
    let mut quantities = (loaded.first_quantity(whole.start)..).peekable();
    let mut spots = spots.iter().peekable();
    let mut active: Vec<Spot> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let span = Span { start: *start, end: *end };
        active.retain(|spot| spot.span.end > span.start);
        while let Some(spot) = spots.next_if(|spot| spot.span.start <= span.start) {
            active.push(*spot);
        }
        let quantity = |index: usize| loaded.report.quantities.get(index);
        while quantities.next_if(|index| quantity(*index).is_some_and(|found| found.span.end <= span.start)).is_some() {
        }
        let here =
            quantities.peek().copied().filter(|index| quantity(*index).is_some_and(|found| found.span.contains(span)));
        pieces.push(if here.is_none() && active.is_empty() {
            Piece::Plain(span)
        } else {
            let cards = active.iter().filter_map(|spot| spot.card).collect();
            let ends = active.iter().any(|spot| spot.card.is_some() && spot.span.end == span.end);
            Piece::Marked(Mark { span, quantity: here.and_then(|index| u32::try_from(index).ok()), cards, ends })
        });
    }
    pieces
}

fn spots_in(loaded: &Loaded, whole: Span) -> &[Spot] {
    let first = loaded.spots.partition_point(|spot| spot.span.start < whole.start);
    let end = whole.end.max(whole.start + 1);
    let last = loaded.spots.partition_point(|spot| spot.span.start < end);
    loaded.spots.get(first..last).unwrap_or_default()
}

fn cuts(loaded: &Loaded, whole: Span, spots: &[Spot]) -> Vec<u32> {
    let numbers = loaded.quantities_in(whole).iter().take(MARKS).map(|quantity| quantity.span);
    let places = spots.iter().take(MARKS).map(|spot| spot.span);
    let ends = numbers.chain(places).flat_map(|span| [span.start, span.end.min(whole.end)]);
    let text = &loaded.report.document.text;
    let mut cuts: Vec<u32> = ends.filter(|at| text.is_char_boundary(*at as usize)).collect();
    cuts.extend([whole.start, whole.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Draws the text under a span.
pub fn draw(state: State, loaded: &Loaded, whole: Span) -> Vec<AnyView> {
    let text = |span: Span| without_blank_lines(loaded.report.document.str(span));
    let draw = |piece| match piece {
        Piece::Plain(span) => text(span).into_any(),
        Piece::Marked(mark) => draw_mark(state, loaded, &mark, text(mark.span)),
    };
    cut(loaded, whole).into_iter().map(draw).collect()
}

/// Cells pasted from Word hold blank lines between the words of a narrow header.
fn without_blank_lines(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    text.split('\n').filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// A mark as it lies over the text; `light` puts the role on it while it is lit.
fn draw_mark(state: State, loaded: &Loaded, mark: &Mark, text: String) -> AnyView {
    let list = |name: fn(Card) -> String, between| {
        let list = mark.cards.iter().map(|card| name(*card)).collect::<Vec<_>>().join(between);
        (!list.is_empty()).then_some(list)
    };
    let findings = list(Card::id, " ");
    let numbers = if mark.ends { list(Card::label, ",") } else { None };
    let is_button = mark.quantity.is_some() || findings.is_some();
    let blank = text.is_empty() && is_button;
    let name = blank.then_some(move || state.words().blank);
    view! {
        <span
            id=id_at(mark.span.start)
            class=class_of(loaded, mark)
            data-q=mark.quantity
            data-f=findings
            data-n=numbers
            role=is_button.then_some("button")
            tabindex=is_button.then_some("-1")
            aria-label=name
        >
            {text}
        </span>
    }
    .into_any()
}

/// The id of the mark that begins at an offset of the text.
pub fn id_at(offset: u32) -> String {
    format!("at-{offset}")
}

fn class_of(loaded: &Loaded, mark: &Mark) -> String {
    let quantity = mark.quantity.and_then(|index| loaded.report.quantities.get(index as usize));
    let state = match quantity.map(|quantity| quantity.state) {
        Some(QuantityState::Checked) => "mark number checked",
        Some(QuantityState::Open | QuantityState::Alone) => "mark number alone",
        Some(QuantityState::Unknown) => "mark number unknown",
        None => "mark",
    };
    let gravest: Option<Severity> = mark.cards.iter().filter_map(|card| loaded.severity(*card)).max();
    match gravest {
        Some(severity) => format!("{state} found {}", severity_id(severity)),
        None => state.to_owned(),
    }
}
