//! Random conversations and random files: nothing panics, every run ends or waits, a person is always reachable.

use proptest::prelude::*;
use tsunagi_flow::{
    Effect, Input, Occasion, Program, Run, Slot, Source, Tables, World, interrupt, parse, step,
};
use tsunagi_model::{Memory, Risk, Span, Timestamp};
use uuid::Uuid;

use crate::{Keys, files, flows, shipped};

/// What a person or the world may do next.
#[derive(Debug, Clone)]
enum Act {
    Tap(usize),
    OldTap(String),
    Type(String, Risk),
    Send,
    Sleep(i64),
    Jump(i64),
    Close,
    AskForPerson,
}

fn act() -> impl Strategy<Value = Act> {
    let words = prop_oneof![
        Just("12".to_owned()),
        Just("やめる".to_owned()),
        Just("おやすみする".to_owned()),
        Just("English".to_owned()),
        Just("スキップ".to_owned()),
        "\\PC{0,20}",
    ];
    let risk = prop_oneof![8 => Just(Risk::None), 1 => Just(Risk::Watch), 1 => Just(Risk::Alert)];
    prop_oneof![
        8 => (0..14_usize).prop_map(Act::Tap),
        1 => "(invite|checkin|anytime|x)/[a-z_]{0,8}/[a-z_]{0,6}(/x)?".prop_map(Act::OldTap),
        3 => (words, risk).prop_map(|(words, risk)| Act::Type(words, risk)),
        1 => Just(Act::Send),
        3 => (0..20_000_i64).prop_map(Act::Sleep),
        1 => any::<i64>().prop_map(Act::Jump),
        2 => Just(Act::Close),
        1 => Just(Act::AskForPerson),
    ]
}

/// A conversation with everything that the invariants look at.
struct Talk<'a> {
    program: &'a Program,
    memory: Memory,
    run: Run,
    now: Timestamp,
    taps: Vec<String>,
    slots: Vec<Slot>,
}

impl<'a> Talk<'a> {
    fn begin(program: &'a Program, flow: &str, now: Timestamp) -> Self {
        let slots = (1..4)
            .map(|day| Slot {
                id: format!("s{day}"),
                at: now.plus(Span::days(day)),
            })
            .collect();
        let run = Run::begin(flow, program.newest(flow).unwrap().0, now);
        let mut talk = Self {
            program,
            memory: Memory::default(),
            run,
            now,
            taps: Vec::new(),
            slots,
        };
        talk.input(&Input::Start(Occasion::Ask));
        talk
    }

    fn input(&mut self, input: &Input) -> Vec<Effect> {
        let world = World {
            now: self.now,
            calendar: self.program.calendar(""),
            labels: &Keys,
            slots: &self.slots,
            conversation: Uuid::from_u128(3),
            came_again: false,
            standing: tsunagi_flow::Standing::default(),
        };
        // What is stored between two inputs is JSON.
        let stored = serde_json::to_string(&self.run).unwrap();
        assert!(stored.len() < 2_000, "a run is small: {stored}");
        self.run = serde_json::from_str(&stored).unwrap();
        let effects = step(self.program, &mut self.run, &mut self.memory, input, &world);
        for effect in &effects {
            if let Effect::Say(say) = effect {
                let buttons = say
                    .choices
                    .iter()
                    .chain(say.cards.iter().flat_map(|card| &card.choices));
                self.taps = buttons.map(|choice| choice.data.clone()).collect();
                assert!(self.taps.iter().all(|data| data.len() <= 300));
            }
        }
        self.is_ended_or_waits();
        effects
    }

    fn is_ended_or_waits(&self) {
        let run = &self.run;
        let waits = run.next_wake().is_some() || run.awaits_person();
        assert!(
            run.ended().is_some() || waits,
            "neither ended nor waiting: {run:?}"
        );
        if let (Some(wake), true) = (run.next_wake(), run.ended().is_none()) {
            let role = self.memory.role();
            let asks = run.question(self.program).is_some();
            assert!(
                !asks || run.flow() == "checkin" || !self.program.calendar("").is_quiet(wake, role),
                "wakes at night: {run:?}"
            );
        }
    }

    fn person_is_reachable(&self) {
        if self.run.ended().is_some() || self.run.awaits_person() {
            return;
        }
        let mut other = Talk {
            program: self.program,
            memory: self.memory.clone(),
            run: self.run.clone(),
            now: self.now,
            taps: Vec::new(),
            slots: Vec::new(),
        };
        let effects = other.input(&Input::Text {
            text: "人と話したい",
            risk: Risk::None,
        });
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Handoff { .. })),
            "no person: {:?}",
            self.run
        );
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Tap(index) => {
                let Some(data) = self.taps.get(*index % self.taps.len().max(1)).cloned() else {
                    return;
                };
                self.input(&Input::Choice { data: &data });
            }
            Act::OldTap(data) => drop(self.input(&Input::Choice { data })),
            Act::Type(text, risk) => {
                let effects = self.input(&Input::Text { text, risk: *risk });
                if *risk == Risk::Alert && (!effects.is_empty() || self.run.ended().is_none()) {
                    assert!(
                        effects.iter().any(
                            |effect| matches!(effect, Effect::Alert { team, .. } if team == "duty")
                        ),
                        "nobody is called"
                    );
                    assert!(self.run.awaits_person(), "the script goes on after danger");
                }
            }
            Act::Send => drop(self.input(&Input::Other { kind: "sticker" })),
            Act::Sleep(minutes) => {
                self.now = self.now.plus(Span::minutes(*minutes));
                self.input(&Input::Wake);
            }
            Act::Jump(to) => {
                self.now = Timestamp(*to);
                self.input(&Input::Wake);
            }
            Act::Close => drop(self.input(&Input::HandoffClosed)),
            Act::AskForPerson => drop(self.input(&Input::Text {
                text: "人と話したい",
                risk: Risk::None,
            })),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_conversations_end_or_wait_and_a_person_is_always_reachable(
        flow in prop_oneof![Just("invite"), Just("checkin")],
        start in 0..60_000_i64,
        acts in prop::collection::vec(act(), 0..40),
    ) {
        let program = shipped();
        let mut talk = Talk::begin(&program, flow, Timestamp::from_millis(1_764_000_000_000).plus(Span::minutes(start * 30)));
        for act in &acts {
            talk.act(act);
            talk.person_is_reachable();
        }
    }

    #[test]
    fn silence_ends_every_conversation(flow in prop_oneof![Just("invite"), Just("checkin")], acts in prop::collection::vec(act(), 0..10)) {
        let program = shipped();
        let mut talk = Talk::begin(&program, flow, Timestamp::from_millis(1_764_000_000_000));
        for act in acts.iter().filter(|act| !matches!(act, Act::Jump(_))) {
            talk.act(act);
        }
        for _ in 0..100 {
            let Some(wake) = talk.run.next_wake() else { break };
            talk.now = talk.now.max(wake);
            talk.input(&Input::Wake);
            // One wake, and not at once the next.
            prop_assert!(talk.run.next_wake().is_none_or(|next| next > talk.now));
        }
        prop_assert!(talk.run.ended().is_some() || talk.run.awaits_person(), "silence does not end {:?}", talk.run);
    }

    #[test]
    fn any_text_gives_problems_or_a_flow(text in "\\PC*") {
        let (definition, problems) = parse(&Source::new("x.yml", &text));
        prop_assert!(definition.is_some() || !problems.is_empty());
    }

    #[test]
    fn any_damage_to_a_flow_gives_problems_or_a_flow_that_runs(
        which in 0..3_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, "[a-z{}\\[\\]:,&*!>| \"#\n-]{0,6}"), 1..4),
        acts in prop::collection::vec(act(), 0..8),
    ) {
        let mut sources = files(&flows(), "yml");
        let mut text: Vec<char> = sources[which].text.chars().collect();
        for (at, length, other) in cuts {
            let from = at.index(text.len().max(1)).min(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, other.chars());
        }
        sources[which].text = text.into_iter().collect();
        let (definition, problems) = parse(&sources[which]);
        prop_assert!(definition.is_some() || !problems.is_empty());
        for problem in &problems {
            prop_assert!(problem.line > 0 && problem.column > 0 && !problem.message.is_empty(), "{problem}");
        }
        let Some(definition) = definition else { return Ok(()) };
        let flow = definition.flow.clone();
        let mut program = Program::new(Tables::default());
        program.add(1, definition);
        let mut memory = Memory::default();
        let mut run = interrupt(&program, &memory, "やめる", Risk::None).unwrap_or_else(|| Run::begin(&flow, 1, Timestamp(0)));
        let mut now = Timestamp::from_millis(1_764_000_000_000);
        let mut inputs = vec![Input::Start(Occasion::Ask)];
        inputs.extend(acts.iter().map(|act| match act {
            Act::Type(text, risk) => Input::Text { text, risk: *risk },
            Act::OldTap(data) => Input::Choice { data },
            Act::Close => Input::HandoffClosed,
            Act::Send => Input::Other { kind: "image" },
            _ => Input::Wake,
        }));
        for input in &inputs {
            now = now.plus(Span::hours(30));
            let world = World { now, calendar: program.calendar(""), labels: &Keys, slots: &[], conversation: Uuid::nil(), standing: tsunagi_flow::Standing::default(), came_again: true };
            step(&program, &mut run, &mut memory, input, &world);
        }
    }

    #[test]
    fn the_calendar_answers_for_every_instant(at in any::<i64>(), days in -4000..4000_i64) {
        use tsunagi_model::Role;
        let program = shipped();
        let calendar = program.calendar("");
        for at in [Timestamp(at), Timestamp::from_millis(1_764_000_000_000).plus(Span::days(days)).plus(Span(at % 86_400_000_000))] {
            calendar.local(at);
            calendar.open_at(at);
            let opening = calendar.next_open(at);
            prop_assert!(opening.is_none_or(|opening| opening >= at));
            for role in [Role::Child, Role::Parent] {
                let shifted = calendar.shift(at, role);
                prop_assert!(shifted >= at);
                if (-2_200_000_000_000_000..4_000_000_000_000_000).contains(&at.0) {
                    prop_assert!(!calendar.is_quiet(shifted, role));
                    prop_assert!(shifted.since(at) <= Span::hours(20));
                }
            }
        }
    }
}
