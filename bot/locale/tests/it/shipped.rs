//! Every text in `locales/` can be said to everyone, and obeys the wording rules.

use std::path::Path;

use tsunagi_locale::{Arg, Args, Catalogue, Severity, TextFile, check_with};
use tsunagi_model::Role;

/// The files of `locales/` that this room answers for; the words of console and reports are checked by those rooms.
pub(crate) fn shipped() -> Vec<TextFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let mut files = Vec::new();
    for language in std::fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
    {
        for path in std::fs::read_dir(&language)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if path.extension().is_some_and(|extension| extension == "ftl")
                && !["attachment", "console", "report", "graph"].contains(&name.as_str())
            {
                let language = language.file_name().unwrap().to_string_lossy().into_owned();
                let shown = format!("locales/{language}/{name}.ftl");
                files.push(TextFile {
                    language,
                    name,
                    path: shown,
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn args(role: Role) -> Args<'static> {
    vec![
        ("role", Arg::from(role.as_str())),
        ("service", Arg::from("つなぎ")),
        ("next_open", Arg::from("11月25日（水）午前9時")),
        ("open", Arg::from("no")),
        ("area", Arg::from("宇和島市")),
        ("person", Arg::from("青木")),
        ("hotlines", Arg::from("チャイルドライン 0120-99-7777")),
        ("meeting_at", Arg::from("11月25日（水）午後5時")),
        ("text", Arg::from("窓をあける。")),
        ("name", Arg::from("aoki")),
        ("password", Arg::from("…")),
        ("now", Arg::from("11月25日（水）午後5時")),
        ("number", Arg::Number(1.0)),
    ]
}

/// The ids in a file, read as an author would: words at the left edge before ` =`.
fn ids(file: &TextFile) -> impl Iterator<Item = &str> {
    file.text
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The values that the texts of a file name; whether each text has its own is the check's business.
fn variables(file: &TextFile) -> impl Iterator<Item = &str> {
    file.text.split('$').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn every_text_is_whole_for_every_role_in_its_own_language() {
    let files = shipped();
    let (catalogue, problems) = Catalogue::load(&files);
    assert_eq!(problems, []);
    let mut said = 0;
    for file in files.iter().filter(|file| file.name != "common") {
        for id in ids(file) {
            for role in Role::ALL {
                let mut args = args(*role);
                let others = variables(file).filter(|name| *name != "role");
                args.extend(others.map(|name| (name, Arg::from("…"))));
                let rendered = catalogue.text(&file.language, id, &args);
                assert!(
                    rendered.complete && rendered.language == file.language,
                    "{} {id} {role}: {rendered:?}",
                    file.path
                );
                // A hint for those who write names the one value that their words may have.
                let words = rendered.text.replace("{area}", "");
                assert!(
                    !words.contains(['{', '}', '\u{2068}', '\u{2069}']),
                    "{} {id} {role}: {}",
                    file.path,
                    rendered.text
                );
                assert!(
                    (1..=3).contains(&rendered.bubbles().len()),
                    "{} {id} {role}",
                    file.path
                );
                said += 1;
            }
        }
    }
    assert!(said > 1_000, "only {said} texts were found");
}

#[test]
fn the_shipped_texts_have_no_error() {
    let mut problems = check_with(&shipped(), &crate::rules());
    problems.retain(|problem| problem.severity == Severity::Error);
    let lines: Vec<String> = problems
        .iter()
        .map(|p| {
            format!(
                "{}:{}:{}: {} {}\n    {}",
                p.file, p.line, p.column, p.code, p.message, p.excerpt
            )
        })
        .collect();
    assert!(problems.is_empty(), "{}", lines.join("\n"));
}

/// One text as a role reads it, in each language with the words that must be in it.
fn says(id: &str, role: Role, language: &str, words: &[&str]) {
    let (texts, _) = Catalogue::load(&shipped());
    let text = texts.text(language, id, &args(role)).text;
    let mut rest = text.as_str();
    for word in words {
        let found = rest.find(word);
        assert!(
            found.is_some(),
            "{language} {id} {role}: `{word}` is not (or too early) in\n{text}"
        );
        rest = &rest[found.unwrap_or_default()..];
    }
}

#[test]
fn danger_is_answered_with_thanks_then_places_to_call_then_the_person_who_is_called() {
    for role in Role::ALL {
        let places = "チャイルドライン 0120-99-7777";
        says(
            "anytime-danger",
            *role,
            "ja",
            &["ありがとう", places, "110", "119", "自動", "すぐに知らせ"],
        );
        says(
            "anytime-danger",
            *role,
            "ja-Hira",
            &[
                "ありがとう",
                places,
                "110",
                "119",
                "じどう",
                "すぐに しらせ",
            ],
        );
        says(
            "anytime-danger",
            *role,
            "en",
            &[
                "Thank you",
                places,
                "110",
                "119",
                "automatic",
                "told our staff",
            ],
        );
        for (language, [thanks, automatic, told]) in [
            ("ja-easy", ["ありがとう", "自動", "知（し）らせました"]),
            ("zh-Hans", ["谢谢", "自动", "通知了工作人员"]),
            (
                "pt-BR",
                ["Obrigado", "automática", "avisamos a nossa equipe"],
            ),
            ("vi", ["Cảm ơn", "tự động", "báo ngay cho nhân viên"]),
            ("fil", ["Salamat", "Awtomatikong", "sa staff"]),
        ] {
            let words = [thanks, places, "110", "119", automatic, told];
            says("anytime-danger", *role, language, &words);
        }
    }
}

#[test]
fn before_consent_it_is_said_who_runs_it_what_is_kept_when_secrecy_ends_and_how_to_stop() {
    for role in Role::ALL {
        says(
            "invite-hello",
            *role,
            "ja",
            &["つなぎ", "自動", "人と話したい", "時間がかかります"],
        );
        says(
            "invite-hello",
            *role,
            "ja-Hira",
            &["つなぎ", "じどう", "ひとと はなしたい", "おそい"],
        );
        says(
            "invite-hello",
            *role,
            "en",
            &["つなぎ", "automatic", "talk to a person", "a little while"],
        );
        says(
            "consent-messages",
            *role,
            "ja",
            &["つなぎ", "残", "スタッフ", "命", "週に2回", "やめる"],
        );
        says(
            "consent-messages",
            *role,
            "ja-Hira",
            &[
                "つなぎ",
                "のこ",
                "スタッフ",
                "いのち",
                "しゅうに 2かい",
                "やめる",
            ],
        );
        says(
            "consent-messages",
            *role,
            "en",
            &["つなぎ", "kept", "staff", "life", "twice a week", "stop"],
        );
    }
}

#[test]
fn a_closed_office_promises_nothing_but_its_next_opening() {
    for id in ["person-closed", "anytime-person_closed"] {
        for language in ["ja", "ja-Hira", "en"] {
            says(
                id,
                Role::Child,
                language,
                &["11月25日（水）午前9時", "チャイルドライン"],
            );
            says(
                id,
                Role::Parent,
                language,
                &["11月25日（水）午前9時", "チャイルドライン"],
            );
        }
    }
}
