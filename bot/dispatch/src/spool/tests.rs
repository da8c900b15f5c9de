//! The spool's files: order, torn ends, a full disk, several processes.

use super::record::HEAD;
use super::*;

async fn store(folder: &Path) -> Store {
    Store::open(
        &format!("sqlite://{}", folder.join("t.db").display()),
        &folder.join("key"),
    )
    .await
    .unwrap()
}

fn event(n: i64) -> NewIntake {
    NewIntake {
        channel: "line".to_owned(),
        dedupe: format!("event-{n}"),
        thread: "user:U1".to_owned(),
        raw: format!("きえたい {n} {}", "x".repeat(400)),
        received_at: Timestamp(1_000_000 * n),
    }
}

/// Takes everything out, as the loop does.
fn drained(spool: &mut Spool) -> Vec<String> {
    let mut keys = Vec::new();
    while let Some(batch) = spool.next().unwrap() {
        keys.extend(batch.events.into_iter().map(|event| event.dedupe));
        spool.taken(batch.place);
    }
    keys
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = segments(folder)
        .unwrap()
        .into_iter()
        .map(|(_, path)| path)
        .collect();
    found.sort();
    found
}

#[tokio::test]
async fn what_goes_in_comes_out_in_order_and_leaves_nothing() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("spool");
    let store = store(room.path()).await;
    let mut spool = Spool::open(store, &folder, 1 << 20).unwrap();
    let mut expected = Vec::new();
    for n in 0..300 {
        spool.append(&[event(2 * n), event(2 * n + 1)]).unwrap();
        expected.extend([format!("event-{}", 2 * n), format!("event-{}", 2 * n + 1)]);
    }
    let state = spool.state();
    assert_eq!((state.events, state.oldest), (600, Some(Timestamp(0))));
    assert!(files(&folder).len() > 1, "several segments");
    for path in files(&folder) {
        let bytes = std::fs::read(path).unwrap();
        assert!(
            !bytes.windows(12).any(|part| part == "きえたい".as_bytes()),
            "words in clear text"
        );
        assert!(
            !bytes.windows(7).any(|part| part == b"user:U1"),
            "an id in clear text"
        );
    }
    assert_eq!(drained(&mut spool), expected);
    assert_eq!(
        (
            spool.state().events,
            spool.state().bytes,
            spool.state().oldest
        ),
        (0, 0, None)
    );
    assert!(files(&folder).is_empty());
}

#[tokio::test]
async fn a_torn_end_is_cut_off_wherever_it_tore() {
    let room = tempfile::tempdir().unwrap();
    let store = store(room.path()).await;
    let folder = room.path().join("spool");
    let mut spool = Spool::open(store.clone(), &folder, 1 << 20).unwrap();
    spool.append(&[event(1)]).unwrap();
    let whole = spool.state().bytes as usize;
    spool.append(&[event(2)]).unwrap();
    drop(spool);
    let path = files(&folder).remove(0);
    let bytes = std::fs::read(&path).unwrap();
    for end in [
        whole,
        whole + 1,
        whole + HEAD - 1,
        whole + HEAD,
        whole + HEAD + 9,
        bytes.len() - 1,
    ] {
        std::fs::write(&path, &bytes[..end]).unwrap();
        let mut again = Spool::open(store.clone(), &folder, 1 << 20).unwrap();
        assert_eq!(
            path.metadata().unwrap().len() as usize,
            whole,
            "torn at {end}"
        );
        again.append(&[event(3)]).unwrap();
        assert_eq!(drained(&mut again), ["event-1", "event-3"], "torn at {end}");
    }
    // A hole where the record should be: the size was on disk before the bytes were.
    let mut hole = bytes[..whole].to_vec();
    hole.resize(bytes.len(), 0);
    std::fs::write(&path, hole).unwrap();
    assert_eq!(
        drained(&mut Spool::open(store.clone(), &folder, 1 << 20).unwrap()),
        ["event-1"]
    );
    // One byte of the first body is wrong: it is passed over, the next one is not.
    let mut wrong = bytes;
    wrong[HEAD + 50] ^= 1;
    std::fs::write(&path, wrong).unwrap();
    assert_eq!(
        drained(&mut Spool::open(store, &folder, 1 << 20).unwrap()),
        ["event-2"]
    );
}

#[tokio::test]
async fn it_is_bounded_and_takes_events_again_when_there_is_room() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("spool");
    let mut spool = Spool::open(store(room.path()).await, &folder, 10_000).unwrap();
    let mut kept = 0;
    while spool.append(&[event(kept)]).is_ok() {
        kept += 1;
    }
    assert!(kept > 5 && spool.state().bytes <= 10_000 && spool.state().refusing);
    let batch = spool.next().unwrap().unwrap();
    spool.taken(batch.place);
    spool.append(&[event(kept)]).unwrap();
    assert!(!spool.state().refusing);
    assert_eq!(
        drained(&mut spool).last().unwrap(),
        &format!("event-{kept}")
    );
}

#[tokio::test]
async fn a_full_disk_keeps_nothing_by_halves() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("spool");
    let store = store(room.path()).await;
    let mut spool = Spool::open(store, &folder, 1 << 20).unwrap();
    spool.append(&[event(1)]).unwrap();
    // A device on which there is never any room.
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let file = std::mem::replace(&mut spool.segments.back_mut().unwrap().file, full);
    let refused = spool.append(&[event(2)]);
    let code = match refused {
        Err(SpoolError::Io(error)) => error.kind(),
        other => panic!("{other:?}"),
    };
    assert_eq!(code, io::ErrorKind::StorageFull);
    assert!(spool.state().refusing && spool.state().events == 1);
    spool.segments.back_mut().unwrap().file = file;
    // Room again: a new segment, because nobody knows what the disk has of the old one.
    spool.append(&[event(3)]).unwrap();
    assert_eq!(files(&folder).len(), 2);
    assert_eq!(drained(&mut spool), ["event-1", "event-3"]);
}

#[tokio::test]
async fn processes_share_a_folder_and_the_living_take_up_what_the_dead_left() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("spool");
    let store = store(room.path()).await;
    let mut one = Spool::open(store.clone(), &folder, 1 << 20).unwrap();
    one.append(&[event(1)]).unwrap();
    let mut two = Spool::open(store.clone(), &folder, 1 << 20).unwrap();
    assert_eq!(two.state().events, 0, "the first one is alive");
    two.append(&[event(2)]).unwrap();
    assert_eq!(drained(&mut two), ["event-2"]);
    drop(one);
    let mut three = Spool::open(store, &folder, 1 << 20).unwrap();
    assert_eq!(drained(&mut three), ["event-1"]);
}
