//! Made-up flows with every construct, and made-up people: nothing panics, everything ends or waits, and nothing that is said
//! unasked breaks a rule of conduct.

use std::fmt::Write as _;

use proptest::prelude::*;
use tsunagi_flow::{
    Effect, Input, Leave, Occasion, Program, Run, Slot, Source, Standing, Tables, World, parse,
    step,
};
use tsunagi_model::{Memory, Risk, Role, Span, Timestamp};
use uuid::Uuid;

use crate::Keys;
use crate::bench::jst;

/// Numbers of a seed, always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len() as u64) as usize]
    }

    fn target(&mut self, steps: u64) -> String {
        match self.roll(8) {
            0 => "end".to_owned(),
            1 => "next".to_owned(),
            _ => format!("s{}", self.roll(steps)),
        }
    }
}

const FLOWS: [&str; 3] = ["one", "two", "three"];

/// A flow that nobody would write, but somebody could.
fn made_up(name: &str, dice: &mut Dice) -> String {
    let steps = 2 + dice.roll(7);
    let mut text = format!("flow: {name}\n");
    for line in [
        "purpose: invitation\n",
        "missed: skip\n",
        "missed: send late within 6h, else skip\n",
        "expires: 2d\n",
        "busy: queue\n",
    ] {
        if dice.roll(3) == 0 && !(line.starts_with("missed") && text.contains("missed")) {
            text.push_str(line);
        }
    }
    text.push_str("start:\n  - {every: week, default: [wed, \"16:00\"]}\n  - {missed: one, times: 2}\nno_answer: {nudge: [1d, 3d], say: nudge, then: end}\nsteps:\n");
    for index in 0..steps {
        let _ = write!(text, "  s{index}: {{");
        if dice.roll(4) == 0 {
            let _ = write!(text, "at_most: {{times: 2, then: end}}, ");
        }
        for part in [
            "say: words, ",
            "log: something, ",
            "result: booked, ",
            "alert: lead, level: today, ",
            "set: consent.messages = withdrawn, ",
            "set: contact.paused_until = +3d, ",
            "set: meeting.at = +2d, ",
            "say: danger, quiet: ignore, ",
        ] {
            let key = part.split(':').next().unwrap_or_default();
            let rare = if part.contains("withdrawn") { 40 } else { 6 };
            let here = text.lines().last().unwrap_or_default().to_owned();
            if dice.roll(rare) == 0 && !here.contains(&format!("{key}: ")) {
                text.push_str(part);
            }
        }
        let (a, b) = (dice.target(steps), dice.target(steps));
        let _ = match dice.roll(9) {
            0 | 1 => write!(text, "ask: q, save: t.q, options: {{a: {a}, b: {b}}}"),
            2 => write!(
                text,
                "ask: q, expect: text, save: t.note, options: {{a: {a}}}, no_answer: {{after: {}, then: {b}}}",
                dice.one_of(&["1h", "3d", "40d"])
            ),
            3 => write!(
                text,
                "wait: {}",
                dice.one_of(&["1h", "2d", "1month", "2 workdays"])
            ),
            4 => write!(
                text,
                "wait: {{until: meeting.at, days: {}, at: \"18:00\"}}, missed: {a}",
                dice.one_of(&["-1", "0", "1"])
            ),
            5 => write!(
                text,
                "run: {}, with: {{t.topic: t.q, t.kind: walk}}, save: t.came, options: {{booked: {a}}}",
                dice.one_of(&FLOWS)
            ),
            6 => write!(text, "handoff: lead, when_closed: {a}"),
            7 => write!(
                text,
                "pick_slot: slots, save: meeting.at, none_free: {a}, none_fits: {b}"
            ),
            _ => write!(
                text,
                "when: [{{if: \"drop(t.q, a < b) >= 1 or today = risk_week\", go: {a}}}, {{else: {b}}}]"
            ),
        };
        let _ = writeln!(text, ", then: {}}}", dice.target(steps));
    }
    text
}

const ANYTIME: &str = "flow: anytime\nalways: true\nrules:\n  danger: {words: table risk_words where level = high, do: danger, then: hold}\n  person: {words: [person], do: person, then: hold}\n  pause: {words: [pause], do: pause, then: end}\n  stop: {words: [stop], do: stop, then: end}\n  book: {words: [book], do: book, then: return}\n  lost: {words: none of the answers fits twice, do: lost, then: return}\nsteps:\n  danger: {alert: duty, level: now, say: danger, quiet: ignore, handoff: duty, then: return}\n  person: {handoff: outreach, say: person, then: return}\n  pause: {ask: pause, save: contact.paused_until, options: {week: +7d, write: forever}, no_answer: {then: return}, then: return}\n  stop: {set: consent.messages = withdrawn, say: stop, then: return}\n  book: {run: two, then: return}\n  lost: {ask: lost, options: {again: return, person: person}, no_answer: {then: return}}\n";

#[derive(Debug, Clone)]
enum Act {
    Wake(i64),
    Sleep(i64),
    Tap(usize),
    Type(&'static str, Risk),
    Sticker,
    Close,
    Human,
    Publish(u64),
    Back(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (0..600_i64).prop_map(Act::Wake),
        2 => (0..30_000_i64).prop_map(Act::Sleep),
        4 => (0..6_usize).prop_map(Act::Tap),
        3 => (
            prop::sample::select(vec!["a", "hello", "person", "pause", "book", "stop"]),
            prop_oneof![9 => Just(Risk::None), 1 => Just(Risk::Alert)],
        ).prop_map(|(words, risk)| Act::Type(words, risk)),
        1 => Just(Act::Sticker),
        2 => Just(Act::Close),
        1 => Just(Act::Human),
        1 => any::<u64>().prop_map(Act::Publish),
        1 => (0..3_000_i64).prop_map(Act::Back),
    ]
}

struct Talk {
    program: Program,
    memory: Memory,
    run: Run,
    now: Timestamp,
    standing: Standing,
    slots: Vec<Slot>,
    taps: Vec<String>,
    /// Every push so far, kept by ourselves.
    pushes: Vec<Timestamp>,
    version: u32,
    restless: u32,
}

impl Talk {
    fn input(&mut self, input: &Input) -> Vec<Effect> {
        let world = World {
            now: self.now,
            calendar: self.program.calendar(""),
            labels: &Keys,
            slots: &self.slots,
            conversation: Uuid::from_u128(9),
            came_again: false,
            standing: self.standing,
        };
        let stored = serde_json::to_string(&self.run).unwrap();
        self.run = serde_json::from_str(&stored).unwrap();
        let before = self.memory.clone();
        let was_over = self.run.ended().is_some();
        let effects = step(
            &self.program,
            &mut self.run,
            &mut self.memory,
            input,
            &world,
        );
        assert!(!was_over || effects.is_empty());
        let unasked = matches!(
            input,
            Input::Wake | Input::HandoffClosed | Input::Start(Occasion::Schedule { .. })
        );
        let speaks = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Say(say) if !say.urgent));
        if unasked && speaks {
            self.may_have_spoken(&before);
        }
        for effect in &effects {
            match effect {
                Effect::Say(say) => {
                    self.taps = say
                        .choices
                        .iter()
                        .map(|choice| choice.data.clone())
                        .collect();
                }
                Effect::BookSlot { id } => self.slots.retain(|slot| slot.id != *id),
                Effect::Held {
                    until: Some(until), ..
                } => assert!(*until > self.now && !speaks),
                _ => {}
            }
        }
        let ends = effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Ended(_)))
            .count();
        assert_eq!(ends, usize::from(!was_over && self.run.ended().is_some()));
        assert!(ends == 0 || matches!(effects.last(), Some(Effect::Ended(_))));
        let waits = self.run.next_wake().is_some() || self.run.awaits_person();
        assert!(self.run.ended().is_some() || waits, "{:?}", self.run);
        if *input == Input::Wake && !was_over {
            // What waited below an interruption may be due at once, but that comes to an end.
            let again = self.run.next_wake().is_some_and(|wake| wake <= self.now);
            self.restless = if again { self.restless + 1 } else { 0 };
            assert!(
                self.restless < 5,
                "it wakes again and again: {:?}",
                self.run
            );
        }
        effects
    }

    /// Counted anew, without asking the code that decides.
    fn may_have_spoken(&mut self, before: &Memory) {
        let now = self.now;
        let hours = |earlier: Timestamp| now.since(earlier).0 / Span::hours(1).0;
        let calendar = self.program.calendar("");
        let local = calendar.local(now);
        let minute = chrono::Timelike::hour(&local) * 60 + chrono::Timelike::minute(&local);
        let child = before.role() == Role::Child;
        let opens = match (child, calendar.is_school_day(local.date())) {
            (true, true) => 15 * 60 + 30,
            (true, false) => 11 * 60,
            _ => 8 * 60,
        };
        assert!((opens..20 * 60).contains(&minute), "at {local}");
        for memory in [before, &self.memory] {
            let consent = memory.get("consent.messages");
            assert!(!matches!(consent, Some("withdrawn" | "decline")));
        }
        assert!(!Program::is_paused(before, now));
        if let Some(last) = self.standing.last_human_at {
            assert!(hours(last) >= 24 || last > now);
        }
        let past: Vec<Timestamp> = self
            .pushes
            .iter()
            .copied()
            .filter(|at| *at <= now)
            .collect();
        assert!(past.last().is_none_or(|last| hours(*last) >= 48));
        assert!(past.iter().filter(|at| hours(**at) < 7 * 24).count() < 2);
        self.pushes.push(now);
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Wake(late) => {
                if let Some(wake) = self.run.next_wake() {
                    self.now = self.now.max(wake.plus(Span::minutes(*late)));
                }
                self.input(&Input::Wake);
            }
            Act::Sleep(minutes) => {
                self.now = self.now.plus(Span::minutes(*minutes));
                self.input(&Input::Wake);
            }
            Act::Tap(index) => {
                if let Some(data) = self.taps.get(*index).cloned() {
                    self.input(&Input::Choice { data: &data });
                }
            }
            Act::Type(text, risk) => {
                let open = self.run.ended().is_none();
                let effects = self.input(&Input::Text { text, risk: *risk });
                let called = |effect: &Effect| matches!(effect, Effect::Alert { team, .. } if team == "duty");
                assert!(
                    *risk != Risk::Alert || !open || effects.iter().any(called),
                    "nobody is called"
                );
            }
            Act::Sticker => drop(self.input(&Input::Other { kind: "sticker" })),
            Act::Close => drop(self.input(&Input::HandoffClosed)),
            Act::Human => self.standing.last_human_at = Some(self.now),
            Act::Publish(seed) => {
                self.version += 1;
                for name in FLOWS {
                    let text = made_up(name, &mut Dice(*seed));
                    let source = Source::new(&format!("{name}.yml"), &text);
                    self.program.add(self.version, parse(&source).0.unwrap());
                }
            }
            // The clock of the machine was wrong and is set back.
            Act::Back(minutes) => self.now = self.now.plus(Span::minutes(-minutes)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn made_up_flows_keep_the_rules(seed in any::<u64>(), child in any::<bool>(), regular in any::<bool>(), acts in prop::collection::vec(act(), 0..60)) {
        let mut program = Program::new(Tables::default());
        let mut dice = Dice(seed);
        for name in FLOWS {
            let text = made_up(name, &mut dice);
            let (definition, problems) = parse(&Source::new(&format!("{name}.yml"), &text));
            prop_assert!(problems.is_empty(), "{text}\n{problems:?}");
            program.add(1, definition.unwrap());
        }
        program.add(1, parse(&Source::new("anytime.yml", ANYTIME)).0.unwrap());
        let now = jst("2026-11-18T16:00");
        let mut memory = Memory::default();
        if child {
            memory.save("contact.role", "child", now);
        }
        let slots = (1..5).map(|day| Slot { id: format!("s{day}"), at: now.plus(Span::days(day)) }).collect();
        let run = Run::begin("one", 1, now);
        let mut talk = Talk { program, memory, run, now, standing: Standing::default(), slots, taps: Vec::new(), pushes: Vec::new(), version: 1, restless: 0 };
        let occasion = if regular { Occasion::Schedule { index: 0 } } else { Occasion::Follow };
        talk.input(&Input::Start(occasion));
        for act in &acts {
            talk.act(act);
        }
        // Whoever is left alone is left in peace: everything comes to an end.
        for _ in 0..2_000 {
            let Some(wake) = talk.run.next_wake() else { break };
            if wake.since(now) > Span::days(366 * 20) {
                break;
            }
            talk.now = talk.now.max(wake);
            talk.input(&Input::Wake);
        }
        prop_assert!(talk.run.ended().is_some() || talk.run.awaits_person() || circles(&talk), "{:?}", talk.run);
        let leave = talk.program.may_push("one", &talk.memory, talk.standing, talk.program.calendar(""), talk.now);
        prop_assert!(!matches!(leave, Leave::Later(at, _) if at <= talk.now));
    }
}

/// A flow may wait in a circle for ever; the checks warn of it, the engine lets it.
fn circles(talk: &Talk) -> bool {
    talk.now.since(jst("2026-11-18T16:00")) > Span::days(30)
}
