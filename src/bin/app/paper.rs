//! The report as a document. Leaves are drawn as they come near the window; short reports are drawn to their end.

use super::leaf::Leaf;
use super::light;
use super::loaded::{Card, Loaded};
use super::part;
use super::remarks::Remarks;
use super::state::{Selected, State};
use super::words::Pick;
use gouji::document::{Part, Span};
use gouji::report::Severity;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, KeyboardEvent,
};
use web_sys::{MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Leaves drawn at once, enough to fill any window.
const FIRST: usize = 2;
/// Leaves of a report that is drawn to its end, so that the browser's own search and printing find all of it.
const SHORT: usize = 80;

/// The document. What scrolls stays when the report in it is checked again; only the leaves are drawn anew.
#[component]
pub fn Paper() -> impl IntoView {
    let state = expect_context::<State>();
    let scroller = NodeRef::<Div>::new();
    let before: StoredValue<Option<Arc<Loaded>>> = StoredValue::new(None);
    let leaves = move || {
        let loaded = state.loaded.get()?;
        let former = before.get_value().filter(|before| before.root == loaded.root);
        let is_same = former.is_some();
        before.set_value(Some(loaded.clone()));
        // Whatever is on screen now is about to be replaced: its place is looked up before.
        let place = scroller
            .get_untracked()
            .zip(former)
            .and_then(|(scroller, former)| Whereabouts::of(&scroller).map(|place| place.in_version(&former, &loaded)));
        Some(view! { <Leaves loaded scroller is_same place /> })
    };
    view! {
        <part::PartsHead />
        <Legend />
        {move || state.loaded.get().map(|loaded| view! { <Remarks loaded /> })}
        <div class="paper" node_ref=scroller class:show-unchecked=state.show_unchecked class:in-place=state.in_place tabindex="0" role="region"
            data-own-arrows="" aria-label=state.say(|w| w.report)
            on:click=move |event: MouseEvent| click(state, &event)
            on:keydown=move |event: KeyboardEvent| if walk(state, &event) { event.prevent_default() }>
            <article class="sheet-of-paper" lang="zh-CN">{leaves}</article>
            <part::PartField scroller />
        </div>
    }
}

/// The leaves of a report.
#[component]
fn Leaves(
    /// The report.
    loaded: Arc<Loaded>,
    /// What they scroll in.
    scroller: NodeRef<Div>,
    /// Whether they replace those of the same file.
    is_same: bool,
    /// Where in it one was; none where it is not in sight now.
    place: Option<Whereabouts>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let at = place.as_ref().map_or(0, |place| leaf_of_block(&loaded, place.block));
    let drawn: Arc<[RwSignal<bool>]> = (0..loaded.leaves.len())
        .map(|index| RwSignal::new(index < FIRST || (at..at + FIRST).contains(&index)))
        .collect();
    draw_to_the_end(drawn.clone());
    draw_when_near(scroller, drawn.clone());
    follow_goal(state, loaded.clone(), drawn.clone());
    light::follow(state, loaded.clone());
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        match &place {
            Some(place) => place.restore(&scroller),
            None if is_same => {}
            None => scroller.set_scroll_top(0),
        }
    });
    (0..)
        .zip(drawn.iter().copied())
        .map(|(index, drawn)| view! { <Leaf loaded=loaded.clone() index drawn /> })
        .collect_view()
}

fn leaf_of_block(loaded: &Loaded, block: usize) -> usize {
    loaded.leaves.partition_point(|leaf| leaf.blocks.end <= block)
}

/// Where the window stands over the document: the first block in sight, and what of it has the focus.
#[derive(Debug, Clone)]
struct Whereabouts {
    block: usize,
    /// How far above the block's top the window begins.
    above: i32,
    focused: Option<Part>,
}

impl Whereabouts {
    fn of(scroller: &HtmlElement) -> Option<Self> {
        let top = scroller.scroll_top();
        let in_sight = |element: &HtmlElement| top_in(scroller, element).saturating_add(element.offset_height()) > top;
        let first = |parent: &Element| {
            let children = parent.children();
            let elements = (0..children.length()).filter_map(|at| children.item(at)?.dyn_into::<HtmlElement>().ok());
            elements.into_iter().find(in_sight)
        };
        let block = first(&*first(&scroller.first_element_child()?)?)?;
        let focused = document().active_element().filter(|focused| scroller.contains(Some(focused)));
        Some(Self {
            block: block.id().strip_prefix("block-")?.parse().ok()?,
            above: top.saturating_sub(top_in(scroller, &block)),
            focused: focused.and_then(|focused| part::part_of(&focused)),
        })
    }

    /// The same place in another version, in which the block may be a few further up or down.
    fn in_version(self, old: &Loaded, new: &Loaded) -> Self {
        const FARTHEST: usize = 500;
        let text = |loaded: &'_ Loaded, block: usize| {
            let document = &loaded.report.document;
            document.blocks.get(block).map(|block| document.str(block.span()).to_owned())
        };
        let Some(own) = text(old, self.block).filter(|_| old.file != new.file) else { return self };
        let mut near = (0..FARTHEST).flat_map(|by| [self.block.checked_sub(by), Some(self.block + by)]).flatten();
        let Some(block) = near.find(|block| text(new, *block).as_ref() == Some(&own)) else { return self };
        let moved = |at: u32| u32::try_from(at as usize + block - self.block.min(at as usize + block)).unwrap_or(at);
        let focused = self.focused.map(|part| Part { block: moved(part.block), ..part });
        Self { block, focused, ..self }
    }

    fn restore(&self, scroller: &HtmlElement) {
        if let Some(part) = self.focused {
            part::focus(part);
        }
        let block = document().get_element_by_id(&format!("block-{}", self.block));
        if let Some(block) = block.and_then(|block| block.dyn_into::<HtmlElement>().ok()) {
            scroller.set_scroll_top(top_in(scroller, &block).saturating_add(self.above));
        }
    }
}

fn top_in(scroller: &HtmlElement, element: &HtmlElement) -> i32 {
    part::offset_in(scroller, element).1
}

/// What the marks mean, and the switch for numbers that were not checked.
#[component]
fn Legend() -> impl IntoView {
    let state = expect_context::<State>();
    let sample = move |class: &'static str, pick: Pick| {
        view! { <li><span class=format!("mark {class}") aria-hidden="true">"12.3"</span>{state.say(pick)}</li> }
    };
    let toggle = move |_| state.show_unchecked.update(|on| *on = !*on);
    view! {
        <div class="legend">
            <ul class:show-unchecked=state.show_unchecked aria-label=state.say(|w| w.legend)>
                {sample("number found error", |w| w.error)}
                {sample("number found warning", |w| w.warning)}
                {sample("number found info", |w| w.info)}
                {sample("number checked", |w| w.checked)}
                <Show when=move || state.show_unchecked.get()>
                    {sample("number alone", |w| w.alone)}
                    {sample("number unknown", |w| w.unknown)}
                </Show>
            </ul>
            <label class="switch">
                <input type="checkbox" data-testid="show-unchecked" prop:checked=state.show_unchecked on:change=toggle />
                {state.say(|w| w.show_unchecked)}
            </label>
        </div>
    }
}

fn draw_to_the_end(drawn: Arc<[RwSignal<bool>]>) {
    fn draw_next(drawn: Arc<[RwSignal<bool>]>, index: usize) {
        request_animation_frame(move || {
            // The signal is gone once the document has been replaced.
            if let Some(signal) = drawn.get(index)
                && let Some(is_drawn) = signal.try_get_untracked()
            {
                if !is_drawn {
                    signal.try_set(true);
                }
                draw_next(drawn, index + 1);
            }
        });
    }
    if drawn.len() <= SHORT {
        draw_next(drawn, FIRST);
    }
}

fn draw_when_near(scroller: NodeRef<Div>, drawn: Arc<[RwSignal<bool>]>) {
    if drawn.len() <= SHORT {
        return;
    }
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        let drawn = drawn.clone();
        let near = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entries = entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>);
            for entry in entries.filter(IntersectionObserverEntry::is_intersecting) {
                let index = entry.target().get_attribute("data-leaf").and_then(|index| index.parse::<usize>().ok());
                if let Some(signal) = index.and_then(|index| drawn.get(index)) {
                    signal.try_set(true);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root(Some(&scroller));
        options.set_root_margin("1500px 0px");
        let Ok(observer) = IntersectionObserver::new_with_options(near.as_ref().unchecked_ref(), &options) else {
            return;
        };
        let leaves = scroller.get_elements_by_class_name("leaf");
        for leaf in (0..leaves.length()).filter_map(|index| leaves.item(index)) {
            observer.observe(&leaf);
        }
        let kept = StoredValue::new_local((observer, near));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
}

fn follow_goal(state: State, loaded: Arc<Loaded>, drawn: Arc<[RwSignal<bool>]>) {
    Effect::new(move || {
        let Some(goal) = state.goal.get() else { return };
        if let Some(signal) = drawn.get(loaded.leaf_of(goal.start)) {
            signal.set(true);
        }
        let block = loaded.block_of(goal.start);
        // Leaves between here and there take their true height only once they have been in view: look twice.
        request_animation_frame(move || {
            scroll_to(goal, block);
            request_animation_frame(move || scroll_to(goal, block));
        });
    });
}

fn scroll_to(goal: Span, block: usize) {
    let by_id = |id: String| document().get_element_by_id(&id);
    let target = by_id(super::pieces::id_at(goal.start)).or_else(|| by_id(format!("block-{block}")));
    if let Some(target) = target {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_inline(ScrollLogicalPosition::Nearest);
        target.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// In the text a number is chosen; where the document is corrected, the part that was clicked is opened.
fn click(state: State, event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if state.in_place.get_untracked() {
        if let Some(part) = part::part_of(&target) {
            part::open(state, part);
        }
    } else if let (Some(mark), Some(loaded)) = (target.closest(".mark").ok().flatten(), state.loaded.get_untracked()) {
        choose_mark(state, &loaded, &mark);
    }
}

/// Chooses the card of a number; of several the one after the chosen. A number without a card is explained instead.
fn choose_mark(state: State, loaded: &Loaded, mark: &Element) {
    let cards: Vec<Card> =
        mark.get_attribute("data-f").map(|list| list.split(' ').filter_map(Card::of_id).collect()).unwrap_or_default();
    let current = state.selected.get_untracked();
    let chosen = cards.iter().position(|card| Some(Selected::from(*card)) == current);
    let next = chosen.map_or(0, |at| (at + 1) % cards.len());
    if let Some(card) = cards.get(next) {
        let selected = Selected::from(*card);
        state.reveal(loaded.severity(*card).unwrap_or(Severity::Error), selected);
        state.selected.set(Some(selected));
    } else if let Some(index) = mark.get_attribute("data-q").and_then(|index| index.parse().ok()) {
        state.selected.set(Some(Selected::Quantity(index)));
    }
}

/// ← and → walk from number to number, Enter chooses; where the document is corrected, from part to part, and opens.
fn walk(state: State, event: &KeyboardEvent) -> bool {
    let Some(focused) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    if focused.class_list().contains("part-field") {
        return false;
    }
    let in_place = state.in_place.get_untracked();
    let forward = match event.key().as_str() {
        "Enter" | " " if in_place => return part::part_of(&focused).map(|part| part::open(state, part)).is_some(),
        "Enter" | " " if focused.class_list().contains("mark") => {
            if let Some(loaded) = state.loaded.get_untracked() {
                choose_mark(state, &loaded, &focused);
            }
            return true;
        }
        "ArrowRight" => true,
        "ArrowLeft" => false,
        _ => return false,
    };
    let Some(paper) = focused.closest(".paper").ok().flatten() else { return false };
    let selector = match (in_place, state.show_unchecked.get_untracked()) {
        (true, _) => part::PARTS,
        (false, true) => ".mark",
        (false, false) => ".mark.checked, .mark.found",
    };
    let Ok(marks) = paper.query_selector_all(selector) else { return false };
    let current = (0..marks.length()).find(|at| marks.item(*at).is_some_and(|node| node.is_same_node(Some(&focused))));
    let target = match (current, forward) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, _) => Some(0),
    };
    let Some(mark) = target.and_then(|at| marks.item(at)).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else {
        return true;
    };
    if in_place {
        let _ = mark.set_attribute("tabindex", "-1");
    }
    let _ = mark.focus();
    true
}
