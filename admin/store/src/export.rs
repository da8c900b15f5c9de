//! Rows for the files that people take: read page by page, opened with the contact's key. The caller writes the audit row.

use tsunagi_model::{ContactId, Direction, EncounterId, Timestamp};

use crate::changes::Body;
use crate::db::args;
use crate::dialogue::status;
use crate::encounter::encounter_columns;
use crate::{Encounter, Error, Store};

/// One message as it is exported (`interface.md`, "export messages").
#[derive(Debug, Clone)]
pub struct ExportedMessage {
    /// Our id.
    pub id: String,
    /// The channel's slug.
    pub channel: String,
    /// The platform's id of the person or group.
    pub address: Option<String>,
    /// The contact.
    pub contact: Option<String>,
    /// The conversation.
    pub conversation: String,
    /// in or out.
    pub direction: Direction,
    /// text, image, …
    pub kind: String,
    /// The words; none when there are none or they were erased.
    pub body: Option<Body>,
    /// The platform's id of the message.
    pub platform_id: Option<String>,
    /// The platform's id of the event.
    pub event_id: Option<String>,
    /// When it happened by the platform's clock.
    pub occurred_at: Option<Timestamp>,
    /// When we recorded it.
    pub received_at: Timestamp,
    /// What is known of it.
    pub status: tsunagi_model::Status,
}

/// One ledger row as it is exported.
#[derive(Debug, Clone)]
pub struct ExportedEncounter {
    /// The row.
    pub encounter: Encounter,
    /// The area's short name.
    pub area: String,
    /// The city's number of the case.
    pub case_number: Option<String>,
    /// The login of the person of the staff.
    pub staff: Option<String>,
}

impl Store {
    /// A page of all messages after `after` (an id, or empty for the first page).
    pub async fn export_messages(
        &self,
        after: &str,
        limit: i64,
    ) -> Result<Vec<ExportedMessage>, Error> {
        let rows = self
            .db
            .all(
                "select m.id, a.channel, a.external, a.id, a.contact, m.conversation, m.direction, m.kind, m.body, m.platform_id, m.event_id,
                     m.occurred_at, m.received_at, m.erased_at, o.state, o.platform_ids, m.area, p.key, a.keeper
                 from message m join conversation c on c.id = m.conversation join address a on a.id = c.id
                     left join contact p on p.id = a.keeper left join outbox o on o.id = m.outbox
                 where m.id > $1 order by m.id limit $2",
                args![after, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let area = row.parse(16)?;
                let contact = row.opt_text(4)?;
                let key = match (row.opt_text(18)?, row.opt_blob(17)?) {
                    (Some(contact), Some(wrapped)) => {
                        Some(self.keys.contact_key(area, &contact, &wrapped)?)
                    }
                    (Some(_), None) => None,
                    (None, _) => Some(self.keys.area_key(area)),
                };
                let open = |about: String, sealed: Option<Vec<u8>>| match (&key, sealed) {
                    (Some(key), Some(sealed)) => key.open(&about, &sealed).map(Some),
                    _ => Ok(None),
                };
                let address = open(row.text(3)?, row.opt_blob(2)?)?
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                let body = open(row.text(0)?, row.opt_blob(8)?)?
                    .map(|bytes| {
                        serde_json::from_slice(&bytes)
                            .map_err(|_| Error::Inconsistent { what: "message" })
                    })
                    .transpose()?;
                let direction = row.parse(6)?;
                let erased = row.opt_at(13)?.is_some() || key.is_none();
                Ok(ExportedMessage {
                    id: row.text(0)?,
                    channel: row.text(1)?,
                    address,
                    contact,
                    conversation: row.text(5)?,
                    direction,
                    kind: row.text(7)?,
                    body,
                    platform_id: row.opt_text(9)?.or(row.opt_text(15)?),
                    event_id: row.opt_text(10)?,
                    occurred_at: row.opt_at(11)?,
                    received_at: row.at(12)?,
                    status: status(direction, erased, row.opt_text(14)?.as_deref())?,
                })
            })
            .collect()
    }

    /// The newest message of all.
    pub async fn newest_message(&self) -> Result<Option<String>, Error> {
        match self.db.one("select max(id) from message", args![]).await? {
            Some(row) => row.opt_text(0),
            None => Ok(None),
        }
    }

    /// A page of the whole ledger after `after` (an id, or empty for the first page).
    pub async fn export_encounters(
        &self,
        after: &str,
        limit: i64,
    ) -> Result<Vec<ExportedEncounter>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    encounter_columns!(),
                    ", a.slug, k.number, s.login from encounter e join area a on a.id = e.area
                       left join child_case k on k.id = e.child_case left join staff s on s.id = e.staff
                       where e.id > $1 order by e.id limit $2"
                ),
                args![after, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ExportedEncounter {
                    encounter: Encounter::read(row.parse(0)?, row, 1)?,
                    area: row.text(24)?,
                    case_number: row.opt_text(25)?,
                    staff: row.opt_text(26)?,
                })
            })
            .collect()
    }

    /// The ledger rows of a contact, newest first.
    pub async fn encounters_of(&self, contact: ContactId) -> Result<Vec<Encounter>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    encounter_columns!(),
                    " from encounter e where e.contact = $1 or e.contact in (select keeper from address where contact = $1) order by e.id desc limit 200"
                ),
                args![contact.to_string()],
            )
            .await?;
        rows.iter()
            .map(|row| Encounter::read(row.parse::<EncounterId>(0)?, row, 1))
            .collect()
    }
}
