//! `tsunagi broadcast`: messages to many, seen from the machine: what there is, how far it has come, and a stop.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use tsunagi_dispatch::broadcast::{self, Broadcast, Content, Progress};
use tsunagi_model::{BroadcastId, Clock, SystemClock, Timestamp};
use tsunagi_store::Store;

use crate::config::Config;
use crate::wire;

/// How many are listed.
const LISTED: i64 = 50;

/// Messages to many.
#[derive(Debug, Subcommand)]
pub enum BroadcastCommand {
    /// List the newest ones: id, state, when it was written, how many people it was queued for.
    List,
    /// Show how far one has come.
    Show {
        /// The id that `list` prints.
        id: BroadcastId,
    },
    /// Stop one: what has not left yet does not leave any more.
    Stop {
        /// The id that `list` prints.
        id: BroadcastId,
    },
}

/// Runs it.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(config: &Config, command: BroadcastCommand) -> Result<()> {
    let store = wire::open_store(config).await?;
    let now = SystemClock.now();
    let time = |at: Timestamp| {
        let local = at.utc().with_timezone(&config.time_zone);
        local.format("%Y-%m-%d %H:%M").to_string()
    };
    match command {
        BroadcastCommand::List => {
            for row in store.broadcasts(LISTED).await? {
                let lanes = store.broadcast_lanes(row.id).await?;
                let queued: i64 = lanes.iter().map(|lane| lane.queued).sum();
                let (state, written) = (row.state.as_str(), time(row.created_at));
                println!("{}\t{state}\t{written}\t{queued}", row.id);
            }
        }
        BroadcastCommand::Show { id } => {
            let row = store
                .broadcast(id)
                .await?
                .context("there is no such broadcast")?;
            let requests = store.broadcast_requests(id).await?;
            let progress = Progress::of(&store.broadcast_lanes(id).await?, &requests, now);
            let broadcast = Broadcast::of(row)?;
            let what = match &broadcast.draft.content {
                Content::Words(texts) => {
                    let languages: Vec<&str> = texts.keys().map(String::as_str).collect();
                    format!("words in {}", languages.join(", "))
                }
                Content::Flow(flow) => format!("flow {flow}"),
            };
            println!("state      {}", broadcast.row.state.as_str());
            println!("what       {what}");
            if let Some(until) = broadcast.row.undo_until {
                println!("from       {}", time(until));
            }
            println!("queued for {} people", progress.queued);
            println!("sent       {}", progress.sent);
            println!("waiting    {}", progress.waiting);
            println!("failed     {}", progress.failed);
            println!("expired    {}", progress.expired);
            println!("taken back {}", progress.cancelled);
            println!("left out   {}", progress.left());
            for (why, count) in &progress.left_out {
                println!("           {count} {why}");
            }
            if let Some(at) = progress.again_at {
                println!("goes on    {}", time(at));
            }
        }
        BroadcastCommand::Stop { id } => {
            let back = stop(&store, id, now).await?;
            println!("stopped; {back} requests taken back");
        }
    }
    store.close().await;
    Ok(())
}

async fn stop(store: &Store, id: BroadcastId, now: Timestamp) -> Result<u64> {
    let row = store
        .broadcast(id)
        .await?
        .context("there is no such broadcast")?;
    match broadcast::stop(store, &row, None, now).await? {
        Some(back) => Ok(back),
        None => bail!("it is {} and cannot be stopped", row.state.as_str()),
    }
}
