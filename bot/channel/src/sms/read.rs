//! One event in our own words: a message, or what became of one of ours.

use tsunagi_model::{
    Attachment, DeliveryReceipt, ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source,
    Status,
};

use super::form::Form;
use super::split::{self, KEPT_KEY};
use super::unwrap::unwrapped;

/// Words that Twilio itself takes for "no more", as the whole of a message; then it lets nothing through. Those of other
/// languages are the script's to understand.
const STOP: [&str; 8] = [
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "CANCEL",
];
/// Words that undo it. `YES` does so too, but is an answer to many questions.
const START: [&str; 2] = ["START", "UNSTOP"];
/// The most pictures of one message; Twilio's own limit is ten.
const MEDIA: usize = 30;

/// What an event says; `api` is where the platform keeps what people send.
pub(super) fn read(raw: &str, api: &str) -> Inbound {
    let Some(form) = split::read(raw.trim()).filter(|_| !raw.trim().is_empty()) else {
        return Inbound::unreadable();
    };
    let source = about(&form).map_or(Source::Channel, |who| {
        Source::Person(ExternalId(who.to_owned()))
    });
    let sid = ["MessageSid", "SmsSid", "SmsMessageSid"]
        .iter()
        .find_map(|name| form.word(name))
        .map(str::to_owned);
    if let Some(status) = status_of(&form) {
        return Inbound {
            event_id: sid.clone().map(|sid| format!("{sid}:{status}")),
            ..Inbound::new(source, became(&form, status, sid))
        };
    }
    if sid.is_none() && matches!(source, Source::Channel) {
        return Inbound::unreadable();
    }
    let also = form
        .word("ExternalUserId")
        .filter(|id| about(&form) != Some(*id));
    Inbound {
        event_id: sid.clone(),
        platform_id: sid,
        name: form.word("ProfileName").map(str::to_owned),
        also: also
            .map(|id| ExternalId(id.to_owned()))
            .into_iter()
            .collect(),
        quotes: form.word("OriginalRepliedMessageSid").map(str::to_owned),
        opt_out: opt_out(&form),
        ..Inbound::new(source, said(&form, api))
    }
}

/// What became of a message of ours; none for a message to us.
pub(super) fn status_of(form: &Form) -> Option<&str> {
    ["MessageStatus", "SmsStatus"]
        .iter()
        .find_map(|name| form.word(name))
        .filter(|status| !matches!(*status, "received" | "receiving"))
}

/// Whose conversation it is: who wrote to us, or to whom we wrote.
pub(super) fn about(form: &Form) -> Option<&str> {
    let name = if status_of(form).is_some() {
        "To"
    } else {
        "From"
    };
    form.word(name).map(str::trim)
}

fn became(form: &Form, status: &str, sid: Option<String>) -> InboundKind {
    let known = match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" => Status::Accepted,
        "delivered" | "partially_delivered" => Status::Delivered,
        "read" => Status::Read,
        "undelivered" | "failed" | "canceled" => Status::Failed,
        _ => return InboundKind::other(&format!("status/{status}")),
    };
    let problem = form.word("ErrorCode").filter(|code| *code != "0");
    InboundKind::Receipt(DeliveryReceipt {
        key: form.get(KEPT_KEY).and_then(|key| key.parse().ok()),
        problem: (known == Status::Failed)
            .then(|| problem.map_or_else(|| status.to_owned(), problem_of)),
        ..DeliveryReceipt::of(sid.into_iter().collect(), known)
    })
}

/// A number of Twilio's as a stable word where it says something about the person. 30003 does not: the telephone is switched off.
fn problem_of(code: &str) -> String {
    match code {
        "21610" => DeliveryReceipt::BLOCKED,
        "21211" | "21614" | "30005" | "30006" | "63003" | "63024" => DeliveryReceipt::GONE,
        "63016" => DeliveryReceipt::WINDOW_CLOSED,
        code => code,
    }
    .chars()
    .filter(char::is_ascii_graphic)
    .take(32)
    .collect()
}

/// Twilio's own word first; then the words on which it acts by itself.
fn opt_out(form: &Form) -> Option<bool> {
    let is = |words: &[&str], word: &str| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    if let Some(kind) = form.word("OptOutType") {
        return match () {
            () if is(&["STOP"], kind) => Some(true),
            () if is(&["START"], kind) => Some(false),
            () => None,
        };
    }
    let body = form.word("Body")?.trim();
    if is(&STOP, body) {
        Some(true)
    } else if is(&START, body) {
        Some(false)
    } else {
        None
    }
}

/// What a person sent. Words come first: they are read for danger.
fn said(form: &Form, api: &str) -> InboundKind {
    let body = form.get("Body").unwrap_or_default();
    let body = unwrapped(body).unwrap_or_else(|| body.to_owned());
    let has_words = !body.trim().is_empty();
    let attachments = attachments(form, api);
    if !attachments.is_empty() {
        return InboundKind::Media {
            attachments,
            caption: has_words.then_some(body),
        };
    }
    // A button or a line of a list that was tapped, on the messengers that have them.
    if let Some(data) = form.word("ButtonPayload").or_else(|| form.word("ListId")) {
        return InboundKind::Postback {
            data: data.to_owned(),
            picked: None,
        };
    }
    let label = form.word("ButtonText").or_else(|| form.word("ListTitle"));
    if let Some(label) = label.filter(|_| !has_words || is_messenger(form)) {
        return InboundKind::Text(label.to_owned());
    }
    if !has_words && let Some(place) = place(form) {
        return place;
    }
    InboundKind::Text(body)
}

fn is_messenger(form: &Form) -> bool {
    form.word("From").is_some_and(|from| from.contains(':'))
}

fn place(form: &Form) -> Option<InboundKind> {
    let degrees = |name| {
        let degrees = form.word(name)?.trim().parse::<f64>().ok()?;
        degrees.is_finite().then_some(degrees)
    };
    Some(InboundKind::Location {
        title: form.word("Label").map(str::to_owned),
        latitude: degrees("Latitude")?,
        longitude: degrees("Longitude")?,
    })
}

/// Pictures and the like. One that is announced and not named is kept as one that cannot be fetched.
fn attachments(form: &Form, api: &str) -> Vec<Attachment> {
    let announced = form
        .word("NumMedia")
        .and_then(|count| count.trim().parse::<usize>().ok())
        .unwrap_or(0);
    (0..MEDIA)
        .map(|index| {
            let url = form.word(&format!("MediaUrl{index}"));
            let kind = form.word(&format!("MediaContentType{index}"));
            (index, url, kind)
        })
        .take_while(|(index, url, _)| url.is_some() || *index < announced)
        .map(|(_, url, kind)| Attachment {
            kind: media_kind(kind.unwrap_or_default()),
            source: url.map_or(MediaSource::Unknown, |url| where_is(url, api)),
            name: None,
        })
        .collect()
}

fn media_kind(content_type: &str) -> MediaKind {
    match content_type.split('/').next() {
        Some("image") => MediaKind::Image,
        Some("video") => MediaKind::Video,
        Some("audio") => MediaKind::Audio,
        _ => MediaKind::File,
    }
}

/// Twilio keeps media beside its API: what is kept of such an address is the path, so that nobody else can ever be asked with our
/// credentials. Anything else is a stranger's.
fn where_is(url: &str, api: &str) -> MediaSource {
    let ours = [api, "https://api.twilio.com"]
        .into_iter()
        .filter_map(|base| url.strip_prefix(base))
        .find(|path| path.starts_with('/'));
    match ours {
        Some(path) => MediaSource::Platform(path.to_owned()),
        None if url.starts_with("https://") || url.starts_with("http://") => {
            MediaSource::External(url.to_owned())
        }
        None => MediaSource::Unknown,
    }
}
