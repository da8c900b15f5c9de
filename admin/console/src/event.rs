//! Live pages: a stream of "something changed" that carries ids only and never what is out of the visitor's scope.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::Deserialize;
use tokio_stream::wrappers::BroadcastStream;
use tsunagi_model::{AreaId, ConversationId};
use tsunagi_store::Change;

use crate::App;
use crate::failure::Failure;
use crate::page::conversation::id_of;
use crate::session::Visitor;

/// A stream ends after this long and the browser asks again: that is when a sign-out or a withdrawn grant takes hold.
const LONGEST: Duration = Duration::from_secs(5 * 60);
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Debug, Default, Deserialize)]
pub(crate) struct What {
    conversation: Option<String>,
}

/// Whether a page that shows `conversation` (or the lists of `areas`) must look again.
fn concerns(change: &Change, areas: &[AreaId], conversation: Option<ConversationId>) -> bool {
    areas.contains(&change.area)
        && (conversation.is_none()
            || change.conversation.is_none()
            || change.conversation == conversation)
}

/// Streams changes of one conversation, or of every list the visitor has.
pub(crate) async fn stream(
    State(app): State<App>,
    visitor: Visitor,
    Query(what): Query<What>,
) -> Result<Response, Failure> {
    // Subscribed first: what changes while the scope is read is not lost.
    let changes = BroadcastStream::new(app.service.store().watch());
    let conversation = what
        .conversation
        .map(|id| id_of::<ConversationId>(&id))
        .transpose()?;
    let mut areas = visitor.scope.conversation_areas();
    if let Some(id) = conversation {
        let Some(thread) = visitor.scope.thread(id).await? else {
            return Err(Failure::NotFound);
        };
        areas = vec![thread.area];
    }
    if areas.is_empty() {
        return Err(Failure::NotFound);
    }
    let events = changes
        .filter_map(move |change| {
            let event = match change {
                Ok(change) if concerns(&change, &areas, conversation) => Some(
                    Event::default().event("change").data(
                        change
                            .conversation
                            .map(|id| id.to_string())
                            .unwrap_or_default(),
                    ),
                ),
                Ok(_) => None,
                // Some were missed: look again.
                Err(_) => Some(Event::default().event("change").data("")),
            };
            std::future::ready(event.map(Ok::<_, Infallible>))
        })
        .take_until(tokio::time::sleep(LONGEST));
    // A comment and no event: pages would take it for a change that they missed.
    let first = futures_util::stream::once(std::future::ready(Ok(Event::default()
        .retry(Duration::from_secs(2))
        .comment("open"))));
    Ok(Sse::new(first.chain(events))
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response())
}

#[cfg(test)]
mod tests {
    use tsunagi_model::{AreaId, ConversationId, Timestamp};
    use tsunagi_store::Change;

    use super::concerns;

    #[test]
    fn changes_elsewhere_are_not_heard_of() {
        let area = |n| AreaId::new(Timestamp(0), [n; 10]);
        let talk = |n| ConversationId::new(Timestamp(0), [n; 10]);
        let change = Change {
            area: area(1),
            conversation: Some(talk(1)),
        };
        assert!(concerns(&change, &[area(1)], None));
        assert!(concerns(&change, &[area(1)], Some(talk(1))));
        assert!(
            !concerns(&change, &[area(1)], Some(talk(2))),
            "another conversation"
        );
        assert!(!concerns(&change, &[area(2)], None), "another municipality");
        // An acknowledged alert names no conversation: every page of the area looks again.
        assert!(concerns(
            &Change {
                area: area(1),
                conversation: None
            },
            &[area(1)],
            Some(talk(2))
        ));
    }
}
