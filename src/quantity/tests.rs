use super::*;
use proptest::prelude::*;

const FORMS: &str = include_str!("forms.md");

/// The forms of `forms.md`: line number, text, expected reading.
fn forms() -> impl Iterator<Item = (usize, String, &'static str)> {
    FORMS.lines().enumerate().filter_map(|(index, line)| {
        let (text, expected) = line.strip_prefix("    ")?.split_once(" =>")?;
        Some((index + 1, text.replace('⏎', "\n").replace('→', "\t"), expected.trim()))
    })
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn rendered(text: &str) -> String {
    let reading = read(text, whole(text));
    let quantities = reading.quantities.iter().map(|quantity| {
        let unit = quantity.unit.map(|unit| format!(" {}", name(unit))).unwrap_or_default();
        let bound = if quantity.bound == Bound::Exact { String::new() } else { format!(" {}", name(quantity.bound)) };
        (quantity.span.start, format!("{}{unit}{bound}", quantity.value))
    });
    let others = reading.others.iter().map(|(span, not)| (span.start, format!("[{}] {}", span.of(text), name(not))));
    let mut all: Vec<_> = quantities.chain(others).collect();
    all.sort();
    all.into_iter().map(|(_, item)| item).collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_surface_form_reads_as_written_down() {
    let wrong: Vec<String> = forms()
        .map(|(line, text, expected)| (line, rendered(&text), text, expected))
        .filter(|(_, read, _, expected)| read != expected)
        .map(|(line, read, text, expected)| {
            format!("forms.md:{line} {text:?}\n  expected {expected}\n  read     {read}")
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(forms().count() >= 150);
}

#[test]
fn a_span_covers_number_and_unit_and_lies_in_the_document() {
    let text = "𠮷县投入约1,265.26 万元以上";
    let start = text.find('投').unwrap();
    let reading = read(text, Span::new(start, text.len()));
    let quantity = &reading.quantities[0];
    assert_eq!((quantity.span.of(text), quantity.number.of(text)), ("1,265.26 万元", "1,265.26"));
}

#[test]
fn a_long_run_of_digits_is_a_code() {
    let text = "9".repeat(200_000);
    let reading = read(&text, whole(&text));
    assert_eq!(reading.others, [(whole(&text), Not::Code)]);
}

#[test]
fn a_cell_holds_a_quantity_or_something_else() {
    let value = |text: &str| read_cell(text, whole(text)).map(|quantity| quantity.value.to_string());
    let amounts = [
        ("100", "100"),
        (" 100.00 ", "100.00"),
        ("-9.32", "-9.32"),
        ("- 9.32", "-9.32"),
        ("(12.5)", "-12.5"),
        ("（1,200）", "-1200"),
        ("≧1次", "1"),
        ("≥95%", "95"),
        ("2次以上", "2"),
        ("50分", "50"),
        ("2023", "2023"),
        ("2022.12", "2022.12"),
        ("达到100%", "100"),
        ("约30名左右", "30"),
        ("$93.35\\%$", "93.35"),
        ("47.37", "47.37"),
        ("0", "0"),
        ("３０％", "30"),
        ("5年", "5"),
        ("百分之九十", "90"),
        ("+5.2", "5.2"),
        ("（20.00）%", "-20.00"),
        ("（6.67%）", "-6.67"),
        ("20.00-", "-20.00"),
        ("20.00%-", "-20.00"),
        ("–20.00%", "-20.00"),
        ("— 3.5", "-3.5"),
        ("△12", "-12"),
        ("负20.00", "-20.00"),
        ("¥1,200.00", "1200.00"),
        ("1 234.50", "1234.50"),
        ("1\u{202F}234", "1234"),
        ("1,2345", "12345"),
        ("30.00*", "30.00"),
        ("*30.00", "30.00"),
        ("**30.00**", "30.00"),
        ("30.00 [1]", "30.00"),
        ("30.00（注1）", "30.00"),
        ("30.00注①", "30.00"),
        ("30.00①", "30.00"),
        ("30.00²", "30.00"),
        ("300m²", "300"),
        ("=\"10.00\"", "10.00"),
        ("“30.00”", "30.00"),
        ("30.00（含结转5.00）", "30.00"),
        ("（20.00）①", "-20.00"),
        ("12万3千元", "123"),
        ("2997569.26", "2997569.26"),
    ];
    for (text, expected) in amounts {
        assert_eq!(value(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "-",
        "—",
        "/",
        "无",
        "2023年",
        "2023-2025",
        "1-2次",
        "(1)",
        "1.",
        "1、",
        "合计100",
        "100 200",
        "450300210000000104678",
        "优",
        "100%完成",
        "2022年12月31日",
        "001",
        "(-5)",
        "完成3项，达标",
        "1178\n.37",
        "A630",
        "13800001234",
        "30..00",
        "(a)",
        "甲*",
        "30.00与40.00（含结转5.00）",
        "5*6",
    ] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn a_cell_keeps_unit_and_bound() {
    let text = "单位\t不低于 700名\t";
    let quantity = read_cell(text, Span::new(7, text.len())).unwrap();
    assert_eq!((quantity.unit, quantity.bound, quantity.span.of(text)), (Some(Unit::Person), Bound::AtLeast, "700名"));
}

/// Text from the pieces that the scanner distinguishes.
fn report_like() -> impl Strategy<Value = String> {
    let pieces = forms().map(|(_, text, _)| text).collect::<Vec<_>>();
    let sign = "[0-9０-９]{1,5}|[.,，．、%年月日号分万亿元人个次余多第（）()\\[\\]〔〕“”+＋/:—~ \n\t-]|[一二十百千两点成角零负△▲–￥*]|[A-Zhw𠮷]|[壹贰拾佰仟整]";
    proptest::collection::vec(prop_oneof![3 => sign, 1 => proptest::sample::select(pieces)], 0..40)
        .prop_map(|parts| parts.concat())
}

/// The maximal runs of digits of `text`.
fn digit_runs(text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| cursor::is_digit(*c)) {
        let end = at + c.len_utf8();
        match runs.last_mut().filter(|run| run.end as usize == at) {
            Some(run) => run.end = end as u32,
            None => runs.push(Span::new(at, end)),
        }
    }
    runs
}

/// All spans of a reading in the order of the text.
fn spans(reading: &Reading) -> Vec<Span> {
    let mut spans: Vec<Span> = reading.quantities.iter().map(|quantity| quantity.span).collect();
    spans.extend(reading.others.iter().map(|(span, _)| *span));
    spans.sort();
    spans
}

proptest! {
    #[test]
    fn every_run_of_digits_ends_in_exactly_one_place(text in prop_oneof![report_like(), any::<String>()]) {
        let spans = spans(&read(&text, whole(&text)));
        for run in digit_runs(&text) {
            let owners: Vec<_> = spans.iter().filter(|span| span.overlaps(run)).collect();
            prop_assert_eq!(owners.len(), 1, "{:?} in {:?}", run.of(&text), text);
            prop_assert!(owners[0].contains(run), "{:?} in {:?}", run.of(&text), text);
        }
    }

    #[test]
    fn spans_are_ordered_apart_and_on_characters(text in report_like()) {
        let reading = read(&text, whole(&text));
        let in_order = |spans: &[Span]| spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
        prop_assert!(in_order(&spans(&reading)));
        prop_assert!(reading.quantities.iter().map(|quantity| quantity.span).is_sorted());
        for quantity in &reading.quantities {
            prop_assert!(quantity.span.contains(quantity.number));
            prop_assert!(text.get(quantity.span.range()).is_some() && text.get(quantity.number.range()).is_some());
        }
    }

    #[test]
    fn the_value_is_what_the_digits_say(text in report_like()) {
        for quantity in read(&text, whole(&text)).quantities {
            let written = quantity.number.of(&text).replace([',', '，', ' '], "");
            if written.contains(['亿', '万', '千', '百', '元', '角', '零', '又']) {
                continue; // several units
            }
            let digits: String = written.chars().map(cursor::folded).skip_while(|c| !c.is_ascii_digit()).collect();
            if digits.is_empty() {
                continue; // Chinese numerals
            }
            let shown = digits.trim_start_matches('0');
            let zero = if shown.is_empty() || shown.starts_with('.') { "0" } else { "" };
            prop_assert_eq!(quantity.value.abs().to_string(), format!("{zero}{shown}"));
            let marks = ['-', '－', '−', '﹣', '–', '—', '‒', '△', '▲', '↓', '负'];
            let negative = written.starts_with(marks) && !quantity.value.is_zero();
            prop_assert_eq!(quantity.value < Decimal::ZERO, negative);
        }
    }

    #[test]
    fn a_piece_reads_the_same_wherever_it_stands(text in report_like(), before in "[甲乙𠮷]{0,5}\n") {
        let shifted = format!("{before}{text}");
        let here = read(&text, whole(&text));
        let there = read(&shifted, Span::new(before.len(), shifted.len()));
        prop_assert_eq!(here.quantities.len(), there.quantities.len());
        for (one, other) in here.quantities.iter().zip(&there.quantities) {
            prop_assert_eq!(one.number.of(&text), other.number.of(&shifted));
        }
        let _ = read_cell(&text, whole(&text));
    }

    #[test]
    fn an_amount_reads_the_same_however_it_is_written(yuan in 10_001_u64..9_999_999_999, cents in 0_u64..100) {
        let value = Decimal::new(i64::try_from(yuan * 100 + cents).unwrap(), 2);
        for written in written_forms(yuan, cents) {
            let reading = read(&written, whole(&written));
            prop_assert_eq!(reading.quantities.len(), 1, "{}", written);
            let quantity = &reading.quantities[0];
            prop_assert_eq!(quantity.base(None).unwrap(), value.normalize(), "{}", written);
            prop_assert_eq!(quantity.span.of(&written), written.trim_start_matches("预算"), "{}", written);
            let negative = format!("预算调整△{}", written.trim_start_matches("预算"));
            let signed = read(&negative, whole(&negative)).quantities;
            prop_assert_eq!(signed[0].base(None).unwrap(), -value.normalize(), "{}", negative);
        }
    }
}

/// An amount of money as reports write it.
fn written_forms(yuan: u64, cents: u64) -> Vec<String> {
    let plain = format!("{yuan}.{cents:02}");
    let grouped = |by: char| {
        let digits = yuan.to_string();
        let mut shown = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                shown.push(by);
            }
            shown.push(digit);
        }
        format!("{shown}.{cents:02}")
    };
    let wide: String = plain.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
    let (myriads, rest) = (yuan / 10_000, yuan % 10_000);
    let mut forms = vec![
        format!("预算{plain}元"),
        format!("预算{}元", grouped(',')),
        format!("预算{}元", grouped('，')),
        format!("预算{}元", grouped(' ')),
        format!("预算{}元", grouped('\u{202F}')),
        format!("预算{wide}元"),
        format!("预算￥{plain}"),
        format!("预算人民币{plain}元"),
        format!("预算{myriads}万零{rest}.{cents:02}元"),
    ];
    if !cents.is_multiple_of(10) && cents > 10 {
        forms.push(format!("预算{yuan}元{}角{}分", cents / 10, cents % 10));
    }
    forms
}
