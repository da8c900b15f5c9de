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
//!   - {staff: closed, bot: came_back}          # staff close the handoff
//! expect: {alert: case_worker, said: worry, not_said: fine, handoff: outreach, ended: done, saved: {contact.age: 12},
//!          logged: check-in done, not_sent_between: ["20:00", "8:00"], pushes: 2}
//! ```
//! Every text the bot says is in the file, except after the last row; a row without `bot` means that nothing is said.
//! Texts of other flows are written in full (`anytime-lost`). `alert: none` means that nobody is called.

mod play;
mod read;

use tsunagi_model::Risk;

use crate::problem::{Problem, Source};
use crate::program::Program;
use crate::run::Labels;

/// What transcripts are held against.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The flows.
    pub program: &'a Program,
    /// Matches typed words with labels.
    pub labels: &'a dyn Labels,
    /// What the safeguard room reads in typed words; the second argument is the question that was asked.
    pub classify: &'a dyn Fn(&str, Option<&str>) -> Risk,
}

/// What came of one transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// The conversation with the first difference marked; `None` if all went as written.
    pub failure: Option<String>,
}

/// Plays one file. Problems are faults of the file itself; then there is no outcome.
pub fn play(source: &Source, stage: &Stage) -> Result<Outcome, Vec<Problem>> {
    let script = read::read(source)?;
    let failure = play::play(&script, stage).err();
    Ok(Outcome {
        name: script.name,
        failure,
    })
}
