//! Superscript (上标): a footnote's number must not become a digit of the amount before it.

/// A digit as it looks when raised: 12.5 with a small 1 behind it is not 12.51. Other characters stay as they are.
pub(super) fn raised(sign: char) -> char {
    match sign {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(u32::from(sign) - 0x30 + 0x2070).unwrap_or(sign),
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::raised;

    #[test]
    fn superscript_digits_are_not_digits_of_the_number() {
        assert_eq!("0123456789x".chars().map(raised).collect::<String>(), "⁰¹²³⁴⁵⁶⁷⁸⁹x");
    }
}
