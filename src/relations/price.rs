//! `ratio/price`: a number of things, the price of one, and what they cost together (36个，每个15万元，共计540万元).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact, slip};
use crate::facts::prose::{Kind, Lead, Mention, Sentence};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "ratio/price";

/// All products that sentences spell out.
pub fn relate(input: &Input) -> Vec<Relation> {
    input.prose.sentences.iter().flat_map(|sentence| products(input, sentence)).collect()
}

/// The price of one, with the number before it and the total right behind it.
fn products(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let triples = sentence.mentions.windows(3).filter_map(|triple| match triple {
        [count, price, total] if price.kind == Kind::Each => product(input, count, price, total),
        _ => None,
    });
    triples.collect()
}

fn product(input: &Input, count: &Mention, price: &Mention, total: &Mention) -> Option<Relation> {
    let exact =
        [count, price, total].iter().all(|mention| input.quantities.get(mention.quantity).is_some_and(is_exact));
    let counted = matches!(count.dimension, Dimension::Count | Dimension::People) && count.kind == Kind::Figure;
    let words = input.document.str(total.clause).trim_start();
    let sums_up = total.lead == Lead::Total || PROSE.costs.iter().any(|word| words.starts_with(word.as_str()));
    let money = total.dimension == Dimension::Money && total.kind == Kind::Figure && !price.after_semicolon;
    if !(exact && counted && sums_up && money && of_one(input, count, price)) || total.after_semicolon {
        return None;
    }
    let operands: Vec<Operand> = vec![
        input.operand(total.quantity, Role::Total)?,
        input.operand(count.quantity, Role::Part)?,
        input.operand(price.quantity, Role::Part)?,
    ];
    let product = Expr::Product(Box::new(Expr::Operand(1)), Box::new(Expr::Operand(2)));
    let relation =
        Relation::new(RULE, Severity::Warning, operands, Comparison::Equal, product).named("总额 = 数量 × 单价");
    // Months or several rates may come between; only a slip of the pen is certain.
    let slipped = relation.stated.zip(relation.expected).is_some_and(|(a, b)| slip::between(a, b).is_some());
    Some(if slipped { relation } else { relation.open() })
}

/// Whether the price is that of one of the things counted: 36个，每个15万元.
fn of_one(input: &Input, count: &Mention, price: &Mention) -> bool {
    let words = input.document.str(price.clause);
    let Some((_, one)) = words.rsplit_once('每') else { return false };
    let people = count.dimension == Dimension::People && one.starts_with(['人', '名', '生']);
    people || count.counter.chars().next().is_some_and(|first| one.starts_with(first))
}
