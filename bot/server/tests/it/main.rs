//! The binary as its neighbours see it, and the rules of the house.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod binary;
mod doctor;
mod flows;
mod menu;
mod rooms;
mod webhook;
