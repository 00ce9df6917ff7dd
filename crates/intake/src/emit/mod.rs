//! One row → what it gives: a party with its contact points, a gift, a promise, a term, consents.
//!
//! In:  a cleaned row and the sections that its row rule names.
//! Out: a [`Draft`], or the [`Refusal`] that sets the row aside. A row is refused when a value that
//!      must be there is missing or unreadable; any other unreadable cell is left out, counted in
//!      the notes and kept in `extra`. A refused row gives nothing at all.

mod consent;
mod contact;
mod draft;
mod giving;
mod membership;
mod name;
mod one_line;
mod party;
mod reader;

pub(crate) use contact::next_position;
pub(crate) use draft::{Draft, GiftDraft, PartyDraft, Refusal};

use crate::mapping::Emission;
use crate::sheet::Row;
use reader::Reader;
use serde_json::Value;

/// All sections, for mappings without row rules.
const ALL: [Emission; 6] = [
    Emission::Party,
    Emission::Gift,
    Emission::Adjustment,
    Emission::Commitment,
    Emission::Membership,
    Emission::Consent,
];

/// Reads a row with the sections that its rule names, or with all of the mapping.
pub(crate) fn emit(row: &Row<'_>, emissions: Option<&[Emission]>) -> Result<Draft, Refusal> {
    let mut reader = Reader::new(row);
    for emission in emissions.unwrap_or(&ALL) {
        reader.section(*emission)?;
    }
    let mut draft = reader.draft;
    keep_unmapped(row, &mut draft);
    attach_extra(&mut draft);
    Ok(draft)
}

impl Reader<'_> {
    fn section(&mut self, emission: Emission) -> Result<(), Refusal> {
        let mapping = self.row.sheet.mapping;
        match emission {
            Emission::Party => mapping.party.as_ref().map_or(Ok(()), |section| self.party(section)),
            Emission::Gift => mapping.gift.as_ref().map_or(Ok(()), |section| self.gift(section, &mapping.soft_credits)),
            Emission::Adjustment => mapping.adjustment.as_ref().map_or(Ok(()), |section| self.adjustment(section)),
            Emission::Commitment => mapping.commitment.as_ref().map_or(Ok(()), |section| self.commitment(section)),
            Emission::Membership => mapping.membership.as_ref().map_or(Ok(()), |section| self.membership(section)),
            Emission::Consent => {
                let Some(party) = &mapping.party else { return Ok(()) };
                let key = self.record_key(&party.key)?;
                self.consents(&mapping.consents, &key);
                Ok(())
            }
        }
    }
}

/// Keeps the cells of columns that no section names, so that no column is lost.
fn keep_unmapped(row: &Row<'_>, draft: &mut Draft) {
    let sheet = row.sheet;
    for place in sheet.unmapped.iter().copied().chain(row.shadowed()) {
        let (heading, cell) = (&sheet.headings[place], row.cells[place].trim());
        if cell.is_empty() {
            continue;
        }
        let is_list = sheet.mapping.keep.lists.contains(&heading.name);
        let value = if is_list { list_of(cell) } else { Value::String(cell.to_owned()) };
        draft.extra.insert(heading.spelling.clone(), value);
    }
}

/// The texts of a cell that holds a list in quotes: `"Evento Roma","Volontari"`.
fn list_of(cell: &str) -> Value {
    let records = crate::table::Lines::new(cell, ',');
    let texts = records.flat_map(|record| record.cells).map(|text| text.trim().to_owned());
    Value::Array(texts.filter(|text| !text.is_empty()).map(Value::String).collect())
}

/// Puts what no typed column holds on what the row is about: the gift, refund or promise, else the party.
fn attach_extra(draft: &mut Draft) {
    if draft.extra.is_empty() {
        return;
    }
    let text = serde_json::to_string(&draft.extra).ok();
    let gift = draft.gift.as_mut().map(|draft| &mut draft.gift.extra);
    let adjustment = draft.adjustment.as_mut().map(|adjustment| &mut adjustment.extra);
    let commitment = draft.commitment.as_mut().map(|commitment| &mut commitment.extra);
    let party = draft.parties.first_mut().map(|draft| &mut draft.party.extra);
    match gift.or(adjustment).or(commitment).or(party) {
        Some(extra) => *extra = text,
        None => draft.note("rows whose unnamed columns have no place to be kept"),
    }
}
