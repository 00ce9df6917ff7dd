//! One row per cluster: what is believed of the person or organisation, and which record says so.
//!
//! In:  a cluster with its id, and the survivorship rules.
//! Out: rows of the tables `constituents`, `values`, `emails`, `phones`, `addresses` and `consents`.
//!
//! `values` lists every field that is not empty, except the two counts and the id itself, which no
//! single record tells. The household is added by [`crate::households`].

mod addresses;
mod contacts;
mod names;
mod provenance;

pub(crate) use addresses::postal_key;
pub(crate) use contacts::mark_shared;

use crate::arrival::Arrivals;
use crate::consent::consents_of;
use crate::members::{Cluster, Member};
use crate::survivorship::{Candidate, Choice, Field, Survivorship, choose};
use crate::text::filled;
use provenance::Provenance;
use records::golden::{Constituent, ConstituentConsent, GoldenTables};
use records::keys::{ConstituentId, SourceRecordKey};
use records::kinds::{Channel, ConsentState, PartyKind};
use records::staged::SourceParty;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// What every constituent is built with.
pub(crate) struct Builder<'a> {
    /// Which source is believed.
    pub(crate) survivorship: &'a Survivorship,
    /// When each file arrived.
    pub(crate) arrivals: &'a Arrivals<'a>,
    /// The country of an address that names none.
    pub(crate) default_country: Option<&'a str>,
}

impl Builder<'_> {
    /// Appends the rows of one constituent to `tables`.
    pub(crate) fn add(&self, cluster: &Cluster, id: &ConstituentId, tables: &mut GoldenTables) {
        let mut provenance = Provenance::new(id, &mut tables.values);
        let mut constituent = empty(id);
        self.add_identity(cluster, &mut constituent, &mut provenance);
        self.add_life(cluster, &mut constituent, &mut provenance);
        contacts::add_emails(self.survivorship, cluster, &mut constituent, &mut provenance, &mut tables.emails);
        contacts::add_phones(self.survivorship, cluster, &mut constituent, &mut provenance, &mut tables.phones);
        addresses::add_addresses(self, cluster, &mut constituent, &mut provenance, &mut tables.addresses);
        names::add_display_names(cluster, &mut constituent, &mut provenance);
        let died = died(cluster);
        let consents = consents_of(id, cluster, died, self.arrivals);
        add_consents(&consents, &mut constituent, &mut provenance);
        add_counts(cluster, &mut constituent, &mut provenance);
        provenance.finish();
        tables.consents.extend(consents);
        tables.constituents.push(constituent);
    }

    /// Kind and names.
    fn add_identity(&self, cluster: &Cluster, constituent: &mut Constituent, provenance: &mut Provenance) {
        let known = |party: &SourceParty| (party.kind != PartyKind::Unknown).then_some(party.kind);
        if let Some(kind) = self.choose(Field::Kind, cluster, known, |kind| kind.as_str().into()) {
            provenance.say("kind", kind.value.as_str(), kind.key, kind.rule);
            constituent.kind = kind.value;
        }
        names::add_name(self.survivorship, cluster, constituent, provenance);
        names::add_former_family_name(self.survivorship, cluster, constituent, provenance);
        constituent.preferred_name =
            self.text(Field::PreferredName, cluster, provenance, |party| filled(party.preferred_name.as_ref()));
        constituent.organization_name =
            self.text(Field::OrganizationName, cluster, provenance, |party| filled(party.organization_name.as_ref()));
    }

    /// Birth, gender, death.
    fn add_life(&self, cluster: &Cluster, constituent: &mut Constituent, provenance: &mut Provenance) {
        constituent.gender = self.text(Field::Gender, cluster, provenance, |party| filled(party.gender.as_ref()));
        if let Some(birth) =
            self.choose(Field::BirthDate, cluster, |party| party.birth_date, |date| date.to_string().into())
        {
            provenance.say("birth_date", &birth.value, birth.key, birth.rule);
            constituent.birth_date = Some(birth.value);
        }
        if let Some(key) = died(cluster) {
            provenance.say("deceased", &true, key, "any_true");
            constituent.deceased = true;
        }
        let death =
            self.choose(Field::DeceasedDate, cluster, |party| party.deceased_date, |date| date.to_string().into());
        if let Some(death) = death {
            provenance.say("deceased_date", &death.value, death.key, death.rule);
            constituent.deceased_date = Some(death.value);
        }
    }

    /// Chooses a text and says where it came from.
    fn text<'m>(
        &self,
        field: Field,
        cluster: &'m Cluster<'m>,
        provenance: &mut Provenance,
        text: impl Fn(&'m SourceParty) -> Option<&'m str>,
    ) -> Option<String> {
        let candidate = |member: &'m Member<'m>| {
            let text = text(member.party)?;
            Some(Candidate::new(text, text, member))
        };
        let candidates = cluster.members.iter().filter_map(candidate).collect();
        let chosen = choose(self.survivorship.policy(field), candidates)?;
        provenance.say(field.as_str(), chosen.value, chosen.key, chosen.rule);
        Some(chosen.value.to_owned())
    }

    /// Chooses a value that has a text form.
    fn choose<'m, V: Copy>(
        &self,
        field: Field,
        cluster: &'m Cluster<'m>,
        value: impl Fn(&'m SourceParty) -> Option<V>,
        text: impl Fn(V) -> Cow<'m, str>,
    ) -> Option<Choice<'m, V>> {
        let candidate = |member: &'m Member<'m>| {
            let value = value(member.party)?;
            Some(Candidate::new(value, text(value), member))
        };
        choose(self.survivorship.policy(field), cluster.members.iter().filter_map(candidate).collect())
    }
}

/// The first record that knows of the death; a date of death is knowledge too.
fn died<'m>(cluster: &'m Cluster<'m>) -> Option<&'m SourceRecordKey> {
    let knows = |member: &&Member| member.party.deceased || member.party.deceased_date.is_some();
    cluster.members.iter().find(knows).map(Member::key)
}

/// Copies the words that have a column of their own.
fn add_consents(consents: &[ConstituentConsent], constituent: &mut Constituent, provenance: &mut Provenance) {
    for row in consents {
        let (column, field) = match row.channel {
            Channel::Email => (&mut constituent.email_consent, "email_consent"),
            Channel::Phone => (&mut constituent.phone_consent, "phone_consent"),
            Channel::Sms => (&mut constituent.sms_consent, "sms_consent"),
            Channel::Mail => (&mut constituent.mail_consent, "mail_consent"),
            Channel::All | Channel::Solicitation => continue,
        };
        *column = row.state;
        if row.state != ConsentState::Unknown {
            provenance.say(field, &row.state, &row.source_record_key, "most_restrictive");
        }
    }
}

/// How many records and sources know the constituent, and when one of them last changed.
fn add_counts(cluster: &Cluster, constituent: &mut Constituent, provenance: &mut Provenance) {
    let sources: FxHashSet<&str> = cluster.members.iter().map(|member| member.party.source.as_str()).collect();
    constituent.source_record_count = count(cluster.members.len());
    constituent.source_count = count(sources.len());
    let dated = cluster.members.iter().filter_map(|member| Some((member.party.source_updated_at?, member.key())));
    let latest = dated.min_by(|(a, a_key), (b, b_key)| b.cmp(a).then_with(|| a_key.cmp(b_key)));
    if let Some((updated, key)) = latest {
        provenance.say("source_updated_at", &updated, key, "most_recent");
        constituent.source_updated_at = Some(updated);
    }
}

/// A count as tables hold it.
pub(crate) fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn empty(id: &ConstituentId) -> Constituent {
    Constituent {
        constituent_id: id.clone(),
        kind: PartyKind::Unknown,
        display_name: String::new(),
        sort_name: String::new(),
        prefix: None,
        given_name: None,
        middle_name: None,
        family_name: None,
        suffix: None,
        preferred_name: None,
        former_family_name: None,
        organization_name: None,
        birth_date: None,
        gender: None,
        email: None,
        phone: None,
        street: None,
        street_2: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        deceased: false,
        deceased_date: None,
        household_id: None,
        email_consent: ConsentState::Unknown,
        phone_consent: ConsentState::Unknown,
        sms_consent: ConsentState::Unknown,
        mail_consent: ConsentState::Unknown,
        source_record_count: 0,
        source_count: 0,
        source_updated_at: None,
    }
}
