//! What belongs to the account rather than to a message: people's profiles, and whether all is set up.

use serde_json::{Value, json};
use tsunagi_model::ExternalId;

use super::Messenger;
use super::answer::judge;
use crate::{Finding, Profile, Remedy, SendError};

impl Messenger {
    /// A person's name and language. The language needs a permission of its own: without it the name alone is asked for.
    pub(super) async fn ask_profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        let is_id = |id: &str| {
            id.len() <= 64
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if of.0.is_empty() || !is_id(&of.0) {
            return Err(SendError::Gone);
        }
        let fields = self.surface.name;
        let told = match self.ask(&format!("/{}?fields={fields},locale", of.0)).await {
            Err(SendError::Forbidden | SendError::Refused { .. }) => {
                self.ask(&format!("/{}?fields={fields}", of.0)).await?
            }
            told => told?,
        };
        let word = |name: &str| {
            let word = told.get(name)?.as_str()?.trim();
            (!word.is_empty()).then(|| word.to_owned())
        };
        let full = || match (word("last_name"), word("first_name")) {
            (Some(last), Some(first)) => Some(format!("{first} {last}")),
            (last, first) => first.or(last),
        };
        Ok(Profile {
            name: word("name").or_else(full).or_else(|| word("username")),
            language: word("locale").map(|locale| locale.replace('_', "-")),
        })
    }

    async fn ask(&self, path: &str) -> Result<Value, SendError> {
        let answer = self.graph.get(path).await?;
        judge(&answer)?;
        Ok(answer.body)
    }

    /// Subscribes the app to what happens on the page. Where events come is told once, in Meta's console.
    pub(super) async fn subscribe(&self) -> Result<(), SendError> {
        let body = json!({ "subscribed_fields": self.surface.fields.join(",") });
        let path = format!("/{}/subscribed_apps", self.node());
        judge(&self.graph.post(&path, &body.to_string()).await?).map(|_| ())
    }

    /// Whether the token is good and the account's, what is subscribed to, what is allowed, and whether Meta can verify us.
    pub(super) async fn look(&self) -> Vec<Finding> {
        let mut found = vec![self.look_at_token().await];
        if found.iter().any(|finding| !finding.ok) {
            return found;
        }
        found.push(self.look_at_subscription().await);
        found.push(self.look_at_permissions().await);
        found.push(match self.verify_token {
            Some(_) => Finding::good("verify token", "set"),
            None => Finding::bad(
                "verify token",
                "not set: Meta cannot verify the webhook",
                Remedy::new(
                    "meta-verify-token",
                    "Set verify_token to a long random word, start the service again, and give the same word to Meta under \
                     Webhooks > Edit callback URL.",
                ),
            ),
        });
        found
    }

    async fn look_at_token(&self) -> Finding {
        const WHAT: &str = "token";
        let told = match self
            .ask(&format!("/me?fields={}", self.surface.identity))
            .await
        {
            // An Instagram account with a login of its own has other fields.
            Err(SendError::Refused { .. }) if !self.surface.by_account => {
                self.ask("/me?fields=user_id,username").await
            }
            told => told,
        };
        let told = match told {
            Ok(told) => told,
            Err(error) => return trouble(WHAT, &error),
        };
        let id = |pointer: &str| told.pointer(pointer).and_then(Value::as_str);
        let (is, where_it_stands) = if self.surface.by_account {
            (id("/id"), "the page's id: Page > About > Page transparency")
        } else {
            (
                id("/instagram_business_account/id").or_else(|| id("/user_id")),
                "the Instagram account's id: developers.facebook.com > the app > Instagram > the account's row",
            )
        };
        let name = id("/name")
            .or_else(|| id("/username"))
            .unwrap_or("an account without a name");
        match (&self.account, is) {
            (Some(account), Some(is)) if account != is => Finding::bad(
                WHAT,
                format!("the token is good, but for another account than `account` says: {name}"),
                Remedy::new(
                    if self.surface.by_account {
                        "messenger-account-other"
                    } else {
                        "instagram-account-other"
                    },
                    format!(
                        "Set account to {where_it_stands}, or take the token of the account that is meant."
                    ),
                )
                .with("name", name),
            ),
            (Some(_), None) if self.surface.by_account => Finding::bad(
                WHAT,
                format!("the token is good, but Meta does not say for which page: {name}"),
                Remedy::new(
                    "messenger-page-unknown",
                    "Make a new page token in the app's Messenger settings.",
                ),
            ),
            (Some(_), None) => Finding::bad(
                WHAT,
                format!("the token is good, but no Instagram account belongs to it: {name}"),
                Remedy::new(
                    "instagram-unlinked",
                    "Link the Instagram professional account to the page (Page > Settings > Linked accounts) and make a new token.",
                ),
            ),
            (None, _) => Finding::bad(
                WHAT,
                format!(
                    "good: {name}; `account` is not set, so that events of other accounts of the app would be taken for ours"
                ),
                Remedy::new(
                    if self.surface.by_account {
                        "messenger-account-unset"
                    } else {
                        "instagram-account-unset"
                    },
                    format!("Set account to {where_it_stands}."),
                ),
            ),
            _ => Finding::good(WHAT, format!("good: {name}")),
        }
    }

    async fn look_at_subscription(&self) -> Finding {
        const WHAT: &str = "webhook";
        let told = match self.ask(&format!("/{}/subscribed_apps", self.node())).await {
            Ok(told) => told,
            Err(error) => return trouble(WHAT, &error),
        };
        let subscribed: Vec<&str> = rows(&told)
            .filter_map(|app| app.get("subscribed_fields")?.as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let missing: Vec<&str> = self
            .surface
            .fields
            .iter()
            .copied()
            .filter(|field| !subscribed.contains(field))
            .collect();
        if missing.is_empty() {
            return Finding::good(WHAT, "the app is subscribed to all that is needed");
        }
        Finding::bad(
            WHAT,
            format!("not subscribed to {}", missing.join(", ")),
            Remedy::new(
                "meta-fields",
                "At developers.facebook.com open the app > Webhooks (or Messenger > Settings), choose the account, and tick these \
                 fields for it.",
            )
            .with("fields", missing.join(", ")),
        )
    }

    async fn look_at_permissions(&self) -> Finding {
        const WHAT: &str = "permissions";
        let told = match self.ask("/me/permissions").await {
            Ok(told) => told,
            Err(error) if error.is_retryable() => return trouble(WHAT, &error),
            // A page's token knows no list of its own.
            Err(_) => return Finding::good(WHAT, "Meta does not tell them for this kind of token"),
        };
        let granted: Vec<&str> = rows(&told)
            .filter(|row| row.get("status").and_then(Value::as_str) == Some("granted"))
            .filter_map(|row| row.get("permission")?.as_str())
            .collect();
        let missing: Vec<&str> = self
            .surface
            .permissions
            .iter()
            .copied()
            .filter(|permission| !granted.contains(permission))
            .collect();
        if granted.is_empty() || missing.is_empty() {
            return Finding::good(WHAT, "none is missing");
        }
        Finding::bad(
            WHAT,
            format!("missing: {}", missing.join(", ")),
            Remedy::new(
                "meta-permissions",
                "At developers.facebook.com open the app > App Review > Permissions and features, ask for these, and make a new token \
                 that has them.",
            )
            .with("permissions", missing.join(", ")),
        )
    }
}

fn rows(told: &Value) -> impl Iterator<Item = &Value> {
    told.get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn trouble(what: &'static str, error: &SendError) -> Finding {
    let remedy = match error {
        SendError::Unauthorized => Remedy::new(
            "meta-token",
            "Make a new long-lived token of the account and set access_token; it ends when the person who made it changes their \
             password or leaves the page.",
        ),
        SendError::Forbidden => Remedy::new(
            "meta-forbidden",
            "Give the app the permissions that the documentation of this channel names, and make a new token.",
        ),
        SendError::Connect | SendError::Timeout | SendError::Broken => {
            Remedy::new("meta-reach", "See whether this machine can reach api_base.")
        }
        _ => Remedy::new(
            "meta-later",
            "Try again in some minutes; if it stays, see the state of Meta's platform at metastatus.com.",
        ),
    };
    Finding::bad(what, error.to_string(), remedy)
}
