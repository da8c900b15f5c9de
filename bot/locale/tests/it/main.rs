//! The shipped texts, and whatever else an author may write.

mod any;
mod shipped;
mod wrong;
