//! What a claim costs when very much waits: the plans of both engines, and that a look stays short.

use std::time::Instant;

use super::*;

const NOW: Timestamp = Timestamp(1_795_159_800_000_000);
const WAITING: i64 = 200_000;

/// 200,000 broadcasts of forty areas on two channels, a few of them blocked or not due, and one reply.
async fn crowded(url: &str, folder: &std::path::Path) -> Store {
    let store = Store::open(url, &folder.join("key")).await.unwrap();
    let area = store
        .ensure_area("a", "a", "city", None, NOW)
        .await
        .unwrap();
    for slug in ["big", "small"] {
        store
            .ensure_channel(
                slug,
                tsunagi_model::ChannelKind::Line,
                area,
                tsunagi_model::Audience::Any,
            )
            .await
            .unwrap();
    }
    let many = "with recursive n(n) as (select cast(1 as bigint) union all select n + 1 from n where n < $1)
        insert into outbox (id, conversation, channel, area, priority, author, payload, state, due_at, expires_at, tries, created_at)
        select 'id-' || (1000000 + n), 'conversation-' || (case when n % 101 = 0 then n - 1 else n end), case when n % 50 = 0 then 'small' else 'big' end,
            'area-' || (10 + n % 40), 3, 'flow', null, 'queued', $2 + (case when n % 7 = 0 then 1000000 else 0 end), $2 + 1000000000, 0, $2
        from n";
    store.db.execute(many, args![WAITING, NOW]).await.unwrap();
    let reply = "insert into outbox (id, conversation, channel, area, priority, author, payload, state, due_at, expires_at, tries, created_at)
        values ('id-9', 'conversation-500', 'big', 'area-11', 1, 'flow', null, 'queued', $1, $1 + 1000000000, 0, $1)";
    store.db.execute(reply, args![NOW]).await.unwrap();
    if store.engine() == "postgres" {
        // What the server does by itself a minute later.
        store.db.execute("analyze outbox", args![]).await.unwrap();
    }
    store
}

async fn plan(store: &Store, sql: &'static str, args: Vec<crate::db::Arg>) -> String {
    let (explain, column) = match store.engine() {
        "sqlite" => ("explain query plan ", 3),
        _ => ("explain ", 0),
    };
    let mut tx = store.db.begin().await.unwrap();
    let rows = tx.all_made(format!("{explain}{sql}"), args).await.unwrap();
    let lines = rows.iter().map(|row| row.text(column).unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

async fn stays_short(store: Store) {
    let lanes = plan(&store, LANES_DUE, args![NOW]).await;
    let claim = plan(
        &store,
        CLAIM,
        args![NOW, NOW.plus(LEASE), "big", 3_i64, "area-11", 10_i64],
    )
    .await;
    for plan in [&lanes, &claim] {
        assert!(plan.contains("outbox_lane"), "{plan}");
        for whole in ["SCAN o", "SCAN e", "SCAN outbox", "Seq Scan on outbox"] {
            assert!(
                !plan
                    .lines()
                    .any(|line| line.contains(whole) && !line.contains("INDEX")),
                "{plan}"
            );
        }
    }
    assert!(claim.contains("outbox_conversation"), "{claim}");
    let allowances = ["big", "small"].map(|channel| Allowance {
        channel: channel.to_owned(),
        urgent: 50,
        others: 100,
        total: 150,
    });
    let begun = Instant::now();
    let (mut looks, mut areas) = (0, std::collections::BTreeMap::new());
    for turn in 0..10 {
        // Nothing here has words, so nothing comes back; what was claimed is in the table.
        store
            .claim_outbox(NOW, &allowances, 128, turn)
            .await
            .unwrap();
        looks += 1;
    }
    let took = begun.elapsed() / looks;
    println!(
        "{}: {took:?} a claim of 128 with {WAITING} waiting",
        store.engine()
    );
    let rows = store
        .db
        .all(
            "select area, count(*) from outbox where state = 'sending' and priority = 3 and channel = 'big' group by area",
            args![],
        )
        .await
        .unwrap();
    for row in &rows {
        areas.insert(row.text(0).unwrap(), row.int(1).unwrap());
    }
    assert_eq!(areas.len(), 40, "every area has its turn");
    let (least, most) = (areas.values().min().unwrap(), areas.values().max().unwrap());
    assert!(most - least <= 20, "{areas:?}");
    let reply = store
        .db
        .one(
            "select 1 from outbox where id = 'id-9' and state = 'sending'",
            args![],
        )
        .await
        .unwrap();
    assert!(reply.is_some(), "the reply overtook them all");
    // Far above what is measured, far below what reading the table takes on a busy machine.
    assert!(took.as_millis() < 500, "{took:?}");
}

#[tokio::test]
async fn a_claim_stays_short_when_very_much_waits_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("t.db").display());
    stays_short(crowded(&url, folder.path()).await).await;
}

#[tokio::test]
async fn a_claim_stays_short_when_very_much_waits_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let server = std::env::var("TSUNAGI_TEST_POSTGRES")
        .expect("TSUNAGI_TEST_POSTGRES must name a PostgreSQL server (postgres://…/postgres); ./test starts one");
    let url = crate::fresh_postgres(&server).await.unwrap();
    stays_short(crowded(&url, folder.path()).await).await;
}
