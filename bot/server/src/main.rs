//! Tsunagi's command line.
fn main() {}
