//! What the page of one broadcast shows, part by part: what was counted, what is said and to whom, how far it has come, who did what.

use askama::Template;
use tsunagi_dispatch::broadcast::{Broadcast, Content, Progress};
use tsunagi_model::Span;
use tsunagi_store::BroadcastState;

use super::{LANGUAGES, area_name, channel_in, figure};
use crate::App;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::page::row::channel_kinds;
use crate::words::Words;

/// What one channel would carry.
pub(crate) struct ChannelLine {
    pub name: String,
    pub people: String,
    /// What counts against the month, and what the month has.
    pub cost: String,
}

/// The words as one reads them.
pub(crate) struct Sample {
    pub language: String,
    pub name: String,
    pub count: String,
    pub bubbles: Vec<String>,
}

/// A hint of the rules of wording.
pub(crate) struct Hint {
    pub severe: bool,
    pub language: String,
    pub message: String,
}

/// What was counted.
pub(crate) struct Counted {
    pub people: i64,
    pub figure: String,
    pub estimated: bool,
    /// Whether it costs anything.
    pub paid: bool,
    /// When it was counted; and whether that is too long ago.
    pub at: String,
    pub stale: bool,
    /// When it would go, sentence by sentence.
    pub when: Vec<String>,
    pub channels: Vec<ChannelLine>,
}

/// How far it has come.
pub(crate) struct Moving {
    pub all: i64,
    pub ready: i64,
    pub share: String,
    pub sent: String,
    pub waiting: String,
    pub failed: String,
    pub back: String,
    pub again: Option<String>,
}

#[derive(Template)]
#[template(path = "broadcast.html")]
pub(crate) struct ShowPage {
    pub f: Frame,
    pub id: String,
    pub state: &'static str,
    pub state_name: String,
    pub title: String,
    pub flow: Option<String>,
    pub samples: Vec<Sample>,
    pub hints: Vec<Hint>,
    pub whom: Vec<String>,
    pub urgent: Option<String>,
    pub counted: Option<Counted>,
    pub moving: Option<Moving>,
    /// Reasons and how many were left out for each.
    pub left_out: Vec<(String, String)>,
    pub left: String,
    /// When it begins and for how many, how many seconds that still is, and the same for the eye.
    pub until: Option<(String, i64, String)>,
    pub undo: Vec<(i64, String, bool)>,
    /// Who did what, when.
    pub record: Vec<String>,
    pub poll: bool,
    pub problem: Option<String>,
}

/// What was counted, while that still says something.
pub(super) async fn counted(
    app: &App,
    w: &Words,
    broadcast: &Broadcast,
) -> Result<Option<Counted>, Failure> {
    let Some(preview) = broadcast.preview.as_ref() else {
        return Ok(None);
    };
    let kinds = channel_kinds(app.service.store()).await?;
    let months = app.service.quotas();
    let channels = preview.channels.iter().map(|channel| {
        let month = months.iter().find(|month| month.channel == channel.channel);
        let limit = month.and_then(|month| Some((month.used, month.limit?, month.reserve)));
        let paid = figure(channel.paid);
        let cost = match limit {
            Some((used, limit, reserve)) if channel.paid > 0 => w.with(
                "broadcast-cost-month",
                &[
                    ("paid", paid.into()),
                    ("after", figure(used + channel.paid).into()),
                    ("limit", figure(limit).into()),
                    ("reserve", figure(reserve).into()),
                ],
            ),
            _ if channel.paid > 0 => w.t1("broadcast-cost", "paid", paid),
            _ => w.t("broadcast-cost-none"),
        };
        ChannelLine {
            name: channel_in(app, w, &kinds, &channel.channel),
            people: w.t1("broadcast-people", "count", figure(channel.people)),
            cost,
        }
    });
    let now = preview.people - preview.later;
    let mut when = Vec::new();
    if now > 0 {
        when.push(w.t1("broadcast-when-now", "count", figure(now)));
    }
    if let Some(at) = preview.later_at.filter(|_| preview.later > 0) {
        when.push(w.with(
            "broadcast-when-later",
            &[
                ("count", figure(preview.later).into()),
                ("time", w.date_time(at).into()),
            ],
        ));
    }
    let longest = preview.channels.iter().map(|channel| channel.seconds).max();
    if let Some(seconds) = longest.filter(|seconds| *seconds >= 10) {
        let length = if seconds < 60 {
            w.count("broadcast-seconds", seconds)
        } else {
            // Rather a little too long than too short.
            w.length(Span::seconds(seconds + 59))
        };
        when.push(w.t1("broadcast-when-long", "length", length));
    }
    Ok(Some(Counted {
        people: preview.people,
        figure: figure(preview.people),
        estimated: preview.estimated,
        paid: preview.channels.iter().any(|channel| channel.paid > 0),
        at: w.ago(preview.at),
        stale: !broadcast.is_counted(w.now),
        when,
        channels: channels.collect(),
    }))
}

pub(super) fn samples(w: &Words, app: &App, broadcast: &Broadcast) -> Vec<Sample> {
    let area = area_name(app, &broadcast.draft);
    let counts = broadcast.preview.as_ref().map(|preview| &preview.languages);
    let Content::Words(texts) = &broadcast.draft.content else {
        return Vec::new();
    };
    LANGUAGES
        .iter()
        .filter_map(|language| {
            let words = texts.get(*language)?;
            let count = counts.and_then(|counts| counts.get(*language)).copied();
            Some(Sample {
                language: (*language).to_owned(),
                name: w.named("language", language),
                count: w.t1("broadcast-people", "count", figure(count.unwrap_or(0))),
                bubbles: tsunagi_dispatch::broadcast::bubbles(&words.replace("{area}", &area)),
            })
        })
        .collect()
}

pub(super) fn hints(w: &Words, app: &App, broadcast: &Broadcast) -> Vec<Hint> {
    if broadcast.row.state != BroadcastState::Draft {
        return Vec::new();
    }
    app.service
        .broadcast_wording(&broadcast.draft)
        .into_iter()
        .map(|wording| Hint {
            severe: wording.severe,
            language: w.named("language", &wording.language),
            message: match wording.message.split('`').nth(1) {
                _ if w.language != "ja" || wording.hint.is_empty() => wording.message,
                Some(words) => w.with(
                    "broadcast-hint",
                    &[("words", words.into()), ("hint", wording.hint.into())],
                ),
                None => wording.hint.to_owned(),
            },
        })
        .collect()
}

/// Whom it is for, in words.
pub(super) async fn whom(
    app: &App,
    w: &Words,
    broadcast: &Broadcast,
) -> Result<Vec<String>, Failure> {
    let wanted = &broadcast.draft.selection;
    let list = |names: Vec<String>| names.join(&w.t("broadcast-comma"));
    let areas = app.service.store().areas().await?.into_iter();
    let areas = areas.filter(|area| wanted.areas.contains(&area.id));
    let mut whom = vec![list(areas.map(|area| area.name).collect())];
    if !wanted.channels.is_empty() {
        let kinds = channel_kinds(app.service.store()).await?;
        let names = wanted
            .channels
            .iter()
            .map(|slug| channel_in(app, w, &kinds, slug));
        whom.push(list(names.collect()));
    }
    if !wanted.roles.is_empty() {
        let roles = wanted.roles.iter();
        whom.push(list(
            roles
                .map(|role| w.named("role-of-contact", role.as_str()))
                .collect(),
        ));
    }
    if !wanted.languages.is_empty() {
        let languages = wanted.languages.iter();
        let names = list(
            languages
                .map(|language| w.named("language", language))
                .collect(),
        );
        whom.push(w.t1("broadcast-whom-languages", "languages", names));
    }
    if let Some(case) = wanted.case {
        whom.push(w.t(if case {
            "broadcast-case-yes"
        } else {
            "broadcast-case-no"
        }));
    }
    if let Some(days) = wanted.silent_days {
        whom.push(w.count("broadcast-whom-silent", days));
    }
    for (field, value) in &wanted.fields {
        whom.push(format!("{field} = {value}"));
    }
    Ok(whom)
}

pub(super) fn moving(w: &Words, broadcast: &Broadcast, progress: &Progress) -> Moving {
    let known: i64 = broadcast.preview.as_ref().map_or(0, |preview| {
        let channels = preview.channels.iter();
        channels.map(|channel| channel.requests).sum()
    });
    let out = progress.sent + progress.failed + progress.expired;
    let asked = out + progress.cancelled + progress.waiting;
    let (all, ready, waiting, back) = match broadcast.row.state {
        // Whoever was not queued yet does not get it either.
        BroadcastState::Stopped => {
            let all = known.max(asked);
            let back = all - out - progress.waiting;
            (all, out, progress.waiting, back)
        }
        BroadcastState::Sending => {
            let (all, ready) = (known.max(asked), out + progress.cancelled);
            (all, ready, all - ready, progress.cancelled)
        }
        _ => (asked, asked, progress.waiting, progress.cancelled),
    };
    let all = all.max(1);
    Moving {
        all,
        ready,
        share: format!("{}", ready * 100 / all),
        sent: figure(progress.sent),
        waiting: figure(waiting),
        failed: figure(progress.failed + progress.expired),
        back: figure(back),
        again: progress
            .again_at
            .map(|at| w.t1("broadcast-again", "time", w.date_time(at))),
    }
}

/// Who did what, when.
pub(super) async fn record(
    app: &App,
    w: &Words,
    broadcast: &Broadcast,
) -> Result<Vec<String>, Failure> {
    let row = &broadcast.row;
    let store = app.service.store();
    let mut lines = Vec::new();
    let did = [
        (
            "broadcast-record-written",
            Some(row.created_by),
            Some(row.created_at),
        ),
        (
            "broadcast-record-confirmed",
            row.confirmed_by,
            row.confirmed_at,
        ),
        (
            match row.state {
                BroadcastState::Stopped => "broadcast-record-stopped",
                BroadcastState::Undone => "broadcast-record-undone",
                _ => "broadcast-record-done",
            },
            row.ended_by,
            row.ended_at,
        ),
    ];
    for (id, by, at) in did {
        let Some(at) = at else { continue };
        let name = match by {
            Some(by) => store.staff_name(by).await?.unwrap_or_default(),
            None => w.t("broadcast-record-nobody"),
        };
        lines.push(w.with(
            id,
            &[("time", w.date_time(at).into()), ("name", name.into())],
        ));
    }
    Ok(lines)
}
