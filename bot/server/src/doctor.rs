//! `tsunagi doctor`: what is wrong with this installation and what to do, for the people who run it.

mod login;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use tsunagi_channel::{ChannelConfig, Finding, Remedy, SendError};
use tsunagi_flow::{Tables, is_placeholder};
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_store::Store;

use crate::assets;
use crate::config::Config;
use crate::finding::Format;
use crate::wire;

/// What is looked at and how it is told.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Also tell each platform where its events shall come, where that can be told by a request.
    #[arg(long)]
    connect: bool,
    /// The language of what is to be done; what was found stays in English, in the platforms' own words.
    #[arg(long, value_enum, default_value = "ja")]
    lang: Language,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// A language of the operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// `tsunagi doctor`.
pub async fn run(config: &Config, doctor: &Doctor) -> Result<ExitCode> {
    let mut report = Report::new(config, doctor)?;
    report.say(Finding::good(
        "configuration",
        format!("{} channels", config.channels.len()),
    ));
    report.say(telephones(config)?);
    report.say(spool(config));
    match wire::open_store(config).await {
        Ok(store) => {
            report.say(Finding::good("database", store.engine()));
            report.say(Finding::good("key", config.key_file.display().to_string()));
            for finding in records(&store).await? {
                report.say(finding);
            }
            store.close().await;
        }
        Err(error) => report.say(Finding::bad(
            "database",
            format!("{error:#}"),
            Remedy::new(
                "database",
                "see that the database answers and that `database_url` and `key_file` are the right ones",
            ),
        )),
    }
    for channel in &config.channels {
        let webhook = config.webhook_url(&channel.slug);
        if let Some(finding) = login::login(channel, config) {
            report.say_of(Some(&channel.slug), finding);
        }
        for finding in platform(channel, webhook, doctor.connect).await? {
            report.say_of(Some(&channel.slug), finding);
        }
    }
    report.end()
}

/// Whether every team that is called has a telephone number.
fn telephones(config: &Config) -> Result<Finding> {
    const WHAT: &str = "telephones";
    let (tables, _) = Tables::load(&assets::flows(&config.flows)?.tables);
    let unset: Vec<&str> = tables
        .rows("teams")
        .iter()
        .filter(|row| row.get("phone").is_some_and(|phone| is_placeholder(phone)))
        .filter_map(|row| row.get("team").map(String::as_str))
        .collect();
    if unset.is_empty() {
        return Ok(Finding::good(
            WHAT,
            "every team that is called has a number",
        ));
    }
    let teams = unset.join(", ");
    Ok(Finding::bad(
        WHAT,
        format!("{teams} have no number yet"),
        Remedy::new("telephones", "write it into tables/teams.csv").with("teams", teams),
    ))
}

/// Whether events that come while the database is away have where to go, and whether some still wait there.
fn spool(config: &Config) -> Finding {
    let folder = config.spool_folder();
    let shown = folder.display().to_string();
    match tsunagi_dispatch::examine_spool(&folder) {
        Ok((0, _)) => Finding::good("spool", format!("{shown}, empty")),
        Ok((count, bytes)) => Finding::bad(
            "spool",
            format!("{bytes} bytes of events wait in {count} files of {shown}"),
            Remedy::new(
                "spool-waiting",
                "they are taken in while the service runs and the database answers",
            ),
        ),
        Err(error) => Finding::bad(
            "spool",
            format!("{shown} cannot be written ({error})"),
            Remedy::new(
                "spool-unwritable",
                "let the service write there: events would be refused while the database is away",
            )
            .with("folder", shown),
        ),
    }
}

/// What lies in the database.
async fn records(store: &Store) -> Result<[Finding; 3]> {
    let (waiting, _) = store.intake_backlog().await?;
    let aside = store.intake_aside().await?;
    let found = format!("{waiting} waiting, {aside} put aside");
    let events = if aside == 0 {
        Finding::good("events", found)
    } else {
        let remedy = Remedy::new(
            "events-aside",
            "somebody may wait for an answer to them: look into the service's log for \"put aside\" and report it to the developers",
        );
        Finding::bad("events", found, remedy.with("count", aside.to_string()))
    };
    let staff = match store.count_staff().await? {
        0 => Finding::bad(
            "staff",
            "none",
            Remedy::new("staff", "run `tsunagi staff add`"),
        ),
        count => Finding::good("staff", format!("{count} accounts")),
    };
    let audit = match store.audit_verify().await? {
        None => Finding::good("audit log", "unbroken"),
        Some(row) => Finding::bad(
            "audit log",
            format!("row {row} does not follow from the one before"),
            Remedy::new(
                "audit-broken",
                "somebody changed it, or a part was lost: change nothing, keep a copy of the database, and tell those who are responsible",
            )
            .with("row", row.to_string()),
        ),
    };
    Ok([events, staff, audit])
}

/// What a channel's platform says.
async fn platform(channel: &ChannelConfig, webhook: String, connect: bool) -> Result<Vec<Finding>> {
    let http = tsunagi_channel::http::client()?;
    let mut channel = channel.clone();
    channel.webhook_url = Some(webhook.clone());
    let open = match tsunagi_channel::open(&channel, &http) {
        Ok(open) => open,
        Err(error) => {
            let remedy = Remedy::new("settings", "mend this setting of the channel");
            return Ok(vec![Finding::bad("settings", error.to_string(), remedy)]);
        }
    };
    let mut findings = Vec::new();
    if connect {
        findings.push(told(open.connect(&webhook).await));
    }
    let looked = open.examine(Some(&webhook)).await;
    if looked.is_empty() {
        findings.push(Finding::good("platform", "none to ask"));
    }
    findings.extend(looked);
    Ok(findings)
}

/// What became of telling a platform where events come.
fn told(outcome: Result<(), SendError>) -> Finding {
    match outcome {
        Ok(()) => Finding::good("connect", "the platform knows our address now"),
        Err(SendError::Unsupported) => {
            Finding::good("connect", "the address is set on the platform's own pages")
        }
        Err(error) => Finding::bad(
            "connect",
            format!("the platform was not told: {error}"),
            Remedy::new(
                "connect",
                "do what is named below, then run `tsunagi doctor --connect` again",
            ),
        ),
    }
}

/// One finding as it is printed. Its fields are those of `--format json`, and stay.
#[derive(serde::Serialize)]
struct Told {
    ok: bool,
    /// The channel's slug; none for the installation itself.
    channel: Option<String>,
    what: &'static str,
    /// Names what is to be done; none where nothing is.
    code: Option<&'static str>,
    found: String,
    /// What is to be done, in the language that was asked for.
    remedy: Option<String>,
}

/// Tells findings as they come.
struct Report {
    texts: Option<Catalogue>,
    format: Format,
    told: Vec<Told>,
}

impl Report {
    fn new(config: &Config, doctor: &Doctor) -> Result<Self> {
        let texts = match doctor.lang {
            Language::Ja => Some(Catalogue::load(&assets::texts(&config.locales)?).0),
            Language::En => None,
        };
        Ok(Self {
            texts,
            format: doctor.format,
            told: Vec::new(),
        })
    }

    fn say(&mut self, finding: Finding) {
        self.say_of(None, finding);
    }

    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn say_of(&mut self, channel: Option<&str>, finding: Finding) {
        let translated = finding
            .remedy
            .as_ref()
            .and_then(|remedy| self.translated(remedy));
        let is_translated = translated.is_some();
        let told = Told {
            ok: finding.ok,
            channel: channel.map(str::to_owned),
            what: finding.what,
            code: finding.remedy.as_ref().map(|remedy| remedy.code),
            found: finding.found,
            remedy: translated.or(finding.remedy.map(|remedy| remedy.english)),
        };
        if self.format == Format::Text {
            println!("{}", line(&told, is_translated));
        }
        self.told.push(told);
    }

    /// What is to be done in the language that was asked for; none where a folder of texts does not have it.
    fn translated(&self, remedy: &Remedy) -> Option<String> {
        let args: Vec<(&str, Arg)> = remedy
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        let said = self
            .texts
            .as_ref()?
            .text("ja", &format!("doctor-{}", remedy.code), &args);
        (said.complete && said.language == "ja").then(|| said.text.trim().to_owned())
    }

    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn end(self) -> Result<ExitCode> {
        if self.format == Format::Json {
            println!("{}", serde_json::to_string_pretty(&self.told)?);
        }
        Ok(if self.told.iter().all(|told| told.ok) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// A finding for a terminal. A translated sentence says what is wrong as well, and so comes first.
fn line(told: &Told, is_translated: bool) -> String {
    let mark = if told.ok { "ok  " } else { "BAD " };
    let channel = told.channel.iter();
    let channel: String = channel.flat_map(|slug| [slug.as_str(), " "]).collect();
    let (first, second) = match &told.remedy {
        Some(remedy) if is_translated => (remedy, format!("\n     ({})", told.found)),
        Some(remedy) => (&told.found, format!("\n     → {remedy}")),
        None => (&told.found, String::new()),
    };
    format!("{mark} {channel}{}: {first}{second}", told.what)
}
