//! `[[consent]]` of one row: what somebody said about being contacted.

use super::reader::{Reader, Trouble};
use crate::mapping::{Consent, Evidence, Subject};
use records::keys::SourceRecordKey;
use records::kinds::{Channel, ConsentState};
use records::staged::ConsentEvent;

impl Reader<'_> {
    /// Reads what the row says about being contacted, about the record `party`.
    pub(crate) fn consents(&mut self, sections: &[Consent], party: &SourceRecordKey) {
        for section in sections {
            if section.when.as_ref().is_none_or(|condition| condition.holds(self.row)) {
                self.consent(section, party);
            }
        }
    }

    fn consent(&mut self, section: &Consent, party: &SourceRecordKey) {
        let mut effective_at = None;
        for moment in &section.at {
            effective_at = effective_at.or_else(|| self.optional_moment(moment));
        }
        let scope = self.optional_text(&section.scope);
        let evidence = match &section.evidence {
            Evidence::Heading(column) => self.row.spelling(*column).to_owned(),
            Evidence::FileName => self.row.sheet.file_name.to_owned(),
        };
        for channel in self.channels(&section.subject) {
            let mut event = self.event(party, channel, section.state, evidence.clone());
            event.effective_at = effective_at;
            event.scope.clone_from(&scope);
            self.draft.consents.push(event);
        }
    }

    /// An event without date and scope.
    pub(crate) fn event(
        &self,
        party: &SourceRecordKey,
        channel: Channel,
        state: ConsentState,
        evidence: String,
    ) -> ConsentEvent {
        ConsentEvent {
            source_record_key: party.clone(),
            source: self.source().to_owned(),
            channel,
            state,
            effective_at: None,
            evidence,
            scope: None,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        }
    }

    /// The channels that a row speaks about, each once.
    fn channels(&mut self, subject: &Subject) -> Vec<Channel> {
        let (column, separators, known) = match subject {
            Subject::Channel(channel) => return vec![*channel],
            Subject::Codes { column, separators, channels } => (*column, separators, channels),
        };
        let mut channels = Vec::new();
        let mut unknown = false;
        for (_, cell) in self.row.texts_of(column) {
            for code in cell.split(separators.as_slice()).map(str::trim).filter(|code| !code.is_empty()) {
                match known.get(&code.to_lowercase()) {
                    Some(channel) => channels.push(*channel),
                    None => unknown = true,
                }
            }
        }
        if unknown {
            let reason = "codes that the mapping does not know".to_owned();
            self.set_aside(&Trouble { column: Some(column), reason });
        }
        channels.sort_unstable();
        channels.dedup();
        channels
    }
}
