//! The mark of the whole evaluation in running text (自评得分): against the total of the scoring table
//! (`cross/restated`, C16) and against the grade given for it (`score/grade`, S05).

mod bands;
mod grade;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact};
use crate::facts::Subject;
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::facts::table::{RowKind, Stretch};
use crate::quantity::Dimension;
use crate::vocabulary::PROSE;
use bands::Bands;
use rust_decimal::Decimal;

/// Every mark of the whole that the text states.
pub fn relate(input: &Input) -> Vec<Relation> {
    let marks: Vec<&Mention> =
        input.prose.sentences.iter().flat_map(|sentence| marks_of_the_whole(input, sentence)).collect();
    let mut relations = Vec::new();
    for sentence in &input.prose.sentences {
        let named = named_marks(input, sentence);
        let behind: Vec<Relation> = named.iter().filter_map(|mark| grade::behind(input, mark)).collect();
        relations.extend(if behind.is_empty() { grade::before(input, sentence) } else { None });
        relations.extend(behind);
    }
    // With several marks in the text it is not certain which one the table adds up to.
    if let (Some((form, total)), [mark]) = (only_total(input), marks.as_slice())
        && !(form.project.is_some() && is_of_the_unit(input, mark))
    {
        relations.extend(against(input, mark, total));
    }
    relations
}

/// Judges grades by the limits that the report prints (90分以上为优), if it prints any; a grade without printed limits is
/// left out then.
pub fn by_printed_limits(input: &Input, relations: Vec<Relation>) -> Vec<Relation> {
    let bands = Bands::read(&input.document.text);
    let judge = |relation: Relation| match relation.rule.as_ref() {
        "score/grade" => bands.judge(relation),
        _ => Some(relation),
    };
    relations.into_iter().filter_map(judge).collect()
}

/// The marks of a sentence that are named as those of a whole evaluation, of this year.
fn named_marks<'a>(input: &Input, sentence: &'a Sentence) -> Vec<&'a Mention> {
    let text = input.document.str(sentence.span);
    let last_year = PROSE.last_year.iter().filter_map(|word| Some(text.find(word.as_str())? + word.len())).min();
    let is_mark = |mention: &&Mention| {
        let words = input.document.str(mention.clause);
        let before = mention.clause.end.saturating_sub(sentence.span.start) as usize;
        mention.dimension == Dimension::Score
            && mention.kind == Kind::Figure
            && mention.depth == 0
            && !mention.label.last_year
            && input.quantities.get(mention.quantity).is_some_and(is_exact)
            && (PROSE.whole_marks.occur_in(words) || is_result(words))
            && last_year.is_none_or(|last_year| last_year > before)
            && mention.label.year.is_none_or(|year| Some(year) == input.year())
    };
    sentence.mentions.iter().filter(is_mark).collect()
}

/// `评价结果：95.4分`: the mark is the result.
fn is_result(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || "：:为是".contains(c));
    PROSE.grades.end(words)
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
    let speaks = |text: &str| PROSE.whole_unit.occur_in(text) && !text.contains("项目");
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
