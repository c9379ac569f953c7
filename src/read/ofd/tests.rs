use super::*;
use crate::document::Place;
use crate::read::samples::sample;

/// The members of the table `number`, row by row.
fn rows(document: &Document, number: usize) -> Vec<Vec<&str>> {
    let (_, table) = document.tables().nth(number).unwrap();
    let row = |row: u32| table.row(row).iter().map(|cell| document.str(cell.span)).collect();
    (0..table.rows).map(row).collect()
}

fn lines(document: &Document) -> Vec<&str> {
    document.text.lines().collect()
}

fn fixture(name: &str) -> Result<Document, ReadError> {
    let bytes: &[u8] = match name {
        "report" => include_bytes!("../../../tests/fixtures/formats/ofd/report.ofd"),
        "traps" => include_bytes!("../../../tests/fixtures/formats/ofd/traps.ofd"),
        "scan" => include_bytes!("../../../tests/fixtures/formats/ofd/scan.ofd"),
        "encrypted" => include_bytes!("../../../tests/fixtures/formats/ofd/encrypted.ofd"),
        _ => include_bytes!("../../../tests/fixtures/formats/ofd/missing.ofd"),
    };
    read(&Zip::open(bytes).unwrap())
}

#[test]
fn the_sample_has_both_tables() {
    let Some(bytes) = sample("report.ofd") else { return };
    let document = read(&Zip::open(&bytes).unwrap()).unwrap();
    let tables: Vec<_> = document.tables().map(|(_, table)| table).collect();
    assert_eq!(tables.iter().map(|table| (table.rows, table.columns)).collect::<Vec<_>>(), [(5, 5), (6, 7)]);
    let spans = |table: usize, row: u32| {
        tables[table].row(row).iter().map(|cell| (cell.column, cell.row_span, cell.column_span)).collect::<Vec<_>>()
    };
    assert_eq!(spans(0, 0), [(0, 2, 1), (1, 1, 3), (4, 2, 1)]);
    assert_eq!(spans(1, 1)[..2], [(0, 3, 1), (1, 2, 1)]);
    assert_eq!(spans(1, 5), [(0, 1, 5), (5, 1, 1), (6, 1, 1)]);
    assert_eq!(rows(&document, 0)[4], ["合计", "1,000.00", "1,234.56", "675.80", "54.74%"]);
    assert_eq!(rows(&document, 1)[4][2], "受益农户\n(含脱贫户)");
    assert!(document.text.contains("预算执行率54.74%"));
}

#[test]
fn a_report_over_two_pages() {
    let document = fixture("report").unwrap();
    assert_eq!(
        lines(&document)[..2],
        [
            "示例县农业农村局2025年度整体支出绩效自评报告",
            "示例县农业农村局内设机构6个，编制人数42人，年末在职39人，全年预算数1,234.56万元。"
        ]
    );
    let header = ["项目", "预算数（万元）", "执行数（万元）"];
    let read =
        [header, ["人员经费", "800.00", "520.30"], ["公用经费", "200.00", "155.50"], ["合计", "1,000.00", "675.80"]];
    assert_eq!(rows(&document, 0), read);
    assert_eq!(document.blocks.len(), 3);
    let place = |text: &str| {
        let start = document.text.find(text).unwrap();
        document.origin(crate::document::Span::new(start, start + text.len())).map(|origin| origin.place)
    };
    assert!(matches!(place("人员经费"), Some(Place::Page { page: 1, area }) if (70_000..71_000).contains(&area.top)));
    assert!(matches!(place("675.80"), Some(Place::Page { page: 2, .. })));
}

#[test]
fn matrices_composites_and_several_documents() {
    let document = fixture("traps").unwrap();
    assert_eq!(lines(&document)[..3], ["预算执行率54.74%", "较上年下降3.2", "合成图元内的文字12.5万元"]);
    assert_eq!(rows(&document, 0), [["指标", "分值", "得分"], ["数量指标", "15", "13.13"], ["合计", "80", "76.84"]]);
    assert_eq!(document.text.matches("合成图元").count(), 1, "a composite object holds itself");
    assert!(document.text.contains("第二份文件"));
    assert_eq!(document.notes, [Note::PicturePages { pages: vec![2] }]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let outcomes = ["scan", "encrypted", "missing"].map(|name| fixture(name).err());
    assert_eq!(outcomes, [ReadError::Scanned, ReadError::Encrypted, ReadError::Damaged].map(Some));
}

#[test]
fn places_are_found_from_the_file_that_names_them() {
    let places =
        ["Content.xml", "./a/../Content.xml", "/Doc_0/Content.xml", "../Doc_0/Content.xml", "\\Doc_0\\Content.xml"];
    assert_eq!(places.map(|place| resolved("Doc_0/Document.xml", place)), ["Doc_0/Content.xml"; 5]);
    assert_eq!(resolved("", "../../OFD.xml"), "OFD.xml");
}

mod hostile {
    use super::*;
    use crate::read::zip::tests::packed;
    use proptest::prelude::*;

    const TEXT: &str = "<TextObject Size='4'><TextCode X='9' Y='9'>甲</TextCode></TextObject>";

    /// An OFD of one page with this content.
    fn ofd(content: &str) -> Vec<u8> {
        with_units(content, "")
    }

    /// An OFD of one page with this content, and with units that composite objects (复合对象) draw.
    fn with_units(content: &str, units: &str) -> Vec<u8> {
        let index = "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>";
        let document = "<Document><CommonData><DocumentRes>R.xml</DocumentRes></CommonData>\
                        <Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>";
        let resources = format!("<Res><CompositeGraphicUnits>{units}</CompositeGraphicUnits></Res>");
        let page = format!("<Page><Content><Layer>{content}</Layer></Content></Page>");
        packed(&[
            (b"OFD.xml", index.as_bytes()),
            (b"D/Document.xml", document.as_bytes()),
            (b"D/P.xml", page.as_bytes()),
            (b"D/R.xml", resources.as_bytes()),
        ])
    }

    proptest! {
        #[test]
        fn any_numbers_are_read(
            boundary in "[-0-9. eE]{0,20}", size in "[-0-9.e]{0,6}", matrix in "[-0-9. e]{0,30}", steps in "[-0-9. g]{0,30}",
            data in "[MLQBASC0-9. -]{0,60}", text in "[甲0-9,. ]{0,12}",
        ) {
            let object = format!(
                "<TextObject Boundary='{boundary}' Size='{size}' CTM='{matrix}'><TextCode X='{size}' Y='4' DeltaX='{steps}' \
                 DeltaY='{steps}'>{text}</TextCode></TextObject><PathObject Boundary='{boundary}' CTM='{matrix}' Fill='true'>\
                 <AbbreviatedData>{data}</AbbreviatedData></PathObject>"
            );
            let bytes = ofd(&object);
            prop_assert!(read(&Zip::open(&bytes).unwrap()).is_ok());
        }
    }

    #[test]
    fn blocks_in_blocks_and_endless_runs_end() {
        let nested = |depth: usize| "<PageBlock>".repeat(depth) + TEXT + &"</PageBlock>".repeat(depth);
        let read = |content: &str| read(&Zip::open(&ofd(content)).unwrap()).map(|document| document.text);
        assert_eq!(read(&nested(8)).unwrap(), "甲");
        assert_eq!(read(&nested(50_000)).unwrap(), "甲");
        let run = "<TextObject Size='4'><TextCode X='9' Y='9' DeltaX='g 99999999999 4'>甲乙丙</TextCode></TextObject>";
        assert_eq!(read(run).unwrap(), "甲乙丙");
    }

    #[test]
    fn composite_objects_in_composite_objects_end() {
        let draw = |id: usize| format!("<CompositeObject ResourceID='{id}'/>");
        let unit = |id: usize, content: &str| {
            format!("<CompositeGraphicUnit ID='{id}'><Content>{content}</Content></CompositeGraphicUnit>")
        };
        let document = |units: &str| read(&Zip::open(&with_units(&draw(0), units)).unwrap()).unwrap();
        // Each draws the next one and the first; the last one a text.
        let chain: String = (0..20_000).map(|id| unit(id, &(draw(id + 1) + &draw(0)))).collect();
        let chain = document(&(chain + &unit(20_000, TEXT)));
        assert_eq!((chain.text.as_str(), chain.notes), ("甲", vec![]));
        // Each draws the next one ten times.
        let tree: String = (0..9).map(|id| unit(id, &draw(id + 1).repeat(10))).collect();
        let tree = document(&(tree + &unit(9, TEXT)));
        assert_eq!(tree.notes, [Note::Cut { left_out: 0 }]);
    }
}
