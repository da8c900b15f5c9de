//! Pictures that people send through the web chat: sealed like raw events, until they are fetched into the conversation or taken back.

use tsunagi_model::{ConversationId, MediaKind, Timestamp};
use uuid::Uuid;

use crate::db::{Row, Tx, args};
use crate::{Error, OpenAttachment, Store};

/// A picture as it arrived.
#[derive(Debug, Clone, Copy)]
pub struct NewWebUpload<'a> {
    /// The slug of the web chat.
    pub channel: &'a str,
    /// The hashed thread of the session.
    pub thread: &'a str,
    /// The page's id of the message.
    pub event: &'a str,
    /// What kind of picture it is, by its own first bytes.
    pub content_type: &'a str,
    /// The picture.
    pub bytes: &'a [u8],
}

/// A picture as it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUpload {
    /// For example `image/jpeg`.
    pub content_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Keeps a picture; its id, by which a channel names it. The same message sent again is the same picture.
    pub async fn add_web_upload(
        &self,
        new: &NewWebUpload<'_>,
        now: Timestamp,
    ) -> Result<String, Error> {
        let id = self.ids.next::<Uuid>(now).to_string();
        let sealed = self.keys.seal_intake(&format!("upload/{id}"), new.bytes);
        let mut tx = self.db.begin().await?;
        tx.execute(
            "insert into web_upload (id, channel, thread, event, content_type, bytes, received_at) values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (channel, thread, event) do nothing",
            args![
                id,
                new.channel,
                new.thread,
                new.event,
                new.content_type,
                sealed,
                now
            ],
        )
        .await?;
        let row = tx
            .one(
                "select id from web_upload where channel = $1 and thread = $2 and event = $3",
                args![new.channel, new.thread, new.event],
            )
            .await?;
        tx.commit().await?;
        row.ok_or(Error::Inconsistent { what: "picture" })?.text(0)
    }

    /// A picture by its id; none once it was taken back or forgotten, and none that another conversation sent.
    pub async fn web_upload(
        &self,
        conversation: ConversationId,
        id: &str,
    ) -> Result<Option<WebUpload>, Error> {
        let row = self
            .db
            .one(
                "select u.id, u.content_type, u.bytes from web_upload u join address a on a.channel = u.channel and a.thread = u.thread
                 where u.id = $1 and a.id = $2",
                args![id, conversation.to_string()],
            )
            .await?;
        row.map(|row| self.upload(&row)).transpose()
    }

    /// A picture by the message that carries it, for the person who sent it: on its way, or in the conversation already.
    pub async fn web_upload_of(
        &self,
        channel: &str,
        thread: &str,
        event: &str,
    ) -> Result<Option<WebUpload>, Error> {
        let row = self
            .db
            .one(
                "select id, content_type, bytes from web_upload where channel = $1 and thread = $2 and event = $3",
                args![channel, thread, event],
            )
            .await?;
        match row {
            Some(row) => self.upload(&row).map(Some),
            None => self.picture_in_conversation(channel, thread, event).await,
        }
    }

    async fn picture_in_conversation(
        &self,
        channel: &str,
        thread: &str,
        event: &str,
    ) -> Result<Option<WebUpload>, Error> {
        let row = self
            .db
            .one(
                "select t.id, t.content_type, t.bytes, t.received_at, t.area, t.keeper, p.key, p.area
                 from address a join message m on m.conversation = a.id join attachment t on t.message = m.id
                     left join contact p on p.id = t.keeper
                 where a.channel = $1 and a.thread = $2 and m.platform_id = $3 and m.direction = 'in'
                   and t.state = 'ready' and t.kind = 'image' and t.restricted_at is null",
                args![channel, thread, event],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let Some(key) = self.attachment_key(&row, 4)? else {
            return Ok(None);
        };
        let open = OpenAttachment {
            kind: MediaKind::Image,
            content_type: row.text(1)?,
            bytes: u64::try_from(row.int(2)?).unwrap_or(0),
            received_at: row.at(3)?,
            restricted: false,
            id: row.text(0)?,
            key,
        };
        let last = open.bytes.saturating_sub(1);
        let bytes = self.attachment_bytes(&open, 0, last).await?;
        Ok(bytes.map(|bytes| WebUpload {
            content_type: open.content_type,
            bytes,
        }))
    }

    /// Destroys a picture: it is in the conversation now.
    pub async fn drop_web_upload(&self, id: &str) -> Result<(), Error> {
        self.db
            .execute("delete from web_upload where id = $1", args![id])
            .await?;
        Ok(())
    }

    /// Destroys what arrived before `before`.
    pub async fn purge_web_uploads(&self, before: Timestamp) -> Result<u64, Error> {
        self.db
            .execute(
                "delete from web_upload where received_at < $1",
                args![before],
            )
            .await
    }

    /// Destroys the picture of a message that was taken back.
    pub(crate) async fn unsend_upload(
        tx: &mut Tx,
        conversation: &str,
        event: &str,
    ) -> Result<(), Error> {
        tx.execute(
            "delete from web_upload where event = $2 and exists
                 (select 1 from address a where a.id = $1 and a.channel = web_upload.channel and a.thread = web_upload.thread)",
            args![conversation, event],
        )
        .await?;
        Ok(())
    }

    fn upload(&self, row: &Row) -> Result<WebUpload, Error> {
        let id = row.text(0)?;
        let sealed = row.opt_blob(2)?.ok_or(Error::Sealed)?;
        Ok(WebUpload {
            content_type: row.text(1)?,
            bytes: self.keys.open_intake(&format!("upload/{id}"), &sealed)?,
        })
    }
}
