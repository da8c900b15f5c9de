//! What the tests of broadcasts share: somebody who may send them, many people, and what these have seen.

use std::collections::BTreeMap;
use std::sync::Arc;

use tsunagi_dispatch::Service;
use tsunagi_dispatch::broadcast::{Content, Draft, LASTS, Preview, Progress, Selection, UNDO};
use tsunagi_model::{
    AreaId, BroadcastId, Clock, ExternalId, Span, StaffRole, ThreadKind, Timestamp,
};
use tsunagi_store::{BroadcastState, Changes, Grant, NewThread, Scope, Thread};

use crate::rig::{Rig, user};

pub const WORDS: &str = "あすの 学習会は、台風のため お休みです。";

/// Somebody who runs the programmes of the area.
pub async fn coordinator(rig: &Rig) -> Scope {
    let store = rig.service.store();
    let id = store
        .add_staff(
            "nagi",
            "なぎ",
            "correct horse battery",
            "ja",
            rig.clock.now(),
        )
        .await
        .unwrap();
    let grant = Grant {
        role: StaffRole::Coordinator,
        area: area(rig),
        from: Timestamp(0),
        to: None,
    };
    store.grant(id, &grant, rig.clock.now()).await.unwrap();
    store.scope(id, rig.clock.now()).await.unwrap()
}

pub fn area(rig: &Rig) -> AreaId {
    rig.service.lines()["line"].area
}

/// A draft for everybody of the area.
pub fn draft(rig: &Rig, words: &[(&str, &str)]) -> Draft {
    let texts = words
        .iter()
        .map(|(language, words)| ((*language).to_owned(), (*words).to_owned()));
    Draft {
        content: Content::Words(texts.collect()),
        selection: Selection {
            areas: vec![area(rig)],
            ..Selection::default()
        },
        urgent: None,
        lasts: LASTS,
    }
}

/// Many people at once, written through the store as the service would have written them.
pub async fn people(rig: &Rig, numbers: std::ops::Range<u32>, change: impl Fn(u32, &mut Thread)) {
    let store = rig.service.store();
    let now = rig.clock.now();
    let mut changes = Changes::default();
    for number in numbers {
        let name = user(number);
        rig.double.befriend(&name);
        let mut thread = store.new_thread(
            NewThread {
                channel: "line",
                area: area(rig),
                kind: ThreadKind::Person,
                audience: tsunagi_model::Audience::Child,
                external: ExternalId(name.clone()),
                thread: store.thread_hash("line", &format!("user:{name}")),
            },
            now.plus(Span::days(-30)),
        );
        let memory = &mut thread.contact.as_mut().unwrap().memory;
        memory.save("contact.role", "child", now);
        memory.save("consent.messages", "agree", now);
        change(number, &mut thread);
        changes.threads.push(thread);
    }
    store.commit(&changes, now).await.unwrap();
}

pub fn remember(thread: &mut Thread, field: &str, value: &str) {
    let memory = &mut thread.contact.as_mut().unwrap().memory;
    memory.save(field, value, Timestamp(0));
}

pub async fn write(service: &Service, scope: &Scope, draft: Draft) -> (BroadcastId, Preview) {
    let id = service.write_broadcast(scope, None, draft).await.unwrap();
    let preview = service.broadcast(scope, id).await.unwrap().preview.unwrap();
    (id, preview)
}

/// Writes, confirms and lets the time to take it back go by.
pub async fn confirm(rig: &Rig, scope: &Scope, draft: Draft) -> (BroadcastId, Preview) {
    let (id, preview) = write(&rig.service, scope, draft).await;
    rig.service
        .confirm_broadcast(scope, id, preview.people, UNDO)
        .await
        .unwrap();
    rig.clock.advance(UNDO);
    (id, preview)
}

pub async fn state(service: &Service, id: BroadcastId) -> BroadcastState {
    service.store().broadcast(id).await.unwrap().unwrap().state
}

pub async fn progress(service: &Service, id: BroadcastId) -> Progress {
    service.broadcast_progress(id).await.unwrap()
}

/// How often each person has seen some words.
pub fn seen(rig: &Rig, numbers: std::ops::Range<u32>, words: &str) -> BTreeMap<usize, usize> {
    let mut times = BTreeMap::new();
    for number in numbers {
        *times.entry(rig.count(&user(number), words)).or_default() += 1;
    }
    times
}

/// One page for the queue, nothing sent.
pub async fn a_page(service: &Arc<Service>) {
    assert_eq!(service.broadcast_now().await.unwrap(), 1);
}
