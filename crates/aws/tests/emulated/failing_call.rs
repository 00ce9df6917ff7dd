//! A call to Glue that fails on purpose, so that a publisher dies at a chosen place.

use aws_sdk_glue::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_glue::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_glue::error::BoxError;
use lake::conformance::FailureMoment;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fails one call: before it is sent, or after it was carried out, so that its answer is lost.
#[derive(Debug)]
pub(crate) struct FailingCall {
    failing: usize,
    moment: FailureMoment,
    calls: Arc<AtomicUsize>,
    answers: AtomicUsize,
}

impl FailingCall {
    /// Fails the call (or answer) number `failing`, counted from 0; gives the count of calls, too.
    pub(crate) fn new(failing: usize, moment: FailureMoment) -> (Self, Arc<AtomicUsize>) {
        let calls = Arc::new(AtomicUsize::new(0));
        (Self { failing, moment, calls: Arc::clone(&calls), answers: AtomicUsize::new(0) }, calls)
    }

    fn pass(&self, counter: &AtomicUsize, moment: FailureMoment) -> Result<(), BoxError> {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let fails = number == self.failing && moment == self.moment;
        if fails { Err("this call was told to fail".into()) } else { Ok(()) }
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for FailingCall {
    fn name(&self) -> &'static str {
        "FailingCall"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.pass(&self.calls, FailureMoment::BeforeWriting)
    }

    fn read_after_deserialization(
        &self,
        _: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.pass(&self.answers, FailureMoment::AfterWriting)
    }
}
