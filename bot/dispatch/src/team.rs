//! Teams: a call goes to people who are there. Where nobody has the role of a team, the lead answers, and the coordinator is told
//! once a day.

use tsunagi_model::{Span, StaffRole, Timestamp, Urgency};
use tsunagi_store::{NewAlert, Wake};

use crate::Service;
use crate::turn::{Work, level};

impl Service {
    /// Whether something is to be told now that is told once a day.
    pub(crate) fn tell_once(&self, what: &str, now: Timestamp) -> bool {
        let mut told = self
            .told
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        told.retain(|_, until| *until > now);
        match told.get(what) {
            Some(_) => false,
            None => {
                told.insert(what.to_owned(), now.plus(Span::days(1)));
                true
            }
        }
    }

    /// Takes over what was told before a restart, or by another instance.
    pub(crate) fn was_told(&self, rows: impl Iterator<Item = (String, Timestamp)>) {
        let mut told = self
            .told
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        told.extend(rows);
    }
}

impl Work<'_> {
    /// The team that answers in a conversation's area.
    pub(crate) fn team(&mut self, at: usize, team: &str) -> String {
        let area = self.changes.threads[at].area;
        let row = self
            .program
            .tables()
            .rows("teams")
            .iter()
            .find(|row| row.get("team").is_some_and(|name| name == team));
        let role: Option<StaffRole> = row
            .and_then(|row| row.get("role"))
            .and_then(|role| role.parse().ok());
        // A team that no table describes has nobody to be counted.
        let Some(role) = role.filter(|role| !self.standings.is_manned(area, *role)) else {
            return team.to_owned();
        };
        let subject = format!("{area}/{team}");
        if self.service.tell_once(&subject, self.now) {
            tracing::warn!(%area, team, role = role.as_str(), "nobody is in this team; the lead is called");
            let ids = self.service.store().ids();
            self.changes.alerts.push(NewAlert {
                id: ids.next(self.now),
                thread: at,
                team: "coordinator".to_owned(),
                urgency: level(Urgency::Today),
                category: "flow".to_owned(),
                rule: format!("nobody is in a team: {team}"),
                message: None,
            });
            // The row remembers that it was told; nothing happens when it is due.
            self.changes.wakes.push(Wake {
                id: ids.next(self.now),
                kind: "told".to_owned(),
                subject,
                area,
                due_at: self.now.plus(Span::days(1)),
                since: None,
                waits_for: None,
                payload: String::new(),
            });
        }
        "lead".to_owned()
    }
}
