//! The use cases against LINE's double and both databases.

mod faults;
mod job;
mod rig;
