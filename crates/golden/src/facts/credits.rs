//! Who is credited with each gift: hard credits that add up, and a soft credit for the partner.

use crate::versions::compare_credits;
use records::keys::SourceRecordKey;
use records::kinds::{CreditRole, CreditType};
use records::staged::{Gift, GiftCredit, SourceParty};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

/// The credits of all gifts.
pub(crate) struct CompleteCredits {
    /// Sorted by gift, record, type and role.
    pub(crate) credits: Vec<GiftCredit>,
    /// Gifts whose hard credits were missing or did not add up.
    pub(crate) repaired: usize,
    /// Soft credits that partners were given.
    pub(crate) added_for_partners: usize,
}

/// Makes the hard credits of every gift add up to its amount, and credits partners.
///
/// * If the hard credits of a gift are missing or do not add up, its legal donor gets one of the whole amount: the money
///   is known, only its split is not.
/// * A record that holds a couple gives the first person the hard credit; the second gets a soft credit
///   of the same amount, as spouse, unless some soft credit of that gift is hers already.
///
/// `gifts` and `credits` must be sorted by gift key. Credits of unknown gifts are kept as they are.
pub(crate) fn complete(gifts: &[Gift], credits: Vec<GiftCredit>, parties: &[SourceParty]) -> CompleteCredits {
    let partners: FxHashSet<&SourceRecordKey> = parties
        .iter()
        .filter(|party| !party.is_anonymous)
        .map(|party| &party.source_record_key)
        .filter(|key| key.as_str().ends_with("#2"))
        .collect();
    let mut done = CompleteCredits { credits: Vec::with_capacity(credits.len()), repaired: 0, added_for_partners: 0 };
    let mut rest = credits.into_iter().peekable();
    for gift in gifts {
        while let Some(unknown) = rest.next_if(|credit| credit.gift_key < gift.gift_key) {
            done.credits.push(unknown);
        }
        let mut own = Vec::new();
        while let Some(credit) = rest.next_if(|credit| credit.gift_key == gift.gift_key) {
            own.push(credit);
        }
        done.repaired += usize::from(repair_hard_credits(gift, &mut own));
        done.added_for_partners += credit_partners(&mut own, &partners);
        own.sort_by(compare_credits);
        done.credits.append(&mut own);
    }
    done.credits.extend(rest);
    done
}

/// Replaces hard credits that do not add up to the gift's amount; says whether it did.
fn repair_hard_credits(gift: &Gift, credits: &mut Vec<GiftCredit>) -> bool {
    let hard = credits.iter().filter(|credit| credit.credit_type == CreditType::Hard);
    let amounts: Vec<Decimal> = hard.map(|credit| credit.amount).collect();
    if !amounts.is_empty() && amounts.iter().sum::<Decimal>() == gift.amount {
        return false;
    }
    credits.retain(|credit| credit.credit_type != CreditType::Hard);
    credits.push(GiftCredit {
        gift_key: gift.gift_key.clone(),
        source_record_key: gift.source_record_key.clone(),
        credit_type: CreditType::Hard,
        role: CreditRole::Donor,
        amount: gift.amount,
        file_id: gift.file_id.clone(),
        line: gift.line,
    });
    true
}

/// Gives the partner of every hard-credited record a soft credit; says how many.
fn credit_partners(credits: &mut Vec<GiftCredit>, partners: &FxHashSet<&SourceRecordKey>) -> usize {
    let mut added: Vec<GiftCredit> = Vec::new();
    if partners.is_empty() {
        return 0;
    }
    for credit in credits.iter().filter(|credit| credit.credit_type == CreditType::Hard) {
        let partner = credit.source_record_key.partner();
        let has_own = credits.iter().chain(&added).any(|other| other.source_record_key == partner);
        if !has_own && partners.contains(&partner) {
            let (credit_type, role) = (CreditType::Soft, CreditRole::Spouse);
            added.push(GiftCredit { source_record_key: partner, credit_type, role, ..credit.clone() });
        }
    }
    let count = added.len();
    credits.append(&mut added);
    count
}
