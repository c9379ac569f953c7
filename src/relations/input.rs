use super::{Operand, Role};
use crate::document::{Document, Span};
use crate::facts::table::Stretch;
use crate::facts::{Fact, Prose, label};
use crate::outline::Outline;
use crate::quantity::Quantity;
use crate::settings::Options;

/// What relations are found in.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its quantities, in text order.
    pub quantities: &'a [Quantity],
    /// Its sections.
    pub outline: &'a Outline,
    /// Its running text.
    pub prose: &'a Prose,
    /// Its tables, as stretches of rows under one header.
    pub stretches: &'a [Stretch],
    /// All facts, of running text and of tables, in text order.
    pub facts: &'a [Fact],
    /// What the user set.
    pub options: &'a Options,
}

impl Input<'_> {
    /// A quantity as an operand.
    pub fn operand(&self, quantity: usize, role: Role) -> Option<Operand> {
        Operand::of(self.document, self.quantities.get(quantity)?, None, role)
    }

    /// A fact as an operand, in the unit of its place.
    pub fn fact_operand(&self, fact: &Fact, role: Role) -> Option<Operand> {
        let mut operand = Operand::of(self.document, self.quantities.get(fact.quantity)?, fact.unit, role)?;
        operand.dimension = fact.dimension;
        Some(operand)
    }

    /// The year reported on, as facts count it.
    pub fn year(&self) -> Option<i16> {
        self.outline.year.and_then(|year| i16::try_from(year).ok())
    }

    /// Where a fact's number stands.
    pub fn span(&self, fact: &Fact) -> Span {
        self.quantities.get(fact.quantity).map_or(Span::new(0, 0), |quantity| quantity.span)
    }

    /// The source of money that the headings above a place speak of (二、一般公共预算支出情况), if they do. What stands there
    /// may still be of all the money: many reports know one source only.
    pub fn source_of_money(&self, span: Span) -> Option<&'static str> {
        let mut above = self.outline.heading_at(span.start);
        while let Some(heading) = above {
            if let source @ Some(_) = label::source_of_money(self.document.str(heading.title)) {
                return source;
            }
            above = heading.parent.and_then(|parent| self.outline.headings.get(parent));
        }
        None
    }

    /// Where the innermost section around a place begins; `None` before the first heading.
    pub fn section(&self, span: Span) -> Option<u32> {
        self.outline.heading_at(span.start).map(|heading| heading.span.start)
    }
}
