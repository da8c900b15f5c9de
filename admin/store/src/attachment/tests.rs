//! What comes from somebody who is erased: nobody fetches it, nobody reads it, and it does not lie there either.

use tsunagi_model::{
    Audience, Author, Direction, ExternalId, MediaKind, MediaSource, Span, ThreadKind, Timestamp,
};

use crate::db::args;
use crate::{Changes, Fetched, NewAttachment, NewMessage, NewThread, Store};

const NOW: Timestamp = Timestamp(1_795_159_800_000_000);

#[tokio::test]
async fn what_the_erased_sent_is_destroyed() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("t.db").display());
    let store = Store::open(&url, &folder.path().join("key")).await.unwrap();
    let area = store
        .ensure_area("hinata", "ひなた市", "city", None, NOW)
        .await
        .unwrap();
    let new = NewThread {
        channel: "line",
        area,
        kind: ThreadKind::Person,
        audience: Audience::Child,
        external: ExternalId("U1".to_owned()),
        thread: store.thread_hash("line", "user:U1"),
    };
    let thread = store.new_thread(new, NOW);
    let contact = thread.contact.as_ref().unwrap().id.to_string();
    let message = store.ids().next(NOW);
    let attachment = |position| NewAttachment {
        id: store.ids().next(NOW),
        message,
        thread: 0,
        position,
        kind: MediaKind::Image,
        name: Some("なまえ.jpg".to_owned()),
        source: MediaSource::Platform("1".to_owned()),
        refused: None,
        received_at: NOW,
    };
    let changes = Changes {
        attachments: vec![attachment(0), attachment(1)],
        messages: vec![NewMessage {
            id: message,
            thread: 0,
            direction: Direction::In,
            author: Author::Contact,
            staff: None,
            kind: "image".to_owned(),
            body: None,
            platform_id: Some("1".to_owned()),
            event_id: None,
            outbox: None,
            occurred_at: None,
            quotes: None,
            received_at: NOW,
        }],
        threads: vec![thread],
        ..Changes::default()
    };
    store.commit(&changes, NOW).await.unwrap();
    let claimed = store.claim_attachments(NOW, 1).await.unwrap().remove(0);
    let here = Fetched::Ready {
        kind: MediaKind::Image,
        content_type: "image/png".to_owned(),
        tells_place: false,
        bytes: vec![1; 3 << 20],
    };
    assert!(store.settle_attachment(&claimed, here, NOW).await.unwrap());
    let parts = async || {
        let row = store
            .db
            .one("select count(*) from attachment_part", args![])
            .await
            .unwrap();
        row.unwrap().int(0).unwrap()
    };
    assert_eq!(parts().await, 3);
    assert_eq!(
        store.forget_attachments_of_the_erased(NOW).await.unwrap(),
        0
    );
    store
        .db
        .execute(
            "update contact set key = null where id = $1",
            args![contact],
        )
        .await
        .unwrap();
    let later = NOW.plus(Span::hours(1));
    assert!(
        store.claim_attachments(later, 9).await.unwrap().is_empty(),
        "what waits is not fetched any more"
    );
    assert_eq!(
        store.forget_attachments_of_the_erased(NOW).await.unwrap(),
        2
    );
    assert_eq!(parts().await, 0);
    let left = store
        .db
        .one(
            "select count(*) from attachment where name is not null or source is not null or state <> 'erased'",
            args![],
        )
        .await
        .unwrap();
    assert_eq!(left.unwrap().int(0).unwrap(), 0);
}
