use super::{p, read, shown};

/// A level of a list.
fn level(at: u8, format: &str, text: &str, more: &str) -> String {
    format!("<lvl ilvl='{at}'><start val='1'/><numFmt val='{format}'/>{more}<lvlText val='{text}'/></lvl>")
}

fn pattern(id: u32, content: &str) -> String {
    format!("<abstractNum abstractNumId='{id}'>{content}</abstractNum>")
}

fn list(id: u32, pattern: u32, more: &str) -> String {
    format!("<num numId='{id}'><abstractNumId val='{pattern}'/>{more}</num>")
}

/// A numbered paragraph.
fn n(list: u32, level: u8, text: &str) -> String {
    format!("<p><pPr><numPr><ilvl val='{level}'/><numId val='{list}'/></numPr></pPr><r><t>{text}</t></r></p>")
}

fn numbered(numbering: &str, body: &str) -> Vec<String> {
    shown(&read(body, &[("numbering", numbering)]))
}

/// 一、→（一）→ 1.
fn official() -> String {
    level(0, "chineseCounting", "%1、", "<suff val='nothing'/>")
        + &level(1, "chineseCounting", "（%2）", "")
        + &level(2, "decimal", "%3.", "")
}

#[test]
fn headings_get_the_numbers_a_reader_sees() {
    let body = n(1, 0, "部门概况")
        + &n(1, 1, "机构")
        + &p("正文")
        + &n(1, 1, "人员")
        + &n(1, 2, "编制")
        + &n(1, 2, "实有")
        + &n(1, 0, "绩效")
        + &n(1, 1, "目标")
        + &n(1, 2, "总体");
    assert_eq!(
        numbered(&(pattern(7, &official()) + &list(1, 7, "")), &body),
        ["一、部门概况", "（一）机构", "正文", "（二）人员", "1. 编制", "2. 实有", "二、绩效", "（一）目标", "1. 总体"]
    );
}

#[test]
fn lists_of_one_pattern_count_together_until_one_starts_anew() {
    let restart = "<lvlOverride ilvl='0'><startOverride val='1'/></lvlOverride>";
    let other = format!("<lvlOverride ilvl='0'>{}</lvlOverride>", level(0, "decimalEnclosedCircleChinese", "%1", ""));
    let numbering =
        pattern(7, &official()) + &list(1, 7, "") + &list(2, 7, "") + &list(3, 7, restart) + &list(4, 7, &other);
    let body = n(1, 0, "甲")
        + &n(2, 0, "乙")
        + &n(3, 0, "丙")
        + &n(3, 0, "丁")
        + &n(4, 0, "戊")
        + &n(0, 0, "己")
        + &n(9, 0, "庚");
    assert_eq!(numbered(&numbering, &body), ["一、甲", "二、乙", "一、丙", "二、丁", "③ 戊", "己", "庚"]);
}

#[test]
fn styles_carry_numbers() {
    let styles = "<style type='paragraph' styleId='1'><name val='heading 1'/><pPr><numPr><numId val='1'/></numPr></pPr></style>\
                  <style type='paragraph' styleId='2'><name val='heading 2'/><basedOn val='1'/><pPr><numPr><ilvl val='5'/></numPr></pPr></style>\
                  <style type='paragraph' styleId='x'><basedOn val='2'/></style>";
    let numbering = pattern(
        7,
        &(level(0, "chineseCounting", "%1、", "<pStyle val='1'/>")
            + &level(1, "decimal", "%1.%2", "<isLgl/><pStyle val='2'/>")),
    ) + &list(1, 7, "");
    let styled = |style: &str, more: &str| format!("<p><pPr><pStyle val='{style}'/>{more}</pPr><r><t>题</t></r></p>");
    let body = styled("1", "")
        + &styled("2", "")
        + &styled("x", "")
        + &styled("1", "<numPr><numId val='0'/></numPr>")
        + &styled("1", "");
    let document = read(&body, &[("styles", styles), ("numbering", &numbering)]);
    assert_eq!(shown(&document), ["#一、题", "##1.1 题", "##1.2 题", "#题", "#二、题"]);
}

#[test]
fn levels_restart_as_they_are_told() {
    let numbering = pattern(
        7,
        &(level(0, "upperLetter", "%1", "")
            + &level(1, "decimal", "%2)", "<lvlRestart val='0'/>")
            + &level(2, "lowerRoman", "%3)", "<lvlRestart val='1'/>")),
    ) + &list(1, 7, "");
    let body = n(1, 0, "")
        + &n(1, 1, "")
        + &n(1, 2, "")
        + &n(1, 1, "")
        + &n(1, 2, "")
        + &n(1, 0, "")
        + &n(1, 1, "")
        + &n(1, 2, "");
    assert_eq!(numbered(&numbering, &body), ["A", "1)", "i)", "2)", "ii)", "B", "3)", "i)"]);
}

#[test]
fn bullets_are_not_written_and_numbers_of_cells_are() {
    let numbering = pattern(1, &level(0, "bullet", "\u{F0B7}", ""))
        + &pattern(2, &level(0, "decimal", "%1", ""))
        + &list(1, 1, "")
        + &list(2, 2, "");
    let row = |text: &str| format!("<tr><tc>{}</tc><tc>{}</tc></tr>", n(2, 0, ""), p(text));
    let body = n(1, 0, "要点") + &format!("<tbl>{}{}</tbl>", row("甲"), row("乙"));
    assert_eq!(numbered(&numbering, &body), ["要点", "0,0 1", "0,1 甲", "1,0 2", "1,1 乙"]);
}

#[test]
fn deleted_paragraphs_do_not_count() {
    let deleted = "<p><pPr><numPr><ilvl val='0'/><numId val='1'/></numPr><rPr><del/></rPr></pPr><del><r><delText>删</delText></r></del></p>";
    let body = n(1, 0, "甲") + deleted + &n(1, 0, "乙");
    assert_eq!(numbered(&(pattern(7, &official()) + &list(1, 7, "")), &body), ["一、甲", "二、乙"]);
}

#[test]
fn a_pattern_may_borrow_another_through_a_numbering_style() {
    let styles = "<style type='numbering' styleId='s'><pPr><numPr><numId val='1'/></numPr></pPr></style>";
    let numbering =
        pattern(1, &official()) + &pattern(2, "<numStyleLink val='s'/>") + &list(1, 1, "") + &list(2, 2, "");
    assert_eq!(shown(&read(&n(2, 0, "甲"), &[("styles", styles), ("numbering", &numbering)])), ["一、甲"]);
}

#[test]
fn newer_forms_have_a_fallback() {
    let choice = "<mc:AlternateContent><mc:Choice><numFmt val='custom'/></mc:Choice><mc:Fallback><numFmt val='decimalZero'/></mc:Fallback></mc:AlternateContent>";
    let numbering =
        pattern(1, &format!("<lvl ilvl='0'><start val='3'/>{choice}<lvlText val='第%1条'/></lvl>")) + &list(1, 1, "");
    assert_eq!(numbered(&numbering, &n(1, 0, "总则")), ["第03条 总则"]);
}
