//! Standard encryption, Excel 2007 ([MS-OFFCRYPTO] 2.3.4.5–9): AES with a key made by SHA-1.

use super::{Aes, password};
use sha1::{Digest, Sha1};

/// Rounds of the digest.
const ROUNDS: u32 = 50_000;

/// The locked bytes opened; none if the default password does not fit or the lock is of another kind.
pub(super) fn opened(info: &[u8], locked: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(info.get(at..at.checked_add(4)?)?.try_into().ok()?));
    // EncryptionHeader: its size, then flags, SizeExtra, AlgID, AlgIDHash and KeySize.
    let header = usize::try_from(number(0)?).ok()?;
    let length = usize::try_from(number(20)?).ok()? / 8;
    let verifier = info.get(4_usize.checked_add(header)?..)?;
    let (salt, rest) = (verifier.get(4..20)?, verifier.get(20..)?);
    let cipher = Aes::new(&key(salt, length)?)?;
    let input = cipher.decrypt(rest.get(..16)?, None);
    let value = cipher.decrypt(rest.get(20..52)?, None);
    let expected = Sha1::digest(&input);
    (value.get(..20) == Some(expected.as_slice())).then(|| cipher.decrypt(locked, None))
}

fn key(salt: &[u8], length: usize) -> Option<Vec<u8>> {
    let first = Sha1::new().chain_update(salt).chain_update(password()).finalize();
    let spun = (0..ROUNDS)
        .fold(first, |hash, round| Sha1::new().chain_update(round.to_le_bytes()).chain_update(hash).finalize());
    let last = Sha1::new().chain_update(spun).chain_update(0_u32.to_le_bytes()).finalize();
    let derived = |fill: u8| {
        let mut block = [fill; 64];
        block.iter_mut().zip(last).for_each(|(one, other)| *one ^= other);
        Sha1::digest(block)
    };
    let both = [derived(0x36), derived(0x5C)].concat();
    both.get(..length).map(<[u8]>::to_vec)
}
