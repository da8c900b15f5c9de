//! Wording rules.
