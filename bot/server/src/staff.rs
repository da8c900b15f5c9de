//! `tsunagi staff`: accounts are made by who runs the installation; nobody registers themselves.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use tsunagi_model::{Clock, StaffRole, SystemClock};
use tsunagi_store::{Entry, Grant};

use crate::config::Config;
use crate::wire;

/// Staff accounts.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add an account. The password is read from standard input, or made up and shown once.
    Add {
        /// What they type to sign in.
        login: String,
        /// What others read.
        #[arg(long)]
        name: String,
        /// volunteer, staff, lead, coordinator, officer, admin or auditor.
        #[arg(long, default_value = "staff")]
        role: StaffRole,
        /// The area's short name.
        #[arg(long)]
        area: String,
        /// Read the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give an account a new password and end its sessions.
    Reset {
        /// Whose.
        login: String,
        /// Read the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// The shortest password.
const SHORTEST: usize = 12;

/// Runs a command.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(config: &Config, command: StaffCommand) -> Result<()> {
    let store = wire::open_store(config).await?;
    let now = SystemClock.now();
    match command {
        StaffCommand::Add {
            login,
            name,
            role,
            area,
            password_stdin,
        } => {
            let areas = store.areas().await?;
            let area = match areas.iter().find(|known| known.slug == area) {
                Some(area) => area.id,
                None => store.ensure_area(&area, &area, "city", None, now).await?,
            };
            let (password, made_up) = password(password_stdin)?;
            let id = store
                .add_staff(&login, &name, &password, "ja", now)
                .await
                .context("cannot add the account; is the login taken?")?;
            store
                .grant(
                    id,
                    &Grant {
                        role,
                        area,
                        from: now,
                        to: None,
                    },
                    now,
                )
                .await?;
            store
                .audit(
                    &[Entry {
                        staff: None,
                        area: Some(area),
                        action: "staff_add",
                        object: format!("staff/{id}"),
                        detail: None,
                    }],
                    now,
                )
                .await?;
            println!("added {login} ({role})");
            if made_up {
                println!("password: {password}");
            }
        }
        StaffCommand::Reset {
            login,
            password_stdin,
        } => {
            let (password, made_up) = password(password_stdin)?;
            if !store.reset_password(&login, &password).await? {
                bail!("there is no account `{login}`");
            }
            store
                .audit(
                    &[Entry {
                        staff: None,
                        area: None,
                        action: "staff_reset",
                        object: format!("login/{login}"),
                        detail: None,
                    }],
                    now,
                )
                .await?;
            println!("reset {login}");
            if made_up {
                println!("password: {password}");
            }
        }
    }
    store.close().await;
    Ok(())
}

/// The password, and whether it was made up here.
fn password(from_stdin: bool) -> Result<(String, bool)> {
    if !from_stdin {
        // No letters that look alike.
        const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
        let made: String = (0..16)
            .map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]))
            .collect();
        return Ok((made, true));
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < SHORTEST {
        bail!("a password has at least {SHORTEST} characters");
    }
    Ok((password, false))
}
