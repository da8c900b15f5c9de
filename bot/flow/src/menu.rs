//! Menus that always stand under a chat (`menus/*.yml`): what a coordinator writes, and whether the flows understand it.
//!
//! What a messenger can show of it is that messenger's business; here is only what the words mean.

use tsunagi_model::{Audience, Memory, Risk};

use crate::near::suggestion;
use crate::problem::{Place, Problem, Source, finish};
use crate::program::{Program, begin_data};
use crate::run::Occasion;
use crate::step::interrupt;
use crate::table::Row;
use crate::yaml::{self, Node};

/// The keys of a menu, in their order.
const HEAD: &[&str] = &[
    "version", "menu", "title", "audience", "channels", "when", "default", "open", "bar", "size",
    "picture", "areas",
];
/// What an area does; it does one of these.
const ACTS: &[&str] = &[
    "start", "text", "tap", "page", "tel", "hotline", "menu", "copy",
];
/// What stands beside that.
const AREA: &[&str] = &["at", "label"];

/// A menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuFile {
    /// Its name, as the file is called.
    pub menu: String,
    /// For whom.
    pub audience: Audience,
    /// On which channels, by slug; none named means all.
    pub channels: Vec<String>,
    /// Only for people who have said no: it shows them the way back and to a person.
    pub refused: bool,
    /// Whether everybody of its audience sees it.
    pub usual: bool,
    /// Whether it is open when a person comes to the chat.
    pub open: bool,
    /// The words on the bar that opens it.
    pub bar: String,
    /// Width and height of the picture.
    pub size: (u32, u32),
    /// The picture beside the file.
    pub picture: String,
    /// What can be tapped.
    pub areas: Vec<MenuItem>,
    /// Where the name, the bar, the size, the picture and the areas stand.
    pub places: MenuPlaces,
}

/// Where things stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MenuPlaces {
    /// `menu:`.
    pub name: Place,
    /// `bar:`.
    pub bar: Place,
    /// `size:`.
    pub size: Place,
    /// `picture:`.
    pub picture: Place,
    /// `areas:`.
    pub areas: Place,
}

/// A part of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// Left, top, width, height.
    pub at: [u32; 4],
    /// What a screen reader says.
    pub label: String,
    /// What a tap does.
    pub act: MenuAct,
    /// Where it stands in the file.
    pub place: Place,
}

/// What a tap does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuAct {
    /// Says words that a flow or the anytime flow understands.
    Text(String),
    /// Begins a flow (`begin:flow`), or gives an answer that leads to a person, as a button would: `flow/step/option`.
    Tap(String),
    /// Opens a page.
    Page(String),
    /// Calls a number.
    Tel(String),
    /// Turns to another menu.
    Menu(String),
    /// Copies words.
    Copy(String),
}

/// Reads a menu; what is wrong with it is a problem with its place, and one that cannot be shown at all is none.
pub fn menu(source: &Source, program: &Program) -> (Option<MenuFile>, Vec<Problem>) {
    let root = match yaml::read(source) {
        Ok(root) => root,
        Err(problem) => return (None, vec![*problem]),
    };
    let mut reader = Reader {
        source,
        program,
        problems: Vec::new(),
    };
    let menu = reader.menu(&root);
    finish(&mut reader.problems, source);
    (menu, reader.problems)
}

struct Reader<'a> {
    source: &'a Source,
    program: &'a Program,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, code: &'static str, at: Place, message: impl Into<String>) {
        let problem = Problem::bare(code, self.source, at, message);
        self.problems.push(problem);
    }

    fn menu(&mut self, root: &Node) -> Option<MenuFile> {
        if root.entries().is_none() {
            let message = "a menu begins with `menu:` and has `areas:`";
            self.problem("E02", root.at, message);
            return None;
        }
        self.keys(root, &[HEAD], "a menu");
        if let Some(version) = root.get("version").filter(|node| node.text() != Some("1")) {
            self.problem(
                "E02",
                version.at,
                "this service reads `version: 1` of menus",
            );
        }
        let name = self.words(root, "menu").unwrap_or_default();
        let places = MenuPlaces {
            name: at(root, "menu"),
            bar: at(root, "bar"),
            size: at(root, "size"),
            picture: at(root, "picture"),
            areas: at(root, "areas"),
        };
        if !name.is_empty() && name != self.source.stem() {
            let message = format!("the file is called `{}`", self.source.stem());
            self.problem("E02", places.name, message);
        }
        let audience = self.audience(root);
        let refused = match root.get("when") {
            None => false,
            Some(node) if node.text() == Some("refused") => true,
            Some(node) => {
                self.problem("E02", node.at, "`when:` is `refused`, or is left out");
                false
            }
        };
        let usual = self.yes(root, "default");
        if usual && refused {
            let message = "what only some see cannot be the default";
            self.problem("E02", at(root, "default"), message);
        }
        let bar = self.words(root, "bar");
        let size = self.size(root);
        let picture = self.words(root, "picture");
        if let Some(picture) = &picture
            && picture.contains(['/', '\\'])
        {
            self.problem("E02", places.picture, "the picture lies beside this file");
        }
        let Some(list) = root.get("areas") else {
            self.problem("E02", root.at, "a menu has `areas:`");
            return None;
        };
        let areas: Vec<MenuItem> = list
            .items()
            .iter()
            .filter_map(|node| self.area(node))
            .collect();
        self.way_to_a_person(&areas, places.areas);
        Some(MenuFile {
            menu: name,
            audience,
            channels: root
                .get("channels")
                .map(|node| node.items().iter().filter_map(Node::text))
                .into_iter()
                .flatten()
                .map(str::to_owned)
                .collect(),
            refused,
            usual,
            open: self.yes(root, "open"),
            bar: bar?,
            size: size?,
            picture: picture?,
            areas,
            places,
        })
    }

    fn area(&mut self, node: &Node) -> Option<MenuItem> {
        if node.entries().is_none() {
            self.problem(
                "E02",
                node.at,
                "an area has `at:`, `label:` and what a tap does",
            );
            return None;
        }
        self.keys(node, &[AREA, ACTS], "an area");
        let bounds = self.bounds(node);
        let label = self.words(node, "label");
        let acts: Vec<&str> = ACTS
            .iter()
            .copied()
            .filter(|act| node.get(act).is_some())
            .collect();
        let &[act] = acts.as_slice() else {
            let message = format!("an area does one of: {}", ACTS.join(", "));
            self.problem("E02", node.at, message);
            return None;
        };
        let words = self.words(node, act)?;
        let act = self.act(act, words, at(node, act))?;
        Some(MenuItem {
            at: bounds?,
            label: label?,
            act,
            place: node.at,
        })
    }

    /// What a tap does, if something comes of it.
    fn act(&mut self, act: &str, words: String, place: Place) -> Option<MenuAct> {
        Some(match act {
            "text" => {
                if !self.is_understood(&words) {
                    let message = format!(
                        "no flow starts with `{words}` and no rule of the anytime flow knows it"
                    );
                    self.problem("E41", place, message);
                }
                MenuAct::Text(words)
            }
            "start" => {
                let data = begin_data(&words);
                if self.program.begun_by(&data).is_none() {
                    let near = suggestion(&words, self.program.flows());
                    let message = format!("no flow `{words}` that a keyword starts{near}");
                    self.problem("E41", place, message);
                }
                MenuAct::Tap(data)
            }
            "tap" => {
                if self.program.tapped(&words).is_none() {
                    let message = format!(
                        "`{words}` is no option that leads straight to a person: a tap outside its question needs that; write `start:` or `text:`"
                    );
                    self.problem("E41", place, message);
                }
                MenuAct::Tap(words)
            }
            "hotline" => {
                let rows = self.program.tables().rows("hotlines");
                let named = |row: &&Row| row.get("id").is_some_and(|id| *id == words);
                let row = rows.iter().find(named);
                let Some(phone) = row.and_then(|row| row.get("phone")) else {
                    let known = rows.iter().filter_map(|row| row.get("id"));
                    let near = suggestion(&words, known.map(String::as_str));
                    let message = format!("tables/hotlines.csv has no row `{words}`{near}");
                    self.problem("E01", place, message);
                    return None;
                };
                MenuAct::Tel(phone.clone())
            }
            "page" => MenuAct::Page(words),
            "tel" => MenuAct::Tel(words),
            "menu" => MenuAct::Menu(words),
            _ => MenuAct::Copy(words),
        })
    }

    /// Every menu leads to a person, as every question does.
    fn way_to_a_person(&mut self, areas: &[MenuItem], place: Place) {
        let leads = areas.iter().any(|area| match &area.act {
            MenuAct::Text(words) => self.calls_a_person(words),
            MenuAct::Tap(data) => self.program.tapped(data).is_some(),
            _ => false,
        });
        if !areas.is_empty() && !leads {
            self.problem("E41", place, "no area leads to a person");
        }
    }

    fn is_understood(&self, words: &str) -> bool {
        let keyword = Occasion::Keyword(words.to_owned());
        let rule = || interrupt(self.program, &Memory::default(), words, Risk::None);
        self.program.start_for(&keyword).is_some() || rule().is_some()
    }

    fn calls_a_person(&self, words: &str) -> bool {
        self.program.always().is_some_and(|(_, definition)| {
            crate::anytime::matching(definition, words, Risk::None)
                .is_some_and(|(rule, _)| rule.calls_person)
        })
    }

    fn audience(&mut self, root: &Node) -> Audience {
        let words = self.words(root, "audience").unwrap_or_default();
        words.parse().unwrap_or_else(|_| {
            if !words.is_empty() {
                let place = at(root, "audience");
                self.problem("E02", place, "`audience:` is child, guardian or any");
            }
            Audience::Any
        })
    }

    /// `1200x405`.
    fn size(&mut self, root: &Node) -> Option<(u32, u32)> {
        let words = self.words(root, "size")?;
        let size = words
            .split_once(['x', '×'])
            .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
        if size.is_none() {
            let message = "`size:` is width x height, as in 1200x405";
            self.problem("E02", at(root, "size"), message);
        }
        size
    }

    /// `[left, top, width, height]`.
    fn bounds(&mut self, node: &Node) -> Option<[u32; 4]> {
        let numbers: Vec<u32> = node
            .get("at")
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(|node| node.text()?.parse().ok())
            .collect();
        let bounds = numbers.try_into().ok();
        if bounds.is_none() {
            let place = node.get("at").map_or(node.at, |node| node.at);
            self.problem("E02", place, "`at:` is [left, top, width, height]");
        }
        bounds
    }

    fn yes(&mut self, root: &Node, key: &str) -> bool {
        match root.get(key).map(|node| (node.text(), node.at)) {
            None | Some((Some("false"), _)) => false,
            Some((Some("true"), _)) => true,
            Some((_, place)) => {
                self.problem("E02", place, format!("`{key}:` is true or false"));
                false
            }
        }
    }

    /// Words that must be there.
    fn words(&mut self, node: &Node, key: &str) -> Option<String> {
        match node.get(key).map(|node| (node.text(), node.at)) {
            Some((Some(text), _)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some((_, place)) => {
                self.problem("E02", place, format!("`{key}:` is empty"));
                None
            }
            None => {
                self.problem("E02", node.at, format!("`{key}:` is missing"));
                None
            }
        }
    }

    fn keys(&mut self, node: &Node, known: &[&[&str]], what: &str) {
        let known: Vec<&str> = known.concat();
        let mut seen = Vec::new();
        for (key, _) in node.entries().unwrap_or_default() {
            let name = key.text().unwrap_or_default();
            if !known.contains(&name) {
                let near = suggestion(name, known.iter().copied());
                let message = format!("`{name}` is not known in {what}{near}");
                self.problem("E02", key.at, message);
            } else if seen.contains(&name) {
                self.problem("E02", key.at, format!("`{name}` is written twice"));
            }
            seen.push(name);
        }
    }
}

fn at(node: &Node, key: &str) -> Place {
    node.get(key).map_or(node.at, |node| node.at)
}
