//! How fast the engine's steps are: `cargo bench -p matching`.
//!
//! Invented people in two spellings; pairs at random, so that nothing is in the cache that would not be in a
//! run over a large file. `read pairs` does no more than fetch the two rows: the distance between it and
//! `compare pairs` is what the kernel costs beyond what the memory asks for.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use matching::measure::{Lesson, block, compare_pairs, read_pairs};
use matching::{RawAddress, RawRecord, Records, RecordsBuilder, Settings};
use std::hint::black_box;

const GIVEN: [&str; 16] = [
    "Robert",
    "Margaret",
    "Theodore",
    "Josephine",
    "Walter",
    "Beatrice",
    "Samuel",
    "Florence",
    "Leonard",
    "Harriet",
    "Victor",
    "Agnes",
    "Kenneth",
    "Dorothy",
    "Martin",
    "Eleanor",
];
const START: [&str; 16] =
    ["Har", "Bel", "Win", "Ost", "Car", "Mon", "Tal", "Gre", "Fen", "Dol", "Ash", "Bro", "Cal", "Dun", "Ems", "Fal"];
const END: [&str; 16] = [
    "grove", "mont", "berg", "wick", "stead", "field", "ridge", "ley", "ton", "by", "ford", "ham", "worth", "well",
    "brook", "more",
];

/// A number that looks random and is the same in every run.
fn scatter(number: u32) -> usize {
    let mixed = (number ^ 0x9e37_79b9).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ mixed >> 15).wrapping_mul(0xc2b2_ae35) >> 3) as usize
}

fn person(number: u32) -> RawRecord {
    let [given, start, end, house, day] = [1, 2, 3, 4, 5].map(|place| scatter(number / 2 * 8 + place));
    let (given, family) = (GIVEN[given % 16], format!("{}{}", START[start % 16], END[end % 16]));
    let typo = if number.is_multiple_of(2) { "" } else { "e" };
    RawRecord {
        record_id: number.to_string(),
        given_name: given.into(),
        family_name: format!("{family}{typo}"),
        birth_date: format!("{}-{:02}-{:02}", 1930 + day % 70, 1 + day % 12, 1 + day % 28),
        emails: vec![format!("{}.{}{}@mail.example", given.to_lowercase(), family.to_lowercase(), house % 1_000)],
        phones: vec![format!("210{:07}", house % 10_000_000)],
        addresses: vec![RawAddress {
            lines: vec![format!("{} {} Street", house % 900, END[day % 16])],
            city: START[start % 16].into(),
            postal_code: format!("{}", 41_200 + house % 900),
            ..RawAddress::default()
        }],
        ..RawRecord::default()
    }
}

fn town(people: u32) -> Records {
    let mut builder = RecordsBuilder::new();
    (0..people).for_each(|number| builder.push(person(number)));
    builder.finish()
}

fn pairs(records: &Records, count: u32) -> Vec<(u32, u32)> {
    let pick = |number: u32| u32::try_from(scatter(number) % records.len()).unwrap_or(0);
    (0..count).map(|number| (pick(number * 2), pick(number * 2 + 1))).collect()
}

fn engine(criterion: &mut Criterion) {
    let records = town(200_000);
    let settings = Settings { random_pairs: 100_000, ..Settings::default() };
    let pairs = pairs(&records, 1_000_000);
    let mut group = criterion.benchmark_group("engine");
    group.sample_size(10);
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("read pairs", |bench| bench.iter(|| read_pairs(&records, black_box(&pairs))));
    group.bench_function("compare pairs", |bench| bench.iter(|| compare_pairs(&records, black_box(&pairs))));
    group.throughput(Throughput::Elements(records.len() as u64));
    group.bench_function("block records", |bench| bench.iter(|| block(&records, &settings)));
    let lesson = Lesson::prepare(&records, &settings);
    group.throughput(Throughput::Elements(lesson.patterns() as u64));
    group.bench_function("train on patterns", |bench| bench.iter(|| lesson.train(&settings)));
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
