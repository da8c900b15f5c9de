//! What the operator writes about a channel.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use tsunagi_model::{Audience, ChannelKind};

use crate::http::HttpError;

/// One `[[channel]]` of the configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelConfig {
    /// Its name in addresses: `/webhook/{slug}`.
    pub slug: String,
    /// The messenger.
    pub kind: ChannelKind,
    /// The area it belongs to.
    #[serde(default)]
    pub area: String,
    /// Whom it is for.
    #[serde(default = "any")]
    pub audience: Audience,
    /// LINE channel secret, Meta app secret, Telegram secret token, Twilio auth token.
    #[serde(default, deserialize_with = "secret")]
    pub secret: Option<SecretString>,
    /// A file that holds `secret`.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// What we show to the platform.
    #[serde(default, deserialize_with = "secret")]
    pub access_token: Option<SecretString>,
    /// A file that holds `access_token`.
    #[serde(default)]
    pub access_token_file: Option<PathBuf>,
    /// LINE channel id: instead of an access token, short-lived ones are asked for. Twilio account SID.
    #[serde(default)]
    pub channel_id: Option<String>,
    /// Meta's webhook verification.
    #[serde(default, deserialize_with = "secret")]
    pub verify_token: Option<SecretString>,
    /// LINE bot user id, Meta page id, WhatsApp phone number id, Twilio number.
    #[serde(default)]
    pub account: Option<String>,
    /// Where the platform is, if not where it usually is.
    #[serde(default)]
    pub api_base: Option<String>,
    /// Where the platform keeps media, if not where it usually does.
    #[serde(default)]
    pub data_api_base: Option<String>,
    /// The approved WhatsApp template that carries words outside the window; its body has exactly one variable.
    #[serde(default)]
    pub template: Option<String>,
    /// Requests a second that this instance may make, if fewer than the platform takes.
    #[serde(default)]
    pub requests_per_second: Option<u32>,
    /// Where the platform's own pages are, if not where they usually are.
    #[serde(default)]
    pub login_base: Option<String>,
    /// The LINE Login channel of the same provider by which somebody in the web chat proves which LINE account is theirs.
    #[serde(default)]
    pub login_channel_id: Option<String>,
    /// That login channel's secret.
    #[serde(default, deserialize_with = "secret")]
    pub login_channel_secret: Option<SecretString>,
    /// A file that holds `login_channel_secret`.
    #[serde(default)]
    pub login_channel_secret_file: Option<PathBuf>,
    /// Where events come, as the platform knows the address: told by the binary, which knows the public address.
    #[serde(skip)]
    pub webhook_url: Option<String>,
    /// The https folder with the pictures of who speaks (`robot.png`, `person.png`): told by the binary.
    #[serde(skip)]
    pub icon_base: Option<String>,
}

/// Why a channel cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Something needed is not there.
    #[error("channel `{slug}`: `{field}` is missing")]
    Missing {
        /// The channel.
        slug: String,
        /// What is missing.
        field: &'static str,
    },
    /// Something that should be an address is none.
    #[error("channel `{slug}`: `{field}` is not an http or https address")]
    BadAddress {
        /// The channel.
        slug: String,
        /// Which setting.
        field: &'static str,
    },
    /// A file with a secret cannot be read.
    #[error("channel `{slug}`: cannot read `{field}`")]
    Unreadable {
        /// The channel.
        slug: String,
        /// Which setting.
        field: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// No client.
    #[error(transparent)]
    Http(#[from] HttpError),
}

impl ChannelConfig {
    /// A channel with nothing but a name and a messenger.
    pub fn new(slug: &str, kind: ChannelKind) -> Self {
        Self {
            slug: slug.to_owned(),
            kind,
            area: String::new(),
            audience: Audience::Any,
            secret: None,
            secret_file: None,
            access_token: None,
            access_token_file: None,
            channel_id: None,
            verify_token: None,
            account: None,
            api_base: None,
            data_api_base: None,
            template: None,
            requests_per_second: None,
            login_base: None,
            login_channel_id: None,
            login_channel_secret: None,
            login_channel_secret_file: None,
            webhook_url: None,
            icon_base: None,
        }
    }

    /// Whether the platform is a stand-in on this machine, as in tests.
    pub fn is_rehearsed(&self) -> bool {
        let host = self
            .api_base
            .as_deref()
            .and_then(|base| reqwest::Url::parse(base).ok());
        host.and_then(|url| url.host_str().map(str::to_owned))
            .is_some_and(|host| matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]"))
    }

    /// Reads every `…_file` into the setting it stands for; white space around is dropped.
    pub fn load_files(&mut self) -> Result<(), ConfigError> {
        let files = [
            (&self.secret_file, &mut self.secret, "secret_file"),
            (
                &self.access_token_file,
                &mut self.access_token,
                "access_token_file",
            ),
            (
                &self.login_channel_secret_file,
                &mut self.login_channel_secret,
                "login_channel_secret_file",
            ),
        ];
        for (path, value, field) in files {
            let Some(path) = path else { continue };
            let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
                slug: self.slug.clone(),
                field,
                source,
            })?;
            *value = Some(SecretString::from(text.trim()));
        }
        Ok(())
    }

    pub(crate) fn missing(&self, field: &'static str) -> ConfigError {
        ConfigError::Missing {
            slug: self.slug.clone(),
            field,
        }
    }

    /// An address without its closing slash, or `usual` if none is set.
    pub(crate) fn base(
        &self,
        set: Option<&String>,
        usual: &str,
        field: &'static str,
    ) -> Result<String, ConfigError> {
        let base = set.map_or(usual, String::as_str).trim_end_matches('/');
        match reqwest::Url::parse(base) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                Ok(base.to_owned())
            }
            _ => Err(ConfigError::BadAddress {
                slug: self.slug.clone(),
                field,
            }),
        }
    }
}

fn any() -> Audience {
    Audience::Any
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretString>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(SecretString::from))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn reads_what_an_operator_writes() {
        let config: ChannelConfig = serde_json::from_str(
            r#"{"slug":"line","kind":"line","area":"uwajima","audience":"child","secret":"s3cret","access_token":"t0ken"}"#,
        )
        .unwrap();
        assert_eq!(config.kind, ChannelKind::Line);
        assert_eq!(config.audience, Audience::Child);
        assert_eq!(config.secret.as_ref().unwrap().expose_secret(), "s3cret");
        assert!(!format!("{config:?}").contains("s3cret"));
        assert!(!format!("{config:?}").contains("t0ken"));
    }

    #[test]
    fn refuses_unknown_settings() {
        let error =
            serde_json::from_str::<ChannelConfig>(r#"{"slug":"l","kind":"line","sceret":"x"}"#)
                .unwrap_err();
        assert!(error.to_string().contains("sceret"), "{error}");
    }

    #[test]
    fn reads_secrets_from_files() {
        let path =
            std::env::temp_dir().join(format!("tsunagi-channel-secret-{}", std::process::id()));
        std::fs::write(&path, " s3cret\n").unwrap();
        let mut config = ChannelConfig::new("line", ChannelKind::Line);
        config.secret_file = Some(path.clone());
        config.load_files().unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(config.secret.as_ref().unwrap().expose_secret(), "s3cret");
        let error = config.load_files().unwrap_err();
        assert!(
            matches!(
                error,
                ConfigError::Unreadable {
                    field: "secret_file",
                    ..
                }
            ),
            "{error}"
        );
    }
}
