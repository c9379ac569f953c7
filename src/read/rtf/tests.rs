use super::read;
use crate::document::{Block, Document, Note};
use crate::read::ReadError;
use crate::read::properties::assert_sound;

fn rtf(body: &str) -> Document {
    let document = read(format!("{{\\rtf1\\ansi\\ansicpg936\\deff0{body}}}").as_bytes()).unwrap();
    assert_sound(&document);
    document
}

fn text(body: &str) -> String {
    rtf(body).text
}

/// Row, column, rows, columns and text of every cell of the first table.
fn cells(document: &Document) -> Vec<([u32; 4], &str)> {
    let (_, table) = document.tables().next().unwrap();
    let place = |cell: &crate::document::Cell| [cell.row, cell.column, cell.row_span, cell.column_span];
    table.cells.iter().map(|cell| (place(cell), document.str(cell.span))).collect()
}

#[test]
fn text_in_the_code_page_of_its_font() {
    let fonts = r"{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman Times;}{\f2\fcharset136 X;}{\f3\fcharset2 Wingdings;}{\f4\fcharset2 Symbol;}}";
    let cases = [
        (r"\f0 \'d4\'a4\'cb\'e3 54.74%", "预算 54.74%"),
        (r"\f1 \'d4\'a4\'cb\'e3", "预算"),
        (r"{\f2 \'b9w\'ba\'e2}\'d6\'d0", "預算中"),
        (r"\loch\af1\hich\af1\dbch\af0\'d6\'d0\hich\f1 \'e9", "中é"),
        (r"\f1\loch\af1\hich\af1\dbch\af2 \'a4\'a4", "中"),
        (r"{\f3 \'fe}\f0 \'ca\'c7{\f3\u-3928 ?}\f4\'b3\f0 95%", "☑是□≥95%"),
        (r"\u-30335\'d0\u39044?\uc2\u31639\'cb\'e3\uc0\u20803 1", "要预算元1"),
        (r"\u-10187?\u-8367?\ldblquote\u8220?\rdblquote", "𝝑““”"),
        (r"a\~b\_c\-d\emdash\{\\\}", "a\u{A0}b-cd—{\\}"),
    ];
    for (body, expected) in cases {
        assert_eq!(text(&format!("{fonts}{body}\\par")), expected, "{body}");
    }
}

#[test]
fn only_the_report_is_text() {
    let body = r"{\info{\title 题}{\upr{\author x}{\*\ud{\author y}}}}{\*\generator z;}{\header 页眉 9.9%\par}{\colortbl;\red1;}
{\upr{old}{\*\ud{\u26032?}}}{\field{\*\fldinst{ = 1+1 }}{\fldrslt{676}}}{\pict\wmetafile8 00ff}{\*\shppict{\pict ff}}
{\v 88.88%}{\bkmkstart a}{\object\objemb{\*\objdata 00}{\result{\pict ff}}}{\*\unknown{deep} text}\bin5 {{{}}\'a1\'a3\par 2}";
    assert_eq!(text(body.trim_end_matches("\\par 2}")), "新676。");
}

#[test]
fn a_field_without_result_may_show_itself() {
    let body = r#"{\field{\*\fldinst SYMBOL 254 \\f {\f0 \ldblquote Wingdings\rdblquote} x}{\fldrslt\f1}}{\field{\*\fldinst {SYMBOL 163 \\f} "Symbol" \\s 12}{\fldrslt \'a3}}95%{\field{\*\fldinst  eq \\o\\ac({\u9675?},3)}{\fldrslt }}"#;
    assert_eq!(text(body), "☑≤95%③");
}

#[test]
fn notes_and_text_boxes_follow_the_text() {
    let body = r"\pard A{\super\chftn}{\footnote\pard {\super\chftn}note B\par second}{\shp{\*\shpinst\shpleft1{\sp{\sn name}{\sv 9}}{\shptxt\pard\s1 box C\par}}{\shprslt{box C}}} D\par E\par";
    assert_eq!(text(body), "A D\nE\nbox C\nnote B\nsecond");
}

#[test]
fn tracked_changes_are_accepted_and_counted() {
    let document =
        rtf(r"A{\deleted 99.99%\par }{\deleted x}{\revised 54.74%}{\revised1 {\b y}}\revised0 B\par{\revised C\par}");
    assert_eq!(document.text, "A54.74%yB\nC");
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 2, deleted: 1 }]);
}

#[test]
fn headings_by_outline_name_or_base() {
    let sheet = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 \'b1\'ea\'cc\'e2 1;}{\s2\sbasedon0 heading 2;}{\s3\sbasedon2 \'be\'d6;}{\s4\sbasedon5 a;}{\s5\sbasedon4 b;}{\*\cs1\outlinelevel4 c;}}";
    let body = r"\pard\s1 a\par\pard\s2 b\par\pard\s3 c\par\s3\outlinelevel9 d\par\pard\outlinelevel2 e\par\pard f\par\s4 g\par";
    let document = rtf(&format!("{sheet}{body}"));
    let levels: Vec<Option<u8>> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.level,
            Block::Table(_) => panic!("there is no table"),
        })
        .collect();
    assert_eq!(levels, [Some(1), Some(2), Some(2), None, Some(3), None, None]);
}

#[test]
fn numbers_of_lists_are_read_and_their_signs_are_not() {
    let body = r"{\listtext\pard\plain\f0 \u19968\'3f\u12289\'3f\tab}{\*\pn\pnlvlbody x}\ls1 A\par{\pntext\f3\'b7\tab}B\par{\listtext 2.\tab}\par
\trowd\cellx1000\cellx2000\pard\intbl{\listtext 1\tab}\cell C\cell\row\pard";
    assert_eq!(text(body), "一、A\nB\n1\tC");
}

#[test]
fn rows_share_a_definition_until_the_next() {
    let body = r"\trowd\trleft-108\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl A\par a\cell B\cell\cell\row
\trowd\trleft-108\clvmrg\cellx1010\cellx2000\cellx3000\pard\intbl\cell C\cell D\cell\row\intbl\cell E\line e\cell F\cell\row\pard G\par";
    let document = rtf(body);
    let expected = [
        ([0, 0, 3, 1], "A\na"),
        ([0, 1, 1, 2], "B"),
        ([1, 1, 1, 1], "C"),
        ([1, 2, 1, 1], "D"),
        ([2, 1, 1, 1], "E\ne"),
        ([2, 2, 1, 1], "F"),
    ];
    assert_eq!(cells(&document), expected);
}

#[test]
fn a_table_in_a_cell_does_not_redefine_the_row_around_it() {
    let body = r"\trowd\cellx4000\cellx8000\pard\intbl A\par\pard\intbl\itap2 b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl\cell D\cell\row\pard";
    let document = rtf(body);
    assert_eq!(document.text, "A\tD\nb\tc");
    assert_eq!(document.tables().map(|(_, table)| table.columns).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn half_a_file_is_damaged() {
    for file in ["{\\rtf1 A\\par", "{\\rtf1 A\\par{\\b B}", "{\\rtf1 A\\par} B\\par}", "{\\rtf1{{ A\\par}"] {
        assert_eq!(read(file.as_bytes()), Err(ReadError::Damaged), "{file}");
    }
    assert_eq!(read(b"{\\rtf1 A\\par}\r\n\0").unwrap().text, "A");
}

#[test]
fn senseless_files_take_neither_time_nor_memory() {
    let deep = format!("{}A\\par{}", "{".repeat(300_000), "}".repeat(300_000));
    assert_eq!(text(&deep), "A");
    let stories = format!("{}A{}", "{\\footnote{\\shptxt ".repeat(20_000), "}}".repeat(20_000));
    assert_eq!(text(&stories), "A");
    let edges: String = (0..20_000).map(|edge| format!("\\cellx{}", edge % 77)).collect();
    rtf(&format!("\\trowd{edges}{}", "\\intbl x\\cell\\row".repeat(20_000)));
    rtf(&format!("\\itap99999999{}\\nestrow\\row", "\\u-1\\nestcell\\uc99".repeat(1_000)));
    rtf(
        "\\bin-5 \\bin99999999999 \\cellx-99999999999\\trowd\\cellx2147483647\\cellx-2147483648\\intbl A\\cell B\\cell\\row",
    );
}
