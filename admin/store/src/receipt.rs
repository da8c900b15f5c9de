//! What became of messages, by the platform's word: matched to requests, never going backwards, kept for a while ([`crate::forget`]) when it
//! came too early.

use tsunagi_model::{ConversationId, Status, Timestamp};

use crate::changes::NewReceipt;
use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::{Error, Store};

/// The requests that one word of the platform is about at the most.
const MANY: i64 = 100;

/// A later word counts only if it says more: taken, reached the device, read; refused only what was not reached; and what nobody knew.
macro_rules! says_more {
    () => {
        "(state in ('queued', 'sending') or (state = 'accepted' and $2 <> 'accepted') or (state = 'delivered' and $2 = 'read')
          or (state = 'failed' and problem = 'unsure' and $2 <> 'failed'))"
    };
}

impl Store {
    /// Records what the platform says of some messages.
    pub(crate) async fn write_receipts(
        &self,
        tx: &mut Tx,
        receipts: &[NewReceipt],
        now: Timestamp,
    ) -> Result<(), Error> {
        for NewReceipt {
            channel,
            conversation,
            receipt,
        } in receipts
        {
            let status = receipt.status.as_str();
            let problem = receipt.problem.as_deref();
            if let Some(key) = receipt.key {
                let ids = receipt.platform_ids.join(" ");
                tx.execute(
                    concat!(
                        "update outbox set state = $2, problem = $3, platform_ids = case when $5 = '' then platform_ids else coalesce(platform_ids, $5) end,
                             payload = null, lease_until = null, done_at = coalesce(done_at, $4)
                         where id = $1 and channel = $6 and ",
                        says_more!()
                    ),
                    args![key.to_string(), status, problem, now, ids, channel.as_str()],
                )
                .await?;
            }
            for id in &receipt.platform_ids {
                let known = tx
                    .one(
                        "select outbox from sent where channel = $1 and platform_id = $2",
                        args![channel.as_str(), id.as_str()],
                    )
                    .await?;
                match known {
                    Some(row) => tell(tx, &row.text(0)?, status, problem, now).await?,
                    None if receipt.key.is_none() => {
                        early(tx, channel, id, receipt.status, problem, now).await?;
                    }
                    None => {}
                }
            }
            if let (Some(up_to), Some(conversation)) = (receipt.up_to, conversation) {
                tell_all(tx, *conversation, status, problem, up_to, now).await?;
            }
        }
        Ok(())
    }

    /// Remembers which request some messages came from, and takes the word that came before.
    pub(crate) async fn write_sent(
        &self,
        tx: &mut Tx,
        sent: Rows,
        now: Timestamp,
    ) -> Result<(), Error> {
        if sent.is_empty() {
            return Ok(());
        }
        let sent = sent.json();
        tx.execute(
            "insert into sent (channel, platform_id, outbox)
             select o.channel, v.value->>1, o.id from json_each($1) as v join outbox o on o.id = v.value->>0 where 1 = 1
             on conflict (channel, platform_id) do nothing",
            args![sent.as_str()],
        )
        .await?;
        let words = tx
            .all(
                "select o.id, e.status, e.problem from json_each($1) as v join outbox o on o.id = v.value->>0
                 join early_receipt e on e.channel = o.channel and e.platform_id = v.value->>1",
                args![sent.as_str()],
            )
            .await?;
        for word in &words {
            let problem = word.opt_text(2)?;
            tell(tx, &word.text(0)?, &word.text(1)?, problem.as_deref(), now).await?;
        }
        Ok(())
    }

    /// Which of some messages of a channel are known to be ours.
    pub async fn sent_ids(&self, channel: &str, ids: &[String]) -> Result<Vec<String>, Error> {
        let mut rows = Rows::default();
        for id in ids {
            rows.row().text(id.as_str());
        }
        let found = self
            .db
            .all(
                "select s.platform_id from json_each($2) as v join sent s on s.channel = $1 and s.platform_id = v.value->>0",
                args![channel, rows.json()],
            )
            .await?;
        found.iter().map(|row| row.text(0)).collect()
    }
}

async fn tell(
    tx: &mut Tx,
    outbox: &str,
    status: &str,
    problem: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        concat!(
            "update outbox set state = $2, problem = $3, payload = null, lease_until = null, done_at = coalesce(done_at, $4) where id = $1 and ",
            says_more!()
        ),
        args![outbox, status, problem, now],
    )
    .await?;
    Ok(())
}

/// Everything that was said to a person up to a time.
async fn tell_all(
    tx: &mut Tx,
    conversation: ConversationId,
    status: &str,
    problem: Option<&str>,
    up_to: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        concat!(
            "update outbox set state = $2, problem = $3, done_at = coalesce(done_at, $4)
             where state in ('accepted', 'delivered') and id in (
                 select m.outbox from message m where m.conversation = $1 and m.outbox is not null and m.received_at <= $5
                 order by m.id desc limit $6) and ",
            says_more!()
        ),
        args![conversation.to_string(), status, problem, now, up_to, MANY],
    )
    .await?;
    Ok(())
}

/// Keeps a word of which nobody knows yet what it is about; of two the one that says more.
async fn early(
    tx: &mut Tx,
    channel: &str,
    id: &str,
    status: Status,
    problem: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "insert into early_receipt (channel, platform_id, status, problem, at) values ($1, $2, $3, $4, $5)
         on conflict (channel, platform_id) do update set status = excluded.status, problem = excluded.problem, at = excluded.at
         where early_receipt.status = 'accepted' or (early_receipt.status = 'delivered' and excluded.status = 'read')",
        args![channel, id, status.as_str(), problem, now],
    )
    .await?;
    Ok(())
}
