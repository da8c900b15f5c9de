//! The lock of pictures, and pictures that people send.

use super::*;

impl Room {
    async fn ask_with(&self, path: &str, token: &str, pass: &str, body: Value) -> Response {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {token}"))
            .header("x-room-pass", pass);
        self.ask(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    async fn look(&self, token: &str, pass: &str) -> StatusCode {
        let request = Request::get("/chat/web/messages")
            .header("authorization", format!("Bearer {token}"))
            .header("x-room-pass", pass);
        self.ask(request.body(Body::empty()).unwrap())
            .await
            .status()
    }

    async fn locked(&self, token: &str) -> String {
        let set = self.ask_with("/chat/web/lock", token, "", right()).await;
        assert_eq!(set.status(), StatusCode::OK);
        value(set).await["pass"].as_str().unwrap().to_owned()
    }

    /// Tries pictures: the status, and how many seconds to wait.
    async fn unlock(&self, token: &str, pictures: Value) -> (StatusCode, Option<i64>) {
        let answer = self
            .ask_with("/chat/web/lock/open", token, "", pictures)
            .await;
        let wait = answer
            .headers()
            .get("retry-after")
            .map(|wait| wait.to_str().unwrap().parse().unwrap());
        (answer.status(), wait)
    }

    async fn upload(&self, token: &str, id: &str, bytes: &[u8]) -> StatusCode {
        let mut body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n{id}\r\n--x\r\n\
             content-disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = Request::post("/chat/web/picture")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "multipart/form-data; boundary=x");
        self.ask(request.body(Body::from(body)).unwrap())
            .await
            .status()
    }
}

fn right() -> Value {
    json!({"pictures": ["sun", "cat", "sun"]})
}

fn wrong() -> Value {
    json!({"pictures": ["sun", "sun", "cat"]})
}

#[tokio::test]
async fn a_locked_room_opens_to_nobody_who_only_has_the_session() {
    let room = Room::open().await;
    let token = room.begin().await;
    let pass = room.locked(&token).await;
    assert_eq!(room.look(&token, "").await, StatusCode::LOCKED);
    assert_eq!(room.look(&token, &pass).await, StatusCode::OK);
    let other = room.begin().await;
    let theirs = room.locked(&other).await;
    assert_eq!(
        room.look(&token, &theirs).await,
        StatusCode::LOCKED,
        "another room's pass"
    );
    for (path, body) in [
        (
            "/chat/web/send",
            json!({"id": "a", "type": "text", "text": "x"}),
        ),
        ("/chat/web/stream-ticket", json!({})),
        ("/chat/web/lock", wrong()),
        ("/chat/web/lock/off", json!({})),
        ("/chat/web/lock/stay", json!({})),
        ("/chat/web/code", json!({"typed": "x", "id": "a"})),
    ] {
        let answer = room.ask_with(path, &token, "", body).await;
        assert_eq!(answer.status(), StatusCode::LOCKED, "{path}");
    }
    let jpeg = b"\xff\xd8\xff\xe0";
    assert_eq!(room.upload(&token, "p-1", jpeg).await, StatusCode::LOCKED);
    let shown = room.get("/chat/web/picture/p-1", &token).await;
    assert_eq!(shown.status(), StatusCode::LOCKED);
    assert_eq!(
        room.get("/chat/web/plain", "").await.status(),
        StatusCode::OK
    );

    assert_eq!(
        room.unlock(&token, wrong()).await,
        (StatusCode::FORBIDDEN, None)
    );
    let opened = room
        .ask_with("/chat/web/lock/open", &token, "", right())
        .await;
    let pass = value(opened).await["pass"].as_str().unwrap().to_owned();
    assert_eq!(room.look(&token, &pass).await, StatusCode::OK);
    room.clock.advance(Span::minutes(4));
    let stay = room
        .ask_with("/chat/web/lock/stay", &token, &pass, json!({}))
        .await;
    let later = value(stay).await["pass"].as_str().unwrap().to_owned();
    room.clock.advance(Span::minutes(2));
    assert_eq!(
        room.look(&token, &pass).await,
        StatusCode::LOCKED,
        "five minutes without use"
    );
    assert_eq!(
        room.look(&token, &later).await,
        StatusCode::OK,
        "used meanwhile"
    );
    let shut = room
        .ask_with("/chat/web/lock/shut", &token, "", json!({}))
        .await;
    assert_eq!(shut.status(), StatusCode::OK);
    assert_eq!(
        room.look(&token, &later).await,
        StatusCode::LOCKED,
        "hidden"
    );
    let opened = room
        .ask_with("/chat/web/lock/open", &token, "", right())
        .await;
    let pass = value(opened).await["pass"].as_str().unwrap().to_owned();
    let off = room
        .ask_with("/chat/web/lock/off", &token, &pass, json!({}))
        .await;
    assert_eq!(off.status(), StatusCode::OK);
    assert_eq!(room.look(&token, "").await, StatusCode::OK);
}

#[tokio::test]
async fn guessing_gets_slower_and_then_ends_the_session() {
    let room = Room::open().await;
    let token = room.begin().await;
    room.locked(&token).await;
    for _ in 0..4 {
        assert_eq!(
            room.unlock(&token, wrong()).await,
            (StatusCode::FORBIDDEN, None)
        );
    }
    let mut waits = Vec::new();
    for _ in 0..5 {
        let (status, wait) = room.unlock(&token, wrong()).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let wait = wait.unwrap();
        assert_eq!(
            room.unlock(&token, right()).await,
            (StatusCode::TOO_MANY_REQUESTS, Some(wait)),
            "not even the right ones before the wait is over"
        );
        room.clock.advance(Span::seconds(wait));
        waits.push(wait);
    }
    assert_eq!(waits, [30, 60, 120, 300, 600]);
    assert_eq!(
        room.unlock(&token, wrong()).await.0,
        StatusCode::UNAUTHORIZED,
        "the tenth"
    );
    for _ in 0..2 {
        room.clock.advance(Span::days(1));
        assert_eq!(
            room.unlock(&token, right()).await.0,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(room.look(&token, "").await, StatusCode::UNAUTHORIZED);
    }
    let many = room.begin().await;
    room.locked(&many).await;
    for _ in 0..3 {
        assert_eq!(room.unlock(&many, wrong()).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(room.unlock(&many, right()).await.0, StatusCode::OK);
    for _ in 0..4 {
        assert_eq!(
            room.unlock(&many, wrong()).await,
            (StatusCode::FORBIDDEN, None),
            "a right one wipes the slate"
        );
    }
}

#[tokio::test]
async fn only_three_or_four_pictures_that_exist_make_a_lock() {
    let room = Room::open().await;
    let token = room.begin().await;
    for bad in [
        json!({"pictures": ["sun", "cat"]}),
        json!({"pictures": ["sun", "cat", "sun", "cat", "sun"]}),
        json!({"pictures": ["sun", "cat", "dragon"]}),
        json!({"pictures": ["sun-cat", "sun", "sun"]}),
        json!({"pictures": "sun"}),
        json!({}),
    ] {
        let answer = room
            .ask_with("/chat/web/lock", &token, "", bad.clone())
            .await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{bad}");
    }
    assert_eq!(room.look(&token, "").await, StatusCode::OK);
}

#[tokio::test]
async fn who_forgot_the_pictures_can_call_a_person_and_sees_nothing() {
    let room = Room::open().await;
    let mut changes = room.service.store().watch();
    let token = room.begin().await;
    let pass = room.locked(&token).await;
    let answer = room
        .ask_with("/chat/web/lock/forgot", &token, "", json!({"id": "f-1"}))
        .await;
    assert_eq!(
        (answer.status(), words(answer).await.as_str()),
        (StatusCode::OK, "")
    );
    let session = token.split('.').next().unwrap();
    let arrived = async {
        loop {
            let thread = room.service.web_thread("web", session).await.unwrap();
            if thread.is_some_and(|thread| thread.last_in_at.is_some()) {
                return;
            }
            changes.recv().await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(20), arrived)
        .await
        .unwrap();
    assert_eq!(room.look(&token, "").await, StatusCode::LOCKED);
    assert_eq!(room.look(&token, &pass).await, StatusCode::OK);
}

/// The smallest picture: one see-through dot.
fn tiny() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b49444154789c6360000200000500017a5eab3f0000000049454e44ae426082";
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

#[tokio::test]
async fn a_picture_comes_back_to_its_sender_only_and_can_be_taken_back() {
    let room = Room::open().await;
    let mut changes = room.service.store().watch();
    let (mine, other) = (room.begin().await, room.begin().await);
    let png = tiny();
    let png = &png[..];
    assert_eq!(room.upload(&mine, "p-1", png).await, StatusCode::OK);
    assert_eq!(
        room.upload(&mine, "p-1", png).await,
        StatusCode::OK,
        "again: the same"
    );
    for (bad, status) in [
        (
            &b"<svg onload=alert(1)>"[..],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (b"GIF89a", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (b"", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        assert_eq!(room.upload(&mine, "p-2", bad).await, status);
    }
    let mut large = vec![0; 10 * 1024 * 1024 + 1];
    large[..3].copy_from_slice(b"\xff\xd8\xff");
    assert_eq!(
        room.upload(&mine, "p-3", &large).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let lines = room
        .lines_when(&mine, &mut changes, |lines| {
            lines.iter().any(|line| line["picture"] == true)
        })
        .await;
    assert_eq!(
        lines.iter().filter(|line| line["picture"] == true).count(),
        1
    );
    let shown = room.get("/chat/web/picture/p-1", &mine).await;
    assert_eq!(shown.headers()["content-type"], "image/png");
    assert_eq!(shown.headers()["cache-control"], "no-store");
    assert!(
        shown.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
    let bytes = to_bytes(shown.into_body(), usize::MAX).await.unwrap();
    assert_eq!(&bytes[..], png);
    let theirs = room.get("/chat/web/picture/p-1", &other).await;
    assert_eq!(theirs.status(), StatusCode::NOT_FOUND, "another session");
    let nobody = room
        .ask(
            Request::get("/chat/web/picture/p-1")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    let back = json!({"id": "p-9", "type": "unsend", "data": "p-1"});
    assert_eq!(room.say(&mine, back).await, StatusCode::OK);
    room.lines_when(&mine, &mut changes, |lines| {
        lines.iter().any(|line| line["gone"] == true)
    })
    .await;
    let gone = room.get("/chat/web/picture/p-1", &mine).await;
    assert_eq!(
        gone.status(),
        StatusCode::NOT_FOUND,
        "the picture is destroyed"
    );
}
