//! Columns of households and their members.

use super::schema::table;
use records::golden::{Household, HouseholdMember};

table! {
    /// People who live together.
    HOUSEHOLD = "household" of Household {
        household_id: required String Public "Names the household; changes when its members change.",
        name: required String Contact "`The Lee Household`, or `Lee and Brown Household`.",
        member_count: required BigInt Public "How many people.",
    }
}

table! {
    /// One person of a household.
    HOUSEHOLD_MEMBER = "household_member" of HouseholdMember {
        household_id: required String Public "Which household.",
        constituent_id: required String Public "Who.",
        basis: required String Public "Why (the strongest reason).",
    }
}
