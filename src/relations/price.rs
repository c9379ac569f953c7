//! `ratio/price`: numbers of things, the price of one, and what they cost together (36个，每个15万元，共计540万元).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, is_exact, slip};
use crate::facts::prose::{Kind, Lead, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;

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
        product(input, &pairs, total)
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
    let relation =
        Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, right).named("总额 = 数量 × 单价");
    // Months or several rates may come between; only a slip of the pen is certain.
    let slipped = relation.stated.zip(relation.expected).is_some_and(|(a, b)| slip::is_telling(a, b));
    Some(if slipped { relation } else { relation.open() })
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
