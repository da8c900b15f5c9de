//! The closed word lists: one spelling per word, in code, tables, exports and logs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a {list}")]
pub struct UnknownWord {
    /// The list that was searched.
    pub list: &'static str,
    /// What was looked for.
    pub word: String,
}

macro_rules! words {
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

words! {
    /// The messenger behind a channel.
    ChannelKind {
        /// LINE.
        Line = "line",
        /// Facebook Messenger.
        Messenger = "messenger",
        /// Instagram direct messages.
        Instagram = "instagram",
        /// WhatsApp Cloud API.
        Whatsapp = "whatsapp",
        /// Telegram.
        Telegram = "telegram",
        /// SMS through Twilio.
        Sms = "sms",
        /// Our own web chat.
        Web = "web",
    }

    /// Whom a channel or a conversation is for. Fixed when the conversation begins.
    Audience {
        /// Children.
        Child = "child",
        /// Guardians.
        Guardian = "guardian",
        /// Not decided by the channel.
        Any = "any",
    }

    /// Who a contact said they are.
    Role {
        /// A child or young person.
        Child = "child",
        /// A parent or guardian.
        Parent = "parent",
        /// A teacher or school.
        Teacher = "teacher",
        /// Somebody else.
        Someone = "someone",
        /// Not said yet.
        Unknown = "unknown",
    }

    /// Which way a message went.
    Direction {
        /// From the person.
        In = "in",
        /// To the person.
        Out = "out",
    }

    /// What holds the pen in a conversation. Exactly one.
    Controller {
        /// The script.
        Flow = "flow",
        /// A named person of the staff.
        Human = "human",
        /// Nobody yet: a person was asked for and has not come.
        Waiting = "waiting",
    }

    /// What kind of thread a conversation is.
    ThreadKind {
        /// One person.
        Person = "person",
        /// A group or room; never answered, never mixed with a person's thread.
        Group = "group",
        /// Events of the account itself.
        Channel = "channel",
    }

    /// What is known of a message. Never more than is known, and never backwards.
    Status {
        /// Came in.
        Received = "received",
        /// Waits to be sent.
        Queued = "queued",
        /// The platform took it; that is not "delivered".
        Accepted = "accepted",
        /// The platform says it reached the device.
        Delivered = "delivered",
        /// The person acted on it, or the platform says it was read.
        Read = "read",
        /// The platform refused it for good.
        Failed = "failed",
        /// Its time passed before it could be sent.
        Expired = "expired",
        /// Taken back before it was sent.
        Cancelled = "cancelled",
        /// Its words were destroyed at the person's wish.
        Erased = "erased",
    }

    /// Who wrote an outgoing message.
    Author {
        /// The script.
        Flow = "flow",
        /// A person of the staff.
        Staff = "staff",
        /// The contact.
        Contact = "contact",
    }

    /// What the safeguard room reads in a message.
    Risk {
        /// Nothing.
        None = "none",
        /// A person looks within one working day.
        Watch = "watch",
        /// A person is called now.
        Alert = "alert",
    }

    /// How soon a person must look.
    Urgency {
        /// Within the week.
        Week = "this week",
        /// Today.
        Today = "today",
        /// Now, at any hour.
        Now = "now",
    }

    /// Where a request for a person stands.
    HandoffState {
        /// Nobody took it yet.
        Open = "open",
        /// A person has it.
        Taken = "taken",
        /// Done.
        Closed = "closed",
    }

    /// What staff choose when they hand a conversation back.
    HandBack {
        /// The flow goes on where it stopped.
        Resume = "resume",
        /// A follow-up flow starts.
        FollowUp = "follow_up",
        /// The script waits for the person.
        Silent = "silent",
    }

    /// How a contact was made, as the ledger counts it.
    Method {
        /// LINE.
        Line = "line",
        /// Our web chat.
        WebRoom = "web_room",
        /// Other messengers.
        OtherMessenger = "other_messenger",
        /// SMS.
        Sms = "sms",
        /// E-mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Letter.
        Letter = "letter",
        /// Visit at home.
        HomeVisit = "home_visit",
        /// Visit at school.
        SchoolVisit = "school_visit",
        /// Meeting.
        Meeting = "meeting",
        /// Online session.
        OnlineSession = "online_session",
        /// Anything else.
        Other = "other",
    }

    /// What came of a contact.
    EncounterResult {
        /// The person acted, or staff confirmed a call or visit.
        Reached = "reached",
        /// A message was left.
        LeftMessage = "left_message",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The platform took the message; nothing more is known.
        AcceptedByProvider = "accepted_by_provider",
        /// The person opened a link with their own token.
        OpenedLink = "opened_link",
        /// The person blocked the account.
        Blocked = "blocked",
        /// The address does not exist.
        Bounced = "bounced",
        /// The person was not there.
        Absent = "absent",
        /// Put off.
        Postponed = "postponed",
        /// The person said no.
        Refused = "refused",
        /// It was somebody else.
        WrongPerson = "wrong_person",
        /// Called off.
        Cancelled = "cancelled",
    }

    /// Where a ledger row came from.
    EncounterSource {
        /// Counted from messages.
        Auto = "auto",
        /// Proposed by the service, confirmed by staff.
        Confirmed = "suggested+confirmed",
        /// Written by staff.
        Manual = "manual",
        /// Brought from a file.
        Import = "import",
    }

    /// The column of a report an encounter's organisation counts in.
    Actor {
        /// The school.
        School = "school",
        /// The ward office, and who works for it.
        Ward = "ward",
        /// Somebody else.
        Other = "other",
    }

    /// Which person of the family a contact was with.
    Target {
        /// The child.
        Child = "child",
        /// A guardian.
        Guardian = "guardian",
        /// Both.
        Both = "both",
        /// Somebody else.
        ThirdParty = "third party",
    }

    /// What a member of staff may do, within the areas of the grant.
    StaffRole {
        /// Answers what is assigned, during a shift.
        Volunteer = "volunteer",
        /// Answers and records.
        Staff = "staff",
        /// Leads a team; may take over from others.
        Lead = "lead",
        /// Flows and aggregates; no chat text.
        Coordinator = "coordinator",
        /// Reports only.
        Officer = "officer",
        /// Runs the installation; no content.
        Admin = "admin",
        /// Logs only.
        Auditor = "auditor",
    }
}

impl StaffRole {
    /// Whether this role may read conversations at all.
    pub fn reads_conversations(self) -> bool {
        matches!(self, Self::Volunteer | Self::Staff | Self::Lead)
    }

    /// Whether this role may suspend a programme and see what flows kept back; no words of people come with it.
    pub fn runs_programmes(self) -> bool {
        matches!(self, Self::Lead | Self::Coordinator)
    }

    /// Whether this role may read reports.
    pub fn reads_reports(self) -> bool {
        matches!(self, Self::Lead | Self::Coordinator | Self::Officer)
    }

    /// Whether this role may read what the scripts say.
    pub fn reads_flows(self) -> bool {
        matches!(self, Self::Staff | Self::Lead | Self::Coordinator)
    }

    /// Whether this role may change and publish scripts.
    pub fn writes_flows(self) -> bool {
        self == Self::Coordinator
    }
}

impl ChannelKind {
    /// Whether its platform tells what became of a message, in words that come later.
    pub fn tells_of_delivery(self) -> bool {
        matches!(
            self,
            Self::Messenger | Self::Instagram | Self::Whatsapp | Self::Sms
        )
    }

    /// Whether its platform knows one person by several ids.
    pub fn has_several_ids(self) -> bool {
        self == Self::Whatsapp
    }

    /// How the ledger counts a contact on this channel.
    pub fn method(self) -> Method {
        match self {
            Self::Line => Method::Line,
            Self::Web => Method::WebRoom,
            Self::Sms => Method::Sms,
            Self::Messenger | Self::Instagram | Self::Whatsapp | Self::Telegram => {
                Method::OtherMessenger
            }
        }
    }
}
