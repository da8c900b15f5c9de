//! The texts as the flow room hears them while flows are tried: the same words that the service would send.

use crate::speak::Reader;
use chrono_tz::Tz;
use tsunagi_flow::{Hearer, Labels, Program, Say, Stage, Voice, Words};
use tsunagi_locale::Catalogue;
use tsunagi_model::Risk;

/// Texts and flows together.
pub struct Texts<'a> {
    /// The texts.
    pub catalogue: &'a Catalogue,
    /// The flows, for their tables.
    pub program: &'a Program,
    /// The programme's zone.
    pub zone: Tz,
    /// What people call the area; empty gives an example's name.
    pub area: &'a str,
}

impl Texts<'_> {
    /// What flows are tried against; `classify` reads typed words for danger.
    pub fn stage<'s>(&'s self, classify: &'s dyn Fn(&str, Option<&str>) -> Risk) -> Stage<'s> {
        Stage {
            program: self.program,
            labels: self,
            classify,
            voice: self,
        }
    }
}

impl Labels for Texts<'_> {
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        self.catalogue.match_option(text_id, options, typed)
    }
}

impl Voice for Texts<'_> {
    fn languages(&self) -> Vec<String> {
        self.catalogue.languages().to_vec()
    }

    fn negotiate(&self, wanted: &str) -> String {
        self.catalogue.negotiate(wanted).to_owned()
    }

    fn own(&self, language: &str, id: &str) -> bool {
        self.catalogue.has(language, id)
    }

    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.catalogue.own_label(language, id, key)
    }

    fn speak(&self, say: &Say, hearer: &Hearer) -> Words {
        let example;
        let area = if self.area.is_empty() {
            example = self.catalogue.text(hearer.language, "play-area", &[]).text;
            &example
        } else {
            self.area
        };
        let reader = Reader {
            texts: self.catalogue,
            program: self.program,
            calendar: hearer.calendar,
            zone: self.zone,
            now: hearer.now,
            language: hearer.language,
            memory: hearer.memory,
            area,
            media_base: None,
        };
        let spoken = reader.turn(std::slice::from_ref(say));
        let mut words = Words {
            incomplete: spoken.incomplete,
            ..Words::default()
        };
        for bubble in spoken.turn.bubbles {
            if !bubble.text.is_empty() {
                words.bubbles.push(bubble.text);
            }
            words
                .buttons
                .extend(bubble.choices.into_iter().map(|choice| choice.label));
            for card in bubble.cards {
                words.bubbles.push(format!("{}\n{}", card.title, card.text));
                words
                    .buttons
                    .extend(card.choices.into_iter().map(|choice| choice.label));
            }
        }
        words
    }
}
