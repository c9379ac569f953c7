//! A container as one XML file: each part stands in a `pkg:part` of its own.

use crate::read::mht::base64;
use crate::read::zip::Zip;

/// Parts that are looked at.
const MOST_PARTS: usize = 20_000;

/// The parts. They are cut out as text: each is a document of its own, with its own name spaces.
pub(super) fn parts(xml: &str) -> Zip<'static> {
    let mut parts = Vec::new();
    for part in xml.split("<pkg:part ").skip(1).take(MOST_PARTS) {
        let Some((head, rest)) = part.split_once('>') else { continue };
        let Some(name) = value(head, "pkg:name") else { continue };
        let content = match between(rest, "<pkg:xmlData", "</pkg:xmlData>") {
            Some(content) => content.as_bytes().to_vec(),
            None => base64(between(rest, "<pkg:binaryData", "</pkg:binaryData>").unwrap_or_default()),
        };
        parts.push((name.trim_start_matches('/').to_owned(), content));
    }
    Zip::of(parts)
}

fn value<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let after = head.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|one| ['"', '\''].contains(one))?;
    after.get(1..)?.split(quote).next()
}

/// What stands between the end of an opening tag and the closing one.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, inside) = text.split_once(open)?.1.split_once('>')?;
    inside.split_once(close).map(|(content, _)| content)
}
