//! `tsunagi.toml`: everything has a documented default, unknown keys are errors with their line, `TSUNAGI_…` overrides.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tsunagi_channel::ChannelConfig;

/// The configuration file as it is compiled in: the documentation and the default are one text.
pub const DEFAULT: &str = include_str!("../tsunagi.toml");

/// The configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
    pub listen: String,
    /// How the world reaches us; none on a desk.
    #[serde(default)]
    pub public_url: Option<String>,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// The installation's key.
    pub key_file: PathBuf,
    /// Where events wait while the database is away; beside the key file if not set.
    #[serde(default)]
    pub spool: Option<PathBuf>,
    /// The most bytes that may wait there.
    #[serde(deserialize_with = "bytes")]
    pub spool_limit: u64,
    /// The programme's zone.
    #[serde(deserialize_with = "zone")]
    pub time_zone: chrono_tz::Tz,
    /// The folder of flows.
    pub flows: PathBuf,
    /// The folder of texts.
    pub locales: PathBuf,
    /// Where metrics are served; none: not at all.
    #[serde(default)]
    pub metrics_listen: Option<String>,
    /// Other sites that may show the web chat in a frame.
    #[serde(default)]
    pub chat_frame_ancestors: Vec<String>,
    /// The share of a channel's monthly quota that scripts leave to people and crises, 0 to 1.
    pub quota_reserve: f64,
    /// The largest picture, film or file that is kept, in mebibytes.
    pub attachment_limit: usize,
    /// How many days they are kept.
    pub attachment_days: i64,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// The municipalities.
    #[serde(default, rename = "area")]
    pub areas: Vec<AreaConfig>,
    /// The connections.
    #[serde(default, rename = "channel")]
    pub channels: Vec<ChannelConfig>,
}

/// A municipality.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaConfig {
    /// The short name in files and commands.
    pub slug: String,
    /// The name that people read.
    pub name: String,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For collectors.
    Json,
}

impl Config {
    /// Reads `path`, or `tsunagi.toml` here if there is one, over the defaults; then the environment.
    pub fn load(path: Option<&Path>) -> Result<Self> {
        let here = Path::new("tsunagi.toml");
        let path = path.or_else(|| here.exists().then_some(here));
        let text = match path {
            Some(path) => Some((
                path,
                std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?,
            )),
            None => None,
        };
        let mut table: toml::Table = DEFAULT.parse().context("the compiled-in configuration")?;
        if let Some((path, text)) = &text {
            // Parsed once by itself, so that a mistake is reported with its line in the person's own file.
            let own: toml::Table = text
                .parse()
                .with_context(|| format!("{}", path.display()))?;
            check_keys(text).with_context(|| format!("{}", path.display()))?;
            table.extend(own);
        }
        for (key, value) in std::env::vars() {
            let Some(name) = key.strip_prefix("TSUNAGI_") else {
                continue;
            };
            if let Some(known) = KEYS.iter().find(|known| known.eq_ignore_ascii_case(name)) {
                table.insert((*known).to_owned(), toml::Value::String(value));
            }
        }
        let mut config: Self = table.try_into().context("configuration")?;
        for channel in &mut config.channels {
            channel.load_files()?;
        }
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<()> {
        let mut slugs = std::collections::BTreeSet::new();
        for channel in &self.channels {
            if channel.slug.is_empty()
                || !channel
                    .slug
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            {
                bail!(
                    "channel slug `{}`: only letters, digits, `-` and `_`",
                    channel.slug
                );
            }
            if !slugs.insert(&channel.slug) {
                bail!("channel slug `{}` is used twice", channel.slug);
            }
            if channel.area.is_empty() {
                bail!("channel `{}`: `area` is missing", channel.slug);
            }
        }
        if let Some(channel) = self
            .channels
            .iter()
            .find(|channel| channel.requests_per_second == Some(0))
        {
            bail!(
                "channel `{}`: requests_per_second is at least 1",
                channel.slug
            );
        }
        if !(0.0..=1.0).contains(&self.quota_reserve) {
            bail!("quota_reserve is a share: between 0 and 1");
        }
        if !(1..=200).contains(&self.attachment_limit) {
            bail!("attachment_limit is in mebibytes: between 1 and 200");
        }
        if !(1..=36_500).contains(&self.attachment_days) {
            bail!("attachment_days must be at least 1");
        }
        if let Some(url) = &self.public_url
            && !url.starts_with("https://")
            && !url.starts_with("http://")
        {
            bail!("public_url must begin with https://");
        }
        Ok(())
    }

    /// Where a channel's events come, as its platform knows the address.
    pub fn webhook_url(&self, slug: &str) -> String {
        let base = match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        };
        format!("{base}/webhook/{slug}")
    }

    /// The folder where events wait while the database is away.
    pub fn spool_folder(&self) -> PathBuf {
        self.spool
            .clone()
            .unwrap_or_else(|| self.key_file.with_file_name("spool"))
    }

    /// Whether people reach us over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

fn zone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<chrono_tz::Tz, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(|_| serde::de::Error::custom("time_zone must be a name such as Asia/Tokyo"))
}

/// A number of bytes as people write it: `256 MiB`.
fn bytes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)];
    units
        .iter()
        .find_map(|(unit, size)| {
            let count: u64 = text.strip_suffix(unit)?.trim().parse().ok()?;
            count.checked_mul(*size).filter(|bytes| *bytes > 0)
        })
        .ok_or_else(|| serde::de::Error::custom("a size is written as 256 MiB (KiB, MiB or GiB)"))
}

/// Settings that the environment may override.
const KEYS: [&str; 11] = [
    "listen",
    "public_url",
    "database_url",
    "key_file",
    "spool",
    "spool_limit",
    "time_zone",
    "flows",
    "locales",
    "metrics_listen",
    "log_format",
];

/// Fails with the line of the first unknown key.
fn check_keys(text: &str) -> Result<()> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the names and types matter here")]
    struct Own {
        listen: Option<String>,
        public_url: Option<String>,
        database_url: Option<String>,
        key_file: Option<PathBuf>,
        spool: Option<PathBuf>,
        spool_limit: Option<String>,
        time_zone: Option<String>,
        flows: Option<PathBuf>,
        locales: Option<PathBuf>,
        metrics_listen: Option<String>,
        chat_frame_ancestors: Option<Vec<String>>,
        quota_reserve: Option<f64>,
        attachment_limit: Option<usize>,
        attachment_days: Option<i64>,
        log_format: Option<LogFormat>,
        area: Option<Vec<AreaConfig>>,
        channel: Option<Vec<ChannelConfig>>,
    }
    toml::from_str::<Own>(text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_complete() {
        let table: toml::Table = DEFAULT.parse().unwrap();
        let config: Config = table.try_into().unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert!(config.channels.is_empty());
        assert_eq!(config.spool_folder(), Path::new("data/spool"));
        assert_eq!(config.spool_limit, 268_435_456);
    }

    #[test]
    fn a_size_is_written_with_its_unit() {
        let read = |text: &str| {
            bytes(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(text)).ok()
        };
        assert_eq!(read("64 KiB"), Some(65_536));
        assert_eq!(read("2GiB"), Some(2 << 30));
        for wrong in [
            "",
            "256",
            "MiB",
            "0 MiB",
            "-1 MiB",
            "1.5 MiB",
            "256 MB",
            "99999999999 GiB",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\nlissten = \"x\"\n").unwrap();
        let error = format!("{:#}", Config::load(Some(&path)).unwrap_err());
        assert!(
            error.contains("line 2") && error.contains("lissten"),
            "{error}"
        );
        std::fs::write(
            &path,
            "[[channel]]\nslug = \"line\"\nkind = \"line\"\narea = \"a\"\nsceret = \"x\"\n",
        )
        .unwrap();
        let error = format!("{:#}", Config::load(Some(&path)).unwrap_err());
        assert!(
            error.contains("sceret") && !error.contains("\"x\"\n\"x\""),
            "{error}"
        );
    }

    #[test]
    fn two_channels_cannot_share_a_slug() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        let one = "[[channel]]\nslug = \"web\"\nkind = \"web\"\narea = \"a\"\n";
        std::fs::write(&path, format!("{one}{one}")).unwrap();
        assert!(
            Config::load(Some(&path))
                .unwrap_err()
                .to_string()
                .contains("twice")
        );
    }
}
