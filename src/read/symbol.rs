//! Characters of symbol fonts (Wingdings, Symbol), which Word keeps in a private range: their code says nothing by itself.

/// What each code from U+F000 shows in the fonts that Word inserts symbols from: boxes to be ticked (□是 ☑否) and ticks.
const SHOWN: [(u32, char); 9] = [
    (0xF0FE, '☑'),
    (0xF052, '☑'),
    (0xF0FD, '☒'),
    (0xF0A8, '□'),
    (0xF06F, '□'),
    (0xF071, '□'),
    (0xF0A3, '□'),
    (0xF0FC, '√'),
    (0xF050, '√'),
];

/// The character as a reader sees it; none for an ornament of a symbol font.
pub(super) fn shown(one: char) -> Option<char> {
    if !('\u{F000}'..='\u{F0FF}').contains(&one) {
        return Some(one);
    }
    SHOWN.iter().find(|(code, _)| *code == u32::from(one)).map(|(_, shown)| *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticked_box_is_kept_and_an_ornament_is_not() {
        assert_eq!("\u{F0FE}是\u{F0A8}否\u{F0B7}".chars().filter_map(shown).collect::<String>(), "☑是□否");
    }
}
