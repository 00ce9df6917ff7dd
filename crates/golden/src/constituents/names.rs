//! The name of a constituent: its parts from one record, the name to show, the name to sort by.

use super::provenance::Provenance;
use crate::members::{Cluster, Member};
use crate::survivorship::{Candidate, Field, Survivorship, choose};
use crate::text::{filled, folded, joined};
use records::golden::Constituent;
use records::keys::SourceRecordKey;
use records::kinds::PartyKind;
use records::staged::SourceParty;

/// Shown where no record tells any name.
const UNNAMED: &str = "(no name)";

/// Takes prefix, given, middle and family name and suffix together from one record.
///
/// A name with given and family name comes before one with only one of them, whatever the rules say: an
/// audience list that knows "Ann" alone must not replace "Ann Lee".
pub(super) fn add_name(
    survivorship: &Survivorship,
    cluster: &Cluster,
    constituent: &mut Constituent,
    provenance: &mut Provenance,
) {
    let candidates = cluster.members.iter().filter_map(name_candidate).collect();
    let Some(name) = choose(survivorship.policy(Field::Name), candidates) else { return };
    let mut part = |field, text: &Option<String>| {
        let text = filled(text.as_ref())?;
        provenance.say(field, text, name.key, name.rule);
        Some(text.to_owned())
    };
    constituent.prefix = part("prefix", &name.value.prefix);
    constituent.given_name = part("given_name", &name.value.given_name);
    constituent.middle_name = part("middle_name", &name.value.middle_name);
    constituent.family_name = part("family_name", &name.value.family_name);
    constituent.suffix = part("suffix", &name.value.suffix);
}

fn name_candidate<'m>(member: &'m Member<'m>) -> Option<Candidate<'m, &'m SourceParty>> {
    let party = member.party;
    let given = filled(party.given_name.as_ref());
    let family = filled(party.family_name.as_ref());
    let whole = [&party.prefix, &party.given_name, &party.middle_name, &party.family_name, &party.suffix];
    let text = joined(whole.map(|part| filled(part.as_ref())));
    let flaw = u8::from(given.is_none()) + u8::from(family.is_none());
    (flaw < 2).then(|| Candidate { flaw, ..Candidate::new(party, text, member) })
}

/// An earlier family name: as a record states it, else another family name of the records, the latest first.
pub(super) fn add_former_family_name(
    survivorship: &Survivorship,
    cluster: &Cluster,
    constituent: &mut Constituent,
    provenance: &mut Provenance,
) {
    let today = constituent.family_name.as_deref().map(folded);
    let is_other = |name: &&str| today.as_deref() != Some(folded(name).as_str());
    let stated = cluster.members.iter().filter_map(|member| {
        let name = filled(member.party.former_family_name.as_ref()).filter(is_other)?;
        Some(Candidate::new(name, name, member))
    });
    let chosen = choose(survivorship.policy(Field::FormerFamilyName), stated.collect());
    if let Some(name) = &chosen {
        provenance.say("former_family_name", name.value, name.key, name.rule);
        constituent.former_family_name = Some(name.value.to_owned());
    } else if constituent.kind != PartyKind::Organization && today.is_some() {
        let others = cluster.members.iter().filter_map(|member| {
            let name = filled(member.party.family_name.as_ref()).filter(is_other)?;
            Some((member, name))
        });
        let latest = others.min_by(|(a, _), (b, _)| b.recency.cmp(&a.recency).then_with(|| a.key().cmp(b.key())));
        if let Some((member, name)) = latest {
            provenance.say("former_family_name", name, member.key(), "other_family_name");
            constituent.former_family_name = Some(name.to_owned());
        }
    }
}

/// Fills the name to show and the name to sort by.
pub(super) fn add_display_names(cluster: &Cluster, constituent: &mut Constituent, provenance: &mut Provenance) {
    let (display_name, sort_name, field) = shown(constituent);
    let key = provenance.key_of(field).unwrap_or(cluster.smallest_key()).clone();
    let (display_name, sort_name, key) = match display_name {
        Some(name) => (name, sort_name, key),
        None => as_given(cluster),
    };
    provenance.say("display_name", &display_name, &key, "derived");
    provenance.say("sort_name", &sort_name, &key, "derived");
    constituent.display_name = display_name;
    constituent.sort_name = sort_name;
}

/// The name to show, the name to sort by, and the field that they are made of.
fn shown(constituent: &Constituent) -> (Option<String>, String, &'static str) {
    let person = person_name(constituent).map(|(display, sort)| {
        let field = if constituent.family_name.is_some() { "family_name" } else { "given_name" };
        (Some(display), sort, field)
    });
    let organization = constituent.organization_name.as_ref().map(|name| {
        let sort = name.strip_prefix("The ").unwrap_or(name).to_owned();
        (Some(name.clone()), sort, "organization_name")
    });
    let name = match constituent.kind {
        PartyKind::Organization => organization.or(person),
        PartyKind::Person | PartyKind::Unknown => person.or(organization),
    };
    let preferred = || constituent.preferred_name.clone().map(|name| (Some(name.clone()), name, "preferred_name"));
    name.or_else(preferred).unwrap_or((None, String::new(), "display_name"))
}

/// `Ann Lee Jr.` and `Lee, Ann Jr.`
fn person_name(constituent: &Constituent) -> Option<(String, String)> {
    let given = constituent.given_name.as_deref();
    let family = constituent.family_name.as_deref();
    let suffix = constituent.suffix.as_deref();
    match (given.or(constituent.preferred_name.as_deref()), family) {
        (None, None) => None,
        (None, Some(family)) if constituent.prefix.is_none() => {
            Some((joined([Some(family), suffix]), family.to_owned()))
        }
        (None, Some(family)) => {
            let prefix = constituent.prefix.as_deref();
            Some((joined([prefix, Some(family), suffix]), format!("{family}, {}", joined([prefix, suffix]))))
        }
        (Some(given), None) => Some((given.to_owned(), given.to_owned())),
        (Some(given), Some(family)) => {
            let first = joined([Some(given), suffix]);
            Some((joined([Some(given), Some(family), suffix]), format!("{family}, {first}")))
        }
    }
}

/// Where no part of a name is known: the name in one piece, or else the way to reach the constituent.
fn as_given(cluster: &Cluster) -> (String, String, SourceRecordKey) {
    let whole = |member: &Member| filled(member.party.full_name_as_given.as_ref()).map(str::to_owned);
    let reached = |member: &Member| {
        let email = member.emails.first().map(|row| row.address.to_string());
        email.or_else(|| member.phones.first().map(|row| row.number.to_string()))
    };
    let with_key = |(name, member): (String, &Member)| (name.clone(), name, member.key().clone());
    let mut named = cluster.members.iter().filter_map(|member| Some((whole(member)?, member)));
    let mut reachable = cluster.members.iter().filter_map(|member| Some((reached(member)?, member)));
    let found = named.next().or_else(|| reachable.next()).map(with_key);
    found.unwrap_or_else(|| (UNNAMED.to_owned(), UNNAMED.to_owned(), cluster.smallest_key().clone()))
}
