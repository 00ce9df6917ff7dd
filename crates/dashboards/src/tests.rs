use super::*;

#[test]
fn every_dashboard_file_is_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/dashboards");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_string_lossy().strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, BUNDLED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn every_dashboard_file_can_be_read() {
    let dashboards = bundled().unwrap();
    assert_eq!(dashboards.len(), BUNDLED.len());
}
