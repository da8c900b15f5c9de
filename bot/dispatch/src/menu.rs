//! Menus: which of a channel's menus stands under a person's chat, and that it changes with the person. Whoever says no sees the way
//! back from then on, whoever turns out to be a parent the parents' menu.
//!
//! Told beside the path of the words; it fails in silence, and the next `tsunagi menu push` makes good what failed.

use tsunagi_channel::SendError;
use tsunagi_flow::MenuFile;
use tsunagi_model::{Audience, ContactId, Role};
use tsunagi_store::Thread;

use crate::Service;

/// How many people may wait for another menu; beyond that the next push brings it.
pub(crate) const WAITING: usize = 1_024;

/// The menus that a channel shows.
#[derive(Debug, Clone)]
pub struct Menus {
    audience: Audience,
    choices: Vec<Choice>,
    usual: Option<String>,
}

#[derive(Debug, Clone)]
struct Choice {
    name: String,
    audience: Audience,
    refused: bool,
    usual: bool,
}

impl Menus {
    /// Those among the files that a channel for this audience shows.
    pub fn of<'f>(
        files: impl IntoIterator<Item = &'f MenuFile>,
        slug: &str,
        audience: Audience,
    ) -> Self {
        let choices: Vec<Choice> = files
            .into_iter()
            .filter(|file| Self::shows(file, slug, audience))
            .map(|file| Choice {
                name: file.menu.clone(),
                audience: file.audience,
                refused: file.refused,
                usual: file.usual,
            })
            .collect();
        // On a channel for everybody, children's: who is no child is shown another.
        let usual = [audience, Audience::Any, Audience::Child]
            .into_iter()
            .filter(|wanted| fits(*wanted, audience))
            .find_map(|wanted| {
                choices
                    .iter()
                    .find(|choice| choice.usual && choice.audience == wanted)
            })
            .map(|choice| choice.name.clone());
        Self {
            audience,
            choices,
            usual,
        }
    }

    /// A channel that shows none.
    pub fn none(audience: Audience) -> Self {
        Self::of([], "", audience)
    }

    /// Whether a channel for this audience shows the menu of a file.
    pub fn shows(file: &MenuFile, slug: &str, audience: Audience) -> bool {
        fits(file.audience, audience)
            && (file.channels.is_empty() || file.channels.iter().any(|named| named == slug))
    }

    /// The menu that everybody sees who has none of their own.
    pub fn usual(&self) -> Option<&str> {
        self.usual.as_deref()
    }

    /// Whether anybody can be shown anything but the usual one.
    pub fn differ(&self) -> bool {
        self.choices
            .iter()
            .any(|choice| Some(&choice.name) != self.usual.as_ref())
    }

    /// The menu that one person sees in place of the usual one: who has said no sees only the way back.
    pub fn own(&self, person: &Thread) -> Option<&str> {
        let (role, refused) = menu_key(person);
        let audience = match role {
            Role::Child => Audience::Child,
            Role::Parent => Audience::Guardian,
            _ => self.audience,
        };
        let find = |wanted: &dyn Fn(&Choice) -> bool| {
            let choices = || self.choices.iter().filter(|choice| wanted(choice));
            choices()
                .find(|choice| choice.audience == audience)
                .or_else(|| choices().find(|choice| fits(choice.audience, audience)))
                .map(|choice| choice.name.as_str())
        };
        let way_back = if refused {
            find(&|choice| choice.refused)
        } else {
            None
        };
        way_back
            .or_else(|| find(&|choice| choice.usual && !choice.refused))
            .filter(|name| Some(*name) != self.usual())
    }
}

fn fits(one: Audience, other: Audience) -> bool {
    one == other || one == Audience::Any || other == Audience::Any
}

/// What a person's menu depends on: their role, and whether they have said no.
pub(crate) type MenuKey = (Role, bool);

pub(crate) fn menu_key(person: &Thread) -> MenuKey {
    let contact = person.contact.as_ref();
    let consent = contact.and_then(|contact| contact.memory.get("consent.messages"));
    (person.role(), consent == Some("withdrawn"))
}

impl Service {
    /// Notes whose menus may have changed.
    pub(crate) fn menus_change(&self, people: Vec<ContactId>) {
        if !self.lines.values().any(|line| line.menus.differ()) {
            return;
        }
        for person in people {
            self.menus.add(person);
        }
    }

    /// Shows people their menus for as long as the service runs, one after the other, so that the last is what they are now.
    pub(crate) async fn menu_loop(&self) {
        let mut next = self.menus.next.lock().await;
        while let Some(person) = next.recv().await {
            self.show_menus(person).await;
        }
    }

    /// Shows the menus that are waited for now; how many people there were.
    pub(crate) async fn menu_once(&self) -> usize {
        let Ok(mut next) = self.menus.next.try_lock() else {
            return 0;
        };
        let mut count = 0;
        while let Ok(person) = next.try_recv() {
            self.show_menus(person).await;
            count += 1;
        }
        count
    }

    /// Shows a person, wherever they are written to, the menus that are meant for them now.
    async fn show_menus(&self, person: ContactId) {
        let threads = match self.store.threads_of(person).await {
            Ok(threads) => threads,
            Err(error) => {
                return tracing::warn!(%error, "whom a menu is meant for cannot be read");
            }
        };
        for thread in threads.iter().filter(|thread| thread.is_reachable()) {
            let Some(line) = self.lines.get(&thread.channel) else {
                continue;
            };
            if !line.menus.differ() {
                continue;
            }
            let own = line.menus.own(thread);
            match line.channel.show_menu(&thread.external, own).await {
                Ok(()) | Err(SendError::Unsupported) => {}
                Err(error) => {
                    let (conversation, problem) = (thread.id, error.code());
                    tracing::debug!(%conversation, problem, "a menu cannot be shown; the next push brings it");
                }
            }
        }
    }
}
