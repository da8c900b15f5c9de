//! A file cut into the parts that people change independently: the steps of a flow, the messages of a text, the rows of a table.
//! Nothing is parsed, so files with mistakes are cut as well, and every character stays where it was.

/// A part of a file: its name and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// `steps.who`, `title`, `invite-who`, a row's first cell.
    pub name: String,
    /// Its lines with their ends.
    pub text: String,
}

/// Cuts a file. Comments and blank lines belong to what follows them; parts of the same name are told apart by their number.
pub(super) fn parts(path: &str, text: &str) -> Vec<Part> {
    let name_of: fn(&str, &mut Place) -> Option<String> = match path.rsplit('.').next() {
        Some("yml") => flow_line,
        Some("ftl") => text_line,
        _ => table_line,
    };
    let mut parts: Vec<Part> = Vec::new();
    let (mut place, mut waiting) = (Place::default(), String::new());
    for line in text.split_inclusive('\n') {
        if let Some(name) = name_of(line, &mut place) {
            let same = |part: &&Part| {
                part.name
                    .strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
            };
            let name = match parts.iter().filter(same).count() {
                0 => name,
                count => format!("{name}#{}", count + 1),
            };
            let text = std::mem::take(&mut waiting) + line;
            parts.push(Part { name, text });
            continue;
        }
        let loose = line.trim().is_empty() || is_comment(path, line);
        match parts.last_mut() {
            // What stands between two parts belongs to the next one, unless it is indented like the lines of the one before.
            Some(part) if !loose => {
                part.text.push_str(&waiting);
                part.text.push_str(line);
                waiting.clear();
            }
            _ => waiting.push_str(line),
        }
    }
    if !waiting.is_empty() {
        // Everything before the first part, or after the last one.
        let name = if parts.is_empty() { "" } else { "#end" };
        parts.push(Part {
            name: name.to_owned(),
            text: waiting,
        });
    }
    parts
}

/// Where in a flow the lines are.
#[derive(Default)]
struct Place {
    /// The key at the left edge that is open: `steps`, `rules`.
    section: String,
    rows: usize,
}

fn is_comment(path: &str, line: &str) -> bool {
    if path.ends_with(".ftl") {
        return line.starts_with('#');
    }
    line.trim_start().starts_with('#')
}

fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    (!key.is_empty() && key.chars().all(word)).then_some(key)
}

/// A key at the left edge, or a named step or rule below one.
fn flow_line(line: &str, place: &mut Place) -> Option<String> {
    if let Some(key) = key(line) {
        key.clone_into(&mut place.section);
        return Some(key.to_owned());
    }
    if !matches!(place.section.as_str(), "steps" | "rules") {
        return None;
    }
    let step = key(line.strip_prefix("  ").or(line.strip_prefix('\t'))?)?;
    Some(format!("{}.{step}", place.section))
}

/// A message: an identifier at the left edge.
fn text_line(line: &str, _: &mut Place) -> Option<String> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let starts = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
    (starts && id.chars().all(word)).then(|| id.to_owned())
}

/// A row, named by its first cell; the first one names the columns.
fn table_line(line: &str, place: &mut Place) -> Option<String> {
    if line.trim().is_empty() || line.starts_with('#') {
        return None;
    }
    place.rows += 1;
    if place.rows == 1 {
        return Some("#columns".to_owned());
    }
    let cell = line.split(',').next().unwrap_or(line).trim();
    Some(cell.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn names(path: &str, text: &str) -> Vec<String> {
        let cut = parts(path, text);
        let whole: String = cut.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, text, "nothing is lost");
        cut.into_iter().map(|part| part.name).collect()
    }

    #[test]
    fn a_flow_is_cut_at_its_steps() {
        let text = "version: 1\nflow: a\nstart:\n  - follow\n  - keyword: [x]\n\n# all the steps\nsteps:\n  # first\n  one: {say: one}\n  two:\n    ask: two\n    # inside\n    options: {a: one}\n\n  # last\n  three: {say: three}\n# end\n";
        assert_eq!(
            names("a.yml", text),
            [
                "version",
                "flow",
                "start",
                "steps",
                "steps.one",
                "steps.two",
                "steps.three",
                "#end"
            ]
        );
        assert!(parts("a.yml", text)[5].text.contains("# inside"));
        assert!(parts("a.yml", text)[6].text.contains("# last"));
    }

    #[test]
    fn texts_and_tables_are_cut_at_messages_and_rows() {
        let text = "### all\n\n## group\n\n# note\na-one = A\n    .x = X\n\na-two =\n    { $role ->\n        [child] c\n       *[other] d\n    }\na-one = again\n";
        assert_eq!(names("ja/a.ftl", text), ["a-one", "a-two", "a-one#2"]);
        assert_eq!(
            names("tables/t.csv", "id,x\n1,a\n# out\n2,b\n\n"),
            ["#columns", "1", "2", "#end"]
        );
        assert_eq!(names("tables/t.csv", ""), [""; 0]);
        assert_eq!(names("a.yml", "ことば\n\tx\n"), [""]);
    }
}
