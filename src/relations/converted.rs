//! `unit/converted`: an amount given again in another unit right behind it (C15): 1.26亿元（12,600万元）, 折合1.26亿元.

use super::{Input, Relation, Role, Severity};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "unit/converted";

/// All amounts that are given in two units.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    for sentence in &input.prose.sentences {
        for pair in sentence.mentions.windows(2) {
            let [first, second] = pair else { continue };
            let words = input.document.str(second.clause).trim();
            let again = PROSE.again.iter().any(|word| words == word) && second.quantity == first.quantity + 1;
            let bracket = second.adjoins && second.depth > first.depth || again && !second.after_semicolon;
            let money = first.dimension == Dimension::Money && second.dimension == Dimension::Money;
            let unit = |quantity: usize| input.quantities.get(quantity).and_then(|quantity| quantity.unit);
            if bracket && money && unit(first.quantity) != unit(second.quantity) {
                let operands =
                    (input.operand(second.quantity, Role::Stated), input.operand(first.quantity, Role::Other));
                if let (Some(stated), Some(other)) = operands {
                    relations.push(Relation::same(RULE, Severity::Error, stated, other).named("换算单位后相等"));
                }
            }
        }
    }
    relations
}
