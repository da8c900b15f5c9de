//! Forgetting: once a day go the rows that nobody asks for any more, so that no table grows for ever.

use tsunagi_model::Span;
use tsunagi_store::Error;

use crate::Service;

/// How long is remembered what was kept back: longer than the yearly report looks back.
const SILENCE: Span = Span::days(400);
/// How long an event that comes again is known, and a message of which a platform tells what became of it: twice as long as any of them
/// tries.
const KNOWN: Span = Span::days(60);

impl Service {
    /// Once a day: forgets what was kept back long ago, keys of events whose work is done, and ids of our messages.
    pub(crate) async fn forget_old_rows(&self) -> Result<(), Error> {
        let now = self.now();
        if self.tell_once("forget rows", now) {
            let silence = self.store.forget_held(now.plus(Span(-SILENCE.0))).await?;
            let known = now.plus(Span(-KNOWN.0));
            let events = self.store.purge_intake(known).await?;
            let receipts = self.store.forget_receipts(known).await?;
            metrics::counter!("tsunagi_rows_forgotten").increment(silence + events + receipts);
        }
        Ok(())
    }
}
