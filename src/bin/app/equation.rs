//! An equation with its numbers as buttons: written below each other like a sum on paper where it is a sum.

use super::loaded::Loaded;
use super::state::State;
use gouji::document::Span;
use gouji::report::{Operand, Relation};
use leptos::prelude::*;
use std::sync::Arc;

/// Terms that are still written below each other; longer sums run on as a line.
const COLUMN_TERMS: usize = 14;

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
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    let tokens = tokens(&relation.equation, &relation.operands);
    Some(match lines(&tokens) {
        Some(lines) => draw_column(state, &loaded, relation, lines),
        None => draw_line(state, relation, tokens),
    })
}

/// The equation as one line, for tables.
#[component]
pub fn EquationLine(
    /// The report.
    loaded: Arc<Loaded>,
    /// The relation (position in the report).
    index: u32,
) -> impl IntoView {
    let state = expect_context::<State>();
    let relation = loaded.report.relations.get(index as usize)?;
    Some(draw_line(state, relation, tokens(&relation.equation, &relation.operands)))
}

fn draw_line(state: State, relation: &Relation, tokens: Vec<Token>) -> AnyView {
    let draw = |token| match token {
        Token::Text(text) => view! { <span class="sign">{text}</span> }.into_any(),
        Token::Number(number, operand) => draw_number(state, relation, operand, number, String::new()),
    };
    let pieces = tokens.into_iter().map(draw).collect_view();
    view! { <p class="equation">{pieces}</p> }.into_any()
}

fn draw_column(state: State, loaded: &Loaded, relation: &Relation, lines: Vec<Line>) -> AnyView {
    let decimals = lines.iter().map(|line| decimals(&line.number)).max().unwrap_or(0);
    let rows = lines.into_iter().map(|line| {
        let operand = line.operand.and_then(|index| relation.operands.get(index));
        let meaning = operand.map(|operand| meaning(loaded, operand)).unwrap_or_default();
        let role = operand.map(|operand| operand.role);
        let name = move || {
            if meaning.is_empty() {
                role.map(|role| state.words().role(role).to_owned()).unwrap_or_default()
            } else {
                meaning.clone()
            }
        };
        let padding = padding(&line.number, decimals);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="sign">{line.sign}</td>
                <td class="num">{draw_number(state, relation, line.operand, line.number, padding)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! { <table class="sum"><tbody>{rows}</tbody></table> }.into_any()
}

/// What the report says the number is; empty if the engine does not know.
fn meaning(loaded: &Loaded, operand: &Operand) -> String {
    let quantity = loaded.quantity_at(operand.span).and_then(|index| loaded.report.quantities.get(index));
    quantity.map(|quantity| quantity.meaning.clone()).unwrap_or_default()
}

fn draw_number(state: State, relation: &Relation, operand: Option<usize>, number: String, padding: String) -> AnyView {
    let Some(operand) = operand.and_then(|index| relation.operands.get(index)) else {
        return view! { <span class="figure">{number}<span class="ghost" aria-hidden="true">{padding}</span></span> }
            .into_any();
    };
    let span: Span = operand.span;
    let role = super::words::role_id(operand.role);
    view! {
        <button class="figure" data-role=role title=move || state.words().go_there
            on:click=move |event| { event.stop_propagation(); state.go_to(span) }>
            {number}<span class="ghost" aria-hidden="true">{padding}</span>
        </button>
    }
    .into_any()
}

/// Numbers and what stands between them; each number is given the first operand, not yet given, that is written like it.
fn tokens(equation: &str, operands: &[Operand]) -> Vec<Token> {
    let mut given = vec![false; operands.len()];
    let mut tokens = Vec::new();
    let mut rest = equation;
    while !rest.is_empty() {
        let start = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(start);
        if !text.trim().is_empty() {
            tokens.push(Token::Text(text.trim().to_owned()));
        }
        let end = after.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(after.len());
        let (number, after) = after.split_at(end);
        if !number.is_empty() {
            let is_it = |operand: &Operand| bare(&operand.written) == bare(number);
            let found = operands.iter().zip(&given).position(|(operand, given)| !given && is_it(operand));
            if let Some(taken) = found.and_then(|index| given.get_mut(index)) {
                *taken = true;
            }
            tokens.push(Token::Number(number.to_owned(), found));
        }
        rest = after;
    }
    tokens
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
    number.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Invisible digits that bring all decimal points below each other.
fn padding(number: &str, most: usize) -> String {
    let own = decimals(number);
    let point = if own == 0 && most > 0 { "." } else { "" };
    format!("{point}{}", "0".repeat(most - own.min(most)))
}
