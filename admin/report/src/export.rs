//! Exports: messages, the ledger, cases and the audit log, page by page, in JSON lines, CSV or Excel. Every export is in the audit log first.

use std::io::Write;

use tsunagi_model::{EncounterResult, Method, StaffId, Timestamp};
use tsunagi_store::{
    CaseOutcome, CaseState, Entry, ExportedCase, ExportedEncounter, ExportedMessage, LinkState,
    Store,
};

use crate::Error;
use crate::sink::{Cell, Format, Sink, cells};

/// Rows read at a time.
const PAGE: i64 = 500;

const MESSAGE: &[&str] = &[
    "id",
    "channel",
    "address",
    "contact",
    "conversation",
    "direction",
    "kind",
    "text",
    "platform_id",
    "event_id",
    "occurred_at",
    "received_at",
    "status",
];
const ENCOUNTER: &[&str] = &[
    "id",
    "area",
    "case",
    "contact",
    "target",
    "actor",
    "staff",
    "flow",
    "flow_only",
    "direction",
    "method",
    "started_at",
    "ended_at",
    "result",
    "reached_person",
    "conversation_id",
    "messages_in",
    "messages_out",
    "counted",
    "rule_version",
    "source",
    "voids_id",
    "voided_by_id",
    "recorded_at",
];
const CASE: &[&str] = &[
    "case",
    "fiscal_year",
    "area",
    "school",
    "grade",
    "found_via",
    "assessment",
    "school_state",
    "ward_state",
    "phone",
    "letter_mail",
    "home_visit",
    "other",
    "refused",
    "support",
    "destinations",
    "outcome",
];
const AUDIT: &[&str] = &["seq", "at", "staff", "action", "object", "detail", "hash"];

/// Every message (`interface.md`, "export messages"); the number of rows.
///
/// # Errors
/// When the store fails or `out` refuses.
pub async fn export_messages(
    store: &Store,
    format: Format,
    by: Option<StaffId>,
    now: Timestamp,
    out: &mut (dyn Write + Send),
) -> Result<u64, Error> {
    audited(store, "messages", by, now).await?;
    let mut sink = Sink::open(format, MESSAGE, out)?;
    let mut after = String::new();
    loop {
        let page = store.export_messages(&after, PAGE).await?;
        let Some(last) = page.last() else {
            return sink.close();
        };
        after.clone_from(&last.id);
        for row in page {
            sink.row(message(row))?;
        }
    }
}

/// The whole ledger (`records.md` 2.2), corrected rows with their corrections; the number of rows.
///
/// # Errors
/// When the store fails or `out` refuses.
pub async fn export_encounters(
    store: &Store,
    format: Format,
    by: Option<StaffId>,
    now: Timestamp,
    out: &mut (dyn Write + Send),
) -> Result<u64, Error> {
    audited(store, "encounters", by, now).await?;
    let mut sink = Sink::open(format, ENCOUNTER, out)?;
    let mut after = String::new();
    loop {
        let page = store.export_encounters(&after, PAGE).await?;
        let Some(last) = page.last() else {
            return sink.close();
        };
        after = last.encounter.id.to_string();
        for row in page {
            sink.row(encounter(row))?;
        }
    }
}

/// Every case in the columns of `import cases`; counts are of the counted contacts of its fiscal year by the ward. The number of rows.
///
/// # Errors
/// When the store fails or `out` refuses.
pub async fn export_cases(
    store: &Store,
    format: Format,
    by: Option<StaffId>,
    now: Timestamp,
    out: &mut (dyn Write + Send),
) -> Result<u64, Error> {
    audited(store, "cases", by, now).await?;
    let mut sink = Sink::open(format, CASE, out)?;
    let mut after = String::new();
    loop {
        let page = store.export_cases(&after, PAGE).await?;
        let Some(last) = page.last() else {
            return sink.close();
        };
        after = last.case.id.to_string();
        for row in page {
            sink.row(case(&row))?;
        }
    }
}

/// The audit log; the number of rows.
///
/// # Errors
/// When the store fails or `out` refuses.
pub async fn export_audit(
    store: &Store,
    format: Format,
    by: Option<StaffId>,
    now: Timestamp,
    out: &mut (dyn Write + Send),
) -> Result<u64, Error> {
    audited(store, "audit", by, now).await?;
    let mut sink = Sink::open(format, AUDIT, out)?;
    let mut after = 0;
    loop {
        let page = store.audit_page(after, PAGE).await?;
        let Some(last) = page.last() else {
            return sink.close();
        };
        after = last.seq;
        for row in page {
            sink.row(cells![
                row.seq, row.at, row.staff, row.action, row.object, row.detail, row.hash
            ])?;
        }
    }
}

/// Nothing leaves before the log says that it does.
async fn audited(
    store: &Store,
    what: &str,
    by: Option<StaffId>,
    now: Timestamp,
) -> Result<(), Error> {
    let entry = Entry {
        staff: by,
        area: None,
        action: "export",
        object: what.to_owned(),
        detail: None,
    };
    Ok(store.audit(&[entry], now).await?)
}

fn message(row: ExportedMessage) -> Vec<Cell> {
    cells![
        row.id,
        row.channel,
        row.address,
        row.contact,
        row.conversation,
        row.direction.as_str(),
        row.kind,
        row.body
            .map(|body| body.text)
            .filter(|text| !text.is_empty()),
        row.platform_id,
        row.event_id,
        row.occurred_at,
        row.received_at,
        row.status.as_str(),
    ]
}

fn encounter(row: ExportedEncounter) -> Vec<Cell> {
    let fact = row.encounter;
    cells![
        fact.id.to_string(),
        row.area,
        row.case_number,
        fact.contact.map(|id| id.to_string()),
        fact.target.as_str(),
        fact.actor.as_str(),
        row.staff,
        fact.flow,
        fact.flow_only,
        fact.direction.as_str(),
        fact.method.as_str(),
        fact.started_at,
        fact.ended_at,
        fact.result.as_str(),
        fact.reached,
        fact.conversation.map(|id| id.to_string()),
        fact.messages_in,
        fact.messages_out,
        fact.counted,
        fact.rule,
        fact.source.as_str(),
        fact.voids.map(|id| id.to_string()),
        fact.voided_by.map(|id| id.to_string()),
        fact.recorded_at,
    ]
}

fn case(row: &ExportedCase) -> Vec<Cell> {
    let year = crate::FiscalYear(row.case.fiscal_year);
    let state = |actor| {
        row.states
            .iter()
            .find(|fact| fact.actor == actor)
            .map(|fact| fact.state)
            .map(CaseState::as_str)
    };
    let inside: Vec<_> = row
        .encounters
        .iter()
        .filter(|fact| (year.from()..year.to()).contains(&fact.started_at))
        .collect();
    let refused = |fact: &tsunagi_store::EncounterFact| fact.result == EncounterResult::Refused;
    let number = |methods: &[Method]| {
        inside
            .iter()
            .filter(|fact| methods.contains(&fact.method) && !refused(fact))
            .count() as i64
    };
    let told = [
        Method::Phone,
        Method::Letter,
        Method::Email,
        Method::HomeVisit,
    ];
    let others: Vec<Method> = Method::ALL
        .iter()
        .copied()
        .filter(|method| !told.contains(method))
        .collect();
    // One word must stand for all ways on: the one that has come furthest.
    let furthest = [
        LinkState::InUse,
        LinkState::Offered,
        LinkState::Ended,
        LinkState::Preparing,
        LinkState::Declined,
    ]
    .into_iter()
    .find(|state| row.links.iter().any(|link| link.state == *state));
    let support = match furthest {
        None => "none",
        Some(LinkState::Ended) => LinkState::InUse.as_str(),
        Some(state) => state.as_str(),
    };
    let destinations: Vec<_> = row
        .links
        .iter()
        .filter(|link| Some(link.state) == furthest)
        .map(|link| link.destination.as_str())
        .collect();
    cells![
        row.case.number.clone(),
        row.case.fiscal_year,
        row.area.clone(),
        row.case.school.clone(),
        row.case.grade.clone(),
        row.case.found_via.clone(),
        row.case.assessment.map(tsunagi_store::Assessment::as_str),
        state(tsunagi_model::Actor::School),
        state(tsunagi_model::Actor::Ward),
        number(&[Method::Phone]),
        number(&[Method::Letter, Method::Email]),
        number(&[Method::HomeVisit]),
        number(&others),
        inside.iter().filter(|fact| refused(fact)).count() as i64,
        support,
        destinations.join(";"),
        row.case.outcome.map_or("unmeasured", CaseOutcome::as_str),
    ]
}

#[cfg(test)]
mod tests {
    use tsunagi_model::{Direction, Status, Timestamp};
    use tsunagi_store::{Body, ExportedMessage};

    use super::{Format, MESSAGE, Sink, message};

    #[test]
    fn a_message_has_the_fields_that_scripts_rely_on() {
        let row = ExportedMessage {
            id: "m1".to_owned(),
            channel: "line".to_owned(),
            address: Some("U1".to_owned()),
            contact: None,
            conversation: "c1".to_owned(),
            direction: Direction::In,
            kind: "text".to_owned(),
            body: Some(Body {
                text: "こんにちは\n\"".to_owned(),
                ..Body::default()
            }),
            platform_id: Some("p1".to_owned()),
            event_id: None,
            occurred_at: None,
            received_at: Timestamp(1_000_000),
            status: Status::Received,
        };
        let mut out = Vec::new();
        let mut sink = Sink::open(Format::Jsonl, MESSAGE, &mut out).unwrap();
        sink.row(message(row)).unwrap();
        assert_eq!(sink.close().unwrap(), 1);
        let object: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(
            object,
            serde_json::json!({
                "id": "m1", "channel": "line", "address": "U1", "contact": null, "conversation": "c1", "direction": "in", "kind": "text",
                "text": "こんにちは\n\"", "platform_id": "p1", "event_id": null, "occurred_at": null,
                "received_at": "1970-01-01T00:00:01.000Z", "status": "received",
            })
        );
    }
}
