//! Who may see what, as code: the policy, and the steps that bring Lake Formation to it.
//!
//! In:  the text of `schemas/governance.toml`; for the cloud, which principals have which role, and
//!      what Lake Formation holds now.
//! Out: [`Policy::access`]: columns and rows that a role sees of a table, or nothing;
//!      [`desired`]: tags, data cells filters and grants that say the same in Lake Formation's words;
//!      [`plan`]: the ordered actions from what is to what shall be.
//!
//! * [`policy`]: the file's language, its errors by line.
//! * [`access`]: what one role sees of one table.
//! * [`lake_formation`]: states, the evaluator [`effective`], plans, and a model that applies them.
//!
//! **Invariants.** What the policy does not name is denied: a new table, a new column of a class that
//! no rule gives, a principal without a role. This crate reads no file and calls no service.

pub mod access;
pub mod lake_formation;
pub mod policy;

pub use access::{RowRule, TableAccess};
pub use lake_formation::{
    Action, ActualState, ColumnSelection, DataCellsFilter, DesiredState, Grant, Permission, Plan, Principals,
    PrincipalsError, Resource, Rows, TableState, TagExpression, TagTarget, Tags, Visible, desired, effective, plan,
};
pub use policy::{Policy, PolicyError, Role};
