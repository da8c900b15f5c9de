//! Who somebody is, proven by LINE: its login, and linking an account from the chat.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, Login, Proven, SendError};
use tsunagi_double::{DoubleConfig, Fault, LineDouble, Visitor};
use tsunagi_model::{ExternalId, InboundKind, Source};

use crate::fixture::{GROUP, USER, channel, channel_with, config};

const CALLBACK: &str = "https://support.example.jp/link/line";

const LOGIN: Login<'static> = Login {
    redirect: CALLBACK,
    state: "57a7e057a7e057a7e057a7e057a7e057",
    nonce: "00ce00ce00ce00ce00ce00ce00ce00ce",
    verifier: "c0debeefc0debeefc0debeefc0debeefc0debeefc0debeef",
};

async fn double() -> LineDouble {
    let config = DoubleConfig {
        login_callbacks: vec![CALLBACK.to_owned()],
        ..DoubleConfig::default()
    };
    LineDouble::start(config).await.unwrap()
}

/// A channel with a login channel beside it.
fn with_login(double: &LineDouble) -> Arc<dyn Channel> {
    let mut settings = config(double);
    settings.login_channel_id = Some(double.config().login_channel_id);
    settings.login_channel_secret = Some(double.config().login_channel_secret.into());
    settings.login_base = Some(double.base_url().to_owned());
    channel_with(&settings, Duration::from_secs(10))
}

fn visitor(agrees: bool, befriends: bool) -> Visitor {
    Visitor {
        user: USER.to_owned(),
        agrees,
        befriends,
    }
}

/// What a browser brings back, by name.
fn brought(
    double: &LineDouble,
    line: &Arc<dyn Channel>,
    login: &Login<'_>,
) -> Vec<(String, String)> {
    let page = line.login_address(login).unwrap();
    let back = double.open_login(&page).unwrap();
    let (to, query) = back.split_once('?').unwrap();
    assert_eq!(to, login.redirect);
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn code(double: &LineDouble, line: &Arc<dyn Channel>, login: &Login<'_>) -> String {
    let brought = brought(double, line, login);
    assert_eq!(brought[1], ("state".to_owned(), login.state.to_owned()));
    assert_eq!(brought[0].0, "code");
    brought[0].1.clone()
}

fn is_refused<T>(end: &Result<T, SendError>) -> bool {
    matches!(end, Err(SendError::Refused { status: 400, .. }))
}

#[tokio::test]
async fn a_login_proves_whose_account_it_is_and_whether_it_can_be_written_to() {
    let double = double().await;
    let line = with_login(&double);
    double.forget(USER);
    for (befriends, reachable) in [(false, false), (true, true)] {
        double.sit_down(visitor(true, befriends));
        let proven = Proven {
            id: ExternalId(USER.to_owned()),
            reachable,
        };
        let code = code(&double, &line, &LOGIN);
        assert_eq!(line.login(&LOGIN, &code).await, Ok(proven));
    }
    double.sit_down(visitor(false, false));
    let no = brought(&double, &line, &LOGIN);
    assert_eq!(no[0], ("error".to_owned(), "ACCESS_DENIED".to_owned()));
    double.assert_clean();
}

#[tokio::test]
async fn nobody_logs_in_where_no_login_channel_is_set() {
    let double = double().await;
    let mut half = config(&double);
    half.login_channel_id = Some(double.config().login_channel_id);
    for line in [
        channel(&double),
        channel_with(&half, Duration::from_secs(10)),
    ] {
        assert!(!line.has_login());
        assert_eq!(line.login_address(&LOGIN), None);
        assert_eq!(
            line.login(&LOGIN, "code").await,
            Err(SendError::Unsupported)
        );
    }
    let line = with_login(&double);
    assert!(line.has_login());
    let unregistered = Login {
        redirect: "https://elsewhere.example.jp/link/line",
        ..LOGIN
    };
    let page = line.login_address(&unregistered).unwrap();
    assert_eq!(
        double.open_login(&page),
        None,
        "LINE shows an error instead"
    );
}

#[tokio::test]
async fn a_code_is_good_once_and_for_the_browser_that_began() {
    let double = double().await;
    let line = with_login(&double);
    let first = code(&double, &line, &LOGIN);
    assert!(line.login(&LOGIN, &first).await.is_ok());
    for made_up in [first.as_str(), "made-up", "", &"x".repeat(600)] {
        let end = line.login(&LOGIN, made_up).await;
        assert!(is_refused(&end), "{end:?}");
        assert!(
            made_up.is_empty() || !format!("{end:?}").contains(made_up),
            "{end:?}"
        );
    }
    double.assert_clean();
    for other in [
        Login {
            nonce: "another0another0another0another0",
            ..LOGIN
        },
        Login {
            verifier: "0000000000000000000000000000000000000000000000000",
            ..LOGIN
        },
        Login {
            redirect: "https://support.example.jp/other",
            ..LOGIN
        },
    ] {
        let code = code(&double, &line, &LOGIN);
        assert!(is_refused(&line.login(&other, &code).await));
    }
}

#[tokio::test]
async fn what_fails_at_the_platform_is_told_apart_from_what_is_not_confirmed() {
    let double = double().await;
    let line = with_login(&double);
    for end in ["/oauth2/v2.1/token", "/oauth2/v2.1/verify"] {
        let code = code(&double, &line, &LOGIN);
        double.fail_at(end, &Fault::Status(503));
        let failed = line.login(&LOGIN, &code).await;
        assert!(
            matches!(failed, Err(SendError::Platform { status: 503, .. })),
            "{end}: {failed:?}"
        );
        let code = self::code(&double, &line, &LOGIN);
        double.fail_at(end, &Fault::Malformed);
        assert!(is_refused(&line.login(&LOGIN, &code).await), "{end}");
    }
    let code = code(&double, &line, &LOGIN);
    double.fail_at(USER, &Fault::Status(500));
    double.sit_down(visitor(true, true));
    let other = self::code(&double, &line, &LOGIN);
    assert!(
        line.login(&LOGIN, &other).await.unwrap().reachable,
        "the first message will tell"
    );
    assert!(line.login(&LOGIN, &code).await.is_ok());
    double.assert_clean();
}

#[tokio::test]
async fn linking_leads_over_our_page_into_an_event_with_our_nonce() {
    let double = double().await;
    let line = with_login(&double);
    let nonce = "kT7-nonce-of-128-random-bits";
    let user = ExternalId(USER.to_owned());
    let page = line
        .link_address(&user, "https://support.example.jp/chat/web?lang=ja")
        .await
        .unwrap();
    let (before, token) = page.split_once("linkToken=").unwrap();
    assert_eq!(before, "https://support.example.jp/chat/web?lang=ja&");
    let token = token.strip_suffix("&openExternalBrowser=1").unwrap();
    assert_eq!(
        line.link_dialog(token, nonce),
        Some(format!(
            "{}/dialog/bot/accountLink?linkToken={token}&nonce={nonce}",
            double.base_url()
        ))
    );
    let usual = channel(&double)
        .link_dialog("NMZTNuVrPTql", "AbCd+/0123456789==")
        .unwrap();
    assert_eq!(
        usual,
        "https://access.line.me/dialog/bot/accountLink?linkToken=NMZTNuVrPTql&nonce=AbCd%2B%2F0123456789%3D%3D"
    );
    let webhook = double.link(token, nonce).unwrap();
    let inbound = line.read(&line.split(&webhook.body).unwrap()[0].raw);
    assert_eq!(
        inbound.kind,
        InboundKind::AccountLink {
            nonce: Some(nonce.to_owned())
        }
    );
    assert_eq!(inbound.source, Source::Person(user.clone()));
    assert_eq!(double.link(token, nonce), None, "a token works once");
    let end = line.link_address(&user, "javascript:alert(1)").await;
    assert!(is_refused(&end), "{end:?}");
    let group = ExternalId(GROUP.to_owned());
    let end = line
        .link_address(&group, "https://support.example.jp")
        .await;
    assert_eq!(end, Err(SendError::Unsupported));
    double.assert_clean();
}

#[tokio::test]
async fn the_last_step_carries_nothing_that_is_not_what_it_should_be() {
    let double = double().await;
    let line = with_login(&double);
    for (token, nonce) in [
        ("", "0123456789"),
        ("a b", "0123456789"),
        ("t", "012345678"),
        ("t", "あいうえおかきくけこ"),
        ("t", &*"x".repeat(256)),
        (&*"t".repeat(256), "0123456789"),
    ] {
        assert_eq!(line.link_dialog(token, nonce), None, "{token} {nonce}");
    }
}
