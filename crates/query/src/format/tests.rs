use super::*;
use crate::sample_lake::SampleLake;

const ROWS: &str = "SELECT * FROM (VALUES
    (1, 'plain', CAST('12.50' AS DECIMAL(18, 2)), DATE '2024-07-01', TRUE, 0.5),
    (2, 'with \"quotes\", a comma', CAST(NULL AS DECIMAL(18, 2)), NULL, FALSE, NULL)
  ) AS t (number, text, money, day, flag, rate)";

async fn rows() -> QueryResult {
    SampleLake::default().engine().await.sql(ROWS).await.unwrap()
}

#[tokio::test]
async fn csv_quotes_only_what_needs_it() {
    let expected = "number,text,money,day,flag,rate\n1,plain,12.50,2024-07-01,true,0.5\n2,\"with \"\"quotes\"\", a comma\",,,false,\n";
    assert_eq!(to_csv(&rows().await).unwrap(), expected);
}

#[tokio::test]
async fn a_spreadsheet_runs_no_text_and_reads_every_number() {
    let sql = "SELECT * FROM (VALUES
        ('=1+1', CAST('-12.50' AS DECIMAL(18, 2)), -3, -0.5), ('+1 555 0100', NULL, 4, 0.5), ('-x', NULL, 5, 1e0),
        ('@sum(a1)', NULL, 6, 1e0), ('＝1', NULL, 7, 1e0), ('é, \"x\"', NULL, 8, 1e0), ('a-b=c', NULL, 9, 1e0)
      ) AS t (text, money, number, rate)";
    let result = SampleLake::default().engine().await.sql(sql).await.unwrap();
    let headings = ["=Text", "Money", "Number", "Rate"].map(str::to_owned);
    let expected = "\u{feff}'=Text,Money,Number,Rate\r\n'=1+1,-12.50,-3,-0.5\r\n'+1 555 0100,,4,0.5\r\n'-x,,5,1.0\r\n\
        '@sum(a1),,6,1.0\r\n'＝1,,7,1.0\r\n\"é, \"\"x\"\"\",,8,1.0\r\na-b=c,,9,1.0\r\n";
    assert_eq!(to_spreadsheet_csv(&result, &headings).unwrap(), expected);
}

#[tokio::test]
async fn json_keeps_numbers_dates_and_gaps() {
    let expected = "[\n{\"day\":\"2024-07-01\",\"flag\":true,\"money\":12.5,\"number\":1,\"rate\":0.5,\"text\":\"plain\"},\n\
        {\"day\":null,\"flag\":false,\"money\":null,\"number\":2,\"rate\":null,\"text\":\"with \\\"quotes\\\", a comma\"}\n]\n";
    let found: serde_json::Value = serde_json::from_str(&to_json(&rows().await).unwrap()).unwrap();
    assert_eq!(found, serde_json::from_str::<serde_json::Value>(expected).unwrap());
}

#[tokio::test]
async fn a_text_table_lines_up() {
    let engine = SampleLake::default().engine().await;
    let result = engine.sql("SELECT * FROM (VALUES ('é', 5), ('two\nlines', 1000)) AS t (name, amount)").await.unwrap();
    let expected = "name       amount\n─────────  ──────\né               5\ntwo lines    1000\n2 rows\n";
    assert_eq!(to_text_table(&result).unwrap(), expected);
}

#[tokio::test]
async fn no_rows_are_a_header_and_an_empty_list() {
    let engine = SampleLake::default().engine().await;
    let result = engine.sql("SELECT gift_key FROM gift").await.unwrap();
    assert_eq!(to_csv(&result).unwrap(), "gift_key\n");
    assert_eq!(to_json(&result).unwrap(), "[]\n");
    assert_eq!(to_text_table(&result).unwrap(), "gift_key\n────────\n0 rows\n");
}

#[tokio::test]
async fn exact_json_keeps_every_digit_of_an_amount() {
    let found = to_exact_json_rows(&rows().await).unwrap();
    assert_eq!(found[0]["money"], "12.50");
    assert_eq!((&found[0]["number"], &found[0]["rate"]), (&1.into(), &0.5.into()));
    assert!(found[1]["money"].is_null());
}
