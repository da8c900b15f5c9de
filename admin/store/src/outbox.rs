//! Requests to platforms: claimed in groups, in order per conversation, settled in groups.

use tsunagi_model::{Author, ConversationId, ExternalId, OutboxId, Span, Timestamp};

use crate::changes::OutboxBody;
use crate::db::args;
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
    /// A reply ended without an answer (a crash, a time-out): it may have arrived.
    MaybeReplied,
    /// It is pushed from now on, with its key: the reply token is of no use.
    Pushed,
}

impl Past {
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Clear => None,
            Self::MaybeReplied => Some("maybe_replied"),
            Self::Pushed => Some("pushed"),
        }
    }

    fn read(word: Option<&str>) -> Self {
        match word {
            Some("maybe_replied") => Self::MaybeReplied,
            Some("pushed") => Self::Pushed,
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

impl Store {
    /// Claims up to `limit` requests that are due, most urgent first, never two of one conversation, never one that overtakes an
    /// earlier one. Requests whose claim ran out (the instance died) come back marked as unsure.
    pub async fn claim_outbox(&self, now: Timestamp, limit: i64) -> Result<Vec<Claimed>, Error> {
        // A look that finds nothing takes no writer.
        let due = self
            .db
            .one(
                "select 1 from outbox where state in ('queued', 'sending') and due_at <= $1
                     and (state = 'queued' or lease_until < $1) limit 1",
                args![now],
            )
            .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        let rows = tx
            .all(
                "update outbox set state = 'sending', lease_until = $2, tries = tries + 1,
                     past = case when state = 'sending' and past is null then 'maybe_replied' else past end
                 where id in (
                     select o.id from outbox o join channel c on c.slug = o.channel
                     where o.state in ('queued', 'sending') and o.due_at <= $1 and (o.state = 'queued' or o.lease_until < $1)
                       and (c.paused_until is null or c.paused_until <= $1)
                       and not exists (select 1 from outbox e
                           where e.conversation = o.conversation and e.id < o.id and e.state in ('queued', 'sending'))
                     order by o.priority, o.id limit $3)
                   and (state = 'queued' or lease_until < $1)
                 returning id, conversation, channel, author, payload, tries, past, expires_at, area,
                     (select keeper from address a where a.id = outbox.conversation),
                     (select p.key from address a join contact p on p.id = a.keeper where a.id = outbox.conversation), priority",
                args![now, now.plus(LEASE), limit],
            )
            .await?;
        if rows.is_empty() {
            // Dropping the transaction leaves no trace and saves a commit.
            return Ok(Vec::new());
        }
        tx.commit().await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.text(0)?;
            let area = row.parse(8)?;
            let key = match (row.opt_text(9)?, row.opt_blob(10)?) {
                (Some(contact), Some(wrapped)) => {
                    self.keys.contact_key(area, &contact, &wrapped)?
                }
                // Erased meanwhile: nobody can read the words any more, so nobody can send them.
                (Some(_), None) => continue,
                (None, _) => self.keys.area_key(area),
            };
            let Some(sealed) = row.opt_blob(4)? else {
                continue;
            };
            let body: OutboxBody = serde_json::from_slice(&key.open(&id, &sealed)?)
                .map_err(|_| Error::Inconsistent { what: "outbox" })?;
            claimed.push((
                (row.int(11)?, id),
                Claimed {
                    id: row.parse(0)?,
                    conversation: row.parse(1)?,
                    channel: row.text(2)?,
                    author: row.parse(3)?,
                    to: ExternalId(body.to),
                    payload: body.payload,
                    reply: body.reply,
                    window_until: body.window_until,
                    tries: row.int(5)?,
                    past: Past::read(row.opt_text(6)?.as_deref()),
                    expires_at: row.at(7)?,
                },
            ));
        }
        claimed.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(claimed.into_iter().map(|(_, claimed)| claimed).collect())
    }

    /// After a start on a database that only this process uses: what the process before had claimed comes back at once, as unsure.
    pub async fn reclaim_outbox(&self) -> Result<u64, Error> {
        self.db
            .execute(
                "update outbox set lease_until = 0 where state = 'sending'",
                args![],
            )
            .await
    }

    /// Records what became of many requests in one commit.
    pub async fn settle_outbox(
        &self,
        outcomes: &[(OutboxId, Outcome)],
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut done = Rows::default();
        let mut retries = Rows::default();
        let mut sent = Rows::default();
        for (id, outcome) in outcomes {
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
            tx.execute(
                "update outbox set state = 'queued', due_at = cast(v.value->>1 as bigint), problem = v.value->>2,
                     past = v.value->>3, lease_until = null
                 from json_each($1) as v where outbox.id = v.value->>0 and outbox.state = 'sending'",
                args![retries.json()],
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
                "select min(case when state = 'sending' then lease_until else due_at end) from outbox where state in ('queued', 'sending')",
                args![],
            )
            .await?;
        row.map_or(Ok(None), |row| row.opt_at(0))
    }

    /// How many requests wait or are under way.
    pub async fn outbox_backlog(&self) -> Result<i64, Error> {
        match self
            .db
            .one(
                "select count(*) from outbox where state in ('queued', 'sending')",
                args![],
            )
            .await?
        {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }
}
