//! What people send besides words: fetched at once, kept sealed, gone when it is taken back.

use std::io::{Read, Write};
use std::net::TcpListener;

use tsunagi_double::{Content, Webhook};
use tsunagi_model::{Clock, MediaKind, MediaSource, Span, StaffRole, Timestamp};
use tsunagi_store::{AttachmentRow, Changes, Fetched, Grant, NewAttachment, Scope};

use crate::rig::{Rig, on_both, user};

on_both! {
    a_picture_is_fetched_at_once_and_kept_sealed
    what_is_not_ready_yet_is_asked_for_again_and_nothing_empty_is_kept
    what_is_gone_or_too_large_says_so
    what_is_taken_back_is_destroyed_even_while_it_is_under_way
    two_instances_never_fetch_the_same
    what_others_hold_is_fetched_with_care
    a_flood_is_bounded
    what_was_kept_long_enough_is_destroyed
    what_is_restricted_opens_only_for_leads
}

/// The smallest JPEG that comes apart, with a place in it.
const PICTURE: &[u8] = b"\xff\xd8\xff\xe1\x00\x0eExif\0\0N33.22\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00SECRETPIXELS\xff\xd9";

fn message_id(webhook: &Webhook) -> String {
    webhook.events[0]["message"]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn ready(kind: &str, bytes: &[u8]) -> Content {
    Content::Ready(kind.to_owned(), bytes.to_vec())
}

impl Rig {
    async fn image(&self, content: Content) -> Webhook {
        let webhook = self.double.webhook().image(&user(1)).build();
        self.double.set_content(&message_id(&webhook), content);
        self.bring(&webhook).await;
        webhook
    }

    async fn attachments(&self) -> Vec<AttachmentRow> {
        self.attachments_for(&self.scope().await).await
    }

    async fn attachments_for(&self, scope: &Scope) -> Vec<AttachmentRow> {
        let thread = self.thread(&user(1)).await;
        let dialogue = scope
            .dialogue(thread.id, None, self.clock.now())
            .await
            .unwrap();
        scope.attachments(&dialogue.unwrap()).await.unwrap()
    }

    async fn only(&self) -> AttachmentRow {
        let mut rows = self.attachments().await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    async fn bytes(&self, scope: &Scope, row: &AttachmentRow) -> Option<Vec<u8>> {
        let open = scope
            .attachment(row.id, false, self.clock.now())
            .await
            .unwrap()?;
        let last = open.bytes - 1;
        self.service
            .store()
            .attachment_bytes(&open, 0, last)
            .await
            .unwrap()
    }
}

async fn a_picture_is_fetched_at_once_and_kept_sealed(rig: Rig) {
    rig.image(ready("image/jpeg", PICTURE)).await;
    let row = rig.only().await;
    assert_eq!((row.state.as_str(), row.kind), ("ready", MediaKind::Image));
    assert!(!row.tells_place && !row.restricted && row.problem.is_none());
    let scope = rig.scope().await;
    let bytes = rig.bytes(&scope, &row).await.unwrap();
    assert!(bytes.windows(12).any(|part| part == b"SECRETPIXELS"));
    assert!(
        !bytes.windows(4).any(|part| part == b"Exif"),
        "the place was taken out"
    );
    assert_eq!(row.bytes, Some(bytes.len() as i64));

    let log = rig.service.store().audit_page(0, 1_000).await.unwrap();
    let opened = |row: &&tsunagi_store::AuditRow| {
        row.object.starts_with("attachment/") && row.action == "read"
    };
    assert_eq!(
        log.iter().filter(opened).count(),
        1,
        "the opening is on record"
    );
    if rig.url.starts_with("sqlite") {
        for entry in std::fs::read_dir(rig.folder.path()).unwrap() {
            let raw = std::fs::read(entry.unwrap().path()).unwrap();
            for plain in [b"SECRETPIXELS".as_slice(), b"N33.22"] {
                assert!(
                    !raw.windows(plain.len()).any(|part| part == plain),
                    "it lies sealed"
                );
            }
        }
    }
    let exported = rig.exported().await;
    let message = exported
        .iter()
        .find(|message| message.kind == "image")
        .unwrap();
    assert!(message.body.is_none(), "facts, no bytes");

    let file = rig
        .double
        .webhook()
        .file(&user(1), "しんだんしょ.pdf")
        .build();
    rig.double
        .set_content(&message_id(&file), ready("application/pdf", b"%PDF-1.7 x"));
    rig.bring(&file).await;
    let row = rig.attachments().await.pop().unwrap();
    assert_eq!(
        (row.kind, row.name.as_deref()),
        (MediaKind::File, Some("しんだんしょ.pdf"))
    );

    let large = [b"%PDF-1.7".as_slice(), &[7; 1_040_000]].concat();
    let file = rig.double.webhook().file(&user(1), "a.pdf").build();
    rig.double
        .set_content(&message_id(&file), ready("application/pdf", &large));
    rig.bring(&file).await;
    let row = rig.attachments().await.pop().unwrap();
    let open = scope
        .attachment(row.id, false, rig.clock.now())
        .await
        .unwrap()
        .unwrap();
    let store = rig.service.store();
    assert_eq!(
        store
            .attachment_bytes(&open, 0, open.bytes - 1)
            .await
            .unwrap()
            .unwrap(),
        large
    );
    assert_eq!(
        store.attachment_bytes(&open, 3, 9).await.unwrap().unwrap(),
        large[3..=9]
    );
    assert_eq!(
        store.attachment_bytes(&open, 5, open.bytes).await.unwrap(),
        None,
        "there is no such part"
    );
}

async fn what_is_not_ready_yet_is_asked_for_again_and_nothing_empty_is_kept(rig: Rig) {
    let webhook = rig.double.webhook().video(&user(1)).build();
    let id = message_id(&webhook);
    rig.double.set_content(&id, Content::Preparing);
    rig.bring(&webhook).await;
    assert_eq!(rig.only().await.state, "waiting");
    rig.double.set_content(&id, ready("video/mp4", b""));
    rig.pass(Span::seconds(1), Span::seconds(1)).await;
    assert_eq!(
        rig.only().await.state,
        "waiting",
        "an empty answer is no film"
    );
    rig.double
        .set_content(&id, ready("video/mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom"));
    rig.pass(Span::seconds(1), Span::seconds(1)).await;
    assert_eq!(
        rig.only().await.state,
        "waiting",
        "the second wait is longer"
    );
    rig.pass(Span::seconds(1), Span::seconds(1)).await;
    let row = rig.only().await;
    assert_eq!((row.state.as_str(), row.kind), ("ready", MediaKind::Video));

    // A platform that never gets ready is not asked for ever.
    let webhook = rig.double.webhook().video(&user(1)).build();
    rig.double
        .set_content(&message_id(&webhook), Content::Preparing);
    rig.bring(&webhook).await;
    rig.pass(Span::hours(30), Span::minutes(30)).await;
    let row = rig.attachments().await.pop().unwrap();
    assert_eq!(
        (row.state.as_str(), row.problem.as_deref()),
        ("refused", Some("not_ready"))
    );
}

async fn what_is_gone_or_too_large_says_so(rig: Rig) {
    rig.image(Content::Gone).await;
    assert_eq!(rig.only().await.state, "gone");
    rig.bring(&rig.double.webhook().image(&user(1)).build())
        .await;
    assert_eq!(
        rig.attachments().await[1].state,
        "gone",
        "LINE does not know it"
    );
    rig.image(ready("image/jpeg", &[7; (1 << 20) + 1])).await;
    let row = rig.attachments().await.pop().unwrap();
    assert_eq!(
        (row.state.as_str(), row.bytes),
        ("too_large", Some(1 << 20))
    );
    let scope = rig.scope().await;
    assert!(rig.bytes(&scope, &row).await.is_none());
}

async fn what_is_taken_back_is_destroyed_even_while_it_is_under_way(rig: Rig) {
    let webhook = rig.image(ready("image/jpeg", PICTURE)).await;
    let scope = rig.scope().await;
    let row = rig.only().await;
    let open = scope
        .attachment(row.id, false, rig.clock.now())
        .await
        .unwrap()
        .unwrap();
    let unsend = |webhook: &Webhook| {
        rig.double
            .webhook()
            .unsend(&user(1), &message_id(webhook))
            .build()
    };
    rig.bring(&unsend(&webhook)).await;
    let row = rig.only().await;
    assert_eq!(
        (row.state.as_str(), row.problem.as_deref(), row.bytes),
        ("erased", None, None)
    );
    assert!(rig.bytes(&scope, &row).await.is_none());
    let store = rig.service.store();
    assert_eq!(
        store.attachment_bytes(&open, 0, 0).await.unwrap(),
        None,
        "not even for whoever had it open"
    );

    // While it is under way.
    let webhook = rig.double.webhook().file(&user(1), "ひみつ.pdf").build();
    rig.double
        .set_content(&message_id(&webhook), ready("application/pdf", b"%PDF-1.7"));
    rig.post(&webhook).await.unwrap();
    rig.service.advance_now().await.unwrap();
    let claimed = store
        .claim_attachments(rig.clock.now(), 10)
        .await
        .unwrap()
        .remove(0);
    rig.bring(&unsend(&webhook)).await;
    let late = Fetched::Ready {
        kind: MediaKind::File,
        content_type: "application/pdf".to_owned(),
        tells_place: false,
        bytes: b"%PDF-1.7".to_vec(),
    };
    assert!(
        !store
            .settle_attachment(&claimed, late, rig.clock.now())
            .await
            .unwrap()
    );
    rig.pass(Span::minutes(10), Span::minutes(1)).await;
    let row = rig.attachments().await.pop().unwrap();
    assert_eq!(
        (row.state.as_str(), row.name),
        ("erased", None),
        "it does not come back"
    );

    // Both in one group.
    let webhook = rig.double.webhook().image(&user(1)).build();
    rig.double
        .set_content(&message_id(&webhook), ready("image/jpeg", PICTURE));
    rig.post(&webhook).await.unwrap();
    rig.bring(&unsend(&webhook)).await;
    assert_eq!(rig.attachments().await.pop().unwrap().state, "erased");

    // Taken back before it came.
    let webhook = rig.double.webhook().file(&user(1), "ひみつ.pdf").build();
    rig.double
        .set_content(&message_id(&webhook), ready("application/pdf", b"%PDF-1.7"));
    rig.bring(&unsend(&webhook)).await;
    rig.bring(&webhook).await;
    let row = rig.attachments().await.pop().unwrap();
    assert_eq!((row.state.as_str(), row.name), ("erased", None));
}

async fn two_instances_never_fetch_the_same(rig: Rig) {
    for _ in 0..6 {
        rig.post(&rig.double.webhook().image(&user(1)).build())
            .await
            .unwrap();
    }
    rig.service.advance_now().await.unwrap();
    let other = rig.restarted().await;
    let (first, second) = (rig.service.store(), other.store());
    let now = rig.clock.now();
    let (ours, theirs) = tokio::join!(
        first.claim_attachments(now, 4),
        second.claim_attachments(now, 4)
    );
    let (ours, mut theirs) = (ours.unwrap(), theirs.unwrap());
    // Who comes second may find less than there is: what is left is there at the next look.
    theirs.extend(second.claim_attachments(now, 4).await.unwrap());
    let all = ours.iter().chain(&theirs).map(|one| one.id);
    let all: std::collections::HashSet<_> = all.collect();
    assert_eq!((all.len(), ours.len() + theirs.len()), (6, 6));
    // Who claimed them died: they are taken up again, and what comes from the dead is too late.
    let later = now.plus(Span::minutes(4));
    assert_eq!(second.claim_attachments(later, 10).await.unwrap().len(), 6);
    assert!(
        !first
            .settle_attachment(
                ours.first().or(theirs.first()).unwrap(),
                Fetched::Gone,
                later
            )
            .await
            .unwrap()
    );
}

/// A server on this machine that answers every request by its path.
fn others() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap_or(0);
            let asked = String::from_utf8_lossy(&asked[..read]).to_lowercase();
            assert!(!asked.contains("authorization"), "never with our token");
            let (status, head, body) = match asked.split(' ').nth(1).unwrap_or("") {
                "/good" => ("200 OK", "content-type: text/plain", PICTURE),
                "/page" => (
                    "200 OK",
                    "content-type: image/jpeg",
                    b"<!doctype html><p>sign in".as_slice(),
                ),
                "/inside" => (
                    "302 Found",
                    "location: http://169.254.169.254/latest/meta-data/",
                    b"".as_slice(),
                ),
                "/round" => ("302 Found", "location: /round", b"".as_slice()),
                _ => ("404 Not Found", "x: y", b"".as_slice()),
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\n{head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            _ = stream.write_all(&[answer.as_bytes(), body].concat());
        }
    });
    address
}

async fn what_others_hold_is_fetched_with_care(rig: Rig) {
    let others = others();
    let at = |path: &str| format!("{others}/{path}");
    for (address, state, problem) in [
        (at("good"), "ready", None),
        (at("page"), "refused", Some("page")),
        (at("inside"), "refused", Some("private_address")),
        (at("round"), "refused", Some("redirects")),
        (at("none"), "gone", None),
        (
            "https://10.0.0.1/a.jpg".to_owned(),
            "refused",
            Some("private_address"),
        ),
        (
            "http://example.com/a.jpg".to_owned(),
            "refused",
            Some("not_https"),
        ),
    ] {
        rig.bring(
            &rig.double
                .webhook()
                .external_image(&user(1), &address)
                .build(),
        )
        .await;
        let row = rig.attachments().await.pop().unwrap();
        assert_eq!(
            (row.state.as_str(), row.problem.as_deref()),
            (state, problem),
            "{address}"
        );
    }
}

async fn a_flood_is_bounded(rig: Rig) {
    rig.image(ready("image/jpeg", PICTURE)).await;
    let first = rig.only().await;
    let (store, now) = (rig.service.store(), rig.clock.now());
    let content = rig.double.webhook().image(&user(1)).build();
    let id = message_id(&content);
    rig.double.set_content(&id, ready("image/jpeg", PICTURE));
    let flood = Changes {
        attachments: (0..230)
            .map(|position| NewAttachment {
                id: store.ids().next(now),
                message: first.message,
                thread: 0,
                position,
                kind: MediaKind::Image,
                name: None,
                source: MediaSource::Platform(id.clone()),
                refused: None,
                received_at: now,
            })
            .collect(),
        threads: vec![rig.thread(&user(1)).await],
        ..Changes::default()
    };
    store.commit(&flood, now).await.unwrap();
    rig.service.settle().await.unwrap();
    let rows = rig.attachments().await;
    let kept = rows.iter().filter(|row| row.state == "ready").count();
    let refused = rows
        .iter()
        .filter(|row| row.problem.as_deref() == Some("too_many_today"))
        .count();
    assert!((200..204).contains(&kept), "{kept} were kept");
    assert_eq!(kept + refused, 231);
    rig.clock.advance(Span::hours(25));
    rig.image(ready("image/jpeg", PICTURE)).await;
    assert_eq!(
        rig.attachments().await.pop().unwrap().state,
        "ready",
        "tomorrow is another day"
    );
}

async fn what_was_kept_long_enough_is_destroyed(rig: Rig) {
    rig.image(ready("image/jpeg", PICTURE)).await;
    rig.clock.advance(Span::days(10));
    rig.image(ready("image/jpeg", PICTURE)).await;
    let (store, now) = (rig.service.store(), rig.clock.now());
    let before = now.plus(Span::days(-9));
    assert_eq!(store.forget_attachments(before, now).await.unwrap(), 1);
    assert_eq!(store.forget_attachments(before, now).await.unwrap(), 0);
    let rows = rig.attachments().await;
    assert_eq!(
        (rows[0].state.as_str(), rows[0].problem.as_deref()),
        ("erased", Some("old"))
    );
    assert_eq!(rows[1].state, "ready");
    assert_eq!(
        store.forget_attachments_of_the_erased(now).await.unwrap(),
        0
    );
}

async fn what_is_restricted_opens_only_for_leads(rig: Rig) {
    rig.image(ready("image/jpeg", PICTURE)).await;
    let (store, now) = (rig.service.store(), rig.clock.now());
    let area = rig.service.lines()["line"].area;
    let lead = store
        .add_staff("sora", "そら", "correct horse battery", "ja", now)
        .await
        .unwrap();
    let grant = Grant {
        role: StaffRole::Lead,
        area,
        from: Timestamp(0),
        to: None,
    };
    store.grant(lead, &grant, now).await.unwrap();
    let (staff, lead) = (rig.scope().await, store.scope(lead, now).await.unwrap());
    let row = rig.only().await;
    rig.service.restrict(&staff, row.id, true).await.unwrap();
    rig.service.restrict(&staff, row.id, true).await.unwrap();
    assert!(rig.only().await.restricted);
    assert!(
        rig.bytes(&staff, &row).await.is_none(),
        "not for staff any more, also who restricted it"
    );
    assert!(rig.bytes(&lead, &row).await.is_some());
    assert!(
        lead.attachment(row.id, true, now).await.unwrap().is_none(),
        "nobody keeps it"
    );
    let calls = lead.alerts(Timestamp(0)).await.unwrap();
    let calls: Vec<_> = calls
        .iter()
        .filter(|call| call.category == "restricted")
        .collect();
    assert!(
        calls.len() == 1 && calls[0].team == "lead",
        "one press, one call"
    );
    assert!(
        rig.service.restrict(&staff, row.id, false).await.is_err(),
        "staff cannot undo it"
    );
    rig.service.restrict(&lead, row.id, false).await.unwrap();
    assert!(rig.bytes(&staff, &row).await.is_some());
    let log = store.audit_page(0, 1_000).await.unwrap();
    let acts: Vec<_> = log
        .iter()
        .map(|row| row.action.as_str())
        .filter(|act| act.ends_with("restrict"))
        .collect();
    assert_eq!(acts, ["restrict", "unrestrict"]);
}
