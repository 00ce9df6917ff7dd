//! What a table is: a name, and columns with a type, a class and a meaning.
//!
//! Tables are data, one `table!` block each; Arrow fields, Parquet files and the catalog's type
//! names are all derived from it.

use super::{ColumnClass, DataType};
use arrow::datatypes::{Field, FieldRef, Schema, SchemaRef};
use std::sync::Arc;

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The field of the row type, as serde names it.
    pub name: &'static str,
    /// What it holds.
    pub data_type: DataType,
    /// Whether a row may lack it.
    pub nullable: bool,
    /// Who may see it.
    pub class: ColumnClass,
    /// What it means.
    pub doc: &'static str,
}

/// One table of the lake.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSchema {
    /// The name in keys, in the catalog and in SQL.
    pub name: &'static str,
    /// What one row is.
    pub doc: &'static str,
    /// The columns, in the order of the row type's fields.
    pub columns: &'static [Column],
}

impl Column {
    /// A column that every row has.
    pub(super) const fn required(
        name: &'static str,
        data_type: DataType,
        class: ColumnClass,
        doc: &'static str,
    ) -> Self {
        Self { name, data_type, nullable: false, class, doc }
    }

    /// A column that a row may lack.
    pub(super) const fn optional(
        name: &'static str,
        data_type: DataType,
        class: ColumnClass,
        doc: &'static str,
    ) -> Self {
        Self { name, data_type, nullable: true, class, doc }
    }
}

impl TableSchema {
    /// The column called `name`.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns as Arrow fields, in order.
    #[must_use]
    pub fn arrow_fields(&self) -> Vec<FieldRef> {
        self.fields(DataType::to_arrow)
    }

    /// The table as an Arrow schema.
    #[must_use]
    pub fn arrow_schema(&self) -> SchemaRef {
        Arc::new(Schema::new(self.arrow_fields()))
    }

    /// The fields with the Arrow type that `arrow_type` chooses for each column.
    pub(crate) fn fields(&self, arrow_type: fn(DataType) -> arrow::datatypes::DataType) -> Vec<FieldRef> {
        let field = |column: &Column| Field::new(column.name, arrow_type(column.data_type), column.nullable);
        self.columns.iter().map(|column| Arc::new(field(column))).collect()
    }
}

/// Declares the schema of one table and ties the row type to it:
/// `NAME = "name" of RowType { column: required|optional Type Class "meaning", … }`.
macro_rules! table {
    ($(#[doc = $doc:literal])+ $table:ident = $name:literal of $row:ty {
        $($column:ident : $presence:ident $data_type:ident $class:ident $column_doc:literal),+ $(,)?
    }) => {
        $(#[doc = $doc])+
        pub static $table: crate::tables::TableSchema = crate::tables::TableSchema {
            name: $name,
            doc: concat!($($doc),+).trim_ascii(),
            columns: &[$(crate::tables::Column::$presence(
                stringify!($column),
                crate::tables::DataType::$data_type,
                crate::tables::ColumnClass::$class,
                $column_doc,
            )),+],
        };

        impl crate::tables::Row for $row {
            fn schema() -> &'static crate::tables::TableSchema {
                &$table
            }
        }
    };
}
pub(super) use table;
