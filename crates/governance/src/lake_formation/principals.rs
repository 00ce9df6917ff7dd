//! Who has which role, from the settings of a deployment.

use crate::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// Who has which role, and whom to leave alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Principals {
    pub(super) roles: BTreeMap<String, BTreeSet<String>>,
    pub(super) keep: BTreeSet<String>,
}

/// What is wrong with the principals of a deployment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrincipalsError {
    /// A role that the policy does not have.
    #[error("principals are given for the role `{role}`; expected one of {}", known.join(", "))]
    UnknownRole {
        /// The role.
        role: String,
        /// The roles of the policy.
        known: Vec<String>,
    },
    /// Permissions add up: with two roles, somebody would see what no single role says.
    #[error("a principal has two roles, `{first}` and `{second}`; expected one: {principal}")]
    TwoRoles {
        /// Its ARN.
        principal: String,
        /// One role.
        first: String,
        /// The other.
        second: String,
    },
    /// Whoever is left alone cannot be governed.
    #[error("a principal of the role `{role}` is also to be left alone; expected one of the two: {principal}")]
    AlsoKept {
        /// Its ARN.
        principal: String,
        /// Its role.
        role: String,
    },
    /// A group that stands for everybody has no role, and its grants are never left alone.
    #[error("`{principal}` stands for everybody; expected the ARN of a user, role or group")]
    Everybody {
        /// The group.
        principal: String,
    },
}

impl Principals {
    /// Takes the ARNs of each role, and the ARNs whose grants are to be left alone: the
    /// administrators of the data lake and the role that publishes.
    ///
    /// # Errors
    /// A role that the policy lacks, a principal that stands twice, or a group of everybody.
    pub fn new(
        policy: &Policy,
        roles: BTreeMap<String, BTreeSet<String>>,
        keep: BTreeSet<String>,
    ) -> Result<Self, PrincipalsError> {
        let mut role_of: BTreeMap<&str, &str> = BTreeMap::new();
        for (role, arns) in &roles {
            if policy.role(role).is_none() {
                let known = policy.roles().iter().map(|role| role.name.clone()).collect();
                return Err(PrincipalsError::UnknownRole { role: role.clone(), known });
            }
            for principal in arns {
                check_principal(principal, role, &keep, &mut role_of)?;
            }
        }
        match keep.iter().find(|principal| stands_for_everybody(principal)) {
            Some(principal) => Err(PrincipalsError::Everybody { principal: principal.clone() }),
            None => Ok(Self { roles, keep }),
        }
    }
}

fn check_principal<'a>(
    principal: &'a str,
    role: &'a str,
    keep: &BTreeSet<String>,
    role_of: &mut BTreeMap<&'a str, &'a str>,
) -> Result<(), PrincipalsError> {
    let (owned, role_name) = (principal.to_owned(), role.to_owned());
    if stands_for_everybody(principal) {
        return Err(PrincipalsError::Everybody { principal: owned });
    }
    if keep.contains(principal) {
        return Err(PrincipalsError::AlsoKept { principal: owned, role: role_name });
    }
    match role_of.insert(principal, role) {
        Some(first) => Err(PrincipalsError::TwoRoles { principal: owned, first: first.to_owned(), second: role_name }),
        None => Ok(()),
    }
}

/// `IAM_ALLOWED_PRINCIPALS`, and `<account>:IAMPrincipals`, Lake Formation's name for all of an account.
pub(super) fn stands_for_everybody(principal: &str) -> bool {
    principal == super::IAM_ALLOWED_PRINCIPALS || principal.ends_with(":IAMPrincipals")
}
