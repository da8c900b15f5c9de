//! `tsunagi codes make`: single-use codes for letters, as a CSV file for whoever prints them.

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use tsunagi_model::{Clock, Span, SystemClock};
use tsunagi_store::{Entry, Invitation};

use crate::config::Config;
use crate::wire;

/// Codes of letters.
#[derive(Debug, Subcommand)]
pub enum CodesCommand {
    /// Make new codes and print them as CSV: code, area, letter, expires. They are shown once: the store keeps only their hashes.
    Make(Make),
}

/// What to make.
#[derive(Debug, Args)]
pub struct Make {
    /// The area's slug.
    #[arg(long)]
    area: String,
    /// The letter they are printed on, as flows name it (`code: spring-letter`).
    #[arg(long)]
    letter: String,
    /// How many.
    #[arg(long, default_value_t = 20)]
    count: usize,
    /// The entry of the target list that one letter goes to.
    #[arg(long)]
    entry: Option<String>,
    /// For how many days they are good.
    #[arg(long, default_value_t = 180)]
    days: i64,
}

/// Codes in one commit.
const GROUP: usize = 500;
/// The most codes of one call: a town's letters, not a slip of the finger.
const MOST: usize = 100_000;

/// Runs it.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(config: &Config, command: CodesCommand) -> Result<()> {
    let CodesCommand::Make(make) = command;
    ensure!(
        (1..=MOST).contains(&make.count),
        "--count must be between 1 and {MOST}"
    );
    ensure!(
        make.entry.is_none() || make.count == 1,
        "--entry is one person of the list: --count must be 1"
    );
    ensure!(
        (1..=3_650).contains(&make.days),
        "--days must be between 1 and 3650"
    );
    let letter = make.letter.trim();
    ensure!(!letter.is_empty(), "--letter is empty");
    let store = wire::open_store(config).await?;
    let now = SystemClock.now();
    // An area that the configuration names may not have been served yet; any other name is a slip, and letters would be wasted.
    if let Some(area) = config.areas.iter().find(|area| area.slug == make.area) {
        store
            .ensure_area(&area.slug, &area.name, "city", None, now)
            .await?;
    }
    let areas = store.areas().await?;
    let area = areas
        .iter()
        .find(|area| area.slug == make.area)
        .with_context(|| {
            let known: Vec<&str> = areas.iter().map(|area| area.slug.as_str()).collect();
            format!(
                "there is no area `{}`; there are: {}",
                make.area,
                known.join(", ")
            )
        })?;
    let expires_at = now.plus(Span::days(make.days));
    let day = expires_at
        .utc()
        .with_timezone(&config.time_zone)
        .date_naive();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["code", "area", "letter", "expires"])?;
    let mut left = make.count;
    while left > 0 {
        let codes: Vec<String> = (0..left.min(GROUP))
            .map(|_| tsunagi_dispatch::make_code(rand::random))
            .collect();
        let rows: Vec<Invitation> = codes
            .iter()
            .map(|code| Invitation {
                hash: store.code_hash(code),
                letter: letter.to_owned(),
                area: area.id,
                area_slug: area.slug.clone(),
                entry: make.entry.clone(),
                came_from: letter.to_owned(),
                expires_at,
                used_at: None,
                contact: None,
            })
            .collect();
        match store.add_invitations(&rows, now).await {
            Ok(()) => {}
            // One of them was made before: once in a very long while, and then others are drawn.
            Err(tsunagi_store::Error::Conflict) => continue,
            Err(error) => return Err(error.into()),
        }
        for code in &codes {
            let code = tsunagi_dispatch::printed_code(code);
            out.write_record([code.as_str(), &area.slug, letter, &day.to_string()])?;
        }
        left -= codes.len();
    }
    let entry = Entry {
        staff: None,
        area: Some(area.id),
        action: "make_codes",
        object: format!("area/{}", area.id),
        detail: Some(format!("{} of {letter}", make.count)),
    };
    store.audit(&[entry], now).await?;
    print!("{}", String::from_utf8(out.into_inner()?)?);
    store.close().await;
    Ok(())
}
