//! The municipal reports and files that people bring and take; no HTTP
