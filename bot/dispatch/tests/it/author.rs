//! Coordinators change flows and texts while people are in the middle of them.

use std::collections::BTreeMap;

use tsunagi_dispatch::author::{
    Act, AuthorError, Edit, Keep, Model, OpenFile, Opened, Pick, Said, Setting,
};
use tsunagi_model::{Span, StaffRole, Timestamp};
use tsunagi_store::{Grant, Scope};

use crate::rig::{Rig, on_both, user};

on_both! {
    different_steps_and_messages_of_two_editors_both_stand
    the_same_step_is_shown_to_both_and_nothing_is_lost
    what_is_typed_on_after_a_merge_loses_nothing
    errors_block_and_warnings_need_a_reason
    who_is_in_the_middle_goes_on_and_reads_the_newest_words
    an_older_version_comes_back_as_a_draft
    people_at_a_step_that_goes_are_kept
    a_new_flow_is_made_tried_published_and_retired
    only_coordinators_change_anything
    another_instance_follows
}

const SET: &str = "followup";
const YAML: &str = "followup.yml";
const TEXT: &str = "ja/followup.ftl";

/// A coordinator of the rig's area.
async fn coordinator(rig: &Rig, login: &str) -> Scope {
    let store = rig.service.store();
    let now = rig.service.now();
    let id = store
        .add_staff(login, login, "correct horse battery", "ja", now)
        .await
        .unwrap();
    let grant = Grant {
        role: StaffRole::Coordinator,
        area: rig.service.lines()["line"].area,
        from: Timestamp(0),
        to: None,
    };
    store.grant(id, &grant, now).await.unwrap();
    store.scope(id, now).await.unwrap()
}

fn file<'a>(opened: &'a Opened, path: &str) -> &'a OpenFile {
    opened.files.iter().find(|file| file.path == path).unwrap()
}

fn edit(file: &OpenFile, from: &str, to: &str) -> Edit {
    assert!(file.text.contains(from), "{from} in {}", file.text);
    Edit {
        path: file.path.clone(),
        rev: file.rev,
        text: file.text.replacen(from, to, 1),
        ..Edit::default()
    }
}

async fn open(rig: &Rig, scope: &Scope) -> Opened {
    rig.service.open_flow(scope, SET).await.unwrap()
}

/// Publishes whatever is drafted, with a reason in case one is needed.
async fn publish(rig: &Rig, scope: &Scope, set: &str) -> u32 {
    let ready = rig.service.readiness(scope, set).await.unwrap();
    assert!(!ready.check.is_faulty(), "{:#?}", ready.check);
    rig.service
        .publish_draft(scope, set, "tried", "tried as well", &ready.seen())
        .await
        .unwrap()
}

async fn different_steps_and_messages_of_two_editors_both_stand(rig: Rig) {
    let (mio, ren) = (
        coordinator(&rig, "mio").await,
        coordinator(&rig, "ren").await,
    );
    let (of_mio, of_ren) = (open(&rig, &mio).await, open(&rig, &ren).await);
    let saved = rig
        .service
        .save_draft(
            &mio,
            SET,
            &[
                edit(file(&of_mio, YAML), "level: today", "level: this week"),
                edit(
                    file(&of_mio, TEXT),
                    "followup-not_yet =",
                    "# push: no\nfollowup-not_yet =",
                ),
            ],
        )
        .await
        .unwrap();
    assert!(saved.iter().all(|file| file.merged_with.is_none()));
    let saved = rig
        .service
        .save_draft(
            &ren,
            SET,
            &[
                edit(file(&of_ren, YAML), "log: followed up", "log: asked after"),
                edit(
                    file(&of_ren, TEXT),
                    "    .so_so = ふつう",
                    "    .so_so = まあまあ",
                ),
            ],
        )
        .await
        .unwrap();
    assert_eq!(saved[0].merged_with.as_deref(), Some("mio"));
    let now = open(&rig, &mio).await;
    let yaml = &file(&now, YAML).text;
    assert!(yaml.contains("level: this week") && yaml.contains("log: asked after"));
    assert_eq!(*yaml, saved[0].text);
    let text = &file(&now, TEXT).text;
    assert!(text.contains("# push: no") && text.contains("まあまあ"));
    assert_eq!(now.others[0].0, "ren", "each sees the other");
    rig.clock.advance(Span::minutes(11));
    assert!(
        open(&rig, &mio).await.others.is_empty(),
        "after a while nobody is at it"
    );
}

async fn the_same_step_is_shown_to_both_and_nothing_is_lost(rig: Rig) {
    let (mio, ren) = (
        coordinator(&rig, "mio").await,
        coordinator(&rig, "ren").await,
    );
    let (of_mio, of_ren) = (open(&rig, &mio).await, open(&rig, &ren).await);
    let first = edit(file(&of_mio, YAML), "log: followed up", "log: first");
    rig.service.save_draft(&mio, SET, &[first]).await.unwrap();
    let mut second = edit(file(&of_ren, YAML), "log: followed up", "log: second");
    second.text = second.text.replace("level: today", "level: this week");
    let refused = rig.service.save_draft(&ren, SET, &[second.clone()]).await;
    let Err(AuthorError::Clash(clashing)) = refused else {
        panic!("{refused:?}");
    };
    let clash = &clashing[0];
    assert_eq!((clash.by.as_str(), clash.clashes.len()), ("mio", 1));
    assert_eq!(clash.clashes[0].part, "steps.thanks");
    assert!(clash.clashes[0].mine.contains("second") && clash.clashes[0].theirs.contains("first"));
    assert!(
        file(&open(&rig, &mio).await, YAML)
            .text
            .contains("log: first"),
        "nothing was saved"
    );
    second.picks = BTreeMap::from([("steps.thanks".to_owned(), Pick::Mine)]);
    second.against = clash.against;
    // Meanwhile the first one writes on in the same step: what was chosen no longer holds.
    let again = open(&rig, &mio).await;
    let more = edit(file(&again, YAML), "log: first", "log: third");
    rig.service.save_draft(&mio, SET, &[more]).await.unwrap();
    let refused = rig.service.save_draft(&ren, SET, &[second.clone()]).await;
    let Err(AuthorError::Clash(clashing)) = refused else {
        panic!("{refused:?}");
    };
    assert!(clashing[0].clashes[0].theirs.contains("third"));
    second.against = clashing[0].against;
    rig.service.save_draft(&ren, SET, &[second]).await.unwrap();
    let text = file(&open(&rig, &mio).await, YAML).text.clone();
    assert!(text.contains("log: second") && text.contains("level: this week"));
}

async fn what_is_typed_on_after_a_merge_loses_nothing(rig: Rig) {
    let (mio, ren) = (
        coordinator(&rig, "mio").await,
        coordinator(&rig, "ren").await,
    );
    let (of_mio, of_ren) = (open(&rig, &mio).await, open(&rig, &ren).await);
    let theirs = edit(file(&of_mio, YAML), "level: today", "level: this week");
    rig.service.save_draft(&mio, SET, &[theirs]).await.unwrap();
    let mut mine = edit(file(&of_ren, YAML), "log: followed up", "log: one");
    let saved = rig
        .service
        .save_draft(&ren, SET, &[mine.clone()])
        .await
        .unwrap();
    // The page was typed in while the answer was on its way: it goes on from what it sent.
    mine.text = mine.text.replace("log: one", "log: one two");
    mine.rev = saved[0].mine;
    let saved = rig.service.save_draft(&ren, SET, &[mine]).await.unwrap();
    assert!(saved[0].text.contains("log: one two") && saved[0].text.contains("level: this week"));
    // The same text again is not a change.
    let same = Edit {
        path: YAML.to_owned(),
        rev: saved[0].rev,
        text: saved[0].text.replace('\n', "\r\n"),
        ..Edit::default()
    };
    let again = rig.service.save_draft(&ren, SET, &[same]).await.unwrap();
    assert_eq!(again[0].rev, saved[0].rev);
}

async fn errors_block_and_warnings_need_a_reason(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let service = &rig.service;
    let opened = open(&rig, &mio).await;
    let wrong = edit(file(&opened, YAML), "so_so: thanks", "so_so: nowhere");
    let check = service
        .check_draft(&mio, SET, std::slice::from_ref(&wrong))
        .await
        .unwrap();
    let found = check.here.iter().find(|one| one.code == "E01").unwrap();
    assert!(found.error && !found.old && found.path == YAML && found.line > 0);
    assert!(
        open(&rig, &mio).await.files[0].drafted.is_none(),
        "a check saves nothing"
    );
    service.save_draft(&mio, SET, &[wrong]).await.unwrap();
    let seen = service.readiness(&mio, SET).await.unwrap().seen();
    let refused = service
        .publish_draft(&mio, SET, "note", "reason", &seen)
        .await;
    assert!(matches!(refused, Err(AuthorError::Faulty)), "{refused:?}");

    let opened = open(&rig, &mio).await;
    let right = edit(file(&opened, YAML), "so_so: nowhere", "so_so: thanks");
    let long = edit(
        file(&opened, TEXT),
        "    .so_so = ふつう",
        "    .so_so = どちらともいえないふつう",
    );
    service.save_draft(&mio, SET, &[right, long]).await.unwrap();
    let stale = service
        .publish_draft(&mio, SET, "note", "reason", &seen)
        .await;
    assert!(matches!(stale, Err(AuthorError::Moved)), "{stale:?}");
    let ready = service.readiness(&mio, SET).await.unwrap();
    assert!(
        ready.check.warnings() > 0 && ready.needs_reason(),
        "{:#?}",
        ready.check
    );
    let seen = ready.seen();
    let refused = service.publish_draft(&mio, SET, " ", "reason", &seen).await;
    assert!(matches!(refused, Err(AuthorError::NoNote)), "{refused:?}");
    let refused = service.publish_draft(&mio, SET, "note", "", &seen).await;
    assert!(
        matches!(refused, Err(AuthorError::Unexplained)),
        "{refused:?}"
    );
    let version = service
        .publish_draft(&mio, SET, "longer", "read aloud", &seen)
        .await;
    assert_eq!(version.unwrap(), 2);
    let history = service.flow_history(&mio, SET).await.unwrap();
    assert_eq!(history[0].reason.as_deref(), Some("read aloud"));
    assert_eq!(
        (history[0].note.as_str(), history[0].by.as_deref()),
        ("longer", Some("mio"))
    );
    assert_eq!(history[1].by, None, "the first one was shipped");
    assert!(
        open(&rig, &mio)
            .await
            .files
            .iter()
            .all(|file| file.drafted.is_none())
    );
    let log = service.store().audit_page(0, 1000).await.unwrap();
    let acts: Vec<_> = log
        .iter()
        .filter(|row| row.object == "flow/followup")
        .map(|row| row.action.as_str())
        .collect();
    assert_eq!(acts, ["draft", "publish"], "one sitting is one row");
    assert_eq!(service.store().audit_verify().await.unwrap(), None);
}

async fn who_is_in_the_middle_goes_on_and_reads_the_newest_words(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let child = user(1);
    rig.bring(&rig.double.webhook().follow(&child, false).build())
        .await;
    rig.write(&child, "はじめる").await;
    let service = &rig.service;
    let waiting = service.flow_waiting(&mio, "invite").await.unwrap();
    assert_eq!(waiting.values().sum::<i64>(), 1, "{waiting:?}");
    let (step, _) = waiting.first_key_value().unwrap();
    let opened = service.open_flow(&mio, "invite").await.unwrap();
    let who = file(&opened, "ja/invite.ftl");
    let first = who.text.find("invite-who =").unwrap();
    let line = who.text[first..].lines().nth(1).unwrap().to_owned();
    let edits = [edit(who, &line, "    あたらしい ことば ですか？")];
    service.save_draft(&mio, "invite", &edits).await.unwrap();
    let ready = service.readiness(&mio, "invite").await.unwrap();
    assert!(ready.leaving.is_empty());
    assert_eq!(publish(&rig, &mio, "invite").await, 2);
    let waiting = service.flow_waiting(&mio, "invite").await.unwrap();
    assert_eq!(waiting.get(step), Some(&1), "nobody was moved out");
    rig.tap(&child, "ja").await;
    let seen = rig.seen(&child);
    assert!(
        seen.iter().any(|text| text.contains("あたらしい ことば")),
        "{seen:?}"
    );
    rig.tap(&child, "child").await;
    assert!(
        rig.seen(&child).len() > seen.len(),
        "the conversation goes on"
    );
    // They are in a flow that this one runs now: both know.
    let consent = service.flow_waiting(&mio, "consent").await.unwrap();
    assert_eq!(consent.values().sum::<i64>(), 1, "{consent:?}");
    let waiting = service.flow_waiting(&mio, "invite").await.unwrap();
    assert_eq!(waiting.values().sum::<i64>(), 1, "{waiting:?}");
}

async fn an_older_version_comes_back_as_a_draft(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let service = &rig.service;
    let opened = open(&rig, &mio).await;
    let before = file(&opened, TEXT).text.clone();
    let edits = [
        edit(file(&opened, YAML), "level: today", "level: this week"),
        edit(
            file(&opened, TEXT),
            "    .so_so = ふつう",
            "    .so_so = まあまあ",
        ),
    ];
    service.save_draft(&mio, SET, &edits).await.unwrap();
    assert_eq!(publish(&rig, &mio, SET).await, 2);
    let compared = service.compare_flow(&mio, SET, 1, Some(2)).await.unwrap();
    let parts: Vec<_> = compared
        .difference
        .parts
        .iter()
        .map(|part| (part.path.as_str(), part.part.as_str()))
        .collect();
    assert_eq!(
        parts,
        [(YAML, "steps.not_yet"), (TEXT, "followup-how_was_it")]
    );
    assert_eq!(
        service
            .texts()
            .label("ja", "followup-how_was_it", "so_so")
            .unwrap(),
        "まあまあ"
    );

    service.restore_flow(&mio, SET, 1).await.unwrap();
    let again = service.restore_flow(&mio, SET, 1).await;
    assert!(
        matches!(again, Err(AuthorError::Begun { .. })),
        "a draft is not overwritten"
    );
    assert_eq!(file(&open(&rig, &mio).await, TEXT).text, before);
    assert_eq!(publish(&rig, &mio, SET).await, 3);
    assert_eq!(
        service
            .texts()
            .label("ja", "followup-how_was_it", "so_so")
            .unwrap(),
        "ふつう"
    );
    let same = service.compare_flow(&mio, SET, 1, Some(3)).await.unwrap();
    assert!(same.difference.is_empty());
    let nothing = service.restore_flow(&mio, SET, 1).await;
    assert!(matches!(nothing, Err(AuthorError::Nothing)), "{nothing:?}");

    // A draft that is thrown away leaves what is in force, and a page that is open elsewhere knows.
    let opened = open(&rig, &mio).await;
    let edits = [edit(
        file(&opened, YAML),
        "level: today",
        "level: this week",
    )];
    service.save_draft(&mio, SET, &edits).await.unwrap();
    let drafted = open(&rig, &mio).await;
    let seen = vec![(YAML.to_owned(), file(&drafted, YAML).rev)];
    let moved = service
        .discard_draft(&mio, SET, &[(YAML.to_owned(), 1)])
        .await;
    assert!(matches!(moved, Err(AuthorError::Moved)), "{moved:?}");
    service.discard_draft(&mio, SET, &seen).await.unwrap();
    let left = open(&rig, &mio).await;
    assert!(file(&left, YAML).drafted.is_none() && file(&left, YAML).rev > seen[0].1);
}

async fn people_at_a_step_that_goes_are_kept(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let service = &rig.service;
    let child = user(2);
    rig.bring(&rig.double.webhook().follow(&child, false).build())
        .await;
    rig.tap(&child, "ja").await;
    let waiting = service.flow_waiting(&mio, "invite").await.unwrap();
    let (step, _) = waiting.first_key_value().unwrap();
    let opened = service.open_flow(&mio, "invite").await.unwrap();
    let yaml = file(&opened, "invite.yml");
    let mut rename = edit(yaml, &format!("  {step}:"), "  renamed:");
    for old in [
        format!(" {step}}}"),
        format!(" {step},"),
        format!(" {step}\n"),
    ] {
        let new = old.replace(step, "renamed");
        for key in ["then:", "else:", "go:", "next:"] {
            rename.text = rename
                .text
                .replace(&format!("{key}{old}"), &format!("{key}{new}"));
        }
    }
    service.save_draft(&mio, "invite", &[rename]).await.unwrap();
    let ready = service.readiness(&mio, "invite").await.unwrap();
    let leaving = &ready.leaving[0];
    assert_eq!((leaving.step.as_str(), leaving.people), (step.as_str(), 1));
    assert!(leaving.kin.contains(&"renamed".to_owned()), "{leaving:?}");
    let to = Keep::Move("renamed".to_owned());
    service
        .keep_people(&mio, "invite", &[(step.clone(), to)])
        .await
        .unwrap();
    let opened = service.open_flow(&mio, "invite").await.unwrap();
    assert!(
        file(&opened, "invite.yml")
            .text
            .contains(&format!("was: [{step}"))
    );
    assert!(
        service
            .readiness(&mio, "invite")
            .await
            .unwrap()
            .leaving
            .is_empty()
    );
}

async fn a_new_flow_is_made_tried_published_and_retired(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let service = &rig.service;
    for wrong in ["", "no", "Invite", "invite", "common", "a b"] {
        let refused = service.make_flow(&mio, wrong, "x", &Model::Notice).await;
        assert!(matches!(refused, Err(AuthorError::Name)), "{wrong}");
    }
    service
        .make_flow(&mio, "summer", "なつやすみ", &Model::Question)
        .await
        .unwrap();
    let head = |heads: Vec<tsunagi_dispatch::author::Head>| {
        heads.into_iter().find(|head| head.set == "summer").unwrap()
    };
    let made = head(service.flow_list(&mio).await.unwrap());
    assert_eq!((made.version, made.title.as_str()), (0, "なつやすみ"));
    assert_eq!(made.drafted.unwrap().0, "mio");
    let setting = Setting {
        role: "child".to_owned(),
        language: "ja".to_owned(),
        from: service.now(),
        ..Setting::default()
    };
    let tried = service
        .rehearse(&mio, "summer", &setting, &[])
        .await
        .unwrap();
    assert_eq!(tried.step, Some(("summer".to_owned(), "ask".to_owned())));
    let tap = Act::Tap("summer/ask/good".to_owned());
    let tried = service
        .rehearse(&mio, "summer", &setting, &[Act::Day, tap])
        .await
        .unwrap();
    assert!(
        tried
            .heard
            .iter()
            .any(|one| matches!(one.said, Said::Bot(_, true))),
        "it nudged"
    );
    assert!(matches!(
        tried.heard.last().unwrap().said,
        Said::End("done")
    ));
    assert!(
        service.program().newest("summer").is_none(),
        "a draft speaks to nobody"
    );
    assert_eq!(publish(&rig, &mio, "summer").await, 1);
    assert!(service.program().newest("summer").is_some());

    assert!(service.program().newest("invite").unwrap().1.starts.len() > 1);
    service.retire_flow(&mio, "invite", true).await.unwrap();
    assert!(
        service
            .program()
            .newest("invite")
            .unwrap()
            .1
            .starts
            .is_empty()
    );
    service.retire_flow(&mio, "invite", false).await.unwrap();
    assert!(
        !service
            .program()
            .newest("invite")
            .unwrap()
            .1
            .starts
            .is_empty()
    );
    let refused = service.retire_flow(&mio, "anytime", true).await;
    assert!(
        matches!(refused, Err(AuthorError::NotFound)),
        "danger is always heard"
    );
}

async fn only_coordinators_change_anything(rig: Rig) {
    let staff = rig.scope().await;
    let service = &rig.service;
    let opened = service.open_flow(&staff, SET).await.unwrap();
    let edits = [edit(
        file(&opened, YAML),
        "level: today",
        "level: this week",
    )];
    let none = service
        .store()
        .scope(staff.staff, Timestamp(-1))
        .await
        .unwrap();
    for (what, refused) in [
        ("save", service.save_draft(&staff, SET, &edits).await.err()),
        (
            "publish",
            service
                .publish_draft(&staff, SET, "n", "r", &[])
                .await
                .err(),
        ),
        ("restore", service.restore_flow(&staff, SET, 1).await.err()),
        (
            "discard",
            service.discard_draft(&staff, SET, &[]).await.err(),
        ),
        (
            "make",
            service
                .make_flow(&staff, "fresh", "x", &Model::Notice)
                .await
                .err(),
        ),
        ("retire", service.retire_flow(&staff, SET, true).await.err()),
        (
            "open without a grant",
            service.open_flow(&none, SET).await.err(),
        ),
    ] {
        assert!(
            matches!(refused, Some(AuthorError::NotFound)),
            "{what}: {refused:?}"
        );
    }
    let mio = coordinator(&rig, "mio").await;
    for foreign in [
        "invite.yml",
        "ja/console.ftl",
        "xx/followup.ftl",
        "tables/risk_words.csv",
    ] {
        let edits = [Edit {
            path: foreign.to_owned(),
            text: "x".to_owned(),
            ..Edit::default()
        }];
        let refused = service.save_draft(&mio, SET, &edits).await;
        assert!(matches!(refused, Err(AuthorError::NotFound)), "{foreign}");
    }
    let long = [Edit {
        path: YAML.to_owned(),
        text: "x".repeat(300 * 1024),
        ..Edit::default()
    }];
    let refused = service.save_draft(&mio, SET, &long).await;
    assert!(matches!(refused, Err(AuthorError::TooLong)));
}

async fn another_instance_follows(rig: Rig) {
    let mio = coordinator(&rig, "mio").await;
    let other = rig.restarted().await;
    let (tasks, stop) = (Default::default(), Default::default());
    other.run(&tasks, &stop);
    let opened = open(&rig, &mio).await;
    let edits = [edit(
        file(&opened, TEXT),
        "    .so_so = ふつう",
        "    .so_so = まあまあ",
    )];
    rig.service.save_draft(&mio, SET, &edits).await.unwrap();
    publish(&rig, &mio, SET).await;
    if rig.service.store().engine() == "sqlite" {
        // There is no other instance on one file; a restart reads the same.
        other.reload().await.unwrap();
    }
    let label = || other.texts().label("ja", "followup-how_was_it", "so_so");
    for _ in 0..200 {
        if label().as_deref() == Some("まあまあ") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    assert_eq!(label().as_deref(), Some("まあまあ"));
    assert_eq!(other.program().newest(SET).unwrap().0, 2);
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}
