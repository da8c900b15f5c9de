//! Made-up words and people for the tests of this crate.

use std::collections::HashMap;
use std::sync::Arc;

use tempfile::TempDir;
use tsunagi_dispatch::{Files, Force, Line, Menus, Parts, Service};
use tsunagi_locale::{Catalogue, TextFile};
use tsunagi_model::{
    Actor, AreaId, Audience, Author, ChannelKind, Choice, Controller, ConversationId, Direction,
    EncounterResult, EncounterSource, ExternalId, Method, Span, StaffId, StaffRole, Target,
    TestClock, ThreadKind, Timestamp,
};
use tsunagi_store::{
    Body, Changes, Encounter, Grant, NewAlert, NewHandoff, NewMessage, NewNote, NewThread,
    RunState, Store, Thread,
};

use crate::words::Words;
use crate::{App, ConsoleOptions};

/// 2026-11-20 17:05 in Tokyo.
pub(crate) const NOW: Timestamp = Timestamp(1_795_161_900_000_000);
pub(crate) const PASSWORD: &str = "あかるい 森の 道 7";
pub(crate) const JA: &str = include_str!("../../../locales/ja/console.ftl");
pub(crate) const EN: &str = include_str!("../../../locales/en/console.ftl");
pub(crate) const BROADCAST_JA: &str = include_str!("../../../locales/ja/broadcast.ftl");
pub(crate) const BROADCAST_EN: &str = include_str!("../../../locales/en/broadcast.ftl");

/// The files as they are shipped.
pub(crate) fn files() -> Vec<TextFile> {
    let report = [
        include_str!("../../../locales/ja/report.ftl"),
        include_str!("../../../locales/en/report.ftl"),
    ];
    let rooms = [
        include_str!("../../../locales/ja/webroom.ftl"),
        include_str!("../../../locales/en/webroom.ftl"),
        include_str!("../../../locales/ja/channels.ftl"),
        include_str!("../../../locales/en/channels.ftl"),
    ];
    let attachment = [
        include_str!("../../../locales/ja/attachment.ftl"),
        include_str!("../../../locales/en/attachment.ftl"),
    ];
    [
        ("ja", "console", JA),
        ("en", "console", EN),
        ("ja", "broadcast", BROADCAST_JA),
        ("en", "broadcast", BROADCAST_EN),
        ("ja", "report", report[0]),
        ("en", "report", report[1]),
        ("ja", "attachment", attachment[0]),
        ("en", "attachment", attachment[1]),
        ("ja", "webroom", rooms[0]),
        ("en", "webroom", rooms[1]),
        ("ja", "channels", rooms[2]),
        ("en", "channels", rooms[3]),
    ]
    .map(|(language, name, text)| TextFile {
        language: language.into(),
        name: name.into(),
        path: format!("locales/{language}/{name}.ftl"),
        text: text.into(),
    })
    .into()
}

fn catalogue() -> Catalogue {
    let (catalogue, problems) = Catalogue::load(&files());
    assert!(problems.is_empty(), "{problems:?}");
    catalogue
}

pub(crate) fn words(language: &str) -> Words {
    Words::new(Arc::new(catalogue()), language, chrono_tz::Asia::Tokyo, NOW)
}

/// Two municipalities, six people of the staff, four conversations: waiting in danger, mine, automatic, and one elsewhere.
pub(crate) struct Room {
    _dir: TempDir,
    pub app: App,
    pub waiting: ConversationId,
    pub mine: ConversationId,
    pub automatic: ConversationId,
    pub theirs: ConversationId,
    pub elsewhere: ConversationId,
}

fn before(minutes: i64) -> Timestamp {
    Timestamp(NOW.0 - Span::minutes(minutes).0)
}

/// The use cases over this store. Nothing runs, so what is said stays in the queue; the channel is the web chat's, which needs no network.
async fn service(store: Store, area: AreaId) -> Arc<Service> {
    let line = Line {
        channel: Arc::new(tsunagi_channel::web::Web::new()),
        area,
        area_slug: "hinata".to_owned(),
        area_name: "ひなた市".to_owned(),
        audience: Audience::Child,
        menus: Menus::none(Audience::Child),
    };
    let zone = chrono_tz::Asia::Tokyo;
    let force = Force::begin(&store, authored(), zone, NOW).await.unwrap();
    Service::new(Parts {
        store,
        clock: Arc::new(TestClock::at(NOW)),
        zone,
        lines: HashMap::from([("line".to_owned(), line)]),
        force,
        classifier: tsunagi_safeguard::Classifier::load(
            "id,language,category,level,kind,pattern,unless,note\n",
        )
        .0,
        media_base: None,
        attachments: tsunagi_dispatch::AttachmentRules::default(),
        quota_reserve: 0.1,
    })
}

/// Two flows with their texts, so that there is something to follow up with and something to edit.
pub(crate) fn authored() -> Files {
    let mut files: Files = [
        ("followup.yml", include_str!("sample/followup.yml")),
        ("hello.yml", include_str!("sample/hello.yml")),
        (
            "ja/followup.ftl",
            "### languages: ja\n\nfollowup-how = その後、いかがですか。\n",
        ),
        ("ja/hello.ftl", include_str!("sample/hello_ja.ftl")),
        ("en/hello.ftl", include_str!("sample/hello_en.ftl")),
        ("tests/hello.yml", include_str!("sample/hello_test.yml")),
    ]
    .into_iter()
    .collect();
    for file in self::files() {
        files.put(&format!("{}/{}.ftl", file.language, file.name), &file.text);
    }
    files
}

/// Lines of a conversation: minutes ago, who, words, options.
type Said<'a> = &'a [(i64, Author, &'a str, &'a [&'a str])];

async fn talk(
    store: &Store,
    area: AreaId,
    name: &str,
    audience: Audience,
    staff: StaffId,
    said: Said<'_>,
    change: impl FnOnce(&mut Thread, &mut Changes),
) -> ConversationId {
    let mut changes = Changes::default();
    let start = before(60 * 30);
    let mut thread = store.new_thread(
        NewThread {
            channel: "line",
            area,
            kind: ThreadKind::Person,
            audience,
            external: ExternalId(name.into()),
            thread: store.thread_hash("line", name),
        },
        start,
    );
    let id = thread.id;
    for (minutes, author, text, choices) in said {
        let at = before(*minutes);
        let inbound = *author == Author::Contact;
        if inbound {
            thread.last_in_at = Some(at);
        } else {
            thread.last_out_at = Some(at);
        }
        let (kind, body) = match *text {
            "follow" => ("follow", None),
            "erased" => ("text", None),
            text => {
                let choices = choices
                    .iter()
                    .map(|label| Choice {
                        label: (*label).into(),
                        data: String::new(),
                    })
                    .collect();
                (
                    "text",
                    Some(Body {
                        text: text.into(),
                        choices,
                        language: Some("ja".into()),
                        ..Body::default()
                    }),
                )
            }
        };
        changes.messages.push(NewMessage {
            id: store.ids().next(at),
            thread: 0,
            direction: if inbound {
                Direction::In
            } else {
                Direction::Out
            },
            author: *author,
            staff: (*author == Author::Staff).then_some(staff),
            kind: kind.into(),
            body,
            platform_id: Some(format!("{name}-{minutes}")),
            event_id: None,
            outbox: None,
            occurred_at: Some(at),
            received_at: at,
            quotes: None,
        });
    }
    change(&mut thread, &mut changes);
    changes.threads.push(thread);
    store
        .commit(&changes, before(said.last().map_or(0, |line| line.0)))
        .await
        .unwrap();
    let unsend = Changes {
        unsend: said
            .iter()
            .filter(|line| line.2 == "erased")
            .map(|line| (id, format!("{name}-{}", line.0)))
            .collect(),
        ..Changes::default()
    };
    store.commit(&unsend, NOW).await.unwrap();
    id
}

/// Makes everything in a store of its own.
pub(crate) async fn room() -> Room {
    use Author::{Contact, Flow, Staff};
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite://{}", dir.path().join("test.db").display());
    let store = Store::open(&url, &dir.path().join("test.key"))
        .await
        .unwrap();
    let area = store
        .ensure_area("hinata", "ひなた市", "city", None, NOW)
        .await
        .unwrap();
    let other = store
        .ensure_area("kazahana", "かざはな町", "city", None, NOW)
        .await
        .unwrap();
    store
        .ensure_channel("line", ChannelKind::Line, area, Audience::Child)
        .await
        .unwrap();
    let mut staff = Vec::new();
    for (login, name, language, role) in [
        ("mizuki", "みずき", "ja", StaffRole::Staff),
        ("haru", "はる", "en", StaffRole::Lead),
        ("aoki", "青木", "ja", StaffRole::Officer),
        ("tsubaki", "つばき", "ja", StaffRole::Coordinator),
        ("asahi", "あさひ", "en", StaffRole::Coordinator),
    ] {
        let id = store
            .add_staff(login, name, PASSWORD, language, NOW)
            .await
            .unwrap();
        store
            .grant(
                id,
                &Grant {
                    role,
                    area,
                    from: before(60),
                    to: None,
                },
                NOW,
            )
            .await
            .unwrap();
        staff.push(id);
    }
    let (mizuki, haru) = (staff[0], staff[1]);
    let s = &store;
    let waiting = talk(
        s,
        area,
        "a",
        Audience::Child,
        mizuki,
        &[
            (60 * 26, Contact, "follow", &[]),
            (
                60 * 26,
                Flow,
                "はじめまして。ここは学校でも塾でもないよ。\n返事はしなくて大丈夫。",
                &["りょうかい", "これなに？", "いらない"],
            ),
            (60 * 25, Contact, "りょうかい", &[]),
            (
                26,
                Flow,
                "今週の天気、どれに近い？（こころの話）",
                &["☀️ はれ", "☁️ くもり", "🌧 あめ", "パス"],
            ),
            (24, Contact, "erased", &[]),
            (23, Contact, "もうどうでもいい。人と話したい", &[]),
            (
                23,
                Flow,
                "話してくれて、ありがとう。これは自動の返事だよ。\n今、スタッフを呼んでいるよ。",
                &[],
            ),
        ],
        |thread, changes| {
            thread.controller = Controller::Waiting;
            thread.urgency = 3;
            thread.unanswered_since = Some(before(23));
            thread.run = Some(RunState {
                flow: "checkin".into(),
                version: 1,
                step: Some("mood".into()),
                wake_at: None,
                json: "{}".into(),
            });
            if let Some(contact) = &mut thread.contact {
                contact
                    .memory
                    .save("contact.role", "child", before(60 * 26));
                contact
                    .memory
                    .save("platform.name", "そらまめ", before(60 * 26));
                contact
                    .memory
                    .save("contact.language", "ja", before(60 * 26));
                contact
                    .memory
                    .save("consent.messages", "agree", before(60 * 26));
                contact
                    .memory
                    .save("checkin.mood", "low", before(60 * 24 * 7));
            }
            let handoff = s.ids().next(before(23));
            thread.handoff = Some(handoff);
            changes.handoffs.push(NewHandoff {
                id: handoff,
                thread: 0,
                team: "duty".into(),
                why: "asked for a person".into(),
                urgency: 3,
            });
            changes.alerts.push(NewAlert {
                id: s.ids().next(before(23)),
                thread: 0,
                team: "duty".into(),
                urgency: 3,
                category: "suicide".into(),
                rule: "r1".into(),
                message: None,
            });
            changes.notes.push(NewNote {
                id: s.ids().next(before(20)),
                thread: 0,
                staff: haru,
                text: "先週の電話では、夜ねむれていないとのこと。\n返事は短く、ゆっくり。".into(),
            });
            for (days, method, result, reached) in [
                (1, Method::Line, EncounterResult::Reached, true),
                (7, Method::Letter, EncounterResult::NoAnswer, false),
                (20, Method::HomeVisit, EncounterResult::Absent, false),
            ] {
                let at = before(60 * 24 * days);
                changes.encounters.push(Encounter {
                    id: s.ids().next(at),
                    area,
                    case: None,
                    contact: thread.contact.as_ref().map(|c| c.id),
                    conversation: Some(thread.id),
                    target: Target::Child,
                    actor: Actor::Ward,
                    staff: None,
                    flow: None,
                    flow_only: true,
                    direction: Direction::Out,
                    method,
                    started_at: at,
                    ended_at: at,
                    result,
                    reached,
                    counted: true,
                    messages_in: i64::from(reached) * 3,
                    messages_out: 4,
                    rule: 1,
                    source: EncounterSource::Auto,
                    voids: None,
                    voided_by: None,
                    recorded_at: at,
                });
            }
        },
    )
    .await;
    let mine = talk(s, area, "b", Audience::Guardian, mizuki, &[
        (95, Contact, "最近、朝になると起きられないようです。どう声をかけたらよいでしょうか。", &[]),
        (80, Staff, "お話しくださって、ありがとうございます。毎朝のこと、おつらいですね。\nいまのご様子を、もう少しうかがってもよいですか。", &[]),
        (9, Contact, "はい。夜は12時ごろまで起きていて、朝は声をかけても返事がありません。", &[]),
    ], |thread, _| {
        thread.controller = Controller::Human;
        thread.staff = Some(mizuki);
        thread.lease_until = Some(NOW.plus(Span::minutes(10)));
        thread.unanswered_since = Some(before(9));
        if let Some(contact) = &mut thread.contact {
            contact.memory.save("contact.role", "parent", before(95));
        }
    }).await;
    let automatic = talk(
        s,
        area,
        "c",
        Audience::Child,
        mizuki,
        &[(
            60 * 5,
            Flow,
            "水曜の午後5時から、ゲームの話をする部屋を10分だけ開けます。",
            &["のぞいてみる", "今はいいや"],
        )],
        |thread, _| {
            thread.run = Some(RunState {
                flow: "invite".into(),
                version: 1,
                step: Some("peek".into()),
                wake_at: None,
                json: "{}".into(),
            });
        },
    )
    .await;
    let theirs = talk(
        s,
        area,
        "d",
        Audience::Guardian,
        haru,
        &[(40, Contact, "ご相談したいことがあります。", &[])],
        |thread, changes| {
            thread.controller = Controller::Human;
            thread.staff = Some(haru);
            thread.lease_until = Some(NOW.plus(Span::minutes(10)));
            thread.urgency = 2;
            thread.unanswered_since = Some(before(40));
            changes.alerts.push(NewAlert {
                id: s.ids().next(before(40)),
                thread: 0,
                team: "duty".into(),
                urgency: 2,
                category: "caregiver_limit".into(),
                rule: "r2".into(),
                message: None,
            });
        },
    )
    .await;
    let elsewhere = talk(
        s,
        other,
        "e",
        Audience::Child,
        mizuki,
        &[(5, Contact, "ここは見えないはずのことば", &[])],
        |thread, _| {
            thread.controller = Controller::Waiting;
            thread.urgency = 3;
            thread.unanswered_since = Some(before(5));
        },
    )
    .await;
    let app = App {
        service: service(store, area).await,
        options: ConsoleOptions {
            public_url: None,
            secure_cookies: false,
            demo: true,
        },
    };
    Room {
        _dir: dir,
        app,
        waiting,
        mine,
        automatic,
        theirs,
        elsewhere,
    }
}
