//! An equation with its numbers as buttons: written below each other like a sum on paper where it is a sum.

use super::loaded::Loaded;
use super::state::{Selected, State};
use super::words::role_id;
use gouji::report::{Operand, Relation};
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
        let rows = lines.into_iter().map(|line| {
            let operand = line.operand.and_then(|index| self.relation.operands.get(index));
            let meaning = operand.map(|operand| self.meaning(operand)).unwrap_or_default();
            let role = operand.map(|operand| operand.role);
            let name = move || match role {
                Some(role) if meaning.is_empty() => state.words().role(role).to_owned(),
                _ => meaning.clone(),
            };
            let padding = padding(&line.number, decimals);
            view! {
                <tr>
                    <th scope="row">{name}</th>
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
        quantity.map(|quantity| quantity.meaning.clone()).unwrap_or_default()
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
            <button class="figure" data-role=role_id(operand.role) title=state.say(|w| w.go_there) on:click=follow>
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
        let start = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(start);
        if !text.trim().is_empty() {
            tokens.push(Token::Text(text.trim().to_owned()));
        }
        let end = after.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(after.len());
        let (number, after) = after.split_at(end);
        if !number.is_empty() {
            let operand = waiting.get_mut(&bare(number)).and_then(VecDeque::pop_front);
            tokens.push(Token::Number(number.to_owned(), operand));
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
