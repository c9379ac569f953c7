//! Writes the first inputs of every target from the test fixtures: `seed FIXTURES CORPUS`.

use gouji_fuzz::{DOC, DOCX, ODS, ODT, OFD, XLS, XLSX, Zip};
use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

/// Larger ones only slow the fuzzer down.
const LARGEST: usize = 64 * 1024;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(fixtures), Some(corpus)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: seed FIXTURES CORPUS"));
    };
    let mut files = Vec::new();
    collect(&fixtures, &mut files)?;
    files.sort();
    let put = |target: &str, name: &str, content: &[u8]| -> Result<()> {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        if content.len() > LARGEST {
            return Ok(());
        }
        fs::write(folder.join(name.replace(['/', '\\', '\u{1}', '\u{5}'], "_")), content)
    };
    let zips: [(&str, &Zip); 5] = [("docx", &DOCX), ("odt", &ODT), ("xlsx", &XLSX), ("ods", &ODS), ("ofd", &OFD)];
    for (target, zip) in zips {
        zip.seeds().try_for_each(|(name, seed)| put(target, &name, &seed))?;
    }
    DOC.seeds().try_for_each(|(name, seed)| put("doc", &name, &seed))?;
    XLS.seeds().try_for_each(|(name, seed)| put("xls", &name, &seed))?;
    for file in files {
        let content = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let end = file.extension().unwrap_or_default().to_string_lossy();
        put("whole", &name, &content)?;
        match end.as_ref() {
            "txt" | "md" => {
                put("text", &name, &content)?;
                String::from_utf8_lossy(&content)
                    .lines()
                    .filter(|line| line.chars().any(|one| one.is_ascii_digit()))
                    .enumerate()
                    .try_for_each(|(at, line)| put("quantity", &format!("{name}-{at}"), line.as_bytes()))?;
            }
            "html" => put("html", &name, &content)?,
            "csv" => put("csv", &name, &content)?,
            "zip" => put("zip", &name, &content)?,
            "rtf" => put("rtf", &name, content.strip_prefix(b"{\\rtf1").unwrap_or(&content))?,
            "pdf" => put("pdf", &name, &[b"\xff", content.strip_prefix(b"%PDF-").unwrap_or(&content)].concat())?,
            "doc" | "xls" if content.starts_with(b"\xD0\xCF") => put(&end, &name, &[b"\xff", &content[..]].concat())?,
            _ => {}
        }
        if let Some((target, zip)) = zips.iter().find(|(target, _)| *target == end && content.starts_with(b"PK")) {
            let parts = zip.seeds_of(&Zip::of(&content));
            parts.into_iter().try_for_each(|(part, seed)| put(target, &format!("{name}-{part}"), &seed))?;
        }
    }
    put("xml2003", "workbook", b"<Styles><Style ID='p'><NumberFormat Format='Percent'/></Style></Styles><Worksheet Name='A'><Table><Column Index='3' Hidden='1'/><Row Index='2'><Cell MergeAcross='2' MergeDown='1'><Data Type='String'>A<Font>B</Font></Data></Cell></Row><Row><Cell Index='3' StyleID='p'><Data Type='Number'>0.5474</Data><Comment><Data>C</Data></Comment></Cell><Cell Formula='=1'/><Cell><Data Type='DateTime'>2024-03-15T00:00:00.000</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>")?;
    put("mht", "archive", b"\"b\"\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html\r\n\r\n<table><tr><td>=E9=A2=84=\r\n<td>12.5</table>\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\nPHRhYmxlPjx0cj48dGQ+MTx0ZD4yPC90YWJsZT4=\r\n--b--\r\n")?;
    put("pdf", "content", b"\x000.5 w 0 0 100 20 re S 1 0 0 1 10 10 cm BT /F1 12 Tf 10 5 Td [<0001> -200 <0002>] TJ T* /F2 9 Tf (\xba\xcf) Tj ET /X1 Do")?;
    put("pdf", "characters", b"\x011 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <5408> <0002> <8BA1> endbfchar")?;
    put("pdf", "page", b"\x02/Rotate 90 /UserUnit 2 /CropBox [0 0 100 100] /Annots []")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
