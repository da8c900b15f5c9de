//! What is said and understood: fallback, bubbles, labels in every spelling, dates.

use chrono_tz::Asia::Tokyo;
use tsunagi_locale::{Arg, Catalogue, TextFile};
use tsunagi_model::Timestamp;

use crate::shipped::shipped;

fn catalogue(texts: &[(&str, &str)]) -> Catalogue {
    let file = |(language, text): &(&str, &str)| TextFile {
        language: (*language).to_owned(),
        name: "x".to_owned(),
        path: format!("{language}/x.ftl"),
        text: (*text).to_owned(),
    };
    Catalogue::load(&texts.iter().map(file).collect::<Vec<_>>()).0
}

/// Microseconds of a minute in Tokyo on a day of November 2026.
fn november(day: i64, hour: i64, minute: i64) -> Timestamp {
    const FIRST: i64 = 1_793_458_800;
    Timestamp((FIRST + ((day - 1) * 24 + hour) * 3_600 + minute * 60) * 1_000_000)
}

#[test]
fn a_missing_text_comes_from_the_next_language_of_the_chain() {
    let texts = catalogue(&[
        ("en", "a = A\nb = B\n"),
        ("ja", "a = あ\nb = い\nc = う\n"),
        ("ja-Hira", "a = あ あ\n"),
    ]);
    assert_eq!(texts.languages(), ["ja", "en", "ja-Hira"], "Japanese first");
    for (language, id, text, used) in [
        ("ja-Hira", "a", "あ あ", "ja-Hira"),
        ("ja-Hira", "b", "い", "ja"),
        ("ja-easy", "a", "あ あ", "ja-Hira"),
        ("vi", "b", "B", "en"),
        ("vi", "c", "う", "ja"),
    ] {
        let rendered = texts.text(language, id, &[]);
        assert_eq!(
            (
                rendered.text.as_str(),
                rendered.language.as_str(),
                rendered.complete
            ),
            (text, used, true),
            "{language} {id}"
        );
    }
    assert!(texts.has("ja", "b") && !texts.has("ja-Hira", "b"));
    let nothing = texts.text("en", "z", &[]);
    assert_eq!(
        (
            nothing.text.as_str(),
            nothing.language.as_str(),
            nothing.complete
        ),
        ("", "", false)
    );
}

#[test]
fn a_text_that_does_not_come_out_whole_gives_way_and_is_marked() {
    let texts = catalogue(&[
        ("en", "a = On { $day }\nb = On { $day }, bye\n"),
        ("ja", "a = またね\nb = { $day }に\n"),
    ]);
    let spared = texts.text("en", "a", &[]);
    assert_eq!(
        (
            spared.text.as_str(),
            spared.language.as_str(),
            spared.complete
        ),
        ("またね", "ja", false)
    );
    let last = texts.text("en", "b", &[]);
    assert_eq!(
        (last.text.as_str(), last.language.as_str(), last.complete),
        ("On , bye", "en", false),
        "no placeholder reaches a person"
    );
    let whole = texts.text("en", "b", &[("day", Arg::from("25 Nov"))]);
    assert_eq!(
        (whole.text.as_str(), whole.complete),
        ("On 25 Nov, bye", true)
    );
}

#[test]
fn a_blank_line_starts_the_next_bubble() {
    let texts = catalogue(&[("ja", "a =\n    一\n    二\n\n    { $x }\n\n\n    三\n")]);
    assert_eq!(
        texts.bubbles("ja", "a", &[("x", Arg::from("あ\n\nい"))]),
        ["一\n二", "あ", "い", "三"]
    );
    assert_eq!(
        texts.bubbles("ja", "a", &[("x", Arg::from(" "))]),
        ["一\n二", "三"]
    );
}

#[test]
fn an_option_is_understood_in_any_language_and_spelling() {
    let (texts, _) = Catalogue::load(&shipped());
    let moods = ["great", "good", "ok", "low", "bad", "skip"];
    for (typed, option) in [
        ("とてもいい", 0),
        ("トテモ イイ！", 0),
        ("☀", 0),
        ("☀️☀️", usize::MAX),
        ("ふつう〜", 2),
        ("okay.", 2),
        ("少しつらい", 3),
        ("すこし　つらい。", 3),
        ("ﾊﾟｽ", 5),
        ("ぱす🙂", 5),
        ("PASS", 5),
        ("５", 4),
        ("⑥", 5),
        ("1番", 0),
        ("7", usize::MAX),
        ("0", usize::MAX),
        ("わからない", usize::MAX),
        ("", usize::MAX),
    ] {
        assert_eq!(
            texts
                .match_option("checkin-mood", &moods, typed)
                .unwrap_or(usize::MAX),
            option,
            "{typed}"
        );
    }
    assert_eq!(
        texts.match_option(
            "consent-messages",
            &["agree", "later", "decline"],
            "no thanks"
        ),
        None,
        "the comma is part of the label"
    );
    assert_eq!(
        texts.match_option(
            "consent-messages",
            &["agree", "later", "decline"],
            "No, thanks!"
        ),
        Some(2)
    );
    assert_eq!(
        texts.match_option("consent-messages", &["later"], "はい"),
        None,
        "only what is offered"
    );
    assert_eq!(texts.match_option("nothing", &["a"], "はい"), None);
}

#[test]
fn a_label_falls_back_like_its_text_but_a_check_sees_its_absence() {
    let texts = catalogue(&[("ja", "a = あ\n    .go = いく\n"), ("ja-Hira", "a = あ\n")]);
    assert_eq!(texts.label("ja-Hira", "a", "go").as_deref(), Some("いく"));
    assert_eq!(texts.own_label("ja-Hira", "a", "go"), None);
    assert_eq!(texts.label("ja", "a", "stay"), None);
}

#[test]
fn instants_are_said_as_people_say_them() {
    let (texts, _) = Catalogue::load(&shipped());
    let wednesday = november(25, 17, 0);
    assert_eq!(
        texts.date_time("ja", wednesday, Tokyo),
        "11月25日（水）午後5時"
    );
    assert_eq!(
        texts.date_time("ja-Hira", wednesday, Tokyo),
        "11がつ25にち すいようび ごご5じ"
    );
    assert_eq!(texts.date_time("en", wednesday, Tokyo), "Wed 25 Nov, 5 pm");
    let ten_to_five = november(28, 16, 50);
    assert_eq!(
        texts.date_time("ja", ten_to_five, Tokyo),
        "11月28日（土）午後4時50分"
    );
    assert_eq!(
        texts.date_time("ja-Hira", november(1, 9, 15), Tokyo),
        "11がつ1にち にちようび ごぜん9じ15ふん"
    );
    assert_eq!(
        texts.date_time("ja-Hira", november(1, 9, 8), Tokyo),
        "11がつ1にち にちようび ごぜん9じ8ぷん"
    );
    assert_eq!(
        texts.date_time("en", november(2, 12, 5), Tokyo),
        "Mon 2 Nov, 12:05 pm"
    );
    assert_eq!(
        texts.date_time("vi", november(2, 0, 0), Tokyo),
        "0:00 thứ Hai, ngày 2 tháng 11"
    );
    for (language, expected) in [
        (
            "ja-easy",
            "11月（がつ）25日（にち） 水曜日（すいようび） 午後（ごご）5時（じ）",
        ),
        ("zh-Hans", "11月25日（周三）下午5点"),
        ("pt-BR", "quarta, 25 de novembro, 17h"),
        ("fil", "Miyerkoles, Nobyembre 25, 5 PM"),
    ] {
        assert_eq!(texts.date_time(language, wednesday, Tokyo), expected);
    }
    assert_eq!(
        texts.date_time("en", november(2, 0, 0), chrono_tz::UTC),
        "Sun 1 Nov, 3 pm"
    );
    assert_eq!(
        texts.date_time("ja", november(3, 12, 15), Tokyo),
        "11月3日（火）昼の12時15分"
    );
    assert_eq!(
        texts.date_time("ja-Hira", november(3, 12, 0), Tokyo),
        "11がつ3にち かようび ひるの12じ"
    );
    for language in texts.languages() {
        let short = texts.short_date_time(language, november(29, 22, 59), Tokyo);
        assert!(
            (10..=20).contains(&short.chars().count()),
            "{language}: {short}"
        );
    }
}

#[test]
fn threads_share_one_catalogue() {
    let texts = catalogue(&[("ja", "a = { $n }かい\n")]);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|n| {
                (
                    n,
                    scope.spawn({
                        let texts = &texts;
                        move || {
                            texts
                                .text("ja", "a", &[("n", Arg::Number(f64::from(n)))])
                                .text
                        }
                    }),
                )
            })
            .collect();
        for (n, reader) in readers {
            assert_eq!(reader.join().unwrap(), format!("{n}かい"));
        }
    });
}
