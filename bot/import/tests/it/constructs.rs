//! Each construct of the other tool, as it reads afterwards.

use tsunagi_import::{Imported, Kind, Unreadable, rapidpro};

use crate::{catalogue, checked, export, file, import, problems};

fn lost(imported: &Imported) -> Vec<String> {
    let lost = imported
        .remarks
        .iter()
        .filter(|remark| remark.kind == Kind::Lost);
    lost.map(ToString::to_string).collect()
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "there is no\n{part}\nin\n{text}");
}

#[test]
fn every_own_export_is_read_by_the_language_itself() {
    for (name, language) in [
        ("welcome_v13.json", "en"),
        ("single_v14.json", "ja"),
        ("glific.json", "en"),
    ] {
        let imported = import(name);
        assert_eq!(problems(&imported), Vec::<String>::new(), "{name}");
        let errors: Vec<String> = checked(&imported, language)
            .into_iter()
            .filter(|problem| !problem.contains("`elsewhere`"))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        assert_eq!(
            imported,
            import(name),
            "the same file becomes the same flows"
        );
    }
}

#[test]
fn a_message_its_buttons_its_tests_and_its_wait_are_one_question() {
    let imported = import("welcome_v13.json");
    let flow = file(&imported, "flows/welcome.yml");
    has(
        flow,
        "  may_we_send_you_messages:
    set: group.asked = member
    ask: may_we_send_you_messages
    media: yes.png
    save: welcome.consent
    options: {say_yes: {go: next, words: [yeah, ok, claro]}, say_no: bye}
    no_answer: {after: 10m, then: bye}
",
    );
    let english = file(&imported, "locales/en/welcome.ftl");
    has(
        english,
        "    May we send you messages?\n\n    {\"[\"}Yes] or no\n    .say_yes = Yes\n    .say_no = No\n",
    );
    has(
        file(&imported, "locales/pt-BR/welcome.ftl"),
        "    .say_yes = Sim\n    .say_no = Não\n",
    );
    has(
        file(&imported, "locales/ja/welcome.ftl"),
        "    .say_yes = はい\n",
    );
    assert!(
        !english.contains("Sorry"),
        "the words of asking again are ours:\n{english}"
    );
}

#[test]
fn words_keep_their_values_and_their_odd_signs() {
    let imported = import("welcome_v13.json");
    let english = file(&imported, "locales/en/welcome.ftl");
    has(
        english,
        "= Hello { $contact_name }, write to me@example.org or @us {\"{\"}now{\"}\"}\n",
    );
    has(english, "= {\"*\"}Bye*\n");
    has(english, "{ $contact_joined } and ….");
    has(
        file(&imported, "locales/pt-BR/welcome.ftl"),
        "= Olá, { $contact_name }!\n",
    );
    let (texts, _) = catalogue(&imported);
    let args = [("contact_name", tsunagi_locale::Arg::Text("Ana".to_owned()))];
    let said = texts.text("en", "welcome-hello_write_to_me_example", &args);
    assert_eq!(said.text, "Hello Ana, write to me@example.org or @us {now}");
    // A field that holds the key of an option is read as its label.
    has(
        english,
        "{ $day_day ->\n            [option1] 月曜日\n            [option2] الثلاثاء\n           *[other] { $day_day }\n        }",
    );
}

#[test]
fn numbers_lead_where_they_led() {
    let imported = import("welcome_v13.json");
    has(
        file(&imported, "flows/welcome.yml"),
        "  how_old_are_you:
    ask: how_old_are_you
    expect: number 5..1000000
    save: welcome.age
",
    );
}

#[test]
fn what_is_remembered_is_set() {
    let flow = import("welcome_v13.json");
    let flow = file(&flow, "flows/welcome.yml");
    for line in [
        "contact.age = welcome.age",
        "contact.joined = now",
        "contact.next_visit = +7d",
        "contact.language = pt",
        "group.asked = left",
        "welcome.path = long",
        "log: Joined",
    ] {
        has(flow, line);
    }
}

#[test]
fn splits_are_conditions() {
    let flow = import("welcome_v13.json");
    let flow = file(&flow, "flows/welcome.yml");
    has(flow, "{if: \"welcome.path = long\", go: next}");
    has(flow, "{if: \"group.members = member\", go: next}");
    has(
        flow,
        "{if: \"(contact.age >= 10) and (contact.city = 'Rio')\", go: ",
    );
    has(flow, "random: {bucket_1: 34, bucket_2: 33, bucket_3: 33}");
}

#[test]
fn flows_run_flows_and_know_how_that_ended() {
    let imported = import("welcome_v13.json");
    let flow = file(&imported, "flows/welcome.yml");
    has(flow, "run: day");
    has(flow, "day.from_age = welcome.age");
    has(flow, "day.run = completed");
    has(flow, "{if: \"day.run = expired\", go: next}");
    has(flow, "{say: bye, run: elsewhere, then: end}");
    let day = file(&imported, "flows/day.yml");
    has(day, "no_answer: {after: 1h, then: silent}\n");
    has(day, "  silent: {set: day.run = expired, then: end}\n");
    has(
        day,
        "  nobody_comes_here: {say: nobody_comes_here, then: end, retired: true}\n",
    );
    has(
        file(&imported, "locales/en/day.ftl"),
        "You are { $day_from_age }.",
    );
}

#[test]
fn a_ticket_is_a_person() {
    has(
        file(&import("welcome_v13.json"), "flows/welcome.yml"),
        "handoff: outreach",
    );
    let imported = import("single_v14.json");
    has(
        file(&imported, "flows/flow_7935.yml"),
        "why: \"General: 好きなものを聞いた\"",
    );
}

#[test]
fn starts_are_kept_and_nobody_is_written_to_without_consent() {
    let imported = import("welcome_v13.json");
    has(
        file(&imported, "flows/welcome.yml"),
        "start:\n  - keyword: [join]\n  - follow\n  - referral: \"flyer\"\nbusy: switch\n",
    );
    let day = file(&imported, "flows/day.yml");
    for start in [
        "  - {keyword: [day], who: \"group.members = member and group.asked != member\"}\n",
        "  - {event: handoff closed, who: consent.messages = agree}\n",
        "  - {every: week, default: [mon, \"17:30\"], who: consent.messages = agree}\n",
        "  - {every: week, default: [fri, \"17:30\"], who: consent.messages = agree}\n",
        "  - {on: contact.next_visit, days: -1, at: \"18:00\", who: \"group.members = member and consent.messages = agree\"}\n",
    ] {
        has(day, start);
    }
    has(
        file(&imported, "flows/visits_message.yml"),
        "  - {on: contact.next_visit, who: \"group.members = member and consent.messages = agree\"}\n",
    );
    has(
        file(&imported, "locales/en/visits_message.ftl"),
        "visits_message-message = Thank you for coming.\n",
    );
}

#[test]
fn fields_that_nobody_saves_are_named() {
    let imported = import("welcome_v13.json");
    let fields = file(&imported, "flows/tables/fields.csv");
    has(fields, "field,kind,note\n");
    has(fields, "contact.city,text,City\n");
    has(fields, "group.members,choice,\n");
    assert!(!fields.contains("contact.joined"), "{fields}");
}

#[test]
fn what_could_not_be_said_is_a_remark_at_its_place() {
    let imported = import("welcome_v13.json");
    let lost = lost(&imported);
    for (start, part) in [
        (
            "flows/welcome.yml:n-keep (",
            "`contact.visits` is computed: @(fields.visits + 1)",
        ),
        (
            "flows/welcome.yml:n-hook (",
            "the action `call_webhook` (https://example.org/hook)",
        ),
        (
            "flows/welcome.yml:n-day (",
            "the text holds @(word_count(fields.joined))",
        ),
        ("flows/day.yml:d2 (", "the test `has_pattern` (^[0-9]+$)"),
        ("flows/day.yml (start)", "a start of the kind `V`"),
        (
            "flows/day.yml (start)",
            "any message that nothing else answers",
        ),
        (
            "flows/day.yml (start)",
            "the keyword `join` already starts another flow",
        ),
        (
            "flows/day.yml (start)",
            "campaign \"Visits\": 1W from Last seen",
        ),
    ] {
        assert!(
            lost.iter()
                .any(|remark| remark.starts_with(start) && remark.contains(part)),
            "{start} {part}\n{lost:#?}"
        );
    }
    // What follows a dropped call goes the way of those for whom it failed.
    let found = imported
        .remarks
        .iter()
        .find(|remark| remark.node == "n-hooked")
        .unwrap();
    assert_eq!(found.place, "found");
    assert_eq!(lost.len(), 8, "{lost:#?}");
}

#[test]
fn newer_shapes_are_read_as_well() {
    let imported = import("single_v14.json");
    let flow = file(&imported, "flows/flow_7935.yml");
    has(flow, "title: はじめの案内\n");
    has(flow, "no_answer: {after: 1d, then: end}\n");
    has(flow, "    options: {option1: next, option2: next}\n");
    has(
        file(&imported, "locales/ja/flow_7935.ftl"),
        "    .option1 = お茶\n",
    );
    has(
        file(&imported, "locales/en/flow_7935.ftl"),
        "    .option1 = Tea\n",
    );
    assert!(
        imported
            .texts
            .iter()
            .any(|text| text.path == "locales/quc/flow_7935.ftl")
    );
    assert!(
        imported
            .remarks
            .iter()
            .any(|remark| remark.what == "the language `quc`")
    );
    assert_eq!(lost(&imported), Vec::<String>::new());
}

#[test]
fn glific_begins_at_the_uppermost_box() {
    let imported = import("glific.json");
    let flow = file(&imported, "flows/help_workflow.yml");
    has(flow, "start:\n  - keyword: [help]\n");
    has(flow, "steps:\n  hello: {say: hello}\n  wait: {wait: 2h");
    assert_eq!(lost(&imported).len(), 2);
}

#[test]
fn what_is_no_export_is_said_to_be_none() {
    assert!(matches!(rapidpro(b"{"), Err(Unreadable::Json(_))));
    for nothing in ["{}", "[]", "3", "{\"flows\": []}", "{\"flows\": 3}"] {
        assert_eq!(
            rapidpro(nothing.as_bytes()),
            Err(Unreadable::NoFlows),
            "{nothing}"
        );
    }
    let old = rapidpro(
        br#"{"flows": [{"version": "11.12", "action_sets": [], "metadata": {"name": "Old"}}]}"#,
    )
    .unwrap();
    assert!(old.flows.is_empty());
    assert_eq!(lost(&old).len(), 1);
    let marked = [b"\xef\xbb\xbf".as_slice(), &export("glific.json")].concat();
    assert!(rapidpro(&marked).is_ok());
}
