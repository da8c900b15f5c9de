//! Old rows go in portions, young ones and those of other states stay.

use super::*;

const BEFORE: Timestamp = Timestamp(1_795_159_800_000_000);
const MANY: u64 = 2 * PORTION + 100;

/// On both databases.
macro_rules! on_both {
    ($($name:ident)*) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("t.db").display());
                super::$name(crate::Store::open(&url, &folder.path().join("key")).await.unwrap()).await;
            }
            #[tokio::test]
            async fn postgres() {
                let folder = tempfile::tempdir().unwrap();
                let server = std::env::var("TSUNAGI_TEST_POSTGRES")
                    .expect("TSUNAGI_TEST_POSTGRES must name a PostgreSQL server (postgres://…/postgres); ./test starts one");
                let url = crate::fresh_postgres(&server).await.unwrap();
                super::$name(crate::Store::open(&url, &folder.path().join("key")).await.unwrap()).await;
            }
        }
    )*};
}

on_both! {
    done_events_go_in_portions
    receipts_go_in_portions
}

async fn count(store: &Store, sql: &'static str) -> u64 {
    let row = store.db.one(sql, args![]).await.unwrap().unwrap();
    row.int(0).unwrap().unsigned_abs()
}

async fn done_events_go_in_portions(store: Store) {
    let many = "with recursive n(n) as (select cast(1 as bigint) union all select n + 1 from n where n < $1)
        insert into intake (id, channel, dedupe, thread, payload, received_at, state)
        select 'id-' || n, 'line', 'key-' || n, '-', null, $2 - n, 'done' from n";
    let args = args![MANY.cast_signed(), BEFORE];
    store.db.execute(many, args).await.unwrap();
    let others = "insert into intake (id, channel, dedupe, thread, payload, received_at, state) values
        ('aside', 'line', 'aside', '-', null, 1, 'aside'), ('new', 'line', 'new', '-', null, 1, 'new'), ('young', 'line', 'young', '-', null, $1, 'done')";
    store.db.execute(others, args![BEFORE]).await.unwrap();
    assert_eq!(store.purge_intake(BEFORE).await.unwrap(), MANY);
    assert_eq!(store.purge_intake(BEFORE).await.unwrap(), 0);
    assert_eq!(count(&store, "select count(*) from intake").await, 3);
}

async fn receipts_go_in_portions(store: Store) {
    let old = OutboxId::new(Timestamp(BEFORE.0 - 1_000_000), [255; 10]).to_string();
    let young = OutboxId::new(BEFORE, [0; 10]).to_string();
    // Every third is young, so that each portion has both; two channels have the same ids.
    let sent = "with recursive n(n) as (select cast(1 as bigint) union all select n + 1 from n where n < $1)
        insert into sent (channel, platform_id, outbox)
        select case when n % 2 = 0 then 'whatsapp' else 'sms' end, 'id-' || (n / 2), case when n % 3 = 0 then $3 else $2 end from n";
    let args = args![MANY.cast_signed(), old, young];
    store.db.execute(sent, args).await.unwrap();
    let early = "with recursive n(n) as (select cast(1 as bigint) union all select n + 1 from n where n < $1)
        insert into early_receipt (channel, platform_id, status, at)
        select 'sms', 'early-' || n, 'read', case when n % 3 = 0 then $2 else $2 - 1 end from n";
    let args = args![MANY.cast_signed(), BEFORE];
    store.db.execute(early, args).await.unwrap();
    let kept = MANY / 3;
    assert_eq!(
        store.forget_receipts(BEFORE).await.unwrap(),
        2 * (MANY - kept)
    );
    assert_eq!(store.forget_receipts(BEFORE).await.unwrap(), 0);
    assert_eq!(count(&store, "select count(*) from sent").await, kept);
    assert_eq!(
        count(&store, "select count(*) from early_receipt").await,
        kept
    );
}
