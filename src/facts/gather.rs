//! Mentions of running text → facts, with what they inherit from list, sentence, paragraph and heading.

use super::label::{self, Label};
use super::list::{self, List};
use super::name::normalise;
use super::prose::{self, Kind, Mention, Sentence};
use super::{Aspect, Fact, Place, Subject};
use crate::document::{Block, Document, Span};
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
    let own = own_names(outline);
    let report_year = outline.year.and_then(|year| i16::try_from(year).ok());
    let mut context = Context { report_year, ..Context::default() };
    let mut sections = outline.sections.iter().filter(|section| section.heading.is_some()).peekable();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else { continue };
        while let Some(section) = sections.next_if(|s| s.heading.is_some_and(|h| h.start <= paragraph.span.start)) {
            context.enter(section);
        }
        let sentences = prose::read(document, quantities, &own, block, paragraph.span);
        context.begin_paragraph(document.str(paragraph.span));
        for sentence in sentences {
            let value = |mention: &Mention| quantities.get(mention.quantity)?.base(None);
            let lists = list::lists(&sentence, &value);
            context.read(document, &sentence, &lists, quantities, &mut prose.facts);
            prose.lists.push(lists);
            prose.sentences.push(sentence);
        }
    }
    prose
}

/// Names of the reporting unit, the longest first.
fn own_names(outline: &Outline) -> Vec<String> {
    let names = outline.unit.iter().chain(&outline.aliases);
    let bare = |name: &String| name.strip_prefix("中共").map(str::to_owned);
    let mut own: Vec<String> = names.flat_map(|name| [Some(name.clone()), bare(name)]).flatten().collect();
    own.retain(|name| name.chars().count() >= 3);
    own.extend(outline.own_words());
    own.sort_by_key(|name| std::cmp::Reverse(name.len()));
    own
}

/// What a figure inherits.
#[derive(Debug, Default)]
struct Context {
    /// Year of the report; a figure of this year needs no year.
    report_year: Option<i16>,
    /// Headings above, outermost first.
    path: Vec<Above>,
    /// What the paragraph's opening title names (`1.行政运行（项）。`).
    title: Option<Subject>,
    /// The first subject the paragraph speaks of.
    topic: Option<Subject>,
    /// The last figure spoken of (年初预算, 决算): 支出决算A万元。其中基本支出B万元.
    figure: Option<&'static str>,
    /// Whether the paragraph before announced this one (具体情况如下：).
    announced: bool,
}

/// What a heading says about the figures under it; read once, for the many figures that ask.
#[derive(Debug)]
struct Above {
    level: u8,
    /// What the title names.
    subject: Option<Subject>,
    /// Whether a figure without a subject is one of the whole unit here.
    whole: bool,
    aspect: Aspect,
    /// The source of money the section is limited to, as final accounts do (一般公共预算财政拨款支出决算).
    scope: Option<&'static str>,
}

impl Above {
    fn new(section: &Section) -> Self {
        let title = section.title.as_str();
        let scope = title.contains("财政拨款").then(|| label::read(title).scope).flatten();
        Self {
            level: section.level,
            subject: subject_of_title(title),
            whole: is_whole(title),
            aspect: aspect_of(title),
            scope,
        }
    }
}

/// Whether a title is of the unit as a whole (部门整体支出情况), and not of one budget class (…机构事务（款）行政运行（项）).
fn is_whole(title: &str) -> bool {
    let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
    has(&PROSE.whole_sections) && !has(&PROSE.class_marks)
}

/// Longest title that a paragraph opens with and an amount follows at once, in characters.
const LONGEST_NAME: usize = 24;

/// The title that a paragraph opens with: `1.行政运行（项）。…`, `1.行政运行（项）263.58万元，…`, `“三公”经费：…`.
fn opening_title(text: &str) -> Option<&str> {
    let title = text.split(['。', '：', ':']).next().unwrap_or_default();
    let ends = title.len() < text.trim_end_matches(['。', '：']).len();
    let plain = |title: &str| !title.contains(['，', ',']) && !title.contains("万元");
    if !is_numbered(text) {
        let read = label::read(title);
        let known = matches!(read.subject, Some(Subject::Known(key)) if !label::FLOWS.contains(&key));
        let led = text.get(title.len()..).is_some_and(|behind| behind.starts_with(['：', ':']));
        return (known && led && read.measure.is_none() && plain(title)).then_some(title);
    }
    if ends && plain(title) {
        return Some(title);
    }
    // What stands before the first amount: a name, no figure of something that was named before.
    let number = title.find(|c: char| !(c.is_ascii_digit() || "（(）).．、 ".contains(c)))?;
    let end = number + title.get(number..)?.find(|c: char| c.is_ascii_digit())?;
    let name = title.get(..end)?;
    let behind = title.get(end..)?.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
    let short =
        name.chars().count() <= LONGEST_NAME && behind.starts_with(['万', '元']) && behind.contains(['，', ',']);
    let read = label::read(name);
    (short && plain(name) && read.measure.is_none() && read.subject.is_some()).then_some(name)
}

/// Whether a paragraph begins with a list number.
fn is_numbered(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "（(①②③④⑤⑥⑦⑧⑨".contains(c))
}

impl Context {
    fn enter(&mut self, section: &Section) {
        self.path.retain(|above| above.level < section.level);
        self.path.push(Above::new(section));
    }

    /// A paragraph that opens with a title of its own (`1.行政运行（项）。年初预算为…`) is about what the title names.
    fn begin_paragraph(&mut self, text: &str) {
        let title = opening_title(text);
        let is_title = title.is_some();
        let title = title.unwrap_or_default();
        let plain = outside_brackets(title);
        let fund = PROSE.fund_endings.end(&plain) && !PROSE.whole_unit.occur_in(&plain);
        self.title = (is_title && (fund || !is_whole(&plain))).then(|| subject_of_opening(title)).flatten();
        self.topic = None;
        if !(self.announced && is_numbered(text)) {
            self.figure = None;
            self.announced = text.trim_end().ends_with(['：', ':']) || text.contains("如下");
        }
    }

    /// Aim or result, as the nearest heading says that speaks of either; in 绩效目标完成情况 the last word decides.
    fn aspect(&self) -> Aspect {
        let mut aspects = self.path.iter().rev().map(|above| above.aspect);
        aspects.find(|aspect| *aspect != Aspect::Plain).unwrap_or_default()
    }

    /// The subject of a figure whose own words name none.
    fn inherited(&self) -> Subject {
        self.title.clone().or_else(|| self.topic.clone()).unwrap_or_else(|| self.of_heading())
    }

    /// What the headings above are about.
    fn of_heading(&self) -> Subject {
        for above in self.path.iter().rev() {
            match &above.subject {
                Some(Subject::Known(key)) => return Subject::Known(key),
                _ if above.whole => return Subject::Whole,
                Some(subject) => return subject.clone(),
                None => {}
            }
        }
        Subject::Whole
    }

    /// A flow under a heading or opening title that names something narrower than the unit is the flow of that.
    fn narrowed(&self, said: Subject) -> Subject {
        let flow = |subject: &Subject| {
            matches!(subject, Subject::Known("income" | "expense" | "income_total" | "expense_total"))
        };
        match self.title.clone().unwrap_or_else(|| self.of_heading()) {
            narrower if flow(&said) && !flow(&narrower) && narrower != Subject::Whole => narrower,
            Subject::Named(project) if said == Subject::Known("project") && is_project(&project) => {
                Subject::Named(project)
            }
            _ => said,
        }
    }

    /// The source of money that the headings limit the figure to.
    fn scope(&self) -> Option<&'static str> {
        self.path.iter().rev().find_map(|above| above.scope)
    }

    fn read(
        &mut self,
        document: &Document,
        sentence: &Sentence,
        lists: &[List],
        quantities: &[Quantity],
        facts: &mut Vec<Fact>,
    ) {
        // 一般公共预算财政拨款支出中，基本支出A…: the opening words limit the whole sentence.
        let opening =
            sentence.mentions.first().map(|first| Span { start: sentence.span.start, end: first.clause.start });
        let opening = opening.map(|opening| document.str(opening)).unwrap_or_default();
        let lead_in = Opening::read(opening);
        let mut before: Option<Fact> = None;
        let mut total_of = vec![None; sentence.mentions.len()];
        for list in lists {
            for part in &list.parts {
                if let Some(total) = total_of.get_mut(*part).filter(|total| total.is_none()) {
                    *total = Some(list.total);
                }
            }
        }
        let mut read: Vec<Option<Fact>> = Vec::with_capacity(sentence.mentions.len());
        for (index, mention) in sentence.mentions.iter().enumerate() {
            let head =
                total_of.get(index).copied().flatten().and_then(|total| read.get(total)).and_then(Option::as_ref);
            // 更新用车1辆（17.68万元）: the price of what was counted, no figure of the accounts.
            let counted = index.checked_sub(1).and_then(|before| sentence.mentions.get(before)).filter(|before| {
                matches!(before.dimension, Dimension::Count | Dimension::People) && mention.depth > before.depth
            });
            let priced = counted.is_some()
                && mention.dimension == Dimension::Money
                && label::is_bare(document.str(mention.clause));
            // 分别应付28.80万元、48.00万元: the second of several for which the sentence has no names.
            let nameless = mention.adjoins && head.is_none() && mention.label == Label::default();
            let fact = (matches!(mention.kind, Kind::Figure | Kind::Rate) && !priced && !nameless)
                .then(|| self.fact(sentence, mention, head, before.as_ref(), &lead_in, quantities))
                .flatten();
            if let Some(fact) = &fact {
                if mention.kind == Kind::Figure && !mention.limits && fact.dimension == Dimension::Money {
                    self.figure = fact.measure.or(self.figure);
                }
                if head.is_none() && mention.kind == Kind::Figure {
                    before = Some(fact.clone());
                    let own = mention.subject().is_some();
                    if own && self.title.is_none() && self.topic.is_none() && !matches!(fact.subject, Subject::Named(_))
                    {
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
        lead_in: &Opening,
        quantities: &[Quantity],
    ) -> Option<Fact> {
        let quantity = quantities.get(mention.quantity)?;
        let own = &mention.label;
        let said_subject = own.subject.clone();
        let near = before.filter(|before| before.dimension == mention.dimension || mention.kind == Kind::Rate);
        // 预算A万元，支出B万元: what is called expenditure beside a budget was spent, unless the budget is one of income.
        let bare_expense = own.bare_flow && said_subject == Some(Subject::Known("expense")) && own.measure.is_none();
        let spent_of_it = bare_expense
            && near.is_some_and(|near| {
                let flow = matches!(&near.subject, Subject::Known(key) if label::FLOWS.contains(key));
                matches!(near.measure, Some("init" | "planned" | "budget")) && !flow
            });
        let measure = own
            .measure
            .or(spent_of_it.then_some("exec"))
            .or(head.and_then(|head| head.measure))
            .or(lead_in.figure)
            .or_else(|| {
                let said = said_subject.as_ref()?;
                let measure = near?.measure?;
                if is_grand_total(said) { of_grand_total(measure) } else { Some(measure) }
            });
        let said = said_subject.clone().filter(|_| !(own.bare_flow && near.is_some_and(is_narrow)));
        let said = said.map(|said| self.narrowed(said));
        // 甲项目全年养护堤防94公里，支出382万元: the sentence has said whose money it is.
        let project = before.map(|before| &before.subject).filter(|subject| names_project(subject));
        let of_sentence = near.map(|near| &near.subject).or(project).cloned();
        let subject = said.or(of_sentence).or_else(|| lead_in.subject.clone()).unwrap_or_else(|| self.inherited());
        let flow = matches!(subject, Subject::Known("income" | "expense"));
        // 总支出A万元, with no figure named, is what was spent; a known part without a figure is one of the last spoken of.
        let money = mention.dimension == Dimension::Money;
        let measure = measure.or((flow && money).then_some("exec"));
        let measure = measure.or_else(|| {
            let figure = self.figure.filter(|_| money && matches!(subject, Subject::Known(_)))?;
            if is_grand_total(&subject) { of_grand_total(figure) } else { Some(figure) }
        });
        let of_whole = measure.is_some_and(|measure| OF_THE_WHOLE.contains(&measure));
        // 整体支出绩效自评得分 is the mark of the unit.
        let of_whole = of_whole || mention.dimension == Dimension::Score;
        let subject = if flow && of_whole { Subject::Whole } else { subject };
        let inherited = head.or(near).and_then(|other| other.year).filter(|_| own.year.is_none());
        let year = own.year.or(inherited);
        // 局本级调整后预算A万元中，项目支出B万元、基本支出C万元.
        let of_own_unit =
            |near: &&Fact| near.scope == Some(label::OWN_UNIT) || near.subject == Subject::Known(label::OWN_UNIT);
        let own_unit = near.filter(of_own_unit).map(|_| label::OWN_UNIT);
        Some(Fact {
            quantity: mention.quantity,
            said: said_subject.is_some() && own.measure.is_some(),
            subject,
            measure,
            scope: own
                .scope
                .or(head.and_then(|head| head.scope))
                .or(lead_in.scope)
                .or(own_unit)
                .or_else(|| self.scope()),
            aspect: self.aspect(),
            year: if own.last_year { Some(-1) } else { year.filter(|year| Some(*year) != self.report_year) },
            label: mention.clause,
            place: Place::Prose { block: sentence.block, sentence: sentence.index },
            unit: quantity.unit,
            dimension: mention.dimension,
        })
    }
}

/// What the words before a sentence's first clause with a number say of all its figures.
#[derive(Debug, Default)]
struct Opening {
    /// The source of money: 一般公共预算财政拨款支出中，基本支出A….
    scope: Option<&'static str>,
    /// The figure: 收入决算中，事业收入A….
    figure: Option<&'static str>,
    /// What is singled out: 结转较大的为示例工程，结转A….
    subject: Option<Subject>,
}

impl Opening {
    fn read(text: &str) -> Self {
        let said = label::read(text);
        let clause = text.trim_end_matches(['，', ',', ' ']);
        let figure = said.measure.filter(|_| clause.ends_with('中'));
        let single = PROSE.singling_out.iter().find_map(|word| clause.rsplit_once(word.as_str()));
        // 项目支出方面，年初预算A万元: all that follows is of what is named.
        let spoken_of = clause.strip_suffix("方面").and_then(|name| label::read(name).subject);
        let subject = single.and_then(|(_, name)| label::read(name).subject).or(spoken_of);
        Self { scope: said.scope, figure, subject }
    }
}

/// Whether a heading names one project, whose 项目支出 is its own.
fn is_project(title: &str) -> bool {
    PROSE.project_endings.end(title)
}

/// The figure that 收入总计 or 支出总计 is after another: nothing is carried over in total, and what is left at the end of the
/// year is told of what was spent.
fn of_grand_total(measure: &'static str) -> Option<&'static str> {
    match measure {
        "carry_out" => Some("exec"),
        "init" | "planned" | "budget" | "exec" => Some(measure),
        _ => None,
    }
}

/// Whether a subject is 收入总计 or 支出总计.
fn is_grand_total(subject: &Subject) -> bool {
    matches!(subject, Subject::Known("income_total" | "expense_total" | "both_totals"))
}

/// Whether a subject is called a project, whatever else its clause says.
fn names_project(subject: &Subject) -> bool {
    matches!(subject, Subject::Named(name) if PROSE.project_endings.occur_in(name))
}

/// Whether a figure is of something narrower than the unit: a class of expenditure, a project.
fn is_narrow(fact: &Fact) -> bool {
    match &fact.subject {
        Subject::Whole => false,
        Subject::Known(key) => !label::FLOWS.contains(key),
        Subject::Named(_) => true,
    }
}

/// Whether a heading speaks of aims or of results.
fn aspect_of(title: &str) -> Aspect {
    if PROSE.next_year.occur_in(title) {
        return Aspect::Plain;
    }
    let last = |words: &[String]| words.iter().filter_map(|word| Some(title.rfind(word.as_str())? + word.len())).max();
    match (last(&PROSE.target_sections), last(&PROSE.actual_sections)) {
        (None, None) => Aspect::Plain,
        (target, actual) if target >= actual => Aspect::Target,
        _ => Aspect::Actual,
    }
}

/// A title without its brackets: 农林水支出（其他） is no section of other matters.
fn outside_brackets(title: &str) -> String {
    let mut depth = 0_u32;
    title
        .chars()
        .filter(|letter| {
            depth += u32::from(matches!(letter, '（' | '('));
            let outside = depth == 0;
            depth -= u32::from(matches!(letter, '）' | ')') && depth > 0);
            outside
        })
        .collect()
}

/// What a paragraph's opening title names. 农林水支出（事业机构） and 农林水支出（其他） are two things; so are the classes
/// 农林水支出（类）林业（款）, whose names stand outside the brackets.
fn subject_of_opening(title: &str) -> Option<Subject> {
    let of_class = PROSE.class_marks.occur_in(title);
    if of_class || !title.contains(['（', '(']) {
        return subject_of_title(title);
    }
    let name = normalise(&title.replace(['（', '）', '(', ')'], ""));
    (!name.is_empty()).then_some(Subject::Named(name))
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
