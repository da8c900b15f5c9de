//! The pages that staff see
