//! What staff do with broadcasts: write, count, confirm with the number, take back, stop. Each within their grants, each on record.

use std::collections::BTreeSet;

use tsunagi_locale::{Rules, Severity, TextFile, Word};
use tsunagi_model::{AreaId, BroadcastId, Role, Span, StaffId};
use tsunagi_store::{BroadcastRow, BroadcastState, Entry, Error, Scope};

use super::judge::can_begin;
use super::{
    Broadcast, BroadcastError, Content, Draft, FIELDS, LONGEST, LONGEST_LASTS, LONGEST_UNDO,
    Progress,
};
use crate::Service;

/// The longest reason for what is urgent, and the longest name and value of a field.
const REASON: usize = 200;
const FIELD: usize = 60;

/// What the rules of wording say about one of the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text's language.
    pub language: String,
    /// The rule.
    pub code: &'static str,
    /// Whether no shipped text may be like this.
    pub severe: bool,
    /// What is wrong.
    pub message: String,
    /// What to do, in Japanese; empty where the message says it.
    pub hint: &'static str,
}

impl Service {
    /// The broadcasts that somebody may see, newest first.
    pub async fn broadcasts(&self, scope: &Scope, limit: i64) -> Result<Vec<Broadcast>, Error> {
        let rows = scope.broadcasts(limit).await?;
        rows.into_iter().map(Broadcast::of).collect()
    }

    /// One of them.
    pub async fn broadcast(
        &self,
        scope: &Scope,
        id: BroadcastId,
    ) -> Result<Broadcast, BroadcastError> {
        let row = scope.broadcast(id).await?.ok_or(BroadcastError::NotFound)?;
        Ok(Broadcast::of(row)?)
    }

    /// What has become of it so far.
    pub async fn broadcast_progress(&self, id: BroadcastId) -> Result<Progress, Error> {
        let lanes = self.store.broadcast_lanes(id).await?;
        let requests = self.store.broadcast_requests(id).await?;
        Ok(Progress::of(&lanes, &requests, self.now()))
    }

    /// Keeps what was written, as a new draft or in place of one whose revision the writer saw, and counts whom it would reach.
    pub async fn write_broadcast(
        &self,
        scope: &Scope,
        known: Option<(BroadcastId, i64)>,
        draft: Draft,
    ) -> Result<BroadcastId, BroadcastError> {
        let draft = self.checked(scope, draft)?;
        let now = self.now();
        let mut row = match known {
            Some((id, rev)) => {
                let mut row = self.broadcast(scope, id).await?.row;
                if row.state != BroadcastState::Draft || row.rev != rev {
                    return Err(BroadcastError::TooLate);
                }
                row.rev = rev;
                row
            }
            None => new_row(self.store.ids().next(now), scope.staff, now),
        };
        let preview = self.preview(&draft).await?;
        lay(&mut row, &draft, &preview)?;
        let action = if known.is_some() {
            "broadcast_change"
        } else {
            "broadcast_write"
        };
        let entry = entry(&row, Some(scope.staff), action, None);
        self.keep(row, entry).await
    }

    /// Counts a draft anew.
    pub async fn count_broadcast(
        &self,
        scope: &Scope,
        id: BroadcastId,
    ) -> Result<(), BroadcastError> {
        let broadcast = self.broadcast(scope, id).await?;
        let mut row = broadcast.row;
        if row.state != BroadcastState::Draft {
            return Err(BroadcastError::TooLate);
        }
        let preview = self.preview(&broadcast.draft).await?;
        lay(&mut row, &broadcast.draft, &preview)?;
        let entry = entry(&row, Some(scope.staff), "broadcast_count", None);
        self.keep(row, entry).await.map(|_| ())
    }

    async fn keep(&self, row: BroadcastRow, entry: Entry) -> Result<BroadcastId, BroadcastError> {
        match self.store.save_broadcast(&row, entry, self.now()).await {
            Ok(()) => Ok(row.id),
            Err(Error::Conflict) => Err(BroadcastError::TooLate),
            Err(error) => Err(error.into()),
        }
    }

    /// Confirms a draft with the number of people that was counted; nothing leaves until `undo` is over.
    pub async fn confirm_broadcast(
        &self,
        scope: &Scope,
        id: BroadcastId,
        people: i64,
        undo: Span,
    ) -> Result<(), BroadcastError> {
        let broadcast = self.broadcast(scope, id).await?;
        let now = self.now();
        if broadcast.row.state != BroadcastState::Draft {
            return Err(BroadcastError::TooLate);
        }
        // What was written yesterday may name a flow that is gone, or an area that is not theirs any more.
        self.checked(scope, broadcast.draft.clone())?;
        let counted = broadcast.preview.as_ref().map(|preview| preview.people);
        if counted != Some(people) || !broadcast.is_counted(now) {
            return Err(BroadcastError::OtherNumber);
        }
        if people == 0 {
            return Err(BroadcastError::Nobody);
        }
        let undo = Span(undo.0.clamp(0, LONGEST_UNDO.0));
        let channels = self.broadcast_channels(&broadcast.draft.selection.channels);
        let entry = entry(
            &broadcast.row,
            Some(scope.staff),
            "broadcast_confirm",
            Some(format!("{people} people")),
        );
        let confirmed = self.store.confirm_broadcast(
            &broadcast.row,
            &channels,
            scope.staff,
            now.plus(undo),
            entry,
            now,
        );
        match confirmed.await {
            Ok(()) => {
                self.broadcasts.notify_one();
                Ok(())
            }
            Err(Error::Conflict) => Err(BroadcastError::TooLate),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes back a draft, or a confirmed broadcast of which nothing has left.
    pub async fn undo_broadcast(
        &self,
        scope: &Scope,
        id: BroadcastId,
    ) -> Result<(), BroadcastError> {
        let row = self.broadcast(scope, id).await?.row;
        let entry = entry(&row, Some(scope.staff), "broadcast_undo", None);
        let undone = self
            .store
            .undo_broadcast(id, scope.staff, entry, self.now())
            .await?;
        undone.then_some(()).ok_or(BroadcastError::TooLate)
    }

    /// Stops a broadcast on its way: nothing more is queued, what waits is taken back. How many requests that were.
    pub async fn stop_broadcast(
        &self,
        scope: &Scope,
        id: BroadcastId,
    ) -> Result<u64, BroadcastError> {
        let row = self.broadcast(scope, id).await?.row;
        let back = super::stop(&self.store, &row, Some(scope.staff), self.now()).await?;
        self.timers.notify_one();
        back.ok_or(BroadcastError::TooLate)
    }

    /// What the rules of wording say about the texts: hints for whoever wrote them.
    pub fn broadcast_wording(&self, draft: &Draft) -> Vec<Wording> {
        let Content::Words(texts) = &draft.content else {
            return Vec::new();
        };
        let program = self.program();
        let words = program.tables().rows("avoid_words").iter();
        let words = words.filter_map(|row| {
            let cell = |column: &str| row.get(column).map_or("", String::as_str);
            Word::new(cell("who"), cell("language"), cell("word"), cell("unless"))
        });
        let rules = Rules {
            without_missing: true,
            words: words.collect(),
            pushed: BTreeSet::from([TEXT.to_owned()]),
        };
        let audience = match draft.selection.roles.as_slice() {
            [Role::Parent] => "parent",
            [Role::Teacher | Role::Someone, ..] => "adult",
            _ => "child",
        };
        let files: Vec<TextFile> = texts
            .iter()
            .map(|(language, words)| TextFile {
                language: language.clone(),
                name: TEXT.to_owned(),
                path: language.clone(),
                text: fluent(words, audience),
            })
            .collect();
        tsunagi_locale::check_with(&files, &rules)
            .into_iter()
            // Only what is said of the words; the file around them is made here.
            .filter(|problem| problem.code.get(1..2) == Some("3"))
            .map(|problem| Wording {
                language: problem.file,
                code: problem.code,
                severe: problem.severity == Severity::Error,
                message: problem.message,
                hint: tsunagi_flow::hint(problem.code),
            })
            .collect()
    }

    /// The areas that a draft is for, with everything below them.
    pub(super) async fn areas_of(&self, draft: &Draft) -> Result<Vec<AreaId>, Error> {
        let mut areas = BTreeSet::new();
        for area in &draft.selection.areas {
            areas.extend(self.store.areas_below(*area).await?);
        }
        Ok(areas.into_iter().collect())
    }

    /// A draft in order, or what is wrong with it.
    fn checked(&self, scope: &Scope, mut draft: Draft) -> Result<Draft, BroadcastError> {
        let mine = scope.programme_areas();
        let selection = &mut draft.selection;
        if !selection.areas.iter().all(|area| mine.contains(area)) {
            return Err(BroadcastError::NotFound);
        }
        if selection.areas.is_empty() {
            return Err(BroadcastError::NoArea);
        }
        selection
            .channels
            .retain(|slug| self.lines.contains_key(slug));
        selection
            .fields
            .retain(|(field, value)| !field.is_empty() && field.len() + value.len() <= FIELD * 2);
        selection.fields.truncate(FIELDS);
        selection.silent_days = selection
            .silent_days
            .filter(|days| (1..=3_650).contains(days));
        match &mut draft.content {
            Content::Words(texts) => {
                for words in texts.values_mut() {
                    *words = words.replace("\r\n", "\n").trim().to_owned();
                }
                texts.retain(|_, words| !words.is_empty());
                if !texts.contains_key("ja") {
                    return Err(BroadcastError::NoWords);
                }
                let long = texts
                    .iter()
                    .find(|(_, words)| words.chars().count() > LONGEST);
                if let Some((language, _)) = long {
                    let language = language.clone();
                    return Err(BroadcastError::TooLong { language });
                }
            }
            Content::Flow(flow) => {
                if !can_begin(&self.program(), flow) {
                    return Err(BroadcastError::NoFlow);
                }
                // How often a flow may speak is decided wherever it speaks; no one broadcast can lift that.
                draft.urgent = None;
            }
        }
        if let Some(reason) = &mut draft.urgent {
            *reason = reason.trim().chars().take(REASON).collect();
            if reason.is_empty() {
                return Err(BroadcastError::NoReason);
            }
        }
        draft.lasts = Span(draft.lasts.0.clamp(Span::minutes(30).0, LONGEST_LASTS.0));
        Ok(draft)
    }
}

/// The id of a text while it is checked.
const TEXT: &str = "broadcast";

/// Words as a Fluent file: line by line, with what Fluent would read as its own said to be a letter.
fn fluent(words: &str, audience: &str) -> String {
    let mut text = format!("# audience: {audience}\n# push: yes\n{TEXT} =\n");
    for line in words.lines() {
        text.push_str("    ");
        for (place, letter) in line.trim().chars().enumerate() {
            match letter {
                '{' | '}' => text.extend(["{\"", &letter.to_string(), "\"}"]),
                '[' | '*' | '.' if place == 0 => text.extend(["{\"", &letter.to_string(), "\"}"]),
                letter => text.push(letter),
            }
        }
        text.push('\n');
    }
    text
}

fn new_row(id: BroadcastId, by: StaffId, now: tsunagi_model::Timestamp) -> BroadcastRow {
    BroadcastRow {
        id,
        areas: Vec::new(),
        state: BroadcastState::Draft,
        rev: 0,
        content: String::new(),
        selection: String::new(),
        urgent: None,
        lasts: super::LASTS,
        preview: None,
        created_by: by,
        created_at: now,
        confirmed_by: None,
        confirmed_at: None,
        undo_until: None,
        expires_at: None,
        ended_by: None,
        ended_at: None,
    }
}

/// Puts what was written and counted into its row.
fn lay(row: &mut BroadcastRow, draft: &Draft, preview: &super::Preview) -> Result<(), Error> {
    let wrong = |_| Error::Inconsistent { what: "broadcast" };
    row.areas.clone_from(&draft.selection.areas);
    row.content = serde_json::to_string(&draft.content).map_err(wrong)?;
    row.selection = serde_json::to_string(&draft.selection).map_err(wrong)?;
    row.urgent.clone_from(&draft.urgent);
    row.lasts = draft.lasts;
    row.preview = Some(serde_json::to_string(preview).map_err(wrong)?);
    Ok(())
}

/// What is written to the audit log: who did what to which broadcast, never its words.
pub(super) fn entry(
    row: &BroadcastRow,
    staff: Option<StaffId>,
    action: &'static str,
    detail: Option<String>,
) -> Entry {
    Entry {
        staff,
        area: row.areas.first().copied(),
        action,
        object: format!("broadcast/{}", row.id),
        detail,
    }
}
