//! Serving: everything that runs until a signal, and the orderly end.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_console::ConsoleOptions;
use tsunagi_dispatch::Service;
use tsunagi_model::SystemClock;

use crate::chat::{self, ChatOptions};
use crate::config::Config;
use crate::{http, media, wire};

/// `tsunagi serve`.
pub async fn serve(config: &Config) -> Result<()> {
    let store = wire::open_store(config).await?;
    let service = wire::service(config, store, Arc::new(SystemClock)).await?;
    if service.lines().is_empty() {
        tracing::warn!("no [[channel]] is configured: nobody can reach this service");
    }
    let router = pages(config, &service, false);
    run(
        config,
        &service,
        router,
        |address| tracing::info!(%address, "serving"),
    )
    .await
}

/// Webhooks, web chat and console.
pub fn pages(config: &Config, service: &Arc<Service>, demo: bool) -> Router {
    let secure = config.is_secure();
    http::router(Arc::clone(service))
        .merge(media::router(config.flows.clone()))
        .merge(chat::router(
            Arc::clone(service),
            ChatOptions {
                public_url: config.public_url.clone(),
                // The demonstration is reached where it listens.
                base: config
                    .public_url
                    .clone()
                    .or_else(|| demo.then(|| format!("http://{}", config.listen))),
                secure,
                frame_ancestors: config.chat_frame_ancestors.clone(),
            },
        ))
        .merge(tsunagi_console::router(
            Arc::clone(service),
            ConsoleOptions {
                public_url: config.public_url.clone(),
                secure_cookies: secure,
                demo,
            },
        ))
}

/// Serves a router and runs the service's loops until a signal; then everything finishes what it holds.
pub async fn run(
    config: &Config,
    service: &Arc<Service>,
    router: Router,
    ready: impl FnOnce(SocketAddr),
) -> Result<()> {
    let metrics = start_metrics(config).await?;
    let (listener, address) = http::bind(&config.listen).await?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let front = CancellationToken::new();
    service.run(&tasks, &stop);
    if let Some((listener, router)) = metrics {
        tasks.spawn(http::serve(listener, router, front.clone()));
    }
    // Open streams of the pages end at once when the front closes.
    let router = router.layer(axum::Extension(front.clone()));
    let serving = tokio::spawn(http::serve(listener, router, front.clone()));
    ready(address);
    signal().await;
    tracing::info!("stopping");
    // First no more requests, then no more work: what was answered with 200 is on disk either way.
    front.cancel();
    _ = serving.await;
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    service.store().close().await;
    Ok(())
}

async fn start_metrics(config: &Config) -> Result<Option<(tokio::net::TcpListener, Router)>> {
    let Some(listen) = &config.metrics_listen else {
        return Ok(None);
    };
    let handle = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder()?;
    let router = Router::new().route(
        "/metrics",
        axum::routing::get(move || async move { handle.render() }),
    );
    let (listener, _) = http::bind(listen).await?;
    Ok(Some((listener, router)))
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        else {
            _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        _ = interrupt.await;
    }
}
