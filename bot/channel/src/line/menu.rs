//! Rich menus: the buttons that always stand under a chat, in our own words and in LINE's.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

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

impl Menu {
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

/// A number as a telephone dials it.
pub(super) fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    pub(crate) fn menu() -> Menu {
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
}
