//! How a source record, a gift, a file and a constituent are named for ever.
//!
//! A key of the staged zone is `<source>:<native id>`: readable, the same in every export of that
//! source, and never shared by two sources. Where a source gives no id, the identity columns are
//! hashed instead ([`SourceRecordKey::from_identity`]).

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a key that was read back from a lake.
            pub fn from_stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The key as it stands in a table.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

key! {
    /// One record of one source system: `raisers_edge:1042`, or `paypal:~8f3a…` when hashed.
    SourceRecordKey
}
key! {
    /// One gift as one source tells it: `salesforce:0065f00000AbCdE`.
    GiftKey
}
key! {
    /// The lower-case hexadecimal SHA-256 of a file's bytes.
    FileId
}
key! {
    /// One person or organisation of the golden tables, for ever: `C` and 16 letters and digits.
    ConstituentId
}
key! {
    /// One household of the golden tables: `H` and 16 letters and digits.
    HouseholdId
}

impl SourceRecordKey {
    /// Names the record that `source` itself calls `native_id` (kept as it is: some sources'
    /// ids differ by case alone).
    #[must_use]
    pub fn native(source: &str, native_id: &str) -> Self {
        Self(format!("{source}:{native_id}"))
    }

    /// Names a record of a source that gives no id, by the columns that identify it.
    ///
    /// Case and surrounding white space do not count, so that `ANN@x.org ` and `ann@x.org` are
    /// one record.
    #[must_use]
    pub fn from_identity(source: &str, columns: &[&str]) -> Self {
        let folded: Vec<String> = columns.iter().map(|text| text.trim().to_lowercase()).collect();
        Self(format!("{source}:~{}", short_hash("source record", &folded)))
    }

    /// Names the second person of a record that holds a couple.
    #[must_use]
    pub fn partner(&self) -> Self {
        Self(format!("{}#2", self.0))
    }

    /// The source system's part of the key.
    #[must_use]
    pub fn source(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }
}

impl GiftKey {
    /// Names the gift that `source` itself calls `native_id`.
    #[must_use]
    pub fn native(source: &str, native_id: &str) -> Self {
        Self(format!("{source}:{native_id}"))
    }
}

impl ConstituentId {
    /// The id of a constituent that was first seen as `founder`.
    ///
    /// `attempt` is 0 unless that id was handed out before (a split gives its smaller part a new id).
    #[must_use]
    pub fn founded_by(founder: &SourceRecordKey, attempt: u32) -> Self {
        let parts = [founder.as_str().to_owned(), attempt.to_string()];
        Self(format!("C{}", short_hash("constituent", &parts)))
    }
}

impl HouseholdId {
    /// The id of the household that `members` form, whatever their order.
    #[must_use]
    pub fn of_members(members: &[ConstituentId]) -> Self {
        let mut names: Vec<String> = members.iter().map(|id| id.0.clone()).collect();
        names.sort_unstable();
        Self(format!("H{}", short_hash("household", &names)))
    }
}

/// Sixteen hexadecimal digits of BLAKE3 over the parts, each with its length before it, so that
/// moving a letter from one part to the next gives another key.
fn short_hash(context: &str, parts: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(context.as_bytes());
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_ignores_case_and_surrounding_space() {
        let plain = SourceRecordKey::from_identity("paypal", &["ann@example.org", "Ann Lee"]);
        let loud = SourceRecordKey::from_identity("paypal", &[" ANN@example.org ", "ann lee"]);
        assert_eq!(plain, loud);
    }

    #[test]
    fn identity_tells_where_one_column_ends() {
        let left = SourceRecordKey::from_identity("paypal", &["ab", "c"]);
        let right = SourceRecordKey::from_identity("paypal", &["a", "bc"]);
        assert_ne!(left, right);
    }

    #[test]
    fn a_second_attempt_gives_another_constituent_id() {
        let founder = SourceRecordKey::native("raisers_edge", "7");
        assert_ne!(ConstituentId::founded_by(&founder, 0), ConstituentId::founded_by(&founder, 1));
    }

    #[test]
    fn a_household_is_named_by_its_members_in_any_order() {
        let a = ConstituentId::from_stored("Ca");
        let b = ConstituentId::from_stored("Cb");
        assert_eq!(HouseholdId::of_members(&[a.clone(), b.clone()]), HouseholdId::of_members(&[b, a]));
    }
}
