use super::{body, bytes, file, p, packed, read, shown};
use crate::read::ReadError;
use crate::read::zip::Zip;

#[test]
fn no_nesting_exhausts_the_stack() {
    const DEEP: usize = 10_000;
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &p("芯") + &close.repeat(DEEP);
    let cases = [
        nested("<tbl><tr><tc>", "</tc></tr></tbl>"),
        nested("<tbl><tr><tc><p/></tc><tc>", "</tc></tr></tbl>"),
        nested("<sdt><sdtContent>", "</sdtContent></sdt>"),
        nested("<p><r><pict><txbxContent>", "</txbxContent></pict></r></p>"),
        nested("<p><ins>", "</ins></p>"),
    ];
    for case in cases {
        let shown = body(&case);
        assert!(shown.iter().any(|text| text.ends_with('芯')), "{shown:?}");
    }
}

#[test]
fn senseless_spans_are_bounded() {
    let cell = |text: &str| format!("<tc><tcPr><gridSpan val='4294967295'/></tcPr>{}</tc>", p(text));
    let before = "<tr><trPr><gridBefore val='4294967295'/></trPr>";
    let xml = format!("<tbl><tr>{}{}</tr>{before}{}</tr></tbl>", cell("甲"), cell("乙"), cell("丙"));
    assert_eq!(body(&xml), ["0,0[1×1000] 甲", "0,1000[1×1000] 乙", "1,1000[1×1000] 丙"]);
    assert_eq!(
        body("<tbl><tr><tc><tcPr><gridSpan val='-1'/><vMerge/></tcPr><p><r><t>甲</t></r></p></tc><tc/></tr></tbl>"),
        ["0,0 甲", "0,1 "]
    );
}

#[test]
fn numbering_that_goes_round_in_circles_ends() {
    let styles = "<style styleId='a'><basedOn val='b'/><pPr><numPr><numId val='1'/></numPr></pPr></style><style styleId='b'><basedOn val='a'/></style>";
    let numbering = "<abstractNum abstractNumId='1'><numStyleLink val='a'/></abstractNum><num numId='1'><abstractNumId val='1'/></num>\
                     <num numId='2'><abstractNumId val='9'/></num><num numId='x'/><num/>";
    let xml = "<p><pPr><pStyle val='b'/></pPr><r><t>甲</t></r></p>";
    assert_eq!(shown(&read(xml, &[("styles", styles), ("numbering", numbering)])), ["甲"]);
}

#[test]
fn numbers_stay_short() {
    let long = "%1%9".repeat(100_000);
    let numbering = format!(
        "<abstractNum abstractNumId='1'><lvl ilvl='0'><start val='4294967295'/><numFmt val='upperLetter'/><lvlText val='{long}'/></lvl>\
         <lvl ilvl='200'/></abstractNum><num numId='1'><abstractNumId val='1'/></num>"
    );
    let xml = "<p><pPr><numPr><ilvl val='0'/><numId val='1'/></numPr></pPr><r><t>甲</t></r></p>".repeat(2);
    let document = read(&xml, &[("numbering", &numbering)]);
    assert!(shown(&document).iter().all(|line| line.starts_with("42949672951") && line.chars().count() < 50));
}

#[test]
fn cut_parts_are_damaged() {
    let whole = p("甲");
    assert_eq!(bytes(&file(&whole[..whole.len() - 2], &[])), Err(ReadError::Damaged));
    assert_eq!(bytes(&file(&whole, &[("styles", "<style>")])), Err(ReadError::Damaged));
    assert_eq!(bytes(&file("", &[])), Err(ReadError::Empty));
}

#[test]
fn what_stands_in_the_wrong_place_is_still_read() {
    let xml = format!(
        "<tr><tc>{}</tc></tr><tbl>{}<tc>{}</tc><tr>{}<tc>{}</tc><tc><p/></tc></tr></tbl>",
        p("甲"),
        p("乙"),
        p("丙"),
        p("丁"),
        p("戊")
    );
    let mut shown = body(&xml);
    shown.sort();
    assert_eq!(shown, ["0,0 戊", "0,1 ", "丁", "丙", "乙", "甲"]);
    assert_eq!(body("<r><t>无段</t></r><p><p><r><t>内</t></r></p><r><t>外</t></r></p>"), ["外", "内"]);
}

/// Every confusion of two elements, and senseless numbers everywhere: well-formed, and nothing that Word would write.
#[test]
fn confused_documents_are_read_or_refused() {
    const NAMES: [&str; 14] =
        ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "trPr", "pPr", "numPr", "txbxContent", "ins", "del", "lvl"];
    const VALUES: [&str; 6] = ["0", "-1", "9", "4294967295", "99999999999999999999", "x"];
    let whole = include_bytes!("../../../../tests/fixtures/formats/word/report.docx");
    let zip = Zip::open(whole).unwrap();
    let members: Vec<(&str, String)> =
        zip.names().map(|name| (name, zip.text(name).unwrap().unwrap_or_default())).collect();
    let read_changed = |change: &dyn Fn(&str) -> String| {
        let changed: Vec<(&str, String)> = members.iter().map(|(name, text)| (*name, change(text))).collect();
        let changed: Vec<(&[u8], &[u8])> =
            changed.iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())).collect();
        bytes(&packed(&changed))
    };
    for (one, other) in NAMES.iter().flat_map(|one| NAMES.iter().map(move |other| (one, other))) {
        let renamed = |text: &str| {
            [">", " ", "/>"].iter().fold(text.to_owned(), |text, end| {
                text.replace(&format!("<w:{one}{end}"), &format!("<w:{other}{end}"))
                    .replace(&format!("</w:{one}{end}"), &format!("</w:{other}{end}"))
            })
        };
        assert!(matches!(read_changed(&renamed), Ok(_) | Err(ReadError::Empty)), "{one} {other}");
    }
    for value in VALUES {
        let numbered = |text: &str| {
            let mut pieces = text.split("w:val=\"");
            let first = pieces.next().unwrap_or_default().to_owned();
            pieces.fold(first, |text, piece| {
                let (old, rest) = piece.split_once('"').unwrap_or((piece, ""));
                let new = if old.parse::<u32>().is_ok() { value } else { old };
                text + "w:val=\"" + new + "\"" + rest
            })
        };
        assert!(read_changed(&numbered).is_ok(), "{value}");
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    let deleted = "<p><pPr><rPr><del/></rPr></pPr><r><t>甲</t></r></p>";
    let field =
        "<p><r><fldChar fldCharType='begin'/><fldChar fldCharType='separate'/><fldChar fldCharType='begin'/></r></p>";
    let row = "<tr><tc><tcPr><vMerge/></tcPr><p/></tc></tr>";
    let units =
        [deleted, field, "<mc:AlternateContent/>", "<p><r><t/><t>甲</t></r></p>", "<tbl><tr><tc><p/></tc></tr></tbl>"];
    for unit in units {
        bytes(&file(&(unit.repeat(60_000) + &p("末")), &[])).unwrap();
    }
    bytes(&file(&format!("<tbl>{}</tbl>{}", row.repeat(60_000), p("末")), &[])).unwrap();
}
