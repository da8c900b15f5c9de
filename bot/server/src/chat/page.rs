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
    let Some(area) = chat.area(&slug) else {
        let page = MissingPage {
            words: &words,
            version: assets::version(),
            emergency: pieces(&words.say("chat-hotlines-emergency")),
        };
        return (StatusCode::NOT_FOUND, html(&chat, &page)).into_response();
    };
    let words = words.of(area);
    let page = ChatPage {
        words: &words,
        slug: &slug,
        version: assets::version(),
        exit_url: "/calendar",
        languages: languages(&words, wish.code.as_deref()),
        emergency: pieces(&words.say("chat-hotlines-emergency")),
        hotlines: hotlines(&chat, &words),
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
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https:; media-src 'self' https:; {more}\
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
fn hotlines(chat: &Chat, words: &Words) -> Vec<Vec<Piece>> {
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

fn languages(words: &Words, code: Option<&str>) -> Vec<Choice> {
    let tail = code
        .filter(|code| is_code(code))
        .map(|code| format!("&code={code}"))
        .unwrap_or_default();
    let mut tags: Vec<&String> = words.texts.languages().iter().collect();
    // What most read comes first; the forms of Japanese stand together.
    tags.sort_by_key(|tag| (!tag.starts_with("ja"), tag.as_str() != "en"));
    tags.into_iter()
        .filter(|tag| words.texts.has(tag, "chat-language-name"))
        .map(|tag| Choice {
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
