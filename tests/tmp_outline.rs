#[test]
fn dump() {
    for path in std::fs::read_dir("/work/shared/reports").unwrap() {
        let path = path.unwrap().path();
        let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let d = gouji::read::text(&text);
        let o = gouji::outline::Outline::read(&d);
        println!(
            "===== {} {} certain {} title {:?} unit {:?} year {:?} filled {:?} aliases {:?}",
            path.display(),
            o.template,
            o.certain,
            o.title.map(|s| d.str(s)),
            o.unit,
            o.year,
            o.filled,
            o.aliases
        );
        println!("missing {:?}", o.missing);
        for p in &o.parts {
            println!(
                "PART {:?} {:?} {:?} {:?}",
                p.label.map(|s| d.str(s)),
                p.number,
                p.title.map(|s| d.str(s)),
                p.extent
            );
        }
        for a in &o.attachments {
            println!("ATT {:?} {:?} {}", a.number, d.str(a.name), a.present);
        }
        for f in &o.fields {
            println!("FIELD {:?} {:?} {:?}", f.kind, d.str(f.label), d.str(f.value));
        }
        let lines = gouji::document::LineIndex::new(&d.text);
        for h in &o.headings {
            println!(
                "{}{} L{} {:?} {:?} {} {:?} lines {}-{} body {:?}",
                "  ".repeat(h.level as usize),
                if h.item { "-" } else { "#" },
                h.level,
                d.str(h.number),
                d.str(h.title),
                h.value,
                h.key,
                lines.line(h.extent.start),
                lines.line(h.extent.end),
                d.str(h.body).chars().take(12).collect::<String>()
            );
        }
    }
}
