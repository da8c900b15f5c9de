//! What people answer and react to, as staff see it in the conversation.

use serde_json::json;
use tsunagi_model::{Clock, ConversationId, Direction, Status};
use tsunagi_store::{Dialogue, ExportedMessage, Line};

use crate::rig::{Rig, on_both, user};

on_both! {
    a_quote_leads_to_the_message_it_is_about
    a_reaction_leads_to_the_message_it_is_about
}

/// What the newest line of a conversation is about.
async fn quoted(rig: &Rig, conversation: ConversationId) -> Option<Line> {
    let scope = rig.scope().await;
    let dialogue = scope.dialogue(conversation, None, rig.clock.now());
    let Dialogue {
        lines, mut quoted, ..
    } = dialogue.await.unwrap().unwrap();
    let newest = lines.iter().rfind(|line| line.direction == Direction::In);
    quoted.remove(&newest.unwrap().id)
}

impl Rig {
    /// Words that answer a message.
    async fn answer(&self, words: &str, to: &str) {
        let webhook = self.double.webhook().text(&user(1), words);
        let webhook = webhook.with(|event| event["message"]["quotedMessageId"] = to.into());
        self.post(&webhook.build()).await.unwrap();
        self.service.advance_now().await.unwrap();
    }
}

async fn a_quote_leads_to_the_message_it_is_about(rig: Rig) {
    rig.write(&user(1), "こんにちは").await;
    let thread = rig.thread(&user(1)).await;
    let exported = rig.exported().await;
    let by = |direction| {
        let lines = exported
            .iter()
            .filter(move |line| line.direction == direction);
        lines.collect::<Vec<&ExportedMessage>>()
    };
    // LINE tells the ids of all messages of a request at once.
    let ours = by(Direction::Out);
    let several = ours
        .iter()
        .find_map(|line| line.platform_id.as_deref().filter(|ids| ids.contains(' ')))
        .expect("a request with several messages");
    let together = ours
        .iter()
        .filter(|line| line.platform_id.as_deref() == Some(several));
    let pairs: Vec<_> = several.split(' ').zip(together).collect();
    assert!(pairs.len() > 1, "{several}");
    for (platform_id, line) in pairs {
        rig.answer("これのこと", platform_id).await;
        let found = quoted(&rig, thread.id).await.unwrap();
        assert_eq!(found.id.to_string(), line.id);
        assert_eq!(found.body, line.body);
    }

    let theirs = by(Direction::In)[0].clone();
    let platform_id = theirs.platform_id.unwrap();
    rig.answer("じぶんの", &platform_id).await;
    let found = quoted(&rig, thread.id).await.unwrap();
    assert_eq!(found.body.unwrap().text, "こんにちは");
    let unsend = rig.double.webhook().unsend(&user(1), &platform_id);
    rig.post(&unsend.build()).await.unwrap();
    rig.answer("けしたもの", &platform_id).await;
    let found = quoted(&rig, thread.id).await.unwrap();
    assert_eq!((found.status, found.body), (Status::Erased, None));

    rig.answer("だれのもの", "no_one%").await;
    assert!(quoted(&rig, thread.id).await.is_none());
}

async fn a_reaction_leads_to_the_message_it_is_about(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "reacts_to": "paper-1", "emoji": "💛"}))
        .await;
    let thread = rig.paper_thread("p1").await.unwrap();
    let about = quoted(&rig, thread.id).await.unwrap();
    assert_eq!(about.direction, Direction::Out);
    assert_eq!(about.body.unwrap().text, rig.paper.left()[0].words);
}
