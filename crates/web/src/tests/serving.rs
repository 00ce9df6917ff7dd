//! The server on a real socket.

use super::small_lake::{empty, page_as, publish, tables};
use crate::{AppState, ServeError, serve};
use lake::Lake;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(10);

/// Working out five dashboards takes seconds in a build without optimisation.
const LONG_PATIENCE: Duration = Duration::from_mins(5);

#[tokio::test]
async fn the_page_is_served_until_told_to_stop() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let server = tokio::spawn(serve(listener, empty(), shutdown));

    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /assets/style.css HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    stop.send(()).unwrap();
    timeout(PATIENCE, server).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let outcome = timeout(PATIENCE, serve(listener, empty(), std::future::pending())).await;
    assert!(matches!(outcome.unwrap(), Err(ServeError::NotLoopback { .. })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_snapshot_is_worked_out_before_somebody_asks() {
    let lake = Lake::memory();
    publish(&lake, "first", &tables()).await;
    let page = page_as(&lake, None);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = tokio::spawn(serve(listener, page.clone(), std::future::pending()));
    for snapshot in ["first", "second"] {
        if snapshot == "second" {
            publish(&lake, snapshot, &tables()).await;
        }
        timeout(LONG_PATIENCE, warm(&page, snapshot)).await.expect("the snapshot is warm in time");
    }
    server.abort();
}

/// Waits until the last thing that is warmed is there: who can be found.
async fn warm(page: &AppState, id: &str) {
    loop {
        let snapshot = page.snapshot().await.unwrap();
        assert_eq!(snapshot.id(), id);
        if snapshot.search.initialized() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
