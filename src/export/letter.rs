//! A review letter (审核意见) as a Word file, on a template that an office can edit: an ordinary .docx in which placeholders
//! stand in 【】. A paragraph with a list's placeholder is repeated for each of its items.

use super::markup::{Piece, characters, escaped, pieces};
use super::pack::{self, Pack};
use super::{Imprint, Problem, Subject, docx, problems};
use crate::read::docx::main_part;
use crate::read::zip::Zip;
use crate::report::Severity;

/// The lines of the letter that is built in: its template, with what a paragraph looks like before it.
const LINES: &[(Look, &str)] = &[
    (Look::Title, "关于【单位】【年度】部门整体支出绩效自评报告的审核意见"),
    (Look::Plain, "【单位】："),
    (
        Look::Text,
        "你单位报送的《【标题】》收悉。我们对报告及所附表格中的数据逐项进行了核对，【核对情况】。现提出如下审核意见：",
    ),
    (Look::Heading, "一、数据前后不一致，应予更正（【错误数】项）"),
    (Look::Text, "【错误清单】"),
    (Look::Heading, "二、需要核实或作出说明（【提醒数】项）"),
    (Look::Text, "【提醒清单】"),
    (Look::Heading, "三、格式和表述需要规范（【提示数】项）"),
    (Look::Text, "【提示清单】"),
    (
        Look::Text,
        "请你单位对照上述意见逐项核实，修改完善自评报告及附表；经核实数据无误的，请附书面说明和依据。修改后的报告请于    年    月    日前重新报送。",
    ),
    (Look::Right, "（审核单位）"),
    (Look::Right, "【日期】"),
    (Look::Small, "本意见所列问题由程序核对得出，供审核人员复核后使用。【出处】"),
];

/// How a paragraph of the letter that is built in looks.
#[derive(Clone, Copy)]
enum Look {
    Title,
    Plain,
    Text,
    Heading,
    Right,
    Small,
}

/// The letter; on the one that is built in if there is no template, or it cannot be read.
pub fn write(subject: &Subject, imprint: &Imprint, template: Option<&[u8]>) -> Vec<u8> {
    let values = Values::of(subject, imprint);
    let own = || filled(&built_in(), &values).unwrap_or_default();
    template.and_then(|template| filled(template, &values)).unwrap_or_else(own)
}

/// What the placeholders stand for.
struct Values {
    single: Vec<(&'static str, String)>,
    lists: Vec<(&'static str, Vec<String>)>,
}

impl Values {
    fn of(subject: &Subject, imprint: &Imprint) -> Self {
        let problems = problems(subject, imprint);
        let list = |severity: Severity| -> Vec<String> {
            let open = problems.iter().filter(|one| one.finding.severity == severity && one.aside.is_none());
            (1..).zip(open).map(|(number, problem)| format!("{number}.{}", item(problem))).collect()
        };
        let summary = &subject.report.summary;
        let coverage = subject.report.coverage;
        let lists = vec![
            ("错误清单", list(Severity::Error)),
            ("提醒清单", list(Severity::Warning)),
            ("提示清单", list(Severity::Info)),
        ];
        let count = |severity: Severity| subject.count(severity).to_string();
        let done = format!(
            "共识别数字{}个，参加核对{}个，核对勾稽关系{}条",
            coverage.quantities,
            coverage.checked,
            subject.report.relations.len()
        );
        let title = if summary.title.is_empty() { subject.file } else { &summary.title };
        let single = vec![
            ("单位", summary.unit.clone().unwrap_or_else(|| "（单位）".into())),
            ("年度", summary.year.map(|year| format!("{year}年度")).unwrap_or_default()),
            ("标题", title.to_owned()),
            ("文件", subject.file.to_owned()),
            ("日期", imprint.time.day()),
            ("错误数", count(Severity::Error)),
            ("提醒数", count(Severity::Warning)),
            ("提示数", count(Severity::Info)),
            ("核对情况", done),
            ("出处", imprint.line(subject)),
        ];
        Self { single, lists }
    }

    fn single(&self, name: &str) -> Option<&str> {
        self.single.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// A problem as a letter says it: where, what, the equation, what would agree.
fn item(problem: &Problem) -> String {
    let finding = problem.finding;
    let end = |text: &str| text.trim_end_matches(['。', '；']).to_owned();
    let mut said = format!("{}：{}", problem.place, end(&finding.message.zh));
    if let Some(equation) = &finding.equation {
        said += &format!("（{equation}）");
    }
    if let Some(hint) = &finding.hint {
        said += &format!("。{}", end(&hint.zh));
    }
    said + "。"
}

/// A template with its placeholders replaced; `None` where it is no Word file.
fn filled(template: &[u8], values: &Values) -> Option<Vec<u8>> {
    let zip = Zip::open(template).ok()?;
    let main = main_part(&zip)?;
    let text = pack::text(&zip, &main)?;
    let w = docx::prefix(&text)?;
    let mut written = String::with_capacity(text.len());
    let mut from = 0;
    for [start, end] in paragraphs(&text, &w) {
        let paragraph = text.get(start..end)?;
        written.push_str(text.get(from..start)?);
        let said: String = shown(paragraph, &w).into_iter().map(|(one, ..)| one).collect();
        match values.lists.iter().find(|(name, _)| said.contains(&format!("【{name}】"))) {
            None => written += &replaced(paragraph, &w, |name| values.single(name)),
            Some((_, items)) if items.is_empty() => written += &replaced(paragraph, &w, |_| Some("无。")),
            Some((list, items)) => {
                for item in items {
                    written +=
                        &replaced(paragraph, &w, |name| if name == *list { Some(item) } else { values.single(name) });
                }
            }
        }
        from = end;
    }
    written.push_str(text.get(from..)?);
    Pack::changed(template, &[(main, written.into_bytes())])
}

/// The innermost paragraphs of a part.
fn paragraphs(xml: &str, w: &str) -> Vec<[usize; 2]> {
    let name = format!("{w}p");
    let (mut found, mut open) = (Vec::new(), None);
    for (start, end, piece) in pieces(xml) {
        match piece {
            Piece::Open(tag, false) if tag.name == name => open = Some(start),
            Piece::Close(closed) if closed == name => found.extend(open.take().map(|start| [start, end])),
            _ => {}
        }
    }
    found
}

/// The characters of a paragraph, each with the bytes at which it is written.
fn shown(paragraph: &str, w: &str) -> Vec<(char, usize, usize)> {
    let name = format!("{w}t");
    let (mut found, mut inside) = (Vec::new(), false);
    for (start, end, piece) in pieces(paragraph) {
        match piece {
            Piece::Open(tag, closed) => inside = tag.name == name && !closed,
            Piece::Close(_) => inside = false,
            Piece::Text if inside => {
                let mut from = start;
                for (one, behind) in characters(paragraph.get(start..end).unwrap_or_default()) {
                    found.push((one, from, start + behind));
                    from = start + behind;
                }
            }
            _ => {}
        }
    }
    found
}

/// A paragraph with its placeholders replaced, also where Word has written one in several runs: the value stands in the
/// first of them.
fn replaced<'v>(paragraph: &str, w: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let characters = shown(paragraph, w);
    let mut written = String::with_capacity(paragraph.len());
    let (mut from, mut open) = (0, None);
    for (at, (one, ..)) in characters.iter().enumerate() {
        match one {
            '【' => open = Some(at),
            '】' => {
                let Some(holder) = open.take().and_then(|start| characters.get(start..=at)) else { continue };
                let name: String = holder.iter().map(|(one, ..)| *one).filter(|one| !"【】".contains(*one)).collect();
                let Some(value) = value(name.trim()) else { continue };
                for (at, (_, start, end)) in holder.iter().enumerate() {
                    written.push_str(paragraph.get(from..*start).unwrap_or_default());
                    if at == 0 {
                        written += &escaped(value);
                    }
                    from = *end;
                }
            }
            _ => {}
        }
    }
    written.push_str(paragraph.get(from..).unwrap_or_default());
    written
}

/// The template that is built in, as a Word file.
pub fn built_in() -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let lines: String = LINES.iter().map(|(look, line)| paragraph(*look, line)).collect();
    let mut pack = Pack::default();
    pack.add("[Content_Types].xml", format!("{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{OFFICE}.document.main+xml\"/></Types>").as_bytes());
    pack.add("_rels/.rels", format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>").as_bytes());
    pack.add("word/document.xml", format!("{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{lines}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>").as_bytes());
    pack.finish()
}

/// A paragraph as official letters are set: 方正小标宋 or 黑体 for titles, 仿宋 of size 三号 for text, two characters indented.
fn paragraph(look: Look, line: &str) -> String {
    let (aligned, font, size) = match look {
        Look::Title => ("<w:jc w:val=\"center\"/>", "方正小标宋简体", 44),
        Look::Plain => ("", "仿宋", 32),
        Look::Text => ("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "仿宋", 32),
        Look::Heading => ("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "黑体", 32),
        Look::Right => ("<w:jc w:val=\"right\"/>", "仿宋", 32),
        Look::Small => ("", "仿宋", 18),
    };
    let line = escaped(line);
    format!(
        "<w:p><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/>{aligned}</w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\"/><w:sz w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"
    )
}
