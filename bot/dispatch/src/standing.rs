//! Standing: what conduct depends on besides the person. Programmes that rest, the month's paid messages, who is there to answer.
//!
//! Read from the store before timers are worked on and whenever another instance says that it changed; in between it is a picture in
//! memory, because every step asks.

use std::collections::{HashMap, HashSet};

use tsunagi_model::{AreaId, Span, StaffRole, Timestamp};
use tsunagi_store::{ChannelQuota, Error, Thread};

use crate::Service;
use crate::turn::Work;

/// How old the picture may be where nobody said that it changed.
const FRESH: Span = Span::seconds(20);
/// How often a platform is asked.
const POLL: Span = Span::hours(1);

/// The picture.
#[derive(Default)]
pub(crate) struct Standings {
    read_at: Option<Timestamp>,
    suspended: HashSet<AreaId>,
    quotas: HashMap<String, ChannelQuota>,
    manned: HashSet<(AreaId, StaffRole)>,
}

impl Standings {
    /// Whether an area's programme rests.
    pub(crate) fn is_suspended(&self, area: AreaId) -> bool {
        self.suspended.contains(&area)
    }

    /// Whether somebody has this role in an area; before the first look nothing else is assumed.
    pub(crate) fn is_manned(&self, area: AreaId, role: StaffRole) -> bool {
        self.read_at.is_none() || self.manned.contains(&(area, role))
    }
}

/// How a channel's month stands.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaView {
    /// The channel's slug.
    pub channel: String,
    /// Whose it is.
    pub area: AreaId,
    /// How many paid messages there may be; none where nobody counts.
    pub limit: Option<i64>,
    /// How many there were, with those we sent since the platform last told.
    pub used: i64,
    /// How many of the limit are kept for people and crises.
    pub reserve: i64,
    /// Whether scripts may still push.
    pub open: bool,
}

impl Service {
    /// Reads the picture anew if it is old.
    pub(crate) async fn refresh_standing(&self) -> Result<(), Error> {
        let now = self.now();
        let fresh = self
            .standings
            .load()
            .read_at
            .is_some_and(|at| at <= now && now.since(at) < FRESH);
        if fresh {
            return Ok(());
        }
        self.read_standing().await
    }

    /// Reads the picture anew.
    pub(crate) async fn read_standing(&self) -> Result<(), Error> {
        let now = self.now();
        let mut suspended = HashSet::new();
        for row in self.store.suspensions().await? {
            suspended.extend(self.store.areas_below(row.area).await?);
        }
        let quotas = self.store.quotas().await?;
        let manned = self.store.manned(now).await?;
        self.was_told(self.store.told().await?.into_iter());
        self.standings.store(std::sync::Arc::new(Standings {
            read_at: Some(now),
            suspended,
            quotas: quotas
                .into_iter()
                .map(|quota| (quota.channel.clone(), quota))
                .collect(),
            manned: manned.into_iter().collect(),
        }));
        Ok(())
    }

    /// Asks the platforms that count messages how the month stands, if that is long ago; a platform that does not answer is asked
    /// again the next time, and until then the last answer holds.
    pub async fn poll_quotas(&self) -> Result<(), Error> {
        let now = self.now();
        let known = self.standings.load_full();
        let mut asked = false;
        for (slug, line) in &self.lines {
            let last = known.quotas.get(slug).map(|quota| quota.at);
            let due = last.is_none_or(|last| last > now || now.since(last) >= POLL);
            if !line.channel.capabilities().metered || !due {
                continue;
            }
            let before = self.pushed(slug);
            match line.channel.quota().await {
                Ok(quota) => {
                    let limit = quota
                        .limit
                        .map(|limit| i64::try_from(limit).unwrap_or(i64::MAX));
                    let used = i64::try_from(quota.used).unwrap_or(i64::MAX);
                    self.store.set_quota(slug, limit, used, now).await?;
                    // What was sent while we asked may or may not be in the answer: it is counted twice rather than not at all.
                    self.forget_pushed(slug, before);
                    asked = true;
                }
                Err(error) => {
                    metrics::counter!("tsunagi_quota_unknown").increment(1);
                    tracing::warn!(channel = %slug, problem = error.code(), "the month's quota cannot be read");
                }
            }
        }
        if asked {
            self.read_standing().await?;
        }
        Ok(())
    }

    /// A platform took nothing more this month: scripts stop at once, and the platform is asked again in an hour.
    pub(crate) async fn quota_is_used_up(&self, channel: &str) -> Result<(), Error> {
        let known = self.standings.load_full();
        let limit = known.quotas.get(channel).and_then(|quota| quota.limit);
        let limit = limit.unwrap_or(0);
        self.store
            .set_quota(channel, Some(limit), limit, self.now())
            .await?;
        self.read_standing().await
    }

    /// How each channel's month stands, as far as its platform counts.
    pub fn quotas(&self) -> Vec<QuotaView> {
        let standings = self.standings.load();
        let mut views: Vec<_> = standings
            .quotas
            .values()
            .map(|quota| {
                let used = quota.used + self.pushed(&quota.channel);
                let reserve = self.kept(quota.limit);
                QuotaView {
                    channel: quota.channel.clone(),
                    area: quota.area,
                    limit: quota.limit,
                    used,
                    reserve,
                    open: quota.limit.is_none_or(|limit| used < limit - reserve),
                }
            })
            .collect();
        views.sort_by(|a, b| a.channel.cmp(&b.channel));
        views
    }

    /// Whether scripts may push on a channel after `more` that are not committed yet.
    pub(crate) fn quota_open(&self, standings: &Standings, channel: &str, more: i64) -> bool {
        standings.quotas.get(channel).is_none_or(|quota| {
            quota.limit.is_none_or(|limit| {
                quota.used + self.pushed(channel) + more < limit - self.kept(quota.limit)
            })
        })
    }

    fn kept(&self, limit: Option<i64>) -> i64 {
        (limit.unwrap_or(0) as f64 * self.quota_reserve).ceil() as i64
    }

    /// Pushes since the platform last told how many there were.
    fn pushed(&self, channel: &str) -> i64 {
        let pushed = self
            .pushed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        pushed.get(channel).copied().unwrap_or(0)
    }

    /// Counts pushes; `more` may be negative where what was counted was not sent.
    pub(crate) fn count_pushed(&self, channel: &str, more: i64) {
        let mut pushed = self
            .pushed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *pushed.entry(channel.to_owned()).or_default() += more;
    }

    fn forget_pushed(&self, channel: &str, before: i64) {
        self.count_pushed(channel, -before);
    }
}

impl Work<'_> {
    /// What conduct must know of a conversation besides its run and memory.
    pub(crate) fn standing(&self, thread: &Thread) -> tsunagi_flow::Standing {
        let more = self.pushes.get(&thread.channel).copied().unwrap_or(0);
        tsunagi_flow::Standing {
            last_human_at: thread.last_human_at,
            quota_open: self
                .service
                .quota_open(&self.standings, &thread.channel, more),
            suspended: self.standings.is_suspended(thread.area),
        }
    }
}
