//! `tsunagi menu …`: the menus of `flows/menus`, on the LINE accounts that show them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use tsunagi_channel::ChannelConfig;
use tsunagi_channel::line::{Line, Menu, MenuAction, MenuArea, MenuPart, MenuStep, missing_tabs};
use tsunagi_dispatch::Menus;
use tsunagi_flow::{MenuAct, MenuFile, Place, Problem, Program, Source, Tables};
use tsunagi_model::{ChannelKind, ExternalId};

use crate::assets;
use crate::config::Config;
use crate::finding::{Finding, Format, print};
use crate::wire;

/// People whose menus are looked at in one go: as many as LINE takes in one request.
const GROUP: i64 = 500;

/// Menus that always stand under a chat on LINE.
#[derive(Debug, Subcommand)]
pub enum MenuCommand {
    /// Say what is wrong with the files: `file:line:column: error[E40] message`; exit 1 on errors.
    Check {
        /// How to print.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Bring the accounts to what the files say, and show everybody the menu that is meant for them. May be run as often as one
    /// likes: what stands already is left alone.
    Push {
        #[command(flatten)]
        which: Which,
        /// Say what would be done, and do nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// List the menus there are.
    List(Which),
}

/// Which channels.
#[derive(Debug, Args)]
pub struct Which {
    /// Only this channel; all LINE channels by default.
    #[arg(long, value_name = "SLUG")]
    channel: Option<String>,
}

/// Runs it.
pub async fn run(config: &Config, command: MenuCommand) -> Result<ExitCode> {
    match command {
        MenuCommand::Check { format } => print(Shelf::load(config)?.findings, format),
        MenuCommand::Push { which, dry_run } => push(config, &which, dry_run).await,
        MenuCommand::List(which) => list(config, &which).await,
    }
}

async fn push(config: &Config, which: &Which, dry_run: bool) -> Result<ExitCode> {
    let shelf = Shelf::load(config)?;
    if shelf.findings.iter().any(|found| found.severity == "error") {
        return print(shelf.findings, Format::Text);
    }
    for (channel, line) in lines(config, which)? {
        let here = shelf.of(channel);
        let menus: Vec<Menu> = here.iter().map(|(_, menu)| menu.clone()).collect();
        let choice = Menus::of(
            here.iter().map(|(file, _)| file),
            &channel.slug,
            channel.audience,
        );
        let usual = choice.usual();
        let about = || format!("channel `{}`", channel.slug);
        let steps = line
            .raise_menus(&menus, usual, dry_run)
            .await
            .with_context(about)?;
        say_steps(&channel.slug, &steps);
        link(config, channel, &line, &choice, dry_run)
            .await
            .with_context(about)?;
        // Last, so that nobody sees a menu that is gone.
        let steps = line
            .clear_menus(&menus, dry_run)
            .await
            .with_context(about)?;
        say_steps(&channel.slug, &steps);
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(config: &Config, which: &Which) -> Result<ExitCode> {
    for (channel, line) in lines(config, which)? {
        for (name, ours) in line
            .menu_names()
            .await
            .with_context(|| format!("channel `{}`", channel.slug))?
        {
            let whose = if ours {
                "from a file"
            } else {
                "made elsewhere"
            };
            say(&channel.slug, &format!("{name} ({whose})"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows each person the menu that is meant for them, where that is not what everybody sees.
async fn link(
    config: &Config,
    channel: &ChannelConfig,
    line: &Line,
    menus: &Menus,
    dry_run: bool,
) -> Result<()> {
    if !menus.differ() {
        return Ok(());
    }
    let store = wire::open_store(config).await?;
    let (mut after, mut own, mut others) = (String::new(), 0, 0);
    loop {
        let page = store.thread_page(&[], &after, GROUP).await?;
        let Some(last) = page.last() else { break };
        after = last.id.to_string();
        let mut groups: BTreeMap<Option<&str>, Vec<ExternalId>> = BTreeMap::new();
        for person in page
            .iter()
            .filter(|thread| thread.channel == channel.slug && thread.is_reachable())
        {
            groups
                .entry(menus.own(person))
                .or_default()
                .push(person.external.clone());
        }
        for (menu, people) in groups {
            let count = if menu.is_some() {
                &mut own
            } else {
                &mut others
            };
            *count += people.len();
            match menu.filter(|_| !dry_run) {
                Some(menu) => line.link_menu(menu, &people).await?,
                None if !dry_run => line.unlink_menu(&people).await?,
                None => {}
            }
        }
    }
    store.close().await;
    say(
        &channel.slug,
        &format!("{own} people see a menu of their own, {others} the one for everybody"),
    );
    Ok(())
}

/// The files with what is wrong with them.
struct Shelf {
    menus: Vec<(MenuFile, Menu)>,
    findings: Vec<Finding>,
}

impl Shelf {
    fn load(config: &Config) -> Result<Self> {
        let folder = assets::flows(&config.flows)?;
        let (tables, _) = Tables::load(&folder.tables);
        let mut program = Program::in_zone(tables, config.time_zone);
        for source in &folder.flows {
            if let (Some(definition), _) = tsunagi_flow::parse(source) {
                program.add(1, definition);
            }
        }
        let (mut menus, mut sources) = (Vec::new(), Vec::new());
        let mut problems = Vec::new();
        for source in folder.menus {
            let (file, mut found) = tsunagi_flow::menu(&source, &program);
            problems.append(&mut found);
            let Some(file) = file else { continue };
            let Some(picture) = assets::menu_picture(&config.flows, &file.picture)? else {
                let message = format!("there is no `{}` in the folder `menus`", file.picture);
                problems.push(Problem::new("E01", &source, file.places.picture, message));
                continue;
            };
            let menu = as_shown(&file, picture);
            for fault in menu.faults() {
                let place = place(&file, fault.part);
                problems.push(Problem::new("E40", &source, place, fault.message));
            }
            menus.push((file, menu));
            sources.push(source);
        }
        problems.extend(without_target(&menus, &sources));
        Ok(Self {
            menus,
            findings: problems.into_iter().map(Finding::from).collect(),
        })
    }

    /// The menus of a channel.
    fn of(&self, channel: &ChannelConfig) -> Vec<&(MenuFile, Menu)> {
        self.menus
            .iter()
            .filter(|(file, _)| Menus::shows(file, &channel.slug, channel.audience))
            .collect()
    }
}

/// Areas that turn to a menu that there is not.
fn without_target(menus: &[(MenuFile, Menu)], sources: &[Source]) -> Vec<Problem> {
    let shown: Vec<Menu> = menus.iter().map(|(_, menu)| menu.clone()).collect();
    missing_tabs(&shown)
        .into_iter()
        .filter_map(|(at, area)| {
            let ((file, _), source) = (menus.get(at)?, sources.get(at)?);
            let place = file.areas.get(area)?.place;
            Some(Problem::new(
                "E01",
                source,
                place,
                "there is no menu of this name",
            ))
        })
        .collect()
}

/// A file as LINE's menu.
fn as_shown(file: &MenuFile, picture: Vec<u8>) -> Menu {
    let areas = file.areas.iter().map(|area| MenuArea {
        bounds: area.at,
        label: area.label.clone(),
        action: match area.act.clone() {
            MenuAct::Text(words) => MenuAction::Say(words),
            MenuAct::Tap(data) => MenuAction::Tap(data),
            MenuAct::Page(page) => MenuAction::Open(page),
            MenuAct::Tel(number) => MenuAction::Call(number),
            MenuAct::Menu(name) => MenuAction::Tab(name),
            MenuAct::Copy(words) => MenuAction::Copy(words),
        },
    });
    Menu {
        name: file.menu.clone(),
        bar: file.bar.clone(),
        size: file.size,
        areas: areas.collect(),
        picture,
        open: file.open,
    }
}

fn place(file: &MenuFile, part: MenuPart) -> Place {
    match part {
        MenuPart::Name => file.places.name,
        MenuPart::Bar => file.places.bar,
        MenuPart::Size => file.places.size,
        MenuPart::Picture => file.places.picture,
        MenuPart::Areas => file.places.areas,
        MenuPart::Area(index) => file
            .areas
            .get(index)
            .map_or(file.places.areas, |area| area.place),
    }
}

/// The LINE channels that are meant.
fn lines<'c>(config: &'c Config, which: &Which) -> Result<Vec<(&'c ChannelConfig, Line)>> {
    let http = tsunagi_channel::http::client()?;
    let mut lines = Vec::new();
    for channel in &config.channels {
        let is_meant = which
            .channel
            .as_ref()
            .is_none_or(|slug| *slug == channel.slug);
        if channel.kind == ChannelKind::Line && is_meant {
            let line = Line::open(channel, &http)
                .with_context(|| format!("channel `{}`", channel.slug))?;
            lines.push((channel, line));
        }
    }
    match (&which.channel, lines.is_empty()) {
        (Some(slug), true) => bail!("there is no LINE channel `{slug}` in the configuration"),
        (None, true) => bail!("no LINE channel is configured"),
        _ => Ok(lines),
    }
}

fn say_steps(slug: &str, steps: &[MenuStep]) {
    for step in steps {
        let told = match step {
            MenuStep::Keep(name) => format!("{name} stands as it should"),
            MenuStep::Make(name) => format!("{name} is made"),
            MenuStep::Show(name) => format!("{name} is shown to everybody"),
            MenuStep::ShowNone => "no menu is shown to everybody any more".to_owned(),
            MenuStep::Remove(name) => format!("{name} is taken away"),
        };
        say(slug, &told);
    }
}

fn say(slug: &str, told: &str) {
    // Whoever has read enough (`| head`) closes the pipe; that is no error.
    _ = writeln!(std::io::stdout().lock(), "{slug}: {told}");
}
