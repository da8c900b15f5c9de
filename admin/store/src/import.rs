//! Brings a city's own ledger into the tables: repeating the same import changes nothing, a corrected one voids what it replaces.

use std::collections::{BTreeMap, HashMap};

use tsunagi_model::{
    Actor, AreaId, CaseId, Direction, EncounterId, EncounterResult, EncounterSource, Method,
    StaffId, Target, Timestamp,
};

use crate::audit::Entry;
use crate::case_word::{Assessment, CaseOutcome, CaseState, Destination, LinkState};
use crate::db::{Tx, args};
use crate::encounter::encounter_columns;
use crate::rows::Rows;
use crate::rows::ids;
use crate::{Changes, Encounter, Error, Store};

/// Version of the rule by which imported counts become ledger rows.
const RULE: i64 = 1;

/// One child of a city's ledger.
#[derive(Debug, Clone)]
pub struct ImportedCase {
    /// Whose.
    pub area: AreaId,
    /// The year of the ledger.
    pub fiscal_year: i64,
    /// The city's own number: unique within area and year.
    pub number: String,
    /// The school.
    pub school: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// How the child was found.
    pub found_via: Option<String>,
    /// What came of the screening.
    pub assessment: Option<Assessment>,
    /// What became of it; none = not measured.
    pub outcome: Option<CaseOutcome>,
    /// How far each actor has come.
    pub states: Vec<(Actor, CaseState)>,
    /// Contacts by the ward: how, what came of it, how many.
    pub contacts: Vec<(Method, EncounterResult, u32)>,
    /// Ways on; the same one may stand several times.
    pub links: Vec<(Destination, LinkState)>,
    /// The first instant of the year: the day of a single contact is not in such a ledger.
    pub begins_at: Timestamp,
    /// The instant for which the states hold.
    pub states_at: Timestamp,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Cases that were not there.
    pub new_cases: u64,
    /// Cases that were there.
    pub known_cases: u64,
    /// Ledger rows written.
    pub encounters: u64,
    /// Ledger rows corrected by a later one.
    pub voided: u64,
    /// Ways on written.
    pub links: u64,
    /// Ways on that the new file no longer has.
    pub links_removed: u64,
}

impl std::ops::AddAssign for Imported {
    fn add_assign(&mut self, more: Self) {
        self.new_cases += more.new_cases;
        self.known_cases += more.known_cases;
        self.encounters += more.encounters;
        self.voided += more.voided;
        self.links += more.links;
        self.links_removed += more.links_removed;
    }
}

impl Store {
    /// Brings these cases in, all in one commit. No (area, year, number) may stand twice in `cases`.
    pub async fn import_cases(
        &self,
        cases: &[ImportedCase],
        by: Option<StaffId>,
        now: Timestamp,
    ) -> Result<Imported, Error> {
        for _ in 0..8 {
            let mut tx = self.db.begin().await?;
            match self.write_import(&mut tx, cases, by, now).await {
                Ok(done) => {
                    tx.commit().await?;
                    return Ok(done);
                }
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }

    /// Sets the numbers of pupils: area, fiscal year, pupils.
    pub async fn import_denominators(
        &self,
        pupils: &[(AreaId, i64, i64)],
        by: Option<StaffId>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut rows = Rows::default();
        for (area, year, pupils) in pupils {
            rows.row().id(area).int(*year).int(*pupils);
        }
        let rows = rows.json();
        for _ in 0..8 {
            let mut tx = self.db.begin().await?;
            tx.execute(
                "insert into denominator (area, fiscal_year, pupils)
                 select value->>0, cast(value->>1 as bigint), cast(value->>2 as bigint) from json_each($1) where true
                 on conflict (area, fiscal_year) do update set pupils = excluded.pupils",
                args![rows.as_str()],
            )
            .await?;
            match self
                .write_audit(&mut tx, &[entry(by, "denominator", pupils.len())], now)
                .await
            {
                Ok(()) => return tx.commit().await,
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }

    async fn write_import(
        &self,
        tx: &mut Tx,
        cases: &[ImportedCase],
        by: Option<StaffId>,
        now: Timestamp,
    ) -> Result<Imported, Error> {
        let mut done = Imported::default();
        let placed = self.write_cases(tx, cases, now, &mut done).await?;
        let known = ids(&placed);
        self.write_imported_encounters(tx, cases, &placed, &known, now, &mut done)
            .await?;
        self.write_imported_links(tx, cases, &placed, &known, now, &mut done)
            .await?;
        let mut states = Rows::default();
        for (case, id) in cases.iter().zip(&placed) {
            for (actor, state) in &case.states {
                states
                    .row()
                    .id(id)
                    .id(actor)
                    .id(state)
                    .int(case.states_at.0);
            }
        }
        tx.execute(
            "insert into case_state (child_case, actor, state, at)
             select value->>0, value->>1, value->>2, cast(value->>3 as bigint) from json_each($1) where true
             on conflict (child_case, actor) do update set state = excluded.state, at = excluded.at where case_state.state <> excluded.state",
            args![states.json()],
        )
        .await?;
        self.write_audit(tx, &[entry(by, "child_case", cases.len())], now)
            .await?;
        Ok(done)
    }

    /// Writes the cases; their ids in the same order.
    async fn write_cases(
        &self,
        tx: &mut Tx,
        cases: &[ImportedCase],
        now: Timestamp,
        done: &mut Imported,
    ) -> Result<Vec<CaseId>, Error> {
        let mut wanted = Rows::default();
        for (place, case) in cases.iter().enumerate() {
            wanted
                .row()
                .id(case.area)
                .int(case.fiscal_year)
                .text(case.number.as_str())
                .int(place as i64);
        }
        // `cross join` keeps SQLite from reading the whole table for each wanted row.
        let found = tx
            .all(
                "select cast(j.value->>3 as bigint), k.id from json_each($1) j cross join child_case k
                 where k.area = j.value->>0 and k.fiscal_year = cast(j.value->>1 as bigint) and k.number = j.value->>2",
                args![wanted.json()],
            )
            .await?;
        let mut known: HashMap<i64, CaseId> = HashMap::with_capacity(found.len());
        for row in &found {
            known.insert(row.int(0)?, row.parse(1)?);
        }
        let mut rows = Rows::default();
        let mut placed = Vec::with_capacity(cases.len());
        for (place, case) in cases.iter().enumerate() {
            let id = match known.get(&(place as i64)) {
                Some(id) => {
                    done.known_cases += 1;
                    *id
                }
                None => {
                    done.new_cases += 1;
                    self.ids.next(now)
                }
            };
            placed.push(id);
            rows.row()
                .id(id)
                .id(case.area)
                .text(case.number.as_str())
                .int(case.fiscal_year)
                .text(case.school.as_deref())
                .text(case.grade.as_deref())
                .text(case.found_via.as_deref())
                .opt_id(case.assessment)
                .int(case.begins_at.0)
                .opt_id(case.outcome);
        }
        tx.execute(
            "insert into child_case (id, area, number, fiscal_year, school, grade, found_via, assessment, opened_at, outcome, source)
             select value->>0, value->>1, value->>2, cast(value->>3 as bigint), value->>4, value->>5, value->>6, value->>7,
                 cast(value->>8 as bigint), value->>9, 'import'
             from json_each($1) where true
             on conflict (id) do update set school = excluded.school, grade = excluded.grade, found_via = excluded.found_via,
                 assessment = excluded.assessment, outcome = excluded.outcome,
                 outcome_at = case when child_case.outcome = excluded.outcome then child_case.outcome_at end",
            args![rows.json()],
        )
        .await?;
        Ok(placed)
    }

    /// Makes the imported ledger rows of these cases what the file says: missing ones are added, surplus ones voided.
    /// A row that staff corrected stands for itself: it is neither brought back nor voided a second time.
    async fn write_imported_encounters(
        &self,
        tx: &mut Tx,
        cases: &[ImportedCase],
        placed: &[CaseId],
        known: &str,
        now: Timestamp,
        done: &mut Imported,
    ) -> Result<(), Error> {
        let rows = tx
            .all(
                concat!(
                    "select ",
                    encounter_columns!(),
                    " from json_each($1) j cross join encounter e
                     where e.child_case = j.value->>0 and e.source = 'import' and e.counted = 1
                       and (e.voided_by is null or not exists (select 1 from encounter v where v.id = e.voided_by and v.source = 'import'))
                     order by case when e.voided_by is null then 1 else 0 end, e.id"
                ),
                args![known],
            )
            .await?;
        let mut present: HashMap<(CaseId, Method, EncounterResult), Vec<Encounter>> =
            HashMap::new();
        for row in &rows {
            let old = Encounter::read(row.parse(0)?, row, 1)?;
            if let Some(case) = old.case {
                present
                    .entry((case, old.method, old.result))
                    .or_default()
                    .push(old);
            }
        }
        let mut changes = Changes::default();
        let mut surplus: BTreeMap<CaseId, Vec<Encounter>> = BTreeMap::new();
        let mut missing: Vec<Encounter> = Vec::new();
        for (case, id) in cases.iter().zip(placed) {
            let mut wanted: BTreeMap<(Method, EncounterResult), usize> = BTreeMap::new();
            for (method, result, count) in &case.contacts {
                *wanted.entry((*method, *result)).or_default() += *count as usize;
            }
            for ((method, result), count) in wanted {
                let mut old = present.remove(&(*id, method, result)).unwrap_or_default();
                let more = count.saturating_sub(old.len());
                surplus.entry(*id).or_default().extend(
                    old.drain(count.min(old.len())..)
                        .filter(|old| old.voided_by.is_none()),
                );
                missing.extend(
                    (0..more)
                        .map(|_| ledger_row(self.ids.next(now), *id, case, method, result, now)),
                );
            }
        }
        // What is left stands under a method or result that the file no longer has.
        for ((case, ..), old) in present {
            surplus
                .entry(case)
                .or_default()
                .extend(old.into_iter().filter(|old| old.voided_by.is_none()));
        }
        for new in &mut missing {
            if let Some(mut old) = new
                .case
                .and_then(|case| surplus.get_mut(&case))
                .and_then(Vec::pop)
            {
                old.voided_by = Some(new.id);
                new.voids = Some(old.id);
                changes.encounters.push(old);
                done.voided += 1;
            }
        }
        done.encounters += missing.len() as u64;
        changes.encounters.extend(missing);
        for mut old in surplus.into_values().flatten() {
            let id: EncounterId = self.ids.next(now);
            let void = Encounter {
                id,
                counted: false,
                voids: Some(old.id),
                recorded_at: now,
                ..old.clone()
            };
            old.voided_by = Some(id);
            changes.encounters.extend([old, void]);
            done.voided += 1;
        }
        Self::write_encounters(tx, crate::sealed::encounters(&changes)).await
    }

    /// Makes the imported ways on of these cases what the file says; those that staff entered stay.
    async fn write_imported_links(
        &self,
        tx: &mut Tx,
        cases: &[ImportedCase],
        placed: &[CaseId],
        known: &str,
        now: Timestamp,
        done: &mut Imported,
    ) -> Result<(), Error> {
        let rows = tx
            .all(
                "select l.id, l.child_case, l.destination, l.state from json_each($1) j cross join support_link l
                 where l.child_case = j.value->>0 and l.source = 'import' order by l.id",
                args![known],
            )
            .await?;
        let mut present: HashMap<(CaseId, Destination, LinkState), Vec<String>> = HashMap::new();
        for row in &rows {
            present
                .entry((row.parse(1)?, row.parse(2)?, row.parse(3)?))
                .or_default()
                .push(row.text(0)?);
        }
        let mut new = Rows::default();
        for (case, id) in cases.iter().zip(placed) {
            for (destination, state) in &case.links {
                if present
                    .get_mut(&(*id, *destination, *state))
                    .and_then(Vec::pop)
                    .is_some()
                {
                    continue;
                }
                let link: uuid::Uuid = self.ids.next(now);
                new.row()
                    .id(link)
                    .id(id)
                    .id(case.area)
                    .id(destination)
                    .id(state)
                    .int(case.begins_at.0);
            }
        }
        let gone: Vec<String> = present.into_values().flatten().collect();
        done.links += new.count();
        done.links_removed += gone.len() as u64;
        if !gone.is_empty() {
            tx.execute(
                "delete from support_link where id in (select value->>0 from json_each($1))",
                args![ids(&gone)],
            )
            .await?;
        }
        if !new.is_empty() {
            tx.execute(
                "insert into support_link (id, child_case, area, destination, state, started_at, source)
                 select value->>0, value->>1, value->>2, value->>3, value->>4, cast(value->>5 as bigint), 'import' from json_each($1)",
                args![new.json()],
            )
            .await?;
        }
        Ok(())
    }
}

fn entry(by: Option<StaffId>, table: &str, rows: usize) -> Entry {
    Entry {
        staff: by,
        area: None,
        action: "import",
        object: table.to_owned(),
        detail: Some(format!("rows={rows}")),
    }
}

fn ledger_row(
    id: EncounterId,
    case_id: CaseId,
    case: &ImportedCase,
    method: Method,
    result: EncounterResult,
    now: Timestamp,
) -> Encounter {
    Encounter {
        id,
        area: case.area,
        case: Some(case_id),
        contact: None,
        conversation: None,
        target: Target::Both,
        actor: Actor::Ward,
        staff: None,
        flow: None,
        flow_only: false,
        direction: Direction::Out,
        method,
        started_at: case.begins_at,
        ended_at: case.begins_at,
        result,
        reached: result == EncounterResult::Reached,
        counted: true,
        messages_in: 0,
        messages_out: 0,
        rule: RULE,
        source: EncounterSource::Import,
        voids: None,
        voided_by: None,
        recorded_at: now,
    }
}
