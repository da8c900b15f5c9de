//! One timeline of a conversation: words of both sides, what became of them, calls for a person, marks and staff notes.

use tsunagi_model::{Author, Direction, Status, Timestamp};
use tsunagi_store::{Body, Dialogue, Line};

use crate::page::alert::urgency;
use crate::page::attachment::AttachmentView;
use crate::page::beside::{Beside, HeldView};
use crate::page::quote::QuoteView;
use crate::words::Words;

/// One entry. Which fields matter depends on `kind`.
#[derive(Default)]
pub(crate) struct Item {
    at: Timestamp,
    /// `in`, `flow`, `staff`, `note`, `alert`, `mark`.
    pub kind: &'static str,
    pub id: String,
    /// The day, on the first entry of a day.
    pub day: Option<String>,
    pub time: String,
    pub machine: String,
    pub who: String,
    pub text: String,
    /// What it answers or reacts to.
    pub quote: Option<QuoteView>,
    /// The language of the words, where it is known.
    pub language: Option<String>,
    /// What there is besides words: a picture, a sticker, a place.
    pub extra: Option<String>,
    /// Options that were offered.
    pub choices: Vec<String>,
    /// Cards that were shown: title and words.
    pub cards: Vec<(String, String)>,
    /// What came besides words.
    pub attachments: Vec<AttachmentView>,
    pub status: String,
    /// `ok`, `wait`, `bad` or `gone`.
    pub tone: &'static str,
    pub urgency: &'static str,
}

/// Puts everything of a conversation in one order, oldest first.
pub(crate) fn timeline(
    w: &Words,
    channel: &str,
    dialogue: &Dialogue,
    facts: &Beside,
    leads: bool,
) -> Vec<Item> {
    let mut items: Vec<Item> = dialogue
        .lines
        .iter()
        .filter_map(|line| {
            let mut item = line_item(w, channel, line)?;
            // What was taken back has one tombstone for all of it.
            if line.status != Status::Erased {
                let own = facts
                    .attachments
                    .iter()
                    .filter(|row| row.message == line.id);
                item.attachments = own
                    .map(|row| AttachmentView::new(w, row, leads, facts.shown))
                    .collect();
                item.quote = QuoteView::new(w, dialogue, line.id);
            }
            if !item.attachments.is_empty() {
                item.extra = None;
            }
            Some(item)
        })
        .collect();
    // When older lines are on another page, what belongs to their time is too.
    let from = dialogue
        .lines
        .first()
        .filter(|_| dialogue.more)
        .map_or(Timestamp(i64::MIN), |line| line.received_at);
    items.extend(
        dialogue
            .notes
            .iter()
            .filter(|note| note.written_at >= from)
            .map(|note| Item {
                at: note.written_at,
                kind: "note",
                id: note.id.to_string(),
                who: note.staff.clone(),
                text: note.text.clone(),
                ..Item::default()
            }),
    );
    items.extend(
        dialogue
            .alerts
            .iter()
            .filter(|alert| alert.opened_at >= from)
            .map(|alert| Item {
                at: alert.opened_at,
                kind: "alert",
                id: alert.id.to_string(),
                urgency: urgency(alert.urgency),
                text: w.with(
                    "console-mark-alert",
                    &[
                        ("urgency", w.named("urgency", urgency(alert.urgency)).into()),
                        ("about", w.named("category", &alert.category).into()),
                    ],
                ),
                ..Item::default()
            }),
    );
    if let Some((id, _, why, at)) = dialogue
        .handoff
        .as_ref()
        .filter(|handoff| handoff.3 >= from)
    {
        items.push(Item {
            at: *at,
            kind: "mark",
            id: id.to_string(),
            text: w.t1("console-mark-handoff", "why", w.named("why", why)),
            ..Item::default()
        });
    }
    items.extend(
        facts
            .held
            .iter()
            .filter(|row| row.at >= from)
            .map(|row| Item {
                at: row.at,
                kind: "mark",
                id: row.id.to_string(),
                text: HeldView::new(w, row).mark(w),
                ..Item::default()
            }),
    );
    // Stable: words that set off an alert stand before it.
    items.sort_by_key(|item| item.at);
    let mut day = String::new();
    for item in &mut items {
        item.time = w.time(item.at);
        item.machine = w.machine(item.at);
        let today = w.date(item.at);
        if today != day {
            item.day = Some(today.clone());
            day = today;
        }
    }
    items
}

fn line_item(w: &Words, channel: &str, line: &Line) -> Option<Item> {
    let mut item = Item {
        at: line.received_at,
        id: line.id.to_string(),
        ..Item::default()
    };
    let mark = match line.kind.as_str() {
        "follow" | "unfollow" | "join" | "leave" | "edited" => Some(w.named("mark", &line.kind)),
        "opened" => Some(w.t("webroom-opened")),
        "reaction" => Some(reaction(w, line)),
        "linked" => Some(w.t("webroom-linked")),
        "link_failed" => Some(w.t("webroom-link-failed")),
        // The words it took back show a tombstone of their own.
        "unsend" => return None,
        _ => None,
    };
    if let Some(text) = mark {
        return Some(Item {
            kind: "mark",
            text,
            ..item
        });
    }
    (item.kind, item.who) = match (line.direction, line.author) {
        (Direction::In, _) => ("in", String::new()),
        (Direction::Out, Author::Staff) => (
            "staff",
            line.staff.clone().unwrap_or_else(|| w.t("console-staff")),
        ),
        (Direction::Out, _) => ("flow", w.t("console-automatic")),
    };
    (item.status, item.tone) = status(w, channel, line);
    if line.status == Status::Erased {
        item.text = w.t(if line.direction == Direction::In {
            "console-erased"
        } else {
            "console-erased-out"
        });
        return Some(item);
    }
    let body = line.body.clone().unwrap_or_default();
    item.extra = extra(w, line, &body);
    item.cards = body
        .cards
        .into_iter()
        .map(|card| (card.title, card.text))
        .collect();
    if line.direction == Direction::Out {
        item.choices = body
            .choices
            .into_iter()
            .map(|choice| choice.label)
            .collect();
    }
    item.text = body.text;
    item.language = body.language;
    Some(item)
}

/// A mark that the person put under a message, or took back.
fn reaction(w: &Words, line: &Line) -> String {
    let mark = line.body.as_ref().map(|body| body.text.as_str());
    match mark {
        None if line.status != Status::Erased => w.t("console-mark-reaction-gone"),
        // Platforms have names of their own for some marks (`love`, `custom_emoji`): nobody's words.
        Some(mark) if !mark.is_ascii() => w.t1("console-mark-reaction", "mark", mark),
        _ => w.t("console-mark-reaction-other"),
    }
}

/// What a line is when it is more than words.
pub(crate) fn extra(w: &Words, line: &Line, body: &Body) -> Option<String> {
    match line.kind.as_str() {
        "text" | "cards" | "edited" => body
            .media
            .as_ref()
            .map(|media| w.named("kind", media.kind.as_str())),
        // A tap whose label is known reads as what the person chose; the data behind it is the script's own.
        "postback" if body.text.is_empty() => Some(w.t("console-kind-postback")),
        "postback" => Some(w.t("console-kind-tapped")),
        other => Some(w.named("kind", other)),
    }
}

/// What is known of a line, and no more than that.
fn status(w: &Words, channel: &str, line: &Line) -> (String, &'static str) {
    let tone = match line.status {
        Status::Received | Status::Accepted | Status::Delivered | Status::Read => "ok",
        Status::Queued => "wait",
        Status::Failed => "bad",
        Status::Expired | Status::Cancelled | Status::Erased => "gone",
    };
    let text = match (line.status, line.problem.as_deref()) {
        (Status::Accepted, _) => w.t1("console-status-accepted", "channel", channel),
        (Status::Failed, Some(problem)) => w.t1(
            "console-status-failed-because",
            "why",
            w.named("send-problem", problem),
        ),
        (status, _) => w.named("status", status.as_str()),
    };
    (text, tone)
}
