//! What happens outside the chat and starts flows: a handoff is closed, a meeting takes place, support begins, a programme rests.

use tsunagi_model::{Clock, HandBack, Span};
use tsunagi_store::{Changes, Destination};

use crate::flows::{HELLO, SUNDAY, notice, regular};
use crate::rig::{Rig, on_both, user};

on_both! {
    a_closed_handoff_starts_what_waits_for_it
    meetings_and_support_start_flows
    a_programme_that_rests_tells_everybody_and_asks_nobody
    turning_to_another_menu_is_no_answer
}

const NOTICE: &str = "おしらせ";

async fn a_closed_handoff_starts_what_waits_for_it(rig: Rig) {
    let flow = notice("{event: handoff closed, after: 2d}", "missed: send late");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    rig.write(&user(0), "人と話したい").await;
    let thread = rig.thread(&user(0)).await;
    let scope = rig.scope().await;
    rig.service.take(&scope, thread.id).await.unwrap();
    rig.service
        .hand_back(&scope, thread.id, HandBack::Silent)
        .await
        .unwrap();
    rig.pass(Span::hours(40), Span::hours(2)).await;
    assert_eq!(rig.count(&user(0), NOTICE), 0, "not yet");
    rig.pass(Span::hours(40), Span::hours(2)).await;
    assert_eq!(rig.count(&user(0), NOTICE), 1);
}

async fn meetings_and_support_start_flows(rig: Rig) {
    let met = notice("{event: meeting missed}", "missed: send late");
    let begun = regular("{event: support started}", "missed: send late");
    let rig = rig.staged(&[HELLO, &met, &begun]).await;
    rig.followed_by(0..1).await;
    let store = rig.service.store();
    let scope = rig.scope().await;
    let thread = rig.thread(&user(0)).await;
    let contact = thread.contact.unwrap().id;
    store
        .add_slot(
            thread.area,
            rig.clock.now().plus(Span::hours(1)),
            rig.clock.now(),
        )
        .await
        .unwrap();
    let free = store
        .free_slots(thread.area, rig.clock.now(), 1)
        .await
        .unwrap();
    let booking = Changes {
        slots: vec![(free[0].id.clone(), contact)],
        ..Changes::default()
    };
    store.commit(&booking, rig.clock.now()).await.unwrap();
    rig.clock.advance(Span::hours(2));
    let meetings = scope.meetings(thread.id).await.unwrap();
    rig.service
        .met(&scope, thread.id, &meetings[0].id, false)
        .await
        .unwrap();
    assert!(
        rig.service
            .met(&scope, thread.id, &meetings[0].id, true)
            .await
            .is_err(),
        "it is said once what became of it"
    );
    rig.pass(Span::hours(24), Span::hours(2)).await;
    assert_eq!(rig.count(&user(0), NOTICE), 1);

    assert!(
        rig.service
            .begin_support(&scope, thread.id, Destination::Agency)
            .await
            .is_err(),
        "support is of a case"
    );
    rig.service
        .open_case(&scope, thread.id, "2026-1")
        .await
        .unwrap();
    rig.service
        .begin_support(&scope, thread.id, Destination::Agency)
        .await
        .unwrap();
    let now = rig.thread(&user(0)).await.contact.unwrap();
    assert!(now.memory.get("support.started_at").is_some());
    let links = store.links(now.case.unwrap()).await.unwrap();
    assert!(links[0].is_open());
    rig.service
        .end_support(&scope, thread.id, links[0].id)
        .await
        .unwrap();
    rig.pass(Span::hours(96), Span::hours(2)).await;
    assert_eq!(rig.count(&user(0), "いつもの おたずね"), 1);
    rig.double.assert_clean();
}

async fn a_programme_that_rests_tells_everybody_and_asks_nobody(rig: Rig) {
    let rests = notice(
        "{event: programme suspended}",
        "missed: send late\nsuspended: run",
    );
    let weekly = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &rests, &weekly]).await;
    rig.followed_by(0..300).await;
    let area = rig.service.lines()["line"].area;
    assert_eq!(rig.service.people_in(area).await.unwrap(), 300);
    assert!(
        rig.service
            .suspend(area, true, "インフルエンザ", Some(rig.staff))
            .await
            .unwrap()
    );
    assert!(
        !rig.service.suspend(area, true, "", None).await.unwrap(),
        "it rests already"
    );
    rig.service.settle().await.unwrap();
    let told: usize = (0..300).map(|n| rig.count(&user(n), NOTICE)).sum();
    assert_eq!(told, 300, "everybody once");
    rig.pass(Span::days(4), Span::hours(12)).await;
    rig.clock.advance(Span::minutes(31));
    let asked: usize = (0..300)
        .map(|n| rig.count(&user(n), "いつもの おたずね"))
        .sum();
    assert_eq!(asked, 0, "regular starts rest");
    let held = rig
        .scope()
        .await
        .held(Some("suspended"), None, 1_000)
        .await
        .unwrap();
    assert_eq!(held.len(), 300);
    assert!(rig.service.suspend(area, false, "", None).await.unwrap());
    rig.pass(Span::days(7), Span::hours(12)).await;
    rig.clock.advance(Span::minutes(31));
    rig.service.settle().await.unwrap();
    assert_eq!(
        rig.count(&user(0), "いつもの おたずね"),
        1,
        "and then go on"
    );
}

async fn turning_to_another_menu_is_no_answer(rig: Rig) {
    let rig = rig.staged(&[HELLO]).await;
    rig.followed_by(0..1).await;
    let seen = rig.seen(&user(0)).len();
    let turned = rig.double.webhook();
    let turned = turned.postback_picking(&user(0), "", "newRichMenuAliasId", "guardian");
    rig.bring(&turned.build()).await;
    assert_eq!(rig.seen(&user(0)).len(), seen, "nothing is said");
    let thread = rig.thread(&user(0)).await;
    assert_eq!(thread.unanswered_since, None, "and nobody is asked to");
}
