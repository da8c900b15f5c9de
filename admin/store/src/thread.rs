//! A thread: everything the use cases need to know of one conversation.

use std::str::FromStr;

use tsunagi_model::{
    AreaId, Audience, CaseId, ContactId, Controller, ConversationId, EncounterId, ExternalId,
    HandoffId, Memory, Role, StaffId, ThreadKind, Timestamp,
};

use crate::db::Row;
use crate::seal::ContactKey;
use crate::{Encounter, Error, Store};

/// Whether a channel's address can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressState {
    /// Yes.
    Ok,
    /// The person blocked us.
    Blocked,
    /// We left, or the address is gone.
    Left,
}

impl AddressState {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Blocked => "blocked",
            Self::Left => "left",
        }
    }
}

impl FromStr for AddressState {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "ok" => Ok(Self::Ok),
            "blocked" => Ok(Self::Blocked),
            "left" => Ok(Self::Left),
            _ => Err(()),
        }
    }
}

/// A contact as the script knows them.
#[derive(Clone)]
pub struct Contact {
    /// Who.
    pub id: ContactId,
    /// What flows saved of them.
    pub memory: Memory,
    /// The case they belong to.
    pub case: Option<CaseId>,
    /// When they were first seen.
    pub created_at: Timestamp,
    /// The version that was read: a commit that changes the contact and meets a newer one loses.
    pub rev: i64,
}

/// The passage through a flow that is under way.
#[derive(Debug, Clone, PartialEq)]
pub struct RunState {
    /// The flow.
    pub flow: String,
    /// The version it is pinned to.
    pub version: u32,
    /// Where it waits: `step`, or `flow/step` in a flow that this one runs.
    pub step: Option<String>,
    /// When it wants to be woken.
    pub wake_at: Option<Timestamp>,
    /// The engine's own state, as JSON.
    pub json: String,
}

/// How much of a conversation a commit writes. Less is faster where a commit is about many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// That something was said to the person: when, and the ledger row that it counts in.
    Said,
    /// Only its revision: its timers are decided anew.
    Timers,
    /// Nothing: other rows of the commit name it.
    Named,
}

/// One conversation with its address, contact, run and open ledger row.
#[derive(Clone)]
pub struct Thread {
    /// The conversation.
    pub id: ConversationId,
    /// The channel's slug.
    pub channel: String,
    /// The hashed platform id.
    pub thread: String,
    /// The platform's id.
    pub external: ExternalId,
    /// Whether it can be written to.
    pub state: AddressState,
    /// The municipality.
    pub area: AreaId,
    /// Person, group or the account itself.
    pub kind: ThreadKind,
    /// Whom it is for.
    pub audience: Audience,
    /// The contact; none for groups, and none once erased.
    pub contact: Option<Contact>,
    /// The version that was read: a commit that meets a newer one loses.
    pub rev: i64,
    /// Who holds the pen.
    pub controller: Controller,
    /// Which person of the staff, if a person does.
    pub staff: Option<StaffId>,
    /// Until when nobody else may take the pen without asking.
    pub lease_until: Option<Timestamp>,
    /// The open handoff.
    pub handoff: Option<HandoffId>,
    /// 0 none, 1 this week, 2 today, 3 now.
    pub urgency: i64,
    /// First words of the person that no person of the staff has answered.
    pub unanswered_since: Option<Timestamp>,
    /// The run under way.
    pub run: Option<RunState>,
    /// The ledger row that still grows.
    pub encounter: Option<Encounter>,
    /// Last words of the person.
    pub last_in_at: Option<Timestamp>,
    /// Last words to the person.
    pub last_out_at: Option<Timestamp>,
    /// Last words of a person of the staff.
    pub last_human_at: Option<Timestamp>,
    /// Whether requests of this conversation still wait to be sent: what comes now must wait behind them.
    pub pending: bool,
    /// How much of it a commit writes.
    pub extent: Extent,
    /// Whether this thread is not stored yet.
    pub fresh: bool,
    /// Whether the contact's memory or case changed and must be written.
    pub contact_changed: bool,
    /// Whether the address's state changed and must be written.
    pub address_changed: bool,
    /// Whether this is where its contact is written to first: no other address of theirs that works comes before it.
    pub preferred: bool,
    /// What the platform wants to be told once a person of the staff has read the conversation.
    pub read_mark: Option<String>,
    /// The keyed hash of the platform's id without the channel, where the same telephone may have other channels; see
    /// [`Store::handset_hash`]. Only written for new addresses.
    pub handset: Option<String>,
    /// The contact whose key seals this conversation; an address that moves to another contact keeps it.
    pub(crate) keeper: Option<ContactId>,
    pub(crate) key: Option<ContactKey>,
    pub(crate) contact_key: Option<ContactKey>,
    pub(crate) wrapped: Option<Vec<u8>>,
}

/// A thread that has never been seen before.
pub struct NewThread<'a> {
    /// The channel's slug.
    pub channel: &'a str,
    /// The municipality.
    pub area: AreaId,
    /// Person, group or the account itself.
    pub kind: ThreadKind,
    /// Whom it is for.
    pub audience: Audience,
    /// The platform's id.
    pub external: ExternalId,
    /// The hashed thread, as in the intake row.
    pub thread: String,
}

impl Store {
    /// A new thread in memory; the next commit stores it.
    pub fn new_thread(&self, new: NewThread<'_>, now: Timestamp) -> Thread {
        let id: ConversationId = self.ids.next(now);
        let (contact, key, wrapped) = if new.kind == ThreadKind::Person {
            let contact: ContactId = self.ids.next(now);
            let (key, wrapped) = self.keys.new_contact_key(new.area, &contact.to_string());
            (
                Some(Contact {
                    id: contact,
                    memory: Memory::default(),
                    case: None,
                    created_at: now,
                    rev: 0,
                }),
                Some(key),
                Some(wrapped),
            )
        } else {
            (None, Some(self.keys.area_key(new.area)), None)
        };
        let contact_id = contact.as_ref().map(|contact| contact.id);
        Thread {
            id,
            channel: new.channel.to_owned(),
            thread: new.thread,
            external: new.external,
            state: AddressState::Ok,
            area: new.area,
            kind: new.kind,
            audience: new.audience,
            contact,
            rev: 0,
            controller: Controller::Flow,
            staff: None,
            lease_until: None,
            handoff: None,
            urgency: 0,
            unanswered_since: None,
            run: None,
            encounter: None,
            last_in_at: None,
            last_out_at: None,
            last_human_at: None,
            pending: false,
            extent: Extent::Whole,
            fresh: true,
            contact_changed: true,
            address_changed: true,
            preferred: true,
            read_mark: None,
            handset: None,
            keeper: contact_id,
            contact_key: key.clone(),
            key,
            wrapped,
        }
    }

    /// A new thread of a contact who is known already from `of`.
    pub fn new_address(&self, new: NewThread<'_>, of: &Thread, now: Timestamp) -> Thread {
        let mut thread = self.new_thread(new, now);
        thread.contact.clone_from(&of.contact);
        thread.contact_key.clone_from(&of.contact_key);
        thread.key.clone_from(&of.contact_key);
        thread.keeper = of.contact.as_ref().map(|contact| contact.id);
        thread.wrapped = None;
        thread.contact_changed = false;
        thread.preferred = false;
        thread
    }

    /// The keyed hash by which addresses of one telephone are known on several channels: `line:U…`, `tel:8190…`.
    pub fn handset_hash(&self, id: &str) -> String {
        self.keys.thread("handset", id)
    }

    /// The hashed thread of a platform's id on a channel.
    pub fn thread_hash(&self, channel: &str, thread: &str) -> String {
        self.keys.thread(channel, thread)
    }

    pub(crate) fn thread_row(&self, row: &Row) -> Result<Thread, Error> {
        let area: AreaId = row.parse(4)?;
        let kind: ThreadKind = row.parse(5)?;
        let contact_id = row.opt_text(20)?;
        let wrapped = row.opt_blob(21)?;
        let opened = |id: &Option<String>, wrapped: &Option<Vec<u8>>| match (id, wrapped) {
            (Some(contact), Some(wrapped)) => {
                self.keys.contact_key(area, contact, wrapped).map(Some)
            }
            (None, _) => Ok(Some(self.keys.area_key(area))),
            (Some(_), None) => Ok(None),
        };
        let contact_key = opened(&contact_id, &wrapped)?;
        let keeper = row.opt_text(30)?;
        let key = if keeper == contact_id {
            contact_key.clone()
        } else {
            opened(&keeper, &row.opt_blob(29)?)?
        };
        let conversation = row.text(0)?;
        let external = match (&key, row.opt_blob(6)?) {
            (Some(key), Some(sealed)) => {
                String::from_utf8(key.open(&conversation, &sealed)?).map_err(|_| Error::Sealed)?
            }
            _ => String::new(),
        };
        let contact =
            match (&contact_id, &contact_key) {
                (Some(id), Some(key)) => {
                    let memory =
                        match row.opt_blob(22)? {
                            Some(sealed) => serde_json::from_slice(&key.open(id, &sealed)?)
                                .map_err(|_| Error::Inconsistent {
                                    what: "contact's memory",
                                })?,
                            None => Memory::default(),
                        };
                    Some(Contact {
                        id: row.parse(20)?,
                        memory,
                        case: row.opt_parse(23)?,
                        created_at: row.at(24)?,
                        rev: row.int(31)?,
                    })
                }
                _ => None,
            };
        let id: ConversationId = row.parse(0)?;
        let read_mark = match (&key, row.opt_blob(32)?) {
            (Some(key), Some(sealed)) => Some(
                String::from_utf8(key.open(&format!("read/{id}"), &sealed)?)
                    .map_err(|_| Error::Sealed)?,
            ),
            _ => None,
        };
        let run = match (&key, row.opt_blob(16)?) {
            (Some(key), Some(sealed)) => Some(RunState {
                flow: row.text(17)?,
                version: u32::try_from(row.int(18)?).unwrap_or(0),
                step: row.opt_text(19)?,
                wake_at: row.opt_at(25)?,
                json: String::from_utf8(key.open(&format!("run/{id}"), &sealed)?)
                    .map_err(|_| Error::Sealed)?,
            }),
            _ => None,
        };
        Ok(Thread {
            id,
            channel: row.text(2)?,
            thread: row.text(3)?,
            external: ExternalId(external),
            state: row.parse(7)?,
            area,
            kind,
            audience: row.parse(8)?,
            contact,
            rev: row.int(9)?,
            controller: row.parse(10)?,
            staff: row.opt_parse(11)?,
            lease_until: row.opt_at(12)?,
            handoff: row.opt_parse(13)?,
            urgency: row.int(14)?,
            unanswered_since: row.opt_at(15)?,
            run,
            encounter: encounter_row(row, 34)?,
            last_in_at: row.opt_at(26)?,
            last_out_at: row.opt_at(27)?,
            last_human_at: row.opt_at(28)?,
            pending: row.opt_int(1)?.is_some(),
            extent: Extent::Whole,
            fresh: false,
            contact_changed: false,
            address_changed: false,
            preferred: row.opt_int(33)?.is_none(),
            read_mark,
            handset: None,
            keeper: row.opt_parse(30)?,
            key,
            contact_key,
            wrapped,
        })
    }
}

impl Thread {
    /// Whether the person may be written to at all.
    pub fn is_reachable(&self) -> bool {
        self.state == AddressState::Ok && self.key.is_some() && self.kind == ThreadKind::Person
    }

    /// Moves this address to the contact of another one. What is sealed here stays readable: its key stays.
    pub fn move_to(&mut self, other: &Self) {
        self.contact.clone_from(&other.contact);
        self.contact_key.clone_from(&other.contact_key);
        self.address_changed = true;
    }

    /// The contact that this address had at first, if it is not the present one: what unlinking goes back to.
    pub fn first_contact(&self) -> Option<ContactId> {
        self.keeper.filter(|keeper| {
            self.contact
                .as_ref()
                .is_some_and(|contact| contact.id != *keeper)
        })
    }

    /// Who the contact said they are; what the channel is for, if they have not said.
    pub fn role(&self) -> Role {
        match (
            self.contact
                .as_ref()
                .map_or(Role::Unknown, |contact| contact.memory.role()),
            self.audience,
        ) {
            (Role::Unknown, Audience::Child) => Role::Child,
            (Role::Unknown, Audience::Guardian) => Role::Parent,
            (role, _) => role,
        }
    }
}

fn encounter_row(row: &Row, first: usize) -> Result<Option<Encounter>, Error> {
    let Some(id) = row.opt_parse::<EncounterId>(first)? else {
        return Ok(None);
    };
    Encounter::read(id, row, first + 1).map(Some)
}
