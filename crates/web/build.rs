//! Rebuilds the crate when a file of the page is added or removed: the embedding macro only notices changes.

fn main() {
    println!("cargo:rerun-if-changed=assets");
}
