//! Rows of one gift: one makes the gift, each adds its fund and its soft credits.

use super::{Collected, Placed};
use crate::emit::{GiftDraft, Refusal};
use jiff::civil::Date;
use records::keys::{GiftKey, SourceRecordKey};
use records::kinds::CreditType;
use records::staged::StagedRecords;
use records::values::Currency;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What every row of a gift must say alike.
type Statement = (Decimal, Currency, Date, SourceRecordKey);

fn statement(draft: &GiftDraft) -> Statement {
    let gift = &draft.gift;
    (gift.amount, gift.currency.clone(), gift.gift_date, gift.source_record_key.clone())
}

/// Takes out the rows that tell a known gift otherwise than the gift's first row.
pub(super) fn refuse_contradictions(drafts: &mut Vec<Placed>, collected: &mut Collected) {
    let mut told = HashMap::<GiftKey, Statement>::new();
    drafts.retain(|placed| {
        let Some(draft) = &placed.draft.gift else { return true };
        let statement = statement(draft);
        let known = told.entry(draft.gift.gift_key.clone()).or_insert_with(|| statement.clone());
        let agrees = *known == statement;
        if !agrees {
            let reason = "another row tells the same gift with another amount, date or donor".to_owned();
            collected.refused.push((placed.place, Refusal { column: String::new(), reason }));
        }
        agrees
    });
}

/// The gifts of a file.
#[derive(Debug, Default)]
pub(super) struct Gifts {
    known: HashSet<GiftKey>,
    soft: HashSet<(GiftKey, SourceRecordKey)>,
    /// Gift → its amount and the sum of its funds, for gifts that name funds.
    funds: BTreeMap<GiftKey, (Decimal, Decimal)>,
}

impl Gifts {
    /// Adds one row of a gift; returns whether it brought anything new.
    pub(super) fn add(&mut self, draft: GiftDraft, records: &mut StagedRecords) -> bool {
        let GiftDraft { gift, allocation, credits } = draft;
        let is_first = self.known.insert(gift.gift_key.clone());
        let mut is_new = is_first;
        for credit in credits {
            let takes = match credit.credit_type {
                CreditType::Hard => is_first,
                CreditType::Soft => self.soft.insert((credit.gift_key.clone(), credit.source_record_key.clone())),
            };
            is_new |= takes;
            records.credits.extend(takes.then_some(credit));
        }
        if let Some(allocation) = allocation {
            let sum = self.funds.entry(gift.gift_key.clone()).or_insert((gift.amount, Decimal::ZERO));
            sum.1 += allocation.amount;
            records.allocations.push(allocation);
            is_new = true;
        }
        records.gifts.extend(is_first.then_some(gift));
        is_new
    }

    /// Notes the gifts whose funds do not add up.
    pub(super) fn note_sums(&self, collected: &mut Collected) {
        let wrong = self.funds.values().filter(|(amount, sum)| amount != sum).count();
        if wrong > 0 {
            collected.notes.insert("gifts whose funds do not add up to their amount".to_owned(), wrong);
        }
    }
}
