//! What was sent a moment ago, so that its echo is known for our own.
//!
//! Messenger gives back a word that we send along; Instagram does not, and its echo can be here before the answer to the
//! request. What is older, or was sent by another process, is known by the message's id, which the store has by then.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tsunagi_model::ExternalId;
use uuid::Uuid;

use crate::key::hash;

/// How long an echo may take.
const LIFE: Duration = Duration::from_secs(120);
/// No more than Meta takes in that time: 300 requests a second.
const MOST: usize = 36_000;

/// Requests of the last two minutes; of their words only a hash.
#[derive(Default)]
pub(super) struct Sent(Mutex<VecDeque<(Instant, String, Uuid)>>);

impl Sent {
    /// Remembers a request, before it is made.
    pub fn remember(&self, to: &ExternalId, text: &str, key: Uuid) {
        let now = Instant::now();
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while sent.len() >= MOST
            || sent
                .front()
                .is_some_and(|(at, _, _)| now.duration_since(*at) > LIFE)
        {
            sent.pop_front();
        }
        sent.push_back((now, print(&to.0, text), key));
    }

    /// The key of the last request with these words to this person.
    pub fn find(&self, to: &str, text: &str) -> Option<Uuid> {
        let print = print(to, text);
        let sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter()
            .rev()
            .take_while(|(at, _, _)| at.elapsed() <= LIFE)
            .find(|(_, sent, _)| *sent == print)
            .map(|(_, _, key)| *key)
    }
}

fn print(to: &str, text: &str) -> String {
    hash(&[to, text.trim()])
}
