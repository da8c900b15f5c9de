//! What a message answers or reacts to, as the conversation shows it.

use tsunagi_model::{Author, ConversationId, Direction};
use tsunagi_store::{Body, Changes, NewMessage};

use super::Browser;
use crate::sample::{self, NOW, Room};

/// Something that a person sent: kind, words, what it is about.
type Sent<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// Puts messages into a conversation.
async fn say(room: &Room, at: ConversationId, sent: &[Sent<'_>]) {
    let store = room.app.service.store();
    let thread = store.thread(at).await.unwrap().unwrap();
    let messages = sent.iter().map(|(kind, words, quotes)| NewMessage {
        id: store.ids().next(NOW),
        thread: 0,
        direction: Direction::In,
        author: Author::Contact,
        staff: None,
        kind: (*kind).to_owned(),
        body: words.map(|words| Body {
            text: words.to_owned(),
            ..Body::default()
        }),
        platform_id: Some(format!("new-{kind}")),
        event_id: None,
        outbox: None,
        occurred_at: None,
        received_at: NOW,
        quotes: quotes.map(str::to_owned),
    });
    let changes = Changes {
        messages: messages.collect(),
        threads: vec![thread],
        ..Changes::default()
    };
    store.commit(&changes, NOW).await.unwrap();
}

/// The entry of the timeline that has these words.
fn entry<'a>(page: &'a str, words: &str) -> &'a str {
    let found = page
        .split("<li ")
        .find(|entry| entry.contains(&format!(">{words}</")));
    found.unwrap_or_else(|| panic!("no {words} in {page}"))
}

/// Where the quote of an entry leads.
fn href(entry: &str) -> Option<&str> {
    let quote = entry.split_once(r#"<a class="quote" href=""#)?.1;
    Some(quote.split_once('"')?.0)
}

#[tokio::test]
async fn a_message_shows_what_it_answers() {
    let room = sample::room().await;
    let long = "あ".repeat(60);
    say(&room, room.mine, &[("text", Some(&long), None)]).await;
    let sent = [
        ("text", Some("スタッフへ"), Some("b-80")),
        ("text", Some("自分の"), Some("b-95")),
        ("text", Some("だれの"), Some("unknown")),
        ("image", None, None),
        ("text", Some("写真へ"), Some("new-image")),
        ("text", Some("長いものへ"), Some("new-text")),
        ("reaction", Some("💛"), Some("b-80")),
        ("reaction", Some("love"), None),
        ("reaction", None, Some("b-80")),
    ];
    say(&room, room.mine, &sent).await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser.get(&format!("/console/c/{}", room.mine)).await.body;
    let ours = entry(&page, "スタッフへ");
    assert!(
        ours.contains("「お話しくださって、ありがとうございます。毎朝のこと、おつらいですね。 いまのご様子を、もう少しう…」"),
        "{ours}"
    );
    let there = href(ours).unwrap();
    assert!(there.starts_with("#i-"), "{there}");
    let staff = entry(
        &page,
        "お話しくださって、ありがとうございます。毎朝のこと、おつらいですね。\nいまのご様子を、もう少しうかがってもよいですか。",
    );
    assert!(staff.contains(&format!("id=\"{}\"", &there[1..])));
    assert!(entry(&page, "自分の").contains("「最近、朝になると"));
    assert_eq!(href(entry(&page, "だれの")), None, "nobody knows what");
    assert!(entry(&page, "写真へ").contains("（写真）"));
    assert!(entry(&page, "長いものへ").contains(&format!("「{}…」", "あ".repeat(48))));
    let mark = entry(&page, "リアクション 💛");
    assert!(mark.starts_with("class=\"mark\"") && mark.contains("「お話しくださって"));
    assert!(!page.contains("love"), "a platform's word for a mark");
    assert!(page.contains(">リアクション</span>"));
    assert!(page.contains(">リアクションを取り消しました</span>"));
}

#[tokio::test]
async fn what_was_erased_is_quoted_without_words() {
    let room = sample::room().await;
    say(
        &room,
        room.waiting,
        &[("text", Some("消したほう"), Some("a-24"))],
    )
    .await;
    let english = Browser::signed_in(&room, "haru").await;
    let page = english
        .get(&format!("/console/c/{}", room.waiting))
        .await
        .body;
    assert!(entry(&page, "消したほう").contains("A message that was erased"));
}

#[tokio::test]
async fn a_quote_from_long_ago_leads_to_its_page() {
    let room = sample::room().await;
    let many = vec![("text", Some("うん"), None); 70];
    say(&room, room.mine, &many).await;
    say(
        &room,
        room.mine,
        &[("text", Some("はじめの話"), Some("b-95"))],
    )
    .await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser.get(&format!("/console/c/{}", room.mine)).await.body;
    let there = href(entry(&page, "はじめの話")).unwrap();
    let (path, anchor) = there.split_once('#').unwrap();
    assert!(!page.contains(&format!("id=\"{anchor}\"")));
    let past = browser.get(path).await.body;
    assert!(past.contains(&format!("id=\"{anchor}\"")), "{path}");
    assert!(
        entry(
            &past,
            "最近、朝になると起きられないようです。どう声をかけたらよいでしょうか。"
        )
        .contains(anchor)
    );
}
