//! What starts a flow: `follow`, `referral`, `keyword`, `every`.

use super::Parser;
use crate::definition::{Day, Period, Trigger, TriggerKind};
use crate::fold::fold;
use crate::schedule::{parse_day, parse_time};
use crate::yaml::Node;

impl Parser<'_> {
    pub(super) fn starts(&mut self, node: &Node) -> Vec<Trigger> {
        node.items()
            .iter()
            .filter_map(|item| self.start(item))
            .collect()
    }

    fn start(&mut self, item: &Node) -> Option<Trigger> {
        let who = item.get("who").and_then(|node| self.condition(node));
        let trigger = |kind| {
            Some(Trigger {
                kind,
                who,
                at: item.at,
            })
        };
        if item.text() == Some("follow") {
            return trigger(TriggerKind::Follow);
        }
        if let Some(tag) = item.get_text("referral") {
            self.check_keys(
                item.entries().unwrap_or_default(),
                &["referral", "who", "note"],
                "a start",
            );
            return trigger(TriggerKind::Referral(tag.to_owned()));
        }
        if let Some(words) = item.get("keyword") {
            self.check_keys(
                item.entries().unwrap_or_default(),
                &["keyword", "who", "note"],
                "a start",
            );
            let words: Vec<String> = words
                .items()
                .iter()
                .filter_map(|word| word.text())
                .map(str::to_owned)
                .collect();
            if words.is_empty() || words.iter().any(|word| fold(word).is_empty()) {
                self.problem("E02", item, "a keyword has letters");
            }
            return trigger(TriggerKind::Keyword(words));
        }
        if let Some(every) = item.get("every") {
            self.check_keys(
                item.entries().unwrap_or_default(),
                &["every", "default", "who", "note"],
                "a start",
            );
            let kind = self.every(item, every)?;
            return trigger(kind);
        }
        self.problem(
            "E02",
            item,
            "a start is `follow`, `referral:`, `keyword:` or `every:`",
        );
        None
    }

    fn every(&mut self, item: &Node, every: &Node) -> Option<TriggerKind> {
        let period = match every.text() {
            Some("day") => Period::Day,
            Some("week") => Period::Week,
            Some("month") => Period::Month,
            _ => {
                self.problem("E02", every, "`every` is day, week or month");
                return None;
            }
        };
        let defaults = item.get("default").map(Node::items).unwrap_or_default();
        let (day, time) = match defaults {
            [time] if period == Period::Day => (Some(Day::Any), time.text()),
            [day, time] => (day.text().and_then(parse_day), time.text()),
            _ => (None, None),
        };
        let fits = match period {
            Period::Day => day == Some(Day::Any),
            Period::Week => matches!(day, Some(Day::Weekday(_))),
            Period::Month => matches!(day, Some(Day::Nth(..) | Day::Date(_))),
        };
        let (Some(day), Some(time), true) = (day, time.and_then(parse_time), fits) else {
            self.problem("E02", item, "the default is like `[sun, \"17:00\"]` for a week and `[first tue, \"12:15\"]` for a month");
            return None;
        };
        Some(TriggerKind::Every { period, day, time })
    }
}
