//! No import, merge or un-merge makes an opt-out contactable without a newer explicit opt-in.

use super::random::{KEYS, event, everybody, partition, with_partition};
use crate::consent::CHANNELS;
use crate::tests::world::{World, day, file};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use records::golden::GoldenTables;
use records::kinds::{Channel, ConsentState};
use records::staged::ConsentEvent;
use std::collections::BTreeMap;

fn spoken(events: &[ConsentEvent], partition: &[u64]) -> World {
    let mut world = with_partition(everybody(), partition);
    world.files = vec![file("f1", day(1)), file("f2", day(3)), file("f3", day(3))];
    world.staged.consent_events = events.to_vec();
    world
}

/// The state of every record's constituent on every channel.
fn states(tables: &GoldenTables) -> BTreeMap<(String, Channel), ConsentState> {
    let mut states = BTreeMap::new();
    for row in &tables.crosswalk {
        for channel in CHANNELS {
            let said = |consent: &&records::golden::ConstituentConsent| {
                consent.constituent_id == row.constituent_id && consent.channel == channel
            };
            let state = tables.consents.iter().find(said).map_or(ConsentState::Unknown, |consent| consent.state);
            states.insert((row.source_record_key.to_string(), channel), state);
        }
    }
    states
}

/// Whether `yes` takes back `no` on `channel`, in the words of the law.
fn takes_back(yes: &ConsentEvent, no: &ConsentEvent, channel: Channel) -> bool {
    let arrival = |file: &str| match file {
        "f1" => day(1),
        "f2" | "f3" => day(3),
        _ => Timestamp::MAX,
    };
    let said_no = no.effective_at.unwrap_or_else(|| arrival(no.file_id.as_str()));
    yes.state == ConsentState::OptIn
        && (yes.channel == channel || (yes.channel == Channel::All && no.channel == Channel::All))
        && yes.scope == no.scope
        && yes.effective_at.is_some_and(|said_yes| said_yes > said_no)
}

/// Checks the law for every opt-out of `events`; `partition` says whose words count together.
fn check_law(tables: &GoldenTables, events: &[ConsentEvent], partition: &[u64]) {
    let states = states(tables);
    let cluster = |key: &str| partition[KEYS.iter().position(|other| *other == key).unwrap()];
    for no in events.iter().filter(|event| event.state == ConsentState::OptOut) {
        let key = no.source_record_key.as_str();
        for channel in CHANNELS.into_iter().filter(|channel| no.channel == *channel || no.channel == Channel::All) {
            let together = events.iter().filter(|yes| cluster(yes.source_record_key.as_str()) == cluster(key));
            let is_taken_back = together.clone().any(|yes| takes_back(yes, no, channel));
            let state = states[&(key.to_owned(), channel)];
            assert!(is_taken_back || state == ConsentState::OptOut, "an opt-out became {state}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_opt_out_survives_every_import_merge_and_unmerge(
        steps in vec((vec(event(), 0..5), partition()), 1..6),
    ) {
        let mut events: Vec<ConsentEvent> = Vec::new();
        let mut before = GoldenTables::default();
        for (more, partition) in steps {
            events.extend(more);
            let after = spoken(&events, &partition).after(&before).tables();
            check_law(&after, &events, &partition);
            before = after;
        }
    }

    #[test]
    fn what_was_staged_before_is_enough_to_keep_the_law(
        events in vec(event(), 0..12), more in vec(event(), 0..6), partition in partition(),
    ) {
        // The snapshot's own consent events, and not the files, are what the next import adds to.
        let first = spoken(&events, &partition).tables();
        let kept: Vec<_> = first.consent_events.iter().chain(&more).cloned().collect();
        let all: Vec<_> = events.iter().chain(&more).cloned().collect();
        prop_assert_eq!(spoken(&kept, &partition).tables().consents, spoken(&all, &partition).tables().consents);
    }

    #[test]
    fn whoever_says_no_opt_in_never_loosens(
        events in vec(event(), 0..8), more in vec(event(), 0..8), fine in partition(), coarse in vec(0..6_u64, 6),
    ) {
        // More words that are no opt-ins, and merges with records that never opted in.
        let no_opt_in = |event: &ConsentEvent| event.state != ConsentState::OptIn;
        let before = states(&spoken(&events, &fine).tables());
        let silent = more.into_iter().filter(no_opt_in);
        let all: Vec<_> = events.iter().cloned().chain(silent).collect();
        let after = states(&spoken(&all, &fine).tables());
        check_no_looser(&before, &after)?;
        if events.iter().all(no_opt_in) {
            let merged: Vec<u64> = fine.iter().map(|cluster| coarse[usize::try_from(*cluster).unwrap()]).collect();
            check_no_looser(&before, &states(&spoken(&all, &merged).tables()))?;
        }
    }

    #[test]
    fn an_unmerge_restores_what_was_allowed(events in vec(event(), 0..12), one in partition(), other in partition()) {
        let first = spoken(&events, &one).tables();
        let second = spoken(&events, &other).after(&first).tables();
        let third = spoken(&events, &one).after(&second).tables();
        prop_assert_eq!(states(&first), states(&third));
    }
}

fn check_no_looser(
    before: &BTreeMap<(String, Channel), ConsentState>,
    after: &BTreeMap<(String, Channel), ConsentState>,
) -> Result<(), TestCaseError> {
    for (place, state) in before {
        prop_assert!(*state != ConsentState::OptOut || after[place] == ConsentState::OptOut);
    }
    Ok(())
}
