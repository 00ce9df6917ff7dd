//! Crates point one way. The table below is the architecture page's picture, checked.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::BTreeMap;

/// Which crates of the workspace each crate may use. A crate that is not listed may not exist.
const MAY_USE: &[(&str, &[&str])] = &[
    ("records", &[]),
    ("intake", &["records"]),
    ("matching", &[]),
    ("golden", &["records"]),
    ("lake", &["records"]),
    ("sample", &["records"]),
    ("views", &[]),
    ("dashboards", &[]),
    ("governance", &["lake"]),
    ("query", &["governance", "lake", "records", "views"]),
    ("pipeline", &["golden", "intake", "lake", "matching", "records"]),
    ("aws", &["governance", "lake", "views"]),
    ("ingest", LAMBDA),
    ("entity-resolution", LAMBDA),
    ("publish", &["aws", "governance", "lake", "pipeline", "views"]),
    ("web", &["dashboards", "governance", "lake", "pipeline", "query", "records"]),
    ("cli", &["dashboards", "governance", "lake", "matching", "pipeline", "query", "records", "sample", "web"]),
    ("xtask", &[]),
    (
        "tests",
        &[
            "cli",
            "dashboards",
            "golden",
            "governance",
            "intake",
            "lake",
            "matching",
            "pipeline",
            "query",
            "records",
            "sample",
            "web",
        ],
    ),
];

/// A Lambda: an event, a use case, an answer.
const LAMBDA: &[&str] = &["aws", "lake", "pipeline"];

/// What a crate must never see: IO, async, file formats, SQL engines, cloud SDKs.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("records", &["tokio", "arrow", "parquet", "csv", "toml", "datafusion"]),
    ("intake", &["tokio", "arrow", "parquet", "datafusion"]),
    ("matching", &["tokio", "arrow", "parquet", "datafusion", "records"]),
    ("golden", &["tokio", "arrow", "parquet", "datafusion", "csv"]),
    ("sample", &["tokio", "arrow", "parquet", "datafusion"]),
    ("lake", &["datafusion", "intake", "matching"]),
    ("views", &["tokio", "datafusion"]),
    ("dashboards", &["tokio", "datafusion", "arrow"]),
    ("governance", &["tokio", "datafusion", "arrow"]),
    ("pipeline", &["datafusion", "clap", "lambda_runtime"]),
    ("aws", &["datafusion", "intake", "matching", "golden", "lambda_runtime"]),
    ("ingest", &["datafusion"]),
    ("entity-resolution", &["datafusion"]),
    ("publish", &["datafusion"]),
];

fn workspace() -> Metadata {
    MetadataCommand::new().manifest_path("../Cargo.toml").no_deps().exec().unwrap()
}

fn normal_dependencies(package: &Package) -> Vec<&str> {
    let normal = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
    normal.map(|dependency| dependency.name.as_str()).collect()
}

#[test]
fn no_crate_uses_a_crate_that_it_must_not() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let metadata = workspace();
    for package in &metadata.packages {
        let name = package.name.as_str();
        let may_use = allowed.get(name).unwrap_or_else(|| panic!("`{name}` is not in the map of crates"));
        for used in normal_dependencies(package) {
            let is_ours = allowed.contains_key(used);
            assert!(!is_ours || may_use.contains(&used), "`{name}` must not use `{used}`");
        }
    }
}

#[test]
fn pure_crates_see_no_io_no_engine_and_no_cloud() {
    let metadata = workspace();
    for package in &metadata.packages {
        let forbidden: Vec<&str> = FORBIDDEN
            .iter()
            .filter(|(name, _)| *name == package.name.as_str())
            .flat_map(|(_, list)| list.iter().copied())
            .collect();
        for used in normal_dependencies(package) {
            assert!(!forbidden.contains(&used), "`{}` must not see `{used}`", package.name);
            let is_cloud = used.starts_with("aws-") || used.starts_with("aws_");
            assert!(!is_cloud || package.name == "aws", "`{}` names the cloud crate `{used}`", package.name);
        }
    }
}

#[test]
fn a_crate_is_named_like_its_folder() {
    for package in &workspace().packages {
        let folder = package.manifest_path.parent().and_then(|path| path.file_name()).unwrap();
        assert_eq!(package.name.as_str(), folder);
    }
}
