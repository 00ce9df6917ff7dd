//! What an environment must say.

use super::*;

const LAKE: &[(&str, &str)] = &[
    ("DONORLAKE_RAW_BUCKET", "raw-1"),
    ("DONORLAKE_LAKE_BUCKET", "lake-1"),
    ("DONORLAKE_KMS_KEY", "arn:aws:kms:us-east-1:123456789012:key/k"),
    ("DONORLAKE_METRICS_NAMESPACE", "Donorlake/test"),
];

const PUBLISH: &[(&str, &str)] = &[
    ("DONORLAKE_GLUE_DATABASE", "golden"),
    ("DONORLAKE_ATHENA_WORKGROUP", "Donorlake"),
    ("DONORLAKE_PRINCIPALS", r#"{"analyst": ["arn:aws:iam::123456789012:role/analyst"], "steward": []}"#),
    ("DONORLAKE_KEEP_PRINCIPALS", "arn:aws:iam::123456789012:role/a, arn:aws:iam::123456789012:role/b,"),
    ("DONORLAKE_QUICKSIGHT_DATA_SETS", ""),
];

fn lookup(variables: &[&[(&str, &str)]]) -> impl Fn(&str) -> Option<String> {
    let variables: RoleHolders =
        variables.concat().into_iter().map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).collect();
    move |name| variables.get(name)?.first().cloned()
}

fn problems(outcome: Result<impl std::fmt::Debug, SettingsError>) -> Vec<String> {
    outcome.unwrap_err().problems
}

#[test]
fn each_function_gets_what_it_needs() {
    let ingest = IngestSettings::read(lookup(&[LAKE, &[("DONORLAKE_SOURCE", "paypal")]])).unwrap();
    assert_eq!((ingest.source.as_str(), ingest.raw_bucket.as_str()), ("paypal", "raw-1"));
    assert!(ResolutionSettings::read(lookup(&[LAKE])).is_ok());
    let publish = PublishSettings::read(lookup(&[LAKE, PUBLISH])).unwrap();
    assert_eq!(publish.principals["analyst"], ["arn:aws:iam::123456789012:role/analyst"]);
    assert_eq!(publish.keep_principals.len(), 2);
    assert_eq!(publish.quicksight_data_sets, Vec::<String>::new());
}

#[test]
fn quicksight_holds_the_role_of_the_dashboards() {
    let quicksight = "arn:aws:iam::123456789012:role/quicksight";
    let read =
        |variables: &[(&str, &str)]| PublishSettings::read(lookup(&[LAKE, PUBLISH, variables])).unwrap().principals;
    assert_eq!(read(&[("DONORLAKE_DASHBOARD_PRINCIPAL", quicksight)])["dashboard"], [quicksight]);
    assert!(!read(&[]).contains_key("dashboard"));
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    let expected = [
        "`DONORLAKE_RAW_BUCKET` is missing",
        "`DONORLAKE_LAKE_BUCKET` is missing",
        "`DONORLAKE_SOURCE` is missing",
        "`DONORLAKE_METRICS_NAMESPACE` is missing",
    ];
    assert_eq!(problems(IngestSettings::read(|_| None)), expected);
    assert_eq!(problems(PublishSettings::read(|_| None)).len(), 5);
}

#[test]
fn a_value_of_the_wrong_form_is_refused() {
    let wrong = |name, value| problems(PublishSettings::read(lookup(&[LAKE, PUBLISH, &[(name, value)]])));
    let arns = "must hold ARNs, which start with `arn:`";
    assert_eq!(wrong("DONORLAKE_KEEP_PRINCIPALS", "steward"), [format!("`DONORLAKE_KEEP_PRINCIPALS` {arns}")]);
    assert_eq!(wrong("DONORLAKE_PRINCIPALS", r#"{"a": ["b"]}"#), [format!("`DONORLAKE_PRINCIPALS` {arns}")]);
    assert_eq!(wrong("DONORLAKE_KMS_KEY", "alias/lake"), [format!("`DONORLAKE_KMS_KEY` {arns}")]);
    let json = "`DONORLAKE_PRINCIPALS` must be a JSON object of role → list of ARNs";
    assert_eq!(wrong("DONORLAKE_PRINCIPALS", "[]"), [json]);
    let name = "`DONORLAKE_GLUE_DATABASE` may hold lower-case letters, digits, `_` and `-` only";
    assert_eq!(wrong("DONORLAKE_GLUE_DATABASE", "golden\"; --"), [name]);
}

#[test]
fn no_key_leaves_encryption_to_the_bucket() {
    let settings = ResolutionSettings::read(lookup(&[LAKE, &[("DONORLAKE_KMS_KEY", " ")]])).unwrap();
    assert_eq!(settings.lake.kms_key, None);
}

#[test]
fn only_a_level_can_be_asked_of_the_log() {
    for (wanted, expected) in [(Some("DEBUG"), "debug"), (Some("info,aws_smithy=trace"), "info"), (None, "info")] {
        assert_eq!(environment::log_level(wanted), expected, "{wanted:?}");
    }
}
