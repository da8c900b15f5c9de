//! Destroying attachments: taken back by the person, kept long enough, or of somebody who was erased. That there was one stays.

use tsunagi_model::Timestamp;

use crate::changes::Changes;
use crate::db::{Row, Tx, args};
use crate::rows::Rows;
use crate::{Error, Store};

/// Rows that are destroyed in one commit.
const GROUP: i64 = 200;

impl Store {
    /// Destroys what came with messages that were taken back, before or after they came: called when their words are destroyed.
    pub(crate) async fn erase_unsent_attachments(
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut new = Rows::default();
        for attachment in &changes.attachments {
            new.row().id(attachment.message);
        }
        if !new.is_empty() {
            let rows = tx
                .all(
                    "select id from attachment where message in (
                         select m.id from json_each($1) v join message m on m.id = v.value->>0 where m.erased_at is not null)",
                    args![new.json()],
                )
                .await?;
            erase_attachments(tx, &rows, None, now).await?;
        }
        for (conversation, platform_id) in &changes.unsend {
            let rows = tx
                .all(
                    "select t.id from message m join attachment t on t.message = m.id
                     where m.conversation = $1 and m.platform_id = $2 and m.direction = 'in' and t.state <> 'erased'",
                    args![conversation.to_string(), platform_id.as_str()],
                )
                .await?;
            erase_attachments(tx, &rows, None, now).await?;
        }
        Ok(())
    }

    /// Destroys what is older than `before`, a group at a time; how many there were.
    pub async fn forget_attachments(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, Error> {
        let mut count = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let rows = tx
                .all(
                    "select id from attachment where state <> 'erased' and received_at < $1 order by received_at limit $2",
                    args![before, GROUP],
                )
                .await?;
            if rows.is_empty() {
                return Ok(count);
            }
            erase_attachments(&mut tx, &rows, Some("old"), now).await?;
            tx.commit().await?;
            count += rows.len() as u64;
        }
    }

    /// Destroys what came from people whose key is gone: unreadable already, it need not lie there either. How many there were.
    pub async fn forget_attachments_of_the_erased(&self, now: Timestamp) -> Result<u64, Error> {
        let mut count = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let rows = tx
                .all(
                    "select t.id from contact p join attachment t on t.keeper = p.id
                     where p.key is null and t.state <> 'erased' limit $1",
                    args![GROUP],
                )
                .await?;
            if rows.is_empty() {
                return Ok(count);
            }
            erase_attachments(&mut tx, &rows, None, now).await?;
            tx.commit().await?;
            count += rows.len() as u64;
        }
    }
}

/// Destroys attachments, whatever state they are in: bytes, name and source. `rows` begin with their ids; `why` is nothing where the
/// person wished it.
async fn erase_attachments(
    tx: &mut Tx,
    rows: &[Row],
    why: Option<&'static str>,
    now: Timestamp,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut ids = Rows::default();
    for row in rows {
        ids.row().id(row.text(0)?);
    }
    let ids = ids.json();
    tx.execute(
        "update attachment set state = 'erased', problem = $2, name = null, source = null, content_type = null, bytes = null,
             tells_place = null, erased_at = $3
         where id in (select value->>0 from json_each($1))",
        args![ids.as_str(), why.map(str::to_owned), now],
    )
    .await?;
    tx.execute(
        "delete from attachment_part where attachment in (select value->>0 from json_each($1))",
        args![ids],
    )
    .await?;
    Ok(())
}
