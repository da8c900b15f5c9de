//! A conversation as somebody reads it afterwards: when, who, the words beside their id, the buttons, and what else was done.

use tsunagi_model::Timestamp;

use crate::calendar::Calendar;
use crate::drive::{Act, Cause, Driver, Turn};
use crate::effect::{Effect, SayChoice};
use crate::start::Event;
use crate::voice::Hearer;

/// How many letters of a text are shown.
const LETTERS: usize = 60;

/// When, as a conversation shows it: `Sun 11-22 17:00`.
pub(crate) fn time(calendar: &Calendar, at: Timestamp) -> String {
    calendar.local(at).format("%a %m-%d %H:%M").to_string()
}

/// What a turn said and did, line by line.
pub(crate) fn turn(driver: &Driver, turn: &Turn) -> Vec<String> {
    let at = time(driver.calendar, turn.at);
    let who = match &turn.cause {
        Cause::Staff if turn.effects.is_empty() => "staff: done".to_owned(),
        Cause::Staff => "staff: done, the script goes on".to_owned(),
        Cause::Start { flow } => format!("(start of {flow})"),
        Cause::Wake | Cause::Person => String::new(),
    };
    let mut lines = Vec::new();
    if !who.is_empty() {
        lines.push(format!("{at} {who}"));
    }
    let language = driver.language();
    let hearer = Hearer {
        language: &language,
        memory: &driver.memory,
        calendar: driver.calendar,
        now: turn.at,
    };
    for effect in &turn.effects {
        match effect {
            Effect::Say(say) => {
                let words = driver.stage.voice.speak(say, &hearer);
                let text = words.bubbles.first().map_or("", String::as_str);
                let text = if *text == say.text { "" } else { text };
                lines.push(
                    format!("{at} bot: {}  {}", say.text, first_line(text))
                        .trim_end()
                        .to_owned(),
                );
                let cards = say.cards.iter().flat_map(|card| &card.choices);
                let buttons = say.choices.iter().chain(cards).zip(&words.buttons);
                let buttons: Vec<_> = buttons
                    .map(|(choice, label)| button(choice, label))
                    .collect();
                if !buttons.is_empty() {
                    lines.push(format!("{:15}      {}", "", buttons.join(" ")));
                }
            }
            other => lines.push(format!("{at}      ({})", done(other))),
        }
    }
    lines
}

/// What the person did; `buttons` are those that were on the screen.
pub(crate) fn act(driver: &Driver, act: &Act, buttons: &[SayChoice]) -> String {
    let what = match act {
        Act::Write { text, .. } => format!("\"{text}\""),
        Act::Tap { data } => buttons
            .iter()
            .find(|choice| choice.data == *data)
            .map_or_else(|| data.clone(), |choice| choice.key.clone()),
        Act::Send { kind } => format!("[{kind}]"),
        Act::Code { letter } => format!("[an invitation code of the letter {letter}]"),
        Act::Follow { referral: None } => "[adds the account]".to_owned(),
        Act::Follow {
            referral: Some(tag),
        } => format!("[adds the account by {tag}]"),
    };
    format!("{}      they: {what}", time(driver.calendar, driver.now))
}

/// Something that happened to the person or the programme.
pub(crate) fn happened(driver: &Driver, event: Event) -> String {
    format!("{} ({})", time(driver.calendar, driver.now), event.as_str())
}

fn button(choice: &SayChoice, label: &str) -> String {
    if choice.key == label {
        format!("[{label}]")
    } else {
        format!("[{} {label}]", choice.key)
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LETTERS {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(LETTERS).collect();
    short.push('…');
    short
}

/// What was done besides speaking.
fn done(effect: &Effect) -> String {
    match effect {
        Effect::Say(say) => say.text.clone(),
        Effect::Save { field, value } if value.is_empty() => format!("{field} forgotten"),
        Effect::Save { field, value } => format!("{field} = {value}"),
        Effect::Log { what } => format!("counted: {what}"),
        Effect::Alert {
            team, urgency, why, ..
        } => {
            let why = why.as_ref().map(|why| format!(": {why}"));
            format!(
                "calls {team}, {}{}",
                urgency.as_str(),
                why.unwrap_or_default()
            )
        }
        Effect::Handoff { team, why, .. } => format!("a person is asked for, {team}: {why}"),
        Effect::Look => "a person will look at it".to_owned(),
        Effect::BookSlot { id } => format!("booked: {id}"),
        Effect::Held { why, until } => {
            let rest = if until.is_some() {
                "until later"
            } else {
                "for good"
            };
            format!("words held back {rest}: {}", why.as_str())
        }
        Effect::Begin { flow, .. } => format!("{flow} will begin"),
        Effect::Ended(end) => format!("ended: {}", format!("{end:?}").to_lowercase()),
    }
}
