//! Compound files whose tables contradict themselves, as Office and LibreOffice open them: the streams at the top are taken
//! out along their chains, as far as those lead, and put into a new file ([MS-CFB]).

use cfb::CompoundFile;
use std::io::{Cursor, Write};

/// Bytes of the header.
const HEADER: usize = 512;
/// Sectors from here on are marks, not places.
const LAST: u32 = 0xFFFF_FFFA;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Entries of the directory that are looked at; files of Office have some dozen.
const MOST_ENTRIES: usize = 4_096;
/// Bytes of a stream.
const LONGEST: usize = 64 << 20;

/// The file written anew; none if not even its directory can be found.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let old = Old::read(bytes)?;
    let mut new = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let mut left = LONGEST;
    for entry in old.entries() {
        let content = old.content(&entry);
        left = left.checked_sub(content.len())?;
        if let Ok(mut stream) = new.create_new_stream(format!("/{}", entry.name)) {
            stream.write_all(&content).and_then(|()| stream.flush()).ok()?;
        }
    }
    new.flush().ok()?;
    Some(new.into_inner().into_inner())
}

/// The damaged file.
struct Old<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    sector: usize,
    /// For every sector the next one of its chain.
    next: Vec<u32>,
    /// The same for the small sectors, and what they lie in.
    small_next: Vec<u32>,
    small: Vec<u8>,
    /// Bytes below which a stream lies in small sectors.
    cutoff: usize,
    directory: Vec<u8>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Old<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?);
        let sector = if shift == 12 { 4096 } else { 512 };
        let mut old = Self {
            bytes,
            sector,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            cutoff: 0,
            directory: Vec::new(),
        };
        for place in old.tables()? {
            let table = numbers(old.at(place).unwrap_or_default());
            old.next.extend(table);
        }
        old.cutoff = usize::try_from(number(bytes, 56)?).ok()?;
        old.directory = old.chain(number(bytes, 48)?, LONGEST);
        old.small_next = numbers(&old.chain(number(bytes, 60)?, LONGEST)).collect();
        let root = old.all().find(|(kind, _)| *kind == 5).map(|(_, entry)| entry)?;
        old.small = old.chain(root.start, root.length);
        Some(old)
    }

    /// The sectors that hold the table of chains: those named in the header, and those in the sectors that continue it.
    fn tables(&self) -> Option<Vec<u32>> {
        let mut places: Vec<u32> = numbers(self.bytes.get(76..HEADER)?).collect();
        let mut further = number(self.bytes, 68)?;
        for _ in 0..self.bytes.len() / self.sector {
            let Some(sector) = self.at(further) else { break };
            let (list, link) = sector.split_at(sector.len().saturating_sub(4));
            places.extend(numbers(list));
            further = number(link, 0).unwrap_or(LAST);
        }
        places.retain(|place| *place < LAST);
        Some(places)
    }

    fn at(&self, place: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(place).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| place < LAST && !sector.is_empty())
    }

    /// The bytes of a chain, as far as it leads.
    fn chain(&self, start: u32, most: usize) -> Vec<u8> {
        let (mut content, mut place) = (Vec::new(), start);
        for _ in 0..=self.bytes.len() / self.sector {
            let Some(sector) = self.at(place).filter(|_| content.len() < most) else { break };
            content.extend_from_slice(sector);
            // Where the table has no entry, the next sector is the likeliest.
            place = usize::try_from(place).ok().and_then(|at| self.next.get(at).copied()).unwrap_or(place + 1);
        }
        content.truncate(most);
        content
    }

    fn content(&self, entry: &Entry) -> Vec<u8> {
        if entry.length >= self.cutoff {
            return self.chain(entry.start, entry.length);
        }
        let (mut content, mut place) = (Vec::new(), entry.start);
        for _ in 0..=self.small.len() / 64 {
            let start = usize::try_from(place).unwrap_or(usize::MAX).saturating_mul(64);
            let Some(sector) = self.small.get(start..start.saturating_add(64).min(self.small.len())) else { break };
            if content.len() >= entry.length || sector.is_empty() {
                break;
            }
            content.extend_from_slice(sector);
            place = usize::try_from(place).ok().and_then(|at| self.small_next.get(at).copied()).unwrap_or(LAST);
        }
        content.truncate(entry.length);
        content
    }

    /// All entries of the directory with their kind: 2 for a stream, 5 for the root.
    fn all(&self) -> impl Iterator<Item = (u8, Entry)> {
        self.directory.chunks_exact(ENTRY).take(MOST_ENTRIES).filter_map(|entry| {
            let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
            let name = entry.get(..length.checked_sub(2)?.min(64))?;
            let units = name.chunks_exact(2).filter_map(|unit| unit.try_into().ok().map(u16::from_le_bytes));
            let name = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
            let length = usize::try_from(number(entry, 120)?).ok()?.min(LONGEST);
            Some((*entry.get(66)?, Entry { name, start: number(entry, 116)?, length }))
        })
    }

    /// The streams; of two with one name, as objects within the file have them, the first.
    fn entries(&self) -> impl Iterator<Item = Entry> {
        let plain = |name: &str| !name.is_empty() && !name.contains(['/', '\\', ':', '!']);
        self.all().filter(move |(kind, entry)| *kind == 2 && plain(&entry.name)).map(|(_, entry)| entry)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| four.try_into().ok().map(u32::from_le_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn file() -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/Long").unwrap().write_all(&[7; 9_000]).unwrap();
        file.create_stream("/Short").unwrap().write_all(b"abc").unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn streams(bytes: &[u8]) -> [Vec<u8>; 2] {
        let mut file = CompoundFile::open(Cursor::new(bytes)).unwrap();
        ["/Long", "/Short"].map(|name| {
            let mut content = Vec::new();
            file.open_stream(name).unwrap().read_to_end(&mut content).unwrap();
            content
        })
    }

    #[test]
    fn a_file_with_broken_counts_keeps_its_streams() {
        let whole = file();
        assert_eq!(streams(&mended(&whole).unwrap()), [vec![7; 9_000], b"abc".to_vec()]);
        let mut broken = whole.clone();
        // Number of sectors of the table, and its list of free ones.
        broken[44..48].copy_from_slice(&99_u32.to_le_bytes());
        broken.extend([0; 100]);
        assert_eq!(streams(&mended(&broken).unwrap()), streams(&whole));
    }

    #[test]
    fn nonsense_is_not_mended_into_something() {
        assert_eq!(mended(b"\xD0\xCF\x11\xE0"), None);
        assert_eq!(mended(&[0xFF; 4_096]), None);
        let circle = [[0_u8; 512], [0; 512]].concat();
        assert_eq!(mended(&circle), None);
    }
}
