//! What starts the flows: keywords, schedules, campaigns.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::export::{Flow, list, name, text};
use crate::names;
use crate::remark::{Kind, Remark};
use crate::texts::Text;
use crate::write::scalar;

/// The starts of all flows by their names.
#[derive(Default)]
pub(crate) struct Starts {
    pub of: HashMap<String, Vec<String>>,
    /// Flows that end another conversation when they start.
    pub switch: HashSet<String>,
    pub remarks: Vec<Remark>,
    /// Messages of campaigns, which become flows: name, title, text.
    pub messages: Vec<(String, String, Text)>,
    /// Fields that starts read.
    pub reads: Vec<String>,
    keywords: HashSet<String>,
}

/// The short days of the week, as the other tool's letters and ours.
const DAYS: &[(char, &str)] = &[
    ('M', "mon"),
    ('T', "tue"),
    ('W', "wed"),
    ('R', "thu"),
    ('F', "fri"),
    ('S', "sat"),
    ('U', "sun"),
];

/// Reads triggers, campaigns and the keywords that stand at flows.
pub(crate) fn starts(
    root: &Value,
    flows: &[(String, &Flow)],
    names: &HashMap<String, String>,
    used: &mut HashSet<String>,
    base: &str,
) -> Starts {
    let mut starts = Starts::default();
    for (flow, json) in flows {
        starts.keyword(flow, json.keywords.iter().copied(), None);
    }
    for trigger in list(root, "triggers") {
        starts.trigger(trigger, names);
    }
    for campaign in list(root, "campaigns") {
        for event in list(campaign, "events") {
            starts.event(campaign, event, names, used, base);
        }
    }
    starts
}

pub(crate) fn find(names: &HashMap<String, String>, value: &Value) -> Option<String> {
    let flow = value.get("flow")?;
    [text(flow, "uuid"), text(flow, "name")]
        .iter()
        .find_map(|key| names.get(*key).cloned())
}

/// What starts by itself reaches only those who agreed to that; `who` stands in quotes.
pub(crate) fn agreed(who: Option<&str>) -> String {
    match who {
        Some(who) => format!("\"{} and consent.messages = agree\"", who.trim_matches('"')),
        None => "consent.messages = agree".to_owned(),
    }
}

impl Starts {
    pub fn remark(
        &mut self,
        flow: Option<&str>,
        kind: Kind,
        what: String,
        advice: impl Into<String>,
    ) {
        self.remarks.push(Remark {
            file: flow.map_or_else(|| "export".to_owned(), |flow| format!("flows/{flow}.yml")),
            node: String::new(),
            place: "start".to_owned(),
            kind,
            what,
            advice: advice.into(),
        });
    }

    pub fn add(&mut self, flow: &str, line: String) {
        let lines = self.of.entry(flow.to_owned()).or_default();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }

    fn keyword<'k>(
        &mut self,
        flow: &str,
        words: impl Iterator<Item = &'k str>,
        who: Option<String>,
    ) {
        let mut mine = Vec::new();
        for word in words {
            let folded = word
                .trim_matches(|mark: char| mark.is_ascii_punctuation() || mark.is_whitespace())
                .to_lowercase();
            if folded.is_empty() {
                continue;
            }
            if self.keywords.insert(folded) {
                mine.push(scalar(word.trim()));
            } else {
                self.remark(
                    Some(flow),
                    Kind::Lost,
                    format!("the keyword `{word}` already starts another flow of this file"),
                    "a keyword belongs to one flow: let that flow choose with `when:` and `run:`",
                );
            }
        }
        if !mine.is_empty() {
            let who = who.map(|who| format!(", who: {who}"));
            let line = format!("keyword: [{}]", mine.join(", "));
            self.add(
                flow,
                match who {
                    Some(who) => format!("{{{line}{who}}}"),
                    None => line,
                },
            );
            self.switch.insert(flow.to_owned());
        }
    }

    /// Groups in and out as a condition.
    fn who(&mut self, value: &Value) -> Option<String> {
        let mut parts = Vec::new();
        let mut fields = |key: &str, sign: &str| {
            let named = list(value, key).iter().map(|group| text(group, "name"));
            let fields: Vec<String> = named
                .filter(|name| !name.is_empty())
                .map(names::group)
                .collect();
            let joint = if sign == "=" { " or " } else { " and " };
            let conditions: Vec<String> = fields
                .iter()
                .map(|field| format!("{field} {sign} member"))
                .collect();
            self.reads.extend(fields);
            match conditions.len() {
                0 => {}
                1 => parts.push(conditions.join("")),
                _ => parts.push(format!("({})", conditions.join(joint))),
            }
        };
        fields("groups", "=");
        fields("exclude_groups", "!=");
        fields("contact_groups", "=");
        (!parts.is_empty()).then(|| format!("\"{}\"", parts.join(" and ")))
    }

    fn trigger(&mut self, trigger: &Value, names: &HashMap<String, String>) {
        let kind = text(trigger, "trigger_type");
        let title = name(trigger, "flow");
        let Some(flow) = find(names, trigger) else {
            let what = format!("a start ({kind}) of \"{title}\", which is not in this file");
            self.remark(
                None,
                Kind::Lost,
                what,
                "import that flow too, and write its `start:`",
            );
            return;
        };
        let who = self.who(trigger);
        let with = |line: &str| match &who {
            Some(who) => format!("{{{line}, who: {who}}}"),
            None => line.to_owned(),
        };
        match kind {
            "K" => {
                let one = text(trigger, "keyword");
                let words = list(trigger, "keywords").iter().filter_map(Value::as_str);
                let words: Vec<&str> = words
                    .chain(Some(one).filter(|one| !one.is_empty()))
                    .collect();
                if text(trigger, "match_type") == "F" {
                    self.remark(
                        Some(&flow),
                        Kind::Changed,
                        format!(
                            "the keyword at the beginning of a message ({})",
                            words.join(", ")
                        ),
                        "here the keyword is the whole message: add the phrases that people write",
                    );
                }
                self.keyword(&flow, words.into_iter(), who);
            }
            // A newcomer's start takes no condition that could know them yet.
            "N" => self.add(&flow, "follow".to_owned()),
            "R" => {
                let tag = text(trigger, "referrer_id");
                let tag = if tag.is_empty() { "*" } else { tag };
                self.add(
                    &flow,
                    with(&format!("referral: {}", crate::write::quoted(tag))),
                );
            }
            "T" => {
                let who = agreed(who.as_deref());
                self.add(&flow, format!("{{event: handoff closed, who: {who}}}"));
            }
            "S" => self.schedule(&flow, trigger, who.as_deref()),
            "C" => self.remark(
                Some(&flow),
                Kind::Lost,
                "it starts with any message that nothing else answers".to_owned(),
                "`anytime` answers those (the rule `lost`): let its step `run:` this flow",
            ),
            kind => self.remark(
                Some(&flow),
                Kind::Lost,
                format!("a start of the kind `{kind}` (calls and the like)"),
                "start it by `keyword:`, `follow` or `every:`",
            ),
        }
    }

    fn schedule(&mut self, flow: &str, trigger: &Value, who: Option<&str>) {
        let schedule = trigger.get("schedule").unwrap_or(trigger);
        let begins = ["start", "start_time", "next_fire", "start_date"]
            .iter()
            .map(|key| text(schedule, key))
            .find(|begins| begins.len() >= 16);
        let time = begins
            .and_then(|begins| begins.get(11..16))
            .filter(|time| {
                time.bytes().enumerate().all(|(at, byte)| {
                    (byte == b':') == (at == 2) && (at == 2 || byte.is_ascii_digit())
                })
            })
            .unwrap_or("12:00");
        let who = format!(", who: {}", agreed(who));
        let days = text(schedule, "repeat_days_of_week");
        match text(schedule, "repeat_period") {
            "D" => self.add(flow, format!("{{every: day, default: [\"{time}\"]{who}}}")),
            "W" => {
                let listed = DAYS.iter().filter(|(letter, _)| days.contains(*letter));
                let mut listed: Vec<&str> = listed.map(|(_, day)| *day).collect();
                if listed.is_empty() {
                    listed.push("mon");
                }
                for day in listed {
                    self.add(
                        flow,
                        format!("{{every: week, default: [{day}, \"{time}\"]{who}}}"),
                    );
                }
            }
            "M" => {
                let day = begins
                    .and_then(|begins| begins.get(8..10))
                    .and_then(|day| day.parse::<u8>().ok())
                    .filter(|day| (1..=31).contains(day))
                    .unwrap_or(1);
                self.add(
                    flow,
                    format!("{{every: month, default: [{day}, \"{time}\"]{who}}}"),
                );
            }
            period => {
                self.remark(
                    Some(flow),
                    Kind::Lost,
                    format!("a schedule (`{period}`) that comes once, or once a year"),
                    "write `on: <a date field>`, or start it from the console",
                );
                return;
            }
        }
        self.remark(
            Some(flow),
            Kind::Changed,
            format!("a schedule at {time} (in the time zone of the export)"),
            "check day and time; `every:` follows the contact's own day and time unless `fixed: true`",
        );
    }
}
