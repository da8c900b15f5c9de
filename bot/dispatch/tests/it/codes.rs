//! Codes on letters: good once, kind when they are not, and not to be guessed.

use tsunagi_model::{Clock, Span};
use tsunagi_store::Invitation;

use crate::flows::{HELLO, OTHER};
use crate::rig::{Rig, on_both, user};

on_both! {
    a_code_is_good_once_and_brings_what_it_knows
    wrong_and_old_codes_get_a_kind_answer
    codes_cannot_be_guessed
    a_code_counts_in_the_middle_of_something_else
}

const LETTER: &str = "
version: 1
flow: letter
title: てがみ
start: [code: \"spring-*\"]
steps:
  say: {say: say, then: end}
";
const HELLO_LETTER: &str = "てがみの かたですね";
const UNKNOWN: &str = "確かめられませんでした";
const USED: &str = "すでに使われたか";

async fn code(rig: &Rig, days: i64) -> String {
    let code = tsunagi_dispatch::make_code(rand::random);
    let store = rig.service.store();
    let now = rig.clock.now();
    let invitation = Invitation {
        hash: store.code_hash(&code),
        letter: "spring-letter".to_owned(),
        area: rig.service.lines()["line"].area,
        area_slug: String::new(),
        entry: Some("entry-7".to_owned()),
        came_from: "spring-letter".to_owned(),
        expires_at: now.plus(Span::days(days)),
        used_at: None,
        contact: None,
    };
    store.add_invitations(&[invitation], now).await.unwrap();
    tsunagi_dispatch::printed_code(&code)
}

async fn a_code_is_good_once_and_brings_what_it_knows(rig: Rig) {
    let rig = rig.staged(&[HELLO, LETTER]).await;
    let code = code(&rig, 10).await;
    // In small letters, with a blank for the hyphen: as one types on a phone.
    let typed = code.to_lowercase().replace('-', " ");
    rig.write(&user(1), &typed).await;
    assert_eq!(rig.count(&user(1), HELLO_LETTER), 1);
    let thread = rig.thread(&user(1)).await;
    let memory = thread.contact.unwrap().memory;
    assert_eq!(memory.get("contact.came_from"), Some("spring-letter"));
    assert_eq!(memory.get("contact.area"), Some("uwajima"));
    assert_eq!(memory.get("contact.entry"), Some("entry-7"));
    rig.write(&user(2), &code).await;
    assert_eq!(rig.count(&user(2), HELLO_LETTER), 0);
    assert_eq!(rig.count(&user(2), USED), 1);
    let second = rig.thread(&user(2)).await.contact.unwrap().memory;
    assert_eq!(
        second.get("contact.entry"),
        None,
        "nothing of the first one"
    );
    rig.double.assert_clean();
}

async fn wrong_and_old_codes_get_a_kind_answer(rig: Rig) {
    let rig = rig.staged(&[HELLO, LETTER]).await;
    let old = code(&rig, 1).await;
    let wrong = tsunagi_dispatch::printed_code(&tsunagi_dispatch::make_code(rand::random));
    rig.write(&user(1), &wrong).await;
    assert_eq!(rig.count(&user(1), UNKNOWN), 1);
    rig.clock.advance(Span::days(2));
    rig.write(&user(1), &old).await;
    assert_eq!(rig.count(&user(1), USED), 1);
    rig.tap(&user(1), "person").await;
    assert!(
        rig.thread(&user(1)).await.handoff.is_some(),
        "the button below leads to a person"
    );
    rig.double.assert_clean();
}

async fn codes_cannot_be_guessed(rig: Rig) {
    let rig = rig.staged(&[HELLO, LETTER]).await;
    let right = code(&rig, 10).await;
    for _ in 0..5 {
        let guess = tsunagi_dispatch::make_code(rand::random);
        rig.write(&user(1), &guess).await;
    }
    rig.write(&user(1), &right).await;
    assert_eq!(
        rig.count(&user(1), HELLO_LETTER),
        0,
        "who guessed five times in an hour learns nothing more"
    );
    rig.clock.advance(Span::minutes(61));
    rig.write(&user(1), &right).await;
    assert_eq!(
        rig.count(&user(1), HELLO_LETTER),
        1,
        "an hour later it counts"
    );
}

async fn a_code_counts_in_the_middle_of_something_else(rig: Rig) {
    let rig = rig.staged(&[HELLO, OTHER, LETTER]).await;
    rig.followed_by(1..2).await;
    rig.write(&user(1), "べつの").await;
    let code = code(&rig, 10).await;
    rig.write(&user(1), &code).await;
    assert_eq!(rig.count(&user(1), HELLO_LETTER), 1);
    rig.double.assert_clean();
}
