//! scratch
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, missing_docs)]
use gouji::facts::table::{self, Content};
use gouji::document::Block;
fn quantities(d: &gouji::document::Document) -> Vec<gouji::quantity::Quantity> {
    let mut all = Vec::new();
    for b in &d.blocks {
        match b {
            Block::Paragraph(p) => all.extend(gouji::quantity::read(&d.text, p.span).quantities),
            Block::Table(t) => for c in &t.cells {
                match gouji::quantity::read_cell(&d.text, c.span) {
                    Some(q) => all.push(q),
                    None => all.extend(gouji::quantity::read(&d.text, c.span).quantities),
                }
            },
        }
    }
    all.sort_by_key(|q| q.span);
    all
}
fn main() {
    let relations_only = std::env::var("R").is_ok();
    for file in std::env::args().skip(1) {
        let document = gouji::read::bytes(&std::fs::read(&file).unwrap()).unwrap();
        let stretches = table::understand_all(&document);
        let quantities = quantities(&document);
        let input = gouji::relations::table::Input { document: &document, quantities: &quantities, stretches: &stretches };
        let relations = gouji::relations::table::relate(&input);
        let lines = gouji::document::LineIndex::new(&document.text);
        let mut tally = std::collections::BTreeMap::new();
        for r in &relations {
            *tally.entry((r.rule.clone(), r.verdict)).or_insert(0) += 1;
            if r.verdict == gouji::relations::Verdict::Broken || (std::env::var("A").is_ok()) {
                println!("{:?} {:?} {} L{} | {} | {:?} exp {:?}", r.verdict, r.severity, r.rule, r.operands.first().map_or(0, |o| lines.line(o.span.start)), r.equation, r.name, r.expected);
            }
        }
        println!("{file} quantities {} relations {tally:?}", quantities.len());
        if relations_only { continue; }
        for s in stretches {
            println!("\n=== block {} project {:?} whole {}", s.block, s.project.map(|p| document.str(p)), s.whole);
            for c in &s.columns {
                println!(
                    "  col {} {:?} kind {:?} measure {:?} subj {:?} unit {:?} inf {} year {:?} scale {} mis {}",
                    c.index,
                    c.text,
                    c.kind,
                    c.measure,
                    c.subject,
                    c.unit,
                    c.unit_inferred,
                    c.year,
                    c.scale,
                    c.mislabelled
                );
            }
            for (i, r) in s.rows.iter().enumerate() {
                let e: Vec<String> = r
                    .entries
                    .iter()
                    .map(|e| match &e.content {
                        Content::Blank => format!("{}:·", e.column),
                        Content::Number(q) => format!("{}:{}", e.column, q.value),
                        Content::Text => format!(
                            "{}:{}",
                            e.column,
                            document.str(e.span).chars().take(6).collect::<String>().replace('\n', "")
                        ),
                    })
                    .collect();
                println!(
                    "  {i} [{:?} p{:?} s{:?}] {} | {}",
                    r.kind,
                    r.parent,
                    r.subject,
                    r.name.chars().take(14).collect::<String>(),
                    e.join(" ")
                );
            }
        }
    }
}
