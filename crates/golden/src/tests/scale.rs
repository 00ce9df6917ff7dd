//! A million source records, for measuring: a pure crate has no clock, so it is timed from outside.
//! Run it with `cargo test --release -p golden -- --ignored`.

use super::world::{World, address, credit, day, email, file, gift, person, word};
use records::kinds::{Channel, ConsentState, CreditType, EmailStatus};

const RECORDS: usize = 1_000_000;
const SOURCES: [&str; 5] = ["salesforce", "raisers_edge", "wild_apricot", "mailchimp", "paypal"];

#[test]
#[ignore = "takes some seconds and some gigabytes; for measuring"]
fn a_million_records_become_golden() {
    let mut world = World { files: vec![file("f1", day(1))], ..World::default() };
    for number in 0..RECORDS {
        // Three records of each of a third of a million persons; a name and a street for about ten of them.
        let (who, source) = (number / 3, SOURCES[number % SOURCES.len()]);
        let key = format!("{source}:{:07}", number * 7_919 % RECORDS);
        world.staged.parties.push(person(&key, &format!("Given{}", who % 977), &format!("Family{}", who % 30_011), 1));
        world.staged.emails.push(email(&key, &format!("p{who}@example.org"), EmailStatus::Active));
        world.staged.addresses.push(address(
            &key,
            &format!("{} Main Street", who % 9_973),
            &format!("{:05}", who % 97),
        ));
        world.staged.consent_events.push(word(&key, Channel::Email, ConsentState::OptIn, Some(2)));
        let gift_key = format!("{source}:g{number}");
        world.staged.gifts.push(gift(&gift_key, &key, 5_000, 1));
        world.staged.credits.push(credit(&gift_key, &key, CreditType::Hard, 5_000));
        world.clusters.insert(key, who as u64);
    }
    let output = world.build();
    assert_eq!(output.summary.constituents, RECORDS.div_ceil(3));
}
