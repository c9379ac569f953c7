//! The mark of the whole evaluation in running text (自评得分): against the total of the scoring table
//! (`cross/restated`, C16) and against the grade given for it (`score/grade`, S05).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact, table};
use crate::document::Span;
use crate::facts::Subject;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::facts::table::{RowKind, Stretch};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Characters behind a mark within which its grade is looked for.
const GRADE_WITHIN: usize = 24;

/// Every mark of the whole that the text states.
pub fn relate(input: &Input) -> Vec<Relation> {
    let marks: Vec<&Mention> =
        input.prose.sentences.iter().flat_map(|sentence| marks_of_the_whole(input, sentence)).collect();
    let usual = has_usual_limits(input);
    let named = input.prose.sentences.iter().flat_map(|sentence| named_marks(input, sentence));
    let mut relations: Vec<Relation> = named.filter(|_| usual).filter_map(|mark| graded(input, mark)).collect();
    // With several marks in the text it is not certain which one the table adds up to.
    if let (Some((form, total)), [mark]) = (only_total(input), marks.as_slice())
        && !(form.project.is_some() && is_of_the_unit(input, mark))
    {
        relations.extend(against(input, mark, total));
    }
    relations
}

/// The marks of a sentence that are named as those of a whole evaluation, of this year.
fn named_marks<'a>(input: &Input, sentence: &'a Sentence) -> Vec<&'a Mention> {
    let is_mark = |mention: &&Mention| {
        let words = input.document.str(mention.clause);
        let before = input.document.str(Span { start: sentence.span.start, end: mention.clause.end });
        mention.dimension == Dimension::Score
            && mention.kind == Kind::Figure
            && mention.depth == 0
            && !mention.label.last_year
            && input.quantities.get(mention.quantity).is_some_and(is_exact)
            && PROSE.whole_marks.iter().any(|name| words.contains(name.as_str()))
            && !PROSE.last_year.iter().any(|word| before.contains(word.as_str()))
            && mention.label.year.is_none_or(|year| Some(year) == input.year())
    };
    sentence.mentions.iter().filter(is_mark).collect()
}

/// Those of them that are of the unit, or of the project that the report is about.
fn marks_of_the_whole<'a>(input: &Input, sentence: &'a Sentence) -> Vec<&'a Mention> {
    named_marks(input, sentence).into_iter().filter(|mention| is_of_the_whole(input, mention)).collect()
}

/// Whether the mark is the unit's as far as headings and opening titles tell: 4.某某经费。…自评得分100分 is not.
fn is_of_the_whole(input: &Input, mention: &Mention) -> bool {
    let at = input.facts.binary_search_by_key(&mention.quantity, |fact| fact.quantity);
    let of_unit = at.is_ok_and(|at| input.facts.get(at).is_some_and(|fact| fact.subject == Subject::Whole));
    // A report on one project gives the mark of the project.
    of_unit || input.document.str(mention.clause).contains("项目")
}

/// Lines at the beginning of a report among which its title stands.
const OPENING: usize = 4;

/// Whether the mark is the unit's and not that of a project, by its own words or by the report's title.
fn is_of_the_unit(input: &Input, mark: &Mention) -> bool {
    let speaks =
        |text: &str| PROSE.whole_unit.iter().any(|word| text.contains(word.as_str())) && !text.contains("项目");
    let clause = input.document.str(mark.clause);
    let mut opening = input.document.blocks.iter().take(OPENING).map(|block| input.document.str(block.span()));
    speaks(clause) || (!clause.contains("项目") && opening.any(speaks))
}

/// The mark in the total row of the only scoring table, whose weights are a hundred, with its form.
fn only_total<'a>(input: &Input<'a>) -> Option<(&'a Stretch, Operand)> {
    let mut totals = input.stretches.iter().filter_map(|stretch| Some((stretch, total(input, stretch)?)));
    let first = totals.next()?;
    totals.next().is_none().then_some(first)
}

fn total(input: &Input, stretch: &Stretch) -> Option<Operand> {
    let row = stretch.rows.iter().rev().find(|row| row.kind == RowKind::Total)?;
    let number = |key: &str| row.entry(stretch.measure(key)?.index)?.number();
    let weight = number("weight").filter(|weight| weight.value == Decimal::ONE_HUNDRED);
    let score = number("score").filter(|score| is_exact(score))?;
    weight.and_then(|_| Operand::of(input.document, score, None, Role::Other)).map(Operand::exact)
}

fn against(input: &Input, mark: &Mention, mut total: Operand) -> Option<Relation> {
    let stated = input.operand(mark.quantity, Role::Stated)?.exact();
    total.unit = stated.unit;
    let relation =
        Relation::new("cross/restated", Severity::Error, vec![stated, total], Comparison::Equal, Expr::Operand(1));
    Some(relation.named("文中得分 = 评分表合计"))
}

/// The grade behind a mark: 得分85.2分，评价等级为“良”.
fn graded(input: &Input, mark: &Mention) -> Option<Relation> {
    let end = input.quantities.get(mark.quantity)?.span.end as usize;
    let behind: String = input.document.text.get(end..)?.chars().take(GRADE_WITHIN).collect();
    let near = behind.split(['。', '；', '\n', '（', '(']).next()?;
    let (at, name) =
        PROSE.grades.iter().filter_map(|name| Some((near.find(name.as_str())?, name))).min_by_key(|(at, _)| *at)?;
    let after = near.get(at + name.len()..)?;
    let grade = after.trim_start_matches(|c: char| "为是：:“\"「‘ 评定确属于".contains(c));
    let start = end + at + name.len() + (after.len() - grade.len());
    let word = grade.chars().next()?;
    let span = Span::new(start, start + word.len_utf8());
    table::graded(input.operand(mark.quantity, Role::Actual)?.exact(), grade, span)
}

/// Whether the limits of the grades are the usual ones as far as the report prints them: 90分以上为优.
fn has_usual_limits(input: &Input) -> bool {
    let points = |quantity: &crate::quantity::Quantity| quantity.unit == Some(crate::quantity::Unit::Point);
    input.quantities.iter().filter(|quantity| points(quantity)).all(|quantity| {
        let behind = input.document.text.get(quantity.span.end as usize..).unwrap_or_default();
        let behind: String = behind.chars().take(8).filter(|c| !"“”\"（）() ".contains(*c)).collect();
        let names_best = PROSE.best_from.iter().any(|words| behind.starts_with(words.as_str()));
        !names_best || quantity.value == Decimal::from(90)
    })
}
