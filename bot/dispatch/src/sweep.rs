//! Sweeps: what must be done for everybody is done in pages, one commit each, and the place reached is a row. Memory stays flat, a
//! restart goes on where it stopped, and two instances never do the same page.

use std::hash::{Hash, Hasher};

use tsunagi_flow::Event;
use tsunagi_model::{AreaId, Timestamp};
use tsunagi_store::{Error, Extent, Store, Wake};

use crate::turn::Work;
use crate::{Service, broadcast};

/// Conversations in one page.
pub(crate) const PAGE: i64 = 256;
/// The place that stands for "before everybody".
pub(crate) const BEGINNING: &str = "-";

/// The setting that remembers for which starts timers were set.
const STARTS: &str = "timers.starts";

/// What a sweep does. Its payload: this word, the last conversation done.
enum Sweep {
    /// Sets the timers of regular starts anew.
    Timers,
    /// Sets the starts of an event for everybody of an area.
    Event(Event),
    /// Gives those their place back whom a broadcast did not reach.
    Unsaid,
}

/// What a sweep's row says: what it does, and after which conversation it goes on.
pub(crate) fn payload(place: &str, what: &str) -> String {
    format!("{place} {what}")
}

/// The row of a sweep that is due now.
pub(crate) fn sweep_row(
    store: &Store,
    subject: &str,
    area: AreaId,
    payload: String,
    now: Timestamp,
) -> Wake {
    Wake {
        id: store.ids().next(now),
        kind: "sweep".to_owned(),
        subject: subject.to_owned(),
        area,
        due_at: now,
        since: None,
        waits_for: None,
        payload,
    }
}

impl Service {
    /// Sets the timers of all regular starts anew if the starts are not those that they were set for: after a start of the service, and
    /// after flows were published.
    pub async fn timers_follow_program(&self) -> Result<(), Error> {
        let mut hasher = std::hash::DefaultHasher::new();
        for (flow, index, trigger) in self.program().triggers() {
            (flow, index, format!("{:?}", trigger.kind)).hash(&mut hasher);
        }
        let starts = format!("{:016x}", hasher.finish());
        if self.store.setting(STARTS).await?.as_ref() == Some(&starts) {
            return Ok(());
        }
        self.reschedule_everybody().await?;
        self.store.set_setting(STARTS, &starts).await
    }

    /// Sets the timers of all regular starts anew, in the background: to be called when flows, their starts or the calendar changed.
    pub async fn reschedule_everybody(&self) -> Result<(), Error> {
        let Some(area) = self.lines.values().map(|line| line.area).min() else {
            return Ok(());
        };
        let wake = self.sweep_wake("timers", area, "timers", BEGINNING);
        self.store.set_wake(wake, self.now()).await?;
        self.timers.notify_one();
        Ok(())
    }

    /// The row of a sweep that goes on after `place`.
    pub(crate) fn sweep_wake(&self, subject: &str, area: AreaId, what: &str, place: &str) -> Wake {
        sweep_row(&self.store, subject, area, payload(place, what), self.now())
    }

    /// The row that begins the starts of an event for everybody of an area.
    pub(crate) fn event_sweep(&self, area: AreaId, event: Event) -> Wake {
        self.sweep_wake(&area.to_string(), area, event.as_str(), BEGINNING)
    }

    /// Does one page; a conversation that somebody else changes meanwhile makes the page be done again.
    pub(crate) async fn sweep(&self, wake: &Wake) -> Result<(), Error> {
        let mut work = Work::new(self, self.now());
        work.changes.fired.push(wake.id);
        let (place, what) = wake.payload.split_once(' ').unwrap_or((BEGINNING, ""));
        let sweep = match what {
            "timers" => Some(Sweep::Timers),
            broadcast::SWEEP => Some(Sweep::Unsaid),
            event => event.parse().ok().map(Sweep::Event),
        };
        let after = if place == BEGINNING { "" } else { place };
        match sweep {
            Some(Sweep::Timers) => self.sweep_people(&mut work, wake, after, None).await?,
            Some(Sweep::Event(event)) => {
                self.sweep_people(&mut work, wake, after, Some(event))
                    .await?;
            }
            Some(Sweep::Unsaid) => self.sweep_unsaid(&mut work, wake, after).await?,
            None => {}
        }
        match self.commit(work).await {
            // The row is still there: the next look does the page again.
            Err(Error::Conflict) | Ok(()) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// One page of everybody, or of everybody in the area of an event: their timers are decided anew.
    async fn sweep_people(
        &self,
        work: &mut Work<'_>,
        wake: &Wake,
        after: &str,
        event: Option<Event>,
    ) -> Result<(), Error> {
        let areas = match event {
            Some(_) => self.store.areas_below(wake.area).await?,
            None => Vec::new(),
        };
        let threads = self.store.thread_page(&areas, after, PAGE).await?;
        if let Some(last) = threads.last().filter(|_| threads.len() as i64 == PAGE) {
            let what = event.map_or("timers", Event::as_str);
            let next = self.sweep_wake(&wake.subject, wake.area, what, &last.id.to_string());
            work.changes.wakes.push(next);
        }
        for mut thread in threads {
            thread.extent = Extent::Timers;
            let at = work.add(thread);
            match event {
                Some(event) => work.happened(at, event),
                None => work.reschedule(at),
            }
        }
        Ok(())
    }
}
