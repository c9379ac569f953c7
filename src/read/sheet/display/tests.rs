use super::*;

fn shown(code: &str, stored: &str) -> String {
    NumberFormat::new(code).show(stored, false).trim().to_owned()
}

#[test]
fn amounts_show_the_decimals_of_their_format() {
    let cells = [
        ("0.00%", "0.547401503369622", "54.74%"),
        ("#,##0.00", "1234.56", "1,234.56"),
        ("#,##0.00", "-1234567.005", "-1,234,567.01"),
        ("#,##0", "999", "999"),
        ("0.0", "0.28499999999999998", "0.3"),
        ("0.00%", "0.28499999999999998", "28.50%"),
        ("0.00%", "0.00014999999999999999", "0.02%"),
        ("000", "7", "007"),
        ("#.##", "0.5", ".5"),
        ("0.##", "5", "5"),
        ("#,##0.00_);(#,##0.00)", "-12.5", "(12.50)"),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0", "-"),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-1234.5", "-1,234.50"),
        ("0.00;[Red]-0.00", "-3.14159", "-3.14"),
        ("[$¥-804]#,##0.00", "1200", "¥1,200.00"),
        ("0.00\"万元\"", "12.5", "12.50万元"),
        ("[>=10000]0.0,\"千\";0", "12345", "12.3千"),
        ("[>=10000]0.0,\"千\";0", "999", "999"),
        ("0%", "1", "100%"),
        ("0.00", "-0.001", "0.00"),
    ];
    for (code, stored, expected) in cells {
        assert_eq!(shown(code, stored), expected, "{code} of {stored}");
    }
}

#[test]
fn yuan_shown_as_ten_thousands() {
    assert_eq!(shown("0!.0,", "12345"), "1.2");
    assert_eq!(shown("0\\.0,", "1234567"), "123.5");
    assert_eq!(shown("0\\.0000", "12345"), "1.2345");
    assert_eq!(shown("#,##0.00,", "1234567"), "1,234.57");
    assert_eq!(shown("#,##0,,", "1234567890"), "1,235");
}

#[test]
fn general_shows_eleven_characters() {
    let cells = [
        ("0.30000000000000004", "0.3"),
        ("7.0000000000000009", "7"),
        ("24161.2764915285", "24161.27649"),
        ("0.3333333333333333", "0.333333333"),
        ("1.13686837721616E-13", "0"),
        ("1E-320", "0"),
        ("4.5E+3", "4500"),
        ("430000202400012", "430000202400012"),
        ("-0.1", "-0.1"),
        ("无", "无"),
        ("1E+300", "1E+300"),
    ];
    for (stored, expected) in cells {
        assert_eq!(shown("General", stored), expected);
        assert_eq!(shown("@", stored), expected);
        assert_eq!(shown(";;;", stored), expected, "a hidden value is not left out");
    }
}

#[test]
fn dates_and_times() {
    let cells = [
        ("yyyy\"年\"m\"月\"d\"日\"", "45366", "2024年3月15日"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45366", "2024年3月15日"),
        ("yyyy/m/d", "45366.75", "2024/3/15"),
        ("yyyy-mm-dd hh:mm:ss", "45366.75", "2024-03-15 18:00:00"),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"", "45366", "2024年3月"),
        ("上午/下午h\"时\"mm\"分\"", "45366.75", "下午6时00分"),
        ("h:mm AM/PM", "0.5", "12:00 PM"),
        ("[h]:mm", "1.5", "36:00"),
        ("mm:ss", "0.0007", "01:00"),
        ("d-mmm-yy", "45366", "15-Mar-24"),
        ("yyyy/m/d aaaa", "45366", "2024/3/15 星期五"),
        ("YYYY/M/D AAA", "45366", "2024/3/15 五"),
        ("yyyy/m/d", "1", "1900/1/1"),
        ("yyyy/m/d", "61", "1900/3/1"),
        ("yyyy/m/d", "-1", "-1"),
        ("yyyy/m/d", "9999999", "9999999"),
    ];
    for (code, stored, expected) in cells {
        assert_eq!(shown(code, stored), expected, "{code} of {stored}");
    }
    assert_eq!(NumberFormat::new("yyyy/m/d").show("43904", true), "2024/3/15");
}

#[test]
fn any_code_shows_something() {
    let codes = [
        "\"",
        "[",
        "\\",
        "_",
        "*",
        "0.0.0",
        "%%%%%%%%%%%%%%%%%%%%",
        "0,,,,,,,,,,,,,,",
        "[<",
        "[$",
        "上午/",
        "e",
        ";;;;;",
        "/0",
    ];
    for code in codes {
        for stored in ["79228162514264337593543950335", "-1.5", "0", "1E-28"] {
            assert!(!NumberFormat::new(code).show(stored, false).is_empty(), "{code} of {stored}");
        }
    }
}

#[test]
fn words_around_a_general_number_are_shown() {
    let cells = [
        ("General\"万元\"", "12.5", "12.5万元"),
        ("\"约\"General\"人\"", "12", "约12人"),
        ("General\"万元\"", "-3", "-3万元"),
        ("General;[Red]\\-General", "-3", "-3"),
        ("G/通用格式\"元\"", "0.30000000000000004", "0.3元"),
        ("[DBNum2][$-804]General\"元整\"", "1234", "1234元整"),
        ("[>=10000]0!.0,\"万元\";General\"元\"", "999", "999元"),
        ("@", "12", "12"),
        ("0.0E+00", "12", "12"),
    ];
    for (code, stored, expected) in cells {
        assert_eq!(shown(code, stored), expected, "{code} of {stored}");
    }
}
