//! Lines that end at the edge of a page: text copied from a PDF, or out of a mail. Their sentences are put together again.

use super::aligned;
use super::lines::{is_between_pages, numbering};
use crate::document::Seam;

/// Lines of text broken at one width are at least and at most this wide, in columns; a Chinese character takes two.
const WIDTHS: std::ops::RangeInclusive<usize> = 48..=160;
/// Fewer full lines than this may be chance.
const FEWEST: usize = 8;

/// The text with the lines of its sentences joined, and where; none if it is not broken at one width.
pub(super) fn unwrap(text: &str) -> Option<(String, Vec<Seam>)> {
    let edge = edge(text)?;
    let mut joined = String::with_capacity(text.len());
    let mut seams = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let kept = line.trim_end();
        joined.push_str(kept);
        let mut cut = line.get(kept.len()..).unwrap_or_default().to_owned();
        if is_full(kept, edge) && !aligned::is_row(kept) {
            // A page may end between the two lines.
            let mut ahead = lines.clone();
            let between: String = std::iter::from_fn(|| ahead.next_if(|line| is_between_pages(line))).collect();
            let paged = between.chars().any(|letter| letter.is_ascii_digit());
            let goes_on = ahead.peek().is_some_and(|next| continues(kept, next));
            if goes_on && (between.is_empty() || paged) {
                cut.push_str(&between);
                lines = ahead;
                seams.push(Seam { at: u32::try_from(joined.len()).ok()?, cut });
                continue;
            }
        }
        joined.push_str(&cut);
    }
    Some((joined, seams)).filter(|(_, seams)| !seams.is_empty())
}

/// The width in columns at which the lines end, if most of them do.
fn edge(text: &str) -> Option<usize> {
    let prose = || text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !is_row(line));
    let mut widths: Vec<usize> = prose().map(width).collect();
    widths.sort_unstable();
    // One line in fifty may be longer: a title, an address.
    let edge = *widths.get((widths.len() * 49 / 50).min(widths.len().checked_sub(1)?))?;
    if !WIDTHS.contains(&edge) {
        return None;
    }
    let long = widths.iter().filter(|width| **width * 5 >= edge * 2).count();
    let full: Vec<&str> = prose().filter(|line| is_full(line, edge)).collect();
    let unfinished = full.iter().filter(|line| !is_finished(line)).count();
    (full.len() >= FEWEST && full.len() * 2 >= long && unfinished * 5 >= full.len() * 3).then_some(edge)
}

fn width(line: &str) -> usize {
    line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether the line may go on in the next one. Digits are narrow and numbers do not break, so the edge is a ragged one.
fn is_full(line: &str, edge: usize) -> bool {
    let is_heading = numbering(line).is_some() && !line.contains(['，', '。', '；', '：', ',']);
    width(line) * 5 >= edge * 3 && !is_heading
}

/// Whether the line belongs to a table.
fn is_row(line: &str) -> bool {
    line.contains(|letter: char| matches!(letter, '\t' | '|' | '\u{2500}'..='\u{257F}')) || aligned::is_row(line)
}

fn is_finished(line: &str) -> bool {
    line.trim_end_matches(['”', '）', ')', '"']).ends_with(['。', '！', '？', '!', '?'])
}

/// Whether the next line goes on with the sentence of a full one.
fn continues(line: &str, next: &str) -> bool {
    let (last, first) = (line.chars().next_back(), next.chars().next());
    let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let begins_anew = first.is_none_or(char::is_whitespace) || numbering(next).is_some() || is_row(next);
    // What stands between two digits cannot be told.
    let unclear = latin(last) && latin(first);
    !begins_anew && !is_finished(line) && !unclear
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "二、部门整体支出情况\n\
        示例县档案馆为正科级事业单位，核定编制12人，年末实有11人，内设\n\
        办公室、管理股、利用股三个股室，主要负责接收、保管和提供利用本\n\
        县各类档案，指导机关、团体、企业事业单位和乡镇的档案工作，监督\n\
        县各类档案，指导全县档案业务。\n\
        2024年年初预算8,120.00万元，年中追加615.60万元，全年预\n\
        算8,735.60万元，其中一般公共预算拨款8,735.60万元，占100%，\n\
        全年支出8,642.75万元，预算执行率98.94%，比2023年度决算数增加341.33\n\
        万元，增长4.11%，年末结转92.85万元。\n\
        按用途分，基本支出3,518.20万元，占40.71%；项目支出5,124.55万元，占\n\n— 1 —\n\n\
        59.29%，其中文旅融合重点工程3,780.00万元，占73.76%，省级体育集训基\n\
        地补助910.00万元。\n";

    #[test]
    fn sentences_are_put_together_also_over_a_page() {
        let (text, seams) = unwrap(WRAPPED).unwrap();
        assert_eq!(seams.len(), 8);
        assert!(
            text.contains("全年预算8,735.60万元") && text.contains("增加341.33万元") && text.contains("，占59.29%")
        );
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn paragraphs_that_are_whole_stay_as_they_are() {
        let whole = "一、概况\n".to_owned()
            + &"本单位编制12人，实有11人，退休4人，车辆1辆，办公用房面积300平方米。\n".repeat(8);
        assert_eq!(unwrap(&whole), None);
        let cells = "指标\n完成情况较好，具体见说明\n目标\n完成\n".repeat(6);
        assert_eq!(unwrap(&cells), None);
    }

    #[test]
    fn numbered_and_indented_lines_begin_anew() {
        assert!(!continues("加强预算绩效管理", "（二）强化执行"));
        assert!(!continues("加强预算绩效管理", "　　强化执行"));
        assert!(!continues("支出共计12", "34万元"));
        assert!(continues("支出共计12", "万元"));
    }

    #[test]
    fn a_heading_does_not_go_on() {
        assert!(!is_full("（三）部门整体支出绩效管理存在的问题和原因", 44));
        assert!(is_full("（三）严格执行预算，部门整体支出绩效管理规", 44));
    }
}
