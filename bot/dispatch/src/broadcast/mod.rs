//! Broadcasts: one message, or the beginning of a flow, to many people at once.
//!
//! A coordinator writes it and chooses whom; `preview` counts by the very judgement that sending makes later; after it was confirmed
//! with that number nothing leaves until the time to take it back is over; then `send` queues page after page, in step with what the
//! platforms take. What conduct says of flows it says here too: a refusal, a rest, the night and the reserve hold for everything.

mod desk;
mod judge;
mod preview;
mod send;
mod stop;

pub(crate) use send::Label;
pub(crate) use stop::SWEEP;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tsunagi_model::{AreaId, Role, Span, Timestamp};
use tsunagi_store::{BroadcastRow, Error, Lane};

pub use desk::Wording;
pub use judge::bubbles;
pub use preview::{ChannelPreview, Preview};
pub use stop::stop;

/// The longest text in one language, in characters: three bubbles of a good length, and then some.
pub const LONGEST: usize = 1_000;
/// The most fields that are looked at.
pub const FIELDS: usize = 5;
/// How long a confirmed broadcast can be taken back if nobody says otherwise.
pub const UNDO: Span = Span::minutes(5);
/// The longest time to take it back.
pub const LONGEST_UNDO: Span = Span::hours(24);
/// For how long it may begin for somebody if nobody says otherwise: a greeting for yesterday is not sent today.
pub const LASTS: Span = Span::hours(24);
/// The longest time for that.
pub const LONGEST_LASTS: Span = Span::days(7);
/// What is counted is good for so long.
const COUNTED: Span = Span::minutes(30);

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Words by language; Japanese is always among them.
    Words(BTreeMap<String, String>),
    /// A flow that begins.
    Flow(String),
}

impl Content {
    /// The words for somebody who reads `language`: in it, in its sister among the Japanese ones, or in Japanese.
    pub fn words(&self, language: &str) -> Option<(&str, &str)> {
        let Self::Words(texts) = self else {
            return None;
        };
        let sister = match language {
            "ja-Hira" => "ja-easy",
            "ja-easy" => "ja-Hira",
            _ => "ja",
        };
        [language, sister, "ja"].into_iter().find_map(|language| {
            let (language, words) = texts.get_key_value(language)?;
            Some((language.as_str(), words.as_str()))
        })
    }
}

/// The names of remembered fields that every programme knows.
pub fn known_fields() -> Vec<String> {
    let fields = tsunagi_flow::BUILT_IN_FIELDS.iter();
    fields.map(|field| (*field).to_owned()).collect()
}

/// Whom it is for: all of it must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selection {
    /// People of these areas and everything below them.
    pub areas: Vec<AreaId>,
    /// On these channels; on all if empty.
    #[serde(default)]
    pub channels: Vec<String>,
    /// In these roles; in any if empty.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Who read one of these languages; any if empty.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Whose remembered fields have these values.
    #[serde(default)]
    pub fields: Vec<(String, String)>,
    /// Whether they have a case.
    #[serde(default)]
    pub case: Option<bool>,
    /// Who have not written for so many days.
    #[serde(default)]
    pub silent_days: Option<i64>,
}

/// A broadcast as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What is said.
    pub content: Content,
    /// To whom.
    pub selection: Selection,
    /// Why the weekly limits do not hold for it; none if they hold.
    pub urgent: Option<String>,
    /// For how long after it was confirmed it may begin for somebody.
    pub lasts: Span,
}

/// A broadcast as staff see it.
#[derive(Debug, Clone)]
pub struct Broadcast {
    /// How it stands, who did what and when.
    pub row: BroadcastRow,
    /// What is said and to whom.
    pub draft: Draft,
    /// What was counted before it was confirmed.
    pub preview: Option<Preview>,
}

impl Broadcast {
    /// Reads what is stored.
    pub fn of(row: BroadcastRow) -> Result<Self, Error> {
        let wrong = |_| Error::Inconsistent { what: "broadcast" };
        let mut selection: Selection = serde_json::from_str(&row.selection).map_err(wrong)?;
        selection.areas.clone_from(&row.areas);
        let draft = Draft {
            content: serde_json::from_str(&row.content).map_err(wrong)?,
            selection,
            urgent: row.urgent.clone(),
            lasts: row.lasts,
        };
        let preview = row
            .preview
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        Ok(Self {
            row,
            draft,
            preview,
        })
    }

    /// Whether what was counted can still be confirmed.
    pub fn is_counted(&self, now: Timestamp) -> bool {
        let preview = self.preview.as_ref();
        preview.is_some_and(|preview| now.since(preview.at) < COUNTED)
    }
}

/// What has become of a broadcast so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// People it was queued for.
    pub queued: i64,
    /// Requests that platforms have taken.
    pub sent: i64,
    /// Requests that wait or are under way.
    pub waiting: i64,
    /// Requests that were refused for good.
    pub failed: i64,
    /// Requests whose time passed.
    pub expired: i64,
    /// Requests that were taken back.
    pub cancelled: i64,
    /// People it was not queued for, by reason.
    pub left_out: BTreeMap<String, i64>,
    /// When it goes on for those who may not be written to now.
    pub again_at: Option<Timestamp>,
}

impl Progress {
    /// What lanes and requests come to.
    pub fn of(lanes: &[Lane], requests: &[(String, String, i64)], now: Timestamp) -> Self {
        let mut progress = Self::default();
        for lane in lanes {
            progress.queued += lane.queued;
            for (why, count) in &lane.left_out {
                *progress.left_out.entry(why.clone()).or_default() += count;
            }
            if !lane.done && lane.next_at > now {
                let earlier = progress.again_at.filter(|at| *at < lane.next_at);
                progress.again_at = earlier.or(Some(lane.next_at));
            }
        }
        for (_, state, count) in requests {
            *match state.as_str() {
                "accepted" => &mut progress.sent,
                "failed" => &mut progress.failed,
                "expired" => &mut progress.expired,
                "cancelled" => &mut progress.cancelled,
                _ => &mut progress.waiting,
            } += count;
        }
        progress
    }

    /// People who were left out, for whatever reason.
    pub fn left(&self) -> i64 {
        self.left_out.values().sum()
    }
}

/// Why something could not be done with a broadcast.
#[derive(Debug, thiserror::Error)]
pub enum BroadcastError {
    /// There is none of this id within the grants, or an area is not theirs.
    #[error("no such broadcast")]
    NotFound,
    /// There are no Japanese words.
    #[error("there are no Japanese words")]
    NoWords,
    /// A text is too long.
    #[error("longer than {LONGEST} characters in `{language}`")]
    TooLong {
        /// In which language.
        language: String,
    },
    /// There is no such flow that begins for anybody.
    #[error("there is no such flow")]
    NoFlow,
    /// Nobody was chosen: no area.
    #[error("no area was chosen")]
    NoArea,
    /// It is urgent for no reason.
    #[error("what is urgent needs a reason")]
    NoReason,
    /// The number that was repeated is not the number that was counted, or that was long ago.
    #[error("the number is not the one that was counted")]
    OtherNumber,
    /// There is nobody to send it to.
    #[error("nobody would get it")]
    Nobody,
    /// It is not in a state in which that can be done any more.
    #[error("too late")]
    TooLate,
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}
