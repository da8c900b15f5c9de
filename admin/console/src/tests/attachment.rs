//! What came besides words: covered, opened within the grants and on record, never run by a browser, and kept for leads where it must be.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tsunagi_model::{AttachmentId, ConversationId, MediaKind, MediaSource};
use tsunagi_store::{Changes, Fetched, NewAttachment, Store};

use super::{Answer, Browser};
use crate::sample::{self, NOW, Room};

/// Puts something into the first message of a conversation.
async fn put(
    store: &Store,
    at: ConversationId,
    name: Option<&str>,
    fetched: Option<Fetched>,
) -> AttachmentId {
    let thread = store.thread(at).await.unwrap().unwrap();
    let lines = store.person_lines(&thread, None, 100, NOW).await.unwrap();
    let line = lines
        .iter()
        .find(|line| line.direction == tsunagi_model::Direction::In);
    let id = store.ids().next(NOW);
    let changes = Changes {
        attachments: vec![NewAttachment {
            id,
            message: line.unwrap().id,
            thread: 0,
            position: 0,
            kind: MediaKind::Image,
            name: name.map(str::to_owned),
            source: MediaSource::Platform("1".to_owned()),
            refused: None,
            received_at: NOW,
        }],
        threads: vec![thread],
        ..Changes::default()
    };
    store.commit(&changes, NOW).await.unwrap();
    if let Some(fetched) = fetched {
        let claimed = store.claim_attachments(NOW, 1).await.unwrap().remove(0);
        assert!(
            store
                .settle_attachment(&claimed, fetched, NOW)
                .await
                .unwrap()
        );
    }
    id
}

fn ready(kind: MediaKind, content_type: &str, bytes: &[u8]) -> Option<Fetched> {
    Some(Fetched::Ready {
        kind,
        content_type: content_type.to_owned(),
        tells_place: false,
        bytes: bytes.to_vec(),
    })
}

async fn picture(room: &Room, at: ConversationId) -> AttachmentId {
    let fetched = ready(MediaKind::Image, "image/png", b"0123456789");
    put(room.app.service.store(), at, None, fetched).await
}

impl Browser {
    /// Asks as a page of ours does for what it shows.
    async fn get_for(&self, dest: &str, path: &str, range: Option<&str>) -> Answer {
        let mut request = Request::get(path)
            .header("cookie", &self.cookie)
            .header("sec-fetch-dest", dest);
        if let Some(range) = range {
            request = request.header("range", range);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

async fn acts(room: &Room, id: AttachmentId) -> Vec<String> {
    let log = room.app.service.store().audit_page(0, 1_000).await.unwrap();
    let ours = log
        .into_iter()
        .filter(|row| row.object == format!("attachment/{id}"));
    ours.map(|row| row.action).collect()
}

#[tokio::test]
async fn a_picture_is_covered_until_somebody_wishes_to_see_it() {
    let room = sample::room().await;
    let id = picture(&room, room.mine).await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = format!("/console/c/{}", room.mine);
    let covered = browser.get(&page).await.body;
    assert!(
        covered.contains(&format!("?show={id}#a-{id}"))
            && covered.contains("隠してあります")
            && covered.contains("1KB")
    );
    assert!(
        !covered.contains("<img") && !covered.contains("/console/attachment/"),
        "nothing of it is asked for"
    );
    assert!(acts(&room, id).await.is_empty());
    let shown = browser.get(&format!("{page}?show={id}")).await.body;
    assert!(
        shown.contains(&format!("<img src=\"/console/attachment/{id}\"")),
        "{shown}"
    );
    for words in [
        "隠す",
        "性的な写真や動画かもしれないとき",
        "#9110",
        "189",
        "リーダーだけが開けるようにする",
    ] {
        assert!(shown.contains(words), "{words}");
    }
}

#[tokio::test]
async fn bytes_leave_only_on_record_and_with_every_guard() {
    let room = sample::room().await;
    let id = picture(&room, room.mine).await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/attachment/{id}");
    let answer = browser.get_for("image", &path, None).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "0123456789")
    );
    assert_eq!(acts(&room, id).await, ["read"]);
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/png");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(
        answer
            .header(header::CONTENT_SECURITY_POLICY)
            .starts_with("sandbox; default-src 'none'")
    );
    assert_eq!(
        answer.headers["cross-origin-resource-policy"],
        "same-origin"
    );
    assert_eq!(
        answer.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"image-20261120-1705.png\""
    );

    let part = browser.get_for("video", &path, Some("bytes=2-4")).await;
    assert_eq!(
        (part.status, part.body.as_str()),
        (StatusCode::PARTIAL_CONTENT, "234")
    );
    assert_eq!(part.header(header::CONTENT_RANGE), "bytes 2-4/10");
    let beyond = browser.get_for("video", &path, Some("bytes=20-")).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        acts(&room, id).await,
        ["read"],
        "parts of one look are one look"
    );
    assert_eq!(
        browser.get(&format!("{path}?keep=1")).await.status,
        StatusCode::OK
    );
    assert_eq!(acts(&room, id).await, ["read", "keep"]);
}

#[tokio::test]
async fn what_is_out_of_scope_or_not_here_is_not_there() {
    let room = sample::room().await;
    let elsewhere = picture(&room, room.elsewhere).await;
    let here = picture(&room, room.mine).await;
    let waiting = put(room.app.service.store(), room.mine, None, None).await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let officer = Browser::signed_in(&room, "aoki").await;
    for (browser, id) in [
        (&browser, elsewhere.to_string()),
        (&browser, waiting.to_string()),
        (&browser, "x".to_owned()),
        (&officer, here.to_string()),
    ] {
        for path in [
            format!("/console/attachment/{id}"),
            format!("/console/attachment/{id}?keep=1"),
        ] {
            assert_eq!(
                browser.get_for("image", &path, None).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let answer = browser
            .post(&format!("/console/attachment/{id}/restrict"), "who=leads")
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(acts(&room, elsewhere).await.is_empty() && acts(&room, here).await.is_empty());
    let stranger = Browser::of(&room);
    assert_eq!(
        stranger
            .get(&format!("/console/attachment/{here}"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn what_only_leads_may_see_is_shown_to_them_and_handed_to_nobody() {
    let room = sample::room().await;
    let id = picture(&room, room.mine).await;
    let (staff, lead) = (
        Browser::signed_in(&room, "mizuki").await,
        Browser::signed_in(&room, "haru").await,
    );
    let (path, page) = (
        format!("/console/attachment/{id}"),
        format!("/console/c/{}?show={id}", room.mine),
    );
    let answer = staff.post(&format!("{path}/restrict"), "who=leads").await;
    assert_eq!(
        answer.header(header::LOCATION),
        format!("/console/c/{}#a-{id}", room.mine)
    );
    assert_eq!(
        staff.get_for("image", &path, None).await.status,
        StatusCode::NOT_FOUND
    );
    let body = staff.get(&page).await.body;
    assert!(
        body.contains("リーダーだけが開けます")
            && !body.contains("<img")
            && !body.contains("who\" value=\"all"),
        "{body}"
    );
    assert_eq!(
        lead.get_for("image", &path, None).await.status,
        StatusCode::OK
    );
    for (dest, path) in [
        ("document", path.clone()),
        ("image", format!("{path}?keep=1")),
        ("empty", path.clone()),
    ] {
        assert_eq!(
            lead.get_for(dest, &path, None).await.status,
            StatusCode::NOT_FOUND,
            "{dest} {path}"
        );
    }
    let body = lead.get(&page).await.body;
    assert!(
        body.contains("<img")
            && !body.contains("keep=1")
            && body.contains("Let staff open it again")
    );
    assert_eq!(
        staff
            .post(&format!("{path}/restrict"), "who=all")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    lead.post(&format!("{path}/restrict"), "who=all").await;
    assert_eq!(
        staff.get_for("image", &path, None).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn what_is_not_here_says_why_and_files_have_a_name() {
    let room = sample::room().await;
    let store = room.app.service.store();
    let browser = Browser::signed_in(&room, "mizuki").await;
    put(store, room.mine, None, Some(Fetched::Gone)).await;
    put(store, room.mine, None, Some(Fetched::TooLarge(20 << 20))).await;
    put(
        store,
        room.mine,
        None,
        Some(Fetched::Refused("private_address")),
    )
    .await;
    put(store, room.mine, None, Some(Fetched::Refused("not_ready"))).await;
    let sound = ready(MediaKind::Audio, "audio/mp4", b"....");
    put(store, room.mine, None, sound).await;
    let file = Fetched::Ready {
        kind: MediaKind::File,
        content_type: "application/octet-stream".to_owned(),
        tells_place: true,
        bytes: vec![1; 13_000],
    };
    let file = put(store, room.mine, Some("<b>診断書</b>.heic"), Some(file)).await;
    put(store, room.mine, None, None).await;
    let body = browser.get(&format!("/console/c/{}", room.mine)).await.body;
    for words in [
        "受け取り中です",
        "もうありません（相手が取り消したか",
        "大きすぎて受け取れませんでした（20MBまで）",
        "安全でない場所",
        "受け取れませんでした。",
        "<audio controls preload=\"none\"",
        "&#60;b&#62;診断書",
        "13KB",
        "撮った場所などの情報が残っていることがあります",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let answer = browser
        .get(&format!("/console/attachment/{file}?keep=1"))
        .await;
    assert_eq!(
        answer.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"file-20261120-1705.bin\""
    );
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/octet-stream"
    );
}
