//! Wiring: from a configuration to a service whose parts know only what they must.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use tsunagi_channel::ChannelConfig;
use tsunagi_dispatch::{AttachmentRules, Files, Force, Line, Menus, Parts, Service};
use tsunagi_flow::{MenuFile, Program, Source, Tables};
use tsunagi_model::{ChannelKind, Clock, Span};
use tsunagi_safeguard::Classifier;
use tsunagi_store::Store;

use crate::assets;
use crate::config::Config;

/// Opens the store that the configuration names.
pub async fn open_store(config: &Config) -> Result<Store> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://") {
        let path = Path::new(path.split('?').next().unwrap_or(path));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
    }
    Store::open(&config.database_url, &config.key_file)
        .await
        .context("cannot open the store")
}

/// Puts the service together.
pub async fn service(config: &Config, store: Store, clock: Arc<dyn Clock>) -> Result<Arc<Service>> {
    let files = assets::authored(&config.flows, &config.locales)?;
    let risk = files.get("tables/risk_words.csv").unwrap_or("").to_owned();
    let (classifier, problems) = Classifier::load(&risk);
    if !problems.is_empty() || risk.is_empty() {
        bail!(
            "the table of danger words (risk_words.csv) is missing or has {} faulty rows",
            problems.len()
        );
    }
    let menus = menus(&files);
    let force = Force::begin(&store, files, config.time_zone, clock.now()).await?;
    let lines = lines(config, &store, &menus, clock.as_ref()).await?;
    if store.engine() == "sqlite" {
        // Nobody else uses this file: what the process before had under way comes back at once.
        store.reclaim_outbox().await?;
    }
    let service = Service::new(Parts {
        store,
        clock,
        zone: config.time_zone,
        lines,
        force,
        classifier,
        media_base: config.public_url.as_ref().map(|url| format!("{url}/media")),
        attachments: attachment_rules(config),
        quota_reserve: config.quota_reserve,
    });
    let spool = config.spool_folder();
    service
        .open_spool(&spool, config.spool_limit)
        .with_context(|| format!("cannot open the spool in {}", spool.display()))?;
    for channel in &config.channels {
        if let Some(requests) = channel.requests_per_second {
            service.limit_channel(&channel.slug, requests);
        }
    }
    Ok(service)
}

fn attachment_rules(config: &Config) -> AttachmentRules {
    AttachmentRules {
        limit: config.attachment_limit << 20,
        keep: Span::days(config.attachment_days),
        local: config
            .channels
            .iter()
            .filter(|channel| channel.is_rehearsed())
            .map(|channel| channel.slug.clone())
            .collect(),
    }
}

/// The menus of the folder. What is wrong in them `tsunagi menu check` says; what counts here is who sees which.
fn menus(files: &Files) -> Vec<MenuFile> {
    let program = Program::new(Tables::load(&[]).0);
    let menus = files.paths().filter(|path| path.starts_with("menus/"));
    menus
        .filter_map(|path| {
            let source = Source {
                path: path.to_owned(),
                text: files.get(path)?.to_owned(),
            };
            tsunagi_flow::menu(&source, &program).0
        })
        .collect()
}

async fn lines(
    config: &Config,
    store: &Store,
    menus: &[MenuFile],
    clock: &dyn Clock,
) -> Result<HashMap<String, Line>> {
    let http = tsunagi_channel::http::client()?;
    let mut lines = HashMap::new();
    for channel in &config.channels {
        let name = config
            .areas
            .iter()
            .find(|area| area.slug == channel.area)
            .map_or(&channel.area, |area| &area.name);
        let area = store
            .ensure_area(&channel.area, name, "city", None, clock.now())
            .await?;
        let area_name = store
            .areas()
            .await?
            .into_iter()
            .find(|known| known.id == area)
            .map_or_else(|| name.clone(), |known| known.name);
        store
            .ensure_channel(&channel.slug, channel.kind, area, channel.audience)
            .await?;
        let mut channel = channel.clone();
        channel.webhook_url = Some(config.webhook_url(&channel.slug));
        channel.icon_base = icons(config);
        let open = tsunagi_channel::open(&channel, &http)
            .with_context(|| format!("channel `{}`", channel.slug))?;
        lines.insert(
            channel.slug.clone(),
            Line {
                channel: open,
                area,
                area_slug: channel.area.clone(),
                area_name,
                audience: channel.audience,
                menus: Menus::of(menus, &channel.slug, channel.audience),
            },
        );
    }
    Ok(lines)
}

/// Where messengers fetch the pictures of who speaks; they take them from https addresses only.
fn icons(config: &Config) -> Option<String> {
    let url = config.public_url.as_ref().filter(|_| config.is_secure())?;
    Some(format!("{}/static/chat", url.trim_end_matches('/')))
}

/// A web chat channel for an area.
pub fn web_channel(slug: &str, area: &str) -> ChannelConfig {
    let mut channel = ChannelConfig::new(slug, ChannelKind::Web);
    channel.area = area.to_owned();
    channel
}
