//! 一斉連絡: written, counted, confirmed with the number, taken back within minutes, watched, stopped. Who runs a programme may do all
//! of it alone: nobody else has to agree, and everything is on record.

pub(crate) mod list;
pub(crate) mod show;
mod view;
pub(crate) mod write;

use std::collections::HashMap;

use tsunagi_dispatch::broadcast::{BroadcastError, Content, Draft};
use tsunagi_model::ChannelKind;

use crate::failure::Failure;
use crate::page::row::channel_name;
use crate::session::Visitor;
use crate::words::Words;

/// The languages that texts are written in, Japanese first; the field of each is named after it.
pub(crate) const LANGUAGES: [&str; 8] = [
    "ja", "ja-Hira", "ja-easy", "en", "zh-Hans", "pt-BR", "vi", "fil",
];
/// How much of the words a list shows.
const SHORT: usize = 28;

/// Only for those who run a programme; for others there is no such page.
pub(crate) fn only_who_runs_programmes(visitor: &Visitor) -> Result<(), Failure> {
    if visitor.scope.programme_areas().is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(())
}

/// The name of the area that `{area}` stands for in what staff see: the first that was chosen.
pub(crate) fn area_name(app: &crate::App, draft: &Draft) -> String {
    let mut lines = app.service.lines().values();
    let chosen = draft.selection.areas.first();
    lines
        .find(|line| Some(&line.area) == chosen)
        .map_or_else(String::new, |line| line.area_name.clone())
}

/// A channel's kind and whose it is: two areas may both have a web chat.
pub(crate) fn channel_in(
    app: &crate::App,
    w: &Words,
    kinds: &HashMap<String, ChannelKind>,
    slug: &str,
) -> String {
    let area = app.service.lines().get(slug);
    w.with(
        "broadcast-channel-in",
        &[
            ("channel", channel_name(w, kinds, slug).into()),
            (
                "area",
                area.map_or("", |line| line.area_name.as_str()).into(),
            ),
        ],
    )
}

/// The beginning of what is said, or the flow's name.
pub(crate) fn title(w: &Words, app: &crate::App, draft: &Draft) -> String {
    match &draft.content {
        Content::Words(texts) => {
            let words = texts.get("ja").map_or("", String::as_str);
            let words = words.replace("{area}", &area_name(app, draft));
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut short: String = line.chars().take(SHORT).collect();
            if short.len() < line.len() {
                short.push('…');
            }
            short
        }
        Content::Flow(flow) => w.t1("broadcast-flow-of", "flow", flow_name(app, flow)),
    }
}

/// A flow's title, or its name.
pub(crate) fn flow_name(app: &crate::App, flow: &str) -> String {
    let program = app.service.program();
    let found = program
        .newest(flow)
        .map(|(_, definition)| definition.title.clone());
    found
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| flow.to_owned())
}

/// What went wrong, in words; what does not exist has no words.
pub(crate) fn problem(w: &Words, error: BroadcastError) -> Result<String, Failure> {
    Ok(match error {
        BroadcastError::NotFound => return Err(Failure::NotFound),
        BroadcastError::Store(error) => return Err(error.into()),
        BroadcastError::NoWords => w.t("broadcast-problem-no-words"),
        BroadcastError::TooLong { language } => w.with(
            "broadcast-problem-too-long",
            &[
                ("language", w.named("language", &language).into()),
                (
                    "limit",
                    tsunagi_dispatch::broadcast::LONGEST.to_string().into(),
                ),
            ],
        ),
        BroadcastError::NoFlow => w.t("broadcast-problem-no-flow"),
        BroadcastError::NoArea => w.t("broadcast-problem-no-area"),
        BroadcastError::NoReason => w.t("broadcast-problem-no-reason"),
        BroadcastError::OtherNumber => w.t("broadcast-problem-other-number"),
        BroadcastError::Nobody => w.t("broadcast-problem-nobody"),
        BroadcastError::TooLate => w.t("broadcast-problem-too-late"),
    })
}

/// `1,234`.
pub(crate) fn figure(count: i64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn figures_are_grouped() {
        let figures = [0, 12, 123, 1_234, 165_669, 1_000_000].map(super::figure);
        assert_eq!(figures, ["0", "12", "123", "1,234", "165,669", "1,000,000"]);
    }
}
