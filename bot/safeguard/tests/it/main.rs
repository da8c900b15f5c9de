//! Measures the shipped table on labelled messages, and tries what no label covers.

mod labelled;
mod rules;
