//! Why a value won, in words: the rule that told it from the others.
//!
//! In:  a column of `constituent` and a rule, as the table `constituent_value` holds them.
//! Out: one sentence for a steward. An unknown rule is named as it is.

use super::{Field, Survivorship};

impl Survivorship {
    /// Why the value of `column` won by `rule`.
    #[must_use]
    pub fn reason(&self, column: &str, rule: &str) -> String {
        let words = match rule {
            "only_value" => "no record says anything else",
            "source_priority" => "its source is believed first",
            "most_recent" => "its record was changed last",
            "most_frequent" => "most records say so",
            "longest" => "it is the longest",
            "any_true" => "one record that knows of it is enough",
            "most_restrictive" => "of all that was said, the most restrictive counts",
            "usable_first" => "the others bounced, come back, or lack a part",
            "source_order" => "its source prefers it",
            "smallest_key" => "all rules leave a tie: the record whose key comes first",
            "other_family_name" => "no record states an earlier name: the latest other family name",
            "derived" => "made of the parts of the name",
            other => return other.to_owned(),
        };
        match together(column).filter(|_| !matches!(rule, "only_value" | "derived")) {
            Some(group) => format!("{words}; {group}"),
            None => words.to_owned(),
        }
    }

    /// The sources of `column`, most believed first.
    #[must_use]
    pub fn source_order(&self, column: &str) -> &[String] {
        field_of(column).map_or(&[], |field| self.policy(field).sources.as_slice())
    }
}

/// What is taken together from one record, said once for the whole.
fn together(column: &str) -> Option<&'static str> {
    match column {
        "given_name" => Some("the parts of a name come from one record"),
        "street" => Some("the parts of an address come from one record"),
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
    fn a_rule_is_told_and_the_order_of_the_file() {
        check("gender", "source_priority", "its source is believed first");
        check("email", "most_recent", "its record was changed last");
        let order = ["salesforce", "raisers_edge", "wild_apricot", "mailchimp", "paypal"];
        assert_eq!(Survivorship::bundled().unwrap().source_order("family_name"), order);
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
