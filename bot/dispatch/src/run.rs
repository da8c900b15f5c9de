//! Running: the loops that carry events, timers and requests, until the token says stop; and one pump that does the same by hand.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_store::Error;

use crate::Service;

/// The longest nap of a loop: the safety net under the notices.
const NAP: Duration = Duration::from_secs(2);
/// How often is looked whether a platform should be asked for the month's quota.
const QUOTA_LOOK: Duration = Duration::from_mins(1);
/// How long a loop rests after the store failed.
const REST: Duration = Duration::from_millis(200);

impl Service {
    /// Starts every loop on the tracker. When the token is cancelled each finishes what it holds and ends.
    pub fn run(self: &Arc<Self>, tasks: &TaskTracker, stop: &CancellationToken) {
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            let Some(appends) = service.appends.lock().await.take() else {
                return;
            };
            stopped
                .run_until_cancelled(service.append_loop(appends))
                .await;
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            while !stopped.is_cancelled() {
                let worked = service.advance().await;
                rest(worked, "advance", &service.work, &stopped).await;
            }
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            if let Err(error) = service.timers_follow_program().await {
                tracing::error!(error = %error, "timers cannot be set anew; they stay as they were");
            }
            while !stopped.is_cancelled() {
                let worked = service.wake().await;
                rest(worked, "wake", &service.timers, &stopped).await;
            }
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            while !stopped.is_cancelled() {
                if let Err(error) = service.poll_quotas().await {
                    tracing::error!(error = %error, "the month's quota cannot be recorded; trying again");
                }
                // A first time may be long; each portion is whole.
                tokio::select! {
                    forgotten = service.forget_old_rows() => {
                        if let Err(error) = forgotten {
                            tracing::error!(error = %error, "old rows stay; trying again tomorrow");
                        }
                    }
                    () = stopped.cancelled() => {}
                }
                if let Err(error) = service.forget_attachments().await {
                    tracing::error!(error = %error, "old attachments stay; trying again tomorrow");
                }
                tokio::select! {
                    () = stopped.cancelled() => {}
                    () = tokio::time::sleep(QUOTA_LOOK) => {}
                }
            }
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move { service.broadcast_loop(&stopped).await });
        let service = Arc::clone(self);
        let (tracker, stopped) = (tasks.clone(), stop.clone());
        tasks.spawn(async move { service.deliver_loop(&tracker, &stopped).await });
        let service = Arc::clone(self);
        let (tracker, stopped) = (tasks.clone(), stop.clone());
        tasks.spawn(async move { service.fetch_loop(&tracker, &stopped).await });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move { service.expire_loop(&stopped).await });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            stopped.run_until_cancelled(service.name_loop()).await;
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            stopped.run_until_cancelled(service.menu_loop()).await;
        });
        let service = Arc::clone(self);
        let stopped = stop.clone();
        tasks.spawn(async move {
            stopped.run_until_cancelled(service.listen()).await;
        });
    }

    /// Runs only the loop that makes events durable; [`Service::settle`] does the rest. For tests.
    pub fn run_receiver(self: &Arc<Self>) {
        let service = Arc::clone(self);
        tokio::spawn(async move {
            let Some(appends) = service.appends.lock().await.take() else {
                return;
            };
            service.append_loop(appends).await;
        });
    }

    /// Works on the events that wait, without sending anything. For tests.
    pub async fn advance_now(self: &Arc<Self>) -> Result<usize, Error> {
        self.advance().await
    }

    /// Carries the broadcasts under way one page on, without sending anything. For tests.
    pub async fn broadcast_now(&self) -> Result<usize, Error> {
        self.broadcast_once().await
    }

    /// Sends what is due, without anything else. For tests.
    pub async fn deliver_now(&self) -> Result<usize, Error> {
        self.deliver_once().await
    }

    /// Hears of work that other instances on the same database made.
    async fn listen(&self) {
        loop {
            match self.store.notices().await {
                Ok(None) => return,
                Ok(Some(mut notices)) => {
                    // What was published while nobody listened.
                    if let Err(error) = self.reload().await {
                        tracing::error!(error = %error, "published flows cannot be read");
                    }
                    while let Ok(notice) = notices.next().await {
                        match notice.as_str() {
                            "intake" => self.work.notify_one(),
                            "outbox" => self.queue.notify_one(),
                            "standing" => {
                                if let Err(error) = self.read_standing().await {
                                    tracing::warn!(error = %error, "what other instances changed cannot be read");
                                }
                            }
                            "program" => {
                                if let Err(error) = self.reload().await {
                                    tracing::error!(error = %error, "published flows cannot be read");
                                }
                            }
                            other => {
                                if let Some(area) = other
                                    .strip_prefix("area ")
                                    .and_then(|area| area.parse().ok())
                                {
                                    self.store.changed(area, None);
                                }
                            }
                        }
                    }
                }
                Err(error) => tracing::warn!(error = %error, "cannot listen to other instances"),
            }
            tokio::time::sleep(NAP).await;
        }
    }

    /// Works until nothing is left that is due now: events, timers, requests, what people sent. For tests and the demonstration's clock.
    pub async fn settle(self: &Arc<Self>) -> Result<(), Error> {
        loop {
            let worked = self.advance().await?
                + self.wake().await?
                + self.broadcast_once().await?
                + self.deliver_once().await?
                + self.fetch_once().await?
                + self.name_once().await
                + self.menu_once().await;
            if worked == 0 {
                return Ok(());
            }
        }
    }
}

/// After work there is at once the next look; without work a nap that a notice ends.
async fn rest(
    worked: Result<usize, Error>,
    what: &str,
    notice: &tokio::sync::Notify,
    stop: &CancellationToken,
) {
    let nap = match worked {
        Ok(0) => NAP,
        Ok(_) => return,
        Err(error) => {
            tracing::error!(error = %error, what, "the store failed; trying again");
            REST
        }
    };
    tokio::select! {
        () = notice.notified() => {}
        () = stop.cancelled() => {}
        () = tokio::time::sleep(nap) => {}
    }
}
