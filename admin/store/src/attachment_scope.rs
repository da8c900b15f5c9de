//! Attachments as staff see them: what came with a conversation, and one opened, which is on record before its bytes are out.

use tsunagi_model::{AreaId, AttachmentId, ConversationId, MediaKind, MessageId, Span, Timestamp};

use crate::attachment::{PART, about, about_part};
use crate::audit::Entry;
use crate::db::args;
use crate::seal::ContactKey;
use crate::{Dialogue, Error, Scope, Store};

/// More than a page of messages carries.
const MOST: i64 = 700;

/// One picture, film, sound or file as a conversation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The row.
    pub id: AttachmentId,
    /// The message it came with.
    pub message: MessageId,
    /// What it is.
    pub kind: MediaKind,
    /// What the person's telephone called it.
    pub name: Option<String>,
    /// `waiting`, `ready`, `gone`, `too_large`, `refused` or `erased`.
    pub state: String,
    /// A stable word for why it was refused or erased.
    pub problem: Option<String>,
    /// How many bytes are kept; of what is too large, how many would have been.
    pub bytes: Option<i64>,
    /// Whether what was recorded with it, such as the place, may still be in it.
    pub tells_place: bool,
    /// Whether only who leads may open it.
    pub restricted: bool,
}

/// An attachment that may be read now.
pub struct OpenAttachment {
    /// What it is.
    pub kind: MediaKind,
    /// As its first bytes say.
    pub content_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// When it came.
    pub received_at: Timestamp,
    /// Whether only who leads may open it: it is shown and not handed out.
    pub restricted: bool,
    pub(crate) id: String,
    pub(crate) key: ContactKey,
}

impl Scope {
    /// What came with the lines of a conversation whose reading was recorded.
    pub async fn attachments(&self, dialogue: &Dialogue) -> Result<Vec<AttachmentRow>, Error> {
        let (Some(first), Some(last)) = (dialogue.lines.first(), dialogue.lines.last()) else {
            return Ok(Vec::new());
        };
        let rows = self
            .store
            .db
            .all(
                "select t.id, t.message, t.kind, t.name, t.state, t.problem, t.bytes, t.tells_place, t.restricted_at, t.area, t.keeper,
                     p.key, p.area
                 from attachment t left join contact p on p.id = t.keeper
                 where t.conversation = $1 and t.message >= $2 and t.message <= $3 order by t.message, t.position limit $4",
                args![
                    dialogue.thread.id.to_string(),
                    first.id.to_string(),
                    last.id.to_string(),
                    MOST
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let id = row.text(0)?;
                let key = self.store.attachment_key(row, 9)?;
                let name = match (&key, row.opt_blob(3)?) {
                    (Some(key), Some(sealed)) => {
                        let plain = key.open(&about(&id, "name"), &sealed)?;
                        Some(String::from_utf8_lossy(&plain).into_owned())
                    }
                    _ => None,
                };
                Ok(AttachmentRow {
                    id: row.parse(0)?,
                    message: row.parse(1)?,
                    kind: row.parse(2)?,
                    name,
                    state: if key.is_none() {
                        "erased".to_owned()
                    } else {
                        row.text(4)?
                    },
                    problem: row.opt_text(5)?,
                    bytes: row.opt_int(6)?,
                    tells_place: row.opt_int(7)? == Some(1),
                    restricted: row.opt_at(8)?.is_some(),
                })
            })
            .collect()
    }

    /// An attachment that is here and that this person may open; the opening is in the audit log before anything is read. `keeps`
    /// says that it is not only looked at: nobody may keep what only who leads may see.
    pub async fn attachment(
        &self,
        id: AttachmentId,
        keeps: bool,
        now: Timestamp,
    ) -> Result<Option<OpenAttachment>, Error> {
        let row = self
            .store
            .db
            .one(
                "select t.kind, t.content_type, t.bytes, t.received_at, t.restricted_at, t.area, t.keeper, p.key, p.area
                 from attachment t left join contact p on p.id = t.keeper
                 where t.id = $1 and t.state = 'ready' and t.area in (select value->>0 from json_each($2))",
                args![id.to_string(), self.area_rows()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let area: AreaId = row.parse(5)?;
        let restricted = row.opt_at(4)?.is_some();
        if restricted && (keeps || !self.leads_in(area)) {
            return Ok(None);
        }
        let Some(key) = self.store.attachment_key(&row, 5)? else {
            return Ok(None);
        };
        let action = if keeps { "keep" } else { "read" };
        self.record_opening(id, area, action, now).await?;
        Ok(Some(OpenAttachment {
            kind: row.parse(0)?,
            content_type: row.text(1)?,
            bytes: u64::try_from(row.int(2)?).unwrap_or(0),
            received_at: row.at(3)?,
            restricted,
            id: id.to_string(),
            key,
        }))
    }

    /// Writes that this person opens an attachment; a film that is read part by part within the minute is the same opening.
    async fn record_opening(
        &self,
        id: AttachmentId,
        area: AreaId,
        action: &'static str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let object = format!("attachment/{id}");
        let known = self
            .store
            .db
            .one(
                "select 1 from audit where object = $1 and action = $2 and staff = $3 and at > $4 limit 1",
                args![
                    object.as_str(),
                    action,
                    self.staff.to_string(),
                    now.plus(Span::minutes(-1))
                ],
            )
            .await?;
        if known.is_some() {
            return Ok(());
        }
        let entry = Entry {
            staff: Some(self.staff),
            area: Some(area),
            action,
            object,
            detail: None,
        };
        self.store.audit(&[entry], now).await
    }

    /// Where an attachment that is here belongs: its conversation and message, and whether it is kept for those who lead. None outside
    /// the grants.
    pub async fn attachment_place(
        &self,
        id: AttachmentId,
    ) -> Result<Option<(ConversationId, MessageId, bool)>, Error> {
        let row = self
            .store
            .db
            .one(
                "select conversation, message, restricted_at from attachment
                 where id = $1 and state = 'ready' and area in (select value->>0 from json_each($2))",
                args![id.to_string(), self.area_rows()],
            )
            .await?;
        row.map(|row| Ok((row.parse(0)?, row.parse(1)?, row.opt_at(2)?.is_some())))
            .transpose()
    }
}

impl Store {
    /// The bytes of an attachment from `first` to `last`, both included; none if it was destroyed meanwhile.
    pub async fn attachment_bytes(
        &self,
        open: &OpenAttachment,
        first: u64,
        last: u64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let size = usize::try_from(open.bytes).unwrap_or(0);
        let parts = size.div_ceil(PART);
        let (Ok(first), Ok(last)) = (usize::try_from(first), usize::try_from(last)) else {
            return Ok(None);
        };
        if first > last || last >= size {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(last - first + 1);
        for part in first / PART..=last / PART {
            let row = self
                .db
                .one(
                    "select body from attachment_part where attachment = $1 and part = $2",
                    args![open.id.as_str(), i64::try_from(part).unwrap_or(i64::MAX)],
                )
                .await?;
            let Some(sealed) = row.map(|row| row.opt_blob(0)).transpose()?.flatten() else {
                return Ok(None);
            };
            let plain = open.key.open(&about_part(&open.id, part, parts), &sealed)?;
            let begin = part * PART;
            let cut = first.saturating_sub(begin)..plain.len().min(last + 1 - begin);
            bytes.extend_from_slice(plain.get(cut).ok_or(Error::Sealed)?);
        }
        Ok(Some(bytes))
    }
}
