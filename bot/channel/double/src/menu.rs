//! Rich menus: made, given a picture, named, shown to all or to some.

use std::collections::{BTreeMap, HashMap};

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::check::check_menu;
use crate::memory::Memory;
use crate::sending::is_id;

/// Menus an account may have.
const MENUS: usize = 1_000;
/// People in one request.
const PEOPLE: usize = 500;
/// Bytes of a picture.
const PICTURE: usize = 1024 * 1024;
const UNPICTURED: &str = "must upload richmenu image before applying it to user";

/// The account's menus.
#[derive(Debug, Default)]
pub(crate) struct Menus {
    made: BTreeMap<String, Menu>,
    aliases: BTreeMap<String, String>,
    pub usual: Option<String>,
    pub own: HashMap<String, String>,
}

#[derive(Debug)]
struct Menu {
    about: Value,
    picture: Option<(String, Vec<u8>)>,
}

/// An address that has to do with menus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MenuEndpoint<'p> {
    Make,
    Validate,
    List,
    One(&'p str),
    Picture(&'p str),
    Usual,
    MakeUsual(&'p str),
    MakeAlias,
    Aliases,
    Alias(&'p str),
    Own(&'p str),
    MakeOwn(&'p str, &'p str),
    Link,
    Unlink,
}

impl<'p> MenuEndpoint<'p> {
    /// The endpoint at the parts of a path, and the methods it has.
    pub fn at(parts: &[&'p str]) -> Option<(Self, &'static [Method])> {
        const POST: &[Method] = &[Method::POST];
        const GET: &[Method] = &[Method::GET];
        const GET_DELETE: &[Method] = &[Method::GET, Method::DELETE];
        const ALL: &[Method] = &[Method::GET, Method::POST, Method::DELETE];
        Some(match parts {
            ["v2", "bot", "richmenu"] => (Self::Make, POST),
            ["v2", "bot", "richmenu", "validate"] => (Self::Validate, POST),
            ["v2", "bot", "richmenu", "list"] => (Self::List, GET),
            ["v2", "bot", "richmenu", "alias"] => (Self::MakeAlias, POST),
            ["v2", "bot", "richmenu", "alias", "list"] => (Self::Aliases, GET),
            ["v2", "bot", "richmenu", "alias", id] => (Self::Alias(id), ALL),
            ["v2", "bot", "richmenu", "bulk", "link"] => (Self::Link, POST),
            ["v2", "bot", "richmenu", "bulk", "unlink"] => (Self::Unlink, POST),
            ["v2", "bot", "richmenu", id] => (Self::One(id), GET_DELETE),
            ["v2", "bot", "richmenu", id, "content"] => {
                (Self::Picture(id), &[Method::GET, Method::POST])
            }
            ["v2", "bot", "user", "all", "richmenu"] => (Self::Usual, GET_DELETE),
            ["v2", "bot", "user", "all", "richmenu", id] => (Self::MakeUsual(id), POST),
            ["v2", "bot", "user", user, "richmenu"] => (Self::Own(user), GET_DELETE),
            ["v2", "bot", "user", user, "richmenu", id] => (Self::MakeOwn(user, id), POST),
            _ => return None,
        })
    }

    /// Whether a request has a JSON body.
    pub fn takes_json(&self, method: &Method) -> bool {
        *method == Method::POST
            && matches!(
                self,
                Self::Make
                    | Self::Validate
                    | Self::MakeAlias
                    | Self::Alias(_)
                    | Self::Link
                    | Self::Unlink
            )
    }

    /// The name of its own limit, and how many requests an hour it takes; the others take 2,000 a second.
    pub fn hourly(&self, method: &Method) -> Option<(&'static str, u32)> {
        match (self, method) {
            (Self::Make, _) => Some(("make menu", 100)),
            (Self::One(_), &Method::DELETE) => Some(("delete menu", 100)),
            (Self::Alias(_), &Method::DELETE) => Some(("delete alias", 100)),
            _ => None,
        }
    }
}

/// Answers a request.
pub(crate) fn answer(
    memory: &mut Memory,
    endpoint: &MenuEndpoint<'_>,
    method: &Method,
    headers: &HeaderMap,
    bytes: &[u8],
    json: &Value,
) -> Answer {
    let number = memory.number();
    let menus = &mut memory.menus;
    match endpoint {
        MenuEndpoint::Make | MenuEndpoint::Validate => {
            let objections = check_menu(json);
            if !objections.is_empty() {
                return Answer::objections(&objections);
            }
            if *endpoint == MenuEndpoint::Validate {
                return done();
            }
            if menus.made.len() >= MENUS {
                return Answer::refuse(400, "The number of rich menus has reached its limit");
            }
            let id = format!("richmenu-{number:032x}");
            let menu = Menu {
                about: json.clone(),
                picture: None,
            };
            menus.made.insert(id.clone(), menu);
            named(&id)
        }
        MenuEndpoint::List => {
            let list: Vec<Value> = menus.made.iter().map(|(id, menu)| menu.told(id)).collect();
            Answer::json(200, json!({ "richmenus": list }).to_string())
        }
        MenuEndpoint::One(id) => match menus.made.get(*id) {
            None => missing("richmenu not found"),
            Some(menu) if *method == Method::GET => Answer::json(200, menu.told(id).to_string()),
            Some(_) => {
                menus.made.remove(*id);
                menus.own.retain(|_, own| own != id);
                if menus.usual.as_deref() == Some(id) {
                    menus.usual = None;
                }
                done()
            }
        },
        MenuEndpoint::Picture(id) => menus.picture(id, method, headers, bytes),
        MenuEndpoint::Usual => match (method, &menus.usual) {
            (&Method::DELETE, _) => {
                menus.usual = None;
                done()
            }
            (_, Some(id)) => named(id),
            (_, None) => missing("no default richmenu"),
        },
        MenuEndpoint::MakeUsual(id) => menus.shown(id, |menus| {
            menus.usual = Some((*id).to_owned());
            done()
        }),
        MenuEndpoint::MakeAlias => {
            match (word(json, "richMenuAliasId"), word(json, "richMenuId")) {
                (Some(alias), Some(_)) if !is_alias(alias) => {
                    Answer::refuse(400, "invalid richmenu alias id")
                }
                (Some(alias), Some(_)) if menus.aliases.contains_key(alias) => {
                    Answer::refuse(400, "conflict richmenu alias id")
                }
                (Some(alias), Some(id)) => menus.alias(alias, id),
                _ => Answer::refuse(400, "The request body is invalid"),
            }
        }
        MenuEndpoint::Aliases => {
            let list: Vec<Value> = menus
                .aliases
                .iter()
                .map(|(alias, id)| json!({ "richMenuAliasId": alias, "richMenuId": id }))
                .collect();
            Answer::json(200, json!({ "aliases": list }).to_string())
        }
        MenuEndpoint::Alias(alias) => match (menus.aliases.get(*alias), method) {
            (None, _) => missing("richmenu alias not found"),
            (Some(id), &Method::GET) => {
                let told = json!({ "richMenuAliasId": alias, "richMenuId": id });
                Answer::json(200, told.to_string())
            }
            (Some(_), &Method::DELETE) => {
                menus.aliases.remove(*alias);
                done()
            }
            (Some(_), _) => match word(json, "richMenuId") {
                Some(id) => menus.alias(alias, id),
                None => Answer::refuse(400, "The request body is invalid"),
            },
        },
        MenuEndpoint::Own(user) => match (method, menus.own.get(*user)) {
            (&Method::DELETE, _) => {
                menus.own.remove(*user);
                done()
            }
            (_, Some(id)) => named(id),
            (_, None) => missing("the user has no richmenu"),
        },
        MenuEndpoint::MakeOwn(user, id) => menus.shown(id, |menus| {
            menus.own.insert((*user).to_owned(), (*id).to_owned());
            done()
        }),
        MenuEndpoint::Link => match (word(json, "richMenuId"), people(json)) {
            (Some(id), Some(people)) => menus.shown(id, |menus| {
                menus
                    .own
                    .extend(people.into_iter().map(|user| (user, id.to_owned())));
                accepted()
            }),
            _ => Answer::refuse(400, "The request body is invalid"),
        },
        MenuEndpoint::Unlink => match people(json) {
            Some(people) => {
                menus.own.retain(|user, _| !people.contains(user));
                accepted()
            }
            None => Answer::refuse(400, "The request body is invalid"),
        },
    }
}

impl Menu {
    fn told(&self, id: &str) -> Value {
        let mut told = self.about.clone();
        if let Some(told) = told.as_object_mut() {
            told.insert("richMenuId".to_owned(), id.into());
        }
        told
    }

    fn size(&self) -> Option<(u64, u64)> {
        let side = |name: &str| self.about.pointer(name)?.as_u64();
        Some((side("/size/width")?, side("/size/height")?))
    }
}

impl Menus {
    /// Makes a menu visible, which needs a picture.
    fn shown(&mut self, id: &str, show: impl FnOnce(&mut Self) -> Answer) -> Answer {
        match self.made.get(id) {
            None => missing("richmenu not found"),
            Some(menu) if menu.picture.is_none() => Answer::refuse(400, UNPICTURED),
            Some(_) => show(self),
        }
    }

    fn alias(&mut self, alias: &str, id: &str) -> Answer {
        if !self.made.contains_key(id) {
            return Answer::refuse(400, "richmenu not found");
        }
        self.shown(id, |menus| {
            menus.aliases.insert(alias.to_owned(), id.to_owned());
            done()
        })
    }

    fn picture(&mut self, id: &str, method: &Method, headers: &HeaderMap, bytes: &[u8]) -> Answer {
        let Some(menu) = self.made.get_mut(id) else {
            return missing("richmenu not found");
        };
        if *method == Method::GET {
            return match &menu.picture {
                Some((kind, bytes)) => Answer {
                    body: bytes.clone(),
                    content_type: Some(kind.clone()),
                    ..Answer::empty(200)
                },
                None => missing("image not found"),
            };
        }
        if menu.picture.is_some() {
            return Answer::refuse(400, "An image has already been uploaded to the richmenu");
        }
        let kind = headers
            .get("content-type")
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        let is_picture = match kind {
            "image/png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            "image/jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
            _ => return Answer::refuse(415, "Unsupported media type"),
        };
        if !is_picture || bytes.len() > PICTURE {
            return Answer::refuse(400, "Illegal image");
        }
        if png_size(bytes).is_some_and(|size| menu.size() != Some(size)) {
            return Answer::refuse(400, "Illegal image size");
        }
        menu.picture = Some((kind.to_owned(), bytes.to_vec()));
        done()
    }

    /// What a menu is called, by its id.
    pub fn name(&self, id: &str) -> Option<String> {
        let name = self.made.get(id)?.about.get("name")?.as_str()?;
        Some(name.to_owned())
    }

    /// Every menu's name with its id.
    pub fn names(&self) -> Vec<(String, String)> {
        self.made
            .keys()
            .filter_map(|id| Some((self.name(id)?, id.clone())))
            .collect()
    }

    /// The menu behind an alias.
    pub fn behind(&self, alias: &str) -> Option<&String> {
        self.aliases.get(alias)
    }
}

/// Width and height, as a PNG's first chunk says.
fn png_size(bytes: &[u8]) -> Option<(u64, u64)> {
    let side = |at: usize| {
        let side = bytes.get(at..at + 4)?;
        Some(u64::from(u32::from_be_bytes(side.try_into().ok()?)))
    };
    bytes.starts_with(b"\x89PNG").then_some(())?;
    Some((side(16)?, side(20)?))
}

fn people(json: &Value) -> Option<Vec<String>> {
    let list = json.get("userIds")?.as_array()?;
    let people: Vec<String> = list
        .iter()
        .filter_map(Value::as_str)
        .filter(|user| is_id(user, &['U']))
        .map(str::to_owned)
        .collect();
    (people.len() == list.len() && (1..=PEOPLE).contains(&people.len())).then_some(people)
}

fn word<'v>(json: &'v Value, name: &str) -> Option<&'v str> {
    json.get(name)?.as_str().filter(|word| !word.is_empty())
}

fn is_alias(alias: &str) -> bool {
    (1..=32).contains(&alias.len())
        && alias
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

fn named(id: &str) -> Answer {
    Answer::json(200, json!({ "richMenuId": id }).to_string())
}

fn done() -> Answer {
    Answer::json(200, "{}".to_owned())
}

fn accepted() -> Answer {
    Answer::json(202, "{}".to_owned())
}

fn missing(why: &str) -> Answer {
    Answer::error(404, why)
}
