//! Every schema tells the truth about its row type.

use super::samples::{Fill, sample, sample_value};
use super::*;
use crate::encoding::{decode_rows, encode};
use records::{golden::*, staged::*};
use serde::de::{self, Deserializer, Visitor, value::Error};
use std::collections::BTreeSet;

/// Runs `check::<T>()` for every row type.
macro_rules! for_every_row {
    ($check:ident) => {
        for_every_row!($check: SourceParty, SourceEmail, SourcePhone, SourceAddress, Gift, GiftAllocation, GiftCredit,
            GiftAdjustment, Commitment, MembershipTerm, ConsentEvent, SourceFile, Rejection, Constituent,
            ConstituentValue, ConstituentEmail, ConstituentPhone, ConstituentAddress, ConstituentConsent, Household,
            HouseholdMember, Crosswalk, MatchLink, Redirect, DuplicateGift)
    };
    ($check:ident: $($row:ty),+) => {
        $($check::<$row>();)+
    };
}

/// A deserializer that gives up as soon as it has been told the fields of a struct.
struct FieldNames<'names>(&'names mut Vec<&'static str>);

impl<'de> Deserializer<'de> for FieldNames<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("not a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.0.extend(fields);
        Err(de::Error::custom("the fields are known"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[test]
fn the_columns_of_a_table_are_the_fields_of_its_row_in_order() {
    fn check<T: Row>() {
        let mut fields = Vec::new();
        let _ = T::deserialize(FieldNames(&mut fields));
        let columns: Vec<&str> = T::schema().columns.iter().map(|column| column.name).collect();
        assert_eq!(columns, fields, "{}", T::schema().name);
    }
    for_every_row!(check);
}

#[test]
fn a_column_is_nullable_where_its_field_is_an_option_and_nowhere_else() {
    fn check<T: Row>() {
        let schema = T::schema();
        for emptied in schema.columns {
            let value = |column: &Column| {
                if column.name == emptied.name { serde_json::Value::Null } else { sample_value(schema.name, column) }
            };
            let row = schema.columns.iter().map(|column| (column.name.to_owned(), value(column)));
            let taken = serde_json::from_value::<T>(serde_json::Value::Object(row.collect())).is_ok();
            assert_eq!(taken, emptied.nullable, "{}.{}", schema.name, emptied.name);
        }
    }
    for_every_row!(check);
}

#[test]
fn a_full_row_and_an_empty_row_survive_the_round_trip() {
    fn check<T: Row>() {
        let rows: [T; 3] = [sample(Fill::All), sample(Fill::RequiredOnly), sample(Fill::All)];
        let bytes = encode(&rows).unwrap();
        let read: Vec<T> = decode_rows(T::schema(), bytes.into()).unwrap();
        let (written, read) = (serde_json::to_value(&rows[..]).unwrap(), serde_json::to_value(&read).unwrap());
        assert_eq!(read, written, "{}", T::schema().name);
    }
    for_every_row!(check);
}

#[test]
fn an_empty_table_is_read_as_no_rows() {
    fn check<T: Row>() {
        let bytes = encode::<T>(&[]).unwrap();
        assert!(decode_rows::<T>(T::schema(), bytes.into()).unwrap().is_empty(), "{}", T::schema().name);
    }
    for_every_row!(check);
}

#[test]
fn every_table_is_listed_and_no_name_twice() {
    fn check<T: Row>() {
        let listed = |tables: &[&TableSchema]| tables.iter().any(|table| std::ptr::eq(*table, T::schema()));
        assert!(listed(STAGED_TABLES) || listed(GOLDEN_TABLES), "{}", T::schema().name);
    }
    for_every_row!(check);
    for tables in [STAGED_TABLES, GOLDEN_TABLES] {
        let names: BTreeSet<&str> = tables.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), tables.len());
    }
}

#[test]
fn every_table_and_column_says_what_it_is() {
    for table in STAGED_TABLES.iter().chain(GOLDEN_TABLES) {
        assert!(table.doc.ends_with('.'), "{}", table.name);
        for column in table.columns {
            assert!(!column.doc.is_empty() && column.doc == column.doc.trim(), "{}.{}", table.name, column.name);
        }
    }
}

/// Glue and Athena fold names to lower case, and Hive takes a partition's name for a column's.
#[test]
fn every_name_is_one_that_athena_keeps() {
    let plain = |name: &str| name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '_'));
    for table in STAGED_TABLES.iter().chain(GOLDEN_TABLES) {
        assert!(plain(table.name), "{}", table.name);
        assert!(table.columns.iter().all(|column| plain(column.name)), "{}", table.name);
    }
}

#[test]
fn a_type_has_one_name_in_json_and_in_athena() {
    use DataType::*;
    for data_type in [String, BigInt, Double, Boolean, Date, TimestampMicros, Decimal] {
        assert_eq!(serde_json::to_value(data_type).unwrap(), data_type.athena_name());
    }
    for class in [ColumnClass::Public, ColumnClass::Contact, ColumnClass::Sensitive, ColumnClass::Internal] {
        assert_eq!(serde_json::to_value(class).unwrap(), class.as_str());
    }
}

/// What names or reaches somebody must never be public; the list is by column name, over all tables.
#[test]
fn names_and_ways_to_reach_somebody_are_not_public() {
    let personal = [
        "display_name",
        "sort_name",
        "prefix",
        "given_name",
        "middle_name",
        "family_name",
        "suffix",
        "preferred_name",
        "former_family_name",
        "organization_name",
        "full_name_as_given",
        "name",
        "address",
        "number",
        "extension",
        "email",
        "phone",
        "street",
        "street_2",
        "city",
        "region",
        "postal_code",
        "birth_date",
        "birth_month_day",
        "gender",
        "deceased",
        "deceased_date",
        "extra",
        "value",
        "file_name",
    ];
    for table in STAGED_TABLES.iter().chain(GOLDEN_TABLES) {
        for column in table.columns.iter().filter(|column| personal.contains(&column.name)) {
            assert_ne!(column.class, ColumnClass::Public, "{}.{}", table.name, column.name);
        }
    }
}
