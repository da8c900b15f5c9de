//! Each rule of the check fires on a bad sample, at the right line and column.

use tsunagi_locale::{Problem, Rules, Severity, TextFile, check_with};

use crate::rules;

fn check(files: &[TextFile]) -> Vec<Problem> {
    check_with(files, &rules())
}

fn file(language: &str, name: &str, text: &str) -> TextFile {
    TextFile {
        language: language.to_owned(),
        name: name.to_owned(),
        path: format!("{language}/{name}.ftl"),
        text: text.to_owned(),
    }
}

/// Code, file, line, column of each problem.
fn places(problems: &[Problem]) -> Vec<(&str, &str, u32, u32)> {
    problems
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.file.as_str(),
                problem.line,
                problem.column,
            )
        })
        .collect()
}

fn alone(text: &str) -> Vec<Problem> {
    check(&[file("ja", "x", text)])
}

#[test]
fn a_missing_text_and_a_missing_label_are_errors() {
    let ja = file(
        "ja",
        "x",
        "a = あ\n\nb = い\n    .go = いく\n    .stay = いる\n",
    );
    let en = file("en", "x", "b = B\n    .go = Go\n    .fly = Fly\n");
    let problems = check(&[ja, en]);
    assert_eq!(
        places(&problems),
        [
            ("E13", "ja/x.ftl", 1, 1),
            ("E13", "en/x.ftl", 1, 1),
            ("W14", "en/x.ftl", 3, 6)
        ]
    );
    assert!(problems[0].message.contains("en/x.ftl") && problems[1].message.contains(".stay"));
    assert_eq!(problems[0].severity, Severity::Error);
    assert_eq!(problems[0].excerpt, "a = あ");
}

#[test]
fn a_missing_file_is_a_warning_unless_the_file_says_so() {
    let en = file("en", "x", "a = A\n");
    let both = |tag: &str| {
        vec![
            file("ja", "x", "a = あ\n"),
            en.clone(),
            file("ja", "y", &format!("{tag}b = い\n")),
        ]
    };
    assert_eq!(places(&check(&both(""))), [("W14", "ja/y.ftl", 1, 1)]);
    assert_eq!(check(&both("### languages: ja\n\n")), []);
}

#[test]
fn variables_must_be_the_same_except_role() {
    let ja = file(
        "ja",
        "x",
        "a = { $role ->\n   *[other] { $day }に\n }\nb = { $day }\n",
    );
    let en = file("en", "x", "a = On { $date }\nb = Soon\n");
    let problems = check(&[ja, en]);
    assert_eq!(
        places(&problems),
        [
            ("E13", "en/x.ftl", 1, 1),
            ("E13", "en/x.ftl", 1, 11),
            ("E13", "en/x.ftl", 2, 1)
        ]
    );
}

#[test]
fn the_same_id_twice_is_an_error_in_one_language_only() {
    let problems = check(&[
        file("ja", "x", "a = あ\na = い\n"),
        file("ja", "y", "a = う\n"),
        file("en", "x", "a = A\n"),
        file("en", "y", ""),
    ]);
    assert_eq!(
        places(&problems),
        [("E32", "ja/x.ftl", 2, 1), ("E32", "ja/y.ftl", 1, 1)]
    );
}

#[test]
fn labels_are_short_and_plain() {
    let problems = alone(
        "a = あ\n    .one = あいうえおかきくけこさしすせそたちつてとな\n    .two = あいうえおかきくけこさ\n    .three = { $x }\n    .title = あいうえおかきくけこさしすせそたちつてとなに\n",
    );
    assert_eq!(
        places(&problems),
        [
            ("E12", "ja/x.ftl", 2, 6),
            ("W33", "ja/x.ftl", 3, 6),
            ("E13", "ja/x.ftl", 4, 6)
        ]
    );
    let family = alone(&format!("a = あ\n    .one = {}\n", "👨‍👩‍👧".repeat(10)));
    assert_eq!(
        family,
        [],
        "an emoji made of several characters counts once"
    );
}

#[test]
fn a_text_no_platform_takes_is_an_error() {
    let problems = alone(&format!("a = {}\n", "😀".repeat(2_501)));
    assert_eq!(
        problems
            .iter()
            .filter(|problem| problem.code == "E12")
            .count(),
        1
    );
}

#[test]
fn kanji_are_measured_by_the_reader() {
    // In kana text no kanji; in plain Japanese only when there is no kana text; a reading in parentheses helps.
    let ja = "# audience: child\na = 誰（だれ）と話す？ 誰でも。\n\n# grade: 2\nb = 話す相手\n\nc = 大人には薔薇も読める。\n";
    assert_eq!(
        places(&check(&[file("ja", "x", ja)])),
        [("W15", "ja/x.ftl", 2, 15), ("W15", "ja/x.ftl", 5, 7)]
    );
    let hira = file(
        "ja-Hira",
        "x",
        "a = だれと はなす？\n\nb = 話す あいて\n\nc = ばら\n",
    );
    let problems = check(&[file("ja", "x", &ja.replace("# grade: 2\n", "")), hira]);
    assert_eq!(places(&problems), [("W15", "ja-Hira/x.ftl", 3, 5)]);
}

#[test]
fn sentences_and_bubbles_of_a_child_are_short() {
    let long = "あ".repeat(26);
    let problems = alone(&format!(
        "# audience: child\na =\n    いい。{long}。\n\nb = {long}。\n"
    ));
    assert_eq!(places(&problems), [("W33", "ja/x.ftl", 3, 8)]);

    let bubble = "あああああああああああああああああああ。\n    ";
    let problems = alone(&format!(
        "# audience: child\na =\n    みじかい。\n\n    {}\n",
        bubble.repeat(4)
    ));
    assert_eq!(places(&problems), [("W33", "ja/x.ftl", 5, 5)]);

    assert_eq!(
        places(&alone("a =\n    一\n\n    二\n\n    三\n\n    四\n")),
        [("W33", "ja/x.ftl", 8, 5)]
    );
    assert_eq!(
        places(&alone("a = 🌱🌱🌱\nb = わあ！！\n")),
        [("W33", "ja/x.ftl", 1, 5), ("W33", "ja/x.ftl", 2, 7)]
    );
}

#[test]
fn the_variant_of_a_role_is_held_to_that_role() {
    let text = "a = { $role ->\n    [child] がんばって。\n    [parent] 甘やかしです。\n   *[other] がんばって、甘やかし。\n }\n";
    assert_eq!(
        places(&alone(text)),
        [("E34", "ja/x.ftl", 2, 13), ("E34", "ja/x.ftl", 3, 14)]
    );
    let all = "# audience: child\na = { $role ->\n    [teacher] がんばって。\n   *[other] がんばって。\n }\n";
    assert_eq!(
        places(&alone(all)),
        [("E34", "ja/x.ftl", 4, 13)],
        "without a variant of their own, children read the other one"
    );
}

#[test]
fn words_that_press_or_blame_are_found_but_not_inside_other_words() {
    assert_eq!(
        places(&alone(
            "# audience: child\na = どうして こないの。\n\n# audience: child\nb = どうしても、なら。みんなで ぜんぶ。\n"
        )),
        [("E34", "ja/x.ftl", 2, 5)]
    );
    let kana = check(&[
        file("ja-Hira", "x", "a = みんな まってるよ。\n"),
        file("ja", "x", "a = あ\n"),
    ]);
    assert_eq!(places(&kana), [("E34", "ja-Hira/x.ftl", 1, 5)]);
}

#[test]
fn a_lock_screen_shows_no_telling_word_in_any_japanese() {
    let ja = file(
        "ja",
        "x",
        "# push: yes\na = 学校のこと。\n\nb = 学校のこと。\n",
    );
    let hira = file(
        "ja-Hira",
        "x",
        "a = がっこうの こと。\n\nb = がっこうの こと。\n",
    );
    assert_eq!(
        places(&check(&[ja, hira])),
        [("E35", "ja/x.ftl", 2, 5), ("E35", "ja-Hira/x.ftl", 1, 5)]
    );
}

#[test]
fn a_copy_is_not_a_translation() {
    let problems = check(&[
        file("ja", "x", "a = こんにちは\nb = OK\n"),
        file("en", "x", "a = こんにちは\nb = OK\n"),
    ]);
    assert_eq!(places(&problems), [("W14", "en/x.ftl", 1, 1)]);
}

#[test]
fn syntax_errors_come_with_the_rest() {
    let problems = check(&[
        file("ja", "x", "a = あ\n\n???\n\n# audience: kid\nb = い\n"),
        file("en", "x", "a = A\nb = B { $c }\n"),
    ]);
    assert_eq!(
        places(&problems),
        [
            ("E31", "ja/x.ftl", 3, 1),
            ("W36", "ja/x.ftl", 5, 3),
            ("E13", "en/x.ftl", 2, 10)
        ]
    );
}

#[test]
fn options_must_differ_when_typed() {
    let ja = file(
        "ja",
        "x",
        "a = あ\n    .go = パス\n    .stay = ぱす！\n    .wait = OK\n",
    );
    let en = file(
        "en",
        "x",
        "a = A\n    .go = Ok\n    .stay = Stay\n    .wait = Wait\n",
    );
    assert_eq!(
        places(&check(&[ja, en])),
        [("E37", "ja/x.ftl", 3, 6), ("E37", "en/x.ftl", 2, 6)]
    );
}

#[test]
fn what_flows_push_is_held_to_the_lock_screen_in_every_language() {
    let rules = Rules {
        pushed: ["x-b".to_owned()].into(),
        ..rules()
    };
    let problems = check_with(
        &[
            file("ja", "x", "x-a = 学校のこと。\nx-b = 学校のこと。\n"),
            file(
                "en",
                "x",
                "x-a = At school.\nx-b = After School, preschools.\n",
            ),
        ],
        &rules,
    );
    assert_eq!(
        places(&problems),
        [("E35", "ja/x.ftl", 2, 7), ("E35", "en/x.ftl", 2, 13)]
    );
}

#[test]
fn a_promise_says_when_it_does_not_hold() {
    assert_eq!(
        places(&alone(
            "a = ひみつは守るよ。\nb = ひみつは守るよ。でも命があぶないときは話すよ。\n"
        )),
        [("W39", "ja/x.ftl", 1, 5)]
    );
}

#[test]
fn one_question_at_a_time_and_few_buttons() {
    assert_eq!(
        places(&alone(
            "a = 元気？ 今日は何をした？\nb = やってみる？ それとも、休む？\n"
        )),
        [("W33", "ja/x.ftl", 1, 9)]
    );
    let buttons =
        |mark: &str| -> String { (0..5).map(|n| format!("    .o{n} = {mark}{n}\n")).collect() };
    assert_eq!(
        places(&alone(&format!("a = あ\n{}", buttons("い")))),
        [("W33", "ja/x.ftl", 1, 1)]
    );
    assert_eq!(alone(&format!("a = あ\n{}", buttons("🌤"))), []);
    assert_eq!(
        alone(&format!("# buttons: any\na = あ\n{}", buttons("い"))),
        []
    );
}

#[test]
fn easy_japanese_is_written_easily() {
    let ja = file("ja", "x", "a = あ\n");
    for (language, text, column) in [
        ("ja-easy", "17:00に 来（き）て ください。", 5),
        ("ja-easy", "午後（ごご）5:00に 来（き）て ください。", 0),
        ("ja-easy", "午後5時から 6時です。", 0),
        ("ja-Hira", "17じに きてね。", 0),
        ("ja-easy", "5～6人（にん）です。", 6),
        ("ja-easy", "令和（れいわ）8年（ねん）です。", 5),
        ("ja-easy", "web の ページ", 5),
        ("ja-easy", "LINE の ページ", 0),
        ("ja-easy", "わからない ことは ないことはない。", 15),
        ("ja-Hira", "あいうえおかきくけこさしすせそたち", 5),
        ("ja-Hira", "あいうえお かきくけこ さしすせそ", 0),
    ] {
        let own = file(language, "x", &format!("a = {text}\n"));
        let problems = check(&[ja.clone(), own]);
        let found: Vec<u32> = problems
            .iter()
            .filter(|problem| problem.code == "W38")
            .map(|problem| problem.column)
            .collect();
        let expected: Vec<u32> = if column == 0 { vec![] } else { vec![column] };
        assert_eq!(found, expected, "{text}: {problems:#?}");
    }
    let many = "国（くに）人（ひと）".repeat(7);
    let problems = check(&[ja, file("ja-easy", "x", &format!("a = {many}です。\n"))]);
    assert!(
        problems
            .iter()
            .any(|problem| problem.code == "W38" && problem.message.contains("14 kanji")),
        "{problems:#?}"
    );
}

#[test]
fn a_file_too_large_is_not_read() {
    let problems = alone(&format!("# {}\na = あ\n", "x".repeat(1 << 20)));
    assert_eq!(places(&problems), [("E00", "ja/x.ftl", 1, 1)]);
}

#[test]
fn a_character_by_number_has_digits() {
    // The parser of Fluent would panic here.
    assert_eq!(
        places(&alone("a = あ\nb = { \"\\u00こ\" }\n")),
        [("E31", "ja/x.ftl", 2, 8)]
    );
}
