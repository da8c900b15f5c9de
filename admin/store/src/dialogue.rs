//! Conversations as staff and the person themselves read them, and the alerts in them.

use std::collections::{HashMap, HashSet};

use tsunagi_model::{
    AlertId, Author, ContactId, ConversationId, Direction, HandoffId, MessageId, NoteId, Span,
    Status, Timestamp,
};

use crate::audit::Entry;
use crate::changes::Body;
use crate::db::{Row, Tx, args};
use crate::rows::ids;
use crate::seal::ContactKey;
use crate::{Encounter, Error, Scope, Store, Thread};

macro_rules! line_columns {
    () => {
        "m.id, m.direction, m.author, s.name, m.kind, m.body, o.state, o.problem, m.occurred_at, m.erased_at, m.received_at,
             m.quotes, m.platform_id, o.platform_ids
         from message m left join outbox o on o.id = m.outbox left join staff s on s.id = m.staff"
    };
}
pub(crate) use line_columns;
macro_rules! alert_columns {
    () => {
        "l.id, l.conversation, l.contact, a.name, l.team, l.urgency, l.category, l.rule, l.opened_at, s.name, l.acked_at, l.closed_at
         from alert l join area a on a.id = l.area left join staff s on s.id = l.acked_by"
    };
}

/// One line of a conversation.
#[derive(Debug, Clone)]
pub struct Line {
    /// The message.
    pub id: MessageId,
    /// Which way.
    pub direction: Direction,
    /// Who wrote it.
    pub author: Author,
    /// The name of the person of the staff who wrote it.
    pub staff: Option<String>,
    /// Its kind.
    pub kind: String,
    /// What it says; none when there are no words or they were erased.
    pub body: Option<Body>,
    /// What is known of it.
    pub status: Status,
    /// Why it failed.
    pub problem: Option<String>,
    /// When it happened by the platform's clock.
    pub occurred_at: Option<Timestamp>,
    /// When it was recorded.
    pub received_at: Timestamp,
}

/// A staff remark.
#[derive(Debug, Clone)]
pub struct NoteRow {
    /// The row.
    pub id: NoteId,
    /// Who wrote it.
    pub staff: String,
    /// The words.
    pub text: String,
    /// When.
    pub written_at: Timestamp,
}

/// A call for a person.
#[derive(Debug, Clone)]
pub struct AlertRow {
    /// The row.
    pub id: AlertId,
    /// Where.
    pub conversation: ConversationId,
    /// The contact.
    pub contact: Option<ContactId>,
    /// The area's name.
    pub area: String,
    /// Who should come.
    pub team: String,
    /// 1 this week, 2 today, 3 now.
    pub urgency: i64,
    /// What it is about.
    pub category: String,
    /// The rule that fired.
    pub rule: String,
    /// When.
    pub opened_at: Timestamp,
    /// Who saw it.
    pub acked_by: Option<String>,
    /// When they did.
    pub acked_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// A conversation as staff read it.
pub struct Dialogue {
    /// Its state.
    pub thread: Thread,
    /// The name of the person who holds the pen.
    pub holder: Option<String>,
    /// Why a person was asked for, and when.
    pub handoff: Option<(HandoffId, String, String, Timestamp)>,
    /// The newest lines, oldest first.
    pub lines: Vec<Line>,
    /// What some of them answer or react to, by the id of the line.
    pub quoted: HashMap<MessageId, Line>,
    /// Whether there are older ones.
    pub more: bool,
    /// Staff remarks, oldest first.
    pub notes: Vec<NoteRow>,
    /// Calls for a person, newest first.
    pub alerts: Vec<AlertRow>,
    /// The contact's ledger rows, newest first.
    pub encounters: Vec<Encounter>,
    /// The city's number of the case they count for.
    pub case: Option<String>,
}

impl Store {
    /// What the person of a conversation sees of it: their words and the words to them, after `after`.
    pub async fn person_lines(
        &self,
        thread: &Thread,
        after: Option<MessageId>,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<Line>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    line_columns!(),
                    " where m.conversation = $1 and m.id > $2 and m.kind not in ('follow', 'unfollow', 'unsend', 'edited')
                      and (o.state is null or o.state in ('accepted', 'delivered', 'read', 'sending') or (o.state = 'queued' and o.due_at <= $4))
                      order by m.id desc limit $3"
                ),
                args![thread.id.to_string(), after.map(|id| id.to_string()).unwrap_or_default(), limit, now],
            )
            .await?;
        let mut lines = rows
            .iter()
            .map(|row| line(row, thread.key.as_ref()))
            .collect::<Result<Vec<_>, _>>()?;
        lines.reverse();
        Ok(lines)
    }

    /// The greatest urgency among the open alerts of a conversation; 0 if there are none.
    pub async fn open_urgency(&self, conversation: ConversationId) -> Result<i64, Error> {
        let row = self
            .db
            .one(
                "select max(urgency) from alert where conversation = $1 and closed_at is null",
                args![conversation.to_string()],
            )
            .await?;
        row.map_or(Ok(0), |row| Ok(row.opt_int(0)?.unwrap_or(0)))
    }

    /// Those of some alerts that nobody of the staff has seen yet.
    pub async fn unseen_alerts(&self, alerts: &[AlertId]) -> Result<HashSet<AlertId>, Error> {
        if alerts.is_empty() {
            return Ok(HashSet::new());
        }
        let rows = self
            .db
            .all(
                "select l.id from json_each($1) v join alert l on l.id = v.value->>0 where l.acked_at is null and l.closed_at is null",
                args![ids(alerts)],
            )
            .await?;
        rows.iter().map(|row| row.parse(0)).collect()
    }
}

impl Scope {
    /// A conversation with its words; the reading is in the audit log before the words are out of the store. None outside the grants.
    pub async fn dialogue(
        &self,
        conversation: ConversationId,
        before: Option<MessageId>,
        now: Timestamp,
    ) -> Result<Option<Dialogue>, Error> {
        const PAGE: usize = 60;
        let Some(thread) = self.thread(conversation).await? else {
            return Ok(None);
        };
        self.read(&thread, now).await?;
        let id = conversation.to_string();
        let rows = self
            .store
            .db
            .all(
                concat!(
                    "select ",
                    line_columns!(),
                    " where m.conversation = $1 and m.id < $2 order by m.id desc limit $3"
                ),
                args![
                    id.as_str(),
                    before.map_or_else(|| "g".to_owned(), |id| id.to_string()),
                    PAGE as i64 + 1
                ],
            )
            .await?;
        let more = rows.len() > PAGE;
        let mut lines = rows
            .iter()
            .take(PAGE)
            .map(|row| line(row, thread.key.as_ref()))
            .collect::<Result<Vec<_>, _>>()?;
        lines.reverse();
        let quoted = self.store.quoted(&thread, &rows).await?;
        let notes = self
            .store
            .db
            .all(
                "select n.id, s.name, n.body, n.written_at from note n join staff s on s.id = n.staff
                 where n.conversation = $1 order by n.id limit 200",
                args![id.as_str()],
            )
            .await?;
        let notes = notes
            .iter()
            .map(|row| {
                let text = match (&thread.key, row.opt_blob(2)?) {
                    (Some(key), Some(sealed)) => {
                        String::from_utf8_lossy(&key.open(&row.text(0)?, &sealed)?).into_owned()
                    }
                    _ => String::new(),
                };
                Ok(NoteRow {
                    id: row.parse(0)?,
                    staff: row.text(1)?,
                    text,
                    written_at: row.at(3)?,
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let alerts = self
            .store
            .db
            .all(
                concat!(
                    "select ",
                    alert_columns!(),
                    " where l.conversation = $1 order by l.id desc limit 50"
                ),
                args![id.as_str()],
            )
            .await?;
        let alerts = alerts.iter().map(alert).collect::<Result<Vec<_>, _>>()?;
        let handoff = match thread.handoff {
            Some(handoff) => self
                .store
                .db
                .one(
                    "select team, why, opened_at from handoff where id = $1",
                    args![handoff.to_string()],
                )
                .await?
                .map(|row| Ok::<_, Error>((handoff, row.text(0)?, row.text(1)?, row.at(2)?)))
                .transpose()?,
            None => None,
        };
        let holder = match thread.staff {
            Some(staff) => self.store.staff_name(staff).await?,
            None => None,
        };
        let encounters = match &thread.contact {
            Some(contact) => self.store.encounters_of(contact.id).await?,
            None => Vec::new(),
        };
        let case = match thread.contact.as_ref().and_then(|contact| contact.case) {
            Some(case) => {
                let row = self
                    .store
                    .db
                    .one(
                        "select number from child_case where id = $1",
                        args![case.to_string()],
                    )
                    .await?;
                row.map(|row| row.text(0)).transpose()?
            }
            None => None,
        };
        Ok(Some(Dialogue {
            thread,
            holder,
            handoff,
            lines,
            quoted,
            more,
            notes,
            alerts,
            encounters,
            case,
        }))
    }

    /// Writes that this person reads a conversation; a page that looks again within the minute is the same reading.
    async fn read(&self, thread: &Thread, now: Timestamp) -> Result<(), Error> {
        let object = format!("conversation/{}", thread.id);
        let known = self
            .store
            .db
            .one(
                "select 1 from audit where object = $1 and action = 'read' and staff = $2 and at > $3 limit 1",
                args![object.as_str(), self.staff.to_string(), now.plus(Span::minutes(-1))],
            )
            .await?;
        if known.is_some() {
            return Ok(());
        }
        let entry = Entry {
            staff: Some(self.staff),
            area: Some(thread.area),
            action: "read",
            object,
            detail: None,
        };
        self.store.audit(&[entry], now).await
    }

    /// Open alerts, and those closed since `since`, most urgent first.
    pub async fn alerts(&self, since: Timestamp) -> Result<Vec<AlertRow>, Error> {
        let rows = self
            .store
            .db
            .all(
                concat!(
                    "select ",
                    alert_columns!(),
                    " where l.area in (select value->>0 from json_each($1)) and (l.closed_at is null or l.closed_at >= $2)
                      order by case when l.closed_at is null then 0 else 1 end, l.urgency desc, l.opened_at limit 200"
                ),
                args![self.area_rows(), since],
            )
            .await?;
        rows.iter().map(alert).collect()
    }

    /// Says "I have seen it" for an alert; whether it was there to be seen.
    pub async fn acknowledge(&self, alert: AlertId, now: Timestamp) -> Result<bool, Error> {
        self.alert_step(
            "update alert set acked_by = $2, acked_at = $3 where id = $1 and acked_at is null and area in (select value->>0 from json_each($4))",
            "acknowledge",
            alert,
            now,
        )
        .await
    }

    /// Closes an alert; whether it was open.
    pub async fn close_alert(&self, alert: AlertId, now: Timestamp) -> Result<bool, Error> {
        self.alert_step(
            "update alert set closed_by = $2, closed_at = $3 where id = $1 and closed_at is null and area in (select value->>0 from json_each($4))",
            "close_alert",
            alert,
            now,
        )
        .await
    }

    async fn alert_step(
        &self,
        sql: &'static str,
        action: &'static str,
        alert: AlertId,
        now: Timestamp,
    ) -> Result<bool, Error> {
        for _ in 0..8 {
            let mut tx: Tx = self.store.db.begin().await?;
            let changed = tx
                .execute(
                    sql,
                    args![
                        alert.to_string(),
                        self.staff.to_string(),
                        now,
                        self.area_rows()
                    ],
                )
                .await?;
            if changed == 0 {
                return Ok(false);
            }
            let entry = Entry {
                staff: Some(self.staff),
                area: None,
                action,
                object: format!("alert/{alert}"),
                detail: None,
            };
            match self.store.write_audit(&mut tx, &[entry], now).await {
                Ok(()) => {
                    tx.commit().await?;
                    for area in self.conversation_areas() {
                        self.store.changed(area, None);
                    }
                    return Ok(true);
                }
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }
}

pub(crate) fn line(row: &Row, key: Option<&ContactKey>) -> Result<Line, Error> {
    let direction: Direction = row.parse(1)?;
    let erased = row.opt_at(9)?.is_some() || key.is_none();
    let body = match (key, row.opt_blob(5)?) {
        (Some(key), Some(sealed)) => Some(
            serde_json::from_slice(&key.open(&row.text(0)?, &sealed)?)
                .map_err(|_| Error::Inconsistent { what: "message" })?,
        ),
        _ => None,
    };
    Ok(Line {
        id: row.parse(0)?,
        direction,
        author: row.parse(2)?,
        staff: row.opt_text(3)?,
        kind: row.text(4)?,
        body,
        status: status(direction, erased, row.opt_text(6)?.as_deref())?,
        problem: row.opt_text(7)?,
        occurred_at: row.opt_at(8)?,
        received_at: row.at(10)?,
    })
}

/// What is known of a message: its request knows best.
pub(crate) fn status(
    direction: Direction,
    erased: bool,
    outbox: Option<&str>,
) -> Result<Status, Error> {
    Ok(match (direction, erased, outbox) {
        (_, true, _) => Status::Erased,
        (Direction::In, ..) => Status::Received,
        (Direction::Out, _, Some("sending")) => Status::Queued,
        (Direction::Out, _, Some(state)) => state
            .parse()
            .map_err(|_| Error::Inconsistent { what: "status" })?,
        (Direction::Out, _, None) => Status::Accepted,
    })
}

fn alert(row: &Row) -> Result<AlertRow, Error> {
    Ok(AlertRow {
        id: row.parse(0)?,
        conversation: row.parse(1)?,
        contact: row.opt_parse(2)?,
        area: row.text(3)?,
        team: row.text(4)?,
        urgency: row.int(5)?,
        category: row.text(6)?,
        rule: row.text(7)?,
        opened_at: row.at(8)?,
        acked_by: row.opt_text(9)?,
        acked_at: row.opt_at(10)?,
        closed_at: row.opt_at(11)?,
    })
}
