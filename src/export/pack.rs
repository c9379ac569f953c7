//! Zip containers, written: members that nobody touched go over as they are, still packed.

use crate::read::zip::Zip;
use miniz_oxide::deflate::compress_to_vec;
use rawzip::CompressionMethod;
use rawzip::crc32;

/// How hard the new members are packed: what one writes here is small.
const LEVEL: u8 = 6;
/// The first of January 1980, in the calendar of MS-DOS: the same content gives the same bytes.
const NO_DATE: u32 = 1 << 21 | 1 << 16;
/// The bit that says that a name is UTF-8.
const UTF_8: u16 = 1 << 11;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A container being written.
#[derive(Default)]
pub struct Pack {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

/// A member as it lies in a container.
struct Member<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    /// Time and date as MS-DOS writes them.
    changed: u32,
    crc: u32,
    size: usize,
    packed: &'a [u8],
}

impl Pack {
    /// A copy of a container in which some members are others, and those that it did not have come last. Everything else
    /// is as it was, byte for byte; `None` if the container is damaged, encrypted or beyond the limits of the old format.
    pub fn changed(container: &[u8], members: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
        let archive = rawzip::ZipArchive::from_slice(container).ok()?;
        let mut pack = Self::default();
        let mut written = vec![false; members.len()];
        for entry in archive.entries() {
            let entry = entry.ok()?;
            let name = entry.file_path().as_bytes();
            let changed = members.iter().position(|(changed, _)| changed.as_bytes() == name);
            if let Some((at, (_, content))) = changed.and_then(|at| Some((at, members.get(at)?))) {
                if let Some(written) = written.get_mut(at) {
                    *written = true;
                }
                pack.packed(name, content)?;
                continue;
            }
            let method = match entry.compression_method() {
                CompressionMethod::STORE => STORED,
                CompressionMethod::DEFLATE => DEFLATED,
                _ => return None,
            };
            if entry.flags().is_encrypted() {
                return None;
            }
            let at = entry.last_modified_dos();
            let date =
                u32::from(at.year().saturating_sub(1980)) << 9 | u32::from(at.month()) << 5 | u32::from(at.day());
            let time = u32::from(at.hour()) << 11 | u32::from(at.minute()) << 5 | (u32::from(at.second()) / 2);
            let member = Member {
                name,
                flags: if entry.flags().is_utf8() { UTF_8 } else { 0 },
                method,
                changed: date << 16 | time,
                crc: entry.crc32(),
                size: usize::try_from(entry.uncompressed_size_hint()).ok()?,
                packed: archive.get_entry(entry.wayfinder()).ok()?.data(),
            };
            pack.write(&member)?;
        }
        for ((name, content), _) in members.iter().zip(written).filter(|(_, written)| !written) {
            pack.packed(name.as_bytes(), content)?;
        }
        Some(pack.finish())
    }

    /// Adds a member; one too large for the format, of 4 GB, is left out.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        self.packed(name.as_bytes(), content);
    }

    fn packed(&mut self, name: &[u8], content: &[u8]) -> Option<()> {
        let deflated = compress_to_vec(content, LEVEL);
        let (method, packed) =
            if deflated.len() < content.len() { (DEFLATED, deflated.as_slice()) } else { (STORED, content) };
        let flags = if name.is_ascii() { 0 } else { UTF_8 };
        let crc = crc32(content);
        self.write(&Member { name, flags, method, changed: NO_DATE, crc, size: content.len(), packed })
    }

    /// Writes a member and its line of the directory; nothing where it is too large for the format.
    fn write(&mut self, member: &Member) -> Option<()> {
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let (packed, size) = (u32::try_from(member.packed.len()).ok()?, u32::try_from(member.size).ok()?);
        let length = u16::try_from(member.name.len()).ok()?;
        let members = self.members.checked_add(1)?;
        // What header and directory say alike: version, flags, method, time, checksum, sizes, length of the name.
        let mut head = Vec::with_capacity(24);
        for word in [20, member.flags, member.method] {
            head.extend(word.to_le_bytes());
        }
        for long in [member.changed, member.crc, packed, size] {
            head.extend(long.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend([0; 2]);
        self.bytes.extend(member.name);
        self.bytes.extend(member.packed);
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&head);
        self.directory.extend([0; 12]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(member.name);
        self.members = members;
        Some(())
    }

    /// The container.
    pub fn finish(mut self) -> Vec<u8> {
        let [start, size] = [self.bytes.len(), self.directory.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

/// A member as UTF-8 text with nothing before it; `None` where it is missing or in another encoding, which cannot be changed
/// by insertions.
pub fn text(zip: &Zip, name: &str) -> Option<String> {
    String::from_utf8(zip.member(name).ok()??).ok()
}
