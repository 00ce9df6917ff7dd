//! Parquet files are a function of their rows, and say what is wrong with them.

use super::*;
use crate::tables::samples::{Fill, sample};
use crate::tables::{GIFT, MATCH_LINK, SOURCE_FILE};
use arrow::array::Int64Array;
use arrow::datatypes::Field;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::prelude::*;
use records::golden::MatchLink;
use records::keys::GiftKey;
use records::staged::{Gift, SourceFile};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

fn gifts(count: i64) -> Vec<Gift> {
    let gift: Gift = sample(Fill::All);
    let fields = |line| Gift { line, amount: Decimal::new(line * 7 % 100_003, 2), ..gift.clone() };
    (0..count).map(fields).collect()
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let rows = gifts(20_000);
    let first = encode(&rows).unwrap();
    let elsewhere = std::thread::spawn(move || encode(&rows).unwrap()).join().unwrap();
    assert!(first == elsewhere, "{} and {} bytes", first.len(), elsewhere.len());
}

#[test]
fn a_row_group_has_131_072_rows_and_zstd() {
    let rows: Vec<MatchLink> = vec![sample(Fill::All); ROWS_PER_GROUP + 5];
    let reader = SerializedFileReader::new(Bytes::from(encode(&rows).unwrap())).unwrap();
    let metadata = reader.metadata();
    let groups: Vec<i64> = metadata.row_groups().iter().map(RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [131_072, 5]);
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    assert!(columns.into_iter().all(|column| matches!(column.compression(), Compression::ZSTD(_))));
}

#[test]
fn a_file_names_no_library_version_and_carries_no_metadata() {
    let reader = SerializedFileReader::new(Bytes::from(encode(&gifts(1)).unwrap())).unwrap();
    let metadata = reader.metadata().file_metadata();
    assert_eq!(metadata.created_by(), Some("donorlake"));
    assert!(metadata.key_value_metadata().is_none_or(Vec::is_empty));
}

#[test]
fn every_row_of_many_batches_is_read_in_order() {
    let rows = gifts(2 * 8_192 + 1);
    let read: Vec<Gift> = decode_rows(&GIFT, encode(&rows).unwrap().into()).unwrap();
    assert!(read == rows);
}

#[track_caller]
fn check_error<T>(result: Result<T, EncodingError>, expected: &str) {
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), expected);
}

#[test]
fn an_amount_that_would_be_rounded_is_refused_with_its_place() {
    let mut rows = gifts(9_000);
    rows[8_500].fee = Some(Decimal::new(12_345, 3));
    let expected = "row 8500 of table `gift`: column `fee` must fit decimal(18,2) without rounding";
    check_error(encode(&rows), expected);
}

#[test]
fn rows_of_another_table_are_refused() {
    let expected = "rows do not fit table `match_link`; the row type and the schema must name the same columns";
    check_error(encode_rows(&MATCH_LINK, &gifts(1)), expected);
}

#[test]
fn a_file_without_a_required_column_is_refused_with_its_name() {
    let bytes = encode(&[sample::<SourceFile>(Fill::All)]).unwrap();
    let expected = "column `gift_key` of table `gift` must be string, the file has nothing";
    check_error(decode_rows::<Gift>(&GIFT, bytes.into()), expected);
}

#[test]
fn bytes_that_are_no_parquet_are_refused() {
    check_error(
        decode_rows::<Gift>(&GIFT, Bytes::from_static(b"Name,Amount")),
        "table `gift` is not readable as Parquet",
    );
}

/// The message of the library would repeat the word, which may be anything.
#[test]
fn an_unknown_word_is_refused_without_repeating_it() {
    let mut row = serde_json::to_value(sample::<Gift>(Fill::All)).unwrap();
    row["kind"] = "ann@example.org".into();
    let bytes = encode_rows(&GIFT, &[row]).unwrap();
    let expected = "a value in the file is none that table `gift` can hold; was it written by a newer version?";
    check_error(decode_rows::<Gift>(&GIFT, bytes.into()), expected);
}

#[test]
fn a_column_that_is_not_known_any_more_is_passed_over() {
    let row: SourceFile = sample(Fill::All);
    let now = to_batch(&SOURCE_FILE, std::slice::from_ref(&row), 0).unwrap();
    let mut fields = SOURCE_FILE.arrow_fields();
    fields.push(Arc::new(Field::new("forgotten", ArrowType::Int64, false)));
    let mut columns = now.columns().to_vec();
    columns.push(Arc::new(Int64Array::from(vec![1])));
    let before = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    let mut writer = ArrowWriter::try_new(Vec::new(), before.schema(), Some(properties())).unwrap();
    writer.write(&before).unwrap();
    let read: Vec<SourceFile> = decode_rows(&SOURCE_FILE, writer.into_inner().unwrap().into()).unwrap();
    assert_eq!(read, [row]);
}

#[test]
fn a_missing_optional_column_is_read_as_empty() {
    let row: Gift = sample(Fill::All);
    let now = to_batch(&GIFT, std::slice::from_ref(&row), 0).unwrap();
    let kept: Vec<usize> = (0..GIFT.columns.len()).filter(|place| GIFT.columns[*place].name != "appeal").collect();
    let before = now.project(&kept).unwrap();
    let mut writer = ArrowWriter::try_new(Vec::new(), before.schema(), Some(properties())).unwrap();
    writer.write(&before).unwrap();
    let read: Vec<Gift> = decode_rows(&GIFT, writer.into_inner().unwrap().into()).unwrap();
    assert_eq!(read, [Gift { appeal: None, ..row }]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_amount_date_and_text_survive_the_round_trip(
        cents in -999_999_999_999_999_999_i64..=999_999_999_999_999_999,
        days in -300_000..300_000_i64,
        campaign in proptest::option::of(".{0,40}"),
    ) {
        let epoch = jiff::civil::date(1970, 1, 1);
        let gift_date = epoch + jiff::Span::new().days(days);
        let row = Gift { amount: Decimal::new(cents, 2), gift_date, campaign, ..sample(Fill::All) };
        let read: Vec<Gift> = decode_rows(&GIFT, encode(std::slice::from_ref(&row)).unwrap().into()).unwrap();
        prop_assert_eq!(read, [row]);
    }
}

#[test]
fn chosen_rows_are_those_of_the_whole_file_that_hold_a_wanted_value() {
    let rows: Vec<Gift> = gifts(2 * 8_192 + 1)
        .into_iter()
        .map(|gift| Gift { gift_key: GiftKey::native("crm", &(gift.line % 1_000).to_string()), ..gift })
        .collect();
    let bytes = Bytes::from(encode(&rows).unwrap());
    for wanted in [vec![], vec!["crm:7"], vec!["crm:999", "crm:0", "crm:none"]] {
        let wanted: BTreeSet<String> = wanted.into_iter().map(str::to_owned).collect();
        let chosen: Vec<Gift> = decode_rows_where(&GIFT, bytes.clone(), "gift_key", &wanted).unwrap();
        let expected: Vec<Gift> = rows.iter().filter(|gift| wanted.contains(gift.gift_key.as_str())).cloned().collect();
        assert!(chosen == expected, "{} of {} rows for {wanted:?}", chosen.len(), expected.len());
    }
}
