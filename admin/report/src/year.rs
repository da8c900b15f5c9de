//! The Japanese fiscal year: from the first of April to the last of March, in Tokyo.

use chrono::{FixedOffset, NaiveDate, TimeZone};
use serde::Serialize;
use tsunagi_model::Timestamp;

/// Tokyo's offset from UTC in seconds; Japan has no summer time.
pub const TOKYO: i32 = 9 * 3600;

/// The first year of Reiwa and of Heisei, less one.
const BEFORE_REIWA: i64 = 2018;
const BEFORE_HEISEI: i64 = 1988;

/// A fiscal year, by the calendar year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FiscalYear(pub i64);

impl FiscalYear {
    /// The first instant.
    pub fn from(self) -> Timestamp {
        first_of_april(self.0)
    }

    /// The first instant of the next one.
    pub fn to(self) -> Timestamp {
        first_of_april(self.0.saturating_add(1))
    }

    /// 令和2年度.
    pub fn era(self) -> String {
        let (era, year) = if self.0 > BEFORE_REIWA {
            ("令和", self.0 - BEFORE_REIWA)
        } else {
            ("平成", self.0 - BEFORE_HEISEI)
        };
        if year == 1 {
            format!("{era}元年度")
        } else {
            format!("{era}{year}年度")
        }
    }

    /// Reads `2020`, `2020年度`, `令和2`, `令和元年度`, `R2`, `平成31年度`, `H31`; the text is NFKC and trimmed.
    pub fn read(text: &str) -> Option<Self> {
        let text = text
            .trim()
            .trim_end_matches("年度")
            .trim_end_matches('年')
            .trim();
        let era = [
            ("令和", BEFORE_REIWA),
            ("平成", BEFORE_HEISEI),
            ("R", BEFORE_REIWA),
            ("r", BEFORE_REIWA),
            ("H", BEFORE_HEISEI),
            ("h", BEFORE_HEISEI),
        ]
        .into_iter()
        .find_map(|(mark, before)| text.strip_prefix(mark).map(|rest| (rest.trim(), before)));
        let year = match era {
            Some(("元", before)) => before + 1,
            Some((rest, before)) => {
                before
                    + rest
                        .parse::<i64>()
                        .ok()
                        .filter(|year| (1..100).contains(year))?
            }
            None => text.parse().ok()?,
        };
        (2000..2100).contains(&year).then_some(Self(year))
    }
}

fn first_of_april(year: i64) -> Timestamp {
    let year = i32::try_from(year).unwrap_or(1970);
    let midnight = NaiveDate::from_ymd_opt(year, 4, 1)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .unwrap_or_default();
    let tokyo = FixedOffset::east_opt(TOKYO).map(|offset| offset.from_local_datetime(&midnight));
    tokyo
        .and_then(|at| at.single())
        .map(Timestamp::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::FiscalYear;

    #[test]
    fn begins_in_april_in_tokyo() {
        let year = FiscalYear(2020);
        assert_eq!(year.from().to_string(), "2020-03-31T15:00:00.000Z");
        assert_eq!(year.to().to_string(), "2021-03-31T15:00:00.000Z");
        assert_eq!(year.era(), "令和2年度");
        assert_eq!(FiscalYear(2019).era(), "令和元年度");
    }

    #[test]
    fn reads_what_cities_write() {
        for text in [
            "2019",
            "2019年度",
            "令和元年度",
            "令和1",
            "R1",
            "平成31年度",
            "H31",
        ] {
            assert_eq!(FiscalYear::read(text), Some(FiscalYear(2019)), "{text}");
        }
        for text in ["", "20", "R", "令和", "明治3", "2019/4", "99999"] {
            assert_eq!(FiscalYear::read(text), None, "{text}");
        }
    }
}
