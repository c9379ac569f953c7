use crate::document::Span;
use crate::facts::prose::Mention;
use crate::quantity::Dimension;
use crate::relations::{Input, Operand, Role, is_exact};
use rust_decimal::Decimal;

/// A figure of running text as a whole number of ten-thousandths of its base unit (元, percent, one).
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    /// The figure with its words.
    pub mention: &'a Mention,
    /// Which sentence with figures it stands in.
    pub sentence: usize,
    /// Which block.
    pub block: usize,
    /// Its value, in ten-thousandths.
    pub value: i64,
    /// Half a unit of its last digit, in ten-thousandths.
    pub half: i64,
    /// Where.
    pub span: Span,
}

/// Decimals of the base unit that are kept.
const SCALE: u32 = 4;

/// All figures that say exactly how much, in text order.
pub(super) fn all<'a>(input: &Input<'a>) -> Vec<Figure<'a>> {
    let sentences = input.prose.sentences.iter().enumerate();
    sentences
        .flat_map(|(at, sentence)| {
            sentence.mentions.iter().filter_map(move |mention| figure(input, mention, at, sentence.block))
        })
        .collect()
}

fn figure<'a>(input: &Input<'a>, mention: &'a Mention, sentence: usize, block: usize) -> Option<Figure<'a>> {
    let quantity = input.quantities.get(mention.quantity).filter(|quantity| is_exact(quantity))?;
    let value = scaled(quantity.base(None)?)?;
    let interval = quantity.interval(None)?;
    // People, things and whole marks are counted, not rounded.
    let counted = match mention.dimension {
        Dimension::People | Dimension::Count => quantity.unit.is_some(),
        Dimension::Score => quantity.value.scale() == 0,
        _ => false,
    };
    let half = if counted {
        0
    } else {
        scaled(interval.high.checked_sub(interval.low)?.checked_div(Decimal::TWO)?.round_dp(SCALE)).unwrap_or(0)
    };
    Some(Figure { mention, sentence, block, value, half, span: quantity.span })
}

fn scaled(value: Decimal) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(10_u64.pow(SCALE)))?.normalize();
    if scaled.scale() > 0 { None } else { i64::try_from(scaled.mantissa()).ok() }
}

impl Figure<'_> {
    /// Whether two figures measure the same and count the same things.
    pub fn is_like(&self, other: &Self) -> bool {
        self.mention.dimension == other.mention.dimension && self.mention.counter == other.mention.counter
    }

    /// Whether it is a share, a rate or a percentage.
    pub fn is_percent(&self) -> bool {
        self.mention.dimension == Dimension::Percent
    }

    /// The figure as an operand.
    pub fn operand(&self, input: &Input, role: Role) -> Option<Operand> {
        input.operand(self.mention.quantity, role)
    }
}
