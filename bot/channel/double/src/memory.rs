//! What the double remembers: who is a friend, which tokens and keys are used up, what was asked and what was delivered.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;
use tsunagi_model::{Span, Timestamp};
use uuid::Uuid;

use crate::account::{IdToken, LinkToken};
use crate::login::{Code, Visitor};
use crate::menu::Menus;
use crate::sending::Route;
use crate::{DoubleConfig, Fault, WebhookTest};

/// A reply token's life after its event arrived.
const REPLY_WINDOW: Span = Span::seconds(60);
/// A reply token's life after its event, however often that is delivered again.
const REPLY_END: Span = Span::minutes(20);
/// A retry key's life.
const KEY_LIFE: Span = Span::hours(24);
/// So many reply tokens are kept before those that ended are forgotten.
const TOKENS: usize = 100_000;
/// Refusals are always kept, but no more than this.
const REFUSALS: usize = 1_000;

/// How much happened so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Requests of any kind.
    pub requests: u64,
    /// Replies that were taken.
    pub replies: u64,
    /// Pushes that were taken, to friends or not.
    pub pushes: u64,
    /// Message objects that reached someone.
    pub messages: u64,
    /// Requests taken for people who had blocked the account: answered 200, seen by nobody.
    pub unseen: u64,
    /// Requests answered 409 because their key was known.
    pub repeated: u64,
    /// Replies answered "Invalid reply token".
    pub stale_tokens: u64,
    /// Requests answered 429.
    pub limited: u64,
    /// Requests that met a fault.
    pub faults: u64,
    /// Requests that LINE would refuse.
    pub refusals: u64,
}

/// A request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// When, by the double's clock.
    pub at: Timestamp,
    /// `POST`, …
    pub method: String,
    /// Without the host.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As text.
    pub body: String,
    /// The status of the answer, also where a fault kept it from being heard.
    pub status: u16,
    /// The body of the answer, if it is text.
    pub answer: String,
}

impl Exchange {
    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A request that LINE would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Method and path.
    pub request: String,
    /// The body, shortened.
    pub body: String,
    /// Why.
    pub why: String,
}

/// Messages that reached someone's phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// When, by the double's clock.
    pub at: Timestamp,
    /// The person, group or room.
    pub to: String,
    /// `reply`, `push`, `multicast` or `broadcast`.
    pub route: &'static str,
    /// The message objects.
    pub messages: Vec<Value>,
    /// Their ids.
    pub ids: Vec<String>,
}

/// What a person sent, for fetching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its type and bytes.
    Ready(String, Vec<u8>),
    /// 202.
    Preparing,
    /// 410.
    Gone,
}

/// What a person is to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    Friend,
    Blocked,
    Unknown,
}

#[derive(Debug, Clone)]
struct ReplyToken {
    to: String,
    event_at: Timestamp,
    delivered_at: Timestamp,
    used: bool,
}

/// What a retry key stands for.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    pub request_id: String,
    pub ids: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

/// Whether an access token is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    /// It was, and is expired or revoked.
    Past,
    /// It never was.
    Never,
}

pub(crate) struct Memory {
    pub config: DoubleConfig,
    pub counts: Counts,
    pub faults: VecDeque<Fault>,
    /// A fate that waits for a path with this end.
    pub fault_at: Option<(&'static str, Fault)>,
    pub contents: HashMap<String, Content>,
    pub exchanges: VecDeque<Exchange>,
    pub refusals: VecDeque<Refusal>,
    pub deliveries: VecDeque<Delivery>,
    pub marked_read: Vec<String>,
    pub typing: Vec<String>,
    pub endpoint: Option<String>,
    pub endpoint_active: bool,
    pub webhook_test: WebhookTest,
    pub link_tokens: HashMap<String, LinkToken>,
    pub id_tokens: HashMap<String, IdToken>,
    pub codes: HashMap<String, Code>,
    pub visitor: Visitor,
    pub menus: Menus,
    pub used: u64,
    issued: HashMap<String, Timestamp>,
    revoked: HashSet<String>,
    reply_tokens: HashMap<String, ReplyToken>,
    /// At so many reply tokens it is time to forget some.
    crowded: usize,
    keys: HashMap<Uuid, Accepted>,
    key_ages: VecDeque<(Timestamp, Uuid)>,
    people: HashMap<String, Person>,
    buckets: HashMap<&'static str, Bucket>,
    minutes: HashMap<String, (i64, u32)>,
    next: u64,
    chance: u64,
}

impl Memory {
    pub fn new(config: DoubleConfig) -> Self {
        let chance = config.odds.seed ^ 0x9E37_79B9_7F4A_7C15;
        Self {
            config,
            counts: Counts::default(),
            faults: VecDeque::new(),
            fault_at: None,
            contents: HashMap::new(),
            exchanges: VecDeque::new(),
            refusals: VecDeque::new(),
            deliveries: VecDeque::new(),
            marked_read: Vec::new(),
            typing: Vec::new(),
            endpoint: None,
            endpoint_active: true,
            webhook_test: WebhookTest::default(),
            link_tokens: HashMap::new(),
            id_tokens: HashMap::new(),
            codes: HashMap::new(),
            visitor: Visitor::default(),
            menus: Menus::default(),
            used: 0,
            issued: HashMap::new(),
            revoked: HashSet::new(),
            reply_tokens: HashMap::new(),
            crowded: TOKENS,
            keys: HashMap::new(),
            key_ages: VecDeque::new(),
            people: HashMap::new(),
            buckets: HashMap::new(),
            minutes: HashMap::new(),
            next: 0,
            chance,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    /// A number that was not given before.
    pub fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// A number from 0 to 1.
    pub fn chance(&mut self) -> f64 {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        (self.chance >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Keeps an access token that was asked for.
    pub fn issue(&mut self, token: &str, life: Span) {
        let until = self.now().plus(life);
        self.issued.insert(token.to_owned(), until);
    }

    /// Ends every access token there is.
    pub fn revoke(&mut self) {
        self.revoked.extend(self.issued.keys().cloned());
        self.revoked.insert(self.config.access_token.clone());
    }

    pub fn standing(&self, token: &str) -> Standing {
        let is_known = token == self.config.access_token || self.issued.contains_key(token);
        let is_over = self.revoked.contains(token)
            || self
                .issued
                .get(token)
                .is_some_and(|until| *until <= self.now());
        match (is_known, is_over) {
            (true, false) => Standing::Good,
            (true, true) => Standing::Past,
            (false, _) => Standing::Never,
        }
    }

    /// Makes a reply token good; one that is delivered again is good again unless it was used.
    pub fn give_reply_token(&mut self, token: &str, to: &str, event_at: Timestamp) {
        let delivered_at = self.now();
        if self.reply_tokens.len() >= self.crowded {
            self.reply_tokens
                .retain(|_, token| delivered_at.since(token.event_at) <= REPLY_END);
            self.crowded = TOKENS.max(self.reply_tokens.len() * 2);
        }
        let fresh = ReplyToken {
            to: to.to_owned(),
            event_at,
            delivered_at,
            used: false,
        };
        self.reply_tokens
            .entry(token.to_owned())
            .or_insert(fresh)
            .delivered_at = delivered_at;
    }

    /// Whom a reply token reaches, if it is still good.
    pub fn reply_to(&self, token: &str) -> Option<String> {
        let now = self.now();
        let found = self.reply_tokens.get(token)?;
        let is_good = !found.used
            && now.since(found.delivered_at) <= REPLY_WINDOW
            && now.since(found.event_at) <= REPLY_END;
        is_good.then(|| found.to.clone())
    }

    pub fn use_reply_token(&mut self, token: &str) {
        if let Some(found) = self.reply_tokens.get_mut(token) {
            found.used = true;
        }
    }

    /// What an earlier request with this key came to.
    pub fn accepted(&mut self, key: Uuid) -> Option<Accepted> {
        let now = self.now();
        while let Some((_, old)) = self
            .key_ages
            .pop_front_if(|(at, _)| now.since(*at) > KEY_LIFE)
        {
            self.keys.remove(&old);
        }
        self.keys.get(&key).cloned()
    }

    pub fn accept(&mut self, key: Uuid, accepted: Accepted) {
        self.key_ages.push_back((self.now(), key));
        self.keys.insert(key, accepted);
    }

    pub fn set_person(&mut self, id: &str, person: Person) {
        self.people.insert(id.to_owned(), person);
    }

    pub fn person(&self, id: &str) -> Person {
        let usual = if self.config.friends_only {
            Person::Unknown
        } else {
            Person::Friend
        };
        self.people.get(id).copied().unwrap_or(usual)
    }

    /// Takes one request to send out of its route's bucket, if there is one in it: multicasts are slower than messages to one, and
    /// messages to all are few.
    pub fn is_in_rate(&mut self, route: Route) -> bool {
        let Some(rate) = self.config.requests_per_second else {
            return true;
        };
        let (count, span) = match route {
            Route::Reply | Route::Push => (rate, Span::seconds(1)),
            Route::Multicast => (rate.min(200), Span::seconds(1)),
            Route::Narrowcast | Route::Broadcast => (60, Span::hours(1)),
        };
        self.takes(route.as_str(), count, span)
    }

    /// Takes one request out of a bucket that holds `count` and fills up in `span`, if there is one in it.
    pub fn takes(&mut self, name: &'static str, count: u32, span: Span) -> bool {
        let (now, count) = (self.now(), f64::from(count));
        let bucket = self.buckets.entry(name).or_insert(Bucket {
            left: count,
            at: now,
        });
        let refill = now.since(bucket.at).0.max(0) as f64 / span.0 as f64 * count;
        *bucket = Bucket {
            left: (bucket.left + refill).min(count),
            at: now,
        };
        if bucket.left < 1.0 {
            return false;
        }
        bucket.left -= 1.0;
        true
    }

    /// Whether this person may get one more push this minute.
    pub fn is_bearable(&mut self, user: &str) -> bool {
        let Some(most) = self.config.per_user_per_minute else {
            return true;
        };
        let minute = self.now().0.div_euclid(Span::minutes(1).0);
        let entry = self.minutes.entry(user.to_owned()).or_insert((minute, 0));
        if entry.0 != minute {
            *entry = (minute, 0);
        }
        entry.1 += 1;
        entry.1 <= most
    }

    /// Notes what LINE would refuse.
    pub fn refuse(&mut self, request: String, body: &str, why: &str) {
        self.counts.refusals += 1;
        let body = body.chars().take(2_000).collect();
        keep(
            &mut self.refusals,
            REFUSALS,
            Refusal {
                request,
                body,
                why: why.to_owned(),
            },
        );
    }

    /// Notes what was delivered.
    pub fn deliver(&mut self, to: &str, route: &'static str, messages: &Value, ids: &[String]) {
        self.counts.messages += ids.len() as u64;
        if self.config.keep > 0 {
            let messages = messages.as_array().cloned().unwrap_or_default();
            let delivery = Delivery {
                at: self.now(),
                to: to.to_owned(),
                route,
                messages,
                ids: ids.to_vec(),
            };
            keep(&mut self.deliveries, self.config.keep, delivery);
        }
    }
}

/// Adds to a list of bounded length; the oldest goes.
pub(crate) fn keep<T>(list: &mut VecDeque<T>, most: usize, entry: T) {
    if list.len() >= most {
        list.pop_front();
    }
    list.push_back(entry);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tsunagi_model::TestClock;

    use super::*;

    #[test]
    fn reply_tokens_that_ended_are_forgotten_and_others_are_not() {
        let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
        let mut memory = Memory::new(DoubleConfig {
            clock: Arc::new(clock.clone()),
            ..DoubleConfig::default()
        });
        for number in 0..TOKENS {
            memory.give_reply_token(&number.to_string(), "U", clock_now(&clock));
        }
        clock.advance(REPLY_END);
        memory.give_reply_token("last", "U", clock_now(&clock));
        assert_eq!(
            memory.reply_tokens.len(),
            TOKENS + 1,
            "they have just not ended"
        );
        clock.advance(Span::seconds(1));
        for number in 0..TOKENS {
            memory.give_reply_token(&format!("new {number}"), "U", clock_now(&clock));
        }
        assert_eq!(memory.reply_tokens.len(), TOKENS + 1);
        assert!(memory.reply_tokens.contains_key("last"));
    }

    fn clock_now(clock: &TestClock) -> Timestamp {
        tsunagi_model::Clock::now(clock)
    }
}
