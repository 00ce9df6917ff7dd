//! A task that one alone may do at a time: who does it, and until when.
//!
//! A lease ends by itself, so that a worker that was killed blocks nobody for longer than it could have
//! worked. What makes a task safe is its last conditional write; a lease only spares doing it twice.

use crate::error::LakeError;
use crate::lake::Lake;
use crate::store::Version;
use crate::{json, zones};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who asks for a task, at which moment, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaseRequest {
    /// Names the worker; the same worker may take its own lease again.
    pub holder: String,
    /// The moment of asking.
    pub now: Timestamp,
    /// When the worker will be gone at the latest.
    pub until: Timestamp,
}

/// A lease that is held, to be given back with [`Lake::release`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a lease that is not released blocks the task until it ends"]
pub struct Lease {
    task: String,
    holder: String,
    version: Version,
}

/// The contents of `locks/<task>.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Held {
    holder: String,
    until: Timestamp,
}

impl Lake {
    /// Takes the lease of `task`; `Err` of the inner result says until when somebody else has it.
    ///
    /// Of many who ask at once exactly one gets it.
    ///
    /// # Errors
    /// When `task` cannot stand in a key, the store fails, or the stored lease is damaged.
    pub async fn lease(&self, task: &str, request: &LeaseRequest) -> Result<Result<Lease, Timestamp>, LakeError> {
        let key = zones::lock(task)?;
        let damaged = || LakeError::Damaged { key: key.to_string() };
        let wanted = Held { holder: request.holder.clone(), until: request.until };
        let bytes = json::to_bytes(&wanted).ok_or_else(damaged)?;
        let written = match self.store.get(&key).await? {
            None => self.store.put_if_absent(&key, bytes).await?,
            Some(object) => {
                let held: Held = json::from_slice(&object.bytes).ok_or_else(damaged)?;
                if held.until > request.now && held.holder != request.holder {
                    return Ok(Err(held.until));
                }
                self.store.replace_if_unchanged(&key, &object.version, bytes).await?
            }
        };
        let lease = |version| Lease { task: task.to_owned(), holder: request.holder.clone(), version };
        // Whoever was faster holds it from now on, for as long as such a task may take.
        Ok(written.map(lease).ok_or(request.until))
    }

    /// Gives a lease back, unless somebody else has it by now.
    ///
    /// # Errors
    /// When the store fails: the lease then ends by itself.
    pub async fn release(&self, lease: Lease) -> Result<(), LakeError> {
        let key = zones::lock(&lease.task)?;
        let ended = Held { holder: lease.holder, until: Timestamp::UNIX_EPOCH };
        let bytes = json::to_bytes(&ended).ok_or_else(|| LakeError::Damaged { key: key.to_string() })?;
        self.store.replace_if_unchanged(&key, &lease.version, bytes).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn request(holder: &str, now: i64, until: i64) -> LeaseRequest {
        LeaseRequest { holder: holder.to_owned(), now: at(now), until: at(until) }
    }

    /// Asks in turn; each row is who, when, until when, and whether the lease was given.
    async fn check(asked: &[(&str, i64, i64, bool)]) {
        let lake = Lake::memory();
        for &(holder, now, until, expected) in asked {
            let given = lake.lease("resolve", &request(holder, now, until)).await.unwrap();
            assert_eq!(given.is_ok(), expected, "{holder} at {now}: {given:?}");
        }
    }

    #[tokio::test]
    async fn one_worker_at_a_time() {
        check(&[("a", 10, 20, true), ("b", 11, 21, false), ("b", 19, 29, false)]).await;
    }

    #[tokio::test]
    async fn a_lease_ends_by_itself() {
        check(&[("a", 10, 20, true), ("b", 20, 30, true), ("a", 21, 31, false)]).await;
    }

    #[tokio::test]
    async fn a_worker_may_take_its_own_lease_again() {
        check(&[("a", 10, 20, true), ("a", 11, 21, true)]).await;
    }

    #[tokio::test]
    async fn a_released_lease_is_free_and_a_lost_one_is_not_released() {
        let lake = Lake::memory();
        let first = lake.lease("resolve", &request("a", 10, 20)).await.unwrap().unwrap();
        lake.release(first.clone()).await.unwrap();
        let second = lake.lease("resolve", &request("b", 11, 21)).await.unwrap();
        assert!(second.is_ok(), "released, so free: {second:?}");
        lake.release(first).await.unwrap();
        let third = lake.lease("resolve", &request("c", 12, 22)).await.unwrap();
        assert_eq!(third, Err(at(21)), "the first worker cannot release the second one's lease");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_many_who_ask_at_once_one_gets_it() {
        let lake = Arc::new(Lake::memory());
        let ask = |worker: usize| {
            let lake = Arc::clone(&lake);
            tokio::spawn(async move { lake.lease("resolve", &request(&worker.to_string(), 10, 20)).await })
        };
        let mut given = 0;
        for task in (0..16).map(ask).collect::<Vec<_>>() {
            given += usize::from(task.await.unwrap().unwrap().is_ok());
        }
        assert_eq!(given, 1);
    }
}
