//! Which template (模板) a report follows: the one most of whose first-level sections are there.

use super::{Heading, Outline, Section};
use crate::document::Document;
use crate::vocabulary::outlines::{OUTLINES, Outlines, Template};
use std::sync::LazyLock;

/// An empty template for the case that the data cannot be read; a test makes sure that it is never used.
static NONE: LazyLock<Template> = LazyLock::new(|| Template {
    id: "generic".into(),
    name: Default::default(),
    certain: usize::MAX,
    markers: Vec::new(),
    missing_is_error: false,
    sections: Vec::new(),
    attachments: Vec::new(),
});

/// The template whose sections are seen most completely. At least half of its first level must be there.
pub(super) fn detect(document: &Document, lines: &[Heading]) -> &'static Template {
    let outlines: &'static Outlines = &OUTLINES;
    let generic = outlines.template.last().unwrap_or(&NONE);
    let scored = outlines.template.iter().filter(|template| template.certain < 99).map(|template| {
        let marked = template.markers.iter().filter(|marker| document.text.contains(marker.as_str())).count();
        (seen(template, lines, 1), marked, template)
    });
    let enough = |(seen, marked, template): &(usize, usize, &'static Template)| {
        let asked = template.sections.iter().filter(|asked| asked.level == 1).count();
        seen * 2 >= asked && *seen >= 3 && (*marked > 0 || *seen >= template.certain)
    };
    let share = |(seen, marked, template): &(usize, usize, &'static Template)| {
        let asked = template.sections.iter().filter(|asked| asked.level == 1).count().max(1);
        // Percent of the first level, then how much it is marked, then how much of it there is.
        (seen * 100 / asked + marked * 20, *seen)
    };
    let best = scored.filter(enough).max_by_key(share).map(|(_, _, template)| template);
    // Forms without an outline are known by a word of their own alone.
    let by_form = || {
        let mut forms = outlines.template.iter().filter(|template| template.certain >= 99);
        forms.find(|template| template.markers.iter().any(|marker| document.text.contains(marker.as_str())))
    };
    best.or_else(by_form).unwrap_or(generic)
}

/// How many of the template's sections of a level are there.
fn seen(template: &Template, lines: &[Heading], level: u8) -> usize {
    let keys = || lines.iter().filter(|line| !line.item).filter_map(|line| line.key.as_deref());
    template.sections.iter().filter(|asked| asked.level == level && keys().any(|key| asked.answered_by(key))).count()
}

/// Fills in the template, what it misses, and the sections as the report shows them.
pub(super) fn compare(document: &Document, template: &Template, outline: &mut Outline) {
    outline.template = template.id.clone();
    outline.certain = seen(template, &outline.headings, 1) >= template.certain;
    // At whatever level: a section that stands one level higher or lower is there.
    let keys = || outline.headings.iter().filter_map(|heading| heading.key.as_deref());
    outline.missing = template
        .sections
        .iter()
        .filter(|asked| !keys().any(|key| asked.answered_by(key)))
        .map(|asked| (asked.key.clone(), asked.level))
        .collect();
    outline.sections = sections(document, template, outline);
}

/// Found sections in text order; missing first-level ones of a certain template before the next one found.
fn sections(document: &Document, template: &Template, outline: &Outline) -> Vec<Section> {
    let mut missing: Vec<&str> = Vec::new();
    if outline.certain {
        missing.extend(outline.missing.iter().filter(|(_, level)| *level == 1).map(|(key, _)| key.as_str()));
    }
    let place = |key: &str| template.sections.iter().position(|asked| asked.answered_by(key));
    let absent = |key: &str| Section {
        title: OUTLINES.title(key).to_string(),
        number: String::new(),
        level: 1,
        heading: None,
        extent: None,
    };
    let mut sections = Vec::new();
    for (_, heading) in outline.headings() {
        if let Some(at) = heading.key.as_deref().filter(|_| heading.level == 1).and_then(place) {
            let (before, after): (Vec<_>, Vec<_>) =
                missing.iter().partition(|key| place(key).is_some_and(|place| place < at));
            sections.extend(before.into_iter().map(absent));
            missing = after;
        }
        sections.push(Section {
            title: document.str(heading.title).to_string(),
            number: document.str(heading.number).trim_end().to_string(),
            level: heading.level.max(1),
            heading: Some(heading.span),
            extent: Some(heading.extent),
        });
    }
    sections.extend(missing.into_iter().map(absent));
    sections
}
