//! Word 97–2003 and rich text: what the fixtures say, in both formats, and that nothing said by a hostile file does harm.
#![cfg(feature = "formats")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use gouji::document::{Block, Document, Note, Source, Table};
use gouji::read::{self, ReadError};

const OUTLINE: [(&[u8], Source); 2] = [
    (include_bytes!("fixtures/formats/word-old/outline.doc"), Source::Doc),
    (include_bytes!("fixtures/formats/word-old/outline.rtf"), Source::Rtf),
];
const TABLES: [(&[u8], Source); 2] = [
    (include_bytes!("fixtures/formats/word-old/tables.doc"), Source::Doc),
    (include_bytes!("fixtures/formats/word-old/tables.rtf"), Source::Rtf),
];

/// A line for every row; a merged cell with its rows and columns, line breaks in cells as `/`.
fn grid(document: &Document, table: &Table) -> String {
    let cell = |cell: &gouji::document::Cell| {
        let text = document.str(cell.span).replace('\n', "/");
        match (cell.row_span, cell.column_span) {
            (1, 1) => text,
            (rows, columns) => format!("{text}[{rows}x{columns}]"),
        }
    };
    let row = |row: u32| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
    (0..table.rows).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn headings_are_numbered_and_notes_follow() {
    let expected = "\
示例县林业局2025年度部门整体支出绩效自评报告
1 一、部门概况
2 （一）主要职能
编制人数42人，年末在职39人。
2 （二）机构设置
3 1. 内设股室
一.1.1 内设股室6个。
一.1.2 下属单位3个。
1 二、预算执行情况
全年预算数1,234.56万元，执行数675.80万元，执行率54.74%。
2 （一）资金管理
其中项目支出676万元。
（3）第三项
①圈一
②圈二
a)字母
（4）第四项
①圈又一
（1）重新开始
（?）接着
圆点条目
2 不编号的二级标题
1 大纲级别标题
1 三、存在问题
2 （一）首先
软换行前 软换行后\t制表后
生僻字𠮷，圈号①，大于≥95%，罗马Ⅳ，“引号”—破折号。
文本框：资金到位率100%
执行数含上年结转20.00万元。
数据取自示例县财政云。";
    for (file, source) in OUTLINE {
        let document = read::bytes(file).unwrap();
        assert_eq!(document.source, source);
        let line = |block: &Block| match block {
            Block::Paragraph(paragraph) => {
                let level = paragraph.level.map(|level| format!("{level} ")).unwrap_or_default();
                level + document.str(paragraph.span)
            }
            Block::Table(_) => panic!("there is no table"),
        };
        let lines: Vec<String> = document.blocks.iter().map(line).collect();
        let mut read = lines.join("\n").replace("（2）接着", "（?）接着").replace("（3）接着", "（?）接着");
        if source == Source::Rtf {
            // LibreOffice does not write the outline level of a single paragraph.
            read = read.replace("\n大纲级别标题", "\n1 大纲级别标题");
        }
        assert_eq!(read, expected, "{source:?}");
        assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 1 }]);
    }
}

#[test]
fn tables_are_the_grids_that_were_drawn() {
    let expected = [
        "\
部门名称[1x2]|示例县林业局[1x7]
预算资金/（万元）[3x1]|[1x2]|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额[1x2]|1,000.00|1,234.56|675.80|10|54.74%|5.47
其中：基本支出[1x2]|600.00|600.00|400.00|—[1x3]
年度/总体/目标[2x1]|预期目标[1x5]|实际完成情况[1x3]
造林1.2万亩，/抚育0.8万亩。[1x5]|造林1.05万亩。[1x3]
绩效指标[5x1]|一级指标|二级指标|三级指标[1x2]|年度指标值|实际完成值|分值|得分
产出指标[3x1]|数量指标[2x1]|造林面积[1x2]|≥1.2万亩|1.05万亩|20|17.50
抚育面积[1x2]|0.8万亩|0.8万亩|20|20.00
质量指标|成活率[1x2]|≥85%|88%|20|20.00
效益指标|生态效益|森林覆盖率[1x2]|62.5%|62.7%|30|30.00
总分[1x7]|100|92.97",
        "序号|项目|金额（万元）|备注\n1|造林|520.30|\n2|抚育|155.50|\n合计[1x2]|675.80|",
        "外表|说明\n见下：/内表之后|右格\n末行[1x2]",
        "内甲|12.50\n内乙|7.50",
        "内丙|1.00\n内丁|2.00",
        "甲[1x3]|乙[1x3]\n一[1x2]|二[1x2]|三[1x2]\n1|2|3|4|5|6\n左[2x1]|中[2x4]|右[2x1]\n",
    ];
    for (file, source) in TABLES {
        let document = read::bytes(file).unwrap();
        let read: Vec<String> = document.tables().map(|(_, table)| grid(&document, table)).collect();
        assert_eq!(read, expected, "{source:?}");
        assert!(document.text.ends_with("单列表\n单列的一行\n单列的又一行\n文末：合计675.80万元。"));
        assert_eq!(document.notes, []);
    }
}

/// The samples of the project, where they are at hand; one text in five formats.
#[test]
fn the_samples_say_the_same_in_both_formats() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = root.ancestors().map(|above| above.join("shared/samples")).find(|samples| samples.is_dir());
    let Some(samples) = samples else {
        println!("no samples here: skipped");
        return;
    };
    #[allow(clippy::disallowed_methods, reason = "a test reads its files")]
    let sample = |name: &str| read::bytes(&std::fs::read(samples.join(name)).unwrap()).unwrap();
    let (doc, rtf) = (sample("report.doc"), sample("report.rtf"));
    assert_eq!((&doc.text, &doc.blocks), (&rtf.text, &rtf.blocks));
    let grids: Vec<String> = doc.tables().map(|(_, table)| grid(&doc, table)).collect();
    assert!(grids[0].starts_with("项目名称[2x1]|资金情况(万元)[1x3]|预算执行率[2x1]\n年初预算数|"));
    assert!(grids[1].contains("\n产出指标[3x1]|数量指标[2x1]|") && grids[1].contains("\n合计[1x5]|"));
    let gbk = sample("gbk.rtf");
    let grids: Vec<String> = gbk.tables().map(|(_, table)| grid(&gbk, table)).collect();
    assert!(grids[0].starts_with("项目名称[2x1]|资金情况(万元)[1x2]|预算执行率[2x1]\n全年预算数|全年执行数\n合计|"));
    let traps = sample("traps.doc");
    assert!(!traps.text.contains("99.99") && traps.text.contains("54.74%"));
    assert_eq!(traps.text.matches("文本框").count(), 1);
}

/// Where the stream `WordDocument` begins in a file: at a sector that begins as Word 97 begins.
fn word_document(file: &[u8]) -> usize {
    (512..file.len()).step_by(512).find(|at| file[*at..].starts_with(&[0xEC, 0xA5])).unwrap()
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    let (file, _) = OUTLINE[0];
    let fib = word_document(file);
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = file.to_vec();
        changed[fib + at..fib + at + bytes.len()].copy_from_slice(bytes);
        read::bytes(&changed).unwrap_err()
    };
    assert_eq!(with(2, &[0x68, 0]), ReadError::TooOld);
    assert_eq!(with(0, &[0xDC, 0xA5]), ReadError::TooOld);
    assert_eq!(with(0x0B, &[file[fib + 0x0B] | 1]), ReadError::Encrypted);
    assert_eq!(with(0, &[0, 0]), ReadError::Damaged);
    assert_eq!(with(0x4C, &9_999_u32.to_le_bytes()), ReadError::Damaged, "text is missing");
    assert_eq!(with(0x1A6, &[0; 4]), ReadError::Damaged, "there is no piece table");
}

/// Every part of the report, or none: half a file never passes for a whole one.
#[test]
fn a_cut_file_is_no_shorter_report() {
    for (file, source) in OUTLINE.into_iter().chain(TABLES) {
        let whole = read::bytes(file).unwrap();
        for part in 0..50 {
            if let Ok(document) = read::bytes(&file[..file.len() * part / 50]) {
                assert!(document.source != source || document.text == whole.text, "{source:?} cut at {part}/50");
            }
        }
    }
}

/// A generator of pseudo-random numbers (xorshift), so that the files are the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// A copy with up to sixteen bytes changed, some to the values that offsets and lengths fear most.
    fn damage(&mut self, file: &[u8]) -> Vec<u8> {
        let mut damaged = file.to_vec();
        for _ in 0..=self.below(16) {
            let at = self.below(damaged.len());
            let wide = [[0xFF; 4], [0xFF, 0xFF, 0xFF, 0x7F], [0; 4], [0, 0, 0, 0x80]][self.below(4)];
            let byte = u8::try_from(self.below(256)).unwrap();
            match self.below(3) {
                0 => damaged[at..].iter_mut().zip(wide).for_each(|(byte, value)| *byte = value),
                1 => damaged[at] ^= 1 << (byte % 8),
                _ => damaged[at] = byte,
            }
        }
        damaged
    }
}

fn survive(rounds: u64) {
    for (number, (file, _)) in (1..).zip(OUTLINE.into_iter().chain(TABLES)) {
        for round in 0..rounds {
            let damaged = Seed((number * 0x9E37_79B9 + round * 0x1234_5677) | 1).damage(file);
            if let Ok(document) = read::bytes(&damaged) {
                assert!(document.text.len() <= 4 * file.len(), "text out of nothing");
                for (_, table) in document.tables() {
                    let held: u64 =
                        table.cells.iter().map(|cell| u64::from(cell.row_span) * u64::from(cell.column_span)).sum();
                    assert!(held <= u64::from(table.rows) * u64::from(table.columns), "cells upon cells");
                }
            }
        }
    }
}

#[test]
fn damaged_files_do_no_harm() {
    survive(50);
}

/// The same at length, for a change of the readers: `cargo test --release --test word_old -- --ignored`.
#[test]
#[ignore = "takes a minute"]
fn many_damaged_files_do_no_harm() {
    survive(5_000);
}
