//! Documents as Word and WPS write them, reduced to what each test is about.

mod hostile;
mod numbers;
mod tables;

use crate::document::{Document, Note};
use crate::read::story::tests::shown;
use crate::read::zip::tests::packed;
use crate::read::{ReadError, bytes};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document of a body and other parts (`styles`, `numbering`, …), their elements without a prefix.
fn file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |root: &str, content: &str| {
        let spaces = format!(
            "xmlns:w='{WORD}' xmlns='{WORD}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
             xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:v='urn:schemas-microsoft-com:vml'"
        );
        format!("<?xml version='1.0' encoding='UTF-8'?><w:{root} {spaces}>{content}</w:{root}>")
    };
    let mut members = vec![("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>")))];
    let mut relations = String::new();
    for (kind, content) in parts {
        members.push((format!("word/{kind}.xml"), part(kind, content)));
        relations += &format!("<Relationship Id='{kind}' Type='{RELATION}/{kind}' Target='{kind}.xml'/>");
    }
    members.push(("word/_rels/document.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    let members: Vec<(&[u8], &[u8])> =
        members.iter().map(|(name, content)| (name.as_bytes(), content.as_bytes())).collect();
    packed(&members)
}

fn read(body: &str, parts: &[(&str, &str)]) -> Document {
    bytes(&file(body, parts)).unwrap()
}

/// What a body without other parts shows.
fn body(xml: &str) -> Vec<String> {
    shown(&read(xml, &[]))
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<p><r><t>{text}</t></r></p>")
}

#[test]
fn runs_make_paragraphs() {
    assert_eq!(
        body("<p><r><t>拆分：6</t></r><r><t>75</t></r><r><t xml:space='preserve'> 万</t><t>\n元\n</t></r></p>"),
        ["拆分：675 万元"]
    );
    assert_eq!(
        body("<p><r><t>甲</t><tab/><t>乙</t><br/><t>1</t><noBreakHyphen/><t>6月</t><cr/></r></p>"),
        ["甲\t乙", "1-6月"]
    );
    assert_eq!(body("<p><hyperlink><r><t>链</t></r></hyperlink><smartTag><r><t>接</t></r></smartTag></p>"), ["链接"]);
}

#[test]
fn levels_are_those_of_styles_and_paragraphs() {
    let styles = "<style type='paragraph' default='1' styleId='a'><name val='Normal'/></style>\
                  <style type='paragraph' styleId='1'><name val='heading 1'/></style>\
                  <style type='paragraph' styleId='x'><name val='示例标题'/><basedOn val='1'/></style>";
    let styled = |properties: &str, text: &str| format!("<p><pPr>{properties}</pPr><r><t>{text}</t></r></p>");
    let xml = styled("<pStyle val='1'/>", "甲")
        + &styled("<pStyle val='x'/>", "乙")
        + &styled("<outlineLvl val='1'/>", "丙")
        + &styled("<pStyle val='1'/><outlineLvl val='9'/>", "丁")
        + &p("戊");
    assert_eq!(shown(&read(&xml, &[("styles", styles)])), ["#甲", "#乙", "##丙", "丁", "戊"]);
}

#[test]
fn changes_are_accepted_and_told() {
    let document = read(
        "<p><r><t>执行率</t></r><del><r><delText>99.99%</delText></r></del><ins><r><t>54.74%</t></r></ins></p>\
         <p><moveFrom><r><t>移走</t></r></moveFrom><moveTo><r><t>移来</t></r></moveTo></p>",
        &[],
    );
    assert_eq!(shown(&document), ["执行率54.74%", "移来"]);
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 2, deleted: 2 }]);
    assert_eq!(read(&p("甲"), &[]).notes, []);
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let deleted = |text: &str| format!("<p><pPr><rPr><del/></rPr></pPr><r><t>{text}</t></r></p>");
    assert_eq!(body(&(deleted("年初预算") + &deleted("800") + &p("万元") + &p("乙"))), ["年初预算800万元", "乙"]);
    assert_eq!(body(&(p("甲") + &deleted("末"))), ["甲", "末"]);
    let table = format!("<tbl><tr><tc>{}</tc><tc>{}</tc></tr></tbl>", deleted("甲"), p("1"));
    assert_eq!(body(&(deleted("前") + &table)), ["前", "0,0 甲", "0,1 1"]);
    let boxed = format!("<p><r><t>外</t><pict><txbxContent>{}</txbxContent></pict></r></p>", deleted("框"));
    assert_eq!(body(&(boxed + &deleted("甲") + &p("乙"))), ["外", "框", "甲乙"]);
}

#[test]
fn fields_show_their_results() {
    let field = "<r><fldChar fldCharType='begin'/></r><r><instrText> =SUM(ABOVE) </instrText></r>\
                 <r><fldChar fldCharType='separate'/></r><r><t>676</t></r><r><fldChar fldCharType='end'/></r>";
    assert_eq!(
        body(&format!("<p><r><t>合计</t></r>{field}<fldSimple instr='PAGE'><r><t>3</t></r></fldSimple></p>")),
        ["合计6763"]
    );
    let boxed = |state: &str| {
        format!(
            "<r><fldChar fldCharType='begin'><ffData><checkBox>{state}</checkBox></ffData></fldChar></r><r><fldChar fldCharType='end'/></r>"
        )
    };
    assert_eq!(
        body(&format!("<p>{}<r><t>是</t></r>{}<r><t>否</t></r></p>", boxed("<checked/>"), boxed("<default val='0'/>"))),
        ["☑是□否"]
    );
}

#[test]
fn a_text_box_comes_once_after_its_paragraph() {
    let content = |text: &str| format!("<txbxContent>{}{}</txbxContent>", p(text), p("二"));
    let shape = format!(
        "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback><pict><v:textbox>{}</v:textbox></pict></mc:Fallback></mc:AlternateContent>",
        content("框"),
        content("框")
    );
    assert_eq!(
        body(&format!("<p><r><t>前</t></r><r>{shape}</r><r><t>后</t></r></p>{}", p("下"))),
        ["前后", "框", "二", "下"]
    );
    assert_eq!(body(&format!("<p><r><pict><v:textbox>{}</v:textbox></pict></r></p>", content("旧"))), ["旧", "二"]);
}

#[test]
fn content_controls_are_transparent_everywhere() {
    let sdt = |content: &str| format!("<sdt><sdtPr><alias val='无'/></sdtPr><sdtContent>{content}</sdtContent></sdt>");
    let run = sdt("<r><t>42人</t></r>");
    let cell = sdt(&format!("<tc>{}</tc>", p("乙")));
    let row = sdt(&format!("<tr><tc>{}</tc>{cell}</tr>", sdt(&p("甲"))));
    assert_eq!(
        body(&(sdt(&p("块")) + &format!("<p><r><t>编制</t></r>{run}</p><tbl>{row}</tbl>"))),
        ["块", "编制42人", "0,0 甲", "0,1 乙"]
    );
}

#[test]
fn notes_come_last_and_their_marks_nowhere() {
    let note = |id: i32, text: &str| {
        format!("<footnote w:id='{id}'><p><r><footnoteRef/></r><r><t>{text}</t></r></p></footnote>")
    };
    let footnotes = note(-1, "分隔线") + &note(1, "含上年结转。") + &note(2, "没有引用。");
    let endnotes = "<endnote w:id='1'><p><r><t>尾注。</t></r></p></endnote>";
    let xml = "<p><r><t>12.5</t></r><r><endnoteReference w:id='1'/></r><r><footnoteReference w:id='1'/></r><r><t>万元</t></r></p><p><r><t>完</t><footnoteReference w:id='1'/></r></p>";
    let document = read(xml, &[("footnotes", &footnotes), ("endnotes", endnotes)]);
    assert_eq!(shown(&document), ["12.5万元", "完", "含上年结转。", "尾注。"]);
}

#[test]
fn what_is_hidden_or_raised_is_shown_as_seen() {
    let styles = "<style type='character' styleId='h'><rPr><vanish/></rPr></style>";
    let run = |properties: &str, text: &str| format!("<r><rPr>{properties}</rPr><t>{text}</t></r>");
    let xml = format!(
        "<p>{}{}{}{}{}{}</p>",
        run("", "12.5"),
        run("<vertAlign val='superscript'/>", "1"),
        run("<vanish/>", "藏"),
        run("<vanish val='0'/>", "万元"),
        run("<rStyle val='h'/>", "藏"),
        run("<rFonts ascii='Wingdings 2'/>", "R"),
    );
    assert_eq!(shown(&read(&xml, &[("styles", styles)])), ["12.5¹万元☑"]);
    assert_eq!(
        body("<p><r><sym font='Wingdings' char='F0FC'/><sym font='Wingdings' char='F04A'/></r></p>"),
        ["✓\u{FFFD}"]
    );
}

#[test]
fn formulas_and_readings_are_on_one_line() {
    let math = "<p><m:oMath><m:f><m:num><m:r><m:t>执行数</m:t></m:r></m:num><m:den><m:r><m:t>预算数</m:t></m:r></m:den></m:f></m:oMath></p>";
    assert_eq!(body(math), ["执行数/预算数"]);
    assert_eq!(body("<p><ruby><rt><r><t>kān</t></r></rt><rubyBase><r><t>勘</t></r></rubyBase></ruby></p>"), ["勘"]);
}

#[test]
fn strict_files_and_files_with_another_main_part_read_the_same() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let text = format!("<document xmlns='{strict}'><body>{}</body></document>", p("严格"));
    let types = "<Types><Override PartName='/doc/report.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    let relations = "<Relationships><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='doc/report.xml'/></Relationships>";
    let members = |types: &'static str| {
        packed(&[
            (b"_rels/.rels", relations.as_bytes()),
            (b"doc/report.xml", text.as_bytes()),
            (b"[Content_Types].xml", types.as_bytes()),
        ])
    };
    assert_eq!(shown(&bytes(&members(types)).unwrap()), ["严格"]);
    assert_eq!(bytes(&members("<Types/>")), Err(ReadError::Nested));
}
