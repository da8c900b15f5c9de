//! The demonstration: made-up people in two towns, a clock that can be moved, no account anywhere.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use anyhow::{Result, ensure};
use chrono::Datelike;
use tsunagi_dispatch::Service;
use tsunagi_model::{Clock, ShiftedClock, Span, StaffRole, Timestamp};
use tsunagi_report::Mode;
use tsunagi_store::{Grant, Store};

use crate::chat::{self, Demo, DemoClock, DemoLogin};
use crate::config::Config;
use crate::{serve, wire};

const PASSWORD: &str = "demo-demo-demo";
/// Login, name, role. All made up.
const STAFF: [(&str, &str, StaffRole); 4] = [
    ("yui", "ゆい", StaffRole::Staff),
    ("aoki", "青木", StaffRole::Lead),
    ("yakuba", "市役所", StaffRole::Officer),
    ("midori", "みどり", StaffRole::Coordinator),
];
const AREAS: [(&str, &str); 2] = [
    ("uwajima", "宇和島市（デモ）"),
    ("niihama", "新居浜市（デモ）"),
];
const CASES: &str = include_str!("../demo/cases.csv");
const PUPILS: &str = include_str!("../demo/pupils.csv");
/// Conversations of made-up families: session, then what they tap (`flow/step/option`) or write.
const FAMILIES: [(&str, &str, &[&str]); 3] = [
    (
        "web",
        "demo-sora",
        &[
            "language/language/ja",
            "invite/who/child",
            "=12",
            "consent/messages/agree",
            "=人と話したい",
        ],
    ),
    (
        "web",
        "demo-haha",
        &[
            "language/language/ja",
            "invite/who/parent",
            "consent/messages/later",
        ],
    ),
    (
        "web-niihama",
        "demo-nico",
        &[
            "language/language/ja",
            "invite/who/child",
            "=14",
            "consent/messages/later",
        ],
    ),
];

/// `tsunagi demo`, which is also `cargo run`.
#[expect(clippy::print_stdout, reason = "where to go")]
pub async fn run(config: &Config) -> Result<()> {
    let mut config = config.clone();
    for (slug, area) in [("web", "uwajima"), ("web-niihama", "niihama")] {
        if !config.channels.iter().any(|channel| channel.slug == slug) {
            config.channels.push(wire::web_channel(slug, area));
        }
    }
    let store = wire::open_store(&config).await?;
    let known = store.setting("demo").await?.is_some();
    ensure!(
        known || store.count_staff().await? == 0,
        "this store is in real use: the demonstration needs one of its own (set database_url and key_file), or run `tsunagi serve`"
    );
    let offset = store
        .setting("demo.clock")
        .await?
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let clock = ShiftedClock::new(Span(offset));
    for (slug, name) in AREAS {
        store
            .ensure_area(slug, name, "city", None, clock.now())
            .await?;
    }
    let service = wire::service(&config, store.clone(), Arc::new(clock.clone())).await?;
    if !known {
        furnish(&service, &store).await?;
        store.set_setting("demo", "yes").await?;
    }
    let demo = Demo {
        slug: "web".to_owned(),
        logins: STAFF
            .map(|(login, ..)| DemoLogin {
                name: login.to_owned(),
                password: PASSWORD.to_owned(),
            })
            .to_vec(),
        console: "/console".to_owned(),
        report: "/console/report".to_owned(),
    };
    let mover = Arc::new(Mover {
        service: Arc::clone(&service),
        clock,
    });
    let router = serve::pages(&config, &service, true).merge(chat::demo_router(
        Arc::clone(&service),
        mover,
        demo,
    ));
    serve::run(&config, &service, router, |address| {
        println!("つなぎ — a demonstration with made-up people");
        println!("  phone    http://{address}/");
        println!(
            "  console  http://{address}/console   (yui, aoki, yakuba or midori; password {PASSWORD})"
        );
    })
    .await
}

/// Staff, free times, cases of this fiscal year, and a few conversations.
async fn furnish(service: &Arc<Service>, store: &Store) -> Result<()> {
    let now = service.now();
    let areas = store.areas().await?;
    for (login, name, role) in STAFF {
        let id = store.add_staff(login, name, PASSWORD, "ja", now).await?;
        for area in areas
            .iter()
            .filter(|area| AREAS.iter().any(|(slug, _)| *slug == area.slug))
        {
            store
                .grant(
                    id,
                    &Grant {
                        role,
                        area: area.id,
                        from: Timestamp(0),
                        to: None,
                    },
                    now,
                )
                .await?;
        }
    }
    for area in &areas {
        for day in 1..=5 {
            // Four in the afternoon in Tokyo.
            let midnight =
                now.utc().with_timezone(&service.zone()).date_naive() + chrono::Days::new(day * 2);
            if let Some(at) = midnight
                .and_hms_opt(16, 0, 0)
                .and_then(|at| at.and_local_timezone(service.zone()).single())
            {
                store.add_slot(area.id, at.into(), now).await?;
            }
        }
    }
    let today = now.utc().with_timezone(&service.zone()).date_naive();
    // The fiscal year begins in April.
    let year = if today.month() < 4 {
        today.year() - 1
    } else {
        today.year()
    }
    .to_string();
    let mut quiet = |_: usize, _: usize| {};
    tsunagi_report::import_cases(
        store,
        CASES.replace("YEAR", &year).as_bytes(),
        Mode::AllOrNothing,
        None,
        now,
        &mut quiet,
    )
    .await?;
    tsunagi_report::import_denominators(
        store,
        PUPILS.replace("YEAR", &year).as_bytes(),
        Mode::AllOrNothing,
        None,
        now,
    )
    .await?;
    service.run_receiver();
    for (slug, session, acts) in FAMILIES {
        let mut number = 0;
        for act in std::iter::once(&"follow").chain(acts) {
            number += 1;
            let event = match act.strip_prefix('=') {
                Some(words) => {
                    serde_json::json!({"id": format!("{session}-{number}"), "session": session, "type": "text", "text": words})
                }
                None if *act == "follow" => {
                    serde_json::json!({"id": format!("{session}-{number}"), "session": session, "type": "follow"})
                }
                None => {
                    serde_json::json!({"id": format!("{session}-{number}"), "session": session, "type": "choice", "data": act})
                }
            };
            service
                .receive_web(slug, session, vec![event.to_string()])
                .await?;
            service.settle().await?;
        }
    }
    Ok(())
}

/// Moves the demonstration's time from one due moment to the next, so that nothing that falls due on the way is late.
struct Mover {
    service: Arc<Service>,
    clock: ShiftedClock,
}

/// The most due moments on one way.
const MOMENTS: usize = 5_000;

impl Mover {
    /// Moves to `target`, or only until a regular start has spoken to somebody: then there is something to answer.
    async fn to(&self, target: Timestamp, until_check_in: bool) -> Result<()> {
        let store = self.service.store();
        let before = self.clock.now();
        self.service.settle().await?;
        let mut target = target;
        for _ in 0..MOMENTS {
            let next = [
                store.next_run_wake().await?,
                store.next_wake().await?,
                store.next_outbox_due().await?,
            ];
            let Some(next) = next
                .into_iter()
                .flatten()
                .min()
                .filter(|next| *next <= target)
            else {
                break;
            };
            self.clock
                .advance_to(next.max(self.clock.now().plus(Span::seconds(1))));
            let now = self.clock.now();
            let starts = store.due_wakes(now, 100).await?;
            let spoken = store.newest_message().await?;
            self.service.settle().await?;
            let regular = starts.iter().any(|wake| wake.kind == "schedule");
            if until_check_in && regular && store.newest_message().await? != spoken {
                target = now.plus(Span::minutes(1));
            }
        }
        self.clock.advance_to(target);
        store
            .set_setting("demo.clock", &self.clock.offset().0.to_string())
            .await?;
        // Who is signed in stays signed in: the week passes for the families, not for the visitor.
        store
            .extend_sessions(self.clock.now().since(before))
            .await?;
        self.service.clock_moved();
        Ok(())
    }
}

impl DemoClock for Mover {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn advance<'a>(&'a self, by: Span) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move {
            if let Err(error) = self
                .to(self.clock.now().plus(by), by >= Span::days(7))
                .await
            {
                tracing::error!(error = %error, "the demonstration's clock could not be moved");
            }
        })
    }
}
