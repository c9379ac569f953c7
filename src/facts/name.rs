//! Names of projects, units and indicators, made comparable.

/// The name without what differs from place to place: white space, quotation marks, what stands in brackets, years,
/// a leading list number, full-width forms.
///
/// `1、“示例”项目经费（2022）` and `示例项目经费` are the same name.
pub fn normalise(name: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(name.len());
    for character in name.chars().map(fold) {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || character.is_whitespace() || is_mark(character) => {}
            _ => kept.push(character),
        }
    }
    without_years(without_number(&kept))
}

/// Whether two normalised names mean the same thing: equal, or the shorter is the longer with words left out
/// (示例党建经费 for 示例组织党建经费). Both must share their last two characters and at least four characters.
pub fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    if length < 4 || length * 3 < long.chars().count() * 2 {
        return false;
    }
    let ends_alike = short.chars().rev().take(2).eq(long.chars().rev().take(2));
    let mut rest = long.chars();
    ends_alike && short.chars().next() == long.chars().next() && short.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// Half-width form of a full-width character, one kind of bracket.
pub(super) fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            let half = u32::from(character) - 0xfee0;
            fold(char::from_u32(half).unwrap_or(character))
        }
        '\u{3000}' | '\u{a0}' => ' ',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        _ => character,
    }
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”'
            | '‘'
            | '’'
            | '"'
            | '\''
            | '《'
            | '》'
            | '<'
            | '>'
            | '「'
            | '」'
            | '、'
            | '，'
            | '。'
            | '；'
            | '：'
            | ','
            | ';'
            | ':'
            | '.'
            | '·'
            | '-'
            | '—'
            | '_'
            | '*'
            | '#'
    )
}

fn without_number(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    // A list number is followed by a mark, which is gone by now: only digits are dropped, and not those of a year.
    let digits = name.chars().take_while(char::is_ascii_digit).count();
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = digits <= 2 && !rest.is_empty() && !rest.starts_with(['年', '月', '%', '个']);
    let kept = if bare { rest } else { name };
    if kept.chars().all(is_number) { name } else { kept }
}

fn without_years(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let year = rest.get(..4).filter(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()));
        let after = year.and_then(|_| rest.get(4..)).filter(|after| after.starts_with('年'));
        if let Some(after) = after {
            rest = after.strip_prefix('年').unwrap_or(after);
            rest = rest.strip_prefix('度').unwrap_or(rest);
        } else {
            kept.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    if kept.is_empty() { name.to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_brackets_quotes_and_years_do_not_matter() {
        for name in [
            "1、“示例”项目经费",
            "示例项目经费（五年计划）",
            "2022年示例项目经费",
            "（1）示例 项目经费",
            "１．示例项目经费",
        ] {
            assert_eq!(normalise(name), "示例项目经费", "{name}");
        }
    }

    #[test]
    fn words_may_be_left_out_but_not_exchanged() {
        assert!(same("双强党建经费", "双强组织党建经费"));
        assert!(!same("村干部培训经费", "老干部培训经费"));
        assert!(!same("经费", "党建经费"));
    }
}
