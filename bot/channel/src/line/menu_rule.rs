//! LINE's rules for rich menus: every one is told with its place.

use std::collections::BTreeSet;

use super::menu::{Menu, MenuAction, MenuArea, dialled};
use super::picture::picture_size;
use crate::split::units;

/// The shortest and longest side of a menu's width.
const WIDTH: std::ops::RangeInclusive<u32> = 800..=2_500;
/// The least height.
const HEIGHT: u32 = 250;
/// Width by height, in hundredths, at least.
const RATIO: u64 = 145;
/// Areas of a menu.
const AREAS: usize = 20;
/// Length of the words on the bar that opens the menu.
const BAR: usize = 14;
/// Length of an area's label, which screen readers say.
const LABEL: usize = 20;
/// Length of words that are sent as the person's own, and of data.
const WORDS: usize = 300;
/// Length of an address, and of what is copied.
const ADDRESS: usize = 1_000;
/// Length of a name: LINE's alias.
const NAME: usize = 32;
/// Bytes of a picture.
const PICTURE: usize = 1_000_000;

/// A part of a menu that a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuPart {
    /// The name.
    Name,
    /// The words on the bar.
    Bar,
    /// Width and height.
    Size,
    /// The picture.
    Picture,
    /// The list of areas.
    Areas,
    /// One of them.
    Area(usize),
}

/// What LINE would refuse, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuFault {
    /// Where.
    pub part: MenuPart,
    /// What, in one English sentence.
    pub message: String,
}

impl Menu {
    /// Everything that LINE would refuse.
    pub fn faults(&self) -> Vec<MenuFault> {
        let mut faults = Vec::new();
        let mut fault = |part, message: String| faults.push(MenuFault { part, message });
        if !is_alias(&self.name) {
            fault(
                MenuPart::Name,
                format!("a name is 1 to {NAME} of a-z, 0-9, `_` and `-`"),
            );
        }
        if self.bar.is_empty() || units(&self.bar) > BAR {
            fault(
                MenuPart::Bar,
                format!("the bar has room for 1 to {BAR} letters"),
            );
        }
        let (width, height) = self.size;
        if !WIDTH.contains(&width)
            || height < HEIGHT
            || u64::from(width) * 100 < u64::from(height) * RATIO
        {
            let (least, most) = (WIDTH.start(), WIDTH.end());
            fault(
                MenuPart::Size,
                format!(
                    "a menu is {least} to {most} wide, at least {HEIGHT} high, and at least 1.45 times as wide as high"
                ),
            );
        }
        if self.picture.len() > PICTURE {
            fault(
                MenuPart::Picture,
                "the picture is larger than 1 MB".to_owned(),
            );
        }
        match picture_size(&self.picture) {
            None => fault(
                MenuPart::Picture,
                "the picture is neither PNG nor JPEG".to_owned(),
            ),
            Some(size) if size != self.size => fault(
                MenuPart::Picture,
                format!(
                    "the picture is {} × {}, the menu {width} × {height}",
                    size.0, size.1
                ),
            ),
            Some(_) => {}
        }
        if self.areas.is_empty() || self.areas.len() > AREAS {
            fault(MenuPart::Areas, format!("a menu has 1 to {AREAS} areas"));
        }
        for (index, area) in self.areas.iter().enumerate() {
            for message in area.faults(self.size) {
                fault(MenuPart::Area(index), message);
            }
        }
        faults
    }
}

impl MenuArea {
    fn faults(&self, (width, height): (u32, u32)) -> Vec<String> {
        let mut faults = Vec::new();
        let [x, y, wide, high] = self.bounds;
        let ends = |start: u32, length: u32| start.saturating_add(length);
        if wide == 0 || high == 0 || ends(x, wide) > width || ends(y, high) > height {
            faults.push(format!(
                "an area lies inside the picture of {width} × {height}"
            ));
        }
        if units(&self.label) > LABEL {
            faults.push(format!("a label has at most {LABEL} letters"));
        }
        let (words, most) = match &self.action {
            MenuAction::Say(words) | MenuAction::Tap(words) => (words, WORDS),
            MenuAction::Copy(words) | MenuAction::Open(words) => (words, ADDRESS),
            MenuAction::Call(number) => (number, NAME),
            MenuAction::Tab(name) => (name, NAME),
        };
        if words.trim().is_empty() || units(words) > most {
            faults.push(format!("what a tap does has 1 to {most} letters"));
        }
        let is_wrong = match &self.action {
            MenuAction::Open(url) => !url.starts_with("https://"),
            MenuAction::Call(number) => dialled(number).is_empty(),
            MenuAction::Tab(name) => !is_alias(name),
            MenuAction::Tap(_) => self.label.is_empty(),
            MenuAction::Say(_) | MenuAction::Copy(_) => false,
        };
        if is_wrong {
            faults.push(
                match &self.action {
                    MenuAction::Open(_) => "a page begins with https://",
                    MenuAction::Call(_) => "a number has digits",
                    MenuAction::Tap(_) => {
                        "a tap needs a label, which is shown as the person's words"
                    }
                    _ => "another menu is named as its file is",
                }
                .to_owned(),
            );
        }
        faults
    }
}

/// Menus that name each other where one is missing, by the place of the menu and of the area.
pub fn missing_tabs(menus: &[Menu]) -> Vec<(usize, usize)> {
    let names: BTreeSet<&str> = menus.iter().map(|menu| menu.name.as_str()).collect();
    let mut missing = Vec::new();
    for (place, menu) in menus.iter().enumerate() {
        for (index, area) in menu.areas.iter().enumerate() {
            if let MenuAction::Tab(name) = &area.action
                && !names.contains(name.as_str())
            {
                missing.push((place, index));
            }
        }
    }
    missing
}

fn is_alias(name: &str) -> bool {
    (1..=NAME).contains(&name.len())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::super::menu::tests::{menu, png};
    use super::*;

    #[test]
    fn every_rule_has_its_fault() {
        assert_eq!(menu().faults(), []);
        let area = |action| Menu {
            areas: vec![MenuArea {
                action,
                ..menu().areas.remove(0)
            }],
            ..menu()
        };
        for (menu, part) in [
            (
                Menu {
                    name: "Child".to_owned(),
                    ..menu()
                },
                MenuPart::Name,
            ),
            (
                Menu {
                    name: "a".repeat(33),
                    ..menu()
                },
                MenuPart::Name,
            ),
            (
                Menu {
                    bar: "あ".repeat(15),
                    ..menu()
                },
                MenuPart::Bar,
            ),
            (
                Menu {
                    bar: String::new(),
                    ..menu()
                },
                MenuPart::Bar,
            ),
            (
                Menu {
                    size: (1_200, 828),
                    picture: png(1_200, 828),
                    ..menu()
                },
                MenuPart::Size,
            ),
            (
                Menu {
                    size: (1_200, 249),
                    picture: png(1_200, 249),
                    areas: vec![],
                    ..menu()
                },
                MenuPart::Size,
            ),
            (
                Menu {
                    picture: png(1_200, 404),
                    ..menu()
                },
                MenuPart::Picture,
            ),
            (
                Menu {
                    picture: b"GIF89a".to_vec(),
                    ..menu()
                },
                MenuPart::Picture,
            ),
            (
                Menu {
                    picture: [png(1_200, 405), vec![0; 1_000_000]].concat(),
                    ..menu()
                },
                MenuPart::Picture,
            ),
            (
                Menu {
                    size: (u32::MAX, u32::MAX),
                    ..menu()
                },
                MenuPart::Size,
            ),
            (
                Menu {
                    areas: vec![menu().areas.remove(0); 21],
                    ..menu()
                },
                MenuPart::Areas,
            ),
            (
                Menu {
                    areas: vec![MenuArea {
                        bounds: [1, 0, 1_200, 405],
                        ..menu().areas.remove(0)
                    }],
                    ..menu()
                },
                MenuPart::Area(0),
            ),
            (
                Menu {
                    areas: vec![MenuArea {
                        bounds: [u32::MAX, 0, 2, 1],
                        ..menu().areas.remove(0)
                    }],
                    ..menu()
                },
                MenuPart::Area(0),
            ),
            (
                Menu {
                    areas: vec![MenuArea {
                        label: "あ".repeat(21),
                        ..menu().areas.remove(0)
                    }],
                    ..menu()
                },
                MenuPart::Area(0),
            ),
            (area(MenuAction::Say(" ".to_owned())), MenuPart::Area(0)),
            (
                area(MenuAction::Open("http://example.jp".to_owned())),
                MenuPart::Area(0),
            ),
            (
                area(MenuAction::Call("フリーダイヤル".to_owned())),
                MenuPart::Area(0),
            ),
            (area(MenuAction::Tab("Other".to_owned())), MenuPart::Area(0)),
            (area(MenuAction::Copy("x".repeat(1_001))), MenuPart::Area(0)),
        ] {
            let faults = menu.faults();
            assert_eq!(
                faults.first().map(|fault| fault.part),
                Some(part),
                "{faults:?}"
            );
        }
        assert_eq!(
            area(MenuAction::Call("0120-0-78310".to_owned())).faults(),
            []
        );
        assert_eq!(
            missing_tabs(&[menu(), area(MenuAction::Tab("gone".to_owned()))]),
            [(1, 0)]
        );
    }
}
