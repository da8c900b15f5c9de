//! The thirty columns of the city's table and how they are grouped under its headings.

use std::fmt;

use serde::{Serialize, Serializer};

/// A column: O1 to O30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(u8);

impl Column {
    /// How many there are.
    pub const COUNT: usize = 30;

    /// The column with this number.
    pub(crate) const fn new(number: u8) -> Self {
        Self(number)
    }

    /// All of them, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=30).map(Self)
    }

    /// 1 to 30.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Its place in a row of thirty figures.
    pub(crate) fn place(self) -> usize {
        usize::from(self.0.saturating_sub(1))
    }

    /// The Fluent id of its own heading.
    pub fn title(self) -> String {
        format!("report-o{}", self.0)
    }

    /// The Fluent ids of the headings above it: the wide one, then the narrow one.
    pub fn headings(self) -> [Option<&'static str>; 2] {
        match self.0 {
            4..=7 => [Some("report-group-outreach"), Some("report-group-school")],
            8..=11 => [Some("report-group-outreach"), Some("report-group-ward")],
            12..=16 => [Some("report-group-outreach"), Some("report-group-methods")],
            18..=23 => [Some("report-group-support"), None],
            25..=30 => [Some("report-group-effect"), None],
            _ => [None, None],
        }
    }
}

impl std::str::FromStr for Column {
    type Err = crate::Error;
    fn from_str(text: &str) -> Result<Self, crate::Error> {
        text.strip_prefix(['O', 'o'])
            .and_then(|number| number.parse().ok())
            .filter(|number| (1..=30).contains(number))
            .map(Self)
            .ok_or_else(|| crate::Error::UnknownOption {
                word: text.to_owned(),
                expected: "O1 … O30".to_owned(),
            })
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "O{}", self.0)
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
