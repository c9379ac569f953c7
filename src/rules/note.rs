//! How a rule without an equation says what it found.

use super::{Case, Finding, Mark, Role, Rule, Severity, Text};
use crate::document::Span;

/// Characters of the first place that go into a finding's id.
const IN_ID: usize = 24;

impl Case<'_> {
    /// The text under a span.
    pub fn str(&self, span: Span) -> &str {
        self.document.str(span)
    }

    /// A finding about places: the first is where to look first. The id holds what stands there and under which heading.
    pub fn note(&self, rule: &Rule, severity: Severity, message: [String; 2], places: &[Span]) -> Finding {
        let [zh, en] = message;
        let first = places.first().copied();
        let here: String =
            first.map_or("", |span| self.str(span)).chars().filter(|c| !c.is_whitespace()).take(IN_ID).collect();
        let heading =
            first.and_then(|span| self.outline.heading_at(span.start)).map_or("", |heading| self.str(heading.title));
        Finding {
            id: format!("{}|{heading}|{here}", rule.id),
            rule: rule.id.into(),
            severity,
            message: Text { zh, en },
            equation: None,
            stated: None,
            expected: None,
            difference: None,
            hint: None,
            proposals: Vec::new(),
            marks: places.iter().map(|span| Mark { span: *span, role: Role::Place }).collect(),
            relations: Vec::new(),
        }
    }
}
