//! An equation with its numbers as buttons: written below each other like a sum on paper where it is a sum.

use super::card::stop_within;
use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::role_id;
use gouji::report::{Operand, QuantityView, Relation};
use leptos::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Terms that are still written below each other; longer sums run on as a line.
const COLUMN_TERMS: usize = 14;

/// Numbers and signs shown in a line; the column total of a long table runs to thousands.
const LINE_TOKENS: usize = 120;

/// A stretch of an equation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Signs and words.
    Text(String),
    /// A number, with its operand where it is one.
    Number(String, Option<usize>),
}

/// A line of a sum on paper.
struct Line {
    sign: String,
    number: String,
    operand: Option<usize>,
}

/// The equation of a relation.
#[component]
pub fn Equation(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
    /// What is chosen when one of its numbers is followed into the text.
    owner: Selected,
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    let tokens = tokens(&relation.equation, &relation.operands);
    let drawing = Drawing { state, loaded: &loaded, relation, owner };
    Some(match lines(&tokens) {
        Some(lines) => drawing.column(lines),
        None => drawing.line(tokens),
    })
}

/// The equation as one line, for tables.
#[component]
pub fn EquationLine(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
    /// What is chosen when one of its numbers is followed into the text.
    owner: Selected,
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    let tokens = tokens(&relation.equation, &relation.operands);
    Some(Drawing { state, loaded: &loaded, relation, owner }.line(tokens))
}

struct Drawing<'a> {
    state: State,
    loaded: &'a Loaded,
    relation: &'a Relation,
    owner: Selected,
}

impl Drawing<'_> {
    fn line(&self, tokens: Vec<Token>) -> AnyView {
        let folded = tokens.len().saturating_sub(LINE_TOKENS);
        let draw = |token| match token {
            Token::Text(text) => view! { <span class="sign">{text}</span> }.into_any(),
            Token::Number(number, operand) => self.number(operand, number, String::new()),
        };
        let pieces = tokens.into_iter().take(LINE_TOKENS).map(draw).collect_view();
        let rest = (folded > 0).then(|| view! { <span class="sign">"…"</span> });
        view! { <p class="equation">{pieces}{rest}</p> }.into_any()
    }

    fn column(&self, lines: Vec<Line>) -> AnyView {
        let state = self.state;
        let decimals = lines.iter().map(|line| decimals(&line.number)).max().unwrap_or(0);
        let enclosed = lines.iter().any(|line| line.number.ends_with(')'));
        let rows = lines.into_iter().map(|line| {
            let operand = line.operand.and_then(|index| self.relation.operands.get(index));
            let meaning = operand.map(|operand| self.meaning(operand)).unwrap_or_default();
            let role = operand.map(|operand| operand.role);
            let padding = padding(&line.number, decimals, enclosed);
            // A number that the text does not hold has no name, and an empty head is none.
            let name = role.map(|role| {
                let name =
                    move || if meaning.is_empty() { state.words().role(role).to_owned() } else { meaning.clone() };
                view! { <th scope="row">{name}</th> }
            });
            let blank = role.is_none().then(|| view! { <td></td> });
            view! {
                <tr>
                    {name}{blank}
                    <td class="sign">{line.sign}</td>
                    <td class="num">{self.number(line.operand, line.number, padding)}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! { <table class="sum"><tbody>{rows}</tbody></table> }.into_any()
    }

    /// What the number is; empty if the engine does not know.
    fn meaning(&self, operand: &Operand) -> String {
        let quantity = self.loaded.quantity_at(operand.span).and_then(|at| self.loaded.report.quantities.get(at));
        quantity.map(QuantityView::meaning).unwrap_or_default()
    }

    fn number(&self, operand: Option<usize>, number: String, padding: String) -> AnyView {
        let padding = view! { <span class="ghost" aria-hidden="true">{padding}</span> };
        let Some(operand) = operand.and_then(|index| self.relation.operands.get(index)) else {
            return view! { <span class="figure">{number}{padding}</span> }.into_any();
        };
        let (state, owner, span) = (self.state, self.owner, operand.span);
        let follow = move |event: web_sys::MouseEvent| {
            event.stop_propagation();
            state.selected.set(Some(owner));
            state.go_to(span);
        };
        view! {
            <button class="figure" data-role=role_id(operand.role) tabindex=stop_within(state, owner) title=state.say(|w| w.go_there) on:click=follow>
                {number}
                {padding}
            </button>
        }
        .into_any()
    }
}

/// Numbers and what stands between them; each number is given the first operand, not yet given, that is written like it.
fn tokens(equation: &str, operands: &[Operand]) -> Vec<Token> {
    let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (index, operand) in operands.iter().enumerate() {
        waiting.entry(bare(&operand.written)).or_default().push_back(index);
    }
    let mut tokens = Vec::new();
    let mut rest = equation;
    while !rest.is_empty() {
        let start = number_start(rest);
        let (text, after) = rest.split_at(start);
        if !text.trim().is_empty() {
            tokens.push(Token::Text(text.trim().to_owned()));
        }
        let end = number_end(after);
        let (number, after) = after.split_at(end);
        if !number.is_empty() {
            let operand = waiting.get_mut(&bare(number)).and_then(VecDeque::pop_front);
            tokens.push(Token::Number(number.to_owned(), operand));
        }
        rest = after;
    }
    tokens
}

/// Where the next number begins: at its first digit, or at the bracket of one below zero, `(-18.81)`.
fn number_start(text: &str) -> usize {
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let before = text.get(..digit).unwrap_or_default();
    let sign = before.strip_suffix(['-', '－', '−']).and_then(|before| before.strip_suffix('('));
    let enclosed =
        text.get(digit..).is_some_and(|number| number.get(digits(number)..).is_some_and(|rest| rest.starts_with(')')));
    sign.filter(|_| enclosed).map_or(digit, str::len)
}

/// Where the number ends that a text begins with.
fn number_end(text: &str) -> usize {
    let sign = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let end = sign + digits(text.get(sign..).unwrap_or_default());
    if sign > 0 && end < text.len() { end + 1 } else { end }
}

/// How much of a text that begins with a number is the number.
fn digits(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len())
}

fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()
}

/// The lines of `A = B + C - D`; `None` if the equation is anything but a sum.
fn lines(tokens: &[Token]) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    let mut sign = String::new();
    for token in tokens {
        match token {
            Token::Text(text) if matches!(text.as_str(), "=" | "≠" | "≈" | "+" | "-" | "−") => {
                sign = text.replace('-', "−")
            }
            Token::Text(_) => return None,
            Token::Number(number, operand) => {
                lines.push(Line { sign: std::mem::take(&mut sign), number: number.clone(), operand: *operand });
            }
        }
    }
    (3..=COLUMN_TERMS).contains(&lines.len()).then_some(lines)
}

fn decimals(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches(')').len())
}

/// Invisible digits that bring all decimal points below each other, and a bracket where others have one.
fn padding(number: &str, most: usize, enclosed: bool) -> String {
    let own = decimals(number);
    let point = if own == 0 && most > 0 { "." } else { "" };
    let bracket = if enclosed && !number.ends_with(')') { ")" } else { "" };
    format!("{point}{}{bracket}", "0".repeat(most - own.min(most)))
}
