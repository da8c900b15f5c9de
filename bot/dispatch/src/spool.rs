//! The spool: events on the local disk while the store is away. Files only; [`crate::away`] decides when they are written and read.
//!
//! A folder of segments (`<id>.spool`) that are only appended to and deleted when everything in them is in the store. A record is a
//! head of fixed length (its own check included) and events under the store's seal, whose tag is the checksum of the body. What a crash
//! left behind the last whole record was never confirmed to anybody: it is cut off when the segment is opened again.
//!
//! Each process holds locks on its own segments, so that several may share the folder; whoever starts takes up those of processes that
//! are gone. Nothing remembers how far a segment was read: reading it again is harmless, because the store knows each event's key.

mod record;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tsunagi_model::{IntakeId, Timestamp};
use tsunagi_store::{NewIntake, Store};

/// The ending of a segment's name.
const ENDING: &str = "spool";
/// A segment is closed when it is longer; smaller where the whole spool is small.
const SEGMENT: u64 = 8 * 1024 * 1024;

/// Why events could not be put into the spool.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpoolError {
    /// As much waits as may wait.
    #[error("the spool is full")]
    Full,
    /// The disk.
    #[error("the spool cannot be written")]
    Io(#[from] io::Error),
    /// The seal.
    #[error(transparent)]
    Store(#[from] tsunagi_store::Error),
}

/// What waits in the spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SpoolState {
    /// Events that are not known to be in the store.
    pub events: u64,
    /// Bytes on disk.
    pub bytes: u64,
    /// The most bytes there may be.
    pub limit: u64,
    /// When the oldest of the events arrived.
    pub oldest: Option<Timestamp>,
    /// The last events were not taken: no room, or the disk failed.
    pub refusing: bool,
}

/// How far the spool was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    segment: IntakeId,
    offset: u64,
    events: u64,
}

/// Events from the head of the spool.
pub(crate) struct Batch {
    pub events: Vec<NewIntake>,
    /// Give it to [`Spool::taken`] once they are in the store.
    pub place: Place,
}

struct Segment {
    id: IntakeId,
    path: PathBuf,
    file: File,
    /// Up to here it holds whole records.
    length: u64,
    /// Nothing more is written to it: it is long enough, of another process, or its disk failed.
    closed: bool,
}

pub(crate) struct Spool {
    store: Store,
    folder: PathBuf,
    segments: VecDeque<Segment>,
    /// Where in the first segment the next batch begins.
    offset: u64,
    state: SpoolState,
}

impl Spool {
    /// Opens the folder, making it if need be, and takes up what processes before have left.
    pub(crate) fn open(store: Store, folder: &Path, limit: u64) -> io::Result<Self> {
        make_folder(folder)?;
        let mut spool = Self {
            store,
            folder: folder.to_owned(),
            segments: VecDeque::new(),
            offset: 0,
            state: SpoolState {
                limit,
                ..SpoolState::default()
            },
        };
        let mut found = segments(folder)?;
        found.sort();
        for (id, path) in found {
            let file = match OpenOptions::new().read(true).append(true).open(&path) {
                Ok(file) => file,
                // Its process has just taken everything in.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            match file.try_lock() {
                Ok(()) => spool.take_up(id, path, file)?,
                // Another process is alive and takes care of it.
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        spool.look_at_head();
        Ok(spool)
    }

    /// What waits.
    pub(crate) fn state(&self) -> SpoolState {
        self.state
    }

    /// Makes events durable, all or none of them.
    pub(crate) fn append(&mut self, events: &[NewIntake]) -> Result<(), SpoolError> {
        let written = self.write(events);
        self.state.refusing = written.is_err();
        written
    }

    /// The oldest events, as many as one commit should carry; `None` when nothing waits. Records that do not open are passed over.
    pub(crate) fn next(&mut self) -> io::Result<Option<Batch>> {
        let Some(segment) = self.segments.front_mut() else {
            return Ok(None);
        };
        let (mut events, mut counted, mut offset) = (Vec::new(), 0, self.offset);
        while offset < segment.length && counted < record::MOST {
            let Some(head) = record::read_head(&mut segment.file, offset)? else {
                // It was whole when it was written. Nobody can say where the next record begins.
                tracing::error!(
                    bytes = segment.length - offset,
                    "the rest of a segment of the spool is damaged and is passed over"
                );
                offset = segment.length;
                break;
            };
            let mut body = vec![0; head.length as usize];
            segment.file.read_exact(&mut body)?;
            match self
                .store
                .open_events(&record::about(head.events, head.at), &body)
            {
                Ok(opened) => events.extend(opened),
                Err(error) => {
                    metrics::counter!("tsunagi_spool_damaged").increment(u64::from(head.events));
                    tracing::error!(error = %error, events = head.events, "a record of the spool does not open and is passed over");
                }
            }
            counted += u64::from(head.events);
            offset += record::HEAD as u64 + u64::from(head.length);
        }
        Ok(Some(Batch {
            events,
            place: Place {
                segment: segment.id,
                offset,
                events: counted,
            },
        }))
    }

    /// Forgets what is in the store now.
    pub(crate) fn taken(&mut self, place: Place) {
        let Some(first) = self.segments.front() else {
            return;
        };
        if first.id != place.segment {
            return;
        }
        self.offset = place.offset;
        self.state.events = self.state.events.saturating_sub(place.events);
        if first.length <= place.offset
            && let Some(done) = self.segments.pop_front()
        {
            self.offset = 0;
            self.state.bytes = self.state.bytes.saturating_sub(done.length);
            if self.segments.is_empty() {
                self.state.events = 0;
            }
            // If it stays it is read once more at the next start.
            if let Err(error) = std::fs::remove_file(&done.path) {
                tracing::warn!(error = %error, "a segment of the spool cannot be deleted");
            }
        }
        self.look_at_head();
    }

    fn write(&mut self, events: &[NewIntake]) -> Result<(), SpoolError> {
        let mut records = Vec::new();
        let mut bytes = 0;
        for events in record::chunks(events) {
            let record = record::seal(&self.store, events)?;
            bytes += record.len() as u64;
            records.push(record);
        }
        if self.state.bytes + bytes > self.state.limit {
            return Err(SpoolError::Full);
        }
        let long = SEGMENT.min(self.state.limit / 8);
        let segment = self.open_segment(events)?;
        let written = (|| {
            let mut file = BufWriter::with_capacity(256 * 1024, &segment.file);
            for record in &records {
                file.write_all(record)?;
            }
            file.flush()?;
            drop(file);
            segment.file.sync_data()
        })();
        if let Err(error) = written {
            // What the disk has of it is unknown, and it stays so: this segment gets nothing more.
            segment.closed = true;
            _ = segment.file.set_len(segment.length);
            self.drop_empty();
            return Err(error.into());
        }
        segment.length += bytes;
        segment.closed = segment.length >= long;
        self.state.bytes += bytes;
        self.state.events += events.len() as u64;
        if self.state.oldest.is_none() {
            self.look_at_head();
        }
        Ok(())
    }

    /// The segment that is written to, a new one if need be.
    fn open_segment(&mut self, events: &[NewIntake]) -> io::Result<&mut Segment> {
        if self.segments.back().is_none_or(|last| last.closed) {
            let at = events
                .first()
                .map_or(Timestamp(0), |event| event.received_at);
            let id: IntakeId = self.store.ids().next(at);
            let path = self.folder.join(format!("{id}.{ENDING}"));
            let mut options = OpenOptions::new();
            options.read(true).append(true).create_new(true);
            private(&mut options);
            let file = options.open(&path)?;
            file.try_lock().map_err(io::Error::from)?;
            // The name must be on disk too.
            sync_folder(&self.folder)?;
            self.segments.push_back(Segment {
                id,
                path,
                file,
                length: 0,
                closed: false,
            });
        }
        self.segments
            .back_mut()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// A segment that nothing could be written to is no segment.
    fn drop_empty(&mut self) {
        if let Some(empty) = self.segments.pop_back_if(|last| last.length == 0) {
            _ = std::fs::remove_file(&empty.path);
        }
    }

    /// Counts what a segment of a process before holds and cuts off its torn end.
    fn take_up(&mut self, id: IntakeId, path: PathBuf, mut file: File) -> io::Result<()> {
        let whole = file.metadata()?.len();
        let (mut length, mut events) = (0, 0);
        while let Some(head) = record::read_head(&mut file, length)? {
            let end = length + record::HEAD as u64 + u64::from(head.length);
            if end > whole {
                break;
            }
            length = end;
            events += u64::from(head.events);
        }
        if length < whole {
            tracing::warn!(
                bytes = whole - length,
                "the torn end of a segment of the spool is cut off"
            );
            file.set_len(length)?;
        }
        if length == 0 {
            return std::fs::remove_file(path);
        }
        self.state.bytes += length;
        self.state.events += events;
        self.segments.push_back(Segment {
            id,
            path,
            file,
            length,
            closed: true,
        });
        Ok(())
    }

    /// Notes when the oldest event arrived.
    fn look_at_head(&mut self) {
        let offset = self.offset;
        let head = self
            .segments
            .front_mut()
            .and_then(|segment| record::read_head(&mut segment.file, offset).ok()?);
        self.state.oldest = head.map(|head| head.at);
    }
}

/// How many segments there are in a folder and how many bytes they have; makes the folder and writes to it, so that what stands in the
/// way is known before it is needed.
pub fn examine_spool(folder: &Path) -> io::Result<(usize, u64)> {
    make_folder(folder)?;
    let probe = folder.join(format!("probe-{}", std::process::id()));
    let written = File::create(&probe).and_then(|mut file| {
        file.write_all(&[0; 4096])?;
        file.sync_data()
    });
    _ = std::fs::remove_file(&probe);
    written?;
    let mut bytes = 0;
    let found = segments(folder)?;
    for (_, path) in &found {
        bytes += path.metadata().map_or(0, |data| data.len());
    }
    Ok((found.len(), bytes))
}

fn segments(folder: &Path) -> io::Result<Vec<(IntakeId, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let id = path
            .file_stem()
            .and_then(|stem| stem.to_str()?.parse().ok());
        if let Some(id) = id
            && path.extension().is_some_and(|ending| ending == ENDING)
        {
            found.push((id, path));
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
