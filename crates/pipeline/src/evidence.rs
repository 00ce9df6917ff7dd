//! What the engine says of pairs of records, as rows of the table `match_link`.

use crate::explain::FieldEvidence;
use matching::{Outcome, Records, Resolution};
use records::golden::MatchLink;
use records::keys::SourceRecordKey;
use records::kinds::MatchOutcome;
use serde::Serialize;

/// The evidence of every pair at or above the review threshold, named by source record.
pub(crate) fn match_links(records: &Records, resolution: &Resolution) -> Vec<MatchLink> {
    resolution.links.iter().map(|link| match_link(records, resolution, link)).collect()
}

fn match_link(records: &Records, resolution: &Resolution, link: &matching::Link) -> MatchLink {
    let (left, right) = (link.left as usize, link.right as usize);
    let evidence = fields(&matching::explain(records, &resolution.model, left, right));
    let name = |record: usize| SourceRecordKey::from_stored(&records.ids()[record]);
    let (left, right) = (name(left), name(right));
    let (left_key, right_key) = if left <= right { (left, right) } else { (right, left) };
    MatchLink {
        left_key,
        right_key,
        weight_bits: link.weight,
        probability: link.probability,
        outcome: if link.outcome == Outcome::Match { MatchOutcome::Match } else { MatchOutcome::Review },
        rule: word(&link.rule),
        evidence: serde_json::to_string(&evidence).unwrap_or_default(),
    }
}

/// A rule's text form.
fn word(rule: &impl Serialize) -> String {
    serde_json::to_value(rule).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The evidence field by field; what speaks for one household instead of one person, and what fields tell twice, come last.
fn fields(evidence: &matching::Evidence) -> Vec<FieldEvidence> {
    let field = |one: &matching::FieldEvidence| FieldEvidence {
        field: one.name.clone(),
        level: one.level.clone(),
        bits: one.bits,
    };
    let mut fields: Vec<FieldEvidence> = evidence.fields.iter().map(field).collect();
    if evidence.household_bits != 0.0 {
        fields.push(FieldEvidence {
            field: "household".to_owned(),
            level: "two people of one household would share this much".to_owned(),
            bits: evidence.household_bits,
        });
    }
    fields.push(FieldEvidence {
        field: "overlap".to_owned(),
        level: "fields tell in part the same".to_owned(),
        bits: evidence.overlap_bits,
    });
    fields
}
