//! A set as one reads it: each step with the words that are said, in a language, to somebody.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_flow::{Cue, Script, Source, script};
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_store::Scope;

use super::force::trial;
use super::{AuthorError, Files, reader};
use crate::{Service, picture};

/// A flow to be read.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its ways in and steps.
    pub script: Script,
    /// What each text says, bubble by bubble. What is filled in stands in tortoise-shell brackets.
    pub bubbles: BTreeMap<String, Vec<String>>,
    /// What stands on each button: text and key.
    pub labels: BTreeMap<(String, String), String>,
    /// The languages it can be read in.
    pub languages: Vec<String>,
    /// It is the draft and not what is in force.
    pub drafted: bool,
}

impl Service {
    /// A flow as somebody in a role reads it in a language: the draft, if there is one and it is wanted.
    pub async fn flow_page(
        &self,
        scope: &Scope,
        set: &str,
        language: &str,
        role: &str,
        draft: bool,
    ) -> Result<Page, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let desk = self.author_desk(set).await?;
        let known = force.files.get(&format!("{set}.yml")).is_some();
        let drafted = !desk.drafts.is_empty() && (draft || !known);
        let files = if drafted {
            desk.over(&force.files)
        } else {
            force.files.clone()
        };
        let path = format!("{set}.yml");
        let Some(text) = files.get(&path) else {
            return Err(AuthorError::NotFound);
        };
        let script = script(&Source::new(&path, text)).unwrap_or_default();
        let (language, role) = (language.to_owned(), role.to_owned());
        let languages = files.languages();
        let (script, bubbles, labels) = tokio::task::spawn_blocking(move || {
            let (catalogue, _) = Catalogue::load(&files.texts());
            let variables = variables(&files);
            let mut bubbles = BTreeMap::new();
            for id in ids(&script) {
                let mut args: Vec<(&str, Arg)> = variables
                    .iter()
                    .map(|name| (name.as_str(), Arg::Text(format!("〔{name}〕"))))
                    .collect();
                args.push(("role", Arg::Text(role.clone())));
                let said = catalogue.text(&language, &id, &args);
                bubbles.insert(id, said.bubbles());
            }
            let mut labels = BTreeMap::new();
            for (id, key) in buttons(&script) {
                if let Some(label) = catalogue.label(&language, &id, &key) {
                    labels.insert((id, key), label);
                }
            }
            (script, bubbles, labels)
        })
        .await
        .map_err(|_| tsunagi_store::Error::Inconsistent { what: "flow" })?;
        Ok(Page {
            script,
            bubbles,
            labels,
            languages,
            drafted,
        })
    }
}

impl Service {
    /// A flow as a picture in a language, the draft if there is one; and the languages there are.
    pub async fn flow_picture(
        &self,
        scope: &Scope,
        set: &str,
        language: &str,
    ) -> Result<(String, Vec<String>), AuthorError> {
        reader(scope)?;
        let files = self.author_desk(set).await?.over(&self.in_force().files);
        let (set, language, zone) = (set.to_owned(), language.to_owned(), self.zone);
        let drawn = tokio::task::spawn_blocking(move || {
            let (program, _) = trial(&files, zone);
            let (texts, _) = Catalogue::load(&files.texts());
            let (_, definition) = program.newest(&set)?;
            let picture = picture(definition, &program, &texts, &language);
            Some((picture, files.languages()))
        });
        let ended = |_| tsunagi_store::Error::Inconsistent { what: "flow" };
        drawn.await.map_err(ended)?.ok_or(AuthorError::NotFound)
    }
}

/// Every text that a script says.
fn ids(script: &Script) -> BTreeSet<String> {
    let silence = |silence: &tsunagi_flow::Silence| silence.say.clone();
    let mut ids: BTreeSet<String> = script.silence.iter().filter_map(silence).collect();
    for cue in script.scenes.iter().flat_map(|scene| &scene.cues) {
        match cue {
            Cue::Say(id, closed) => {
                ids.insert(id.clone());
                ids.extend(closed.clone());
            }
            Cue::Ask(id) => {
                ids.insert(id.clone());
            }
            Cue::Silence(own) => ids.extend(silence(own)),
            _ => {}
        }
    }
    ids
}

/// Every button of a script, with the text it stands under.
fn buttons(script: &Script) -> Vec<(String, String)> {
    let mut buttons = Vec::new();
    for scene in &script.scenes {
        let mut asked = None;
        for cue in &scene.cues {
            match (cue, &asked) {
                (Cue::Ask(id), _) => asked = Some(id.clone()),
                (Cue::Choice(key, ..), Some(id)) => buttons.push((id.clone(), key.clone())),
                _ => {}
            }
        }
    }
    buttons
}

/// The names of everything that texts fill in.
fn variables(files: &Files) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in files.texts().iter().filter(|text| text.language == "ja") {
        for (at, _) in text.text.match_indices('$') {
            let rest = &text.text[at + 1..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let name = &rest[..end.unwrap_or(rest.len())];
            if !name.is_empty() && name != "role" {
                names.insert(name.to_owned());
            }
        }
    }
    names
}
