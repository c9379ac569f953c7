//! Automatic numbers (自动编号) before the text of their paragraph.

/// A paragraph with its number as it would be typed. White space behind the number is kept only where it divides two figures
/// or words (`1. 2025年`, but `一、基本情况`). A sign that is no number (•) is left out; a number alone is the text of a cell,
/// as in a column 序号, and of nothing else.
pub(in crate::read) fn numbered(number: &str, text: String, in_cell: bool) -> String {
    // The letter o in Courier New is Word's sign for the second level.
    let has_number = number.chars().any(char::is_alphanumeric) && number.trim() != "o";
    if !has_number || !in_cell && text.trim().is_empty() {
        return text;
    }
    let sign = number.trim();
    let divides = sign.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.');
    let space = if divides && number.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{sign}{space}{}", text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_stands_as_it_would_be_typed() {
        let cases = [
            ("一、\t", "基本情况", "一、基本情况"),
            ("（二）", " 机构", "（二）机构"),
            ("1.\t", "2025年", "1. 2025年"),
            ("3", "人", "3人"),
            ("① ", "造林", "①造林"),
            ("•\t", "条目", "条目"),
            ("o\t", "条目", "条目"),
            ("1.", " ", " "),
        ];
        for (number, text, expected) in cases {
            assert_eq!(numbered(number, text.to_owned(), false), expected);
        }
        assert_eq!(numbered("7", String::new(), true), "7");
    }
}
