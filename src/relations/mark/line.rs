//! Marks told in a sentence with what they are out of (`score/line`, S02): 满分20分，得19分; what was taken off (扣1.5分); and the
//! total of several (`score/total`, S03).

use crate::facts::prose::{Mention, Sentence};
use crate::quantity::Dimension;
use crate::relations::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, is_exact};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// A mark with what it is out of.
struct Line<'a> {
    full: &'a Mention,
    /// What was taken off, each said between the two.
    off: Vec<&'a Mention>,
    mark: &'a Mention,
}

/// Every mark of a sentence that stands behind its weight, and the total of them.
pub(super) fn relate(input: &Input, sentence: &Sentence) -> Vec<Relation> {
    let lines = lines(input, sentence);
    let mut relations: Vec<Relation> = lines.iter().flat_map(|line| of_line(input, line)).collect();
    if lines.len() > 1 {
        relations.extend(total(input, sentence, &lines));
    }
    relations
}

/// Words that make a number of marks something else than a weight: a limit, a rate per thing, a bonus.
const NO_WEIGHT: [&str; 16] =
    ["得", "扣", "加", "减", "每", "各", "目标", "线", "均", "上年", "去年", "超过", "以上", "不低于", "折", "基础"];

/// What a clause says of its mark.
#[derive(PartialEq, Eq)]
enum Part {
    Weight,
    Off,
    Mark,
    Other,
}

fn part(input: &Input, mention: &Mention) -> Part {
    let words = input.document.str(mention.clause);
    let words = words.trim_matches(|c: char| c.is_whitespace() || "约为是：:".contains(c));
    let exact = mention.dimension == Dimension::Score && input.quantities.get(mention.quantity).is_some_and(is_exact);
    if !exact || mention.label.last_year || PROSE.last_year.occur_in(words) {
        Part::Other
    } else if words.ends_with(['得', '获']) || words.ends_with("得分") || words.ends_with("实得分") {
        Part::Mark
    } else if words.ends_with(['扣', '减']) || words.ends_with("扣分") || words.ends_with("扣除") {
        Part::Off
    } else if is_weight(words, mention.depth) {
        Part::Weight
    } else {
        Part::Other
    }
}

/// Whether the words before a number of marks make it what others are out of: 满分, 分值, or what marks are given for (产出指标
/// 50分, 产出（50分）).
fn is_weight(words: &str, depth: u8) -> bool {
    let given_for = PROSE.marks.iter().flat_map(|division| &division.words).any(|word| words.contains(word.as_str()))
        || ["指标", "方面", "部分", "类"].iter().any(|end| words.ends_with(end));
    let named = PROSE.weights.occur_in(words) || given_for || words.is_empty() && depth > 0;
    named && !NO_WEIGHT.iter().any(|word| words.contains(word))
}

fn lines<'a>(input: &Input, sentence: &'a Sentence) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut full: Option<&Mention> = None;
    let mut weights = 0;
    let mut off = Vec::new();
    for mention in &sentence.mentions {
        if mention.after_semicolon {
            (full, weights) = (None, 0);
        }
        match part(input, mention) {
            Part::Weight => {
                full = Some(mention);
                weights += 1;
                off.clear();
            }
            Part::Off => off.push(mention),
            Part::Mark => {
                let off = std::mem::take(&mut off);
                // 执行10分、产出50分、效益40分，得95分: the mark is of all of them.
                let own = full.take().filter(|_| weights == 1);
                lines.extend(own.map(|full| Line { full, off, mark: mention }));
                weights = 0;
            }
            Part::Other => full = None,
        }
    }
    lines
}

fn of_line(input: &Input, line: &Line) -> Vec<Relation> {
    let exact = |mention: &Mention, role: Role| input.operand(mention.quantity, role).map(Operand::exact);
    let (Some(mark), Some(full)) = (exact(line.mark, Role::Actual), exact(line.full, Role::Limit)) else {
        return Vec::new();
    };
    let most = Relation::new(
        "score/line",
        Severity::Error,
        vec![mark.clone(), full.clone()],
        Comparison::AtMost,
        Expr::Operand(1),
    )
    .named("得分不超过分值");
    let off: Vec<Operand> = line.off.iter().filter_map(|off| exact(off, Role::Part)).collect();
    if off.is_empty() || !most.agrees() {
        return vec![most];
    }
    let operands: Vec<Operand> =
        [mark.with_role(Role::Stated), full.with_role(Role::Base)].into_iter().chain(off).collect();
    let terms =
        (1..operands.len()).map(|at| (if at == 1 { Sign::Plus } else { Sign::Minus }, Expr::Operand(at))).collect();
    let left = Relation::new("score/line", Severity::Warning, operands, Comparison::Equal, Expr::Sum(terms));
    vec![most, left.named("得分 = 分值 - 扣分")]
}

/// `…，合计得96分`, or the mark of the whole before its lines: 自评得94分，其中…
fn total(input: &Input, sentence: &Sentence, lines: &[Line]) -> Option<Relation> {
    let (first, last) = (lines.first()?, lines.last()?);
    let whole = |mention: &&Mention| {
        let words = input.document.str(mention.clause);
        let behind = mention.quantity > last.mark.quantity && PROSE.totals.occur_in(words);
        let before = mention.quantity < first.full.quantity && mention.depth == 0;
        let is_mark = part(input, mention) == Part::Mark;
        (behind || before) && (is_mark || mention.dimension == Dimension::Score && PROSE.totals.occur_in(words))
    };
    let mut wholes = sentence.mentions.iter().filter(whole);
    let total = wholes.next_back()?;
    let exact = |mention: &Mention, role: Role| input.operand(mention.quantity, role).map(Operand::exact);
    let operands: Option<Vec<Operand>> = std::iter::once(exact(total, Role::Total))
        .chain(lines.iter().map(|line| exact(line.mark, Role::Part)))
        .collect();
    let operands = operands?;
    let weights: Decimal = lines.iter().filter_map(|line| exact(line.full, Role::Limit)).map(|full| full.value).sum();
    let terms = (1..operands.len()).map(|at| (Sign::Plus, Expr::Operand(at))).collect();
    let behind = total.quantity > last.mark.quantity;
    let severity = if weights == Decimal::ONE_HUNDRED { Severity::Error } else { Severity::Warning };
    let relation = Relation::new("score/total", severity, operands, Comparison::Equal, Expr::Sum(terms))
        .named("总分 = 各项得分之和");
    Some(if behind || weights == Decimal::ONE_HUNDRED { relation } else { relation.open() })
}
