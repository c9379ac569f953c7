//! Files made by hand, byte by byte: what Word writes and LibreOffice does not, and what nobody should.

use super::*;
use crate::document::{Block, Note};
use crate::read::compound;
use crate::read::properties::assert_sound;
use std::io::Write;

/// A file of UTF-16 text from offset 0x400.
#[derive(Default)]
struct Made {
    text: &'static str,
    /// Units of each paragraph, style, and modifiers, in the order of the file.
    paragraphs: Vec<(u32, u16, Vec<u8>)>,
    /// Units of each stretch of characters, and modifiers.
    characters: Vec<(u32, Vec<u8>)>,
    /// First unit, number of units and `Prm` of each piece, in the order of the text; none for one piece.
    pieces: Vec<(u32, u32, u16)>,
    /// Modifiers that pieces refer to.
    change: Vec<u8>,
    /// `PlfLst` with its levels, and `PlfLfo`.
    lists: [Vec<u8>; 2],
    data: Vec<u8>,
}

fn bytes32(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// A formatted page: the ends of its runs, and for each an entry that points to its formatting, written from the end.
fn page(ends: &[u32], formattings: &[Vec<u8>], entry: usize) -> Vec<u8> {
    let mut page = bytes32(std::iter::once(0x400).chain(ends.iter().copied()));
    let entries = page.len();
    page.resize(512, 0);
    let mut at = 510;
    for (number, formatting) in formattings.iter().enumerate() {
        at = (at - formatting.len()) & !1;
        page[at..at + formatting.len()].copy_from_slice(formatting);
        page[entries + number * entry] = u8::try_from(at / 2).unwrap();
    }
    page[511] = u8::try_from(ends.len()).unwrap();
    page
}

fn ends(lengths: impl Iterator<Item = u32>) -> Vec<u32> {
    lengths
        .scan(0x400, |at, length| {
            *at += 2 * length;
            Some(*at)
        })
        .collect()
}

impl Made {
    /// The streams `WordDocument` and `1Table`.
    fn streams(&self) -> [Vec<u8>; 2] {
        let units: Vec<u16> = self.text.encode_utf16().collect();
        let count = u32::try_from(units.len()).unwrap();
        let mut main = vec![0; 0x400];
        main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        main[0x0B] = 2;
        main.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        main.resize(main.len().next_multiple_of(512), 0);
        let first = u32::try_from(main.len() / 512).unwrap();
        let papx = |style: u16, modifiers: &Vec<u8>| {
            let mut papx = vec![0, u8::try_from(modifiers.len().div_ceil(2) + 1).unwrap()];
            papx.extend(style.to_le_bytes());
            papx.extend(modifiers);
            papx
        };
        let papxs: Vec<Vec<u8>> = self.paragraphs.iter().map(|(_, style, modifiers)| papx(*style, modifiers)).collect();
        let chpx = |modifiers: &Vec<u8>| [&[u8::try_from(modifiers.len()).unwrap()], &modifiers[..]].concat();
        let chpxs: Vec<Vec<u8>> = self.characters.iter().map(|(_, modifiers)| chpx(modifiers)).collect();
        main.extend(page(&ends(self.paragraphs.iter().map(|(length, ..)| *length)), &papxs, 13));
        main.extend(page(&ends(self.characters.iter().map(|(length, _)| *length)), &chpxs, 1));

        let pieces = if self.pieces.is_empty() { vec![(0, count, 0)] } else { self.pieces.clone() };
        let mut clx = vec![1];
        clx.extend(u16::try_from(self.change.len()).unwrap().to_le_bytes());
        clx.extend(&self.change);
        clx.push(2);
        clx.extend(u32::try_from(4 + 12 * pieces.len()).unwrap().to_le_bytes());
        let positions = pieces.iter().scan(0, |at, (_, length, _)| {
            *at += length;
            Some(*at)
        });
        clx.extend(bytes32(std::iter::once(0).chain(positions)));
        for (start, _, prm) in &pieces {
            clx.extend([0, 0]);
            clx.extend((0x400 + 2 * start).to_le_bytes());
            clx.extend(prm.to_le_bytes());
        }
        let parts = [
            (Part::Pieces, clx),
            (Part::ParagraphPages, bytes32([0x400, 0x400 + 2 * count, first])),
            (Part::CharacterPages, bytes32([0x400, 0x400 + 2 * count, first + 1])),
            (Part::Lists, self.lists[0].clone()),
            (Part::ListOverrides, self.lists[1].clone()),
        ];
        let mut table = Vec::new();
        let [end] = [pieces.iter().map(|(_, length, _)| length).sum::<u32>()];
        main[0x4C..0x50].copy_from_slice(&end.to_le_bytes());
        for (part, bytes) in parts {
            let place = bytes32([table.len(), bytes.len()].map(|number| u32::try_from(number).unwrap()));
            main[part as usize..part as usize + 8].copy_from_slice(&place);
            table.extend(bytes);
        }
        [main, table]
    }

    fn read(&self) -> Document {
        let [main, table] = self.streams();
        let document = read_streams(&[("WordDocument", &main), ("1Table", &table), ("Data", &self.data)]).unwrap();
        assert_sound(&document);
        document
    }
}

fn read_streams(streams: &[(&str, &[u8])]) -> Result<Document, ReadError> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    compound::read(file.into_inner().get_ref())
}

/// `sprmTDefTable` of a row with these edges and flags.
fn row(edges: &[i16], flags: &[u16]) -> Vec<u8> {
    let mut operand = vec![u8::try_from(edges.len() - 1).unwrap()];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flags in flags {
        operand.extend(flags.to_le_bytes());
        operand.extend([0; 18]);
    }
    let mut sprm = vec![0x08, 0xD6];
    sprm.extend(u16::try_from(operand.len() + 1).unwrap().to_le_bytes());
    [sprm, operand].concat()
}

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
const ROW_END: [u8; 3] = [0x17, 0x24, 1];

fn table_of_one_row() -> Made {
    let end = [&IN_TABLE[..], &ROW_END, &row(&[0, 2000, 4000, 6000], &[1, 2])].concat();
    Made {
        text: "甲\x07\x07乙\x07\x07后\r",
        paragraphs: vec![
            (2, 0, IN_TABLE.to_vec()),
            (1, 0, IN_TABLE.to_vec()),
            (2, 0, IN_TABLE.to_vec()),
            (1, 0, end),
            (2, 2, vec![]),
        ],
        ..Made::default()
    }
}

#[test]
fn a_row_of_word_97_is_merged_across() {
    let document = table_of_one_row().read();
    assert_eq!(document.text, "甲\t乙\n后");
    let (_, table) = document.tables().next().unwrap();
    assert_eq!((table.columns, table.cells.len()), (2, 2), "the second cell is part of the first");
    // Without a style sheet the first styles are the headings.
    assert!(matches!(&document.blocks[1], Block::Paragraph(heading) if heading.level == Some(2)));
}

#[test]
fn a_quick_saved_file_is_read_as_its_pieces_say() {
    let mut made = table_of_one_row();
    // 后 comes first; 乙 is deleted; the row's cells are merged otherwise by a modifier of the piece of its end.
    made.change = vec![0x24, 0x56, 1, 3];
    made.paragraphs[3].2 = [&IN_TABLE[..], &ROW_END, &row(&[0, 2000, 4000, 6000], &[])].concat();
    made.pieces = vec![(6, 2, 0), (0, 3, 0), (3, 1, 0x41 << 1 | 1 << 8), (4, 1, 0), (5, 1, 1)];
    let document = made.read();
    assert_eq!(document.text, "后\n甲\t");
    let (_, table) = document.tables().next().unwrap();
    assert_eq!((table.columns, table.cells.len()), (2, 2), "the third cell is part of the second");
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 0, deleted: 1 }]);
}

#[test]
fn a_row_may_be_defined_in_the_data_stream() {
    let mut made = table_of_one_row();
    let definition = made.paragraphs[3].2.clone();
    made.data = [&[9; 4], &u16::try_from(definition.len()).unwrap().to_le_bytes()[..], &definition].concat();
    made.paragraphs[3].2 = vec![0x46, 0x66, 4, 0, 0, 0];
    assert_eq!(made.read(), table_of_one_row().read());
}

/// A list of one level, 一、二、…, that every paragraph with the given modifiers belongs to.
fn numbered() -> ([Vec<u8>; 2], Vec<u8>) {
    let mut list = vec![1, 0, 7, 0, 0, 0];
    list.resize(2 + 26, 0);
    list.extend([1, 0]);
    let mut level = vec![1, 0, 0, 0, 37, 0, 1];
    level.resize(28, 0);
    level.extend([2, 0, 0, 0, 0x01, 0x30]);
    let mut overrides = vec![1, 0, 0, 0, 7, 0, 0, 0];
    overrides.resize(4 + 16, 0);
    overrides.extend([0xFF; 4]);
    ([[list, level].concat(), overrides], vec![0x0B, 0x46, 1, 0])
}

#[test]
fn a_page_break_in_a_paragraph_counts_it_once() {
    let (lists, member) = numbered();
    let made = Made {
        text: "甲\r\x0C乙\r丙\x0C丁\r\r戊\r",
        paragraphs: vec![
            (2, 0, member.clone()),
            (3, 0, member.clone()),
            (4, 0, member.clone()),
            (1, 0, vec![]),
            (2, 0, member),
        ],
        lists,
        ..Made::default()
    };
    assert_eq!(made.read().text, "一、甲\n二、乙\n三、丙 丁\n四、戊");
}

#[test]
fn fields_changes_and_symbols() {
    let made = Made {
        text: "A\x13X\x14B\x13Y\x15\x15\x13C(D\x1EE\x1F\x01\r",
        paragraphs: vec![(18, 0, vec![])],
        characters: vec![
            (11, vec![]),
            (1, vec![0x09, 0x6A, 0, 0, 0xFE, 0xF0]),
            (1, vec![0x01, 0x08, 1]),
            (2, vec![]),
            (3, vec![0x3C, 0x08, 0x81]),
        ],
        ..Made::default()
    };
    let document = made.read();
    assert_eq!(document.text, "ABC☑D-E");
    assert_eq!(document.notes, [Note::TrackedChanges { inserted: 1, deleted: 0 }]);
}

#[test]
fn a_field_without_result_may_show_itself() {
    let made = Made {
        text: "\x13 eq \\o\\ac(□,√)\x15是\x13 PAGE \x13 eq \\o\\ac(○,1)\x15\x15否\r",
        paragraphs: vec![(45, 0, vec![])],
        ..Made::default()
    };
    assert_eq!(made.read().text, "☑是否");
}

#[test]
fn other_files_in_the_same_container_are_named() {
    let refused = |streams: &[(&str, &[u8])]| read_streams(streams).unwrap_err();
    assert_eq!(refused(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")]), ReadError::Encrypted);
    assert_eq!(refused(&[("CONTENTS", b"x")]), ReadError::TooOld);
    assert_eq!(refused(&[("MatOST", b"x")]), ReadError::TooOld);
    assert_eq!(refused(&[("Other", b"x")]), ReadError::Binary);
    assert_eq!(refused(&[("WordDocument", b"")]), ReadError::Damaged);
    let [main, _] = table_of_one_row().streams();
    assert_eq!(refused(&[("WordDocument", &main)]), ReadError::Damaged, "the table stream is missing");
    let huge = [&main[..0x4C], &[0xFF; 4], &main[0x50..]].concat();
    assert_eq!(refused(&[("WordDocument", &huge), ("1Table", b"")]), ReadError::Damaged);
}

#[test]
fn hostile_numbers_do_no_harm() {
    let (lists, member) = numbered();
    let mut made = table_of_one_row();
    made.lists = lists;
    made.paragraphs[4].2 = member;
    made.characters = vec![(4, vec![0x00, 0x08, 1]), (4, vec![])];
    let [main, table] = made.streams();
    let values = [0, 1, 0x7F, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, u32::MAX];
    for at in (0..main.len() - 4).step_by(2) {
        for value in values {
            let mut hostile = main.clone();
            hostile[at..at + 4].copy_from_slice(&value.to_le_bytes());
            let _ = Fib::open(&hostile).and_then(|fib| streams(&fib, &hostile, &table, &[]));
        }
    }
    for at in 0..table.len() - 4 {
        for value in values {
            let mut hostile = table.clone();
            hostile[at..at + 4].copy_from_slice(&value.to_le_bytes());
            if let Ok(document) = Fib::open(&main).and_then(|fib| streams(&fib, &main, &hostile, &[])) {
                assert_sound(&document);
            }
        }
    }
}
