//! What is Instagram's alone: echoes that bring no word of ours back.

use serde_json::json;
use tsunagi_channel::{Route, Send};
use tsunagi_double::MetaSide;
use tsunagi_model::{Author, ExternalId, InboundKind};
use uuid::Uuid;

use crate::messenger::{OTHER, PERSON, channel, clock, double, event, hook, other};

#[tokio::test]
async fn our_own_words_are_never_taken_for_a_persons_and_a_persons_always() {
    let double = double(MetaSide::Instagram, &clock()).await;
    let insta = channel(&double, MetaSide::Instagram);
    let key = Uuid::from_u128(9);
    let send = |payload: &'static str| {
        let insta = insta.clone();
        async move {
            insta
                .send(&Send {
                    to: &ExternalId(PERSON.to_owned()),
                    route: Route::Push,
                    retry_key: key,
                    payload,
                    author: Author::Flow,
                    window_open: true,
                })
                .await
                .unwrap()
        }
    };
    let heard = |to: &str, text: &str, extra: serde_json::Value| {
        let webhook = hook(MetaSide::Instagram)
            .echo(to, "m_5", text, &extra)
            .build();
        event(&*insta, &webhook)
    };
    let echo = |text: &str, key| InboundKind::Echo {
        text: text.to_owned(),
        key,
    };
    let before = heard(PERSON, "おはよう", json!({}));
    assert_eq!(before.kind, echo("おはよう", None), "nothing was sent yet");
    assert_eq!(
        before.platform_id.as_deref(),
        Some("m_5"),
        "so that the store can know it"
    );

    send(r#"{"text":"おはよう"}"#).await;
    assert_eq!(
        heard(PERSON, "おはよう", json!({})).kind,
        echo("おはよう", Some(key))
    );
    assert_eq!(
        heard(PERSON, "おはよう", json!({ "app_id": 7 })).kind,
        echo("おはよう", Some(key))
    );
    // Read again after a crash it is the same.
    assert_eq!(
        heard(PERSON, "おはよう", json!({})).kind,
        echo("おはよう", Some(key))
    );
    // Staff who write on the telephone meanwhile.
    assert_eq!(
        heard(PERSON, "山本です。", json!({})).kind,
        echo("山本です。", None)
    );
    assert_eq!(
        heard(OTHER, "おはよう", json!({})).kind,
        echo("おはよう", None)
    );
    let inbox = json!({ "app_id": 263_902_037_430_900_i64 });
    assert_eq!(
        heard(PERSON, "山本です。", inbox).kind,
        echo("山本です。", None)
    );
    // An app wrote, as ours does, too long ago to remember or from another machine.
    assert_eq!(
        heard(PERSON, "きのうの", json!({ "app_id": 7 })).kind,
        other("echo/app")
    );

    send(r#"{"attachment":{"type":"image","payload":{"url":"https://example.com/a"}}}"#).await;
    let picture = json!({ "mid": "m_6", "is_echo": true, "attachments": [{ "type": "image", "payload": {} }] });
    let item = json!({
        "sender": { "id": crate::messenger::ACCOUNT }, "recipient": { "id": PERSON }, "message": picture
    });
    let found = event(&*insta, &hook(MetaSide::Instagram).raw(item).build());
    assert_eq!(found.kind, echo("", Some(key)));
    double.assert_clean();
}
