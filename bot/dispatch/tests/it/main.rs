//! The use cases against LINE's double and both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod attachments;
mod author;
mod away;
mod bridge;
mod broadcast;
mod codes;
mod conduct;
mod delivery;
mod events;
mod faults;
mod flows;
mod job;
mod paper;
mod person;
mod rig;
mod stub;
mod waits;
mod web;
