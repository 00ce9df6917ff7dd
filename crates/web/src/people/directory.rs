//! Who can be found, as the role that the page is served as may see them.
//!
//! In:  the golden tables through the query engine.
//! Out: a [`Directory`]: names for a role that sees names, addresses and numbers for one that sees them, and ids. A role
//!      that does not see people at all finds the ids of the crosswalk.

use crate::error::PageError;
use crate::snapshot::Snapshot;
use ::records::keys::ConstituentId;
use pipeline::search::{Directory, Listed};
use query::format::cells;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of texts; none where the table is not for the role.
type Cells = Vec<Vec<Option<String>>>;

/// What is known of a person beside the names.
#[derive(Default)]
struct Beside {
    sources: BTreeMap<String, BTreeSet<String>>,
    last_gifts: BTreeMap<String, String>,
}

/// Columns of `constituent` that a list needs, in the order in which [`listed`] takes them.
const COLUMNS: [&str; 10] = [
    "kind",
    "display_name",
    "sort_name",
    "given_name",
    "preferred_name",
    "family_name",
    "former_family_name",
    "city",
    "region",
    "deceased",
];

pub(super) async fn read(snapshot: &Snapshot) -> Result<Directory, PageError> {
    let crosswalk = ask(snapshot, "SELECT constituent_id, source_record_key, source FROM crosswalk").await?;
    let gifts = ask(snapshot, "SELECT constituent_id, last_gift_date FROM constituent_giving").await?;
    let mut beside = Beside::default();
    for row in &crosswalk {
        if let [Some(id), _, Some(source)] = row.as_slice() {
            beside.sources.entry(id.clone()).or_default().insert(source.clone());
        }
    }
    beside.last_gifts = pairs(gifts).map(|(id, date)| (id.to_string(), date)).collect();
    let people = if snapshot.sees("constituent", "constituent_id") {
        people(snapshot, &mut beside).await?
    } else {
        let ids: Vec<String> = beside.sources.keys().cloned().collect();
        ids.into_iter().map(|id| listed(id, vec![None; COLUMNS.len()], &mut beside)).collect()
    };
    let emails = contacts(snapshot, ["constituent_email", "address"], "email").await?;
    let phones = contacts(snapshot, ["constituent_phone", "number"], "phone").await?;
    let retired = ask(snapshot, "SELECT constituent_id, retired_id FROM redirect").await?;
    Ok(Directory {
        people,
        emails,
        phones,
        record_keys: pairs(crosswalk).collect(),
        retired_ids: pairs(retired).collect(),
    })
}

async fn people(snapshot: &Snapshot, beside: &mut Beside) -> Result<Vec<Listed>, PageError> {
    let seen = |name: &&str| snapshot.sees("constituent", name);
    let column = |name: &&str| if seen(name) { (*name).to_owned() } else { format!("NULL AS {name}") };
    let columns: Vec<String> = COLUMNS.iter().map(column).collect();
    let rows = ask(snapshot, &format!("SELECT constituent_id, {} FROM constituent", columns.join(", "))).await?;
    let mut people = Vec::with_capacity(rows.len());
    for mut row in rows {
        if let Some(id) = row.first_mut().and_then(Option::take) {
            people.push(listed(id, row.split_off(1), beside));
        }
    }
    Ok(people)
}

/// One person; `row` holds the values of [`COLUMNS`].
fn listed(id: String, row: Vec<Option<String>>, beside: &mut Beside) -> Listed {
    let mut row = row.into_iter();
    let mut next = || row.next().flatten();
    let (kind, name, sort_name) = (next(), next(), next());
    let other: [Option<String>; 4] = std::array::from_fn(|_| next());
    let place: [Option<String>; 2] = std::array::from_fn(|_| next());
    Listed {
        kind: kind.unwrap_or_default(),
        name,
        sort_name,
        other_names: Listed::other_names_of(other.each_ref().map(Option::as_deref)),
        place: Listed::place_of(place.each_ref().map(Option::as_deref)),
        last_gift_date: beside.last_gifts.remove(&id),
        sources: beside.sources.remove(&id).unwrap_or_default().into_iter().collect(),
        deceased: next().as_deref() == Some("true"),
        id: ConstituentId::from_stored(id),
    }
}

/// All addresses or numbers, where the role sees them; else the best of each person, where it sees that.
async fn contacts(
    snapshot: &Snapshot,
    [table, column]: [&str; 2],
    best: &str,
) -> Result<Vec<(ConstituentId, String)>, PageError> {
    let statement = if snapshot.sees(table, column) {
        format!("SELECT constituent_id, {column} FROM {table}")
    } else if snapshot.sees("constituent", best) {
        format!("SELECT constituent_id, {best} FROM constituent WHERE {best} IS NOT NULL")
    } else {
        return Ok(Vec::new());
    };
    Ok(pairs(ask(snapshot, &statement).await?).collect())
}

/// The rows of a statement as texts; none where the role does not see them.
async fn ask(snapshot: &Snapshot, sql: &str) -> Result<Cells, PageError> {
    match snapshot.query(sql).await {
        Ok(result) => Ok(cells(&result)?),
        Err(PageError::NotForRole { .. }) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The first two columns, where both are known.
fn pairs(rows: Cells) -> impl Iterator<Item = (ConstituentId, String)> {
    rows.into_iter().filter_map(|row| {
        let mut row = row.into_iter();
        Some((ConstituentId::from_stored(row.next()??), row.next()??))
    })
}
