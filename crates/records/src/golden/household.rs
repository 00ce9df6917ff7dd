//! Households: a view over people, never a merge of them.

use crate::keys::{ConstituentId, HouseholdId};
use crate::kinds::HouseholdBasis;
use serde::{Deserialize, Serialize};

/// People who live together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Household {
    /// Names the household; changes when its members change.
    pub household_id: HouseholdId,
    /// `The Lee Household`, or `Lee and Brown Household`.
    pub name: String,
    /// How many people.
    pub member_count: i64,
}

/// One person of a household.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HouseholdMember {
    /// Which household.
    pub household_id: HouseholdId,
    /// Who.
    pub constituent_id: ConstituentId,
    /// Why (the strongest reason).
    pub basis: HouseholdBasis,
}
