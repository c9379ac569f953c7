//! Where text comes to stand.

use super::*;
use crate::document::Area;

fn owned<const N: usize>(places: [(i32, i32, &str); N]) -> Vec<(i32, i32, String)> {
    places.map(|(x, y, text)| (x, y, text.to_owned())).to_vec()
}

#[test]
fn hundredths_of_a_point_from_the_top_left_corner() {
    let leaf = leaf(&page(&at(100, 700, "预7")));
    assert_eq!((leaf.width, leaf.height), (60_000, 80_000));
    let boxes: Vec<_> = leaf.glyphs.iter().map(|glyph| (glyph.area, glyph.baseline, glyph.size)).collect();
    let area = |left, right| Area { left, top: 9_120, right, bottom: 10_120 };
    assert_eq!(boxes, [(area(10_000, 11_000), 10_000, 1_000), (area(11_000, 11_500), 10_000, 1_000)]);
}

#[test]
fn spacing_scaling_and_adjustments_move_the_pen() {
    let content = format!(
        "BT /F1 10 Tf 2 Tc 50 Tz 100 700 Td [{} -1000 {}] TJ ET BT 0 Tc 100 Tz 3 Ts 100 600 Td {} Tj ET",
        song("甲乙"),
        song("丙"),
        song("上")
    );
    let expected = [(10_000, 10_000, "甲"), (10_600, 10_000, "乙"), (11_700, 10_000, "丙"), (10_000, 20_000, "上")];
    assert_eq!(places(&page(&content)), owned(expected));
}

#[test]
fn lines_follow_by_leading_and_by_matrix() {
    let content = format!(
        "BT /F1 10 Tf 12 TL 100 700 Td {} Tj T* {} Tj {} ' 1 2 {} \" 5 -20 TD {} Tj T* {} Tj 2 0 0 2 50 50 Tm {} Tj ET",
        song("一"),
        song("二"),
        song("三"),
        song("四"),
        song("五"),
        song("六"),
        song("七")
    );
    let expected = [
        (10_000, 10_000, "一"),
        (10_000, 11_200, "二"),
        (10_000, 12_400, "三"),
        (10_000, 13_600, "四"),
        (10_500, 15_600, "五"),
        (10_500, 17_600, "六"),
        (5_000, 75_000, "七"),
    ];
    assert_eq!(places(&page(&content)), owned(expected));
}

#[test]
fn word_spacing_is_for_the_single_byte_32_only() {
    let content = format!("BT 20 Tw /F1 10 Tf 0 700 Td {} Tj /F2 10 Tf ( a) Tj ET", song(" 甲"));
    let latin = "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 32/Widths[500]>>";
    let entries = "/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>";
    let expected = [(0, 10_000, " "), (500, 10_000, "甲"), (1_500, 10_000, " "), (4_000, 10_000, "a")];
    assert_eq!(places(&file(entries, content.as_bytes(), &[SONG, latin])), owned(expected));
}

#[test]
fn saved_states_come_back() {
    let content = format!("q 2 0 0 2 10 10 cm q Q Q Q Q {} q 1 0 0 1 5 5 cm {}", at(0, 0, "甲"), at(0, 0, "乙"));
    assert_eq!(places(&page(&content)), owned([(0, 80_000, "甲"), (500, 79_500, "乙")]));
}

#[test]
fn a_page_is_turned_and_cropped_as_it_is_shown() {
    // A glyph 100 points from the left and 700 from the bottom of a page of which 50 points are cropped on each side.
    let turns = [
        (0, (50_000, 70_000), (5_000, 5_000)),
        (90, (70_000, 50_000), (65_000, 5_000)),
        (180, (50_000, 70_000), (45_000, 65_000)),
        (-90, (70_000, 50_000), (5_000, 45_000)),
    ];
    for (turn, sides, corner) in turns {
        let entries =
            format!("/MediaBox[0 0 600 800]/CropBox[50 50 550 750]/Rotate {turn}/Resources<</Font<</F1 5 0 R>>>>");
        // Written so that it stands upright on the page as seen.
        let upright = match turn {
            90 => "0 1 -1 0",
            180 => "-1 0 0 -1",
            -90 => "0 -1 1 0",
            _ => "1 0 0 1",
        };
        let content = format!("BT /F1 10 Tf {upright} 100 700 Tm {} Tj ET", song("甲"));
        let leaf = leaf(&file(&entries, content.as_bytes(), &[SONG]));
        let glyph = &leaf.glyphs[0];
        assert_eq!(((leaf.width, leaf.height), (glyph.area.left, glyph.baseline)), (sides, corner), "{turn}");
    }
}

#[test]
fn a_page_whose_text_runs_sideways_is_read_in_its_lines() {
    let content = format!(
        "BT /F1 10 Tf 0 1 -1 0 100 50 Tm {} Tj ET BT 0 1 -1 0 120 50 Tm {} Tj ET 90 50 m 90 700 l S",
        song("甲乙"),
        song("丙")
    );
    let leaf = leaf(&page(&content));
    assert_eq!((leaf.width, leaf.height), (80_000, 60_000));
    let places: Vec<_> = leaf.glyphs.iter().map(|glyph| (glyph.area.left, glyph.baseline)).collect();
    assert_eq!(places, [(5_000, 10_000), (6_000, 10_000), (5_000, 12_000)]);
    assert_eq!((leaf.rules[0].from, leaf.rules[0].to), ([5_000, 9_000], [70_000, 9_000]));
}

#[test]
fn what_is_not_seen_is_left_out() {
    let content = [
        at(-135, 700, "页外"),
        "q 0 0 50 800 re W n ".to_owned() + &at(100, 700, "裁去") + &at(10, 700, "甲") + "Q ",
        format!("BT /F1 10 Tf .7 .7 -.7 .7 100 100 Tm {} Tj ET ", song("水印")),
        format!("BT /F1 0 Tf 10 10 Td {} Tj ET ", song("无")),
        at(100, 600, "乙"),
    ];
    assert_eq!(text(&page(&content.concat())), "甲乙");
}

#[test]
fn text_without_ink_counts_where_there_is_no_other() {
    let hidden = "3 Tr ".to_owned() + &at(100, 700, "识别");
    assert_eq!(text(&page(&hidden)), "识别");
    assert_eq!(text(&page(&(at(101, 699, "印出") + &hidden))), "印出");
    assert_eq!(text(&page(&(at(100, 100, "页码") + &hidden))), "页码识别");
}

#[test]
fn forms_are_drawn_in_place_and_clipped() {
    let form = |entries: &str, content: &str| {
        let entries = format!("/Type/XObject/Subtype/Form{entries}");
        String::from_utf8(stream(&entries, content.as_bytes())).unwrap()
    };
    let inner = form("/BBox[0 0 50 50]/Matrix[1 0 0 1 100 0]", &(at(0, 10, "甲") + &at(60, 10, "乙") + "Q Q Q"));
    let circle =
        form("/BBox[0 0 600 800]/Resources<</XObject<</X 7 0 R>>/Font<</F1 5 0 R>>>>", &(at(0, 0, "丙") + "/X Do"));
    let entries = "/MediaBox[0 0 600 800]/Resources<</XObject<</A 6 0 R/X 7 0 R>>/Font<</F1 5 0 R>>>>";
    let content = "q 1 0 0 1 0 700 cm /A Do Q /A Do /X Do /None Do";
    let expected = [(10_000, 9_000, "甲"), (10_000, 79_000, "甲"), (0, 80_000, "丙")];
    assert_eq!(places(&file(entries, content.as_bytes(), &[SONG, &inner, &circle])), owned(expected));
}

#[test]
fn vertical_writing_runs_down() {
    let vertical = SONG.replace("UTF16-H", "UTF16-V");
    let content = format!("BT /F1 10 Tf 100 700 Td {} Tj ET", song("甲乙"));
    let entries = "/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>";
    let expected = [(9_500, 10_880, "甲"), (9_500, 11_880, "乙")];
    assert_eq!(places(&file(entries, content.as_bytes(), &[&vertical])), owned(expected));
}

#[test]
fn filled_in_fields_are_text_of_the_page() {
    let look = |text: &str| {
        let entries = "/Subtype/Form/BBox[0 0 50 10]/Resources<</Font<</F1 5 0 R>>>>";
        String::from_utf8(stream(entries, at(0, 0, text).as_bytes())).unwrap()
    };
    let entries = "/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Annots[\
        <</Subtype/Widget/Rect[100 700 200 720]/AP<</N 6 0 R>>>>\
        <</Subtype/Widget/Rect[100 600 150 610]/AS/On/AP<</N<</On 7 0 R/Off 6 0 R>>>>>>\
        <</Subtype/Widget/F 2/Rect[100 500 150 510]/AP<</N 6 0 R>>>>\
        <</Subtype/Text/Rect[100 400 150 410]/AP<</N 6 0 R>>>>]";
    let leaf = leaf(&file(entries, b"", &[SONG, &look("填"), &look("是")]));
    let places: Vec<_> =
        leaf.glyphs.iter().map(|one| (one.area.left, one.baseline, one.size, one.text.as_str())).collect();
    assert_eq!(places, [(10_000, 10_000, 2_000, "填"), (10_000, 20_000, 1_000, "是")]);
}

#[test]
fn content_is_taken_up_again_behind_a_broken_place() {
    let broken = ["[".repeat(2_000), "(a) 0 /x 0 re".to_owned(), "<</A".to_owned(), "1 2 l 0 0 (b) m".to_owned()];
    for place in broken {
        assert_eq!(text(&page(&format!("{} {place} {}", at(0, 0, "甲"), at(0, 0, "乙")))), "甲乙", "{place}");
    }
    assert_eq!(text(&page(&format!("{} (", at(0, 0, "甲")))), "甲");
}
