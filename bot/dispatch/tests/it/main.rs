//! The use cases against LINE's double and both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod faults;
mod job;
mod rig;
