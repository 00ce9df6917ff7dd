//! Who may be contacted: the most restrictive of what was said.
//!
//! In:  everything that the records of one constituent ever said, and whether one of them died.
//! Out: one row per channel about which anything was said. No row means that nothing was.
//!
//! A word about `all` counts for each channel. An opt-out stands until an opt-in lifts it, and an opt-in lifts it only if it
//!
//! 1. is about that very channel (an opt-in for `email` lifts, for e-mail, an opt-out of `email` or `all`; an opt-in for
//!    `all` lifts an opt-out of `all`, but never one of `email`);
//! 2. is about the same scope (the same list, or no list);
//! 3. is dated, and strictly later than the opt-out. An opt-out without a date counts as said when the last file that
//!    shows it arrived: it may have been said on that very day. An opt-in without a date lifts nothing.
//!
//! An opt-out of one list closes the channel, for there is no row per list and contacting less is the safe side; an opt-in
//! to one list does not open it. A death closes every channel for ever. An opt-out of `solicitation` closes nothing else.

use crate::arrival::Arrivals;
use crate::members::Cluster;
use jiff::Timestamp;
use records::golden::ConstituentConsent;
use records::keys::{ConstituentId, SourceRecordKey};
use records::kinds::{Channel, ConsentState};
use records::staged::ConsentEvent;
use std::collections::BTreeMap;

/// The channels that have a row of their own.
pub(crate) const CHANNELS: [Channel; 5] =
    [Channel::Email, Channel::Phone, Channel::Sms, Channel::Mail, Channel::Solicitation];

/// What the constituent allows, in the order of [`CHANNELS`].
///
/// `died` is the record that knows of the constituent's death.
pub(crate) fn consents_of(
    id: &ConstituentId,
    cluster: &Cluster,
    died: Option<&SourceRecordKey>,
    arrivals: &Arrivals,
) -> Vec<ConstituentConsent> {
    if let Some(key) = died {
        return CHANNELS.iter().map(|&channel| closed_by_death(id, channel, key)).collect();
    }
    let events: Vec<&ConsentEvent> = cluster.members.iter().flat_map(|member| member.consent_events).collect();
    if events.is_empty() {
        return Vec::new();
    }
    let lifts = Lifts::of(&events, arrivals);
    let row = |&channel: &Channel| {
        deciding_word(channel, &events, &lifts).map(|(state, event)| ConstituentConsent {
            constituent_id: id.clone(),
            channel,
            state,
            effective_at: event.effective_at,
            source_record_key: event.source_record_key.clone(),
            evidence: event.evidence.clone(),
        })
    };
    CHANNELS.iter().filter_map(row).collect()
}

fn closed_by_death(id: &ConstituentId, channel: Channel, key: &SourceRecordKey) -> ConstituentConsent {
    ConstituentConsent {
        constituent_id: id.clone(),
        channel,
        state: ConsentState::OptOut,
        effective_at: None,
        source_record_key: key.clone(),
        evidence: "deceased".to_owned(),
    }
}

/// The state of a channel and the event that decides it: a live opt-out, else an opt-in that is about no single list,
/// else nothing that decides.
fn deciding_word<'e>(
    channel: Channel,
    events: &[&'e ConsentEvent],
    lifts: &Lifts,
) -> Option<(ConsentState, &'e ConsentEvent)> {
    let spoken =
        || events.iter().copied().filter(move |event| event.channel == channel || event.channel == Channel::All);
    let no = spoken().filter(|event| event.state == ConsentState::OptOut && !lifts.lift(channel, event));
    let yes = spoken().filter(|event| event.state == ConsentState::OptIn && event.scope.is_none());
    let state_and = |state| move |event| (state, event);
    let opt_out = latest(no).map(state_and(ConsentState::OptOut));
    let opt_in = || latest(yes).map(state_and(ConsentState::OptIn));
    let unknown = || latest(spoken()).map(state_and(ConsentState::Unknown));
    opt_out.or_else(opt_in).or_else(unknown)
}

/// The latest dated event; of equal ones that of the smallest record key.
fn latest<'e>(events: impl Iterator<Item = &'e ConsentEvent>) -> Option<&'e ConsentEvent> {
    events.min_by(|a, b| {
        let order = b.effective_at.cmp(&a.effective_at);
        order
            .then_with(|| a.source_record_key.cmp(&b.source_record_key))
            .then_with(|| (a.channel, a.state).cmp(&(b.channel, b.state)))
            .then_with(|| (&a.evidence, &a.scope).cmp(&(&b.evidence, &b.scope)))
    })
}

/// The latest dated opt-in of each channel and scope.
struct Lifts<'e> {
    opt_ins: BTreeMap<(Channel, Option<&'e str>), Timestamp>,
    arrivals: &'e Arrivals<'e>,
}

impl<'e> Lifts<'e> {
    fn of(events: &[&'e ConsentEvent], arrivals: &'e Arrivals<'e>) -> Self {
        let mut opt_ins = BTreeMap::new();
        for event in events.iter().filter(|event| event.state == ConsentState::OptIn) {
            if let Some(said) = event.effective_at {
                let latest = opt_ins.entry((event.channel, event.scope.as_deref())).or_insert(said);
                *latest = said.max(*latest);
            }
        }
        Self { opt_ins, arrivals }
    }

    /// Whether a newer explicit opt-in lifts `opt_out` from `channel`.
    fn lift(&self, channel: Channel, opt_out: &ConsentEvent) -> bool {
        let said = opt_out.effective_at.unwrap_or_else(|| self.arrivals.received_at(&opt_out.file_id));
        [channel, opt_out.channel]
            .iter()
            .filter_map(|&channel| self.opt_ins.get(&(channel, opt_out.scope.as_deref())))
            .any(|&opted_in| opted_in > said)
    }
}
