use serde::{Deserialize, Serialize};

/// What the user has to be told about how a file was read, so that nothing is left out or decided in silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// Tracked changes (修订) were read as if all of them had been accepted.
    TrackedChanges {
        /// Stretches inserted.
        inserted: u32,
        /// Stretches deleted, left out.
        deleted: u32,
    },
    /// A sheet is hidden; it was read like the others.
    HiddenSheet {
        /// Its name.
        sheet: String,
    },
    /// Rows or columns are hidden; they were read like the others.
    HiddenLines {
        /// Name of the sheet.
        sheet: String,
        /// Hidden rows.
        rows: u32,
        /// Hidden columns.
        columns: u32,
    },
    /// Formulas were saved without their results, so their cells are empty here.
    UncachedFormulas {
        /// Name of the sheet.
        sheet: String,
        /// Cells.
        cells: u32,
    },
    /// Pages hold a picture and no text.
    PicturePages {
        /// Page numbers from 1.
        pages: Vec<u32>,
    },
    /// Something was left out because there are no figures to be read in it, or because no reader sees it.
    LeftOut {
        /// What.
        what: LeftOut,
        /// How often it was met; at least once.
        count: u32,
    },
    /// Workbooks within the file (嵌入的工作表) were read as tables of it.
    Embedded {
        /// How many.
        count: u32,
    },
    /// Pages or parts that the file refers to are not in it, or it ends before its end: a transfer was cut off.
    Incomplete,
    /// The file is larger than what is read of it; the rest was not checked.
    Cut {
        /// Pages, rows or paragraphs that were left out; 0 if they were not counted.
        left_out: u32,
    },
}

/// What is left out of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// Pictures large enough to show a table.
    Pictures,
    /// Objects of other programs, and workbooks that cannot be read.
    Embedded,
    /// Other files laid into the text (altChunk).
    Chunks,
    /// Text struck out (删除线).
    Struck,
    /// Hidden text, rows or cells.
    Hidden,
    /// Layers of a page that are switched off.
    Layers,
    /// Words upright or sideways at the edge of a page.
    Margins,
}

impl LeftOut {
    fn zh(self) -> [&'static str; 2] {
        match self {
            Self::Pictures => ["张图片", "图片里的文字和表格未作核对"],
            Self::Embedded => ["个嵌入的对象", "其中的内容未作核对"],
            Self::Chunks => ["段插入的其他文件内容", "未作核对"],
            Self::Struck => ["处带删除线的文字", "按已删除处理，未作核对"],
            Self::Hidden => ["处隐藏的内容", "未作核对"],
            Self::Layers => ["个关闭的图层", "隐藏的内容未作核对"],
            Self::Margins => ["处页边的竖排文字", "未作核对"],
        }
    }

    fn english(self) -> [&'static str; 2] {
        match self {
            Self::Pictures => ["pictures", "text and tables in them were not checked"],
            Self::Embedded => ["embedded objects", "what is in them was not checked"],
            Self::Chunks => ["inserted parts of other files", "they were not checked"],
            Self::Struck => ["struck-out texts", "they count as deleted and were not checked"],
            Self::Hidden => ["hidden texts or cells", "they were not checked"],
            Self::Layers => ["layers that are switched off", "the hidden content was not checked"],
            Self::Margins => ["texts set upright at the edge of a page", "they were not checked"],
        }
    }
}

impl Note {
    /// In Chinese, for the clerk.
    pub fn zh(&self) -> String {
        match self {
            Self::TrackedChanges { inserted, deleted } => {
                format!("文件中有未接受的修订（插入{inserted}处、删除{deleted}处），按全部接受后的内容核对。")
            }
            Self::HiddenSheet { sheet } => format!("工作表“{sheet}”是隐藏的，已一并核对。"),
            Self::HiddenLines { sheet, rows, columns } => {
                let hidden = match (rows, columns) {
                    (rows, 0) => format!("{rows}行"),
                    (0, columns) => format!("{columns}列"),
                    (rows, columns) => format!("{rows}行、{columns}列"),
                };
                format!("工作表“{sheet}”有{hidden}是隐藏的，已一并核对。")
            }
            Self::UncachedFormulas { sheet, cells } => {
                format!("工作表“{sheet}”有{cells}个公式没有保存结果，未作核对；请在 Excel 或 WPS 中打开、保存后再试。")
            }
            Self::PicturePages { pages } => {
                format!("第{}页是图片，没有可核对的文字，未作核对。", listed(pages, "、"))
            }
            Self::LeftOut { what, count } => {
                let [what, fate] = what.zh();
                format!("文件中有{count}{what}，{fate}。")
            }
            Self::Embedded { count } => format!("文件中嵌入了{count}个工作表，已作为表格一并核对。"),
            Self::Incomplete => "文件不完整，缺少后面或其中的部分，只核对了读得出来的内容；请找完整的文件。".into(),
            Self::Cut { left_out: 0 } => "文件过大，只核对了前面的部分。".into(),
            Self::Cut { left_out } => format!("文件过大，只核对了前面的部分，后面{left_out}段（行、页）未作核对。"),
        }
    }

    /// The same in English.
    pub fn english(&self) -> String {
        match self {
            Self::TrackedChanges { inserted, deleted } => format!(
                "The file has tracked changes ({}, {}); it was checked as if all were accepted.",
                counted(*inserted as usize, "insertion", "insertions"),
                counted(*deleted as usize, "deletion", "deletions")
            ),
            Self::HiddenSheet { sheet } => format!("Sheet “{sheet}” is hidden; it was checked like the others."),
            Self::HiddenLines { sheet, rows, columns } => {
                let hidden: Vec<String> = [(rows, "row", "rows"), (columns, "column", "columns")]
                    .into_iter()
                    .filter(|(count, ..)| **count > 0)
                    .map(|(count, one, several)| counted(*count as usize, one, several))
                    .collect();
                format!("Sheet “{sheet}” hides {}, checked like the others.", hidden.join(" and "))
            }
            Self::UncachedFormulas { sheet, cells } => format!(
                "Sheet “{sheet}” has {} without saved results, not checked; open and save it in Excel or WPS first.",
                counted(*cells as usize, "formula", "formulas")
            ),
            Self::PicturePages { pages } if pages.len() > 1 => {
                format!("Pages {} are pictures without text and were not checked.", listed(pages, ", "))
            }
            Self::PicturePages { pages } => {
                format!("Page {} is a picture without text and was not checked.", listed(pages, ", "))
            }
            Self::LeftOut { what, count } => {
                let [what, fate] = what.english();
                format!("The file has {count} {what}; {fate}.")
            }
            Self::Embedded { count } => format!("{count} embedded sheets were read as tables and checked."),
            Self::Incomplete => {
                "The file is incomplete: parts of it are missing, and only what is there was checked. Please find the whole file."
                    .into()
            }
            Self::Cut { left_out: 0 } => "The file is too large; only its first part was checked.".into(),
            Self::Cut { left_out } => {
                format!(
                    "The file is too large; only its first part was checked, without {}.",
                    counted(*left_out as usize, "paragraph, row or page", "paragraphs, rows or pages")
                )
            }
        }
    }
}

/// A number of things, as English says it.
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Page numbers; of more than ten only the first ten.
fn listed(pages: &[u32], between: &str) -> String {
    let mut list = pages.iter().take(10).map(u32::to_string).collect::<Vec<_>>().join(between);
    if pages.len() > 10 {
        list.push('…');
    }
    list
}
