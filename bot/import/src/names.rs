//! Names: of flows, steps, options, fields and languages, as our language and its checks allow them.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Fields that the service itself knows by these names and values; another tool's field of the same name is something else.
const OURS: &[&str] = &[
    "role",
    "channel",
    "paused_until",
    "checkin_day",
    "checkin_time",
    "daily",
    "entry",
    "came_from",
    "area",
    "place",
];

/// Words that are names elsewhere: of shipped flows and texts, of prefixes of fields.
const TAKEN: &[&str] = &[
    "anytime", "checkin", "followup", "invite", "meeting", "chat", "common", "console", "demo",
    "report", "tables", "contact", "consent", "group", "support", "log", "page", "push", "media",
    "flow", "next", "end", "return", "hold",
];

/// Lower-case ASCII words joined by `_`, without accents; empty when nothing is left.
pub(crate) fn slug(text: &str, words: usize, length: usize) -> String {
    let plain: String = text
        .chars()
        .take(400)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| !matches!(letter, '\'' | '’'))
        .collect();
    let mut name = String::new();
    let parts = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    for word in parts.filter(|word| !word.is_empty()).take(words) {
        if !name.is_empty() && name.len() + word.len() >= length {
            break;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.extend(word.chars().take(length));
    }
    // A name that would lose most of its letters says nothing.
    let letters = plain.chars().filter(|letter| letter.is_alphanumeric());
    let foreign = letters.clone().filter(|letter| !letter.is_ascii()).count();
    if foreign * 2 > letters.count() {
        return String::new();
    }
    name
}

/// A name for a step or an option: begins with a letter and is no word that YAML or the language reads otherwise.
pub(crate) fn key(slug: &str, otherwise: &str) -> String {
    match slug {
        "" => otherwise.to_owned(),
        "yes" | "no" => format!("say_{slug}"),
        "on" | "off" => format!("turn_{slug}"),
        "true" | "false" => format!("is_{slug}"),
        "y" | "n" => format!("letter_{slug}"),
        "null" => "nothing".to_owned(),
        "next" => "go_on".to_owned(),
        "end" => "stop_here".to_owned(),
        "return" => "go_back".to_owned(),
        "hold" => "wait_here".to_owned(),
        name if name.starts_with(|first: char| first.is_ascii_digit()) => {
            let kind =
                otherwise.trim_end_matches(|last: char| last.is_ascii_digit() || last == '_');
            format!("{kind}_{name}")
        }
        name => name.to_owned(),
    }
}

/// A name that is not taken yet; the second `x` is `x_2`.
pub(crate) fn unique(used: &mut HashSet<String>, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !used.insert(name.clone()) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    name
}

/// The name of a flow of which nothing is known but its title.
pub(crate) fn flow_titled(title: &str) -> String {
    let name = key(&slug(title, 8, 40), &numbered("flow", title));
    if TAKEN.contains(&name.as_str()) {
        format!("{name}_flow")
    } else {
        name
    }
}

/// The name of a flow among others.
pub(crate) fn flow(used: &mut HashSet<String>, title: &str) -> String {
    unique(used, &flow_titled(title))
}

/// A contact's field.
pub(crate) fn contact(field: &str) -> String {
    let name = key(&slug(field, 12, 48), "field");
    if OURS.contains(&name.as_str()) {
        format!("contact.imported_{name}")
    } else {
        format!("contact.{name}")
    }
}

/// A group as a field; the value is `member`.
pub(crate) fn group(name: &str) -> String {
    format!(
        "group.{}",
        key(&slug(name, 8, 48), &numbered("group", name))
    )
}

/// The last part of a result's field. The other tool makes the same of `Favorite Color` and `favorite_color`.
pub(crate) fn result(name: &str) -> String {
    key(&slug(name, 12, 48), &numbered("result", name))
}

/// A name for what has no Latin letters: the same words get the same number.
fn numbered(kind: &str, words: &str) -> String {
    let sum = words.trim().bytes().fold(17_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    format!("{kind}_{:04}", sum % 10_000)
}

/// Codes of the other tools (ISO 639-3, or -1) and our folders.
const LANGUAGES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("jpn", "ja"),
    ("por", "pt-BR"),
    ("spa", "es"),
    ("vie", "vi"),
    ("fil", "fil"),
    ("tgl", "fil"),
    ("zho", "zh-Hans"),
    ("cmn", "zh-Hans"),
    ("yue", "zh-Hant"),
    ("kor", "ko"),
    ("fra", "fr"),
    ("ind", "id"),
    ("msa", "ms"),
    ("zsm", "ms"),
    ("tha", "th"),
    ("nep", "ne"),
    ("npi", "ne"),
    ("ben", "bn"),
    ("hin", "hi"),
    ("urd", "ur"),
    ("ara", "ar"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("deu", "de"),
    ("ita", "it"),
    ("mya", "my"),
    ("khm", "km"),
    ("lao", "lo"),
    ("sin", "si"),
    ("tam", "ta"),
    ("mon", "mn"),
    ("khk", "mn"),
    ("tur", "tr"),
    ("fas", "fa"),
    ("prs", "fa"),
    ("pus", "ps"),
    ("swa", "sw"),
    ("swh", "sw"),
    ("zul", "zu"),
    ("ssw", "ss"),
    ("xho", "xh"),
    ("sot", "st"),
    ("tsn", "tn"),
    ("afr", "af"),
    ("som", "so"),
    ("amh", "am"),
    ("hat", "ht"),
    ("ron", "ro"),
    ("pol", "pl"),
    ("nld", "nl"),
    ("mar", "mr"),
    ("guj", "gu"),
    ("kan", "kn"),
    ("tel", "te"),
    ("pan", "pa"),
];

/// Our folder for a language code, and whether the code is known.
pub(crate) fn language(code: &str) -> (String, bool) {
    let lower: String = code
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '_')
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase()
        .replace('_', "-");
    let primary = lower.split('-').next().unwrap_or("");
    let known = LANGUAGES.iter().find(|(long, folder)| {
        primary == *long || primary == folder.split('-').next().unwrap_or(folder)
    });
    match known {
        Some((_, folder)) => ((*folder).to_owned(), true),
        None if primary.is_empty() || matches!(primary, "base" | "und" | "mul") => {
            ("en".to_owned(), false)
        }
        None => (primary.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_the_language_allows() {
        assert_eq!(slug("Do you know how much?", 4, 24), "do_you_know_how");
        assert_eq!(slug("Não, obrigado", 4, 24), "nao_obrigado");
        assert_eq!(slug("نعم a", 4, 24), "");
        assert_eq!(key("yes", "option1"), "say_yes");
        assert_eq!(key("2_weeks", "option1"), "option_2_weeks");
        assert_eq!(contact("Channel"), "contact.imported_channel");
        assert_eq!(group("グループ"), group("グループ"));
        assert_eq!(flow(&mut HashSet::new(), "Check-in"), "check_in");
        assert_eq!(flow(&mut HashSet::new(), "Invite"), "invite_flow");
    }

    #[test]
    fn languages_have_our_folders() {
        assert_eq!(language("por"), ("pt-BR".to_owned(), true));
        assert_eq!(language("en_US"), ("en".to_owned(), true));
        assert_eq!(language("base"), ("en".to_owned(), false));
        assert_eq!(language("quc"), ("quc".to_owned(), false));
    }
}
