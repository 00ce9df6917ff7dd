//! `[membership]` of one row: the term that the row states, and those that its notes tell.

use super::draft::Refusal;
use super::reader::{Reader, Trouble};
use crate::mapping::{Answers, Membership, TermNotes};
use jiff::civil::Date;
use records::keys::SourceRecordKey;
use records::kinds::{MembershipStatus, TermOrigin};
use records::staged::MembershipTerm;
use records::values::parse_date;

/// First day, and last day if there is one.
type Period = (Date, Option<Date>);

/// When a term ends.
enum End {
    /// On this day, its last.
    On(Date),
    /// Never: a lifetime membership.
    Never,
}

impl Reader<'_> {
    /// Reads the membership terms of a row.
    ///
    /// A term that cannot be read is left out and its cell kept; the row's other values stand.
    pub(crate) fn membership(&mut self, section: &Membership) -> Result<(), Refusal> {
        if section.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
            return Ok(());
        }
        let member = self.record_key(&section.member)?;
        let status = self.word(&section.status)?.unwrap_or(MembershipStatus::Active);
        let noted = section.notes.as_ref().map(|notes| self.noted_periods(notes)).unwrap_or_default();
        let stated = self.stated_period(section, &noted);
        let last = noted.len();
        for (place, period) in noted.iter().enumerate() {
            let is_current = place + 1 == last && stated.is_none();
            let status = if is_current { status } else { MembershipStatus::Active };
            self.term(section, &member, *period, status, TermOrigin::Notes)?;
        }
        match stated {
            Some(period) => self.term(section, &member, period, status, TermOrigin::Row),
            None => Ok(()),
        }
    }

    /// The periods that the notes tell, oldest first, each once.
    fn noted_periods(&mut self, notes: &TermNotes) -> Vec<Period> {
        let text = self.row.text_of(notes.column).to_owned();
        let mut periods = Vec::new();
        for groups in notes.pattern.captures_iter(&text) {
            let dates = ["start", "end"].map(|name| {
                let date = groups.name(name).map(|group| parse_date(group.as_str(), self.row.sheet.dates));
                date.and_then(|date| date.ok().flatten())
            });
            match dates {
                [Some(start), Some(end)] if start < end => {
                    periods.push((start, Some(last_day(end, notes.end_is_exclusive))));
                }
                _ => {
                    let reason = "a membership period in it cannot be read".to_owned();
                    self.set_aside(&Trouble { column: Some(notes.column), reason });
                }
            }
        }
        periods.sort_unstable();
        periods.dedup();
        periods
    }

    /// The period that the row states itself, as far as the notes do not tell it: from the day
    /// after the last noted one, else from the row's start, until the row's end.
    fn stated_period(&mut self, section: &Membership, noted: &[Period]) -> Option<Period> {
        let end = self.end_of_term(section)?;
        let noted_until = noted.iter().filter_map(|(_, end)| *end).max();
        let start = match noted_until {
            Some(until) => until.tomorrow().ok()?,
            None => self.optional_date(&section.start_date)?,
        };
        match end {
            End::On(end) if end < start => {
                if noted.is_empty() {
                    self.draft.note("membership terms left out: they end before they start");
                }
                None
            }
            End::On(end) => Some((start, Some(end))),
            End::Never => Some((start, None)),
        }
    }

    /// When the row's term ends; none when the row does not tell.
    fn end_of_term(&mut self, section: &Membership) -> Option<End> {
        let found = self.optional_text(&section.end_date)?;
        if section.lifetime.contains(&found.to_lowercase()) {
            return Some(End::Never);
        }
        let end = self.optional_date(&section.end_date)?;
        Some(End::On(last_day(end, section.end_is_exclusive)))
    }

    fn term(
        &mut self,
        section: &Membership,
        member: &SourceRecordKey,
        (start_date, end_date): Period,
        status: MembershipStatus,
        derived_from: TermOrigin,
    ) -> Result<(), Refusal> {
        let usual = self.currency(&section.currency)?;
        let dues = self.money(&section.dues, &usual);
        let dues = self.or_aside(dues).flatten();
        let term = MembershipTerm {
            term_key: format!("{member}@{start_date}"),
            source: self.source().to_owned(),
            source_record_key: member.clone(),
            level: self.optional_text(&section.level),
            start_date,
            end_date,
            join_date: self.optional_date(&section.join_date),
            status,
            currency: dues.as_ref().map(|(_, currency)| currency.clone()),
            dues: dues.map(|(amount, _)| amount),
            is_lifetime: end_date.is_none(),
            derived_from,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        };
        self.draft.terms.push(term);
        Ok(())
    }
}

fn last_day(end: Date, is_exclusive: bool) -> Date {
    if is_exclusive { end.yesterday().unwrap_or(end) } else { end }
}
