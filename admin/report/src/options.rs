//! What the source leaves open, as options that are printed with every report; the first word of each is the default.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Error;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $(#[$fdoc:meta])* $first:ident = $ftext:literal, $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum $name {
            $(#[$fdoc])* #[default] #[serde(rename = $ftext)] $first,
            $($(#[$vdoc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every word, the default first.
            pub const WORDS: &'static [&'static str] = &[$ftext, $($text),*];

            /// The word on the command line and in files.
            pub const fn as_str(self) -> &'static str {
                match self { Self::$first => $ftext, $(Self::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self, Error> {
                match text {
                    $ftext => Ok(Self::$first),
                    $($text => Ok(Self::$variant),)*
                    _ => Err(Error::UnknownOption { word: text.to_owned(), expected: Self::WORDS.join(" | ") }),
                }
            }
        }
    )*};
}

choices! {
    /// What one row of the report is about.
    Group {
        /// A city with everything below it.
        City = "city",
        /// One area.
        Area = "area",
        /// The model areas together, then all together.
        ModelAreas = "model-areas",
    }

    /// Which cases are counted.
    Cohort {
        /// Those assessed in the period.
        New = "new",
        /// Those open at any time of the period.
        Active = "active",
    }

    /// By which way of finding.
    FoundVia {
        /// Found by screening, or no way recorded.
        Screening = "screening",
        /// Found in any way.
        Any = "any",
    }

    /// Whose contacts O12 to O16 count.
    MethodScope {
        /// Everybody's.
        All = "all",
        /// The ward's.
        Ward = "ward",
    }

    /// What a refusal says about reaching.
    RefusalState {
        /// Not reached.
        Unreached = "unreached",
        /// Reached: there was a conversation in which to refuse.
        Reached = "reached",
    }

    /// What O16 counts.
    RefusalCount {
        /// Contacts.
        Contacts = "contacts",
        /// Children.
        Children = "children",
    }

    /// What O18 to O23 count.
    SupportCount {
        /// Ways on that began in the period.
        LinksStarted = "links",
        /// Single services.
        ServiceEvents = "events",
    }

    /// Where contacts by LINE, web chat and other messengers are counted.
    MessageBucket {
        /// In その他.
        Other = "other",
        /// In 手紙メール.
        LetterMail = "letter_mail",
    }

    /// In whose columns somebody counts who is neither school nor ward office.
    ContractorActor {
        /// The ward's, for which they work.
        Ward = "ward",
        /// The school's.
        School = "school",
        /// Columns of their own, beside the thirty.
        Own = "own",
    }
}

/// How a report counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Which cases.
    pub cohort: Cohort,
    /// By which way of finding.
    pub found: FoundVia,
    /// Whose contacts.
    pub methods: MethodScope,
    /// What a refusal says about reaching.
    pub refusal: RefusalState,
    /// What O16 counts.
    pub refusals: RefusalCount,
    /// What O18 to O23 count.
    pub support: SupportCount,
    /// Where messages are counted.
    pub messages: MessageBucket,
    /// In whose columns a contractor counts.
    pub contractor: ContractorActor,
    /// Whether exchanges in which no person of the staff took part are counted.
    pub bot_only: bool,
    /// Short names of the model areas.
    pub model_areas: Vec<String>,
}

impl Options {
    /// The names that [`Options::set`] takes.
    pub const NAMES: &'static [&'static str] = &[
        "cohort",
        "found",
        "methods",
        "refusal",
        "refusals",
        "support",
        "messages",
        "contractor",
        "bot_only",
        "model_areas",
    ];

    /// Sets one option by its name, as `--option name=word` does.
    ///
    /// # Errors
    /// When there is no such option or no such word for it.
    pub fn set(&mut self, name: &str, word: &str) -> Result<(), Error> {
        match name {
            "cohort" => self.cohort = word.parse()?,
            "found" => self.found = word.parse()?,
            "methods" => self.methods = word.parse()?,
            "refusal" => self.refusal = word.parse()?,
            "refusals" => self.refusals = word.parse()?,
            "support" => self.support = word.parse()?,
            "messages" => self.messages = word.parse()?,
            "contractor" => self.contractor = word.parse()?,
            "bot_only" => {
                self.bot_only = match word {
                    "no" => false,
                    "yes" => true,
                    _ => {
                        return Err(Error::UnknownOption {
                            word: word.to_owned(),
                            expected: "no | yes".to_owned(),
                        });
                    }
                }
            }
            "model_areas" => self.model_areas = split(word),
            _ => {
                return Err(Error::UnknownOption {
                    word: name.to_owned(),
                    expected: Self::NAMES.join(" | "),
                });
            }
        }
        Ok(())
    }

    /// Every option with its word, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![
            ("cohort", self.cohort.to_string()),
            ("found", self.found.to_string()),
            ("methods", self.methods.to_string()),
            ("refusal", self.refusal.to_string()),
            ("refusals", self.refusals.to_string()),
            ("support", self.support.to_string()),
            ("messages", self.messages.to_string()),
            ("contractor", self.contractor.to_string()),
            (
                "bot_only",
                if self.bot_only { "yes" } else { "no" }.to_owned(),
            ),
            ("model_areas", self.model_areas.join(",")),
        ]
    }
}

/// Short names divided by commas or spaces.
pub(crate) fn split(list: &str) -> Vec<String> {
    list.split([',', ' '])
        .map(str::trim)
        .filter(|slug| !slug.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Cohort, Options};

    #[test]
    fn every_option_can_be_set_to_what_it_prints() {
        let mut options = Options {
            cohort: Cohort::Active,
            bot_only: true,
            model_areas: vec!["kita".into(), "naka".into()],
            ..Options::default()
        };
        let mut copy = Options::default();
        for (name, word) in options.pairs() {
            copy.set(name, &word).unwrap();
        }
        assert_eq!(copy, options);
        assert_eq!(
            options
                .pairs()
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>(),
            Options::NAMES
        );
        assert!(
            options
                .set("cohort", "old")
                .unwrap_err()
                .to_string()
                .contains("new | active")
        );
        assert!(
            options
                .set("colour", "red")
                .unwrap_err()
                .to_string()
                .contains("cohort")
        );
    }
}
