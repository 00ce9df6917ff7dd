//! The engine's default on data with truth that others made. The floors are a little below what the
//! README's table says: they catch a loss, not noise.

use crate::fixtures::by_record_id;
use matching::evaluation::evaluate;
use matching::{Decisions, Settings, Silent};
use std::path::Path;

/// Pairwise F1 at the engine's own cut, no map, no settings.
#[track_caller]
fn check(name: &str, least_f1: f64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/evaluation");
    let Ok(bytes) = std::fs::read(folder.join(format!("{name}.csv"))) else {
        eprintln!("{name}: NOT CHECKED, ../shared/evaluation is not here");
        return;
    };
    let table = matching::table::read(&bytes, None).unwrap();
    let resolution = matching::resolve(&table.records, &Settings::default(), &Decisions::default(), &Silent).unwrap();
    let clusters = by_record_id(&matching::table::clusters_csv(&table.records, &resolution), "cluster_id");
    let truth = by_record_id(&std::fs::read(folder.join(format!("{name}.truth.csv"))).unwrap(), "entity_id");
    let scores = evaluate(truth.iter().map(|(id, entity)| (clusters[id].as_str(), entity.as_str()))).pairwise;
    eprintln!("{name}: precision {:.4} recall {:.4} F1 {:.4}", scores.precision, scores.recall, scores.f1);
    assert!(scores.f1 >= least_f1, "{name}: F1 {:.4}, at least {least_f1} is expected", scores.f1);
}

#[test]
fn febrl3() {
    check("febrl3", 0.998);
}

#[test]
fn fake_1000() {
    check("fake_1000", 0.95);
}

#[test]
fn pp_persons() {
    check("pp_persons", 0.988);
}

#[test]
fn donors_100k() {
    check("donors_100k", 0.949);
}

#[test]
fn senzing_demo() {
    check("senzing_demo", 0.81);
}
