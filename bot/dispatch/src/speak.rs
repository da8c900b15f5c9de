//! From what the flow wants said to words in the person's language: ids become texts, rows become lines, options become buttons.

use tsunagi_flow::{SayCard, SayChoice, SayLabel};
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_model::{Author, Bubble, Card, Choice, MediaKind, OutMedia, Turn};

use crate::turn::Work;

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

/// The turn that says all of it; buttons end up under the last bubble, where every platform shows them.
pub(crate) fn turn(work: &Work<'_>, at: usize, says: &[tsunagi_flow::Say], language: &str) -> Turn {
    let texts = &work.texts;
    let mut bubbles: Vec<Bubble> = Vec::new();
    let mut choices = Vec::new();
    for say in says {
        let args = arguments(work, at, say, language);
        let rendered = texts.text(language, &say.text, &args);
        if !rendered.complete || rendered.language.is_empty() {
            // Said as well as it can be; the operator sees the number, the person never sees a placeholder.
            metrics::counter!("tsunagi_texts_incomplete", "text" => say.text.clone()).increment(1);
            tracing::error!(text = %say.text, language, "a text did not come out whole");
        }
        bubbles.extend(rendered.bubbles().into_iter().map(|text| Bubble {
            text,
            ..Bubble::default()
        }));
        if !say.cards.is_empty() {
            let cards: Vec<Card> = say
                .cards
                .iter()
                .map(|one| card(work, one, &args, language))
                .collect();
            match bubbles.last_mut() {
                Some(last) if last.cards.is_empty() => last.cards = cards,
                _ => bubbles.push(Bubble {
                    cards,
                    ..Bubble::default()
                }),
            }
        }
        if let (Some(name), Some(base)) = (&say.media, &work.service.media_base) {
            let film = name.ends_with(".mp4");
            bubbles.push(Bubble {
                media: Some(OutMedia {
                    kind: if film {
                        MediaKind::Video
                    } else {
                        MediaKind::Image
                    },
                    url: format!("{base}/{name}"),
                    preview_url: format!(
                        "{base}/{}",
                        if film {
                            name.replace(".mp4", ".jpg")
                        } else {
                            name.clone()
                        }
                    ),
                }),
                ..Bubble::default()
            });
        }
        if !say.choices.is_empty() {
            choices = say
                .choices
                .iter()
                .map(|choice| button(work, choice, language))
                .collect();
        }
    }
    if let Some(last) = bubbles.last_mut() {
        last.choices = choices;
    }
    Turn {
        author: Author::Flow,
        sender: Some(texts.text(language, "common-robot", &[]).text)
            .filter(|name| !name.is_empty()),
        bubbles,
    }
}

/// The values every text may use, then those of its step.
fn arguments<'a>(
    work: &Work<'_>,
    at: usize,
    say: &'a tsunagi_flow::Say,
    language: &str,
) -> Vec<(&'a str, Arg)> {
    let texts = &work.texts;
    let calendar = work.program.calendar();
    let zone = work.service.zone();
    let next_open = calendar
        .next_open(work.now)
        .map(|at| texts.date_time(language, at, zone))
        .unwrap_or_default();
    let area = work
        .service
        .lines()
        .get(&work.changes.threads[at].channel)
        .map(|line| line.area_name.clone())
        .unwrap_or_default();
    let open;
    let rows = if say.rows.is_empty() {
        let memory = work.changes.threads[at]
            .contact
            .as_ref()
            .map(|contact| contact.memory.clone())
            .unwrap_or_default();
        open = work.program.hotlines(&memory, work.now);
        &open
    } else {
        &say.rows
    };
    let hotlines: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            Some(format!(
                "{} {}",
                row.get("name")?,
                row.get("phone").map_or("", String::as_str)
            ))
        })
        .collect();
    let mut args = vec![
        ("role", Arg::Text(work.role(at).as_str().to_owned())),
        (
            "service",
            Arg::Text(
                texts
                    .text(language, "common-service", &[("area", Arg::Text(area))])
                    .text,
            ),
        ),
        (
            "open",
            Arg::Text(
                if calendar.open_at(work.now) {
                    "yes"
                } else {
                    "no"
                }
                .to_owned(),
            ),
        ),
        ("next_open", Arg::Text(next_open)),
        ("person", Arg::Text(String::new())),
        ("hotlines", Arg::Text(hotlines.join("\n"))),
    ];
    for (name, value) in &say.args {
        let value = match value {
            tsunagi_flow::Arg::Text(text) => Arg::Text(text.clone()),
            tsunagi_flow::Arg::Number(number) => Arg::Number(*number),
            tsunagi_flow::Arg::Instant(at) => Arg::Text(texts.date_time(language, *at, zone)),
            tsunagi_flow::Arg::Message(id) => Arg::Text(texts.text(language, id, &args).text),
        };
        args.push((name.as_str(), value));
    }
    args
}

fn button(work: &Work<'_>, choice: &SayChoice, language: &str) -> Choice {
    let texts = &work.texts;
    let label = match &choice.label {
        SayLabel::Key { text, key } => texts
            .label(language, text, key)
            .unwrap_or_else(|| key.clone()),
        SayLabel::Instant(at) => texts.short_date_time(language, *at, work.service.zone()),
        SayLabel::Literal(words) => words.clone(),
    };
    Choice {
        label,
        data: choice.data.clone(),
    }
}

fn card(work: &Work<'_>, card: &SayCard, args: &[(&str, Arg)], language: &str) -> Card {
    let texts = &work.texts;
    let id = card.row.get("text").map_or("", String::as_str);
    let image = card.row.get("image").filter(|name| !name.is_empty());
    Card {
        title: texts.label(language, id, "title").unwrap_or_default(),
        text: texts.text(language, id, args).text,
        image_url: image
            .zip(work.service.media_base.as_ref())
            .map(|(name, base)| format!("{base}/{name}")),
        choices: card
            .choices
            .iter()
            .map(|choice| button(work, choice, language))
            .collect(),
    }
}
