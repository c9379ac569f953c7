//! How long the engine takes: each stage on one report, and the whole on ever longer texts (linear or not).
//!
//! `cargo bench --bench engine`; the figures that were reached stand in `benches/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on should stop"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gouji::document::Document;
use gouji::facts::table;
use gouji::outline::Outline;
use gouji::relations::{self, Input};
use gouji::rules::{self, Case};
use gouji::{Options, check, facts, read, recognise};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use std::{fs, iter};

/// All correct fixtures of plain text, one after the other: prose, tab-led forms, lists, text of a PDF.
fn synthetic() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let texts = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.map(|text| text + "\n").collect()
}

/// Each stage by itself on one synthetic report.
fn stages(criterion: &mut Criterion) {
    let text = synthetic();
    let document = read::text(&text);
    let quantities = recognise(&document);
    let outline = Outline::read(&document);
    let prose = facts::gather(&document, &quantities, &outline);
    let stretches = table::understand_all(&document);
    let mut facts = table::gather(&document, &quantities, &stretches, None);
    facts.extend(prose.facts.iter().cloned());
    facts.sort_by_key(|fact| fact.quantity);
    let options = Options::default();
    let input = Input {
        document: &document,
        quantities: &quantities,
        outline: &outline,
        prose: &prose,
        stretches: &stretches,
        facts: &facts,
        options: &options,
    };
    let relations = relations::relate(&input);
    let case = Case { document: &document, outline: &outline, quantities: &quantities, relations: &relations };

    let mut group = criterion.benchmark_group("stage");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("read", |bench| bench.iter(|| read::text(black_box(&text))));
    group.bench_function("recognise", |bench| bench.iter(|| recognise(black_box(&document))));
    group.bench_function("outline", |bench| bench.iter(|| Outline::read(black_box(&document))));
    group.bench_function("gather", |bench| bench.iter(|| gather(black_box(&document), &quantities, &outline)));
    group.bench_function("relate", |bench| bench.iter(|| relations::relate(black_box(&input))));
    group.bench_function("judge", |bench| bench.iter(|| rules::judge(black_box(&case), &options)));
    group.finish();
}

/// Facts of running text and of tables.
fn gather(document: &Document, quantities: &[gouji::quantity::Quantity], outline: &Outline) -> usize {
    let prose = facts::gather(document, quantities, outline);
    let stretches = table::understand_all(document);
    prose.facts.len() + table::gather(document, quantities, &stretches, None).len()
}

/// The whole engine on one, ten and a hundred times the text: the throughput must not fall.
fn scaling(criterion: &mut Criterion) {
    let text = synthetic();
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    for times in [1, 10, 100] {
        let long: String = iter::repeat_n(text.as_str(), times).collect();
        group.throughput(Throughput::Bytes(long.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(times), &long, |bench, long| {
            bench.iter(|| check(read::text(black_box(long)), &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, stages, scaling);
criterion_main!(benches);
