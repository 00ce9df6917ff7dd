//! The policy in Lake Formation's words.
//!
//! In:  a policy, the principals of its roles, and what Lake Formation holds now.
//! Out: what it shall hold ([`desired`]), who then sees what ([`effective`]), and how to get there ([`plan`]).
//!
//! Every column carries its class in the tag [`CLASS_TAG`]; every table carries its area in [`AREA_TAG`],
//! and the class [`UNCLASSIFIED`], which nobody is granted: a column that appears before it was
//! tagged inherits that class and stays hidden. A role is granted tag expressions (class and area) where
//! these say exactly what the policy says, and a data cells filter per table where they do not: permissions
//! in Lake Formation add up, so that an expression must never cover a table that has a filter.
//!
//! Views are tables with the area [`VIEWS_AREA`], granted by name. Athena asks for the tables below
//! as well, as the one who queries, so that a view never shows more than its tables do.
//!
//! This is a model of Lake Formation, tested against itself, and not Lake Formation.

mod apply;
mod atoms;
mod describe;
mod desired;
mod effective;
mod plan;
mod principals;
mod retag;
mod state;

#[cfg(test)]
mod tests;

pub use desired::desired;
pub use effective::{Rows, Visible, effective};
pub use plan::{Action, Plan, TagTarget, plan};
pub use principals::{Principals, PrincipalsError};
pub use state::{
    ActualState, ColumnSelection, DataCellsFilter, DesiredState, Grant, Permission, Resource, TableState,
    TagExpression, Tags,
};

/// The LF-Tag that holds the class of a column.
pub const CLASS_TAG: &str = "donorlake_class";
/// The LF-Tag that holds the area of a table.
pub const AREA_TAG: &str = "donorlake_area";
/// The class of every table itself, and so of a column that was not tagged yet. Granted to nobody.
pub const UNCLASSIFIED: &str = "unclassified";
/// The area of the views. Granted to nobody: views are granted by name.
pub const VIEWS_AREA: &str = "views";
/// What the names of our data cells filters begin with; other filters are not ours.
pub const FILTER_PREFIX: &str = "donorlake_";
/// The group that stands for "IAM alone decides": what it holds, everybody holds.
pub const IAM_ALLOWED_PRINCIPALS: &str = "IAM_ALLOWED_PRINCIPALS";

/// Whether a tag is one of the two that this crate manages.
fn is_our_tag(key: &str) -> bool {
    key == CLASS_TAG || key == AREA_TAG
}
