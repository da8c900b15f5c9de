//! The handle on a running double.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::memory::{Memory, Person};
use crate::server::{Shared, serve};
use crate::webhook::fresh_reply_token;
use crate::{
    Content, Counts, Delivery, DoubleConfig, Exchange, Fault, Odds, Refusal, Visitor, Webhook,
    WebhookBuilder, WebhookTest, account, login,
};

/// How long waiting for a delivery may take before it is called off.
const PATIENCE: Duration = Duration::from_secs(10);

/// LINE, as far as a bot can tell. Stops when it is dropped.
pub struct LineDouble {
    address: SocketAddr,
    base_url: String,
    shared: Arc<Shared>,
    server: JoinHandle<std::convert::Infallible>,
}

impl Drop for LineDouble {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl LineDouble {
    /// Starts a double on the present runtime.
    pub async fn start(config: DoubleConfig) -> io::Result<Self> {
        let listener = TcpListener::bind(config.listen).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(Memory::new(config)));
        let server = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            base_url: format!("http://{address}"),
            shared,
            server,
        })
    }

    /// Where it listens: both `api_base` and `data_api_base`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it pretends to be.
    pub fn config(&self) -> DoubleConfig {
        self.shared.memory().config.clone()
    }

    /// A webhook to fill with events. Building it makes its reply tokens good, its followers friends, and its
    /// unfollowers people who blocked the account.
    pub fn webhook(&self) -> WebhookBuilder {
        let config = self.config();
        WebhookBuilder::new(&config.channel_secret, &config.bot_user_id, config.clock)
            .known_to(Arc::clone(&self.shared))
    }

    /// The same webhook again, as LINE sends it when the first was not answered in time.
    pub fn redeliver(&self, webhook: &Webhook) -> Webhook {
        let events = webhook.events.iter().cloned().map(|mut event| {
            if let Some(again) = event.pointer_mut("/deliveryContext/isRedelivery") {
                *again = Value::Bool(true);
            }
            event
        });
        events.fold(self.webhook(), WebhookBuilder::event).build()
    }

    /// A reply token for a person, group or room, good for 60 s of the double's clock.
    pub fn issue_reply_token(&self, to: &str) -> String {
        let token = fresh_reply_token();
        let mut memory = self.shared.memory();
        let now = memory.now();
        memory.give_reply_token(&token, to, now);
        token
    }

    /// Makes someone a friend.
    pub fn befriend(&self, user: &str) {
        self.shared.memory().set_person(user, Person::Friend);
    }

    /// Lets someone block the account: what is sent to them is answered 200 and seen by nobody.
    pub fn block(&self, user: &str) {
        self.shared.memory().set_person(user, Person::Blocked);
    }

    /// Makes someone a stranger: what is sent to them is answered 400.
    pub fn forget(&self, user: &str) {
        self.shared.memory().set_person(user, Person::Unknown);
    }

    /// Gives the next `count` requests a fate.
    pub fn fail_next(&self, count: usize, fault: &Fault) {
        self.shared
            .memory()
            .faults
            .extend(std::iter::repeat_n(fault.clone(), count));
    }

    /// Gives the next request whose path ends so a fate.
    pub fn fail_at(&self, end: &'static str, fault: &Fault) {
        self.shared.memory().fault_at = Some((end, fault.clone()));
    }

    /// Changes how often it fails by itself.
    pub fn set_odds(&self, odds: Odds) {
        self.shared.memory().config.odds = odds;
    }

    /// Changes how long every answer takes.
    pub fn set_delay(&self, delay: Duration) {
        self.shared.memory().config.delay = delay;
    }

    /// Changes the plan; what was used this month stays used.
    pub fn set_monthly_limit(&self, limit: Option<u64>) {
        self.shared.memory().config.monthly_limit = limit;
    }

    /// Changes how many requests a second each endpoint takes.
    pub fn set_requests_per_second(&self, rate: Option<u32>) {
        self.shared.memory().config.requests_per_second = rate;
    }

    /// Ends every access token there is, the configured one included.
    pub fn revoke_tokens(&self) {
        self.shared.memory().revoke();
    }

    /// Says what is at a message's content.
    pub fn set_content(&self, message_id: &str, content: Content) {
        self.shared
            .memory()
            .contents
            .insert(message_id.to_owned(), content);
    }

    /// Says where webhooks go and whether they are sent at all.
    pub fn set_webhook(&self, address: Option<&str>, active: bool) {
        let mut memory = self.shared.memory();
        memory.endpoint = address.map(str::to_owned);
        memory.endpoint_active = active;
    }

    /// Says what LINE finds when it tries the webhook's address.
    pub fn set_webhook_test(&self, found: WebhookTest) {
        self.shared.memory().webhook_test = found;
    }

    /// Switches the chat in LINE's own manager: `chat` or `bot`.
    pub fn set_chat_mode(&self, mode: &'static str) {
        self.shared.memory().config.chat_mode = mode;
    }

    /// Where webhooks go.
    pub fn webhook_address(&self) -> Option<String> {
        self.shared.memory().endpoint.clone()
    }

    /// An ID token as a login gives it, good for an hour of the double's clock.
    pub fn issue_id_token(&self, user: &str, login_channel: &str, nonce: Option<&str>) -> String {
        account::issue_id_token(&mut self.shared.memory(), user, login_channel, nonce)
    }

    /// Who sits at the browser in which the login page is opened from now on.
    pub fn sit_down(&self, visitor: Visitor) {
        self.shared.memory().visitor = visitor;
    }

    /// Opens an address of the login page as a browser does: where it leads back to; none if LINE shows an error instead.
    pub fn open_login(&self, address: &str) -> Option<String> {
        let (page, query) = address.split_once('?')?;
        if page != format!("{}/oauth2/v2.1/authorize", self.base_url) {
            return None;
        }
        let answer = login::authorize(&mut self.shared.memory(), query);
        let mut headers = answer.headers.into_iter();
        headers.find_map(|(name, value)| (name == "location").then_some(value))
    }

    /// What follows when a browser opens LINE's dialog with a link token and a nonce: the webhook that names them, or, as with
    /// LINE, nothing at all if the token is used or too old.
    pub fn link(&self, link_token: &str, nonce: &str) -> Option<Webhook> {
        let token = {
            let mut memory = self.shared.memory();
            let now = memory.now();
            let token = memory.link_tokens.remove(link_token)?;
            (token.until > now).then_some(token)?
        };
        Some(
            self.webhook()
                .account_link(Some(&token.user), nonce)
                .build(),
        )
    }

    /// Those who were shown that an answer is being written.
    pub fn typing(&self) -> Vec<String> {
        self.shared.memory().typing.clone()
    }

    /// The names of the rich menus there are.
    pub fn menus(&self) -> Vec<String> {
        let names = self.shared.memory().menus.names();
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The name of the rich menu behind an alias.
    pub fn menu_behind(&self, alias: &str) -> Option<String> {
        let memory = self.shared.memory();
        memory.menus.name(memory.menus.behind(alias)?)
    }

    /// The name of the rich menu that a person sees.
    pub fn menu_of(&self, user: &str) -> Option<String> {
        let memory = self.shared.memory();
        let own = memory.menus.own.get(user);
        memory.menus.name(own.or(memory.menus.usual.as_ref())?)
    }

    /// Takes a person's own menu away, as somebody can who works in LINE's manager.
    pub fn unlink_menu(&self, user: &str) {
        self.shared.memory().menus.own.remove(user);
    }

    /// How much happened so far.
    pub fn counts(&self) -> Counts {
        self.shared.memory().counts
    }

    /// The requests that are kept, oldest first.
    pub fn journal(&self) -> Vec<Exchange> {
        self.shared.memory().exchanges.iter().cloned().collect()
    }

    /// The requests that LINE would have refused.
    pub fn refusals(&self) -> Vec<Refusal> {
        self.shared.memory().refusals.iter().cloned().collect()
    }

    /// The deliveries that are kept, oldest first.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.shared.memory().deliveries.iter().cloned().collect()
    }

    /// The message objects that a person, group or room has seen, oldest first, as far as they are kept.
    pub fn delivered_to(&self, to: &str) -> Vec<Value> {
        let memory = self.shared.memory();
        memory
            .deliveries
            .iter()
            .filter(|delivery| delivery.to == to)
            .flat_map(|delivery| delivery.messages.clone())
            .collect()
    }

    /// The tokens of messages that were marked as read.
    pub fn marked_read(&self) -> Vec<String> {
        self.shared.memory().marked_read.clone()
    }

    /// Waits until what happened so far satisfies `is_enough`; `false` if that takes more than ten seconds.
    pub async fn wait_until(&self, is_enough: impl Fn(&Self) -> bool) -> bool {
        let mut changes = self.shared.changed.subscribe();
        let wait = async {
            while !is_enough(self) {
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.is_ok()
    }

    /// Waits until someone has seen at least `count` message objects, and gives all they have seen; after ten seconds
    /// what there is.
    pub async fn wait_for(&self, to: &str, count: usize) -> Vec<Value> {
        self.wait_until(|double| double.delivered_to(to).len() >= count)
            .await;
        self.delivered_to(to)
    }

    /// Panics if there was any request that LINE would refuse, and says which.
    ///
    /// # Panics
    /// That is its purpose.
    pub fn assert_clean(&self) {
        let refusals = self.refusals();
        assert!(
            refusals.is_empty(),
            "LINE would refuse {} request(s): {refusals:#?}",
            refusals.len()
        );
    }
}
