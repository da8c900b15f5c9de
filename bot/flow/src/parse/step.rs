//! Steps: effects, one control verb, and where it leads.

use tsunagi_model::{Span, Urgency};

use super::Parser;
use super::words::{self, is_field};
use crate::definition::{
    AlertSpec, Choice, Expect, FieldKind, HandoffSpec, Length, Question, QuestionKind, SaySpec,
    Silence, Step, Target, Verb, Wait,
};
use crate::fold::fold;
use crate::schedule::parse_time;
use crate::table::Selection;
use crate::yaml::Node;

/// Keys of every step.
const ALWAYS: &[&str] = &[
    "note",
    "was",
    "retired",
    "skip_if",
    "at_most",
    "set",
    "log",
    "alert",
    "level",
    "why",
    "unanswered",
    "say",
    "from",
    "media",
    "quiet",
    "then",
];
/// Verbs, and the keys that belong to each.
const VERBS: &[(&str, &[&str])] = &[
    (
        "ask",
        &["save", "options", "expect", "also", "no_match", "no_answer"],
    ),
    (
        "cards",
        &["save", "options", "also", "no_match", "no_answer"],
    ),
    (
        "pick_slot",
        &[
            "save",
            "options",
            "none_fits",
            "none_free",
            "no_match",
            "no_answer",
        ],
    ),
    ("when", &[]),
    ("random", &["options"]),
    ("wait", &[]),
    ("run", &[]),
    ("handoff", &["closed_say", "when_closed"]),
];

/// What the head of a flow says for all its steps.
pub(super) struct Head {
    pub silence: Option<SilenceParts>,
}

/// What a `no_answer` says; what it does not say comes from the head.
#[derive(Debug, Clone, Default)]
pub(super) struct SilenceParts {
    nudge: Option<Vec<Span>>,
    say: Option<String>,
    then: Option<Target>,
}

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
        let known: Vec<&str> = ALWAYS
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
            next if next < self.step_count() => Target::Step(next),
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
            Some("wait") => self.wait(node),
            Some("run") => Verb::Run(node.get_text("run").unwrap_or_default().to_owned()),
            Some("handoff") => self.handoff(node, next),
            _ => Verb::None,
        };
        Step {
            at: node.at,
            skip_if: node.get("skip_if").and_then(|node| self.condition(node)),
            at_most: node.get("at_most").and_then(|node| self.at_most(node)),
            set: self.set(node),
            log: node.get_text("log").map(str::to_owned),
            alert: self.alert(node),
            say: self.say_spec(node, &verb),
            verb,
            next,
            retired: node.get_text("retired") == Some("true"),
            name,
        }
    }

    fn step_count(&self) -> usize {
        self.names
            .values()
            .copied()
            .max()
            .map_or(0, |last| last + 1)
    }

    fn text_id(&self, value: &str) -> String {
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
            &["after", "alert"],
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

    fn selection(&mut self, node: &Node) -> Option<Selection> {
        match words::selection(node.text().unwrap_or_default(), node.at) {
            Ok(selection) => Some(selection),
            Err(message) => {
                self.problem("E02", node, message);
                None
            }
        }
    }

    fn at_most(&mut self, node: &Node) -> Option<(u32, Target)> {
        self.check_keys(
            node.entries().unwrap_or_default(),
            &["times", "then"],
            "`at_most`",
        );
        let (Some(times), Some(then)) = (
            node.get_text("times").and_then(|times| times.parse().ok()),
            node.get("then"),
        ) else {
            self.problem("E02", node, "write `at_most: {times: 2, then: <step>}`");
            return None;
        };
        Some((times, self.target(then, Target::End)))
    }

    fn question(&mut self, verb: &str, name: &str, node: &Node, next: Target, head: &Head) -> Verb {
        let value = node.get_text(verb).unwrap_or_default();
        let kind = match verb {
            "cards" => match node.get("from").and_then(|from| self.selection(from)) {
                Some(selection) => QuestionKind::Cards(selection),
                None => {
                    if node.get("from").is_none() {
                        self.problem("E02", node, "cards come `from: table <name>`");
                    }
                    QuestionKind::Plain
                }
            },
            "pick_slot" => match node.get("none_free") {
                Some(target) => QuestionKind::Slots {
                    none_free: self.target(target, next),
                },
                None => {
                    self.problem(
                        "E07",
                        node,
                        "say where to go when no time is free: `none_free: <step>`",
                    );
                    QuestionKind::Slots {
                        none_free: Target::End,
                    }
                }
            },
            _ => QuestionKind::Plain,
        };
        let mut options = self.options(name, node, next);
        if let Some(target) = node.get("none_fits") {
            let target = self.target(target, next);
            options.push(self.choice(name, "none_fits", target, None, Vec::new()));
        }
        let expect = self.expect(node);
        if options.is_empty() && expect == Expect::Options {
            self.problem(
                "E02",
                node,
                "a question has `options`, or `expect: text`, or `expect: number 5..20`",
            );
        }
        Verb::Ask(Box::new(Question {
            text: self.text_id(value),
            kind,
            options,
            save: self.save(node),
            expect,
            no_match: node
                .get("no_match")
                .and_then(|node| self.no_match(node, next)),
            silence: self.silence(node, next, head),
            media: node.get_text("media").map(str::to_owned),
        }))
    }

    fn save(&mut self, node: &Node) -> Option<String> {
        let save = node.get("save")?;
        let field = save
            .text()
            .filter(|field| is_field(field))
            .map(str::to_owned);
        if field.is_none() {
            self.problem("E01", save, "a field has a dot, like `contact.age`");
        }
        field
    }

    fn options(&mut self, step: &str, node: &Node, next: Target) -> Vec<Choice> {
        let Some(options) = node.get("options") else {
            return Vec::new();
        };
        let Some(entries) = options.entries() else {
            self.problem(
                "E02",
                options,
                "options are keys with their targets, like `{agree: invite, later: later}`",
            );
            return Vec::new();
        };
        self.check_keys(entries, &[], "`options`");
        let mut choices = Vec::new();
        for (key, value) in entries {
            let key = self.check_name(key, "an option", false);
            let (go, words) = match value.entries() {
                Some(entries) => {
                    self.check_keys(entries, &["go", "words"], "an option");
                    let words = value.get("words").map(Node::items).unwrap_or_default();
                    (
                        value.get("go"),
                        words.iter().filter_map(Node::text).map(fold).collect(),
                    )
                }
                None => (Some(value), Vec::new()),
            };
            let Some(go) = go else {
                self.problem("E02", value, "an option says where to `go`");
                continue;
            };
            let length = go
                .text()
                .filter(|text| text.starts_with('+') || *text == "forever")
                .and_then(words::length);
            let target = if length.is_some() {
                next
            } else {
                self.target(go, next)
            };
            choices.push(self.choice(step, &key, target, length, words));
        }
        choices
    }

    fn choice(
        &self,
        step: &str,
        key: &str,
        target: Target,
        value: Option<Length>,
        words: Vec<String>,
    ) -> Choice {
        Choice {
            key: key.to_owned(),
            data: format!("{}/{step}/{key}", self.flow),
            target,
            value,
            words,
        }
    }

    fn expect(&mut self, node: &Node) -> Expect {
        if let Some(also) = node.get("also") {
            if also.text() != Some("text") {
                self.problem("E02", also, "`also` is `text`");
            }
            return Expect::Also;
        }
        let Some(expect) = node.get("expect") else {
            return Expect::Options;
        };
        let text = expect.text().unwrap_or_default();
        if text == "text" {
            return Expect::Text;
        }
        let range = text
            .strip_prefix("number")
            .and_then(|range| range.trim().split_once(".."));
        match range
            .and_then(|(least, most)| Some((least.trim().parse().ok()?, most.trim().parse().ok()?)))
        {
            Some((least, most)) if least <= most => Expect::Number(least, most),
            _ => {
                self.problem("E02", expect, "`expect` is `text` or `number 5..20`");
                Expect::Text
            }
        }
    }

    fn no_match(&mut self, node: &Node, next: Target) -> Option<(u32, Target)> {
        self.check_keys(
            node.entries().unwrap_or_default(),
            &["retry", "then"],
            "`no_match`",
        );
        let (Some(retry), Some(then)) = (
            node.get_text("retry").and_then(|retry| retry.parse().ok()),
            node.get("then"),
        ) else {
            self.problem("E02", node, "write `no_match: {retry: 2, then: <step>}`");
            return None;
        };
        Some((retry, self.target(then, next)))
    }

    /// What a `no_answer` says by itself.
    pub(super) fn silence_parts(&mut self, node: &Node, next: Option<Target>) -> SilenceParts {
        self.check_keys(
            node.entries().unwrap_or_default(),
            &["nudge", "say", "then"],
            "`no_answer`",
        );
        let nudge = node.get("nudge").map(|ladder| {
            let rungs: Vec<Span> = ladder
                .items()
                .iter()
                .filter_map(|rung| self.span(rung))
                .collect();
            if rungs.windows(2).any(|pair| pair[0] >= pair[1]) {
                self.problem(
                    "E06",
                    ladder,
                    "the times of a ladder grow, each counted from the question",
                );
            }
            rungs
        });
        let then = node
            .get("then")
            .map(|then| self.target(then, next.unwrap_or(Target::End)));
        SilenceParts {
            nudge,
            say: node.get_text("say").map(|say| self.text_id(say)),
            then,
        }
    }

    fn silence(&mut self, node: &Node, next: Target, head: &Head) -> Silence {
        let own = node
            .get("no_answer")
            .map(|node| self.silence_parts(node, Some(next)));
        let stated = own.is_some() || head.silence.is_some();
        let own = own.unwrap_or_default();
        let head = head.silence.clone().unwrap_or_default();
        let rungs = own.nudge.or(head.nudge).unwrap_or_default();
        let then = own.then.or(head.then);
        Silence {
            gaps: gaps(&rungs),
            say: own.say.or(head.say),
            then: then.unwrap_or(Target::End),
            stated: stated && then.is_some(),
        }
    }

    fn when(&mut self, node: &Node, next: Target) -> Verb {
        let branches = node.get("when").map(Node::items).unwrap_or_default();
        let mut compiled = Vec::new();
        for branch in branches {
            self.check_keys(
                branch.entries().unwrap_or_default(),
                &["if", "go", "else", "note"],
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
                    compiled.push((None, self.target(otherwise, next)))
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
                node,
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
                node,
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
            let name = key.text().unwrap_or_default();
            match node.get("options").and_then(|options| options.get(name)) {
                Some(go) => compiled.push((number, self.target(go, next))),
                None => self.problem(
                    "E01",
                    key,
                    format!("`options` does not say where `{name}` leads"),
                ),
            }
        }
        if compiled.iter().map(|(weight, _)| weight).sum::<u32>() != 100 {
            self.problem("E03", node, "the weights together make 100");
        }
        Verb::Random(compiled)
    }

    fn wait(&mut self, node: &Node) -> Verb {
        let Some(wait) = node.get("wait") else {
            return Verb::None;
        };
        if let Some(length) = wait.text() {
            return match words::length(length).filter(|length| *length != Length::Forever) {
                Some(length) => Verb::Wait(Wait::For(length)),
                None => {
                    self.problem(
                        "E02",
                        wait,
                        "write `wait: 7d`, or `wait: {until: meeting.at, days: -1, at: \"18:00\"}`",
                    );
                    Verb::Wait(Wait::For(Length::Span(Span::days(1))))
                }
            };
        }
        self.check_keys(
            wait.entries().unwrap_or_default(),
            &["until", "days", "at"],
            "`wait`",
        );
        let field = wait.get_text("until").filter(|field| is_field(field));
        let days = wait.get("days").map_or(Some(0), |days| {
            days.text()?
                .trim_start_matches('+')
                .parse()
                .ok()
                .filter(|days: &i64| days.abs() <= 3_660)
        });
        let time = wait.get("at").map(|at| at.text().and_then(parse_time));
        let (Some(field), Some(days), false) = (field, days, time == Some(None)) else {
            self.problem(
                "E02",
                wait,
                "write `wait: {until: meeting.at, days: -1, at: \"18:00\"}`",
            );
            return Verb::Wait(Wait::For(Length::Span(Span::days(1))));
        };
        Verb::Wait(Wait::Until {
            field: field.to_owned(),
            days,
            time: time.flatten(),
        })
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

/// The rungs are counted from the question; the end comes as long after the last rung as that came after the one before.
fn gaps(rungs: &[Span]) -> Vec<Span> {
    let mut gaps: Vec<Span> = rungs
        .iter()
        .scan(0, |last, rung| {
            Some(Span(rung.0 - std::mem::replace(last, rung.0)))
        })
        .collect();
    gaps.push(gaps.last().copied().unwrap_or(Span::days(1)));
    gaps
}

/// Fields that steps save, with what they hold.
pub(super) fn saved_fields(steps: &[Step]) -> Vec<(String, FieldKind)> {
    let mut fields: Vec<(String, FieldKind)> = Vec::new();
    for step in steps {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        let kind = match (&question.kind, &question.expect) {
            (QuestionKind::Slots { .. }, _) => FieldKind::Instant,
            (_, Expect::Number(..)) => FieldKind::Number,
            _ => FieldKind::Text,
        };
        if let Some(field) = question
            .save
            .clone()
            .filter(|field| !fields.iter().any(|(known, _)| known == field))
        {
            fields.push((field, kind));
        }
    }
    fields
}
