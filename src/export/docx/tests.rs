use super::*;
use crate::document::Span;
use crate::export::Moment;
use crate::report::{Finding, Mark, Report, Role, Severity, Text};
use crate::{Options, check, read};
use std::collections::BTreeMap;

const HEAD: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const TAIL: &str = "</w:body></w:document>";
const TYPES: &str = "<Types xmlns=\"t\"><Override PartName=\"/word/document.xml\" ContentType=\"x\"/></Types>";

/// A Word file of this body and these further parts.
fn file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut pack = Pack::default();
    pack.add("[Content_Types].xml", TYPES.as_bytes());
    pack.add("word/document.xml", format!("{HEAD}{body}{TAIL}").as_bytes());
    parts.iter().for_each(|(name, content)| pack.add(name, content.as_bytes()));
    pack.finish()
}

/// A report in which each of some words is a problem.
fn report(file: &[u8], words: &[&str]) -> Report {
    let mut report = check(read::bytes(file).unwrap(), &Options::default());
    let finding = |word: &&str| {
        let start = report.document.text.find(word).unwrap();
        let text = Text { zh: format!("这里写作{word}。"), en: String::new() };
        Finding {
            id: (*word).to_owned(),
            rule: "sum/prose".into(),
            severity: Severity::Error,
            message: text,
            equation: None,
            stated: None,
            expected: None,
            difference: None,
            hint: None,
            proposals: Vec::new(),
            marks: vec![Mark { span: Span::new(start, start + word.len()), role: Role::Stated }],
            relations: Vec::new(),
        }
    };
    report.findings = words.iter().map(finding).collect();
    report
}

fn imprint() -> Imprint {
    Imprint { version: "0".into(), rules: "规则".into(), time: Moment(0), names: BTreeMap::new() }
}

/// The text part and the comments of a file after the words were remarked on. The remark on the whole is the first.
fn remarked(file: &[u8], words: &[&str]) -> [String; 2] {
    let report = report(file, words);
    let subject = Subject { file: "a.docx", sha256: "", report: &report, aside: &BTreeMap::new() };
    let bytes = annotated(file, &subject, &imprint()).unwrap();
    let zip = Zip::open(&bytes).unwrap();
    let main = zip.text("word/document.xml").unwrap().unwrap();
    assert_eq!(read::bytes(&bytes).unwrap().text, report.document.text);
    let body = main.strip_prefix(HEAD).and_then(|body| body.strip_suffix(TAIL)).unwrap();
    let short = body.replace("<w:commentRangeStart w:id=", "[").replace("<w:commentRangeEnd w:id=", "]");
    let reference = |id: i64| format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>");
    let short = (0..20).fold(short, |short, id| short.replace(&reference(id), ""));
    [short.replace("\"/>", "\" "), zip.text("word/comments.xml").unwrap().unwrap()]
}

#[test]
fn a_run_is_cut_at_the_words_and_keeps_its_look() {
    let file = file("<w:p><w:r w:x=\"1\"><w:rPr><w:b/></w:rPr><w:t>A甲12.50万元</w:t></w:r></w:p>", &[]);
    let [body, comments] = remarked(&file, &["12.50"]);
    let again = "<w:r w:x=\"1\"><w:rPr><w:b/></w:rPr><w:t>";
    let end = "</w:t></w:r>";
    let head = format!("<w:p>[\"0\" {again}A{end}]\"0\" {again}甲{end}");
    assert_eq!(body, format!("{head}[\"1\" {again}12.50{end}]\"1\" {again}万元{end}</w:p>"));
    assert!(comments.contains("【错误】sum/prose（sum/prose）") && comments.contains("1970-01-01T08:00:00Z"));
}

#[test]
fn words_over_several_runs_are_one_range() {
    let file = file(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>12</w:t></w:r><w:proofErr/><w:r><w:t>.50</w:t></w:r><w:r><w:t>万元</w:t></w:r></w:p>",
        &[],
    );
    let [body, _] = remarked(&file, &["12.50", "12"]);
    let runs = "[\"1\" [\"2\" <w:r><w:t>12</w:t></w:r>]\"2\" <w:proofErr/><w:r><w:t>.50</w:t></w:r>]\"1\" <w:r>";
    assert!(body.contains(runs), "{body}");
}

#[test]
fn entities_blanks_and_numbers_of_word_shift_nothing() {
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let relations =
        "<Relationships><Relationship Id=\"n\" Type=\"a/numbering\" Target=\"numbering.xml\"/></Relationships>";
    let number = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let file = file(
        &format!("<w:p>{number}<w:r><w:t xml:space=\"preserve\"> &lt;甲&gt; &#49;2 万</w:t></w:r></w:p>"),
        &[("word/numbering.xml", numbering), ("word/_rels/document.xml.rels", relations)],
    );
    let [body, _] = remarked(&file, &["12"]);
    let kept = "<w:r><w:t xml:space=\"preserve\">";
    let expected = format!("甲&gt;</w:t></w:r>[\"1\" {kept} &#49;2</w:t></w:r>]\"1\" {kept} 万");
    assert!(body.contains(&expected), "{body}");
}

#[test]
fn what_word_allows_no_comment_in_is_remarked_on_beside() {
    let shape = "<w:drawing><w:txbxContent><w:p><w:r><w:t>框3元</w:t></w:r></w:p></w:txbxContent></w:drawing>";
    let file = file(&format!("<w:p><w:r><w:t>甲</w:t></w:r><w:r>{shape}</w:r><w:r><w:t>乙</w:t></w:r></w:p>"), &[]);
    let [body, _] = remarked(&file, &["3元"]);
    assert!(body.contains(&format!("[\"1\" <w:r>{shape}</w:r>]\"1\" <w:r><w:t>乙")), "{body}");
}

#[test]
fn comments_that_are_there_stay() {
    let old = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"7\"><w:p/></w:comment></w:comments>";
    let relations =
        "<Relationships><Relationship Id=\"c\" Type=\"a/comments\" Target=\"comments.xml\"/></Relationships>";
    let body = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>甲3元</w:t></w:r><w:commentRangeEnd w:id=\"7\"/></w:p>";
    let file = file(body, &[("word/comments.xml", old), ("word/_rels/document.xml.rels", relations)]);
    let [body, comments] = remarked(&file, &["3元"]);
    assert!(body.contains("[\"9\" <w:r><w:t>3元</w:t></w:r>]\"9\" ]\"7\" "), "{body}");
    assert!(comments.contains("<w:comment w:id=\"7\"><w:p/></w:comment><w:comment w:id=\"8\""), "{comments}");
}

#[test]
fn a_text_starts_no_markup() {
    let file = file("<w:p><w:r><w:t>甲&lt;/w:t&gt;3元</w:t></w:r></w:p>", &[]);
    let [_, comments] = remarked(&file, &["</w:t>3元"]);
    assert!(comments.contains("这里写作&lt;/w:t&gt;3元。"), "{comments}");
}
