//! What messages tell, written as S3 and `EventBridge` send them.

use super::*;
use serde_json::{Value, json};
use std::time::Duration;

fn message(body: &str) -> SqsMessage {
    serde_json::from_value(json!({ "messageId": "m1", "body": body })).unwrap()
}

fn notification(event: &str, key: &str) -> Value {
    json!({ "Records": [{
        "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-east-1",
        "eventTime": "1970-01-02T00:00:00.000Z", "eventName": event,
        "userIdentity": { "principalId": "AWS:X" },
        "requestParameters": { "sourceIPAddress": "192.0.2.1" },
        "responseElements": { "x-amz-request-id": "R" },
        "s3": {
            "s3SchemaVersion": "1.0", "configurationId": "c",
            "bucket": { "name": "raw-1", "arn": "arn:aws:s3:::raw-1" },
            "object": { "key": key, "size": 7, "eTag": "e", "sequencer": "0" },
        },
    }] })
}

fn bridged(detail_type: &str, key: &str) -> Value {
    json!({
        "version": "0", "id": "i", "detail-type": detail_type, "source": "aws.s3", "account": "123456789012",
        "time": "1970-01-02T00:00:00Z", "region": "us-east-1", "resources": ["arn:aws:s3:::raw-1"],
        "detail": { "version": "0", "bucket": { "name": "raw-1" }, "object": { "key": key, "size": 7 }, "reason": "PutObject" },
    })
}

fn keys(body: &Value) -> Vec<String> {
    let dropped = dropped_objects(&message(&body.to_string())).unwrap();
    dropped.into_iter().map(|object| object.key.to_string()).collect()
}

#[track_caller]
fn check_refused(body: &str, expected: &str) {
    assert_eq!(dropped_objects(&message(body)).unwrap_err().to_string(), expected, "{body}");
}

#[test]
fn a_notification_tells_bucket_key_size_and_time() {
    let body = notification("ObjectCreated:Put", "raw/paypal/a.csv").to_string();
    let expected = DroppedObject {
        bucket: "raw-1".to_owned(),
        key: ObjectKey::parse("raw/paypal/a.csv").unwrap(),
        size: 7,
        received_at: SystemTime::UNIX_EPOCH + Duration::from_hours(24),
        message_id: "m1".to_owned(),
    };
    assert_eq!(dropped_objects(&message(&body)).unwrap(), std::slice::from_ref(&expected));
    let body = bridged("Object Created", "raw/paypal/a.csv").to_string();
    assert_eq!(dropped_objects(&message(&body)).unwrap(), [expected]);
}

#[test]
fn a_notified_key_is_form_decoded_and_a_bridged_one_is_not() {
    for (encoded, decoded) in [
        ("raw/a+b.csv", "raw/a b.csv"),
        ("raw/A%C3%B1o+1%2B2.csv", "raw/Año 1+2.csv"),
        ("raw/50%25.csv", "raw/50%.csv"),
        ("raw/%E6%97%A5%E6%9C%AC.csv", "raw/日本.csv"),
    ] {
        assert_eq!(keys(&notification("ObjectCreated:Put", encoded)), [decoded]);
        assert_eq!(keys(&bridged("Object Created", decoded)), [decoded]);
    }
    assert_eq!(keys(&bridged("Object Created", "raw/a+b%20c.csv")), ["raw/a+b%20c.csv"]);
}

#[test]
fn every_way_to_create_an_object_counts_and_no_other_event_does() {
    for event in ["ObjectCreated:CompleteMultipartUpload", "ObjectCreated:Copy", "ObjectCreated:Post"] {
        assert_eq!(keys(&notification(event, "raw/a/b.csv")).len(), 1, "{event}");
    }
    for event in ["ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated", "ObjectTagging:Put"] {
        assert_eq!(keys(&notification(event, "raw/a/b.csv")), Vec::<String>::new(), "{event}");
    }
    assert_eq!(keys(&bridged("Object Deleted", "raw/a/b.csv")), Vec::<String>::new());
}

#[test]
fn the_test_event_and_a_made_folder_are_nothing() {
    let test = json!({ "Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2026-01-01T00:00:00.000Z",
        "Bucket": "raw-1", "RequestId": "R", "HostId": "H" });
    assert_eq!(keys(&test), Vec::<String>::new());
    assert_eq!(keys(&notification("ObjectCreated:Put", "raw/paypal/")), Vec::<String>::new());
}

#[test]
fn another_body_is_refused_with_the_message_only() {
    let expected = "message `m1` is no S3 notification and no S3 event";
    for body in ["", "anna@example.org", "{}", "[]", r#"{"Records": [{"eventSource": "aws:sns"}]}"#] {
        check_refused(body, expected);
    }
    check_refused(&json!({ "Event": "s3:Other" }).to_string(), expected);
    check_refused(&notification("ObjectCreated:Put", "raw/%FF.csv").to_string(), expected);
    let mut foreign = bridged("Object Created", "raw/a.csv");
    foreign["source"] = json!("aws.ec2");
    check_refused(&foreign.to_string(), expected);
}

#[test]
fn a_key_that_leads_out_of_the_lake_is_refused() {
    let expected = "message `m1` names an object whose key is refused";
    check_refused(&notification("ObjectCreated:Put", "raw/..%2F..%2Fetc").to_string(), expected);
}

#[test]
fn one_message_may_tell_of_many_objects() {
    let mut body = notification("ObjectCreated:Put", "raw/a/1.csv");
    let second = notification("ObjectCreated:Put", "raw/a/2.csv")["Records"][0].clone();
    body["Records"].as_array_mut().unwrap().push(second);
    assert_eq!(keys(&body), ["raw/a/1.csv", "raw/a/2.csv"]);
}

#[test]
fn the_answer_names_the_failed_messages() {
    let mut failures = BatchFailures::new();
    assert!(failures.is_empty());
    failures.add(&message("{}"));
    let answer = serde_json::to_value(failures.into_response()).unwrap();
    assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": "m1" }] }));
}
