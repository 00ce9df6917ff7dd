//! The text of `survivorship.toml` → [`Survivorship`].

use super::{Field, Policy, Rule, Survivorship};
use serde::Deserialize;
use toml::Spanned;

/// Why the survivorship rules cannot be used. The file must change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SurvivorshipError {
    /// Not TOML, or a setting, field or rule that does not exist.
    #[error("line {line}: {message}")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// What the reader found and what it expected.
        message: String,
    },
    /// A list of sources names one twice, so its place is not clear.
    #[error("line {line}: `{name}` stands twice in a list of sources; expected once")]
    RepeatedSource {
        /// Counted from 1.
        line: usize,
        /// The source.
        name: String,
    },
    /// A field asks one rule twice.
    #[error("line {line}: rule `{rule}` stands twice; expected once")]
    RepeatedRule {
        /// Counted from 1.
        line: usize,
        /// The rule.
        rule: Rule,
    },
    /// `any_true` is for yes-or-no fields; `deceased` takes nothing else, because a death is never unlearned.
    #[error(
        "line {line}: rule `{rule}` does not suit `{field}`; `any_true` is the rule of `deceased` and of no other field"
    )]
    UnsuitableRule {
        /// Counted from 1.
        line: usize,
        /// The rule.
        rule: Rule,
        /// The field as the file spells it, or `default`.
        field: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    source_priority: Vec<Spanned<String>>,
    duplicate_gift_priority: Vec<Spanned<String>>,
    default: FieldForm,
    #[serde(default)]
    fields: FieldsForm,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct FieldForm {
    rule: Spanned<Rule>,
    #[serde(default)]
    then: Vec<Spanned<Rule>>,
    source_priority: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FieldsForm {
    kind: Option<FieldForm>,
    name: Option<FieldForm>,
    preferred_name: Option<FieldForm>,
    former_family_name: Option<FieldForm>,
    organization_name: Option<FieldForm>,
    birth_date: Option<FieldForm>,
    gender: Option<FieldForm>,
    deceased: Option<FieldForm>,
    deceased_date: Option<FieldForm>,
    email: Option<FieldForm>,
    phone: Option<FieldForm>,
    address: Option<FieldForm>,
}

impl FieldsForm {
    fn of(&self, field: Field) -> Option<&FieldForm> {
        let form = match field {
            Field::Kind => &self.kind,
            Field::Name => &self.name,
            Field::PreferredName => &self.preferred_name,
            Field::FormerFamilyName => &self.former_family_name,
            Field::OrganizationName => &self.organization_name,
            Field::BirthDate => &self.birth_date,
            Field::Gender => &self.gender,
            Field::Deceased => &self.deceased,
            Field::DeceasedDate => &self.deceased_date,
            Field::Email => &self.email,
            Field::Phone => &self.phone,
            Field::Address => &self.address,
        };
        form.as_ref()
    }
}

/// Reads the rules; see [`Survivorship::parse`].
pub(super) fn parse(text: &str) -> Result<Survivorship, SurvivorshipError> {
    let lines = Lines { text };
    let form: FileForm = toml::from_str(text).map_err(|error| SurvivorshipError::Syntax {
        line: lines.of(error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let sources = lines.sources(&form.source_priority)?;
    let default = lines.policy("default", &form.default, &sources)?;
    let mut policies = Field::ALL.map(|_| default.clone());
    for field in Field::ALL {
        policies[field as usize] = match (form.fields.of(field), field) {
            (Some(form), _) => lines.policy(field.as_str(), form, &sources)?,
            (None, Field::Deceased) => Policy { rules: vec![Rule::AnyTrue], sources: sources.clone() },
            (None, _) => default.clone(),
        };
    }
    Ok(Survivorship { policies, duplicate_gift_priority: lines.sources(&form.duplicate_gift_priority)? })
}

/// Checks what the reader of TOML cannot check, and knows the line of each place.
struct Lines<'a> {
    text: &'a str,
}

impl Lines<'_> {
    /// The line of a byte, counted from 1.
    fn of(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
    }

    fn sources(&self, list: &[Spanned<String>]) -> Result<Vec<String>, SurvivorshipError> {
        let mut sources: Vec<String> = Vec::with_capacity(list.len());
        for name in list {
            if sources.contains(name.get_ref()) {
                let line = self.of(name.span().start);
                return Err(SurvivorshipError::RepeatedSource { line, name: name.get_ref().clone() });
            }
            sources.push(name.get_ref().clone());
        }
        Ok(sources)
    }

    fn policy(&self, field: &'static str, form: &FieldForm, sources: &[String]) -> Result<Policy, SurvivorshipError> {
        let mut rules = Vec::new();
        for rule in std::iter::once(&form.rule).chain(&form.then) {
            let line = self.of(rule.span().start);
            let rule = *rule.get_ref();
            if (rule == Rule::AnyTrue) != (field == "deceased") {
                return Err(SurvivorshipError::UnsuitableRule { line, rule, field });
            }
            if rules.contains(&rule) {
                return Err(SurvivorshipError::RepeatedRule { line, rule });
            }
            rules.push(rule);
        }
        let own = form.source_priority.as_deref().map(|list| self.sources(list)).transpose()?;
        Ok(Policy { rules, sources: own.unwrap_or_else(|| sources.to_vec()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "source_priority = [\"a\", \"b\"]\nduplicate_gift_priority = [\"a\"]\n\
                        [default]\nrule = \"source_priority\"\nthen = [\"longest\"]\n";

    /// `rest` starts on line 6.
    #[track_caller]
    fn check_refused(rest: &str, expected: &str) {
        let error = Survivorship::parse(&format!("{HEAD}{rest}")).unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn the_bundled_rules_are_valid() {
        let rules = Survivorship::bundled().unwrap();
        assert_eq!(rules.policy(Field::Deceased).rules, [Rule::AnyTrue]);
        assert_eq!(rules.policy(Field::Email).rules, [Rule::MostRecent, Rule::SourcePriority]);
        assert!(rules.duplicate_gift_rank("raisers_edge") < rules.duplicate_gift_rank("paypal"));
    }

    #[test]
    fn a_mistake_is_refused_with_its_line() {
        check_refused(
            "[fields.nam]\nrule = \"longest\"",
            "line 6: unknown field `nam`, expected one of `kind`, `name`",
        );
        check_refused("[fields.name]\nrule = \"newest\"", "line 7: unknown variant `newest`, expected one of");
        check_refused("[fields.name]\n\nrule = \"any_true\"", "line 8: rule `any_true` does not suit `name`");
        check_refused("[fields.deceased]\nrule = \"longest\"", "line 7: rule `longest` does not suit `deceased`");
        check_refused("[fields.name]\nrule = \"longest\"\nthen = [\"longest\"]", "line 8: rule `longest` stands twice");
        check_refused(
            "[fields.name]\nrule = \"longest\"\nsource_priority = [\"x\",\n\"x\"]",
            "line 9: `x` stands twice",
        );
        check_refused("[fields.name]\nrule = \"longest\"\nelse = 1", "line 8: unknown field `else`");
        check_refused("[fields.name", "line 6: ");
    }

    #[test]
    fn a_field_without_rules_takes_the_default() {
        let rules = Survivorship::parse(HEAD).unwrap();
        assert_eq!(rules.policy(Field::Name).rules, [Rule::SourcePriority, Rule::Longest]);
        assert_eq!(rules.policy(Field::Deceased).rules, [Rule::AnyTrue]);
    }

    #[test]
    fn a_field_may_believe_other_sources_first() {
        let text = format!("{HEAD}[fields.email]\nrule = \"source_priority\"\nsource_priority = [\"b\"]");
        let rules = Survivorship::parse(&text).unwrap();
        assert_eq!(rules.policy(Field::Email).source_rank("a"), 1);
        assert_eq!(rules.policy(Field::Phone).source_rank("a"), 0);
    }
}
