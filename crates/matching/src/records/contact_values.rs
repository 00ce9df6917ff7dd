//! What is known of a distinct e-mail address.

use super::values::{Text, ValueId, Values};

/// The distinct e-mail addresses, sorted.
#[derive(Debug)]
pub(crate) struct Emails {
    texts: Values,
    /// Bytes before the `@`.
    ends: Vec<u16>,
    /// Per address, the first one that has the same part before the `@`.
    locals: Vec<ValueId>,
}

impl Emails {
    pub(crate) fn new(texts: Values) -> Self {
        let end = |text: &str| u16::try_from(text.find('@').unwrap_or(text.len())).unwrap_or(u16::MAX);
        let ends = texts.texts().map(end).collect();
        let mut emails = Self { texts, ends, locals: Vec::new() };
        for id in (0..).take(emails.len()) {
            // Sorted, addresses with one such part stand together.
            let same = id > 0 && emails.local_text(id) == emails.local_text(id - 1);
            let first = if same { emails.locals[id as usize - 1] } else { id };
            emails.locals.push(first);
        }
        emails
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn text(&self, id: ValueId) -> Text<'_> {
        self.texts.text(id)
    }

    pub(crate) fn letters(&self, id: ValueId) -> u64 {
        self.texts.letters(id)
    }

    /// The part before the `@`.
    pub(crate) fn local_text(&self, id: ValueId) -> &str {
        let whole = self.text(id).text;
        whole.get(..usize::from(self.ends[id as usize])).unwrap_or(whole)
    }

    /// How long that part is.
    pub(crate) fn local_length(&self, id: ValueId) -> usize {
        usize::from(self.ends[id as usize])
    }

    /// A number for that part: the same for all addresses that have it.
    pub(crate) fn local(&self, id: ValueId) -> ValueId {
        self.locals[id as usize]
    }
}
