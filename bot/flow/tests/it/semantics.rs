//! Meaning of the language, one rule each.
