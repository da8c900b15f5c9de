//! The one file that knows there are two database engines.
//!
//! Every query of this room is written once, in SQL that both engines speak. What makes that possible:
//! - ids, words and JSON are text, instants are integers, sealed bodies are bytes, on both;
//! - groups of rows are inserted with many bound values at once, and looked up or updated through one JSON array that is unpacked
//!   with `json_each($1)` and `value->>0`, which SQLite has built in and [`Db::open`] defines once in PostgreSQL;
//! - SQLite has one writing connection (`BEGIN IMMEDIATE`, so a group never fails half-way for want of the lock) and a pool of readers.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, Migrator};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgListener, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{
    Arguments, ConnectOptions, Executor, Postgres, Row as _, SqlSafeStr, Sqlite, Transaction,
};

use crate::Error;
use crate::error::again;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The migrations in SQLite's words.
fn sqlite_migrations() -> Migrator {
    let migrations = MIGRATIONS.iter().map(|migration| {
        let sql = migration
            .sql
            .as_str()
            .replace("/* rowless */", "without rowid");
        Migration::new(
            migration.version,
            migration.description.clone(),
            migration.migration_type,
            // Our own file with two words replaced.
            sqlx::AssertSqlSafe(sql).into_sql_str(),
            migration.no_tx,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

/// How long a statement waits for another process that holds the database.
const BUSY: Duration = Duration::from_secs(1);

/// What PostgreSQL lacks of the common SQL. With `rows 1` its planner takes an index for each row: with more it would
/// rather read a table that is still small, and go on with that plan when the table has grown.
const POSTGRES_PRELUDE: &str = "
    select pg_advisory_xact_lock(7460214);
    create or replace function json_each(source text) returns table(value jsonb) language sql immutable strict rows 1
        as 'select jsonb_array_elements(source::jsonb)';
";

/// A value bound to a query.
#[derive(Debug, Clone)]
pub(crate) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Blob(Option<Vec<u8>>),
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<tsunagi_model::Timestamp> for Arg {
    fn from(value: tsunagi_model::Timestamp) -> Self {
        Self::Int(Some(value.0))
    }
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<Option<&str>> for Arg {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}
impl From<Vec<u8>> for Arg {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(Some(value))
    }
}
impl From<Option<Vec<u8>>> for Arg {
    fn from(value: Option<Vec<u8>>) -> Self {
        Self::Blob(value)
    }
}

/// `args![a, b]`: the values of `$1`, `$2`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

fn sqlite_args(args: Vec<Arg>) -> Result<SqliteArguments, Error> {
    let mut list = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => list.add(value),
            Arg::Text(value) => list.add(value),
            Arg::Blob(value) => list.add(value),
        }
        .map_err(|source| Error::Driver(sqlx::Error::Encode(source)))?;
    }
    Ok(list)
}

fn postgres_args(args: Vec<Arg>) -> Result<PgArguments, Error> {
    let mut list = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => list.add(value),
            Arg::Text(value) => list.add(value),
            Arg::Blob(value) => list.add(value),
        }
        .map_err(|source| Error::Driver(sqlx::Error::Encode(source)))?;
    }
    Ok(list)
}

/// One row of an answer, read by column number.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! column {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&self, column: usize) -> Result<$type, Error> {
            match self {
                Self::Sqlite(row) => row.try_get_unchecked(column),
                Self::Postgres(row) => row.try_get(column),
            }
            .map_err(Error::Driver)
        }
    };
}

impl Row {
    column!(int, i64);
    column!(opt_int, Option<i64>);
    column!(text, String);
    column!(opt_text, Option<String>);
    column!(opt_blob, Option<Vec<u8>>);

    /// A text column that holds a word or an id.
    pub(crate) fn parse<T: FromStr>(&self, column: usize) -> Result<T, Error> {
        self.text(column)?.parse().map_err(|_| Error::Inconsistent {
            what: std::any::type_name::<T>(),
        })
    }

    /// The same, where it may be null.
    pub(crate) fn opt_parse<T: FromStr>(&self, column: usize) -> Result<Option<T>, Error> {
        self.opt_text(column)?
            .map(|text| {
                text.parse().map_err(|_| Error::Inconsistent {
                    what: std::any::type_name::<T>(),
                })
            })
            .transpose()
    }

    /// An integer column that holds an instant.
    pub(crate) fn at(&self, column: usize) -> Result<tsunagi_model::Timestamp, Error> {
        self.int(column).map(tsunagi_model::Timestamp)
    }

    /// The same, where it may be null.
    pub(crate) fn opt_at(&self, column: usize) -> Result<Option<tsunagi_model::Timestamp>, Error> {
        Ok(self.opt_int(column)?.map(tsunagi_model::Timestamp))
    }
}

/// The database.
#[derive(Clone)]
pub(crate) enum Db {
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite://path` or `postgres://…`, creates the file if need be and brings the tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        let db = if url.starts_with("sqlite:") {
            Self::open_sqlite(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url).await?
        } else {
            return Err(Error::BadUrl);
        };
        Ok(db)
    }

    async fn open_sqlite(url: &str) -> Result<Self, Error> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| Error::BadUrl)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .statement_cache_capacity(256)
            // Rows cross a thread: a wider channel wakes it less often.
            .row_buffer_size(512)
            .disable_statement_logging()
            .pragma("wal_autocheckpoint", "4000")
            .pragma("journal_size_limit", "67108864")
            .pragma("temp_store", "memory");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone().pragma("cache_size", "-16000"))
            .await?;
        sqlite_migrations().run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.read_only(true).pragma("cache_size", "-4000"))
            .await?;
        Ok(Self::Sqlite { write, read })
    }

    async fn open_postgres(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Error::BadUrl)?
            .application_name("tsunagi")
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(12)
            .acquire_timeout(Duration::from_secs(5))
            // No statement of ours runs long enough to be worth compiling, and the planner takes some for long ones.
            .after_connect(|connection, _| {
                Box::pin(async move { connection.execute("set jit = off").await.map(|_| ()) })
            })
            .connect_with(options)
            .await?;
        let mut tx = pool.begin().await?;
        tx.execute(POSTGRES_PRELUDE).await?;
        tx.commit().await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self::Postgres(pool))
    }

    /// The engine's name, for logs and `doctor`.
    pub(crate) fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Begins a writing transaction; dropping it undoes everything.
    pub(crate) async fn begin(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                Tx::Sqlite(Box::new(write.begin_with("begin immediate").await?))
            }
            Self::Postgres(pool) => Tx::Postgres(Box::new(pool.begin().await?)),
        })
    }

    /// All rows of a reading query.
    pub(crate) async fn all(&self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<Row>, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                let rows = sqlx::query_with(sql, sqlite_args(args)?)
                    .fetch_all(read)
                    .await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(pool) => {
                let rows = sqlx::query_with(sql, postgres_args(args)?)
                    .fetch_all(pool)
                    .await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// All rows of a reading query that PostgreSQL plans anew each time: for pages of tables that grow fast. The plan that it keeps of
    /// other queries may be from when a table was small, and reads all of it when it is large.
    pub(crate) async fn all_anew(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<Row>, Error> {
        let Self::Postgres(pool) = self else {
            return self.all(sql, args).await;
        };
        let query = sqlx::query_with(sql, postgres_args(args)?).persistent(false);
        let rows = query.fetch_all(pool).await?;
        Ok(rows.into_iter().map(Row::Postgres).collect())
    }

    /// The first row of a reading query.
    pub(crate) async fn one(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<Row>, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => sqlx::query_with(sql, sqlite_args(args)?)
                .fetch_optional(read)
                .await?
                .map(Row::Sqlite),
            Self::Postgres(pool) => sqlx::query_with(sql, postgres_args(args)?)
                .fetch_optional(pool)
                .await?
                .map(Row::Postgres),
        })
    }

    /// One statement in a transaction of its own; the number of rows it changed.
    pub(crate) async fn execute(&self, sql: &'static str, args: Vec<Arg>) -> Result<u64, Error> {
        again!(self.try_execute(sql, args.clone()))
    }

    async fn try_execute(&self, sql: &'static str, args: Vec<Arg>) -> Result<u64, Error> {
        let mut tx = self.begin().await?;
        let changed = tx.execute(sql, args).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// A stream of notices from other instances; `None` where there can be none.
    pub(crate) async fn listen(&self) -> Result<Option<PgListener>, Error> {
        let Self::Postgres(pool) = self else {
            return Ok(None);
        };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen("tsunagi").await?;
        Ok(Some(listener))
    }

    /// Closes every connection; on SQLite this also folds the write-ahead log into the file.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Makes an empty database on a PostgreSQL server and returns its URL. For tests, which each want their own.
pub async fn fresh_postgres(server: &str) -> Result<String, Error> {
    let name = format!("tsunagi_test_{}", hex::encode(rand::random::<[u8; 8]>()));
    let mut connection = <sqlx::PgConnection as sqlx::Connection>::connect(server).await?;
    // A generated name of hexadecimal digits: nothing in it can be taken for SQL.
    connection
        .execute(sqlx::AssertSqlSafe(format!(
            "create database {name} template template0 encoding 'UTF8'"
        )))
        .await?;
    let (base, _) = server.rsplit_once('/').ok_or(Error::BadUrl)?;
    Ok(format!("{base}/{name}"))
}

/// Somebody else who holds a database so that nobody can append events. For tests.
pub struct Held {
    db: Db,
    tx: Tx,
}

impl Held {
    /// Takes hold, as another process would.
    pub async fn over(url: &str) -> Result<Self, Error> {
        let db = Db::open(url).await?;
        let mut tx = db.begin().await?;
        if db.engine() == "postgres" {
            tx.execute("lock table intake in access exclusive mode", Vec::new())
                .await?;
        }
        Ok(Self { db, tx })
    }

    /// Lets go.
    pub async fn release(self) {
        drop(self.tx);
        self.db.close().await;
    }
}

/// A writing transaction.
pub(crate) enum Tx {
    Sqlite(Box<Transaction<'static, Sqlite>>),
    Postgres(Box<Transaction<'static, Postgres>>),
}

impl Tx {
    /// One statement; the number of rows it changed.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<u64, Error> {
        Ok(match self {
            Self::Sqlite(tx) => sqlx::query_with(sql, sqlite_args(args)?)
                .execute(&mut ***tx)
                .await?
                .rows_affected(),
            Self::Postgres(tx) => sqlx::query_with(sql, postgres_args(args)?)
                .execute(&mut ***tx)
                .await?
                .rows_affected(),
        })
    }

    /// Whether bound values are written `$1, $2` (PostgreSQL needs it) or `?, ?` (SQLite takes both, but a long list of names costs it the
    /// square of its length).
    pub(crate) fn numbers_values(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// One statement that was put together from our own texts and numbers.
    pub(crate) async fn execute_made(&mut self, sql: String, args: Vec<Arg>) -> Result<u64, Error> {
        let sql = sqlx::AssertSqlSafe(sql);
        Ok(match self {
            Self::Sqlite(tx) => sqlx::query_with(sql, sqlite_args(args)?)
                .execute(&mut ***tx)
                .await?
                .rows_affected(),
            Self::Postgres(tx) => sqlx::query_with(sql, postgres_args(args)?)
                .execute(&mut ***tx)
                .await?
                .rows_affected(),
        })
    }

    /// All rows of a query that may also write (`returning`).
    pub(crate) async fn all(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<Row>, Error> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let rows = sqlx::query_with(sql, sqlite_args(args)?)
                    .fetch_all(&mut ***tx)
                    .await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(tx) => {
                let rows = sqlx::query_with(sql, postgres_args(args)?)
                    .fetch_all(&mut ***tx)
                    .await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// All rows of a query that a test put together from our own texts.
    #[cfg(test)]
    pub(crate) async fn all_made(
        &mut self,
        sql: String,
        args: Vec<Arg>,
    ) -> Result<Vec<Row>, Error> {
        let sql = sqlx::AssertSqlSafe(sql);
        Ok(match self {
            Self::Sqlite(tx) => {
                let rows = sqlx::query_with(sql, sqlite_args(args)?)
                    .fetch_all(&mut ***tx)
                    .await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(tx) => {
                let rows = sqlx::query_with(sql, postgres_args(args)?)
                    .fetch_all(&mut ***tx)
                    .await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row of a query.
    pub(crate) async fn one(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<Row>, Error> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// Tells other instances, when this commits, that there is work; a no-op where there are none.
    pub(crate) async fn notify(&mut self, what: &str) -> Result<(), Error> {
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_notify('tsunagi', $1)")
                .bind(what)
                .execute(&mut ***tx)
                .await?;
        }
        Ok(())
    }

    /// Makes everything durable.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
