//! Messages that were taken back or changed: their words are destroyed or replaced wherever they lie, in whatever order the events come.

use tsunagi_model::{ConversationId, Direction};

use crate::changes::{Body, Changes};
use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::{Error, Store};

impl Store {
    /// Destroys the words of messages that were taken back, before or after they came. That there was a message, and when, stays.
    pub(crate) async fn write_unsent(&self, tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        let mut new = Rows::default();
        for message in &changes.messages {
            if message.direction == Direction::In
                && message.platform_id.is_some()
                && message.kind != "unsend"
            {
                new.row().id(message.id);
            }
        }
        if !new.is_empty() {
            tx.execute(
                "update message set body = null, erased_at = received_at
                 where id in (select value->>0 from json_each($1)) and exists (
                     select 1 from message u where u.kind = 'unsend' and u.conversation = message.conversation and u.platform_id = message.platform_id)",
                args![new.json()],
            )
            .await?;
        }
        for (conversation, platform_id) in &changes.unsend {
            tx.execute(
                "update message set body = null, erased_at = (select max(received_at) from message where conversation = $1)
                 where conversation = $1 and platform_id = $2 and direction = 'in' and kind <> 'unsend'",
                args![conversation.to_string(), platform_id.as_str()],
            )
            .await?;
            self.erase_aside(tx, *conversation, platform_id).await?;
            Self::unsend_upload(tx, &conversation.to_string(), platform_id).await?;
        }
        Ok(())
    }

    /// Events that were put aside keep their raw bytes: those of a message that was taken back lose them.
    async fn erase_aside(
        &self,
        tx: &mut Tx,
        conversation: ConversationId,
        platform_id: &str,
    ) -> Result<(), Error> {
        let rows = tx
            .all(
                "select i.id, i.payload from address a join intake i on i.channel = a.channel and i.thread = a.thread
                 where a.id = $1 and i.state = 'aside' and i.payload is not null",
                args![conversation.to_string()],
            )
            .await?;
        for row in &rows {
            let id = row.text(0)?;
            let raw = row
                .opt_blob(1)?
                .and_then(|sealed| self.keys.open_intake(&id, &sealed).ok())
                .unwrap_or_default();
            if String::from_utf8_lossy(&raw).contains(platform_id) {
                tx.execute(
                    "update intake set payload = null where id = $1",
                    args![id.as_str()],
                )
                .await?;
            }
        }
        Ok(())
    }

    /// Replaces the words of messages that were changed; the latest change wins.
    pub(crate) async fn write_edits(tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        for edit in &changes.edits {
            let thread = &changes.threads[edit.thread];
            let Some(key) = &thread.key else { continue };
            let found = tx
                .one(
                    "select id, body from message where conversation = $1 and platform_id = $2 and direction = 'in' and erased_at is null
                         and body is not null and kind not in ('edited', 'reaction') and coalesce(edited_at, 0) <= $3",
                    args![thread.id.to_string(), edit.platform_id.as_str(), edit.at],
                )
                .await?;
            let Some(row) = found else { continue };
            let id = row.text(0)?;
            let before: Option<Body> = row
                .opt_blob(1)?
                .and_then(|sealed| key.open(&id, &sealed).ok())
                .and_then(|plain| serde_json::from_slice(&plain).ok());
            let body = Body {
                text: edit.text.clone(),
                ..before.unwrap_or_default()
            };
            let plain =
                serde_json::to_vec(&body).map_err(|_| Error::Inconsistent { what: "message" })?;
            tx.execute(
                "update message set body = $2, edited_at = $3 where id = $1",
                args![id.as_str(), key.seal(&id, &plain), edit.at],
            )
            .await?;
        }
        Ok(())
    }

    /// The words of some messages of people: conversation and the platform's message id, words. For taking them back everywhere.
    pub async fn words_of(
        &self,
        messages: &[(ConversationId, String)],
    ) -> Result<Vec<(ConversationId, String, String)>, Error> {
        let mut found = Vec::new();
        for (conversation, platform_id) in messages {
            let Some(thread) = self.thread(*conversation).await? else {
                continue;
            };
            let rows = self
                .db
                .all(
                    "select id, body from message where conversation = $1 and platform_id = $2 and direction = 'in' and body is not null",
                    args![conversation.to_string(), platform_id.as_str()],
                )
                .await?;
            for row in &rows {
                let (id, sealed) = (row.text(0)?, row.opt_blob(1)?.unwrap_or_default());
                let body: Option<Body> = thread
                    .key
                    .as_ref()
                    .and_then(|key| key.open(&id, &sealed).ok())
                    .and_then(|plain| serde_json::from_slice(&plain).ok());
                if let Some(body) = body.filter(|body| !body.text.is_empty()) {
                    found.push((*conversation, platform_id.clone(), body.text));
                }
            }
        }
        Ok(found)
    }

    /// What was said to a person since `since`, newest first; at most twenty turns. To know our own words when they come back.
    pub async fn said_lately(
        &self,
        conversation: ConversationId,
        since: tsunagi_model::Timestamp,
    ) -> Result<Vec<String>, Error> {
        let Some(thread) = self.thread(conversation).await? else {
            return Ok(Vec::new());
        };
        let rows = self
            .db
            .all(
                "select id, body from message where conversation = $1 and direction = 'out' and received_at >= $2 and body is not null
                 order by id desc limit 20",
                args![conversation.to_string(), since],
            )
            .await?;
        Ok(rows
            .iter()
            .filter_map(|row| {
                let (id, sealed) = (row.text(0).ok()?, row.opt_blob(1).ok()??);
                let plain = thread.key.as_ref()?.open(&id, &sealed).ok()?;
                serde_json::from_slice::<Body>(&plain).ok()
            })
            .map(|body| body.text)
            .collect())
    }
}
