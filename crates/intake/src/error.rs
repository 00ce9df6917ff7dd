//! Why a whole file could not be read.

/// Why a whole file could not be read. Trying again will not help: the file, or a mapping, must change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No mapping knows a file like this.
    #[error("no mapping fits this file; `{closest}` comes closest, but the header lacks {}", missing.join(", "))]
    UnknownFile {
        /// The mapping that came closest.
        closest: String,
        /// The headings that it needs and the file lacks.
        missing: Vec<String>,
    },
    /// More than one mapping fits equally well.
    #[error("several mappings fit this file equally well: {}; name one of them", mappings.join(", "))]
    Ambiguous {
        /// The mappings that fit.
        mappings: Vec<String>,
    },
    /// The file's columns fit, but its name says nothing that the mapping needs to know.
    #[error("the columns fit mapping `{mapping}`, but the file name does not: {advice}")]
    FileName {
        /// The mapping whose columns fit.
        mapping: String,
        /// What to do.
        advice: String,
    },
    /// The header lacks columns that the mapping needs.
    #[error("no row of the file is a header for mapping `{mapping}`: it lacks {}", missing.join(", "))]
    MissingColumns {
        /// The mapping.
        mapping: String,
        /// The headings that the best row lacks, as the mapping spells them.
        missing: Vec<String>,
    },
    /// The file holds nothing.
    #[error("the file is empty")]
    Empty,
}
