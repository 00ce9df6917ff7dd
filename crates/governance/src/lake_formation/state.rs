//! What Lake Formation holds for one database: tags, filters, grants, as plain data.

use std::collections::{BTreeMap, BTreeSet};

/// Tag keys and the one value that each has on a resource.
pub type Tags = BTreeMap<String, String>;

/// What Lake Formation holds now for our database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActualState {
    /// Every LF-Tag that exists, with its values; other tags than ours may be left out.
    pub tag_values: BTreeMap<String, BTreeSet<String>>,
    /// The tags that were put on the database itself.
    pub database_tags: Tags,
    /// The tables and views of the database in the catalog, by name.
    pub tables: BTreeMap<String, TableState>,
    /// Who was granted what on the database, its tables, its filters, or by our tags. A principal and
    /// a resource may stand in several grants: they add up.
    pub grants: Vec<Grant>,
}

/// One table or view of the catalog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableState {
    /// The tags that were put on the table itself (not what it inherits).
    pub tags: Tags,
    /// Its columns, with the tags that were put on each itself. Empty for a view.
    pub columns: BTreeMap<String, Tags>,
    /// Its data cells filters, by name.
    pub filters: BTreeMap<String, DataCellsFilter>,
}

/// What Lake Formation shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesiredState {
    /// The database in the catalog.
    pub database: String,
    /// Tags, tables and grants, and no others.
    pub state: ActualState,
    /// Principals whose grants are left as they are: administrators, the role that deploys or publishes.
    pub keep: BTreeSet<String>,
}

/// One grant: what a principal may do with a resource.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// An ARN, or a group such as `IAM_ALLOWED_PRINCIPALS`.
    pub principal: String,
    /// On what.
    pub resource: Resource,
    /// What it may do.
    pub permissions: BTreeSet<Permission>,
    /// What of that it may grant to others.
    pub grantable: BTreeSet<Permission>,
}

/// What a grant stands on. Names of tables are those of our database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Our database.
    Database,
    /// One table or view, with all its columns.
    Table {
        /// Its name.
        table: String,
    },
    /// Every table of the database (the table wildcard).
    AllTables,
    /// Some columns of a table.
    Columns {
        /// The table.
        table: String,
        /// Which columns.
        columns: ColumnSelection,
    },
    /// A data cells filter.
    Filter {
        /// The table.
        table: String,
        /// The filter's name.
        name: String,
    },
    /// Every database whose tags fit.
    DatabasesByTag {
        /// The tags.
        expression: TagExpression,
    },
    /// Every table and column whose tags fit.
    TablesByTag {
        /// The tags.
        expression: TagExpression,
    },
    /// An LF-Tag itself.
    Tag {
        /// Its key.
        key: String,
        /// Its values.
        values: BTreeSet<String>,
    },
}

/// Tag keys with the values that fit: every key must fit, by any of its values.
pub type TagExpression = BTreeMap<String, BTreeSet<String>>;

/// Columns that are named, or all but those that are named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnSelection {
    /// These.
    Only(BTreeSet<String>),
    /// All but these.
    AllBut(BTreeSet<String>),
}

impl ColumnSelection {
    /// Whether the column is selected.
    #[must_use]
    pub fn contains(&self, column: &str) -> bool {
        match self {
            Self::Only(columns) => columns.contains(column),
            Self::AllBut(columns) => !columns.contains(column),
        }
    }
}

/// Some columns of some rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataCellsFilter {
    /// The columns.
    pub columns: ColumnSelection,
    /// The rows: a condition in SQL, or none for all rows.
    pub rows: Option<String>,
}

/// What a grant allows, in Lake Formation's words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// `ALL`: everything, called Super in the console.
    All,
    /// `SELECT`
    Select,
    /// `DESCRIBE`
    Describe,
    /// `ALTER`
    Alter,
    /// `DROP`
    Drop,
    /// `INSERT`
    Insert,
    /// `DELETE`
    Delete,
    /// `CREATE_TABLE`
    CreateTable,
    /// `ASSOCIATE`
    Associate,
    /// Any other, as Lake Formation spells it.
    Other(String),
}

impl Permission {
    /// The name in Lake Formation's interface.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::All => "ALL",
            Self::Select => "SELECT",
            Self::Describe => "DESCRIBE",
            Self::Alter => "ALTER",
            Self::Drop => "DROP",
            Self::Insert => "INSERT",
            Self::Delete => "DELETE",
            Self::CreateTable => "CREATE_TABLE",
            Self::Associate => "ASSOCIATE",
            Self::Other(name) => name,
        }
    }

    /// The permission of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "ALL" => Self::All,
            "SELECT" => Self::Select,
            "DESCRIBE" => Self::Describe,
            "ALTER" => Self::Alter,
            "DROP" => Self::Drop,
            "INSERT" => Self::Insert,
            "DELETE" => Self::Delete,
            "CREATE_TABLE" => Self::CreateTable,
            "ASSOCIATE" => Self::Associate,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Whether it lets somebody read rows.
    pub(super) fn reads(&self) -> bool {
        matches!(self, Self::All | Self::Select)
    }
}
