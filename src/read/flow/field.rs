//! Fields (域) that have no result and show themselves: an inserted symbol, an enclosed character (带圈字符).

use crate::read::symbol;

/// Characters of an instruction that are looked at.
pub(in crate::read) const LONGEST_INSTRUCTION: usize = 256;

/// What a field shows, if its instruction alone says so: `SYMBOL 254 \f "Wingdings"` ☑, `EQ \o\ac(□,√)` ☑, `EQ \o\ac(○,3)` ③.
pub(in crate::read) fn shown(instruction: &str) -> Option<String> {
    let (name, rest) = instruction.trim().split_once(|one: char| one.is_whitespace() || one == '\\')?;
    match name.to_ascii_uppercase().as_str() {
        "SYMBOL" => inserted(rest.trim()).map(String::from),
        "EQ" => enclosed(rest),
        _ => None,
    }
}

fn inserted(rest: &str) -> Option<char> {
    let (number, switches) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let code = match number.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let font = switches.split(['"', '“', '”']).nth(1).unwrap_or("");
    let is_symbol = font == "Symbol" || font.starts_with("Wingdings");
    let code = code.ok().map(|code| if is_symbol && code < 0x100 { 0xF000 + code } else { code })?;
    symbol::shown(char::from_u32(code)?, font).filter(|one| !one.is_control())
}

/// Two characters one upon the other, or the text under a phonetic guide (拼音指南).
fn enclosed(rest: &str) -> Option<String> {
    let (overlaid, arguments) = rest.split_once('(')?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let (lower, upper) = arguments.rsplit_once([',', ';', '，'])?;
    let (lower, upper) = (lower.trim(), upper.trim());
    if !overlaid.contains("\\o") && !overlaid.starts_with('o') {
        return None;
    }
    let one = match (lower, upper) {
        ("□", "√" | "✓" | "∨" | "V" | "v") => Some('☑'),
        ("□", "×" | "X" | "x") => Some('☒'),
        ("○" | "〇" | "◯", number) => {
            let number = number.parse().ok().filter(|number| (1..=20).contains(number));
            number.and_then(|number: u32| char::from_u32(0x245F + number))
        }
        _ => None,
    };
    Some(one.map_or_else(|| upper.to_owned(), String::from))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn symbols_and_enclosed_characters() {
        let cases = [
            (" SYMBOL 254 \\f \"Wingdings\" \\s 12 ", Some("☑")),
            ("symbol 0xB3 \\f \"Symbol\"", Some("≥")),
            ("SYMBOL 183 \\f \"Wingdings\"", None),
            ("SYMBOL 9", None),
            (" eq \\o\\ac(□,√)", Some("☑")),
            ("eq \\o\\ac(○,12)", Some("⑫")),
            ("EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(zhèng),政)", Some("政")),
            ("EQ \\f(1,2)", None),
            ("PAGEREF _Toc1 \\h", None),
            ("EQ )(", None),
            ("", None),
        ];
        for (instruction, expected) in cases {
            assert_eq!(shown(instruction).as_deref(), expected, "{instruction}");
        }
    }
}
