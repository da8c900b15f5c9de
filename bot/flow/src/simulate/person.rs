//! One simulated person: what they are like, what they do when, and what staff do about them.

use tsunagi_model::{Memory, Span, Timestamp};
use uuid::Uuid;

use super::Plan;
use super::dice::Dice;
use super::manner::Manner;
use super::tally::{Counter, Tally};
use crate::command::Commands;
use crate::drive::{Act, Cause, Close, Driver, Pen, Stage, Turn};
use crate::law::Law;
use crate::run::Slot;
use crate::show;
use crate::start::{Event, TriggerKind};

/// How many things may happen to one person.
const EVENTS: usize = 20_000;

/// Whom we write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Child,
    Guardian,
}

/// What is planned to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The person does something.
    Acts,
    /// Staff take the conversation, or write once more.
    StaffWrite,
    /// Staff are done.
    StaffClose,
    /// The meeting is over.
    Meeting,
    /// Staff say that support begins, or ends.
    Support(bool),
    /// The programme stops, or goes on.
    Programme(bool),
}

pub(super) struct Life<'a> {
    pub(super) driver: Driver<'a>,
    pub(super) law: Law,
    pub(super) dice: Dice,
    pub(super) manner: Manner,
    pub(super) words: Commands,
    pub(super) plans: Vec<(Timestamp, Next)>,
    pub(super) counter: Counter,
    pub(super) entered: Timestamp,
    pub(super) number: u64,
    /// Staff messages that are still to come before they close.
    pub(super) staff: i64,
    pub(super) most_unanswered: u32,
    /// Whether the conversation is written down.
    pub(super) watched: bool,
    pub(super) gone: bool,
}

/// Simulates one person to the end of the plan.
pub(super) fn simulate(stage: &Stage, plan: &Plan, number: u64, who: Who, tally: &mut Tally) {
    let mut dice = Dice::of(plan.seed, number.wrapping_add(1 << 40));
    let days = plan.until.since(plan.from).0 / Span::days(1).0;
    let latest = if dice.below(3) == 0 {
        days * 9 / 10
    } else {
        days / 6
    };
    let entered = plan
        .from
        .plus(Span::minutes(dice.between(0, latest * 1_440)));
    let languages = stage.voice.languages();
    let language = if dice.below(3) == 0 {
        dice.one_of(&languages).cloned()
    } else {
        languages.first().cloned()
    };
    let mut memory = Memory::default();
    if let Some(language) = &language {
        memory
            .fields
            .insert("contact.language".to_owned(), language.clone());
    }
    let manner = Manner::of(&mut dice);
    let mut driver = Driver::new(*stage, stage.program.calendar(""), memory, entered);
    driver.conversation = Uuid::from_u128(u128::from(dice.next()));
    driver.keep_timers();
    let mut life = Life {
        driver,
        law: Law::default(),
        words: Commands::of(stage, language.as_deref().unwrap_or("ja")),
        dice,
        manner,
        plans: vec![
            (plan.suspended.0, Next::Programme(false)),
            (plan.suspended.1, Next::Programme(true)),
        ],
        counter: Counter::default(),
        entered,
        number,
        staff: 0,
        most_unanswered: 0,
        watched: plan.watch == Some(number),
        gone: false,
    };
    life.plans.retain(|(at, _)| *at > entered);
    tally.people += 1;
    life.enter(who, tally);
    life.live(plan, tally);
    life.close(plan, tally);
}

impl Life<'_> {
    /// How they come to us.
    fn enter(&mut self, who: Who, tally: &mut Tally) {
        let program = self.driver.stage.program;
        let mut ways = Vec::new();
        for (_, _, trigger) in program.triggers() {
            match &trigger.kind {
                TriggerKind::Follow => ways.push(Act::Follow { referral: None }),
                TriggerKind::Referral(tag) => ways.push(Act::Follow {
                    referral: Some(tag.trim_end_matches('*').to_owned() + "a"),
                }),
                TriggerKind::Code(letter) => ways.push(Act::Code {
                    letter: letter.replace('*', "letter"),
                }),
                _ => {}
            }
        }
        if let Some(way) = self.dice.one_of(&ways).cloned() {
            self.acts(&way, tally);
        }
        if self.dice.in_thousand(300) {
            // Staff already know who it is.
            let (role, age) = match who {
                Who::Child => ("child", self.dice.between(7, 17)),
                Who::Guardian => ("parent", 40),
            };
            let fields = &mut self.driver.memory.fields;
            fields.insert("contact.role".to_owned(), role.to_owned());
            fields.insert("contact.age".to_owned(), age.to_string());
            self.driver.keep_timers();
        }
        self.plan_own();
    }

    /// Everything until the end.
    fn live(&mut self, plan: &Plan, tally: &mut Tally) {
        for _ in 0..EVENTS {
            let due = self
                .driver
                .next_due()
                .map(|due| plan.really(due.max(self.driver.now)));
            let planned = self.plans.iter().enumerate().min_by_key(|(_, (at, _))| *at);
            let planned = planned.map(|(place, (at, next))| (place, plan.really(*at), *next));
            match (due, planned) {
                (Some(due), planned) if planned.is_none_or(|(_, at, _)| due <= at) => {
                    if due > plan.until {
                        return;
                    }
                    self.surroundings(plan, due);
                    let late = due.since(self.driver.next_due().unwrap_or(due));
                    if let Some(turn) = self.driver.pass(due, late) {
                        self.look(&turn, tally);
                    }
                }
                (_, Some((place, at, next))) => {
                    if at > plan.until {
                        return;
                    }
                    self.plans.swap_remove(place);
                    self.driver.now = self.driver.now.max(at);
                    self.surroundings(plan, at);
                    self.happens(next, tally);
                }
                _ => return,
            }
            if self.gone {
                return;
            }
        }
    }

    /// What the world is like now: free times, quota.
    fn surroundings(&mut self, plan: &Plan, now: Timestamp) {
        let within = |(from, until): &(Timestamp, Timestamp)| (*from..*until).contains(&now);
        self.driver.quota_open = !plan.without_quota.iter().any(within);
        self.driver.suspended = within(&plan.suspended);
        self.driver.slots.retain(|slot| slot.at > now);
        if self.driver.slots.len() < 3 {
            let calendar = self.driver.calendar;
            let today = calendar.local(now).date();
            let days = today
                .iter_days()
                .skip(2)
                .filter(|day| calendar.is_workday(*day));
            self.driver.slots = days
                .take(4)
                .map(|day| Slot {
                    id: day.to_string(),
                    at: calendar.instant(day, 17 * 60),
                })
                .collect();
        }
    }

    fn happens(&mut self, next: Next, tally: &mut Tally) {
        match next {
            Next::Acts => self.does_something(tally),
            Next::StaffWrite if self.driver.pen != Pen::Script || self.staff > 0 => {
                self.staff -= 1;
                self.driver.staff_writes();
                if self.watched {
                    let at = show::time(self.driver.calendar, self.driver.now);
                    tally.heard.push(format!("{at} staff write"));
                }
                self.law.human(self.driver.now);
                tally.human_messages += 1;
                let next = if self.staff > 0 {
                    Next::StaffWrite
                } else {
                    Next::StaffClose
                };
                let minutes = self.dice.between(3, 1_500);
                self.plan_in(Span::minutes(minutes), next);
            }
            Next::StaffWrite => {}
            Next::StaffClose => {
                if self.driver.pen == Pen::Script {
                    return;
                }
                let how = if self.dice.in_thousand(800) {
                    Close::Resume
                } else {
                    Close::Silent
                };
                let turn = self.driver.close(how);
                self.look(&turn, tally);
            }
            Next::Meeting => {
                let came = self.dice.in_thousand(700);
                self.driver.event(if came {
                    Event::MeetingDone
                } else {
                    Event::MeetingMissed
                });
                if came && self.dice.in_thousand(600) {
                    self.plan_in(Span::days(3), Next::Support(true));
                }
            }
            Next::Support(begins) => {
                let now = self.driver.now;
                if begins {
                    self.driver
                        .memory
                        .save("support.started_at", &now.to_string(), now);
                    let days = self.dice.between(30, 300);
                    self.plan_in(Span::days(days), Next::Support(false));
                }
                self.driver.event(if begins {
                    Event::SupportStarted
                } else {
                    Event::SupportEnded
                });
                self.driver.keep_timers();
            }
            Next::Programme(goes_on) => self.driver.event(if goes_on {
                Event::ProgrammeResumed
            } else {
                Event::ProgrammeSuspended
            }),
        }
    }

    /// When they write next without being asked.
    pub(super) fn plan_own(&mut self) {
        if self.plans.iter().any(|(_, next)| *next == Next::Acts) {
            return;
        }
        let days = self.dice.between(1, self.manner.writes_every * 2);
        let hours = self.dice.between(0, 23);
        self.plan_in(Span::hours(days * 24 + hours), Next::Acts);
    }

    fn plan_in(&mut self, span: Span, next: Next) {
        self.plans.push((self.driver.now.plus(span), next));
    }

    pub(super) fn acts(&mut self, act: &Act, tally: &mut Tally) {
        tally.acts += 1;
        if self.watched {
            let line = show::act(&self.driver, act, &self.driver.buttons);
            tally.heard.push(line);
        }
        let turn = self.driver.act(act);
        self.look(&turn, tally);
    }

    /// What a bystander sees, and what the person and staff make of it.
    fn look(&mut self, turn: &Turn, tally: &mut Tally) {
        for breach in self.law.see(&self.driver, turn) {
            let (driver, number) = (&self.driver, self.number);
            tally.breach(breach, || {
                let said: Vec<_> = turn.says().map(|say| say.text.as_str()).collect();
                format!(
                    "person {number}, {}: {}",
                    show::time(driver.calendar, turn.at),
                    said.join(", ")
                )
            });
        }
        if self.watched {
            tally.heard.extend(show::turn(&self.driver, turn));
        }
        self.most_unanswered = self.most_unanswered.max(self.law.unanswered());
        if turn.is_push() {
            tally.pushes += 1;
            if turn.says().all(|say| say.urgent) {
                tally.urgent_pushes += 1;
            } else {
                self.counter.push(self.entered, turn.at);
            }
        } else if turn.says().next().is_some() {
            tally.replies += 1;
        }
        self.count(turn, tally);
        let asked = turn
            .says()
            .any(|say| !say.choices.is_empty() || !say.cards.is_empty());
        let by_time = turn.cause != Cause::Person;
        if asked && self.dice.in_thousand(self.manner.answers) {
            let minutes = self
                .dice
                .between(1, self.manner.slow * if by_time { 60 } else { 10 });
            self.plans.retain(|(_, next)| *next != Next::Acts);
            self.plan_in(Span::minutes(minutes), Next::Acts);
        } else {
            self.plan_own();
        }
    }

    /// Somebody of the staff will come when the office is open.
    pub(super) fn staff_come(&mut self) {
        if self
            .plans
            .iter()
            .any(|(_, next)| matches!(next, Next::StaffWrite | Next::StaffClose))
        {
            return;
        }
        self.staff = self.dice.between(1, 6);
        let now = self.driver.now;
        let opens = self.driver.calendar.next_open(now).unwrap_or(now);
        let minutes = self.dice.between(5, 600);
        self.plans
            .push((opens.plus(Span::minutes(minutes)), Next::StaffWrite));
    }

    /// What is left when the time is over: silence must end whatever is open.
    fn close(mut self, plan: &Plan, tally: &mut Tally) {
        let weeks = plan.until.since(self.entered).0 / Span::days(7).0;
        self.counter.close(u64::try_from(weeks).unwrap_or(0), tally);
        *tally
            .unanswered_invitations
            .entry(self.most_unanswered)
            .or_default() += 1;
        let Some(run) = self.driver.run.as_ref().filter(|_| !self.gone) else {
            return;
        };
        tally.passage(run.flow()).open += 1;
        self.driver.drop_timers();
        (self.driver.quota_open, self.driver.suspended) = (true, false);
        let until = plan.until.plus(Span::days(800));
        for _ in 0..200 {
            if self.driver.pass(until, Span::default()).is_none() {
                break;
            }
        }
        let open = self.driver.run.is_some() && self.driver.pen == Pen::Script;
        if open {
            tally.endless += 1;
            let at = self
                .driver
                .run
                .as_ref()
                .and_then(|run| run.step())
                .unwrap_or("?");
            let number = self.number;
            tally
                .examples
                .push(format!("endless: person {number} stands at {at}"));
        }
    }
}
