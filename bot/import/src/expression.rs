//! The other tool's expressions: `@fields.x`, `@results.y.category`, `@(if(is_error(a), b, a))`. What is simple becomes a field,
//! a value or a condition; the rest stays what it was, to be named in a remark.

/// How deep brackets are followed.
pub(crate) const DEPTH: usize = 16;
/// How long an expression may be; the other tool has the same limit.
const LENGTH: usize = 10_000;
/// How many brackets that never close are looked at in one text.
const OPEN: usize = 100;
/// What may stand behind an `@` without brackets; another word is a handle or an address.
const ROOTS: &[&str] = &[
    "contact",
    "fields",
    "results",
    "run",
    "child",
    "parent",
    "input",
    "urns",
    "globals",
    "locals",
    "webhook",
    "trigger",
    "ticket",
    "resume",
    "node",
    "legacy_extra",
    "extra",
    "flow",
    "step",
    "date",
    "channel",
];

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Words(String),
    /// What stood behind the `@`, without its brackets.
    Code(String),
}

/// What an expression stands for, as far as we can say it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// `fields.x`, `contact.name`: the lower-case name without its root.
    Field(String),
    /// A result of this flow (`None`), of the one it ran, or of the one that ran it; and whether its category is meant.
    Result(Owner, String, bool),
    /// Whether the flow that was run came to its end.
    ChildStatus,
    Groups,
    Channel,
    Language,
    /// What was answered last.
    Answer,
    Now,
    /// Now plus a length of time.
    Later(String),
    /// Whole days since a field.
    DaysSince(Box<Self>),
    Literal(String),
    Unknown,
}

/// Whose result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Own,
    Child,
    Parent,
}

/// Cuts a text at its expressions.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    let mut open = 0;
    while let Some(at) = rest.find('@') {
        words.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('@') {
            words.push('@');
            rest = after;
            continue;
        }
        let length = if rest.starts_with('(') {
            let closed = if open < OPEN { bracketed(rest) } else { None };
            open += usize::from(closed.is_none());
            closed
        } else if words.ends_with(|last: char| last.is_alphanumeric()) {
            None
        } else {
            path(rest)
        };
        match length {
            Some(length) => {
                if !words.is_empty() {
                    found.push(Piece::Words(std::mem::take(&mut words)));
                }
                let code = &rest[..length];
                let code = code
                    .strip_prefix('(')
                    .and_then(|code| code.strip_suffix(')'))
                    .unwrap_or(code);
                found.push(Piece::Code(code.trim().to_owned()));
                rest = &rest[length..];
            }
            None => words.push('@'),
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    found
}

/// The length of a bracketed expression, quotes and inner brackets included.
pub(crate) fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, letter) in text.char_indices().take(LENGTH) {
        match letter {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of a dotted path with a known root.
fn path(text: &str) -> Option<usize> {
    let end = text
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '.'))
        .unwrap_or(text.len());
    let path = text[..end].trim_end_matches('.');
    let root = path.split('.').next().unwrap_or("").to_ascii_lowercase();
    ROOTS.contains(&root.as_str()).then_some(path.len())
}

/// Cuts at a sign that stands outside brackets and quotes.
pub(crate) fn split_outside<'a>(code: &'a str, sign: &str) -> Vec<&'a str> {
    let (mut depth, mut quoted, mut from) = (0_i32, false, 0);
    let mut parts = Vec::new();
    for (at, letter) in code.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            _ if !quoted && depth == 0 && at >= from && code[at..].starts_with(sign) => {
                parts.push(code[from..at].trim());
                from = at + sign.len();
            }
            _ => {}
        }
    }
    parts.push(code[from..].trim());
    parts
}

/// The parts of a text that is put together: `a & " " & b`.
pub(crate) fn joined(code: &str) -> Vec<&str> {
    split_outside(code, "&")
}

/// The name and the arguments of a call.
pub(crate) fn call(code: &str) -> Option<(String, Vec<&str>)> {
    let open = code.find('(')?;
    let name = &code[..open];
    let known = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if !known || bracketed(&code[open..])? != code.len() - open {
        return None;
    }
    let inner = code.get(open + 1..code.len() - 1)?;
    Some((name.to_ascii_lowercase(), split_outside(inner, ",")))
}

/// What an expression stands for.
pub(crate) fn meaning(code: &str) -> Meaning {
    meaning_within(code, DEPTH)
}

fn meaning_within(code: &str, depth: usize) -> Meaning {
    let code = code.trim();
    if depth == 0 {
        return Meaning::Unknown;
    }
    if let Some(text) = literal(code) {
        // Old flows quote an expression inside an expression.
        return match text.strip_prefix('@') {
            Some(inner) if path(inner) == Some(inner.len()) => meaning_within(inner, depth - 1),
            _ => Meaning::Literal(text.to_owned()),
        };
    }
    if code.parse::<f64>().is_ok_and(f64::is_finite) {
        return Meaning::Literal(code.to_owned());
    }
    if code.starts_with('(') && bracketed(code) == Some(code.len()) {
        return meaning_within(&code[1..code.len() - 1], depth - 1);
    }
    match call(code) {
        Some((name, args)) => called(&name, &args, depth - 1),
        None => by_path(code),
    }
}

fn literal(code: &str) -> Option<&str> {
    let inner = code.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('"')).then_some(inner)
}

fn called(name: &str, args: &[&str], depth: usize) -> Meaning {
    let first = args.first().copied().unwrap_or("");
    match (name, args.len()) {
        ("now" | "today", _) if first.is_empty() => Meaning::Now,
        (
            "lower" | "upper" | "title" | "trim" | "proper" | "text" | "number" | "clean" | "fixed"
            | "datetime" | "date" | "format_date" | "format_datetime" | "format_number" | "default"
            | "legacy_text" | "format",
            1..=3,
        ) => meaning_within(first, depth),
        ("datetime_add", 3) if meaning_within(first, depth) == Meaning::Now => {
            let unit = match args[2].trim_matches('"') {
                "D" => "d",
                "W" => "w",
                "M" => "month",
                "h" => "h",
                "m" => "m",
                _ => return Meaning::Unknown,
            };
            match args[1].parse::<u32>() {
                Ok(number @ 1..=1_000) => Meaning::Later(format!("+{number}{unit}")),
                _ => Meaning::Unknown,
            }
        }
        ("datetime_diff", 3)
            if args[2] == "\"D\"" && meaning_within(args[1], depth) == Meaning::Now =>
        {
            match meaning_within(first, depth) {
                Meaning::Unknown => Meaning::Unknown,
                other => Meaning::DaysSince(Box::new(other)),
            }
        }
        // `if(is_error(x), "@x", x)`: the same thing however it ends.
        ("if", 3) if first.to_ascii_lowercase().starts_with("is_error(") => {
            let (a, b) = (
                meaning_within(args[1], depth),
                meaning_within(args[2], depth),
            );
            if a == b || matches!(a, Meaning::Literal(_)) || a == Meaning::Unknown {
                b
            } else {
                Meaning::Unknown
            }
        }
        _ => Meaning::Unknown,
    }
}

fn by_path(code: &str) -> Meaning {
    let lower = code.to_ascii_lowercase();
    if let Some(inner) = lower.strip_prefix("urn_parts(")
        && inner.ends_with(").scheme")
    {
        return Meaning::Channel;
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
    if lower.is_empty() || !lower.chars().all(plain) {
        return Meaning::Unknown;
    }
    let parts: Vec<&str> = lower.split('.').collect();
    let result = |owner, parts: &[&str]| match parts {
        [name] | [name, "value" | "input" | "text"] => {
            Meaning::Result(owner, (*name).to_owned(), false)
        }
        [name, "category" | "category_localized"] => {
            Meaning::Result(owner, (*name).to_owned(), true)
        }
        _ => Meaning::Unknown,
    };
    let contact = |parts: &[&str]| match parts {
        ["groups"] => Meaning::Groups,
        ["language"] => Meaning::Language,
        ["urns"] | ["channel"] | ["channel", "name" | "type"] => Meaning::Channel,
        ["name" | "first_name"] => Meaning::Field("name".to_owned()),
        [
            "urn" | "uuid" | "id" | "tel" | "created_on" | "last_seen_on" | "status" | "tickets"
            | "timezone",
        ]
        | ["tel_e164"] => Meaning::Unknown,
        ["fields", name] | [name] => Meaning::Field((*name).to_owned()),
        _ => Meaning::Unknown,
    };
    match &parts[..] {
        ["fields", name] => Meaning::Field((*name).to_owned()),
        ["contact", rest @ ..] => contact(rest),
        ["parent" | "child", "contact", rest @ ..] => contact(rest),
        ["parent" | "child", "fields", name] => Meaning::Field((*name).to_owned()),
        ["results", rest @ ..] | ["run", "results", rest @ ..] => result(Owner::Own, rest),
        ["locals", name] => Meaning::Result(Owner::Own, format!("local_{name}"), false),
        ["child", "status"] | ["child", "run", "status"] => Meaning::ChildStatus,
        ["child", "results", rest @ ..] | ["child", "run", "results", rest @ ..] => {
            result(Owner::Child, rest)
        }
        ["parent", "results", rest @ ..] | ["parent", "run", "results", rest @ ..] => {
            result(Owner::Parent, rest)
        }
        ["input"] | ["input", "text"] | ["resume", "input", "text"] => Meaning::Answer,
        ["urns", ..] => Meaning::Channel,
        _ => Meaning::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_expressions_only() {
        assert_eq!(
            pieces("Hi @contact.name. Mail a@b.org, @@me, @(upper(\"a)\") & x) @someone"),
            vec![
                Piece::Words("Hi ".to_owned()),
                Piece::Code("contact.name".to_owned()),
                Piece::Words(". Mail a@b.org, @me, ".to_owned()),
                Piece::Code("upper(\"a)\") & x".to_owned()),
                Piece::Words(" @someone".to_owned()),
            ]
        );
        assert_eq!(pieces("@(open").len(), 1);
    }

    #[test]
    fn what_is_simple_has_a_meaning() {
        let field = |name: &str| Meaning::Field(name.to_owned());
        assert_eq!(meaning("fields.Age"), field("age"));
        assert_eq!(meaning("lower(contact.fields.city)"), field("city"));
        assert_eq!(
            meaning("if(is_error(fields.x), \"@fields.x\", fields.x)"),
            field("x")
        );
        assert_eq!(
            meaning("parent.results.a.category"),
            Meaning::Result(Owner::Parent, "a".to_owned(), true)
        );
        assert_eq!(meaning("(urn_parts(contact.urn).scheme)"), Meaning::Channel);
        assert_eq!(
            meaning("datetime_add(now(), 7, \"D\")"),
            Meaning::Later("+7d".to_owned())
        );
        assert_eq!(meaning("fields.x + 1"), Meaning::Unknown);
        assert_eq!(meaning(&"(".repeat(10_000)), Meaning::Unknown);
    }
}
