//! Money is counted once, and none is lost.

use super::world::{World, credit, gift, nobody, organization, refund};
use records::golden::GoldenTables;
use records::kinds::{CreditRole, CreditType, GiftStatus};
use records::staged::Gift;
use rust_decimal::Decimal;

fn referenced(gift: Gift, reference: &str) -> Gift {
    Gift { processor_reference: Some(reference.to_owned()), ..gift }
}

fn facts(gifts: Vec<Gift>) -> World {
    let mut world = World::of([nobody("salesforce:1")]);
    world.staged.gifts = gifts;
    world
}

/// The duplicates as `(dropped, kept)`.
#[track_caller]
fn check_duplicates(gifts: Vec<Gift>, expected: &[(&str, &str)]) {
    let tables = facts(gifts).tables();
    let found: Vec<_> =
        tables.duplicate_gifts.iter().map(|row| (row.gift_key.as_str(), row.kept_gift_key.as_str())).collect();
    assert_eq!(found, expected);
}

fn crm(march: i8) -> Gift {
    referenced(gift("salesforce:g", "salesforce:1", 5000, march), "TX1")
}

fn processor(march: i8) -> Gift {
    referenced(gift("paypal:g", "paypal:~1", 5000, march), "TX1")
}

#[test]
fn one_payment_in_two_sources_counts_once_as_the_crm_tells_it() {
    check_duplicates(vec![processor(1), crm(8)], &[("paypal:g", "salesforce:g")]);
}

#[test]
fn what_differs_is_two_payments() {
    check_duplicates(vec![processor(1), crm(9)], &[]);
    check_duplicates(vec![processor(1), Gift { amount: Decimal::new(5001, 2), ..crm(1) }], &[]);
    check_duplicates(
        vec![processor(1), Gift { currency: records::values::Currency::from_stored("EUR"), ..crm(1) }],
        &[],
    );
    check_duplicates(vec![processor(1), referenced(crm(1), "TX2")], &[]);
    check_duplicates(
        vec![crm(1), Gift { gift_key: records::keys::GiftKey::from_stored("salesforce:h"), ..crm(1) }],
        &[],
    );
    check_duplicates(vec![referenced(processor(1), " "), referenced(crm(1), " ")], &[]);
}

#[test]
fn a_voided_crm_gift_does_not_hide_the_processor_s_money() {
    check_duplicates(vec![processor(1), Gift { status: GiftStatus::Voided, ..crm(1) }], &[]);
    let refunded = Gift { status: GiftStatus::Refunded, ..crm(1) };
    check_duplicates(vec![processor(1), refunded], &[("paypal:g", "salesforce:g")]);
}

#[test]
fn one_crm_gift_stands_for_one_processor_gift_the_nearest() {
    let second = Gift { gift_key: records::keys::GiftKey::from_stored("paypal:a"), ..processor(4) };
    check_duplicates(vec![second, processor(2), crm(1)], &[("paypal:g", "salesforce:g")]);
}

#[test]
fn three_sources_leave_one_gift() {
    let third = referenced(gift("raisers_edge:g", "raisers_edge:1", 5000, 3), "TX1");
    let expected = [("paypal:g", "raisers_edge:g"), ("salesforce:g", "raisers_edge:g")];
    check_duplicates(vec![processor(1), crm(2), third], &expected);
}

/// Net money as the documentation of `facts` says.
fn net(tables: &GoldenTables) -> Decimal {
    let is_counted = |key: &records::keys::GiftKey| !tables.duplicate_gifts.iter().any(|row| row.gift_key == *key);
    let gifts = tables.gifts.iter().filter(|row| is_counted(&row.gift_key)).map(|row| row.amount);
    let adjustments = tables.adjustments.iter().filter(|row| is_counted(&row.gift_key)).map(|row| row.amount);
    gifts.chain(adjustments).sum()
}

#[track_caller]
fn check_net(refunds: &[(&str, &str, i64)], expected_cents: i64) {
    let third = referenced(gift("raisers_edge:g", "raisers_edge:1", 5000, 3), "TX1");
    let mut world = facts(vec![processor(1), crm(2), third]);
    world.staged.adjustments = refunds.iter().map(|&(key, gift, cents)| refund(key, gift, cents)).collect();
    let tables = world.tables();
    assert_eq!(tables.adjustments.len(), refunds.len());
    assert_eq!(net(&tables), Decimal::new(expected_cents, 2));
}

#[test]
fn a_refund_is_counted_once_whichever_source_tells_it() {
    check_net(&[], 5000);
    check_net(&[("a", "paypal:g", 1000)], 4000);
    check_net(&[("a", "paypal:g", 1000), ("b", "raisers_edge:g", 1000)], 4000);
    check_net(&[("a", "paypal:g", 1000), ("b", "salesforce:g", 1000)], 4000);
    check_net(&[("a", "paypal:g", 1000), ("b", "paypal:g", 1000), ("c", "raisers_edge:g", 1000)], 3000);
    check_net(&[("a", "paypal:g", 1000), ("b", "salesforce:g", 500)], 3500);
}

/// The credits of the only gift, of 50.00 by `s:1`, as `(record, type, role, cents)`.
#[track_caller]
fn check_credits(credits: &[(&str, CreditType, i64)], expected: &[(&str, CreditType, CreditRole, i64)]) {
    let mut world = World::of([nobody("s:1"), nobody("s:1#2"), organization("s:2", "Acme")]);
    world.staged.gifts = vec![gift("s:g", "s:1", 5000, 1)];
    world.staged.credits = credits.iter().map(|&(key, kind, cents)| credit("s:g", key, kind, cents)).collect();
    let tables = world.tables();
    let row =
        |row: &records::staged::GiftCredit| (row.source_record_key.to_string(), row.credit_type, row.role, row.amount);
    let found: Vec<_> = tables.credits.iter().map(row).collect();
    let expected: Vec<_> =
        expected.iter().map(|&(key, kind, role, cents)| (key.to_owned(), kind, role, Decimal::new(cents, 2))).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_partner_gets_a_soft_credit_once() {
    use CreditRole::{Donor, Spouse};
    use CreditType::{Hard, Soft};
    let both = [("s:1", Hard, Donor, 5000), ("s:1#2", Soft, Spouse, 5000)];
    check_credits(&[("s:1", Hard, 5000)], &both);
    check_credits(&[], &both);
    check_credits(&[("s:1", Hard, 4000)], &both);
    check_credits(
        &[("s:1", Hard, 5000), ("s:1#2", Soft, 2500)],
        &[("s:1", Hard, Donor, 5000), ("s:1#2", Soft, Donor, 2500)],
    );
    check_credits(&[("s:2", Hard, 5000)], &[("s:2", Hard, Donor, 5000)]);
    check_credits(
        &[("s:1", Hard, 2000), ("s:2", Hard, 3000)],
        &[("s:1", Hard, Donor, 2000), ("s:1#2", Soft, Spouse, 2000), ("s:2", Hard, Donor, 3000)],
    );
}
