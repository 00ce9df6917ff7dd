//! The sections of a person's page that are SQL: all that may be asked, as data.
//!
//! In:  a section's name.
//! Out: its questions. `${id}` stands for the person's golden id; every statement is about that person alone and
//!      names only columns that everybody sees who sees the table at all, or takes all that the role sees (`*`).

/// One section of the page.
#[derive(Debug)]
pub(super) struct Section {
    name: &'static str,
    pub(super) questions: &'static [Question],
}

/// One part of a section, and the statement behind it.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) name: &'static str,
    pub(super) sql: &'static str,
}

/// The section of that name.
pub(super) fn find(name: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.name == name)
}

const fn ask(name: &'static str, sql: &'static str) -> Question {
    Question { name, sql }
}

pub(super) static SECTIONS: &[Section] = &[
    Section {
        name: "profile",
        questions: &[
            ask("person", "SELECT * FROM constituent WHERE constituent_id = ${id}"),
            ask("rights", "SELECT * FROM contact_rights WHERE constituent_id = ${id}"),
            ask(
                "emails",
                "SELECT * FROM constituent_email WHERE constituent_id = ${id} ORDER BY is_primary DESC, source_record_key",
            ),
            ask(
                "phones",
                "SELECT * FROM constituent_phone WHERE constituent_id = ${id} ORDER BY is_primary DESC, source_record_key",
            ),
            ask(
                "addresses",
                "SELECT * FROM constituent_address WHERE constituent_id = ${id} \
                 ORDER BY is_primary DESC, source_record_key",
            ),
            ask("lifecycle", include_str!("sql/lifecycle.sql")),
            ask("totals", "SELECT * FROM constituent_giving WHERE constituent_id = ${id}"),
            ask("membership", "SELECT * FROM membership_status WHERE constituent_id = ${id}"),
        ],
    },
    Section {
        name: "giving",
        questions: &[
            ask("gifts", include_str!("sql/gifts.sql")),
            ask("soft_credits", include_str!("sql/soft_credits.sql")),
            ask("commitments", include_str!("sql/commitments.sql")),
        ],
    },
    Section { name: "membership", questions: &[ask("terms", include_str!("sql/terms.sql"))] },
    Section {
        name: "consent",
        questions: &[
            ask("states", "SELECT * FROM constituent_consent WHERE constituent_id = ${id} ORDER BY channel"),
            ask("events", include_str!("sql/consent_events.sql")),
        ],
    },
    Section {
        name: "household",
        questions: &[
            ask("household", include_str!("sql/household.sql")),
            ask("members", include_str!("sql/household_members.sql")),
        ],
    },
];
