use super::*;

#[test]
#[ignore]
fn dump() {
    let paths = std::env::var("FILES").unwrap();
    let show = std::env::var("SHOW").is_ok();
    for path in paths.split(' ') {
        #[expect(clippy::disallowed_methods)]
        let bytes = std::fs::read(path).unwrap();
        let whole = crate::read::bytes(&bytes).unwrap();
        let outline = crate::outline::Outline::read(&whole);
        let mut files = Vec::new();
        for (i, part) in outline.parts.iter().enumerate() {
            let text = whole.str(part.extent).to_owned();
            files.push((format!("{i}.txt"), crate::read::text(&text)));
        }
        if whole.source != crate::document::Source::Text {
            files = vec![(path.to_owned(), whole)];
        }
        println!("===== {path}: {} parts", files.len());
        if show {
            for (name, document) in &files {
                let u = Understood::of(document.clone());
                let a = Account::of(&u);
                println!("--- {name} units {:?} year {:?} forms {:?}", a.units, a.year, a.forms);
                for s in &a.statements {
                    println!(
                        "   {:?} {} {:?} {:?} {}{} certain={} tabled={} project={} [{}]",
                        s.subject,
                        s.measure,
                        s.when,
                        s.scope,
                        s.operand.written,
                        s.operand.unit.map_or("", |u| u.symbol()),
                        s.certain,
                        s.tabled,
                        s.of_project,
                        document.str(s.words).replace('\n', " ")
                    );
                }
            }
        }
        let accounts: Vec<Account> = files.iter().map(|(_, d)| Account::of(&Understood::of(d.clone()))).collect();
        let groups = kin::groups(&accounts);
        println!("groups {groups:?}");
        let reports: Vec<FileReport> = files
            .iter()
            .map(|(n, d)| FileReport { name: n.clone(), report: crate::check(d.clone(), &Options::default()) })
            .collect();
        for g in &groups {
            for c in Figures::of(&accounts, g).compared(&Names { files: &reports }) {
                println!(
                    "  {:?} {:?} {:?} {}",
                    c.relation.verdict, c.relation.severity, c.relation.name, c.relation.equation
                );
            }
        }
        let s = check_all(files, &Options::default());
        for a in s.across {
            println!("  !! {:?} {} {:?}", a.finding.severity, a.finding.message.zh, a.finding.hint.map(|h| h.zh));
        }
    }
}
