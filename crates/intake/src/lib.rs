//! Bytes of one source file and its mapping → canonical rows and rejections.
//!
//! ```text
//! bytes ─decode─▶ text ─table─▶ header, rows ─sheet─▶ cleaned rows ─emit─▶ drafts ─collect─▶ canonical rows
//!                                                        ▲                                 + rejections, counts, notes
//!                                mapping (TOML) ─────────┘
//! ```
//!
//! Everything that is known about one source stands in its mapping, `schemas/sources/<id>.toml`; nothing here
//! names a source. Nothing here reads a file, a clock or another source's rows: the same bytes and
//! the same mapping give the same rows.
//!
//! ```
//! use intake::{MappingSet, SourceFileBytes, read};
//! # use records::keys::FileId;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mappings = MappingSet::bundled()?;
//! let bytes = b"Email Address,First Name,Last Name,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n\
//!     ann@example.org,Ann,Lee,2021-10-06 20:06:46,2024-01-02 10:00:00,1,e1\n";
//! let file_name = "subscribed_members_export_8f2.csv";
//! let mapping = mappings.detect(file_name, bytes)?;
//! let file_id = FileId::from_stored("0".repeat(64));
//! let intake = read(mapping, &SourceFileBytes { file_name, bytes, file_id: &file_id })?;
//! assert_eq!((mapping.id(), intake.tally.rows_staged), ("mailchimp_audience", 1));
//! # Ok(())
//! # }
//! ```

mod collect;
mod decode;
mod detect;
mod emit;
mod error;
mod mapping;
mod notes;
mod original;
mod preview;
mod read;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod totals;

pub use detect::{MappingSet, Recognition, recognition};
pub use error::ReadError;
pub use mapping::{Mapping, MappingError};
pub use original::{OriginalRows, original_rows};
pub use preview::{Preview, PreviewRow, preview};
pub use read::{Intake, NotDataRow, SourceFileBytes, Tally, read};
