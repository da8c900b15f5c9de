//! Conversation tests: a file tells who says what and when, and the engine is held against it with a clock of its own.
//!
//! ```yaml
//! test: two low weeks in a row tell the case worker
//! flow: checkin
//! who: {role: child, language: ja, age: 12}    # also fields with dots: consent.messages: agree
//! slots: ["2026-12-02 17:00"]                  # free times; the first is called slot1
//! talk:
//!   - {at: sun 17:00, bot: mood, they: low}    # a word is a tapped button, "in quotes" is typed
//!   - {bot: [nudge, mood], sends: sticker}     # several texts; something without words
//!   - {they: "…", risk: alert}                 # what the safeguard room would read in it
//!   - {after: 7d, bot: mood}                   # the clock moves on; what is due happens on the way
//!   - {after: 7d, late: 7h, bot: mood}         # the same, but the service was down: what was due came 7 hours late
//!   - {event: meeting done, bot: how_was_it}   # something happens: meeting missed, support started, programme suspended, …
//!   - {code: letter, bot: welcome}             # they write an invitation code of this letter
//!   - {staff: closed, bot: came_back}          # staff close the handoff
//! expect: {alert: case_worker, said: worry, not_said: fine, handoff: outreach, ended: done, saved: {contact.age: 12},
//!          held: week, begins: quiet, result: booked, logged: check-in done, not_sent_between: ["20:00", "8:00"], pushes: 2}
//! ```
//! Every text the bot says is in the file, except after the last row; a row without `bot` means that nothing is said.
//! Texts of other flows are written in full (`anytime-lost`). `alert: none` means that nobody is called.

mod expect;
mod play;
mod read;

use std::fmt;

pub use crate::drive::Stage;
use crate::problem::{Problem, Source};
#[cfg(test)]
pub(crate) use read::{EXPECT, KEYS, ROW};

/// What came of one transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// What went otherwise; `None` if all went as written.
    pub failure: Option<Failure>,
}

/// A conversation that went otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub file: String,
    /// The line of the row that differs first.
    pub line: u32,
    /// The conversation up to there, line by line.
    pub heard: Vec<String>,
    /// What is different.
    pub difference: String,
    /// The row as it is written, or the expectation.
    pub written: String,
}

impl fmt::Display for Failure {
    /// The conversation, and under it the first difference behind `>>>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.heard {
            writeln!(f, "    {line}")?;
        }
        writeln!(f, ">>> {}:{}: {}", self.file, self.line, self.difference)?;
        write!(f, "    as written: {}", self.written)
    }
}

/// Plays one file. Problems are faults of the file itself; then there is no outcome.
pub fn play(source: &Source, stage: &Stage) -> Result<Outcome, Vec<Problem>> {
    let script = read::read(source)?;
    let failure = play::play(&script, stage).err().map(|failed| Failure {
        file: source.path.clone(),
        line: failed.line,
        heard: failed.heard,
        difference: failed.difference,
        written: failed.written,
    });
    Ok(Outcome {
        name: script.name,
        failure,
    })
}
