//! What a turn looks like on WhatsApp.

use serde_json::{Value, json};
use tsunagi_channel::Payload;
use tsunagi_model::{Bubble, Card, MediaKind, Turn};

use crate::fixture::{card, choice, media, text, turn};
use crate::whatsapp::unconnected;

fn messages(turn: &Turn) -> Vec<Value> {
    let payloads = unconnected().render(turn);
    payloads.iter().map(read).collect()
}

fn read(payload: &Payload) -> Value {
    serde_json::from_str(&payload.body).unwrap()
}

fn asking(words: &str, labels: &[&str]) -> Turn {
    turn(vec![Bubble {
        text: words.to_owned(),
        choices: labels
            .iter()
            .enumerate()
            .map(|(index, label)| choice(label, &format!("f/s/{index}")))
            .collect(),
        ..Bubble::default()
    }])
}

fn picture(words: &str) -> Bubble {
    Bubble {
        text: words.to_owned(),
        media: Some(media(
            MediaKind::Image,
            "https://example.com/猫.jpg",
            "https://example.com/s.jpg",
        )),
        ..Bubble::default()
    }
}

#[test]
fn words_are_a_text_without_a_preview() {
    assert_eq!(
        messages(&turn(vec![text("やあ"), text("")])),
        [json!({ "type": "text", "text": { "body": "やあ", "preview_url": false } })]
    );
    assert!(messages(&turn(vec![])).is_empty());
}

#[test]
fn up_to_three_short_answers_are_buttons() {
    assert_eq!(
        messages(&asking("げんき？", &["はい", "いいえ"])),
        [json!({
            "type": "interactive",
            "interactive": {
                "type": "button",
                "body": { "text": "げんき？" },
                "action": { "buttons": [
                    { "type": "reply", "reply": { "id": "f/s/0", "title": "はい" } },
                    { "type": "reply", "reply": { "id": "f/s/1", "title": "いいえ" } },
                ] },
            },
        })]
    );
}

#[test]
fn up_to_ten_answers_or_longer_ones_are_a_list() {
    let long = "ほけんしつで まっていて ほしい です とつたえる";
    let shown = messages(&asking("どうする？", &["はい", long]));
    assert_eq!(
        shown,
        [json!({
            "type": "interactive",
            "interactive": {
                "type": "list",
                "body": { "text": "どうする？" },
                "action": { "button": "▼", "sections": [{ "rows": [
                    { "id": "f/s/0", "title": "はい" },
                    { "id": "f/s/1", "title": "ほけんしつで まっていて ほしい です とつた…", "description": long },
                ] }] },
            },
        })]
    );
    let labels: Vec<String> = (0..10).map(|n| format!("{n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let ten = messages(&asking("?", &labels));
    assert_eq!(ten[0]["interactive"]["type"], "list");
}

#[test]
fn what_fits_neither_is_written_out() {
    let labels: Vec<String> = (0..11).map(|n| format!("{n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    for shown in [
        messages(&asking("どれ？", &labels)),
        messages(&asking("どれ？", &["おなじ", "おなじ"])),
        messages(&asking("どれ？", &[&"な".repeat(80)])),
    ] {
        assert_eq!(shown.len(), 2);
        assert_eq!(shown[0]["text"]["body"], "どれ？");
        assert!(shown[1]["text"]["body"].as_str().unwrap().starts_with('・'));
    }
}

#[test]
fn data_that_is_too_long_gives_way_to_the_words() {
    let mut asked = asking("?", &["はい"]);
    asked.bubbles[0].choices[0].data = "x".repeat(300);
    let shown = messages(&asked);
    let button = &shown[0]["interactive"]["action"]["buttons"][0]["reply"];
    assert_eq!(button["id"], "words:はい");
}

#[test]
fn a_long_question_is_told_first_and_its_end_stands_above_the_buttons() {
    let words = format!("{}さいごの問い？", "ながい話。".repeat(1_200));
    let shown = messages(&asking(&words, &["はい"]));
    assert_eq!(shown.len(), 3);
    let body = shown[2]["interactive"]["body"]["text"].as_str().unwrap();
    assert!(body.ends_with("さいごの問い？") && body.encode_utf16().count() <= 1_024);
    let told = format!(
        "{}{}{body}",
        shown[0]["text"]["body"].as_str().unwrap(),
        shown[1]["text"]["body"].as_str().unwrap()
    );
    assert_eq!(told, words);
}

#[test]
fn a_picture_has_its_words_under_it_or_its_buttons() {
    let link = "https://example.com/%E7%8C%AB.jpg";
    assert_eq!(
        messages(&turn(vec![picture("ねこ")])),
        [json!({ "type": "image", "image": { "link": link, "caption": "ねこ" } })]
    );
    let mut asked = picture("すき？");
    asked.choices = vec![choice("はい", "y")];
    let shown = messages(&turn(vec![asked]));
    assert_eq!(shown.len(), 1);
    assert_eq!(
        shown[0]["interactive"]["header"],
        json!({ "type": "image", "image": { "link": link } })
    );
    let long = messages(&turn(vec![picture(&"あ".repeat(1_025))]));
    assert_eq!(long.len(), 2);
    assert!(long[0]["image"].get("caption").is_none());
    let mut unsafe_picture = picture("ねこ");
    unsafe_picture.media.as_mut().unwrap().url = "http://example.com/a.jpg".to_owned();
    let shown = messages(&turn(vec![unsafe_picture]));
    assert_eq!(shown[0]["text"]["body"], "http://example.com/a.jpg");
    assert_eq!(shown[1]["text"]["body"], "ねこ");
    let sound = Bubble {
        text: "きいてね".to_owned(),
        media: Some(media(MediaKind::Audio, "https://example.com/a.mp3", "")),
        ..Bubble::default()
    };
    let shown = messages(&turn(vec![sound]));
    assert_eq!(
        (shown[0]["type"].as_str(), shown[1]["type"].as_str()),
        (Some("audio"), Some("text"))
    );
    let file = Bubble {
        media: Some(media(
            MediaKind::File,
            "https://example.com/d/annai.pdf?x=1",
            "",
        )),
        ..Bubble::default()
    };
    assert_eq!(
        messages(&turn(vec![file]))[0]["document"]["filename"],
        "annai.pdf"
    );
}

#[test]
fn a_card_is_a_message_of_its_own() {
    let cards = Bubble {
        text: "ばしょ".to_owned(),
        cards: vec![
            Card {
                image_url: Some("https://example.com/t.jpg".to_owned()),
                ..card("図書館", "しずか", vec![choice("ここ", "lib")])
            },
            card("公園", "ひろい", vec![]),
        ],
        ..Bubble::default()
    };
    let shown = messages(&turn(vec![cards]));
    assert_eq!(shown.len(), 3);
    assert_eq!(shown[1]["interactive"]["body"]["text"], "図書館\nしずか");
    assert_eq!(shown[1]["interactive"]["header"]["type"], "image");
    assert_eq!(shown[2]["text"]["body"], "公園\nひろい");
}
