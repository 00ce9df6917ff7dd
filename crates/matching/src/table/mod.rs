//! Records from the bytes of a CSV file, and clusters back to CSV.
//!
//! In:  bytes, and a [`ColumnMap`] or nothing. Out: [`crate::Records`] and a [`Recognition`]
//!      that says which column was taken for what, and why.

mod column_map;
mod quotes;
mod read;
mod recognise;
mod roles;
mod values;

#[cfg(test)]
mod tests;

pub use column_map::ColumnMap;
pub use read::{Table, TableError, read};
pub use recognise::{ColumnRole, Recognition};
pub use roles::Role;

use rayon::prelude::*;

use crate::records::Records;
use crate::resolution::{Outcome, Resolution};

/// Per record its id and the id of its cluster, sorted by record id.
#[must_use]
pub fn cluster_rows<'a>(records: &'a Records, resolution: &Resolution) -> Vec<(&'a str, &'a str)> {
    let clusters = resolution.cluster_ids(records);
    let mut rows: Vec<(&str, &str)> = records.ids().iter().map(String::as_str).zip(clusters).collect();
    rows.par_sort_unstable();
    rows
}

/// The clusters as CSV: `record_id,cluster_id`, sorted by record id.
#[must_use]
pub fn clusters_csv(records: &Records, resolution: &Resolution) -> Vec<u8> {
    let mut bytes = b"record_id,cluster_id\n".to_vec();
    for (record, cluster) in cluster_rows(records, resolution) {
        push_cell(&mut bytes, record);
        bytes.push(b',');
        push_cell(&mut bytes, cluster);
        bytes.push(b'\n');
    }
    bytes
}

/// The pairs that may be one entity as CSV, most probable first: ids, probability, bits of evidence, outcome.
#[must_use]
pub fn pairs_csv(records: &Records, resolution: &Resolution) -> Vec<u8> {
    let id = |index: u32| records.ids()[index as usize].as_str();
    let mut links: Vec<_> = resolution.links.iter().map(|link| (link, id(link.left), id(link.right))).collect();
    links.sort_by(|one, other| {
        let by_probability = other.0.probability.total_cmp(&one.0.probability);
        by_probability.then_with(|| (one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut bytes = b"left,right,probability,bits,outcome\n".to_vec();
    for (link, left, right) in links {
        push_cell(&mut bytes, left);
        bytes.push(b',');
        push_cell(&mut bytes, right);
        let outcome = match link.outcome {
            Outcome::Match => "match",
            Outcome::Review => "review",
            Outcome::Apart => "apart",
        };
        bytes.extend_from_slice(format!(",{:.6},{:.2},{outcome}\n", link.probability, link.weight).as_bytes());
    }
    bytes
}

/// Quotes a cell where CSV (RFC 4180) needs it.
fn push_cell(bytes: &mut Vec<u8>, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        bytes.extend_from_slice(format!("\"{}\"", cell.replace('"', "\"\"")).as_bytes());
    } else {
        bytes.extend_from_slice(cell.as_bytes());
    }
}
