//! Counting before sending: how many people, who is left out and why, what it costs, when it would go.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tsunagi_model::Timestamp;
use tsunagi_store::Error;

use super::judge::{Cast, Verdict, language};
use super::{Content, Draft};
use crate::Service;
use crate::turn::Work;

/// People looked at in one query.
const PAGE: i64 = 1_000;
/// After this long the rest is estimated.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a broadcast would do if it were sent now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preview {
    /// When it was counted.
    pub at: Timestamp,
    /// People who would get it.
    pub people: i64,
    /// Those of them who may not be written to now, but before it expires.
    pub later: i64,
    /// When the first of those may be written to.
    pub later_at: Option<Timestamp>,
    /// People it is meant for who would not get it, by reason.
    pub left_out: BTreeMap<String, i64>,
    /// In which language how many would read it.
    pub languages: BTreeMap<String, i64>,
    /// Channel by channel.
    pub channels: Vec<ChannelPreview>,
    /// Only some were looked at: the numbers are what they would be if all others were alike.
    pub estimated: bool,
}

/// The part of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChannelPreview {
    /// The channel's slug.
    pub channel: String,
    /// People who would get it there.
    pub people: i64,
    /// Requests to the platform: words may need several for one person. Of a flow only its beginning is counted.
    #[serde(default)]
    pub requests: i64,
    /// Messages that count against the month.
    pub paid: i64,
    /// About how long the platform takes for all of them at the pace of this channel, in seconds.
    pub seconds: i64,
}

impl Service {
    /// The channels on which a broadcast may reach people: those of its areas, and of the selection.
    pub(super) fn broadcast_channels(&self, wanted: &[String]) -> Vec<String> {
        let mut channels: Vec<String> = self
            .lines
            .keys()
            .filter(|slug| wanted.is_empty() || wanted.contains(slug))
            .cloned()
            .collect();
        channels.sort();
        channels
    }

    /// Counts what a draft would do if it were sent now; looks at no more people than can be looked at in some seconds.
    pub(super) async fn preview(&self, draft: &Draft) -> Result<Preview, Error> {
        let patience = Instant::now() + PATIENCE;
        self.refresh_standing().await?;
        let cast = Cast {
            id: self.store.ids().next(self.now()),
            draft: draft.clone(),
            expires_at: self.now().plus(draft.lasts),
        };
        let areas = self.areas_of(draft).await?;
        let channels = self.broadcast_channels(&draft.selection.channels);
        let mut work = Work::new(self, self.now());
        let mut preview = Preview {
            at: work.now,
            ..Preview::default()
        };
        for (number, channel) in channels.iter().enumerate() {
            // Each channel gets its share of the time that is left.
            let share = patience.saturating_duration_since(Instant::now())
                / u32::try_from(channels.len() - number).unwrap_or(1);
            let until = Instant::now() + share;
            let mut part = Preview::default();
            let mut count = ChannelPreview {
                channel: channel.clone(),
                ..ChannelPreview::default()
            };
            let (mut looked, mut place) = (0, String::new());
            loop {
                let threads = self
                    .store
                    .broadcast_page(cast.id, (channel, &channels), &areas, &place, PAGE)
                    .await?;
                let (count_here, last) = (threads.len() as i64, threads.last().map(|last| last.id));
                for thread in &self.where_open(threads, &channels).await? {
                    let verdict = cast.judge(&work, thread);
                    part.add(&cast, &mut work, thread, verdict, &mut count);
                }
                looked += count_here;
                let Some(last) = last.filter(|_| count_here == PAGE) else {
                    break;
                };
                place = last.to_string();
                if Instant::now() > until {
                    let all = self.store.count_addresses(channel, &areas).await?;
                    if all > looked {
                        part.scale(all, looked);
                        count.people = count.people * all / looked;
                        count.requests = count.requests * all / looked;
                        count.paid = count.paid * all / looked;
                        self.keep_within_month(&mut part, &mut count);
                    }
                    break;
                }
                // Who writes to us meanwhile comes first.
                tokio::task::yield_now().await;
            }
            let rate = i64::from(self.gate.way(channel).requests_per_second).max(1);
            count.seconds = count.requests / rate;
            preview.join(part);
            if count.people > 0 {
                preview.channels.push(count);
            }
        }
        Ok(preview)
    }

    /// What was estimated never goes beyond what the month leaves.
    fn keep_within_month(&self, part: &mut Preview, count: &mut ChannelPreview) {
        let month = self.quotas().into_iter();
        let room = month
            .filter(|quota| quota.channel == count.channel)
            .find_map(|quota| Some((quota.limit? - quota.reserve - quota.used).max(0)));
        if let Some(room) = room.filter(|room| count.paid > *room) {
            let over = count.people - count.people * room / count.paid;
            count.people -= over;
            count.requests = count.requests * room / count.paid;
            count.paid = room;
            part.people -= over;
            *part.left_out.entry("quota".to_owned()).or_default() += over;
        }
    }
}

impl Preview {
    fn add(
        &mut self,
        cast: &Cast,
        work: &mut Work<'_>,
        thread: &tsunagi_store::Thread,
        verdict: Verdict,
        count: &mut ChannelPreview,
    ) {
        match verdict {
            Verdict::NotMeant => return,
            Verdict::Out(why) => {
                *self.left_out.entry(why.to_owned()).or_default() += 1;
                return;
            }
            Verdict::Wait(at) => {
                self.later += 1;
                self.later_at = Some(self.later_at.map_or(at, |known| known.min(at)));
            }
            Verdict::Now => {}
        }
        self.people += 1;
        count.people += 1;
        let wanted = language(work, thread);
        let Some(line) = work.service.lines().get(&thread.channel) else {
            return;
        };
        let requests = match &cast.draft.content {
            Content::Words(_) => match cast.turn(work.service, &wanted, &line.area_name) {
                Some((turn, language)) => {
                    *self.languages.entry(language).or_default() += 1;
                    line.channel.render(&turn).len() as i64
                }
                None => 0,
            },
            Content::Flow(_) => {
                *self.languages.entry(wanted).or_default() += 1;
                1
            }
        };
        count.requests += requests;
        if line.channel.capabilities().metered {
            count.paid += requests;
            *work.pushes.entry(thread.channel.clone()).or_default() += requests;
        }
    }

    /// As if those who were not looked at were like those who were.
    fn scale(&mut self, all: i64, looked: i64) {
        let scaled = |count: &mut i64| *count = *count * all / looked.max(1);
        scaled(&mut self.people);
        scaled(&mut self.later);
        self.left_out.values_mut().for_each(scaled);
        self.languages.values_mut().for_each(scaled);
        self.estimated = true;
    }

    fn join(&mut self, part: Self) {
        self.people += part.people;
        self.later += part.later;
        self.later_at = match (self.later_at, part.later_at) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        for (why, count) in part.left_out {
            *self.left_out.entry(why).or_default() += count;
        }
        for (language, count) in part.languages {
            *self.languages.entry(language).or_default() += count;
        }
        self.estimated |= part.estimated;
    }
}
