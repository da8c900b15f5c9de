//! The console's own words in one language: texts, names, dates and lengths of time as staff read them.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;
use tsunagi_locale::{Arg, Catalogue};
use tsunagi_model::{Span, Timestamp};

/// The languages the console is written in; the first is the default.
pub const LANGUAGES: [&str; 2] = ["ja", "en"];

/// One language of the console at one moment.
#[derive(Clone)]
pub struct Words {
    texts: Arc<Catalogue>,
    /// `ja` or `en`.
    pub language: &'static str,
    zone: Tz,
    /// The moment the page is made.
    pub now: Timestamp,
}

impl Words {
    /// The words of `language`, or of Japanese when the console is not written in it.
    pub fn new(texts: Arc<Catalogue>, language: &str, zone: Tz, now: Timestamp) -> Self {
        let language = LANGUAGES
            .into_iter()
            .find(|known| *known == language)
            .unwrap_or(LANGUAGES[0]);
        Self {
            texts,
            language,
            zone,
            now,
        }
    }

    /// A text without arguments.
    pub fn t(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with one argument.
    pub fn t1(&self, id: &str, name: &str, value: impl AsRef<str>) -> String {
        self.with(id, &[(name, value.as_ref().into())])
    }

    /// A text that counts something.
    pub fn count(&self, id: &str, count: i64) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers of conversations and minutes are far below 2^52"
        )]
        self.with(id, &[("count", Arg::Number(count as f64))])
    }

    /// A text with any arguments.
    pub fn with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts
            .text(self.language, id, args)
            .text
            .trim()
            .to_owned()
    }

    /// The console's word for one of a family of stored words (`console-method-line`), or the stored word itself where the
    /// people who write flows made up their own.
    pub fn named(&self, family: &str, word: &str) -> String {
        let slug: String = word
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '-'
                }
            })
            .collect();
        let id = format!("console-{family}-{slug}");
        if slug.starts_with(|c: char| c.is_ascii_alphanumeric())
            && self.texts.has(self.language, &id)
        {
            self.t(&id)
        } else {
            word.to_owned()
        }
    }

    /// Whether the console has such a text.
    pub fn has(&self, id: &str) -> bool {
        self.texts.has(self.language, id)
    }

    /// The instant of a wall clock in the programme's zone.
    pub fn instant(&self, local: chrono::NaiveDateTime) -> Timestamp {
        let at = self.zone.from_local_datetime(&local).earliest();
        at.map_or(self.now, Into::into)
    }

    /// `11月20日(金) 17:05`; with the year where it is not this one.
    pub fn date_time(&self, at: Timestamp) -> String {
        self.with(
            "console-date-time",
            &[
                ("date", self.date(at).into()),
                ("time", self.time(at).into()),
            ],
        )
    }

    /// All texts, for rooms that bring their own keys.
    pub fn texts(&self) -> Arc<Catalogue> {
        Arc::clone(&self.texts)
    }

    /// The calendar day in the programme's zone.
    pub fn day(&self, at: Timestamp) -> NaiveDate {
        at.utc().with_timezone(&self.zone).date_naive()
    }

    /// `11月20日(金)`.
    pub fn date(&self, at: Timestamp) -> String {
        let local = self.day(at);
        let this_year = self.day(self.now).year();
        let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            [local.weekday().num_days_from_monday() as usize];
        let args = [
            ("year", Arg::Text(local.year().to_string())),
            (
                "month",
                self.t(&format!("console-month-{}", local.month())).into(),
            ),
            ("day", Arg::Text(local.day().to_string())),
            (
                "weekday",
                self.t(&format!("console-weekday-{weekday}")).into(),
            ),
        ];
        self.with(
            if local.year() == this_year {
                "console-date"
            } else {
                "console-date-year"
            },
            &args,
        )
    }

    /// `17:05`.
    pub fn time(&self, at: Timestamp) -> String {
        let local = at.utc().with_timezone(&self.zone);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// For the `datetime` attribute of `<time>`.
    pub fn machine(&self, at: Timestamp) -> String {
        at.utc()
            .with_timezone(&self.zone)
            .format("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    /// `20261120-1705`, for names of files.
    pub fn stamp(&self, at: Timestamp) -> String {
        at.utc()
            .with_timezone(&self.zone)
            .format("%Y%m%d-%H%M")
            .to_string()
    }

    /// A length of time as one says it: `3分`, `2時間`, `4日`.
    pub fn length(&self, span: Span) -> String {
        let seconds = span.as_seconds().max(0);
        match seconds {
            0..60 => self.t("console-length-moment"),
            60..3_600 => self.count("console-length-minutes", seconds / 60),
            3_600..86_400 => self.count("console-length-hours", seconds / 3_600),
            _ => self.count("console-length-days", seconds / 86_400),
        }
    }

    /// How long ago something was: `たった今`, `3分前`; after two days the date.
    pub fn ago(&self, at: Timestamp) -> String {
        let span = self.now.since(at);
        if span < Span::minutes(1) {
            self.t("console-ago-now")
        } else if span < Span::days(2) {
            self.t1("console-ago", "length", self.length(span))
        } else {
            self.date(at)
        }
    }

    /// How long somebody has been waiting since `at`: `23分お待ち`.
    pub fn waiting(&self, at: Timestamp) -> String {
        self.t1("console-waiting", "length", self.length(self.now.since(at)))
    }
}

#[cfg(test)]
mod tests {
    use tsunagi_model::{Span, Timestamp};

    use crate::sample;

    #[test]
    fn waiting_times_are_said_in_words() {
        let words = sample::words("ja");
        let ago = |span: Span| words.ago(Timestamp(words.now.0 - span.0));
        assert_eq!(ago(Span::seconds(20)), "たった今");
        assert_eq!(ago(Span::minutes(3)), "3分前");
        assert_eq!(ago(Span::minutes(59)), "59分前");
        assert_eq!(ago(Span::minutes(60)), "1時間前");
        assert_eq!(ago(Span::hours(47)), "1日前");
        assert_eq!(ago(Span::days(3)), "11月17日(火)");
        // A platform's clock that runs ahead of ours is not "minus two minutes".
        assert_eq!(ago(Span::minutes(-2)), "たった今");
        let english = sample::words("en");
        assert_eq!(english.length(Span::minutes(1)), "1 minute");
        assert_eq!(english.length(Span::hours(5)), "5 hours");
    }

    #[test]
    fn dates_are_those_of_tokyo() {
        let words = sample::words("ja");
        // 2026-11-20 17:05 in Tokyo, which is 08:05 UTC.
        assert_eq!(words.date_time(sample::NOW), "11月20日(金) 17:05");
        assert_eq!(words.machine(sample::NOW), "2026-11-20T17:05:00+09:00");
        assert_eq!(words.date(sample::NOW.plus(Span::hours(7))), "11月21日(土)");
        assert_eq!(
            words.date(sample::NOW.plus(Span::days(60))),
            "2027年1月19日(火)"
        );
        assert_eq!(
            sample::words("en").date_time(sample::NOW),
            "Fri 20 Nov, 17:05"
        );
    }

    #[test]
    fn words_that_flows_made_up_are_shown_as_they_are() {
        let words = sample::words("ja");
        assert_eq!(
            words.named("why", "asked for a person"),
            "人と話したいと言われた"
        );
        assert_eq!(words.named("why", "放課後の相談"), "放課後の相談");
        assert_eq!(words.named("flow", "our-own-flow"), "our-own-flow");
    }
}
