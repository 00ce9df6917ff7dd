//! The words of the domain: who gave, what was given, who is a member, who may be contacted.
//!
//! * [`values`]: e-mail, phone, name, address, money, dates: types that are born normalised.
//! * [`staged`]: one row type per staged table, as an export of one source says it.
//! * [`golden`]: one row type per golden table, as donorlake believes it, with the source of every value.
//! * [`keys`]: how a source record, a gift, a file and a constituent are named for ever.
//! * [`kinds`]: the closed lists of words, each with its text form.
//!
//! A row type is plain data and serialises field by field, so that a table is a list of rows.
//! Nothing here reads a file, knows a file format, a clock or a thread.

pub mod golden;
pub mod keys;
pub mod kinds;
pub mod staged;
pub mod values;
