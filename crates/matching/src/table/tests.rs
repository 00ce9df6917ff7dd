//! Columns are recognised by name and value; a map overrules; bad files name what to fix.

use super::{ColumnMap, Role, TableError, clusters_csv, read};
use crate::{Decisions, Settings, Silent, resolve};

/// `columns` is `header=role` per column, `-` for one that is not used.
#[track_caller]
fn check(columns: &str, rows: &str) {
    let pairs: Vec<(&str, &str)> = columns.split_whitespace().map(|pair| pair.split_once('=').unwrap()).collect();
    let header: Vec<&str> = pairs.iter().map(|(header, _)| *header).collect();
    let table = read(format!("{}\n{rows}", header.join(",")).as_bytes(), None).unwrap();
    for ((header, expected), column) in pairs.iter().zip(&table.recognition.columns) {
        let role =
            column.role.map_or("-".to_owned(), |role| serde_json::to_value(role).unwrap().as_str().unwrap().to_owned());
        assert_eq!(role, *expected, "{header}: {}", column.why);
    }
}

#[test]
fn exports_of_several_makers_are_recognised() {
    check(
        "record_id=record_id source=- title=- first_name=given_name middle_name=middle_name last_name=family_name suffix=suffix dob=birth_date \
         gender=sex email=email phone=phone street=street_line city=city state=region zip=postal_code updated_at=- lifetime_giving=-",
        "",
    );
    check(
        "record_id=record_id given_name=given_name surname=family_name street_number=street_number address_1=street_line \
         address_2=street_line suburb=city postcode=postal_code state=region date_of_birth=birth_date soc_sec_id=identifier",
        "",
    );
    check(
        "record_id=record_id source=- year=- first_name=given_name middle_initial=middle_name last_name=family_name dob=birth_date age=- \
         sex=sex street_number=street_number street_name=street_line unit_number=unit city=city state=region zipcode=postal_code",
        "",
    );
    check(
        "record_id=record_id DATA_SOURCE=- PRIMARY_NAME_FULL=full_name PRIMARY_NAME_ORG=organisation_name PRIMARY_NAME_LAST=family_name \
         GENDER=sex DATE_OF_BIRTH=birth_date PASSPORT_NUMBER=identifier PASSPORT_COUNTRY=- SSN_NUMBER=identifier EMAIL_ADDRESS=email \
         ADDR_FULL=full_address ADDR_LINE1=street_line ADDR_POSTAL_CODE=postal_code ADDR_TYPE=- PHONE_NUMBER=phone PHONE_TYPE=- \
         RECORD_TYPE=kind AMOUNT=- DATE=- EMPLOYER=-",
        "",
    );
    check("ID=record_id FirstName=given_name Last-Name=family_name E-Mail=email Zip/Postal_Code=postal_code", "");
}

#[test]
fn values_tell_what_a_name_does_not() {
    let row = |row| format!("{row},p{row}@mail.test,(210) 624-86{row}9,19{row}4-05-1{row},2020-05-1{row},4120{row}");
    let rows = (1..9).map(row).collect::<Vec<_>>().join("\n");
    check("id=record_id contact=email line=phone nacido=birth_date changed=- total=-", &rows);
}

#[test]
fn a_name_that_its_values_contradict_is_not_believed() {
    let rows = (1..9).map(|row| format!("{row},yes")).collect::<Vec<_>>().join("\n");
    check("id=record_id email=-", &rows);
}

#[test]
fn a_map_overrules_recognition() {
    let map: ColumnMap = toml::from_str("record_id = \"key\"\ngiven_name = \"a\"\nphone = [\"b\", \"c\"]").unwrap();
    let table = read(b"key,a,b,c,email\n1,Ann,2106248699,2106248700,ann@mail.test\n", Some(&map)).unwrap();
    let roles: Vec<Option<Role>> = table.recognition.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Some(Role::RecordId), Some(Role::GivenName), Some(Role::Phone), Some(Role::Phone), None]);
    assert!(toml::from_str::<ColumnMap>("given = \"a\"").is_err(), "unknown roles are refused");
}

#[test]
fn a_file_that_cannot_be_read_says_what_to_fix() {
    let map = ColumnMap { record_id: vec!["key".into()], ..ColumnMap::default() };
    assert_eq!(read(b"id\n1\n", Some(&map)).unwrap_err(), TableError::MissingColumn { column: "key".into() });
    assert_eq!(read(b"first_name\nAnn\n", None).unwrap_err(), TableError::NoRecordId);
    assert_eq!(read(b"id,name\n1,Ann\n1,Bob\n", None).unwrap_err(), TableError::RecordId { line: 3 });
    assert_eq!(read(b"id,name\n1,Ann\n,Bob\n", None).unwrap_err(), TableError::RecordId { line: 3 });
}

#[test]
fn clusters_come_out_sorted_and_quoted() {
    let file = b"id,first_name,last_name,email,dob\n\"z,9\",Ann,Lee,ann@mail.test,1971-05-24\nb,Ann,Lee,ann@mail.test,1971-05-24\nc,Bob,Stone,,\n";
    let table = read(file, None).unwrap();
    let decisions = Decisions { must_match: vec![("z,9".into(), "b".into())], ..Decisions::default() };
    let resolution = resolve(&table.records, &Settings::default(), &decisions, &Silent).unwrap();
    let text = String::from_utf8(clusters_csv(&table.records, &resolution)).unwrap();
    assert_eq!(text, "record_id,cluster_id\nb,b\nc,c\n\"z,9\",b\n");
}
