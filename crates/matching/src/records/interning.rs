//! From normal texts to rows of ids, and from ids of arrival to ranks.

use super::tape::{Head, Reader};
use super::values::{Interner, ValueId, Values};
use super::{Address, Row};

/// Per kind of value, the ids given out so far.
#[derive(Debug)]
pub(super) struct Interners {
    names: Interner,
    organisations: Interner,
    streets: Interner,
    /// House numbers, units, cities, regions, postal codes.
    places: Interner,
    emails: Interner,
    phones: Interner,
    identifiers: Interner,
}

/// Per kind of value, the distinct ones.
pub(super) struct Tables {
    pub(super) names: Values,
    pub(super) organisations: Values,
    pub(super) streets: Values,
    pub(super) places: Values,
    pub(super) emails: Values,
    pub(super) phones: Values,
    pub(super) identifiers: Values,
}

/// Per kind of value, the rank of each id of arrival.
pub(super) struct Ranks {
    names: Vec<ValueId>,
    organisations: Vec<ValueId>,
    streets: Vec<ValueId>,
    places: Vec<ValueId>,
    emails: Vec<ValueId>,
    phones: Vec<ValueId>,
    identifiers: Vec<ValueId>,
}

impl Interners {
    pub(super) fn new() -> Self {
        Self {
            names: Interner::new(),
            organisations: Interner::new(),
            streets: Interner::new(),
            places: Interner::new(),
            emails: Interner::new(),
            phones: Interner::new(),
            identifiers: Interner::new(),
        }
    }

    /// The row of the record that stands next on a tape.
    pub(super) fn row(&mut self, head: &Head, texts: &mut Reader<'_>) -> Row {
        let mut row = Row {
            kind: head.kind,
            organisation: self.organisations.intern(texts.text()),
            birth: head.birth,
            generation: head.generation,
            sex: head.sex,
            ..Row::default()
        };
        let Row { family, given, middle, former, preferred, .. } = &mut row;
        for name in [family, given, middle, former, preferred] {
            *name = self.names.intern(texts.text());
        }
        fill(&mut row.emails, head.emails, texts, &mut self.emails);
        fill(&mut row.phones, head.phones, texts, &mut self.phones);
        fill(&mut row.identifiers, head.identifiers, texts, &mut self.identifiers);
        for address in row.addresses.iter_mut().take(head.addresses) {
            *address = self.address(texts);
        }
        row
    }

    fn address(&mut self, texts: &mut Reader<'_>) -> Address {
        let number = self.places.intern(texts.text());
        let unit = self.places.intern(texts.text());
        let street = self.streets.intern(texts.text());
        let extra = self.streets.intern(texts.text());
        let [city, region, postal] = [(); 3].map(|()| self.places.intern(texts.text()));
        Address { house: 0, number, street, extra, unit, city, region, postal }
    }

    pub(super) fn finish(self) -> (Tables, Ranks) {
        let (names, name_ranks) = self.names.finish();
        let (organisations, organisation_ranks) = self.organisations.finish();
        let (streets, street_ranks) = self.streets.finish();
        let (places, place_ranks) = self.places.finish();
        let (emails, email_ranks) = self.emails.finish();
        let (phones, phone_ranks) = self.phones.finish();
        let (identifiers, identifier_ranks) = self.identifiers.finish();
        let ranks = Ranks {
            names: name_ranks,
            organisations: organisation_ranks,
            streets: street_ranks,
            places: place_ranks,
            emails: email_ranks,
            phones: phone_ranks,
            identifiers: identifier_ranks,
        };
        (Tables { names, organisations, streets, places, emails, phones, identifiers }, ranks)
    }
}

fn fill(slots: &mut [ValueId], count: usize, texts: &mut Reader<'_>, interner: &mut Interner) {
    for slot in slots.iter_mut().take(count) {
        *slot = interner.intern(texts.text());
    }
}

impl Ranks {
    pub(super) fn apply(&self, row: &mut Row) {
        for id in [&mut row.given, &mut row.middle, &mut row.family, &mut row.former, &mut row.preferred] {
            *id = self.names[*id as usize];
        }
        row.organisation = self.organisations[row.organisation as usize];
        for address in &mut row.addresses {
            self.apply_to_address(address);
        }
        rank_slots(&mut row.emails, &self.emails);
        rank_slots(&mut row.phones, &self.phones);
        rank_slots(&mut row.identifiers, &self.identifiers);
    }

    fn apply_to_address(&self, address: &mut Address) {
        for id in [&mut address.street, &mut address.extra] {
            *id = self.streets[*id as usize];
        }
        let Address { number, unit, city, region, postal, .. } = address;
        for id in [number, unit, city, region, postal] {
            *id = self.places[*id as usize];
        }
    }
}

fn rank_slots(slots: &mut [ValueId], ranks: &[ValueId]) {
    for id in &mut *slots {
        *id = ranks[*id as usize];
    }
    // Known values first, in the order of content: two records with the same values in
    // another order are the same record.
    slots.sort_unstable_by_key(|id| (*id == 0, *id));
}
