//! Ruling lines → edges: snapped, joined where they touch, and gathered into what hangs together.

use super::Rule;
use crate::document::Area;

/// Most rules of a page that are looked at; a page with more is a drawing, and only its text is read.
const MOST_RULES: usize = 20_000;
/// Most joined edges in either direction.
const MOST_EDGES: usize = 2_000;
/// Lines so near to each other are one line (double lines, rounding).
const SNAP: i32 = 200;
/// Shorter edges bound no cell.
const SHORTEST: i32 = 400;

/// Rules beyond are on no page (200 inches, PDF's own limit).
const FARTHEST: i32 = 1_440_000;

/// A straight edge: its own coordinate, and from where to where it goes along the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub at: i32,
    pub from: i32,
    pub to: i32,
}

/// Edges that touch each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// Horizontal ones, from top to bottom.
    pub across: Vec<Edge>,
    /// Vertical ones, from left to right.
    pub down: Vec<Edge>,
}

impl Frame {
    /// The box around all edges.
    pub fn area(&self) -> Area {
        let across =
            self.across.iter().map(|edge| Area { left: edge.from, right: edge.to, top: edge.at, bottom: edge.at });
        let down = self.down.iter().map(|edge| Area { left: edge.at, right: edge.at, top: edge.from, bottom: edge.to });
        across.chain(down).reduce(Area::to).unwrap_or_default()
    }
}

/// What hangs together on a page, from top to bottom. Lone horizontal lines (underlines, 三线表) are frames without
/// vertical edges.
pub(super) fn frames(rules: &[Rule]) -> Vec<Frame> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let near =
        |rule: &&Rule| [rule.from, rule.to].as_flattened().iter().all(|one| (-FARTHEST..=FARTHEST).contains(one));
    let rules = || rules.iter().filter(near);
    let (across, down) = (joined(rules().filter_map(across)), joined(rules().filter_map(down)));
    if across.len() > MOST_EDGES || down.len() > MOST_EDGES {
        return Vec::new();
    }
    let mut groups = Groups::new(across.len() + down.len());
    for (line, edge) in across.iter().enumerate() {
        let first = down.partition_point(|other| other.at < edge.from - SNAP);
        let crossing = down.iter().enumerate().skip(first).take_while(|(_, other)| other.at <= edge.to + SNAP);
        for (column, _) in crossing.filter(|(_, other)| (other.from - SNAP..=other.to + SNAP).contains(&edge.at)) {
            groups.unite(line, across.len() + column);
        }
    }
    let mut frames = vec![Frame::default(); groups.parents.len()];
    for (at, edge) in across.iter().chain(&down).enumerate() {
        if let Some(frame) = frames.get_mut(groups.root(at)) {
            if at < across.len() { frame.across.push(*edge) } else { frame.down.push(*edge) }
        }
    }
    frames.retain(|frame| !frame.across.is_empty() || !frame.down.is_empty());
    frames.sort_by_key(|frame| (frame.area().top, frame.area().left));
    frames
}

fn across(rule: &Rule) -> Option<Edge> {
    let ([x0, y0], [x1, y1]) = (rule.from, rule.to);
    let flat = x0.abs_diff(x1) > y0.abs_diff(y1) && y0.abs_diff(y1) <= 100;
    flat.then(|| Edge { at: y0.min(y1), from: x0.min(x1), to: x0.max(x1) })
}

fn down(rule: &Rule) -> Option<Edge> {
    let turned = |[x, y]: [i32; 2]| [y, x];
    across(&Rule { from: turned(rule.from), to: turned(rule.to) })
}

/// Snaps neighbouring edges to one coordinate and joins those that touch; what stays shorter than any cell is left out.
fn joined(edges: impl Iterator<Item = Edge>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = edges.collect();
    edges.sort_unstable_by_key(|edge| (edge.at, edge.from, edge.to));
    let mut line = None;
    for edge in &mut edges {
        line = line.filter(|line| edge.at - line <= SNAP).or(Some(edge.at));
        edge.at = line.unwrap_or(edge.at);
    }
    edges.sort_unstable_by_key(|edge| (edge.at, edge.from, edge.to));
    let mut joined: Vec<Edge> = Vec::new();
    for edge in edges {
        match joined.last_mut() {
            Some(last) if last.at == edge.at && edge.from <= last.to + SNAP => last.to = last.to.max(edge.to),
            _ => joined.push(edge),
        }
    }
    joined.retain(|edge| edge.to - edge.from >= SHORTEST);
    joined
}

/// Union-find.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    fn root(&mut self, mut of: usize) -> usize {
        while let Some(&parent) = self.parents.get(of).filter(|parent| **parent != of) {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(link) = self.parents.get_mut(of) {
                *link = above;
            }
            of = parent;
        }
        of
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one) {
            *parent = other;
        }
    }
}
