//! The timers of regular starts: set whenever a field that they depend on changes.

use std::sync::Arc;

use tsunagi_store::Wake;

use crate::turn::Work;

impl Work<'_> {
    /// Sets the timers of regular starts anew, as the contact's fields now say.
    pub(crate) fn reschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        let thread = &self.changes.threads[at];
        let Some(contact) = &thread.contact else {
            return;
        };
        let calendar = self.service.calendar(&program, &thread.channel);
        for (flow, index, trigger) in program.triggers() {
            let subject = format!("{}/{flow}/{index}", thread.id);
            let due = program
                .who_matches(trigger, &contact.memory, calendar, self.now)
                .then(|| calendar.next_due(trigger, &contact.memory, self.now));
            match due.flatten() {
                Some(due_at) => {
                    let id = self.service.store().ids().next(self.now);
                    self.changes.wakes.retain(|wake| wake.subject != subject);
                    self.changes.wakes.push(Wake {
                        id,
                        kind: "schedule".to_owned(),
                        subject,
                        area: thread.area,
                        due_at,
                        since: None,
                        waits_for: None,
                        payload: format!("{} {flow} {index}", thread.id),
                    });
                }
                None if trigger.kind.is_timed() => {
                    self.changes.wakes.retain(|wake| wake.subject != subject);
                    self.changes.unwakes.push(("schedule".to_owned(), subject));
                }
                None => {}
            }
        }
    }

    pub(crate) fn unschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        let thread = self.changes.threads[at].id;
        for (flow, index, trigger) in program.triggers() {
            if trigger.kind.is_timed() {
                self.changes
                    .unwakes
                    .push(("schedule".to_owned(), format!("{thread}/{flow}/{index}")));
            }
        }
    }
}
