//! Every limit of LINE's message objects, at the limit and one beyond.

use serde_json::{Value, json};
use tsunagi_double::check_messages;

/// What LINE would object to in these messages, as `property: message`.
fn objections(messages: &Value) -> Vec<String> {
    check_messages(messages)
        .into_iter()
        .map(|found| format!("{}: {}", found.property, found.message))
        .collect()
}

fn text(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

fn postback(label: &str, data: &str) -> Value {
    json!({ "type": "postback", "label": label, "data": data })
}

fn quick(actions: &[Value]) -> Value {
    let items: Vec<Value> = actions
        .iter()
        .map(|action| json!({ "type": "action", "action": action }))
        .collect();
    json!({ "type": "text", "text": "?", "quickReply": { "items": items } })
}

fn sender(name: &str) -> Value {
    json!({ "type": "text", "text": "x", "sender": { "name": name } })
}

fn template(template: &Value) -> Value {
    json!({ "type": "template", "altText": "x", "template": template })
}

fn column(text: &str, actions: usize) -> Value {
    json!({ "text": text, "actions": vec![postback("a", ""); actions] })
}

fn carousel(columns: &[Value]) -> Value {
    template(&json!({ "type": "carousel", "columns": columns }))
}

fn buttons(own: Value) -> Value {
    let mut object = json!({ "type": "buttons", "text": "x", "actions": [postback("a", "")] });
    if let (Some(object), Value::Object(own)) = (object.as_object_mut(), own) {
        object.extend(own);
    }
    template(&object)
}

fn bubble(contents: &[Value]) -> Value {
    let body = json!({ "type": "box", "layout": "vertical", "contents": contents });
    json!({ "type": "flex", "altText": "x", "contents": { "type": "bubble", "body": body } })
}

fn with(mut value: Value, name: &str, field: Value) -> Value {
    value[name] = field;
    value
}

fn https(length: usize) -> String {
    format!("https://e.jp/{}", "a".repeat(length - 13))
}

fn image(url: &str) -> Value {
    json!({ "type": "image", "originalContentUrl": url, "previewImageUrl": "https://e.jp/p.jpg" })
}

#[test]
fn takes_what_line_takes() {
    for message in [
        text(&"あ".repeat(5_000)),
        text(&"😀".repeat(2_500)),
        quick(&vec![
            postback(&"👨‍👩‍👧".repeat(20), &"x".repeat(300));
            13
        ]),
        quick(&[
            json!({ "type": "postback", "label": "a", "data": "", "displayText": "b", "inputOption": "openKeyboard", "fillInText": "c" }),
            json!({ "type": "message", "label": "a", "text": "b" }),
            json!({ "type": "uri", "label": "a", "uri": "tel:119" }),
            json!({ "type": "datetimepicker", "label": "a", "data": "d", "mode": "datetime", "min": "2026-01-01T00:00" }),
            json!({ "type": "camera", "label": "a" }),
            json!({ "type": "cameraRoll", "label": "a" }),
            json!({ "type": "location", "label": "a" }),
            json!({ "type": "clipboard", "label": "a", "clipboardText": "b" }),
        ]),
        sender("ハル（大学3年）"),
        sender("Caroline"),
        image(&https(2_000)),
        json!({ "type": "sticker", "packageId": "446", "stickerId": "1988" }),
        json!({ "type": "video", "originalContentUrl": "https://e.jp/a.mp4", "previewImageUrl": "https://e.jp/a.jpg", "trackingId": "t" }),
        json!({ "type": "audio", "originalContentUrl": "https://e.jp/a.m4a", "duration": 1000 }),
        json!({ "type": "location", "title": "a", "address": "b", "latitude": 33.2, "longitude": 132.5 }),
        json!({ "type": "textV2", "text": "x" }),
        json!({ "type": "coupon", "couponId": "c" }),
        json!({ "type": "flex", "altText": "x", "contents": { "type": "bubble", "body": { "type": "box", "layout": "vertical",
            "contents": [{ "type": "button", "action": { "type": "uri", "label": "a".repeat(40), "uri": "https://e.jp" } }] } } }),
        json!({ "type": "imagemap", "baseUrl": "https://e.jp/i", "altText": "x", "baseSize": { "width": 1040, "height": 1040 }, "actions": [] }),
        carousel(&vec![column(&"x".repeat(120), 3); 10]),
        buttons(json!({ "text": "x".repeat(160), "actions": vec![postback("a", ""); 4] })),
        buttons(
            json!({ "text": "x".repeat(60), "title": "t".repeat(40), "thumbnailImageUrl": "https://e.jp/a.jpg" }),
        ),
        template(
            &json!({ "type": "confirm", "text": "x".repeat(240), "actions": [postback("a", ""), postback("b", "")] }),
        ),
        template(
            &json!({ "type": "image_carousel", "columns": [{ "imageUrl": "https://e.jp/a.jpg", "action": postback(&"a".repeat(12), "") }] }),
        ),
    ] {
        assert_eq!(
            objections(&json!([message])),
            Vec::<String>::new(),
            "{message}"
        );
    }
    assert_eq!(objections(&json!(vec![text("x"); 5])), Vec::<String>::new());
}

#[test]
fn refuses_what_line_refuses_and_says_where() {
    let long = "Length must be between 0 and";
    for (message, objection) in [
        (text(""), "messages[0].text: May not be empty".to_owned()),
        (text(&"あ".repeat(5_001)), format!("messages[0].text: {long} 5000")),
        (text(&"😀".repeat(2_501)), format!("messages[0].text: {long} 5000")),
        (json!({ "type": "text" }), "messages[0].text: May not be null".to_owned()),
        (json!({ "type": "text", "text": 5 }), "messages[0].text: Must be a string".to_owned()),
        (json!({ "text": "x" }), "messages[0].type: May not be null".to_owned()),
        (json!("x"), "messages[0]: Must be an object".to_owned()),
        (with(text("x"), "colour", "red".into()), "messages[0]: Unknown property: colour".to_owned()),
        (quick(&[]), "messages[0].quickReply.items: Size must be between 1 and 13".to_owned()),
        (quick(&vec![postback("a", ""); 14]), "messages[0].quickReply.items: Size must be between 1 and 13".to_owned()),
        (quick(&[postback("", "")]), "messages[0].quickReply.items[0].action.label: May not be empty".to_owned()),
        (quick(&[postback(&"あ".repeat(21), "")]), format!("messages[0].quickReply.items[0].action.label: {long} 20")),
        (quick(&[postback("a", &"x".repeat(301))]), "messages[0].quickReply.items[0].action.data: Length must be between 0 and 300".to_owned()),
        (quick(&[json!({ "label": "a" })]), "messages[0].quickReply.items[0].action.type: May not be null".to_owned()),
        (
            quick(&[with(with(postback("a", ""), "displayText", "x".into()), "text", "x".into())]),
            "messages[0].quickReply.items[0].action: displayText and text cannot both be set".to_owned(),
        ),
        (
            quick(&[json!({ "type": "uri", "label": "a", "uri": "ftp://e.jp" })]),
            "messages[0].quickReply.items[0].action.uri: Invalid URI scheme".to_owned(),
        ),
        (
            json!({ "type": "text", "text": "?", "quickReply": { "items": [{ "action": postback("a", "") }] } }),
            "messages[0].quickReply.items[0].type: May not be null".to_owned(),
        ),
        (sender(&"あ".repeat(21)), format!("messages[0].sender.name: {long} 20")),
        (sender("LINE相談"), "messages[0].sender.name: Contains a word that may not be used".to_owned()),
        (image("http://e.jp/a.jpg"), "messages[0].originalContentUrl: Must be a valid HTTPS URL".to_owned()),
        (image("https://e.jp/あ.jpg"), "messages[0].originalContentUrl: Must be a valid HTTPS URL".to_owned()),
        (image(&https(2_001)), format!("messages[0].originalContentUrl: {long} 2000")),
        (
            json!({ "type": "video", "originalContentUrl": "https://e.jp/a.mp4" }),
            "messages[0].previewImageUrl: May not be null".to_owned(),
        ),
        (
            json!({ "type": "audio", "originalContentUrl": "https://e.jp/a.m4a" }),
            format!("messages[0].duration: Must be an integer between 1 and {}", i64::MAX),
        ),
        (with(buttons(json!({})), "altText", "x".repeat(401).into()), format!("messages[0].altText: {long} 400")),
        (
            buttons(json!({ "actions": vec![postback("a", ""); 5] })),
            "messages[0].template.actions: Size must be between 1 and 4".to_owned(),
        ),
        (buttons(json!({ "text": "x".repeat(161) })), format!("messages[0].template.text: {long} 160")),
        (buttons(json!({ "text": "x".repeat(61), "title": "t" })), format!("messages[0].template.text: {long} 60")),
        (buttons(json!({ "title": "t".repeat(41) })), format!("messages[0].template.title: {long} 40")),
        (
            template(&json!({ "type": "confirm", "text": "x", "actions": [postback("a", "")] })),
            "messages[0].template.actions: Size must be between 2 and 2".to_owned(),
        ),
        (carousel(&vec![column("x", 1); 11]), "messages[0].template.columns: Size must be between 1 and 10".to_owned()),
        (carousel(&[column("x", 4)]), "messages[0].template.columns[0].actions: Size must be between 1 and 3".to_owned()),
        (carousel(&[column(&"x".repeat(121), 1)]), format!("messages[0].template.columns[0].text: {long} 120")),
        (
            carousel(&[column("x", 1), column("x", 2)]),
            "messages[0].template.columns: The number of actions must be the same in all columns".to_owned(),
        ),
        (
            carousel(&[column("x", 1), with(column("x", 1), "title", "t".into())]),
            "messages[0].template.columns: A title must be in all columns or in none".to_owned(),
        ),
        (
            carousel(&[column("x", 1), with(column("x", 1), "thumbnailImageUrl", "https://e.jp/a.jpg".into())]),
            "messages[0].template.columns: An image must be in all columns or in none".to_owned(),
        ),
        (
            template(&json!({ "type": "carousel", "columns": [{ "text": "x", "actions": [{ "type": "camera", "label": "a" }] }] })),
            "messages[0].template.columns[0].actions[0].type: Must be one of postback, message, uri, datetimepicker, clipboard".to_owned(),
        ),
        (
            template(&json!({ "type": "image_carousel", "columns": [{ "imageUrl": "https://e.jp/a.jpg", "action": postback(&"a".repeat(13), "") }] })),
            format!("messages[0].template.columns[0].action.label: {long} 12"),
        ),
        (
            bubble(&[json!({ "type": "text", "text": "y".repeat(20_000) }), json!({ "type": "text", "text": "y".repeat(11_000) })]),
            "messages[0].contents: Bubble is too large".to_owned(),
        ),
        (bubble(&[json!({ "type": "text", "text": "" })]), "messages[0].contents.body.contents[0].text: May not be empty".to_owned()),
        (bubble(&[json!({ "type": "button" })]), "messages[0].contents.body.contents[0].action: May not be null".to_owned()),
        (
            bubble(&[json!({ "type": "button", "action": postback(&"a".repeat(41), "") })]),
            format!("messages[0].contents.body.contents[0].action.label: {long} 40"),
        ),
        (
            bubble(&[json!({ "type": "image", "url": "http://e.jp/a.jpg" })]),
            "messages[0].contents.body.contents[0].url: Must be a valid HTTPS URL".to_owned(),
        ),
        (
            bubble(&[json!({ "type": "text", "text": "x", "bold": true })]),
            "messages[0].contents.body.contents[0]: Unknown property: bold".to_owned(),
        ),
        (
            json!({ "type": "flex", "altText": "x", "contents": { "type": "bubble" } }),
            "messages[0].contents: At least one block must be specified".to_owned(),
        ),
    ] {
        assert_eq!(objections(&json!([message])), [objection], "{message}");
    }
    assert_eq!(
        objections(&json!([])),
        ["messages: Size must be between 1 and 5"]
    );
    assert_eq!(
        objections(&json!(vec![text("x"); 6])),
        ["messages: Size must be between 1 and 5"]
    );
    assert_eq!(objections(&json!({})), ["messages: Must be an array"]);
    let file = objections(&json!([{ "type": "file", "url": "https://e.jp" }]));
    assert!(
        file[0].starts_with("messages[0].type: Must be one of text"),
        "a bot cannot send a file: {file:?}"
    );
}
