//! Why a value won, in words: the rule that told it from the others, with this lake's own order of sources.
//!
//! In:  a column of `constituent` and a rule, as the table `constituent_value` holds them.
//! Out: one sentence for a steward. An unknown rule is named as it is.

use super::{Field, Survivorship};

impl Survivorship {
    /// Why the value of `column` won by `rule`.
    #[must_use]
    pub fn reason(&self, column: &str, rule: &str) -> String {
        let words = match rule {
            "only_value" => "no record says anything else".to_owned(),
            "source_priority" => self.by_source(column),
            "most_recent" => "its record was changed last".to_owned(),
            "most_frequent" => "most records say so".to_owned(),
            "longest" => "it is the longest".to_owned(),
            "any_true" => "one record that knows of it is enough".to_owned(),
            "most_restrictive" => "of all that was said, the most restrictive counts".to_owned(),
            "usable_first" => "the others bounced, come back, or lack a part".to_owned(),
            "source_order" => "its source prefers it".to_owned(),
            "smallest_key" => "all rules leave a tie: the record whose key comes first".to_owned(),
            "other_family_name" => "no record states an earlier name: the latest other family name".to_owned(),
            "derived" => "made of the parts of the name".to_owned(),
            other => return other.to_owned(),
        };
        match together(column) {
            Some(group) if !matches!(rule, "only_value" | "derived") => format!("{words}; {group}"),
            _ => words,
        }
    }

    fn by_source(&self, column: &str) -> String {
        let order = field_of(column).map(|field| self.policy(field).sources.join(", ")).unwrap_or_default();
        format!("its source is believed before the others (order: {order})")
    }
}

/// What is taken together with a column from one record.
fn together(column: &str) -> Option<&'static str> {
    match field_of(column)? {
        Field::Name => Some("the parts of a name come from one record"),
        Field::Address => Some("the parts of an address come from one record"),
        _ => None,
    }
}

/// The field that a column of `constituent` belongs to.
fn field_of(column: &str) -> Option<Field> {
    match column {
        "prefix" | "given_name" | "middle_name" | "family_name" | "suffix" => Some(Field::Name),
        "street" | "street_2" | "city" | "region" | "postal_code" | "country" => Some(Field::Address),
        other => Field::ALL.into_iter().find(|field| field.as_str() == other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(column: &str, rule: &str, expected: &str) {
        assert_eq!(Survivorship::bundled().unwrap().reason(column, rule), expected);
    }

    #[test]
    fn a_rule_is_told_with_the_order_of_the_file() {
        let order = "salesforce, raisers_edge, wild_apricot, mailchimp, paypal";
        check("gender", "source_priority", &format!("its source is believed before the others (order: {order})"));
        check("email", "most_recent", "its record was changed last");
    }

    #[test]
    fn parts_that_go_together_say_so() {
        check("street", "most_recent", "its record was changed last; the parts of an address come from one record");
        check("given_name", "only_value", "no record says anything else");
    }

    #[test]
    fn every_rule_of_the_file_has_words() {
        use super::super::Rule;
        let survivorship = Survivorship::bundled().unwrap();
        for rule in [Rule::SourcePriority, Rule::MostRecent, Rule::MostFrequent, Rule::Longest, Rule::AnyTrue] {
            assert_ne!(survivorship.reason("email", rule.as_str()), rule.as_str());
        }
    }
}
