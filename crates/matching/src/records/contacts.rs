//! E-mail addresses, phone numbers and personal ids as they are compared.
//!
//! In:  cells as typed. Out: one normal text each, empty when the cell holds no usable value.

use super::text::fold;

const EMAIL_PLACEHOLDERS: &[&str] =
    &["none", "noemail", "no", "na", "unknown", "test", "null", "nobody", "donotreply", "noreply"];
const EMAIL_PLACEHOLDER_DOMAINS: &[&str] =
    &["none.com", "example.com", "test.com", "noemail.com", "na.com", "unknown.com"];

/// The e-mail for matching: lower case, tag after `+` dropped, dots dropped for Gmail.
///
/// Two texts that reach the same mailbox give the same result; the result need not be
/// an address that one could write to.
#[must_use]
pub fn email(text: &str) -> String {
    let trimmed = text.rsplit('<').next().unwrap_or(text).trim().trim_end_matches('>').trim();
    let lower = trimmed.to_lowercase();
    let Some((local, domain)) = lower.split_once('@') else { return String::new() };
    let local = local.split('+').next().unwrap_or(local);
    let domain = if domain == "googlemail.com" { "gmail.com" } else { domain };
    let placeholder = EMAIL_PLACEHOLDERS.contains(&local) || EMAIL_PLACEHOLDER_DOMAINS.contains(&domain);
    if local.is_empty() || domain.is_empty() || placeholder {
        return String::new();
    }
    if domain == "gmail.com" {
        return format!("{}@{domain}", local.replace('.', ""));
    }
    format!("{local}@{domain}")
}

/// Names of mailboxes that an office has, not a person; RFC 2142 lists the oldest of them.
const OFFICES: &[&str] = &[
    "accounting",
    "accounts",
    "admin",
    "billing",
    "contact",
    "contactus",
    "development",
    "donate",
    "donations",
    "email",
    "enquiries",
    "events",
    "finance",
    "giving",
    "hello",
    "help",
    "info",
    "inquiries",
    "mail",
    "marketing",
    "members",
    "membership",
    "office",
    "postmaster",
    "reception",
    "sales",
    "secretary",
    "staff",
    "support",
    "team",
    "webmaster",
];

/// The e-mail of a person: an office's mailbox says where somebody works, not who it is.
#[must_use]
pub fn personal_email(text: &str) -> String {
    let email = email(text);
    let office = email.split_once('@').is_some_and(|(local, _)| OFFICES.contains(&local));
    if office { String::new() } else { email }
}

/// The phone for matching: digits only, the last ten at most, so that a country code
/// or a trunk zero does not count.
#[must_use]
pub fn phone(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let number = lower.split(['x', 'e']).next().unwrap_or("");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let kept = &digits[digits.len().saturating_sub(10)..];
    if kept.len() < 6 || is_repeated_or_counted(kept) { String::new() } else { kept.to_owned() }
}

fn is_repeated_or_counted(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let same = bytes.windows(2).all(|pair| pair[0] == pair[1]);
    same || "12345678901234567890".contains(digits) && digits.starts_with('1') || digits == "0123456789"
}

/// A personal id: letters and digits only, with its kind in front, so that a passport
/// number never agrees with a driving licence.
#[must_use]
pub fn identifier(kind: &str, text: &str) -> String {
    let value: String = fold(text).split(' ').collect();
    let empty = value.len() < 3 || value.bytes().all(|byte| byte == b'0' || byte == b'9' || byte == b'x');
    if empty { String::new() } else { format!("{}:{value}", fold(kind)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_has_one_form() {
        for text in ["Ann.Lee@gmail.com", "annlee+gala@googlemail.com", "\"Ann Lee\" <annlee@gmail.com>"] {
            assert_eq!(email(text), "annlee@gmail.com", "{text}");
        }
        assert_eq!(email("Ann.Lee@aol.com"), "ann.lee@aol.com");
    }

    #[test]
    fn an_office_is_no_person() {
        assert_eq!(personal_email("Info@hope.example"), "");
        assert_eq!(personal_email("information@hope.example"), "information@hope.example");
        assert_eq!(email("info@hope.example"), "info@hope.example", "an organisation keeps it");
    }

    #[test]
    fn stand_ins_are_missing() {
        for text in ["none@none.com", "n/a", "test@test.com", "@x.org"] {
            assert_eq!(email(text), "", "{text}");
        }
        for text in ["0000000000", "123", "1234567890", "unknown"] {
            assert_eq!(phone(text), "", "{text}");
        }
        assert_eq!(identifier("ssn", "000-00-0000"), "");
    }

    #[test]
    fn one_phone_has_one_form() {
        for text in ["+1 210 624 8699", "(210) 624-8699", "210.624.8699 x12", "2106248699"] {
            assert_eq!(phone(text), "2106248699", "{text}");
        }
    }

    #[test]
    fn ids_of_different_kinds_differ() {
        assert_eq!(identifier("SSN", "294-66-9991"), "ssn:294669991");
        assert_ne!(identifier("passport", "294669991"), identifier("ssn", "294669991"));
    }
}
