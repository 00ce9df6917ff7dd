//! The language is read, refused and answered as its README says.

mod checking;
mod literals;
mod reading;
mod statements;

use crate::{Columns, Dashboard};

/// A small dashboard that is right; the cases change one thing in it.
pub(crate) const GOOD: &str = r#"title = "Giving"
purpose = "What comes in."
order = 1
filters = ["fiscal_year", "source", "unit"]

[narrow.retention_detail]
unit = "unit"

[words.category]
new = "New donors"

[[visual]]
name = "trend"
title = "Retention"
explanation = "Who gave again."
kind = "line"
view = "retention_detail"
category = "fiscal_year"
measures = [{ name = "rate", label = "Gave again", formula = "sum(retained) / sum(prior)", format = "percent", of = "donors" }]
filters = { fiscal_year = "<= fiscal_year", source = "first_source" }

[[visual]]
name = "bars"
title = "Campaigns"
explanation = "What each brings."
kind = "horizontal_bar"
view = "giving_detail"
category = "campaign"
measures = [{ name = "amount", label = "Raised", formula = "sum(amount)", format = "money" }]
where = { kind = ["one_time", "grant"], is_counted = true }
filters = { fiscal_year = "fiscal_year", source = "source" }
sort = "amount desc"
limit = 12

[visual.drill]
title = "The gifts"
view = "gift_list"
who = "donor_id"
on = { campaign = "campaign_name" }
columns = [{ column = "donor_id", label = "Donor" }, { column = "amount", label = "Amount" }]
sort = "amount desc"
"#;

pub(crate) fn good() -> Dashboard {
    Dashboard::parse("giving", GOOD).unwrap()
}

/// The views that [`GOOD`] names.
pub(crate) const COLUMNS: &[(&str, &str, &str)] = &[
    ("retention_detail", "fiscal_year", "bigint"),
    ("retention_detail", "first_source", "string"),
    ("retention_detail", "unit", "string"),
    ("retention_detail", "retained", "bigint"),
    ("retention_detail", "prior", "bigint"),
    ("retention_detail", "month", "date"),
    ("giving_detail", "fiscal_year", "bigint"),
    ("giving_detail", "source", "string"),
    ("giving_detail", "campaign", "string"),
    ("giving_detail", "kind", "string"),
    ("giving_detail", "is_counted", "boolean"),
    ("giving_detail", "amount", "decimal(18,2)"),
    ("gift_list", "fiscal_year", "bigint"),
    ("gift_list", "source", "string"),
    ("gift_list", "campaign_name", "string"),
    ("gift_list", "kind", "string"),
    ("gift_list", "is_counted", "boolean"),
    ("gift_list", "amount", "decimal(18,2)"),
    ("gift_list", "donor_id", "string"),
];

pub(crate) fn columns() -> Columns {
    Columns::new(COLUMNS.iter().copied())
}
