//! Requests to platforms: claimed in groups, in order per conversation, settled in groups. [`crate::queue`] says which are claimed.

use tsunagi_model::{Author, ConversationId, ExternalId, OutboxId, Span, Timestamp};

use crate::db::args;
use crate::error::again;
use crate::rows::Rows;
use crate::{AddressState, Error, Store};

/// How long a claimed request belongs to the instance that claimed it.
pub(crate) const LEASE: Span = Span::seconds(20);

/// A request that this instance must send now.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Also the retry key.
    pub id: OutboxId,
    /// Which conversation.
    pub conversation: ConversationId,
    /// The channel's slug.
    pub channel: String,
    /// Who speaks.
    pub author: Author,
    /// 0 crisis and people, 1 replies, 2 what the script sends by itself, 3 broadcasts.
    pub priority: i64,
    /// To whom.
    pub to: ExternalId,
    /// The messages as the platform wants them.
    pub payload: String,
    /// A one-time right to reply, and until when it is worth trying.
    pub reply: Option<(String, Timestamp)>,
    /// Until when the platform lets us write of our own accord; `None` is for ever.
    pub window_until: Option<Timestamp>,
    /// How often it was tried before.
    pub tries: i64,
    /// What earlier tries leave open.
    pub past: Past,
    /// Not after.
    pub expires_at: Timestamp,
}

/// What earlier tries of a request leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Nothing: none of them arrived.
    Clear,
    /// Its first try ended without an answer (a crash, a time-out): it may have arrived, as a reply if there is a token.
    MaybeReplied,
    /// It is pushed from now on, with its key: the reply token is of no use.
    Pushed,
    /// The same, and a push of it may have arrived.
    MaybePushed,
}

impl Past {
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Clear => None,
            Self::MaybeReplied => Some("maybe_replied"),
            Self::Pushed => Some("pushed"),
            Self::MaybePushed => Some("maybe_pushed"),
        }
    }

    pub(crate) fn read(word: Option<&str>) -> Self {
        match word {
            Some("maybe_replied") => Self::MaybeReplied,
            Some("pushed") => Self::Pushed,
            Some("maybe_pushed") => Self::MaybePushed,
            _ => Self::Clear,
        }
    }
}

/// What became of a request.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The platform took it.
    Accepted {
        /// The platform's ids of the messages.
        platform_ids: Vec<String>,
        /// The platform's id of the request.
        request_id: Option<String>,
        /// Whether the platform will tell what becomes of the messages.
        followed: bool,
    },
    /// It is refused for good.
    Failed {
        /// A stable word for why.
        problem: String,
    },
    /// Its time passed.
    Expired,
    /// It will be tried again.
    Retry {
        /// Not before.
        at: Timestamp,
        /// A stable word for why.
        problem: String,
        /// What this try and those before leave open.
        past: Past,
    },
}

/// What became of one request.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Which.
    pub id: OutboxId,
    /// What became of it.
    pub outcome: Outcome,
    /// Nothing else may go to this person before, where the platform counts.
    pub next: Option<Timestamp>,
}

impl Store {
    /// After a start on a database that only this process uses: what the process before had claimed comes back at once, as unsure.
    pub async fn reclaim_outbox(&self) -> Result<u64, Error> {
        self.db
            .execute(
                "update outbox set lease_until = 0 where state = 'sending' and lease_until is not null",
                args![],
            )
            .await
    }

    /// Records what became of many requests in one commit.
    pub async fn settle_outbox(&self, settled: &[Settled], now: Timestamp) -> Result<(), Error> {
        again!(self.try_settle_outbox(settled, now))
    }

    async fn try_settle_outbox(&self, settled: &[Settled], now: Timestamp) -> Result<(), Error> {
        let mut done = Rows::default();
        let mut retries = Rows::default();
        let mut sent = Rows::default();
        let mut rests = Rows::default();
        for Settled { id, outcome, next } in settled {
            if let Some(next) = next {
                rests.row().id(id).int(next.0);
            }
            match outcome {
                Outcome::Accepted {
                    platform_ids,
                    request_id,
                    followed,
                } => {
                    for platform_id in platform_ids.iter().filter(|_| *followed) {
                        sent.row().id(id).text(platform_id.as_str());
                    }
                    done.row()
                        .id(id)
                        .id("accepted")
                        .text(None::<&str>)
                        .text(request_id.as_deref())
                        .text(platform_ids.join(" ").as_str());
                }
                Outcome::Failed { problem } => {
                    done.row()
                        .id(id)
                        .id("failed")
                        .text(problem.as_str())
                        .text(None::<&str>)
                        .text(None::<&str>);
                }
                Outcome::Expired => {
                    done.row()
                        .id(id)
                        .id("expired")
                        .text(None::<&str>)
                        .text(None::<&str>)
                        .text(None::<&str>);
                }
                Outcome::Retry { at, problem, past } => {
                    retries
                        .row()
                        .id(id)
                        .int(at.0)
                        .text(problem.as_str())
                        .text(past.word());
                }
            }
        }
        let mut tx = self.db.begin().await?;
        if !done.is_empty() {
            tx.execute(
                "update outbox set state = v.value->>1, problem = v.value->>2, request_id = v.value->>3, platform_ids = v.value->>4,
                     payload = null, lease_until = null, done_at = $2
                 from json_each($1) as v where outbox.id = v.value->>0 and outbox.state = 'sending'",
                args![done.json(), now],
            )
            .await?;
        }
        self.write_sent(&mut tx, sent, now).await?;
        if !retries.is_empty() {
            // What was taken back while it was under way (see `write_silence`) is not tried again. If a try of it may have arrived, it is
            // not called taken back either.
            tx.execute(
                "update outbox set due_at = cast(v.value->>1 as bigint), past = v.value->>3, lease_until = null,
                     state = case when expires_at > 0 then 'queued' when v.value->>3 like 'maybe%' then 'failed' else 'cancelled' end,
                     problem = case when expires_at > 0 then v.value->>2 when v.value->>3 like 'maybe%' then 'unsure' end,
                     payload = case when expires_at > 0 then payload end,
                     done_at = case when expires_at > 0 then null else cast($2 as bigint) end
                 from json_each($1) as v where outbox.id = v.value->>0 and outbox.state = 'sending'",
                args![retries.json(), now],
            )
            .await?;
        }
        if !rests.is_empty() {
            tx.execute(
                "update outbox set due_at = cast(v.value->>1 as bigint)
                 from json_each($1) as v join outbox s on s.id = v.value->>0
                 where outbox.conversation = s.conversation and outbox.state = 'queued' and outbox.due_at < cast(v.value->>1 as bigint)",
                args![rests.json()],
            )
            .await?;
        }
        tx.commit().await
    }

    /// Stops sending on a channel until `until`: its token was revoked, its quota is used up.
    pub async fn pause_channel(
        &self,
        slug: &str,
        until: Timestamp,
        why: &str,
    ) -> Result<(), Error> {
        self.db
            .execute(
                "update channel set paused_until = $2, paused_why = $3 where slug = $1",
                args![slug, until, why],
            )
            .await?;
        Ok(())
    }

    /// Records that an address cannot be written to any more.
    pub async fn close_address(
        &self,
        conversation: ConversationId,
        state: AddressState,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.db
            .execute(
                "update address set state = $2, state_at = $3 where id = $1",
                args![conversation.to_string(), state.as_str(), now],
            )
            .await?;
        Ok(())
    }

    /// When the next request becomes due.
    pub async fn next_outbox_due(&self) -> Result<Option<Timestamp>, Error> {
        let row = self
            .db
            .one(
                "select min(case when state = 'sending' then lease_until else due_at end) from outbox
                 where state in ('queued', 'sending') and conversation is not null",
                args![],
            )
            .await?;
        row.map_or(Ok(None), |row| row.opt_at(0))
    }

    /// What was refused for good since a time: channel, reason, how often.
    pub async fn refused_since(
        &self,
        since: Timestamp,
    ) -> Result<Vec<(String, String, i64)>, Error> {
        let rows = self
            .db
            .all(
                "select channel, coalesce(problem, ''), count(*) from outbox where state = 'failed' and done_at >= $1
                 group by channel, problem order by channel, count(*) desc limit 200",
                args![since],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?, row.int(2)?)))
            .collect()
    }

    /// How many requests wait or are under way.
    pub async fn outbox_backlog(&self) -> Result<i64, Error> {
        match self
            .db
            .one(
                "select count(*) from outbox where state in ('queued', 'sending') and conversation is not null",
                args![],
            )
            .await?
        {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }
}
