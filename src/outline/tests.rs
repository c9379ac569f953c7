//! Outlines of small fictional reports.

use super::*;
use crate::read;

fn outline(text: &str) -> (Document, Outline) {
    let document = read::text(text);
    let outline = Outline::read(&document);
    (document, outline)
}

fn titles(text: &str) -> Vec<(u8, String)> {
    let (document, outline) = outline(text);
    outline.headings().map(|(_, heading)| (heading.level, document.str(heading.title).to_string())).collect()
}

const HUNAN: &str = "2023年度示例县档案馆整体支出绩效自评报告\n\n一、部门基本情况\n（一）机构、人员构成\n编制8人。\n\
    二、 一般公共预算支出情况\n支出80万元。\n三、政府性基金预算支出情况\n无。\n四、国有资本经营预算支出情况\n无。\n\
    五、社会保险基金预算支出情况\n无。\n六、部门整体支出绩效情况\n良好。\n七、存在的问题及原因分析\n1.预算编制不细。科目有出入。\n\
    八、下一步改进措施\n细化预算。\n九、部门整体支出绩效自评结果拟应用和公开情况\n公开。\n十、其他需要说明的情况\n附件：1. 整体支出绩效自评表\n2. 项目支出绩效自评表\n";

#[test]
fn a_report_after_the_hunan_template() {
    let (document, outline) = outline(HUNAN);
    assert_eq!((outline.template.as_str(), outline.certain), ("HN", true));
    assert_eq!(outline.unit.as_deref(), Some("示例县档案馆"));
    assert_eq!(outline.year, Some(2023));
    let names: Vec<&str> = outline.attachments.iter().map(|attachment| document.str(attachment.name)).collect();
    assert_eq!(names, ["整体支出绩效自评表", "项目支出绩效自评表"]);
    let last = outline.headings.last().unwrap();
    assert_eq!((document.str(last.title), last.body.is_empty()), ("其他需要说明的情况", true));
}

#[test]
fn the_title_ends_where_the_sentence_goes_on() {
    let text = "一、绩效情况\n（一）评价小组情况。\n成立小组。\n1.公平公正。严格按照要求。\n（二）绩效目标：一是抓培训；二是抓考核。";
    let expected = [(1, "绩效情况"), (2, "评价小组情况"), (3, "公平公正"), (2, "绩效目标")];
    assert_eq!(titles(text), expected.map(|(level, title)| (level, title.to_string())));
}

#[test]
fn list_entries_are_no_sections() {
    let text = "一、主要职责\n（一）贯彻执行党和国家有关档案工作的方针政策；\n（二）负责馆藏档案的接收、征集、整理、保管；\n二、绩效目标\n完成。";
    assert_eq!(titles(text), [(1, "主要职责".to_string()), (1, "绩效目标".to_string())]);
}

#[test]
fn a_lost_number_leaves_a_known_title() {
    let text = HUNAN.replace("八、下一步", "下一步");
    assert!(titles(&text).contains(&(1, "下一步改进措施".to_string())));
}

#[test]
fn a_table_of_contents_is_not_read_twice() {
    let text = "目  录\n一、部门概况\n二、主要职责\n\n一、部门概况\n本单位。\n二、主要职责\n管理。";
    assert_eq!(titles(text).len(), 2);
    let dotted = "一、部门概况……………3\n二、主要职责\t5\n一、部门概况\n本单位。\n二、主要职责\n管理。";
    assert_eq!(titles(dotted).len(), 2);
}

#[test]
fn each_attachment_that_is_there_is_a_part_of_its_own() {
    let text = "附件1\n2023年度基础数据表\n\n\t项目\n\t金额\n\n\t甲\n\t1.00\n\n附件2\n2023年度示例县档案馆整体支出绩效自评报告\n".to_string()
        + HUNAN
        + "附件：1.基础数据表\n";
    let (document, outline) = outline(&text);
    let titles: Vec<&str> = outline.parts.iter().filter_map(|part| part.title).map(|span| document.str(span)).collect();
    assert_eq!(titles, ["2023年度基础数据表", "2023年度示例县档案馆整体支出绩效自评报告"]);
}

#[test]
fn nothing_and_rubbish_have_no_outline() {
    for text in ["", "\n\n", "（（（（", "一、", "附件", "附件：", "1.", "第一部分", "\t\t\n\t"] {
        assert_eq!(outline(text).1.headings().count(), 0, "{text:?}");
    }
}
