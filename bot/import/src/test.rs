//! The other tool's tests of words and numbers, so that it is known which values they would accept.

/// The words of an argument that lists them.
pub(crate) fn words(argument: &str) -> Vec<String> {
    argument
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '|' | '、'))
        .map(|word| word.trim_matches(|mark: char| mark.is_ascii_punctuation()))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn tokens(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A number test's bounds, both inclusive, in whole numbers; `None` when it is no number test or not with plain numbers.
pub(crate) fn range(test: &str, args: &[String]) -> Option<(i64, i64)> {
    const FAR: i64 = 1_000_000;
    let number = |at: usize| {
        let number: f64 = args.get(at)?.trim().parse().ok()?;
        (number.abs() <= FAR as f64).then_some(number)
    };
    let whole = |number: f64| number.round() as i64;
    let low = |top: f64| if top < 0.0 { -FAR } else { 0.min(whole(top)) };
    Some(match test {
        "has_number" => (0, FAR),
        "has_number_eq" => (whole(number(0)?), whole(number(0)?)),
        "has_number_gt" => (whole(number(0)?.floor()) + 1, FAR),
        "has_number_gte" => (whole(number(0)?.ceil()), FAR),
        "has_number_lt" => (low(number(0)?), whole(number(0)?.ceil()) - 1),
        "has_number_lte" => (low(number(0)?), whole(number(0)?.floor())),
        "has_number_between" => (whole(number(0)?.ceil()), whole(number(1)?.floor())),
        _ => return None,
    })
}

/// Whether a test accepts these words; `None` when that cannot be said.
pub(crate) fn passes(test: &str, args: &[String], text: &str) -> Option<bool> {
    let first = args.first().map_or("", String::as_str);
    let said = tokens(text);
    let wanted = tokens(first);
    let run_of = |wanted: &[String]| {
        !wanted.is_empty() && said.windows(wanted.len()).any(|window| window == wanted)
    };
    Some(match test {
        "has_any_word" => wanted.iter().any(|word| said.contains(word)),
        "has_all_words" => !wanted.is_empty() && wanted.iter().all(|word| said.contains(word)),
        "has_phrase" => run_of(&wanted),
        "has_only_phrase" => said == wanted,
        "has_only_text" | "has_category" => args.iter().any(|arg| arg.trim() == text.trim()),
        "has_beginning" => text
            .trim()
            .to_lowercase()
            .starts_with(&first.trim().to_lowercase()),
        "has_text" => !text.trim().is_empty(),
        _ if test.starts_with("has_number") => {
            let number = said.iter().find_map(|word| word.parse::<i64>().ok());
            match (number, range(test, args)) {
                (Some(number), Some((least, most))) => {
                    test == "has_number" || (least..=most).contains(&number)
                }
                (None, _) => false,
                (_, None) => return None,
            }
        }
        _ => return None,
    })
}

/// What somebody would have to say: each word by itself, or the whole.
pub(crate) fn spoken(test: &str, args: &[String]) -> Vec<String> {
    let first = args.first().map_or("", String::as_str);
    match test {
        "has_any_word" => words(first),
        "has_only_text" | "has_category" => args.to_vec(),
        _ if first.trim().is_empty() => Vec::new(),
        _ => vec![first.trim().to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(args: &[&str]) -> Vec<String> {
        args.iter().map(|arg| (*arg).to_owned()).collect()
    }

    #[test]
    fn tests_accept_what_the_other_tool_accepts() {
        assert_eq!(
            passes("has_any_word", &args(&["yes y sí"]), "Yes, please"),
            Some(true)
        );
        assert_eq!(
            passes("has_phrase", &args(&["i am"]), "here I am!"),
            Some(true)
        );
        assert_eq!(
            passes("has_only_phrase", &args(&["red"]), "red car"),
            Some(false)
        );
        assert_eq!(
            passes("has_number_between", &args(&["5", "10"]), "I am 7"),
            Some(true)
        );
        assert_eq!(passes("has_pattern", &args(&["x+"]), "xx"), None);
        assert_eq!(range("has_number_gt", &args(&["3"])), Some((4, 1_000_000)));
        assert_eq!(range("has_number_gt", &args(&["1e300"])), None);
        assert_eq!(words("a, b) c|d"), ["a", "b", "c", "d"]);
    }
}
