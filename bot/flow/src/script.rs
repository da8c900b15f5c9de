//! A flow as one reads a script: its ways in and its steps in the words of the file, for people and not for the engine.
//!
//! It is read off the YAML tree and not off a [`crate::Definition`]: a draft with mistakes is also shown, and conditions stand as written.

use crate::parse::keys::VERB_NAMES;
use crate::problem::Source;
use crate::yaml::{self, Node};

/// A flow to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// Its title.
    pub title: String,
    /// Whom it is for: `child`, `parent`, …; empty means everybody.
    pub audience: Vec<String>,
    /// Its ways in.
    pub starts: Vec<Entrance>,
    /// It is read before every waiting step of every flow.
    pub always: bool,
    /// The rules of such a flow: name, words, where they lead, what follows.
    pub rules: Vec<[String; 4]>,
    /// What questions without an answer of their own do in silence.
    pub silence: Option<Silence>,
    /// Its steps in order.
    pub scenes: Vec<Scene>,
}

/// A way in: `keyword`, `every`, … with what is written behind it, and the remaining keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entrance {
    /// `follow`, `referral`, `code`, `keyword`, `every`, `cron`, `on`, `event`, `missed`.
    pub kind: String,
    /// What is written behind it.
    pub value: String,
    /// `default`, `who`, `at`, `days`, …
    pub more: Vec<(String, String)>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// Its name.
    pub name: String,
    /// Where it begins in the file, from 1.
    pub line: u32,
    /// Former names.
    pub was: Vec<String>,
    /// Nobody gets here any more; it is kept for who is there.
    pub retired: bool,
    /// `ask`, `cards`, `pick_slot`, `when`, `random`, `wait`, `run`, `handoff`, or nothing.
    pub verb: String,
    /// What happens, in order.
    pub cues: Vec<Cue>,
}

/// One line of a script. Targets are names of steps or `next`, `end`, `return`, `hold`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// A remark of the coordinator.
    Note(String),
    /// Passed over under a condition.
    SkipIf(String),
    /// Passed through so often at most: times, then where.
    AtMost(String, String),
    /// A field is set.
    Set(String),
    /// Something is counted.
    Log(String),
    /// A person is called: team, how soon, whom if nobody comes.
    Alert(String, String, String),
    /// Words: text id, and the one outside opening hours.
    Say(String, Option<String>),
    /// A picture or film.
    Media(String),
    /// Rows of a table belong to it.
    From(String),
    /// A question: text id.
    Ask(String),
    /// Something may be typed: `text`, `number 5..20`.
    Expect(String),
    /// A button: key, what it means where that is no way, where it leads.
    Choice(String, String, String),
    /// The answer is kept in a field.
    Save(String),
    /// What happens without an answer.
    Silence(Silence),
    /// After so many answers that fit nothing.
    NoMatch(String, String),
    /// A branch: condition (none for the last one), where.
    Branch(Option<String>, String),
    /// By chance: share in percent, where.
    Chance(String, String),
    /// Time passes.
    Wait(String),
    /// Another flow is gone through.
    Run(String),
    /// A person takes over: team, why, where when they are done.
    Handoff(String, String, Option<String>),
    /// The result of this flow for the one that ran it.
    Result(String),
    /// Where it goes on, if not at the next step.
    Then(String),
}

/// A nudge ladder: gaps, text, where it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Silence {
    /// `1d`, `3d`.
    pub nudges: Vec<String>,
    /// The text that is said then, by its id.
    pub say: Option<String>,
    /// Where.
    pub then: String,
}

/// Reads a flow as a script; nothing where the file cannot be read or has no steps.
pub fn script(source: &Source) -> Option<Script> {
    let root = yaml::read(source).ok()?;
    let steps = root.get("steps").and_then(Node::entries)?;
    let flow = source.stem();
    let names: Vec<&str> = steps.iter().filter_map(|(name, _)| name.text()).collect();
    let reader = Reader { flow, names };
    let silence = root.get("no_answer").map(|node| reader.silence(node));
    Some(Script {
        title: text(&root, "title"),
        audience: list(root.get("for")),
        starts: root
            .get("start")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .map(entrance)
            .collect(),
        always: root.get_text("always") == Some("true"),
        rules: root
            .get("rules")
            .and_then(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|(name, rule)| {
                let words = rule.get("words").map(plain).unwrap_or_default();
                [plain(name), words, text(rule, "do"), text(rule, "then")]
            })
            .collect(),
        silence,
        scenes: steps
            .iter()
            .map(|(name, step)| reader.scene(name, step))
            .collect(),
    })
}

/// A key and the line it becomes.
type Line = (&'static str, fn(String) -> Cue);

fn lines(step: &Node, wanted: &[Line], cues: &mut Vec<Cue>) {
    for (key, cue) in wanted {
        if let Some(node) = step.get(key) {
            cues.push(cue(plain(node)));
        }
    }
}

struct Reader<'a> {
    flow: &'a str,
    names: Vec<&'a str>,
}

impl Reader<'_> {
    fn id(&self, key: &str) -> String {
        format!("{}-{key}", self.flow)
    }

    fn scene(&self, name: &Node, step: &Node) -> Scene {
        let verb = VERB_NAMES.iter().find(|verb| step.get(verb).is_some());
        let mut cues = Vec::new();
        lines(
            step,
            &[("note", Cue::Note), ("skip_if", Cue::SkipIf)],
            &mut cues,
        );
        if let Some(limit) = step.get("at_most") {
            cues.push(Cue::AtMost(text(limit, "times"), text(limit, "then")));
        }
        lines(step, &[("set", Cue::Set), ("log", Cue::Log)], &mut cues);
        if step.get("alert").is_some() {
            let next = step
                .get("unanswered")
                .map(|node| text(node, "alert"))
                .unwrap_or_default();
            cues.push(Cue::Alert(text(step, "alert"), text(step, "level"), next));
        }
        if let Some(say) = step.get_text("say") {
            let closed = step.get_text("closed_say").map(|key| self.id(key));
            cues.push(Cue::Say(self.id(say), closed));
        }
        if let Some(key) = ["ask", "cards", "pick_slot"]
            .iter()
            .find_map(|verb| step.get_text(verb))
        {
            cues.push(Cue::Ask(self.id(key)));
        }
        let beside: [Line; 4] = [
            ("media", Cue::Media),
            ("from", Cue::From),
            ("expect", Cue::Expect),
            ("also", Cue::Expect),
        ];
        lines(step, &beside, &mut cues);
        self.ways(step, &mut cues);
        self.rest(step, &mut cues);
        Scene {
            name: plain(name),
            line: name.at.line,
            was: list(step.get("was")),
            retired: step.get_text("retired") == Some("true"),
            verb: verb.map(|verb| (*verb).to_owned()).unwrap_or_default(),
            cues,
        }
    }

    /// Buttons and branches.
    fn ways(&self, step: &Node, cues: &mut Vec<Cue>) {
        let then = step.get_text("then").unwrap_or("next");
        let options = step.get("options").and_then(Node::entries);
        let random = step.get("random").and_then(Node::entries);
        for (key, value) in options.unwrap_or_default() {
            let (key, value) = (plain(key), plain(value));
            let way = self.is_way(&value);
            if let Some((_, share)) = random
                .unwrap_or_default()
                .iter()
                .find(|(name, _)| plain(name) == key)
            {
                cues.push(Cue::Chance(plain(share), value));
            } else if way {
                cues.push(Cue::Choice(key, String::new(), value));
            } else {
                cues.push(Cue::Choice(key, value, then.to_owned()));
            }
        }
        for key in ["none_fits", "none_free", "booked", "declined"] {
            if let Some(way) = step.get_text(key) {
                cues.push(Cue::Choice(key.to_owned(), String::new(), way.to_owned()));
            }
        }
        for branch in step.get("when").map(Node::items).unwrap_or_default() {
            match branch.get_text("else") {
                Some(way) => cues.push(Cue::Branch(None, way.to_owned())),
                None => cues.push(Cue::Branch(Some(text(branch, "if")), text(branch, "go"))),
            }
        }
    }

    fn rest(&self, step: &Node, cues: &mut Vec<Cue>) {
        if let Some(field) = step.get_text("save") {
            cues.push(Cue::Save(field.to_owned()));
        }
        if let Some(node) = step.get("no_match") {
            cues.push(Cue::NoMatch(text(node, "retry"), text(node, "then")));
        }
        if let Some(node) = step.get("no_answer") {
            cues.push(Cue::Silence(self.silence(node)));
        }
        if let Some(node) = step.get("wait") {
            cues.push(Cue::Wait(plain(node)));
        }
        if let Some(node) = step.get("run") {
            cues.push(Cue::Run(plain(node)));
        }
        if let Some(team) = step.get_text("handoff") {
            let done = step.get_text("when_closed").map(str::to_owned);
            cues.push(Cue::Handoff(team.to_owned(), text(step, "why"), done));
        }
        if let Some(word) = step.get_text("result") {
            cues.push(Cue::Result(word.to_owned()));
        }
        if let Some(way) = step.get_text("then") {
            cues.push(Cue::Then(way.to_owned()));
        }
    }

    fn is_way(&self, value: &str) -> bool {
        self.names.contains(&value) || matches!(value, "next" | "end" | "return" | "hold")
    }

    fn silence(&self, node: &Node) -> Silence {
        Silence {
            nudges: list(node.get("nudge")),
            say: node.get_text("say").map(|key| self.id(key)),
            then: node.get_text("then").unwrap_or("next").to_owned(),
        }
    }
}

fn entrance(node: &Node) -> Entrance {
    let Some([(kind, value), more @ ..]) = node.entries() else {
        return Entrance {
            kind: plain(node),
            ..Entrance::default()
        };
    };
    Entrance {
        kind: plain(kind),
        value: plain(value),
        more: more
            .iter()
            .map(|(key, value)| (plain(key), plain(value)))
            .collect(),
    }
}

fn text(node: &Node, key: &str) -> String {
    node.get(key).map(plain).unwrap_or_default()
}

fn list(node: Option<&Node>) -> Vec<String> {
    let items = node.map(Node::items).unwrap_or_default();
    items.iter().map(plain).collect()
}

/// A value as it is written, without quotes and brackets.
fn plain(node: &Node) -> String {
    if let Some(text) = node.text() {
        return text.to_owned();
    }
    if let Some(entries) = node.entries() {
        let pairs = entries
            .iter()
            .map(|(key, value)| format!("{} {}", plain(key), plain(value)));
        return pairs.collect::<Vec<_>>().join(", ");
    }
    let items: Vec<_> = node.items().iter().map(plain).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Cue, script};
    use crate::problem::Source;

    #[test]
    fn a_flow_reads_like_a_script() {
        let text = "flow: a\ntitle: A\nfor: [child]\nstart:\n  - follow\n  - every: week\n    default: [sun, \"17:00\"]\n    who: role = child\nno_answer: {nudge: [1d, 3d], say: nudge, then: end}\nsteps:\n  one:\n    was: [old]\n    skip_if: contact.role is set\n    ask: one\n    save: contact.role\n    options: {child: two, week: +7d}\n    then: two\n  two: {alert: duty, level: now, say: bye, closed_say: shut, handoff: duty, why: risk, when_closed: one}\n  three: {random: {a: 30, b: 70}, options: {a: one, b: end}}\n";
        let script = script(&Source::new("flows/a.yml", text)).unwrap();
        assert_eq!(script.starts[1].kind, "every");
        assert_eq!(
            script.starts[1].more[0],
            ("default".to_owned(), "sun, 17:00".to_owned())
        );
        assert_eq!(script.silence.unwrap().say.as_deref(), Some("a-nudge"));
        let one = &script.scenes[0];
        assert_eq!((one.line, one.verb.as_str()), (11, "ask"));
        assert_eq!(one.was, ["old"]);
        let way = |key: &str, value: &str, way: &str| {
            Cue::Choice(key.to_owned(), value.to_owned(), way.to_owned())
        };
        assert!(one.cues.contains(&way("child", "", "two")));
        assert!(one.cues.contains(&way("week", "+7d", "two")));
        assert_eq!(
            script.scenes[1].cues[1],
            Cue::Say("a-bye".to_owned(), Some("a-shut".to_owned()))
        );
        assert_eq!(
            script.scenes[2].cues[0],
            Cue::Chance("30".to_owned(), "one".to_owned())
        );
    }

    #[test]
    fn what_cannot_be_read_is_no_script() {
        for text in ["", "steps", "a: [", "flow: a\nsteps: 3\n"] {
            assert!(script(&Source::new("a.yml", text)).is_none(), "{text}");
        }
    }
}
