//! The double against LINE's rules: what it takes, what it refuses, and in which words.

#[cfg(test)]
mod account;
#[cfg(test)]
mod login;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod wire;
