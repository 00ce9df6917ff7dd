//! Training finds what was put in, and a model from outside is looked at first.

use super::chance::Chance;
use super::em::{Histogram, train};
use super::{Model, ModelError, Scorer};
use crate::comparison::levels::{address, birth, family, given};
use crate::comparison::{Field, Pattern};
use crate::records::{RawRecord, RecordsBuilder};
use crate::settings::Settings;

fn pattern(levels: &[(Field, u8)]) -> Pattern {
    levels.iter().fold(Pattern::default(), |pattern, (field, level)| pattern.with(*field, *level))
}

/// Two thousand people, no two of whom have a name or a birthday in common.
fn strangers() -> Chance {
    let mut builder = RecordsBuilder::new();
    for number in 0..2_000_u32 {
        let letters: String = (0..6)
            .map(|place| char::from(b'a' + u8::try_from((number / 7_u32.pow(place)) % 7 + place).unwrap()))
            .collect();
        builder.push(RawRecord {
            record_id: number.to_string(),
            given_name: letters.clone(),
            family_name: letters.chars().rev().collect(),
            birth_date: format!("{}-{:02}-{:02}", 1930 + number % 70, 1 + number % 12, 1 + number % 28),
            ..RawRecord::default()
        });
    }
    Chance::measure(&builder.finish(), 100_000)
}

/// 900 pairs of one person, 400 of a family, 3,000 of strangers.
fn mixture() -> Histogram {
    let same_name = [(Field::GivenName, given::EXACT), (Field::FamilyName, family::EXACT)];
    let at_home =
        [(Field::GivenName, given::DIFFERS), (Field::FamilyName, family::EXACT), (Field::Address, address::SHARED)];
    let mut histogram = vec![
        (pattern(&[&same_name[..], &[(Field::BirthDate, birth::EXACT)]].concat()), 600),
        (pattern(&[&same_name[..], &[(Field::BirthDate, birth::ONE_DIGIT)]].concat()), 100),
        (
            pattern(&[
                (Field::GivenName, given::CLOSE),
                (Field::FamilyName, family::EXACT),
                (Field::BirthDate, birth::EXACT),
            ]),
            200,
        ),
        (pattern(&[&at_home[..], &[(Field::BirthDate, birth::DIFFERS)]].concat()), 400),
        (
            pattern(&[
                (Field::GivenName, given::DIFFERS),
                (Field::FamilyName, family::DIFFERS),
                (Field::BirthDate, birth::DIFFERS),
            ]),
            3_000,
        ),
    ];
    histogram.sort_unstable();
    histogram
}

#[test]
fn training_tells_people_families_and_strangers_apart() {
    let model = train(&mixture(), &strangers(), 2_000, &Settings::default());
    let per_record = |pairs: f64| pairs / 2_000.0;
    assert!(model.converged, "{model:?}");
    assert!((model.matches_per_record - per_record(900.0)).abs() < 0.01, "{}", model.matches_per_record);
    assert!((model.households_per_record - per_record(400.0)).abs() < 0.01, "{}", model.households_per_record);
    let births = &model.fields[Field::BirthDate.index()].levels;
    assert!((births[0].m - 800.0 / 900.0).abs() < 0.02, "{births:?}");
}

#[test]
fn a_family_is_not_a_person() {
    let model = train(&mixture(), &strangers(), 2_000, &Settings::default());
    let scorer = Scorer::new(&model, 2_000);
    for (pattern, _) in mixture() {
        let score = scorer.score(pattern);
        let person = pattern.level(Field::GivenName) != given::DIFFERS;
        assert_eq!(score.probability > 0.9, person, "{pattern:?} {score:?}");
        assert!(score.household <= 0.0);
    }
}

#[test]
fn an_iteration_limit_is_not_convergence() {
    let settings = Settings { iterations: 1, ..Settings::default() };
    let model = train(&mixture(), &strangers(), 2_000, &settings);
    assert!(!model.converged);
    assert_eq!(model.iterations, 1);
}

#[test]
fn a_saved_model_is_the_same_model() {
    let model = train(&mixture(), &strangers(), 2_000, &Settings::default());
    let text = toml::to_string(&model).unwrap();
    let read: Model = toml::from_str(&text).unwrap();
    assert_eq!(read, model);
    assert_eq!(read.check(), Ok(()));
}

#[test]
fn a_model_that_does_not_fit_is_refused() {
    let model = train(&mixture(), &strangers(), 2_000, &Settings::default());
    let mut short = model.clone();
    short.fields[4].levels.pop();
    assert_eq!(short.check(), Err(ModelError::Levels { field: Field::BirthDate }));
    let mut impossible = model.clone();
    impossible.fields[0].levels[0].m = 0.0;
    assert_eq!(impossible.check(), Err(ModelError::Share { field: Field::GivenName }));
    let mut empty = model;
    empty.matches_per_record = f64::NAN;
    assert_eq!(empty.check(), Err(ModelError::PairsPerRecord));
}
