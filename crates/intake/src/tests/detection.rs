use super::*;
use crate::ReadError;

#[track_caller]
fn check(file_name: &str, header: &str, expected: &str) {
    let found = match MAPPINGS.detect(file_name, format!("{header}\n1,2,3\n").as_bytes()) {
        Ok(mapping) => mapping.id().to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(found.contains(expected), "{header}: {found}");
}

#[test]
fn headers_decide_in_any_order_and_dialect() {
    check("report.csv", "Last Name,First Name,Contact ID,Account ID,Email", "salesforce_contacts");
    check("Contact.csv", "Id,FirstName,LastName,AccountId,npe01__HomeEmail__c", "salesforce_contacts");
    check("report.csv", "Stage,Amount,Close Date,Opportunity ID,Opportunity Name", "salesforce_opportunities");
    check("Opportunity.csv", "Id,StageName,Amount,CloseDate,ContactId", "salesforce_opportunities");
    check("query.csv", "Constituent ID,First Name,Last Name,Key Indicator", "raisers_edge_constituents");
    check("export.csv", "CnBio_ID,CnBio_Last_Name,CnAdrPrf_City", "raisers_edge_constituents");
    check("export.csv", "Gf_Gift_ID,Gf_CnBio_ID,Gf_Type,Gf_Date,Gf_Amount,Gf_Fund", "raisers_edge_gifts");
    check("query.csv", "Gift ID,Constituent ID,Last Name,Gift Date,Gift Type,Gift Amount", "raisers_edge_gifts");
    check("contacts.csv", "User ID,First name,Last name,Email,Membership level,Renewal due", "wild_apricot_members");
    check("subscribed_x.csv", "Email Address,First Name,Last Name,EUID,LEID", "mailchimp_audience");
    check(
        "Download.CSV",
        "Date,Time,Time Zone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID",
        "paypal_activity",
    );
}

#[test]
fn an_unknown_file_is_told_what_it_lacks() {
    check(
        "x.csv",
        "Gift ID,Constituent ID,Gift Date,Gift Amount",
        "`raisers_edge_gifts` comes closest, but the header lacks Gift Type",
    );
    assert_eq!(MAPPINGS.detect("x.csv", b" \n").unwrap_err(), ReadError::Empty);
}

#[test]
fn a_mapping_that_is_named_says_what_the_header_lacks() {
    let mapping = MAPPINGS.get("paypal_activity").unwrap();
    let file_id = FileId::from_stored("f");
    let file = SourceFileBytes { file_name: "x.csv", bytes: b"Type,Gross,Transaction ID\n", file_id: &file_id };
    let error = read(mapping, &file).unwrap_err();
    assert!(error.to_string().contains("it lacks From Email Address"), "{error}");
}

#[test]
fn two_mappings_that_fit_alike_are_told() {
    let toml = "version='1'\nsource='a'\ntitle='a'\ngrain='a'\n[detect]\nrequire=['id']\n[file]\ncurrency='USD'\ncountry='US'\n[columns]\nid='Id'\n";
    let set = MappingSet::from_texts([("a", toml), ("b", toml)]).unwrap();
    let error = set.detect("x.csv", b"Id\n1\n").unwrap_err();
    assert_eq!(error, ReadError::Ambiguous { mappings: vec!["a".to_owned(), "b".to_owned()] });
}

#[test]
fn an_override_replaces_the_bundled_mapping_of_its_id() {
    let toml = "version='mine'\nsource='paypal'\ntitle='a'\ngrain='a'\n[detect]\nrequire=['id']\n[file]\ncurrency='USD'\ncountry='US'\n[columns]\nid='Id'\n";
    let set = MappingSet::bundled_and([("paypal_activity", toml)]).unwrap();
    assert_eq!(set.mappings().len(), MAPPINGS.mappings().len());
    assert_eq!(set.get("paypal_activity").unwrap().label(), "paypal_activity@mine");
}

/// The text of the first block of the README that begins with three backticks and `kind`, at or after `from`.
fn block<'text>(readme: &'text str, kind: &str, from: &str) -> &'text str {
    let readme = &readme[readme.find(from).unwrap()..];
    let start = readme.find(&format!("```{kind}\n")).unwrap() + kind.len() + 4;
    &readme[start..start + readme[start..].find("```").unwrap()]
}

#[test]
fn the_worked_example_of_the_readme_works() {
    let readme = include_str!("../../../../schemas/sources/README.md");
    let mapping = block(readme, "toml", "Its mapping");
    let file = block(readme, "text", "## A worked example");
    let set = MappingSet::bundled_and([("kindly_donations", mapping)]).unwrap();
    let found = set.detect("export.csv", file.as_bytes()).unwrap();
    let file_id = FileId::from_stored("f");
    let intake =
        read(found, &SourceFileBytes { file_name: "export.csv", bytes: file.as_bytes(), file_id: &file_id }).unwrap();
    assert_eq!((found.id(), counts(&intake)), ("kindly_donations", (2, 0, 2)));
    assert_eq!(intake.records.parties.len(), 3, "{:?}", intake.records.parties);
    assert_eq!(intake.records.gifts[0].gift_date.to_string(), "2026-03-14");
    assert_eq!(intake.records.gifts[1].extra.as_deref(), Some(r#"{"Shoe size":"38"}"#));
    assert_eq!(intake.records.consent_events.len(), 1);
    check_note(&intake, "control total matches: sum of column `Amount` 1725");
}
