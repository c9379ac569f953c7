//! Files locked with the password that Excel sets and opens by itself (VelvetSweatshop): a workbook whose structure is
//! protected is encrypted so, and no one ever knew a password ([MS-OFFCRYPTO] 2.3).
//!
//! Nothing else is tried: a file with a password of its own stays closed.

mod agile;
mod biff;
mod standard;

use super::ReadError;
use aes::cipher::{BlockDecrypt, KeyInit, generic_array::GenericArray};
use aes::{Aes128, Aes192, Aes256};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

pub(super) use biff::workbook;

/// The password.
const DEFAULT: &str = "VelvetSweatshop";
/// Bytes of a stream; more is no report.
const MOST_BYTES: u64 = 64 << 20;
/// Bytes of the description of the lock.
const LONGEST_INFO: u64 = 64 << 10;

/// A file being opened.
type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// The file that is locked in this one.
///
/// # Errors
/// [`ReadError::Encrypted`] if the default password does not open it.
pub(super) fn package(file: &mut File) -> Result<Vec<u8>, ReadError> {
    let info = stream(file, "EncryptionInfo", LONGEST_INFO).map_err(|_| ReadError::Encrypted)?;
    let locked = stream(file, "EncryptedPackage", MOST_BYTES)?;
    let (length, locked) = locked.split_at_checked(8).ok_or(ReadError::Encrypted)?;
    let length = u64::from_le_bytes(length.try_into().map_err(|_| ReadError::Damaged)?);
    let opened = match info.get(..4) {
        Some([4, 0, 4, 0]) => agile::opened(info.get(8..).unwrap_or_default(), locked),
        Some([2..=4, 0, 2, 0]) => standard::opened(info.get(8..).unwrap_or_default(), locked),
        _ => None,
    };
    let mut opened = opened.ok_or(ReadError::Encrypted)?;
    opened.truncate(usize::try_from(length).unwrap_or(usize::MAX));
    Ok(opened)
}

fn stream(file: &mut File, name: &str, most: u64) -> Result<Vec<u8>, ReadError> {
    let stream = file.open_stream(name).map_err(|_| ReadError::Damaged)?;
    if stream.len() > most {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::new();
    stream.take(most).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
    Ok(bytes)
}

/// The password in UTF-16.
fn password() -> Vec<u8> {
    DEFAULT.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// AES with a key of 16, 24 or 32 bytes.
enum Aes {
    Short(Box<Aes128>),
    Middle(Box<Aes192>),
    Long(Box<Aes256>),
}

impl Aes {
    fn new(key: &[u8]) -> Option<Self> {
        Some(match key.len() {
            16 => Self::Short(Box::new(Aes128::new_from_slice(key).ok()?)),
            24 => Self::Middle(Box::new(Aes192::new_from_slice(key).ok()?)),
            32 => Self::Long(Box::new(Aes256::new_from_slice(key).ok()?)),
            _ => return None,
        })
    }

    /// Block by block (ECB); each is combined with the locked one before it where there is a first one to begin with (CBC).
    fn decrypt(&self, locked: &[u8], start: Option<&[u8]>) -> Vec<u8> {
        let mut before = start.map(<[u8]>::to_vec);
        let mut opened = Vec::with_capacity(locked.len());
        for block in locked.chunks_exact(16) {
            let mut plain = GenericArray::clone_from_slice(block);
            match self {
                Self::Short(cipher) => cipher.decrypt_block(&mut plain),
                Self::Middle(cipher) => cipher.decrypt_block(&mut plain),
                Self::Long(cipher) => cipher.decrypt_block(&mut plain),
            }
            if let Some(before) = &mut before {
                plain.iter_mut().zip(before.iter()).for_each(|(one, other)| *one ^= other);
                block.clone_into(before);
            }
            opened.extend_from_slice(&plain);
        }
        opened
    }
}

#[cfg(test)]
mod tests;
