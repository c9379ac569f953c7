use super::cursor::{Cursor, folded, is_hanzi};
use super::words::words;
use super::{Bound, Dimension, Unit};

/// The unit behind a number and where it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'t> {
    pub unit: Unit,
    /// Past the unit word.
    pub end: Cursor<'t>,
    /// 余, 多, 来 between number and unit (110余万元) say that the number is rounded down.
    pub bound: Option<Bound>,
    /// Whether Chinese numerals before this unit are certain to be a quantity.
    pub hanzi: bool,
}

/// Between number and unit: the number is rounded down.
pub(super) const ROUGHLY: [char; 4] = ['余', '多', '来', '几'];

impl<'t> Measure<'t> {
    /// The unit that belongs to the number ending here.
    pub fn after(number: Cursor<'t>) -> Option<Self> {
        if let Some(rough) = number.blanks().eat_one(&ROUGHLY) {
            let measure = Self::plain(rough)?;
            return Some(Self { bound: Some(Bound::About), ..measure });
        }
        Self::plain(number)
    }

    /// The unit here, where only money and percent may stand behind a line break.
    fn plain(here: Cursor<'t>) -> Option<Self> {
        let near = here.blanks();
        if let Some(measure) = Self::at(near) {
            return Some(measure);
        }
        if let Some(measure) = torn_money(near) {
            return Some(measure);
        }
        let far = near.soft_break();
        let measure = Self::at(far).or_else(|| torn_money(far))?;
        let tearable = matches!(measure.unit.dimension(), Dimension::Money | Dimension::Percent);
        tearable.then_some(measure)
    }

    fn at(here: Cursor<'t>) -> Option<Self> {
        if let Some((end, word)) = words().unit_at(here) {
            // 2m2 is an area, 5GB2312 is none.
            let in_a_code = here.peek().is_some_and(|c| c.is_ascii_alphabetic())
                && end.peek().is_some_and(|c| folded(c).is_ascii_alphanumeric());
            let found = Self { unit: word.unit, end, bound: None, hanzi: word.hanzi };
            return (!in_a_code).then(|| found.per());
        }
        let myriad = here.eat("万").map(|end| (end, Unit::TenThousandYuan));
        let (end, unit) = myriad.or_else(|| here.eat("亿").map(|end| (end, Unit::HundredMillionYuan)))?;
        Self::multiplied(end, unit)
    }

    /// What 万 and 亿 stand for: 3万余元, 5万人次, 10万、.
    fn multiplied(end: Cursor<'t>, money: Unit) -> Option<Self> {
        let rough = end.eat_one(&ROUGHLY);
        let bound = rough.map(|_| Bound::About);
        let noun = rough.unwrap_or(end);
        let found = |end, unit| Some(Self { unit, end, bound, hanzi: true });
        if let Some((end, word)) = words().unit_at(noun) {
            return match word.unit {
                Unit::Yuan => found(end, money).map(Self::per),
                _ if money == Unit::TenThousandYuan => found(end, Unit::TenThousandCount),
                _ => None,
            };
        }
        if money == Unit::TenThousandYuan && words().counted_at(noun) {
            return found(noun, Unit::TenThousandCount);
        }
        if torn_money(end).is_some_and(|yuan| yuan.unit == Unit::Yuan) {
            return None;
        }
        found(end, money)
    }

    /// 元 per month, head or piece.
    fn per(self) -> Self {
        let unit = match self.unit {
            Unit::Yuan => Unit::YuanPer,
            Unit::TenThousandYuan => Unit::TenThousandYuanPer,
            _ => return self,
        };
        let each = |here: Cursor<'t>| {
            let named = here.eat_one(&['/', '／', '每', '·'])?;
            let counted = words().unit_at(named).map(|(end, _)| end);
            counted.or_else(|| named.peek().filter(|c| is_hanzi(*c)).map(|_| named.next()))
        };
        let Some(mut end) = each(self.end) else { return self };
        while let Some(further) = each(end) {
            end = further;
        }
        Self { unit, end, ..self }
    }
}

/// A money word that a line break tears apart: 万⏎元.
fn torn_money(here: Cursor<'_>) -> Option<Measure<'_>> {
    let (head, unit) = [("万", Unit::TenThousandYuan), ("亿", Unit::HundredMillionYuan), ("千", Unit::ThousandYuan)]
        .into_iter()
        .find_map(|(word, unit)| here.eat(word).map(|end| (end, unit)))?;
    let tail = head.soft_break();
    let (end, word) = (tail.at() > head.at()).then(|| words().unit_at(tail))??;
    (word.unit == Unit::Yuan).then_some(Measure { unit, end, bound: None, hanzi: true })
}
