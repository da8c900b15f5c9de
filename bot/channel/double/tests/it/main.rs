//! The double against LINE's rules: what it takes, what it refuses, and in which words.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod account;
mod login;
mod rules;
mod wire;
