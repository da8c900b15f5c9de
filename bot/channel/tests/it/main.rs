//! Integration tests of the channels against their doubles.
