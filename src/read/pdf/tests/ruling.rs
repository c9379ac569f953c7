//! Ruling lines and pictures.

use super::*;

fn ruled(content: &str) -> Vec<[i32; 4]> {
    rules(&page(&(at(500, 10, "文") + content)))
}

#[test]
fn strokes_along_the_axes() {
    assert_eq!(
        ruled("100 700 m 300 700 l 300 500 l S"),
        [[10_000, 10_000, 30_000, 10_000], [30_000, 10_000, 30_000, 30_000]]
    );
    assert_eq!(ruled("q .1 0 0 .1 0 0 cm 1000 7000 m 3000 7001 l S Q"), [[10_000, 9_995, 30_000, 9_995]]);
    assert_eq!(
        ruled("100 700 m 300 600 l S 100 700 m 150 750 200 650 300 700 c S"),
        [[10_000, 10_000, 30_000, 10_000]; 0]
    );
    assert_eq!(ruled("20 w 100 700 m 300 700 l S"), [[0; 4]; 0], "a bar");
    assert_eq!(ruled("100 700 m 300 700 l n"), [[0; 4]; 0], "never drawn");
}

#[test]
fn the_sides_of_rectangles() {
    let sides = [
        [10_000, 10_000, 10_000, 11_000],
        [10_000, 10_000, 30_000, 10_000],
        [10_000, 11_000, 30_000, 11_000],
        [30_000, 10_000, 30_000, 11_000],
    ];
    assert_eq!(ruled("100 690 200 10 re S"), sides);
    assert_eq!(ruled("100 690 m 300 690 l 300 700 l 100 700 l s"), sides);
    assert_eq!(ruled("100 690 200 10 re B"), sides);
    assert_eq!(ruled("300 700 -200 -10 re 100 690 200 10 re S"), sides, "drawn twice, kept once");
    assert_eq!(ruled("100 690 200 10 re f"), [[0; 4]; 0], "a coloured cell");
}

#[test]
fn thin_filled_rectangles() {
    assert_eq!(ruled("100 699.5 200 1 re f"), [[10_000, 10_000, 30_000, 10_000]]);
    assert_eq!(ruled("100 500 .48 200 re f* 100 500 .48 .48 re f"), [[10_024, 10_000, 10_024, 30_000]]);
    assert_eq!(ruled("100 699.5 m 300 699.5 l 299 700.5 l 101 700.5 l f"), [[10_000, 10_000, 30_000, 10_000]]);
}

#[test]
fn frames_between_two_rectangles() {
    let all = ruled("100 600 200 100 re 101 601 198 98 re f*");
    let expected = [
        [10_000, 10_050, 30_000, 10_050],
        [10_050, 10_000, 10_050, 20_000],
        [10_000, 19_950, 30_000, 19_950],
        [29_950, 10_000, 29_950, 20_000],
    ];
    assert_eq!(all.len(), 4);
    assert!(expected.iter().all(|side| all.contains(side)), "{all:?}");
    assert_eq!(ruled("100 600 200 100 re 100 601 200 99 re f*"), [[10_000, 19_950, 30_000, 19_950]], "below only");
}

#[test]
fn lines_end_at_the_clip_and_at_the_edge() {
    assert_eq!(
        ruled("q 150 0 100 800 re W n 100 700 m 300 700 l S 10 0 m 10 800 l S Q"),
        [[15_000, 10_000, 25_000, 10_000]]
    );
    assert_eq!(ruled("-100 700 m 900 700 l S"), [[0, 10_000, 60_000, 10_000]]);
}

/// A file whose page shows a picture of this part of it.
fn pictured(matrix: &str, text: &str) -> Vec<u8> {
    let entries = "/MediaBox[0 0 600 800]/Resources<</XObject<</I 6 0 R>>/Font<</F1 5 0 R>>>>";
    let image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/Filter/DCTDecode/Length 1>>stream\n\0\nendstream";
    file(entries, format!("q {matrix} cm /I Do Q {text}").as_bytes(), &[SONG, image])
}

#[test]
fn a_scan_is_told_from_a_logo() {
    assert_eq!(leaves(&pictured("600 0 0 800 0 0", "")).err(), Some(ReadError::Scanned));
    assert_eq!(leaves(&pictured("60 0 0 80 0 0", "")).err(), Some(ReadError::Empty));
    let stamped = leaves(&pictured("600 0 0 800 0 0", &at(0, 0, "扫描件")));
    assert_eq!(stamped.err(), Some(ReadError::Scanned));
    let report = leaves(&pictured("600 0 0 800 0 0", &at(0, 0, "有底图的报告也是报告，文字足够多就照读不误。")));
    assert!(report.is_ok_and(|leaves| leaves.read[0].pictured && leaves.read[0].glyphs.len() > 20));
    assert!(leaf(&pictured("60 0 0 80 0 0", &at(0, 0, "有标志"))).glyphs.len() == 3);
}

#[test]
fn inline_pictures_and_letters_as_outlines_are_pictures_too() {
    let inline = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q ";
    assert_eq!(leaves(&page(inline)).err(), Some(ReadError::Scanned));
    assert_eq!(leaves(&page(&"0 0 m 1 1 2 2 3 3 c f ".repeat(300))).err(), Some(ReadError::Scanned));
}
