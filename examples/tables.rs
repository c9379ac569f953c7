//! scratch
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, missing_docs)]
use gouji::facts::table::{self, Content};
fn main() {
    for file in std::env::args().skip(1) {
        let document = gouji::read::bytes(&std::fs::read(&file).unwrap()).unwrap();
        for s in table::understand_all(&document) {
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
