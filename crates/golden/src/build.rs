//! The whole step: clusters → all tables of a snapshot.

use crate::arrival::Arrivals;
use crate::constituents::{Builder, mark_shared};
use crate::facts::{CompleteCredits, complete, find_duplicates, relink};
use crate::households::add_households;
use crate::identity::{Identity, PreviousIdentity, assign};
use crate::members::{Cluster, clusters_of};
use crate::order::{sorted, sorted_once};
use crate::survivorship::Survivorship;
use crate::versions::newest_versions;
use records::golden::{Crosswalk, GoldenTables, MatchLink};
use records::keys::{ConstituentId, SourceRecordKey};
use records::staged::{Gift, SourceFile, StagedRecords};
use rustc_hash::FxHashSet;

/// All that a snapshot is made of.
pub struct GoldenInput<'a> {
    /// The staged rows of all files: all versions, or what [`newest_versions`] kept of them.
    pub staged: StagedRecords,
    /// Every ingested file.
    pub files: Vec<SourceFile>,
    /// The cluster of each source record; a record without one is alone. The numbers themselves do not matter.
    pub clusters: &'a dyn Fn(&SourceRecordKey) -> Option<u64>,
    /// The evidence of the matching step, passed on as it is.
    pub links: Vec<MatchLink>,
    /// Who had which id in the snapshot before.
    pub previous: PreviousIdentity,
    /// Which source is believed, field by field.
    pub survivorship: &'a Survivorship,
    /// ISO 3166 alpha-2: the country of an address that names none.
    pub default_country: Option<String>,
}

/// A snapshot, and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldenOutput {
    /// Every table, sorted by its key.
    pub tables: GoldenTables,
    /// What happened, in figures.
    pub summary: GoldenSummary,
}

/// What happened, in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GoldenSummary {
    /// Source records, each counted once whatever its versions, anonymous ones included.
    pub source_records: usize,
    /// Records that stand for an unknown giver: they have no constituent.
    pub anonymous_records: usize,
    /// Persons and organisations.
    pub constituents: usize,
    /// Constituents whose id is the one of the snapshot before.
    pub ids_kept: usize,
    /// Constituents with a new id.
    pub ids_founded: usize,
    /// Ids that lead to another one, of all times.
    pub redirects: usize,
    /// Households.
    pub households: usize,
    /// Gifts, duplicates included.
    pub gifts: usize,
    /// Gifts whose record is not staged: their money counts, their donor is not known.
    pub gifts_without_record: usize,
    /// Gifts that are not counted because another source tells them too.
    pub duplicate_gifts: usize,
    /// Adjustments that were linked from a duplicate gift to the counted one.
    pub adjustments_relinked: usize,
    /// Gifts whose hard credits were missing or did not add up to the amount.
    pub hard_credits_repaired: usize,
    /// Soft credits that were given to the second person of a record.
    pub partner_credits_added: usize,
}

/// Makes all tables of a snapshot.
///
/// Never fails, and depends on nothing but its input: not on the order of rows and files, and not on the numbers of
/// the clusters.
#[must_use]
pub fn build(input: GoldenInput) -> GoldenOutput {
    let mut staged = newest_versions(input.staged, &input.files);
    let mut summary = GoldenSummary { source_records: staged.parties.len(), ..GoldenSummary::default() };
    let mut tables = GoldenTables::default();
    {
        let arrivals = Arrivals::of(&input.files);
        let builder = Builder {
            survivorship: input.survivorship,
            arrivals: &arrivals,
            default_country: input.default_country.as_deref(),
        };
        let clusters = clusters_of(&staged, &arrivals, input.clusters);
        add_constituents(&builder, clusters, &input.previous, &mut tables, &mut summary);
    }
    add_facts(&mut staged, input.survivorship, &mut tables, &mut summary);
    tables.match_links = sorted_links(input.links);
    tables.source_files = sorted_once(input.files, |left, right| {
        (&left.file_id, left.received_at).cmp(&(&right.file_id, right.received_at))
    });
    tables.rejections = staged.rejections;
    GoldenOutput { tables, summary }
}

/// The tables of people: constituents, crosswalk, redirects, households.
fn add_constituents(
    builder: &Builder,
    clusters: Vec<Cluster>,
    previous: &PreviousIdentity,
    tables: &mut GoldenTables,
    summary: &mut GoldenSummary,
) {
    let Identity { ids, redirects, kept } = assign(&clusters, previous);
    let mut known: Vec<(ConstituentId, Cluster)> = ids.into_iter().zip(clusters).collect();
    known.sort_by(|(left, _), (right, _)| left.cmp(right));
    for (id, cluster) in &known {
        builder.add(cluster, id, tables);
        tables.crosswalk.extend(cluster.members.iter().map(|member| Crosswalk {
            source_record_key: member.key().clone(),
            source: member.party.source.clone(),
            constituent_id: id.clone(),
        }));
    }
    tables.crosswalk.sort_unstable();
    mark_shared(&mut tables.emails, &mut tables.phones);
    let clusters: Vec<Cluster> = known.into_iter().map(|(_, cluster)| cluster).collect();
    add_households(&clusters, tables);
    summary.anonymous_records = summary.source_records - tables.crosswalk.len();
    summary.constituents = tables.constituents.len();
    summary.ids_kept = kept;
    summary.ids_founded = tables.constituents.len() - kept;
    summary.redirects = redirects.len();
    summary.households = tables.households.len();
    tables.redirects = redirects;
}

/// The tables of events: gifts and their parts, commitments, terms, consent events.
fn add_facts(
    staged: &mut StagedRecords,
    survivorship: &Survivorship,
    tables: &mut GoldenTables,
    summary: &mut GoldenSummary,
) {
    let records: FxHashSet<&SourceRecordKey> = staged.parties.iter().map(|party| &party.source_record_key).collect();
    let is_without_record = |gift: &&Gift| !records.contains(&gift.source_record_key);
    summary.gifts_without_record = staged.gifts.iter().filter(is_without_record).count();
    let credits = std::mem::take(&mut staged.credits);
    let CompleteCredits { credits, repaired, added_for_partners } = complete(&staged.gifts, credits, &staged.parties);
    let duplicates = find_duplicates(&staged.gifts, survivorship);
    let rank = |source: &str| survivorship.duplicate_gift_rank(source);
    summary.adjustments_relinked = relink(&mut staged.adjustments, &duplicates, &staged.gifts, rank);
    summary.gifts = staged.gifts.len();
    summary.duplicate_gifts = duplicates.len();
    summary.hard_credits_repaired = repaired;
    summary.partner_credits_added = added_for_partners;
    tables.gifts = std::mem::take(&mut staged.gifts);
    tables.allocations = std::mem::take(&mut staged.allocations);
    tables.credits = credits;
    tables.adjustments = std::mem::take(&mut staged.adjustments);
    tables.duplicate_gifts = duplicates;
    tables.commitments = std::mem::take(&mut staged.commitments);
    tables.membership_terms = std::mem::take(&mut staged.membership_terms);
    tables.consent_events = std::mem::take(&mut staged.consent_events);
}

/// The evidence with the smaller key on the left, sorted by both keys.
fn sorted_links(mut links: Vec<MatchLink>) -> Vec<MatchLink> {
    for link in &mut links {
        if link.right_key < link.left_key {
            std::mem::swap(&mut link.left_key, &mut link.right_key);
        }
    }
    sorted(links, |left, right| (&left.left_key, &left.right_key).cmp(&(&right.left_key, &right.right_key)))
}
