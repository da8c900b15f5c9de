//! From the web chat to LINE and from LINE to the web chat: one person, proven by the platform.

use tsunagi_dispatch::{BridgeError, DeskError, LinkError};
use tsunagi_double::{Fault, Visitor};
use tsunagi_model::{HandBack, Span};
use tsunagi_store::{AddressState, Thread};

use crate::rig::{Rig, on_both, user};

const BACK: &str = "https://support.example.jp/link/line";

on_both! {
    somebody_in_the_web_chat_goes_on_in_line
    who_adds_the_account_later_is_found_then
    who_talked_in_line_before_stays_who_they_were
    a_login_ends_once_in_time_and_in_its_own_browser
    a_child_and_a_guardian_are_kept_apart
    two_cases_are_not_joined_by_a_login
    an_account_is_linked_from_the_chat_in_line
    what_links_nothing_says_so_kindly
}

/// A login on its way: what the browser keeps, and what it brings back.
struct Way {
    secret: String,
    state: String,
    code: Option<String>,
}

impl Rig {
    async fn on_page(&self, session: &str, id: &str, event: &str) {
        let event = format!(r#"{{"session":"{session}","id":"{id}",{event}}}"#);
        let taken = self.service.receive_web("web", session, vec![event]);
        taken.await.unwrap();
        self.service.settle().await.unwrap();
    }

    /// Somebody in the web chat who has said that they are a `child` or a `parent`.
    async fn visitor(&self, session: &str, role: &str) -> Thread {
        self.on_page(session, "1", r#""type":"follow""#).await;
        for (id, data) in [
            ("2", "language/language/ja"),
            ("3", &*format!("invite/who/{role}")),
        ] {
            self.on_page(session, id, &format!(r#""type":"choice","data":"{data}""#))
                .await;
        }
        self.page_thread(session).await
    }

    async fn page_thread(&self, session: &str) -> Thread {
        let found = self.service.web_thread("web", session).await.unwrap();
        found.unwrap()
    }

    fn sits_down(&self, user: &str, agrees: bool, befriends: bool) {
        self.double.sit_down(Visitor {
            user: user.to_owned(),
            agrees,
            befriends,
        });
    }

    /// Through LINE's login page and back.
    async fn way(&self, session: &str) -> Way {
        let begun = self
            .service
            .begin_login("web", session, BACK)
            .await
            .unwrap();
        assert!(!begun.address.contains(&begun.secret));
        let back = self.double.open_login(&begun.address).unwrap();
        let part = |name: &str| {
            let query = back.strip_prefix(BACK).unwrap().trim_start_matches('?');
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.to_owned())
        };
        Way {
            secret: begun.secret,
            state: part("state").unwrap(),
            code: part("code"),
        }
    }

    async fn ends(&self, way: &Way) -> Result<bool, BridgeError> {
        self.service
            .finish_login(BACK, &way.secret, &way.state, way.code.as_deref())
            .await
    }

    /// The link token in the last words that somebody saw in LINE.
    fn link_token(&self, user: &str) -> String {
        let seen = self.seen(user).pop().unwrap();
        let token = seen.split("linkToken=").nth(1).unwrap();
        token.split('&').next().unwrap().to_owned()
    }

    /// Confirms on our page and on LINE's.
    async fn confirms(&self, session: &str, token: &str) -> Option<String> {
        let dialog = self
            .service
            .begin_account_link("web", session, token)
            .await
            .unwrap();
        let nonce = dialog.split("nonce=").nth(1).unwrap().to_owned();
        assert!(nonce.len() >= 32);
        self.bring(&self.double.link(token, &nonce)?).await;
        Some(nonce)
    }
}

fn contact(thread: &Thread) -> tsunagi_model::ContactId {
    thread.contact.as_ref().unwrap().id
}

async fn somebody_in_the_web_chat_goes_on_in_line(rig: Rig) {
    let web = rig.visitor("s", "child").await;
    rig.sits_down(&user(1), true, true);
    let way = rig.way("s").await;
    assert!(rig.ends(&way).await.unwrap());
    let there = rig.thread(&user(1)).await;
    assert_eq!(contact(&there), contact(&web));
    assert_eq!(there.state, AddressState::Ok);
    assert!(
        there.preferred,
        "regular words go where they wished to go on"
    );
    assert_ne!(there.id, web.id);
    assert_eq!(
        rig.seen(&user(1)),
        [""; 0],
        "nothing of the room is said there"
    );
    let rows = rig.exported().await;
    let marks = rows.iter().filter(|row| row.kind == "linked").count();
    assert_eq!(marks, 1, "staff see it");
    let audit = rig.service.store().audit_page(0, 100).await.unwrap();
    let added = audit
        .iter()
        .find(|row| row.action == "add_address")
        .unwrap();
    assert_eq!(added.object, format!("conversation/{}", there.id));
    // The event by which LINE tells of the new friend finds the address.
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let there = rig.thread(&user(1)).await;
    assert_eq!(contact(&there), contact(&web));
    assert_eq!(
        there.contact.unwrap().memory.get("contact.role"),
        Some("child")
    );
    // Doing it again does nothing and is no mistake.
    let again = rig.way("s").await;
    assert!(rig.ends(&again).await.unwrap());
    let rows = rig.exported().await;
    assert_eq!(rows.iter().filter(|row| row.kind == "linked").count(), 1);
    rig.double.assert_clean();
}

async fn who_adds_the_account_later_is_found_then(rig: Rig) {
    let web = rig.visitor("s", "child").await;
    rig.double.forget(&user(1));
    rig.sits_down(&user(1), true, false);
    let way = rig.way("s").await;
    assert!(!rig.ends(&way).await.unwrap());
    let there = rig.thread(&user(1)).await;
    assert_eq!(
        (there.state, contact(&there)),
        (AddressState::Left, contact(&web))
    );
    assert!(
        rig.page_thread("s").await.preferred,
        "until then the room is where they are"
    );
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let there = rig.thread(&user(1)).await;
    assert_eq!(
        (there.state, contact(&there)),
        (AddressState::Ok, contact(&web))
    );
    assert!(there.preferred);
    assert!(
        !rig.seen(&user(1)).is_empty(),
        "somebody new to LINE is greeted there"
    );
    rig.double.assert_clean();
}

async fn who_talked_in_line_before_stays_who_they_were(rig: Rig) {
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let before = rig.thread(&user(1)).await;
    rig.clock.advance(Span::hours(1));
    let web = rig.visitor("s", "child").await;
    assert_ne!(contact(&web), contact(&before));
    rig.sits_down(&user(1), true, true);
    let way = rig.way("s").await;
    assert!(rig.ends(&way).await.unwrap());
    assert_eq!(
        contact(&rig.page_thread("s").await),
        contact(&before),
        "the older one stays"
    );
    let there = rig.thread(&user(1)).await;
    assert_eq!(contact(&there), contact(&before));
    assert_eq!(
        there.contact.as_ref().unwrap().memory.get("contact.role"),
        Some("child")
    );
    // Somebody whom staff know by a case keeps that contact, whichever is older.
    let other = rig.visitor("t", "child").await;
    rig.clock.advance(Span::hours(1));
    rig.bring(&rig.double.webhook().follow(&user(2), false).build())
        .await;
    let known = rig.thread(&user(2)).await;
    rig.service
        .open_case(&rig.scope().await, known.id, "7-1")
        .await
        .unwrap();
    rig.sits_down(&user(2), true, true);
    let way = rig.way("t").await;
    assert!(rig.ends(&way).await.unwrap());
    let now = rig.page_thread("t").await;
    assert_ne!(contact(&now), contact(&other));
    assert_eq!(contact(&now), contact(&known));
}

async fn a_login_ends_once_in_time_and_in_its_own_browser(rig: Rig) {
    assert!(matches!(
        rig.service.begin_login("web", "nobody", BACK).await,
        Err(BridgeError::TooEarly)
    ));
    rig.visitor("s", "child").await;
    rig.visitor("t", "child").await;
    rig.sits_down(&user(1), true, true);
    // Another browser's secret, or no secret at all, with a good code.
    let (mine, theirs) = (rig.way("s").await, rig.way("t").await);
    for (secret, state) in [
        (&theirs.secret, &mine.state),
        (&mine.secret, &theirs.state),
        (&String::new(), &mine.state),
        (&mine.secret, &String::new()),
    ] {
        let crossed = Way {
            secret: secret.clone(),
            state: state.clone(),
            code: mine.code.clone(),
        };
        assert!(matches!(rig.ends(&crossed).await, Err(BridgeError::Stale)));
    }
    assert_eq!(
        rig.double.counts().requests,
        0,
        "nothing of it reached LINE"
    );
    assert!(
        rig.ends(&mine).await.is_ok(),
        "what others tried spoils nothing"
    );
    assert!(
        matches!(rig.ends(&mine).await, Err(BridgeError::Stale)),
        "once"
    );
    let late = rig.way("s").await;
    rig.clock.advance(Span::minutes(10));
    assert!(
        matches!(rig.ends(&late).await, Err(BridgeError::Stale)),
        "ten minutes"
    );
    rig.sits_down(&user(1), false, false);
    let no = rig.way("s").await;
    assert!(matches!(rig.ends(&no).await, Err(BridgeError::Declined)));
    assert!(
        matches!(rig.ends(&no).await, Err(BridgeError::Stale)),
        "a no is an answer too"
    );
    rig.sits_down(&user(1), true, true);
    let away = rig.way("s").await;
    rig.double
        .fail_at("/oauth2/v2.1/token", &Fault::Status(503));
    assert!(matches!(rig.ends(&away).await, Err(BridgeError::Away)));
    let mut forged = rig.way("s").await;
    forged.code = Some("forged".to_owned());
    assert!(matches!(
        rig.ends(&forged).await,
        Err(BridgeError::Unproven)
    ));
    rig.double.assert_clean();
}

async fn a_child_and_a_guardian_are_kept_apart(rig: Rig) {
    // There is one account for children and one for guardians: who has not said who they are is not led to either.
    rig.on_page("u", "1", r#""type":"follow""#).await;
    assert!(matches!(
        rig.service.begin_login("web", "u", BACK).await,
        Err(BridgeError::TooEarly)
    ));
    // A guardian's room leads to the guardians' account.
    let web = rig.visitor("p", "parent").await;
    rig.sits_down(&user(1), true, true);
    let way = rig.way("p").await;
    assert!(rig.ends(&way).await.unwrap());
    let store = rig.service.store();
    let hash = store.thread_hash("parent", &format!("user:{}", user(1)));
    let found = store.threads(&[("parent", &hash)]).await.unwrap();
    assert_eq!(contact(found.values().next().unwrap()), contact(&web));
    // A parent who uses the children's account is not made one with a child.
    rig.bring(&rig.double.webhook().follow(&user(2), false).build())
        .await;
    rig.tap(&user(2), "ja").await;
    rig.tap(&user(2), "parent").await;
    let parent = rig.thread(&user(2)).await;
    let child = rig.visitor("c", "child").await;
    rig.sits_down(&user(2), true, true);
    let way = rig.way("c").await;
    assert!(matches!(
        rig.ends(&way).await,
        Err(BridgeError::Apart(LinkError::OtherAudience))
    ));
    assert_eq!(contact(&rig.thread(&user(2)).await), contact(&parent));
    assert_eq!(contact(&rig.page_thread("c").await), contact(&child));
}

async fn two_cases_are_not_joined_by_a_login(rig: Rig) {
    let web = rig.visitor("s", "child").await;
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let there = rig.thread(&user(1)).await;
    let scope = rig.scope().await;
    rig.service.open_case(&scope, web.id, "7-1").await.unwrap();
    rig.service
        .open_case(&scope, there.id, "7-2")
        .await
        .unwrap();
    rig.sits_down(&user(1), true, true);
    let way = rig.way("s").await;
    assert!(matches!(
        rig.ends(&way).await,
        Err(BridgeError::Apart(LinkError::OtherCase))
    ));
}

async fn an_account_is_linked_from_the_chat_in_line(rig: Rig) {
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let there = rig.thread(&user(1)).await;
    rig.clock.advance(Span::hours(1));
    let web = rig.visitor("s", "child").await;
    let scope = rig.scope().await;
    assert!(rig.service.may_link(&there) && !rig.service.may_link(&web));
    let invite = |conversation| {
        rig.service
            .invite_to_link(&scope, conversation, "https://support.example.jp")
    };
    invite(there.id).await.unwrap();
    rig.service.settle().await.unwrap();
    let words = rig.seen(&user(1)).pop().unwrap();
    assert!(
        words.contains("https://support.example.jp/chat/web?lang=ja&linkToken="),
        "{words}"
    );
    let token = rig.link_token(&user(1));
    assert!(matches!(
        rig.service
            .begin_account_link("web", "nobody", &token)
            .await,
        Err(BridgeError::TooEarly)
    ));
    let nonce = rig.confirms("s", &token).await.unwrap();
    let there = rig.thread(&user(1)).await;
    assert_eq!(contact(&rig.page_thread("s").await), contact(&there));
    let rows = rig.exported().await;
    let here = |id: tsunagi_model::ConversationId| {
        let id = id.to_string();
        rows.iter()
            .filter(|row| row.kind == "linked" && row.conversation == id)
            .count()
    };
    assert_eq!((here(web.id), here(there.id)), (1, 1));
    // The nonce is spent: somebody else who shows it is joined with nobody.
    rig.bring(
        &rig.double
            .webhook()
            .account_link(Some(&user(2)), &nonce)
            .build(),
    )
    .await;
    let other = rig.thread(&user(2)).await;
    assert_ne!(contact(&other), contact(&there));
    assert_eq!(rig.count(&user(2), "つなげませんでした"), 1);
    // Where LINE gives no token, staff are told and nothing is sent.
    rig.double.fail_at("/linkToken", &Fault::Status(500));
    let sent = rig.seen(&user(1)).len();
    assert!(matches!(invite(there.id).await, Err(DeskError::Away)));
    assert!(matches!(invite(web.id).await, Err(DeskError::Unreachable)));
    rig.service.settle().await.unwrap();
    assert_eq!(rig.seen(&user(1)).len(), sent);
    rig.double.assert_clean();
}

async fn what_links_nothing_says_so_kindly(rig: Rig) {
    rig.bring(&rig.double.webhook().follow(&user(1), false).build())
        .await;
    let there = rig.thread(&user(1)).await;
    let web = rig.visitor("s", "child").await;
    let scope = rig.scope().await;
    let base = "https://support.example.jp";
    rig.service
        .invite_to_link(&scope, there.id, base)
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    let token = rig.link_token(&user(1));
    let dialog = rig
        .service
        .begin_account_link("web", "s", &token)
        .await
        .unwrap();
    let nonce = dialog.split("nonce=").nth(1).unwrap();
    // Staff hold the pen: the script does not speak between their words, and they see what happened.
    let failed = |nonce: &str| {
        rig.double
            .webhook()
            .account_link(Some(&user(1)), nonce)
            .build()
    };
    rig.bring(&failed("unknown-nonce-of-nobody")).await;
    assert_eq!(rig.count(&user(1), "つなげませんでした"), 0);
    let rows = rig.exported().await;
    assert!(rows.iter().any(|row| row.kind == "link_failed"));
    rig.service
        .hand_back(&scope, there.id, HandBack::Silent)
        .await
        .unwrap();
    rig.clock.advance(Span::minutes(11));
    assert_eq!(
        rig.double.link(&token, nonce),
        None,
        "LINE's own ten minutes"
    );
    rig.bring(&failed(nonce)).await;
    assert_eq!(rig.count(&user(1), "つなげませんでした"), 1);
    assert_ne!(contact(&rig.thread(&user(1)).await), contact(&web));
    // In time it says that it was done.
    rig.service
        .invite_to_link(&scope, there.id, base)
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    rig.service
        .hand_back(&scope, there.id, HandBack::Silent)
        .await
        .unwrap();
    let token = rig.link_token(&user(1));
    rig.confirms("s", &token).await.unwrap();
    assert_eq!(rig.count(&user(1), "つながりました"), 1);
    rig.double.assert_clean();
}
