//! Whether a broadcast is meant for somebody, and whether it may be said to them now: one judgement for counting and for sending.

use tsunagi_flow::{Leave, Program, Why};
use tsunagi_model::{Author, BroadcastId, Bubble, Controller, Span, Timestamp, Turn};
use tsunagi_store::{AddressState, Error, Thread};

use super::{Content, Draft};
use crate::Service;
use crate::turn::Work;

/// A broadcast while it is decided for people.
pub(super) struct Cast {
    pub id: BroadcastId,
    pub draft: Draft,
    /// It begins for nobody after this.
    pub expires_at: Timestamp,
}

/// What is to be done for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is not for them.
    NotMeant,
    /// It goes.
    Now,
    /// It may go from this instant on.
    Wait(Timestamp),
    /// It will not go, for this reason.
    Out(&'static str),
}

/// They shut us out.
const BLOCKED: &str = "blocked";
/// They never said that we may write.
const NO_CONSENT: &str = "no_consent";
/// The channel is not configured any more.
const NO_CHANNEL: &str = "unreachable";

impl Cast {
    /// What is to be done for somebody, and in which language.
    pub fn judge(&self, work: &Work<'_>, thread: &Thread) -> Verdict {
        let Some(contact) = thread.contact.as_ref() else {
            return Verdict::NotMeant;
        };
        if !self.is_meant(work, thread) {
            return Verdict::NotMeant;
        }
        if !work.service.lines().contains_key(&thread.channel) {
            return Verdict::Out(NO_CHANNEL);
        }
        if work.now > self.expires_at {
            return Verdict::Out(Why::Late.as_str());
        }
        match thread.state {
            AddressState::Ok => {}
            AddressState::Blocked => return Verdict::Out(BLOCKED),
            AddressState::Left => return Verdict::Out(Why::Unreachable.as_str()),
        }
        let consent = contact.memory.get("consent.messages");
        if !matches!(consent, Some("agree" | "yes" | "withdrawn" | "decline")) {
            return Verdict::Out(NO_CONSENT);
        }
        // Either the script speaks or a person does: who waits for a person, or talks with one, is not interrupted.
        if thread.controller != Controller::Flow {
            return Verdict::Out(Why::Handoff.as_str());
        }
        let standing = work.standing(thread);
        if standing.suspended && self.draft.urgent.is_none() {
            return Verdict::Out(Why::Suspended.as_str());
        }
        if matches!(self.draft.content, Content::Flow(_)) && thread.run.is_some() {
            return Verdict::Out(Why::Busy.as_str());
        }
        if work.service.is_shut(thread, work.now) {
            return Verdict::Out(Why::Window.as_str());
        }
        let calendar = work.service.calendar(&work.program, &thread.channel);
        let memory = &contact.memory;
        let leave = match &self.draft.content {
            Content::Words(_) => {
                let urgent = self.draft.urgent.is_some();
                tsunagi_flow::may_announce(memory, standing, calendar, urgent, work.now)
            }
            Content::Flow(flow) => work
                .program
                .may_push(flow, memory, standing, calendar, work.now),
        };
        match leave {
            Leave::Now => Verdict::Now,
            Leave::Later(at, Why::Quiet) if at <= self.expires_at => Verdict::Wait(at),
            Leave::Later(_, why) | Leave::Never(why) => Verdict::Out(why.as_str()),
        }
    }

    fn is_meant(&self, work: &Work<'_>, thread: &Thread) -> bool {
        let Some(contact) = thread.contact.as_ref() else {
            return false;
        };
        let (wanted, memory) = (&self.draft.selection, &contact.memory);
        let role = thread.role();
        let flow_is_for = match &self.draft.content {
            Content::Words(_) => true,
            Content::Flow(flow) => work.program.newest(flow).is_some_and(|(_, definition)| {
                definition.audience.is_empty() || definition.audience.contains(&role)
            }),
        };
        let silent = |days: i64| {
            let since = work.now.plus(Span::days(-days));
            thread.last_in_at.unwrap_or(contact.created_at) < since
        };
        flow_is_for
            && (wanted.roles.is_empty() || wanted.roles.contains(&role))
            && (wanted.languages.is_empty() || {
                let language = language(work, thread);
                wanted.languages.contains(&language)
            })
            && wanted
                .fields
                .iter()
                .all(|(field, value)| memory.get(field) == Some(value.as_str()))
            && wanted
                .case
                .is_none_or(|case| case == contact.case.is_some())
            && wanted.silent_days.is_none_or(silent)
    }

    /// The turn for somebody who reads `language`, and the language that it is in.
    pub fn turn(&self, service: &Service, language: &str, area: &str) -> Option<(Turn, String)> {
        let (language, words) = self.draft.content.words(language)?;
        let sender = service.texts().text(language, "common-robot", &[]).text;
        let bubbles = bubbles(&words.replace("{area}", area))
            .into_iter()
            .map(|text| Bubble {
                text,
                ..Bubble::default()
            });
        let turn = Turn {
            author: Author::Flow,
            sender: Some(sender).filter(|name| !name.is_empty()),
            bubbles: bubbles.collect(),
        };
        Some((turn, language.to_owned()))
    }
}

impl Service {
    /// Whoever is met where nothing of ours is taken now is met on another of these channels instead, if one of theirs is open.
    pub(super) async fn where_open(
        &self,
        mut threads: Vec<Thread>,
        channels: &[String],
    ) -> Result<Vec<Thread>, Error> {
        let now = self.now();
        for thread in &mut threads {
            let Some(contact) = thread.contact.as_ref().map(|contact| contact.id) else {
                continue;
            };
            if !self.is_shut(thread, now) {
                continue;
            }
            let others = self.store.threads_of(contact).await?;
            let open = others.into_iter().find(|other| {
                other.is_reachable()
                    && channels.contains(&other.channel)
                    && !self.is_shut(other, now)
            });
            if let Some(open) = open {
                *thread = open;
            }
        }
        Ok(threads)
    }
}

/// The language in which somebody reads.
pub(super) fn language(work: &Work<'_>, thread: &Thread) -> String {
    let wanted = thread
        .contact
        .as_ref()
        .and_then(|contact| contact.memory.language());
    work.texts
        .negotiate(wanted.as_deref().unwrap_or("ja"))
        .to_owned()
}

/// Words cut at blank lines, as flows' texts are.
pub fn bubbles(words: &str) -> Vec<String> {
    let mut bubbles = vec![String::new()];
    for line in words.lines() {
        match bubbles.last_mut() {
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line.trim_end());
            }
            Some(last) if last.is_empty() => {}
            _ => bubbles.push(String::new()),
        }
    }
    bubbles.retain(|bubble| !bubble.is_empty());
    bubbles
}

/// Whether a flow can be begun for people by a broadcast: it exists and begins for somebody at all.
pub(super) fn can_begin(program: &Program, flow: &str) -> bool {
    program
        .newest(flow)
        .is_some_and(|(_, definition)| !definition.always)
}
