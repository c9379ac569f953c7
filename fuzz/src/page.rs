//! A PDF of one page around the fuzzer's bytes.

/// What the page draws where the bytes are something else.
const DRAWN: &[u8] = b"0 0 100 20 re S BT /F1 12 Tf 10 5 Td <0001 0002> Tj ET";
/// What the codes mean where the bytes are something else.
const MEANT: &[u8] =
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0002> <5408> endbfrange";

/// The whole file, the content of its page, the meaning of its codes, or the page's own dictionary, by the first byte.
pub fn pdf(data: &[u8]) -> Vec<u8> {
    match data {
        [0, content @ ..] => around(content, MEANT, b""),
        [1, meant @ ..] => around(DRAWN, meant, b""),
        [2, entries @ ..] => around(DRAWN, MEANT, entries),
        [_, whole @ ..] => [b"%PDF-", whole].concat(),
        [] => Vec::new(),
    }
}

fn around(content: &[u8], meant: &[u8], entries: &[u8]) -> Vec<u8> {
    let stream =
        |data: &[u8]| [format!("<< /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat();
    let fonts = b"/Resources << /Font << /F1 5 0 R /F2 8 0 R >> /XObject << /X1 9 0 R >> >>";
    let page = [&b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "[..], fonts, entries, b" >>"]
        .concat();
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page,
        stream(content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /W [1 [500 600]] \
          /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .to_vec(),
        stream(meant),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>".to_vec(),
        [b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] ", &fonts[..], b"/Length 8 >>\nstream\n/X1 Do q\nendstream"].concat(),
    ];
    let mut output = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(output.len());
        output.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = output.len();
    output.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    places.iter().for_each(|place| output.extend(format!("{place:010} 00000 n \n").into_bytes()));
    output.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    output
}
