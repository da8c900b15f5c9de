//! The pages: the chat, the script that other sites include, and the calendar that "hide" leads to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_model::Memory;

use super::{Chat, assets, is_code};

/// The words that the page's script says by itself.
pub(super) const SCRIPT_WORDS: &[&str] = &[
    "chat-automatic",
    "chat-cards-label",
    "chat-choices-label",
    "chat-chosen",
    "chat-discard",
    "chat-failed",
    "chat-gone",
    "chat-menu",
    "chat-now-automatic",
    "chat-now-person",
    "chat-now-waiting",
    "chat-offline",
    "chat-online",
    "chat-person",
    "chat-person-unnamed",
    "chat-picture",
    "chat-reconnecting",
    "chat-retry",
    "chat-sending",
    "chat-too-long",
    "chat-trouble",
    "chat-unsend",
    "chat-unsent",
    "chat-video",
    "chat-you",
];

/// The words of one language, with what all of them may mention.
pub(super) struct Words {
    texts: Arc<Catalogue>,
    /// The language the page is in.
    pub language: String,
}

impl Words {
    /// In the language that was asked for, else the browser's first, else Japanese.
    pub fn new(texts: Arc<Catalogue>, asked: Option<&str>, headers: &HeaderMap) -> Self {
        let browser = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let first = browser
            .split([',', ';'])
            .next()
            .map(str::trim)
            .filter(|first| is_code(first));
        let language = texts
            .negotiate(
                asked
                    .filter(|asked| is_code(asked))
                    .or(first)
                    .unwrap_or("ja"),
            )
            .to_owned();
        Self { texts, language }
    }

    /// A text without values of its own.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with one value.
    pub fn say1(&self, id: &str, name: &str, value: &str) -> String {
        self.with(id, &[(name, value.into())])
    }

    /// A text with values.
    pub fn with(&self, id: &str, values: &[(&str, Arg)]) -> String {
        let service = self.texts.text(&self.language, "common-service", &[]).text;
        // The script puts the person's name where the page cannot know it yet.
        let mut args = vec![
            ("service", Arg::Text(service)),
            ("role", "child".into()),
            ("person", "{name}".into()),
        ];
        args.extend(values.iter().cloned());
        self.texts.text(&self.language, id, &args).text
    }
}

/// A part of a text; with a number to call, a link.
#[derive(Debug, PartialEq)]
struct Piece {
    text: String,
    tel: Option<String>,
}

/// A language to change to.
struct Choice {
    tag: String,
    name: String,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "chat.html")]
struct ChatPage<'a> {
    words: &'a Words,
    slug: &'a str,
    version: &'static str,
    exit_url: &'static str,
    languages: Vec<Choice>,
    emergency: Vec<Piece>,
    hotlines: Vec<Vec<Piece>>,
    page_words: String,
}

#[derive(Template)]
#[template(path = "chat_missing.html")]
struct MissingPage<'a> {
    words: &'a Words,
    key: &'a str,
    version: &'static str,
    emergency: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "chat_calendar.html")]
struct CalendarPage<'a> {
    words: &'a Words,
    version: &'static str,
    month: String,
    days: Vec<String>,
    weeks: Vec<Vec<u32>>,
    today: u32,
}

/// What an address may ask of a page.
#[derive(Deserialize)]
pub(super) struct Wish {
    pub lang: Option<String>,
    code: Option<String>,
}

/// The chat.
pub(super) async fn chat(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let words = Words::new(chat.service.texts(), wish.lang.as_deref(), &headers);
    let problem = match chat.knows(&slug).await {
        Ok(true) => None,
        Ok(false) => Some((StatusCode::NOT_FOUND, "chat-not-found")),
        Err(status) => Some((status, "chat-trouble")),
    };
    if let Some((status, key)) = problem {
        let page = MissingPage {
            words: &words,
            key,
            version: assets::version(),
            emergency: pieces(&words.say("chat-hotlines-emergency")),
        };
        return (status, html(&chat, &page)).into_response();
    }
    let page = ChatPage {
        words: &words,
        slug: &slug,
        version: assets::version(),
        exit_url: "/calendar",
        languages: languages(&words, wish.code.as_deref()),
        emergency: pieces(&words.say("chat-hotlines-emergency")),
        hotlines: hotlines(&chat),
        page_words: script_words(&words),
    };
    html(&chat, &page)
}

/// A month like any other.
pub(super) async fn calendar(
    State(chat): State<Arc<Chat>>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let words = Words::new(chat.service.texts(), wish.lang.as_deref(), &headers);
    let today = chat
        .service
        .now()
        .utc()
        .with_timezone(&chat.service.zone())
        .date_naive();
    let page = CalendarPage {
        words: &words,
        version: assets::version(),
        month: format!("{} / {}", today.year(), today.month()),
        days: words
            .say("chat-exit-days")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        weeks: weeks(today),
        today: today.day(),
    };
    html(&chat, &page)
}

/// A script for other sites: a button that opens the chat in a frame.
pub(super) async fn embed(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    match chat.knows(&slug).await {
        Ok(true) => {}
        Ok(false) => return StatusCode::NOT_FOUND.into_response(),
        Err(status) => return status.into_response(),
    }
    let words = Words::new(chat.service.texts(), wish.lang.as_deref(), &headers);
    let values = serde_json::json!({
        "base": chat.options.public_url.as_deref().map(|url| url.trim_end_matches('/')),
        "slug": slug,
        "lang": wish.lang.as_deref().filter(|lang| is_code(lang)),
        "open": words.say("chat-embed-open"),
        "close": words.say("chat-embed-close"),
        "title": words.say("chat-title"),
    });
    let script =
        include_str!("../../static/chat/embed.js").replace("__VALUES__", &values.to_string());
    let head = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=600"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::VARY, "accept-language"),
        // Other sites may load it also where they demand such a promise.
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    (head, script).into_response()
}

fn html(chat: &Chat, page: &impl Template) -> Response {
    let mut frames = "'self'".to_owned();
    for origin in chat
        .options
        .frame_ancestors
        .iter()
        .filter(|origin| is_origin(origin))
    {
        frames.push(' ');
        frames.push_str(origin);
    }
    sealed(page, "", &frames, chat.options.secure)
}

/// A page that loads only our own files (and pictures over https), sends no referrer, and is kept by no cache.
pub(super) fn sealed(page: &impl Template, more: &str, frames: &str, secure: bool) -> Response {
    let text = match page.render() {
        Ok(text) => text,
        Err(error) => {
            tracing::error!(%error, "a page cannot be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https:; media-src https:; {more}\
         form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
    );
    let head = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()".to_owned(),
        ),
    ];
    let mut response = (head, Html(text)).into_response();
    if secure {
        response.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            header::HeaderValue::from_static("max-age=31536000"),
        );
    }
    response
}

/// The help lines that are open now for somebody we do not know, without those that the emergency line names already.
fn hotlines(chat: &Chat) -> Vec<Vec<Piece>> {
    let rows = chat
        .service
        .program()
        .hotlines(&Memory::default(), chat.service.now());
    rows.iter()
        .filter_map(|row| {
            Some((
                row.get("name")?,
                row.get("phone")
                    .filter(|phone| !matches!(phone.as_str(), "110" | "119"))?,
            ))
        })
        .map(|(name, phone)| pieces(&format!("{name} {phone}")))
        .collect()
}

fn languages(words: &Words, code: Option<&str>) -> Vec<Choice> {
    let tail = code
        .filter(|code| is_code(code))
        .map(|code| format!("&code={code}"))
        .unwrap_or_default();
    words
        .texts
        .languages()
        .iter()
        .filter(|tag| words.texts.has(tag, "chat-language-name"))
        .map(|tag| Choice {
            name: words.texts.text(tag, "chat-language-name", &[]).text,
            href: format!("?lang={tag}{tail}"),
            current: *tag == words.language,
            tag: tag.clone(),
        })
        .collect()
}

/// The script's words as JSON that can stand inside a page.
fn script_words(words: &Words) -> String {
    let said: serde_json::Map<String, serde_json::Value> = SCRIPT_WORDS
        .iter()
        .map(|key| ((*key).to_owned(), words.say(key).into()))
        .collect();
    serde_json::Value::Object(said)
        .to_string()
        .replace('<', "\\u003c")
}

/// Cuts a text at the numbers that can be called: three-digit emergency numbers and numbers with a leading zero.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece {
        text: String::new(),
        tel: None,
    }];
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest
            .find(|c: char| !c.is_ascii_digit() && c != '-')
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(run.max(rest.chars().next().map_or(0, char::len_utf8)));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let calls = matches!(digits.as_str(), "110" | "118" | "119" | "188" | "189")
            || (digits.starts_with('0') && (9..=11).contains(&digits.len()));
        match pieces.last_mut() {
            Some(last) if !calls && last.tel.is_none() => last.text.push_str(number),
            _ => pieces.push(Piece {
                text: number.to_owned(),
                tel: calls.then_some(digits),
            }),
        }
        rest = tail;
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The weeks of a month from Sunday to Saturday; 0 where there is no day.
fn weeks(today: NaiveDate) -> Vec<Vec<u32>> {
    let first = today.with_day(1).unwrap_or(today);
    let length = u32::from(today.num_days_in_month());
    let blank = first.weekday().num_days_from_sunday();
    let cells: Vec<u32> = std::iter::repeat_n(0, blank as usize)
        .chain(1..=length)
        .collect();
    cells
        .chunks(7)
        .map(|week| {
            let mut week = week.to_vec();
            week.resize(7, 0);
            week
        })
        .collect()
}

/// Whether this can stand in a policy: a scheme and a host, nothing that would add to it.
fn is_origin(origin: &str) -> bool {
    origin.split_once("://").is_some_and(|(scheme, host)| {
        matches!(scheme, "https" | "http")
            && !host.is_empty()
            && host.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'*')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, Option<String>)> {
        pieces(text)
            .into_iter()
            .map(|piece| (piece.text, piece.tel))
            .collect()
    }

    #[test]
    fn numbers_that_can_be_called_become_links_and_others_do_not() {
        let link = |text: &str, tel: &str| (text.to_owned(), Some(tel.to_owned()));
        let plain = |text: &str| (text.to_owned(), None);
        assert_eq!(
            shown("けいさつは110、24時間は0120-0-78310です"),
            [
                plain("けいさつは"),
                link("110", "110"),
                plain("、24時間は"),
                link("0120-0-78310", "0120078310"),
                plain("です")
            ]
        );
        assert_eq!(
            shown("2026年11月20日 - 3-4"),
            [plain("2026年11月20日 - 3-4")]
        );
        assert_eq!(shown(""), []);
    }

    #[test]
    fn a_month_is_whole_weeks_from_sunday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let november = weeks(day("2026-11-20"));
        assert_eq!(
            november.first().unwrap(),
            &[1, 2, 3, 4, 5, 6, 7],
            "1 November 2026 is a Sunday"
        );
        assert_eq!(november.last().unwrap(), &[29, 30, 0, 0, 0, 0, 0]);
        let leap = weeks(day("2028-02-29"));
        assert_eq!(leap.iter().flatten().max(), Some(&29));
        assert!(leap.iter().all(|week| week.len() == 7));
    }

    #[test]
    fn only_plain_origins_enter_the_policy() {
        for good in [
            "https://school.example.jp",
            "https://*.example.jp",
            "http://127.0.0.1:8080",
        ] {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "*",
            "https://",
            "https://a.jp; script-src *",
            "javascript://x",
            "https://a.jp b.jp",
            "a.jp",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
