//! Whatever the bytes are: an answer, within bounds, and never a panic.

use super::*;

/// Content with every kind of operator.
const CONTENT: &str = "q 1 0 0 1 10 10 cm .5 w 100 690 200 10 re S 100 500 .48 200 re f 10 10 m 20 20 30 30 40 40 c 1 2 3 4 v \
    1 2 3 4 y h B* 0 0 600 800 re W n Q BT /F1 10 Tf 1 Tc 2 Tw 90 Tz 12 TL 3 Ts 0 Tr 1 0 0 1 100 700 Tm [<98847B97> -20.5 \
    <62674E0E>] TJ T* <0037> ' 1 2 <0038> \" 5 6 TD 7 8 Td /F2 9 Tf (a\\(b\\051) Tj ET /X Do q 60 0 0 80 0 0 cm BI /W 1 \
    /H 1 ID x EI Q /GS gs /Span <</ActualText (x)>> BDC EMC .7 .7 -.7 .7 0 0 cm";

/// A file with this content, two fonts and a form.
fn whole(content: &[u8]) -> Vec<u8> {
    let entries = "/MediaBox[0 0 600 800]/Rotate 90/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</X 7 0 R>>>>";
    let simple = "<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 32/Widths[300 400]/ToUnicode 8 0 R/Encoding\
        <</Differences[65/seven/uni9884]>>>>";
    let form = stream("/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 5 5]", at(50, 50, "甲").as_bytes());
    let unicode =
        stream("", b"begincodespacerange <00> <FF> endcodespacerange beginbfrange <61> <7A> <0061> endbfrange");
    let more = [form, unicode].map(|object| String::from_utf8(object).unwrap());
    file(entries, content, &[SONG, simple, &more[0], &more[1]])
}

/// Numbers without a pattern, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// Reads, and holds what was read to its bounds.
fn bounded(bytes: &[u8]) -> Result<usize, ReadError> {
    let leaves = leaves(bytes)?;
    for leaf in &leaves.read {
        let inside = |[x, y]: [i32; 2]| (0..=leaf.width).contains(&x) && (0..=leaf.height).contains(&y);
        assert!(leaf.rules.iter().all(|rule| inside(rule.from) && inside(rule.to)));
        for glyph in &leaf.glyphs {
            let area = glyph.area;
            assert!(area.left <= area.right && area.top <= area.bottom && glyph.size > 0, "{glyph:?}");
            assert!(inside([area.left.midpoint(area.right), area.top.midpoint(area.bottom)]), "{glyph:?}");
        }
    }
    Ok(leaves.read.iter().map(|leaf| leaf.glyphs.len()).sum())
}

#[test]
fn files_cut_short() {
    let whole = whole(CONTENT.as_bytes());
    assert_eq!(bounded(&whole), Ok(11));
    for end in 0..whole.len() {
        let _ = bounded(&whole[..end]);
    }
}

#[test]
fn changed_bytes_of_the_content() {
    let mut chance = Chance(1);
    let pieces: [&[u8]; 8] = [b"q ", b"Q ", b"99999999999999999999", b"-", b"[", b"<<", b"(", b" 1e400 "];
    let mut read = 0;
    for _ in 0..1_500 {
        let mut content = CONTENT.as_bytes().to_vec();
        for _ in 0..=chance.below(4) {
            let at = chance.below(content.len());
            match chance.below(3) {
                0 => content[at] = u8::try_from(chance.below(256)).unwrap(),
                1 => drop(content.drain(at..(at + chance.below(9)).min(content.len()))),
                _ => drop(content.splice(at..at, pieces[chance.below(pieces.len())].iter().copied())),
            }
        }
        read += usize::from(bounded(&whole(&content)).is_ok());
    }
    assert!(read > 500, "{read}: many are still pages with text");
}

#[test]
fn changed_bytes_of_the_file() {
    let mut chance = Chance(2);
    let whole = whole(CONTENT.as_bytes());
    for _ in 0..1_500 {
        let mut bytes = whole.clone();
        for _ in 0..=chance.below(6) {
            let at = chance.below(bytes.len());
            bytes[at] = if chance.below(2) == 0 { b'0' + (bytes[at] & 7) } else { bytes[at] ^ 1 << chance.below(8) };
        }
        let _ = bounded(&bytes);
    }
}

#[test]
fn numbers_without_measure() {
    let huge = "9".repeat(300);
    for number in [huge.as_str(), "-9223372036854775808", "1.7976931348623157", "0.00000000000000000001", "-"] {
        for operator in [
            "{n} 0 0 {n} {n} {n} cm",
            "{n} w 0 0 m {n} {n} l S 0 0 {n} {n} re S",
            "{n} Tc {n} Tw {n} Tz {n} TL {n} Ts {n} Tr",
            "BT /F1 {n} Tf {n} {n} Td [<0037> {n} <0037>] TJ T* <0037> ' ET",
            "BT /F1 1 Tf {n} {n} {n} {n} {n} {n} Tm <0037> Tj ET",
        ] {
            let content = operator.replace("{n}", number);
            let _ = bounded(&whole(format!("{content} {content} {content} {CONTENT}").as_bytes()));
        }
        let entries = format!("/MediaBox[-{number} 0 {number} {number}]/UserUnit {number}/Rotate {number}");
        let _ = bounded(&file(&format!("{entries}/Resources<</Font<</F1 5 0 R>>>>"), CONTENT.as_bytes(), &[SONG]));
    }
}

#[test]
fn states_without_end() {
    let content = "q ".repeat(100_000) + &at(10, 10, "甲") + &"Q ".repeat(100_001) + &at(10, 10, "乙");
    assert_eq!(bounded(&page(&content)), Ok(2));
}

#[test]
fn forms_that_multiply() {
    // Each of twelve forms draws the next ten times.
    let form = |next: usize| {
        let resources = format!("/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {next} 0 R>>>>");
        String::from_utf8(stream(&resources, "/X Do ".repeat(10).as_bytes())).unwrap()
    };
    let forms: Vec<String> = (7..19).map(form).collect();
    let objects: Vec<&str> = [SONG].into_iter().chain(forms.iter().map(String::as_str)).collect();
    let entries = "/MediaBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>";
    let leaves = leaves(&file(entries, (at(9, 9, "甲") + "/X Do").as_bytes(), &objects)).unwrap();
    assert_eq!((leaves.read[0].glyphs.len(), leaves.left_out), (1, Some(0)));
}

/// Bytes of which a thousandfold lies packed in a few.
fn bomb(bytes: usize) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; bytes], 1)
}

#[test]
fn streams_that_unpack_without_end() {
    let content = stream("/Filter/FlateDecode", &bomb(40 << 20));
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R]>>".to_vec(),
        content,
    ];
    assert_eq!(leaves(&numbered(&objects)).err(), Some(ReadError::TooLarge));
    objects[3] = stream("/Filter[/FlateDecode/FlateDecode]", &bomb(1_000));
    assert_eq!(leaves(&numbered(&objects)).err(), Some(ReadError::TooLarge));
    objects[3] = stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &bomb(70 << 20));
    assert_eq!(leaves(&numbered(&objects)).err(), Some(ReadError::TooLarge));
}

#[test]
fn pages_in_a_circle_and_pages_beyond_the_limit() {
    let text = stream("", at(9, 9, "甲").as_bytes());
    let tree = |kids: &str| {
        let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>";
        let pages = format!("<</Type/Pages/Kids[{kids}]/Count 1>>");
        numbered(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            pages.into_bytes(),
            page.to_vec(),
            text.clone(),
            SONG.as_bytes().to_vec(),
        ])
    };
    assert_eq!(bounded(&tree("2 0 R 3 0 R 2 0 R")), Ok(1));
    let inline = "<</MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".repeat(MOST_PAGES + 2);
    let leaves = leaves(&tree(&inline)).unwrap();
    assert_eq!((leaves.read.len(), leaves.left_out), (MOST_PAGES, Some(2)));
}
