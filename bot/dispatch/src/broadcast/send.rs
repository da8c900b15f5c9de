//! Sending: page after page of a channel's people is decided and queued, one commit each, and the place reached is a row. A process
//! that dies in between goes on where it stopped; nobody is left out and nobody is met twice.
//!
//! Only as much is queued as the platform takes in a moment, so that memory and queue stay small however many people there are, and
//! so that stopping leaves little on its way.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tsunagi_flow::Occasion;
use tsunagi_model::{BroadcastId, Role, Span, Timestamp};
use tsunagi_store::{BroadcastState, BroadcastStep, Error, Extent, Lane, Thread};

use super::judge::{Cast, Verdict, language};
use super::stop::SWEEP;
use super::{Broadcast, Content};
use crate::Service;
use crate::record::{MANY, Sending};
use crate::sweep::BEGINNING;
use crate::turn::{Occurrence, Work};

/// People decided in one commit.
///
/// Small enough that whoever writes to us meanwhile does not wait long for the store.
const PAGE: i64 = 64;
/// Requests that wait at once on a channel: what its platform takes in this part of a second, within these bounds.
const AHEAD: u32 = 2;
const FEWEST: i64 = 32;
const MOST: i64 = 2_000;
/// The nap while enough waits, and while there is nothing to do.
const SHORT: Duration = Duration::from_millis(20);
const NAP: Duration = Duration::from_secs(1);
/// The nap after the store failed or another instance was faster.
const REST: Duration = Duration::from_millis(200);
/// How far ahead the end of the hours in which somebody may be written to is looked for, and how exactly.
const HOURS: i64 = 48;
const QUARTER: Span = Span::minutes(15);
/// Deciding failed for somebody: a fault in the program.
const FAULT: &str = "fault";

/// What is noted at every request of a broadcast.
pub(crate) struct Label {
    /// Which broadcast.
    pub id: BroadcastId,
    /// Not after.
    pub until: Timestamp,
}

/// What one look at the broadcasts under way came to.
enum Look {
    /// Something was queued, begun or ended.
    Moved,
    /// Enough waits to be sent.
    Full,
    /// Nothing is due before this long.
    Idle(Duration),
}

impl Service {
    /// Carries on the broadcasts under way until the token says stop.
    pub(crate) async fn broadcast_loop(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let nap = match self.broadcast_look().await {
                Ok(Look::Moved) => continue,
                Ok(Look::Full) => SHORT,
                Ok(Look::Idle(nap)) => nap,
                Err(Error::Conflict) => REST,
                Err(error) => {
                    tracing::error!(error = %error, "a broadcast cannot go on; trying again");
                    REST
                }
            };
            tokio::select! {
                () = self.broadcasts.notified() => {}
                () = stop.cancelled() => {}
                () = tokio::time::sleep(nap) => {}
            }
        }
    }

    /// One look; how much was done. For tests and the demonstration's clock.
    pub(crate) async fn broadcast_once(&self) -> Result<usize, Error> {
        match self.broadcast_look().await {
            Ok(Look::Moved) => Ok(1),
            Ok(Look::Full | Look::Idle(_)) | Err(Error::Conflict) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Looks at every broadcast under way and queues at most a page for each of its channels.
    async fn broadcast_look(&self) -> Result<Look, Error> {
        let live = self.store.live_broadcasts().await?;
        if live.is_empty() {
            return Ok(Look::Idle(NAP));
        }
        self.refresh_standing().await?;
        let mut look = Look::Idle(NAP);
        for row in live {
            let now = self.now();
            if row.state == BroadcastState::Confirmed {
                if self.store.begin_broadcast(row.id, now).await? {
                    look = Look::Moved;
                } else if let (Look::Idle(nap), Some(until)) = (&mut look, row.undo_until) {
                    let left = u64::try_from(until.since(now).0).unwrap_or(0);
                    *nap = (*nap).min(Duration::from_micros(left).max(SHORT));
                }
                continue;
            }
            let expires_at = row.expires_at.unwrap_or(now);
            let broadcast = Broadcast::of(row)?;
            let home = broadcast.row.areas.first().copied();
            let areas = self.areas_of(&broadcast.draft).await?;
            let cast = Cast {
                id: broadcast.row.id,
                draft: broadcast.draft,
                expires_at,
            };
            let lanes = self.store.broadcast_lanes(cast.id).await?;
            let channels: Vec<String> = lanes.iter().map(|lane| lane.channel.clone()).collect();
            if lanes.iter().all(|lane| lane.done) {
                let Some(area) = home else { continue };
                let sweep = self.sweep_wake(&cast.id.to_string(), area, SWEEP, BEGINNING);
                if self.store.end_broadcast(cast.id, &sweep).await? {
                    look = Look::Moved;
                    self.timers.notify_one();
                }
                continue;
            }
            let due = lanes.into_iter();
            for lane in due.filter(|lane| !lane.done && lane.next_at <= now) {
                let waiting = self.store.broadcast_waits(cast.id, &lane.channel).await?;
                if waiting >= self.ahead(&lane.channel) {
                    if matches!(look, Look::Idle(_)) {
                        look = Look::Full;
                    }
                    continue;
                }
                self.broadcast_page(&cast, lane, &channels, &areas).await?;
                look = Look::Moved;
            }
        }
        Ok(look)
    }

    /// How many requests may wait at once on a channel.
    fn ahead(&self, channel: &str) -> i64 {
        let rate = self.gate.way(channel).requests_per_second;
        i64::from(rate / AHEAD).clamp(FEWEST, MOST)
    }

    /// Queues one page.
    async fn broadcast_page(
        &self,
        cast: &Cast,
        lane: Lane,
        channels: &[String],
        areas: &[tsunagi_model::AreaId],
    ) -> Result<(), Error> {
        let page = |limit| {
            self.store.broadcast_page(
                cast.id,
                (&lane.channel, channels),
                areas,
                &lane.place,
                limit,
            )
        };
        let threads = page(PAGE).await?;
        let decided = match self
            .decide_page(cast, (&lane, channels), threads, PAGE)
            .await?
        {
            Some(work) => work,
            // A fault: the people of this page go one by one, and whoever it happens for is left out.
            None => {
                let one = page(1).await?;
                match self
                    .decide_page(cast, (&lane, channels), one.clone(), 1)
                    .await?
                {
                    Some(work) => work,
                    None => {
                        tracing::error!(broadcast = %cast.id, "somebody is left out of a broadcast: deciding failed");
                        self.left_out(cast, lane, one)
                    }
                }
            }
        };
        self.broadcast_commit(decided).await
    }

    async fn broadcast_commit(&self, work: Work<'_>) -> Result<(), Error> {
        self.store.commit(&work.changes, work.now).await?;
        for (channel, count) in &work.pushes {
            self.count_pushed(channel, *count);
        }
        // Through the queue, not the short way: there what is urgent overtakes it.
        if !work.changes.outbox.is_empty() {
            self.queue.notify_one();
        }
        if !work.changes.wakes.is_empty() {
            self.timers.notify_one();
        }
        Ok(())
    }

    /// Decides some people in memory; none if that failed by a fault in the program.
    async fn decide_page(
        &self,
        cast: &Cast,
        (lane, channels): (&Lane, &[String]),
        threads: Vec<Thread>,
        limit: i64,
    ) -> Result<Option<Work<'_>>, Error> {
        let mut work = Work::new(self, self.now());
        if matches!(cast.draft.content, Content::Flow(_)) {
            self.load_slots(&mut work, threads.iter()).await?;
        }
        let mut step = step_of(cast, lane.clone(), &threads, limit);
        let threads = self.where_open(threads, channels).await?;
        let moved = catch_unwind(AssertUnwindSafe(|| {
            let mut hours = Hours::default();
            for thread in threads {
                work.broadcast_to(cast, thread, &mut step, &mut hours);
            }
            work.end_page(step);
            work
        }));
        Ok(moved.ok())
    }

    /// Somebody for whom deciding fails is left out by themselves.
    fn left_out(&self, cast: &Cast, lane: Lane, threads: Vec<Thread>) -> Work<'_> {
        let mut work = Work::new(self, self.now());
        let mut step = step_of(cast, lane, &threads, 1);
        for thread in threads {
            work.leave_out(thread, FAULT, &mut step);
        }
        work.end_page(step);
        work
    }
}

/// Where the lane stands after these people.
fn step_of(cast: &Cast, mut lane: Lane, threads: &[Thread], limit: i64) -> BroadcastStep {
    match threads.last() {
        Some(last) if threads.len() as i64 == limit => lane.place = last.id.to_string(),
        _ => lane.place.clear(),
    }
    BroadcastStep {
        id: cast.id,
        lane,
        recipients: Vec::new(),
    }
}

/// Until when people in a role may be written to today; asked once a page.
#[derive(Default)]
struct Hours(Vec<(Role, Timestamp)>);

impl Hours {
    /// The end of the hours that `now` is in, to a quarter of an hour.
    fn end(&mut self, calendar: &tsunagi_flow::Calendar, role: Role, now: Timestamp) -> Timestamp {
        if let Some((_, end)) = self.0.iter().find(|(known, _)| *known == role) {
            return *end;
        }
        let quarters = (1..=HOURS).map(|number| now.plus(Span(QUARTER.0 * number)));
        let end = quarters
            .take_while(|at| !calendar.is_quiet(*at, role))
            .last()
            .unwrap_or(now.plus(Span::minutes(1)));
        self.0.push((role, end));
        end
    }
}

impl Work<'_> {
    /// Decides it for somebody and queues what is to be said.
    fn broadcast_to(
        &mut self,
        cast: &Cast,
        thread: Thread,
        step: &mut BroadcastStep,
        hours: &mut Hours,
    ) {
        match cast.judge(self, &thread) {
            Verdict::NotMeant => {}
            Verdict::Wait(at) => {
                let again = &mut step.lane.again_at;
                *again = Some(again.map_or(at, |known| known.min(at)));
            }
            Verdict::Out(why) => self.leave_out(thread, why, step),
            Verdict::Now => {
                let role = thread
                    .contact
                    .as_ref()
                    .map_or(Role::Unknown, |contact| contact.memory.role());
                let calendar = self.service.calendar(&self.program, &thread.channel);
                let end = hours.end(calendar, role, self.now);
                self.label = Some(Label {
                    id: cast.id,
                    until: cast.expires_at.min(end),
                });
                let at = self.add(thread);
                match &cast.draft.content {
                    Content::Words(_) => self.announce(at, cast),
                    Content::Flow(flow) => {
                        self.start_flow(at, flow, Occasion::Ask, &Occurrence::default());
                    }
                }
                self.label = None;
                step.recipients.push((at, None));
                step.lane.queued += 1;
            }
        }
    }

    /// After the last page whoever may be written to later is met again then; if there is nobody, the channel is done.
    fn end_page(&mut self, mut step: BroadcastStep) {
        let lane = &mut step.lane;
        if lane.place.is_empty() {
            match lane.again_at.take() {
                Some(at) => lane.next_at = at,
                None => lane.done = true,
            }
        }
        self.changes.broadcast = Some(step);
    }

    fn announce(&mut self, at: usize, cast: &Cast) {
        let language = language(self, &self.changes.threads[at]);
        let channel = &self.changes.threads[at].channel;
        let area = self
            .service
            .lines()
            .get(channel)
            .map_or("", |line| line.area_name.as_str());
        let Some((turn, language)) = cast.turn(self.service, &language, area) else {
            return;
        };
        let now = self.now;
        let thread = &mut self.changes.threads[at];
        if let Some(contact) = thread.contact.as_mut() {
            tsunagi_flow::announced(&mut contact.memory, now);
            thread.contact_changed = true;
        }
        let sending = Sending {
            priority: MANY,
            staff: None,
            reply: None,
            answers: false,
        };
        let before = self.changes.outbox.len();
        self.queue(at, &turn, &language, sending);
        // Words change nothing else; where none can go, a person is called, and that must be written whole.
        if self.changes.outbox.len() > before {
            self.changes.threads[at].extent = Extent::Said;
        }
    }

    /// It does not go to somebody, and everybody can see why.
    fn leave_out(&mut self, mut thread: Thread, why: &'static str, step: &mut BroadcastStep) {
        thread.extent = Extent::Named;
        let at = self.add(thread);
        self.keep_back(at, "broadcast", Some(step.id.to_string()), why, None);
        step.recipients.push((at, Some(why)));
        *step.lane.left_out.entry(why.to_owned()).or_default() += 1;
    }
}
