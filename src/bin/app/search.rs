//! Finding problems again: which cards a filter and a search leave, and what of each card is searched.

use super::loaded::Loaded;
use super::protocol::Across;
use super::state::Selected;
use gouji::report::{Finding, QuantityView, Report, Severity, Verdict};
use std::collections::BTreeSet;

/// Relations of one problem that are searched; a fault that breaks more is found by these.
const RELATIONS: usize = 8;
/// Numbers of one relation that are searched; the total of a long table has thousands.
const OPERANDS: usize = 200;

impl Loaded {
    /// The cards that pass filter and search: problems between files, then those of the file that is open.
    pub fn cards_that_pass(&self, severities: &BTreeSet<Severity>, search: &str) -> Vec<Selected> {
        let words = search.trim().to_lowercase();
        let passes = |finding: &Finding, text: &dyn Fn() -> String| {
            let wanted = severities.is_empty() || severities.contains(&finding.severity);
            wanted && (words.is_empty() || text().to_lowercase().contains(&words))
        };
        let across = (0..).zip(&self.submission.across);
        let across = across.filter(|(_, across)| passes(&across.finding, &|| text_of_across(across)));
        let own = (0..).zip(&self.report.findings);
        let own = own.filter(|(_, finding)| passes(finding, &|| text_of(&self.report, finding)));
        let across = across.map(|(index, _)| Selected::Across(index));
        across.chain(own.map(|(index, _)| Selected::Finding(index))).collect()
    }

    /// The relations with one of these verdicts; all where none is named.
    pub fn relations_that_pass(&self, verdicts: &BTreeSet<Verdict>) -> Vec<u32> {
        let passes = |verdict: &Verdict| verdicts.is_empty() || verdicts.contains(verdict);
        let relations = (0..).zip(&self.report.relations);
        relations.filter(|(_, relation)| passes(&relation.verdict)).map(|(index, _)| index).collect()
    }
}

/// What a card says: message, hint, rule, and its equations in numbers and in words with what each number is.
fn text_of(report: &Report, finding: &Finding) -> String {
    let mut text = text_of_finding(finding);
    for relation in finding.relations.iter().take(RELATIONS).filter_map(|at| report.relations.get(*at as usize)) {
        add(&mut text, &relation.equation);
        add(&mut text, relation.name.as_deref().unwrap_or_default());
        for operand in relation.operands.iter().take(OPERANDS) {
            add(&mut text, &operand.written);
            add(&mut text, &meaning_at(&report.quantities, operand.span.start));
        }
    }
    text
}

fn text_of_across(across: &Across) -> String {
    let mut text = text_of_finding(&across.finding);
    for place in &across.places {
        for part in [&place.written, &place.whereabouts.zh, &place.whereabouts.en] {
            add(&mut text, part);
        }
    }
    text
}

fn text_of_finding(finding: &Finding) -> String {
    let mut text = String::new();
    for part in [&finding.message.zh, &finding.message.en, &finding.rule.to_string()] {
        add(&mut text, part);
    }
    if let Some(hint) = &finding.hint {
        add(&mut text, &hint.zh);
        add(&mut text, &hint.en);
    }
    add(&mut text, finding.equation.as_deref().unwrap_or_default());
    text
}

fn meaning_at(quantities: &[QuantityView], offset: u32) -> String {
    let after = quantities.partition_point(|quantity| quantity.span.start <= offset);
    after.checked_sub(1).and_then(|at| quantities.get(at)).map(QuantityView::meaning).unwrap_or_default()
}

/// Parts stand on lines of their own, so that nothing is found across two of them.
fn add(text: &mut String, part: &str) {
    text.push_str(part);
    text.push('\n');
}
