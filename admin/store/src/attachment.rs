//! What people send besides words: rows that wait to be fetched, and what became of them.
//!
//! A row is inserted with its message. Whoever fetches it moves `due_at` on, so that nobody else does meanwhile, and settles only
//! what still waits: what was taken back while it was under way does not come back.

use tsunagi_model::{
    AreaId, AttachmentId, ConversationId, MediaKind, MediaSource, MessageId, Span, Timestamp,
};

use crate::changes::Changes;
use crate::db::{Row, Tx, args};
use crate::rows::Values;
use crate::seal::ContactKey;
use crate::{Error, Store};

/// How long a row belongs to the instance that claimed it.
const LEASE: Span = Span::minutes(3);
/// Bytes in one sealed part.
pub(crate) const PART: usize = 1 << 20;

/// A picture, film, sound or file of a message that is recorded.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// The row.
    pub id: AttachmentId,
    /// The message it came with.
    pub message: MessageId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// Its place in the message.
    pub position: i64,
    /// What the platform calls it.
    pub kind: MediaKind,
    /// What the person's telephone called it.
    pub name: Option<String>,
    /// Where it can be fetched.
    pub source: MediaSource,
    /// Why it is not even fetched.
    pub refused: Option<&'static str>,
    /// When its message was recorded.
    pub received_at: Timestamp,
}

/// An attachment that this instance must fetch now.
#[derive(Clone)]
pub struct WaitingAttachment {
    /// The row.
    pub id: AttachmentId,
    /// Where.
    pub conversation: ConversationId,
    /// The channel's slug.
    pub channel: String,
    /// What the platform calls it.
    pub kind: MediaKind,
    /// Where it can be fetched.
    pub source: MediaSource,
    /// How often it was tried, with this time.
    pub tries: i64,
    /// How many attachments of the conversation were kept during the last day, and how many bytes.
    pub kept: (i64, i64),
    area: AreaId,
    key: ContactKey,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// It is here.
    Ready {
        /// What it is.
        kind: MediaKind,
        /// As its first bytes say.
        content_type: String,
        /// Whether what was recorded with it, such as the place, may still be in it.
        tells_place: bool,
        /// The bytes, at least one.
        bytes: Vec<u8>,
    },
    /// It is asked for again.
    Later(Timestamp),
    /// It is nowhere any more.
    Gone,
    /// It has more bytes than this.
    TooLarge(i64),
    /// It is not taken, and why: a stable word.
    Refused(&'static str),
}

pub(crate) fn about(id: &str, what: &str) -> String {
    format!("attachment/{id}/{what}")
}

/// What part `part` of `parts` is sealed as: none can be left out, moved or doubled.
pub(crate) fn about_part(id: &str, part: usize, parts: usize) -> String {
    about(id, &format!("{part}/{parts}"))
}

/// The rows of a commit, sealed; those of people whose key is gone are not written at all.
pub(crate) fn rows(changes: &Changes) -> Result<Values, Error> {
    let mut rows = Values::default();
    for new in &changes.attachments {
        let thread = &changes.threads[new.thread];
        let Some(key) = &thread.key else { continue };
        let id = new.id.to_string();
        let seal = |what: &str, plain: &[u8]| key.seal(&about(&id, what), plain);
        let source =
            serde_json::to_vec(&new.source).map_err(|_| Error::Inconsistent { what: "source" })?;
        let waits = new.refused.is_none();
        rows.row()
            .id(&id)
            .id(new.message)
            .id(thread.id)
            .id(thread.area)
            .opt_id(thread.keeper)
            .int(new.position)
            .id(new.kind.as_str())
            .blob(new.name.as_ref().map(|name| seal("name", name.as_bytes())))
            .blob(waits.then(|| seal("source", &source)))
            .id(if waits { "waiting" } else { "refused" })
            .text(new.refused)
            .int(0)
            .int(new.received_at.0)
            .int(new.received_at.0);
    }
    Ok(rows)
}

impl Store {
    pub(crate) async fn write_attachments(tx: &mut Tx, rows: Values) -> Result<(), Error> {
        rows.insert(
            tx,
            "insert into attachment (id, message, conversation, area, keeper, position, kind, name, source, \
                 state, problem, tries, due_at, received_at)",
            "",
        )
        .await?;
        Ok(())
    }

    /// Keeps attachments for those who lead, or gives them back to all.
    pub(crate) async fn write_restrictions(
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        for (id, by) in &changes.restrictions {
            let changed = tx
                .execute(
                    "update attachment set restricted_at = case when $2 is null then null else $3 end, restricted_by = $2
                     where id = $1 and state = 'ready' and (restricted_at is null) = ($2 is not null)",
                    args![id.to_string(), by.map(|by| by.to_string()), now],
                )
                .await?;
            // Somebody else was faster, or it is not there any more.
            if changed == 0 {
                return Err(Error::Conflict);
            }
        }
        Ok(())
    }

    /// Claims up to `limit` attachments that are due, longest due first.
    pub async fn claim_attachments(
        &self,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<WaitingAttachment>, Error> {
        // A look that finds nothing takes no writer.
        let due = self
            .db
            .one(
                "select 1 from attachment where state = 'waiting' and due_at <= $1 limit 1",
                args![now],
            )
            .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        let rows = tx
            .all(
                "update attachment set due_at = $2, tries = tries + 1
                 where id in (select id from attachment where state = 'waiting' and due_at <= $1 order by due_at, id limit $3)
                   and state = 'waiting' and due_at <= $1
                 returning id, conversation, area, keeper,
                     (select p.key from contact p where p.id = attachment.keeper),
                     (select p.area from contact p where p.id = attachment.keeper),
                     kind, source, tries, (select v.channel from conversation v where v.id = attachment.conversation),
                     (select count(*) from attachment e where e.conversation = attachment.conversation and e.fetched_at > $4),
                     (select cast(coalesce(sum(e.bytes), 0) as bigint) from attachment e
                         where e.conversation = attachment.conversation and e.fetched_at > $4)",
                args![now, now.plus(LEASE), limit, now.plus(Span::days(-1))],
            )
            .await?;
        tx.commit().await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in rows {
            // Erased meanwhile: nobody can read it any more, so nobody needs to fetch it.
            if let Some(waiting) = self.to_fetch(&row)? {
                claimed.push(waiting);
            }
        }
        claimed.sort_by_key(|waiting| waiting.id);
        Ok(claimed)
    }

    /// The key of an attachment, from four columns: its area, its keeper, and the keeper's key and area. None once the keeper was erased.
    pub(crate) fn attachment_key(
        &self,
        row: &Row,
        first: usize,
    ) -> Result<Option<ContactKey>, Error> {
        Ok(match (row.opt_text(first + 1)?, row.opt_blob(first + 2)?) {
            (Some(contact), Some(wrapped)) => Some(self.keys.contact_key(
                row.parse(first + 3)?,
                &contact,
                &wrapped,
            )?),
            (Some(_), None) => None,
            (None, _) => Some(self.keys.area_key(row.parse(first)?)),
        })
    }

    fn to_fetch(&self, row: &Row) -> Result<Option<WaitingAttachment>, Error> {
        let id = row.text(0)?;
        let Some(key) = self.attachment_key(row, 2)? else {
            return Ok(None);
        };
        let source = row
            .opt_blob(7)?
            .and_then(|sealed| key.open(&about(&id, "source"), &sealed).ok())
            .and_then(|plain| serde_json::from_slice(&plain).ok());
        Ok(Some(WaitingAttachment {
            id: row.parse(0)?,
            conversation: row.parse(1)?,
            channel: row.opt_text(9)?.unwrap_or_default(),
            kind: row.parse(6)?,
            // What cannot be opened comes from nowhere.
            source: source.unwrap_or(MediaSource::Unknown),
            tries: row.int(8)?,
            kept: (row.int(10)?, row.int(11)?),
            area: row.parse(2)?,
            key,
        }))
    }

    /// Records what became of an attachment; whether it still waited for that.
    pub async fn settle_attachment(
        &self,
        waiting: &WaitingAttachment,
        fetched: Fetched,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let id = waiting.id.to_string();
        let (state, problem, kept) = match &fetched {
            Fetched::Later(at) => {
                let put_off = self
                    .db
                    .execute(
                        "update attachment set due_at = $2 where id = $1 and state = 'waiting' and tries = $3",
                        args![id, *at, waiting.tries],
                    )
                    .await?;
                return Ok(put_off == 1);
            }
            Fetched::Ready { .. } => ("ready", None, true),
            Fetched::Gone => ("gone", None, false),
            Fetched::TooLarge(_) => ("too_large", None, false),
            Fetched::Refused(why) => ("refused", Some((*why).to_owned()), false),
        };
        let (kind, content_type, tells_place, bytes, parts) = match fetched {
            Fetched::Ready {
                kind,
                content_type,
                tells_place,
                bytes,
            } => {
                let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                let (key, name) = (waiting.key.clone(), id.clone());
                // Millions of bytes: not on a thread that others wait for.
                let parts = tokio::task::spawn_blocking(move || seal(&key, &name, &bytes))
                    .await
                    .map_err(|_| Error::Inconsistent { what: "attachment" })?;
                (
                    kind,
                    Some(content_type),
                    Some(i64::from(tells_place)),
                    Some(size),
                    parts,
                )
            }
            Fetched::TooLarge(limit) => (waiting.kind, None, None, Some(limit), Vec::new()),
            _ => (waiting.kind, None, None, None, Vec::new()),
        };
        let mut tx = self.db.begin().await?;
        let settled = tx
            .execute(
                "update attachment set state = $3, problem = $4, kind = $5, content_type = $6, tells_place = $7, bytes = $8, source = null,
                     fetched_at = $9
                 where id = $1 and state = 'waiting' and tries = $2",
                args![
                    id.as_str(),
                    waiting.tries,
                    state,
                    problem,
                    kind.as_str(),
                    content_type,
                    tells_place,
                    bytes,
                    kept.then_some(now.0)
                ],
            )
            .await?;
        if settled == 0 {
            // Taken back while it was under way, or somebody else has it: dropping the transaction leaves no trace.
            return Ok(false);
        }
        for (part, body) in parts.into_iter().enumerate() {
            tx.execute(
                "insert into attachment_part (attachment, part, body) values ($1, $2, $3)",
                args![id.as_str(), i64::try_from(part).unwrap_or(i64::MAX), body],
            )
            .await?;
        }
        tx.notify(&format!("area {}", waiting.area)).await?;
        tx.commit().await?;
        self.changed(waiting.area, Some(waiting.conversation));
        Ok(true)
    }
}

fn seal(key: &ContactKey, id: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    let parts = bytes.len().div_ceil(PART);
    bytes
        .chunks(PART)
        .enumerate()
        .map(|(part, plain)| key.seal(&about_part(id, part, parts), plain))
        .collect()
}

#[cfg(test)]
mod tests;
