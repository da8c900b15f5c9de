//! What belongs to the account: people's profiles, and whether all is set up.

use std::time::Duration;

use serde_json::json;
use tsunagi_channel::{Finding, Profile, SendError};
use tsunagi_double::{Fault, MetaSide, SendApi, Stage};
use tsunagi_model::ExternalId;

use crate::messenger::{OTHER, PERSON, SIDES, channel, clock, config, double, open};

async fn profile(double: &Stage<SendApi>, side: MetaSide, of: &str) -> Result<Profile, SendError> {
    channel(double, side)
        .profile(&ExternalId(of.to_owned()))
        .await
}

#[tokio::test]
async fn a_profile_is_a_name_and_where_it_may_be_asked_a_language() {
    for (side, told, name) in [
        (
            MetaSide::Page,
            json!({ "first_name": "花", "last_name": "山田", "locale": "ja_JP" }),
            Some("花 山田"),
        ),
        (
            MetaSide::Page,
            json!({ "name": "山田花", "first_name": "花" }),
            Some("山田花"),
        ),
        (
            MetaSide::Instagram,
            json!({ "name": "はな", "username": "hana_0407" }),
            Some("はな"),
        ),
        (
            MetaSide::Instagram,
            json!({ "name": " ", "username": "hana_0407" }),
            Some("hana_0407"),
        ),
        (MetaSide::Page, json!({}), None),
    ] {
        let double = double(side, &clock()).await;
        double.with(|api| api.people.get_mut(PERSON).unwrap().profile = told.clone());
        let found = profile(&double, side, PERSON).await.unwrap();
        assert_eq!(found.name.as_deref(), name, "{told}");
        assert_eq!(found.language.is_some(), told.get("locale").is_some());
        // Without the permission for languages the name is still told.
        double.with(|api| api.locales = false);
        assert_eq!(
            profile(&double, side, PERSON)
                .await
                .unwrap()
                .name
                .as_deref(),
            name
        );
    }
}

#[tokio::test]
async fn who_is_unknown_has_no_profile_and_what_is_no_id_is_not_asked_for() {
    let double = double(MetaSide::Page, &clock()).await;
    assert!(profile(&double, MetaSide::Page, OTHER).await.is_err());
    let asked = double.journal().len();
    for id in ["", "../me", "me?fields=x", "あ"] {
        assert_eq!(
            profile(&double, MetaSide::Page, id).await,
            Err(SendError::Gone)
        );
    }
    assert_eq!(double.journal().len(), asked);
}

async fn look(double: &Stage<SendApi>, side: MetaSide) -> Vec<Finding> {
    channel(double, side).examine(None).await
}

fn bad<'f>(found: &'f [Finding], what: &str) -> &'f Finding {
    let finding = found.iter().find(|finding| finding.what == what).unwrap();
    assert!(!finding.ok, "{finding:?}");
    assert!(finding.remedy.is_some());
    finding
}

#[tokio::test]
async fn an_account_that_is_set_up_has_nothing_to_remedy() {
    for side in SIDES {
        for own_login in [false, true] {
            if own_login && side == MetaSide::Page {
                continue;
            }
            let double = double(side, &clock()).await;
            double.with(|api| api.own_login = own_login);
            assert_eq!(
                channel(&double, side).connect("https://x.test").await,
                Ok(())
            );
            let found = look(&double, side).await;
            assert!(found.iter().all(|finding| finding.ok), "{found:?}");
            assert_eq!(found.len(), 4);
            double.assert_clean();
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_with_what_to_do() {
    for side in SIDES {
        let double = double(side, &clock()).await;
        let found = look(&double, side).await;
        assert!(bad(&found, "webhook").found.contains("messaging_postbacks"));
        double.with(|api| {
            api.subscribed = vec!["messages".to_owned()];
            api.permissions = Some(vec!["pages_show_list".to_owned()]);
        });
        let found = look(&double, side).await;
        assert!(!bad(&found, "webhook").found.contains("to messages"));
        assert!(
            bad(&found, "permissions")
                .found
                .contains("pages_manage_metadata")
        );

        let mut elsewhere = config(side);
        elsewhere.api_base = Some(double.base_url().to_owned());
        elsewhere.account = Some("4711".to_owned());
        elsewhere.verify_token = None;
        let found = open(&elsewhere, Duration::from_secs(5)).examine(None).await;
        let finding = bad(&found, "token");
        assert!(finding.found.contains("another account"));
        assert!(!format!("{found:?}").contains("double-access-token"));
        elsewhere.account = None;
        let found = open(&elsewhere, Duration::from_secs(5)).examine(None).await;
        bad(&found, "token");

        double.with(|api| api.access_token = "renewed".to_owned());
        assert!(
            bad(&look(&double, side).await, "token")
                .remedy
                .as_ref()
                .unwrap()
                .english
                .contains("access_token")
        );
    }
}

#[tokio::test]
async fn a_platform_in_trouble_is_no_fault_of_the_account() {
    let double = double(MetaSide::Page, &clock()).await;
    double.fail_next(1, &Fault::Status(503));
    let found = look(&double, MetaSide::Page).await;
    assert!(
        bad(&found, "token")
            .remedy
            .as_ref()
            .unwrap()
            .english
            .contains("metastatus")
    );
    drop(double);
    let found = open(&config_nowhere(), Duration::from_secs(1))
        .examine(None)
        .await;
    assert!(
        bad(&found, "token")
            .remedy
            .as_ref()
            .unwrap()
            .english
            .contains("api_base")
    );
}

fn config_nowhere() -> tsunagi_channel::ChannelConfig {
    let mut config = config(MetaSide::Page);
    config.api_base = Some("http://127.0.0.1:9".to_owned());
    config
}

#[tokio::test]
async fn a_channel_without_its_secrets_does_not_open() {
    for side in SIDES {
        for field in ["secret", "access_token"] {
            let mut config = config(side);
            match field {
                "secret" => config.secret = None,
                _ => config.access_token = None,
            }
            let error = tsunagi_channel::open(&config, &tsunagi_channel::http::client().unwrap())
                .err()
                .unwrap();
            assert!(error.to_string().contains(field), "{error}");
        }
    }
}
