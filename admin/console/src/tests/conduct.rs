//! What the script keeps to itself, programmes that rest, meetings and support, as staff see and record them.

use axum::http::StatusCode;
use tsunagi_model::{Span, StaffRole, Timestamp};
use tsunagi_store::{Changes, Grant, NewHeld};

use super::Browser;
use crate::sample::{self, NOW, Room};

/// Something kept back in a conversation, for two more days and for good.
async fn keep_back(room: &Room) {
    let store = room.app.service.store();
    let thread = store.thread(room.automatic).await.unwrap().unwrap();
    let held = |why: &str, until: Option<Timestamp>| NewHeld {
        id: store.ids().next(NOW),
        thread: 0,
        flow: "checkin".into(),
        step: None,
        why: why.into(),
        until,
    };
    let changes = Changes {
        held: vec![
            held("gap", Some(NOW.plus(Span::days(2)))),
            held("late", None),
        ],
        threads: vec![thread],
        ..Changes::default()
    };
    store.commit(&changes, NOW).await.unwrap();
}

#[tokio::test]
async fn what_is_kept_back_is_seen_with_the_reason() {
    let room = sample::room().await;
    keep_back(&room).await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser
        .get(&format!("/console/c/{}", room.automatic))
        .await
        .body;
    for there in [
        "送らずに待っています",
        "前のお知らせから48時間たっていない",
        "11月22日(日) 17:05まで",
        "送らずにいます：様子うかがい（時間が過ぎた。この回は送りません）",
    ] {
        assert!(page.contains(there), "{there}");
    }
    let list = browser.get("/console/held").await.body;
    assert!(list.contains("時間が過ぎた") && list.contains(&room.automatic.to_string()));
    let one = browser.get("/console/held?why=gap").await.body;
    assert_eq!(one.matches("<time ").count(), 1, "narrowed to one reason");
    let officer = Browser::signed_in(&room, "aoki").await;
    assert_eq!(
        officer.get("/console/held").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!list.contains("console-"), "every word has a text");
}

#[tokio::test]
async fn a_coordinator_suspends_and_resumes_with_open_eyes() {
    let room = sample::room().await;
    let store = room.app.service.store();
    let area = room.app.service.lines()["line"].area;
    let id = store
        .add_staff("nagi", "なぎ", sample::PASSWORD, "ja", NOW)
        .await
        .unwrap();
    let grant = Grant {
        role: StaffRole::Coordinator,
        area,
        from: Timestamp(0),
        to: None,
    };
    store.grant(id, &grant, NOW).await.unwrap();
    let browser = Browser::signed_in(&room, "nagi").await;
    let page = browser.get("/console/programme").await.body;
    assert!(page.contains("4人に関わります"), "{page}");
    let wish = format!("area={area}&what=rest&note=%E3%82%A4%E3%83%B3%E3%83%95%E3%83%AB");
    browser.post("/console/programme", &wish).await;
    assert!(
        store.suspensions().await.unwrap().is_empty(),
        "not without the box"
    );
    let answer = browser
        .post("/console/programme", &format!("{wish}&sure=yes"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(store.suspensions().await.unwrap()[0].note, "インフル");
    assert!(
        browser
            .get("/console/programme")
            .await
            .body
            .contains("休止しています（なぎさん）")
    );
    let volunteer = Browser::signed_in(&room, "mizuki").await;
    let refused = volunteer
        .post(
            "/console/programme",
            &format!("area={area}&what=go_on&sure=yes"),
        )
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    browser
        .post(
            "/console/programme",
            &format!("area={area}&what=go_on&sure=yes"),
        )
        .await;
    assert!(store.suspensions().await.unwrap().is_empty());
    let log = store.audit_page(0, 1_000).await.unwrap();
    let did = |action: &str| log.iter().filter(|row| row.action == action).count();
    assert_eq!((did("suspend"), did("resume")), (1, 1));
}

#[tokio::test]
async fn meetings_and_support_are_recorded_beside_the_conversation() {
    let room = sample::room().await;
    let store = room.app.service.store();
    let thread = store.thread(room.mine).await.unwrap().unwrap();
    let contact = thread.contact.as_ref().unwrap().id;
    let at = NOW.plus(Span::hours(-2));
    store.add_slot(thread.area, at, NOW).await.unwrap();
    let free = store
        .free_slots(thread.area, at.plus(Span::hours(-1)), 1)
        .await
        .unwrap();
    let booking = Changes {
        slots: vec![(free[0].id.clone(), contact)],
        ..Changes::default()
    };
    store.commit(&booking, NOW).await.unwrap();
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.mine);
    assert!(browser.get(&path).await.body.contains("会えませんでした"));
    let form = format!("slot={}&what=done", free[0].id);
    let answer = browser.post(&format!("{path}/met"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let again = browser.post(&format!("{path}/met"), &form).await;
    assert!(again.body.contains("ほかの人が先に記録しました"));

    let early = browser
        .post(&format!("{path}/support"), "destination=agency")
        .await;
    assert!(early.body.contains("まだケースがありません"));
    browser
        .post(&format!("{path}/case"), "number=2026-77")
        .await;
    browser
        .post(&format!("{path}/support"), "destination=agency")
        .await;
    let page = browser.get(&path).await.body;
    assert!(page.contains("関係機関") && page.contains("利用中"));
    let link = page
        .split("name=\"link\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    browser
        .post(&format!("{path}/support/end"), &format!("link={link}"))
        .await;
    assert!(browser.get(&path).await.body.contains("終了"));
}
