//! What staff do in a conversation, and what they see of it.

use axum::http::{StatusCode, header};

use super::Browser;
use crate::sample;

#[tokio::test]
async fn a_conversation_shows_who_speaks_and_what_is_known() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser
        .get(&format!("/console/c/{}", room.waiting))
        .await
        .body;
    for there in [
        "送信済み（LINE）",
        "受付済み",
        "本人の希望で取り消されました",
        "メモ　はるさん",
        "人と話したいと言われた",
        "命にかかわることば",
        "同意しています",
        "家庭訪問",
        "lang=\"ja\"",
        "確認しました",
    ] {
        assert!(page.contains(there), "{there}");
    }
    assert!(!page.contains("既読"), "sent is not read");
    let composer = |page: &str| page.contains("class=\"composer\"");
    assert!(composer(&page), "a waiting conversation may be answered");
    assert!(composer(
        &browser.get(&format!("/console/c/{}", room.mine)).await.body
    ));
    let theirs = browser
        .get(&format!("/console/c/{}", room.theirs))
        .await
        .body;
    assert!(
        !composer(&theirs) && theirs.contains("はるさんが対応中"),
        "somebody else holds it: a name in place of the composer"
    );
    assert!(
        !theirs.contains("/take\""),
        "only a lead may take it from somebody who is there"
    );
    let lead = Browser::signed_in(&room, "haru")
        .await
        .get(&format!("/console/c/{}", room.mine))
        .await
        .body;
    assert!(lead.contains("/take\"") && !composer(&lead));
}

#[tokio::test]
async fn an_alert_is_seen_once_and_by_name() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let today = browser.get("/console").await.body;
    let form = today
        .split("/console/alerts/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let path = format!("/console/alerts/{form}");
    let answer = browser.post(&path, "back=https://evil.example").await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/console")
    );
    assert!(
        browser
            .get("/console")
            .await
            .body
            .contains("みずきさんが確認（11月20日(金) 17:05）")
    );
    assert_eq!(
        browser.post(&path, "back=/console").await.status,
        StatusCode::SEE_OTHER,
        "a second click is no error"
    );
}

#[tokio::test]
async fn a_reply_takes_the_pen_and_shows_as_waiting_to_be_sent() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.waiting);
    let sent = browser.post(&format!("{path}/reply"), "text=%E8%AA%AD%E3%82%93%E3%81%A0%E3%82%88%0D%0A%E3%81%93%E3%81%93%E3%81%AB%E3%81%84%E3%82%8B").await;
    assert_eq!(
        (sent.status, sent.header(header::LOCATION).to_owned()),
        (StatusCode::SEE_OTHER, format!("{path}#latest"))
    );
    let page = browser.get(&path).await.body;
    assert!(
        page.contains("読んだよ\nここにいる") && page.contains("送信待ち"),
        "nothing is called sent that is still in the queue"
    );
    assert!(page.contains("みずきさんが対応中"));
    let lead = Browser::signed_in(&room, "haru")
        .await
        .get(&path)
        .await
        .body;
    assert!(lead.contains("Held by みずき") && !lead.contains("class=\"composer\""));
}

#[tokio::test]
async fn words_that_could_not_be_sent_are_still_in_the_field() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    // Somebody else holds it.
    let held = browser
        .post(&format!("/console/c/{}/reply", room.theirs), "text=hello")
        .await;
    assert_eq!(held.status, StatusCode::CONFLICT);
    assert!(
        held.body
            .contains("いまははるさんが対応中です。送っていません。"),
        "{}",
        held.body
    );
    let long = "a".repeat(5_001);
    let refused = browser
        .post(
            &format!("/console/c/{}/reply", room.mine),
            &format!("text={long}"),
        )
        .await;
    assert!(
        refused.body.contains("5000字までで書いてください")
            && refused.body.contains(&format!("{long}</textarea>"))
    );
    let empty = browser
        .post(&format!("/console/c/{}/reply", room.mine), "text=+++")
        .await;
    assert!(empty.body.contains("ことばが入っていません"));
}

#[tokio::test]
async fn a_note_never_becomes_a_message() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.mine);
    assert_eq!(
        browser
            .post(&format!("{path}/note"), "note=zettai-himitsu")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // The field of one form is not the field of the other.
    assert!(
        browser
            .post(&format!("{path}/reply"), "note=zettai-himitsu")
            .await
            .status
            .is_client_error()
    );
    assert!(
        browser
            .post(&format!("{path}/note"), "text=zettai-himitsu")
            .await
            .status
            .is_client_error()
    );
    let page = browser.get(&path).await.body;
    let note = page.split("class=\"note\"").nth(1).unwrap_or_default();
    assert!(
        note.contains("zettai-himitsu") && page.matches("zettai-himitsu").count() == 1,
        "once, and in a note"
    );
    let store = room.app.service.store();
    let thread = store.thread(room.mine).await.unwrap().unwrap();
    let seen = store
        .person_lines(&thread, None, 100, room.app.service.now())
        .await
        .unwrap();
    assert!(
        seen.len() == 3
            && seen.iter().all(|line| line
                .body
                .as_ref()
                .is_none_or(|body| !body.text.contains("himitsu")))
    );
}

#[tokio::test]
async fn taking_and_handing_back_change_who_writes() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.waiting);
    assert!(!browser.get(&path).await.body.contains("/hand-back\""));
    assert_eq!(
        browser.post(&format!("{path}/take"), "").await.status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get(&path).await.body;
    assert!(page.contains("/hand-back\"") && !page.contains("/take\""));
    for how in [
        "value=\"silent\"",
        "value=\"resume\"",
        "value=\"follow_up\"",
    ] {
        assert!(page.contains(how), "{how}");
    }
    assert_eq!(
        browser
            .post(&format!("{path}/hand-back"), "how=silent")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(browser.get(&path).await.body.contains("自動の会話"));
    assert_eq!(
        browser
            .post(&format!("{path}/ask"), "why=staff-safety")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get(&path).await.body;
    assert!(page.contains("人を呼びました：安全が心配") && page.contains("人を待っています"));
    for act in ["take", "reply", "hand-back", "note", "ask"] {
        let form = "text=x&note=x&how=silent&why=staff-safety";
        let away = browser
            .post(&format!("/console/c/{}/{act}", room.elsewhere), form)
            .await;
        assert_eq!(away.status, StatusCode::NOT_FOUND, "{act}");
    }
}
