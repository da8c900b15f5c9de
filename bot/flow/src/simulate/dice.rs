//! Chance that can be repeated: the same seed throws the same dice.

/// A stream of numbers (splitmix64).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice of their own for one of many people.
    pub fn of(seed: u64, person: u64) -> Self {
        let mut dice = Self(seed ^ person.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.next();
        dice
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True so many times in a thousand.
    pub fn in_thousand(&mut self, times: u64) -> bool {
        self.below(1_000) < times
    }

    /// From `least` to `most`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = u64::try_from(most.saturating_sub(least).max(0)).unwrap_or(0) + 1;
        least.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }

    /// One of them.
    pub fn one_of<'x, T>(&mut self, list: &'x [T]) -> Option<&'x T> {
        let place = self.below(list.len() as u64);
        list.get(usize::try_from(place).unwrap_or(0))
    }
}
