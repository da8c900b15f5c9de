//! Looking at the bot's account, and telling Telegram where updates should come.

use secrecy::ExposeSecret;
use serde_json::json;

use super::Telegram;
use crate::json::Fields;
use crate::split::shorten;
use crate::{Finding, Remedy, SendError};

/// The kinds of update that we understand. Telegram sends reactions only where they are asked for.
const UPDATES: [&str; 12] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "callback_query",
    "poll_answer",
    "my_chat_member",
    "guest_message",
];
/// Those without which a person's will is not heard.
const NEEDED: [&str; 5] = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "message_reaction",
];
/// Requests at a time that Telegram may make.
const CONNECTIONS: u32 = 40;
/// More updates than this waiting at Telegram means that they do not come through.
const WAITING: i64 = 100;

impl Telegram {
    /// What `tsunagi doctor` says about the bot.
    pub(super) async fn look(&self, webhook: Option<&str>) -> Vec<Finding> {
        let bot = match self.result("getMe", &json!({})).await {
            Ok(bot) => bot,
            Err(error) => {
                return vec![Finding::bad(
                    "token",
                    error.to_string(),
                    Remedy::new(
                        "telegram-token",
                        "Ask @BotFather for the token (/token) and set it as `access_token`.",
                    ),
                )];
            }
        };
        let bot = Fields::read(&bot).unwrap_or_default();
        let name = bot.word("username").unwrap_or_default();
        let mut findings = vec![Finding::good("token", format!("the bot is @{name}"))];
        findings.push(
            if bot.boolean("can_read_all_group_messages") == Some(true) {
                Finding::bad(
                    "privacy",
                    "in a group the bot reads everything that everyone says",
                    Remedy::new(
                        "telegram-privacy",
                        "Tell @BotFather /setprivacy, then Enable.",
                    ),
                )
            } else {
                Finding::good(
                    "privacy",
                    "in a group the bot reads only what is meant for it",
                )
            },
        );
        findings.push(self.secret_finding());
        match self.result("getWebhookInfo", &json!({})).await {
            Ok(info) => {
                let info = Fields::read(&info).unwrap_or_default();
                findings.extend(self.webhook_findings(&info, webhook));
            }
            Err(error) => findings.push(Finding::bad(
                "webhook",
                error.to_string(),
                Remedy::new("telegram-later", "Try again in a minute."),
            )),
        }
        findings
    }

    /// Telegram takes secrets of certain letters only.
    fn secret_finding(&self) -> Finding {
        let secret = self.secret.expose_secret();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if secret.len() <= 256 && secret.bytes().all(plain) {
            Finding::good("secret", "Telegram can carry it")
        } else {
            Finding::bad(
                "secret",
                "Telegram cannot carry it",
                Remedy::new(
                    "telegram-secret",
                    "Set `secret` to 1 to 256 letters of A-Z, a-z, 0-9, _ and -, and connect again.",
                ),
            )
        }
    }

    fn webhook_findings(&self, info: &Fields<'_>, webhook: Option<&str>) -> Vec<Finding> {
        const CONNECT: &str = "Have Telegram told again where events should come: connect the channel, or call setWebhook with `url`, `secret_token` and `allowed_updates`.";
        let mut findings = Vec::new();
        let url = info.string("url").unwrap_or_default();
        findings.push(match webhook {
            Some(ours) if url == ours => Finding::good("webhook", "events come to this service"),
            _ if url.is_empty() => Finding::bad(
                "webhook",
                "events come nowhere",
                Remedy::new("telegram-webhook-none", CONNECT),
            ),
            Some(_) => Finding::bad(
                "webhook",
                "events go to another address",
                Remedy::new("telegram-webhook-other", CONNECT),
            ),
            None => Finding::bad(
                "webhook",
                "events go somewhere; where this service is reached is not known",
                Remedy::new("telegram-public-url", "Set `public_url`."),
            ),
        });
        let allowed = info.strings("allowed_updates");
        let missing: Vec<&str> = NEEDED
            .into_iter()
            .filter(|kind| !heard(&allowed, kind))
            .collect();
        findings.push(if missing.is_empty() {
            Finding::good("updates", "every kind that is needed comes")
        } else {
            Finding::bad(
                "updates",
                format!("these do not come: {}", missing.join(", ")),
                Remedy::new("telegram-updates", CONNECT).with("kinds", missing.join(", ")),
            )
        });
        let waiting = info.integer("pending_update_count").unwrap_or(0);
        let trouble = info.word("last_error_message").map(|words| {
            let words = words.replace(char::is_control, " ");
            shorten(&words.replace(self.token.expose_secret(), "…"), 200)
        });
        findings.push(match trouble {
            Some(words) if waiting > 0 => Finding::bad(
                "delivery",
                format!("{waiting} updates wait at Telegram; it last said: {words}"),
                Remedy::new(
                    "telegram-unreachable",
                    "Make this service reachable from outside by https with a valid certificate; `secret` must be the one that Telegram was told.",
                )
                .with("count", waiting.to_string()),
            ),
            _ if waiting > WAITING => Finding::bad(
                "delivery",
                format!("{waiting} updates wait at Telegram"),
                Remedy::new("telegram-behind", "Look whether this service keeps up.")
                    .with("count", waiting.to_string()),
            ),
            _ => Finding::good("delivery", format!("{waiting} updates wait at Telegram")),
        });
        findings
    }

    /// Tells Telegram where updates should come, with which secret, and which kinds.
    pub(super) async fn point_to(&self, webhook: &str) -> Result<(), SendError> {
        let body = json!({
            "url": webhook,
            "secret_token": self.secret.expose_secret(),
            "allowed_updates": UPDATES,
            "max_connections": CONNECTIONS,
        });
        self.result("setWebhook", &body).await.map(|_| ())
    }
}

/// Whether a kind comes. Without a list everything comes but for what must be asked for.
fn heard(allowed: &[String], kind: &str) -> bool {
    if allowed.is_empty() {
        kind != "message_reaction"
    } else {
        allowed.iter().any(|allowed| allowed == kind)
    }
}
