//! SpreadsheetML, as little of it as a list needs: texts that are no formulas, numbers that are numbers, heads with filters.

use super::markup::escaped;
use super::pack::Pack;
use rust_decimal::Decimal;

/// A sheet of a workbook: heads with the widths of their columns in characters, and rows.
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Heads and widths.
    pub heads: Vec<(&'static str, u32)>,
    /// Rows, each with a cell for every head.
    pub rows: Vec<Vec<Cell>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, whatever it begins with.
    Text(String),
    /// A number, with its decimals.
    Number(Decimal),
}

impl Cell {
    /// A number where the text is one that a spreadsheet can hold exactly, else the text.
    pub fn figure(text: Option<&str>) -> Self {
        /// Digits that a spreadsheet program keeps.
        const DIGITS: usize = 15;
        let text = text.unwrap_or_default();
        let number = text.parse::<Decimal>().ok();
        let fits =
            |number: &Decimal| text.bytes().filter(u8::is_ascii_digit).count() <= DIGITS && number.scale() < FORMATS;
        number.filter(fits).map_or_else(|| Self::Text(text.to_owned()), Self::Number)
    }

    /// A number of things.
    pub fn count(count: usize) -> Self {
        Self::Number(Decimal::from(count))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Formats of numbers there are: by their decimals.
const FORMATS: u32 = 7;
/// Styles: 0 nothing, 1 a head, 2 a text, from here on a number with so many decimals.
const NUMBERS: u32 = 3;
/// Characters that Excel allows in a cell.
const LONGEST: usize = 32_000;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A workbook.
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut pack = Pack::default();
    let each =
        |text: fn(usize, &Sheet) -> String| (1..).zip(sheets).map(|(at, sheet)| text(at, sheet)).collect::<String>();
    let types = each(|at, _| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        )
    });
    pack.add(
        "[Content_Types].xml",
        format!(
            "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>"
        )
        .as_bytes(),
    );
    pack.add("_rels/.rels", format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes());
    let names =
        each(|at, sheet| format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", escaped(sheet.name)));
    let filters = each(|at, sheet| {
        format!(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{}\" hidden=\"1\">'{}'!{}</definedName>",
            at - 1,
            sheet.name,
            extent(sheet, "$")
        )
    });
    pack.add("xl/workbook.xml", format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets><definedNames>{filters}</definedNames></workbook>").as_bytes());
    let relations = each(|at, _| {
        format!("<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>")
    });
    pack.add("xl/_rels/workbook.xml.rels", format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>").as_bytes());
    pack.add("xl/styles.xml", styles().as_bytes());
    for (at, sheet) in (1..).zip(sheets) {
        pack.add(&format!("xl/worksheets/sheet{at}.xml"), written(sheet).as_bytes());
    }
    pack.finish()
}

fn styles() -> String {
    let decimals = |scale: u32| "0".repeat(usize::try_from(scale).unwrap_or(0));
    let formats: String = (1..FORMATS)
        .map(|scale| format!("<numFmt numFmtId=\"{}\" formatCode=\"0.{}\"/>", 170 + scale, decimals(scale)))
        .collect();
    let numbers: String = (0..FORMATS)
        .map(|scale| {
            let format = if scale == 0 { 1 } else { 170 + scale };
            format!("<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>")
        })
        .collect();
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">{formats}</numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF7\"/></patternFill></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>{numbers}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        FORMATS - 1,
        NUMBERS + FORMATS
    )
}

/// The cells that the list takes: `A1:F9`, with `mark` before letters and numbers.
fn extent(sheet: &Sheet, mark: &str) -> String {
    let last = u32::try_from(sheet.heads.len()).unwrap_or(u32::MAX).saturating_sub(1);
    format!("{mark}A{mark}1:{mark}{}{mark}{}", column(last), sheet.rows.len() + 1)
}

/// The letters of a column, counted from 0.
pub fn column(at: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(at);
    while let Some(at) = rest {
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        rest = (at / 26).checked_sub(1);
    }
    letters.into_iter().collect()
}

/// A sheet for a workbook that has no styles of ours.
pub fn bare(sheet: &Sheet) -> String {
    let mut sheet = written(sheet);
    for style in (0..NUMBERS + FORMATS).rev() {
        sheet = sheet.replace(&format!("<c s=\"{style}\""), "<c");
    }
    sheet
}

fn written(sheet: &Sheet) -> String {
    let columns: String = (1..)
        .zip(&sheet.heads)
        .map(|(at, (_, width))| format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"))
        .collect();
    let heads = sheet.heads.iter().map(|(head, _)| text(head, 1));
    let mut rows = format!("<row r=\"1\">{}</row>", heads.collect::<String>());
    for (at, row) in (2..).zip(&sheet.rows) {
        rows += &format!("<row r=\"{at}\">{}</row>", row.iter().map(shown).collect::<String>());
    }
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData><autoFilter ref=\"{}\"/></worksheet>",
        extent(sheet, "")
    )
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(content) => text(content, 2),
        Cell::Number(number) => format!("<c s=\"{}\"><v>{number}</v></c>", NUMBERS + number.scale().min(FORMATS - 1)),
    }
}

fn text(content: &str, style: u32) -> String {
    if content.is_empty() {
        return format!("<c s=\"{style}\"/>");
    }
    format!("<c s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", cell_text(content))
}

/// A text as a cell holds it: no longer than a cell may be, and `_x0041_` in it is no escape of Excel's.
pub fn cell_text(content: &str) -> String {
    let short: String = content.chars().take(LONGEST).collect();
    escaped(&short.replace("_x", "_x005F_x"))
}
