//! Steps: effects, one control verb, and where it leads.

use tsunagi_model::{Span, Urgency};

use super::Parser;
use super::keys::{AT_MOST, BRANCH, STEP, UNANSWERED, VERBS, WAIT};
use super::question::Head;
use super::words;
use crate::definition::{
    AlertSpec, HandoffSpec, Length, RunSpec, SaySpec, Setting, Step, Target, Until, Verb, Wait,
};
use crate::schedule::parse_time;
use crate::table::Selection;
use crate::yaml::Node;

impl Parser<'_> {
    pub(super) fn step(&mut self, index: usize, name: &Node, node: &Node, head: &Head) -> Step {
        let name = name.text().unwrap_or_default().to_owned();
        let entries = node.entries().unwrap_or_default();
        if node.entries().is_none() {
            self.problem(
                "E02",
                node,
                format!("the step `{name}` says what it does, like `{{say: hello}}`"),
            );
        }
        let verbs: Vec<_> = VERBS
            .iter()
            .filter(|(verb, _)| node.get(verb).is_some())
            .collect();
        let known: Vec<&str> = STEP
            .iter()
            .copied()
            .chain(VERBS.iter().map(|(verb, _)| *verb))
            .chain(verbs.iter().flat_map(|(_, keys)| keys.iter().copied()))
            .collect();
        self.check_keys(
            entries,
            &known,
            &verbs.first().map_or_else(
                || "a step".to_owned(),
                |(verb, _)| format!("a step with `{verb}`"),
            ),
        );
        if verbs.len() > 1 {
            self.problem(
                "E02",
                node,
                format!(
                    "the step `{name}` does one thing after its words: `{}` or `{}`",
                    verbs[0].0, verbs[1].0
                ),
            );
        }
        let following = match index + 1 {
            next if next < self.steps => Target::Step(next),
            _ if self.always => Target::Return,
            _ => Target::End,
        };
        let next = node
            .get("then")
            .map_or(following, |then| self.target(then, following));
        let verb = match verbs.first().map(|(verb, _)| *verb) {
            Some(verb @ ("ask" | "cards" | "pick_slot")) => {
                self.question(verb, &name, node, next, head)
            }
            Some("when") => self.when(node, next),
            Some("random") => self.random(node, next),
            Some("wait") => self.wait(node, next),
            Some("run") => self.run(node, next),
            Some("handoff") => self.handoff(node, next),
            _ => Verb::None,
        };
        Step {
            at: node.at,
            skip_if: node.get("skip_if").and_then(|node| self.condition(node)),
            at_most: node.get("at_most").and_then(|node| self.at_most(node)),
            set: self.set(node),
            log: node.get_text("log").map(str::to_owned),
            result: node
                .get("result")
                .map(|word| self.check_name(word, "a result", false)),
            alert: self.alert(node),
            say: self.say_spec(node, &verb),
            verb,
            next,
            retired: node.get_text("retired") == Some("true"),
            name,
        }
    }

    pub(super) fn text_id(&self, value: &str) -> String {
        format!("{}-{value}", self.flow)
    }

    fn set(&mut self, node: &Node) -> Vec<(String, crate::definition::Setting)> {
        let mut settings = Vec::new();
        for item in node.get("set").map(Node::items).unwrap_or_default() {
            match item.text().and_then(words::setting) {
                Some(setting) => settings.push(setting),
                None => self.problem(
                    "E02",
                    item,
                    "write `set: contact.language = word`; fields have a dot",
                ),
            }
        }
        settings
    }

    fn alert(&mut self, node: &Node) -> Option<AlertSpec> {
        let team = node.get("alert")?;
        let urgency = match node.get("level").map(|level| (level, level.text())) {
            None => Urgency::Today,
            Some((level, word)) => word.and_then(|word| word.parse().ok()).unwrap_or_else(|| {
                self.problem("E02", level, "`level` is `now`, `today` or `this week`");
                Urgency::Today
            }),
        };
        let unanswered = self.unanswered(node);
        Some(AlertSpec {
            team: team.text().unwrap_or_default().to_owned(),
            urgency,
            unanswered,
            why: node.get_text("why").map(str::to_owned),
        })
    }

    fn unanswered(&mut self, node: &Node) -> Option<(Length, String)> {
        let node = node.get("unanswered")?;
        self.check_keys(
            node.entries().unwrap_or_default(),
            UNANSWERED,
            "`unanswered`",
        );
        let parts = node
            .get_text("after")
            .and_then(words::length)
            .zip(node.get_text("alert"));
        if parts.is_none() {
            self.problem("E02", node, "write `unanswered: {after: 15m, alert: lead}`");
        }
        parts.map(|(after, team)| (after, team.to_owned()))
    }

    fn say_spec(&mut self, node: &Node, verb: &Verb) -> Option<SaySpec> {
        let say = node.get("say")?;
        let asks = matches!(verb, Verb::Ask(_));
        let from = node
            .get("from")
            .filter(|_| !asks)
            .and_then(|from| self.selection(from));
        let urgent = match node.get("quiet").map(|quiet| (quiet, quiet.text())) {
            None => false,
            Some((_, Some("ignore"))) => true,
            Some((quiet, _)) => {
                self.problem(
                    "E02",
                    quiet,
                    "`quiet` is `ignore`, for words that cannot wait until morning",
                );
                false
            }
        };
        Some(SaySpec {
            text: self.text_id(say.text().unwrap_or_default()),
            closed_text: node.get_text("closed_say").map(|say| self.text_id(say)),
            media: node.get_text("media").filter(|_| !asks).map(str::to_owned),
            from,
            urgent,
        })
    }

    pub(super) fn selection(&mut self, node: &Node) -> Option<Selection> {
        match words::selection(node.text().unwrap_or_default(), node.at) {
            Ok(selection) => Some(selection),
            Err(message) => {
                self.problem("E02", node, message);
                None
            }
        }
    }

    fn at_most(&mut self, node: &Node) -> Option<(u32, Target)> {
        self.check_keys(node.entries().unwrap_or_default(), AT_MOST, "`at_most`");
        let (Some(times), Some(then)) = (
            node.get_text("times").and_then(|times| times.parse().ok()),
            node.get("then"),
        ) else {
            self.problem("E02", node, "write `at_most: {times: 2, then: <step>}`");
            return None;
        };
        Some((times, self.target(then, Target::End)))
    }

    fn when(&mut self, node: &Node, next: Target) -> Verb {
        let branches = node.get("when").map(Node::items).unwrap_or_default();
        let mut compiled = Vec::new();
        for branch in branches {
            self.check_keys(
                branch.entries().unwrap_or_default(),
                BRANCH,
                "a branch of `when`",
            );
            match (branch.get("if"), branch.get("go"), branch.get("else")) {
                (Some(condition), Some(go), None) => {
                    let target = self.target(go, next);
                    if let Some(condition) = self.condition(condition) {
                        compiled.push((Some(condition), target));
                    }
                }
                (None, None, Some(otherwise)) => {
                    compiled.push((None, self.target(otherwise, next)));
                }
                _ => self.problem(
                    "E02",
                    branch,
                    "a branch is `{if: \"…\", go: <step>}` or `{else: <step>}`",
                ),
            }
        }
        if compiled
            .last()
            .is_none_or(|(condition, _)| condition.is_some())
        {
            self.problem(
                "E03",
                node.get("when").unwrap_or(node),
                "`when` ends with `else`, so that everybody goes somewhere",
            );
        } else if compiled
            .iter()
            .rev()
            .skip(1)
            .any(|(condition, _)| condition.is_none())
        {
            self.problem(
                "E03",
                node.get("when").unwrap_or(node),
                "`else` stands last, what follows it is never read",
            );
        }
        Verb::When(compiled)
    }

    fn random(&mut self, node: &Node, next: Target) -> Verb {
        let weights = node
            .get("random")
            .and_then(Node::entries)
            .unwrap_or_default();
        let mut compiled = Vec::new();
        for (key, weight) in weights {
            let Some(number) = weight
                .text()
                .and_then(|text| text.parse::<u32>().ok())
                .filter(|number| *number <= 100)
            else {
                self.problem("E03", weight, "a weight is a number from 0 to 100");
                continue;
            };
            let name = self.check_name(key, "a branch", false);
            match node.get("options").and_then(|options| options.get(&name)) {
                Some(go) => compiled.push((number, self.target(go, next))),
                None => self.problem(
                    "E01",
                    key,
                    format!("`options` does not say where `{name}` leads"),
                ),
            }
        }
        if compiled.iter().map(|(weight, _)| weight).sum::<u32>() != 100 {
            let at = node.get("random").unwrap_or(node);
            self.problem("E03", at, "the weights together make 100");
        }
        Verb::Random(compiled)
    }

    fn wait(&mut self, node: &Node, next: Target) -> Verb {
        let Some(wait) = node.get("wait") else {
            return Verb::None;
        };
        Verb::Wait(Wait {
            until: self.until(wait),
            missed: node.get("missed").map(|missed| self.target(missed, next)),
        })
    }

    fn until(&mut self, wait: &Node) -> Until {
        const HOW: &str =
            "write `wait: 7d`, or `wait: {until: meeting.at, days: -1, at: \"18:00\"}`";
        let fallback = Until::Length(Length::Span(Span::days(1)));
        if let Some(length) = wait.text() {
            let length = words::length(length).filter(|length| *length != Length::Forever);
            return length.map(Until::Length).unwrap_or_else(|| {
                self.problem("E02", wait, HOW);
                fallback
            });
        }
        self.check_keys(wait.entries().unwrap_or_default(), WAIT, "`wait`");
        let field = wait
            .get_text("until")
            .filter(|field| words::is_field(field));
        let days = wait.get("days").map_or(Some(0), words::days);
        let time = wait.get("at").map(|at| at.text().and_then(parse_time));
        let (Some(field), Some(days), false) = (field, days, time == Some(None)) else {
            self.problem("E02", wait, HOW);
            return fallback;
        };
        Until::Field {
            field: field.to_owned(),
            days,
            time: time.flatten(),
        }
    }

    fn run(&mut self, node: &Node, next: Target) -> Verb {
        let flow = node.get_text("run").unwrap_or_default();
        if !words::is_name(flow) {
            self.problem("E02", node, "`run` names another flow, like `run: meeting`");
        }
        let mut with = Vec::new();
        let given = node.get("with").and_then(Node::entries);
        if given.is_none() && node.get("with").is_some() {
            self.problem("E02", node, "write `with: {meeting.topic: contact.place}`");
        }
        let given = given.unwrap_or_default();
        self.check_keys(given, &[], "`with`");
        for (field, value) in given {
            let setting = field
                .text()
                .filter(|field| words::is_field(field))
                .zip(value.text().filter(|value| !value.is_empty()));
            match setting {
                Some((field, other)) if words::is_field(other) && !value.is_quoted() => {
                    with.push((field.to_owned(), Setting::Field(other.to_owned())));
                }
                Some((field, word)) => {
                    with.push((field.to_owned(), Setting::Literal(word.to_owned())));
                }
                None => self.problem(
                    "E01",
                    field,
                    "`with` gives fields: `{meeting.topic: contact.place}` or `{meeting.topic: talk}`",
                ),
            }
        }
        let options = node
            .get("options")
            .and_then(Node::entries)
            .unwrap_or_default();
        self.check_keys(options, &[], "`options`");
        let options = options
            .iter()
            .map(|(key, go)| {
                (
                    self.check_name(key, "a result", false),
                    self.target(go, next),
                )
            })
            .collect();
        Verb::Run(Box::new(RunSpec {
            flow: flow.to_owned(),
            with,
            save: self.save(node),
            options,
        }))
    }

    fn handoff(&mut self, node: &Node, next: Target) -> Verb {
        let team = node.get_text("handoff").unwrap_or_default().to_owned();
        let unanswered = if node.get("alert").is_some() {
            None
        } else {
            self.unanswered(node)
        };
        let when_closed = node
            .get("when_closed")
            .map(|target| self.target(target, next));
        Verb::Handoff(Box::new(HandoffSpec {
            team,
            why: node
                .get_text("why")
                .unwrap_or("asked for a person")
                .to_owned(),
            unanswered,
            when_closed,
        }))
    }
}
