//! Characters of symbol fonts, which Word keeps in a private range: their code says nothing without the font.

/// What the codes from U+F000 show in the font Symbol: signs that stand before and between figures (≥95%).
const SYMBOL: [(u32, char); 12] = [
    (0xF0A3, '≤'),
    (0xF0A5, '∞'),
    (0xF0B0, '°'),
    (0xF0B1, '±'),
    (0xF0B3, '≥'),
    (0xF0B4, '×'),
    (0xF0B8, '÷'),
    (0xF0B9, '≠'),
    (0xF0BB, '≈'),
    (0xF02B, '+'),
    (0xF02D, '-'),
    (0xF03D, '='),
];
/// What they show in the fonts Wingdings and Wingdings 2, where they are told apart: boxes to be ticked (□是 ☑否) and ticks.
const DINGBATS: [(u32, char); 9] = [
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

/// The character as a reader sees it in a font; none for an ornament. All but those of symbol fonts are what they are.
pub(super) fn shown(one: char, font: &str) -> Option<char> {
    if !('\u{F000}'..='\u{F0FF}').contains(&one) {
        return Some(one);
    }
    let table = if font == "Symbol" { &SYMBOL[..] } else { &DINGBATS[..] };
    table.iter().find(|(code, _)| *code == u32::from(one)).map(|(_, shown)| *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticked_box_is_kept_and_an_ornament_is_not() {
        let text = |text: &str, font: &str| text.chars().filter_map(|one| shown(one, font)).collect::<String>();
        assert_eq!(text("\u{F0FE}是\u{F0A8}否\u{F0B7}", "Wingdings"), "☑是□否");
        assert_eq!(text("\u{F0B3}95%，\u{F0A3}3", "Symbol"), "≥95%，≤3");
    }
}
