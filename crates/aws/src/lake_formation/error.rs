//! Why Lake Formation could not be read or changed.

use crate::failure::Failure;

/// Why Lake Formation could not be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GovernorError {
    /// The state could not be read.
    #[error("cannot read the {what} of `{subject}`")]
    Read {
        /// What was asked for, for example `tags`.
        what: &'static str,
        /// Of which database or table.
        subject: String,
        /// What happened.
        #[source]
        source: Failure,
    },
    /// An action of the plan failed. Those before it are done.
    #[error("step {step} of {steps} failed: {action}")]
    Step {
        /// Which step, counted from 1.
        step: usize,
        /// How many there are.
        steps: usize,
        /// What was to be done, for people.
        action: String,
        /// What happened.
        #[source]
        source: Failure,
    },
}

impl GovernorError {
    /// Whether the same call may succeed later, without anybody mending anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        let (Self::Read { source, .. } | Self::Step { source, .. }) = self;
        source.retryable
    }

    /// For `map_err`: says what could not be read.
    pub(super) fn read(what: &'static str, subject: &str) -> impl FnOnce(Failure) -> Self {
        move |source| Self::Read { what, subject: subject.to_owned(), source }
    }
}
