//! What can go wrong in the store.

use std::path::PathBuf;

/// What can go wrong in the store. "Not found" is not an error: it is `None`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else changed the same rows first: read again and decide again.
    #[error("changed meanwhile by somebody else")]
    Conflict,
    /// The database is busy or away; the same call may succeed later.
    #[error("the database is busy or away")]
    Busy(#[source] sqlx::Error),
    /// A stored value that this version does not understand.
    #[error("a stored value is not a {what}")]
    Inconsistent {
        /// What was expected.
        what: &'static str,
    },
    /// Sealed bytes that the key does not open.
    #[error("sealed bytes do not open with this key")]
    Sealed,
    /// The key file cannot be read, written or understood.
    #[error("key file {path}", path = path.display())]
    KeyFile {
        /// Where it should be.
        path: PathBuf,
        /// What happened.
        #[source]
        source: std::io::Error,
    },
    /// The database was written with another key file.
    #[error("this database was written with another key file")]
    WrongKey,
    /// The URL is neither `sqlite://…` nor `postgres://…`.
    #[error("database_url must begin with sqlite:// or postgres://")]
    BadUrl,
    /// The tables cannot be brought up to date; for example a newer version wrote them.
    #[error("the tables cannot be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Anything else the driver says.
    #[error("database")]
    Driver(#[source] sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(inner) if inner.is_unique_violation() => Self::Conflict,
            // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL and PostgreSQL's serialization failure, deadlock, shutdown, too many connections.
            sqlx::Error::Database(inner)
                if matches!(
                    inner.code().as_deref(),
                    Some(
                        "5" | "6"
                            | "13"
                            | "261"
                            | "262"
                            | "517"
                            | "40001"
                            | "40P01"
                            | "57P01"
                            | "57P02"
                            | "57P03"
                            | "53300"
                    )
                ) =>
            {
                Self::Busy(error)
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::Io(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Busy(error),
            _ => Self::Driver(error),
        }
    }
}

impl Error {
    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Conflict | Self::Busy(_))
    }

    /// Whether PostgreSQL let this transaction give way to another one that wanted the same rows in another order: the same can be done
    /// again at once.
    pub(crate) fn gave_way(&self) -> bool {
        let Self::Busy(sqlx::Error::Database(inner)) = self else {
            return false;
        };
        matches!(inner.code().as_deref(), Some("40001" | "40P01"))
    }
}

/// Begins a transaction again that had to give way, some times.
macro_rules! again {
    ($work:expr) => {{
        let mut left = 5;
        loop {
            match $work.await {
                Err(error) if $crate::Error::gave_way(&error) && left > 0 => left -= 1,
                done => break done,
            }
        }
    }};
}
pub(crate) use again;
