//! The use cases against LINE's double and both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod announce;
mod asked;
mod attachments;
mod author;
mod away;
mod bridge;
mod broadcast;
mod broadcast_stop;
mod codes;
mod conduct;
mod courtesy;
mod delivery;
mod events;
mod faults;
mod flows;
mod forget;
mod job;
mod paper;
mod person;
mod quotes;
mod rig;
mod stub;
mod waits;
mod web;
