//! Campaigns: starts so many days before or after a date, and messages that they send by themselves.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::export::{name, text};
use crate::names;
use crate::remark::Kind;
use crate::start::{Starts, agreed, find};
use crate::texts::{Text, Words};

impl Starts {
    /// One event of a campaign.
    pub fn event(
        &mut self,
        campaign: &Value,
        event: &Value,
        names: &HashMap<String, String>,
        used: &mut HashSet<String>,
        base: &str,
    ) {
        let title = text(campaign, "name");
        let relative = event.get("relative_to");
        let key = relative.map_or("", |field| text(field, "key"));
        let label = relative.map_or("", |field| text(field, "label"));
        let flow = if text(event, "event_type") == "M" {
            self.message(title, event, used, base)
        } else {
            find(names, event)
        };
        let offset = event
            .get("offset")
            .and_then(Value::as_i64)
            .unwrap_or(0)
            .clamp(-5_000, 500_000);
        let unit = text(event, "unit");
        let when = format!("campaign \"{title}\": {offset}{unit} from {label}");
        let Some(flow) = flow else {
            let what = format!(
                "{when} starts \"{}\", which is not in this file",
                name(event, "flow")
            );
            self.remark(
                None,
                Kind::Lost,
                what,
                "import that flow too, and write its `start:`",
            );
            return;
        };
        if matches!(key, "" | "created_on" | "last_seen_on") {
            self.remark(
                Some(&flow),
                Kind::Lost,
                when,
                "let a step remember the day (`set: contact.x = now`) and start with `on: contact.x`, or use `missed:`",
            );
            return;
        }
        let field = names::contact(key);
        let days = match unit {
            "W" => offset.saturating_mul(7),
            "D" => offset,
            "H" => offset / 24,
            _ => offset / 1_440,
        };
        if !matches!(unit, "D" | "W") {
            self.remark(
                Some(&flow),
                Kind::Changed,
                when,
                "starts are counted in days: choose the time with `at:`",
            );
        }
        let mut line = format!("{{on: {field}");
        if days != 0 {
            line.push_str(&format!(", days: {}", days.clamp(-3_660, 3_660)));
        }
        if let Some(hour @ 0..=23) = event.get("delivery_hour").and_then(Value::as_i64) {
            line.push_str(&format!(", at: \"{hour:02}:00\""));
        }
        if let Some(group) = campaign.get("group").map(|group| text(group, "name"))
            && !group.is_empty()
        {
            let group = names::group(group);
            line.push_str(&format!(
                ", who: {}",
                agreed(Some(&format!("\"{group} = member\"")))
            ));
            self.reads.push(group);
        } else {
            line.push_str(&format!(", who: {}", agreed(None)));
        }
        line.push('}');
        self.reads.push(field);
        self.add(&flow, line);
        if text(event, "start_mode") == "I" {
            self.switch.insert(flow);
        }
    }

    /// A message that a campaign sends by itself becomes a flow of one step.
    fn message(
        &mut self,
        campaign: &str,
        event: &Value,
        used: &mut HashSet<String>,
        base: &str,
    ) -> Option<String> {
        let mut words = Words::new();
        match event.get("message") {
            Some(Value::String(message)) => {
                words.insert(base.to_owned(), message.clone());
            }
            Some(Value::Object(languages)) => {
                for (code, message) in languages {
                    // A message by language, or by language and then `text`.
                    let message = message
                        .as_str()
                        .or(message.get("text").and_then(Value::as_str));
                    if let Some(message) = message {
                        words.insert(names::language(code).0, message.to_owned());
                    }
                }
            }
            _ => {}
        }
        words.retain(|_, message| !message.trim().is_empty());
        if words.is_empty() {
            return None;
        }
        let flow = names::flow(used, &format!("{campaign} message"));
        for message in words.values_mut() {
            let pieces = crate::expression::pieces(message).len();
            if pieces > 1 {
                self.remark(
                    Some(&flow),
                    Kind::Lost,
                    format!("a campaign's message with values: {message}"),
                    "a `…` stands where a value stood: say it in words",
                );
            }
            *message = crate::texts::escape(&crate::say::plain(message));
        }
        let text = Text {
            id: "message".to_owned(),
            words,
            labels: Vec::new(),
        };
        self.messages
            .push((flow.clone(), campaign.to_owned(), text));
        Some(flow)
    }
}
