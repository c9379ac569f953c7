use super::{Cause, Correction};
use crate::document::Document;
use crate::quantity::{Dimension, Unit};
use crate::relations::own;
use crate::relations::slip::Slip;
use crate::relations::{Comparison, Expr, Operand, Relation, Severity, Verdict};
use crate::report::{Finding, Mark, Proposal, Text};
use rust_decimal::Decimal;

/// The finding for a cause: its most telling relation, all places of all its relations, and the likeliest repair.
pub fn finding(document: &Document, relations: &[Relation], cause: &Cause) -> Option<Finding> {
    let own = || cause.relations.iter().filter_map(|index| relations.get(*index));
    let lead = own().next()?;
    let severity = own().map(|relation| relation.severity).max().unwrap_or(lead.severity);
    let tail = lead.verdict == Verdict::Rounding;
    let mut marks: Vec<Mark> = Vec::new();
    for operand in own().flat_map(|relation| &relation.operands) {
        if !marks.iter().any(|mark| mark.span == operand.span) {
            marks.push(Mark { span: operand.span, role: operand.role });
        }
    }
    let mut message = message(document, lead);
    if let Some(name) = lead.name.as_deref().filter(|_| lead.rule == own::RULE) {
        message = Text {
            zh: format!("不符合“{name}”：{}", message.zh), en: format!("“{name}” fails. {}", message.en)
        };
    }
    if cause.relations.len() > 1 {
        let others = cause.relations.len() - 1;
        message.zh.push_str(&format!("同一处差错还使另外{others}条关系不成立。"));
        message.en.push_str(&format!(" The same fault breaks {others} more."));
    }
    let first = lead.operands.first()?;
    Some(Finding {
        id: format!("{}|{}", lead.rule, lead.equation),
        rule: lead.rule.clone(),
        severity: if tail { Severity::Info } else { severity },
        message,
        equation: Some(own().map(|relation| relation.equation.as_str()).collect::<Vec<_>>().join("；")),
        stated: Some(first.written.clone()).filter(|written| !written.is_empty()).or_else(|| Some("0".into())),
        expected: lead.expected.map(|expected| in_unit(first, expected)),
        difference: lead.difference().map(|difference| in_unit(first, difference)),
        hint: hint(relations, cause),
        proposals: proposals(relations, cause),
        marks,
        relations: cause.relations.iter().filter_map(|index| u32::try_from(*index).ok()).collect(),
    })
}

/// What a relation that fails says, in a sentence that states and does not accuse.
fn message(document: &Document, relation: &Relation) -> Text {
    let Some(first) = relation.operands.first() else { return Text { zh: String::new(), en: String::new() } };
    let stated = shown(first, &first.written);
    let expected = relation.expected.map(|value| shown(first, &in_unit(first, value))).unwrap_or_default();
    let apart = relation.difference().map(|value| difference(first, value.abs())).unwrap_or_default();
    let name = name(document, first);
    let quoted = name.as_ref().map_or_else(|| "这里".to_owned(), |name| format!("“{name}”"));
    let said = name.as_ref().map_or_else(|| "This figure".to_owned(), |name| format!("“{name}”"));
    let (zh, en) = match relation.formula.as_ref() {
        Some((_, Expr::Operand(0))) => opposed(document, relation, &stated),
        Some(_) if relation.rule == "score/grade" => ungraded(relation, &stated),
        Some((Comparison::AtMost, _)) => (
            format!("{quoted}{stated}，超过{expected}，多{apart}。"),
            format!("{said}: {stated} exceeds {expected} by {apart}."),
        ),
        Some((Comparison::AtLeast, _)) => (
            format!("{quoted}{stated}，低于{expected}，少{apart}。"),
            format!("{said}: {stated} is {apart} below {expected}."),
        ),
        Some((_, Expr::Operand(_))) => (
            format!("同一项数字两处不一致：{quoted}写作{stated}，另一处是{expected}，相差{apart}。"),
            format!("The same figure is stated twice. {said}: {stated} here, {expected} elsewhere; {apart} apart."),
        ),
        _ if relation.verdict == Verdict::Rounding => (
            format!("{quoted}写作{stated}，按所列数字计算为{expected}，相差{apart}，属四舍五入尾差。"),
            format!("{said} is stated as {stated}; the figures give {expected}. The {apart} may be rounding."),
        ),
        _ => (
            format!("{quoted}写作{stated}，按所列数字计算应为{expected}，相差{apart}。"),
            format!("{said} is stated as {stated}; the figures give {expected}, {apart} apart."),
        ),
    };
    Text { zh, en }
}

/// A mark with a grade that is not its own; the relation bears the name of the grade's limits.
fn ungraded(relation: &Relation, stated: &str) -> (String, String) {
    let grade = relation.operands.get(1).map_or("", |grade| grade.written.as_str());
    let limits = relation.name.as_deref().unwrap_or_default();
    (
        format!("得分{stated}与等级“{grade}”不符（{limits}）。"),
        format!("A mark of {stated} does not make the grade “{grade}” ({limits})."),
    )
}

/// Two numbers whose words go opposite ways: 减少384.57万元，增长3.69%.
fn opposed(document: &Document, relation: &Relation, stated: &str) -> (String, String) {
    let Some(other) = relation.operands.get(1) else { return (String::new(), String::new()) };
    let word = |operand: &Operand| name(document, operand).unwrap_or_default();
    let own = relation.operands.get(2).map_or("", |clause| document.str(clause.span).trim());
    let (other_word, other_stated) = (word(other), shown(other, &other.written));
    (
        format!("同一变动前后方向相反：“{other_word}”{other_stated}，“{own}”{stated}。"),
        format!("One change goes both ways: “{other_word}” {other_stated}, “{own}” {stated}."),
    )
}

/// Longest stretch of words before a number that is quoted as its name, in characters.
const LONGEST_NAME: usize = 24;

/// The words of running text right before a number, if they read like its name.
fn name(document: &Document, operand: &Operand) -> Option<String> {
    let end = operand.span.start as usize;
    // One step back to the nearest mark: a line may be as long as the document.
    let ends = ['\n', '\t', '|', '，', '。', '；', '：', ',', ';', ':', '、', '（', '(', '）', ')', '=', '＝'];
    let clause = document.text.get(..end)?.rsplit(ends).next()?.trim();
    let clause = clause.trim_end_matches(['为', '是', '约', '达', '：', ' ']);
    let fits = (2..=LONGEST_NAME).contains(&clause.chars().count());
    (fits && clause.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))).then(|| clause.to_owned())
}

/// The corrections of a cause with the operands that they correct.
fn corrections<'a>(relations: &'a [Relation], cause: &'a Cause) -> impl Iterator<Item = (&'a Correction, &'a Operand)> {
    let operand_at = |correction: &Correction| {
        let own = cause.relations.iter().filter_map(|index| relations.get(*index));
        own.flat_map(|relation| &relation.operands).find(|operand| operand.span == correction.span)
    };
    cause.corrections.iter().filter_map(move |correction| Some((correction, operand_at(correction)?)))
}

/// What to write where; a blank cell holds nothing that could be replaced.
fn proposals(relations: &[Relation], cause: &Cause) -> Vec<Proposal> {
    let corrections = corrections(relations, cause).filter(|(_, operand)| !operand.written.is_empty());
    let proposal = |(correction, operand): (&Correction, &Operand)| Proposal {
        span: operand.span,
        written: operand.written.clone(),
        proposed: as_written(&operand.written, &in_unit(operand, correction.value)),
    };
    corrections.map(proposal).collect()
}

/// A number with thousands separators where the other one has them.
fn as_written(model: &str, number: &str) -> String {
    let Some(separator) = model.chars().find(|c| matches!(c, ',' | '，')) else { return number.to_owned() };
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    let mut grouped = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    decimals.into_iter().for_each(|decimals| grouped.extend(['.'].into_iter().chain(decimals.chars())));
    grouped
}

fn hint(relations: &[Relation], cause: &Cause) -> Option<Text> {
    let proposals: Vec<(String, String)> =
        corrections(relations, cause).map(|(correction, operand)| proposal(correction, operand)).collect();
    if proposals.is_empty() {
        return None;
    }
    let join = |pick: fn(&(String, String)) -> &str, by: &str| proposals.iter().map(pick).collect::<Vec<_>>().join(by);
    Some(Text {
        zh: format!("{}。", join(|proposal| &proposal.0, "；或")),
        en: format!("{}.", join(|proposal| &proposal.1, "; or ")),
    })
}

/// What a correction proposes, in both languages.
fn proposal(correction: &Correction, operand: &Operand) -> (String, String) {
    let (from, to) = (shown(operand, &operand.written), shown(operand, &in_unit(operand, correction.value)));
    let (zh, en) = correction.slip.map_or(("", ""), reason);
    match correction.mends {
        0 | 1 => (format!("若{from}应为{to}{zh}，等式成立"), format!("If {from} should be {to}{en}, it agrees")),
        mends => (
            format!("若{from}应为{to}{zh}，{mends}条关系同时成立"),
            format!("If {from} should be {to}{en}, {mends} equations agree"),
        ),
    }
}

fn reason(slip: Slip) -> (&'static str, &'static str) {
    match slip {
        Slip::Digit => ("（错一个数字）", " (one digit)"),
        Slip::Swapped => ("（相邻两个数字颠倒）", " (two digits exchanged)"),
        Slip::Length => ("（多或少一位数字）", " (a digit too many or too few)"),
        Slip::Shifted => ("（小数点或单位错位）", " (decimal point or unit)"),
        Slip::Sign => ("（正负号）", " (sign)"),
    }
}

/// A value of the base unit in the unit of an operand, with as many decimals as the operand has, or as it needs.
fn in_unit(operand: &Operand, value: Decimal) -> String {
    let factor = operand.unit.map_or(Decimal::ONE, Unit::factor);
    let own = value.checked_div(factor).unwrap_or(value);
    let decimals = operand.decimals().min(6);
    let needed = own.normalize().scale().min(if operand.dimension == Dimension::Percent { 2 } else { 4 });
    let mut shown = own.round_dp(needed.max(decimals));
    shown.rescale(needed.max(decimals));
    shown.to_string()
}

/// A difference as a reader says it: two rates differ by points.
pub(crate) fn difference(operand: &Operand, value: Decimal) -> String {
    let number = in_unit(operand, value);
    if operand.dimension == Dimension::Percent && operand.unit != Some(Unit::PerMille) {
        let points = in_unit(&Operand { unit: Some(Unit::Percent), ..operand.clone() }, value);
        format!("{points}{}", Unit::PercentagePoint.symbol())
    } else {
        shown(operand, &number)
    }
}

/// A value of the base unit in the unit of an operand, with that unit.
pub(crate) fn shown_value(operand: &Operand, value: Decimal) -> String {
    shown(operand, &in_unit(operand, value))
}

/// A number with its unit; a blank cell by name.
pub(crate) fn shown(operand: &Operand, number: &str) -> String {
    if number.is_empty() { "空白".into() } else { operand.with_unit(number) }
}

#[cfg(test)]
mod tests {
    use super::as_written;
    use crate::{Options, check, read};

    #[test]
    fn a_number_is_written_as_the_report_writes() {
        assert_eq!(as_written("1,234.50", "1234567.80"), "1,234,567.80");
        assert_eq!(as_written("12,345", "-999"), "-999");
        assert_eq!(as_written("12,345", "-1999"), "-1,999");
        assert_eq!(as_written("1234.50", "1235.50"), "1235.50");
    }

    #[test]
    fn a_proposal_says_what_to_write_where() {
        let text = "甲项目支出1,160.50万元，其中：设备购置1,100.20万元，场地维护50.30万元。";
        let report = check(read::text(text), &Options::default());
        let proposals: Vec<_> = report.findings.iter().flat_map(|finding| &finding.proposals).collect();
        let first = proposals.first().unwrap();
        assert_eq!((first.written.as_str(), first.proposed.as_str()), ("1,160.50", "1,150.50"));
        assert!(report.document.str(first.span).starts_with("1,160.50"));
    }
}
