//! Reading variables while keeping a list of all that is wrong with them.

use super::RoleHolders;

/// The environment does not say what a function needs to know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment is not complete: {}", problems.join("; "))]
pub struct SettingsError {
    /// What is missing or wrong, variable by variable.
    pub problems: Vec<String>,
}

/// Variables, and what was found wrong so far.
pub(super) struct Environment<Lookup> {
    lookup: Lookup,
    problems: Vec<String>,
}

impl<Lookup: Fn(&str) -> Option<String>> Environment<Lookup> {
    pub(super) fn new(lookup: Lookup) -> Self {
        Self { lookup, problems: Vec::new() }
    }

    /// The settings, if nothing was wrong.
    pub(super) fn finish<T>(self, settings: T) -> Result<T, SettingsError> {
        if self.problems.is_empty() { Ok(settings) } else { Err(SettingsError { problems: self.problems }) }
    }

    /// A variable's value without space around it; an empty one counts as missing.
    fn value(&self, variable: &str) -> Option<String> {
        let value = (self.lookup)(variable)?.trim().to_owned();
        Some(value).filter(|value| !value.is_empty())
    }

    pub(super) fn required(&mut self, variable: &str) -> String {
        self.value(variable).unwrap_or_else(|| self.refuse(variable, "is missing"))
    }

    /// A name that can stand in keys, SQL and metrics as it is.
    pub(super) fn name(&mut self, variable: &str) -> String {
        let value = self.required(variable);
        let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter);
        if value.chars().all(fits) {
            return value;
        }
        self.refuse(variable, "may hold lower-case letters, digits, `_` and `-` only")
    }

    pub(super) fn list(&self, variable: &str) -> Vec<String> {
        let value = self.value(variable).unwrap_or_default();
        value.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn arns(&mut self, variable: &str) -> Vec<String> {
        let arns = self.list(variable);
        self.check_arns(variable, &arns);
        arns
    }

    pub(super) fn optional_arn(&mut self, variable: &str) -> Option<String> {
        let arn = self.value(variable)?;
        self.check_arns(variable, std::slice::from_ref(&arn));
        Some(arn)
    }

    /// A JSON object of role → list of ARNs.
    pub(super) fn role_holders(&mut self, variable: &str) -> RoleHolders {
        let text = self.required(variable);
        if text.is_empty() {
            return RoleHolders::new();
        }
        let Ok(holders) = serde_json::from_str::<RoleHolders>(&text) else {
            self.refuse(variable, "must be a JSON object of role → list of ARNs");
            return RoleHolders::new();
        };
        for arns in holders.values() {
            self.check_arns(variable, arns);
        }
        holders
    }

    fn check_arns(&mut self, variable: &str, arns: &[String]) {
        if arns.iter().any(|arn| !arn.starts_with("arn:")) {
            self.refuse(variable, "must hold ARNs, which start with `arn:`");
        }
    }

    fn refuse(&mut self, variable: &str, problem: &str) -> String {
        self.problems.push(format!("`{variable}` {problem}"));
        String::new()
    }
}

/// A level that `tracing` knows.
pub(super) fn log_level(wanted: Option<&str>) -> &'static str {
    let wanted = wanted.unwrap_or_default().trim();
    let levels = ["error", "warn", "info", "debug", "trace"];
    levels.into_iter().find(|level| level.eq_ignore_ascii_case(wanted)).unwrap_or("info")
}
