//! Random worlds: few keys and few values, so that everything meets everything.

use crate::tests::world::{World, address, credit, day, email, file, gift, nobody, person, refund, word};
use proptest::collection::vec;
use proptest::prelude::*;
use records::keys::FileId;
use records::kinds::{Channel, ConsentState, CreditType, EmailStatus, PartyKind};
use records::staged::{ConsentEvent, Gift, GiftCredit, SourceParty};

/// The keys that random records have; two of them hold couples.
pub(super) const KEYS: [&str; 12] = [
    "paypal:1",
    "paypal:2",
    "paypal:3",
    "raisers_edge:1",
    "raisers_edge:1#2",
    "raisers_edge:2",
    "salesforce:1",
    "salesforce:1#2",
    "salesforce:2",
    "salesforce:3",
    "other:1",
    "other:2",
];

/// The files that random rows come from; `f4` is not listed.
const FILES: [&str; 4] = ["f1", "f2", "f3", "f4"];

pub(super) fn key() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&KEYS)
}

fn file_id() -> impl Strategy<Value = FileId> {
    proptest::sample::select(&FILES).prop_map(FileId::from_stored)
}

/// A cluster number for each of [`KEYS`].
pub(super) fn partition() -> impl Strategy<Value = Vec<u64>> {
    vec(0..6_u64, KEYS.len())
}

fn party() -> impl Strategy<Value = SourceParty> {
    let names = (proptest::sample::select(&["Ann", "Bob", "", "Cy"]), proptest::sample::select(&["Lee", "Brown", ""]));
    let flags = (0..20_u8, proptest::option::of(0..3_u8), proptest::sample::select(PartyKind::ALL));
    (key(), names, 1..5_i64, file_id(), 2..5_i64, flags).prop_map(
        |(key, (given, family), changed, file_id, line, (dice, household, kind))| SourceParty {
            file_id,
            line,
            kind,
            is_anonymous: dice == 0,
            deceased: dice == 1,
            source_updated_at: (dice > 5).then(|| day(changed)),
            household_key: household.map(|number| format!("h:{number}")),
            ..person(key, given, family, changed)
        },
    )
}

pub(super) fn event() -> impl Strategy<Value = ConsentEvent> {
    let said = proptest::option::weighted(0.7, 1..6_i64);
    let scope = proptest::option::weighted(0.3, proptest::sample::select(&["news", "events"]));
    let channels = proptest::sample::select(Channel::ALL);
    (key(), channels, proptest::sample::select(ConsentState::ALL), said, scope, file_id()).prop_map(
        |(key, channel, state, said, scope, file_id)| ConsentEvent {
            scope: scope.map(str::to_owned),
            file_id,
            ..word(key, channel, state, said)
        },
    )
}

fn some_gift() -> impl Strategy<Value = Gift> {
    let reference = proptest::option::weighted(0.8, proptest::sample::select(&["TX1", "TX2"]));
    (key(), 0..3_u8, 1..3_i64, 1..12_i8, reference, file_id()).prop_map(
        |(donor, number, cents, march, reference, file_id)| {
            let source = donor.split(':').next().unwrap();
            Gift {
                processor_reference: reference.map(str::to_owned),
                file_id,
                ..gift(&format!("{source}:g{number}"), donor, cents * 100, march)
            }
        },
    )
}

fn some_credit() -> impl Strategy<Value = GiftCredit> {
    (key(), key(), 0..3_u8, any::<bool>(), 1..3_i64, file_id()).prop_map(
        |(owner, key, number, hard, cents, file_id)| {
            let source = owner.split(':').next().unwrap();
            let credit_type = if hard { CreditType::Hard } else { CreditType::Soft };
            GiftCredit { file_id, ..credit(&format!("{source}:g{number}"), key, credit_type, cents * 100) }
        },
    )
}

/// A world with a random partition and no ids of before.
pub(super) fn world() -> impl Strategy<Value = World> {
    let emails = vec((key(), 0..4_u8, any::<bool>(), file_id()), 0..10);
    let addresses = vec((key(), 0..3_u8, file_id()), 0..10);
    let refunds = vec((0..4_u8, key(), 0..3_u8, 1..3_i64, file_id()), 0..6);
    let rows = (vec(party(), 1..20), emails, addresses, vec(event(), 0..12));
    let money = (vec(some_gift(), 0..10), vec(some_credit(), 0..10), refunds);
    (rows, money, partition()).prop_map(
        |((parties, emails, addresses, events), (gifts, credits, refunds), partition)| {
            let mut world = with_partition(World::of(parties), &partition);
            world.files = vec![file("f1", day(1)), file("f2", day(3)), file("f3", day(3))];
            let email_of = |(key, number, dead, file_id)| {
                let status = if dead { EmailStatus::Cleaned } else { EmailStatus::Active };
                let row = email(key, &format!("{number}@example.org"), status);
                records::staged::SourceEmail { file_id, ..row }
            };
            let address_of = |(key, number, file_id)| {
                let row = address(key, &format!("{number} Elm Street"), "01970");
                records::staged::SourceAddress { file_id, ..row }
            };
            let refund_of = |(number, owner, gift, cents, file_id): (u8, &str, u8, i64, FileId)| {
                let gift_key = format!("{}:g{gift}", owner.split(':').next().unwrap());
                records::staged::GiftAdjustment { file_id, ..refund(&format!("r{number}"), &gift_key, cents * 100) }
            };
            world.staged.emails = emails.into_iter().map(email_of).collect();
            world.staged.addresses = addresses.into_iter().map(address_of).collect();
            world.staged.adjustments = refunds.into_iter().map(refund_of).collect();
            (world.staged.consent_events, world.staged.gifts, world.staged.credits) = (events, gifts, credits);
            world
        },
    )
}

/// The same world, its records grouped in another way.
pub(super) fn with_partition(mut world: World, partition: &[u64]) -> World {
    world.clusters = KEYS.iter().map(|key| (*key).to_owned()).zip(partition.iter().copied()).collect();
    world
}

/// One nameless record for each of [`KEYS`].
pub(super) fn everybody() -> World {
    World::of(KEYS.map(nobody))
}
