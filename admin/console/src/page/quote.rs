//! What a message answers or reacts to: a few of its words, which lead to it.

use tsunagi_model::{MessageId, Status};
use tsunagi_store::{Dialogue, Line};

use crate::page::timeline::extra;
use crate::words::Words;

/// Characters of the words that are shown.
const SHORT: usize = 48;

/// What stands above a message, or beside a reaction.
pub(crate) struct QuoteView {
    /// Where the message is: on this page, or on the page of the past that ends with it.
    pub href: String,
    pub text: String,
    /// The language of the words, where they are shown and it is known.
    pub language: Option<String>,
}

impl QuoteView {
    /// What a line is about; none where it is about nothing, or nobody knows what.
    pub fn new(w: &Words, dialogue: &Dialogue, about: MessageId) -> Option<Self> {
        let quoted = dialogue.quoted.get(&about)?;
        let here = dialogue.lines.iter().any(|line| line.id == quoted.id);
        let page = if here {
            String::new()
        } else {
            // The page before the next possible message ends with this one.
            let next = quoted.id.uuid().as_u128().saturating_add(1);
            format!("/console/c/{}?before={next:032x}", dialogue.thread.id)
        };
        let words = words(quoted);
        let text = if quoted.status == Status::Erased {
            w.t("console-quote-gone")
        } else if words.is_empty() {
            let kind = extra(w, quoted, &quoted.body.clone().unwrap_or_default());
            w.t1("console-quote-kind", "kind", kind.unwrap_or_default())
        } else {
            w.t1("console-quote", "words", &words)
        };
        Some(Self {
            href: format!("{page}#i-{}", quoted.id),
            text,
            language: quoted
                .body
                .as_ref()
                .and_then(|body| body.language.clone())
                .filter(|_| !words.is_empty()),
        })
    }
}

/// The beginning of what a line says, on one line; nothing where it has no words.
fn words(line: &Line) -> String {
    let Some(body) = &line.body else {
        return String::new();
    };
    let title = body.cards.first().map_or("", |card| &card.title);
    let said = if body.text.trim().is_empty() {
        title
    } else {
        &body.text
    };
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = said.chars().take(SHORT).collect();
    if short.len() < said.len() {
        short.push('…');
    }
    short
}
