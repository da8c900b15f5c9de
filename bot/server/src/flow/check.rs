//! `tsunagi flow check`: everything that can be known of flows and their texts without running them.

mod files;
mod kept;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use clap::Args;
use tsunagi_flow::{Checker, Definition, Digest, Given, Program, Source, Tables};
use tsunagi_locale::{Rules, Shelf};
use tsunagi_model::{Clock, SystemClock};

use super::Place;
use crate::assets;
use crate::config::Config;
use crate::finding::{Finding, Format, print};
use crate::locale::words;
use files::{File, hash};
use kept::Kept;
use texts::{Around, Texts};

/// What to check and how to say it.
#[derive(Debug, Args)]
pub struct Check {
    /// The folder of flows, or one flow in it; the configured folder by default. Texts come from `locales` inside or beside
    /// the folder if there is one, else from the configured folder.
    path: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How many pushes a month one person may be sent before W19 speaks.
    #[arg(long, default_value_t = 8.0)]
    budget: f64,
    /// Use nothing that an earlier run kept, and keep nothing.
    #[arg(long)]
    fresh: bool,
}

/// Checks a folder, or one flow among the others of its folder.
pub fn run(config: &Config, check: &Check) -> Result<ExitCode> {
    let Place {
        flows,
        locales,
        only,
    } = Place::find(config, check.path.as_deref())?;
    let mut findings = checked(config, check, &flows, &locales)?;
    if let Some(only) = only {
        findings.retain(|finding| Source::new(&finding.file, "").stem() == only);
    }
    print(findings, check.format)
}

/// The findings of a folder of flows and a folder of texts, from what was kept as far as it holds.
fn checked(config: &Config, check: &Check, folder: &Path, locales: &Path) -> Result<Vec<Finding>> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let names = format!(
        "{:?} {:?} {folder:?} {locales:?}",
        real(folder),
        real(locales)
    );
    let place = kept::place(&names).filter(|_| !check.fresh);
    let mut kept = Kept::load(place.as_ref());
    let (found, changed) = Run::new(config, check, folder, locales, &kept)?.findings(&mut kept);
    if changed {
        kept.save(place.as_ref());
    }
    Ok(found)
}

/// One run: the files, and what does not come from them.
struct Run {
    given: Given,
    zone: chrono_tz::Tz,
    flows: Vec<File>,
    tables: Vec<File>,
    calendars: Vec<File>,
    texts: Vec<File>,
    /// For all that is the same for every flow.
    base: u64,
}

impl Run {
    fn new(
        config: &Config,
        check: &Check,
        folder: &Path,
        locales: &Path,
        kept: &Kept,
    ) -> Result<Self> {
        let clock = SystemClock.now();
        let now = SystemTime::UNIX_EPOCH + Duration::from_micros(clock.0.unsigned_abs());
        let mut run = Self {
            given: Given {
                now: Some(clock),
                budget: check.budget,
                media: Some(BTreeSet::new()),
            },
            zone: config.time_zone,
            flows: Vec::new(),
            tables: Vec::new(),
            calendars: Vec::new(),
            texts: Vec::new(),
            base: 0,
        };
        for (path, place) in assets::list_flows(folder)? {
            let list = match path.split_once('/') {
                None if path.ends_with(".yml") => &mut run.flows,
                Some(("tables", name)) if name.ends_with(".csv") => &mut run.tables,
                Some(("calendar", name)) if name.ends_with(".csv") => &mut run.calendars,
                Some(("media", name)) => {
                    run.given
                        .media
                        .get_or_insert_default()
                        .insert(name.to_owned());
                    continue;
                }
                _ => continue,
            };
            list.push(File::new(folder, path, place, &kept.files, now));
        }
        for (path, place) in assets::list_texts(locales)? {
            if path.ends_with(".ftl") && path.contains('/') {
                run.texts
                    .push(File::new(locales, path, place, &kept.files, now));
            }
        }
        // Dates count by the day.
        let today = SystemClock
            .now()
            .utc()
            .with_timezone(&run.zone)
            .date_naive();
        let shared = run.tables.iter().chain(&run.calendars);
        run.base = hash((
            today.to_string(),
            run.zone.name(),
            check.budget.to_bits(),
            &run.given.media,
            shared
                .map(|file| (&file.shown, file.hash))
                .collect::<Vec<_>>(),
        ));
        Ok(run)
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        let own = self.flows.iter().chain(&self.tables);
        own.chain(&self.calendars).chain(&self.texts)
    }

    /// All findings, and whether anything was found out that is worth keeping.
    fn findings(&self, kept: &mut Kept) -> (Vec<Finding>, bool) {
        let all: Vec<(&str, u64)> = self
            .files()
            .map(|file| (file.shown.as_str(), file.hash))
            .collect();
        let whole = hash((self.base, all));
        let stamps: BTreeMap<_, _> = self.files().filter_map(File::stamp).collect();
        let stamped = std::mem::replace(&mut kept.files, stamps) != kept.files;
        if let Some((key, found)) = &kept.whole
            && *key == whole
        {
            return (found.clone(), stamped);
        }
        let found = self.check(kept);
        kept.whole = Some((whole, found.clone()));
        (found, true)
    }

    fn check(&self, kept: &mut Kept) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let shared = self.tables.iter().chain(&self.calendars);
        found.extend(shared.filter_map(File::unreadable));
        let (tables, problems) = Tables::load(&sources(&self.tables));
        found.extend(problems.into_iter().map(Finding::from));
        let words = words(&tables);
        let mut program = Program::in_zone(tables, self.zone);
        let problems = program.read_calendars(&sources(&self.calendars));
        found.extend(problems.into_iter().map(Finding::from));

        let read = self.read(&program, kept);
        let mut definitions: BTreeMap<&str, Definition> = BTreeMap::new();
        for (file, definition) in self.flows.iter().zip(read) {
            definitions.extend(definition.map(|definition| (file.stem(), definition)));
            if let Some((_, (_, problems))) = kept.digests.get(file.stem()) {
                found.extend(problems.iter().cloned());
            }
        }
        let digests: BTreeMap<String, Digest> = kept
            .digests
            .iter()
            .filter_map(|(name, (_, (digest, _)))| Some((name.clone(), digest.clone()?)))
            .collect();
        let checker = Checker::new(&program, &self.given, &digests);
        found.extend(checker.shared().into_iter().map(Finding::from));

        let pushed = tsunagi_flow::pushed(&digests);
        let texts = Texts::new(&self.texts);
        let looks = self.looks(&checker, &texts, &pushed, &words);
        let work: Vec<&Look> = looks
            .iter()
            .filter(|look| {
                kept.flows.get(look.name).map(|known| known.0) != look.flow
                    || kept.texts.get(look.name).map(|known| known.0) != Some(look.texts)
            })
            .collect();
        let common = texts.of(if work.is_empty() { &[] } else { &texts::SHARED });
        let common = Shelf::read(&common);
        let done = in_parallel(&work, |look| {
            let rules = Rules {
                words: words.clone(),
                pushed: look.pushed.iter().map(|id| (*id).to_owned()).collect(),
                without_missing: look.flow.is_some(),
            };
            let own = texts.of(&[look.name]);
            let shelf = Shelf::read(&own);
            let problems = shelf.check(&rules).into_iter();
            let told: Vec<Finding> = problems.map(Finding::from).collect();
            let flow = look.flow.and_then(|_| {
                let parsed;
                let definition = match definitions.get(look.name) {
                    Some(definition) => definition,
                    None => {
                        parsed =
                            parse(self.flows.iter().find(|file| file.stem() == look.name)?).0?;
                        &parsed
                    }
                };
                let around = Around {
                    languages: &texts.languages,
                    own: &shelf,
                    shared: &common,
                };
                let problems = checker.flow(definition, &around).into_iter();
                Some(problems.map(Finding::from).collect::<Vec<_>>())
            });
            (told, flow)
        });
        for (look, (told, flow)) in work.into_iter().zip(done) {
            kept.texts.insert(look.name.to_owned(), (look.texts, told));
            if let (Some(key), Some(flow)) = (look.flow, flow) {
                kept.flows.insert(look.name.to_owned(), (key, flow));
            }
        }
        let here: BTreeSet<&str> = looks.iter().map(|look| look.name).collect();
        kept.flows.retain(|name, _| here.contains(name.as_str()));
        kept.texts.retain(|name, _| here.contains(name.as_str()));
        let known = kept.flows.values().chain(kept.texts.values());
        found.extend(known.flat_map(|(_, findings)| findings.iter().cloned()));
        found.extend(self.texts.iter().filter_map(|file| {
            here.contains(file.stem())
                .then(|| file.unreadable())
                .flatten()
        }));
        found
    }

    /// Reads the flows that are new; their definitions, where they had to be made anyway.
    fn read(&self, program: &Program, kept: &mut Kept) -> Vec<Option<Definition>> {
        let work: Vec<&File> = self.flows.iter().collect();
        let done = in_parallel(&work, |file| {
            let key = hash((self.base, file.hash, &file.shown));
            if kept
                .digests
                .get(file.stem())
                .is_some_and(|known| known.0 == key)
            {
                return None;
            }
            let (definition, problems) = parse(file);
            let digest = definition
                .as_ref()
                .map(|flow| Digest::of(flow, program, &self.given));
            let problems = file
                .unreadable()
                .into_iter()
                .chain(problems.into_iter().map(Finding::from));
            Some((definition, (key, (digest, problems.collect::<Vec<_>>()))))
        });
        let mut definitions = Vec::new();
        for (file, done) in self.flows.iter().zip(done) {
            definitions.push(done.and_then(|(definition, known)| {
                kept.digests.insert(file.stem().to_owned(), known);
                definition
            }));
        }
        let here: BTreeSet<&str> = self.flows.iter().map(File::stem).collect();
        kept.digests.retain(|name, _| here.contains(name.as_str()));
        definitions
    }

    /// What there is to look at: each flow with its texts, and the texts that flows share.
    fn looks<'a>(
        &'a self,
        checker: &Checker<'_>,
        texts: &Texts<'_>,
        pushed: &BTreeSet<&'a str>,
        words: &[tsunagi_locale::Word],
    ) -> Vec<Look<'a>> {
        let flows = self.flows.iter().map(|file| (file.stem(), Some(file)));
        let shared = texts::SHARED.iter().map(|name| (*name, None));
        let avoid = hash(format!("{words:?}"));
        flows
            .chain(shared)
            .map(|(name, file)| {
                let prefix = format!("{name}-");
                let pushed: Vec<&str> = pushed
                    .iter()
                    .copied()
                    .filter(|id| file.is_none() || id.starts_with(&prefix))
                    .collect();
                let own = texts.hash(name);
                let around = texts::SHARED.map(|name| texts.hash(name));
                let flow = file.map(|file| {
                    let surroundings = checker.surroundings(name);
                    hash((self.base, file.hash, &file.shown, own, around, surroundings))
                });
                Look {
                    name,
                    flow,
                    texts: hash((own, &pushed, avoid)),
                    pushed,
                }
            })
            .collect()
    }
}

/// A name that is looked at: a flow and its texts, or texts alone.
struct Look<'a> {
    name: &'a str,
    /// For all that the checks of the flow depend on.
    flow: Option<u64>,
    /// For all that the checks of its texts depend on.
    texts: u64,
    pushed: Vec<&'a str>,
}

fn parse(file: &File) -> (Option<Definition>, Vec<tsunagi_flow::Problem>) {
    tsunagi_flow::parse(&Source::new(&file.shown, file.text()))
}

fn sources(files: &[File]) -> Vec<Source> {
    files
        .iter()
        .map(|file| Source::new(&file.shown, file.text()))
        .collect()
}

/// Does the work on every processor; the results are in the order of the work.
fn in_parallel<W: Sync, T: Send>(work: &[W], each: impl Fn(&W) -> T + Sync) -> Vec<T> {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let share = work.len().div_ceil(hands).max(1);
    if work.len() < 4 {
        return work.iter().map(each).collect();
    }
    std::thread::scope(|scope| {
        let each = &each;
        let hands: Vec<_> = work
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<T>>()))
            .collect();
        hands
            .into_iter()
            .flat_map(|hand| {
                hand.join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    })
}
