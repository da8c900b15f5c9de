//! Flows as pictures, in the words of the texts: the same for the command line and the console.

use tsunagi_flow::{Arg, Definition, GraphWords, Program};
use tsunagi_locale::{Arg as Value, Catalogue};

/// Values that texts may show although nobody in particular is spoken to.
const UNKNOWN: &[&str] = &[
    "service",
    "role",
    "text",
    "hotlines",
    "next_open",
    "meeting_at",
    "open",
    "place",
];

/// A flow as SVG, in a language as people wish it (`ja`, `en-US`).
pub fn picture(
    definition: &Definition,
    program: &Program,
    texts: &Catalogue,
    language: &str,
) -> String {
    let language = texts.negotiate(language).to_owned();
    let words = Words { program, texts };
    tsunagi_flow::svg(&tsunagi_flow::graph(definition, &words, &language))
}

struct Words<'a> {
    program: &'a Program,
    texts: &'a Catalogue,
}

impl Words<'_> {
    fn find(&self, language: &str, id: &str, args: &[(&str, Value)]) -> Option<String> {
        Some(self.texts.text(language, id, args).text).filter(|text| !text.trim().is_empty())
    }
}

impl GraphWords for Words<'_> {
    fn word(&self, language: &str, id: &str, args: &[(&str, Arg)]) -> Option<String> {
        let args: Vec<(&str, Value)> = args
            .iter()
            .filter_map(|(name, value)| {
                let value = match value {
                    Arg::Text(text) => Value::Text(text.clone()),
                    Arg::Number(number) => Value::Number(*number),
                    Arg::Instant(_) | Arg::Message(_) => return None,
                };
                Some((*name, value))
            })
            .collect();
        self.find(language, &format!("flow-graph-{id}"), &args)
    }

    fn text(&self, language: &str, id: &str) -> Option<String> {
        let args: Vec<(&str, Value)> = UNKNOWN.iter().map(|name| (*name, "…".into())).collect();
        self.find(language, id, &args)
    }

    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.texts.label(language, id, key)
    }

    fn team(&self, language: &str, key: &str) -> Option<String> {
        // What the office calls its team goes before what we call it.
        let own = self
            .program
            .tables()
            .rows("teams")
            .iter()
            .find(|row| row.get("team").is_some_and(|team| team == key))
            .and_then(|row| row.get("name"))
            .filter(|name| !name.is_empty());
        own.cloned()
            .or_else(|| self.word(language, &format!("team-{key}"), &[]))
    }

    fn title(&self, _language: &str, flow: &str) -> Option<String> {
        let (_, definition) = self.program.newest(flow)?;
        Some(definition.title.clone())
    }
}
