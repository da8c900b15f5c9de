//! Actions that have no place in a script of ours.

/// Their names, and what to do instead.
pub(crate) const ELSEWHERE: &[(&str, &str)] = &[
    (
        "call_webhook",
        "a script calls nothing outside: keep the data in a table or in contact fields",
    ),
    (
        "call_resthook",
        "a script calls nothing outside: read the events of the service instead",
    ),
    (
        "call_classifier",
        "ask with options, or let a person read the words (`handoff`)",
    ),
    (
        "call_llm",
        "ask with options, or let a person read the words (`handoff`)",
    ),
    (
        "transfer_airtime",
        "no airtime is sent: tell a person with `alert: coordinator`",
    ),
    (
        "send_email",
        "no mail is sent from a script: tell a team with `alert: coordinator`",
    ),
    (
        "send_broadcast",
        "a script speaks with one person: give the other people a flow with its own `start:`",
    ),
    (
        "start_session",
        "a script speaks with one person: give the other flow its own `start:`",
    ),
    (
        "set_contact_channel",
        "the channel is the one on which the person writes: leave it out",
    ),
    (
        "set_contact_timezone",
        "all times are those of the programme: leave it out",
    ),
    (
        "set_contact_status",
        "who does not want messages says so: `set: consent.messages = withdrawn`",
    ),
    (
        "add_contact_urn",
        "addresses are not kept in scripts: leave it out",
    ),
    (
        "request_optin",
        "ask for consent as the flow `invite` does (`save: consent.messages`)",
    ),
    (
        "set_contact_profile",
        "one conversation is one person: leave it out",
    ),
    ("link_google_sheet", "keep rows in flows/tables/*.csv"),
    ("wait_for_result", "ask instead, or use `wait:`"),
    ("play_audio", "add `media:` with a file of the media folder"),
    (
        "send_interactive_msg",
        "write the template's words in the .ftl file and its buttons as options",
    ),
];
