//! The web chat as a channel: keys that open a room for somebody we know, locks, pictures; on both databases.

use tsunagi_dispatch::WebCode;
use tsunagi_model::{Clock, Span, Status};
use tsunagi_store::{Unlocking, WebKeyKind};

use crate::rig::{Rig, on_both};

const USER: &str = "U00000000000000000000000000000077";

on_both! {
    a_key_is_good_once_even_for_two_at_the_same_moment
    a_room_belongs_to_its_contact_and_its_words_wait_for_a_person
    many_guesses_at_once_are_one
    a_picture_is_kept_until_it_is_fetched_or_taken_back
}

impl Rig {
    /// Somebody who talks on LINE, and a key for them.
    async fn invited(&self, kind: WebKeyKind) -> (tsunagi_store::Thread, String) {
        self.bring(&self.double.webhook().follow(USER, false).build())
            .await;
        self.write(USER, "こんにちは").await;
        let thread = self.thread(USER).await;
        let made = self
            .service
            .make_web_key(&self.scope().await, thread.id, kind)
            .await
            .unwrap();
        assert_eq!(made.slug, "web");
        (thread, made.secret)
    }

    async fn room(&self, session: &str) -> tsunagi_store::Thread {
        let room = self.service.web_thread("web", session).await.unwrap();
        room.unwrap()
    }

    async fn says_on_page(&self, session: &str, event: &str) {
        let event = format!("{{\"session\":\"{session}\",{event}}}");
        let events = vec![event];
        self.service
            .receive_web("web", session, events)
            .await
            .unwrap();
        self.service.settle().await.unwrap();
    }
}

async fn a_key_is_good_once_even_for_two_at_the_same_moment(rig: Rig) {
    let (thread, key) = rig.invited(WebKeyKind::Link).await;
    let service = &rig.service;
    let (one, other) = tokio::join!(
        service.open_web_link("web", &key, "one"),
        service.open_web_link("web", &key, "other")
    );
    let opened = [one.unwrap(), other.unwrap()];
    assert_eq!(opened.iter().filter(|opened| **opened).count(), 1);
    let session = if opened[0] { "one" } else { "other" };
    let contact = rig.room(session).await.contact.unwrap().id;
    assert_eq!(Some(contact), thread.contact.map(|contact| contact.id));
    assert!(!service.open_web_link("line", &key, "x").await.unwrap());
    let (_, code) = rig.invited(WebKeyKind::Code).await;
    rig.clock.advance(Span::minutes(30));
    assert_eq!(
        service.open_web_code("web", &code, "late").await.unwrap(),
        WebCode::Unknown
    );
}

async fn a_room_belongs_to_its_contact_and_its_words_wait_for_a_person(rig: Rig) {
    let (thread, code) = rig.invited(WebKeyKind::Code).await;
    assert_eq!(
        rig.service.open_web_code("web", &code, "s").await.unwrap(),
        WebCode::Room
    );
    rig.says_on_page("s", r#""id":"a","type":"text","text":"しにたい""#)
        .await;
    let room = rig.room("s").await;
    assert_ne!(room.id, thread.id);
    assert!(room.urgency > 0, "danger is read here too");
    let exported = rig.exported().await;
    let here = room.id.to_string();
    let opened = exported
        .iter()
        .find(|row| row.kind == "opened" && row.conversation == here)
        .unwrap();
    assert_eq!(
        opened.contact.as_deref(),
        Some(room.contact.unwrap().id.to_string().as_str())
    );
    let scope = rig.scope().await;
    let dialogue = scope.dialogue(room.id, None, rig.clock.now()).await;
    let dialogue = dialogue.unwrap().unwrap();
    assert!(dialogue.lines.iter().any(|line| {
        line.body
            .as_ref()
            .is_some_and(|body| body.text == "しにたい")
    }));
}

async fn many_guesses_at_once_are_one(rig: Rig) {
    let service = &rig.service;
    service
        .set_web_lock("web", "s", "sun-cat-sun")
        .await
        .unwrap();
    let guess = || service.try_web_lock("web", "s", "sun-sun-sun");
    let tried = tokio::join!(guess(), guess(), guess(), guess(), guess(), guess());
    let tried = [tried.0, tried.1, tried.2, tried.3, tried.4, tried.5].map(Result::unwrap);
    for one in tried {
        assert!(
            matches!(one, Unlocking::Wrong { .. } | Unlocking::Wait { .. }),
            "{one:?}"
        );
    }
    rig.clock.advance(Span::hours(1));
    let right = service
        .try_web_lock("web", "s", "sun-cat-sun")
        .await
        .unwrap();
    let Unlocking::Open { epoch } = right else {
        panic!("{right:?}");
    };
    service.shut_web_lock("web", "s").await.unwrap();
    let lock = service.web_lock("web", "s").await.unwrap().unwrap();
    assert!(lock.epoch > epoch && !lock.closed);
    service.remove_web_lock("web", "s").await.unwrap();
    assert_eq!(service.web_lock("web", "s").await.unwrap(), None);
    assert!(service.set_web_lock("web", "s", "a").await.unwrap() > epoch);
    for _ in 0..10 {
        service.try_web_lock("web", "s", "b").await.unwrap();
        rig.clock.advance(Span::hours(1));
    }
    assert!(service.web_lock("web", "s").await.unwrap().unwrap().closed);
    service.remove_web_lock("web", "s").await.unwrap();
    assert!(service.set_web_lock("web", "s", "c").await.is_err());
    assert_eq!(
        service.try_web_lock("web", "s", "a").await.unwrap(),
        Unlocking::Closed
    );
}

/// The smallest PNG that comes apart.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0....\0\0\0\x01IDATx....\0\0\0\0IEND....";

async fn a_picture_is_kept_until_it_is_fetched_or_taken_back(rig: Rig) {
    let (service, store) = (&rig.service, rig.service.store());
    let keep = async |event: &str| {
        service
            .keep_web_picture("web", "s", event, "image/png", PNG)
            .await
            .unwrap()
    };
    let one = keep("one").await;
    assert_eq!(
        keep("one").await,
        one,
        "the same message is the same picture"
    );
    let own = async |event: &str| service.web_picture("web", "s", event).await.unwrap();
    assert_eq!(own("one").await.unwrap().bytes, PNG);
    rig.says_on_page("s", &format!(r#""id":"one","type":"image","data":"{one}""#))
        .await;
    let hash = store.thread_hash("web", "user:s");
    let found = store.threads(&[("web", &hash)]).await.unwrap();
    let conversation = found.values().next().unwrap().id;
    assert_eq!(
        store.web_upload(conversation, &one).await.unwrap(),
        None,
        "it is in the conversation now"
    );
    let staff = rig.scope().await;
    let dialogue = staff.dialogue(conversation, None, rig.clock.now()).await;
    let rows = staff
        .attachments(&dialogue.unwrap().unwrap())
        .await
        .unwrap();
    assert_eq!(rows[0].state, "ready");
    assert_eq!(
        own("one").await.unwrap().bytes,
        PNG,
        "who sent it still sees it"
    );
    assert_eq!(service.web_picture("web", "t", "one").await.unwrap(), None);
    rig.says_on_page("s", r#""id":"x","type":"unsend","data":"one""#)
        .await;
    assert_eq!(own("one").await, None);
    let theirs = keep("theirs").await;
    rig.says_on_page(
        "other",
        &format!(r#""id":"stolen","type":"image","data":"{theirs}""#),
    )
    .await;
    assert_eq!(
        service.web_picture("web", "other", "stolen").await.unwrap(),
        None,
        "nobody sends what another one uploaded"
    );
    let exported = rig.exported().await;
    let row = exported.iter().find(|row| row.kind == "image").unwrap();
    assert_eq!(row.status, Status::Erased);
    let two = keep("two").await;
    store.drop_web_upload(&two).await.unwrap();
    assert_eq!(own("two").await, None);
    keep("three").await;
    rig.clock.advance(Span::days(8));
    keep("four").await;
    assert_eq!(own("three").await, None, "forgotten after a week");
}
