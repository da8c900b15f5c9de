//! A row of the ledger: one counted contact.

use tsunagi_model::{
    Actor, AreaId, CaseId, ContactId, ConversationId, Direction, EncounterId, EncounterResult,
    EncounterSource, Method, StaffId, Target, Timestamp,
};

use crate::Error;
use crate::db::Row;

/// The columns that [`Encounter::read`] reads, with the id in front.
macro_rules! encounter_columns {
    () => {
        "e.id, e.area, e.child_case, e.contact, e.conversation, e.target, e.actor, e.staff, e.flow, e.flow_only, e.direction, e.method,
         e.started_at, e.ended_at, e.result, e.reached, e.counted, e.messages_in, e.messages_out, e.rule, e.source, e.voids, e.voided_by,
         e.recorded_at"
    };
}
pub(crate) use encounter_columns;

/// One counted contact (`records.md` calls it an encounter). Grows while its conversation goes on, then never changes again:
/// a correction is a second row that voids it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounter {
    /// The row.
    pub id: EncounterId,
    /// The municipality.
    pub area: AreaId,
    /// The case it counts for.
    pub case: Option<CaseId>,
    /// With whom.
    pub contact: Option<ContactId>,
    /// In which conversation, for contacts by message.
    pub conversation: Option<ConversationId>,
    /// Which person of the family.
    pub target: Target,
    /// In whose column it counts.
    pub actor: Actor,
    /// The person of the staff who took part.
    pub staff: Option<StaffId>,
    /// The flow that took part.
    pub flow: Option<String>,
    /// Whether no person of the staff took part.
    pub flow_only: bool,
    /// Who began it.
    pub direction: Direction,
    /// How.
    pub method: Method,
    /// First message, or the time of the call or visit.
    pub started_at: Timestamp,
    /// Last message.
    pub ended_at: Timestamp,
    /// What came of it.
    pub result: EncounterResult,
    /// Whether the person acted, or staff confirmed that they met them.
    pub reached: bool,
    /// Whether it counts.
    pub counted: bool,
    /// Messages from the person.
    pub messages_in: i64,
    /// Messages to the person.
    pub messages_out: i64,
    /// Version of the counting rule.
    pub rule: i64,
    /// Where the row came from.
    pub source: EncounterSource,
    /// The row this one corrects.
    pub voids: Option<EncounterId>,
    /// The row that corrected this one.
    pub voided_by: Option<EncounterId>,
    /// When it was written.
    pub recorded_at: Timestamp,
}

impl Encounter {
    /// Reads the columns after `id` of `encounter_columns!`.
    pub(crate) fn read(id: EncounterId, row: &Row, first: usize) -> Result<Self, Error> {
        let at = |offset: usize| first + offset;
        Ok(Self {
            id,
            area: row.parse(at(0))?,
            case: row.opt_parse(at(1))?,
            contact: row.opt_parse(at(2))?,
            conversation: row.opt_parse(at(3))?,
            target: row.parse(at(4))?,
            actor: row.parse(at(5))?,
            staff: row.opt_parse(at(6))?,
            flow: row.opt_text(at(7))?,
            flow_only: row.int(at(8))? != 0,
            direction: row.parse(at(9))?,
            method: row.parse(at(10))?,
            started_at: row.at(at(11))?,
            ended_at: row.at(at(12))?,
            result: row.parse(at(13))?,
            reached: row.int(at(14))? != 0,
            counted: row.int(at(15))? != 0,
            messages_in: row.int(at(16))?,
            messages_out: row.int(at(17))?,
            rule: row.int(at(18))?,
            source: row.parse(at(19))?,
            voids: row.opt_parse(at(20))?,
            voided_by: row.opt_parse(at(21))?,
            recorded_at: row.at(at(22))?,
        })
    }
}
