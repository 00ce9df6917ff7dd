//! What a failed call to AWS means, without the values that it carried.
//!
//! In:  the SDK's error of any operation of any service.
//! Out: a [`Failure`]: the service's code, the HTTP status, the request id, and whether trying again can help.
//!
//! The service's own message is left out, because some services repeat what they were sent. The exception
//! is a refusal for lack of permission, whose message names the action that the role lacks and nothing else.

use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use std::error::Error;
use std::fmt;

/// Codes with which services ask to be called later, whatever the HTTP status.
const TRANSIENT_CODES: &[&str] = &[
    "ConcurrentModificationException",
    "ConditionalRequestConflict",
    "InternalServerException",
    "InternalServiceException",
    "OperationAborted",
    "OperationTimeoutException",
    "RequestLimitExceeded",
    "RequestTimeout",
    "ResourceNotReadyException",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

/// A call that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{description}")]
pub struct Failure {
    /// The service's error code; none when no answer came.
    pub code: Option<String>,
    /// The HTTP status; none when no answer came.
    pub status: Option<u16>,
    /// Whether the same call may succeed later, without anybody mending anything.
    pub retryable: bool,
    description: String,
}

impl Failure {
    /// Reads the SDK's error.
    pub fn of<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        match error {
            SdkError::ServiceError(answer) => {
                let metadata = answer.err().meta();
                Self::answered(metadata.code(), metadata.message(), answer.raw())
            }
            SdkError::DispatchFailure(failure) => {
                let passing = failure.is_timeout() || failure.is_io() || failure.as_other().is_some();
                Self::unanswered("the service could not be reached", passing)
            }
            SdkError::TimeoutError(_) => Self::unanswered("the service did not answer in time", true),
            SdkError::ResponseError(_) => Self::unanswered("the service's answer broke off or cannot be read", true),
            _ => Self::unanswered("the request could not be built: look at region, credentials and parameters", false),
        }
    }

    /// A failure without an answer of the service.
    pub fn unanswered(description: impl fmt::Display, retryable: bool) -> Self {
        Self { code: None, status: None, retryable, description: description.to_string() }
    }

    pub(crate) fn answered(code: Option<&str>, message: Option<&str>, response: &HttpResponse) -> Self {
        let status = response.status().as_u16();
        let name = code.unwrap_or("an error without a code");
        let request = request_id(response).map(|id| format!(", request {id}")).unwrap_or_default();
        let refusal = message.filter(|_| name.contains("AccessDenied")).map(|text| format!(": {text}"));
        Self {
            code: code.map(str::to_owned),
            status: Some(status),
            retryable: status >= 500 || status == 429 || TRANSIENT_CODES.contains(&name),
            description: format!("the service answered {name} ({status}{request}){}", refusal.unwrap_or_default()),
        }
    }

    /// Whether the service answered with this code.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }
}

fn request_id(response: &HttpResponse) -> Option<&str> {
    response.headers().get("x-amzn-requestid").or_else(|| response.headers().get("x-amz-request-id"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_s3::error::ErrorMetadata;
    use aws_sdk_s3::operation::put_object::PutObjectError;
    use aws_sdk_s3::primitives::SdkBody;

    fn answer(code: &str, status: u16) -> Failure {
        let error = ErrorMetadata::builder().code(code).message("`anna@example.org` is too long").build();
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::empty());
        response.headers_mut().insert("x-amz-request-id", "R1");
        Failure::of(&SdkError::service_error(PutObjectError::generic(error), response))
    }

    #[track_caller]
    fn check(code: &str, status: u16, retryable: bool) {
        assert_eq!((code, answer(code, status).retryable), (code, retryable));
    }

    #[test]
    fn a_busy_service_is_asked_again_and_a_refusal_is_not() {
        check("SlowDown", 503, true);
        check("InternalError", 500, true);
        check("ThrottlingException", 400, true);
        check("ConditionalRequestConflict", 409, true);
        check("AccessDenied", 403, false);
        check("NoSuchBucket", 404, false);
        check("InvalidRequest", 400, false);
    }

    #[test]
    fn a_failure_names_code_status_and_request_but_no_value() {
        let text = answer("InvalidRequest", 400).to_string();
        assert_eq!(text, "the service answered InvalidRequest (400, request R1)");
    }

    #[test]
    fn a_timeout_is_passing_and_a_request_that_cannot_be_built_is_not() {
        let timeout: SdkError<PutObjectError, HttpResponse> = SdkError::timeout_error("late");
        let construction: SdkError<PutObjectError, HttpResponse> = SdkError::construction_failure("no region");
        assert_eq!((Failure::of(&timeout).retryable, Failure::of(&construction).retryable), (true, false));
    }
}
