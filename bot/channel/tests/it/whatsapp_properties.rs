//! What must hold on WhatsApp for anything at all.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_channel::Payload;
use tsunagi_double::check_whatsapp;
use tsunagi_model::{InboundKind, Turn};

use crate::properties::{mutated, solid, strings, turn as any_turn};
use crate::whatsapp::{PERSON, hook, signed, unconnected};

/// The body that would be sent.
fn request(payload: &Payload) -> Value {
    let mut body: Value = serde_json::from_str(&payload.body).unwrap();
    body["messaging_product"] = "whatsapp".into();
    body["recipient_type"] = "individual".into();
    body["to"] = PERSON.into();
    body
}

fn all_words(turn: &Turn) -> Vec<String> {
    let mut words = Vec::new();
    for bubble in &turn.bubbles {
        words.push(bubble.text.clone());
        for card in &bubble.cards {
            words.extend([card.title.clone(), card.text.clone()]);
        }
        let cards = bubble.cards.iter().flat_map(|card| &card.choices);
        words.extend(
            bubble
                .choices
                .iter()
                .chain(cards)
                .map(|choice| choice.label.clone()),
        );
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatsapp_accepts_every_turn_and_no_word_is_lost(turn in any_turn()) {
        let inside = unconnected().render(&turn);
        let outside = unconnected().render_outside_window(&turn, "ja").unwrap();
        for payloads in [&inside, &outside] {
            let mut said = String::new();
            let mut shown = Vec::new();
            let mut covered = 0;
            for payload in payloads {
                let body = request(payload);
                let objections = check_whatsapp(&body);
                prop_assert!(objections.is_empty(), "{:?}", objections);
                let words = ["/text/body", "/interactive/body/text", "/template/components/0/parameters/0/text"];
                said.extend(words.iter().filter_map(|place| body.pointer(place)?.as_str()));
                strings(&body, &mut shown);
                prop_assert!(payload.bubbles.start >= covered && payload.bubbles.start < payload.bubbles.end);
                prop_assert!(payload.bubbles.end <= turn.bubbles.len());
                covered = payload.bubbles.end - 1;
            }
            let said = solid(&said);
            for words in all_words(&turn) {
                let words = solid(&words);
                let is_there = said.contains(&words) || shown.iter().any(|shown| shown.contains(&words));
                prop_assert!(is_there, "{}", words);
            }
        }
    }
}

/// What stands where something is expected, or what is expected with anything in it.
fn of_kind(kind: &str, own: &Value) -> Value {
    json!({ "id": "M", "from": "1", "type": kind, (kind): own, "context": own, "errors": [own] })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_the_reader(body in vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        let channel = unconnected();
        for event in channel.split(&body).unwrap_or_default() {
            channel.read(&event.raw);
        }
        channel.read(&text);
    }

    #[test]
    fn no_event_loses_its_neighbours(events in vec(mutated(), 0..6), own in mutated(), place in 0_usize..7) {
        let good = json!({ "id": "GOOD", "from": PERSON, "type": "text", "text": { "body": "きいて" } });
        let kinds = [
            "text", "image", "contacts", "interactive", "button", "reaction", "edit", "revoke", "system", "order", "location", "x",
        ];
        let mut messages: Vec<Value> = events.clone();
        messages.extend(kinds.iter().map(|kind| of_kind(kind, &own)));
        let place = place.min(messages.len());
        messages.insert(place, good);
        let value = json!({
            "contacts": events, "messages": messages, "statuses": events, "user_preferences": events, "message_echoes": events,
            "user_id_update": events, "calls": events, "errors": events,
        });
        let webhook = signed(hook().field("messages", value).change(own));
        let channel = unconnected();
        let split = channel.split(&webhook.body).unwrap();
        prop_assert_eq!(&split[place].key, "message:GOOD");
        prop_assert_eq!(&split[place].thread, &format!("user:{PERSON}"));
        for (index, event) in split.iter().enumerate() {
            prop_assert!(event.key.len() <= 128 && event.thread.len() <= 128 && !event.key.is_empty());
            let inbound = channel.read(&event.raw);
            if index == place {
                prop_assert_eq!(inbound.kind, InboundKind::Text("きいて".to_owned()));
            }
        }
        // Six lists of anything, the messages, and one thing that may be a change.
        prop_assert!(split.len() >= messages.len() + 6 * events.len());
    }
}
