//! Days, and how each export spells them.
//!
//! In:  year, month, day of the proleptic Gregorian calendar.
//! Out: [`Day`], a count of days since 1970-01-01, and its texts.

/// One day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

/// The first day that the sample tells of.
pub(crate) const START: Day = Day::of(2020, 7, 1);
/// The last day that the sample tells of.
pub(crate) const HORIZON: Day = Day::of(2026, 6, 30);
/// The month in which the organisation's fiscal year starts.
const FISCAL_YEAR_START: i64 = 7;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Day {
    /// The day of a calendar date; days after the month's end run on into the next month.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub(crate) const fn of(year: i64, month: i64, day: i64) -> Self {
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day (the same source, `civil_from_days`).
    pub(crate) const fn civil(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }

    /// The day `days` later.
    pub(crate) const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The same day of the month, `months` later; the 29th to 31st become the 28th.
    pub(crate) const fn plus_months(self, months: i64) -> Self {
        let (year, month, day) = self.civil();
        let count = year * 12 + month - 1 + months;
        let day = if day > 28 { 28 } else { day };
        Self::of(count.div_euclid(12), count.rem_euclid(12) + 1, day)
    }

    /// The fiscal year, named by the calendar year in which it ends.
    pub(crate) const fn fiscal_year(self) -> i64 {
        let (year, month, _) = self.civil();
        if month >= FISCAL_YEAR_START { year + 1 } else { year }
    }

    /// `3/7/2019`
    pub(crate) fn month_day_year(self) -> String {
        let (year, month, day) = self.civil();
        format!("{month}/{day}/{year}")
    }

    /// `03/07/2019`
    pub(crate) fn padded_month_day_year(self) -> String {
        let (year, month, day) = self.civil();
        format!("{month:02}/{day:02}/{year}")
    }

    /// `07 Mar 2019`
    pub(crate) fn day_month_name_year(self) -> String {
        let (year, month, day) = self.civil();
        let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
        format!("{day:02} {name} {year}")
    }

    /// `2019-03-07`
    pub(crate) fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year}-{month:02}-{day:02}")
    }

    /// `03/07`
    pub(crate) fn month_day(self) -> String {
        let (_, month, day) = self.civil();
        format!("{month:02}/{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(year: i64, month: i64, day: i64, count: i64) {
        assert_eq!(Day::of(year, month, day), Day(count));
        assert_eq!(Day(count).civil(), (year, month, day));
    }

    #[test]
    fn days_are_counted_from_1970() {
        check(1970, 1, 1, 0);
        check(2000, 2, 29, 11_016);
        check(1969, 12, 31, -1);
        check(2026, 6, 30, 20_634);
    }

    #[test]
    fn a_fiscal_year_bears_the_year_of_its_end() {
        assert_eq!(START.fiscal_year(), 2021);
        assert_eq!(HORIZON.fiscal_year(), 2026);
    }

    #[test]
    fn months_are_added_within_the_shorter_month() {
        assert_eq!(Day::of(2023, 12, 31).plus_months(2).iso(), "2024-02-28");
        assert_eq!(Day::of(2023, 12, 7).plus_months(1).day_month_name_year(), "07 Jan 2024");
    }
}
