//! The flow language: parse, check, step; pure and deterministic
