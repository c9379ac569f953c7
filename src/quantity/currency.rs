//! What says before an amount that it is money: ￥, ¥, RMB, CNY, 人民币.

use super::cursor::Cursor;

const MARKS: [&str; 7] = ["￥", "¥", "RMB", "rmb", "CNY", "人民币", "Rmb"];

/// Before the mark of money that stands before the number here.
pub(super) fn before(number: Cursor<'_>) -> Option<Cursor<'_>> {
    let near = number.back_blanks();
    let mut first = MARKS.iter().find_map(|mark| near.back_over(mark))?;
    // 人民币￥100元
    while let Some(further) = MARKS.iter().find_map(|mark| first.back_blanks().back_over(mark)) {
        first = further;
    }
    Some(first)
}
