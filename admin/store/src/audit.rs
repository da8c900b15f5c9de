//! The audit log: who did what to which record, each row chained to the one before by its hash.

use sha2::{Digest, Sha256};
use tsunagi_model::{AreaId, StaffId, Timestamp};

use crate::db::{Tx, args};
use crate::{Error, Store};

/// One thing that somebody did.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Who; none for the command line and the service itself.
    pub staff: Option<StaffId>,
    /// In which municipality, if in one.
    pub area: Option<AreaId>,
    /// What: `read`, `take`, `reply`, `hand_back`, `note`, `export`, `sign_in`, …
    pub action: &'static str,
    /// On what: table and id.
    pub object: String,
    /// Counts and ids; never words of a person.
    pub detail: Option<String>,
}

/// One row of the log.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Rises without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub staff: Option<String>,
    /// What.
    pub action: String,
    /// On what.
    pub object: String,
    /// Counts and ids.
    pub detail: Option<String>,
    /// The chain: a changed or missing row shows.
    pub hash: String,
}

fn hash(previous: &str, seq: i64, at: Timestamp, entry: &Entry) -> String {
    let mut sha = Sha256::new();
    let staff = entry.staff.map(|id| id.to_string()).unwrap_or_default();
    let area = entry.area.map(|id| id.to_string()).unwrap_or_default();
    let detail = entry.detail.as_deref().unwrap_or_default();
    for part in [
        previous,
        &seq.to_string(),
        &at.0.to_string(),
        &staff,
        &area,
        entry.action,
        &entry.object,
        detail,
    ] {
        sha.update(part.as_bytes());
        sha.update([0]);
    }
    hex::encode(sha.finalize())
}

impl Store {
    pub(crate) async fn write_audit(
        &self,
        tx: &mut Tx,
        entries: &[Entry],
        now: Timestamp,
    ) -> Result<(), Error> {
        if entries.is_empty() {
            return Ok(());
        }
        let last = tx
            .one(
                "select seq, hash from audit order by seq desc limit 1",
                args![],
            )
            .await?;
        let (mut seq, mut previous) = match last {
            Some(row) => (row.int(0)?, row.text(1)?),
            None => (0, String::new()),
        };
        for entry in entries {
            seq += 1;
            let chained = hash(&previous, seq, now, entry);
            // Two instances that write the same number: the primary key lets one through, the other reads again.
            tx.execute(
                "insert into audit (seq, at, staff, area, action, object, detail, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                args![
                    seq,
                    now,
                    entry.staff.map(|id| id.to_string()),
                    entry.area.map(|id| id.to_string()),
                    entry.action,
                    entry.object.as_str(),
                    entry.detail.clone(),
                    previous,
                    chained.as_str()
                ],
            )
            .await?;
            previous = chained;
        }
        Ok(())
    }

    /// Writes entries in a commit of their own.
    pub async fn audit(&self, entries: &[Entry], now: Timestamp) -> Result<(), Error> {
        for _ in 0..8 {
            let mut tx = self.db.begin().await?;
            match self.write_audit(&mut tx, entries, now).await {
                Ok(()) => return tx.commit().await,
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }

    /// A page of the log after `seq`.
    pub async fn audit_page(&self, after: i64, limit: i64) -> Result<Vec<AuditRow>, Error> {
        let rows = self
            .db
            .all(
                "select a.seq, a.at, s.login, a.action, a.object, a.detail, a.hash from audit a left join staff s on s.id = a.staff
                 where a.seq > $1 order by a.seq limit $2",
                args![after, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(AuditRow {
                    seq: row.int(0)?,
                    at: row.at(1)?,
                    staff: row.opt_text(2)?,
                    action: row.text(3)?,
                    object: row.text(4)?,
                    detail: row.opt_text(5)?,
                    hash: row.text(6)?,
                })
            })
            .collect()
    }

    /// Checks the chain; the number of the first row that does not follow from the one before.
    pub async fn audit_verify(&self) -> Result<Option<i64>, Error> {
        let (mut after, mut previous) = (0, String::new());
        loop {
            let rows = self
                .db
                .all(
                    "select seq, at, staff, area, action, object, detail, previous, hash from audit where seq > $1 order by seq limit 1000",
                    args![after],
                )
                .await?;
            if rows.is_empty() {
                return Ok(None);
            }
            for row in rows {
                let seq = row.int(0)?;
                let mut sha = Sha256::new();
                for part in [
                    previous.as_str(),
                    &seq.to_string(),
                    &row.int(1)?.to_string(),
                    &row.opt_text(2)?.unwrap_or_default(),
                    &row.opt_text(3)?.unwrap_or_default(),
                    &row.text(4)?,
                    &row.text(5)?,
                    &row.opt_text(6)?.unwrap_or_default(),
                ] {
                    sha.update(part.as_bytes());
                    sha.update([0]);
                }
                let expected = hex::encode(sha.finalize());
                if seq != after + 1 || row.text(7)? != previous || row.text(8)? != expected {
                    return Ok(Some(seq));
                }
                (after, previous) = (seq, expected);
            }
        }
    }
}
