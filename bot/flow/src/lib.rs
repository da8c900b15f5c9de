//! The flow language: parse, check, step; pure and deterministic.
//!
//! A coordinator's file becomes a [`Definition`] with a list of [`Problem`]s ([`parse`], [`check`]); definitions, tables
//! and calendar together are a [`Program`]; [`step`] moves a contact's [`Run`] by one [`Input`] and says what is to be
//! done as [`Effect`]s. Nothing here reads a clock, a file or a random source: the same input gives the same effects.

mod answer;
mod anytime;
mod calendar;
mod chance;
mod check;
mod command;
mod condition;
mod conduct;
mod decide;
mod definition;
mod difference;
mod drive;
mod effect;
mod expression;
mod fold;
mod follow;
mod format;
mod graph;
mod guest;
mod held;
mod law;
mod menu;
mod near;
mod parse;
mod problem;
mod program;
mod run;
mod say;
mod schedule;
mod schema;
mod script;
mod show;
pub mod simulate;
mod stack;
mod start;
mod step;
mod table;
pub mod transcript;
mod turn;
mod voice;
mod wait;
pub mod walk;
mod wordless;
mod yaml;

pub use calendar::Calendar;
pub use check::{
    BUILT_IN_FIELDS, Checker, Digest, Given, Part, Texts, check, check_given, check_removal,
    check_waiting, digests, is_placeholder, pushed, texts_of,
};
pub use conduct::{Leave, Standing, Why, announced, may_announce, unsaid};
pub use decide::{Decision, Person};
pub use definition::{Again, Busy, Definition, Missed, Purpose, Suspended};
pub use difference::{Change, ChangeKind, difference};
pub use drive::{Act, Cause, Close, Driver, Pen, Stage, Turn};
pub use effect::{Arg, Effect, End, Say, SayCard, SayChoice, SayLabel};
pub use fold::fold;
pub use follow::Moved;
pub use format::format;
pub use graph::{Graph, GraphEdge, GraphNode, GraphWords, Shape, graph, svg};
pub use guest::leaves;
pub use law::Breach;
pub use menu::{MenuAct, MenuFile, MenuItem, MenuPlaces, menu};
pub use parse::parse;
pub use problem::{Place, Problem, Severity, Source, hint};
pub use program::Program;
pub use run::{Input, Labels, Occasion, Question, Run, Slot, World};
pub use schema::{SCHEMA, TRANSCRIPT_SCHEMA};
pub use script::{Cue, Entrance, Scene, Script, Silence, script};
pub use start::{Day, Event, Pattern, Period, Trigger, TriggerKind};
pub use step::{heard, interrupt, lost, step};
pub use table::{Row, Tables};
pub use voice::{Hearer, Ids, Voice, Words};
pub use wordless::RECEIPT;
