//! Zip containers, unpacked within limits: no report comes near them, and a zip bomb lives beyond them.

use super::ReadError;
use encoding_rs::GB18030;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Most bytes that the members taken from one container may have together.
const MOST_UNPACKED: usize = 192 * 1024 * 1024;
/// Most members a container may have.
const MOST_MEMBERS: usize = 20_000;

/// An opened container.
pub(crate) struct Zip<'a> {
    /// None where the members came one by one.
    archive: Option<ZipSliceArchive<&'a [u8]>>,
    members: BTreeMap<String, Member>,
    /// Names by their small letters: parts are named in one letter case and referred to in another.
    folded: BTreeMap<String, String>,
    /// Names in the order of the directory.
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    allowance: Cell<usize>,
}

enum Member {
    Packed { place: ZipArchiveEntryWayfinder, method: CompressionMethod, encrypted: bool },
    Plain(Vec<u8>),
}

impl<'a> Zip<'a> {
    /// Opens a container; only its directory is read.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if there is no directory, [`ReadError::TooLarge`] if it has too many members.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| ReadError::Damaged)?;
        let (mut members, mut folded, mut names) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for entry in archive.entries() {
            let entry = entry.map_err(|_| ReadError::Damaged)?;
            if names.len() == MOST_MEMBERS {
                return Err(ReadError::TooLarge);
            }
            let name = name(entry.file_path().as_bytes());
            let member = Member::Packed {
                place: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
            };
            members.insert(name.clone(), member);
            folded.insert(name.to_ascii_lowercase(), name.clone());
            names.push(name);
        }
        Ok(Self { archive: Some(archive), members, folded, names, allowance: Cell::new(MOST_UNPACKED) })
    }

    /// A container of members that lie unpacked in another file.
    pub fn of(parts: Vec<(String, Vec<u8>)>) -> Self {
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        let folded = names.iter().map(|name| (name.to_ascii_lowercase(), name.clone())).collect();
        let members = parts.into_iter().map(|(name, content)| (name, Member::Plain(content))).collect();
        Self { archive: None, members, folded, names, allowance: Cell::new(MOST_UNPACKED) }
    }

    /// Another content under a name that the container already has.
    #[cfg(feature = "export")]
    pub fn replace(&mut self, name: &str, content: Vec<u8>) {
        if let Some(member) = self.members.get_mut(name) {
            *member = Member::Plain(content);
        }
    }

    /// Names of the members in the order of the directory, folders with a slash at the end.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is a member of that name.
    pub fn holds(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The member of a name, in another letter case if there is none in this.
    fn find(&self, name: &str) -> Option<&Member> {
        let other = || self.members.get(self.folded.get(&name.to_ascii_lowercase())?);
        self.members.get(name).or_else(other)
    }

    /// A member unpacked; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`ReadError::Encrypted`], [`ReadError::Damaged`], and [`ReadError::TooLarge`] once the members taken from this
    /// container exceed what any report holds.
    pub fn member(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(member) = self.find(name) else { return Ok(None) };
        let (place, method) = match member {
            Member::Plain(content) => return Ok(Some(content.clone())),
            Member::Packed { encrypted: true, .. } => return Err(ReadError::Encrypted),
            Member::Packed { place, method, .. } => (*place, *method),
        };
        let archive = self.archive.as_ref().ok_or(ReadError::Damaged)?;
        let packed = archive.get_entry(place).map_err(|_| ReadError::Damaged)?.data();
        let limit = self.allowance.get();
        let unpacked = match method {
            CompressionMethod::STORE if packed.len() <= limit => packed.to_vec(),
            CompressionMethod::STORE => return Err(ReadError::TooLarge),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(packed, limit).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ReadError::TooLarge,
                    _ => ReadError::Damaged,
                })?
            }
            _ => return Err(ReadError::Damaged),
        };
        self.allowance.set(limit - unpacked.len().min(limit));
        Ok(Some(unpacked))
    }

    /// A member as text, in whatever encoding its XML is written; `None` where there is none of that name.
    ///
    /// # Errors
    /// As [`Zip::member`].
    pub fn text(&self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.member(name)? else { return Ok(None) };
        let text = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
            None => String::from_utf8(bytes).unwrap_or_else(|error| GB18030.decode(error.as_bytes()).0.into_owned()),
        };
        Ok(Some(text))
    }
}

/// Names are UTF-8 by the standard and GBK by the habit of Chinese Windows.
fn name(bytes: &[u8]) -> String {
    let name = str::from_utf8(bytes).map_or_else(|_| GB18030.decode(bytes).0.into_owned(), str::to_owned);
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use rawzip::{ZipArchiveWriter, path::EntryPath};
    use std::io::Write;

    /// A container of deflated members.
    pub(crate) fn packed(members: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut output = Vec::new();
        let mut archive = ZipArchiveWriter::new(&mut output);
        for (name, content) in members {
            let path = EntryPath::verbatim(name.to_vec());
            let builder = archive.new_file(path).compression_method(CompressionMethod::DEFLATE);
            let (mut entry, config) = builder.start().unwrap();
            let deflated = miniz_oxide::deflate::compress_to_vec(content, 6);
            let mut writer = config.wrap(std::io::sink());
            writer.write_all(content).unwrap();
            let (_, descriptor) = writer.finish().unwrap();
            entry.write_all(&deflated).unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        output
    }

    #[test]
    fn members_come_back_under_their_chinese_names() {
        let gbk = GB18030.encode("附件\\基础数据表.txt").0.into_owned();
        let bytes = packed(&[("报告.txt".as_bytes(), "示例县".as_bytes()), (&gbk, b"12.5")]);
        let zip = Zip::open(&bytes).unwrap();
        assert_eq!(zip.names().collect::<Vec<_>>(), ["报告.txt", "附件/基础数据表.txt"]);
        assert_eq!(zip.text("报告.txt").unwrap().as_deref(), Some("示例县"));
        assert_eq!(zip.member("附件/基础数据表.txt"), Ok(Some(b"12.5".to_vec())));
        assert_eq!(zip.member("没有"), Ok(None));
        assert_eq!(zip.text("报告.TXT").unwrap().as_deref(), Some("示例县"));
    }

    #[test]
    fn a_bomb_is_refused_before_it_fills_the_memory() {
        let bytes = packed(&[(b"a", &vec![0; MOST_UNPACKED / 2 + 1]), (b"b", &vec![0; MOST_UNPACKED / 2])]);
        let zip = Zip::open(&bytes).unwrap();
        assert!(zip.member("a").is_ok());
        assert_eq!(zip.member("b"), Err(ReadError::TooLarge));
    }

    #[test]
    fn a_cut_container_is_damaged() {
        let bytes = packed(&[(b"a", b"abc")]);
        assert_eq!(Zip::open(&bytes[..bytes.len() - 9]).err(), Some(ReadError::Damaged));
    }
}
