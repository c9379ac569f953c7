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

/// The template whose sections are seen most completely. At least half of its first level must be there, and a word of its own:
/// 基本情况, 存在的问题 and the like stand in every report.
pub(super) fn detect(document: &Document, lines: &[Heading]) -> &'static Template {
    let outlines: &'static Outlines = &OUTLINES;
    let generic = outlines.template.last().unwrap_or(&NONE);
    let scored = outlines.template.iter().filter(|template| template.certain < 99).map(|template| {
        let marked = template.markers.iter().filter(|marker| document.text.contains(marker.as_str())).count();
        (seen(template, lines, 1), marked, template)
    });
    let enough = |(seen, marked, template): &(usize, usize, &'static Template)| {
        let asked = template.sections.iter().filter(|asked| asked.level == 1).count();
        seen * 2 >= asked && *seen >= 3 && *marked > 0
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
    outline.sections = sections(document, outline);
    if outline.certain {
        outline.absent = absent(template, outline);
    }
}

/// The headings as the report shows them.
fn sections(document: &Document, outline: &Outline) -> Vec<Section> {
    let section = |heading: &Heading| Section {
        title: document.str(heading.title).to_string(),
        number: document.str(heading.number).trim_end().to_string(),
        level: heading.level.max(1),
        heading: Some(heading.span),
        extent: Some(heading.extent),
    };
    outline.headings().map(|(_, heading)| section(heading)).collect()
}

/// Missing first-level sections: each stands before the first found section that the template has after it.
fn absent(template: &Template, outline: &Outline) -> Vec<(usize, Section)> {
    let place = |key: &str| template.sections.iter().position(|asked| asked.answered_by(key));
    let found: Vec<(usize, usize)> = outline
        .headings()
        .enumerate()
        .filter(|(_, (_, heading))| heading.level == 1)
        .filter_map(|(index, (_, heading))| Some((index, place(heading.key.as_deref()?)?)))
        .collect();
    let first_level = outline.missing.iter().filter(|(_, level)| *level == 1);
    let missing = first_level.map(|(key, level)| {
        let own = place(key);
        let before =
            found.iter().find(|(_, place)| Some(*place) > own).map_or(outline.sections.len(), |(index, _)| *index);
        let title = OUTLINES.title(key).to_string();
        (before, Section { title, number: String::new(), level: *level, heading: None, extent: None })
    });
    missing.collect()
}
