//! The closed word lists of a case: one spelling per word, as in the files that cities bring.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tsunagi_model::UnknownWord;

macro_rules! case_words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as it is written everywhere.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(UnknownWord { list: stringify!($name), word: text.to_owned() }),
                }
            }
        }
    )*};
}

case_words! {
    /// What came of the screening.
    Assessment {
        /// The child needs support.
        Needed = "needed",
        /// The child does not.
        NotNeeded = "not_needed",
    }

    /// How far one actor has come with one child. The order is the precedence: the greatest wins.
    CaseState {
        /// Only the other actor supports.
        NotAttempted = "not_attempted",
        /// It is being prepared.
        Preparing = "preparing",
        /// Tried, and not reached.
        Unreached = "unreached",
        /// Reached.
        Reached = "reached",
    }

    /// Where a child was led on to.
    Destination {
        /// The ward office and its services.
        WardOffice = "ward_office",
        /// Agencies the ward works with.
        Agency = "agency",
        /// Doctors, hospitals, police.
        MedicalPolice = "medical_police",
        /// A place to be, or help with learning.
        PlaceLearning = "place_learning",
        /// Support inside the school.
        School = "school",
        /// Anything else.
        Other = "other",
    }

    /// How far the way there has come.
    LinkState {
        /// Being prepared.
        Preparing = "preparing",
        /// Offered.
        Offered = "offered",
        /// In use.
        InUse = "in_use",
        /// No longer in use.
        Ended = "ended",
        /// The family said no.
        Declined = "declined",
    }

    /// What became of the child's situation. No outcome on record means "not measured".
    CaseOutcome {
        /// Resolved, support ended.
        Resolved = "resolved",
        /// Better.
        Improved = "improved",
        /// As before.
        Unchanged = "unchanged",
        /// Worse.
        Worsened = "worsened",
        /// Moved away, or anything else.
        OtherMoved = "other_moved",
    }
}
