use super::*;

#[test]
#[ignore]
fn dump() {
    let path = std::env::var("PDF").unwrap();
    for path in path.split(' ') {
        let bytes = std::fs::read(path).unwrap();
        let start = std::time::Instant::now();
        match leaves(&bytes) {
            Err(error) => println!("{path}: {error:?}"),
            Ok(leaves) => {
                println!(
                    "{path}: {} pages, pictures {:?}, left out {} {:?}",
                    leaves.read.len(),
                    leaves.pictures,
                    leaves.left_out,
                    start.elapsed()
                );
                if std::env::var("Q").is_ok() {
                    continue;
                }
                for leaf in &leaves.read {
                    println!(
                        "-- {}x{} glyphs {} rules {} pictured {}",
                        leaf.width,
                        leaf.height,
                        leaf.glyphs.len(),
                        leaf.rules.len(),
                        leaf.pictured
                    );
                    let mut last = i32::MIN;
                    for glyph in &leaf.glyphs {
                        if glyph.baseline != last {
                            print!("\n[{},{} {}] ", glyph.area.left, glyph.baseline, glyph.size);
                            last = glyph.baseline;
                        }
                        print!("{}", glyph.text);
                    }
                    println!();
                    for rule in leaf.rules.iter().take(8) {
                        print!("{:?}-{:?} ", rule.from, rule.to);
                    }
                    println!();
                }
            }
        }
    }
}
