//! Running text → mentions: each number of a sentence with the words that say what it is.

use super::Subject;
use super::label::{self, Label};
use crate::document::{Document, Span};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::vocabulary::{PROSE, TERMS, TermKind, Words};

/// A sentence with its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Block it stands in.
    pub block: usize,
    /// Number within the block, from 0.
    pub index: usize,
    /// Where.
    pub span: Span,
    /// Its numbers, in order.
    pub mentions: Vec<Mention>,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which quantity (position in the report's quantities).
    pub quantity: usize,
    /// The clause before the number.
    pub clause: Span,
    /// What the clause says.
    pub label: Label,
    /// What the number does in the sentence.
    pub kind: Kind,
    /// How it is tied to the numbers before it.
    pub lead: Lead,
    /// Depth of brackets around it.
    pub depth: u8,
    /// What it measures.
    pub dimension: Dimension,
    /// The counter as written (辆, 户, 处); only things of one counter add up.
    pub counter: String,
    /// Whether a semicolon stands between it and the number before.
    pub after_semicolon: bool,
    /// Whether only a 、 or nothing but a list word stands between it and the number before.
    pub adjoins: bool,
    /// Whether the words keep it out of the list it stands in: 不计入三公经费口径的11辆.
    pub outside: bool,
    /// Whether it is told of besides the list before it: 另有退休47人.
    pub beside: bool,
    /// Whether others are held against it: 控制在年初预算12万元以内.
    pub limits: bool,
    /// Whether a rate is taken of it right behind: 占年初预算100万元的5%.
    pub divides: bool,
}

/// What a number does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A figure of its own.
    Figure,
    /// An earlier year's figure that another is compared with (较上年2.08).
    Earlier,
    /// A change against an earlier figure, upwards.
    Up,
    /// A change downwards.
    Down,
    /// A share of something (占…的p%).
    Share,
    /// A rate of fulfilment (完成年初预算的p%, 执行率p%).
    Rate,
    /// The price or the allowance of one (每人每月1,400元): never added to what there is in all.
    Each,
    /// An aim in passing (下降20%的目标): no change, and never compared with anything.
    Aim,
}

/// How a number is tied to the numbers before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Not at all.
    None,
    /// It opens a list of parts of the number before, which need not be complete (其中).
    Among,
    /// It opens a list of parts that is meant to be complete (包括, 分别为).
    Namely,
    /// It is the sum of the numbers before (合计).
    Total,
}

/// Cuts a paragraph into sentences and reads their numbers. `quantities` are those of the whole report.
///
/// `own` are the names of the reporting unit: a figure of the unit itself is one of the whole.
pub fn read(document: &Document, quantities: &[Quantity], own: &[String], block: usize, span: Span) -> Vec<Sentence> {
    let first = quantities.partition_point(|quantity| quantity.span.start < span.start);
    let last = quantities.partition_point(|quantity| quantity.span.start < span.end);
    let inside = quantities.get(first..last).unwrap_or_default();
    if inside.is_empty() {
        return Vec::new();
    }
    let mut sentences = Vec::new();
    let mut next = 0;
    for (index, sentence) in sentence_spans(&document.text, span).into_iter().enumerate() {
        let from = next;
        while inside.get(next).is_some_and(|quantity| quantity.span.start < sentence.end) {
            next += 1;
        }
        if next > from {
            let numbers = inside.get(from..next).unwrap_or_default();
            let mentions = mentions(document, numbers, own, first + from, sentence);
            sentences.push(Sentence { block, index, span: sentence, mentions });
        }
    }
    sentences
}

/// Sentences end at 。！？ outside brackets; a full stop inside a bracket ends nothing.
pub fn sentence_spans(text: &str, span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = span.start as usize;
    let mut depth = 0_i32;
    for (at, character) in span.of(text).char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = (depth - 1).max(0),
            '。' | '！' | '？' | '!' | '?' if depth <= 0 || character == '。' => {
                let end = span.start as usize + at + character.len_utf8();
                spans.push(Span::new(start, end));
                start = end;
                depth = 0;
            }
            _ => {}
        }
    }
    if start < span.end as usize {
        spans.push(Span::new(start, span.end as usize));
    }
    spans
}

fn mentions(
    document: &Document,
    quantities: &[Quantity],
    own: &[String],
    offset: usize,
    sentence: Span,
) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::with_capacity(quantities.len());
    let mut before = sentence.start;
    let mut depth = 0_u8;
    for (index, quantity) in quantities.iter().enumerate() {
        let region = Span::new(before as usize, quantity.span.start.max(before) as usize);
        let cut = Cut::new(&document.text, region, &mut depth);
        let clause =
            if label::is_bare(cut.clause.of(&document.text)) && !cut.wider.is_empty() { cut.wider } else { cut.clause };
        let words = document.str(clause);
        let dimension = quantity.unit.map_or(Dimension::Count, Unit::dimension);
        let label = label_of(document, words, own, quantity);
        // 年中调增 is a figure of the budget, not a change against last year; beside a 调减 it is only half of one.
        let adjusts = label.measure == Some("delta")
            && (quantity.value.is_sign_negative() || !document.str(sentence).contains("调减"));
        let behind = document.text.get(quantity.span.end as usize..).unwrap_or_default();
        mentions.push(Mention {
            quantity: offset + index,
            clause,
            label,
            kind: if adjusts { Kind::Figure } else { kind(words, dimension, behind) },
            lead: if is_new_series(words) { Lead::None } else { lead(&outside_brackets(document.str(region))) },
            depth,
            dimension,
            counter: counter(document, quantity, dimension),
            after_semicolon: document.str(region).contains(['；', ';']),
            adjoins: label::is_bare(document.str(region)),
            outside: (PROSE.outside.occur_in(words) || PROSE.averages.occur_in(words)),
            beside: PROSE.besides.occur_in(words),
            limits: is_limit(words, behind),
            divides: quantities.get(index + 1).is_some_and(|next| is_rate_of(document, quantity, next)),
        });
        before = quantity.span.end;
    }
    share_out(document, quantities, &mut mentions);
    let arrivals: Vec<usize> = (1..mentions.len()).filter(|at| arrives_at(document, &mentions, *at)).collect();
    for at in arrivals {
        // 由83件降至71件 opens no list.
        if let Some(from) = at.checked_sub(1).and_then(|at| mentions.get_mut(at)) {
            from.lead = Lead::None;
        }
    }
    mentions
}

/// Whether a number is the end of a way that the one before it began: 由A降至B.
fn arrives_at(document: &Document, mentions: &[Mention], at: usize) -> bool {
    let clause = |at: usize| mentions.get(at).map(|mention| document.str(mention.clause).trim());
    let goes = clause(at).is_some_and(|to| PROSE.rises.end(to) || PROSE.falls.end(to) || PROSE.becomes.end(to));
    goes && at.checked_sub(1).and_then(clause).is_some_and(|from| from.contains(['由', '从']))
}

/// Whether the words around a number make it a limit.
fn is_limit(words: &str, behind: &str) -> bool {
    let within = PROSE.within.begin(behind);
    within || PROSE.limiting.occur_in(words)
}

/// What the words before a number say; where they name no figure, what follows it does: 超过100万元的年初预算.
fn label_of(document: &Document, words: &str, own: &[String], quantity: &Quantity) -> Label {
    let words = own.iter().fold(without_brackets(words), |words, name| words.replace(name.as_str(), ""));
    let mut label = label::read(&words);
    let behind = document.text.get(quantity.span.end as usize..).unwrap_or_default();
    if let Some((term, _)) = behind.strip_prefix('的').and_then(|behind| TERMS.at_start(behind)) {
        if term.kind == TermKind::Measure {
            label = Label { measure: Some(term.key.as_str()), ..Label::default() };
        }
    } else if let (None, Some(behind)) = (&label.subject, behind.strip_prefix('的')) {
        label.subject = named_behind(behind);
    }
    label
}

/// Whether only 的 stands between a number and a percentage.
fn is_rate_of(document: &Document, quantity: &Quantity, next: &Quantity) -> bool {
    let between = Span { start: quantity.span.end, end: next.span.start.max(quantity.span.end) };
    next.unit.is_some_and(|unit| unit.dimension() == Dimension::Percent) && document.str(between).trim() == "的"
}

/// The counter of a counted thing; empty for what is measured in a unit.
fn counter(document: &Document, quantity: &Quantity, dimension: Dimension) -> String {
    let written = Span { start: quantity.number.end.min(quantity.span.end), end: quantity.span.end };
    // 台（套） is 台.
    let word = document.str(written).split(['（', '(']).next().unwrap_or_default();
    if dimension == Dimension::Count { word.trim().to_owned() } else { String::new() }
}

/// Longest name that is read after a number, in characters.
const LONGEST_NAME: usize = 30;

/// What a number before its name is of: 全年预算120万元的示例消防项目.
fn named_behind(behind: &str) -> Option<Subject> {
    let ends = |c: char| "，。、；：,;:（(".contains(c) || c.is_whitespace();
    let name: String = behind.chars().take_while(|c| !ends(*c)).take(LONGEST_NAME).collect();
    label::read(&name).subject
}

/// The clause before a number, and the wider one to fall back on where it says nothing.
struct Cut {
    clause: Span,
    wider: Span,
}

impl Cut {
    /// Cuts `region` at commas and colons outside balanced brackets; an unbalanced bracket opens a new clause.
    fn new(text: &str, region: Span, depth: &mut u8) -> Self {
        let base = region.start as usize;
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut starts = vec![base];
        for (at, character) in region.of(text).char_indices() {
            let after = base + at + character.len_utf8();
            match character {
                '（' | '(' | '〔' | '[' => {
                    open.push((after, starts.len()));
                    starts.push(after);
                }
                '）' | ')' | '〕' | ']' => match open.pop() {
                    // Balanced: what is inside belongs to the words before it.
                    Some((_, kept)) => starts.truncate(kept),
                    None => {
                        *depth = depth.saturating_sub(1);
                        starts.push(after);
                    }
                },
                '，' | ',' | '：' | ':' | '；' | ';' => starts.push(after),
                _ => {}
            }
        }
        *depth = depth.saturating_add(u8::try_from(open.len()).unwrap_or(u8::MAX));
        let end = region.end as usize;
        let from = |back: usize| starts.len().checked_sub(back).and_then(|index| starts.get(index)).copied();
        let clause = from(1).map_or(region, |start| Span::new(start, end));
        let wider = from(2).map_or(Span::new(end, end), |start| Span::new(start, end));
        Self { clause, wider }
    }
}

/// A label without balanced brackets and their content.
fn without_brackets(words: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept
}

fn tail_arrives(words: &str) -> bool {
    words.trim_end_matches(|c: char| c.is_whitespace() || "约：:了".contains(c)).ends_with(['到', '至', '为'])
}

/// 比上年增产1.20万吨, 比上年扩大20万亩: a verb between the year and the number makes it the change, whichever the verb is;
/// its first character tells the way.
fn changed_since(words: &str) -> Option<Kind> {
    let at = PROSE.comparing.iter().filter_map(|word| words.rfind(word.as_str())).max()?;
    let tail = words.get(at..)?;
    let year = PROSE.last_year.iter().filter_map(|word| Some(tail.find(word.as_str())? + word.len())).max()?;
    let verb = tail.get(year..)?.trim();
    let first = verb.chars().next().filter(|_| verb.chars().count() > 1)?;
    match () {
        () if PROSE.rising.contains(first) => Some(Kind::Up),
        () if PROSE.falling.contains(first) => Some(Kind::Down),
        () => None,
    }
}

fn kind(words: &str, dimension: Dimension, behind: &str) -> Kind {
    let tail = words.trim_end_matches(|c: char| c.is_whitespace() || "约为达到了：:".contains(c));
    // 提高到96% gives the new rate, not the change; 增幅为96% gives the change.
    let arrives = tail_arrives(words) && !PROSE.change_names.end(tail);
    let ends = |list: &Words| list.end(tail) || list.end(words.trim_end());
    let has = |list: &Words| list.occur_in(words);
    let percent = dimension == Dimension::Percent;
    // 未达到下降20%的目标: an aim, no change.
    let named = behind.strip_prefix('的').unwrap_or(behind);
    let aimed = PROSE.aims.begin(named);
    if aimed && (ends(&PROSE.up) || ends(&PROSE.down)) {
        Kind::Aim
    } else if !arrives && ends(&PROSE.up) {
        Kind::Up
    } else if !arrives && ends(&PROSE.down) {
        Kind::Down
    } else if percent && has(&PROSE.share) {
        Kind::Share
    } else if percent && has(&PROSE.completion) {
        Kind::Rate
    } else if let Some(change) = changed_since(words).filter(|_| !arrives) {
        change
    } else if compares(words, behind) {
        Kind::Earlier
    } else if dimension == Dimension::Money && (has(&PROSE.each) || has(&PROSE.averages)) {
        Kind::Each
    } else {
        Kind::Figure
    }
}

/// Whether the number is what another is compared with: 比上年2.08, 与2022年度4,512.87万元相比.
fn compares(words: &str, behind: &str) -> bool {
    let Some(at) = PROSE.comparing.iter().filter_map(|word| words.rfind(word.as_str())).max() else { return false };
    let tail = words.get(at..).unwrap_or_default();
    // 与 joins as often as it compares; 相比 or 持平 behind the number tells.
    let joins = tail.starts_with('与') && !PROSE.compared_behind.begin(behind);
    let label = label::read(tail);
    // 比年初预算72万元少支13万元: what the change behind it is measured against.
    let changes = !tail.starts_with('与') && (PROSE.up.begin(behind) || PROSE.down.begin(behind));
    let earlier = changes || label.last_year || label.year.is_some() || PROSE.last_year.occur_in(tail);
    !joins && earlier
}

/// The text without balanced brackets and what is in them; a bracket that stays open opens a clause.
fn outside_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut open: Vec<usize> = Vec::new();
    for character in text.chars() {
        match character {
            '（' | '(' => {
                open.push(kept.len());
                kept.push(character);
            }
            '）' | ')' => {
                if let Some(start) = open.pop() {
                    kept.truncate(start);
                }
            }
            _ => kept.push(character),
        }
    }
    kept
}

fn lead(region: &str) -> Lead {
    // What a semicolon ends opens no list after it: 比上年增加，主要是接待增加；公务用车费8万元.
    let region = region.rsplit(['；', ';']).next().unwrap_or(region);
    let clauses: Vec<&str> = region.split(['，', ',', '：', ':', '（', '(', '、']).map(str::trim).collect();
    let last = clauses.last().copied().unwrap_or_default();
    let starts = |list: &[String]| {
        clauses
            .iter()
            .any(|clause| list.iter().any(|word| clause.starts_with(word.as_str()) && !is_reason(clause, last)))
    };
    let ends =
        |list: &[String]| list.iter().any(|word| region.trim_end_matches(['：', ':', ' ']).ends_with(word.as_str()));
    // 按用途分为：办公费3万元…
    let before_colon = region.rsplit_once(['：', ':']).map_or("", |(before, _)| before.trim_end());
    let announced = PROSE.closed_lists.end(before_colon);
    if starts(&PROSE.open_lists) {
        Lead::Among
    } else if starts(&PROSE.closed_lists) || ends(&PROSE.closed_lists) || announced {
        Lead::Namely
    } else if PROSE.totals.begin(last) {
        Lead::Total
    } else {
        Lead::None
    }
}

/// Whether a clause gives a reason and the number stands in a later one: 主要是接待增加，公务用车费8万元.
fn is_reason(clause: &str, last: &str) -> bool {
    clause != last && clause.starts_with("主要") && !label::is_bare(clause)
}

/// `甲、乙和丙分别为A、B和C`: gives each value its own name.
fn share_out(document: &Document, quantities: &[Quantity], mentions: &mut [Mention]) {
    let mut index = 0;
    while index < mentions.len() {
        let Some(names) = mentions.get(index).and_then(|mention| respective_names(document, mention)) else {
            index += 1;
            continue;
        };
        let dimension = mentions.get(index).map(|mention| mention.dimension);
        let run = mentions
            .iter()
            .skip(index + 1)
            .take_while(|next| next.adjoins && Some(next.dimension) == dimension)
            .count()
            + 1;
        if run == names.len() && quantities.len() >= run {
            let figure = mentions.get(index).and_then(|mention| mention.label.measure);
            for (mention, name) in mentions.iter_mut().skip(index).zip(&names) {
                mention.label = label::read(name);
                mention.label.measure = mention.label.measure.or(figure);
            }
        }
        index += run;
    }
}

/// Whether the words open another series over things named before: 决算分别为A、B after 甲、乙预算分别为C、D.
fn is_new_series(words: &str) -> bool {
    let names =
        PROSE.respective.iter().find_map(|word| words.trim_end_matches(['：', ':', ' ']).strip_suffix(word.as_str()));
    names.is_some_and(|names| !label::is_bare(names) && !names.contains(['、', '和', '及', '与']))
}

fn respective_names(document: &Document, mention: &Mention) -> Option<Vec<String>> {
    let words = document.str(mention.clause).trim_end_matches(['：', ':', ' ']);
    let names = PROSE.respective.iter().find_map(|word| words.strip_suffix(word.as_str()))?;
    let names: Vec<String> = names.split(['、', '和', '及']).map(|name| name.trim().to_owned()).collect();
    (names.len() > 1 && names.iter().all(|name| !name.is_empty())).then_some(names)
}

impl Mention {
    /// The subject the clause names, if it names one.
    pub fn subject(&self) -> Option<&Subject> {
        self.label.subject.as_ref()
    }
}
