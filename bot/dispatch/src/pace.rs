//! How fast requests leave for one platform: a bucket that fills at nearly the rate the platform takes.
//!
//! What the script or a broadcast sends is booked: each request gets its moment, evenly spaced, a little ahead of time, so that one look
//! into the queue serves many. What somebody waits for (replies, people, alerts) leaves at once out of a small store of its own and
//! is paid back by what is booked next. In any second no more leave than the platform takes.
//!
//! The bucket is this instance's. Instances do not divide a platform's limit among themselves: several on one database need
//! `requests_per_second` set to their share; a platform that says "too many" makes the instance that hears it hold that channel.

use std::time::Duration;

use tokio::time::Instant;

/// How far ahead requests are booked.
const AHEAD: Duration = Duration::from_millis(60);
/// The longest hold, whatever a platform asks for.
const LONGEST: Duration = Duration::from_mins(5);

#[derive(Debug)]
pub(crate) struct Pace {
    rate: f64,
    /// Requests that may leave together after a rest.
    burst: f64,
    /// Urgent requests that may leave although everything is booked.
    spare: f64,
    /// What may leave now; below nothing: booked.
    level: f64,
    urgent: f64,
    at: Instant,
    held: Option<Instant>,
}

impl Pace {
    /// A full bucket for a platform that takes so many requests a second.
    pub(crate) fn new(per_second: u32, now: Instant) -> Self {
        let most = f64::from(per_second.max(1));
        let burst = (most * 0.005).max(1.0);
        let spare = (most * 0.02).max(1.0);
        let rate = if most < 10.0 {
            most * 0.9
        } else {
            most - burst - spare
        };
        Self {
            rate,
            burst,
            spare,
            level: burst,
            urgent: spare,
            at: now,
            held: None,
        }
    }

    /// How many requests of our own accord may be booked now.
    pub(crate) fn room(&mut self, now: Instant) -> usize {
        self.refill(now);
        if self.held.is_some() {
            return 0;
        }
        (self.level + self.rate * AHEAD.as_secs_f64()).max(0.0) as usize
    }

    /// How many requests that somebody waits for may leave now.
    pub(crate) fn urgent_room(&mut self, now: Instant) -> usize {
        self.refill(now);
        if self.held.is_some() {
            return 0;
        }
        self.level.max(0.0) as usize + self.urgent.max(0.0) as usize
    }

    /// Whether a request of our own accord could leave now, without being booked for later.
    pub(crate) fn is_idle(&mut self, now: Instant) -> bool {
        self.refill(now);
        self.held.is_none() && self.level >= 1.0
    }

    /// Books a request: how long it waits until it leaves.
    pub(crate) fn book(&mut self, now: Instant) -> Duration {
        self.refill(now);
        self.level -= 1.0;
        Duration::from_secs_f64((-self.level / self.rate).max(0.0))
    }

    /// A request that somebody waits for leaves now.
    pub(crate) fn leave(&mut self, now: Instant) {
        self.refill(now);
        if self.level < 1.0 {
            self.urgent -= 1.0;
        }
        self.level -= 1.0;
    }

    /// The platform says "too many": nothing leaves for a while.
    pub(crate) fn hold(&mut self, now: Instant, wait: Duration) {
        let until = now + wait.min(LONGEST);
        self.held = self.held.max(Some(until));
    }

    /// What a look into the queue may take: urgent requests and others. Nothing where there is room for so few that the look is not worth
    /// its commit. Many urgent ones at once are booked as others are.
    pub(crate) fn worth(&mut self, now: Instant) -> (usize, usize) {
        let (urgent, others) = (self.urgent_room(now), self.room(now));
        let (urgent_missing, missing) = self.missing();
        let others = if missing > 0.0 { 0 } else { others };
        let urgent = if urgent_missing > 0.0 { 0 } else { urgent };
        (urgent.max(others), others)
    }

    /// How long until a look is worth more than it is now; none if it could not be.
    pub(crate) fn wait(&mut self, now: Instant) -> Option<Duration> {
        self.refill(now);
        if let Some(held) = self.held {
            return Some(held - now);
        }
        let (urgent, others) = self.missing();
        let least = [urgent, others]
            .into_iter()
            .filter(|missing| *missing > 0.0)
            .min_by(f64::total_cmp)?;
        // Rounded up: to wake a moment too early is to look twice.
        Some(Duration::from_secs_f64(least / self.rate) + Duration::from_micros(1))
    }

    /// How many tokens are missing until a look for urgent requests and one for others is worth its commit.
    fn missing(&self) -> (f64, f64) {
        let ahead = self.rate * AHEAD.as_secs_f64();
        let others = (ahead / 2.0).max(1.0) - ahead - self.level;
        let urgent = (self.spare / 2.0).max(1.0) - self.level.max(0.0) - self.urgent;
        let some = |missing: f64| if missing > 1e-6 { missing } else { 0.0 };
        (some(urgent), some(others))
    }

    fn refill(&mut self, now: Instant) {
        if let Some(held) = self.held {
            if now < held {
                return;
            }
            self.held = None;
            self.at = self.at.max(held);
            self.level = self.level.min(0.0);
        }
        let more = now.saturating_duration_since(self.at).as_secs_f64() * self.rate;
        self.at = self.at.max(now);
        self.level = (self.level + more).min(self.burst);
        self.urgent = (self.urgent + more).min(self.spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// Books as much as there is room for, every few milliseconds, and lets urgent ones leave as given; when each left.
    fn run(per_second: u32, seconds: u32, urgent: impl Fn(u32) -> u32) -> (Vec<Duration>, usize) {
        let begin = Instant::now();
        let mut pace = Pace::new(per_second, begin);
        let (mut left, mut refused) = (Vec::new(), 0);
        for ms in 0..seconds * 1_000 {
            let now = begin + MS * ms;
            for _ in 0..urgent(ms) {
                if pace.urgent_room(now) > 0 {
                    pace.leave(now);
                    left.push(now - begin);
                } else {
                    refused += 1;
                }
            }
            for _ in 0..pace.room(now) {
                let wait = pace.book(now);
                assert!(wait <= AHEAD + MS, "{wait:?} ahead");
                left.push(now + wait - begin);
            }
        }
        left.sort();
        (left, refused)
    }

    /// The most that left within any second.
    fn most(left: &[Duration]) -> usize {
        let mut from = 0;
        let mut most = 0;
        for (to, at) in left.iter().enumerate() {
            while *at - left[from] >= Duration::from_secs(1) {
                from += 1;
            }
            most = most.max(to + 1 - from);
        }
        most
    }

    #[test]
    fn a_broadcast_uses_what_the_platform_takes_and_no_more() {
        for per_second in [10, 30, 80, 300, 2_000] {
            let (left, _) = run(per_second, 20, |_| 0);
            assert!(
                most(&left) <= per_second as usize,
                "{per_second}: {} in a second",
                most(&left)
            );
            let share = left.len() as f64 / f64::from(per_second * 20);
            let expected = if per_second < 80 { 0.8 } else { 0.955 };
            assert!(share >= expected, "{per_second}: only {share:.3}");
        }
        let (left, _) = run(1, 60, |_| 0);
        assert!(most(&left) <= 2 && left.len() > 50);
    }

    #[test]
    fn who_waits_does_not_wait_for_a_broadcast() {
        // 200 replies a second beside a broadcast at 2,000 a second.
        let (left, refused) = run(2_000, 10, |ms| u32::from(ms % 5 == 0));
        assert_eq!(refused, 0);
        assert!(most(&left) <= 2_000, "{} in a second", most(&left));
        assert!(
            left.len() > 19_000,
            "{}: the rest is still used",
            left.len()
        );
        // A crowd at once: some at once, the rest in the queue; never over the limit.
        let (left, refused) = run(2_000, 5, |ms| if ms == 2_000 { 500 } else { 0 });
        assert!(
            refused > 0 && most(&left) <= 2_000,
            "{} in a second",
            most(&left)
        );
    }

    #[test]
    fn a_hold_lasts_as_long_as_the_platform_asked() {
        let begin = Instant::now();
        let mut pace = Pace::new(100, begin);
        pace.hold(begin, Duration::from_secs(3));
        pace.hold(begin, Duration::from_secs(1));
        assert_eq!(
            (pace.room(begin + MS), pace.urgent_room(begin + MS)),
            (0, 0)
        );
        assert_eq!(pace.wait(begin), Some(Duration::from_secs(3)));
        let after = begin + Duration::from_secs(3);
        assert!(pace.room(after) <= 6 && pace.urgent_room(after) > 0);
        pace.hold(after, Duration::from_hours(9));
        assert_eq!(pace.wait(after), Some(LONGEST));
    }

    /// Looks whenever the pace says so, for requests that never end: how many looks there were and what was taken.
    fn looks(per_second: u32, urgent: bool) -> (usize, usize) {
        let begin = Instant::now();
        let mut pace = Pace::new(per_second, begin);
        let (mut looks, mut taken, mut now) = (0, 0, begin);
        while now < begin + Duration::from_secs(10) {
            looks += 1;
            let (first, others) = pace.worth(now);
            let claimed = if urgent { first } else { others };
            for _ in 0..claimed {
                if urgent && pace.urgent_room(now) > 0 {
                    pace.leave(now);
                } else {
                    pace.book(now);
                }
            }
            taken += claimed;
            if claimed == 0 {
                now += pace.wait(now).unwrap();
            }
        }
        (looks, taken)
    }

    #[test]
    fn looks_are_far_apart_even_when_very_much_waits() {
        for urgent in [false, true] {
            for per_second in [1, 30, 300, 2_000] {
                let (looks, taken) = looks(per_second, urgent);
                let most = if per_second > 100 {
                    2_500
                } else {
                    per_second as usize * 30 + 10
                };
                assert!(looks <= most, "{per_second} {urgent}: {looks} looks");
                let (least, limit) = (per_second as usize * 8, per_second as usize * 11);
                assert!(
                    (least..=limit.max(13)).contains(&taken),
                    "{per_second} {urgent}: {taken} taken"
                );
            }
        }
    }
}
