//! New flows: from a model that works as it is, or as a copy of one that exists.

use tsunagi_store::Scope;

use super::draft::Edit;
use super::files::{is_name, text_of};
use super::parts::parts;
use super::{AuthorError, Files, writer};
use crate::Service;

/// What a new flow begins as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// A question with two buttons, a nudge and a way to a person.
    Question,
    /// A notice that asks nothing.
    Notice,
    /// A copy of a flow with all its texts.
    Copy(String),
}

/// A model's files: the flow, then its texts by language.
type Texts = [(&'static str, &'static str); 9];

macro_rules! model {
    ($name:literal) => {
        [
            ("", include_str!(concat!("../../templates/", $name, ".yml"))),
            model!($name, "ja"),
            model!($name, "ja-Hira"),
            model!($name, "ja-easy"),
            model!($name, "en"),
            model!($name, "pt-BR"),
            model!($name, "zh-Hans"),
            model!($name, "vi"),
            model!($name, "fil"),
        ]
    };
    ($name:literal, $language:literal) => {
        (
            $language,
            include_str!(concat!("../../templates/", $name, ".", $language, ".ftl")),
        )
    };
}
const QUESTION: Texts = model!("question");
const NOTICE: Texts = model!("notice");

impl Service {
    /// Begins a flow as a draft.
    pub async fn make_flow(
        &self,
        scope: &Scope,
        name: &str,
        title: &str,
        model: &Model,
    ) -> Result<(), AuthorError> {
        writer(scope)?;
        let force = self.in_force();
        let mut files = force.files.clone();
        for draft in self.store.drafts().await? {
            files.put(&draft.path, &draft.text);
        }
        // A name of a text file that belongs to no flow would become the flow's.
        let taken = |path: &str| {
            path == format!("{name}.yml") || text_of(path).is_some_and(|(_, known)| known == name)
        };
        let title = title.trim();
        if !is_name(name) || title.is_empty() || title.contains('\n') || files.paths().any(taken) {
            return Err(AuthorError::Name);
        }
        let title = title.replace(['"', '\\'], "");
        let edits = match model {
            Model::Question => filled(name, &title, &QUESTION, &files.languages()),
            Model::Notice => filled(name, &title, &NOTICE, &files.languages()),
            Model::Copy(from) => copied(&files, from, name, &title)?,
        };
        // A flow of this name may have been begun and thrown away before: its files have a revision.
        let desk = self.author_desk(name).await?;
        let edits: Vec<Edit> = edits
            .into_iter()
            .map(|edit| Edit {
                rev: desk.now(&edit.path, &force).rev,
                ..edit
            })
            .collect();
        self.save_as(scope, name, &edits, "make_flow").await?;
        Ok(())
    }
}

/// A model in the languages that the installation speaks.
fn filled(name: &str, title: &str, model: &Texts, languages: &[String]) -> Vec<Edit> {
    let spoken = model.iter().filter(|(language, _)| {
        language.is_empty() || languages.iter().any(|known| known == language)
    });
    let files = spoken.map(|(language, text)| Edit {
        path: match *language {
            "" => format!("{name}.yml"),
            language => format!("{language}/{name}.ftl"),
        },
        text: text.replace("NAME", name).replace("TITLE", title),
        ..Edit::default()
    });
    files.collect()
}

/// A flow under another name; nothing starts it by the words that start the first one.
fn copied(files: &Files, from: &str, name: &str, title: &str) -> Result<Vec<Edit>, AuthorError> {
    let mut edits = Vec::new();
    for path in files.set(from) {
        let text = files.get(&path).unwrap_or("");
        if path == format!("{from}.yml") {
            let kept = parts(&path, text).into_iter().map(|part| {
                match part.name.as_str() {
                    "flow" => format!("flow: {name}\n"),
                    "title" => format!("title: \"{title}\"\n"),
                    // A keyword can be claimed once, and a schedule would speak twice.
                    "start" => String::new(),
                    _ => part.text,
                }
            });
            edits.push(Edit {
                path: format!("{name}.yml"),
                text: kept.collect(),
                ..Edit::default()
            });
        } else if let Some((language, _)) = text_of(&path) {
            let text = renamed(text, from, name);
            edits.push(Edit {
                path: format!("{language}/{name}.ftl"),
                text,
                ..Edit::default()
            });
        }
    }
    if edits.is_empty() {
        return Err(AuthorError::NotFound);
    }
    Ok(edits)
}

/// Texts whose names begin with another flow's.
fn renamed(text: &str, from: &str, name: &str) -> String {
    let prefix = format!("{from}-");
    let lines = text.split_inclusive('\n').map(|line| {
        let line = line
            .strip_prefix(&prefix)
            .map_or_else(|| line.to_owned(), |rest| format!("{name}-{rest}"));
        line.replace(&format!("{{ {prefix}"), &format!("{{ {name}-"))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{Files, NOTICE, QUESTION, copied, filled};
    use crate::author::force::trial;

    #[test]
    fn models_are_flows_without_a_mistake() {
        for model in [&QUESTION, &NOTICE] {
            let languages: Vec<_> = model.iter().map(|(one, _)| (*one).to_owned()).collect();
            let edits = filled("try_out", "X", model, &languages);
            assert_eq!(edits.len(), 9);
            let files: Files = edits
                .into_iter()
                .map(|edit| (edit.path, edit.text))
                .collect();
            let (program, problems) = trial(&files, chrono_tz::Asia::Tokyo);
            assert!(problems.is_empty(), "{problems:?}");
            assert!(program.newest("try_out").is_some());
            let words = tsunagi_locale::check(&files.texts());
            assert!(words.is_empty(), "{words:?}");
        }
    }

    #[test]
    fn a_copy_has_its_own_names_and_no_way_in() {
        let files: Files = [
            ("old.yml", "flow: old\ntitle: Old\nstart:\n  - keyword: [x]\nsteps:\n  one: {say: one, then: end}\n"),
            ("ja/old.ftl", "old-one = { old-two }\nold-two = B\n"),
        ]
        .into_iter()
        .collect();
        let edits = copied(&files, "old", "fresh", "F").unwrap();
        let text = |path: &str| &edits.iter().find(|edit| edit.path == path).unwrap().text;
        assert_eq!(
            text("ja/fresh.ftl"),
            "fresh-one = { fresh-two }\nfresh-two = B\n"
        );
        assert!(!text("fresh.yml").contains("keyword"));
        assert!(text("fresh.yml").contains("flow: fresh\ntitle: \"F\"\n"));
        assert!(copied(&files, "none", "fresh", "F").is_err());
    }
}
