//! Containers taken apart once, and put together again with one part replaced.

use miniz_oxide::inflate::decompress_to_vec;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter};
use std::io::{Cursor, Read, Write};

/// Parts by name; the fuzzer's first byte chooses one.
struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// The parts, with the one that the first byte chooses replaced by the other bytes.
    fn with<'a>(&'a self, data: &'a [u8]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let (chosen, content) = data.split_first().map_or((0, data), |(first, rest)| (usize::from(*first), rest));
        let chosen = chosen % self.0.len();
        self.0
            .iter()
            .enumerate()
            .map(move |(at, (name, own))| (name.as_str(), if at == chosen { content } else { own }))
    }

    /// Each part behind the byte that chooses it: where the fuzzer begins.
    fn seeds(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let seed =
            |(at, (name, content)): (u8, &(String, Vec<u8>))| (name.clone(), [&[at], content.as_slice()].concat());
        (0..).zip(&self.0).map(seed)
    }
}

/// A zip container.
pub struct Zip(Parts);

impl Zip {
    /// Takes a good container apart.
    pub fn of(bytes: &[u8]) -> Self {
        let archive = ZipArchive::from_slice(bytes).expect("a fixture is a good file");
        let mut parts = Vec::new();
        for entry in archive.entries() {
            let entry = entry.expect("a fixture is a good file");
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            let packed = archive.get_entry(entry.wayfinder()).expect("a fixture is a good file").data();
            let content = match entry.compression_method() {
                CompressionMethod::STORE => packed.to_vec(),
                _ => decompress_to_vec(packed).expect("a fixture is a good file"),
            };
            parts.push((name, content));
        }
        Self(Parts(parts))
    }

    /// The container with one part replaced; nothing is compressed.
    pub fn with(&self, data: &[u8]) -> Vec<u8> {
        let mut output = Vec::new();
        let mut archive = ZipArchiveWriter::new(&mut output);
        for (name, content) in self.0.with(data) {
            let builder = archive.new_file(EntryPath::verbatim(name.as_bytes().to_vec()));
            let (mut entry, config) = builder.compression_method(CompressionMethod::STORE).start().expect("in memory");
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content).expect("in memory");
            let (_, descriptor) = writer.finish().expect("in memory");
            entry.finish(descriptor).expect("in memory");
        }
        archive.finish().expect("in memory");
        output
    }

    /// Where the fuzzer begins.
    pub fn seeds(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.0.seeds()
    }

    /// Where the fuzzer goes on: the parts of another container that bear the name of one of this.
    pub fn seeds_of(&self, other: &Zip) -> Vec<(String, Vec<u8>)> {
        let number = |name: &str| (0..).zip(&self.0.0).find(|(_, (own, _))| own == name).map(|(at, _): (u8, _)| at);
        let seed = move |(name, content): &(String, Vec<u8>)| {
            number(name).map(|at| (name.clone(), [&[at], content.as_slice()].concat()))
        };
        other.0.0.iter().filter_map(seed).collect()
    }
}

/// An OLE compound file.
pub struct Compound(Parts);

impl Compound {
    /// Takes a good compound file apart; only the streams of its root.
    pub fn of(bytes: &[u8]) -> Self {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).expect("a fixture is a good file");
        let names: Vec<String> =
            file.read_root_storage().filter(|entry| entry.is_stream()).map(|entry| entry.name().to_owned()).collect();
        let mut read = |name: String| {
            let mut content = Vec::new();
            let mut stream = file.open_stream(&name).expect("a fixture is a good file");
            stream.read_to_end(&mut content).expect("a fixture is a good file");
            (name, content)
        };
        Self(Parts(names.into_iter().map(&mut read).collect()))
    }

    /// The file with one stream replaced.
    pub fn with(&self, data: &[u8]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
        for (name, content) in self.0.with(data) {
            file.create_stream(name).and_then(|mut stream| stream.write_all(content)).expect("in memory");
        }
        file.into_inner().into_inner()
    }

    /// Where the fuzzer begins.
    pub fn seeds(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.0.seeds()
    }
}
