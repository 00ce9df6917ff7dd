//! What a reader chose, as the address says it: `?fiscal_year=2026&source=paypal&source=crm&unit=household`.
//!
//! In:  the names and values of the query. Out: [`Choices`]; an unknown name is no choice, a broken value an error.

use crate::error::PageError;
use dashboards::{Choices, Filter, Unit};

/// Names and values of an address's query, in their order.
pub(crate) type Pairs = Vec<(String, String)>;

/// Reads what was chosen.
pub(crate) fn read(pairs: &Pairs) -> Result<Choices, PageError> {
    let all = |filter: Filter| -> Vec<String> {
        pairs
            .iter()
            .filter(|(name, value)| name == filter.name() && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect()
    };
    let last = |filter: Filter| all(filter).pop();
    Ok(Choices {
        fiscal_year: last(Filter::FiscalYear).map(|year| fiscal_year(&year)).transpose()?,
        sources: all(Filter::Source),
        campaigns: all(Filter::Campaign),
        levels: all(Filter::Level),
        unit: last(Filter::Unit).map(|unit| counted(&unit)).transpose()?.unwrap_or_default(),
    })
}

fn fiscal_year(text: &str) -> Result<i64, PageError> {
    let year: Option<i64> = text.parse().ok().filter(|year| (1..10_000).contains(year));
    year.ok_or_else(|| PageError::BadRequest { reason: "fiscal_year must be a year, such as 2026".to_owned() })
}

fn counted(text: &str) -> Result<Unit, PageError> {
    match text {
        "person" => Ok(Unit::Person),
        "household" => Ok(Unit::Household),
        _ => Err(PageError::BadRequest { reason: "unit must be person or household".to_owned() }),
    }
}

/// What was chosen for one filter, as the address says it.
pub(crate) fn chosen(choices: &Choices, filter: Filter) -> Vec<String> {
    match filter {
        Filter::FiscalYear => choices.fiscal_year.iter().map(i64::to_string).collect(),
        Filter::Source => choices.sources.clone(),
        Filter::Campaign => choices.campaigns.clone(),
        Filter::Level => choices.levels.clone(),
        Filter::Unit => vec![match choices.unit {
            Unit::Person => "person".to_owned(),
            Unit::Household => "household".to_owned(),
        }],
    }
}
