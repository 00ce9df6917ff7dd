//! Logs as JSON lines, as `CloudWatch`'s search understands them.
//!
//! In:  `DONORLAKE_LOG`, one level.
//! Out: one line per event on standard output: time, level, target, message, the event's fields, and the fields
//!      of the span around it, for example the request's id.

use crate::settings;
use tracing_subscriber::EnvFilter;

/// The SDK and its HTTP stack write requests and answers, and so personal data, at their lower levels. They stay silent.
const QUIET: &str = "aws_=warn,h2=warn,hyper=warn,lambda_runtime=warn,rustls=warn";

/// Sends the program's log to standard output. The first call counts; later ones do nothing.
pub fn init() {
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_ansi(false)
        .flatten_event(true)
        .with_span_list(false)
        .with_current_span(true)
        .with_env_filter(filter(&settings::log_level()))
        .finish();
    // A second call finds the first one's subscriber in place, which is what it wants.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

fn filter(level: &str) -> EnvFilter {
    EnvFilter::new(format!("{level},{QUIET}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sdk_stays_silent_at_every_level() {
        let filter = filter("trace").to_string();
        for directive in QUIET.split(',').chain(["trace"]) {
            assert!(filter.split(',').any(|part| part == directive), "`{directive}` in `{filter}`");
        }
    }
}
