#[test]
fn perf() {
    for p in ["/tmp/b1.txt", "/tmp/b2.txt", "/tmp/b3.txt", "/tmp/b4.txt"] {
        let text = std::fs::read_to_string(p).unwrap();
        let d = gouji::read::text(&text);
        let t = std::time::Instant::now();
        let o = gouji::outline::Outline::read(&d);
        let t1 = t.elapsed();
        let q = gouji::recognise(&d);
        let case = gouji::rules::Case { document: &d, outline: &o, quantities: &q, relations: &[] };
        let t = std::time::Instant::now();
        let mut slow = vec![];
        for r in gouji::rules::ALL {
            if let gouji::rules::Judge::Case(j) = r.judge {
                let t = std::time::Instant::now();
                j(&case);
                slow.push((t.elapsed(), r.id));
            }
        }
        slow.sort();
        slow.reverse();
        println!("{p} {} bytes outline {:?} rules {:?} {:?}", text.len(), t1, t.elapsed(), &slow[..4]);
    }
}
