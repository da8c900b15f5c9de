//! Ids, words and values that every room shares; no I/O, no framework.
//!
//! Three invariants: nothing here reads a clock or a random source, nothing here knows a platform, a database or HTML,
//! and each word has one spelling (`as_str`) that is used in tables, exports and logs alike.

mod id;
mod memory;
mod message;
mod time;
mod word;

pub use id::*;
pub use memory::*;
pub use message::*;
pub use time::*;
pub use word::*;
