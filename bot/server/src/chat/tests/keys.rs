//! Links and codes: they open a room for somebody we know, once, and say nothing to anybody else.

use tsunagi_model::{ConversationId, StaffId, StaffRole};
use tsunagi_store::{Grant, Scope, WebKeyKind};

use super::*;

/// Somebody who talks already, as staff see them.
struct Known {
    conversation: ConversationId,
    scope: Scope,
}

impl Room {
    async fn staff(&self, area: &str) -> StaffId {
        let (store, now) = (self.service.store(), self.service.now());
        let area = store
            .ensure_area(area, area, "city", None, now)
            .await
            .unwrap();
        let staff = store
            .add_staff(
                &area.to_string(),
                "ゆい",
                "correct horse battery",
                "ja",
                now,
            )
            .await
            .unwrap();
        let grant = Grant {
            role: StaffRole::Staff,
            area,
            from: Timestamp(0),
            to: None,
        };
        store.grant(staff, &grant, now).await.unwrap();
        staff
    }

    async fn known(&self) -> Known {
        let mut changes = self.service.store().watch();
        let token = self.begin().await;
        let first = json!({"id": "k-1", "type": "text", "text": "ひみつの ことば"});
        assert_eq!(self.say(&token, first).await, StatusCode::OK);
        self.lines_when(&token, &mut changes, |lines| {
            lines.iter().any(|line| line["from"] == "me")
        })
        .await;
        let session = token.split('.').next().unwrap();
        let thread = self.service.web_thread("web", session).await.unwrap();
        let staff = self.staff("uwajima").await;
        Known {
            conversation: thread.unwrap().id,
            scope: self
                .service
                .store()
                .scope(staff, self.service.now())
                .await
                .unwrap(),
        }
    }

    async fn make(&self, known: &Known, kind: WebKeyKind) -> String {
        self.service
            .make_web_key(&known.scope, known.conversation, kind)
            .await
            .unwrap()
            .secret
    }

    /// Opens something with a key or a typed code: the token of the new room.
    async fn enter(&self, wish: Value) -> Result<String, StatusCode> {
        let answer = self.post("/chat/web/session", "", wish.to_string()).await;
        if answer.status() != StatusCode::OK {
            let status = answer.status();
            assert_eq!(words(answer).await, "", "no reason");
            return Err(status);
        }
        Ok(value(answer).await["token"].as_str().unwrap().to_owned())
    }

    async fn contact_of(&self, token: &str) -> Option<tsunagi_model::ContactId> {
        let session = token.split('.').next().unwrap();
        let thread = self.service.web_thread("web", session).await.unwrap()?;
        thread.contact.map(|contact| contact.id)
    }
}

#[tokio::test]
async fn a_link_opens_one_empty_room_of_its_contact_and_looking_at_it_uses_nothing_up() {
    let room = Room::open().await;
    let known = room.known().await;
    let key = room.make(&known, WebKeyKind::Link).await;
    assert!(key.len() == 32, "128 bits: {}", key.len());
    for _ in 0..3 {
        let door = room.get(&format!("/chat/web/k/{key}?lang=ja"), "").await;
        assert_eq!(door.status(), StatusCode::OK);
        assert_eq!(door.headers()["referrer-policy"], "no-referrer");
        assert_eq!(door.headers()["cache-control"], "no-store");
        let page = words(door).await;
        assert!(page.contains(&format!("action=\"/chat/web/k/{key}\"")));
        assert!(page.contains("<title>メッセージ</title>") && !page.contains("og:"));
    }
    let token = room.enter(json!({"key": key, "lang": "ja"})).await.unwrap();
    let contact = room.service.store().thread(known.conversation).await;
    let contact = contact.unwrap().unwrap().contact.unwrap().id;
    assert_eq!(room.contact_of(&token).await, Some(contact));
    assert_eq!(
        json!(room.lines(&token, "").await),
        json!([]),
        "nothing of the other conversation"
    );
    assert_eq!(
        room.enter(json!({"key": key})).await,
        Err(StatusCode::FORBIDDEN),
        "once"
    );
    let dialogue = known
        .scope
        .dialogue(known.conversation, None, room.service.now());
    let counted = dialogue.await.unwrap().unwrap().encounters;
    assert!(
        counted.iter().any(|row| row.reached
            && row
                .conversation
                .is_some_and(|other| other != known.conversation)),
        "opening one's own link is an act: {counted:?}"
    );
}

#[tokio::test]
async fn what_opens_nothing_is_refused_alike() {
    let room = Room::open().await;
    let known = room.known().await;
    let first = room.make(&known, WebKeyKind::Link).await;
    let second = room.make(&known, WebKeyKind::Link).await;
    let code = room.make(&known, WebKeyKind::Code).await;
    for wrong in [
        json!({"key": "f".repeat(32)}),
        json!({"key": first}),
        json!({"key": code}),
        json!({"typed": second}),
        json!({"typed": "BCDF-GH23"}),
        json!({"typed": ""}),
        json!({"key": "../../x"}),
    ] {
        assert_eq!(
            room.enter(wrong.clone()).await,
            Err(StatusCode::FORBIDDEN),
            "{wrong}"
        );
    }
    assert!(room.enter(json!({"key": second})).await.is_ok());
    room.clock.advance(Span::minutes(31));
    assert_eq!(
        room.enter(json!({"typed": code})).await,
        Err(StatusCode::FORBIDDEN),
        "a code lives half an hour"
    );
    let late = room.make(&known, WebKeyKind::Link).await;
    room.clock.advance(Span::days(7));
    assert_eq!(
        room.enter(json!({"key": late})).await,
        Err(StatusCode::FORBIDDEN),
        "a link lives a week"
    );
}

#[tokio::test]
async fn nobody_makes_a_key_outside_their_grants_and_making_one_is_on_record() {
    let room = Room::open().await;
    let known = room.known().await;
    let stranger = room.staff("masuda").await;
    let scope = room.service.store().scope(stranger, room.service.now());
    let scope = scope.await.unwrap();
    let made = room
        .service
        .make_web_key(&scope, known.conversation, WebKeyKind::Link)
        .await;
    assert!(made.is_err());
    let key = room.make(&known, WebKeyKind::Link).await;
    let audit = room.service.store().audit_page(0, 100).await.unwrap();
    let row = audit.iter().find(|row| row.action == "web_link").unwrap();
    assert_eq!(row.object, format!("conversation/{}", known.conversation));
    assert!(audit.iter().all(|row| !format!("{row:?}").contains(&key)));
}

#[tokio::test]
async fn a_code_is_typed_as_people_type_and_also_says_in_a_talk_who_one_is() {
    let room = Room::open().await;
    let known = room.known().await;
    let code = room.make(&known, WebKeyKind::Code).await;
    let contact = room.service.store().thread(known.conversation).await;
    let contact = contact.unwrap().unwrap().contact.unwrap().id;
    let typed = code.to_lowercase().replace('-', " ");
    let token = room.enter(json!({"typed": typed})).await.unwrap();
    assert_eq!(room.contact_of(&token).await, Some(contact));

    let mut changes = room.service.store().watch();
    let other = room.begin().await;
    let first = json!({"id": "o-1", "type": "text", "text": "まだ なのらない"});
    assert_eq!(room.say(&other, first).await, StatusCode::OK);
    room.lines_when(&other, &mut changes, |lines| {
        lines.iter().any(|line| line["text"] == "まだ なのらない")
    })
    .await;
    let anonymous = room.contact_of(&other).await.unwrap();
    assert_ne!(anonymous, contact);
    let join = async |typed: &str| {
        let body = json!({"typed": typed, "id": "j-1"}).to_string();
        room.post("/chat/web/code", &other, body).await.status()
    };
    assert_eq!(join(&code).await, StatusCode::FORBIDDEN, "used already");
    let before = room.service.store().encounters_of(contact).await.unwrap();
    let code = room.make(&known, WebKeyKind::Code).await;
    assert_eq!(join(&code).await, StatusCode::OK);
    assert_eq!(room.contact_of(&other).await, Some(contact));
    let lines = json!(room.lines(&other, "").await).to_string();
    assert!(
        lines.contains("まだ なのらない"),
        "their words stay theirs: {lines}"
    );
    let after = room.service.store().encounters_of(contact).await.unwrap();
    let here = |rows: &[tsunagi_store::Encounter]| -> i64 {
        let theirs = rows.iter().filter(|row| row.contact == Some(contact));
        theirs.map(|row| row.messages_in).sum()
    };
    assert_eq!(
        here(&after),
        here(&before) + 1,
        "the act of saying who one is counts; what was before is not counted backwards"
    );
}

#[tokio::test]
async fn keys_cannot_be_tried_without_end() {
    let room = Room::open().await;
    let mut refused = 0;
    for n in 0..80 {
        let tried = room.enter(json!({"key": format!("{n:032x}")})).await;
        refused += usize::from(tried == Err(StatusCode::TOO_MANY_REQUESTS));
    }
    assert!(refused >= 15, "{refused} of 80 at once");
}

#[tokio::test]
async fn without_a_script_a_link_leads_into_a_room_of_plain_forms() {
    let room = Room::open().await;
    let mut changes = room.service.store().watch();
    let known = room.known().await;
    let key = room.make(&known, WebKeyKind::Link).await;
    let form = |path: &str, cookie: &str, body: &str, site: &str| {
        Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .header("cookie", cookie)
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let door = format!("/chat/web/k/{key}");
    let answer = room.ask(form(&door, "", "lang=ja", "cross-site")).await;
    assert_eq!(
        answer.status(),
        StatusCode::FORBIDDEN,
        "another site's form"
    );
    let answer = room.ask(form(&door, "", "lang=ja", "same-origin")).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/chat/web/plain?lang=ja#last");
    let set = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/chat/web"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(
        !set.contains("Max-Age") && !set.contains("Expires"),
        "it dies with the browser"
    );
    let cookie = set.split(';').next().unwrap();
    let page = async |cookie: &str| {
        let request = Request::get("/chat/web/plain?lang=ja").header("cookie", cookie);
        words(room.ask(request.body(Body::empty()).unwrap()).await).await
    };
    assert!(!page(cookie).await.contains("ひみつの"));
    assert!(
        page("").await.contains("value=\"begin\""),
        "nobody: the door"
    );
    let said = form(
        "/chat/web/plain",
        cookie,
        "act=say&lang=ja&text=%E3%81%AD%E3%81%93",
        "same-origin",
    );
    assert_eq!(room.ask(said).await.status(), StatusCode::SEE_OTHER);
    let token = cookie.split('=').nth(1).unwrap();
    let lines = room
        .lines_when(token, &mut changes, |lines| {
            lines.iter().any(|line| line["text"] == "ねこ")
        })
        .await;
    assert!(page(cookie).await.contains("ねこ"));
    let at = lines.iter().find(|line| line["text"] == "ねこ").unwrap()["at"]
        .as_i64()
        .unwrap();
    let id = plain::page_id(at, token.split('.').next().unwrap());
    assert!(page(cookie).await.contains(&format!("value=\"{id}\"")));
    let back = form(
        "/chat/web/plain",
        cookie,
        &format!("act=take-back&data={id}"),
        "same-origin",
    );
    assert_eq!(room.ask(back).await.status(), StatusCode::SEE_OTHER);
    room.lines_when(token, &mut changes, |lines| {
        lines.iter().any(|line| line["gone"] == true)
    })
    .await;
    assert!(!page(cookie).await.contains("ねこ"));
    let hide = form("/chat/web/plain", cookie, "act=hide", "same-origin");
    let answer = room.ask(hide).await;
    assert_eq!(answer.headers()["location"], "/calendar");
    assert!(
        answer.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    let refused = room.ask(form(&door, "", "lang=ja", "same-origin")).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN, "used");
    let page = words(refused).await;
    assert!(
        page.contains("名前を言わずに始める")
            && page.contains("value=\"begin\"")
            && page.contains("tel:110"),
        "one sentence, a way on, and help: {page}"
    );
}
