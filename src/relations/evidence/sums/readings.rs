//! Readings of a figure as the sum of others, by the place where these stand.

use super::{Reading, Shape, counts, is_part, plus};
use crate::document::Block;
use crate::facts::prose::{Kind, Lead};
use crate::facts::table::is_numbered;
use crate::quantity::Dimension;
use crate::relations::evidence::figures::Figure;
use crate::relations::{Input, Sign};
use std::collections::BTreeMap;

/// Figures of one list.
const LONGEST: usize = 24;
/// Items of one list of paragraphs.
const MOST_ITEMS: usize = 40;

/// Every reading that structure offers.
pub(super) fn all(input: &Input, figures: &[Figure]) -> Vec<Reading> {
    let mut readings = Vec::new();
    for total in 0..figures.len() {
        bracket(figures, total, &mut readings);
        forward(figures, total, &mut readings);
        back(figures, total, &mut readings);
        next_sentence(figures, total, &mut readings);
        changes(figures, total, &mut readings);
        flow(figures, total, &mut readings);
        difference(figures, total, &mut readings);
    }
    items(input, figures, &mut readings);
    readings
}

/// Each beginning of a list of parts is a reading; the whole list is the natural one.
fn prefixes(total: usize, parts: &[usize], shape: Shape, natural: bool, readings: &mut Vec<Reading>) {
    for length in 2..=parts.len() {
        let whole = length == parts.len();
        let parts = plus(parts.get(..length).unwrap_or_default());
        readings.push(Reading { total, parts, shape, natural: natural && whole });
    }
}

fn bracket(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let inside = |figure: &Figure| figure.sentence == total.sentence && figure.mention.depth > total.mention.depth;
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST).take_while(|(_, figure)| inside(figure));
    let own = behind.filter(|(_, figure)| figure.mention.depth == total.mention.depth + 1 && is_part(figure, total));
    let parts: Vec<usize> = own.map(|(place, _)| place).collect();
    prefixes(at, &parts, Shape::Bracket, true, readings);
}

fn forward(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST);
    let own = behind
        .take_while(|(_, figure)| figure.sentence == total.sentence && figure.mention.depth >= total.mention.depth)
        .filter(|(_, figure)| figure.mention.depth == total.mention.depth);
    let mut parts = Vec::new();
    // 支持消费稳增长30万元 is no change: with what looks like changes, too, a list may agree.
    let mut all = Vec::new();
    for (place, figure) in own {
        // A semicolon may end the list.
        if figure.mention.after_semicolon && parts.len() > 1 {
            readings.push(Reading { total: at, parts: plus(&parts), shape: Shape::Forward, natural: true });
        }
        if figure.mention.lead == Lead::Total && !parts.is_empty() && figure.is_like(total) {
            break;
        }
        if is_part(figure, total) {
            parts.push(place);
        }
        if figure.is_like(total) && figure.mention.kind != Kind::Each {
            all.push(place);
        }
    }
    prefixes(at, &parts, Shape::Forward, true, readings);
    if all.len() > parts.len() {
        prefixes(at, &all, Shape::Forward, false, readings);
    }
    // 安排369万元，其中上年结转88万元，资金来源含基金368万元、其他1万元: the last ones may be a list of their own.
    for from in 1..parts.len().saturating_sub(1) {
        let own = plus(parts.get(from..).unwrap_or_default());
        readings.push(Reading { total: at, parts: own, shape: Shape::Forward, natural: false });
    }
}

fn back(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let before = figures.get(..at).unwrap_or_default().iter().enumerate().rev().take(LONGEST);
    let own = before
        .take_while(|(_, figure)| figure.sentence == total.sentence && figure.mention.depth >= total.mention.depth);
    let level = own.filter(|(_, figure)| figure.mention.depth == total.mention.depth && is_part(figure, total));
    let parts: Vec<usize> = level.map(|(place, _)| place).collect();
    for length in 2..=parts.len() {
        let mut run = parts.get(..length).unwrap_or_default().to_vec();
        run.reverse();
        let natural = length == parts.len();
        readings.push(Reading { total: at, parts: plus(&run), shape: Shape::Back, natural });
    }
}

fn next_sentence(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(total) = figures.get(at).filter(|total| counts(total)) else { return };
    let next = |figure: &&(usize, &Figure)| figure.1.block == total.block && figure.1.sentence == total.sentence + 1;
    let behind = figures.iter().enumerate().skip(at + 1).take(2 * LONGEST);
    let list: Vec<(usize, &Figure)> = behind.collect();
    let depth = list.iter().find(next).map_or(0, |(_, figure)| figure.mention.depth);
    let own = list.iter().filter(next).filter(|(_, figure)| figure.mention.depth == depth && is_part(figure, total));
    let parts: Vec<usize> = own.map(|(place, _)| *place).collect();
    prefixes(at, &parts, Shape::Next, true, readings);
}

/// Increases and decreases that make up one of both.
fn changes(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let is_change = |figure: &Figure| matches!(figure.mention.kind, Kind::Up | Kind::Down) && figure.value > 0;
    let Some(total) = figures.get(at).filter(|total| is_change(total) && !total.is_percent()) else { return };
    let behind = figures.iter().enumerate().skip(at + 1).take(LONGEST);
    let own = behind.take_while(|(_, figure)| figure.sentence == total.sentence);
    let parts: Vec<(Sign, usize)> = own
        .filter(|(_, figure)| is_change(figure) && figure.is_like(total))
        .map(|(place, figure)| {
            (if figure.mention.kind == total.mention.kind { Sign::Plus } else { Sign::Minus }, place)
        })
        .collect();
    if parts.len() > 1 {
        readings.push(Reading { total: at, parts, shape: Shape::Changes, natural: true });
    }
}

/// Four figures in a row: what there was, what came, what went, what is left.
fn flow(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some([a, b, c, total]) = figures.get(at..at + 4) else { return };
    let money = total.mention.dimension == Dimension::Money;
    let alike =
        money && [a, b, c].iter().all(|part| part.is_like(total) && counts(part) && part.sentence == total.sentence);
    let level = [a, b, c].iter().all(|part| part.mention.depth == total.mention.depth);
    if alike && level && counts(total) {
        let parts = vec![(Sign::Plus, at), (Sign::Plus, at + 1), (Sign::Minus, at + 2)];
        readings.push(Reading { total: at + 3, parts, shape: Shape::Flow, natural: true });
    }
}

/// A change right behind the earlier figure it is measured against, and the figure of this year in the sentence before.
fn difference(figures: &[Figure], at: usize, readings: &mut Vec<Reading>) {
    let Some(change) = figures.get(at) else { return };
    let Some((before, now)) = at.checked_sub(1).zip(at.checked_sub(2)) else { return };
    let (Some(earlier), Some(own)) = (figures.get(before), figures.get(now)) else { return };
    let beside = own.block == change.block && earlier.sentence == change.sentence && earlier.is_like(change);
    let compared = earlier.mention.kind == Kind::Earlier && own.sentence + 1 == change.sentence && counts(own);
    if beside && own.is_like(change) && !change.is_percent() {
        let signs = match change.mention.kind {
            Kind::Up => [Sign::Plus, Sign::Minus],
            Kind::Down => [Sign::Minus, Sign::Plus],
            _ => return,
        };
        let parts = signs.into_iter().zip([now, before]).collect();
        readings.push(Reading { total: at, parts, shape: Shape::Difference, natural: compared });
    }
}

/// Paragraphs of one numbering with the paragraph before them and the one behind.
fn items(input: &Input, figures: &[Figure], readings: &mut Vec<Reading>) {
    let mut by_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate() {
        by_block.entry(figure.block).or_default().push(place);
    }
    let style = |block: usize| match input.document.blocks.get(block) {
        Some(Block::Paragraph(paragraph)) => style(input.document.str(paragraph.span)),
        _ => None,
    };
    let mut block = 0;
    while block < input.document.blocks.len() {
        let Some(own) = style(block) else {
            block += 1;
            continue;
        };
        let end = (block..input.document.blocks.len().min(block + MOST_ITEMS)).find(|next| style(*next) != Some(own));
        let end = end.unwrap_or(input.document.blocks.len().min(block + MOST_ITEMS));
        if end - block > 1 {
            let outside = [block.checked_sub(1), Some(end)];
            let totals = outside.into_iter().flatten().filter(|near| style(*near) != Some(own));
            for total in totals.filter_map(|near| by_block.get(&near)).flatten() {
                readings.extend(of_items(figures, &by_block, *total, block..end));
            }
        }
        block = end;
    }
}

/// The first figure of each item that is like the total.
fn of_items(
    figures: &[Figure],
    by_block: &BTreeMap<usize, Vec<usize>>,
    total: usize,
    blocks: std::ops::Range<usize>,
) -> Option<Reading> {
    let whole = figures.get(total).filter(|total| counts(total))?;
    let first = |block: usize| {
        let mut own = by_block.get(&block)?.iter();
        own.find(|place| figures.get(**place).is_some_and(|figure| is_part(figure, whole))).copied()
    };
    let parts: Vec<usize> = blocks.filter_map(first).collect();
    (parts.len() > 1).then(|| Reading { total, parts: plus(&parts), shape: Shape::Items, natural: true })
}

/// How a paragraph is numbered: by the sign its number ends with, or 一是.
fn style(text: &str) -> Option<u8> {
    let text = text.trim_start();
    let mut characters = text.chars();
    let first = characters.next()?;
    if "一二三四五六七八九十".contains(first) && characters.next() == Some('是') {
        return Some(1);
    }
    if !is_numbered(text) {
        return None;
    }
    Some(match first {
        '（' | '(' if text.chars().nth(1).is_some_and(|second| second.is_ascii_digit()) => 2,
        '（' | '(' => 3,
        digit if digit.is_ascii_digit() => 4,
        '①'..='⑳' => 5,
        _ => 6,
    })
}
