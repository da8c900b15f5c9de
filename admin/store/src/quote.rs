//! What messages answer or react to: platforms name it by their own ids, ours are with the request that carried the message.

use std::collections::HashMap;

use tsunagi_model::MessageId;

use crate::db::{Row, args};
use crate::dialogue::{Line, line, line_columns};
use crate::rows::Rows;
use crate::{Error, Store, Thread};

impl Store {
    /// The messages of a conversation that some of its rows are about, by the id of the row. What is not known for certain is left out.
    pub(crate) async fn quoted(
        &self,
        thread: &Thread,
        rows: &[Row],
    ) -> Result<HashMap<MessageId, Line>, Error> {
        let mut wanted = Vec::new();
        let mut ids = Rows::default();
        for row in rows {
            if let Some(id) = row.opt_text(11)? {
                ids.row().text(id.as_str()).text(within(&id).as_str());
                wanted.push((row.parse::<MessageId>(0)?, id));
            }
        }
        if wanted.is_empty() {
            return Ok(HashMap::new());
        }
        let found = self
            .db
            .all(
                concat!(
                    "select ",
                    line_columns!(),
                    " where m.conversation = $1 and m.kind not in ('unsend', 'edited', 'reaction')
                         and (m.platform_id in (select value->>0 from json_each($2))
                             or exists (select 1 from json_each($2) v where (' ' || o.platform_ids || ' ') like (v.value->>1) escape '\\'))
                     order by m.id"
                ),
                args![thread.id.to_string(), ids.json()],
            )
            .await?;
        let candidates = found
            .iter()
            .map(Candidate::read)
            .collect::<Result<Vec<_>, Error>>()?;
        let mut quoted = HashMap::new();
        for (about, id) in wanted {
            if let Some(at) = find(&candidates, &id) {
                quoted.insert(about, line(&found[at], thread.key.as_ref())?);
            }
        }
        Ok(quoted)
    }
}

/// An id as a pattern for a list of ids between spaces.
fn within(id: &str) -> String {
    let mut pattern = "% ".to_owned();
    for letter in id.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + " %"
}

/// The ids of a message that may be meant.
#[derive(Default)]
struct Candidate {
    /// Its own, where the platform brought it.
    own: Option<String>,
    /// Those of the request that carried it, which may have carried several.
    request: Option<String>,
}

impl Candidate {
    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            own: row.opt_text(12)?,
            request: row.opt_text(13)?,
        })
    }
}

/// Which message an id means. A request's ids are in the order of its messages; where there are more or fewer of them than messages, only
/// a message that was alone in its request is certain.
fn find(candidates: &[Candidate], id: &str) -> Option<usize> {
    let own = candidates
        .iter()
        .position(|candidate| candidate.own.as_deref() == Some(id));
    if own.is_some() {
        return own;
    }
    let (request, place, ids) = candidates.iter().find_map(|candidate| {
        let request = candidate.request.as_deref()?;
        let place = request.split(' ').position(|known| known == id)?;
        Some((request, place, request.split(' ').count()))
    })?;
    let carried: Vec<usize> = (0..candidates.len())
        .filter(|at| candidates[*at].request.as_deref() == Some(request))
        .collect();
    match carried.as_slice() {
        [alone] => Some(*alone),
        several if several.len() == ids => Some(several[place]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(ids: &[(&str, &str)]) -> Vec<Candidate> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ids.iter()
            .map(|(own, request)| Candidate {
                own: some(own),
                request: some(request),
            })
            .collect()
    }

    #[test]
    fn an_id_means_the_message_in_its_place() {
        let all = candidates(&[
            ("1", ""),
            ("", "5 6"),
            ("", "5 6"),
            ("", "7 8"),
            ("", "9 10 11"),
            ("", "9 10 11"),
        ]);
        let found = |id| find(&all, id);
        assert_eq!(found("1"), Some(0));
        assert_eq!((found("5"), found("6")), (Some(1), Some(2)));
        assert_eq!((found("7"), found("8")), (Some(3), Some(3)));
        assert_eq!(found("10"), None, "one of two, nobody knows which");
        assert_eq!(found("12"), None);
    }

    #[test]
    fn signs_of_patterns_stand_for_themselves() {
        assert_eq!(within(r"m_a%\"), r"% m\_a\%\\ %");
    }
}
