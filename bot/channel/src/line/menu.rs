//! Rich menus: the buttons that always stand under a chat, in our own words, and LINE's rules for them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::split::units;

/// The shortest and longest side of a menu's width.
const WIDTH: std::ops::RangeInclusive<u32> = 800..=2_500;
/// The least height.
const HEIGHT: u32 = 250;
/// Width by height, in hundredths, at least.
const RATIO: u32 = 145;
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
/// How the names of our menus begin, by which they are told from those that others made.
const OURS: &str = "tsunagi/";

/// A rich menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// Its name, which is also LINE's alias for it.
    pub name: String,
    /// The words on the bar that opens and closes it.
    pub bar: String,
    /// Width and height.
    pub size: (u32, u32),
    /// What can be tapped.
    pub areas: Vec<MenuArea>,
    /// A PNG or JPEG of exactly that size.
    pub picture: Vec<u8>,
    /// Whether it is open when a person comes to the chat.
    pub open: bool,
}

/// A part of the picture and what a tap on it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuArea {
    /// Left, top, width, height.
    pub bounds: [u32; 4],
    /// What a screen reader says.
    pub label: String,
    /// What happens.
    pub action: MenuAction,
}

/// What a tap does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuAction {
    /// Says these words as the person's own.
    Say(String),
    /// Brings data back to the script, and shows the label as the person's own words.
    Tap(String),
    /// Opens an https page.
    Open(String),
    /// Calls a number.
    Call(String),
    /// Turns to another menu, by its name.
    Tab(String),
    /// Copies words.
    Copy(String),
}

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
        if !WIDTH.contains(&width) || height < HEIGHT || width * 100 < height * RATIO {
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

    /// Whether a menu of the account is one of ours, and by which name.
    pub(super) fn ours(remote: &str) -> Option<&str> {
        let (name, _) = remote.strip_prefix(OURS)?.rsplit_once('/')?;
        Some(name)
    }

    /// What it is called at LINE, where a name is for administrators only: changes with anything in it, and then it is made anew,
    /// because LINE changes no menu.
    pub(super) fn remote(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.about("").to_string());
        hasher.update(&self.picture);
        let digest = hex::encode(hasher.finalize());
        format!(
            "{OURS}{}/{}",
            self.name,
            digest.get(..16).unwrap_or_default()
        )
    }

    /// LINE's form of it.
    pub(super) fn body(&self) -> Value {
        self.about(&self.remote())
    }

    fn about(&self, name: &str) -> Value {
        let areas: Vec<Value> = self
            .areas
            .iter()
            .map(|area| {
                let [x, y, width, height] = area.bounds;
                json!({ "bounds": { "x": x, "y": y, "width": width, "height": height }, "action": area.form() })
            })
            .collect();
        json!({
            "size": { "width": self.size.0, "height": self.size.1 },
            "selected": self.open,
            "name": name,
            "chatBarText": self.bar,
            "areas": areas,
        })
    }

    /// The picture's content type.
    pub(super) fn picture_type(&self) -> &'static str {
        if self.picture.starts_with(b"\x89PNG") {
            "image/png"
        } else {
            "image/jpeg"
        }
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

    /// LINE's action. Turning to another menu brings no data back: it is no answer to anything.
    fn form(&self) -> Value {
        let mut action = match &self.action {
            MenuAction::Say(words) => json!({ "type": "message", "text": words }),
            MenuAction::Tap(data) => {
                json!({ "type": "postback", "data": data, "displayText": self.label })
            }
            MenuAction::Open(url) => json!({ "type": "uri", "uri": url }),
            MenuAction::Call(number) => {
                json!({ "type": "uri", "uri": format!("tel:{}", dialled(number)) })
            }
            MenuAction::Tab(name) => {
                json!({ "type": "richmenuswitch", "richMenuAliasId": name, "data": "" })
            }
            MenuAction::Copy(words) => json!({ "type": "clipboard", "clipboardText": words }),
        };
        if let (Some(action), false) = (action.as_object_mut(), self.label.is_empty()) {
            action.insert("label".to_owned(), self.label.as_str().into());
        }
        action
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

/// A number as a telephone dials it.
fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

fn is_alias(name: &str) -> bool {
    (1..=NAME).contains(&name.len())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

/// Width and height as a PNG or a JPEG says in its head.
fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let side = |at: usize| {
            let side = bytes.get(at..at + 4)?;
            Some(u32::from_be_bytes(side.try_into().ok()?))
        };
        return Some((side(16)?, side(20)?));
    }
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, tail @ ..] = rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // Frames of any kind; C4, C8 and CC are tables.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [_, h1, h2, w1, w2, ..] = tail else {
                return None;
            };
            let side = |pair: [u8; 2]| u32::from(u16::from_be_bytes(pair));
            return Some((side([*w1, *w2]), side([*h1, *h2])));
        }
        rest = tail.get(length.checked_sub(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn menu() -> Menu {
        Menu {
            name: "child".to_owned(),
            bar: "メニュー".to_owned(),
            size: (1_200, 405),
            areas: vec![MenuArea {
                bounds: [0, 0, 1_200, 405],
                label: "人と話す".to_owned(),
                action: MenuAction::Say("人と話したい".to_owned()),
            }],
            picture: png(1_200, 405),
            open: true,
        }
    }

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

    #[test]
    fn its_name_at_line_changes_with_anything_in_it() {
        let first = menu().remote();
        assert_eq!(menu().remote(), first);
        assert_eq!(Menu::ours(&first), Some("child"));
        assert_eq!(Menu::ours("made by hand"), None);
        for other in [
            Menu {
                bar: "とじる".to_owned(),
                ..menu()
            },
            Menu {
                open: false,
                ..menu()
            },
            Menu {
                picture: [menu().picture, vec![0]].concat(),
                ..menu()
            },
        ] {
            assert_ne!(other.remote(), first);
        }
    }

    #[test]
    fn a_jpeg_says_its_size_in_its_frame() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc2\x00\x0b\x08\x01\x95\x04\xb0\x03";
        assert_eq!(picture_size(jpeg), Some((1_200, 405)));
        for end in 0..jpeg.len() - 1 {
            assert_eq!(picture_size(&jpeg[..end]), None, "{end}");
        }
        assert_eq!(picture_size(b"\xff\xd8\xff\xe0\x00\x00"), None);
    }
}
