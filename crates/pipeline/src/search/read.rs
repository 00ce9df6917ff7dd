//! The directory of a lake's current snapshot, for a reader who may see everything.

use super::{Directory, Listed};
use lake::{Lake, LakeError};
use records::golden::{Constituent, ConstituentEmail, ConstituentPhone, Crosswalk, Redirect};
use records::keys::ConstituentId;
use std::collections::{BTreeMap, BTreeSet};

/// Why there is nobody to look for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// No snapshot yet.
    #[error("the lake has no golden snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// Reads everybody of the current snapshot.
///
/// # Errors
/// When there is no snapshot, or the lake fails.
pub async fn read_directory(lake: &Lake) -> Result<Directory, SearchError> {
    let manifest = lake.current_snapshot().await?.ok_or(SearchError::NoSnapshot)?;
    let crosswalk: Vec<Crosswalk> = lake.read_golden(&manifest).await?;
    let mut sources: BTreeMap<ConstituentId, BTreeSet<String>> = BTreeMap::new();
    for row in &crosswalk {
        sources.entry(row.constituent_id.clone()).or_default().insert(row.source.clone());
    }
    let constituents: Vec<Constituent> = lake.read_golden(&manifest).await?;
    let emails: Vec<ConstituentEmail> = lake.read_golden(&manifest).await?;
    let phones: Vec<ConstituentPhone> = lake.read_golden(&manifest).await?;
    let redirects: Vec<Redirect> = lake.read_golden(&manifest).await?;
    let listed = |row: Constituent| {
        let sources = sources.remove(&row.constituent_id).unwrap_or_default();
        listed(row, sources.into_iter().collect())
    };
    Ok(Directory {
        people: constituents.into_iter().map(listed).collect(),
        emails: emails.into_iter().map(|row| (row.constituent_id, row.address.to_string())).collect(),
        phones: phones.into_iter().map(|row| (row.constituent_id, row.number.to_string())).collect(),
        record_keys: crosswalk.into_iter().map(|row| (row.constituent_id, row.source_record_key.to_string())).collect(),
        retired_ids: redirects.into_iter().map(|row| (row.constituent_id, row.retired_id.to_string())).collect(),
    })
}

fn listed(row: Constituent, sources: Vec<String>) -> Listed {
    let other_names = Listed::other_names_of([
        row.given_name.as_deref(),
        row.preferred_name.as_deref(),
        row.family_name.as_deref(),
        row.former_family_name.as_deref(),
    ]);
    Listed {
        id: row.constituent_id,
        kind: row.kind.to_string(),
        name: Some(row.display_name),
        sort_name: Some(row.sort_name),
        other_names,
        place: Listed::place_of([row.city.as_deref(), row.region.as_deref()]),
        last_gift_date: None,
        sources,
        deceased: row.deceased,
    }
}
