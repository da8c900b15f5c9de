//! What must hold for any message, and for the table as it is edited.

use std::time::Instant;

use proptest::prelude::*;
use tsunagi_model::Risk;
use tsunagi_safeguard::Classifier;

pub(crate) fn shipped() -> Classifier {
    let (classifier, problems) =
        Classifier::load(include_str!("../../../../flows/tables/risk_words.csv"));
    assert_eq!(problems, [], "the shipped table has faults");
    classifier
}

thread_local! {
    /// Loading takes a moment; properties ask hundreds of times.
    static SHIPPED: Classifier = shipped();
}

fn risk(text: &str) -> Risk {
    SHIPPED.with(|classifier| classifier.classify(text, None).risk)
}

const HIGH: &[&str] = &[
    "死にたい",
    "しにたい",
    "きえたい",
    "リスカした",
    "薬を全部飲んだ",
    "お父さんに殴られた",
    "i want to kill myself",
    "quero morrer",
    "quiero morir",
    "我想自杀",
    "magpakamatay",
    "shinitai",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_and_spans_lie_between_characters(text in "\\PC{0,60}", marks in "[死しに４たい゛ﾞ\\u{200b}\\u{301} .wxＷ笑]{0,40}") {
        for text in [format!("{text}{marks}死にたい{text}"), text + &marks] {
            let verdict = SHIPPED.with(|classifier| classifier.classify(&text, Some("checkin-mood")));
            prop_assert_eq!(verdict.span.is_some(), verdict.risk != Risk::None);
            if let Some(span) = verdict.span {
                prop_assert!(!span.is_empty());
                prop_assert!(text.get(span).is_some());
            }
        }
    }

    #[test]
    fn a_space_or_an_invisible_mark_inside_a_word_hides_nothing(which in 0..HIGH.len(), at in 1usize..30, mark in "[ 　\\u{200b}\\u{2060}\\u{fe0f}]") {
        let phrase = HIGH[which];
        let letters: Vec<char> = phrase.chars().collect();
        let at = 1 + at % (letters.len() - 1);
        let broken: String = letters[..at].iter().collect::<String>() + &mark + &letters[at..].iter().collect::<String>();
        prop_assert_eq!(risk(phrase), Risk::Alert);
        prop_assert!(risk(&broken) >= Risk::Watch, "{}", broken);
    }
}

#[test]
fn a_joking_mark_lowers_but_never_hides() {
    for phrase in HIGH {
        for mark in [
            "笑",
            "w",
            "ｗｗ",
            " lol",
            "（笑）",
            "草",
            "、冗談だよ",
            "😂",
        ] {
            let space = if phrase.is_ascii() { " " } else { "" };
            let text = format!("{phrase}{space}{mark}");
            assert_eq!(risk(&text), Risk::Watch, "{text}");
        }
    }
    assert_eq!(risk("みんなに笑われて死にたい"), Risk::Alert);
    assert_eq!(risk("冗談じゃなくて死にたい"), Risk::Alert);
}

#[test]
fn one_letter_at_a_time_is_as_grave_as_the_word() {
    for text in [
        "k i l l m y s e l f",
        "s.h.i.n.i.t.a.i",
        "し\nに\nた\nい",
        "ｼ･ﾆ･ﾀ･ｲ",
        "しxにxたxい",
    ] {
        assert_eq!(risk(text), Risk::Alert, "{text}");
    }
}

#[test]
fn only_the_first_ten_thousand_characters_are_read() {
    let filler = "あ。".repeat(4_000);
    assert_eq!(risk(&format!("{filler}死にたい")), Risk::Alert);
    assert_eq!(risk(&format!("{filler}{filler}死にたい")), Risk::None);
}

#[test]
fn a_verdict_says_which_words_by_which_rule_of_which_table() {
    let (classifier, problems) = Classifier::load(
        "id,language,category,level,kind,pattern,unless,note\nwish,ja,suicide,high,phrase,しにたい,,\nfun,*,*,watch,anywhere,笑(?: |$),,",
    );
    assert_eq!(problems, []);
    let text = "もう「ｼ･ﾆﾀｲ」!";
    let verdict = classifier.classify(text, None);
    assert_eq!(
        (verdict.category, verdict.rule.as_str()),
        ("suicide", "wish")
    );
    assert_eq!(verdict.span.and_then(|span| text.get(span)), Some("ｼ･ﾆﾀｲ"));
    assert_eq!(&*verdict.version, classifier.version());
    let (edited, _) = Classifier::load("id,language,category,level,kind,pattern,unless,note\n");
    assert_ne!(edited.version(), classifier.version());
    assert_eq!(edited.classify(text, None).rule, "-");
}

#[test]
fn bad_rows_are_reported_with_their_line_and_the_others_work() {
    let (classifier, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "# a comment\n",
        "open,ja,suicide,high,pattern,(し,,\n",
        "level,ja,suicide,grave,phrase,し,,\n",
        "category,ja,sadness,high,phrase,し,,\n",
        "class,ja,suicide,high,pattern,{nobody}に,,\n",
        "language,xx,suicide,high,phrase,し,,\n",
        "kind,ja,suicide,high,guess,し,,\n",
        "empty,ja,suicide,high,pattern,し*,,\n",
        "aim,ja,nobody,watch,near,し,,\n",
        "wish,ja,suicide,high,phrase,しにたい,,\n",
        "wish,ja,suicide,high,phrase,きえたい,,\n",
    ));
    let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 12], "{problems:?}");
    assert_eq!(classifier.classify("しにたい", None).risk, Risk::Alert);
    let (_, problems) = Classifier::load("word,level\nしにたい,high\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].line, 1);
    assert_eq!(Classifier::load("").1.len(), 1);
}

#[test]
fn a_reading_lets_patterns_find_a_word_in_kana() {
    let (classifier, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "kana,,,,reading,殴=なぐ|家出=いえで,,\n",
        "hit,ja,abuse,high,pattern,殴(る|られ),,\n",
        "set,ja,abuse,watch,pattern,[殴打]った,,\n",
    ));
    assert_eq!(problems, []);
    let risk = |text| classifier.classify(text, None).risk;
    assert_eq!(risk("なぐられた"), Risk::Alert);
    assert_eq!(risk("殴られた"), Risk::Alert);
    assert_eq!(risk("打った"), Risk::Watch);
    let (_, problems) = Classifier::load(
        "id,language,category,level,kind,pattern,unless,note\nkana,,,,reading,殴なぐ,,\n",
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn weak_signs_add_up_unless_something_lowers_them() {
    let (classifier, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "tired,ja,suicide,watch,phrase,つかれた,,\n",
        "alone,ja,bullying,watch,phrase,ひとり,,\n",
        "alone-more,ja,bullying,watch,phrase,ひとりぼっち,,\n",
        "sum,*,*,high,together,2,,\n",
        "past,ja,*,watch,near,むかし,,\n",
    ));
    assert_eq!(problems, []);
    let both = classifier.classify("つかれた。ひとりだ", None);
    assert_eq!(
        (both.risk, both.rule.as_str()),
        (Risk::Alert, "sum:tired+alone")
    );
    // One sign that two rows see is one sign.
    assert_eq!(classifier.classify("ひとりぼっち", None).risk, Risk::Watch);
    assert_eq!(
        classifier.classify("むかしつかれた。ひとりだ", None).risk,
        Risk::Watch
    );
}

#[test]
fn letters_speak_where_no_row_does() {
    let (classifier, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "scale,*,,,scale,start=-100|watch=0|beside=50|alert=100,,\n",
        "heavy,*,,800,weight,きえ,,\n",
        "light,*,,400,weight,よる|あさ,,\n",
        "against,*,,-800,weight,たのし,,\n",
        "sign,ja,runaway,watch,phrase,えき,,\n",
        "fun,*,*,watch,anywhere,笑(?: |$),,\n",
    ));
    assert_eq!(problems, []);
    let risk = |text| classifier.classify(text, None).risk;
    assert_eq!(risk("きえ"), Risk::Alert);
    assert_eq!(risk("きえ笑"), Risk::Watch);
    assert_eq!(risk("よる"), Risk::Watch);
    assert_eq!(risk("よるたのし"), Risk::None);
    assert_eq!(risk("えき"), Risk::Watch);
    assert_eq!(risk("えきよるあさ"), Risk::Alert);
    assert_eq!(classifier.classify("きえ", None).rule, "letters:きえ");
    let (_, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "scale,*,,,scale,start=-100,,\n",
        "heavy,*,,much,weight,きえ,,\n",
    ));
    assert_eq!(problems.len(), 2);
}

#[test]
fn the_question_that_was_asked_can_change_a_reading() {
    let (classifier, problems) = Classifier::load(concat!(
        "id,language,category,level,kind,pattern,unless,note\n",
        "dead,ja,suicide,watch,phrase,しんだ,,\n",
        "play,*,dead,none,asked,game,,\n",
    ));
    assert_eq!(problems, []);
    assert_eq!(
        classifier.classify("しんだ", Some("checkin-game")).risk,
        Risk::None
    );
    assert_eq!(
        classifier.classify("しんだ", Some("checkin-mood")).risk,
        Risk::Watch
    );
}

#[test]
fn long_texts_take_time_in_proportion() {
    // A bound that only a pattern gone wild would break, whatever the machine is doing.
    let text =
        "お父さんは昨日ゲームで死ぬほど笑ってごはんを食べて学校に行きたくないと言った".repeat(250);
    let begun = Instant::now();
    SHIPPED.with(|classifier| classifier.classify(&text, None));
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}
