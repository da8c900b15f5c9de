//! Looking at the Twilio account, and telling Twilio where messages should come.

use reqwest::{Method, Url};

use super::{Sms, without_scheme};
use crate::json::{Fields, list};
use crate::{Finding, Remedy, SendError};

impl Sms {
    /// What `tsunagi doctor` says about the account.
    pub(super) async fn look(&self, webhook: Option<&str>) -> Vec<Finding> {
        let url = format!("{}/2010-04-01/Accounts/{}.json", self.api, self.sid);
        let account = match self.get(&url).await {
            Ok(account) => account,
            Err(error) => {
                return vec![Finding::bad(
                    "account",
                    error.to_string(),
                    Remedy::new(
                        "sms-account",
                        "Copy Account SID and Auth Token from the front page of Twilio's console into `channel_id` and `secret`.",
                    ),
                )];
            }
        };
        let account = Fields::read(&account).unwrap_or_default();
        let mut findings = vec![state(&account)];
        if !self.is_reachable() {
            findings.push(Finding::bad(
                "signature",
                "Twilio signs the public address, which is not known: every webhook is refused, no report is asked for",
                Remedy::new(
                    "sms-signature",
                    "Set `public_url` to the https address of this service.",
                ),
            ));
        }
        let place = if self.account.starts_with("MG") {
            self.service(webhook).await
        } else {
            self.number(webhook).await
        };
        findings.extend(place.unwrap_or_else(|error| {
            vec![Finding::bad(
                "webhook",
                error.to_string(),
                Remedy::new("sms-later", "Try again in a minute."),
            )]
        }));
        findings
    }

    /// The number: whether it is ours, can do SMS, and sends what comes to us.
    async fn number(&self, webhook: Option<&str>) -> Result<Vec<Finding>, SendError> {
        let Some(number) = self.own_number().await? else {
            return Ok(vec![Finding::bad(
                "number",
                "the number in `account` does not belong to this Twilio account: nobody can answer",
                Remedy::new(
                    "sms-number-foreign",
                    "Set `account` to a number of this account as +81…, or to the SID (MG…) of a messaging service. A name as sender is for sending only.",
                ),
            )]);
        };
        let number = Fields::read(&number).unwrap_or_default();
        let can = number
            .object("capabilities")
            .and_then(|can| can.boolean("sms").or_else(|| can.boolean("SMS")));
        let mut findings = vec![if can == Some(false) {
            Finding::bad(
                "number",
                "the number cannot do SMS",
                Remedy::new("sms-number-without", "Take a number that can."),
            )
        } else {
            Finding::good("number", "the number belongs to this account")
        }];
        findings.push(comes_to_us(&number, ["sms_url", "sms_method"], webhook));
        Ok(findings)
    }

    /// The messaging service: the same.
    async fn service(&self, webhook: Option<&str>) -> Result<Vec<Finding>, SendError> {
        let service = self.get(&self.service_url()).await?;
        let service = Fields::read(&service).unwrap_or_default();
        if service.boolean("use_inbound_webhook_on_number") == Some(true) {
            return Ok(vec![Finding::bad(
                "webhook",
                "the messaging service leaves it to each number where messages go",
                Remedy::new(
                    "sms-service",
                    "In the service's Integration settings choose \"Send a webhook\" and give the webhook address of this channel.",
                ),
            )]);
        }
        let fields = ["inbound_request_url", "inbound_method"];
        Ok(vec![comes_to_us(&service, fields, webhook)])
    }

    /// Tells Twilio where messages to our number or service should come.
    pub(super) async fn point_to(&self, webhook: &str) -> Result<(), SendError> {
        let post = "POST".to_owned();
        let (url, form) = if self.account.starts_with("MG") {
            let form = vec![
                ("InboundRequestUrl", webhook.to_owned()),
                ("InboundMethod", post),
                ("UseInboundWebhookOnNumber", "false".to_owned()),
            ];
            (self.service_url(), form)
        } else {
            let number = self.own_number().await?.ok_or(SendError::Unsupported)?;
            let sid = Fields::read(&number).and_then(|number| number.word("sid"));
            let sid = sid.ok_or(SendError::Unsupported)?;
            let form = vec![("SmsUrl", webhook.to_owned()), ("SmsMethod", post)];
            (
                self.below(&format!("IncomingPhoneNumbers/{sid}.json")),
                form,
            )
        };
        let answer = self.ask(Method::POST, &url, &form).await?;
        if answer.is_ok() {
            Ok(())
        } else {
            Err(answer.error())
        }
    }

    /// Our number as Twilio keeps it; none if it is not ours.
    async fn own_number(&self) -> Result<Option<String>, SendError> {
        let mut url = Url::parse(&self.below("IncomingPhoneNumbers.json"))
            .map_err(|_| SendError::Unsupported)?;
        url.query_pairs_mut()
            .append_pair("PhoneNumber", without_scheme(&self.account));
        let found = self.get(url.as_str()).await?;
        let numbers = Fields::read(&found)
            .and_then(|found| found.raw("incoming_phone_numbers").and_then(list))
            .unwrap_or_default();
        // Twilio also finds numbers that only contain ours.
        let ours = numbers.into_iter().find(|number| {
            Fields::read(number).and_then(|number| number.string("phone_number"))
                == Some(without_scheme(&self.account).to_owned())
        });
        Ok(ours.map(str::to_owned))
    }

    fn service_url(&self) -> String {
        format!("{}/v1/Services/{}", self.services, self.account)
    }

    async fn get(&self, url: &str) -> Result<String, SendError> {
        let answer = self.ask(Method::GET, url, &[]).await?;
        if answer.is_ok() {
            Ok(answer.body)
        } else {
            Err(answer.error())
        }
    }
}

fn state(account: &Fields<'_>) -> Finding {
    let status = account.string("status").unwrap_or_default();
    if status != "active" {
        return Finding::bad(
            "account",
            "the account is not active",
            Remedy::new(
                "sms-account-inactive",
                "See what Twilio's console says about it.",
            ),
        );
    }
    if account.string("type").as_deref() == Some("Trial") {
        return Finding::bad(
            "account",
            "a trial account reaches only numbers that it has verified",
            Remedy::new("sms-trial", "Upgrade the account in Twilio's console."),
        );
    }
    Finding::good("account", "the account is active")
}

fn comes_to_us(told: &Fields<'_>, fields: [&str; 2], webhook: Option<&str>) -> Finding {
    const SET: &str = "Connect the channel, or in Twilio's console give the webhook address of this channel for incoming messages, with HTTP POST.";
    let [url, method] = fields.map(|name| told.string(name).unwrap_or_default());
    match webhook {
        None => Finding::bad(
            "webhook",
            "where this service is reached is not known",
            Remedy::new("sms-public-url", "Set `public_url`."),
        ),
        Some(ours) if url.is_empty() => Finding::bad(
            "webhook",
            "messages come nowhere",
            Remedy::new("sms-webhook-none", SET).with("address", ours),
        ),
        Some(ours) if url != ours => Finding::bad(
            "webhook",
            "messages go to another address",
            Remedy::new("sms-webhook-other", SET).with("address", ours),
        ),
        Some(_) if method == "GET" => Finding::bad(
            "webhook",
            "messages come by GET",
            Remedy::new("sms-webhook-get", SET),
        ),
        Some(_) => Finding::good("webhook", "messages come to this service"),
    }
}
