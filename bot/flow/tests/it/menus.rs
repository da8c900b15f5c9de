//! Menus: the shipped ones lead where they say, and a wrong one is told with its place.

use tsunagi_flow::{MenuAct, Source, menu};
use tsunagi_model::Audience;

use crate::{files, flows, shipped};

const GOOD: &str = "version: 1
menu: child
title: こども
audience: child
default: true
bar: メニュー
size: 1200x405
picture: child.png
areas:
  - {at: [0, 0, 600, 405], label: 人, text: 人と話したい}
  - {at: [600, 0, 600, 405], label: 電話, hotline: sos24}
";

/// What is wrong with a file, as `line:column code`.
fn wrong(text: &str) -> Vec<String> {
    let (_, problems) = menu(&Source::new("menus/child.yml", text), &shipped());
    problems
        .iter()
        .map(|problem| format!("{}:{} {}", problem.line, problem.column, problem.code))
        .collect()
}

#[test]
fn a_menu_says_what_its_file_says() {
    let (file, problems) = menu(&Source::new("menus/child.yml", GOOD), &shipped());
    assert_eq!(problems, []);
    let file = file.unwrap();
    assert_eq!(
        (file.audience, file.usual, file.refused, file.open),
        (Audience::Child, true, false, false)
    );
    assert_eq!(
        (file.size, file.areas[1].at),
        ((1_200, 405), [600, 0, 600, 405])
    );
    assert_eq!(
        file.areas[1].act,
        MenuAct::Tel("0120-0-78310".to_owned()),
        "the number comes from the table"
    );
}

#[test]
fn a_menu_begins_a_flow() {
    let text = GOOD.replace("hotline: sos24", "start: checkin");
    let (file, problems) = menu(&Source::new("menus/child.yml", &text), &shipped());
    assert_eq!(problems, []);
    assert_eq!(
        file.unwrap().areas[1].act,
        MenuAct::Tap("begin:checkin".to_owned())
    );
}

#[test]
fn the_shipped_menus_lead_where_they_say() {
    let sources = files(&flows().join("menus"), "yml");
    for source in &sources {
        let (file, problems) = menu(source, &shipped());
        assert_eq!(problems, []);
        assert!(
            file.is_some_and(|file| file.areas.len() >= 2),
            "{}",
            source.path
        );
    }
    assert_eq!(sources.len(), 3);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (from, to, told) in [
        ("menu: child", "menu: chid", "2:7 E02"),
        ("audience: child", "audience: kids", "4:11 E02"),
        ("default: true", "default: yes", "5:10 E02"),
        ("default: true", "when: later", "5:7 E02"),
        ("bar: メニュー\n", "bar: \"\"\n", "6:6 E02"),
        ("bar: メニュー\n", "", "1:1 E02"),
        ("size: 1200x405", "size: big", "7:7 E02"),
        ("picture: child.png", "picture: ../child.png", "8:10 E02"),
        ("title:", "titel:", "3:1 E02"),
        ("title: こども", "bar: x", "6:1 E02"),
        ("text: 人と話したい", "text: あいことば", "10:44 E41"),
        ("text: 人と話したい", "tap: checkin/mood/good", "10:43 E41"),
        ("text: 人と話したい", "start: chekin", "10:45 E41"),
        ("text: 人と話したい", "start: reinvite", "10:45 E41"),
        ("hotline: sos24", "hotline: sos25", "11:50 E01"),
        (
            "[0, 0, 600, 405], label: 人",
            "[0, 0, 600], label: 人",
            "10:10 E02",
        ),
        ("label: 人, text: 人と話したい", "label: 人", "10:5 E02"),
        ("hotline: sos24", "hotline: sos24, tel: \"1\"", "11:5 E02"),
    ] {
        let told_of = wrong(&GOOD.replace(from, to));
        assert!(told_of.contains(&told.to_owned()), "{to}: {told_of:?}");
    }
    assert_eq!(
        wrong(&GOOD.replace("text: 人と話したい", "text: ことば")),
        ["10:3 E41"],
        "no way to a person"
    );
    assert_eq!(
        wrong(&GOOD.replace("text: 人と話したい", "start: checkin")),
        ["10:3 E41"],
        "what begins is no person"
    );
    for text in ["", "- 1", "menu: [", "menu: child\nareas: 5\n"] {
        assert!(!wrong(text).is_empty(), "{text:?}");
    }
}
