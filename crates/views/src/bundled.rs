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
    "acquisition_detail",
    "constituent_360",
    "constituent_giving",
    "contact_rights",
    "data_horizon",
    "data_quality",
    "data_quality_by_source",
    "donor_lifecycle",
    "donor_member_overlap",
    "donor_retention",
    "donor_retention_by_kind",
    "fiscal_calendar",
    "gain_loss",
    "gain_loss_total",
    "gift_cash",
    "gift_net",
    "giving_band",
    "giving_by_month",
    "giving_by_year",
    "giving_detail",
    "giving_pyramid",
    "lybunt",
    "lybunt_or_sybunt",
    "membership_bridge",
    "membership_by_level",
    "membership_by_status",
    "membership_detail",
    "membership_renewal",
    "membership_renewal_by_year",
    "membership_status",
    "membership_term_best",
    "membership_term_due",
    "rejection_reasons",
    "retention_detail",
    "second_gift",
    "source_overlap",
    "sybunt",
    "unit_fiscal_year",
    "unit_gift",
    "unit_member",
    "unit_profile",
}
