//! The page as a role of the policy sees it.

use super::get;
use super::small_lake::{page_as, publish, settings, tables};
use crate::error::PageError;
use crate::{AppState, ServeError};
use lake::Lake;
use serde_json::json;

async fn sample() -> Lake {
    let lake = Lake::memory();
    publish(&lake, "first", &tables()).await;
    lake
}

#[tokio::test]
async fn a_role_that_the_policy_lacks_is_refused_at_once() {
    let refused = AppState::new(settings(&Lake::memory(), Some("nobody")));
    assert!(matches!(refused, Err(ServeError::UnknownRole { role, .. }) if role == "nobody"));
}

#[tokio::test]
async fn a_role_is_named_on_the_page_and_may_change_only_if_it_sees_everything() {
    for (role, shown, may_change) in
        [("steward", "steward", true), ("chapter_fundraiser_west", "chapter fundraiser west", false)]
    {
        let page = page_as(&sample().await, Some(role));
        assert!(get(&page, "/").await.text().contains(&format!("Seen as {shown}")), "{role}");
        assert_eq!(get(&page, "/api/context").await.json()["may_change"], json!(may_change), "{role}");
        assert_eq!(page.to_change().is_ok(), may_change, "{role}");
    }
}

#[tokio::test]
async fn a_role_reads_no_more_than_the_policy_gives() {
    let snapshot = page_as(&sample().await, Some("analyst")).snapshot().await.unwrap();
    assert_eq!(snapshot.rows("SELECT constituent_id FROM constituent").await.unwrap().len(), 3);
    let name = snapshot.rows("SELECT display_name FROM constituent").await;
    assert!(matches!(name, Err(PageError::Query { .. })), "a hidden column is not there: {name:?}");

    let snapshot = page_as(&sample().await, Some("auditor")).snapshot().await.unwrap();
    assert!(snapshot.lack_of("giving_by_year").is_some());
    let figures = snapshot.rows("SELECT * FROM giving_by_year").await;
    assert!(matches!(figures, Err(PageError::NotForRole { .. })), "{figures:?}");
}

#[tokio::test]
async fn a_role_that_may_not_know_the_day_still_gets_the_page() {
    let page = page_as(&sample().await, Some("chapter_fundraiser_west"));
    assert_eq!(get(&page, "/api/context").await.json()["as_of"], json!(null));
}
