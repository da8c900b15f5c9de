//! Drafts of flows, tables and texts: files as data, each with a revision, so that nobody's saving silently undoes another's.

use std::collections::BTreeMap;

use tsunagi_model::{Span, StaffId, Timestamp};

use crate::audit::Entry;
use crate::db::{Row, Tx, args};
use crate::{Error, Store};

/// Savings of one person on one set within this time are one row of the audit log.
const ONE_SITTING: Span = Span::minutes(10);
/// How often a write that met another one's audit row is tried.
const TRIES: u32 = 8;

macro_rules! draft_columns {
    () => {
        "select d.path, d.file_set, d.rev, d.base_version, d.base_source, d.source, d.edited_by, s.name, d.edited_at
         from draft d left join staff s on s.id = d.edited_by"
    };
}

/// A file that somebody is changing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its path: `invite.yml`, `ja/invite.ftl`, `tables/tips.csv`.
    pub path: String,
    /// What it is published with: `invite`, `tables.tips`.
    pub set: String,
    /// Rises with every saving.
    pub rev: i64,
    /// The published version it was begun from; 0 is what the installation ships.
    pub base_version: u32,
    /// The text of that version; empty for a file that is new.
    pub base: String,
    /// The text now.
    pub text: String,
    /// Who saved it last.
    pub by: StaffId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

/// One file of a saving.
#[derive(Debug, Clone)]
pub struct DraftChange {
    /// Its path.
    pub path: String,
    /// The revision that the new text was made from; the file must still stand there.
    pub seen: i64,
    /// For a file nobody had begun to change: the published version and text that it begins from.
    pub begins: Option<(u32, String)>,
    /// The new states in their order. The last one is the draft; earlier ones are kept only to be merged with.
    pub texts: Vec<String>,
}

fn draft(row: &Row) -> Result<Draft, Error> {
    Ok(Draft {
        path: row.text(0)?,
        set: row.text(1)?,
        rev: row.int(2)?,
        base_version: u32::try_from(row.int(3)?).unwrap_or(0),
        base: row.text(4)?,
        text: row.text(5)?,
        by: row.parse(6)?,
        by_name: row.opt_text(7)?.unwrap_or_default(),
        at: row.at(8)?,
    })
}

impl Store {
    /// Every file that somebody is changing, by path.
    pub async fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let sql = concat!(draft_columns!(), " order by d.path");
        let rows = self.db.all(sql, args![]).await?;
        rows.iter().map(draft).collect()
    }

    /// The files of one set that somebody is changing.
    pub async fn drafts_of(&self, set: &str) -> Result<Vec<Draft>, Error> {
        let sql = concat!(draft_columns!(), " where d.file_set = $1 order by d.path");
        let rows = self.db.all(sql, args![set]).await?;
        rows.iter().map(draft).collect()
    }

    /// The newest revision of each path that ever had a draft.
    pub async fn draft_revisions(&self) -> Result<BTreeMap<String, i64>, Error> {
        let rows = self
            .db
            .all(
                "select path, max(rev) from draft_revision group by path",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?)))
            .collect()
    }

    /// What a file said at a revision.
    pub async fn draft_revision(&self, path: &str, rev: i64) -> Result<Option<String>, Error> {
        self.db
            .one(
                "select source from draft_revision where path = $1 and rev = $2",
                args![path, rev],
            )
            .await?
            .map(|row| row.text(0))
            .transpose()
    }

    /// Saves files of a set, all or none. `action` is what the audit log calls it; ordinary savings of one sitting are one row there.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a file does not stand at the revision that was seen: read, merge and try again.
    pub async fn save_drafts(
        &self,
        set: &str,
        changes: &[DraftChange],
        action: &'static str,
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        for change in changes {
            write_draft(&mut tx, set, change, by, now).await?;
        }
        let object = format!("flow/{set}");
        let known = tx
            .one(
                "select 1 from audit where object = $1 and action = 'draft' and staff = $2 and at > $3 limit 1",
                args![object.as_str(), by.to_string(), now.plus(Span(-ONE_SITTING.0))],
            )
            .await?;
        if action != "draft" || known.is_none() {
            let entry = Entry {
                staff: Some(by),
                area: None,
                action,
                object,
                detail: Some(format!("{} files", changes.len())),
            };
            self.write_audit(&mut tx, &[entry], now).await?;
        }
        tx.commit().await
    }

    /// Throws the drafts of a set away, as far as they stand where they were seen (path and revision).
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody saved meanwhile.
    pub async fn discard_drafts(
        &self,
        set: &str,
        seen: &[(String, i64)],
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            for (path, rev) in seen {
                // A page that is still open must see that the file is another one now: back at its base is a revision too.
                let kept = tx
                    .execute(
                        "insert into draft_revision (path, rev, source, edited_by, edited_at)
                         select path, rev + 1, base_source, $3, $4 from draft where path = $1 and rev = $2",
                        args![path.as_str(), *rev, by.to_string(), now],
                    )
                    .await?;
                if kept != 1 {
                    return Err(Error::Conflict);
                }
                tx.execute("delete from draft where path = $1", args![path.as_str()])
                    .await?;
            }
            let entry = Entry {
                staff: Some(by),
                area: None,
                action: "discard_draft",
                object: format!("flow/{set}"),
                detail: Some(format!("{} files", seen.len())),
            };
            match self.write_audit(&mut tx, &[entry], now).await {
                Ok(()) => return tx.commit().await,
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }
}

async fn write_draft(
    tx: &mut Tx,
    set: &str,
    change: &DraftChange,
    by: StaffId,
    now: Timestamp,
) -> Result<(), Error> {
    let path = change.path.as_str();
    let rev = change.seen + i64::try_from(change.texts.len()).unwrap_or(1);
    let text = change.texts.last().map_or("", String::as_str);
    match &change.begins {
        Some((version, base)) => {
            tx.execute(
                "insert into draft_revision (path, rev, source, edited_at) values ($1, $2, $3, $4) on conflict (path, rev) do nothing",
                args![path, change.seen, base.as_str(), now],
            )
            .await?;
            tx.execute(
                "insert into draft (path, file_set, rev, base_version, base_source, source, edited_by, edited_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![path, set, rev, i64::from(*version), base.as_str(), text, by.to_string(), now],
            )
            .await?;
        }
        None => {
            let changed = tx
                .execute(
                    "update draft set rev = $3, source = $4, edited_by = $5, edited_at = $6 where path = $1 and rev = $2",
                    args![path, change.seen, rev, text, by.to_string(), now],
                )
                .await?;
            if changed != 1 {
                return Err(Error::Conflict);
            }
        }
    }
    for (number, text) in (change.seen + 1..).zip(&change.texts) {
        tx.execute(
            "insert into draft_revision (path, rev, source, edited_by, edited_at) values ($1, $2, $3, $4, $5)",
            args![path, number, text.as_str(), by.to_string(), now],
        )
        .await?;
    }
    Ok(())
}
