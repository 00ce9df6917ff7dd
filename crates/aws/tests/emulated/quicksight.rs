//! Refreshing a data set, on moto.

use crate::harness::{clients, moto};
use aws::quicksight::{QuickSight, Refresh};

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_data_set_is_read_again() {
    let quicksight = QuickSight::at(&clients().await, "123456789012".to_owned(), &moto());
    assert_eq!(quicksight.refresh("giving", "snapshot-1").await, Ok(Refresh::Started));
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn an_endpoint_that_knows_no_data_set_says_so() {
    let quicksight = QuickSight::at(&clients().await, "123456789012".to_owned(), &format!("{}/nothing", moto()));
    let failure = quicksight.refresh("giving", "snapshot-1").await.unwrap_err();
    assert!(!failure.retryable, "{failure}");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn the_account_is_that_of_the_credentials() {
    assert_eq!(clients().await.account_id().await.as_deref(), Ok("000000000000"));
}
