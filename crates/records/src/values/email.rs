//! E-mail addresses: one spelling for one address.
//!
//! In: a cell. Out: `local@domain` in lower case below a public suffix. Dots and `+tags` stay:
//! folding them is for matching, and never for storing.

use super::cell::{clean_cell, is_null};
use serde::{Deserialize, Serialize};

/// An e-mail address in lower case, whose domain stands below a public suffix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

stored_text!(EmailAddress);

/// Why a cell is not an e-mail address. Never holds the cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmailError {
    /// The cell is empty or says that there is no address.
    #[error("no e-mail address")]
    Missing,
    /// Several addresses in one cell; [`split_cell`](super::split_cell) takes them apart.
    #[error("more than one e-mail address, expected one")]
    Several,
    /// Not of the form `local@domain`.
    #[error("not an e-mail address, expected local@domain")]
    Shape,
    /// The domain has no known ending.
    #[error("the domain of the e-mail address does not end in a public suffix")]
    Domain,
    /// `none@none.com` and the like, typed because a form asked for something.
    #[error("a placeholder, not an e-mail address")]
    Placeholder,
}

/// Local parts that nobody has, whatever the domain.
const PLACEHOLDER_LOCALS: [&str; 14] = [
    "noemail",
    "no-email",
    "no_email",
    "no.email",
    "nomail",
    "no-mail",
    "none",
    "donotemail",
    "do-not-email",
    "notprovided",
    "noaddress",
    "noemailaddress",
    "unknown",
    "invalid",
];

/// Domains that are typed for want of an address.
const PLACEHOLDER_DOMAINS: [&str; 12] = [
    "none.com",
    "none.org",
    "none.net",
    "noemail.com",
    "noemail.org",
    "noemail.net",
    "nomail.com",
    "test.com",
    "na.com",
    "no.com",
    "noaddress.com",
    "unknown.com",
];

/// Local parts that belong to a desk and not to a person.
const ROLES: [&str; 64] = [
    "abuse",
    "accounting",
    "accounts",
    "accountspayable",
    "admin",
    "administration",
    "administrator",
    "admissions",
    "ap",
    "ar",
    "billing",
    "board",
    "bookings",
    "careers",
    "church",
    "communications",
    "contact",
    "contactus",
    "customerservice",
    "development",
    "director",
    "donate",
    "donations",
    "donor",
    "editor",
    "enquiries",
    "events",
    "finance",
    "foundation",
    "frontdesk",
    "fundraising",
    "giving",
    "grants",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "information",
    "inquiries",
    "invoices",
    "jobs",
    "legal",
    "mail",
    "marketing",
    "media",
    "membership",
    "newsletter",
    "noreply",
    "no-reply",
    "office",
    "orders",
    "payroll",
    "postmaster",
    "press",
    "reception",
    "sales",
    "secretary",
    "service",
    "staff",
    "support",
    "treasurer",
    "webmaster",
];

impl EmailAddress {
    /// Reads an address: trims, takes off `mailto:` and `Ann Lee <…>`, and writes it in lower case.
    ///
    /// # Errors
    /// When the cell is empty, holds several addresses, is no `local@domain`, has a domain
    /// without a public suffix, or is a placeholder.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        if is_null(text) {
            return Err(EmailError::Missing);
        }
        let address = bare_address(&clean_cell(text)).to_lowercase();
        if address.matches('@').count() > 1 && address.contains([';', ',', ' ', '|', '\n']) {
            return Err(EmailError::Several);
        }
        let (local, domain) = address.split_once('@').ok_or(EmailError::Shape)?;
        if !is_local_part(local) || !is_host_name(domain) {
            return Err(EmailError::Shape);
        }
        if PLACEHOLDER_LOCALS.contains(&local) || PLACEHOLDER_DOMAINS.contains(&domain) {
            return Err(EmailError::Placeholder);
        }
        if !has_public_suffix(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Self(address))
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or(self.0.as_str(), |(local, _)| local)
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether the address belongs to a desk (`info@`, `office@`) and not to a person.
    #[must_use]
    pub fn is_role(&self) -> bool {
        let local = self.local_part();
        ROLES.contains(&local.split_once('+').map_or(local, |(name, _)| name))
    }
}

/// The address inside `Ann Lee <ann@example.org>` and `mailto:ann@example.org?subject=…`.
fn bare_address(text: &str) -> &str {
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => &text[open + 1..close],
        _ => text,
    };
    let inner = inner.trim();
    let is_link = inner.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let address = if is_link { inner[7..].split('?').next().unwrap_or_default() } else { inner };
    address.trim().trim_end_matches(['.', ',', ';']).trim_end()
}

fn is_local_part(local: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(letter);
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_host_name(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    domain.len() <= 253 && domain.contains('.') && domain.split('.').all(is_label)
}

/// Whether something stands before an ending of the public suffix list (<https://publicsuffix.org>).
fn has_public_suffix(domain: &str) -> bool {
    psl::domain(domain.as_bytes()).is_some_and(|found| found.suffix().is_known())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, EmailError>) {
        let parsed = EmailAddress::parse(text);
        assert_eq!(parsed.as_ref().map(EmailAddress::as_str), expected.as_ref().copied(), "{text:?}");
    }

    #[test]
    fn an_address_has_one_spelling() {
        for text in [
            "ann@example.org",
            " Ann@Example.ORG ",
            "mailto:ann@example.org",
            "MAILTO:ann@example.org?subject=hi",
            "<ann@example.org>",
            "Ann Lee <ann@example.org>",
            "ann@example.org;",
            "\u{a0}ann@example.org\u{a0}",
        ] {
            check(text, Ok("ann@example.org"));
        }
        check("ann.lee+news@mail.example.co.uk", Ok("ann.lee+news@mail.example.co.uk"));
    }

    #[test]
    fn a_placeholder_is_no_address() {
        for text in ["none@none.com", "noemail@example.org", "NoEmail@gmail.com", "test@test.com", "no-email@x.org"] {
            check(text, Err(EmailError::Placeholder));
        }
        for text in ["n/a", "N/A", "", " ", "Not shared by donor", "-"] {
            check(text, Err(EmailError::Missing));
        }
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        check("ann", Err(EmailError::Shape));
        check("ann@", Err(EmailError::Shape));
        check("@example.org", Err(EmailError::Shape));
        check("ann@example", Err(EmailError::Shape));
        check("ann lee@example.org", Err(EmailError::Shape));
        check("ann..lee@example.org", Err(EmailError::Shape));
        check("ann@example.conm", Err(EmailError::Domain));
        check("ann@co.uk", Err(EmailError::Domain));
        check("a@example.org; b@example.org", Err(EmailError::Several));
    }

    #[test]
    fn a_desk_is_told_from_a_person() {
        for (text, role) in [
            ("info@example.org", true),
            ("office@example.org", true),
            ("info+web@example.org", true),
            ("ann@example.org", false),
            ("informer@example.org", false),
        ] {
            assert_eq!(EmailAddress::parse(text).unwrap().is_role(), role, "{text}");
        }
        assert_eq!(EmailAddress::parse("ann@mail.example.org").unwrap().domain(), "mail.example.org");
    }

    proptest! {
        #[test]
        fn an_address_is_read_back_as_itself(text in "(mailto:)?[A-Za-z.+_-]{1,8}@[A-Za-z-]{1,6}\\.(org|co\\.uk|com)[;. ]?") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }

        #[test]
        fn no_text_makes_it_panic_or_leak(text in "(\\PC|[@<>;.:\n]){0,24}") {
            match EmailAddress::parse(&text) {
                Ok(address) => prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address)),
                Err(error) => prop_assert!(text.trim().chars().count() < 6 || !error.to_string().contains(text.trim())),
            }
        }
    }
}
