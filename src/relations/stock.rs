//! `count/stock`: what there is at the end against what there was, came and went (上年末11辆，报废2辆，新购3辆，年末12辆).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "count/stock";

/// Most that a stock may be off where it is still meant: what differs by more is of something else.
const SLIP: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

/// All stocks that are told with their comings and goings in one sentence.
pub fn relate(input: &Input) -> Vec<Relation> {
    input.prose.sentences.iter().filter_map(|sentence| carried(input, sentence)).collect()
}

/// A sentence whose first number is what there was, whose last is what there is, and all between came or went.
fn carried(input: &Input, sentence: &Sentence) -> Option<Relation> {
    let told: Vec<&Mention> = sentence.mentions.iter().filter(|mention| is_counted(mention)).collect();
    let [first, changes @ .., last] = told.as_slice() else { return None };
    let of_one = told.iter().all(|mention| mention.counter == first.counter) && !first.counter.is_empty();
    let words = |mention: &Mention| input.document.str(mention.clause);
    let years = year(words(first)).zip(year(words(last)));
    let begins = PROSE.stock_before.occur_in(words(first))
        || PROSE.stock_after.occur_in(words(first)) && years.is_some_and(|(before, after)| before < after);
    let frame = begins && PROSE.stock_after.occur_in(words(last));
    if !of_one || !frame || changes.is_empty() {
        return None;
    }
    let mut operands = vec![input.operand(last.quantity, Role::Stated)?, input.operand(first.quantity, Role::Base)?];
    let mut terms = vec![(Sign::Plus, Expr::Operand(1))];
    for change in changes {
        let (came, went) = (PROSE.stock_came.occur_in(words(change)), PROSE.stock_went.occur_in(words(change)));
        // Neither, or both: nobody can tell which way.
        if came == went {
            return None;
        }
        terms.push((if came { Sign::Plus } else { Sign::Minus }, Expr::Operand(operands.len())));
        operands.push(input.operand(change.quantity, Role::Part)?);
    }
    let operands: Vec<Operand> = operands.into_iter().map(Operand::exact).collect();
    let relation = Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, Expr::Sum(terms))
        .named("期末数 = 期初数 + 增加数 - 减少数");
    let near = relation.difference().is_some_and(|difference| difference.abs() <= SLIP);
    Some(if near { relation } else { relation.open() })
}

/// The year of a clause: 2022年末车辆.
fn year(words: &str) -> Option<u16> {
    let (before, _) = words.split_once('年')?;
    before.get(before.len().checked_sub(4)?..)?.parse().ok()
}

/// Whether a number counts things outside brackets.
fn is_counted(mention: &Mention) -> bool {
    let counts = matches!(mention.dimension, Dimension::Count | Dimension::People);
    counts && mention.depth == 0 && !matches!(mention.kind, Kind::Share | Kind::Rate | Kind::Each | Kind::Aim)
}
