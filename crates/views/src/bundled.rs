//! The view files, built into the program.
//!
//! A test compares the list with the folder, so that no file is forgotten.

macro_rules! view_files {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every file of `schemas/views`, sorted by name.
        pub const BUNDLED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../schemas/views/", $name, ".sql")))),+];
    };
}

view_files! {
    "constituent_360",
    "constituent_fiscal_year",
    "constituent_giving",
    "contact_rights",
    "data_horizon",
    "data_quality",
    "data_quality_by_source",
    "donor_lifecycle",
    "donor_lifecycle_household",
    "donor_member_overlap",
    "donor_retention",
    "donor_retention_by_kind",
    "donor_retention_household",
    "fiscal_calendar",
    "gain_loss",
    "gain_loss_total",
    "gift_cash",
    "gift_net",
    "giving_band",
    "giving_by_month",
    "giving_by_year",
    "giving_pyramid",
    "household_fiscal_year",
    "lybunt",
    "lybunt_or_sybunt",
    "membership_bridge",
    "membership_by_level",
    "membership_by_status",
    "membership_renewal",
    "membership_renewal_by_year",
    "membership_status",
    "membership_term_best",
    "membership_term_due",
    "rejection_reasons",
    "second_gift",
    "source_overlap",
    "sybunt",
}
