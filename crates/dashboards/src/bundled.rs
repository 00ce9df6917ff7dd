//! The dashboard files, built into the program.
//!
//! A test compares the list with the folder, so that no file is forgotten.

macro_rules! dashboard_files {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every file of `schemas/dashboards`, sorted by name.
        pub const BUNDLED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../schemas/dashboards/", $name, ".toml")))),+];
    };
}

dashboard_files! {
    "data_quality",
    "giving",
    "membership",
    "overview",
    "retention",
}
