//! The panels of the page: all that may be asked, and the query behind each.
//!
//! In:  a panel's name.
//! Out: its query, over one published view (the head of the page needs several), and its columns.
//!
//! A panel names the columns that it needs, so that a view can grow columns without the page
//! noticing. Every query counts or adds up; none returns a row about one person.

/// One chart's data.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Panel {
    /// Name in `/api/views/{name}`.
    pub name: &'static str,
    /// The query, in the subset of SQL that the views use.
    pub sql: &'static str,
    /// The columns of the answer, in order.
    pub columns: &'static [&'static str],
}

/// The panel of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.name == name)
}

/// The totals at the head of the page: one row, the running fiscal year beside the year before up to the same day.
pub static OVERVIEW: Panel = Panel {
    name: "overview",
    sql: include_str!("overview.sql"),
    columns: &[
        "as_of",
        "fiscal_year",
        "constituents",
        "organizations",
        "source_records",
        "duplicates_merged",
        "donors",
        "donors_by_now_before",
        "raised",
        "raised_by_now_before",
        "active_members",
        "members_in_grace",
    ],
};

/// Every panel but [`OVERVIEW`].
pub static PANELS: &[Panel] = &[
    Panel {
        name: "giving_by_month",
        sql: "SELECT month, amount, gifts, donors FROM giving_by_month ORDER BY month",
        columns: &["month", "amount", "gifts", "donors"],
    },
    Panel {
        name: "giving_by_year",
        sql: "SELECT fiscal_year, amount, gifts, donors FROM giving_by_year ORDER BY fiscal_year",
        columns: &["fiscal_year", "amount", "gifts", "donors"],
    },
    Panel {
        name: "donor_retention",
        sql: "SELECT fiscal_year, prior_donors, overall_rate, new_prior_donors, new_rate, repeat_prior_donors, \
              repeat_rate FROM donor_retention WHERE unit = 'person' ORDER BY fiscal_year",
        columns: &[
            "fiscal_year",
            "prior_donors",
            "overall_rate",
            "new_prior_donors",
            "new_rate",
            "repeat_prior_donors",
            "repeat_rate",
        ],
    },
    // A first year has nothing to be compared with.
    Panel {
        name: "gain_loss",
        sql: "SELECT fiscal_year, category, units, change FROM gain_loss WHERE unit = 'person' AND fiscal_year IN \
              (SELECT fiscal_year FROM gain_loss WHERE prior_amount > 0) ORDER BY fiscal_year, category",
        columns: &["fiscal_year", "category", "units", "change"],
    },
    Panel {
        name: "membership_by_level",
        sql: "SELECT level, current_members, grace_members FROM membership_by_level \
              WHERE members > 0 ORDER BY members DESC, level",
        columns: &["level", "current_members", "grace_members"],
    },
    Panel {
        name: "membership_by_status",
        sql: "SELECT membership_status, constituents FROM membership_by_status ORDER BY status_order",
        columns: &["membership_status", "constituents"],
    },
    Panel {
        name: "donor_member_overlap",
        sql: "SELECT is_donor, is_member, constituents FROM donor_member_overlap WHERE unit = 'person' \
              ORDER BY is_donor DESC, is_member DESC",
        columns: &["is_donor", "is_member", "constituents"],
    },
    Panel {
        name: "data_quality_by_source",
        sql: "SELECT source, files, rows_read, rows_staged, rows_rejected, rows_not_data \
              FROM data_quality_by_source ORDER BY source",
        columns: &["source", "files", "rows_read", "rows_staged", "rows_rejected", "rows_not_data"],
    },
    Panel {
        name: "rejection_reasons",
        sql: "SELECT source, column_name, reason, rows_rejected FROM rejection_reasons \
              ORDER BY rows_rejected DESC, source, column_name, reason",
        columns: &["source", "column_name", "reason", "rows_rejected"],
    },
    Panel {
        name: "merging",
        sql: "SELECT source_records, constituents, duplicates_merged, review_pairs, duplicate_gifts FROM data_quality",
        columns: &["source_records", "constituents", "duplicates_merged", "review_pairs", "duplicate_gifts"],
    },
    Panel {
        name: "contact_gaps",
        sql: "SELECT constituents, without_email, without_phone, without_address, unreachable FROM data_quality",
        columns: &["constituents", "without_email", "without_phone", "without_address", "unreachable"],
    },
];
