//! Typed ids: UUIDv7, so that ids sort by the time they were made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Timestamp;

/// An id that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct BadId;

/// Makes ids of one moment; the clock and the random bytes are the caller's, so that tests can fix both.
fn v7(at: Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.as_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id that sorts at `at`; `random` makes it unique.
            pub fn new(at: Timestamp, random: [u8; 10]) -> Self {
                Self(v7(at, random))
            }

            /// The bare UUID.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::try_parse(text).map(Self).map_err(|_| BadId)
            }
        }
    )*};
}

ids! {
    /// A municipality or a part of one: prefecture, city, ward.
    AreaId
    /// A person we talk with: child, guardian, other.
    ContactId
    /// A contact on a channel.
    ConversationId
    /// One message in either direction.
    MessageId
    /// One picture, film, sound or file that somebody sent.
    AttachmentId
    /// One raw event before processing.
    IntakeId
    /// One request to a platform; for life also its retry key.
    OutboxId
    /// One passage of a contact through a flow.
    RunId
    /// A due timer.
    WakeId
    /// A request for a person, until it is closed.
    HandoffId
    /// Something the script kept to itself.
    HeldId
    /// An onward path of a case.
    LinkId
    /// A call for a person because of danger or worry.
    AlertId
    /// A staff remark that never leaves the console.
    NoteId
    /// One counted contact in the ledger.
    EncounterId
    /// Someone who signs in to the console.
    StaffId
    /// A child being supported.
    CaseId
    /// A recorded yes or no.
    ConsentId
    /// One message to many.
    BroadcastId
}
