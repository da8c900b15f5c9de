//! Language tags: which shipped language serves a wish, and where to look when a text is missing.

/// The language every text exists in.
pub(crate) const SOURCE: &str = "ja";

/// Where to look after `language` itself, in order.
pub(crate) fn fallbacks(language: &str) -> &'static [&'static str] {
    match language {
        "ja" => &[],
        "ja-Hira" => &["ja-easy", "ja"],
        // Whoever asks for easy Japanese reads kana with spaces more easily than plain Japanese.
        "ja-easy" => &["ja-Hira", "ja"],
        _ if primary(language) == "ja" => &["ja"],
        "en" => &["ja"],
        _ => &["en", "ja"],
    }
}

/// The shipped language for a wished one: exact, then by its own language, then English for a foreign tag, then Japanese.
pub(crate) fn negotiate<'a>(shipped: &'a [String], wanted: &str) -> &'a str {
    let find = |tag: &str| {
        shipped
            .iter()
            .map(String::as_str)
            .find(|language| language.eq_ignore_ascii_case(tag))
    };
    let source = || {
        find(SOURCE)
            .or_else(|| shipped.first().map(String::as_str))
            .unwrap_or(SOURCE)
    };
    let tag: String = wanted
        .trim()
        .split([',', ';', '.'])
        .next()
        .unwrap_or_default()
        .replace('_', "-");
    if let Some(exact) = find(&tag) {
        return exact;
    }
    let language = primary(&tag).to_ascii_lowercase();
    let alias = match language.as_str() {
        "ja" if tag.eq_ignore_ascii_case("ja-kana") => "ja-Hira",
        "zh" => "zh-Hans",
        "pt" => "pt-BR",
        "tl" => "fil",
        other => other,
    };
    let near = || {
        shipped
            .iter()
            .map(String::as_str)
            .find(|shipped| primary(shipped) == language)
    };
    let foreign = || {
        if is_language(&language) && language != SOURCE {
            find("en")
        } else {
            None
        }
    };
    find(alias)
        .or_else(near)
        .or_else(foreign)
        .unwrap_or_else(source)
}

/// The part of a tag before the first `-`.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn is_language(primary: &str) -> bool {
    (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_finds_the_nearest_shipped_language() {
        let shipped: Vec<String> = ["ja", "ja-Hira", "en", "zh-Hans", "pt-BR", "fil"]
            .map(String::from)
            .to_vec();
        for (wanted, expected) in [
            ("ja", "ja"),
            ("ja-JP", "ja"),
            ("JA_hira", "ja-Hira"),
            ("ja_kana", "ja-Hira"),
            ("en-US,en;q=0.8", "en"),
            ("zh", "zh-Hans"),
            ("zh-TW", "zh-Hans"),
            ("pt", "pt-BR"),
            ("tl", "fil"),
            ("fr-CA", "en"),
            ("", "ja"),
            ("?!", "ja"),
            ("unknown", "ja"),
        ] {
            assert_eq!(negotiate(&shipped, wanted), expected, "{wanted}");
        }
        assert_eq!(negotiate(&[], "en"), "ja");
    }

    #[test]
    fn kana_and_easy_japanese_fall_back_to_each_other_and_others_to_english() {
        assert_eq!(fallbacks("ja-Hira"), ["ja-easy", "ja"]);
        assert_eq!(fallbacks("ja-easy"), ["ja-Hira", "ja"]);
        assert_eq!(fallbacks("ja-Kana"), ["ja"]);
        assert_eq!(fallbacks("vi"), ["en", "ja"]);
        assert_eq!(fallbacks("en"), ["ja"]);
        assert!(fallbacks("ja").is_empty());
    }
}
