//! The real binary, as a person or a script calls it: what it prints, and its exit codes.

#![expect(clippy::expect_used, reason = "a test fails by panicking, helpers included")]

use std::path::Path;
use std::process::{Command, Output};

/// Runs `donorlake` with these arguments; the lake is `folder`.
fn donorlake(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_donorlake"));
    command.args(arguments).arg("--lake").arg(folder).env_remove("DONORLAKE_LAKE").env_remove("RUST_LOG");
    command.output().expect("donorlake starts")
}

/// Checks the exit code, and that standard output and error hold these texts.
#[track_caller]
fn check(output: &Output, code: i32, stdout: &[&str], stderr: &[&str]) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "stdout:\n{out}\nstderr:\n{err}");
    for text in stdout {
        assert!(out.contains(text), "standard output lacks `{text}`:\n{out}");
    }
    for text in stderr {
        assert!(err.contains(text), "standard error lacks `{text}`:\n{err}");
    }
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file is written");
    path.to_string_lossy().into_owned()
}

const AUDIENCE: &str = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n\
    robert.okafor@example.org,Robert,Okafor,2,2024-01-02 10:00:00,2024-01-02 10:00:00,2024-01-02 10:00:00,1,aa01\n\
    bob.okafor@example.org,Bob,Okafor,2,2024-01-02 10:00:00,2024-01-02 10:00:00,2024-01-02 10:00:00,2,\n";

#[test]
fn help_names_every_command_and_shows_examples() {
    let folder = tempfile::tempdir().unwrap();
    let commands = [
        "demo",
        "ingest",
        "resolve",
        "query",
        "dashboards",
        "governance",
        "review",
        "decide",
        "find",
        "explain",
        "match",
        "evaluate",
        "sample",
        "completions",
    ];
    check(&donorlake(folder.path(), &["--help"]), 0, &commands, &[]);
    for command in commands {
        check(&donorlake(folder.path(), &[command, "--help"]), 0, &["Usage:"], &[]);
    }
}

#[test]
fn an_export_is_staged_and_its_bad_row_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    let lake = folder.path().join("lake");
    let summary = ["2 rows = 1 staged + 1 set aside + 0 no data", "EUID", "donorlake resolve"];
    check(&donorlake(&lake, &["ingest", &file]), 0, &summary, &[]);
    check(&donorlake(&lake, &["ingest", &file]), 0, &["0 new, 1 already staged"], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &["1 source records are 1 constituents"], &[]);
    check(&donorlake(&lake, &["explain", "mailchimp:aa01"]), 0, &["Robert Okafor", "only_value"], &[]);
    check(&donorlake(&lake, &["find", "Robret", "Okafor"]), 0, &["Robert Okafor", "mailchimp", "1 fits"], &[]);
    check(&donorlake(&lake, &["find", "--json", "bob okafor"]), 0, &["\"total\": 1", "\"reason\": \"words\""], &[]);
    check(&donorlake(&lake, &["find", "nobody"]), 0, &["nobody fits"], &[]);
}

#[test]
fn a_role_gets_what_the_policy_gives_it_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    let lake = folder.path().join("lake");
    check(&donorlake(&lake, &["ingest", &file]), 0, &[], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &[], &[]);
    let sql = "select email from constituent";
    check(&donorlake(&lake, &["query", "--as", "fundraiser", sql]), 0, &["robert.okafor@example.org"], &[]);
    check(&donorlake(&lake, &["query", "--as", "analyst", sql]), 1, &[], &["No field named email"]);
    check(&donorlake(&lake, &["query", "--as", "boss", sql]), 1, &[], &["no role `boss`", "analyst"]);
    let counted = donorlake(&lake, &["query", "--as", "analyst", "select count(*) as n from constituent"]);
    check(&counted, 0, &["1 row"], &[]);
    check(&donorlake(&lake, &["governance"]), 0, &["chapter_fundraiser_west", "constituent_email"], &[]);
    let broken = "[tables]\npeople = [\"constituent\"]\n[roles.analyst]\nabout = \"x\"\nsees = 3\n";
    let schemas = folder.path().join("schemas");
    std::fs::create_dir(&schemas).unwrap();
    write(&schemas, "governance.toml", broken);
    let schemas = schemas.to_string_lossy().into_owned();
    check(&donorlake(&lake, &["governance", "--schemas", &schemas]), 1, &[], &["governance.toml", "line 5"]);
}

#[test]
fn the_weights_of_a_snapshot_are_shown_and_can_be_pinned() {
    let folder = tempfile::tempdir().unwrap();
    let lake = folder.path().join("lake");
    std::fs::create_dir(&lake).unwrap();
    check(&donorlake(&lake, &["model"]), 1, &[], &["donorlake resolve"]);
    let file = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    check(&donorlake(&lake, &["ingest", &file]), 0, &[], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &[], &[]);
    check(&donorlake(&lake, &["model"]), 0, &["m: one person", "FamilyName", "bits = log2(m / u)"], &[]);
    let pinned = donorlake(&lake, &["model", "--pin"]);
    let schemas = folder.path().join("ours");
    std::fs::create_dir(&schemas).unwrap();
    write(&schemas, "matching.toml", &String::from_utf8_lossy(&pinned.stdout));
    let schemas = schemas.to_string_lossy().into_owned();
    check(&donorlake(&lake, &["resolve", "--schemas", &schemas]), 0, &["(new)"], &[]);
    let again = donorlake(&lake, &["model", "--pin"]);
    assert_eq!(pinned.stdout, again.stdout, "the pinned weights were used as they are");
}

#[test]
fn the_review_queue_tells_keys_and_figures_and_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let lake = folder.path().join("lake");
    std::fs::create_dir(&lake).unwrap();
    check(&donorlake(&lake, &["review"]), 1, &[], &["donorlake resolve"]);
    let samples = folder.path().join("samples").to_string_lossy().into_owned();
    check(&donorlake(&lake, &["sample", "--people", "300", "--out", &samples]), 0, &[], &[]);
    check(&donorlake(&lake, &["demo", "--samples", &samples]), 0, &[], &[]);
    let queue = donorlake(&lake, &["review", "--limit", "2"]);
    check(&queue, 0, &["0 of", "2 shown", "gain", "donorlake decide match|never LEFT RIGHT"], &[]);
    let json = donorlake(&lake, &["review", "--json", "--limit", "1"]);
    check(&json, 0, &["\"questions\"", "\"left_key\"", "\"gain\""], &[]);
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let link = &told["questions"][0]["link"];
    let (left, right) = (link["left_key"].as_str().unwrap(), link["right_key"].as_str().unwrap());
    check(&donorlake(&lake, &["decide", "never", left, right]), 0, &["1 decision kept"], &[]);
    check(&donorlake(&lake, &["review"]), 0, &["1 of"], &[]);
    let again = donorlake(&lake, &["review", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    let asked = told["questions"].as_array().unwrap().iter();
    let pairs: Vec<_> = asked.map(|one| (one["link"]["left_key"].clone(), one["link"]["right_key"].clone())).collect();
    assert!(!pairs.contains(&(left.into(), right.into())), "a decided pair is asked no more");
}

#[test]
fn a_decision_is_kept_or_refused_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = ("mailchimp:aa01", "mailchimp:aa02");
    let file = write(folder.path(), "subscribed_members_export_1.csv", &AUDIENCE.replace(",2,\n", ",2,aa02\n"));
    let lake = folder.path().join("lake");
    std::fs::create_dir(&lake).unwrap();
    check(&donorlake(&lake, &["decide", "match", one, two]), 1, &[], &["donorlake resolve"]);
    check(&donorlake(&lake, &["ingest", &file]), 0, &[], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &["2 source records"], &[]);
    check(&donorlake(&lake, &["decide", "match", one, two]), 0, &["1 decision kept"], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &["2 source records are 1 constituents"], &[]);
    check(&donorlake(&lake, &["decide", "never", one, one]), 1, &[], &["both records are"]);
    check(&donorlake(&lake, &["decide", "never", one, "mailchimp:zz"]), 1, &[], &["no record `mailchimp:zz`"]);
    let reviewed = write(folder.path(), "reviewed.csv", &format!("left,right,verdict\n{two},{one},never\n"));
    check(&donorlake(&lake, &["decide", "--file", &reviewed]), 0, &["1 decision kept"], &[]);
    check(&donorlake(&lake, &["resolve"]), 0, &["2 source records are 2 constituents"], &[]);
    let wrong = write(folder.path(), "wrong.csv", &format!("left,right,verdict\n{two},{one},perhaps\n"));
    check(&donorlake(&lake, &["decide", "--file", &wrong]), 1, &[], &["line 2", "`match`, `never`, `open`"]);
}

#[test]
fn a_file_that_nobody_knows_is_refused_with_what_it_lacks_and_the_others_are_staged() {
    let folder = tempfile::tempdir().unwrap();
    let good = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    let bad = write(folder.path(), "mystery.csv", "colour,size\nred,4\n");
    let lake = folder.path().join("lake");
    check(&donorlake(&lake, &["ingest", &good, &bad]), 3, &["1 file: 1 new"], &["not staged: mystery.csv"]);
}

#[test]
fn programs_get_json_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    let output = donorlake(&folder.path().join("lake"), &["ingest", "--json", &file]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("standard output is JSON");
    assert_eq!(answer["files"][0]["file"]["rows_staged"], 1);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What a failing command says must not hold what stands in the files.
#[test]
fn no_personal_value_is_logged_even_at_the_finest_level() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "subscribed_members_export_1.csv", AUDIENCE);
    let mut command = Command::new(env!("CARGO_BIN_EXE_donorlake"));
    command.args(["ingest", &file, "--lake"]).arg(folder.path().join("lake")).env("RUST_LOG", "trace");
    let output = command.output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("file staged"), "the log is on");
    for value in ["okafor", "Okafor", "Robert", "example.org"] {
        assert!(!said.contains(value), "`{value}` was logged");
    }
}

#[test]
fn an_empty_lake_says_what_to_do_first() {
    let folder = tempfile::tempdir().unwrap();
    check(&donorlake(folder.path(), &["resolve"]), 1, &[], &["donorlake ingest"]);
    check(&donorlake(folder.path(), &["explain", "C0"]), 1, &[], &["donorlake resolve"]);
}

#[test]
fn a_folder_that_is_not_there_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    for arguments in [&["review"][..], &["resolve"], &["explain", "C0"], &["model"], &["decide", "never", "a:1", "a:2"]]
    {
        check(&donorlake(&nowhere, arguments), 1, &[], &["there is no lake at", "nowhere"]);
    }
    assert!(!nowhere.exists());
    let schemas = nowhere.to_string_lossy().into_owned();
    check(&donorlake(folder.path(), &["governance", "--schemas", &schemas]), 1, &[], &["there is no such folder"]);
}

#[test]
fn match_loses_no_row_and_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let open =
        "id,first_name,last_name,email\n1,Ann,Lee,a@x.example\n2,Joe,\"Stone,j@x.example\n3,Eva,Novak,e@x.example\n";
    let input = write(folder.path(), "people.csv", open);
    let clusters = folder.path().join("clusters.csv").to_string_lossy().into_owned();
    let refused = ["people.csv", "line 3: a cell begins with a quote that is not closed"];
    check(&donorlake(folder.path(), &["match", &input, "--out", &clusters]), 1, &[], &refused);
    let input = write(folder.path(), "people.csv", &open.replace('"', ""));
    for arguments in [["--out", &input, "--pairs", &clusters], ["--out", &clusters, "--pairs", &input]] {
        let arguments = [&["match", &input][..], &arguments].concat();
        check(&donorlake(folder.path(), &arguments), 1, &[], &["is the file that is read"]);
    }
    assert_eq!(std::fs::read_to_string(&input).unwrap(), open.replace('"', ""));
}

#[test]
fn any_csv_file_is_deduplicated_and_scored() {
    let folder = tempfile::tempdir().unwrap();
    let mut people = "record_id,first_name,last_name,email,phone\n".to_owned();
    for (row, family) in ["Okafor", "Lindqvist", "Marchetti", "Delacroix", "Yamada", "Haugen"].iter().enumerate() {
        for (column, given) in ["Robert", "Maria", "Teodora", "Winston", "Ingrid"].iter().enumerate() {
            let (id, lower) = (row * 5 + column, format!("{given}.{family}").to_lowercase());
            people += &[&format!("{id}"), *given, family, &format!("{lower}@example.org,20255501{id:02}\n")].join(",");
        }
    }
    people += "again,Bob,Okafor,robert.okafor@example.org,2025550100\n";
    let input = write(folder.path(), "people.csv", &people);
    let truth = write(folder.path(), "truth.csv", "record_id,entity_id\n0,a\nagain,a\n7,b\n");
    let clusters = folder.path().join("clusters.csv").to_string_lossy().into_owned();
    let told = ["first_name", "given_name", "31 records in 30 clusters"];
    check(&donorlake(folder.path(), &["match", &input, "--out", &clusters]), 0, &told, &[]);
    let written = std::fs::read_to_string(&clusters).unwrap();
    assert!(written.starts_with("record_id,cluster_id\n0,0\n") && written.ends_with("\nagain,0\n"), "{written}");
    check(&donorlake(folder.path(), &["evaluate", &clusters, &truth]), 1, &[], &["the truth does not name every"]);
    let kept = write(folder.path(), "kept.csv", "record_id,cluster_id\n0,0\nagain,0\n7,7\n");
    check(&donorlake(folder.path(), &["evaluate", &kept, &truth]), 0, &["1.0000", "100.0 %"], &[]);
    let decided = write(folder.path(), "decided.csv", "left,right,verdict\n0,again,never\n7,8,match\n");
    let pairs = folder.path().join("pairs.csv").to_string_lossy().into_owned();
    let arguments = ["match", &input, "--out", &clusters, "--decisions", &decided, "--pairs", &pairs];
    check(&donorlake(folder.path(), &arguments), 0, &["31 records in 30 clusters", "pairs.csv"], &[]);
    let written = std::fs::read_to_string(&clusters).unwrap();
    assert!(written.contains("\n8,7\n") && written.ends_with("\nagain,again\n"), "decisions bind: {written}");
    let all = people.lines().skip(1).filter_map(|line| line.split(',').next());
    let entities: Vec<String> = all.map(|id| format!("{id},{}\n", if id == "again" { "0" } else { id })).collect();
    let truth = write(folder.path(), "all.csv", &format!("record_id,entity_id\n{}", entities.concat()));
    let told = ["expected right", "0.999 to 1"];
    check(&donorlake(folder.path(), &["evaluate", "--pairs", &pairs, &clusters, &truth]), 0, &told, &[]);
}

#[test]
fn the_sample_is_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let labels = |name: &str, seed: &str| {
        let out = folder.path().join(name);
        let arguments = ["sample", "--people", "60", "--seed", seed, "--out", out.to_str().unwrap()];
        check(&donorlake(folder.path(), &arguments), 0, &["labels.csv"], &[]);
        std::fs::read(out.join("labels.csv")).unwrap()
    };
    assert_eq!(labels("a", "7"), labels("b", "7"));
    assert_ne!(labels("a", "7"), labels("c", "8"));
}
