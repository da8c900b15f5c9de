//! E17 and E18: words that might cry for help are read, numbers that are shown are right, and those who are called can be reached.

use chrono::NaiveDate;

use super::{Context, Whole, refer};
use crate::definition::{Expect, QuestionKind, Target, Verb};
use crate::problem::{MOST, Place, Problem};

/// How many days a hotline's number is trusted after somebody has verified it.
const VERIFIED: i64 = 180;

/// E17: whoever may write freely may write that they are in danger.
pub(super) fn unread(context: &Context) -> Vec<Problem> {
    if context.facts.hears_risk {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        let key = match question.expect {
            Expect::Text => "expect",
            Expect::Also => "also",
            Expect::Options | Expect::Number(..) => continue,
        };
        let message = format!(
            "`{}` takes free words, but no `always: true` flow has a rule for risk words (`table risk_words where level = high`)",
            step.name
        );
        problems.push(context.problem("E17", context.words.place(index, &[key]), message));
    }
    problems
}

/// E17: hotlines that nobody has verified for half a year.
pub(super) fn hotlines(whole: &Whole) -> Vec<Problem> {
    let Some(now) = whole.given.now else {
        return Vec::new();
    };
    let today = now.utc().date_naive();
    let rows = whole.program.tables().rows("hotlines").iter().enumerate();
    rows.filter_map(|(row, cells)| {
        let written = cells.get("verified_on").map_or("", String::as_str);
        let name = cells.get("name").map_or("", String::as_str);
        let message = match written.parse::<NaiveDate>() {
            Ok(date) => {
                let days = today.signed_duration_since(date).num_days();
                if days <= VERIFIED {
                    return None;
                }
                format!(
                    "the hotline `{name}` was verified {days} days ago; {VERIFIED} are the most"
                )
            }
            Err(_) => format!("the hotline `{name}` has no day on which somebody verified it"),
        };
        whole.in_table("E17", "hotlines", row, "verified_on", message)
    })
    .take(MOST)
    .collect()
}

/// E18: who asks for a person outside opening hours is told so.
pub(super) fn closed(context: &Context) -> Vec<Problem> {
    let flow = context.flow;
    let mut asked = vec![false; flow.steps.len()];
    for step in &flow.steps {
        if let Verb::Ask(question) = &step.verb
            && !matches!(question.kind, QuestionKind::Slots { .. })
        {
            for option in &question.options {
                if let Target::Step(index) = option.target
                    && let Some(asked) = asked.get_mut(index)
                {
                    *asked = true;
                }
            }
        }
    }
    let mut problems = Vec::new();
    for (index, step) in flow.steps.iter().enumerate() {
        if !matches!(step.verb, Verb::Handoff(_)) {
            continue;
        }
        let message = match &step.say {
            Some(say) if say.urgent || say.closed_text.is_some() => continue,
            Some(_) => format!(
                "`{}` hands over without words for the hours when nobody is there (`closed_say`)",
                step.name
            ),
            None if asked[index] => format!(
                "`{}` is the answer to a button and says nothing: add `say`, and `closed_say` for the hours when nobody is there",
                step.name
            ),
            None => continue,
        };
        problems.push(context.problem("E18", context.words.key(index, "handoff"), message));
    }
    problems
}

/// E18: an alert reaches somebody, and one for `now` reaches a telephone.
pub(super) fn reachable(context: &Context) -> Vec<Problem> {
    let Some(teams) = &context.facts.teams else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for node in refer::called(context) {
        let team = node.text().unwrap_or_default();
        if let Some(row) = teams.get(team)
            && row.get("role").is_none_or(String::is_empty)
        {
            let message = format!(
                "the team `{team}` is empty: its `role` in flows/tables/teams.csv says who answers"
            );
            problems.push(context.problem("E18", node.at, message));
        }
    }
    for (team, at) in rung(context) {
        if let Some(row) = teams.get(team)
            && row.get("phone").is_none_or(String::is_empty)
        {
            let message = format!(
                "the team `{team}` is called at once, but has no phone in flows/tables/teams.csv"
            );
            problems.push(context.problem("E18", at, message));
        }
    }
    problems
}

/// The teams whose telephone rings: those of alerts for `now`, and those who are called when nobody saw it.
fn rung<'a>(context: &Context<'a>) -> Vec<(&'a str, Place)> {
    let words = &context.words;
    let urgent = (0..context.flow.steps.len()).filter(|index| {
        words
            .part(*index, "level")
            .is_some_and(|level| level.text() == Some("now"))
    });
    urgent
        .flat_map(|index| {
            let next = words
                .part(index, "unanswered")
                .and_then(|node| node.get("alert"));
            [words.part(index, "alert"), next]
        })
        .flatten()
        .filter_map(|node| Some((node.text()?, node.at)))
        .collect()
}

/// W18: numbers that still stand for a real one, told once, in the table.
pub(super) fn placeholders(whole: &Whole) -> Vec<Problem> {
    let rows = whole.program.tables().rows("teams").iter().enumerate();
    rows.filter_map(|(row, cells)| {
        let phone = cells.get("phone").filter(|phone| is_placeholder(phone))?;
        let team = cells.get("team").map_or("", String::as_str);
        let message = format!(
            "the phone `{phone}` of the team `{team}` stands for a number that is not set yet"
        );
        whole.in_table("W18", "teams", row, "phone", message)
    })
    .take(MOST)
    .collect()
}

/// Whether a phone number only shows where a number belongs: it is made of zeros.
pub fn is_placeholder(phone: &str) -> bool {
    let mut digits = phone.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '0')
}
