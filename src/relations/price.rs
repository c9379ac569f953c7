//! `ratio/price`: numbers of things, the price of one, and what they cost together (36个，每个15万元，共计540万元).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, is_exact, slip};
use crate::facts::prose::{Kind, Lead, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Id of the rule.
pub const RULE: &str = "ratio/price";

/// How many things at a price of their own one total is put together of.
const MOST: usize = 6;

/// All products, and sums of them, that sentences spell out.
pub fn relate(input: &Input) -> Vec<Relation> {
    input.prose.sentences.iter().flat_map(|sentence| totals(input, sentence)).collect()
}

/// Each total with the numbers and prices right before it: 新建6座，每座18万元，改建12座，每座6万元，共需180万元.
fn totals(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let mentions = sentence.mentions.as_slice();
    let of_total = |(at, total): (usize, &Mention)| {
        if !is_total(input, total) {
            return None;
        }
        let before = mentions.get(..at)?;
        let pairs: Vec<(&Mention, &Mention)> = before
            .rchunks_exact(2)
            .take(MOST)
            .map_while(|pair| match pair {
                [count, price] if is_priced(input, count, price) => Some((count, price)),
                _ => None,
            })
            .collect();
        let relation = product(input, &pairs, total)?;
        if relation.agrees() || pairs.len() > 1 {
            return Some(judged(relation, false));
        }
        // 文化站点46个、体育站点45个，每个10万元: one price of several kinds of things.
        let (first, price) = pairs.first().copied()?;
        let earlier = before.get(..before.len().checked_sub(2)?)?.iter().rev();
        let mut counts: Vec<&Mention> = vec![first];
        counts.extend(earlier.take(MOST).take_while(|count| is_like(input, count, first)));
        let priced = |mention: &Mention| mention.kind == Kind::Each;
        let others = before.iter().filter(|mention| priced(mention)).count() > 1;
        let alone = counts.len() == 1 && !others;
        let together = (2..=counts.len())
            .find_map(|last| of_several(input, counts.get(..last)?, price, total).filter(Relation::agrees));
        Some(together.unwrap_or_else(|| judged(relation, alone)))
    };
    mentions.iter().enumerate().filter_map(of_total).collect()
}

/// Whether a number sums up what things cost together.
fn is_total(input: &Input, total: &Mention) -> bool {
    let words = input.document.str(total.clause).trim_start();
    let sums_up = total.lead == Lead::Total || PROSE.costs.begin(words);
    let money = total.dimension == Dimension::Money && total.kind == Kind::Figure && !total.after_semicolon;
    sums_up && money && is_said_exactly(input, total)
}

/// Whether a number of things has its price right behind it.
fn is_priced(input: &Input, count: &Mention, price: &Mention) -> bool {
    let counted = matches!(count.dimension, Dimension::Count | Dimension::People) && count.kind == Kind::Figure;
    let priced = price.kind == Kind::Each && !price.after_semicolon && of_one(input, count, price);
    counted && priced && is_said_exactly(input, count) && is_said_exactly(input, price)
}

fn is_said_exactly(input: &Input, mention: &Mention) -> bool {
    input.quantities.get(mention.quantity).is_some_and(is_exact)
}

fn product(input: &Input, pairs: &[(&Mention, &Mention)], total: &Mention) -> Option<Relation> {
    let mut operands: Vec<Operand> = vec![input.operand(total.quantity, Role::Total)?];
    let mut terms = Vec::new();
    for (count, price) in pairs.iter().rev() {
        let at = operands.len();
        operands.push(input.operand(count.quantity, Role::Part)?);
        operands.push(input.operand(price.quantity, Role::Part)?);
        let product = Expr::Product(Box::new(Expr::Operand(at)), Box::new(Expr::Operand(at + 1)));
        terms.push((Sign::Plus, product));
    }
    let right = match terms.len() {
        0 => return None,
        1 => terms.pop()?.1,
        _ => Expr::Sum(terms),
    };
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, right).named("总额 = 数量 × 单价"))
}

/// Whether it may be spoken of. One number with its price and what they cost together are what they seem in all 7
/// passages of the labelled reports (two of them wrong there), but 共计 may sum up more: so both sides must come near each
/// other, or a slip of the pen in one of them explain it. Where other numbers or prices stand before it, only a slip in the
/// total is certain.
fn judged(relation: Relation, alone: bool) -> Relation {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return relation.open() };
    let near =
        (stated - expected).abs().checked_mul(Decimal::from(3)).is_some_and(|three| three <= stated.max(expected));
    let may_speak = slip::is_telling(stated, expected) || alone && (near || slip::mends(&relation));
    if may_speak { relation } else { relation.open() }
}

fn is_like(input: &Input, count: &Mention, other: &Mention) -> bool {
    let kind = count.kind == Kind::Figure && count.dimension == other.dimension;
    kind && count.counter == other.counter && is_said_exactly(input, count)
}

fn of_several(input: &Input, counts: &[&Mention], price: &Mention, total: &Mention) -> Option<Relation> {
    let mut operands = vec![input.operand(total.quantity, Role::Total)?, input.operand(price.quantity, Role::Part)?];
    for count in counts.iter().rev() {
        operands.push(input.operand(count.quantity, Role::Part)?);
    }
    let together = (2..operands.len()).map(|at| (Sign::Plus, Expr::Operand(at))).collect();
    let right = Expr::Product(Box::new(Expr::Sum(together)), Box::new(Expr::Operand(1)));
    Some(Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, right).named("总额 = 数量 × 单价"))
}

/// Whether the price is that of one of the things counted: 36个，每个15万元; 126人，每人每年1,200元.
fn of_one(input: &Input, count: &Mention, price: &Mention) -> bool {
    let words = input.document.str(price.clause);
    let mut prices = words.split('每').skip(1);
    let Some(one) = prices.next() else { return false };
    // What is paid each month is paid some months.
    let once = prices.all(|further| further.starts_with('年'));
    let people = count.dimension == Dimension::People && one.starts_with(['人', '名', '生', '位']);
    once && (people || counter(input, count).is_some_and(|counter| one.starts_with(counter)))
}

/// The first character of the word behind a number, known as a counter or not: 64眼.
fn counter(input: &Input, count: &Mention) -> Option<char> {
    let number = input.quantities.get(count.quantity)?.number;
    let behind = input.document.text.get(number.end as usize..)?;
    behind.trim_start_matches('万').chars().next().filter(|first| first.is_alphabetic())
}
