//! Agile encryption, Excel 2010 and later ([MS-OFFCRYPTO] 2.3.4.10–15).

use super::super::mht::base64;
use super::super::xml::{self, attribute};
use super::{Aes, password};
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha384, Sha512};

/// Bytes that are locked together.
const SEGMENT: usize = 4096;
/// Most rounds of the digest; Office makes 100,000.
const MOST_ROUNDS: u32 = 1_000_000;
/// What tells the keys apart that are made of one password.
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_VALUE: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY_VALUE: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// The locked bytes opened; none if the default password does not fit or the lock is of another kind.
pub(super) fn opened(info: &[u8], locked: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(info).ok()?;
    let tree = xml::parse(text.trim_end_matches('\0')).ok()?;
    let named = |name| tree.descendants().find(|node| node.tag_name().name() == name);
    let (data, own) = (named("keyData")?, named("encryptedKey")?);
    let part = |node, name| attribute(node, name).map(base64);
    let salt = part(own, "saltValue")?;
    let digest = Hash::named(attribute(own, "hashAlgorithm")?)?;
    let rounds = attribute(own, "spinCount")?.parse::<u32>().ok().filter(|rounds| *rounds <= MOST_ROUNDS)?;
    let length = key_length(attribute(own, "keyBits")?)?;
    let base =
        (0..rounds).fold(digest.of(&[&salt, &password()]), |hash, round| digest.of(&[&round.to_le_bytes(), &hash]));
    let open = |block: [u8; 8], value: &[u8]| {
        let key = fitted(digest.of(&[&base, &block]), length);
        Some(Aes::new(&key)?.decrypt(value, Some(&fitted(salt.clone(), 16))))
    };
    let input = open(VERIFIER_INPUT, &part(own, "encryptedVerifierHashInput")?)?;
    let value = open(VERIFIER_VALUE, &part(own, "encryptedVerifierHashValue")?)?;
    let expected = digest.of(&[&input]);
    if value.get(..expected.len()) != Some(&expected) {
        return None;
    }
    let key = open(KEY_VALUE, &part(own, "encryptedKeyValue")?)?;
    let cipher = Aes::new(key.get(..length)?)?;
    let (salt, digest) = (part(data, "saltValue")?, Hash::named(attribute(data, "hashAlgorithm")?)?);
    let segment = |(number, segment): (u32, &[u8])| {
        cipher.decrypt(segment, Some(&fitted(digest.of(&[&salt, &number.to_le_bytes()]), 16)))
    };
    Some((0..).zip(locked.chunks(SEGMENT)).flat_map(segment).collect())
}

fn key_length(bits: &str) -> Option<usize> {
    match bits {
        "128" => Some(16),
        "192" => Some(24),
        "256" => Some(32),
        _ => None,
    }
}

/// A digest cut or filled up to a length.
fn fitted(mut digest: Vec<u8>, length: usize) -> Vec<u8> {
    digest.resize(length, 0x36);
    digest
}

#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        match name {
            "SHA1" | "SHA-1" => Some(Self::Sha1),
            "SHA256" => Some(Self::Sha256),
            "SHA384" => Some(Self::Sha384),
            "SHA512" => Some(Self::Sha512),
            _ => None,
        }
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }
}
