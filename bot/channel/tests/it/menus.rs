//! Rich menus against LINE's double: made once, renewed when changed, cleared when gone, shown to those they are for.

use tsunagi_channel::line::{Line, Menu, MenuAction, MenuArea, MenuStep};
use tsunagi_channel::{SendError, http};
use tsunagi_double::{DoubleConfig, Fault, LineDouble, check_menu};
use tsunagi_model::ExternalId;

use crate::fixture::{OTHER, USER, config};

async fn open() -> (LineDouble, Line) {
    let double = LineDouble::start(DoubleConfig::default()).await.unwrap();
    let line = Line::open(&config(&double), &http::client().unwrap()).unwrap();
    (double, line)
}

/// The head of a PNG of 1200 by 405.
fn picture() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
        vec![0, 0, 4, 0xb0, 0, 0, 1, 0x95],
    ]
    .concat()
}

fn menu(name: &str, bar: &str) -> Menu {
    let area = |at: u32, label: &str, action: MenuAction| MenuArea {
        bounds: [at * 200, 0, 200, 405],
        label: label.to_owned(),
        action,
    };
    Menu {
        name: name.to_owned(),
        bar: bar.to_owned(),
        size: (1_200, 405),
        areas: vec![
            area(0, "人と話す", MenuAction::Say("人と話したい".to_owned())),
            area(1, "人", MenuAction::Tap("anytime/lost/person".to_owned())),
            area(2, "読む", MenuAction::Open("https://example.jp".to_owned())),
            area(3, "でんわ", MenuAction::Call("0120-0-78310".to_owned())),
            area(4, "つぎ", MenuAction::Tab("guardian".to_owned())),
            area(5, "", MenuAction::Copy("ABCD-1234".to_owned())),
        ],
        picture: picture(),
        open: true,
    }
}

fn made(name: &str) -> MenuStep {
    MenuStep::Make(name.to_owned())
}

fn kept(name: &str) -> MenuStep {
    MenuStep::Keep(name.to_owned())
}

#[tokio::test]
async fn menus_are_made_once_and_then_kept() {
    let (double, line) = open().await;
    let menus = [menu("child", "メニュー"), menu("guardian", "メニュー")];
    for menu in &menus {
        assert_eq!(menu.faults(), []);
    }
    let dry = line.raise_menus(&menus, Some("child"), true).await.unwrap();
    assert_eq!(double.menus(), [""; 0], "a rehearsal makes nothing");
    let steps = line
        .raise_menus(&menus, Some("child"), false)
        .await
        .unwrap();
    assert_eq!(steps, dry);
    assert_eq!(
        steps,
        [
            made("child"),
            made("guardian"),
            MenuStep::Show("child".to_owned())
        ]
    );
    assert_eq!(double.menu_of(USER), double.menu_behind("child"));
    assert_ne!(double.menu_behind("child"), double.menu_behind("guardian"));
    let requests = double.counts().requests;
    let again = line
        .raise_menus(&menus, Some("child"), false)
        .await
        .unwrap();
    assert_eq!(again, [kept("child"), kept("guardian")]);
    assert_eq!(
        double.counts().requests,
        requests + 3,
        "three looks and nothing else"
    );
    assert_eq!(line.clear_menus(&menus, false).await.unwrap(), []);
    let made: Vec<_> = double
        .journal()
        .into_iter()
        .filter(|asked| asked.path == "/v2/bot/richmenu")
        .collect();
    for asked in &made {
        assert_eq!(check_menu(&serde_json::from_str(&asked.body).unwrap()), []);
    }
    assert_eq!(made.len(), 2);
    double.assert_clean();
}

#[tokio::test]
async fn a_changed_menu_is_made_anew_and_the_old_one_goes_last() {
    let (double, line) = open().await;
    let old = [menu("child", "メニュー"), menu("guardian", "メニュー")];
    line.raise_menus(&old, Some("child"), false).await.unwrap();
    let people = [ExternalId(USER.to_owned())];
    line.link_menu("guardian", &people).await.unwrap();
    let before = double.menu_of(USER);
    let new = [menu("child", "ひらく"), menu("guardian", "ひらく")];
    line.raise_menus(&new, Some("child"), false).await.unwrap();
    assert_eq!(
        double.menu_of(USER),
        before,
        "still seen until it is linked anew"
    );
    assert_eq!(double.menu_of(OTHER), double.menu_behind("child"));
    line.link_menu("guardian", &people).await.unwrap();
    let cleared = line.clear_menus(&new, false).await.unwrap();
    assert_eq!((cleared.len(), double.menus().len()), (2, 2), "{cleared:?}");
    assert_eq!(double.menu_of(USER), double.menu_behind("guardian"));
    line.unlink_menu(&people).await.unwrap();
    assert_eq!(double.menu_of(USER), double.menu_behind("child"));
    // A file that is gone takes its menu and its alias along.
    let one = [menu("child", "ひらく")];
    line.raise_menus(&one, None, false).await.unwrap();
    line.clear_menus(&one, false).await.unwrap();
    assert_eq!(double.menu_behind("guardian"), None);
    assert_eq!(
        (double.menus().len(), double.menu_of(USER)),
        (1, None),
        "nobody is shown one any more"
    );
    double.assert_clean();
}

#[tokio::test]
async fn what_broke_off_is_made_whole_and_what_others_made_stays() {
    let (double, line) = open().await;
    let by_hand = serde_json::json!({ "size": { "width": 800, "height": 270 }, "selected": false, "name": "手で作った", "chatBarText": "x", "areas": [] });
    let made = http::client()
        .unwrap()
        .post(format!("{}/v2/bot/richmenu", double.base_url()))
        .bearer_auth(double.config().access_token)
        .json(&by_hand)
        .send()
        .await
        .unwrap();
    assert!(made.status().is_success());
    let menus = [menu("child", "メニュー")];
    double.fail_at("/content", &Fault::Status(500));
    let broken = line.raise_menus(&menus, Some("child"), false).await;
    assert_eq!(
        broken,
        Err(SendError::Platform {
            status: 500,
            after: None
        })
    );
    assert_eq!(
        (double.menus().len(), double.menu_behind("child")),
        (2, None)
    );
    line.raise_menus(&menus, Some("child"), false)
        .await
        .unwrap();
    let cleared = line.clear_menus(&menus, false).await.unwrap();
    assert_eq!(cleared.len(), 1, "the half-made one: {cleared:?}");
    assert!(
        double.menu_behind("child").is_some() && double.menus().contains(&"手で作った".to_owned())
    );
    let names = line.menu_names().await.unwrap();
    assert!(
        names.contains(&("child".to_owned(), true))
            && names.contains(&("手で作った".to_owned(), false)),
        "{names:?}"
    );
    double.assert_clean();
}

#[tokio::test]
async fn many_people_are_linked_in_groups() {
    let (double, line) = open().await;
    line.raise_menus(&[menu("child", "メニュー")], None, false)
        .await
        .unwrap();
    let people: Vec<ExternalId> = (0..1_201)
        .map(|n| ExternalId(format!("U{n:032x}")))
        .collect();
    line.link_menu("child", &people).await.unwrap();
    assert_eq!(
        double.menu_of(&people[1_200].0),
        double.menu_behind("child")
    );
    let linked = || {
        double
            .journal()
            .iter()
            .filter(|asked| asked.path.ends_with("/bulk/link"))
            .count()
    };
    assert_eq!(linked(), 3);
    line.link_menu("child", &[]).await.unwrap();
    // A group has no menu.
    line.link_menu(
        "child",
        &[ExternalId("C0123456789abcdef0123456789abcdef".to_owned())],
    )
    .await
    .unwrap();
    assert_eq!(linked(), 3);
    assert!(line.link_menu("nobody", &people[..1]).await.is_err());
    double.assert_clean();
}
