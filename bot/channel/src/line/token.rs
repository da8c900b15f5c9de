//! What we show to LINE: a token from its console, or short-lived ones we ask for.
//!
//! Stateless tokens live 15 minutes, there may be any number of them, and they cannot be revoked; so several instances
//! need not share one, and one is simply asked for anew shortly before it ends or when LINE refuses it.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::SendError;

/// A token with less than this left is not begun a request with.
const MARGIN: Duration = Duration::from_secs(60);

/// Where tokens come from.
pub(super) enum Tokens {
    /// Given by the operator; lasts until it is revoked.
    Fixed(SecretString),
    /// Asked for by channel id and secret.
    Issued(Issued),
}

/// The token in hand and how to get the next.
pub(super) struct Issued {
    channel_id: String,
    secret: SecretString,
    held: Mutex<Option<Held>>,
}

struct Held {
    token: SecretString,
    until: Instant,
}

/// LINE's answer.
#[derive(Deserialize)]
struct Grant {
    access_token: SecretWord,
    expires_in: u64,
}

/// A string that never prints.
#[derive(Deserialize)]
#[serde(transparent)]
struct SecretWord(String);

impl Tokens {
    pub(super) fn fixed(token: SecretString) -> Self {
        Self::Fixed(token)
    }

    pub(super) fn issued(channel_id: String, secret: SecretString) -> Self {
        Self::Issued(Issued {
            channel_id,
            secret,
            held: Mutex::new(None),
        })
    }

    /// Whether there is only the one that the operator gave.
    pub(super) fn are_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }

    /// The token to use now.
    pub(super) async fn get(
        &self,
        http: &reqwest::Client,
        api: &str,
    ) -> Result<SecretString, SendError> {
        match self {
            Self::Fixed(token) => Ok(token.clone()),
            Self::Issued(issued) => issued.get(http, api, None).await,
        }
    }

    /// Another token than `refused`, which LINE has just refused; `None` if there is no way to one.
    pub(super) async fn renew(
        &self,
        http: &reqwest::Client,
        api: &str,
        refused: &SecretString,
    ) -> Result<Option<SecretString>, SendError> {
        match self {
            Self::Fixed(_) => Ok(None),
            Self::Issued(issued) => issued.get(http, api, Some(refused)).await.map(Some),
        }
    }
}

impl Issued {
    /// The lock is held while asking, so that many senders ask once.
    async fn get(
        &self,
        http: &reqwest::Client,
        api: &str,
        refused: Option<&SecretString>,
    ) -> Result<SecretString, SendError> {
        let mut held = self.held.lock().await;
        if let Some(held) = held.as_ref() {
            let is_refused = refused
                .is_some_and(|refused| refused.expose_secret() == held.token.expose_secret());
            if !is_refused && held.until > Instant::now() + MARGIN {
                return Ok(held.token.clone());
            }
        }
        let asked = Instant::now();
        let grant = self.ask(http, api).await?;
        let token = SecretString::from(grant.access_token.0);
        *held = Some(Held {
            token: token.clone(),
            until: asked + Duration::from_secs(grant.expires_in.min(86_400)),
        });
        Ok(token)
    }

    async fn ask(&self, http: &reqwest::Client, api: &str) -> Result<Grant, SendError> {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", self.channel_id.as_str()),
            ("client_secret", self.secret.expose_secret()),
        ];
        let response = http
            .post(format!("{api}/oauth2/v3/token"))
            .form(&form)
            .send()
            .await
            .map_err(|_| SendError::NoToken)?;
        match response.status().as_u16() {
            200 => response.json().await.map_err(|_| SendError::NoToken),
            408 | 429 | 500.. => Err(SendError::NoToken),
            _ => Err(SendError::Unauthorized),
        }
    }
}
