//! The way to LINE and back, page by page, with LINE's double at its other end.

use tsunagi_double::{Fault, Visitor};

use super::*;

const ORIGIN: &str = "https://support.example.jp";

/// A browser that was sent away: its cookie, and where LINE's page leads it back to.
struct Away {
    cookie: String,
    back: String,
}

fn form(path: &str, cookie: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

/// The address behind a link of a page.
fn href(page: &str, id: &str) -> String {
    let link = page.split(&format!("id=\"{id}\" href=\"")).nth(1).unwrap();
    let address = link.split('"').next().unwrap();
    address.replace("&#38;", "&").replace("&amp;", "&")
}

impl Room {
    fn double(&self) -> &LineDouble {
        self.double.as_ref().unwrap()
    }

    /// Somebody who has said something, so that there is a conversation.
    async fn talker(&self) -> String {
        let mut changes = self.service.store().watch();
        let token = self.begin().await;
        let first = json!({"id": "b-1", "type": "text", "text": "こんにちは"});
        assert_eq!(self.say(&token, first).await, StatusCode::OK);
        let mine = |lines: &[Value]| lines.iter().any(|line| line["from"] == "me");
        self.lines_when(&token, &mut changes, mine).await;
        token
    }

    /// The page before LINE, and LINE's page.
    async fn leaves(&self, token: &str) -> Away {
        let body = format!("lang=ja&token={token}&pass=");
        let answer = self.ask(form("/chat/web/line", "", &body)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        let page = words(answer).await;
        assert!(page.contains("スタッフには、同じ人だとわかります") && page.contains("tel:110"));
        assert!(!page.contains("<script") && !page.contains(token));
        let back = self.double().open_login(&href(&page, "go")).unwrap();
        Away {
            cookie,
            back: back.strip_prefix(ORIGIN).unwrap().to_owned(),
        }
    }

    /// What LINE's page leads back to, and where that leads on.
    async fn returns(&self, path: &str, cookie: &str) -> String {
        let cookie = cookie.split(';').next().unwrap();
        let request = Request::get(path)
            .header("cookie", cookie)
            .header("sec-fetch-site", "cross-site")
            .header("accept-language", "ja");
        let answer = self.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let to = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(!to.contains("code") && !to.contains("state"), "{to}");
        to
    }

    async fn reads(&self, path: &str) -> String {
        let answer = self.get(path, "").await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"));
        assert!(!policy.contains("line.me"), "{policy}");
        words(answer).await
    }
}

fn visitor(agrees: bool, befriends: bool) -> Visitor {
    Visitor {
        agrees,
        befriends,
        ..Visitor::default()
    }
}

#[tokio::test]
async fn the_way_to_line_and_back_joins_the_two_and_keeps_its_secret() {
    let room = Room::with_line().await;
    assert!(
        room.reads("/chat/web?lang=ja")
            .await
            .contains("LINEで続ける")
    );
    let token = room.talker().await;
    let away = room.leaves(&token).await;
    for part in [
        "__Host-line-login=",
        "HttpOnly",
        "Secure",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(away.cookie.contains(part), "{}", away.cookie);
    }
    let secret = away.cookie.split(['=', '.']).nth(1).unwrap();
    assert!(secret.len() == 64 && !away.back.contains(secret));
    let to = room.returns(&away.back, &away.cookie).await;
    assert_eq!(to, "/link/line/joined?room=web&lang=ja&plain=false");
    let page = room.reads(&to).await;
    assert!(page.contains("LINEとつながりました"), "{page}");
    assert_eq!(href(&page, "back"), "/chat/web?lang=ja");
    let again = room.returns(&away.back, &away.cookie).await;
    assert_eq!(again, "/link/line/stale?room=web&lang=ja&plain=false");
    let session = token.split('.').next().unwrap();
    let web = room
        .service
        .web_thread("web", session)
        .await
        .unwrap()
        .unwrap();
    let threads = room
        .service
        .store()
        .threads_of(web.contact.unwrap().id)
        .await
        .unwrap();
    let mut channels: Vec<_> = threads
        .iter()
        .map(|thread| thread.channel.as_str())
        .collect();
    channels.sort_unstable();
    assert_eq!(channels, ["line", "web"]);
    room.double().assert_clean();
}

#[tokio::test]
async fn every_way_that_ends_elsewhere_leads_back_to_the_room() {
    let room = Room::with_line().await;
    let token = room.talker().await;
    let outcome = async |visitor: Visitor, fault: Option<&Fault>| {
        let double = room.double();
        double.sit_down(visitor);
        let away = room.leaves(&token).await;
        if let Some(fault) = fault {
            double.fail_at("/oauth2/v2.1/token", fault);
        }
        let to = room.returns(&away.back, &away.cookie).await;
        let page = room.reads(&to).await;
        assert_eq!(href(&page, "back"), "/chat/web?lang=ja");
        assert!(page.contains("tel:110") && page.contains("/calendar"));
        to.split(['/', '?']).nth(3).unwrap().to_owned()
    };
    assert_eq!(outcome(visitor(false, false), None).await, "declined");
    let down = Fault::Status(503);
    assert_eq!(outcome(visitor(true, true), Some(&down)).await, "away");
    assert_eq!(
        outcome(visitor(true, true), Some(&Fault::Malformed)).await,
        "unproven"
    );
    let away = room.leaves(&token).await;
    let state = away.back.split("state=").nth(1).unwrap().to_owned();
    // LINE's own trouble is not the person's no.
    let trouble = format!("/link/line?error=server_error&state={state}");
    let to = room.returns(&trouble, &away.cookie).await;
    assert!(to.starts_with("/link/line/away?"), "{to}");
    room.double().forget(&Visitor::default().user);
    assert_eq!(outcome(visitor(true, false), None).await, "friend");
}

#[tokio::test]
async fn an_address_alone_ends_no_login() {
    let room = Room::with_line().await;
    let token = room.talker().await;
    let (mine, other) = (
        room.leaves(&token).await,
        room.leaves(&room.talker().await).await,
    );
    for (path, cookie) in [
        (&*mine.back, ""),
        (&*mine.back, &*other.cookie),
        (&*mine.back, "__Host-line-login=x"),
        (&*mine.back, "__Host-line-login=.web.ja.0"),
        ("/link/line", &*mine.cookie),
        ("/link/line?code=1&state=", &*mine.cookie),
    ] {
        let to = room.returns(path, cookie).await;
        assert!(to.starts_with("/link/line/stale"), "{path}: {to}");
        let page = room.reads(&to).await;
        assert!(page.contains("もう一度ためせます"), "{page}");
    }
    let to = room.returns(&mine.back, &mine.cookie).await;
    assert!(
        to.starts_with("/link/line/joined?"),
        "others spoil nothing: {to}"
    );
    assert_eq!(
        room.get("/link/line/hacked", "").await.status(),
        StatusCode::NOT_FOUND
    );
    let strange = room
        .reads("/link/line/joined?room=//evil.example&lang=xx")
        .await;
    assert!(!strange.contains("evil") && !strange.contains("id=\"back\""));
}

#[tokio::test]
async fn only_somebody_in_the_room_sets_out() {
    let room = Room::with_line().await;
    let cross = Request::post("/chat/web/line")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("lang=ja"))
        .unwrap();
    assert_eq!(room.ask(cross).await.status(), StatusCode::FORBIDDEN);
    let ask = async |body: &str| room.ask(form("/chat/web/line", "", body)).await;
    for body in ["lang=ja", "lang=ja&token=made.up"] {
        let answer = ask(body).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert!(words(answer).await.contains("まだへやがありません"));
    }
    let token = room.talker().await;
    let locked = json!({"pictures": ["sun", "cat", "sun"]}).to_string();
    assert!(
        room.post("/chat/web/lock", &token, locked)
            .await
            .status()
            .is_success()
    );
    let answer = ask(&format!("lang=ja&token={token}&pass=")).await;
    assert_eq!(
        answer.status(),
        StatusCode::LOCKED,
        "a locked room leads nowhere"
    );
    let busy = room.talker().await;
    let mut last = StatusCode::OK;
    for _ in 0..11 {
        last = ask(&format!("lang=ja&token={busy}")).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let closed = Room::open().await;
    assert!(
        !closed
            .reads("/chat/web?lang=ja")
            .await
            .contains("LINEで続ける")
    );
    let token = closed.talker().await;
    let body = format!("lang=ja&token={token}");
    let answer = closed.ask(form("/chat/web/line", "", &body)).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(words(answer).await.contains("へやでは話せます"));
}

#[tokio::test]
async fn the_plain_room_leads_there_without_a_script() {
    let room = Room::with_line().await;
    let token = room.talker().await;
    let cookie = format!("room-web={token}");
    let page = Request::get("/chat/web/plain?lang=en").header("cookie", &cookie);
    let page = words(room.ask(page.body(Body::empty()).unwrap()).await).await;
    assert!(page.contains("Go on in LINE"), "{page}");
    let answer = room.ask(form("/chat/web/line", &cookie, "lang=en")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let kept = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    let page = words(answer).await;
    assert_eq!(href(&page, "back"), "/chat/web/plain?lang=en");
    let back = room.double().open_login(&href(&page, "go")).unwrap();
    let to = room
        .returns(back.strip_prefix(ORIGIN).unwrap(), &kept)
        .await;
    assert_eq!(to, "/link/line/joined?room=web&lang=en&plain=true");
    let page = room.reads(&to).await;
    assert!(page.contains("You are joined with LINE"));
    assert_eq!(href(&page, "back"), "/chat/web/plain?lang=en");
}

#[tokio::test]
async fn who_comes_from_a_message_in_line_needs_no_login() {
    let room = Room::with_line().await;
    let page = room
        .reads("/chat/web?lang=ja&linkToken=abc123&openExternalBrowser=1")
        .await;
    assert!(page.contains("value=\"abc123\"") && page.contains("LINEに届いた案内ですね"));
    assert!(page.contains("?lang=en&#38;linkToken=abc123"), "{page}");
    let odd = room
        .reads("/chat/web?lang=ja&linkToken=%22%3E%3Cscript%3E")
        .await;
    assert!(!odd.contains("LINEに届いた案内ですね"));
    let token = room.talker().await;
    let body = format!("lang=ja&token={token}&linkToken=abc123");
    let answer = room.ask(form("/chat/web/line", "", &body)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(
        !answer.headers().contains_key("set-cookie"),
        "LINE itself brings the proof"
    );
    let go = href(&words(answer).await, "go");
    let (dialog, nonce) = go.split_once("?linkToken=abc123&nonce=").unwrap();
    assert!(dialog.ends_with("/dialog/bot/accountLink") && nonce.len() == 64);
    let plain = Request::get("/chat/web/plain?lang=ja&linkToken=abc123")
        .header("cookie", format!("room-web={token}"));
    let plain = words(room.ask(plain.body(Body::empty()).unwrap()).await).await;
    assert!(plain.contains("LINEとつなぐ") && plain.contains("value=\"abc123\""));
    let door = room.reads("/chat/web/plain?lang=ja&linkToken=abc123").await;
    assert!(door.contains("まだへやがありません"));
}
