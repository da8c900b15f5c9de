//! Finds the area that a row names, and makes those that are new.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_model::{AreaId, Timestamp};
use tsunagi_store::{Area, Store};

use crate::sheet::plain;
use crate::{Error, Why};

/// The areas that are there, and those that a file asks for.
pub(crate) struct Places {
    known: Vec<Area>,
    by_name: BTreeMap<String, AreaId>,
    /// Names that are new, in the order of the file.
    pub(crate) new: Vec<String>,
}

impl Places {
    /// What is there now.
    pub(crate) async fn load(store: &Store) -> Result<Self, Error> {
        let known = store.areas().await?;
        let by_name = known
            .iter()
            .flat_map(|area| [(plain(&area.slug), area.id), (plain(&area.name), area.id)])
            .collect();
        Ok(Self {
            known,
            by_name,
            new: Vec::new(),
        })
    }

    /// Whether this names an area, or may become the name of one.
    pub(crate) fn check(&mut self, name: &str) -> Result<(), Why> {
        if name.is_empty() {
            return Err(Why::Empty);
        }
        let key = plain(name);
        if self.by_name.contains_key(&key) || self.new.iter().any(|new| plain(new) == key) {
            return Ok(());
        }
        // 「北」 beside 「北区」 is a slip; 「北区」 beside 「西区」 is another ward.
        let bare = |name: &str| {
            plain(name)
                .trim_end_matches(['区', '市', '町', '村'])
                .to_owned()
        };
        let near = self.known.iter().find(|area| {
            [&area.slug, &area.name]
                .into_iter()
                .any(|known| bare(known) == bare(name))
        });
        if let Some(area) = near {
            return Err(Why::AreaMisspelt {
                meant: area.name.clone(),
            });
        }
        self.new.push(name.to_owned());
        Ok(())
    }

    /// The same for every spelling of one area, whether it is there or new.
    pub(crate) fn key(&self, name: &str) -> String {
        let plain = plain(name);
        self.by_name.get(&plain).map_or(plain, ToString::to_string)
    }

    /// Forgets new names that only bad rows asked for.
    pub(crate) fn keep<'a>(&mut self, asked: impl Iterator<Item = &'a str>) {
        let asked: BTreeSet<String> = asked.map(plain).collect();
        self.new.retain(|name| asked.contains(&plain(name)));
    }

    /// Makes those that are new: wards of the one city that is there, if there is just one.
    pub(crate) async fn make(&mut self, store: &Store, now: Timestamp) -> Result<(), Error> {
        let mut cities = self.known.iter().filter(|area| area.kind == "city");
        let parent = match (cities.next(), cities.next()) {
            (Some(city), None) => Some(city.id),
            _ => None,
        };
        for name in &self.new {
            let id = store.ensure_area(name, name, "ward", parent, now).await?;
            self.by_name.insert(plain(name), id);
        }
        Ok(())
    }

    /// The area of this name.
    pub(crate) fn id(&self, name: &str) -> Option<AreaId> {
        self.by_name.get(&plain(name)).copied()
    }
}
