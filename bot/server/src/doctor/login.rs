//! Whether people can go on from the web chat to LINE, as far as the settings tell: LINE has no call that says so.

use tsunagi_channel::{ChannelConfig, Finding, Remedy};
use tsunagi_model::ChannelKind;

use crate::config::Config;

/// What is to be said of a channel's login; nothing where nobody wanted one.
pub(super) fn login(channel: &ChannelConfig, config: &Config) -> Option<Finding> {
    const WHAT: &str = "login";
    let bad = |found: &str, remedy| Some(Finding::bad(WHAT, found, remedy));
    match (&channel.login_channel_id, &channel.login_channel_secret) {
        (None, None) => None,
        (Some(_), None) => bad(
            "`login_channel_id` is set and `login_channel_secret` is not",
            Remedy::new(
                "login-secret",
                "LINE Developers Console, the login channel, tab `Basic settings`, `Channel secret`",
            ),
        ),
        (None, Some(_)) => bad(
            "`login_channel_secret` is set and `login_channel_id` is not",
            Remedy::new(
                "login-id",
                "LINE Developers Console, the login channel, tab `Basic settings`, `Channel ID`",
            ),
        ),
        (Some(_), Some(_)) if channel.kind != ChannelKind::Line => bad(
            "only a channel of kind `line` has a login channel",
            Remedy::new(
                "login-kind",
                "take `login_channel_id` and its secret out here",
            ),
        ),
        (Some(_), Some(_)) if config.public_url.is_none() => bad(
            "`public_url` is not set",
            Remedy::new(
                "login-public",
                "set it: LINE has no address to lead people back to",
            ),
        ),
        (Some(_), Some(_)) if !config.is_secure() => bad(
            "`public_url` does not begin with https",
            Remedy::new(
                "login-https",
                "set it to an https address: LINE leads people back to no other",
            ),
        ),
        (Some(id), Some(_)) if Some(id) == channel.channel_id.as_ref() => bad(
            "`login_channel_id` is the Messaging API channel's own id",
            Remedy::new(
                "login-own",
                "make a LINE Login channel under the same provider and set its id and secret",
            ),
        ),
        (Some(_), Some(_)) => {
            let base = config.public_url.as_deref().unwrap_or_default();
            let base = base.trim_end_matches('/');
            Some(Finding::good(
                WHAT,
                format!(
                    "set; what LINE does not tell: its callback URL must be {base}/link/line, its provider that of the Messaging API channel, its status `Published`"
                ),
            ))
        }
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
        let told = |line: &ChannelConfig, config: &Config, code: Option<&str>| {
            let finding = login(line, config).unwrap();
            assert!(!finding.found.contains("hidden"), "{finding:?}");
            assert_eq!(finding.ok, code.is_none(), "{finding:?}");
            assert_eq!(finding.remedy.map(|remedy| remedy.code), code);
            finding.found
        };
        line.login_channel_id = Some("1650000001".to_owned());
        told(&line, &config, Some("login-secret"));
        line.login_channel_secret = Some("hidden".into());
        told(&line, &config, Some("login-public"));
        config.public_url = Some("http://support.example.jp".to_owned());
        told(&line, &config, Some("login-https"));
        config.public_url = Some("https://support.example.jp/".to_owned());
        let found = told(&line, &config, None);
        assert!(
            found.contains("https://support.example.jp/link/line,"),
            "{found}"
        );
        line.channel_id = Some("1650000001".to_owned());
        told(&line, &config, Some("login-own"));
        line.kind = ChannelKind::Web;
        told(&line, &config, Some("login-kind"));
        line.login_channel_id = None;
        told(&line, &config, Some("login-id"));
    }
}
