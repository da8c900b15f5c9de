//! Stopping while outcomes are recorded: PostgreSQL lets one of two give way that wait for each other, and stopping begins again.

use std::time::Duration;

use super::*;
use crate::outbox::{Outcome, Settled};

const NOW: Timestamp = Timestamp(1_795_159_800_000_000);
const ID: &str = "019f0000-0000-7000-8000-00000000000b";
/// Requests under way, and requests that wait.
const SENDING: i64 = 400;
const QUEUED: i64 = 50;

/// A broadcast on its way.
async fn under_way(folder: &std::path::Path) -> (Store, BroadcastId, Entry, Wake) {
    let server = std::env::var("TSUNAGI_TEST_POSTGRES")
        .expect("TSUNAGI_TEST_POSTGRES must name a PostgreSQL server (postgres://…/postgres); ./test starts one");
    let url = crate::fresh_postgres(&server).await.unwrap();
    let store = Store::open(&url, &folder.join("key")).await.unwrap();
    let area = store
        .ensure_area("a", "a", "city", None, NOW)
        .await
        .unwrap();
    let broadcast = "insert into broadcast (id, areas, state, rev, content, selection, lasts, created_by, created_at)
        values ($1, '[]', 'sending', 1, '{}', '{}', 0, $1, $2)";
    store.db.execute(broadcast, args![ID, NOW]).await.unwrap();
    let lane = "insert into broadcast_lane (broadcast, channel, rev, place, next_at, queued, left_out, done)
        values ($1, 'line', 1, '', $2, 0, '{}', 0)";
    store.db.execute(lane, args![ID, NOW]).await.unwrap();
    let requests = "with recursive n(n) as (select cast(1 as bigint) union all select n + 1 from n where n < $1)
        insert into outbox (id, conversation, channel, area, priority, author, state, due_at, expires_at, tries, created_at, broadcast)
        select '019f0000-0000-7000-8000-' || (100000000000 + n), 'conversation-' || n, 'line', 'a', 3, 'flow',
            case when n > $2 then 'queued' else 'sending' end, $3, $3 + 1000000000, 0, $3, $4
        from n";
    let values = args![SENDING + QUEUED, SENDING, NOW, ID];
    store.db.execute(requests, values).await.unwrap();
    let entry = Entry {
        staff: None,
        area: Some(area),
        action: "broadcast_stop",
        object: format!("broadcast/{ID}"),
        detail: None,
    };
    let wake = Wake {
        id: store.ids().next(NOW),
        kind: "sweep".to_owned(),
        subject: ID.to_owned(),
        area,
        due_at: NOW,
        since: None,
        waits_for: None,
        payload: String::new(),
    };
    (store, ID.parse().unwrap(), entry, wake)
}

fn request(number: i64) -> String {
    format!("019f0000-0000-7000-8000-{}", 100_000_000_000 + number)
}

/// Takes the last request under way, waits until stopping waits for it, and then wants the first one.
async fn in_the_way(store: &Store) -> crate::db::Tx {
    const TAKE: &str = "update outbox set tries = tries + 1 where id = $1";
    let mut tx = store.db.begin().await.unwrap();
    tx.execute(TAKE, args![request(SENDING)]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(400)).await;
    tx.execute(TAKE, args![request(1)]).await.unwrap();
    tx
}

#[tokio::test]
async fn stopping_gives_way_and_begins_again_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let (store, id, entry, wake) = under_way(folder.path()).await;
    let later = async || {
        // The other one has its first row by then.
        tokio::time::sleep(Duration::from_millis(150)).await;
    };
    let (other, once) = tokio::join!(in_the_way(&store), async {
        later().await;
        store.try_stop_broadcast(id, None, &entry, &wake).await
    });
    drop(other);
    assert!(once.as_ref().is_err_and(Error::gave_way), "{once:?}");
    let ((), stopped) = tokio::join!(
        async { in_the_way(&store).await.commit().await.unwrap() },
        async {
            later().await;
            store.stop_broadcast(id, None, &entry, &wake).await
        }
    );
    assert_eq!(stopped.unwrap(), Some(QUEUED as u64));
    let row = store.broadcast(id).await.unwrap().unwrap();
    assert_eq!(row.state, BroadcastState::Stopped);
    let log = store.audit_page(0, 100).await.unwrap();
    let stops = log.iter().filter(|row| row.action == "broadcast_stop");
    assert_eq!(stops.count(), 1, "on record once");
    assert_eq!(store.due_wakes(NOW, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn stopping_and_settling_do_not_lose_each_other_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let (store, id, entry, wake) = under_way(folder.path()).await;
    let mut settling = tokio::task::JoinSet::new();
    for first in (0..SENDING).step_by(50) {
        let store = store.clone();
        settling.spawn(async move {
            let settled: Vec<Settled> = (first + 1..=first + 50)
                .rev()
                .map(|number| Settled {
                    id: request(number).parse().unwrap(),
                    outcome: Outcome::Accepted {
                        platform_ids: Vec::new(),
                        request_id: None,
                        followed: false,
                    },
                    next: None,
                })
                .collect();
            // As the loop that records outcomes does: until it can.
            while store.settle_outbox(&settled, NOW).await.is_err() {}
        });
    }
    let stopped = store.stop_broadcast(id, None, &entry, &wake).await;
    assert_eq!(stopped.unwrap(), Some(QUEUED as u64));
    settling.join_all().await;
    let requests = store.broadcast_requests(id).await.unwrap();
    let states: Vec<(&str, i64)> = requests
        .iter()
        .map(|(_, state, count)| (state.as_str(), *count))
        .collect();
    assert_eq!(states, [("accepted", SENDING), ("cancelled", QUEUED)]);
    let again = store.stop_broadcast(id, None, &entry, &wake).await;
    assert_eq!(again.unwrap(), None, "once");
}
