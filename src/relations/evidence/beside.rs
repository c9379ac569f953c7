//! Percentages whose two figures stand right before them (收回288份，满意270份，满意度93.75%): the place alone is nearly always
//! right, so that they are held against each other even where no slip of the pen explains the difference.
//!
//! How often the place is right was counted on 5 + 34 labelled reports, the fixtures and one batch, wherever no other
//! reading agreed: each shape says its share below.

use super::figures::Figure;
use super::rates::{Reading, Shape};
use crate::facts::prose::Kind;
use crate::facts::{Subject, label};
use crate::quantity::Dimension;
use crate::relations::slip;
use crate::relations::{Input, Relation, Verdict};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;

/// Figures before a percentage among which the whole that it names is looked for.
const REACH: usize = 24;

/// Characters of a name that are enough to know a whole by.
const LEAST_NAME: usize = 3;

/// A hundred percent, in ten-thousandths.
const ALL: i64 = 1_000_000;

/// How sure the place of two figures is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// Both are named by their place and by their words: 97 of 100 and more hold.
    Named,
    /// The place says so and no words do: about nine of ten hold, and a wrong one must be near or a slip of the pen.
    Placed,
}

/// The two figures that a percentage is made of by its place, and how sure that is.
pub(super) fn reading(input: &Input, figures: &[Figure], at: usize) -> Option<(Reading, Sure)> {
    let words = Words { input, figures };
    let rate = figures.get(at)?;
    if !words.is_plain_rate(rate) {
        return None;
    }
    let reading = of_what_it_names(&words, at).or_else(|| of_two(&words, at)).or_else(|| of_named_whole(&words, at));
    reading.filter(|(reading, sure)| words.are_of_one_thing(rate, reading, *sure))
}

/// Whether a broken relation of such a reading may be spoken of.
pub(super) fn may_speak(sure: Sure, relation: &Relation) -> bool {
    let Some((stated, expected)) = relation.stated.zip(relation.expected) else { return false };
    let near = (stated - expected).abs().checked_mul(Decimal::TEN).is_some_and(|ten| ten <= expected.abs());
    let slipped = slip::is_telling(stated, expected.round_dp(stated.scale()));
    relation.verdict == Verdict::Broken && (sure == Sure::Named || near || slipped)
}

/// `改造面积16.56万平方米，为目标16万平方米的103.50%`: the whole is what the percentage is written of (14 of 14 hold).
fn of_what_it_names(words: &Words, at: usize) -> Option<(Reading, Sure)> {
    let (part, base) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let whole = words.figures.get(base)?;
    let told = whole.mention.divides && words.follow(part, base) && words.follow(base, at);
    let reading = Reading { part, base, shape: Shape::Share };
    (told && words.are_alike(part, base) && !words.are_joined(part, base)).then_some((reading, Sure::Named))
}

/// `抽检水样412份，合格398份，合格率96.6%`, `在职46人，其中技术人员31人，占67.39%`: a whole, its part, and the percentage.
///
/// With a word that the part and the rate share, or 占 and no more, all of 68 hold; with other names 58 of 65.
fn of_two(words: &Words, at: usize) -> Option<(Reading, Sure)> {
    let clause = words.clause(words.figures.get(at)?);
    let named = |part: usize| words.figures.get(part).is_some_and(|own| shared_word(&words.around(own), &clause));
    let (part, base) = (at.checked_sub(1)?, at.checked_sub(2)?);
    // 绩效指标14项，完成11项，未完成3项，完成率78.57%: what was not done stands between.
    let denied = words.is_denied(part) && !clause.contains(NEGATIONS) && words.follow(part, at);
    if denied && base > 0 {
        let reading = Reading { part: base, base: base - 1, shape: Shape::Share };
        let told = words.are_in_order(base - 1, base) && words.are_in_order(base, part) && named(base);
        return (told && words.may_be_part(&reading, at)).then_some((reading, Sure::Named));
    }
    let reading = Reading { part, base, shape: Shape::Share };
    let (own, rate) = (words.figures.get(part)?, words.figures.get(at)?);
    if !words.are_in_order(base, part) || !words.follow(part, at) || own.mention.divides {
        return None;
    }
    let sure = if rate.mention.kind == Kind::Share {
        (clause == "占" || clause == "占比").then_some(Sure::Named)?
    } else if named(part) {
        Sure::Named
    } else {
        Sure::Placed
    };
    // 检验2,418台，应检2,460台，定期检验率98.29%: what was asked for may come last.
    let reversed = words.is_asked(part) && !words.is_asked(base);
    // 计划120家，实际检查126家，检查覆盖率100%: more was done than asked for.
    let exceeded = words.is_asked(base) && !words.may_be_part(&reading, at);
    (!reversed && !exceeded && (sure == Sure::Named || words.may_be_part(&reading, at))).then_some((reading, sure))
}

/// `全年预算总额为2,125.37万元。…支出2,081.74万元，占全年预算总额的97.95%`: the whole has the very name that the percentage says,
/// and is the last that has it (31 of 31 hold).
fn of_named_whole(words: &Words, at: usize) -> Option<(Reading, Sure)> {
    let part = at.checked_sub(1)?;
    let (own, rate) = (words.figures.get(part)?, words.figures.get(at)?);
    let clause = words.clause(rate);
    let name = ["占", "相当于", "完成", "达到", "为"].iter().find_map(|word| clause.strip_prefix(word))?;
    let name = name.strip_suffix('的')?.trim_end_matches('数');
    if !words.follow(part, at) || name.chars().count() < LEAST_NAME {
        return None;
    }
    let is_it = |place: &usize| {
        words.figures.get(*place).is_some_and(|whole| {
            let label = words.clause(whole);
            let label = label.trim_end_matches(|c: char| "为是达共计合：:数".contains(c));
            own.is_like(whole)
                && matches!(whole.mention.kind, Kind::Figure)
                && label.ends_with(name.trim_end_matches("合计"))
        })
    };
    let base = (0..part).rev().take(REACH).find(is_it)?;
    let reading = Reading { part, base, shape: Shape::Share };
    // The figure right before the percentage may be the last of a list that has the name.
    let alone = part == 0 || !words.are_joined(part - 1, part);
    (alone && words.may_be_part(&reading, at)).then_some((reading, Sure::Named))
}

/// Whether two figures of one sentence follow each other without another number or a semicolon between them.
pub(super) fn follow(figures: &[Figure], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (figures.get(one), figures.get(other)) else { return false };
    one.sentence == other.sentence
        && one.mention.quantity + 1 == other.mention.quantity
        && one.mention.depth == other.mention.depth
        && !other.mention.after_semicolon
}

/// The most letters in a row that stand in both texts.
pub(super) fn shared_letters(one: &str, other: &str) -> usize {
    let letters: Vec<char> = one.chars().filter(|letter| letter.is_alphabetic()).take(LONGEST_NAME).collect();
    let stands = |length: usize| letters.windows(length).any(|run| other.contains(&run.iter().collect::<String>()));
    (1..=letters.len()).take_while(|length| stands(*length)).count()
}

/// Letters of a name that are compared.
const LONGEST_NAME: usize = 24;

/// The words at figures.
struct Words<'a, 'i, 'f> {
    input: &'a Input<'i>,
    figures: &'a [Figure<'f>],
}

impl Words<'_, '_, '_> {
    fn clause(&self, figure: &Figure) -> String {
        let words = self.input.document.str(figure.mention.clause).chars().filter(|c| !c.is_whitespace());
        let words: String = words.collect();
        words.trim_start_matches(|c: char| "，,、；;（(".contains(c)).to_owned()
    }

    /// The clause of a figure with what stands behind its number: `23个一次验收合格`.
    fn around(&self, figure: &Figure) -> String {
        let behind = self.input.document.text.get(figure.span.end as usize..).unwrap_or_default();
        let behind = behind.chars().take(LONGEST).take_while(|c| !"，。；、：（,;:(\n\t".contains(*c));
        self.clause(figure).chars().chain(behind).collect()
    }

    /// Whether a percentage is stated as one that was reached: neither an aim nor a limit, nor of several together.
    fn is_plain_rate(&self, rate: &Figure) -> bool {
        let words = self.clause(rate);
        let others = [&PROSE.limits, &PROSE.overall, &PROSE.respective, &PROSE.totals, &PROSE.comparing];
        let plain = matches!(rate.mention.kind, Kind::Rate | Kind::Figure | Kind::Share);
        let several = rate.mention.adjoins && words != "的";
        let aimed = words.contains("目标") && !words.ends_with('的');
        plain && !several && !aimed && !others.iter().any(|list| list.occur_in(&words))
    }

    fn follow(&self, one: usize, other: usize) -> bool {
        follow(self.figures, one, other)
    }

    /// Whether nothing says that the percentage is of something else: 三公经费控制率 behind what was spent on receptions; the
    /// budget of the whole before what was spent on a part; 满意度, which is asked for in marks as well.
    fn are_of_one_thing(&self, rate: &Figure, reading: &Reading, sure: Sure) -> bool {
        let subject = |place: usize| self.figures.get(place).and_then(|figure| figure.mention.subject());
        let known = |subject: Option<&Subject>| matches!(subject, Some(Subject::Known(key)) if *key != "expense");
        let (part, base) = (subject(reading.part), subject(reading.base));
        let clause = self.clause(rate);
        let clause = clause.trim_end_matches(['为', '达', '到', '是', '：', ':']);
        let name = PROSE.rate_names.iter().find_map(|kind| {
            let whose = kind.names.iter().filter_map(|name| clause.strip_suffix(name.as_str()));
            Some((whose.max_by_key(|whose| whose.len())?, kind))
        });
        let whose = name.and_then(|(whose, _)| label::read(whose).subject);
        let whose = whose.as_ref().or(rate.mention.subject());
        let of_another = known(whose) && known(part) && whose != part;
        // 支出1,428.30万元，年末结余50.90万元，结余率3.44%: of what it may be the rate of there is nothing.
        let without_base = name.is_some_and(|(_, kind)| {
            let whole = self.figures.get(reading.base);
            let planned = whole.is_some_and(|whole| whole.mention.label.measure.is_some_and(|one| one != "exec"));
            let said = whole.is_some_and(|whole| kind.base.occur_in(&self.clause(whole)));
            let marks = whole.map(|whole| self.clause(whole)).unwrap_or_default();
            let all_marks = PROSE.whole_marks.occur_in(&marks) || kind.part.occur_in(&marks);
            if kind.base.is_empty() { all_marks } else { !planned && !said }
        });
        let of_part = rate.mention.label.measure.is_some() && known(part) && base.is_some() && part != base;
        let asked = sure == Sure::Placed && PROSE.satisfaction.occur_in(clause);
        !of_another && !of_part && !asked && !without_base
    }

    /// Whether two figures of one kind follow each other and are no items of one list.
    fn are_in_order(&self, one: usize, other: usize) -> bool {
        self.follow(one, other) && self.are_alike(one, other) && !self.are_joined(one, other)
    }

    /// Whether two figures stand beside each other in a list: 春季47.18万头、秋季49.24万头.
    fn are_joined(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.figures.get(one), self.figures.get(other)) else { return true };
        let behind = self.input.document.text.get(one.span.end as usize..).unwrap_or_default();
        behind.trim_start().starts_with(['、', '和', '及', '/', '或']) || other.mention.adjoins
    }

    /// Whether two figures are amounts or numbers of one kind, neither an earlier one nor a change.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.figures.get(one), self.figures.get(other)) else { return false };
        let plain = |figure: &Figure| {
            let measured = !figure.is_percent() && figure.mention.dimension != Dimension::Rate;
            figure.mention.kind == Kind::Figure && figure.value > 0 && measured
        };
        one.is_like(other) && plain(one) && plain(other)
    }

    /// Whether the part is no more than the whole, as the percentage says.
    fn may_be_part(&self, reading: &Reading, at: usize) -> bool {
        let value = |place: usize| self.figures.get(place).map_or(0, |figure| figure.value);
        value(reading.part) <= value(reading.base) || value(at) > ALL
    }

    /// Whether a figure is what was asked for and not what was done.
    fn is_asked(&self, place: usize) -> bool {
        let clause = self.figures.get(place).map(|figure| self.clause(figure)).unwrap_or_default();
        PROSE.asked.occur_in(&clause) && !PROSE.done.occur_in(&clause)
    }

    /// Whether a figure counts what was not done: 未完成3项.
    fn is_denied(&self, place: usize) -> bool {
        self.figures.get(place).is_some_and(|figure| self.clause(figure).starts_with(NEGATIONS))
    }
}

/// How what was not done begins.
const NEGATIONS: [char; 4] = ['不', '未', '没', '非'];

/// Characters behind a number that are looked at.
const LONGEST: usize = 12;

/// Whether a part and a rate share a word (合格 and 合格率) that the part does not deny (不合格).
fn shared_word(part: &str, rate: &str) -> bool {
    let letters: Vec<char> = rate.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.windows(2).any(|pair| {
        let word: String = pair.iter().collect();
        let said = |(at, _): (usize, &str)| !part.get(..at).is_some_and(|before| before.ends_with(NEGATIONS));
        part.match_indices(&word).any(said)
    })
}
