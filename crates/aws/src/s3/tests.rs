//! The store against a server that fails on purpose, as S3 does on bad days.

use super::*;
use crate::clients::Clients;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server saw and what it shall answer.
#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<(u16, &'static str)>,
    methods: Vec<String>,
    write_numbers: Vec<String>,
}

type SharedScript = Arc<Mutex<Script>>;

/// A store on a server that gives these answers, one per request, and the last one for ever after.
async fn store(answers: &[(u16, &'static str)]) -> (S3Store, SharedScript) {
    let script = Arc::new(Mutex::new(Script { answers: answers.iter().copied().collect(), ..Script::default() }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(serve(listener, Arc::clone(&script)));
    let credentials = Credentials::new("test", "test", None, None, "tests");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build();
    (S3Store::new(Clients::of(config).s3, "bucket".to_owned(), None), script)
}

async fn serve(listener: TcpListener, script: SharedScript) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(stream, Arc::clone(&script)));
    }
}

/// Reads one request, answers, closes.
async fn answer(mut stream: TcpStream, script: SharedScript) {
    let mut request = Vec::new();
    while !is_whole(&request) {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..read]);
        if read == 0 {
            return;
        }
    }
    let answer = next_answer(&String::from_utf8_lossy(&request), &script);
    stream.write_all(answer.as_bytes()).await.unwrap();
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = request.split("\r\n").take_while(|line| !line.is_empty());
    lines.find_map(|line| {
        line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    body.len() >= length
}

fn next_answer(request: &str, script: &SharedScript) -> String {
    let mut script = script.lock().unwrap();
    script.methods.push(request.split(' ').next().unwrap_or_default().to_owned());
    let number = header(request, "x-amz-meta-donorlake-write").map(str::to_owned);
    script.write_numbers.extend(number);
    let last = script.answers.len() == 1;
    let (status, code) = if last { script.answers[0] } else { script.answers.pop_front().unwrap() };
    let ours = script.write_numbers.last().cloned().unwrap_or_default();
    if code == "broken" {
        return "HTTP/1.1 200 X\r\netag: \"e1\"\r\nconnection: close\r\ncontent-length: 10\r\n\r\nabc".to_owned();
    }
    let body =
        if code.is_empty() || status < 300 { String::new() } else { format!("<Error><Code>{code}</Code></Error>") };
    let number = if code == "theirs" { "0" } else { ours.as_str() };
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\netag: \"e1\"\r\nx-amz-meta-donorlake-write: {number}\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
}

fn key() -> ObjectKey {
    ObjectKey::parse("golden/current.json").unwrap()
}

#[tokio::test]
async fn a_busy_bucket_is_asked_again() {
    let (store, script) = store(&[(503, "SlowDown"), (500, "InternalError"), (200, "")]).await;
    assert_eq!(store.put(&key(), "a".into()).await.unwrap(), Version::new("e1"));
    assert_eq!(script.lock().unwrap().methods, ["PUT", "PUT", "PUT"]);
}

#[tokio::test]
async fn a_bucket_that_stays_busy_is_worth_another_try_later() {
    let (store, script) = store(&[(503, "SlowDown")]).await;
    let error = store.put(&key(), "a".into()).await.unwrap_err();
    assert!(error.retryable);
    assert_eq!(error.to_string(), "cannot write `golden/current.json`");
    assert_eq!(error.source.to_string(), "the service answered SlowDown (503)");
    assert_eq!(script.lock().unwrap().methods.len(), 5);
}

#[tokio::test]
async fn a_refusal_is_not_asked_again() {
    let (store, script) = store(&[(403, "AccessDenied")]).await;
    let (get, put) = (store.get(&key()).await.unwrap_err(), store.put(&key(), "a".into()).await.unwrap_err());
    assert_eq!((get.retryable, put.retryable), (false, false));
    assert_eq!(script.lock().unwrap().methods, ["GET", "PUT"]);
}

/// The write happened, its answer got lost, the SDK sent it again, and now the object is there: ours.
#[tokio::test]
async fn a_first_write_whose_answer_got_lost_has_won() {
    let (store, script) = store(&[(500, "InternalError"), (412, "PreconditionFailed"), (200, "ours")]).await;
    let written = store.put_if_absent(&key(), "a".into()).await.unwrap();
    assert_eq!(written, Some(Version::new("e1")));
    let script = script.lock().unwrap();
    assert_eq!(script.methods, ["PUT", "PUT", "HEAD"]);
    assert_eq!(script.write_numbers[0], script.write_numbers[1], "both are one write");
}

#[tokio::test]
async fn a_write_that_somebody_else_won_is_lost() {
    let (store, _) = store(&[(412, "PreconditionFailed"), (200, "theirs")]).await;
    assert_eq!(store.put_if_absent(&key(), "a".into()).await.unwrap(), None);
    let (store, _) = self::store(&[(404, "NoSuchKey"), (404, "NotFound")]).await;
    let replaced = store.replace_if_unchanged(&key(), &Version::new("e0"), "a".into()).await.unwrap();
    assert_eq!(replaced, None, "nothing is there to be replaced");
}

#[tokio::test]
async fn writes_that_meet_are_tried_again_until_one_wins() {
    let conflict = (409, "ConditionalRequestConflict");
    let (store, script) = store(&[conflict, conflict, (200, "")]).await;
    assert!(store.put_if_absent(&key(), "a".into()).await.unwrap().is_some());
    assert_eq!(script.lock().unwrap().methods, ["PUT", "PUT", "PUT"]);
    let (store, _) = self::store(&[conflict, (412, "PreconditionFailed"), (200, "theirs")]).await;
    assert_eq!(store.put_if_absent(&key(), "a".into()).await.unwrap(), None);
    let (store, _) = self::store(&[conflict]).await;
    assert!(store.put_if_absent(&key(), "a".into()).await.unwrap_err().retryable);
}

#[tokio::test]
async fn an_object_that_breaks_off_is_asked_for_again() {
    let (store, script) = store(&[(200, "broken"), (200, "broken"), (200, "")]).await;
    assert_eq!(store.get(&key()).await.unwrap().unwrap().bytes, Bytes::new());
    assert_eq!(script.lock().unwrap().methods, ["GET", "GET", "GET"]);
    let (store, _) = self::store(&[(200, "broken")]).await;
    let error = store.get(&key()).await.unwrap_err();
    assert_eq!((error.retryable, error.source.to_string().as_str()), (true, "the object's bytes broke off"));
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_worth_another_try_later() {
    let (store, script) = store(&[(200, "")]).await;
    drop(script);
    let config = store.client.config().to_builder().endpoint_url("http://127.0.0.1:1").build();
    let gone = S3Store::new(Client::from_conf(config), "bucket".to_owned(), None);
    assert!(gone.get(&key()).await.unwrap_err().retryable);
}

#[test]
fn an_etag_is_one_version_however_it_is_quoted() {
    assert_eq!(version(Some("\"e1\"")), version(Some("e1")));
}
