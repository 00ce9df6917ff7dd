//! `[gift]`, `[[soft_credit]]`, `[adjustment]`, `[commitment]` of one row.

use super::draft::{GiftDraft, Refusal};
use super::reader::{Reader, Trouble};
use crate::mapping::{self, Field, SoftCredit};
use records::keys::{GiftKey, SourceRecordKey};
use records::kinds::{
    AdjustmentKind, CommitmentKind, CommitmentStatus, CreditRole, CreditType, Frequency, GiftKind, GiftStatus,
};
use records::staged::{Commitment, Gift, GiftAdjustment, GiftAllocation, GiftCredit};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// Reads a gift with its allocation and credits.
    pub(crate) fn gift(&mut self, section: &mapping::Gift, soft: &[SoftCredit]) -> Result<(), Refusal> {
        if section.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
            return Ok(());
        }
        let gift = self.gift_row(section)?;
        let allocation = self.allocation(section, &gift)?;
        let mut credits =
            vec![credit(&gift, &gift.source_record_key, CreditType::Hard, CreditRole::Donor, gift.amount)];
        for section in soft {
            credits.extend(self.soft_credit(section, &gift)?);
        }
        self.draft.gift = Some(GiftDraft { gift, allocation, credits });
        Ok(())
    }

    fn gift_row(&mut self, section: &mapping::Gift) -> Result<Gift, Refusal> {
        let gift_key = GiftKey::native(self.source(), &self.native_id(&section.key)?);
        let usual = self.currency(&section.currency)?;
        let (amount, currency) = self.required_money(&section.amount, &usual)?;
        self.refuse_negative(amount, &section.amount)?;
        let kind = self.word(&section.kind)?;
        let usual_kind = if section.kind.is_absent() { GiftKind::OneTime } else { GiftKind::Other };
        Ok(Gift {
            gift_key,
            source: self.source().to_owned(),
            source_record_key: self.record_key(&section.donor)?,
            kind: kind.unwrap_or(usual_kind),
            amount,
            fee: self.optional_money(&section.fee, &currency).map(|fee| fee.abs()).filter(|fee| !fee.is_zero()),
            currency,
            gift_date: self.required_date(&section.date)?,
            received_date: self.optional_date(&section.received_date),
            posted_date: self.optional_date(&section.posted_date),
            payment_method: self.optional_text(&section.payment_method).map(|text| text.to_lowercase()),
            status: self.word(&section.status)?.unwrap_or(GiftStatus::Succeeded),
            is_anonymous: self.flag(&section.is_anonymous),
            commitment_key: self.optional_text(&section.commitment).map(|id| format!("{}:{id}", self.source())),
            campaign: self.optional_text(&section.campaign),
            appeal: self.optional_text(&section.appeal),
            processor_reference: self.optional_text(&section.processor_reference),
            extra: None,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        })
    }

    fn refuse_negative(&self, amount: Decimal, field: &Field) -> Result<(), Refusal> {
        if amount >= Decimal::ZERO {
            return Ok(());
        }
        let reason = "a gift is never negative, and no rule tells this row for a refund".to_owned();
        Err(self.refusal(Trouble { column: field.columns().next(), reason }))
    }

    fn allocation(&mut self, section: &mapping::Gift, gift: &Gift) -> Result<Option<GiftAllocation>, Refusal> {
        let Some(fund) = self.optional_text(&section.fund) else { return Ok(None) };
        let split = self.money(&section.fund_amount, &gift.currency).map_err(|trouble| self.refusal(trouble))?;
        let amount = split.map_or(gift.amount, |(amount, _)| amount);
        self.refuse_negative(amount, &section.fund_amount)?;
        let (gift_key, file_id) = (gift.gift_key.clone(), gift.file_id.clone());
        Ok(Some(GiftAllocation { gift_key, fund, amount, file_id, line: gift.line }))
    }

    fn soft_credit(&mut self, section: &SoftCredit, gift: &Gift) -> Result<Option<GiftCredit>, Refusal> {
        let Some(id) = self.optional_text(&section.party) else { return Ok(None) };
        let party = SourceRecordKey::native(self.source(), &id);
        let role = self.word(&section.role)?.unwrap_or(CreditRole::Other);
        let amount = self.optional_money(&section.amount, &gift.currency).unwrap_or(gift.amount);
        Ok(Some(credit(gift, &party, CreditType::Soft, role, amount)))
    }

    /// Reads a refund or another later movement of a gift's money.
    pub(crate) fn adjustment(&mut self, section: &mapping::Adjustment) -> Result<(), Refusal> {
        if section.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
            return Ok(());
        }
        let kind = self.word(&section.kind)?.unwrap_or(AdjustmentKind::Refund);
        let usual = self.currency(&section.currency)?;
        let (amount, currency) = self.required_money(&section.amount, &usual)?;
        self.draft.adjustment = Some(GiftAdjustment {
            adjustment_key: format!("{}:{}", self.source(), self.native_id(&section.key)?),
            gift_key: GiftKey::native(self.source(), &self.native_id(&section.gift)?),
            kind,
            amount: signed(kind, amount),
            currency,
            adjustment_date: self.required_date(&section.date)?,
            extra: None,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        });
        Ok(())
    }

    /// Reads a promise.
    pub(crate) fn commitment(&mut self, section: &mapping::Commitment) -> Result<(), Refusal> {
        if section.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
            return Ok(());
        }
        let usual = self.currency(&section.currency)?;
        let total = self.money(&section.total_pledged, &usual).map_err(|trouble| self.refusal(trouble))?;
        let period = self.money(&section.amount_per_period, &usual).map_err(|trouble| self.refusal(trouble))?;
        let currency = total.as_ref().or(period.as_ref()).map_or(usual, |(_, currency)| currency.clone());
        self.draft.commitment = Some(Commitment {
            commitment_key: format!("{}:{}", self.source(), self.native_id(&section.key)?),
            source: self.source().to_owned(),
            source_record_key: self.record_key(&section.donor)?,
            kind: self.word(&section.kind)?.unwrap_or(CommitmentKind::Pledge),
            amount_per_period: period.map(|(amount, _)| amount),
            total_pledged: total.map(|(amount, _)| amount),
            currency,
            frequency: self.word(&section.frequency)?.unwrap_or(Frequency::Irregular),
            start_date: self.required_date(&section.start_date)?,
            end_date: self.optional_date(&section.end_date),
            status: self.word(&section.status)?.unwrap_or(CommitmentStatus::Unknown),
            extra: None,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        });
        Ok(())
    }
}

fn credit(
    gift: &Gift,
    party: &SourceRecordKey,
    credit_type: CreditType,
    role: CreditRole,
    amount: Decimal,
) -> GiftCredit {
    GiftCredit {
        gift_key: gift.gift_key.clone(),
        source_record_key: party.clone(),
        credit_type,
        role,
        amount,
        file_id: gift.file_id.clone(),
        line: gift.line,
    }
}

/// Sources differ in the sign of a refund; here money that went back is negative.
fn signed(kind: AdjustmentKind, amount: Decimal) -> Decimal {
    match kind {
        AdjustmentKind::Refund | AdjustmentKind::Chargeback | AdjustmentKind::WriteOff => -amount.abs(),
        AdjustmentKind::ChargebackReversal => amount.abs(),
        AdjustmentKind::Correction => amount,
    }
}
