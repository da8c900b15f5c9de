//! The shipped texts, and whatever else an author may write.

#[cfg(test)]
mod any;
#[cfg(test)]
mod said;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod wrong;
