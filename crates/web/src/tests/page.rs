//! The page and its parts: what is embedded, and that no value can become markup.

use super::get;
use super::small_lake::{demo, empty};
use axum::http::StatusCode;
use include_dir::{Dir, File, include_dir};

static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// The page's own files, without the vendored library.
fn own_files() -> Vec<&'static File<'static>> {
    let mut folders = vec![&ASSETS];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs().filter(|below| below.path().to_str() != Some("vendor")));
        files.extend(folder.files());
    }
    files
}

#[tokio::test]
async fn the_page_and_each_of_its_parts_is_served() {
    let kinds = [("html", "text/html"), ("css", "text/css"), ("js", "text/javascript"), ("svg", "image/svg+xml")];
    assert!(own_files().len() > 10, "the page is embedded");
    let page = demo().await;
    for file in own_files() {
        let path = file.path().to_str().unwrap();
        let answer = get(&page, &format!("/assets/{path}")).await;
        let (_, kind) = kinds.iter().find(|(ending, _)| path.ends_with(ending)).unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path}");
    }
    assert!(get(&demo().await, "/").await.text().contains("/assets/js/dashboards/main.js"));
    assert_eq!(get(&demo().await, "/assets/vendor/echarts.js").await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_outside_the_page_are_not_served() {
    for path in [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets//etc/passwd",
        "/assets/js",
        "/assets/nothing.js",
    ] {
        assert_eq!(get(&demo().await, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn an_empty_lake_is_met_with_the_command_that_fills_it() {
    let answer = get(&empty(), "/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("Your lake is empty"));
    for command in ["donorlake ingest", "donorlake resolve", "donorlake demo"] {
        assert!(answer.text().contains(command), "{command}");
    }
    assert!(!answer.text().contains("<script"), "there is nothing to draw");
}

#[tokio::test]
async fn the_frame_names_the_organization_and_marks_the_page() {
    let answer = get(&demo().await, "/overview").await;
    assert!(answer.text().contains("Harbor &lt;Light&gt; &amp; Co"), "escaped, whatever the settings say");
    assert_eq!(answer.text().matches("aria-current").count(), 1);
    assert!(answer.text().contains("<a href=\"/overview\" aria-current=\"page\">Overview</a>"));
    assert!(!answer.text().contains("<!--"), "every part of the frame is filled in");
}

#[test]
fn no_value_can_become_markup() {
    let sinks = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"];
    for file in own_files() {
        let text = file.contents_utf8().unwrap();
        for sink in sinks {
            assert!(!text.contains(sink), "{} uses {sink}; text enters by dom.js only", file.path().display());
        }
    }
}

#[test]
fn the_page_needs_nothing_inline_and_nothing_from_elsewhere() {
    for file in own_files() {
        let (path, text) = (file.path().display(), file.contents_utf8().unwrap());
        let text = text.replace("http://www.w3.org/2000/svg", "");
        for foreign in ["http://", "https://", "//cdn", "@import", " style=\"", "<style", "onclick=", "javascript:"] {
            assert!(!text.contains(foreign), "{path} holds {foreign}");
        }
        for script in text.split("<script").skip(1) {
            assert!(script.contains("src=\"/assets/") && script.contains("></script>"), "{path} has an inline script");
        }
    }
}

#[test]
fn the_vendored_library_comes_with_its_licences() {
    for name in ["LICENSE", "NOTICE", "LICENSE-d3", "LICENSE-zrender", "LICENSE-tslib", "README.md"] {
        assert!(ASSETS.get_file(format!("vendor/{name}")).is_some(), "{name}");
    }
}
