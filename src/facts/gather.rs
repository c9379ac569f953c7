//! Mentions of running text → facts, with what they inherit from list, sentence, paragraph and heading.

use super::list::{self, List};
use super::name::normalise;
use super::prose::{self, Kind, Mention, Sentence};
use super::{Aspect, Fact, Place, Subject, label};
use crate::document::{Block, Document};
use crate::outline::{Outline, Section};
use crate::quantity::{Dimension, Quantity};
use crate::vocabulary::PROSE;

/// Measures that belong to the unit as a whole, whether its income or its expenditure is spoken of.
const OF_THE_WHOLE: [&str; 4] = ["carry_in", "delta", "budget", "carry_out"];

/// A paragraph's sentences with their lists and the facts in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Sentences that hold numbers, in text order.
    pub sentences: Vec<Sentence>,
    /// The lists of each sentence.
    pub lists: Vec<Vec<List>>,
    /// What the numbers state, in text order.
    pub facts: Vec<Fact>,
}

/// Reads all running text of a document.
pub fn gather(document: &Document, quantities: &[Quantity], outline: &Outline) -> Prose {
    let mut prose = Prose::default();
    let report_year = outline.year.and_then(|year| i16::try_from(year).ok());
    let mut context = Context { report_year, ..Context::default() };
    let mut sections = outline.sections.iter().filter(|section| section.heading.is_some()).peekable();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else { continue };
        while let Some(section) = sections.next_if(|s| s.heading.is_some_and(|h| h.start <= paragraph.span.start)) {
            context.enter(section);
        }
        let sentences = prose::read(document, quantities, block, paragraph.span);
        context.begin_paragraph(document.str(paragraph.span));
        for sentence in sentences {
            let value = |mention: &Mention| quantities.get(mention.quantity)?.base(None);
            let lists = list::lists(&sentence, &value);
            context.read(&sentence, &lists, quantities, &mut prose.facts);
            prose.lists.push(lists);
            prose.sentences.push(sentence);
        }
    }
    prose
}

/// What a figure inherits.
#[derive(Debug, Default)]
struct Context {
    /// Year of the report; a figure of this year needs no year.
    report_year: Option<i16>,
    /// Headings above, outermost first, with their levels.
    path: Vec<(u8, String)>,
    /// What the paragraph is about, from its own opening words.
    topic: Option<Subject>,
}

impl Context {
    fn enter(&mut self, section: &Section) {
        self.path.retain(|(level, _)| *level < section.level);
        self.path.push((section.level, section.title.clone()));
    }

    /// A paragraph that opens with a title of its own (`1.行政运行（项）。年初预算为…`) is about what the title names.
    fn begin_paragraph(&mut self, text: &str) {
        let title = text.split(['。', '：', ':']).next().unwrap_or_default();
        let is_title = title.len() < text.trim_end_matches(['。', '：']).len()
            && !title.contains(['，', ','])
            && !title.chars().any(|c| c.is_ascii_digit() && title.contains("万元"))
            && text.starts_with(|c: char| c.is_ascii_digit() || "（(①②③④⑤⑥⑦⑧⑨".contains(c));
        self.topic = is_title.then(|| subject_of_title(title)).flatten();
    }

    fn aspect(&self) -> Aspect {
        let says = |words: &[String]| {
            self.path
                .iter()
                .rev()
                .find_map(|(_, title)| words.iter().any(|word| title.contains(word.as_str())).then_some(()))
        };
        let depth = |words: &[String]| {
            self.path.iter().rposition(|(_, title)| words.iter().any(|word| title.contains(word.as_str())))
        };
        match (depth(&PROSE.target_sections), depth(&PROSE.actual_sections)) {
            (Some(target), Some(actual)) if target >= actual => Aspect::Target,
            (_, Some(_)) => Aspect::Actual,
            (Some(_), None) if says(&PROSE.target_sections).is_some() => Aspect::Target,
            _ => Aspect::Plain,
        }
    }

    /// The subject of a figure whose own words name none.
    fn inherited(&self) -> Subject {
        if let Some(topic) = &self.topic {
            return topic.clone();
        }
        for (_, title) in self.path.iter().rev() {
            let whole = PROSE.whole_sections.iter().any(|word| title.contains(word.as_str()));
            match subject_of_title(title) {
                Some(Subject::Known(key)) => return Subject::Known(key),
                _ if whole => return Subject::Whole,
                Some(subject) => return subject,
                None => {}
            }
        }
        Subject::Whole
    }

    fn read(&mut self, sentence: &Sentence, lists: &[List], quantities: &[Quantity], facts: &mut Vec<Fact>) {
        let mut before: Option<Fact> = None;
        let mut read: Vec<Option<Fact>> = Vec::with_capacity(sentence.mentions.len());
        for (index, mention) in sentence.mentions.iter().enumerate() {
            let total = lists.iter().find(|list| list.parts.contains(&index)).map(|list| list.total);
            let head = total.and_then(|total| read.get(total)).and_then(Option::as_ref);
            let fact = matches!(mention.kind, Kind::Figure | Kind::Rate)
                .then(|| self.fact(sentence, mention, head, before.as_ref(), quantities))
                .flatten();
            if let Some(fact) = &fact {
                if head.is_none() && mention.kind == Kind::Figure {
                    before = Some(fact.clone());
                    let own = mention.subject().is_some();
                    if own && self.topic.is_none() && !matches!(fact.subject, Subject::Named(_)) {
                        self.topic = Some(fact.subject.clone());
                    }
                }
                facts.push(fact.clone());
            }
            read.push(fact);
        }
    }

    fn fact(
        &self,
        sentence: &Sentence,
        mention: &Mention,
        head: Option<&Fact>,
        before: Option<&Fact>,
        quantities: &[Quantity],
    ) -> Option<Fact> {
        let quantity = quantities.get(mention.quantity)?;
        let own = &mention.label;
        let said_subject = own.subject.clone();
        let near = before.filter(|before| before.dimension == mention.dimension || mention.kind == Kind::Rate);
        let measure = own
            .measure
            .or(head.and_then(|head| head.measure))
            .or_else(|| said_subject.as_ref().and(near).and_then(|near| near.measure));
        let subject =
            said_subject.clone().or_else(|| near.map(|near| near.subject.clone())).unwrap_or_else(|| self.inherited());
        let flow = matches!(subject, Subject::Known("income" | "expense"));
        // 总支出A万元, with no figure named, is what was spent.
        let measure = measure.or((flow && mention.dimension == Dimension::Money).then_some("exec"));
        let of_whole = measure.is_some_and(|measure| OF_THE_WHOLE.contains(&measure));
        let subject = if flow && of_whole { Subject::Whole } else { subject };
        let inherited = head.or(near).and_then(|other| other.year).filter(|_| own.year.is_none());
        let year = own.year.or(inherited);
        Some(Fact {
            quantity: mention.quantity,
            said: said_subject.is_some() && own.measure.is_some(),
            subject,
            measure,
            scope: own.scope.or(head.and_then(|head| head.scope)),
            aspect: self.aspect(),
            year: if own.last_year { Some(-1) } else { year.filter(|year| Some(*year) != self.report_year) },
            label: mention.clause,
            place: Place::Prose { block: sentence.block, sentence: sentence.index },
            unit: quantity.unit,
            dimension: mention.dimension,
        })
    }
}

/// What a heading or an opening title names; `None` where it names nothing (a heading that is only a number).
fn subject_of_title(title: &str) -> Option<Subject> {
    let label = label::read(title.trim_end_matches("情况"));
    match label.subject {
        Some(Subject::Known(key)) => Some(Subject::Known(key)),
        _ => {
            let name = normalise(title);
            (!name.is_empty()).then_some(Subject::Named(name))
        }
    }
}
