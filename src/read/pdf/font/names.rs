//! Glyph names of Western fonts (Adobe Glyph List) → characters, as far as reports use them.

/// Names and their characters, pair by pair. Letters and what consists of a letter and an accent follow rules below.
const NAMES: &str = "space \u{A0} exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' \
    quoteright ’ quoteleft ‘ parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash / \
    zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > \
    question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` braceleft { bar | \
    braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ fraction ⁄ yen ¥ florin ƒ section § currency ¤ Euro € \
    quotedblleft “ quotedblright ” guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › fi ﬁ fl ﬂ ff ﬀ \
    endash – emdash — dagger † daggerdbl ‡ periodcentered · middot · paragraph ¶ bullet • quotesinglbase ‚ \
    quotedblbase „ ellipsis … perthousand ‰ questiondown ¿ AE Æ ae æ OE Œ oe œ Oslash Ø oslash ø germandbls ß \
    copyright © registered ® trademark ™ degree ° plusminus ± multiply × divide ÷ logicalnot ¬ mu µ macron ¯ \
    onesuperior ¹ twosuperior ² threesuperior ³ onehalf ½ onequarter ¼ threequarters ¾ ordfeminine ª ordmasculine º \
    lessequal ≤ greaterequal ≥ notequal ≠ approxequal ≈ infinity ∞ summation ∑ product ∏ radical √ integral ∫ \
    partialdiff ∂ lozenge ◊ arrowleft ← arrowup ↑ arrowright → arrowdown ↓ alpha α beta β gamma γ delta δ Delta Δ \
    Omega Ω pi π sigma σ Sigma Σ lambda λ theta θ nbspace \u{A0} sfthyphen - nonbreakingspace \u{A0} \
    checkmark ✓ square □ filledbox ■ H22073 □ circle ○ H18533 ■ H18543 ▪ triagup ▲ triagdn ▼";

/// The text that a glyph name stands for; none for names like `g123`, which only number the glyphs of one font.
pub(super) fn text(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter.to_string());
    }
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4) {
        return utf16(digits);
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())) {
        return u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    }
    let mut words = NAMES.split(' ').filter(|word| !word.is_empty());
    while let (Some(known), Some(text)) = (words.next(), words.next()) {
        if known == name {
            return Some(text.to_owned());
        }
    }
    None
}

/// `uni9884`, `uni98847B97`.
fn utf16(digits: &str) -> Option<String> {
    let unit = |four: &[u8]| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok();
    let units: Vec<u16> = digits.as_bytes().chunks(4).map(unit).collect::<Option<_>>()?;
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_and_numbers_of_characters() {
        let known =
            [("seven", "7"), ("A", "A"), ("percent", "%"), ("uni9884", "预"), ("u20BB7", "𠮷"), ("five.tnum", "5")];
        for (name, expected) in known {
            assert_eq!(text(name).as_deref(), Some(expected));
        }
    }

    #[test]
    fn names_that_only_number_glyphs_say_nothing() {
        for name in ["g123", "cid4567", "glyph12", "a7", "G3A", ".notdef", "", "universal", "u12"] {
            assert_eq!(text(name), None, "{name}");
        }
    }
}
