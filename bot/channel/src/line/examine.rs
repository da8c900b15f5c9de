//! What is wrong with a LINE account and the exact thing to do, found with LINE's own test calls.

use tsunagi_model::{Clock, Span, SystemClock, Timestamp};

use super::Line;
use super::account::{BotInfo, Trial, WEBHOOK_URL};
use crate::{Finding, Quota, Remedy, SendError};

const CONSOLE: &str = "LINE Developers Console, the channel, tab `Messaging API`";
const MANAGER: &str = "LINE Official Account Manager, `Settings`, `Response settings`";
/// LINE's months begin in Japan.
const JAPAN: Span = Span::hours(9);

impl Line {
    /// Looks at the token, the account, its switches, its webhook and its quota. What LINE does not tell is said as a reminder.
    pub(super) async fn look(&self, webhook: Option<&str>) -> Vec<Finding> {
        let info = match self.bot_info().await {
            Ok(info) => info,
            Err(error) => return vec![self.no_token(&error)],
        };
        let mut found = vec![Finding::good("token", self.token_kind())];
        found.push(self.account(&info));
        found.extend(modes(&info));
        found.extend(self.webhook(webhook).await);
        found.push(
            Finding::good("redelivery", "LINE does not tell whether it is on").advising(Remedy::new(
                "line-redelivery",
                format!(
                    "{CONSOLE}: switch `Webhook redelivery` on, so that what arrives while this service restarts comes again"
                ),
            )),
        );
        found.push(match self.ask_quota().await {
            Ok(quota) => count(quota, SystemClock.now()),
            Err(error) => Finding::bad("quota", error.to_string(), later()),
        });
        found
    }

    fn token_kind(&self) -> &'static str {
        if self.tokens.are_fixed() {
            "a long-lived token from the console, which ends only when it is reissued there; with `channel_id` instead of `access_token`, short-lived ones are asked for"
        } else {
            "short-lived tokens, asked for as needed"
        }
    }

    fn no_token(&self, error: &SendError) -> Finding {
        let remedy = match error {
            SendError::Unauthorized if self.tokens.are_fixed() => Remedy::new(
                "line-token-long",
                format!(
                    "{CONSOLE}: issue a channel access token (long-lived) and write it into `access_token`"
                ),
            ),
            SendError::Unauthorized => Remedy::new(
                "line-token-short",
                "LINE Developers Console, the channel, tab `Basic settings`: copy `Channel ID` into `channel_id` and `Channel secret` into `secret`",
            ),
            SendError::Forbidden => Remedy::new(
                "line-token-forbidden",
                "LINE Developers Console: check that the channel is a Messaging API channel of this account and not suspended",
            ),
            _ => Remedy::new(
                "line-reach",
                "check that this machine reaches api.line.me over https, then try again",
            ),
        };
        Finding::bad("token", error.to_string(), remedy)
    }

    fn account(&self, info: &BotInfo) -> Finding {
        match &self.account {
            Some(account) if *account == info.user_id => {
                Finding::good("account", "webhooks meant for other accounts are refused")
            }
            Some(_) => Finding::bad(
                "account",
                "`account` is another bot's user id: every webhook would be refused",
                Remedy::new(
                    "line-account-other",
                    "LINE Developers Console, the channel, tab `Basic settings`: copy `Your user ID` of the bot (GET /v2/bot/info, `userId`) into `account`, or check that `access_token` belongs to this account",
                ),
            ),
            None => Finding::good(
                "account",
                "`account` is not set: webhooks are told apart by their signature alone",
            )
            .advising(Remedy::new(
                "line-account-unset",
                "write the bot's user id (GET /v2/bot/info, `userId`) into `account`",
            )),
        }
    }

    /// Where events come, and whether LINE gets there.
    async fn webhook(&self, wanted: Option<&str>) -> Vec<Finding> {
        let mut found = Vec::new();
        if wanted
            .is_some_and(|wanted| wanted.len() > WEBHOOK_URL || !wanted.starts_with("https://"))
        {
            found.push(Finding::bad(
                "webhook",
                "LINE takes events to https addresses of at most 500 letters only",
                Remedy::new(
                    "line-https",
                    "set `public_url` to the https address of this service",
                ),
            ));
            return found;
        }
        let set = |address: &str| {
            format!(
                "run `tsunagi doctor --connect`, or in {CONSOLE} set `Webhook URL` to {address}"
            )
        };
        match (self.ask_endpoint().await, wanted) {
            (Err(error), _) => {
                found.push(Finding::bad("webhook", error.to_string(), later()));
                return found;
            }
            (Ok(None), wanted) => {
                let address = wanted.unwrap_or("https://…/webhook/…");
                let remedy = Remedy::new("line-webhook-none", set(address));
                found.push(Finding::bad(
                    "webhook",
                    "no address is set",
                    remedy.with("address", address),
                ));
                return found;
            }
            (Ok(Some(at)), Some(wanted)) if at.endpoint != wanted => {
                found.push(Finding::bad(
                    "webhook",
                    format!("LINE takes events to {}", at.endpoint),
                    Remedy::new("line-webhook-other", set(wanted)).with("address", wanted),
                ));
            }
            (Ok(Some(at)), _) if !at.active => found.push(Finding::bad(
                "webhook",
                "`Use webhook` is off: LINE sends nothing",
                Remedy::new(
                    "line-webhook-off",
                    format!("{CONSOLE}: switch `Use webhook` on"),
                ),
            )),
            (Ok(Some(at)), _) => {
                found.push(Finding::good("webhook", format!("on, at {}", at.endpoint)));
            }
        }
        found.push(match self.try_endpoint(wanted).await {
            Ok(trial) => tried(&trial),
            Err(error @ SendError::RateLimited { .. }) => Finding::bad(
                "webhook test",
                error.to_string(),
                Remedy::new(
                    "line-test-limit",
                    "LINE allows 60 tests an hour: try again later",
                ),
            ),
            Err(error) => Finding::bad("webhook test", error.to_string(), later()),
        });
        found
    }
}

/// Nothing else is known to help.
fn later() -> Remedy {
    Remedy::new("line-later", "try again later")
}

/// Who else answers in this account, and who says that something was read.
fn modes(info: &BotInfo) -> [Finding; 2] {
    let chat = match info.chat_mode.as_str() {
        "bot" => Finding::good("chat mode", "off: nobody answers beside this service"),
        mode => Finding::bad(
            "chat mode",
            format!(
                "`{mode}`: staff could answer in LINE's own manager, where nothing is recorded and the script does not fall silent"
            ),
            Remedy::new(
                "line-chat",
                format!(
                    "{MANAGER}: switch `Chat` off; also `Greeting messages` and `Auto-response` off"
                ),
            ),
        ),
    };
    let read = match info.mark_as_read_mode.as_str() {
        "manual" => "this service marks messages as read when a person has read them",
        _ => {
            "LINE marks every message as read when it arrives; with the chat off it cannot be asked not to"
        }
    };
    [chat, Finding::good("mark as read", read)]
}

/// LINE's own words for a try, and ours.
fn tried(trial: &Trial) -> Finding {
    if trial.success {
        return Finding::good("webhook test", "LINE reaches this service");
    }
    let (found, remedy) = match trial.reason.as_str() {
        "COULD_NOT_CONNECT" => (
            "LINE could not connect",
            Remedy::new(
                "line-test-connect",
                "check the name, the port 443, the firewall, and that the certificate is complete with its intermediate ones",
            ),
        ),
        "REQUEST_TIMEOUT" => (
            "LINE waited in vain for an answer",
            Remedy::new(
                "line-test-timeout",
                "check that this service runs and that its disk and database are not overloaded",
            ),
        ),
        "ERROR_STATUS_CODE" => (
            "the answer was no 200",
            Remedy::new(
                "line-test-status",
                "404: the slug in the address; 401: `secret` is not this channel's secret, or `account` is another's; 5xx: the proxy in front of this service",
            ),
        ),
        _ => (
            "LINE's test failed",
            Remedy::new("line-test-other", "look at the detail, then try again"),
        ),
    };
    let detail = crate::split::shorten(&trial.detail.replace(char::is_control, " "), 120);
    Finding::bad(
        "webhook test",
        format!("{found} (status {}: {detail})", trial.status_code),
        remedy,
    )
}

/// The month's paid messages, and how many there will be if it goes on like this.
fn count(quota: Quota, now: Timestamp) -> Finding {
    let (day, days) = month(now);
    let expected = quota.used * days / day;
    let Some(limit) = quota.limit else {
        return Finding::good(
            "quota",
            format!(
                "{} messages of an unlimited plan used; about {expected} by the end of the month",
                quota.used
            ),
        );
    };
    let left = limit.saturating_sub(quota.used);
    let found = format!(
        "{} of {limit} messages used, {left} left; about {expected} by the end of the month",
        quota.used
    );
    if left == 0 {
        Finding::bad(
            "quota",
            found,
            Remedy::new(
                "line-quota-empty",
                "nothing is pushed until next month; replies still go: change the plan in LINE Official Account Manager, `Settings`, `Usage and billing`",
            ),
        )
    } else if expected > limit {
        Finding::bad(
            "quota",
            found,
            Remedy::new(
                "line-quota-tight",
                "the messages will run out before the month does: send less of our own accord, or change the plan in LINE Official Account Manager, `Settings`, `Usage and billing`",
            )
            .with("left", left.to_string())
            .with("expected", expected.to_string()),
        )
    } else {
        Finding::good("quota", found)
    }
}

/// The day of the month in Japan and how many days the month has.
fn month(now: Timestamp) -> (u64, u64) {
    let today = now.plus(JAPAN).utc().format("%Y %m %d").to_string();
    let mut parts = today.split(' ').map(|part| part.parse().unwrap_or(1));
    let (year, month, day): (u64, u64, u64) = (
        parts.next().unwrap_or(1),
        parts.next().unwrap_or(1),
        parts.next().unwrap_or(1),
    );
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (day, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_end_is_foreseen_from_its_days_in_japan() {
        // 2026-09-21T14:13:20Z is the 21st at 23:13 in Japan, of 30 days.
        let now = Timestamp(1_790_000_000_000_000);
        assert_eq!(month(now), (21, 30));
        assert_eq!(month(now.plus(Span::hours(1))), (22, 30));
        let leap = Timestamp(1_835_136_000_000_000);
        assert_eq!(month(leap).1, 29, "{leap}");
        let quota = |limit, used| count(Quota { limit, used }, now);
        let fine = quota(Some(200), 70);
        assert!(
            fine.ok && fine.found.contains("130 left; about 100"),
            "{fine:?}"
        );
        let tight = quota(Some(200), 150);
        assert!(
            !tight.ok && tight.found.contains("50 left; about 214"),
            "{tight:?}"
        );
        assert!(!quota(Some(200), 200).ok);
        assert!(quota(None, 5_000).ok);
    }
}
