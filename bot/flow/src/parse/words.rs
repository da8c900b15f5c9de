//! The small phrases of the language: lengths of time, targets, settings, selections, languages by their own names.

use tsunagi_model::Span;

use crate::definition::{Length, Missed, Setting};
use crate::expression;
use crate::fold::fold;
use crate::problem::Place;
use crate::table::Selection;
use crate::yaml::Node;

/// Words that would be read as something else somewhere.
pub(crate) const FORBIDDEN: &[&str] =
    &["yes", "no", "on", "off", "y", "n", "true", "false", "null"];
/// Words for targets.
pub(crate) const RESERVED: &[&str] = &["next", "end", "return", "hold"];

/// Whether a word can name a step or an option.
pub(super) fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && letters
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// Whether a word can name a field: names with dots between.
pub(super) fn is_field(word: &str) -> bool {
    word.contains('.') && word.split('.').all(is_name)
}

/// `15m`, `3h`, `7d`, `2w`, `1month`, `1 workday`, `forever`; a leading `+` is allowed.
pub(super) fn length(text: &str) -> Option<Length> {
    let text = text.trim().trim_start_matches('+').trim();
    if text == "forever" {
        return Some(Length::Forever);
    }
    let split = text.find(|letter: char| !letter.is_ascii_digit())?;
    let number: u32 = text[..split]
        .parse()
        .ok()
        .filter(|number| *number <= 10_000)?;
    let n = i64::from(number);
    Some(match text[split..].trim() {
        "s" | "second" | "seconds" => Length::Span(Span::seconds(n)),
        "m" | "min" | "minute" | "minutes" => Length::Span(Span::minutes(n)),
        "h" | "hour" | "hours" => Length::Span(Span::hours(n)),
        "d" | "day" | "days" => Length::Span(Span::days(n)),
        "w" | "week" | "weeks" => Length::Span(Span::days(n * 7)),
        "month" | "months" => Length::Months(number.min(1_200)),
        "workday" | "workdays" => Length::Workdays(number.min(250)),
        _ => return None,
    })
}

/// A length that is the same on every day.
pub(crate) fn span(text: &str) -> Option<Span> {
    match length(text)? {
        Length::Span(span) => Some(span),
        Length::Months(months) => Some(Span::days(i64::from(months) * 30)),
        Length::Workdays(_) | Length::Forever => None,
    }
}

/// Days to move a date by: `-1`, `+3`, at most ten years.
pub(super) fn days(node: &Node) -> Option<i64> {
    let days: i64 = node.text()?.trim_start_matches('+').parse().ok()?;
    Some(days).filter(|days| (-3_660..=3_660).contains(days))
}

/// `skip`, `send late`, `send late within 6h, else skip`.
pub(super) fn missed(text: &str) -> Option<Missed> {
    match text.trim() {
        "skip" => Some(Missed::Skip),
        "send late" => Some(Missed::SendLate(None)),
        phrase => {
            let within = phrase.strip_prefix("send late within ")?.trim();
            let within = within
                .strip_suffix("else skip")
                .map_or(within, |start| start.trim_end().trim_end_matches(','));
            span(within).map(|span| Missed::SendLate(Some(span)))
        }
    }
}

/// `field = value`, where the value is `word`, `now`, a length with `+`, a field, or a plain word.
pub(super) fn setting(text: &str) -> Option<(String, Setting)> {
    let (field, value) = text.split_once('=')?;
    let (field, value) = (field.trim(), value.trim());
    if !is_field(field) || value.is_empty() {
        return None;
    }
    let setting = match value {
        "word" => Setting::Word,
        "now" | "today" => Setting::Now,
        "forever" => Setting::After(Length::Forever),
        _ if value.starts_with('+') => Setting::After(length(value)?),
        _ if is_field(value) => Setting::Field(value.to_owned()),
        _ => Setting::Literal(value.trim_matches(['"', '\'']).to_owned()),
    };
    Some((field.to_owned(), setting))
}

/// `table places where role = contact.role, at most 5` or `…, next unseen`.
pub(super) fn selection(text: &str, place: Place) -> Result<Selection, String> {
    let rest = text
        .trim()
        .strip_prefix("table ")
        .ok_or("rows come `from: table <name> where …`")?
        .trim();
    let mut parts = rest.split(',').map(str::trim);
    let first = parts.next().unwrap_or("");
    let (name, filter) = match first.split_once(' ') {
        None => (first, None),
        Some((name, rest)) => {
            let condition = rest
                .trim()
                .strip_prefix("where ")
                .ok_or_else(|| format!("after `table {name}` comes `where …`"))?;
            (name, Some(expression::row_condition(condition)?))
        }
    };
    if !is_name(name) {
        return Err(format!("`{name}` is not the name of a table"));
    }
    let mut selection = Selection {
        table: name.to_owned(),
        place,
        filter,
        at_most: None,
        next_unseen: false,
    };
    for part in parts {
        match part
            .strip_prefix("at most ")
            .map(|number| number.trim().parse())
        {
            Some(Ok(number)) => selection.at_most = Some(number),
            None if part == "next unseen" => selection.next_unseen = true,
            _ => {
                return Err(format!(
                    "`{part}` is not understood; write `at most 5` or `next unseen`"
                ));
            }
        }
    }
    Ok(selection)
}

/// What a language calls itself, as the key of that language; other words stand for themselves.
pub(super) fn language_or_word(word: &str) -> String {
    let key = match fold(word).as_str() {
        "にほんご" | "日本語" | "japanese" => "ja",
        "ひらがな" => "ja_hira",
        "やさしいにほんご" | "やさしい日本語" => "ja_easy",
        "english" | "えいご" | "英語" => "en",
        "中文" | "中国語" | "chinese" => "zh",
        "português" | "portugues" | "ぽるとがるご" | "ポルトガル語" => "pt",
        "tiếng việt" | "tieng viet" | "べとなむご" => "vi",
        "filipino" | "tagalog" => "fil",
        "español" | "espanol" => "es",
        _ => word,
    };
    key.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_written() {
        assert_eq!(length("+7d"), Some(Length::Span(Span::days(7))));
        assert_eq!(length("1 workday"), Some(Length::Workdays(1)));
        assert_eq!(length("+1month"), Some(Length::Months(1)));
        assert_eq!(length("forever"), Some(Length::Forever));
        for wrong in ["", "7", "d", "7 moons", "99999999999d", "-1d", "７d"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn missed_and_settings_and_selections_read_as_written() {
        assert_eq!(
            missed("send late within 6h, else skip"),
            Some(Missed::SendLate(Some(Span::hours(6))))
        );
        assert_eq!(missed("whenever"), None);
        assert_eq!(
            setting("contact.language = word"),
            Some(("contact.language".to_owned(), Setting::Word))
        );
        assert_eq!(setting("language = x"), None);
        let chosen = selection(
            "table places where role = contact.role, at most 5",
            Place::default(),
        )
        .unwrap();
        assert_eq!(
            (chosen.table.as_str(), chosen.at_most, chosen.next_unseen),
            ("places", Some(5), false)
        );
        assert!(
            selection(
                "table tips where role = contact.role, next unseen",
                Place::default()
            )
            .unwrap()
            .next_unseen
        );
        assert!(selection("places", Place::default()).is_err());
    }
}
