//! The counting rule: which messages make one counted contact, and whether it reached the person (`records.md` 2.2).
//!
//! Rule 1: messages of one contact, one actor, one method, one local day, with gaps of at most four hours, are one encounter. It
//! reached the person only if the person acted in it. Words of the script alone never make "reached"; exchanges without a person of
//! the staff are marked as such and are counted apart.

use chrono_tz::Tz;
use tsunagi_model::{
    Actor, CaseId, ContactId, ConversationId, Direction, EncounterId, EncounterResult,
    EncounterSource, Method, Role, Span, StaffId, Target, Timestamp,
};
use tsunagi_store::Encounter;

/// The version of the rule that is written to each row.
pub(crate) const RULE: i64 = 1;
/// A longer silence begins a new encounter.
const GAP: Span = Span::hours(4);

/// One thing that happened in a conversation.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    pub at: Timestamp,
    pub direction: Direction,
    /// The person did something of their own will.
    pub act: bool,
    pub staff: Option<StaffId>,
    pub flow: Option<String>,
}

/// Whose encounter it is.
#[derive(Debug, Clone)]
pub(crate) struct Whose {
    pub area: tsunagi_model::AreaId,
    pub case: Option<CaseId>,
    pub contact: ContactId,
    pub conversation: ConversationId,
    pub role: Role,
    pub method: Method,
}

/// The open encounter with one more moment in it, or a new one that begins with it.
pub(crate) fn count(
    open: Option<&Encounter>,
    moment: &Moment,
    whose: &Whose,
    zone: Tz,
    new_id: impl FnOnce() -> EncounterId,
) -> Encounter {
    let mut encounter = match open {
        Some(open) if continues(open, moment, whose, zone) => open.clone(),
        _ => begin(moment, whose, new_id()),
    };
    encounter.case = whose.case;
    encounter.ended_at = encounter.ended_at.max(moment.at);
    match moment.direction {
        Direction::In => encounter.messages_in += 1,
        Direction::Out => encounter.messages_out += 1,
    }
    if moment.staff.is_some() {
        encounter.staff = moment.staff;
        encounter.flow_only = false;
    }
    if encounter.flow.is_none() {
        encounter.flow.clone_from(&moment.flow);
    }
    if moment.act {
        encounter.reached = true;
        if encounter.result == EncounterResult::AcceptedByProvider {
            encounter.result = EncounterResult::Reached;
        }
    }
    encounter
}

fn continues(open: &Encounter, moment: &Moment, whose: &Whose, zone: Tz) -> bool {
    let day = |at: Timestamp| at.utc().with_timezone(&zone).date_naive();
    open.method == whose.method
        && open.contact == Some(whose.contact)
        && open.voided_by.is_none()
        && day(open.started_at) == day(moment.at)
        && moment.at.since(open.ended_at) <= GAP
}

fn begin(moment: &Moment, whose: &Whose, id: EncounterId) -> Encounter {
    Encounter {
        id,
        area: whose.area,
        case: whose.case,
        contact: Some(whose.contact),
        conversation: Some(whose.conversation),
        target: match whose.role {
            Role::Parent => Target::Guardian,
            Role::Teacher | Role::Someone => Target::ThirdParty,
            Role::Child | Role::Unknown => Target::Child,
        },
        actor: Actor::Ward,
        staff: None,
        flow: None,
        flow_only: true,
        direction: moment.direction,
        method: whose.method,
        started_at: moment.at,
        ended_at: moment.at,
        result: EncounterResult::AcceptedByProvider,
        reached: false,
        counted: true,
        messages_in: 0,
        messages_out: 0,
        rule: RULE,
        source: EncounterSource::Auto,
        voids: None,
        voided_by: None,
        recorded_at: moment.at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Asia::Tokyo;
    use proptest::prelude::*;
    use tsunagi_model::AreaId;

    const NOON: Timestamp = Timestamp(1_795_057_200_000_000); // 2026-11-19T12:00 in Tokyo

    fn whose() -> Whose {
        Whose {
            area: AreaId::new(NOON, [1; 10]),
            case: None,
            contact: ContactId::new(NOON, [2; 10]),
            conversation: ConversationId::new(NOON, [3; 10]),
            role: Role::Child,
            method: Method::Line,
        }
    }

    fn moment(minutes: i64, direction: Direction) -> Moment {
        Moment {
            at: NOON.plus(Span::minutes(minutes)),
            direction,
            act: direction == Direction::In,
            staff: None,
            flow: None,
        }
    }

    fn all(moments: &[Moment]) -> Vec<Encounter> {
        let mut rows: Vec<Encounter> = Vec::new();
        for (n, moment) in moments.iter().enumerate() {
            let next = count(rows.last(), moment, &whose(), Tokyo, || {
                EncounterId::new(moment.at, [n as u8; 10])
            });
            match rows.last_mut() {
                Some(last) if last.id == next.id => *last = next,
                _ => rows.push(next),
            }
        }
        rows
    }

    #[test]
    fn sent_is_not_reached() {
        let rows = all(&[moment(0, Direction::Out), moment(1, Direction::Out)]);
        assert_eq!(rows.len(), 1);
        assert!(!rows[0].reached);
        assert_eq!(rows[0].result, EncounterResult::AcceptedByProvider);
    }

    #[test]
    fn an_evening_of_messages_is_one_contact_and_tomorrow_is_another() {
        let mut moments: Vec<_> = (0..60)
            .map(|n| {
                moment(
                    n * 2,
                    if n % 2 == 0 {
                        Direction::In
                    } else {
                        Direction::Out
                    },
                )
            })
            .collect();
        assert_eq!(all(&moments).len(), 1);
        assert!(all(&moments)[0].reached);
        moments.push(moment(118 + 241, Direction::In));
        assert_eq!(all(&moments).len(), 2, "a silence of more than four hours");
        moments.push(moment(12 * 60 + 1, Direction::In));
        assert_eq!(all(&moments).len(), 3, "another local day");
    }

    #[test]
    fn a_person_of_the_staff_makes_it_more_than_the_script() {
        let staff = StaffId::new(NOON, [9; 10]);
        let rows = all(&[
            moment(0, Direction::In),
            Moment {
                staff: Some(staff),
                ..moment(1, Direction::Out)
            },
        ]);
        assert!(!rows[0].flow_only);
        assert_eq!(rows[0].staff, Some(staff));
    }

    proptest! {
        #[test]
        fn every_message_is_in_exactly_one_encounter_and_none_crosses_midnight(
            steps in proptest::collection::vec((0_i64..600, any::<bool>()), 1..80)
        ) {
            let mut at = 0;
            let moments: Vec<_> = steps.iter().map(|(gap, inbound)| {
                at += gap;
                moment(at, if *inbound { Direction::In } else { Direction::Out })
            }).collect();
            let rows = all(&moments);
            let total: i64 = rows.iter().map(|row| row.messages_in + row.messages_out).sum();
            prop_assert_eq!(total, moments.len() as i64);
            for row in &rows {
                let day = |at: Timestamp| at.utc().with_timezone(&Tokyo).date_naive();
                prop_assert_eq!(day(row.started_at), day(row.ended_at));
                prop_assert_eq!(row.reached, row.messages_in > 0);
            }
        }
    }
}
