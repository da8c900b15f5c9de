//! The pages: the chat, the script that other sites include, and the calendar that "hide" leads to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use tsunagi_model::Memory;

use super::words::{Piece, Words, pieces, script_words};
use super::{Chat, assets, is_code};

/// A language to change to.
pub(super) struct Language {
    pub tag: String,
    pub name: String,
    pub href: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "chat.html")]
struct ChatPage<'a> {
    words: &'a Words,
    slug: &'a str,
    version: &'static str,
    exit_url: &'static str,
    languages: Vec<Language>,
    emergency: Vec<Piece>,
    hotlines: Vec<Vec<Piece>>,
    /// The end of the link by which somebody came.
    key: Option<&'a str>,
    /// Whether one can go on in LINE from here.
    leads_on: bool,
    /// The right to join a LINE account, by which somebody came.
    link_token: Option<&'a str>,
    pictures: [&'static str; 12],
    page_words: String,
}

impl ChatPage<'_> {
    /// The name of a picture of the lock.
    fn picture(&self, picture: &str) -> String {
        self.words.say(&format!("chat-lock-{picture}"))
    }
}

#[derive(Template)]
#[template(path = "chat_missing.html")]
struct MissingPage<'a> {
    words: &'a Words,
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
    #[serde(rename = "linkToken")]
    link_token: Option<String>,
}

impl Wish {
    /// The right to join a LINE account, if it can be one.
    pub(super) fn link_token(&self) -> Option<&str> {
        self.link_token.as_deref().filter(|token| is_code(token))
    }
}

/// The chat.
pub(super) async fn chat(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    room(&chat, &slug, &wish, None, &headers)
}

/// The chat, perhaps with the door that a link opens.
pub(super) fn room(
    chat: &Chat,
    slug: &str,
    wish: &Wish,
    key: Option<&str>,
    headers: &HeaderMap,
) -> Response {
    let words = Words::new(chat.service.texts(), wish.lang.as_deref(), headers);
    let Some(area) = chat.area(slug) else {
        let page = MissingPage {
            emergency: emergency(&words),
            words: &words,
            version: assets::version(),
        };
        return (StatusCode::NOT_FOUND, html(chat, &page)).into_response();
    };
    let words = words.of(area);
    let page = ChatPage {
        slug,
        version: assets::version(),
        exit_url: "/calendar",
        languages: languages(
            &words,
            &[
                ("code", wish.code.as_deref()),
                ("linkToken", wish.link_token()),
            ],
        ),
        emergency: emergency(&words),
        hotlines: hotlines(chat, &words),
        key,
        leads_on: super::bridge::leads_on(chat, slug),
        link_token: wish.link_token(),
        pictures: super::lock::PICTURES,
        page_words: script_words(&words),
        words: &words,
    };
    html(chat, &page)
}

/// Whom to call when there is no time.
pub(super) fn emergency(words: &Words) -> Vec<Piece> {
    pieces(&words.say("chat-hotlines-emergency"))
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
    if chat.area(&slug).is_none() {
        return StatusCode::NOT_FOUND.into_response();
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

pub(super) fn html(chat: &Chat, page: &impl Template) -> Response {
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
    // Pictures of flows have our public address, which is not always the one by which a page was opened.
    let ours = chat.options.public_url.as_deref().and_then(origin);
    let ours = ours.map(|ours| format!(" {ours}")).unwrap_or_default();
    let more = format!("img-src 'self' blob:{ours}; media-src 'self'{ours}; ");
    sealed(page, &more, &frames, chat.options.secure)
}

/// The scheme and host of an address, if nothing else could get into a policy with it.
fn origin(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    let origin = url.get(..scheme.len() + 3 + host.len())?;
    is_origin(origin).then_some(origin)
}

/// A page that loads only our own files, runs no script but these, sends no referrer, and is kept by no cache.
pub(super) fn sealed(page: &impl Template, more: &str, frames: &str, secure: bool) -> Response {
    let text = match page.render() {
        Ok(text) => text,
        Err(error) => {
            tracing::error!(%error, "a page cannot be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; {more}form-action 'self'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors {frames}"
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
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin".to_owned(),
        ),
        (
            HeaderName::from_static("x-robots-tag"),
            "noindex, nofollow, noarchive".to_owned(),
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
pub(super) fn hotlines(chat: &Chat, words: &Words) -> Vec<Vec<Piece>> {
    let program = chat.service.program();
    let rows = program.hotlines(&Memory::default(), program.calendar(""), chat.service.now());
    rows.iter()
        .filter(|row| {
            !row.get("phone")
                .is_some_and(|phone| matches!(phone.as_str(), "110" | "119"))
        })
        .filter_map(|row| tsunagi_dispatch::speak::hotline(&words.texts, &words.language, row))
        .map(|line| pieces(&line))
        .collect()
}

/// The ways to the same page in other languages, with what else its address carries.
pub(super) fn languages(words: &Words, kept: &[(&str, Option<&str>)]) -> Vec<Language> {
    let tail: String = kept
        .iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| is_code(value))?)))
        .map(|(name, value)| format!("&{name}={value}"))
        .collect();
    let mut tags: Vec<&String> = words.texts.languages().iter().collect();
    // What most read comes first; the forms of Japanese stand together.
    tags.sort_by_key(|tag| (!tag.starts_with("ja"), tag.as_str() != "en"));
    tags.into_iter()
        .filter(|tag| words.texts.has(tag, "chat-language-name"))
        .map(|tag| Language {
            name: words.texts.text(tag, "chat-language-name", &[]).text,
            href: format!("?lang={tag}{tail}"),
            current: *tag == words.language,
            tag: tag.clone(),
        })
        .collect()
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
    fn of_our_own_address_only_the_origin_enters_the_policy() {
        assert_eq!(
            origin("https://a.example.jp/tsunagi"),
            Some("https://a.example.jp")
        );
        assert_eq!(origin("https://a.jp"), Some("https://a.jp"));
        for bad in ["https://a.jp; script-src x/", "a.jp", "https://"] {
            assert_eq!(origin(bad), None, "{bad}");
        }
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
