//! Cell references: `B3` is row 2, column 1.

use super::Merge;

/// Row and column of `B3`, from 0.
pub(super) fn cell(reference: &str) -> Option<[u32; 2]> {
    let reference = reference.trim();
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at_checked(letters)?;
    let step = |column: u32, letter: u8| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    };
    let column = letters.bytes().try_fold(0, step)?;
    Some([digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?])
}

/// The merged cell `A1:C2`; none if it runs backwards or off the sheet.
pub(super) fn merge(reference: &str) -> Option<Merge> {
    let (first, last) = reference.split_once(':')?;
    let ([row, column], [last_row, last_column]) = (cell(first)?, cell(last)?);
    let rows = last_row.min(1_048_575).checked_sub(row)? + 1;
    let columns = last_column.min(16_383).checked_sub(column)? + 1;
    Some(Merge { row, column, rows, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_count_from_nought() {
        assert_eq!(
            ["A1", "B3", "AA10", "XFD1048576"].map(cell),
            [Some([0, 0]), Some([2, 1]), Some([9, 26]), Some([1_048_575, 16_383])]
        );
        assert_eq!(["", "A", "7", "A0", "ZZZZZZZZ1", "A99999999999", "甲1"].map(cell), [None; 7]);
    }

    #[test]
    fn a_merge_runs_forwards() {
        assert_eq!(merge("A1:C2"), Some(Merge { row: 0, column: 0, rows: 2, columns: 3 }));
        assert_eq!(["C2:A1", "A1", "A1:"].map(merge), [None; 3]);
    }
}
