//! Documents as LibreOffice writes them, reduced to what each test is about.

use crate::document::Note;
use crate::read::story::tests::shown;
use crate::read::zip::Zip;
use crate::read::zip::tests::packed;
use crate::read::{ReadError, bytes};

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
    xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'";

/// A document of a body, automatic styles of its own, and common styles.
fn file(body: &str, own: &str, common: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{own}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles =
        format!("<office:document-styles {SPACES}><office:styles>{common}</office:styles></office:document-styles>");
    packed(&[
        (b"mimetype", b"application/vnd.oasis.opendocument.text"),
        (b"content.xml", content.as_bytes()),
        (b"styles.xml", styles.as_bytes()),
    ])
}

fn styled(body: &str, own: &str, common: &str) -> Vec<String> {
    shown(&bytes(&file(body, own, common)).unwrap())
}

fn body(xml: &str) -> Vec<String> {
    styled(xml, "", "")
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

#[test]
fn white_space_counts_once() {
    let xml = "<text:p>\n  编制 \n <text:span> 数</text:span>42<text:s text:c='2'/>人<text:tab/>A<text:line-break/>实有</text:p><text:h text:outline-level='2'>题</text:h>";
    assert_eq!(body(xml), ["编制 数42  人\tA", "实有", "##题"]);
}

/// A list style of 一、 and （一）, the second as newer LibreOffice writes it.
const OFFICIAL: &str = "<text:list-style style:name='L'>\
    <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
    <text:list-level-style-number text:level='2' style:num-format='一, 二, 三, ...' loext:num-list-format='（%2%）'/>\
    <text:list-level-style-number text:level='3' style:num-format='1' style:num-suffix='.' text:display-levels='2' text:start-value='3'/>\
    <text:list-level-style-bullet text:level='4' text:bullet-char='•'/></text:list-style>";

#[test]
fn items_get_the_numbers_a_reader_sees() {
    let item = |content: &str| format!("<text:list-item>{content}</text:list-item>");
    let list = |more: &str, content: &str| format!("<text:list {more}>{content}</text:list>");
    let named = "text:style-name='L'";
    let xml = list(named, &item(&(p("甲") + &p("乙") + &list("", &(item(&p("丙")) + &item(&p("丁")))))))
        + &p("间")
        + &list(
            &format!("xml:id='a' text:continue-numbering='true' {named}"),
            &item(&list("", &item(&(p("戊") + &list("", &item(&p("己"))))))),
        )
        + &list("text:continue-list='a'", &item(&p("无样式")))
        + &list(
            "text:continue-list='a' text:style-name='L'",
            &(item(&p("庚")) + &format!("<text:list-header>{}</text:list-header>", p("头"))),
        )
        + &list(named, &("<text:list-item text:start-value='5'>".to_owned() + &p("辛") + "</text:list-item>"));
    assert_eq!(
        styled(&xml, "", OFFICIAL),
        ["一、甲", "乙", "（一）丙", "（二）丁", "间", "（三）戊", "三.3. 己", "无样式", "二、庚", "头", "五、辛"]
    );
}

#[test]
fn chapters_are_numbered_by_their_levels() {
    let outline = "<text:outline-style><text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
        <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>";
    let h = |level: u8, more: &str| format!("<text:h text:outline-level='{level}' {more}>题</text:h>");
    let xml =
        h(1, "") + &h(2, "") + &h(1, "") + &h(2, "") + &h(1, "text:is-list-header='true'") + &h(3, "") + &h(99, "");
    assert_eq!(
        styled(&xml, "", outline),
        ["#一、题", "##一.1 题", "#二、题", "##二.1 题", "#题", "###题", "##########题"]
    );
}

#[test]
fn paragraph_styles_name_lists_and_hide_text() {
    let own = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='P0'/>\
        <style:style style:name='P0' style:family='paragraph' style:list-style-name='L' style:parent-style-name='P1'/>\
        <style:style style:name='T1' style:family='text'><style:text-properties text:display='none' xmlns:text='urn:x'/></style:style>\
        <style:style style:name='T2' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>";
    let xml = "<text:list><text:list-item><text:p text:style-name='P1'>甲<text:span text:style-name='T1'>藏</text:span>12.5<text:span text:style-name='T2'>1</text:span>万元</text:p></text:list-item></text:list>";
    assert_eq!(styled(xml, own, OFFICIAL), ["一、甲12.5¹万元"]);
}

#[test]
fn tables_have_their_covered_places() {
    let cell = |more: &str, text: &str| format!("<table:table-cell {more}>{}</table:table-cell>", p(text));
    let covered = "<table:covered-table-cell/>";
    let xml = format!(
        "<table:table><table:table-column table:number-columns-repeated='3'/><table:table-header-rows><table:table-row>{}{}{covered}</table:table-row></table:table-header-rows>\
         <table:table-row>{covered}{}{}</table:table-row><table:table-row table:number-rows-repeated='4294967295'><table:table-cell table:number-columns-repeated='2'/>{}</table:table-row>\
         <table:table-row>{}</table:table-row></table:table>",
        cell("table:number-rows-spanned='2'", "项目"),
        cell("table:number-columns-spanned='2'", "资金"),
        cell("", "预算"),
        cell("", "执行"),
        cell("", "空后"),
        cell("table:number-rows-spanned='99'", "末")
    );
    let expected = ["0,0[2×1] 项目", "0,1[1×2] 资金", "1,1 预算", "1,2 执行", "2,0 ", "2,2 空后", "3,0 末"];
    assert_eq!(body(&xml), expected);
}

#[test]
fn changes_comments_and_descriptions_are_no_text() {
    let changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>99.99</text:p></text:deletion></text:changed-region>\
        <text:changed-region><text:insertion/></text:changed-region><text:changed-region><text:format-change/></text:changed-region></text:tracked-changes>";
    let xml = format!(
        "{changes}<text:p>甲<office:annotation><text:p>批注</text:p></office:annotation><draw:frame><svg:title>标题</svg:title><draw:text-box>{}</draw:text-box></draw:frame>\
         <text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>乙</text:p>{}",
        p("框"),
        p("脚注。"),
        p("下")
    );
    let document = bytes(&file(&xml, "", "")).unwrap();
    assert_eq!(shown(&document), ["甲乙", "框", "下", "脚注。"]);
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 1 }]);
}

#[test]
fn no_nesting_exhausts_the_stack() {
    let nested = |open: &str, close: &str| open.repeat(10_000) + &p("芯") + &close.repeat(10_000);
    let cases = [
        nested(
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        nested("<text:list text:style-name='L'><text:list-item>", "</text:list-item></text:list>"),
        nested("<text:p><text:span>", "</text:span></text:p>"),
        nested("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
    ];
    for case in cases {
        assert!(styled(&case, "", OFFICIAL).iter().any(|text| text.ends_with('芯')));
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let mime: (&[u8], &[u8]) = (b"mimetype", b"application/vnd.oasis.opendocument.text");
    let manifest: (&[u8], &[u8]) = (b"META-INF/manifest.xml", b"<m:encryption-data/>");
    assert_eq!(bytes(&packed(&[mime, manifest, (b"content.xml", b"\x00\x01")])), Err(ReadError::Encrypted));
    assert_eq!(bytes(&packed(&[mime])), Err(ReadError::Damaged));
    assert_eq!(bytes(&packed(&[mime, (b"content.xml", b"<a><b></a>")])), Err(ReadError::Damaged));
}

/// Every confusion of two elements: well-formed, and nothing that any program would write.
#[test]
fn confused_documents_are_read_or_refused() {
    const NAMES: [&str; 12] = [
        "text:p",
        "text:h",
        "text:span",
        "text:list",
        "text:list-item",
        "text:note",
        "text:note-body",
        "table:table",
        "table:table-row",
        "table:table-cell",
        "draw:text-box",
        "table:covered-table-cell",
    ];
    let whole = include_bytes!("../../../tests/fixtures/formats/word/report.odt");
    let zip = Zip::open(whole).unwrap();
    let text = |name| zip.text(name).unwrap().unwrap();
    let (content, styles) = (text("content.xml"), text("styles.xml"));
    for (one, other) in NAMES.iter().flat_map(|one| NAMES.iter().map(move |other| (one, other))) {
        let renamed = [">", " ", "/>"].iter().fold(content.clone(), |text, end| {
            text.replace(&format!("<{one}{end}"), &format!("<{other}{end}"))
                .replace(&format!("</{one}{end}"), &format!("</{other}{end}"))
        });
        let file = packed(&[
            (b"mimetype", b"application/vnd.oasis.opendocument.text"),
            (b"content.xml", renamed.as_bytes()),
            (b"styles.xml", styles.as_bytes()),
        ]);
        assert!(matches!(bytes(&file), Ok(_) | Err(ReadError::Empty)), "{one} {other}");
    }
}
