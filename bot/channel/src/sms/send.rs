//! Requests to Twilio.

use reqwest::{Method, Url};
use secrecy::ExposeSecret;
use tsunagi_model::Status;

use super::Sms;
use super::answer::{Answer, answer};
use super::split::KEY;
use crate::http::cause;
use crate::{Receipt, Send, SendError};

impl Sms {
    /// Sends one message, whose payload is its text.
    pub(super) async fn deliver(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        let to = send.to.0.as_str();
        let mut form = vec![self.sender(to), ("To", to.to_owned())];
        form.push(("Body", send.payload.to_owned()));
        if let Some(url) = self.report_to(send) {
            form.push(("StatusCallback", url));
        }
        let url = self.below("Messages.json");
        let answer = self.ask(Method::POST, &url, &form).await?;
        if !answer.is_ok() {
            return Err(answer.error());
        }
        // Taken for sending. What became of it is reported to the address that was sent along.
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids: answer.fields().word("sid").into_iter().collect(),
            request_id: answer.request_id.clone(),
        })
    }

    /// From whom it comes. On another messenger our number stands under that messenger's scheme, as theirs does.
    fn sender(&self, to: &str) -> (&'static str, String) {
        if self.account.starts_with("MG") {
            return ("MessagingServiceSid", self.account.clone());
        }
        let scheme = to
            .split_once(':')
            .filter(|_| !self.account.contains(':'))
            .map(|(scheme, _)| format!("{scheme}:"));
        let from = scheme.unwrap_or_default() + &self.account;
        ("From", from)
    }

    /// Where Twilio shall report, with our key: a report can come before the answer to the request, and after none at all. An
    /// address that Twilio cannot reach would have it refuse the message.
    fn report_to(&self, send: &Send<'_>) -> Option<String> {
        let mut url = self.webhook.clone().filter(|_| self.is_reachable())?;
        url.query_pairs_mut()
            .append_pair(KEY, &send.retry_key.to_string());
        Some(url.into())
    }

    /// Whether Twilio can bring us anything: by https, or because both are on this machine.
    pub(super) fn is_reachable(&self) -> bool {
        let near = |url: &Url| matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        let api_is_near = || Url::parse(&self.api).is_ok_and(|api| near(&api));
        self.webhook
            .as_ref()
            .is_some_and(|url| url.scheme() == "https" || (near(url) && api_is_near()))
    }

    /// An address below our account.
    pub(super) fn below(&self, path: &str) -> String {
        format!("{}/2010-04-01/Accounts/{}/{path}", self.api, self.sid)
    }

    /// One exchange.
    pub(super) async fn ask(
        &self,
        method: Method,
        url: &str,
        form: &[(&str, String)],
    ) -> Result<Answer, SendError> {
        let url = Url::parse(url).map_err(|_| SendError::Unsupported)?;
        let mut request = self
            .http
            .request(method.clone(), url)
            .basic_auth(&self.user, Some(self.password.expose_secret()));
        if method == Method::POST {
            request = request.form(form);
        }
        let response = request.send().await.map_err(|error| cause(&error))?;
        Ok(answer(response).await)
    }
}
