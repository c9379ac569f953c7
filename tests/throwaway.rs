use gouji::document::*;
#[test]
fn show() {
    for e in std::fs::read_dir("/work/shared/reports").unwrap() {
        let p = e.unwrap().path();
        let d = gouji::read::bytes(&std::fs::read(&p).unwrap()).unwrap();
        println!("=== {} blocks {} tables {}", p.display(), d.blocks.len(), d.tables().count());
        let only_tables = !p.display().to_string().contains("002_");
        for (i, b) in d.blocks.iter().enumerate() {
            match b {
                Block::Paragraph(q) => {
                    if !only_tables || i + 3 > d.blocks.len() {
                        println!("P {}", d.str(q.span))
                    }
                }
                Block::Table(t) => {
                    println!("T {}x{}", t.rows, t.columns);
                    for r in 0..t.rows {
                        println!(
                            "  {}",
                            t.row(r)
                                .iter()
                                .map(|c| format!(
                                    "{}{}",
                                    d.str(c.span).replace('\n', "⏎"),
                                    if c.column_span > 1 { format!("<{}>", c.column_span) } else { String::new() }
                                ))
                                .collect::<Vec<_>>()
                                .join(" | ")
                        );
                    }
                }
            }
        }
    }
}
