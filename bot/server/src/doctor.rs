//! `tsunagi doctor`: what is wrong with this installation and what to do.

use std::process::ExitCode;

use anyhow::Result;
use tsunagi_channel::{ChannelConfig, SendError};
use tsunagi_flow::{Tables, is_placeholder};
use tsunagi_model::ChannelKind;

use crate::assets;
use crate::config::Config;
use crate::wire;

/// `tsunagi doctor`.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(config: &Config, connect: bool) -> Result<ExitCode> {
    let mut bad = 0;
    let mut say = |ok: bool, what: &str, detail: String| {
        bad += u32::from(!ok);
        println!("{} {what}: {detail}", if ok { "ok  " } else { "BAD " });
    };
    say(
        true,
        "configuration",
        format!("{} channels", config.channels.len()),
    );
    let (tables, _) = Tables::load(&assets::flows(&config.flows)?.tables);
    let unset: Vec<&str> = tables
        .rows("teams")
        .iter()
        .filter(|row| row.get("phone").is_some_and(|phone| is_placeholder(phone)))
        .filter_map(|row| row.get("team").map(String::as_str))
        .collect();
    say(
        unset.is_empty(),
        "telephones",
        if unset.is_empty() {
            "every team that is called has a number".to_owned()
        } else {
            format!(
                "{} have no number yet: write it into tables/teams.csv",
                unset.join(", ")
            )
        },
    );
    let folder = config.spool_folder();
    match tsunagi_dispatch::examine_spool(&folder) {
        Ok((0, _)) => say(true, "spool", format!("{}, empty", folder.display())),
        Ok((count, bytes)) => say(
            false,
            "spool",
            format!(
                "{bytes} bytes of events wait in {count} files of {}: they are taken in while the service runs and the database answers",
                folder.display()
            ),
        ),
        Err(error) => say(
            false,
            "spool",
            format!(
                "{} cannot be written ({error}): events would be refused while the database is away",
                folder.display()
            ),
        ),
    }
    match wire::open_store(config).await {
        Ok(store) => {
            say(true, "database", store.engine().to_owned());
            say(true, "key", config.key_file.display().to_string());
            let (waiting, _) = store.intake_backlog().await?;
            let aside = store.intake_aside().await?;
            say(
                aside == 0,
                "events",
                format!("{waiting} waiting, {aside} put aside"),
            );
            let staff = store.count_staff().await?;
            say(
                staff > 0,
                "staff",
                if staff > 0 {
                    format!("{staff} accounts")
                } else {
                    "none: run `tsunagi staff add`".to_owned()
                },
            );
            match store.audit_verify().await? {
                None => say(true, "audit log", "unbroken".to_owned()),
                Some(row) => say(
                    false,
                    "audit log",
                    format!("row {row} does not follow from the one before"),
                ),
            }
            store.close().await;
        }
        Err(error) => say(false, "database", format!("{error:#}")),
    }
    let http = tsunagi_channel::http::client()?;
    for channel in &config.channels {
        let slug = &channel.slug;
        let webhook = config.webhook_url(slug);
        let mut channel = channel.clone();
        channel.webhook_url = Some(webhook.clone());
        if let Some((ok, found)) = login(&channel, config) {
            say(ok, &format!("{slug} login"), found);
        }
        match tsunagi_channel::open(&channel, &http) {
            Ok(open) => {
                if connect {
                    let (ok, told) = told(open.connect(&webhook).await);
                    say(ok, &format!("{slug} connect"), told);
                }
                let findings = open.examine(Some(&webhook)).await;
                if findings.is_empty() {
                    say(true, slug, "no platform to ask".to_owned());
                }
                for finding in findings {
                    let remedy = finding.remedy.map(|remedy| format!("\n     → {remedy}"));
                    let found = format!("{}{}", finding.found, remedy.unwrap_or_default());
                    say(finding.ok, &format!("{slug} {}", finding.what), found);
                }
            }
            Err(error) => say(false, slug, error.to_string()),
        }
    }
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether people can go on from the web chat to LINE; nothing where nobody wanted that.
fn login(channel: &ChannelConfig, config: &Config) -> Option<(bool, String)> {
    let set = (&channel.login_channel_id, &channel.login_channel_secret);
    let wrong = match set {
        (None, None) => return None,
        (Some(_), None) => {
            "`login_channel_id` is set and `login_channel_secret` is not: LINE Developers Console, the login channel, tab `Basic settings`, `Channel secret`"
        }
        (None, Some(_)) => {
            "`login_channel_secret` is set and `login_channel_id` is not: LINE Developers Console, the login channel, tab `Basic settings`, `Channel ID`"
        }
        (Some(_), Some(_)) if channel.kind != ChannelKind::Line => {
            "only a channel of kind `line` has a login channel"
        }
        (Some(_), Some(_)) if config.public_url.is_none() => {
            "`public_url` is not set: LINE has no address to lead people back to"
        }
        (Some(_), Some(_)) if !config.is_secure() => {
            "LINE leads people back to https addresses only: set `public_url` to one"
        }
        (Some(id), Some(_)) if Some(id) == channel.channel_id.as_ref() => {
            "`login_channel_id` is the Messaging API channel's own id: make a LINE Login channel under the same provider"
        }
        (Some(_), Some(_)) => {
            let base = config.public_url.as_deref().unwrap_or_default();
            let base = base.trim_end_matches('/');
            return Some((
                true,
                format!(
                    "set; what LINE does not tell: its callback URL must be {base}/link/line, its provider that of the Messaging API channel, its status `Published`"
                ),
            ));
        }
    };
    Some((false, wrong.to_owned()))
}

/// What became of telling a platform where events come.
fn told(outcome: Result<(), SendError>) -> (bool, String) {
    match outcome {
        Ok(()) => (true, "the platform knows our address now".to_owned()),
        Err(SendError::Unsupported) => (
            true,
            "the address is set on the platform's own pages".to_owned(),
        ),
        Err(error) => (false, format!("the platform was not told: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_whole_or_the_missing_part_is_named() {
        let mut config: Config = crate::config::DEFAULT
            .parse::<toml::Table>()
            .unwrap()
            .try_into()
            .unwrap();
        let mut line = ChannelConfig::new("line", ChannelKind::Line);
        assert_eq!(login(&line, &config), None);
        let told = |line: &ChannelConfig, config: &Config, ok: bool, word: &str| {
            let (is_ok, found) = login(line, config).unwrap();
            assert!(is_ok == ok && found.contains(word), "{word}: {found}");
            assert!(!found.contains("hidden"), "{found}");
        };
        line.login_channel_id = Some("1650000001".to_owned());
        told(&line, &config, false, "`login_channel_secret` is not");
        line.login_channel_secret = Some("hidden".into());
        told(&line, &config, false, "`public_url` is not set");
        config.public_url = Some("http://support.example.jp".to_owned());
        told(&line, &config, false, "https addresses only");
        config.public_url = Some("https://support.example.jp/".to_owned());
        told(
            &line,
            &config,
            true,
            "https://support.example.jp/link/line,",
        );
        line.channel_id = Some("1650000001".to_owned());
        told(&line, &config, false, "own id");
        line.kind = ChannelKind::Web;
        told(&line, &config, false, "kind `line`");
        line.login_channel_id = None;
        told(&line, &config, false, "`login_channel_id` is not");
    }
}
