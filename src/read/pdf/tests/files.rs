use super::*;
#[test]
#[ignore]
fn dump() {
    let path = std::env::var("PDF").unwrap();
    for path in path.split(' ') {
        let bytes = std::fs::read(path).unwrap();
        let start = std::time::Instant::now();
        let read = leaves(&bytes);
        let took = start.elapsed();
        match read {
            Err(error) => println!("{path}: {error:?} {took:?}"),
            Ok(leaves) => {
                println!(
                    "{path}: {} pages, pictures {:?}, left out {:?} {took:?} rules {}",
                    leaves.read.len(),
                    leaves.pictures,
                    leaves.left_out,
                    leaves.read.iter().map(|l| l.rules.len()).sum::<usize>()
                );
                if let Ok(out) = std::env::var("OUT") {
                    let text: String = leaves.read.iter().flat_map(|l| &l.glyphs).map(|g| g.text.as_str()).collect();
                    std::fs::write(format!("{out}/{}.txt", path.rsplit('/').next().unwrap()), text).unwrap();
                }
            }
        }
    }
}
