//! The one canonical form of a flow's file: the same flow is always written the same way, so that a change is a short
//! difference. Nothing that a person wrote is lost: comments stay with what they stand at.

mod order;
mod read;
#[cfg(test)]
mod tests;
mod write;

use crate::problem::{Problem, Source};
use crate::yaml;

/// A flow's file in canonical form. What is not readable as YAML is left alone; its problem comes back.
pub fn format(source: &Source) -> Result<String, Box<Problem>> {
    yaml::read(source)?;
    let mut document = read::read(source)?;
    Ok(write::write(&mut document))
}

/// Every key that the formatter sorts in a step, with or without words and an alert.
#[cfg(test)]
pub(crate) fn step_order(has: bool) -> Vec<&'static str> {
    order::step(|_| has)
}
