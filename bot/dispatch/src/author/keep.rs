//! People who stand at a step that a draft takes away: who they are, and what the editor can do so that nobody is hurt.

use std::collections::BTreeMap;

use tsunagi_flow::{Cue, Scene, Script, Source, script};
use tsunagi_store::Scope;

use super::draft::{Edit, Saved};
use super::parts::parts;
use super::{AuthorError, Files, writer};
use crate::Service;

/// A step that the draft takes away while people stand at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Its name.
    pub step: String,
    /// How many people.
    pub people: i64,
    /// Steps of the draft that they could go on at: of the same kind and with the same buttons.
    pub kin: Vec<String>,
    /// Steps of the draft that say something and end; empty where this cannot be offered.
    pub ends: Vec<String>,
}

/// What becomes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// They go on at this step, which gets a `was:`.
    Move(String),
    /// The step stays for them alone, and each answer leads to this kind end.
    End(String),
}

impl Service {
    /// Who stands at steps that a draft takes away.
    pub(super) async fn leaving(
        &self,
        set: &str,
        draft: &Files,
    ) -> Result<Vec<Leaving>, AuthorError> {
        let Some(new) = read(draft, set) else {
            return Ok(Vec::new());
        };
        let mut people: BTreeMap<String, (i64, Scene)> = BTreeMap::new();
        for row in self.store.waiting().await? {
            if row.flow != set || known(&new, &row.step) {
                continue;
            }
            let force = self.in_force();
            let newest = force.program.newest(set).map_or(0, |(version, _)| version);
            let version = if row.version == 0 {
                newest
            } else {
                row.version
            };
            let Some(source) = self.store.flow_source(set, version).await? else {
                continue;
            };
            let old = script(&Source::new(&format!("{set}.yml"), &source));
            let scene = old.and_then(|old| old.scenes.into_iter().find(|one| one.name == row.step));
            // Where somebody is in the middle of another flow on top of this one, this one's step is not known here.
            if let Some(scene) = scene {
                people.entry(row.step).or_insert((0, scene)).0 += row.people;
            }
        }
        let leaving = people.into_iter().map(|(step, (people, scene))| Leaving {
            kin: new
                .scenes
                .iter()
                .filter(|one| one.verb == scene.verb && keys(one) == keys(&scene))
                .map(|one| one.name.clone())
                .collect(),
            ends: if scene.verb == "ask" {
                let ends = new.scenes.iter().filter(|one| is_end(one));
                ends.map(|one| one.name.clone()).collect()
            } else {
                Vec::new()
            },
            step,
            people,
        });
        Ok(leaving.collect())
    }

    /// Writes into the draft what is to become of people at steps that it takes away.
    pub async fn keep_people(
        &self,
        scope: &Scope,
        set: &str,
        choices: &[(String, Keep)],
    ) -> Result<Vec<Saved>, AuthorError> {
        writer(scope)?;
        let force = self.in_force();
        let desk = self.author_desk(set).await?;
        let path = format!("{set}.yml");
        let over = desk.over(&force.files);
        let leaving = self.leaving(set, &over).await?;
        let mut text = over.get(&path).unwrap_or("").to_owned();
        for (step, keep) in choices {
            let Some(one) = leaving.iter().find(|one| one.step == *step) else {
                return Err(AuthorError::Moved);
            };
            text = match keep {
                Keep::Move(to) if one.kin.contains(to) => was(&path, &text, to, step),
                Keep::End(to) if one.ends.contains(to) => {
                    let old = self.old_step(set, step).await?;
                    text.trim_end().to_owned() + "\n" + &farewell(&old, to)
                }
                _ => return Err(AuthorError::NotFound),
            };
        }
        let edit = Edit {
            rev: desk.now(&path, &force).rev,
            path,
            text,
            ..Edit::default()
        };
        self.save_draft(scope, set, &[edit]).await
    }

    /// A step as its newest version that has it says it.
    async fn old_step(&self, set: &str, step: &str) -> Result<Scene, AuthorError> {
        for known in self.store.publications(set).await? {
            let source = self.store.flow_source(set, known.version).await?;
            let old = source.and_then(|text| script(&Source::new(&format!("{set}.yml"), &text)));
            let scene = old.and_then(|old| old.scenes.into_iter().find(|one| one.name == step));
            if let Some(scene) = scene {
                return Ok(scene);
            }
        }
        Err(AuthorError::NotFound)
    }
}

fn read(files: &Files, set: &str) -> Option<Script> {
    let path = format!("{set}.yml");
    script(&Source::new(&path, files.get(&path)?))
}

fn known(script: &Script, step: &str) -> bool {
    let mut scenes = script.scenes.iter();
    step.is_empty() || scenes.any(|one| one.name == step || one.was.iter().any(|was| was == step))
}

/// The buttons of a step.
fn keys(scene: &Scene) -> Vec<&str> {
    let keys = scene.cues.iter().filter_map(|cue| match cue {
        Cue::Choice(key, ..) => Some(key.as_str()),
        _ => None,
    });
    keys.collect()
}

/// Whether a step says something and ends.
fn is_end(scene: &Scene) -> bool {
    let ends = |cue: &Cue| matches!(cue, Cue::Then(way) if way == "end" || way == "return");
    let says = |cue: &Cue| matches!(cue, Cue::Say(..));
    scene.verb.is_empty() && scene.cues.iter().any(ends) && scene.cues.iter().any(says)
}

/// The text with `was: [step]` at the step `to`.
fn was(path: &str, text: &str, to: &str, step: &str) -> String {
    let name = format!("steps.{to}");
    let cut = parts(path, text);
    let kept = cut.into_iter().map(|part| {
        if part.name != name {
            return part.text;
        }
        if let Some((before, after)) = part.text.split_once("was: [") {
            return format!("{before}was: [{step}, {after}");
        }
        let head = format!("  {to}:");
        let Some((before, after)) = part.text.split_once(&head) else {
            return part.text;
        };
        match after.split_once('{') {
            // On one line.
            Some((gap, rest)) if gap.trim().is_empty() && !gap.contains('\n') => {
                format!("{before}{head}{gap}{{was: [{step}], {rest}")
            }
            _ => match after.split_once('\n') {
                Some((line, rest)) => {
                    format!("{before}{head}{line}\n    was: [{step}]\n{rest}")
                }
                None => part.text,
            },
        }
    });
    kept.collect()
}

/// A step that is kept for who stands at it: it asks nothing new, and whatever they answer ends kindly.
fn farewell(scene: &Scene, to: &str) -> String {
    let asked = scene.cues.iter().find_map(|cue| match cue {
        Cue::Ask(id) => id.split_once('-').map(|(_, key)| key),
        _ => None,
    });
    let options: Vec<String> = keys(scene)
        .into_iter()
        .map(|key| format!("{key}: {to}"))
        .collect();
    let mut text = format!(
        "  {}:\n    retired: true\n    ask: {}\n",
        scene.name,
        asked.unwrap_or(&scene.name)
    );
    for cue in &scene.cues {
        if let Cue::Expect(what) = cue {
            text += &format!("    expect: {what}\n");
        }
    }
    if !options.is_empty() {
        text += &format!("    options: {{{}}}\n", options.join(", "));
    }
    text + &format!("    no_answer: {{then: {to}}}\n    then: {to}\n")
}

#[cfg(test)]
mod tests {
    use tsunagi_flow::{Source, script};

    use super::{farewell, is_end, keys, known, was};

    const TEXT: &str = "flow: a\nsteps:\n  one: {ask: one, options: {a: bye, b: bye}, no_answer: {then: bye}}\n  two:\n    ask: two\n    was: [first]\n    options: {a: bye, b: bye}\n  three:   # here\n    ask: three\n    options: {a: bye}\n  bye: {say: bye, then: end}\n";

    #[test]
    fn a_former_name_is_written_wherever_a_step_is_written() {
        let read = |text: &str| script(&Source::new("a.yml", text)).unwrap();
        for (to, former) in [("one", 1), ("two", 2), ("three", 1)] {
            let text = was("a.yml", TEXT, to, "old");
            let script = read(&text);
            assert!(known(&script, "old"), "{text}");
            let scene = script.scenes.iter().find(|one| one.name == to).unwrap();
            assert_eq!(scene.was.len(), former, "{text}");
            assert_eq!(script.scenes.len(), 4);
        }
    }

    #[test]
    fn a_step_that_is_kept_leads_to_a_kind_end() {
        let read = |text: &str| script(&Source::new("a.yml", text)).unwrap();
        let old = read(TEXT);
        let text = TEXT.replace("  one:", "  uno:") + &farewell(&old.scenes[0], "bye");
        let (definition, problems) = tsunagi_flow::parse(&Source::new("a.yml", &text));
        assert!(problems.is_empty(), "{problems:?}");
        assert!(definition.unwrap().steps().any(|step| step == "one"));
        let script = read(&text);
        let kept = script.scenes.last().unwrap();
        assert!(kept.retired && keys(kept) == ["a", "b"]);
        assert!(is_end(&script.scenes[3]) && !is_end(kept));
    }
}
