//! What a segment of the spool consists of: a head of fixed length, then events under the store's seal.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use tsunagi_model::Timestamp;
use tsunagi_store::{NewIntake, Store};

use super::SpoolError;

/// The first bytes of each record.
const MARK: [u8; 4] = *b"tsn1";
/// Mark, length of the body, events in it, arrival of the first, check of all this.
pub(super) const HEAD: usize = 4 + 4 + 4 + 8 + 8;
/// A record is closed when its events have this many bytes.
const RECORD: usize = 512 * 1024;
/// No record is longer: one event of the largest webhook, with room for what JSON escapes.
const LONGEST: u32 = 64 * 1024 * 1024;
/// Events in one record, and as many are taken into the store with one commit.
pub(super) const MOST: u64 = 512;

pub(super) struct Head {
    pub length: u32,
    pub events: u32,
    pub at: Timestamp,
}

/// A record of some events.
pub(super) fn seal(store: &Store, events: &[NewIntake]) -> Result<Vec<u8>, SpoolError> {
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let at = events
        .first()
        .map_or(Timestamp(0), |event| event.received_at);
    let body = store.seal_events(&about(count, at), events)?;
    let length = u32::try_from(body.len())
        .ok()
        .filter(|length| *length <= LONGEST)
        .ok_or(SpoolError::Full)?;
    let mut record = Vec::with_capacity(HEAD + body.len());
    record.extend(MARK);
    record.extend(length.to_le_bytes());
    record.extend(count.to_le_bytes());
    record.extend(at.0.to_le_bytes());
    record.extend(check(&record).to_le_bytes());
    record.extend(body);
    Ok(record)
}

/// Pieces that make a record each.
pub(super) fn chunks(events: &[NewIntake]) -> impl Iterator<Item = &[NewIntake]> {
    let mut rest = events;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let count = rest
            .iter()
            .take(MOST as usize)
            .take_while(|event| {
                let begun = bytes > 0;
                bytes += event.raw.len();
                !begun || bytes <= RECORD
            })
            .count();
        let (chunk, after) = rest.split_at_checked(count.max(1))?;
        rest = after;
        Some(chunk)
    })
}

/// A record's body opens only behind its own head.
pub(super) fn about(events: u32, at: Timestamp) -> String {
    format!("spool/{events}/{}", at.0)
}

/// FNV-1a: tells a head from what a torn write or a hole in the file looks like.
fn check(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The head at an offset, with the file left at the body; `None` if there is no whole one.
pub(super) fn read_head(file: &mut File, offset: u64) -> io::Result<Option<Head>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut head = [0; HEAD];
    match file.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let word = |at: usize| {
        let mut word = [0; 4];
        word.copy_from_slice(&head[at..at + 4]);
        u32::from_le_bytes(word)
    };
    let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
    let good = head[..4] == MARK && long(20) == check(&head[..20]) && word(4) <= LONGEST;
    Ok(good.then(|| Head {
        length: word(4),
        events: word(8),
        at: Timestamp(long(12).cast_signed()),
    }))
}
