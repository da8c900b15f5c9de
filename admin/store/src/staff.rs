//! Staff accounts: argon2 passwords, lockout, grants, and sessions whose token only the browser knows.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};
use tsunagi_model::{AreaId, Span, StaffId, StaffRole, Timestamp};

use crate::audit::Entry;
use crate::db::args;
use crate::{Error, Store};

/// Wrong passwords before an account is locked, and for how long.
const FAILURES: i64 = 10;
const LOCK: Span = Span::minutes(15);
/// A session ends after this long without a request, and at the latest after `LONGEST`.
const IDLE: Span = Span::minutes(60);
const LONGEST: Span = Span::hours(12);

/// Someone who signs in to the console.
#[derive(Debug, Clone)]
pub struct Staff {
    /// The row.
    pub id: StaffId,
    /// What they type.
    pub login: String,
    /// What others read.
    pub name: String,
    /// The language of their console.
    pub language: String,
}

/// A role in an area for a time.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Which role.
    pub role: StaffRole,
    /// In which area and below.
    pub area: AreaId,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// What became of a sign-in.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// Welcome. The token goes into the cookie and nowhere else.
    Welcome {
        /// The cookie's value.
        token: String,
        /// Who.
        staff: Staff,
    },
    /// Wrong name or password; which of the two is not said.
    Wrong,
    /// Too many wrong passwords; try again then.
    Locked {
        /// When.
        until: Timestamp,
    },
}

fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    // Argon2 takes tens of milliseconds of a core: never on a thread that serves requests.
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::Inconsistent { what: "password" })
}

async fn hash_password(password: String) -> Result<String, Error> {
    off_thread(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    })
    .await?
    .map_err(|_| Error::Inconsistent { what: "password" })
}

async fn password_fits(password: String, hash: String) -> Result<bool, Error> {
    off_thread(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
}

impl Store {
    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the login is taken.
    pub async fn add_staff(
        &self,
        login: &str,
        name: &str,
        password: &str,
        language: &str,
        now: Timestamp,
    ) -> Result<StaffId, Error> {
        let id: StaffId = self.ids.next(now);
        let hash = hash_password(password.to_owned()).await?;
        self.db
            .execute(
                "insert into staff (id, login, name, password, language, created_at, failures) values ($1, $2, $3, $4, $5, $6, 0)",
                args![id.to_string(), login, name, hash, language, now],
            )
            .await?;
        Ok(id)
    }

    /// Grants a role.
    pub async fn grant(&self, staff: StaffId, grant: &Grant, now: Timestamp) -> Result<(), Error> {
        let id: uuid::Uuid = self.ids.next(now);
        self.db
            .execute(
                "insert into staff_grant (id, staff, role, area, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)",
                args![
                    id.to_string(),
                    staff.to_string(),
                    grant.role.as_str(),
                    grant.area.to_string(),
                    grant.from,
                    grant.to.map(|at| at.0)
                ],
            )
            .await?;
        Ok(())
    }

    /// Sets a new password, unlocks the account and ends its sessions; whether there is such an account.
    pub async fn reset_password(&self, login: &str, password: &str) -> Result<bool, Error> {
        let hash = hash_password(password.to_owned()).await?;
        let mut tx = self.db.begin().await?;
        let changed =
            tx.execute("update staff set password = $2, failures = 0, locked_until = null where login = $1", args![login, hash]).await?;
        tx.execute(
            "delete from session where staff in (select id from staff where login = $1)",
            args![login],
        )
        .await?;
        tx.commit().await?;
        Ok(changed > 0)
    }

    /// How many accounts there are.
    pub async fn count_staff(&self) -> Result<i64, Error> {
        match self.db.one("select count(*) from staff", args![]).await? {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }

    /// Checks a password and begins a session.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<SignIn, Error> {
        let row = self
            .db
            .one("select id, name, language, password, locked_until from staff where login = $1 and disabled_at is null", args![login])
            .await?;
        let Some(row) = row else {
            // As slow as a wrong password, so that the time does not tell which logins exist.
            hash_password(password.to_owned()).await?;
            return Ok(SignIn::Wrong);
        };
        let staff = Staff {
            id: row.parse(0)?,
            login: login.to_owned(),
            name: row.text(1)?,
            language: row.text(2)?,
        };
        if let Some(until) = row.opt_at(4)?.filter(|until| *until > now) {
            return Ok(SignIn::Locked { until });
        }
        let object = format!("staff/{}", staff.id);
        if !password_fits(password.to_owned(), row.text(3)?).await? {
            self.db
                .execute(
                    "update staff set locked_until = case when failures + 1 >= $2 then $3 else null end,
                         failures = case when failures + 1 >= $2 then 0 else failures + 1 end where id = $1",
                    args![staff.id.to_string(), FAILURES, now.plus(LOCK)],
                )
                .await?;
            self.audit(
                &[Entry {
                    staff: Some(staff.id),
                    area: None,
                    action: "sign_in_failed",
                    object,
                    detail: None,
                }],
                now,
            )
            .await?;
            return Ok(SignIn::Wrong);
        }
        let token = hex::encode(rand::random::<[u8; 32]>());
        let mut tx = self.db.begin().await?;
        tx.execute(
            "update staff set failures = 0, locked_until = null where id = $1",
            args![staff.id.to_string()],
        )
        .await?;
        tx.execute("delete from session where expires_at < $1", args![now])
            .await?;
        tx.execute(
            "insert into session (token, staff, begun_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)",
            args![token_hash(&token), staff.id.to_string(), now, now.plus(LONGEST)],
        )
        .await?;
        tx.commit().await?;
        self.audit(
            &[Entry {
                staff: Some(staff.id),
                area: None,
                action: "sign_in",
                object,
                detail: None,
            }],
            now,
        )
        .await?;
        Ok(SignIn::Welcome { token, staff })
    }

    /// Whose session a cookie belongs to. A request that a person made (`alive`) keeps it alive, one that a page makes by itself does not.
    pub async fn session(
        &self,
        token: &str,
        alive: bool,
        now: Timestamp,
    ) -> Result<Option<Staff>, Error> {
        let hash = token_hash(token);
        let row = self
            .db
            .one(
                "select s.id, s.login, s.name, s.language, t.seen_at from session t join staff s on s.id = t.staff
                 where t.token = $1 and t.expires_at > $2 and t.seen_at > $3 and s.disabled_at is null",
                args![hash.as_str(), now, now.plus(Span(-IDLE.0))],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        if alive && row.at(4)?.plus(Span::minutes(1)) < now {
            self.db
                .execute(
                    "update session set seen_at = $2 where token = $1",
                    args![hash, now],
                )
                .await?;
        }
        Ok(Some(Staff {
            id: row.parse(0)?,
            login: row.text(1)?,
            name: row.text(2)?,
            language: row.text(3)?,
        }))
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        self.db
            .execute(
                "delete from session where token = $1",
                args![token_hash(token)],
            )
            .await?;
        Ok(())
    }

    /// Lets every session live longer by `by`: the demonstration's clock jumps, the people in front of it do not.
    pub async fn extend_sessions(&self, by: Span) -> Result<(), Error> {
        self.db
            .execute(
                "update session set seen_at = seen_at + $1, expires_at = expires_at + $1",
                args![by.0],
            )
            .await?;
        Ok(())
    }

    /// Sets the language of somebody's console.
    pub async fn set_staff_language(&self, staff: StaffId, language: &str) -> Result<(), Error> {
        self.db
            .execute(
                "update staff set language = $2 where id = $1",
                args![staff.to_string(), language],
            )
            .await?;
        Ok(())
    }

    /// The name others read.
    pub async fn staff_name(&self, staff: StaffId) -> Result<Option<String>, Error> {
        self.db
            .one(
                "select name from staff where id = $1",
                args![staff.to_string()],
            )
            .await?
            .map(|row| row.text(0))
            .transpose()
    }
}
