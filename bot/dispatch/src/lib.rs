//! The use cases: receive, advance, deliver, hand off, schedule
