//! How much one page may ask of us: beginnings per channel, messages per session, open streams in all. In memory, all bounded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many names one limit remembers at once; beyond that everyone new shares one allowance.
const NAMES: usize = 20_000;

/// An allowance per name that refills evenly.
pub struct Limit {
    burst: f64,
    per_second: f64,
    left: Mutex<HashMap<String, (f64, Instant)>>,
}

impl Limit {
    /// At most `burst` at once and `burst` in every `period`.
    pub fn new(burst: u32, period: Duration) -> Self {
        let burst = f64::from(burst);
        Self {
            burst,
            per_second: burst / period.as_secs_f64(),
            left: Mutex::default(),
        }
    }

    /// Takes one from the allowance of `name`, if there is one left at `now`.
    pub fn take(&self, name: &str, now: Instant) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= NAMES && !left.contains_key(name) {
            left.retain(|_, (had, since)| self.refilled(*had, *since, now) < self.burst);
        }
        let name = if left.len() < NAMES || left.contains_key(name) {
            name
        } else {
            ""
        };
        let (had, since) = left.get(name).copied().unwrap_or((self.burst, now));
        let has = self.refilled(had, since, now);
        let granted = has >= 1.0;
        left.insert(
            name.to_owned(),
            (if granted { has - 1.0 } else { has }, now),
        );
        granted
    }

    fn refilled(&self, had: f64, since: Instant, now: Instant) -> f64 {
        (had + now.saturating_duration_since(since).as_secs_f64() * self.per_second).min(self.burst)
    }
}

/// Counts open streams, so that one visitor cannot hold them all. A page without a stream asks every few seconds instead.
#[derive(Clone)]
pub struct Streams {
    most: usize,
    most_each: usize,
    open: Arc<Mutex<HashMap<String, usize>>>,
}

/// One open stream; it ends with this.
pub struct Seat {
    streams: Streams,
    name: String,
}

impl Streams {
    /// At most `most` in all and `most_each` per name.
    pub fn new(most: usize, most_each: usize) -> Self {
        Self {
            most,
            most_each,
            open: Arc::default(),
        }
    }

    /// A seat, if one is free for `name`.
    pub fn enter(&self, name: &str) -> Option<Seat> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.get(name).copied().unwrap_or(0);
        if all >= self.most || own >= self.most_each {
            return None;
        }
        open.insert(name.to_owned(), own + 1);
        Some(Seat {
            streams: self.clone(),
            name: name.to_owned(),
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self
            .streams
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match open.get_mut(&self.name) {
            Some(count) if *count > 1 => *count -= 1,
            _ => _ = open.remove(&self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_is_spent_and_refills() {
        let limit = Limit::new(3, Duration::from_secs(30));
        let start = Instant::now();
        assert_eq!(
            [(); 4].map(|()| limit.take("web", start)),
            [true, true, true, false]
        );
        assert!(limit.take("school", start), "another name has its own");
        assert!(
            !limit.take("web", start + Duration::from_secs(9)),
            "not yet"
        );
        assert!(
            limit.take("web", start + Duration::from_secs(11)),
            "one came back"
        );
        assert!(
            !limit.take("web", start + Duration::from_secs(11)),
            "and only one"
        );
    }

    #[test]
    fn names_beyond_the_bound_share_one_allowance() {
        let limit = Limit::new(1, Duration::from_secs(3600));
        let start = Instant::now();
        for n in 0..NAMES {
            assert!(limit.take(&n.to_string(), start));
        }
        assert!(limit.take("one more", start));
        assert!(
            !limit.take("and another", start),
            "the shared allowance is spent"
        );
        assert!(limit.left.lock().unwrap().len() <= NAMES + 1);
        assert!(
            limit.take("much later", start + Duration::from_secs(7200)),
            "full allowances are forgotten"
        );
        assert!(limit.left.lock().unwrap().len() < 10);
    }

    #[test]
    fn seats_are_bounded_and_come_back() {
        let streams = Streams::new(3, 2);
        let first = streams.enter("a").unwrap();
        let _second = streams.enter("a").unwrap();
        assert!(streams.enter("a").is_none(), "two each");
        let _third = streams.enter("b").unwrap();
        assert!(streams.enter("c").is_none(), "three in all");
        drop(first);
        assert!(streams.enter("c").is_some());
    }
}
