//! What is in force: shipped files under published ones, read into the flows and texts that conversations use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono_tz::Tz;
use tsunagi_flow::{Definition, Problem, Program, Severity, Source, Tables};
use tsunagi_locale::Catalogue;
use tsunagi_model::Timestamp;
use tsunagi_store::{Error, FlowVersion, Store};

use super::Files;
use super::check::{Mark, marks};

/// Why the flows cannot be taken into force.
#[derive(Debug, thiserror::Error)]
pub enum ForceError {
    /// A shipped flow has errors.
    #[error("a flow has errors and is not published; run `tsunagi flow check`: {0}")]
    Faulty(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Flows and texts in force, with the files they were read from.
pub struct Force {
    /// What the installation ships.
    pub(super) shipped: Files,
    /// The newest published files over the shipped ones.
    pub(super) files: Files,
    /// The version of each published file that is not the shipped one.
    pub(super) versions: BTreeMap<String, u32>,
    /// Flows that begin for nobody any more.
    pub(super) retired: BTreeSet<String>,
    /// The flows, each version that somebody may still be on.
    pub(crate) program: std::sync::Arc<Program>,
    /// The texts.
    pub(crate) texts: std::sync::Arc<Catalogue>,
    /// What is wrong with what is in force, so that a draft is not blamed for it; found when first asked for.
    known: OnceLock<BTreeSet<Mark>>,
}

impl Force {
    /// Reads what is in force. Shipped flows that the store does not have yet, or has only in an older shipped form, are published first;
    /// what staff published is never touched.
    pub async fn begin(
        store: &Store,
        shipped: Files,
        zone: Tz,
        now: Timestamp,
    ) -> Result<Self, ForceError> {
        let newest = store.newest_publications().await?;
        let mut sources: BTreeMap<String, String> = BTreeMap::new();
        for version in store.flow_versions().await? {
            // Oldest first, so the newest stays.
            sources.insert(version.flow, version.source);
        }
        for source in shipped.flows() {
            let definition = sound(&source).map_err(ForceError::Faulty)?;
            let flow = definition.flow;
            let (number, note) = match newest.get(&flow) {
                None => (1, "first version"),
                Some(known) if known.by.is_none() && sources.get(&flow) != Some(&source.text) => {
                    (known.version + 1, "shipped version")
                }
                Some(_) => continue,
            };
            let version = FlowVersion {
                flow,
                version: number,
                source: source.text,
            };
            match store.publish_flow(&version, note, None, now).await {
                // Another instance was faster with the same.
                Ok(()) | Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Self::read(store, shipped, zone).await.map_err(Into::into)
    }

    /// Reads what is in force now.
    pub(super) async fn read(store: &Store, shipped: Files, zone: Tz) -> Result<Self, Error> {
        let flows = store.flow_versions().await?;
        let published = store.newest_files().await?;
        let retired: BTreeSet<String> = store.retired_flows().await?.into_iter().collect();
        let mut files = shipped.clone();
        let mut versions = BTreeMap::new();
        for file in published {
            files.put(&file.path, &file.text);
            versions.insert(file.path, file.version);
        }
        for flow in &flows {
            let path = format!("{}.yml", flow.flow);
            files.put(&path, &flow.source);
            versions.insert(path, flow.version);
        }
        let built = tokio::task::spawn_blocking(move || {
            Self::build(shipped, files, versions, &flows, retired, zone)
        });
        built
            .await
            .map_err(|_| Error::Inconsistent { what: "flow" })
    }

    /// What some files bring by themselves, each flow as its first version: for trying without a store.
    pub fn of(files: Files, zone: Tz) -> Self {
        let flows = files.flows().into_iter().map(|source| FlowVersion {
            flow: source.stem().to_owned(),
            version: 1,
            source: source.text,
        });
        let flows: Vec<_> = flows.collect();
        let versions = flows
            .iter()
            .map(|flow| (format!("{}.yml", flow.flow), 1))
            .collect();
        let shipped = files.clone();
        Self::build(shipped, files, versions, &flows, BTreeSet::new(), zone)
    }

    fn build(
        shipped: Files,
        files: Files,
        versions: BTreeMap<String, u32>,
        flows: &[FlowVersion],
        retired: BTreeSet<String>,
        zone: Tz,
    ) -> Self {
        let program = program(&files, flows, &retired, zone);
        let texts = texts(&files);
        Self {
            shipped,
            files,
            versions,
            retired,
            program: program.into(),
            texts: texts.into(),
            known: OnceLock::new(),
        }
    }

    /// Whether there is such a flow.
    pub fn has(&self, flow: &str) -> bool {
        self.program.newest(flow).is_some()
    }

    /// What is wrong with what is in force.
    pub(super) fn known(&self, zone: Tz) -> &BTreeSet<Mark> {
        self.known.get_or_init(|| marks(&self.files, zone))
    }

    /// The version of a file that is in force; 0 is what the installation ships.
    pub(super) fn version(&self, path: &str) -> u32 {
        self.versions.get(path).copied().unwrap_or(0)
    }
}

/// The definition of a flow without errors, or the first of them.
fn sound(source: &Source) -> Result<Definition, String> {
    let (definition, problems) = tsunagi_flow::parse(source);
    let first = problems
        .into_iter()
        .find(|problem| problem.severity == Severity::Error);
    match (definition, first) {
        (Some(definition), None) => Ok(definition),
        (_, Some(problem)) => Err(format!(
            "{}:{}: {}",
            problem.file, problem.line, problem.message
        )),
        (None, None) => Err(source.path.clone()),
    }
}

/// An empty programme over the tables and calendars of `files`.
fn grounds(files: &Files, zone: Tz) -> (Program, Vec<Problem>) {
    let (tables, mut problems) = Tables::load(&files.tables());
    let mut program = Program::in_zone(tables, zone);
    problems.extend(program.read_calendars(&files.calendars()));
    (program, problems)
}

fn program(files: &Files, flows: &[FlowVersion], retired: &BTreeSet<String>, zone: Tz) -> Program {
    let (mut program, problems) = grounds(files, zone);
    for problem in problems {
        tracing::warn!(file = %problem.file, line = problem.line, "{}", problem.message);
    }
    for version in flows {
        let path = format!("{}.yml", version.flow);
        match tsunagi_flow::parse(&Source::new(&path, &version.source)) {
            (Some(definition), _) => add(&mut program, version.version, definition, retired),
            (None, _) => {
                tracing::error!(flow = %version.flow, version = version.version, "a published flow cannot be read");
            }
        }
    }
    program
}

/// Adds a version; a retired flow has no way in, but everything else, for who is in its middle.
fn add(
    program: &mut Program,
    version: u32,
    mut definition: Definition,
    retired: &BTreeSet<String>,
) {
    if retired.contains(&definition.flow) {
        definition.starts.clear();
    }
    program.add(version, definition);
}

fn texts(files: &Files) -> Catalogue {
    let (texts, problems) = Catalogue::load(&files.texts());
    for problem in problems {
        tracing::warn!(file = %problem.file, line = problem.line, "{}", problem.message);
    }
    texts
}

/// The flows of `files` alone, each as version 1, for checks and trying; with what is wrong with the files themselves.
pub(super) fn trial(files: &Files, zone: Tz) -> (Program, Vec<Problem>) {
    let (mut program, mut problems) = grounds(files, zone);
    for source in files.flows() {
        let (definition, found) = tsunagi_flow::parse(&source);
        problems.extend(found);
        if let Some(definition) = definition {
            program.add(1, definition);
        }
    }
    (program, problems)
}
