//! `budget/claim`: words that say the budget was kept, against the figures (A13, S14); `target/claim`: words that say an aim
//! was met.

mod beside;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Verdict};
use crate::document::{Block, Span};
use crate::facts::{Fact, Subject, label};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;

/// Id of the rule.
pub const RULE: &str = "budget/claim";

/// Figures a claim may be measured against; the fullest first.
const LIMITS: [&str; 3] = ["budget", "init", "planned"];

/// A claim is measured against the first figures of the report, where the accounts are told.
const MOST_FIGURES: usize = 2_000;

/// Each claim with the figures that contradict or support it.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations: Vec<Relation> =
        input.prose.sentences.iter().flat_map(|sentence| beside::relate(input, sentence)).collect();
    // A claim right behind its own figures is about no others.
    let settled: Vec<Span> =
        relations.iter().filter_map(|relation| relation.operands.last()).map(|operand| operand.span).collect();
    let figures: Vec<&Fact> = input.facts.iter().filter(|fact| is_this_years_money(fact)).take(MOST_FIGURES).collect();
    for block in &input.document.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = input.document.str(paragraph.span);
        for phrase in &PROSE.kept_budget {
            let Some(at) = text.find(phrase.as_str()) else { continue };
            // 控制在年初预算16万元以内 speaks of that figure, not of the budget.
            if text.get(at + phrase.len()..).is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit())) {
                continue;
            }
            let start = paragraph.span.start as usize + at;
            let claim = Span::new(start, start + phrase.len());
            let sentence = text.get(..at).unwrap_or_default().rsplit(['。', '；']).next().unwrap_or_default();
            if is_intended(input, claim, sentence) || settled.iter().any(|span| span.overlaps(claim)) {
                break;
            }
            relations.extend(judge(input, &figures, claim, sentence, phrase));
            break;
        }
    }
    relations
}

/// Whether the words stand among aims or measures to be taken, or speak of what is to come.
fn is_intended(input: &Input, claim: Span, sentence: &str) -> bool {
    let intends = |text: &str| PROSE.intentions.occur_in(text);
    let mut heading = input.outline.heading_at(claim.start);
    while let Some(above) = heading {
        if intends(input.document.str(above.title)) {
            return true;
        }
        heading = above.parent.and_then(|parent| input.outline.headings.get(parent));
    }
    intends(sentence)
}

fn judge(input: &Input, figures: &[&Fact], claim: Span, sentence: &str, phrase: &str) -> Option<Relation> {
    let clause = sentence.rsplit(['，', ',']).next().unwrap_or_default();
    let named = match label::read(clause).subject {
        _ if sentence.contains("三公") => Some("sg"),
        Some(Subject::Known(key)) if key != "expense" => Some(key),
        _ => None,
    };
    let of_initial = phrase.contains("年初");
    let spent = figures.iter().find(|fact| is_figure(fact, named, "exec"))?;
    let limits = LIMITS.iter().filter(|limit| !of_initial || **limit != "budget");
    let limit = limits.filter_map(|limit| figures.iter().find(|fact| is_figure(fact, named, limit))).next()?;
    let mut operands = vec![input.fact_operand(spent, Role::Actual)?, input.fact_operand(limit, Role::Limit)?];
    // 6.45万元 is more than 6万元, which is no rounded 6.45万元: a limit is what it is.
    if operands.iter().is_sorted_by(|a, b| a.unit == b.unit) {
        operands = operands.into_iter().map(Operand::exact).collect();
    }
    let severity = if named.is_some() { Severity::Error } else { Severity::Warning };
    operands.push(Operand::place(claim));
    let relation = Relation::new(RULE, severity, operands, Comparison::AtMost, Expr::Operand(1));
    let relation = relation.named(format!("文中称“{phrase}”"));
    (relation.verdict != Verdict::Open).then_some(relation)
}

/// Whether a fact is this year's figure of expenditure as a whole, or of the named subject.
fn is_figure(fact: &Fact, named: Option<&str>, measure: &str) -> bool {
    let of = match (&fact.subject, named) {
        (Subject::Known(key), Some(named)) => *key == named,
        (Subject::Known(key), None) => *key == "expense",
        (Subject::Whole, None) => true,
        _ => false,
    };
    of && fact.measure == Some(measure)
}

fn is_this_years_money(fact: &Fact) -> bool {
    fact.year.is_none() && fact.dimension == Dimension::Money && !matches!(fact.subject, Subject::Named(_))
}
