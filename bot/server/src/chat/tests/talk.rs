//! Talking: sessions, messages, limits, the stream.

use futures_util::StreamExt as _;

use super::*;

#[tokio::test]
async fn words_go_out_once_come_back_to_their_session_only_and_can_be_taken_back() {
    let room = Room::open().await;
    let mut changes = room.service.store().watch();
    let (mine, other) = (room.begin().await, room.begin().await);
    let at = room.service.now().as_millis() - 5_000;
    let message =
        json!({"id": "0192-a", "type": "text", "text": "こんばんは", "at": at, "lang": "ja-Hira"});
    assert_eq!(room.say(&mine, message.clone()).await, StatusCode::OK);
    assert_eq!(
        room.say(&mine, message).await,
        StatusCode::OK,
        "again, because the page did not hear the answer"
    );
    let second = json!({"id": "0192-b", "type": "text", "text": "つぎ", "at": at + 1});
    assert_eq!(room.say(&mine, second).await, StatusCode::OK);
    let lines = room
        .lines_when(&mine, &mut changes, |lines| {
            lines.iter().any(|line| line["text"] == "つぎ")
        })
        .await;
    let own: Vec<_> = lines.iter().filter(|line| line["from"] == "me").collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(
        (&own[0]["text"], &own[0]["at"]),
        (&json!("こんばんは"), &json!(at))
    );
    assert!(
        room.lines(&other, "")
            .await
            .iter()
            .all(|line| line["from"] != "me"),
        "nobody else sees them"
    );
    let first = own[0]["id"].as_str().unwrap();
    assert!(
        room.lines(&mine, first)
            .await
            .iter()
            .all(|line| line["id"].as_str().unwrap() > first),
        "only what is new"
    );
    assert_eq!(
        room.say(
            &mine,
            json!({"id": "0192-c", "type": "unsend", "data": "0192-a"})
        )
        .await,
        StatusCode::OK
    );
    let lines = room
        .lines_when(&mine, &mut changes, |lines| {
            lines.iter().any(|line| line["gone"] == true)
        })
        .await;
    assert!(
        !json!(lines).to_string().contains("こんばんは"),
        "the words are destroyed"
    );
    assert!(json!(lines).to_string().contains("つぎ"));
}

#[tokio::test]
async fn what_cannot_be_taken_gets_a_number_and_no_reason() {
    let room = Room::open().await;
    let token = room.begin().await;
    let text = |text: &str| json!({"id": "a-1", "type": "text", "text": text});
    assert_eq!(room.say("", text("x")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        room.say(&token.replace(|c: char| c.is_ascii_digit(), "0"), text("x"))
            .await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        room.say(&token, text(&"あ".repeat(2_000))).await,
        StatusCode::OK,
        "the longest that is allowed"
    );
    assert_eq!(
        room.say(&token, text(&"あ".repeat(2_001))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        room.say(&token, text(&"x".repeat(BODY))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for wrong in [
        text("  \n"),
        json!({"id": "", "type": "text", "text": "x"}),
        json!({"id": "a b", "type": "text", "text": "x"}),
        json!({"id": "a-1", "type": "follow"}),
        json!({"id": "a-1", "type": "unfollow"}),
        json!({"id": "a-1", "type": "choice"}),
        json!({"id": "a-1", "type": "unsend", "data": ""}),
        json!({"id": "a-1", "type": "choice", "data": "x".repeat(301)}),
        json!([1]),
    ] {
        assert_eq!(
            room.say(&token, wrong.clone()).await,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
    assert_eq!(
        room.get("/chat/web/messages", "nobody.x").await.status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        room.get("/chat/web/messages?after=1", &token)
            .await
            .status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        room.get("/chat/other/messages", &token).await.status(),
        StatusCode::UNAUTHORIZED,
        "another chat's token"
    );
    for slug in ["line", "nowhere"] {
        assert_eq!(
            room.post(&format!("/chat/{slug}/session"), "", "{}")
                .await
                .status(),
            StatusCode::NOT_FOUND,
            "{slug}"
        );
    }
    assert_eq!(
        room.post("/chat/web/session", "", "no json").await.status(),
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn beginnings_and_messages_are_limited() {
    let room = Room::open().await;
    let token = room.begin().await;
    let mut refused = 0;
    for n in 0..40 {
        let status = room
            .say(
                &token,
                json!({"id": format!("m-{n}"), "type": "text", "text": "x"}),
            )
            .await;
        refused += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!((1..=10).contains(&refused), "{refused} of 40 at once");
    let other = room.begin().await;
    assert_eq!(
        room.say(&other, json!({"id": "m", "type": "text", "text": "x"}))
            .await,
        StatusCode::OK,
        "another session is free"
    );
    // A slow machine begins fewer in the time in which two more are allowed; the end comes all the same.
    let mut last = StatusCode::OK;
    for _ in 0..2_000 {
        last = room.post("/chat/web/session", "", "{}").await.status();
        if last != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_stream_says_that_something_changed_and_ends_with_the_server() {
    let room = Room::open().await;
    let token = room.begin().await;
    let open = |ticket: String| {
        let room = &room;
        async move {
            room.get(&format!("/chat/web/events?ticket={ticket}"), "")
                .await
        }
    };
    assert_eq!(
        open(token.clone()).await.status(),
        StatusCode::UNAUTHORIZED,
        "a token does not belong in an address"
    );
    let answer = room.post("/chat/web/stream-ticket", &token, "").await;
    let ticket = value(answer).await["ticket"].as_str().unwrap().to_owned();
    let mut stream = open(ticket.clone()).await.into_body().into_data_stream();
    let patience = Duration::from_secs(20);
    let first = tokio::time::timeout(patience, stream.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&first).contains("event: changed"),
        "at once"
    );
    assert_eq!(
        room.say(
            &token,
            json!({"id": "m-1", "type": "text", "text": "ひみつ"})
        )
        .await,
        StatusCode::OK
    );
    let next = tokio::time::timeout(patience, stream.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    let next = String::from_utf8_lossy(&next).into_owned();
    assert!(
        next.contains("event: changed") && !next.contains("ひみつ"),
        "{next}"
    );
    let held = [
        open(ticket.clone()).await,
        open(ticket.clone()).await,
        open(ticket.clone()).await,
    ];
    assert_eq!(
        open(ticket.clone()).await.status(),
        StatusCode::TOO_MANY_REQUESTS,
        "four for each session"
    );
    drop(held);
    assert_eq!(
        open(ticket).await.status(),
        StatusCode::OK,
        "a closed stream leaves its seat"
    );
    room.stop.cancel();
    tokio::time::timeout(patience, async { while stream.next().await.is_some() {} })
        .await
        .unwrap();
}

#[test]
fn a_time_of_writing_is_believed_only_within_reason() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let millis = now.as_millis();
    assert_eq!(
        written_at(Some(millis - 3_600_000), now),
        millis - 3_600_000,
        "written offline an hour ago"
    );
    for odd in [
        Some(millis + 3_600_000),
        Some(0),
        Some(i64::MIN),
        Some(i64::MAX),
        None,
    ] {
        assert_eq!(written_at(odd, now), millis, "{odd:?}");
    }
}
