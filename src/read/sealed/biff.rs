//! Workbooks of 97–2003 locked with RC4 ([MS-OFFCRYPTO] 2.3.5–6, [MS-XLS] 2.2.10).

use super::{File, MOST_BYTES, password, stream};
use crate::read::ReadError;
use cfb::CompoundFile;
use md5::Md5;
use sha1::{Digest, Sha1};
use std::io::{Cursor, Write};

/// Bytes after which the key changes.
const BLOCK: usize = 1024;
/// The record that describes the lock.
const FILE_PASS: u16 = 0x002F;
/// A record that every reader passes over (WRITEACCESS); it takes the place of the lock.
const PASSED_OVER: u16 = 0x005C;
/// Begins a sheet's entry, whose first four bytes are not locked.
const BOUND_SHEET: u16 = 0x0085;
/// Records that are never locked: BOF, the lock itself, and those about shared use.
const OPEN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// The same file unlocked; none if it is not locked with RC4.
///
/// # Errors
/// [`ReadError::Encrypted`] if the default password does not open it.
pub(in crate::read) fn workbook(file: &mut File) -> Result<Option<Vec<u8>>, ReadError> {
    let name = if file.exists("Workbook") { "Workbook" } else { "Book" };
    let mut book = stream(file, name, MOST_BYTES)?;
    let Some(lock) = records(&book).find(|(kind, ..)| *kind == FILE_PASS) else { return Ok(None) };
    let (_, at, length) = lock;
    let lock = Lock::of(book.get(at..at + length).unwrap_or_default()).ok_or(ReadError::Encrypted)?;
    unlock(&mut book, &lock);
    if let Some(kind) = at.checked_sub(4).and_then(|head| book.get_mut(head..head + 2)) {
        kind.copy_from_slice(&PASSED_OVER.to_le_bytes());
    }
    let mut rebuilt = CompoundFile::create(Cursor::new(Vec::new())).map_err(|_| ReadError::Damaged)?;
    let mut written = rebuilt.create_stream(format!("/{name}")).map_err(|_| ReadError::Damaged)?;
    written.write_all(&book).and_then(|()| written.flush()).map_err(|_| ReadError::Damaged)?;
    drop(written);
    Ok(Some(rebuilt.into_inner().into_inner()))
}

/// Kind, place and length of every record's content.
fn records(book: &[u8]) -> impl Iterator<Item = (u16, usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = book.get(at..at + 4)?;
        let [kind, length] =
            [head.get(..2)?, head.get(2..)?].map(|two| <[u8; 2]>::try_from(two).map(u16::from_le_bytes));
        let (kind, start, length) = (kind.ok()?, at + 4, usize::from(length.ok()?));
        at = start + length;
        (at <= book.len()).then_some((kind, start, length))
    })
}

/// Opens what is locked; the key runs on over what is not.
fn unlock(book: &mut [u8], lock: &Lock) {
    let places: Vec<(u16, usize, usize)> = records(book).collect();
    let mut cipher = Rc4::new(&lock.key(0));
    let (mut block, mut done) = (0, 0);
    for (kind, start, length) in places {
        let open = if OPEN.contains(&kind) {
            length
        } else if kind == BOUND_SHEET {
            length.min(4)
        } else {
            0
        };
        for at in start + open..start + length {
            if at / BLOCK != block {
                block = at / BLOCK;
                cipher = Rc4::new(&lock.key(u32::try_from(block).unwrap_or(u32::MAX)));
                done = block * BLOCK;
            }
            cipher.skip(at - done);
            done = at + 1;
            let stream = cipher.next();
            if let Some(byte) = book.get_mut(at) {
                *byte ^= stream;
            }
        }
    }
}

/// What keys are made of.
enum Lock {
    /// The first five bytes of a digest (RC4 of Office 97).
    Plain([u8; 5]),
    /// A digest, and the length of the keys (RC4 CryptoAPI).
    Api(Vec<u8>, usize),
}

impl Lock {
    /// From the content of the record, if the default password fits.
    fn of(record: &[u8]) -> Option<Self> {
        let word = |at: usize| Some(u16::from_le_bytes(record.get(at..at + 2)?.try_into().ok()?));
        let number = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
        if word(0)? != 1 {
            return None;
        }
        let (lock, verifier, hash) = match (word(2)?, word(4)?) {
            (1, 1) => (Self::plain(record.get(6..22)?), record.get(22..38)?, record.get(38..54)?),
            (2..=4, 2) => {
                let header = usize::try_from(number(10)?).ok()?;
                let bits = usize::try_from(number(14 + 16)?).ok()?;
                let rest = record.get(14_usize.checked_add(header)?..)?;
                let lock = Self::api(rest.get(4..20)?, if bits == 0 { 5 } else { bits / 8 });
                (lock, rest.get(20..36)?, rest.get(40..60)?)
            }
            _ => return None,
        };
        let mut cipher = Rc4::new(&lock.key(0));
        let mut open = |locked: &[u8]| locked.iter().map(|byte| byte ^ cipher.next()).collect::<Vec<u8>>();
        let (verifier, hash) = (open(verifier), open(hash));
        let fits = match lock {
            Self::Plain(_) => Md5::digest(&verifier).as_slice() == hash,
            Self::Api(..) => Sha1::digest(&verifier).as_slice() == hash,
        };
        fits.then_some(lock)
    }

    fn plain(salt: &[u8]) -> Self {
        let first = Md5::digest(password());
        let mut digest = Md5::new();
        for _ in 0..16 {
            digest.update(first.get(..5).unwrap_or_default());
            digest.update(salt);
        }
        let mut key = [0; 5];
        key.iter_mut().zip(digest.finalize()).for_each(|(one, other)| *one = other);
        Self::Plain(key)
    }

    fn api(salt: &[u8], length: usize) -> Self {
        Self::Api(Sha1::new().chain_update(salt).chain_update(password()).finalize().to_vec(), length.min(16))
    }

    /// The key of a block.
    fn key(&self, block: u32) -> Vec<u8> {
        match self {
            Self::Plain(base) => Md5::new().chain_update(base).chain_update(block.to_le_bytes()).finalize().to_vec(),
            Self::Api(base, length) => {
                let mut key = Sha1::new().chain_update(base).chain_update(block.to_le_bytes()).finalize().to_vec();
                key.truncate(*length);
                // Keys of 40 bits are filled up.
                if *length == 5 {
                    key.resize(16, 0);
                }
                key
            }
        }
    }
}

/// The cipher RC4.
struct Rc4 {
    state: [u8; 256],
    at: [u8; 2],
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
        let mut other = 0_u8;
        for (at, byte) in (0..=255_u8).zip(key.iter().cycle()) {
            other = other.wrapping_add(state.get(usize::from(at)).copied().unwrap_or(0)).wrapping_add(*byte);
            state.swap(usize::from(at), usize::from(other));
        }
        Self { state, at: [0, 0] }
    }

    fn skip(&mut self, bytes: usize) {
        for _ in 0..bytes {
            self.next();
        }
    }

    fn next(&mut self) -> u8 {
        let value = |state: &[u8; 256], at: u8| state.get(usize::from(at)).copied().unwrap_or(0);
        let [one, other] = self.at;
        let one = one.wrapping_add(1);
        let other = other.wrapping_add(value(&self.state, one));
        self.at = [one, other];
        self.state.swap(usize::from(one), usize::from(other));
        value(&self.state, value(&self.state, one).wrapping_add(value(&self.state, other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cipher_gives_what_its_inventor_published() {
        let mut cipher = Rc4::new(b"Key");
        let locked: Vec<u8> = b"Plaintext".iter().map(|byte| byte ^ cipher.next()).collect();
        assert_eq!(locked, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }
}
