//! A circuit per channel: a platform that fails again and again is left alone for a while, and one request finds out whether it is back.
//!
//! Only what is the platform's own fault counts (5xx, no answer, no connection). An answer of any other kind, even a refusal, shows that
//! it is there. Time and chance are passed in.

use tsunagi_channel::SendError;
use tsunagi_model::{Span, Timestamp};

/// This many failures without an answer in between, within [`SHORT`], open the circuit.
const FAILURES: u32 = 8;
const SHORT: Span = Span::seconds(30);
/// The first rest; each further one is twice as long, up to the longest.
const FIRST: Span = Span::seconds(2);
const LONGEST: Span = Span::seconds(60);
/// A probe that has not come back by then is lost.
const PROBE: Span = Span::seconds(30);

/// Where a circuit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CircuitState {
    /// Everything goes.
    #[default]
    Closed,
    /// The platform failed: nothing goes before this time.
    Resting {
        /// When it is tried again.
        until: Timestamp,
    },
    /// One request is on its way to find out.
    Trying {
        /// When it counts as lost.
        until: Timestamp,
    },
}

/// How much may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum May {
    All,
    /// One request, to find out.
    One,
    Nothing,
}

#[derive(Debug, Default)]
pub(crate) struct Circuit {
    state: CircuitState,
    /// Failures since the last answer, and when the first of them was.
    failures: u32,
    first: Timestamp,
    /// How often it rested since the last answer.
    rests: u32,
}

/// Whether it is the platform's own fault.
pub(crate) fn is_platforms_fault(error: &SendError) -> bool {
    matches!(
        error,
        SendError::Platform { .. }
            | SendError::Busy { .. }
            | SendError::Timeout
            | SendError::Broken
            | SendError::Connect
            | SendError::NoToken
    )
}

impl Circuit {
    pub(crate) fn state(&self) -> CircuitState {
        self.state
    }

    /// How much may go at this time.
    pub(crate) fn may(&self, now: Timestamp) -> May {
        match self.state {
            CircuitState::Closed => May::All,
            CircuitState::Resting { until } | CircuitState::Trying { until } => {
                // A clock that was set back must not make a rest longer than any rest is.
                let left = until.since(now);
                if left <= Span(0) || left > Span(LONGEST.0 * 2) {
                    May::One
                } else {
                    May::Nothing
                }
            }
        }
    }

    /// How long until one may go; none if something may go now.
    pub(crate) fn wait(&self, now: Timestamp) -> Option<Span> {
        match (self.state, self.may(now)) {
            (CircuitState::Resting { until } | CircuitState::Trying { until }, May::Nothing) => {
                Some(until.since(now))
            }
            _ => None,
        }
    }

    /// A request leaves.
    pub(crate) fn leaves(&mut self, now: Timestamp) {
        if self.state != CircuitState::Closed && self.may(now) == May::One {
            self.state = CircuitState::Trying {
                until: now.plus(PROBE),
            };
        }
    }

    /// The platform answered, whatever it said; whether that closed the circuit.
    pub(crate) fn answered(&mut self) -> bool {
        let closed = self.state != CircuitState::Closed;
        *self = Self::default();
        closed
    }

    /// The platform failed; `chance` is between 0 and 1. Whether the circuit opened with this.
    pub(crate) fn failed(&mut self, now: Timestamp, chance: f64) -> bool {
        let opens = match self.state {
            CircuitState::Closed => {
                let old = now.since(self.first);
                if self.failures == 0 || old > SHORT || old < Span(0) {
                    self.failures = 0;
                    self.first = now;
                }
                self.failures += 1;
                self.failures >= FAILURES
            }
            CircuitState::Trying { .. } => true,
            // Of those that were under way when it opened.
            CircuitState::Resting { .. } => false,
        };
        if opens {
            let pause = FIRST
                .0
                .saturating_mul(1 << self.rests.min(10))
                .min(LONGEST.0) as f64;
            // From three quarters to five quarters, so that instances do not come back together.
            let pause = Span((pause * (0.75 + 0.5 * chance)) as i64);
            self.rests += 1;
            self.state = CircuitState::Resting {
                until: now.plus(pause),
            };
        }
        opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(1_000_000_000).plus(Span::seconds(seconds))
    }

    fn open() -> Circuit {
        let mut circuit = Circuit::default();
        for n in 0..FAILURES {
            assert_eq!(circuit.may(at(0)), May::All);
            assert_eq!(circuit.failed(at(0), 0.5), n + 1 == FAILURES);
        }
        circuit
    }

    #[test]
    fn failures_in_a_row_open_it_and_one_request_closes_it() {
        let mut circuit = open();
        assert_eq!(circuit.may(at(1)), May::Nothing);
        assert_eq!(circuit.wait(at(1)), Some(Span::seconds(1)));
        assert!(!circuit.failed(at(1), 0.5), "one that was under way");
        assert_eq!(circuit.may(at(2)), May::One);
        circuit.leaves(at(2));
        assert_eq!(circuit.may(at(3)), May::Nothing, "one is on its way");
        assert!(circuit.answered());
        assert_eq!(
            (circuit.may(at(3)), circuit.state()),
            (May::All, CircuitState::Closed)
        );
    }

    #[test]
    fn an_answer_in_between_or_a_long_time_keeps_it_closed() {
        let mut circuit = Circuit::default();
        for n in 0..100 {
            if n % 7 == 0 {
                assert!(!circuit.answered());
            }
            assert!(!circuit.failed(at(0), 0.5));
        }
        let mut slow = Circuit::default();
        for n in 0..100 {
            assert!(!slow.failed(at(n * 10), 0.5), "one in ten seconds");
        }
    }

    #[test]
    fn rests_grow_to_a_minute_and_start_small_again() {
        let mut circuit = open();
        let (mut now, mut rests) = (at(0), Vec::new());
        for _ in 0..8 {
            let rest = circuit.wait(now).unwrap();
            rests.push(rest.as_seconds());
            now = now.plus(rest);
            circuit.leaves(now);
            assert!(circuit.failed(now, 0.5));
        }
        assert_eq!(rests, [2, 4, 8, 16, 32, 60, 60, 60]);
        circuit.answered();
        for _ in 0..FAILURES {
            circuit.failed(now, 0.0);
        }
        assert_eq!(circuit.wait(now), Some(Span(1_500_000)), "jitter both ways");
    }

    #[test]
    fn a_lost_probe_and_a_clock_set_back_do_not_close_the_way_for_ever() {
        let mut circuit = open();
        circuit.leaves(at(2));
        assert_eq!(circuit.may(at(31)), May::Nothing);
        assert_eq!(circuit.may(at(32)), May::One);
        assert_eq!(open().may(at(-86_400)), May::One);
    }
}
