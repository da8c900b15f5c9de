//! Broadcasts: what is counted is what is sent, nobody is left out and nobody is met twice, and no is an answer here too.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_dispatch::broadcast::{BroadcastError, Content, Selection, UNDO};
use tsunagi_model::{ChannelKind, Clock, ExternalId, Role, Span, ThreadKind};
use tsunagi_store::{Allowance, BroadcastState, Changes, NewThread};

use crate::announce::{
    WORDS, a_page, area, confirm, coordinator, draft, people, progress, remember, seen, state,
    write,
};
use crate::flows::{HELLO, SUNDAY, regular};
use crate::rig::{Rig, on_both, user};

on_both! {
    what_is_counted_is_what_is_sent
    the_time_that_it_takes_follows_the_requests_and_the_pace
    everybody_reads_their_own_language
    whoever_may_not_be_written_to_is_left_out_with_the_reason
    what_is_taken_back_in_time_never_leaves
    a_process_that_dies_leaves_nobody_out_and_meets_nobody_twice
    two_instances_share_a_broadcast
    the_reserve_stays_and_urgent_words_pass_the_weekly_limit
    at_night_it_waits_for_the_morning_and_old_news_is_not_sent
    a_flow_begins_for_many
    a_person_with_two_addresses_is_one_person
    only_their_own_areas_and_only_with_the_number
}

async fn what_is_counted_is_what_is_sent(rig: Rig) {
    people(&rig, 0..700, |number, thread| {
        if number % 7 == 0 {
            remember(thread, "contact.role", "parent");
        }
        if number % 10 == 0 {
            remember(thread, "school.name", "城南");
        }
        if number >= 600 {
            thread.last_in_at = Some(rig.clock.now().plus(Span::days(-2)));
        }
    })
    .await;
    let scope = coordinator(&rig).await;
    let (_, all) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!((all.people, all.later, all.estimated), (700, 0, false));
    assert!(all.left_out.is_empty(), "{:?}", all.left_out);
    assert_eq!(all.channels[0].paid, 700);
    let narrow = |change: fn(&mut Selection)| {
        let mut draft = draft(&rig, &[("ja", WORDS)]);
        change(&mut draft.selection);
        draft
    };
    for (wanted, expected) in [
        (narrow(|who| who.roles = vec![Role::Parent]), 100),
        (
            narrow(|who| who.fields = vec![("school.name".into(), "城南".into())]),
            70,
        ),
        (narrow(|who| who.silent_days = Some(7)), 600),
        (narrow(|who| who.case = Some(true)), 0),
        (narrow(|who| who.channels = vec!["line".into()]), 700),
        (narrow(|who| who.languages = vec!["en".into()]), 0),
    ] {
        let (_, preview) = write(&rig.service, &scope, wanted).await;
        assert_eq!(preview.people, expected);
    }
    let mut parents = draft(&rig, &[("ja", WORDS)]);
    parents.selection.roles = vec![Role::Parent];
    let (id, preview) = confirm(&rig, &scope, parents).await;
    rig.service.settle().await.unwrap();
    let came = progress(&rig.service, id).await;
    assert_eq!(
        (came.queued, came.sent, came.waiting),
        (preview.people, 100, 0)
    );
    assert_eq!(
        seen(&rig, 0..700, WORDS),
        BTreeMap::from([(0, 600), (1, 100)])
    );
    assert_eq!(state(&rig.service, id).await, BroadcastState::Done);
    // One message, one contact in the ledger, sent and not reached.
    let thread = rig.thread(&user(7)).await;
    let encounter = thread.encounter.unwrap();
    assert!(!encounter.reached && encounter.messages_out == 1 && encounter.flow_only);
    assert_eq!(encounter.flow.as_deref(), Some("broadcast"));
    let log = rig.service.store().audit_page(0, 1_000).await.unwrap();
    let confirmed: Vec<_> = log
        .iter()
        .filter(|row| row.action == "broadcast_confirm")
        .collect();
    assert_eq!(confirmed.len(), 1);
    assert_eq!(confirmed[0].detail.as_deref(), Some("100 people"));
    rig.double.assert_clean();
}

async fn the_time_that_it_takes_follows_the_requests_and_the_pace(rig: Rig) {
    people(&rig, 0..40, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (_, short) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(
        (short.channels[0].requests, short.channels[0].seconds),
        (40, 0)
    );
    // LINE takes five messages in a request: six bubbles are two requests for each.
    let bubbles = ["あ"; 6].join("\n\n");
    rig.service.limit_channel("line", 4);
    let (_, long) = write(&rig.service, &scope, draft(&rig, &[("ja", &bubbles)])).await;
    let line = &long.channels[0];
    assert_eq!((line.people, line.requests, line.paid), (40, 80, 80));
    assert_eq!(line.seconds, 20, "four requests a second");
}

async fn everybody_reads_their_own_language(rig: Rig) {
    let tongues = ["ja", "ja_hira", "ja_easy", "en", "vi", "pt_br"];
    people(&rig, 0..6, |number, thread| {
        remember(thread, "contact.language", tongues[number as usize]);
    })
    .await;
    let scope = coordinator(&rig).await;
    let texts = [
        ("ja", "{area}の お知らせ"),
        ("ja-Hira", "おしらせ"),
        ("en", "News\n\nSecond"),
        ("vi", "Tin"),
    ];
    let (_, preview) = confirm(&rig, &scope, draft(&rig, &texts)).await;
    let read = |pairs: &[(&str, i64)]| -> BTreeMap<String, i64> {
        pairs
            .iter()
            .map(|(language, count)| ((*language).to_owned(), *count))
            .collect()
    };
    assert_eq!(
        preview.languages,
        read(&[("ja", 2), ("ja-Hira", 2), ("en", 1), ("vi", 1)])
    );
    rig.service.settle().await.unwrap();
    let said: Vec<Vec<String>> = (0..6).map(|number| rig.seen(&user(number))).collect();
    assert_eq!(said[0], ["宇和島市の お知らせ"]);
    assert_eq!(said[1], ["おしらせ"]);
    assert_eq!(said[2], ["おしらせ"], "the sister among the Japanese ones");
    assert_eq!(said[3], ["News", "Second"], "a blank line begins a bubble");
    assert_eq!(said[4], ["Tin"]);
    assert_eq!(
        said[5],
        ["宇和島市の お知らせ"],
        "Japanese is there for everybody"
    );
    rig.double.assert_clean();
}

async fn whoever_may_not_be_written_to_is_left_out_with_the_reason(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    let now = rig.clock.now();
    let later = now.plus(Span::days(3)).to_string();
    people(&rig, 0..12, |number, thread| {
        let memory = &mut thread.contact.as_mut().unwrap().memory;
        match number {
            1 => memory.save("consent.messages", "withdrawn", now),
            2 => memory.save("contact.paused_until", &later, now),
            3 => thread.state = tsunagi_store::AddressState::Blocked,
            4 => thread.last_human_at = Some(now.plus(Span::hours(-3))),
            5 => {
                memory.record("push", "checkin", now.plus(Span::days(-6)));
                memory.record("push", "checkin", now.plus(Span::days(-3)));
            }
            6 => memory.record("push", "checkin", now.plus(Span::hours(-30))),
            7 => memory.clear("consent.messages"),
            8 => thread.controller = tsunagi_model::Controller::Waiting,
            _ => {}
        }
    })
    .await;
    let scope = coordinator(&rig).await;
    let (id, preview) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    let reasons: BTreeSet<&str> = preview.left_out.keys().map(String::as_str).collect();
    let expected = [
        "blocked",
        "gap",
        "handoff",
        "human",
        "no_consent",
        "paused",
        "refused",
        "week",
    ];
    assert_eq!(reasons, BTreeSet::from(expected));
    assert_eq!(preview.people, 4);
    // Who refuses between the counting and the sending is not written to either.
    rig.write(&user(9), "やめる").await;
    rig.tap(&user(9), "stop").await;
    rig.service.settle().await.unwrap();
    let came = progress(&rig.service, id).await;
    assert_eq!((came.sent, came.left()), (3, 9));
    for number in [0, 10, 11] {
        assert_eq!(rig.count(&user(number), WORDS), 1, "{number}");
    }
    assert_eq!(seen(&rig, 1..10, WORDS), BTreeMap::from([(0, 9)]));
    let held = rig.scope().await.held(None, None, 100).await.unwrap();
    let kept = held.iter().filter(|row| row.flow == "broadcast");
    assert_eq!(
        kept.count(),
        9,
        "each with its reason where staff look for it"
    );
    rig.double.assert_clean();
}

async fn what_is_taken_back_in_time_never_leaves(rig: Rig) {
    people(&rig, 0..20, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (id, preview) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    rig.service
        .confirm_broadcast(&scope, id, preview.people, UNDO)
        .await
        .unwrap();
    rig.clock.advance(Span::minutes(4));
    rig.service.settle().await.unwrap();
    assert_eq!(state(&rig.service, id).await, BroadcastState::Confirmed);
    assert_eq!(
        seen(&rig, 0..20, WORDS),
        BTreeMap::from([(0, 20)]),
        "nothing leaves before"
    );
    rig.service.undo_broadcast(&scope, id).await.unwrap();
    rig.clock.advance(Span::minutes(10));
    rig.service.settle().await.unwrap();
    assert_eq!(seen(&rig, 0..20, WORDS), BTreeMap::from([(0, 20)]));
    assert_eq!(state(&rig.service, id).await, BroadcastState::Undone);
    let again = rig.service.undo_broadcast(&scope, id).await;
    assert!(matches!(again, Err(BroadcastError::TooLate)));
    let push = rig.thread(&user(0)).await;
    assert!(
        push.last_out_at.is_none() && push.encounter.is_none(),
        "as if it had never been"
    );
}

async fn a_process_that_dies_leaves_nobody_out_and_meets_nobody_twice(mut rig: Rig) {
    people(&rig, 0..1_000, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    // The first look only begins it.
    a_page(&rig.service).await;
    for _ in 0..3 {
        a_page(&rig.service).await;
        // Some are sent, some are under way when the process dies.
        let some = Allowance {
            channel: "line".to_owned(),
            urgent: 5,
            others: 5,
            total: 5,
        };
        let store = rig.service.store();
        store.take_back_lost(rig.clock.now()).await.unwrap();
        let claimed = store.claim_outbox(rig.clock.now(), &[some], 5, 0).await;
        assert_eq!(claimed.unwrap().len(), 5);
        rig.service.deliver_now().await.unwrap();
        rig.service = rig.restarted().await;
    }
    rig.clock.advance(Span::seconds(30));
    rig.service.settle().await.unwrap();
    assert_eq!(seen(&rig, 0..1_000, WORDS), BTreeMap::from([(1, 1_000)]));
    let came = progress(&rig.service, id).await;
    assert_eq!((came.queued, came.sent), (1_000, 1_000));
    assert_eq!(state(&rig.service, id).await, BroadcastState::Done);
    rig.double.assert_clean();
}

async fn two_instances_share_a_broadcast(rig: Rig) {
    people(&rig, 0..900, |_, _| {}).await;
    let second = rig.restarted().await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    while state(&rig.service, id).await != BroadcastState::Done {
        let (a, b) = tokio::join!(rig.service.settle(), second.settle());
        a.unwrap();
        b.unwrap();
    }
    assert_eq!(seen(&rig, 0..900, WORDS), BTreeMap::from([(1, 900)]));
    rig.double.assert_clean();
}

async fn the_reserve_stays_and_urgent_words_pass_the_weekly_limit(rig: Rig) {
    rig.double.set_monthly_limit(Some(100));
    rig.service.poll_quotas().await.unwrap();
    people(&rig, 0..60, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (_, first) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(first.people, 60);
    rig.service.settle().await.unwrap();
    let mut second = draft(&rig, &[("ja", "もういちど")]);
    let (_, preview) = write(&rig.service, &scope, second.clone()).await;
    assert_eq!(
        (preview.people, preview.left_out.get("gap")),
        (0, Some(&60))
    );
    second.urgent = Some("台風".into());
    let (id, preview) = confirm(&rig, &scope, second).await;
    assert_eq!(
        preview.people, 30,
        "a hundred, less ten that are kept, less sixty"
    );
    assert_eq!(preview.left_out.get("quota"), Some(&30));
    rig.service.settle().await.unwrap();
    let came = progress(&rig.service, id).await;
    assert_eq!((came.sent, came.left_out["quota"]), (30, 30));
    let mut nothing = draft(&rig, &[("ja", WORDS)]);
    nothing.urgent = Some("  ".into());
    let refused = rig.service.write_broadcast(&scope, None, nothing).await;
    assert!(matches!(refused, Err(BroadcastError::NoReason)));
    rig.double.assert_clean();
}

async fn at_night_it_waits_for_the_morning_and_old_news_is_not_sent(rig: Rig) {
    people(&rig, 0..30, |number, thread| {
        if number < 10 {
            remember(thread, "contact.role", "parent");
        }
    })
    .await;
    let scope = coordinator(&rig).await;
    // Friday, nine in the evening.
    rig.clock.advance(Span::minutes(4 * 60 + 30));
    let (id, preview) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!((preview.people, preview.later), (30, 30));
    rig.service.settle().await.unwrap();
    assert_eq!(
        seen(&rig, 0..30, WORDS),
        BTreeMap::from([(0, 30)]),
        "nothing at night"
    );
    let waits = progress(&rig.service, id).await;
    assert!(
        waits
            .again_at
            .is_some_and(|at| Some(at) == preview.later_at),
        "{waits:?}"
    );
    rig.pass(Span::hours(12), Span::hours(1)).await;
    assert_eq!(
        seen(&rig, 0..10, WORDS),
        BTreeMap::from([(1, 10)]),
        "parents from eight or nine"
    );
    assert_eq!(
        seen(&rig, 10..30, WORDS),
        BTreeMap::from([(0, 20)]),
        "children sleep longer"
    );
    rig.pass(Span::hours(4), Span::hours(1)).await;
    assert_eq!(
        seen(&rig, 0..30, WORDS),
        BTreeMap::from([(1, 30)]),
        "each once"
    );
    assert_eq!(state(&rig.service, id).await, BroadcastState::Done);

    // What lasts for two hours is not sent the next morning.
    rig.clock.advance(Span::days(8));
    let now = rig.clock.now();
    let mut old = draft(&rig, &[("ja", "きょうだけ")]);
    old.lasts = Span::hours(2);
    assert_eq!(
        write(&rig.service, &scope, old.clone()).await.1.people,
        30,
        "{now}"
    );
    rig.clock.advance(Span::hours(8));
    let (_, night) = write(&rig.service, &scope, old).await;
    assert_eq!((night.people, night.left_out.get("quiet")), (0, Some(&30)));
    rig.double.assert_clean();
}

async fn a_flow_begins_for_many(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    people(&rig, 0..40, |number, thread| {
        if number == 0 {
            remember(thread, "contact.role", "parent");
        }
    })
    .await;
    let scope = coordinator(&rig).await;
    let mut begin = draft(&rig, &[]);
    begin.content = Content::Flow("regular".into());
    let (id, preview) = confirm(&rig, &scope, begin.clone()).await;
    assert_eq!(preview.people, 39, "it is for children");
    rig.service.settle().await.unwrap();
    assert_eq!(
        seen(&rig, 0..40, "いつもの おたずね"),
        BTreeMap::from([(0, 1), (1, 39)])
    );
    assert_eq!(progress(&rig.service, id).await.sent, 39);
    begin.content = Content::Flow("nothing".into());
    let refused = rig.service.write_broadcast(&scope, None, begin).await;
    assert!(matches!(refused, Err(BroadcastError::NoFlow)));
    rig.double.assert_clean();
}

async fn a_person_with_two_addresses_is_one_person(rig: Rig) {
    people(&rig, 0..5, |_, _| {}).await;
    let store = rig.service.store();
    let first = rig.thread(&user(0)).await;
    let name = user(9);
    rig.double.befriend(&name);
    let new = NewThread {
        channel: "line",
        area: area(&rig),
        kind: ThreadKind::Person,
        audience: tsunagi_model::Audience::Child,
        external: ExternalId(name.clone()),
        thread: store.thread_hash("line", &format!("user:{name}")),
    };
    let second = store.new_address(new, &first, rig.clock.now());
    let changes = Changes {
        threads: vec![second],
        ..Changes::default()
    };
    store.commit(&changes, rig.clock.now()).await.unwrap();
    let scope = coordinator(&rig).await;
    let (_, preview) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(preview.people, 5, "people, not addresses");
    // They shut the first one: they are met at the other.
    rig.bring(&rig.double.webhook().unfollow(&user(0)).build())
        .await;
    assert_eq!(seen(&rig, 1..5, WORDS), BTreeMap::from([(1, 4)]));
    assert_eq!(
        (rig.count(&user(0), WORDS), rig.count(&name, WORDS)),
        (0, 1)
    );
}

async fn only_their_own_areas_and_only_with_the_number(rig: Rig) {
    people(&rig, 0..5, |_, _| {}).await;
    let store = rig.service.store();
    let other = store
        .ensure_area("niihama", "新居浜市", "city", None, rig.clock.now())
        .await
        .unwrap();
    store
        .ensure_channel(
            "line2",
            ChannelKind::Line,
            other,
            tsunagi_model::Audience::Any,
        )
        .await
        .unwrap();
    let scope = coordinator(&rig).await;
    let mut foreign = draft(&rig, &[("ja", WORDS)]);
    foreign.selection.areas.push(other);
    let refused = rig.service.write_broadcast(&scope, None, foreign).await;
    assert!(matches!(refused, Err(BroadcastError::NotFound)));
    let (id, preview) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    // A volunteer reads conversations, but writes to nobody at once.
    let volunteer = rig.scope().await;
    assert!(matches!(
        rig.service.broadcast(&volunteer, id).await,
        Err(BroadcastError::NotFound)
    ));
    let confirm = |people| rig.service.confirm_broadcast(&scope, id, people, UNDO);
    assert!(matches!(confirm(4).await, Err(BroadcastError::OtherNumber)));
    rig.clock.advance(Span::minutes(31));
    let late = confirm(preview.people).await;
    assert!(
        matches!(late, Err(BroadcastError::OtherNumber)),
        "counted long ago"
    );
    rig.service.count_broadcast(&scope, id).await.unwrap();
    rig.service
        .confirm_broadcast(&scope, id, preview.people, UNDO)
        .await
        .unwrap();
    let row = rig.service.broadcast(&scope, id).await.unwrap().row;
    let edit = rig
        .service
        .write_broadcast(
            &scope,
            Some((id, row.rev)),
            draft(&rig, &[("ja", "ちがう")]),
        )
        .await;
    assert!(
        matches!(edit, Err(BroadcastError::TooLate)),
        "what was confirmed stays"
    );
    let empty = rig
        .service
        .write_broadcast(&scope, None, draft(&rig, &[("en", "hi")]))
        .await;
    assert!(matches!(empty, Err(BroadcastError::NoWords)));
    let hints = rig
        .service
        .broadcast_wording(&draft(&rig, &[("ja", "がんばって{学校}に行こう")]));
    assert!(hints.iter().any(|hint| hint.code == "E34"), "{hints:?}");
}
