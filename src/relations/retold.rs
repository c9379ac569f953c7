//! `cross/retold`: a sentence that stands twice with one number changed (同一句话重复出现而数字不同).

use super::{Input, Relation, Role, Severity, Verdict, is_exact, slip};
use crate::document::Span;
use crate::facts::prose::Sentence;
use crate::facts::same;
use crate::quantity::Quantity;
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Id of the rule.
pub const RULE: &str = "cross/retold";

/// Shortest text between two numbers that is looked for elsewhere, in characters.
const LEAST_GAP: usize = 4;

/// A wording that comes oftener is that of a template, filled in for one thing after another.
const MOST: usize = 3;

/// Least text that two tellings share around their numbers, in characters.
const LEAST_TEXT: usize = 14;

/// Digits that the numbers which agree must show together: 3次, 100% agree by chance.
const LEAST_DIGITS: usize = 3;

/// Where a number stands: sentence, and number within it.
type At = (usize, usize);

/// A sentence as its numbers and the words before each of them, without white space.
struct Masked<'a> {
    sentence: &'a Sentence,
    gaps: Vec<String>,
}

/// Every pair of tellings that differ in no more than one number.
pub fn relate(input: &Input) -> Vec<Relation> {
    let sentences: Vec<Masked> = input.prose.sentences.iter().map(|sentence| masked(input, sentence)).collect();
    let mut places: BTreeMap<&str, Vec<At>> = BTreeMap::new();
    for (at, masked) in sentences.iter().enumerate() {
        for (position, gap) in masked.gaps.iter().enumerate().skip(1) {
            if gap.chars().count() >= LEAST_GAP {
                places.entry(gap.as_str()).or_default().push((at, position));
            }
        }
    }
    let mut known = BTreeSet::new();
    let mut relations = Vec::new();
    for found in places.values().filter(|found| (2..=MOST).contains(&found.len())) {
        for (index, first) in found.iter().enumerate() {
            for second in found.iter().skip(index + 1) {
                let run = Run::around(&sentences, *first, *second);
                if first.0 != second.0 && known.insert((run.first, run.second)) {
                    relations.extend(run.relation(input, &sentences));
                }
            }
        }
    }
    relations
}

fn masked<'a>(input: &Input, sentence: &'a Sentence) -> Masked<'a> {
    let mut from = sentence.span.start;
    let mut gaps = Vec::with_capacity(sentence.mentions.len());
    for quantity in sentence.mentions.iter().filter_map(|mention| input.quantities.get(mention.quantity)) {
        gaps.push(tight(input, Span { start: from, end: quantity.span.start.max(from) }));
        from = quantity.span.end;
    }
    Masked { sentence, gaps }
}

fn tight(input: &Input, span: Span) -> String {
    input.document.str(span).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Numbers of two sentences that follow each other with the same words between them.
struct Run {
    first: At,
    second: At,
    length: usize,
}

impl Run {
    /// The longest run in which two numbers with the same words before them stand.
    fn around(sentences: &[Masked], first: At, second: At) -> Self {
        let gap = |(sentence, position): At| sentences.get(sentence)?.gaps.get(position);
        let alike = |back: usize| {
            let (one, two) = (first.1.checked_sub(back)?, second.1.checked_sub(back)?);
            // The words before the first number of a sentence lie outside the run.
            (one > 0 && two > 0 && gap((first.0, one)) == gap((second.0, two))).then_some(())
        };
        let back = (0..).take_while(|back| alike(*back).is_some()).count();
        let ahead = (1..)
            .take_while(|ahead| {
                let one = gap((first.0, first.1 + ahead));
                one.is_some() && one == gap((second.0, second.1 + ahead))
            })
            .count();
        Self { first: (first.0, first.1 - back), second: (second.0, second.1 - back), length: back + ahead + 1 }
    }

    fn relation(&self, input: &Input, sentences: &[Masked]) -> Option<Relation> {
        let numbers = |(sentence, position): At| -> Option<Vec<usize>> {
            let mentions = sentences.get(sentence)?.sentence.mentions.get(position..position + self.length)?;
            Some(mentions.iter().map(|mention| mention.quantity).collect())
        };
        let (one, two) = (numbers(self.first)?, numbers(self.second)?);
        let pairs =
            || one.iter().zip(&two).filter_map(|(a, b)| Some((input.quantities.get(*a)?, input.quantities.get(*b)?)));
        let differing: Vec<usize> =
            pairs().enumerate().filter(|(_, (a, b))| a.base(None) != b.base(None)).map(|(at, _)| at).collect();
        let digits: usize = pairs().filter(|(a, b)| a.base(None) == b.base(None)).map(|(a, _)| telling(a)).sum();
        let [at] = differing.as_slice() else { return None };
        let (a, b) = pairs().nth(*at)?;
        if a.unit != b.unit || !is_exact(a) || !is_exact(b) || !self.is_one_telling(input, sentences, digits) {
            return None;
        }
        let stated = input.operand(*two.get(*at)?, Role::Stated)?;
        let other = input.operand(*one.get(*at)?, Role::Other)?;
        let mut relation = Relation::same(RULE, Severity::Warning, stated, other).named("同一句话中的数字前后一致");
        let slipped = relation.stated.zip(relation.expected).is_some_and(|(a, b)| slip::between(a, b).is_some());
        if slipped && digits > LEAST_DIGITS {
            relation.severity = Severity::Error;
        }
        (relation.verdict == Verdict::Broken).then_some(relation)
    }

    /// Whether the two speak of one thing: enough words and numbers in common, and none before them that tell them apart.
    fn is_one_telling(&self, input: &Input, sentences: &[Masked], digits: usize) -> bool {
        let (Some(one), Some(two)) = (sentences.get(self.first.0), sentences.get(self.second.0)) else { return false };
        let between: usize =
            one.gaps.iter().skip(self.first.1 + 1).take(self.length - 1).map(|gap| gap.chars().count()).sum();
        let front = |masked: &Masked, position: usize| masked.gaps.get(position).map(|gap| front(input, gap));
        let fronts = front(one, self.first.1).zip(front(two, self.second.1));
        let led = fronts.and_then(|(one, two)| shared_end(&one, &two));
        let titles = [one, two].map(|masked| title(input, masked.sentence));
        let [first, second] = titles;
        let told_apart =
            first != second && (is_of_its_own(first) || is_of_its_own(second)) || same::are_siblings(first, second);
        digits >= LEAST_DIGITS && led.is_some_and(|led| between + led >= LEAST_TEXT) && !told_apart
    }
}

/// Digits that a number shows which would not be the same by chance; 100% often is.
fn telling(quantity: &Quantity) -> usize {
    if quantity.value == Decimal::ONE_HUNDRED { 0 } else { slip::significant(quantity.value) }
}

/// The words before the first number since the last full clause, without the year of the report.
fn front(input: &Input, gap: &str) -> String {
    let clause = gap.rsplit(['；', ';', '。']).next().unwrap_or(gap);
    let year = input.year().map(|year| format!("{year}年")).unwrap_or_default();
    let clause = if year.is_empty() { clause.to_owned() } else { clause.replace(&year, "") };
    PROSE.this_year.iter().fold(clause, |clause, word| clause.replace(word.as_str(), ""))
}

/// How many characters two openings share at their end; `None` where both say something of their own, or one speaks of
/// another time.
fn shared_end(one: &str, two: &str) -> Option<usize> {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    let more = long.strip_suffix(short)?;
    let other_time = more.contains(['年', '月', '季']) || PROSE.last_year.occur_in(more);
    (!other_time).then(|| short.chars().count())
}

/// What the heading above a sentence is about.
fn title<'a>(input: &Input<'a>, sentence: &Sentence) -> &'a str {
    input.outline.heading_at(sentence.span.start).map_or("", |heading| input.document.str(heading.title))
}

/// Whether a title names a thing of which all is told below it, or another time.
fn is_of_its_own(title: &str) -> bool {
    PROSE.fund_endings.end(title) || PROSE.last_year.occur_in(title) || title.contains(['年', '月', '季'])
}
