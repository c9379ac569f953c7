//! `ratio/growth`: a change against an earlier figure, its amount and its rate (比上年增加D万元，增长P%).

use super::{Comparison, Expr, Input, Operand, Relation, Role, Severity, Sign, Verdict, polarity, slip};
use crate::facts::prose::{Kind, Lead, Mention, Sentence};
use crate::quantity::{Dimension, Unit};
use crate::vocabulary::PROSE;
use rust_decimal::Decimal;
use std::collections::VecDeque;

/// Id of the rule.
pub const RULE: &str = "ratio/growth";

/// With no more figures than this before a change, one of them must be the one that changed.
const FEW: usize = 3;

/// Characters of a name that are enough to know a figure by.
const LEAST_NAME: usize = 2;

/// How many figures before a change are tried as the one that changed.
const REACH: usize = 12;

/// All changes stated in sentences.
pub fn relate(input: &Input) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut told: VecDeque<&Mention> = VecDeque::new();
    let mut block = None;
    for sentence in &input.prose.sentences {
        if block.replace(sentence.block) != Some(sentence.block) {
            told.clear();
        }
        relations.extend(changes(input, sentence, &told));
        for figure in sentence.mentions.iter().filter(|mention| mention.kind == Kind::Figure) {
            told.push_front(figure);
        }
        told.truncate(REACH);
    }
    relations
}

/// What a sentence has said so far: figures of this year, the earlier figure, the change.
#[derive(Default)]
struct Said<'a> {
    current: Vec<&'a Mention>,
    previous: Option<&'a Mention>,
    amount: Option<&'a Mention>,
    percents: Vec<&'a Mention>,
    /// A rate of growth that nothing before it explains.
    unmeasured: Option<&'a Mention>,
    /// Whether the last change was a part of the one before, or a reason for it.
    divided: bool,
}

impl<'a> Said<'a> {
    /// `2022年培训9,418人次，2023年比2022年减少391人次`: the figure of the year that the change is measured against is the
    /// earlier one, and nothing else has changed.
    fn set_earlier_aside(&mut self, mention: &Mention, change: &str, report: Option<i16>) {
        let last_year = PROSE.last_year.occur_in(change);
        // 2022年A，2023年B，与上年相比: the later of the two is this year's.
        let latest = self.current.iter().filter_map(|figure| figure.label.year).max();
        let report = report.or(latest);
        // 2024年执行数A万元，…较上年预算数减少: another figure of that year.
        let same = |figure: &Mention| mention.label.measure.is_none() || figure.label.measure == mention.label.measure;
        let is_compared = |figure: &&Mention| {
            same(figure)
                && figure.label.year.is_some_and(|year| {
                    let named = PROSE.comparing.iter().any(|word| change.contains(&format!("{word}{year}年")));
                    named || last_year && report.is_some_and(|report| year == report - 1)
                })
        };
        if let Some(at) = self.current.iter().rposition(is_compared).filter(|_| self.previous.is_none()) {
            self.previous = Some(self.current.remove(at));
        }
    }
}

impl Said<'_> {
    /// `原计划铺设24公里，实际铺设27公里，比原计划增加15%`: the words behind 比 stand at the figure that is meant.
    fn set_named_aside(&mut self, input: &Input, change: &Mention) {
        let words = input.document.str(change.clause);
        let Some((_, base)) = words.split_once(['比', '较']).filter(|_| self.previous.is_none()) else { return };
        let verb = PROSE.up.iter().chain(&PROSE.down).filter_map(|verb| base.find(verb.as_str())).min();
        let base = verb.and_then(|verb| base.get(..verb)).unwrap_or(base).trim();
        if base.chars().count() < LEAST_NAME || PROSE.last_year.occur_in(base) {
            return;
        }
        let is_named = |figure: &&Mention| input.document.str(figure.clause).contains(base);
        let mut named = self.current.iter().filter(|figure| is_named(figure));
        if let (Some(only), None) = (named.next().copied(), named.next()) {
            self.current.retain(|figure| figure.quantity != only.quantity);
            self.previous = Some(only);
        }
    }
}

impl Said<'_> {
    /// `年初预算A万元，…全年预算B万元，比年初预算增加D万元`: the change names the figure that it is measured against.
    fn set_budget_aside(&mut self, change: &Mention) {
        let own = change.label.measure.filter(|measure| *measure == "init" && !change.label.last_year);
        let Some(measure) = own.filter(|_| change.label.year.is_none()) else { return };
        let is_base = |figure: &&Mention| figure.label.measure == Some(measure) && figure.dimension == change.dimension;
        let mut bases = self.current.iter().filter(|figure| is_base(figure));
        if let (Some(base), None, None) = (bases.next().copied(), bases.next(), self.previous) {
            self.current.retain(|figure| figure.quantity != base.quantity);
            self.previous = Some(base);
        }
    }
}

impl Said<'_> {
    /// `比上年37.20万元下降9.81%，比预算节约4.45万元`: last year's figure is not what the second change is measured against.
    fn forget_other_base(&mut self, change: &Mention) {
        let budget = |mention: &Mention| matches!(mention.label.measure, Some("init" | "planned" | "budget"));
        self.previous = self.previous.filter(|previous| budget(previous) || !budget(change));
    }
}

impl<'a> Said<'a> {
    /// `比2022年增长5.00%，比2021年增长10.25%`: each change is measured against the year that it names.
    fn forget_other_year(&mut self, change: &Mention) {
        let other = |previous: &Mention| previous.label.year.is_some() && previous.label.year != change.label.year;
        if let Some(previous) = self.previous.filter(|previous| change.label.year.is_some() && other(previous)) {
            self.current.insert(0, previous);
            self.previous = None;
        }
    }

    /// `与上年A万元相比，本年B万元，增加…`: the earlier figure came first.
    fn begins(&mut self, input: &Input, mention: &'a Mention) {
        let compared = |previous: &&Mention| {
            let end = input.quantities.get(previous.quantity).map_or(0, |quantity| quantity.span.end as usize);
            let behind = input.document.text.get(end..).unwrap_or_default();
            previous.quantity + 1 == mention.quantity
                && previous.dimension == mention.dimension
                && PROSE.compared_behind.begin(behind)
        };
        self.current.push(mention);
        self.amount = None;
        self.divided = false;
        self.previous = self.previous.filter(compared);
    }

    /// `2022年支出A万元，2023年支出B万元，增长…`; `由A万元增至B万元，增长…`: the figure before is the earlier one.
    fn set_year_before_aside(&mut self, input: &Input, change: &Mention) {
        let [.., from, to] = self.current.as_slice() else { return };
        let (from, to) = (*from, *to);
        let year = |figure: &Mention| figure.label.year.or(input.year());
        let years = year(from).zip(year(to));
        let follow = from.label.year.is_some() && years.is_some_and(|(from, to)| from + 1 == to);
        // 2023年支出B万元，2022年支出A万元，同比下降: the later year may come first.
        let reversed = to.label.year.is_some() && years.is_some_and(|(from, to)| from == to + 1);
        let begins = input.document.str(from.clause).trim_end().ends_with(['由', '从']);
        let same = from.subject().zip(to.subject()).is_none_or(|(from, to)| from == to)
            && from.label.measure.zip(to.label.measure).is_none_or(|(from, to)| from == to);
        let alike = from.dimension == to.dimension && from.counter == to.counter && from.depth == to.depth;
        let next = to.quantity == from.quantity + 1 && change.quantity == to.quantity + 1;
        // 2023年比2021年增长 says itself which figure it is measured against.
        let own_base = compares(input, change);
        let free = self.previous.is_none() && self.amount.is_none() && !own_base;
        if free && (follow || begins || reversed) && same && alike && next {
            let earlier = if reversed { to } else { from };
            self.previous = Some(earlier);
            self.current.retain(|figure| figure.quantity != earlier.quantity);
        }
    }

    /// `比上年增加36万元，其中工资增加28万元`: a part of the change, or a reason for it, is measured against nothing that the
    /// sentence states.
    fn is_divided_by(&self, input: &Input, change: &Mention) -> bool {
        let Some(whole) = self.amount.filter(|whole| whole.dimension == change.dimension) else { return false };
        let compared_anew = self.previous.is_some_and(|previous| previous.quantity > whole.quantity);
        let introduced = matches!(change.lead, Lead::Among | Lead::Namely);
        let part = introduced || self.divided || change.depth > whole.depth || change.subject().is_some();
        part && !compared_anew && !compares(input, change)
    }

    /// An earlier figure; `减少6件（上年42件）` gives it behind the change that is measured against it.
    fn recalls(&mut self, input: &Input, mention: &'a Mention) -> Option<Relation> {
        let none_before = self.previous.is_none();
        self.previous = Some(mention);
        let amount = self.amount.filter(|amount| amount.quantity + 1 == mention.quantity)?;
        (none_before && mention.depth > amount.depth).then(|| difference(input, self, amount))?
    }

    /// 比2022年的90.5%: an earlier rate.
    fn earlier_rate(&self) -> Option<&'a Mention> {
        self.previous.filter(|previous| previous.dimension == Dimension::Percent)
    }
}

impl<'a> Said<'a> {
    /// What explains a rate right behind it: 同比增长18.24%（上年1,460.10万元）; 与2024年的12.05万元相比，下降5.56%，减少0.67万元.
    fn explains_behind(&mut self, input: &Input, mention: &'a Mention) -> Option<Relation> {
        let grown = self.unmeasured.filter(|rate| rate.quantity + 1 == mention.quantity)?;
        let enclosed = mention.depth > grown.depth && self.previous.is_none() && self.amount.is_none();
        let named = mention.label.year.is_some_and(|year| {
            let words = input.document.str(grown.clause);
            words.contains(&format!("{year}年")) || input.year().is_some_and(|own| year + 1 == own)
        });
        let earlier = match mention.kind {
            Kind::Earlier => true,
            Kind::Figure => mention.label.last_year || named,
            _ => false,
        };
        if enclosed && earlier {
            self.previous = Some(mention);
            return rate(input, self, grown);
        }
        let previous = self.previous.filter(|previous| previous.dimension == mention.dimension)?;
        let of_it = mention.kind == grown.kind && mention.depth == grown.depth && !mention.after_semicolon;
        if !of_it || !self.current.is_empty() {
            return None;
        }
        let operands = vec![
            input.operand(grown.quantity, Role::Stated)?,
            input.operand(mention.quantity, Role::Part)?,
            same_unit(input, previous, mention, Role::Base)?,
        ];
        Some(percent(operands, Expr::Operand(1), Expr::Operand(2)))
    }
}

/// Whether a change, or the earlier figure that it is measured against, follows what falls to one.
fn changes_next(mean: &Mention, next: &Mention) -> bool {
    matches!(next.kind, Kind::Earlier | Kind::Up | Kind::Down)
        && next.quantity == mean.quantity + 1
        && next.dimension == mean.dimension
}

/// `支出15.28万元，其中…。与上年的17.05万元相比，增加1.77万元`: the figure that changed is told in a sentence before. Only one that is
/// off by just the change is it, and then the words must say the right way.
fn of_paragraph(input: &Input, said: &Said, told: &VecDeque<&Mention>, amount: &Mention) -> Option<Relation> {
    let previous = said.previous.filter(|previous| previous.dimension == amount.dimension)?;
    let none_of_its_own = said.current.iter().all(|figure| figure.dimension != amount.dimension);
    let is_long = input.operand(amount.quantity, Role::Stated).is_some_and(|one| slip::significant(one.value) >= LONG);
    if !none_of_its_own || !is_long {
        return None;
    }
    let alike = |figure: &&&Mention| figure.dimension == amount.dimension && figure.counter == amount.counter;
    let of = |current: &Mention| against(input, current, previous, amount);
    let relations: Vec<Relation> = told.iter().filter(alike).filter_map(|current| of(current)).collect();
    let agrees = relations.iter().find(|relation| relation.agrees());
    let turned =
        |relation: &&Relation| relation.stated.is_some() && relation.stated == relation.expected.map(|one| -one);
    let found = agrees.or_else(|| relations.iter().find(turned))?;
    Some(Relation { severity: Severity::Warning, ..found.clone() })
}

/// Digits of a change that say which figure it is the change of.
const LONG: usize = 3;

fn changes(input: &Input, sentence: &Sentence, told: &VecDeque<&Mention>) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut said = Said::default();
    for (at, mention) in sentence.mentions.iter().enumerate() {
        let percent = mention.dimension == Dimension::Percent;
        if let Some(relation) = said.explains_behind(input, mention) {
            relations.push(relation);
            continue;
        }
        match mention.kind {
            // 人均2.26万元，比2019年的2.41万元下降6.2%: what falls to one may change, too.
            Kind::Each if sentence.mentions.get(at + 1).is_some_and(|next| changes_next(mention, next)) => {
                said.begins(input, mention);
            }
            Kind::Earlier => relations.extend(said.recalls(input, mention)),
            Kind::Figure if mention.label.last_year && !percent => relations.extend(said.recalls(input, mention)),
            Kind::Figure if !percent => said.begins(input, mention),
            Kind::Up | Kind::Down if points(input, mention) && said.earlier_rate().is_some() => {
                if let (Some(from), Some(to)) = (said.earlier_rate(), said.percents.last()) {
                    relations.extend(polarity::points_against(input, from, to, mention));
                }
            }
            Kind::Up | Kind::Down if points(input, mention) => {
                if let [.., from, to] = said.percents.as_slice() {
                    relations.extend(polarity::points(input, from, to, mention));
                }
            }
            Kind::Figure | Kind::Rate if percent => said.percents.push(mention),
            Kind::Up | Kind::Down if percent => {
                said.set_year_before_aside(input, mention);
                if said.amount.is_none() {
                    said.forget_other_year(mention);
                    said.set_earlier_aside(mention, input.document.str(mention.clause), input.year());
                    said.set_named_aside(input, mention);
                }
                if said.amount.is_some_and(|amount| differ_in_base(input, amount, mention)) {
                    said.amount = None;
                }
                let relation = rate(input, &said, mention);
                said.unmeasured = relation.is_none().then_some(mention);
                let doubtful = said.divided || is_one_of_several(input, mention) || is_between_years(input, mention);
                relations.extend(relation.map(|one| if doubtful && !one.agrees() { one.open() } else { one }));
            }
            Kind::Up | Kind::Down if said.is_divided_by(input, mention) => said.divided = true,
            Kind::Up | Kind::Down if is_over_years(input, mention) => said.divided = true,
            Kind::Up | Kind::Down => {
                said.divided = false;
                said.set_year_before_aside(input, mention);
                said.set_earlier_aside(mention, input.document.str(mention.clause), input.year());
                said.set_budget_aside(mention);
                said.set_named_aside(input, mention);
                said.forget_other_base(mention);
                said.amount = Some(mention);
                let own = difference(input, &said, mention);
                relations.extend(own.or_else(|| of_paragraph(input, &said, told, mention)));
            }
            _ => {}
        }
    }
    relations
}

/// Whether the words of a change say what it is measured against; 同比 and 环比 say no more than that it is.
fn compares(input: &Input, change: &Mention) -> bool {
    let words = input.document.str(change.clause).replace("同比", "").replace("环比", "");
    PROSE.comparing.occur_in(&words)
}

/// 比预算减少1.95万元，比上年下降13.01%: the rate is not that of the amount.
fn differ_in_base(input: &Input, amount: &Mention, rate: &Mention) -> bool {
    let base = |change: &Mention| (change.label.measure, change.label.last_year, change.label.year);
    compares(input, amount) && compares(input, rate) && base(amount) != base(rate)
}

/// 两年累计减少39人: a change against a figure further back than the sentence says.
fn is_over_years(input: &Input, change: &Mention) -> bool {
    let words = input.document.str(change.clause);
    PROSE.over_years.occur_in(words)
}

/// 2021年较2020年增长10.48% in a report on 2022: of two other years, of which one figure need not stand here.
fn is_between_years(input: &Input, change: &Mention) -> bool {
    let words = input.document.str(change.clause);
    let years: Vec<i16> =
        words.match_indices('年').filter_map(|(at, _)| words.get(at.checked_sub(4)?..at)?.parse().ok()).collect();
    matches!(years.as_slice(), [now, before] if now != before && input.year().is_none_or(|year| year != *now))
}

/// 分别下降12.00%、21.43%: which rate is whose the sentence has said further back.
fn is_one_of_several(input: &Input, rate: &Mention) -> bool {
    let words = input.document.str(rate.clause);
    rate.adjoins || PROSE.respective.occur_in(words)
}

fn points(input: &Input, mention: &Mention) -> bool {
    input.quantities.get(mention.quantity).is_some_and(|quantity| quantity.unit == Some(Unit::PercentagePoint))
}

/// current − previous = ±amount, where the earlier figure is stated.
fn difference(input: &Input, said: &Said, amount: &Mention) -> Option<Relation> {
    let previous = said.previous?;
    best(said, amount, true, &|current| against(input, current, previous, amount))
}

fn against(input: &Input, current: &Mention, previous: &Mention, amount: &Mention) -> Option<Relation> {
    let (more, less) = if amount.kind == Kind::Up { (1, 2) } else { (2, 1) };
    let right = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    let operands = vec![
        input.operand(amount.quantity, Role::Stated)?,
        input.operand(current.quantity, Role::Current)?,
        same_unit(input, previous, current, Role::Base)?,
    ];
    let relation = Relation::new(RULE, Severity::Error, operands, Comparison::Equal, right);
    Some(relation.named("变动额 = 本年数与上年数之差"))
}

/// rate = amount ÷ previous, where previous is stated or follows from current and amount.
fn rate(input: &Input, said: &Said, rate: &Mention) -> Option<Relation> {
    match (said.amount, said.previous) {
        (Some(amount), Some(previous)) => {
            let operands = vec![
                input.operand(rate.quantity, Role::Stated)?,
                input.operand(amount.quantity, Role::Part)?,
                same_unit(input, previous, amount, Role::Base)?,
            ];
            Some(percent(operands, Expr::Operand(1), Expr::Operand(2)))
        }
        (Some(amount), None) => best(said, amount, false, &|current| from_amount(input, current, amount, rate)),
        (None, Some(previous)) => best(said, previous, false, &|current| from_previous(input, current, previous, rate)),
        (None, None) => None,
    }
}

/// The figure that changed may be the nearest before the change or a total named further back: any that agrees is
/// accepted. Where several stand before it and none agrees, only a slip of the pen is certain enough to be broken.
/// `like` is the change, or the earlier figure; `amount` says that the change is one in the unit of the figure.
fn best(said: &Said, like: &Mention, amount: bool, of: &dyn Fn(&Mention) -> Option<Relation>) -> Option<Relation> {
    // 比2022年度（改造35个小区）增加5个: what a bracket adds is not what changed.
    let alike = |figure: &&&Mention| figure.dimension == like.dimension && figure.depth <= like.depth;
    let figures = said.current.iter().rev().filter(alike).take(REACH);
    let relations: Vec<Relation> = figures.filter_map(|figure| of(figure)).collect();
    if let Some(position) = relations.iter().position(Relation::agrees) {
        return relations.into_iter().nth(position);
    }
    let relations_before = relations.len();
    let single = relations_before == 1;
    let explained = relations.iter().position(slip::explains);
    // The earlier figure or the one that changed may be the mistyped one, if the change is an amount.
    let explained =
        explained.or_else(|| relations.iter().position(|relation| slip::explains_any(relation, like.dimension)));
    let mut slipped = explained.and_then(|position| relations.get(position).cloned());
    if let Some(relation) = &mut slipped {
        relation.severity = if single { Severity::Error } else { Severity::Warning };
        return slipped;
    }
    let mut relation = relations.into_iter().next()?;
    // 增长-20%: a change against its own word.
    let less = relation.stated.is_some_and(|stated| stated.is_sign_negative() && !stated.is_zero());
    let plausible =
        relation.expected.is_some_and(|expected| expected != Decimal::ZERO && expected.is_sign_negative() == less);
    if single && plausible {
        return Some(relation);
    }
    // Both figures are there, and the change goes the other way than the words say.
    if single && said.previous.is_some() && amount {
        relation.severity = Severity::Warning;
        return Some(relation);
    }
    // Two or three figures before the change, and it is that of none of them.
    let few = relations_before <= FEW && plausible;
    relation.severity = Severity::Warning;
    Some(if few { relation } else { relation.open() })
}

fn from_amount(input: &Input, current: &Mention, amount: &Mention, rate: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(amount.quantity, Role::Part)?,
        input.operand(current.quantity, Role::Current)?,
    ];
    // Before an increase the figure was smaller by the amount.
    let sign = if amount.kind == Kind::Up { Sign::Minus } else { Sign::Plus };
    let previous = Expr::Sum(vec![(Sign::Plus, Expr::Operand(2)), (sign, Expr::Operand(1))]);
    let relation = percent(operands, Expr::Operand(1), previous);
    Some(if relation.verdict == Verdict::Broken && grew_from_nothing(&relation) { relation.open() } else { relation })
}

fn from_previous(input: &Input, current: &Mention, previous: &Mention, rate: &Mention) -> Option<Relation> {
    let operands = vec![
        input.operand(rate.quantity, Role::Stated)?,
        input.operand(current.quantity, Role::Current)?,
        same_unit(input, previous, current, Role::Base)?,
    ];
    let (more, less) = if rate.kind == Kind::Up { (1, 2) } else { (2, 1) };
    let amount = Expr::Sum(vec![(Sign::Plus, Expr::Operand(more)), (Sign::Minus, Expr::Operand(less))]);
    Some(percent(operands, amount, Expr::Operand(2)))
}

/// An earlier figure without a unit (较上年2.08) is meant in the unit of the figure it is compared with.
fn same_unit(input: &Input, mention: &Mention, like: &Mention, role: Role) -> Option<Operand> {
    let unit = input.quantities.get(like.quantity)?.unit;
    let operand = Operand::of(input.document, input.quantities.get(mention.quantity)?, unit, role)?;
    (operand.dimension == like.dimension).then_some(operand)
}

fn percent(operands: Vec<Operand>, part: Expr, whole: Expr) -> Relation {
    let share = Expr::Quotient(Box::new(part), Box::new(whole));
    let right = Expr::Product(Box::new(share), Box::new(Expr::Constant(Decimal::ONE_HUNDRED)));
    Relation::new(RULE, Severity::Error, operands, Comparison::EqualOrTruncated, right)
        .named("变动率 = 变动额 ÷ 上年数")
}

/// 100 % or no rate is written where there was nothing before; there is no division to check.
fn grew_from_nothing(relation: &Relation) -> bool {
    matches!((relation.operands.get(1), relation.operands.get(2)), (Some(a), Some(b)) if a.value == b.value)
}
