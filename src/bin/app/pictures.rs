//! Pictures of a report, each in the table of its own numbers: how far each budget was spent, which groups of indicators
//! lost marks, what changed since last year. Only those for which the report states enough.

use super::loaded::Loaded;
use super::state::State;
use super::words::Pick;
use gouji::report::pictures::{Pair, Pictures as Drawn};
use leptos::prelude::*;
use std::sync::Arc;

/// Width of a bar's cell in its own units.
const WIDTH: u32 = 1_000;
/// The longest bar that is drawn to scale, in thousandths; what goes beyond is cut off.
const LONGEST: u32 = 2_000;
/// The whole, in thousandths.
const WHOLE: u32 = 1_000;

/// Whether anything can be drawn.
pub fn are_there(loaded: &Loaded) -> bool {
    let Drawn { spending, marks, years } = &loaded.report.pictures;
    !(spending.is_empty() && marks.is_empty() && years.is_empty())
}

/// What is said about a picture and its columns.
struct Caption {
    id: &'static str,
    title: Pick,
    question: Pick,
    columns: [Pick; 4],
}

const SPENDING: Caption = Caption {
    id: "picture-spending",
    title: |w| w.picture_spending,
    question: |w| w.picture_spending_means,
    columns: [|w| w.subject, |w| w.budget, |w| w.outturn, |w| w.execution_rate],
};

const MARKS: Caption = Caption {
    id: "picture-marks",
    title: |w| w.picture_marks,
    question: |w| w.picture_marks_means,
    columns: [|w| w.indicators, |w| w.weight, |w| w.score, |w| w.score_rate],
};

const YEARS: Caption = Caption {
    id: "picture-years",
    title: |w| w.picture_years,
    question: |w| w.picture_years_means,
    columns: [|w| w.subject, |w| w.last_year, |w| w.this_year, |w| w.of_last_year],
};

/// All pictures of a report.
#[component]
pub fn Pictures(
    /// The report.
    loaded: Arc<Loaded>,
) -> impl IntoView {
    let Drawn { mut spending, marks, years } = loaded.report.pictures.clone();
    spending.sort_by_key(|pair| pair.permille);
    let picture = |caption: Caption, pairs: Vec<Pair>| (!pairs.is_empty()).then(|| view! { <Picture caption pairs /> });
    view! {
        <div class="pictures" tabindex="0" data-own-arrows="" on:keydown=|event| super::roving::walk(&event, "tbody tr")>
            {picture(SPENDING, spending)}
            {picture(MARKS, marks)}
            {picture(YEARS, years)}
        </div>
    }
}

/// One picture: its numbers, and beside each row its bar against the line of 100 %.
#[component]
fn Picture(
    /// What is said about it.
    caption: Caption,
    /// Its rows.
    pairs: Vec<Pair>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let Caption { id, title, question, columns } = caption;
    let longest = pairs.iter().map(|pair| pair.permille).max().unwrap_or(0).clamp(WHOLE, LONGEST);
    let place = |permille: u32| permille.min(longest).saturating_mul(WIDTH) / longest;
    let line = place(WHOLE);
    let row = |pair: Pair| {
        let Pair { name, first, second, permille, span } = pair;
        let over = permille > WHOLE;
        let rate = format!("{}.{}%", permille / 10, permille % 10);
        let bar = place(permille);
        view! {
            <tr class:over=over>
                <th scope="row" lang="zh-CN"><button class="link" tabindex="-1" title=state.say(|w| w.go_there) on:click=move |_| state.go_to(span)>{name}</button></th>
                <td class="num">{first}</td>
                <td class="num">{second}</td>
                <td class="num rate">{rate}</td>
                <td class="drawn">
                    <svg viewBox=format!("0 0 {WIDTH} 20") preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="whole" x="0" y="4" width=line.to_string() height="12" />
                        <rect class="part" x="0" y="4" width=bar.to_string() height="12" />
                        <line class="hundred" x1=line.to_string() x2=line.to_string() y1="0" y2="20" />
                    </svg>
                </td>
            </tr>
        }
    };
    let rows = pairs.into_iter().map(row).collect_view();
    let head = |(at, name): (usize, Pick)| view! { <th scope="col" class:num=move || at != 0>{state.say(name)}</th> };
    view! {
        <section aria-labelledby=id data-testid=id>
            <h3 id=id>{state.say(title)}</h3>
            <p class="remark">{state.say(question)}</p>
            <table>
                <thead><tr>{columns.into_iter().enumerate().map(head).collect_view()}<td class="drawn scale" aria-hidden="true"><span style:inset-inline-start=format!("{}%", line / 10)>"100%"</span></td></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
