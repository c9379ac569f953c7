use super::*;
use std::path::PathBuf;

/// A sample shared by the helpers; none outside their machine.
fn sample(name: &str) -> Option<Vec<u8>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|folder| folder.join("shared/samples").join(name)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: no shared/samples/{name} here");
    }
    std::fs::File::open(found?).ok().and_then(|mut file| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).ok().map(|_| bytes)
    })
}

#[test]
fn the_sample_has_both_tables() {
    let Some(bytes) = sample("report.ofd") else { return };
    let document = read(&Zip::open(&bytes).unwrap()).unwrap();
    println!("{}", document.text);
    let tables: Vec<_> = document.tables().map(|(_, table)| table).collect();
    println!("{tables:?}");
    assert_eq!(tables.iter().map(|table| (table.rows, table.columns)).collect::<Vec<_>>(), [(5, 5), (6, 7)]);
}

#[test]
fn places_are_found_from_the_file_that_names_them() {
    let places =
        ["Content.xml", "./a/../Content.xml", "/Doc_0/Content.xml", "../Doc_0/Content.xml", "\\Doc_0\\Content.xml"];
    assert_eq!(places.map(|place| resolved("Doc_0/Document.xml", place)), ["Doc_0/Content.xml"; 5]);
    assert_eq!(resolved("", "../../OFD.xml"), "OFD.xml");
}
