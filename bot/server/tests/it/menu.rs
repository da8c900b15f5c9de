//! `tsunagi menu`: from files to the menu that each person sees.

use tsunagi_double::LineDouble;

use crate::binary::{Running, text};
use crate::webhook::{double, send};

const CHILD: &str = "U00000000000000000000000000000001";
const PARENT: &str = "U00000000000000000000000000000003";
const REFUSED: &str = "U00000000000000000000000000000002";

#[tokio::test(flavor = "multi_thread")]
async fn each_person_sees_the_menu_that_is_meant_for_them() {
    let double = double().await;
    let service = Running::start(double.base_url());
    let hello = double.webhook().follow(CHILD, false).follow(REFUSED, false);
    assert_eq!(send(service.address, &hello.build()), 200);
    assert!(!double.wait_for(CHILD, 1).await.is_empty());
    let before = double.wait_for(REFUSED, 1).await.len();
    let no = double.webhook().text(REFUSED, "やめる").build();
    assert_eq!(send(service.address, &no), 200);
    double.wait_for(REFUSED, before + 1).await;

    let push = |arguments: &[&str]| {
        let output = service.command(&[&["menu", "push"], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let told = push(&["--dry-run"]);
    assert!(
        told.contains("line: child is made") && double.menus().is_empty(),
        "{told}"
    );
    let told = push(&["--channel", "line"]);
    assert!(told.contains("line: child is shown to everybody"), "{told}");
    assert!(told.contains("1 people see a menu of their own"), "{told}");
    assert_eq!(double.menus().len(), 3);
    assert_eq!(double.menu_of(CHILD), double.menu_behind("child"));
    assert_eq!(double.menu_of(REFUSED), double.menu_behind("door"));
    let told = push(&[]);
    assert!(
        told.contains("line: door stands as it should") && !told.contains("made"),
        "{told}"
    );
    // Whoever comes back, or says no, sees it at once; nobody has to push again.
    for (words, menu) in [("つづける", "child"), ("やめる", "door")] {
        let event = double.webhook().text(REFUSED, words).build();
        assert_eq!(send(service.address, &event), 200);
        let seen = |double: &LineDouble| double.menu_of(REFUSED) == double.menu_behind(menu);
        assert!(double.wait_until(seen).await, "after {words}");
    }
    // So does whoever turns out to be a parent.
    let hello = double.webhook().follow(PARENT, false).build();
    assert_eq!(send(service.address, &hello), 200);
    for (words, count) in [("日本語", 2), ("保護者", 3)] {
        assert!(double.wait_for(PARENT, count).await.len() >= count);
        let event = double.webhook().text(PARENT, words).build();
        assert_eq!(send(service.address, &event), 200);
    }
    let seen = |double: &LineDouble| double.menu_of(PARENT) == double.menu_behind("guardian");
    assert!(
        double.wait_until(seen).await,
        "{:#?}",
        double.delivered_to(PARENT)
    );
    // A menu that was lost is there again when somebody comes back after a block.
    double.unlink_menu(PARENT);
    assert_ne!(double.menu_of(PARENT), double.menu_behind("guardian"));
    let back = double.webhook().unfollow(PARENT).follow(PARENT, true);
    assert_eq!(send(service.address, &back.build()), 200);
    assert!(double.wait_until(seen).await, "after a block");
    let list = text(&service.command(&["menu", "list"]).stdout);
    assert!(list.contains("line: guardian (from a file)"), "{list}");
    let unknown = service.command(&["menu", "list", "--channel", "lime"]);
    assert!(!unknown.status.success() && text(&unknown.stderr).contains("lime"));
    double.assert_clean();
}

#[test]
fn a_wrong_menu_is_named_with_its_place_and_never_pushed() {
    let folder = tempfile::tempdir().unwrap();
    let menus = folder.path().join("flows/menus");
    std::fs::create_dir_all(&menus).unwrap();
    let file = "menu: small\naudience: any\nbar: とてもながいメニューのなまえです\nsize: 1200x405\npicture: gone.png\nareas:\n  - {at: [0, 0, 9, 9], label: x, text: nobody}\n";
    std::fs::write(menus.join("small.yml"), file).unwrap();
    let told = crate::binary::check_menus(&folder);
    for wrong in ["small.yml:5:10: error[E01]", "small.yml:7:40: error[E41]"] {
        assert!(told.contains(wrong), "{told}");
    }
    std::fs::write(
        menus.join("gone.png"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10",
    )
    .unwrap();
    let told = crate::binary::check_menus(&folder);
    for wrong in ["small.yml:3:6: error[E40]", "small.yml:5:10: error[E40]"] {
        assert!(told.contains(wrong), "{told}");
    }
}
