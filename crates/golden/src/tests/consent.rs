//! Who may be contacted.

use super::world::{World, day, file, nobody, person, word};
use records::kinds::Channel::{All, Email, Mail, Phone, Sms, Solicitation};
use records::kinds::ConsentState::{OptIn, OptOut, Unknown};
use records::kinds::{Channel, ConsentState};
use records::staged::ConsentEvent;

/// The state of `channel` for one person with these events; the file with all of them arrived on day 1.
#[track_caller]
fn check(events: &[ConsentEvent], channel: Channel, expected: ConsentState) {
    let mut world = World::of([nobody("s:1"), nobody("t:1")]).together(7, &["s:1", "t:1"]);
    world.staged.consent_events = events.to_vec();
    let tables = world.tables();
    let row = tables.consents.iter().find(|row| row.channel == channel);
    assert_eq!(row.map_or(Unknown, |row| row.state), expected);
    if channel == Email {
        assert_eq!(tables.constituents[0].email_consent, expected);
    }
}

fn scoped(event: ConsentEvent, scope: &str) -> ConsentEvent {
    ConsentEvent { scope: Some(scope.to_owned()), ..event }
}

#[test]
fn the_most_restrictive_word_of_any_record_wins() {
    check(&[word("s:1", Email, OptOut, Some(5)), word("t:1", Email, OptIn, Some(4))], Email, OptOut);
    check(&[word("s:1", Email, OptIn, None)], Email, OptIn);
    check(&[], Email, Unknown);
}

#[test]
fn only_a_later_dated_opt_in_lifts_an_opt_out() {
    let no = word("s:1", Email, OptOut, Some(5));
    check(&[no.clone(), word("t:1", Email, OptIn, Some(6))], Email, OptIn);
    check(&[no.clone(), word("t:1", Email, OptIn, Some(5))], Email, OptOut);
    check(&[no, word("t:1", Email, OptIn, None)], Email, OptOut);
}

#[test]
fn an_undated_opt_out_holds_until_after_the_file_that_showed_it_last() {
    let no = word("s:1", Email, OptOut, None);
    check(&[no.clone(), word("t:1", Email, OptIn, Some(1))], Email, OptOut);
    check(&[no, word("t:1", Email, OptIn, Some(2))], Email, OptIn);
}

#[test]
fn an_undated_opt_out_that_a_later_file_repeats_holds_longer() {
    let no = word("s:1", Email, OptOut, None);
    let again = ConsentEvent { file_id: records::keys::FileId::from_stored("f2"), ..no.clone() };
    let mut world = World::of([nobody("s:1")]);
    world.files.push(file("f2", day(10)));
    world.staged.consent_events = vec![again, no, word("s:1", Email, OptIn, Some(9))];
    assert_eq!(world.only().email_consent, OptOut);
}

#[test]
fn an_undated_opt_out_of_an_unknown_file_is_never_lifted() {
    let no = ConsentEvent { file_id: records::keys::FileId::from_stored("lost"), ..word("s:1", Email, OptOut, None) };
    check(&[no, word("s:1", Email, OptIn, Some(5000))], Email, OptOut);
}

#[test]
fn a_word_about_all_counts_for_each_channel() {
    for channel in [Email, Phone, Sms, Mail, Solicitation] {
        check(&[word("s:1", All, OptOut, Some(3))], channel, OptOut);
        check(&[word("s:1", All, OptIn, Some(3))], channel, OptIn);
    }
}

#[test]
fn an_opt_in_lifts_its_own_channel_alone() {
    let no = word("s:1", All, OptOut, Some(3));
    check(&[no.clone(), word("s:1", Email, OptIn, Some(4))], Email, OptIn);
    check(&[no.clone(), word("s:1", Email, OptIn, Some(4))], Phone, OptOut);
    check(&[no, word("s:1", All, OptIn, Some(4))], Phone, OptIn);
    check(&[word("s:1", Email, OptOut, Some(3)), word("s:1", All, OptIn, Some(4))], Email, OptOut);
}

#[test]
fn a_list_closes_its_channel_and_opens_nothing() {
    let no = scoped(word("s:1", Email, OptOut, Some(3)), "news");
    check(std::slice::from_ref(&no), Email, OptOut);
    check(&[no.clone(), word("s:1", Email, OptIn, Some(4))], Email, OptOut);
    check(&[no.clone(), scoped(word("s:1", Email, OptIn, Some(4)), "events")], Email, OptOut);
    check(&[no, scoped(word("s:1", Email, OptIn, Some(4)), "news")], Email, Unknown);
    check(&[scoped(word("s:1", Email, OptIn, Some(4)), "news")], Email, Unknown);
}

#[test]
fn no_solicitation_closes_no_other_channel() {
    let no = word("s:1", Solicitation, OptOut, Some(3));
    check(std::slice::from_ref(&no), Solicitation, OptOut);
    check(&[no, word("s:1", Email, OptIn, Some(2))], Email, OptIn);
}

#[test]
fn a_death_closes_every_channel() {
    let mut dead = person("t:1", "Ann", "Lee", 1);
    dead.deceased = true;
    let mut world = World::of([nobody("s:1"), dead]).together(7, &["s:1", "t:1"]);
    world.staged.consent_events = vec![word("s:1", Email, OptIn, Some(900))];
    let tables = world.tables();
    assert_eq!(tables.consents.len(), 5);
    assert!(tables.consents.iter().all(|row| row.state == OptOut && row.evidence == "deceased"));
    assert!(tables.consents.iter().all(|row| row.source_record_key.as_str() == "t:1"));
}
