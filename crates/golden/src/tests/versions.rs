//! Of all versions, the newest.

use super::world::{World, address, credit, day, email, file, gift, nobody, person, refund, word};
use crate::newest_versions;
use records::keys::FileId;
use records::kinds::{Channel, ConsentState, CreditType, EmailStatus, MembershipStatus, TermOrigin};
use records::staged::{Gift, GiftCredit, MembershipTerm, SourceEmail, SourceParty, StagedRecords};
use rust_decimal::Decimal;

/// Two files: `f1` of day 1, `f2` of day 10.
fn world(parties: Vec<SourceParty>) -> World {
    let mut world = World::of(parties);
    world.files.push(file("f2", day(10)));
    world
}

fn newest(world: &World) -> StagedRecords {
    newest_versions(world.staged.clone(), &world.files)
}

fn in_second_file(party: SourceParty) -> SourceParty {
    SourceParty { file_id: FileId::from_stored("f2"), ..party }
}

#[track_caller]
fn check_given_name(parties: Vec<SourceParty>, expected: &str) {
    let newest = newest(&world(parties));
    assert_eq!(newest.parties.len(), 1);
    assert_eq!(newest.parties[0].given_name.as_deref(), Some(expected));
}

#[test]
fn the_source_s_own_date_decides_then_the_arrival_then_the_line() {
    let old = person("s:1", "Old", "Lee", 1);
    let new = person("s:1", "New", "Lee", 5);
    check_given_name(vec![in_second_file(old.clone()), new.clone()], "New");
    let same_day = person("s:1", "Later", "Lee", 5);
    check_given_name(vec![in_second_file(same_day), new.clone()], "Later");
    check_given_name(vec![SourceParty { line: 9, ..person("s:1", "Below", "Lee", 5) }, new], "Below");
}

#[test]
fn a_version_without_a_date_is_as_old_as_its_file() {
    let undated = SourceParty { source_updated_at: None, ..person("s:1", "Undated", "Lee", 1) };
    check_given_name(vec![in_second_file(undated.clone()), person("s:1", "Dated", "Lee", 5)], "Undated");
    check_given_name(vec![undated, person("s:1", "Dated", "Lee", 5)], "Dated");
}

#[test]
fn contact_points_are_those_of_the_newest_file() {
    let mut world = world(vec![person("s:1", "Ann", "Lee", 1), in_second_file(person("s:1", "Ann", "Lee", 5))]);
    let new =
        SourceEmail { file_id: FileId::from_stored("f2"), ..email("s:1", "new@example.org", EmailStatus::Active) };
    world.staged.emails = vec![email("s:1", "old@example.org", EmailStatus::Active), new.clone()];
    world.staged.addresses = vec![address("s:1", "12 Main St", "01970")];
    let newest = newest(&world);
    assert_eq!(newest.emails, [new]);
    assert!(newest.addresses.is_empty());
}

#[test]
fn credits_go_with_the_newest_version_of_their_gift() {
    let mut world = world(vec![]);
    let corrected =
        Gift { amount: Decimal::new(700, 2), file_id: FileId::from_stored("f2"), ..gift("s:g", "s:1", 500, 1) };
    let new = GiftCredit { file_id: FileId::from_stored("f2"), ..credit("s:g", "s:1", CreditType::Hard, 700) };
    world.staged.gifts = vec![corrected.clone(), gift("s:g", "s:1", 500, 1)];
    world.staged.credits = vec![credit("s:g", "s:1", CreditType::Hard, 500), new.clone()];
    let newest = newest(&world);
    assert_eq!(newest.gifts, [corrected]);
    assert_eq!(newest.credits, [new]);
}

fn term(start: i16, file: &str, derived_from: TermOrigin) -> MembershipTerm {
    MembershipTerm {
        term_key: format!("s:1/{start}"),
        source: "s".to_owned(),
        source_record_key: records::keys::SourceRecordKey::from_stored("s:1"),
        level: Some(file.to_owned()),
        start_date: jiff::civil::date(start, 1, 1),
        end_date: None,
        join_date: None,
        status: MembershipStatus::Active,
        dues: None,
        currency: None,
        is_lifetime: false,
        derived_from,
        file_id: FileId::from_stored(file),
        line: 2,
    }
}

#[test]
fn a_term_that_a_later_file_no_longer_shows_stays() {
    let mut world = world(vec![nobody("s:1")]);
    let from_notes = term(2019, "f1", TermOrigin::Notes);
    let newer = term(2020, "f2", TermOrigin::Row);
    world.staged.membership_terms = vec![newer.clone(), from_notes.clone(), term(2020, "f1", TermOrigin::Row)];
    assert_eq!(newest(&world).membership_terms, [from_notes, newer]);
}

#[test]
fn a_repeated_word_is_kept_once_as_last_seen_and_no_other_is_dropped() {
    let mut world = world(vec![nobody("s:1")]);
    let no = word("s:1", Channel::Email, ConsentState::OptOut, None);
    let mut again = no.clone();
    again.file_id = FileId::from_stored("f2");
    let yes = word("s:1", Channel::Email, ConsentState::OptIn, Some(3));
    world.staged.consent_events = vec![again.clone(), yes.clone(), no];
    assert_eq!(newest(&world).consent_events, [again, yes]);
}

#[test]
fn a_second_pass_changes_nothing() {
    let mut world =
        world(vec![person("s:2", "Ann", "Lee", 1), in_second_file(person("s:2", "Ann", "Lee", 1)), nobody("s:1")]);
    world.staged.gifts = vec![gift("s:h", "s:2", 500, 1), gift("s:g", "s:1", 500, 1)];
    world.staged.adjustments = vec![refund("r2", "s:g", 5), refund("r1", "s:h", 5), refund("r1", "s:h", 5)];
    let once = newest(&world);
    assert_eq!(newest_versions(once.clone(), &world.files), once);
}

#[test]
fn a_file_that_is_dropped_again_says_nothing_new() {
    let undated = |name| SourceParty { source_updated_at: None, ..person("s:1", name, "Lee", 1) };
    let mut world = world(vec![undated("Old"), in_second_file(undated("New"))]);
    world.files.push(file("f1", day(20)));
    assert_eq!(newest(&world).parties[0].given_name.as_deref(), Some("New"));
}
