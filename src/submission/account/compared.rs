//! Figures that a sentence compares with last year: what last year was, or how much has changed since.

use super::{Change, Moved, Statement, When};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::quantity::Dimension;
use crate::relations::{Input, Operand, Role, is_exact};
use crate::vocabulary::PROSE;

/// All changes against last year, and all figures of last year that are given for comparison.
pub(super) fn all(input: &Input, statements: &[Statement]) -> (Vec<Change>, Vec<Statement>) {
    let (mut changes, mut earlier) = (Vec::new(), Vec::new());
    for sentence in &input.prose.sentences {
        let Some((current, mention)) = pair(input, statements, sentence) else { continue };
        let Some(operand) = operand(input, mention, current) else { continue };
        let moved = match mention.kind {
            Kind::Up => Moved::Up,
            Kind::Down => Moved::Down,
            _ => {
                let when = match current.when {
                    When::Own => When::Before,
                    When::In(year) => When::In(year.saturating_sub(1)),
                    When::Before => continue,
                };
                earlier.push(Statement { when, operand, ..current.clone() });
                continue;
            }
        };
        changes.push(Change {
            subject: current.subject.clone(),
            measure: current.measure,
            scope: current.scope,
            general: current.general,
            when: current.when,
            stated: operand,
            current: current.operand.clone().with_role(Role::Current),
            moved,
        });
    }
    (changes, earlier)
}

/// The figure that a sentence compares with last year, and the number it compares it with or by which it changed. With
/// two figures before that number it is not certain which of them is meant.
fn pair<'s, 'm>(
    input: &Input,
    statements: &'s [Statement],
    sentence: &'m Sentence,
) -> Option<(&'s Statement, &'m Mention)> {
    let compares = |mention: &Mention| matches!(mention.kind, Kind::Earlier | Kind::Up | Kind::Down);
    let at = sentence.mentions.iter().position(compares)?;
    let (before, mention) = (sentence.mentions.get(..at)?, sentence.mentions.get(at)?);
    let mut figures = before.iter().filter(|figure| figure.dimension == Dimension::Money);
    let current = figures.next().filter(|current| current.kind == Kind::Figure)?;
    let words = input.document.str(mention.clause);
    let last_year = PROSE.last_year.occur_in(words);
    let quantity = input.quantities.get(current.quantity).filter(|_| last_year && figures.next().is_none())?;
    let own = statements.binary_search_by_key(&quantity.span, |statement| statement.operand.span).ok()?;
    let own = statements.get(own).filter(|own| own.certain && !own.tabled)?;
    Some((own, mention))
}

/// The number, in the unit of the figure where it has none of its own (较上年2.08).
fn operand(input: &Input, mention: &Mention, current: &Statement) -> Option<Operand> {
    let quantity = input.quantities.get(mention.quantity).filter(|quantity| is_exact(quantity))?;
    let operand = Operand::of(input.document, quantity, current.operand.unit, Role::Stated)?;
    let same = operand.dimension == current.operand.dimension;
    let rate = operand.dimension == Dimension::Percent && mention.kind != Kind::Earlier;
    (same || rate).then_some(operand)
}
