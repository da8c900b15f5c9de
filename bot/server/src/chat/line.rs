//! What the page is told of a conversation: JSON of the lines that its person may see, and nothing of what staff see.

use serde::Serialize;
use tsunagi_model::{Author, Card, Choice, Controller, Direction, MediaKind, OutMedia, Status};
use tsunagi_store::{Line, Thread};

/// The answer to "what is new?".
#[derive(Serialize)]
pub struct News {
    /// The service's time in milliseconds; the page dates its messages by it.
    pub now: i64,
    /// Who answers: `flow`, `waiting` or `human`.
    pub controller: Controller,
    /// Oldest first.
    pub lines: Vec<Shown>,
}

impl News {
    /// What a person sees of their thread; before the first event there is none.
    pub fn new(now: i64, thread: Option<&Thread>, lines: Vec<Line>) -> Self {
        let controller = thread.map_or(Controller::Flow, |thread| thread.controller);
        Self {
            now,
            controller,
            lines: lines.into_iter().filter_map(Shown::new).collect(),
        }
    }
}

/// One line as the page shows it.
#[derive(Serialize, Debug, PartialEq)]
pub struct Shown {
    pub id: String,
    /// `me`, `auto` or `person`.
    pub from: &'static str,
    /// The name of the person of the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Milliseconds; of the person's own lines it is the time the page gave them.
    pub at: i64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The option that was tapped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<OutMedia>,
    /// A picture that the person sent; the page asks for it by its own id of the message.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub picture: bool,
    /// The person took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl Shown {
    /// Nothing for lines without anything to see.
    pub fn new(line: Line) -> Option<Self> {
        let mine = line.direction == Direction::In;
        let gone = line.status == Status::Erased;
        let picture = mine && !gone && line.kind == MediaKind::Image.as_str();
        let body = line.body.unwrap_or_default();
        let mut choices = body.choices;
        let chosen = if mine { choices.drain(..).next() } else { None };
        let mut text = body.text;
        if text.is_empty()
            && let Some(chosen) = &chosen
        {
            text.clone_from(&chosen.label);
        }
        if !gone
            && !picture
            && text.is_empty()
            && choices.is_empty()
            && chosen.is_none()
            && body.cards.is_empty()
            && body.media.is_none()
        {
            return None;
        }
        Some(Self {
            id: line.id.to_string(),
            from: match (mine, line.author) {
                (true, _) => "me",
                (false, Author::Staff) => "person",
                (false, Author::Flow | Author::Contact) => "auto",
            },
            name: line.staff.filter(|_| !mine),
            at: line
                .occurred_at
                .filter(|_| mine)
                .unwrap_or(line.received_at)
                .as_millis(),
            text,
            lang: body.language,
            chosen: chosen.map(|choice| choice.data),
            choices,
            cards: body.cards,
            media: body.media,
            picture,
            gone,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tsunagi_model::{MessageId, Timestamp};
    use tsunagi_store::Body;

    use super::*;

    fn line(direction: Direction, author: Author, body: Option<Body>) -> Line {
        Line {
            id: MessageId::new(Timestamp(0), [1; 10]),
            direction,
            author,
            staff: None,
            kind: "text".to_owned(),
            body,
            status: Status::Accepted,
            problem: Some("429".to_owned()),
            occurred_at: Some(Timestamp::from_millis(5_000)),
            received_at: Timestamp::from_millis(9_000),
        }
    }

    fn seen(line: Line) -> serde_json::Value {
        let mut seen = serde_json::to_value(Shown::new(line)).unwrap();
        if let Some(seen) = seen.as_object_mut() {
            seen.remove("id");
        }
        seen
    }

    #[test]
    fn the_script_is_never_mistaken_for_a_person() {
        let choices = vec![Choice {
            label: "うん".to_owned(),
            data: "invite/hello/yes".to_owned(),
        }];
        let body = Body {
            text: "こんにちは".to_owned(),
            choices,
            language: Some("ja-Hira".to_owned()),
            ..Body::default()
        };
        assert_eq!(
            seen(line(Direction::Out, Author::Flow, Some(body))),
            json!({"from": "auto", "at": 9_000, "text": "こんにちは", "lang": "ja-Hira",
                   "choices": [{"label": "うん", "data": "invite/hello/yes"}]})
        );
        let body = Body {
            text: "青木です".to_owned(),
            ..Body::default()
        };
        let staff = Line {
            staff: Some("青木".to_owned()),
            ..line(Direction::Out, Author::Staff, Some(body))
        };
        assert_eq!(
            seen(staff),
            json!({"from": "person", "name": "青木", "at": 9_000, "text": "青木です"})
        );
    }

    #[test]
    fn own_lines_carry_the_pages_time_and_what_was_tapped() {
        let choices = vec![Choice {
            label: "うん".to_owned(),
            data: "invite/hello/yes".to_owned(),
        }];
        let tapped = line(
            Direction::In,
            Author::Contact,
            Some(Body {
                choices,
                ..Body::default()
            }),
        );
        assert_eq!(
            seen(tapped),
            json!({"from": "me", "at": 5_000, "text": "うん", "chosen": "invite/hello/yes"})
        );
    }

    #[test]
    fn what_was_taken_back_is_empty_and_what_says_nothing_is_left_out() {
        let gone = Line {
            status: Status::Erased,
            ..line(Direction::In, Author::Contact, None)
        };
        assert_eq!(seen(gone), json!({"from": "me", "at": 5_000, "gone": true}));
        assert_eq!(Shown::new(line(Direction::In, Author::Contact, None)), None);
    }

    #[test]
    fn before_the_first_event_there_is_an_empty_conversation() {
        let news = serde_json::to_value(News::new(1, None, Vec::new())).unwrap();
        assert_eq!(news, json!({"now": 1, "controller": "flow", "lines": []}));
    }
}
