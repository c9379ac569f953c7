use super::*;
use crate::document::Document;
use crate::read::bytes;
use crate::read::zip::tests::packed;
use aes::cipher::BlockEncrypt;
use sha1::{Digest, Sha1};
use std::io::Write;

/// A workbook of one sheet.
fn plain() -> Vec<u8> {
    let sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>甲</t></is></c><c r='B1'><v>1.5</v></c></row>\
                 <row r='2'><c r='A2' t='inlineStr'><is><t>合计</t></is></c><c r='B2'><v>2.5</v></c></row></sheetData></worksheet>";
    let book = "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>\
                <sheet name='Sheet1' sheetId='1' r:id='r1'/></sheets></workbook>";
    let relations =
        "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    packed(&[
        (b"xl/workbook.xml", book.as_bytes()),
        (b"xl/_rels/workbook.xml.rels", relations.as_bytes()),
        (b"xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The file locked by standard encryption with a password.
fn locked(content: &[u8], password: &str) -> Vec<u8> {
    let salt = [7_u8; 16];
    let utf_16: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut hash = Sha1::new().chain_update(salt).chain_update(utf_16).finalize();
    for round in 0..50_000_u32 {
        hash = Sha1::new().chain_update(round.to_le_bytes()).chain_update(hash).finalize();
    }
    let last = Sha1::new().chain_update(hash).chain_update([0; 4]).finalize();
    let mut block = [0x36_u8; 64];
    block.iter_mut().zip(last).for_each(|(one, other)| *one ^= other);
    let cipher = Aes128::new_from_slice(&Sha1::digest(block)[..16]).unwrap();
    let encrypt = |plain: &[u8]| -> Vec<u8> {
        let mut padded = plain.to_vec();
        padded.resize(plain.len().next_multiple_of(16), 0);
        let encrypted = |block: &[u8]| {
            let mut block = GenericArray::clone_from_slice(block);
            cipher.encrypt_block(&mut block);
            block.to_vec()
        };
        padded.chunks(16).flat_map(encrypted).collect()
    };
    let verifier = [9_u8; 16];
    let mut info = vec![4, 0, 2, 0, 0x24, 0, 0, 0, 32, 0, 0, 0];
    for number in [0x24_u32, 0, 0x660E, 0x8004, 128, 0x18, 0, 0] {
        info.extend(number.to_le_bytes());
    }
    info.extend(16_u32.to_le_bytes());
    info.extend(salt);
    info.extend(encrypt(&verifier));
    info.extend(20_u32.to_le_bytes());
    info.extend(encrypt(&Sha1::digest(verifier)));
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptionInfo").unwrap().write_all(&info).unwrap();
    let mut package = (content.len() as u64).to_le_bytes().to_vec();
    package.extend(encrypt(content));
    file.create_stream("/EncryptedPackage").unwrap().write_all(&package).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn the_default_password_opens_and_no_other_is_tried() {
    let text = |bytes: &[u8]| super::super::bytes(bytes).map(|document: Document| document.text);
    let open = text(&plain());
    assert_eq!(open.as_deref(), Ok("甲\t1.5\n合计\t2.5"));
    assert_eq!(text(&locked(&plain(), DEFAULT)), open);
    assert_eq!(bytes(&locked(&plain(), "secret")).err(), Some(ReadError::Encrypted));
}

#[test]
fn a_lock_cut_short_stays_closed() {
    let whole = locked(&plain(), DEFAULT);
    for length in [600, 1_100, 2_000, 3_000] {
        assert!(bytes(&whole[..length.min(whole.len())]).is_err());
    }
}
