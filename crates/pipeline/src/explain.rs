//! Why the source records of one constituent belong together.
//!
//! In:  a golden id (also one that was merged away) or a source record's key.
//! Out: the constituent, where each of its values came from, its source records, and for each of
//! them the strongest evidence that ties it to the others.

use lake::{Lake, LakeError, Manifest};
use records::golden::{Constituent, ConstituentValue, Crosswalk, MatchLink, Redirect};
use records::keys::{ConstituentId, SourceRecordKey};
use records::staged::{SourceAddress, SourceEmail, SourceFile, SourceParty, SourcePhone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One constituent, and why it is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The golden record.
    pub constituent: Constituent,
    /// Which source record each of its values came from, and by which rule.
    pub values: Vec<ConstituentValue>,
    /// Its source records.
    pub source_records: Vec<ExplainedRecord>,
    /// For each source record the strongest evidence that ties it to the ones before: strongest first.
    pub links: Vec<ExplainedLink>,
}

/// One source record, as its source tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedRecord {
    /// The record.
    pub party: SourceParty,
    /// The file that it came from.
    pub file_name: String,
    /// Its e-mail addresses.
    pub emails: Vec<String>,
    /// Its phones.
    pub phones: Vec<String>,
    /// Its addresses, each on one line.
    pub addresses: Vec<String>,
}

/// The evidence for one pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedLink {
    /// The pair, its weight and probability.
    pub link: MatchLink,
    /// Field by field.
    pub fields: Vec<FieldEvidence>,
}

/// What one field says of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEvidence {
    /// The field, in words.
    pub field: String,
    /// How the two values compare, in words.
    pub level: String,
    /// What it adds to the weight, in bits.
    pub bits: f64,
}

/// Why there is nothing to explain.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// No snapshot yet.
    #[error("the lake has no golden snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// Nobody has this id.
    #[error("no constituent and no source record has this id; `select constituent_id from constituent` lists them")]
    UnknownId,
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// Explains the constituent that `id` names.
///
/// # Errors
/// [`ExplainError::UnknownId`] when neither a constituent, a retired id nor a source record has it.
pub async fn explain(lake: &Lake, id: &str) -> Result<Explanation, ExplainError> {
    let manifest = lake.current_snapshot().await?.ok_or(ExplainError::NoSnapshot)?;
    let crosswalk: Vec<Crosswalk> = lake.read_golden(&manifest).await?;
    let wanted = find(lake, &manifest, &crosswalk, id).await?;
    let constituents: Vec<Constituent> = lake.read_golden(&manifest).await?;
    let found = constituents.into_iter().find(|constituent| constituent.constituent_id == wanted);
    let constituent = found.ok_or(ExplainError::UnknownId)?;
    let keys: BTreeSet<SourceRecordKey> =
        crosswalk.into_iter().filter(|row| row.constituent_id == wanted).map(|row| row.source_record_key).collect();
    let mut values: Vec<ConstituentValue> = lake.read_golden(&manifest).await?;
    values.retain(|value| value.constituent_id == wanted);
    let source_records = source_records(lake, &keys).await?;
    let links = links_among(lake.read_golden(&manifest).await?, &keys);
    Ok(Explanation { constituent, values, source_records, links })
}

async fn find(
    lake: &Lake,
    manifest: &Manifest,
    crosswalk: &[Crosswalk],
    id: &str,
) -> Result<ConstituentId, ExplainError> {
    if let Some(row) = crosswalk.iter().find(|row| row.constituent_id.as_str() == id) {
        return Ok(row.constituent_id.clone());
    }
    if let Some(row) = crosswalk.iter().find(|row| row.source_record_key.as_str() == id) {
        return Ok(row.constituent_id.clone());
    }
    let redirects: Vec<Redirect> = lake.read_golden(manifest).await?;
    let redirect = redirects.into_iter().find(|redirect| redirect.retired_id.as_str() == id);
    redirect.map(|redirect| redirect.constituent_id).ok_or(ExplainError::UnknownId)
}

fn links_among(links: Vec<MatchLink>, keys: &BTreeSet<SourceRecordKey>) -> Vec<ExplainedLink> {
    let mut inside: Vec<MatchLink> =
        links.into_iter().filter(|link| keys.contains(&link.left_key) && keys.contains(&link.right_key)).collect();
    inside.sort_by(|a, b| b.weight_bits.total_cmp(&a.weight_bits).then_with(|| a.left_key.cmp(&b.left_key)));
    strongest_tree(inside)
        .into_iter()
        .map(|link| ExplainedLink { fields: serde_json::from_str(&link.evidence).unwrap_or_default(), link })
        .collect()
}

/// Of links in falling order, those that tie records which no stronger link ties already: one fewer
/// than there are records, however many pairs agree.
fn strongest_tree(links: Vec<MatchLink>) -> Vec<MatchLink> {
    let mut group_of: BTreeMap<SourceRecordKey, SourceRecordKey> = BTreeMap::new();
    let mut kept = Vec::new();
    for link in links {
        let group = |key: &SourceRecordKey| group_of.get(key).unwrap_or(key).clone();
        let (left, right) = (group(&link.left_key), group(&link.right_key));
        if left != right {
            for key in [&link.left_key, &link.right_key] {
                group_of.entry(key.clone()).or_insert_with(|| key.clone());
            }
            group_of.values_mut().filter(|name| **name == right).for_each(|name| *name = left.clone());
            kept.push(link);
        }
    }
    kept
}

/// The newest version of each record, with its contact points.
async fn source_records(lake: &Lake, keys: &BTreeSet<SourceRecordKey>) -> Result<Vec<ExplainedRecord>, LakeError> {
    let mut newest: BTreeMap<SourceRecordKey, ExplainedRecord> = BTreeMap::new();
    for file in lake.source_files().await? {
        let parties: Vec<SourceParty> = lake.read_staged(&file).await?;
        let here: Vec<SourceParty> =
            parties.into_iter().filter(|party| keys.contains(&party.source_record_key)).collect();
        if !here.is_empty() {
            let contacts = Contacts::read(lake, &file).await?;
            newest.extend(
                here.into_iter().map(|party| (party.source_record_key.clone(), contacts.explain(party, &file))),
            );
        }
    }
    Ok(newest.into_values().collect())
}

/// The contact points of one file.
struct Contacts {
    emails: Vec<SourceEmail>,
    phones: Vec<SourcePhone>,
    addresses: Vec<SourceAddress>,
}

impl Contacts {
    async fn read(lake: &Lake, file: &SourceFile) -> Result<Self, LakeError> {
        Ok(Self {
            emails: lake.read_staged(file).await?,
            phones: lake.read_staged(file).await?,
            addresses: lake.read_staged(file).await?,
        })
    }

    fn explain(&self, party: SourceParty, file: &SourceFile) -> ExplainedRecord {
        let key = &party.source_record_key;
        let emails = self.emails.iter().filter(|row| row.source_record_key == *key);
        let phones = self.phones.iter().filter(|row| row.source_record_key == *key);
        let addresses = self.addresses.iter().filter(|row| row.source_record_key == *key);
        ExplainedRecord {
            file_name: file.file_name.clone(),
            emails: emails.map(|row| row.address.as_str().to_owned()).collect(),
            phones: phones.map(|row| row.number.as_str().to_owned()).collect(),
            addresses: addresses.map(one_line).collect(),
            party,
        }
    }
}

fn one_line(row: &SourceAddress) -> String {
    let parts = [&row.street, &row.street_2, &row.city, &row.region, &row.postal_code];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::kinds::MatchOutcome;

    fn link(left: &str, right: &str, weight_bits: f64) -> MatchLink {
        MatchLink {
            left_key: SourceRecordKey::from_stored(left),
            right_key: SourceRecordKey::from_stored(right),
            weight_bits,
            probability: 0.99,
            outcome: MatchOutcome::Match,
            rule: "email".to_owned(),
            evidence: r#"[{"field":"e-mail","level":"e-mail is the same","bits":9.5}]"#.to_owned(),
        }
    }

    /// Which pairs are shown of all pairs among `keys`.
    #[track_caller]
    fn check(links: Vec<MatchLink>, keys: &[&str], expected: &[(&str, &str)]) {
        let keys = keys.iter().copied().map(SourceRecordKey::from_stored).collect();
        let shown = links_among(links, &keys);
        let pairs: Vec<(&str, &str)> =
            shown.iter().map(|one| (one.link.left_key.as_str(), one.link.right_key.as_str())).collect();
        assert_eq!(pairs, expected);
        assert!(shown.iter().all(|one| one.fields.len() == 1), "the evidence is read");
    }

    #[test]
    fn of_a_triangle_the_two_strongest_sides_are_shown() {
        let links = vec![link("a", "b", 10.0), link("b", "c", 30.0), link("a", "c", 20.0)];
        check(links, &["a", "b", "c"], &[("b", "c"), ("a", "c")]);
    }

    #[test]
    fn two_pairs_are_tied_by_the_link_between_them() {
        let links = vec![link("a", "b", 30.0), link("c", "d", 20.0), link("b", "d", 10.0), link("a", "c", 5.0)];
        check(links, &["a", "b", "c", "d"], &[("a", "b"), ("c", "d"), ("b", "d")]);
    }

    #[test]
    fn links_to_other_people_are_not_shown() {
        check(vec![link("a", "b", 10.0), link("b", "x", 30.0)], &["a", "b"], &[("a", "b")]);
    }
}
