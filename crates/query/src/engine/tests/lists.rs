//! Lists of people: who may be reached, LYBUNT and SYBUNT, one row per constituent.

use super::giving::six_donors;
use crate::sample_lake::{SampleLake, check, stored};
use records::golden::{ConstituentAddress, ConstituentEmail};
use records::keys::{ConstituentId, SourceRecordKey};
use records::kinds::{Channel, ConsentState, ContactUse, EmailStatus};

pub(super) fn reachable(lake: &mut SampleLake, name: &str) {
    let person = lake.tables.constituents.iter_mut().find(|row| row.constituent_id.as_str() == name).unwrap();
    person.email = Some(stored("someone@example.org"));
    person.phone = Some(stored("+12015550123"));
    person.street = Some("1 Elm Street".to_owned());
    lake.tables.emails.push(ConstituentEmail {
        constituent_id: ConstituentId::from_stored(name),
        address: stored("someone@example.org"),
        contact_use: ContactUse::Home,
        status: EmailStatus::Active,
        is_primary: true,
        is_shared: false,
        source_record_key: SourceRecordKey::native("crm", name),
    });
    lake.tables.addresses.push(ConstituentAddress {
        constituent_id: ConstituentId::from_stored(name),
        street: Some("1 Elm Street".to_owned()),
        street_2: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        contact_use: ContactUse::Home,
        undeliverable: false,
        is_primary: true,
        source_record_key: SourceRecordKey::native("crm", name),
    });
}

const RIGHTS: &str =
    "SELECT may_email, may_call, may_text, may_mail, may_solicit FROM contact_rights WHERE constituent_id = 'ann'";

#[track_caller]
fn check_rights(change: impl Fn(&mut SampleLake), expected: &str) {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm"]);
    reachable(&mut lake, "ann");
    change(&mut lake);
    check(&lake, RIGHTS, &[expected]);
}

#[test]
fn silence_allows_all_but_text_messages() {
    check_rights(|_| (), "true,true,false,true,true");
    check_rights(|lake| lake.tables.constituents[0].sms_consent = ConsentState::OptIn, "true,true,true,true,true");
}

#[test]
fn an_opt_out_closes_its_channel_alone() {
    check_rights(|lake| lake.tables.constituents[0].email_consent = ConsentState::OptOut, "false,true,false,true,true");
    check_rights(|lake| lake.tables.constituents[0].phone_consent = ConsentState::OptOut, "true,false,false,true,true");
    check_rights(|lake| lake.tables.constituents[0].mail_consent = ConsentState::OptOut, "true,true,false,false,true");
    check_rights(|lake| lake.consent("ann", Channel::Solicitation, ConsentState::OptOut), "true,true,false,true,false");
}

#[test]
fn nobody_writes_to_the_dead_or_to_a_dead_address() {
    check_rights(|lake| lake.tables.constituents[0].deceased = true, "false,false,false,false,false");
    check_rights(|lake| lake.tables.emails[0].status = EmailStatus::Cleaned, "false,true,false,true,true");
    check_rights(|lake| lake.tables.addresses[0].undeliverable = true, "true,true,false,false,true");
}

#[test]
fn lybunt_and_sybunt_share_nobody() {
    let lake = six_donors();
    let names = |list: &str| {
        format!("SELECT constituent_id, last_fiscal_year, last_year_amount, may_solicit FROM {list} ORDER BY 1")
    };
    check(&lake, &names("lybunt"), &["cat,2024,300.00,true", "dan,2024,60.00,true"]);
    check(&lake, &names("sybunt"), &["eve,2022,500.00,true"]);
    check(
        &lake,
        "SELECT constituent_id, list FROM lybunt_or_sybunt ORDER BY last_year_amount DESC",
        &["eve,sybunt", "cat,lybunt", "dan,lybunt"],
    );
}

#[test]
fn a_giver_has_totals_that_a_refund_leaves() {
    let sql = "SELECT constituent_id, lifetime_amount, gifts, first_gift_date, last_gift_date, last_gift_amount, largest_gift,
        amount_12_months, giving_years, amount_this_year, amount_last_year FROM constituent_giving
        WHERE constituent_id IN ('ann', 'dan', 'fay') ORDER BY 1";
    let expected = [
        "ann,350.00,3,2022-08-01,2024-09-01,150.00,150.00,150.00,3,150.00,100.00",
        "dan,140.00,2,2023-06-30,2023-07-01,60.00,80.00,0.00,2,0.00,60.00",
        "fay,0.00,0,,,,,0.00,0,0.00,0.00",
    ];
    check(&six_donors(), sql, &expected);
}

#[test]
fn everybody_has_one_row_with_everything() {
    let mut lake = six_donors();
    lake.term("crm", "bob", "2024-06-01", "2025-05-31");
    let sql = "SELECT constituent_id, lifecycle, lifetime_amount, membership_status FROM constituent_360 ORDER BY 1";
    let expected = [
        "ann,upgraded,350.00,never",
        "bob,recaptured,250.00,current",
        "cat,lapsed_new,300.00,never",
        "clerk,never,0.00,never",
        "dan,lapsed_repeat,140.00,never",
        "eve,long_lapsed,500.00,never",
        "fay,never,0.00,never",
    ];
    check(&lake, sql, &expected);
}
