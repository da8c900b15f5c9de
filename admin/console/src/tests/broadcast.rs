//! Messages to many, as a coordinator writes, counts, confirms and takes them back.

use axum::http::StatusCode;
use tsunagi_model::{StaffRole, Timestamp};
use tsunagi_store::{BroadcastState, Changes, Grant};

use super::Browser;
use crate::sample::{self, NOW, Room};

/// Somebody who runs the area's programme.
async fn coordinator(room: &Room, login: &str, language: &str) -> Browser {
    let store = room.app.service.store();
    let id = store
        .add_staff(login, "なぎ", sample::PASSWORD, language, NOW)
        .await
        .unwrap();
    let grant = Grant {
        role: StaffRole::Coordinator,
        area: room.app.service.lines()["line"].area,
        from: Timestamp(0),
        to: None,
    };
    store.grant(id, &grant, NOW).await.unwrap();
    Browser::signed_in(room, login).await
}

/// The one whom the script looks after agrees to hear from us.
async fn somebody_agrees(room: &Room) {
    let store = room.app.service.store();
    let mut thread = store.thread(room.automatic).await.unwrap().unwrap();
    let memory = &mut thread.contact.as_mut().unwrap().memory;
    memory.save("contact.role", "child", NOW);
    memory.save("consent.messages", "agree", NOW);
    thread.contact_changed = true;
    let changes = Changes {
        threads: vec![thread],
        ..Changes::default()
    };
    store.commit(&changes, NOW).await.unwrap();
}

fn encode(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// What is typed for everybody of the area.
fn form(room: &Room, words: &str) -> String {
    let area = room.app.service.lines()["line"].area;
    format!("text-ja={}&area={area}&hours=24&rev=0", encode(words))
}

#[tokio::test]
async fn it_is_written_counted_confirmed_and_taken_back() {
    let room = sample::room().await;
    somebody_agrees(&room).await;
    let browser = coordinator(&room, "nagi", "ja").await;
    let empty = browser.get("/console/broadcasts").await.body;
    assert!(empty.contains("まだありません"));
    assert!(
        browser
            .get("/console/broadcasts/new")
            .await
            .body
            .contains("ひなた市")
    );
    let words = "<b>あすは</b> お休みです\n\nまた 来週";
    let written = browser
        .post("/console/broadcasts", &form(&room, words))
        .await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    let path = written.header(axum::http::header::LOCATION).to_owned();
    let page = browser.get(&path).await.body;
    for there in [
        "<span class=\"figure\">1</span> 人に届きます",
        "1人には、すぐに送れます",
        "まだ同意をもらっていない",
        "&#60;b&#62;あすは&#60;/b&#62; お休みです",
        "なぎさんが書きました",
    ] {
        assert!(page.contains(there), "{there}\n{page}");
    }
    assert_eq!(page.matches("class=\"bubble\"").count(), 2);
    let wrong = browser
        .post(&format!("{path}/confirm"), "people=2&minutes=5")
        .await;
    assert!(wrong.body.contains("人数がちがいます"));
    let right = format!("people={}&minutes=5", encode("１人"));
    let confirmed = browser.post(&format!("{path}/confirm"), &right).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER);
    let page = browser.get(&path).await.body;
    assert!(page.contains("17:10に、1人へ送りはじめます") && page.contains("data-left=\"300\""));
    assert!(
        page.contains("http-equiv=\"refresh\""),
        "it moves without a script too"
    );
    let edit = browser.get(&format!("{path}/edit")).await;
    assert_eq!(
        edit.status,
        StatusCode::NOT_FOUND,
        "what was confirmed stays"
    );
    browser.post(&format!("{path}/undo"), "").await;
    assert!(
        browser
            .get(&path)
            .await
            .body
            .contains("なぎさんが取り消しました")
    );
    let store = room.app.service.store();
    let all = store.broadcasts(10).await.unwrap();
    assert_eq!(all[0].state, BroadcastState::Undone);
    let late = browser.post(&format!("{path}/confirm"), &right).await;
    assert!(late.body.contains("もう変えられません"));
}

#[tokio::test]
async fn what_was_stopped_says_how_many_do_not_get_it() {
    let room = sample::room().await;
    somebody_agrees(&room).await;
    let browser = coordinator(&room, "nagi", "ja").await;
    let written = browser
        .post("/console/broadcasts", &form(&room, "あす"))
        .await;
    let path = written.header(axum::http::header::LOCATION).to_owned();
    browser
        .post(&format!("{path}/confirm"), "people=1&minutes=5")
        .await;
    let stopped = browser.post(&format!("{path}/stop"), "").await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
    let page = browser.get(&path).await.body;
    for there in [
        "<span class=\"figure\">0</span>送った",
        "<span class=\"figure\">1</span>取りやめ",
        "<span class=\"meta\">0%</span>",
        "なぎさんが止めました",
    ] {
        assert!(page.contains(there), "{there}\n{page}");
    }
    assert!(!page.contains("http-equiv=\"refresh\""), "nothing moves");
    let list = browser.get("/console/broadcasts").await.body;
    assert!(list.contains("止めました") && list.contains("0人"));
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    let room = sample::room().await;
    let browser = coordinator(&room, "nagi", "ja").await;
    let area = room.app.service.lines()["line"].area;
    let typed =
        format!("area={area}&text-en=closed&silent=30&field-1=contact.place&value-1=x&hours=72");
    let page = browser.post("/console/broadcasts", &typed).await.body;
    assert!(page.contains("日本語の文を書いてください"));
    for kept in [
        "closed</textarea>",
        "value=\"30\"",
        "value=\"contact.place\"",
        "value=\"72\" selected",
    ] {
        assert!(page.contains(kept), "{kept}");
    }
    let nowhere = browser.post("/console/broadcasts", "text-ja=a").await.body;
    assert!(nowhere.contains("地域を一つは選んでください"));
}

#[tokio::test]
async fn only_who_runs_the_programme_has_these_pages() {
    let room = sample::room().await;
    let nagi = coordinator(&room, "nagi", "en").await;
    let written = nagi.post("/console/broadcasts", &form(&room, "あす")).await;
    let path = written.header(axum::http::header::LOCATION).to_owned();
    let page = nagi.get(&path).await.body;
    assert!(page.contains("people will get it"), "{page}");
    for page in [
        &page,
        &nagi.get("/console/broadcasts").await.body,
        &nagi.get("/console/broadcasts/new").await.body,
    ] {
        assert!(
            !page.contains(">broadcast-") && !page.contains("console-held"),
            "every word has a text"
        );
    }
    for login in ["mizuki", "aoki"] {
        let other = Browser::signed_in(&room, login).await;
        for path in ["/console/broadcasts", "/console/broadcasts/new", &path] {
            assert_eq!(
                other.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{login} {path}"
            );
        }
        let stop = other.post(&format!("{path}/stop"), "").await;
        assert_eq!(stop.status, StatusCode::NOT_FOUND);
    }
}
