//! The rich menus of an account: bringing them to what the files say, and showing one to some people.
//!
//! LINE changes no menu, so that a changed one is made anew under a name that carries its digest, and the old one is taken
//! away when the new one stands. A menu's alias is set last: one without its alias is one whose making broke off.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde::Deserialize;
use serde_json::json;
use tsunagi_model::ExternalId;

use super::Line;
use super::account::is_person;
use super::menu::Menu;
use super::send::{FETCH, understood};
use crate::SendError;

/// People in one request.
const PEOPLE: usize = 500;

/// What was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuStep {
    /// It stands there as it should.
    Keep(String),
    /// It was made, with its picture.
    Make(String),
    /// Everybody sees it who sees no other.
    Show(String),
    /// Nobody sees one any more who has none of their own.
    ShowNone,
    /// One that no file names any more, or an older form of one, was taken away.
    Remove(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    rich_menu_id: String,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct All {
    #[serde(default)]
    richmenus: Vec<Standing>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Alias {
    rich_menu_alias_id: String,
    rich_menu_id: String,
}

#[derive(Deserialize)]
struct Aliases {
    #[serde(default)]
    aliases: Vec<Alias>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    rich_menu_id: String,
}

impl Line {
    /// Makes what is missing and shows `usual` to everybody. What is too much is left for [`Line::clear_menus`], so that those who see
    /// an older menu can be given the new one first.
    pub async fn raise_menus(
        &self,
        menus: &[Menu],
        usual: Option<&str>,
        dry_run: bool,
    ) -> Result<Vec<MenuStep>, SendError> {
        let standing = self.standing().await?;
        let aliases = self.aliases().await?;
        let mut steps = Vec::new();
        let mut made: BTreeMap<&str, String> = BTreeMap::new();
        for menu in menus {
            let remote = menu.remote();
            let alias = aliases.get(&menu.name);
            let whole = standing
                .iter()
                .find(|found| found.name == remote && alias == Some(&found.rich_menu_id));
            if let Some(found) = whole {
                made.insert(&menu.name, found.rich_menu_id.clone());
                steps.push(MenuStep::Keep(menu.name.clone()));
                continue;
            }
            steps.push(MenuStep::Make(menu.name.clone()));
            if !dry_run {
                let id = self.make(menu).await?;
                self.point(&menu.name, &id, alias.is_some()).await?;
                made.insert(&menu.name, id);
            }
        }
        let shown = self.usual().await?;
        match usual {
            Some(usual) if shown.as_ref() != made.get(usual) || shown.is_none() => {
                steps.push(MenuStep::Show(usual.to_owned()));
                if let (Some(id), false) = (made.get(usual), dry_run) {
                    let path = format!("/v2/bot/user/all/richmenu/{id}");
                    self.tell(Method::POST, &path, None).await?;
                }
            }
            None => {
                let ours = standing.iter().any(|found| {
                    shown.as_ref() == Some(&found.rich_menu_id) && Menu::ours(&found.name).is_some()
                });
                if ours {
                    steps.push(MenuStep::ShowNone);
                    if !dry_run {
                        self.tell(Method::DELETE, "/v2/bot/user/all/richmenu", None)
                            .await?;
                    }
                }
            }
            Some(_) => {}
        }
        Ok(steps)
    }

    /// Takes away what is ours and in no file: aliases first, then menus. Menus that were made by hand stay.
    pub async fn clear_menus(
        &self,
        menus: &[Menu],
        dry_run: bool,
    ) -> Result<Vec<MenuStep>, SendError> {
        let wanted: BTreeSet<String> = menus.iter().map(Menu::remote).collect();
        let names: BTreeSet<&str> = menus.iter().map(|menu| menu.name.as_str()).collect();
        let standing = self.standing().await?;
        let aliases = self.aliases().await?;
        let mut steps = Vec::new();
        for found in &standing {
            let Some(name) = Menu::ours(&found.name) else {
                continue;
            };
            let alias = aliases.get(name) == Some(&found.rich_menu_id);
            // One of the right name without its alias is what an interrupted run left behind.
            if wanted.contains(&found.name) && (alias || dry_run) {
                continue;
            }
            steps.push(MenuStep::Remove(found.name.clone()));
            if dry_run {
                continue;
            }
            if alias && !names.contains(name) {
                let path = format!("/v2/bot/richmenu/alias/{name}");
                self.tell(Method::DELETE, &path, None).await?;
            }
            let path = format!("/v2/bot/richmenu/{}", found.rich_menu_id);
            self.tell(Method::DELETE, &path, None).await?;
        }
        Ok(steps)
    }

    /// The names of the menus there are: ours by the names of their files, others as they are called.
    pub async fn menu_names(&self) -> Result<Vec<(String, bool)>, SendError> {
        let standing = self.standing().await?;
        let name = |found: Standing| match Menu::ours(&found.name) {
            Some(name) => (name.to_owned(), true),
            None => (found.name, false),
        };
        Ok(standing.into_iter().map(name).collect())
    }

    /// Shows a menu to these people in place of the usual one. LINE carries it out a little later and passes over whom it does not
    /// know.
    pub async fn link_menu(&self, name: &str, people: &[ExternalId]) -> Result<(), SendError> {
        if people.is_empty() {
            return Ok(());
        }
        let menu: Alias = self.get(&format!("/v2/bot/richmenu/alias/{name}")).await?;
        for ids in groups(people) {
            let body = json!({ "richMenuId": menu.rich_menu_id, "userIds": ids });
            self.tell(Method::POST, "/v2/bot/richmenu/bulk/link", Some(&body))
                .await?;
        }
        Ok(())
    }

    /// Shows these people the usual menu again.
    pub async fn unlink_menu(&self, people: &[ExternalId]) -> Result<(), SendError> {
        for ids in groups(people) {
            let body = json!({ "userIds": ids });
            self.tell(Method::POST, "/v2/bot/richmenu/bulk/unlink", Some(&body))
                .await?;
        }
        Ok(())
    }

    /// Shows one person a menu at once, or the usual one again if none is named.
    pub(super) async fn show_own_menu(
        &self,
        to: &ExternalId,
        menu: Option<&str>,
    ) -> Result<(), SendError> {
        if !is_person(&to.0) {
            return Err(SendError::Unsupported);
        }
        let own = format!("/v2/bot/user/{}/richmenu", to.0);
        let Some(name) = menu else {
            return match self.tell(Method::DELETE, &own, None).await {
                // They saw the usual one already.
                Err(SendError::Refused { status: 404, .. }) => Ok(()),
                told => told.map(drop),
            };
        };
        let menu: Alias = self.get(&format!("/v2/bot/richmenu/alias/{name}")).await?;
        let path = format!("{own}/{}", menu.rich_menu_id);
        self.tell(Method::POST, &path, None).await.map(drop)
    }

    async fn standing(&self) -> Result<Vec<Standing>, SendError> {
        let all: All = self.get("/v2/bot/richmenu/list").await?;
        Ok(all.richmenus)
    }

    async fn aliases(&self) -> Result<BTreeMap<String, String>, SendError> {
        let all: Aliases = self.get("/v2/bot/richmenu/alias/list").await?;
        let pair = |alias: Alias| (alias.rich_menu_alias_id, alias.rich_menu_id);
        Ok(all.aliases.into_iter().map(pair).collect())
    }

    /// The menu that everybody sees, if one was set by request.
    async fn usual(&self) -> Result<Option<String>, SendError> {
        match self.get::<Named>("/v2/bot/user/all/richmenu").await {
            Ok(named) => Ok(Some(named.rich_menu_id)),
            Err(SendError::Refused { status: 404, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A new menu with its picture, which lies on the host for data.
    async fn make(&self, menu: &Menu) -> Result<String, SendError> {
        let body = menu.body();
        let made = self
            .tell(Method::POST, "/v2/bot/richmenu", Some(&body))
            .await?;
        let made: Named = understood(&made)?;
        let url = format!(
            "{}/v2/bot/richmenu/{}/content",
            self.data_api, made.rich_menu_id
        );
        self.call(|| {
            self.http
                .post(&url)
                .timeout(FETCH)
                .header("content-type", menu.picture_type())
                .body(menu.picture.clone())
        })
        .await?;
        Ok(made.rich_menu_id)
    }

    /// Lets an alias stand for a menu.
    async fn point(&self, alias: &str, id: &str, exists: bool) -> Result<(), SendError> {
        let (path, body) = if exists {
            let path = format!("/v2/bot/richmenu/alias/{alias}");
            (path, json!({ "richMenuId": id }))
        } else {
            let body = json!({ "richMenuAliasId": alias, "richMenuId": id });
            ("/v2/bot/richmenu/alias".to_owned(), body)
        };
        self.tell(Method::POST, &path, Some(&body)).await.map(drop)
    }
}

/// Single persons' ids in groups of one request.
fn groups(people: &[ExternalId]) -> Vec<Vec<&str>> {
    let ids: Vec<&str> = people
        .iter()
        .map(|person| person.0.as_str())
        .filter(|id| is_person(id))
        .collect();
    ids.chunks(PEOPLE).map(<[&str]>::to_vec).collect()
}
