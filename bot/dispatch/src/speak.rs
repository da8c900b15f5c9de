//! From what the flow wants said to words in the person's language: ids become texts, rows become lines, options become buttons.

use chrono_tz::Tz;
use tsunagi_flow::{Calendar, Program, Row, Say, SayCard, SayChoice, SayLabel};
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_model::{Author, Bubble, Card, Choice, MediaKind, Memory, OutMedia, Timestamp, Turn};

/// The labels of all languages, for the flow engine.
pub(crate) struct Labels<'a>(pub &'a Catalogue);

impl tsunagi_flow::Labels for Labels<'_> {
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        self.0.match_option(text_id, options, typed)
    }
}

/// What stood on the button whose data came back.
pub(crate) fn label_of(texts: &Catalogue, language: &str, data: &str) -> Option<String> {
    let mut parts = data.split('/');
    let (flow, step, key) = (parts.next()?, parts.next()?, parts.next()?);
    texts.label(language, &format!("{flow}-{step}"), key)
}

/// A help line as people read it: its name in their language, where the table names a text, and its number.
pub fn hotline(texts: &Catalogue, language: &str, row: &Row) -> Option<String> {
    let translated = row
        .get("text")
        .filter(|id| !id.is_empty())
        .map(|id| texts.text(language, id, &[]).text)
        .filter(|name| !name.is_empty());
    let name = translated.as_ref().or_else(|| row.get("name"))?;
    let phone = row.get("phone").map_or("", String::as_str);
    Some(format!("{name} {phone}"))
}

/// Who reads, and when: all that words depend on besides what the flow wants said.
pub struct Reader<'a> {
    /// The texts.
    pub texts: &'a Catalogue,
    /// The flows and tables in force.
    pub program: &'a Program,
    /// The calendar of the reader's area.
    pub calendar: &'a Calendar,
    /// The programme's zone.
    pub zone: Tz,
    /// The present instant.
    pub now: Timestamp,
    /// A shipped language.
    pub language: &'a str,
    /// What is remembered of the reader.
    pub memory: &'a Memory,
    /// What the reader calls the area.
    pub area: &'a str,
    /// Where media are served from; without it, films and pictures are left out.
    pub media_base: Option<&'a str>,
}

/// Words ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// One turn; buttons end up under the last bubble, where every platform shows them.
    pub turn: Turn,
    /// Texts that no language has, or that lack a value.
    pub incomplete: Vec<String>,
}

impl Reader<'_> {
    /// The turn that says all of it.
    pub fn turn(&self, says: &[Say]) -> Spoken {
        let mut bubbles: Vec<Bubble> = Vec::new();
        let mut choices = Vec::new();
        let mut incomplete = Vec::new();
        for say in says {
            let args = self.arguments(say, &mut incomplete);
            bubbles.extend(
                self.text(&say.text, &args, &mut incomplete)
                    .into_iter()
                    .map(|text| Bubble {
                        text,
                        ..Bubble::default()
                    }),
            );
            if !say.cards.is_empty() {
                let cards: Vec<Card> = say
                    .cards
                    .iter()
                    .map(|one| self.card(one, &args, &mut incomplete))
                    .collect();
                match bubbles.last_mut() {
                    Some(last) if last.cards.is_empty() => last.cards = cards,
                    _ => bubbles.push(Bubble {
                        cards,
                        ..Bubble::default()
                    }),
                }
            }
            bubbles.extend(say.media.as_ref().and_then(|name| self.media(name)));
            if !say.choices.is_empty() {
                choices = say
                    .choices
                    .iter()
                    .map(|choice| self.button(choice, &mut incomplete))
                    .collect();
            }
        }
        if let Some(last) = bubbles.last_mut() {
            last.choices = choices;
        }
        let sender = self.texts.text(self.language, "common-robot", &[]).text;
        let turn = Turn {
            author: Author::Flow,
            sender: Some(sender).filter(|name| !name.is_empty()),
            bubbles,
        };
        Spoken { turn, incomplete }
    }

    /// A text's bubbles; it is said as well as it can be, and noted when it did not come out whole.
    fn text(&self, id: &str, args: &[(&str, Arg)], incomplete: &mut Vec<String>) -> Vec<String> {
        let rendered = self.texts.text(self.language, id, args);
        if !rendered.complete || rendered.language.is_empty() {
            incomplete.push(id.to_owned());
        }
        rendered.bubbles()
    }

    fn media(&self, name: &str) -> Option<Bubble> {
        let base = self.media_base?;
        let film = name.ends_with(".mp4");
        let preview = if film {
            name.replace(".mp4", ".jpg")
        } else {
            name.to_owned()
        };
        let kind = if film {
            MediaKind::Video
        } else {
            MediaKind::Image
        };
        Some(Bubble {
            media: Some(OutMedia {
                kind,
                url: format!("{base}/{name}"),
                preview_url: format!("{base}/{preview}"),
            }),
            ..Bubble::default()
        })
    }

    /// The values every text may use, then those of its step.
    fn arguments<'s>(&self, say: &'s Say, incomplete: &mut Vec<String>) -> Vec<(&'s str, Arg)> {
        let (texts, language) = (self.texts, self.language);
        let next_open = self
            .calendar
            .next_open(self.now)
            .map(|at| texts.date_time(language, at, self.zone))
            .unwrap_or_default();
        let open = if self.calendar.open_at(self.now) {
            "yes"
        } else {
            "no"
        };
        let area = ("area", Arg::from(self.area));
        let mut args = vec![
            ("role", Arg::from(self.memory.role().as_str())),
            (
                "service",
                Arg::Text(texts.text(language, "common-service", &[area]).text),
            ),
            ("open", Arg::from(open)),
            ("next_open", Arg::Text(next_open)),
            ("person", Arg::from("")),
            ("hotlines", Arg::Text(self.hotlines(say))),
        ];
        for (name, value) in &say.args {
            let value = match value {
                tsunagi_flow::Arg::Text(text) => Arg::Text(text.clone()),
                tsunagi_flow::Arg::Number(number) => Arg::Number(*number),
                tsunagi_flow::Arg::Instant(at) => {
                    Arg::Text(texts.date_time(language, *at, self.zone))
                }
                tsunagi_flow::Arg::Message(id) => {
                    Arg::Text(self.text(id, &args, incomplete).join("\n\n"))
                }
            };
            args.push((name.as_str(), value));
        }
        args
    }

    /// The help lines that go with the words, one a line.
    fn hotlines(&self, say: &Say) -> String {
        let open;
        let rows = if say.rows.is_empty() {
            open = self.program.hotlines(self.memory, self.calendar, self.now);
            &open
        } else {
            &say.rows
        };
        let lines: Vec<String> = rows
            .iter()
            .filter_map(|row| hotline(self.texts, self.language, row))
            .collect();
        lines.join("\n")
    }

    fn button(&self, choice: &SayChoice, incomplete: &mut Vec<String>) -> Choice {
        let label = match &choice.label {
            SayLabel::Key { text, key } => self
                .texts
                .label(self.language, text, key)
                .unwrap_or_else(|| {
                    incomplete.push(format!("{text}.{key}"));
                    key.clone()
                }),
            SayLabel::Instant(at) => self.texts.short_date_time(self.language, *at, self.zone),
            SayLabel::Literal(words) => words.clone(),
        };
        Choice {
            label,
            data: choice.data.clone(),
        }
    }

    fn card(&self, card: &SayCard, args: &[(&str, Arg)], incomplete: &mut Vec<String>) -> Card {
        let id = card.row.get("text").map_or("", String::as_str);
        let image = card.row.get("image").filter(|name| !name.is_empty());
        Card {
            title: self
                .texts
                .label(self.language, id, "title")
                .unwrap_or_default(),
            text: self.text(id, args, incomplete).join("\n\n"),
            image_url: image
                .zip(self.media_base)
                .map(|(name, base)| format!("{base}/{name}")),
            choices: card
                .choices
                .iter()
                .map(|choice| self.button(choice, incomplete))
                .collect(),
        }
    }
}
