//! The texts of all languages, ready to be said.

use std::collections::HashMap;

use chrono::{Datelike, TimeZone, Timelike};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use tsunagi_model::Timestamp;
use unic_langid::LanguageIdentifier;

use crate::fold::{fold, marks};
use crate::language::{SOURCE, fallbacks, negotiate};
use crate::source::{LARGEST, Source, refused};
use crate::{Arg, Problem, TextFile};

/// What was made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The words, bubbles divided by blank lines.
    pub text: String,
    /// The language they are in; empty when no language has the text.
    pub language: String,
    /// Whether no language on the way failed (a value that was not given, a reference to nothing). Someone must look if not.
    pub complete: bool,
}

impl Rendered {
    /// The words, cut at blank lines.
    pub fn bubbles(&self) -> Vec<String> {
        let mut bubbles = vec![String::new()];
        for line in self.text.lines() {
            match bubbles.last_mut() {
                Some(bubble) if !line.trim().is_empty() => {
                    if !bubble.is_empty() {
                        bubble.push('\n');
                    }
                    bubble.push_str(line.trim_end());
                }
                Some(bubble) if bubble.is_empty() => {}
                _ => bubbles.push(String::new()),
            }
        }
        bubbles.retain(|bubble| !bubble.is_empty());
        bubbles
    }
}

/// All texts of all shipped languages. Built once, then only read, from any thread.
pub struct Catalogue {
    languages: Vec<String>,
    bundles: Vec<FluentBundle<FluentResource>>,
    /// Message id → folded label in any language → the options it may mean.
    labels: HashMap<String, HashMap<String, Vec<String>>>,
}

impl Catalogue {
    /// Reads all files. What is wrong in one text never keeps another from being said.
    pub fn load(files: &[TextFile]) -> (Self, Vec<Problem>) {
        let mut catalogue = Self {
            languages: Vec::new(),
            bundles: Vec::new(),
            labels: HashMap::new(),
        };
        let mut problems = Vec::new();
        for file in files {
            problems.extend(Source::read(file).problems);
            let place = catalogue.place(&file.language);
            let Some(bundle) = catalogue.bundles.get_mut(place) else {
                continue;
            };
            if file.text.len() > LARGEST || refused(&file.text).is_some() {
                continue;
            }
            let resource = match FluentResource::try_new(file.text.clone()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            // A second message of the same id is left out; `check` says so with its place.
            let _ = bundle.add_resource(resource);
        }
        for file in files {
            catalogue.index_labels(file);
        }
        (catalogue, problems)
    }

    /// The shipped languages, Japanese first if it is among them.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The shipped language that serves a wish best: `en-US` → `en`, `zh` → `zh-Hans`, `pt` → `pt-BR`. A foreign language that is not
    /// shipped gets English (as [`text`](Self::text) would), anything else Japanese.
    pub fn negotiate(&self, wanted: &str) -> &str {
        negotiate(&self.languages, wanted)
    }

    /// Whether this very language has a text of its own.
    pub fn has(&self, language: &str, id: &str) -> bool {
        self.bundle(language)
            .and_then(|bundle| bundle.get_message(id))
            .is_some_and(|message| message.value().is_some())
    }

    /// The text in this language, or in the next of its chain (`ja-Hira` ⇄ `ja-easy` → `ja`, others → `en` → `ja`) when it is missing
    /// or does not come out whole. If none comes out whole, the first is said without the parts that failed.
    pub fn text(&self, language: &str, id: &str, args: &[(&str, Arg)]) -> Rendered {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => values.set(*name, FluentValue::from(*number)),
            }
        }
        let mut broken = None;
        for (language, bundle) in self.chain(language) {
            let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
            if errors.is_empty() {
                return Rendered {
                    text: text.into_owned(),
                    language: language.to_owned(),
                    complete: broken.is_none(),
                };
            }
            broken.get_or_insert_with(|| Rendered {
                text: without_placeholders(&text),
                language: language.to_owned(),
                complete: false,
            });
        }
        broken.unwrap_or_else(|| Rendered {
            text: String::new(),
            language: String::new(),
            complete: false,
        })
    }

    /// The same, cut into bubbles.
    pub fn bubbles(&self, language: &str, id: &str, args: &[(&str, Arg)]) -> Vec<String> {
        self.text(language, id, args).bubbles()
    }

    /// The label of an option, in this language or the next of its chain.
    pub fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.chain(language)
            .find_map(|(_, bundle)| label_in(bundle, id, key))
    }

    /// The label of an option in this very language, for checks.
    pub fn own_label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        label_in(self.bundle(language)?, id, key)
    }

    /// Which of `options` was typed: its label in any language however it was spelled, or its number as SMS lists them.
    pub fn match_option(&self, id: &str, options: &[&str], typed: &str) -> Option<usize> {
        let typed = fold(typed);
        let keys = self.labels.get(id).and_then(|labels| labels.get(&typed));
        if let Some(found) = keys.and_then(|keys| {
            options
                .iter()
                .position(|option| keys.iter().any(|key| key == option))
        }) {
            return Some(found);
        }
        let number: usize = typed.trim_end_matches(['番', '.']).parse().ok()?;
        number.checked_sub(1).filter(|index| *index < options.len())
    }

    /// An instant in words: `11月25日（水）午後5時`, `11がつ25にち すいようび ごご5じ`, `Wed 25 Nov, 5 pm`.
    /// Too long for a button in some languages: there, use [`short_date_time`](Self::short_date_time).
    pub fn date_time(&self, language: &str, at: Timestamp, zone: Tz) -> String {
        self.text(language, "common-date-time", &instant(at, zone))
            .text
    }

    /// An instant short enough for a button (at most 20 characters in every language).
    pub fn short_date_time(&self, language: &str, at: Timestamp, zone: Tz) -> String {
        self.text(language, "common-date-time-short", &instant(at, zone))
            .text
    }

    fn place(&mut self, language: &str) -> usize {
        if let Some(place) = self.languages.iter().position(|known| known == language) {
            return place;
        }
        // The tag only steers plural rules; an odd folder name gets Japanese ones, which have a single form.
        let tag: LanguageIdentifier = language
            .parse()
            .or_else(|_| SOURCE.parse())
            .unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let place = if language == SOURCE {
            0
        } else {
            self.languages.len()
        };
        self.languages.insert(place, language.to_owned());
        self.bundles.insert(place, bundle);
        place
    }

    fn bundle(&self, language: &str) -> Option<&FluentBundle<FluentResource>> {
        self.languages
            .iter()
            .position(|known| known == language)
            .and_then(|place| self.bundles.get(place))
    }

    fn chain<'a>(
        &'a self,
        language: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a FluentBundle<FluentResource>)> {
        std::iter::once(language)
            .chain(fallbacks(language).iter().copied())
            .filter_map(|language| self.bundle(language).map(|bundle| (language, bundle)))
    }

    fn index_labels(&mut self, file: &TextFile) {
        if file.text.len() > LARGEST || refused(&file.text).is_some() {
            return;
        }
        let resource = match FluentResource::try_new(file.text.clone()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            for attribute in &message.attributes {
                let Some(label) =
                    self.own_label(&file.language, message.id.name, attribute.id.name)
                else {
                    continue;
                };
                let spellings = self.labels.entry(message.id.name.to_owned()).or_default();
                for spelling in marks(&label).chain([fold(&label)]) {
                    let keys = spellings.entry(spelling).or_default();
                    if !keys.iter().any(|key| key == attribute.id.name) {
                        keys.push(attribute.id.name.to_owned());
                    }
                }
            }
        }
    }
}

fn label_in(bundle: &FluentBundle<FluentResource>, id: &str, key: &str) -> Option<String> {
    let message = bundle.get_message(id)?;
    let attribute = message.get_attribute(key)?;
    let mut errors = Vec::new();
    let label = bundle
        .format_pattern(attribute.value(), None, &mut errors)
        .into_owned();
    errors.is_empty().then_some(label)
}

/// What the date texts of a language may choose by.
fn instant(at: Timestamp, zone: Tz) -> Vec<(&'static str, Arg)> {
    let local = zone.from_utc_datetime(&at.utc().naive_utc());
    let number = |n: u32| Arg::Number(f64::from(n));
    let (afternoon, hour) = local.hour12();
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .get(local.weekday().num_days_from_monday() as usize)
        .copied();
    vec![
        ("month", number(local.month())),
        ("day", number(local.day())),
        ("weekday", Arg::from(weekday.unwrap_or_default())),
        ("half", Arg::from(if afternoon { "pm" } else { "am" })),
        // Noon and midnight are hour 0 of their half, as Japanese counts; English writes 12 itself.
        ("hour", number(hour % 12)),
        ("hour24", number(local.hour())),
        ("minute", number(local.minute())),
        ("minute2", Arg::Text(format!("{:02}", local.minute()))),
        ("minute_last", number(local.minute() % 10)),
    ]
}

/// Drops what Fluent writes for a part it could not resolve: `{$name}`, `{other}`, `{-term}`.
fn without_placeholders(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        kept.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}
