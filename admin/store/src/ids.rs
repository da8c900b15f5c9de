//! New ids: unique over all instances, and in this process strictly rising, so that order of id is order of arrival.

use std::sync::Mutex;

use tsunagi_model::Timestamp;
use uuid::Uuid;

/// Makes ids.
#[derive(Debug, Default)]
pub struct Ids {
    last: Mutex<(i64, u16)>,
}

impl Ids {
    /// The next id at `at`; later than every id this source made before, even if the clock stands or runs back.
    pub fn next<T: From<Uuid>>(&self, at: Timestamp) -> T {
        let (millis, count) = {
            let mut last = self
                .last
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = match at.as_millis() {
                now if now > last.0 => (now, 0),
                _ if last.1 < 0xfff => (last.0, last.1 + 1),
                _ => (last.0 + 1, 0),
            };
            *last
        };
        let mut random: [u8; 10] = rand::random();
        // Twelve bits of count stand right behind the milliseconds.
        [random[0], random[1]] = count.to_be_bytes();
        let millis = u64::try_from(millis).unwrap_or(0);
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use tsunagi_model::Timestamp;
    use uuid::Uuid;

    #[test]
    fn ids_rise_even_when_the_clock_does_not() {
        let ids = Ids::default();
        let mut past = Uuid::nil();
        for step in 0..20_000_i64 {
            let at = Timestamp::from_millis(1_000_000 - step / 100);
            let id: Uuid = ids.next(at);
            assert!(id > past, "{id} after {past}");
            assert!(id.to_string() > past.to_string(), "also as text");
            past = id;
        }
    }
}
