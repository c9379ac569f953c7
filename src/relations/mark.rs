//! The mark of the whole evaluation in running text (自评得分): against the total of the scoring table
//! (`cross/restated`, C16) and against the grade given for it (`score/grade`, S05); and marks told with their weights.

mod bands;
mod grade;
mod line;

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, is_exact};
use crate::facts::prose::{Kind, Mention, Sentence};
use crate::facts::table::{RowKind, Stretch};
use crate::facts::{Subject, name};
use crate::quantity::{self, Dimension};
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
        relations.extend(line::relate(input, sentence));
    }
    relations.extend(against_forms(input, &marks));
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

/// A total of marks in a table or form, with the project it is of; none if it is of the unit or of whatever is reported on.
struct Total {
    project: Option<String>,
    mark: Operand,
}

/// Most marks in the text that are held against forms, and most forms.
const MOST: usize = 60;

/// The marks of the text against the totals of the forms that are of the same project, or of the unit.
fn against_forms(input: &Input, whole: &[&Mention]) -> Vec<Relation> {
    let totals = totals(input);
    let named: Vec<&Mention> =
        input.prose.sentences.iter().flat_map(|sentence| named_marks(input, sentence)).take(MOST).collect();
    let mut relations = Vec::new();
    for total in &totals {
        let Some(project) = &total.project else {
            // With several marks in the text, or several tables, only what agrees is certain.
            let alone = totals.iter().filter(|other| other.project.is_none()).count() == 1;
            if let [mark] = whole
                && (alone || is_value(input, mark, &total.mark))
            {
                relations.extend(against(input, mark, total.mark.clone()));
            }
            continue;
        };
        let of_project = |mark: &&&Mention| of_whom(mark).is_some_and(|name| are_one(&name, project));
        let mut own: Vec<&Mention> = named.iter().filter(of_project).copied().collect();
        let of_report = totals.len() == 1 || is_reported_on(input, project);
        if let ([mark], true, true) = (whole, own.is_empty(), of_report)
            && of_whom(mark).is_none()
            && !is_of_the_unit(input, mark)
        {
            own.push(mark);
        }
        relations.extend(own.into_iter().filter_map(|mark| against(input, mark, total.mark.clone())));
    }
    relations
}

fn is_value(input: &Input, mark: &Mention, total: &Operand) -> bool {
    input.operand(mark.quantity, Role::Stated).is_some_and(|stated| stated.value == total.value)
}

/// Words of a mark that name no project.
const GENERIC: [&str; 10] = ["项目", "支出", "绩效", "自评", "评价", "综合", "部门", "单位", "整体", "本"];

/// The project that the words at a mark name.
fn of_whom(mark: &Mention) -> Option<String> {
    let Some(Subject::Named(name)) = &mark.label.subject else { return None };
    let bare = GENERIC.iter().fold(name.clone(), |name, word| name.replace(word, ""));
    (bare.chars().count() >= 2).then_some(bare)
}

fn are_one(a: &str, b: &str) -> bool {
    let bare = |name: &str| GENERIC.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    let (a, b) = (bare(a), bare(b));
    !b.is_empty() && (a.ends_with(b.as_str()) || a.starts_with(b.as_str()) || name::same(&a, &b))
}

/// Whether the report is about this project, as its title says.
fn is_reported_on(input: &Input, project: &str) -> bool {
    let title = input.outline.title.map(|title| name::normalise(input.document.str(title)));
    title.is_some_and(|title| title.contains(project))
}

/// The totals of all scoring tables whose weights are a hundred, and the marks that forms give in a field of their own.
fn totals(input: &Input) -> Vec<Total> {
    let of = |stretch: &Stretch| stretch.project.map(|project| name::normalise(input.document.str(project)));
    let tables =
        input.stretches.iter().filter_map(|stretch| Some(Total { project: of(stretch), mark: total(input, stretch)? }));
    tables.chain(fields(input)).take(MOST).collect()
}

/// `自评总分（分） | 94.83`: the cell behind a cell that names the mark of the whole.
fn fields(input: &Input) -> Vec<Total> {
    let mut found = Vec::new();
    for (block, table) in input.document.tables() {
        let mut stretches = input.stretches.iter().filter(|stretch| stretch.block == block);
        // The heads of columns are no fields.
        let is_whole = stretches.next().is_none_or(|stretch| stretch.project.is_none());
        let is_field = |cell: &&crate::document::Cell| {
            is_whole && PROSE.whole_marks.end(&name::normalise(input.document.str(cell.span)))
        };
        for cell in table.cells.iter().filter(is_field) {
            let Some(value) = table.at(cell.row, cell.column + cell.column_span) else { continue };
            if value.row != cell.row || value.column == cell.column {
                continue;
            }
            let mark = quantity::read_cell(&input.document.text, value.span)
                .filter(|mark| is_exact(mark) && mark.value <= Decimal::ONE_HUNDRED)
                .and_then(|mark| Operand::of(input.document, &mark, None, Role::Other));
            found.extend(mark.map(|mark| Total { project: None, mark: mark.exact() }));
        }
    }
    found
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
