//! Small flows for tests that are about the service and not about the words.

/// Greets, knows a child that agreed.
pub const HELLO: &str = "
version: 1
flow: hello
title: はじめ
start: [follow]
steps:
  role: {set: contact.role = child}
  agreed: {set: consent.messages = agree, say: hi, then: end}
";

/// Speaks at a regular time, said with `every` or `cron`.
pub fn regular(start: &str, head: &str) -> String {
    format!(
        "
version: 1
flow: regular
title: いつもの
for: [child]
start:
  - {start}
{head}
steps:
  ask: {{say: ask, then: end}}
"
    )
}

/// Every Sunday at five for who agreed.
pub const SUNDAY: &str = "{every: week, default: [sun, \"17:00\"], who: role = child and consent.messages = agree and not paused}";

/// Asks something and waits two days for the answer.
pub const OTHER: &str = "
version: 1
flow: other
title: べつの
start: [keyword: [べつの]]
expires: 2d
no_answer: {then: over}
steps:
  ask:
    ask: ask
    options: {fine: over}
  over: {log: over, then: end}
";

/// Starts on an event.
pub fn notice(start: &str, head: &str) -> String {
    format!(
        "
version: 1
flow: notice
title: おしらせ
start:
  - {start}
{head}
steps:
  say: {{say: say, then: end}}
"
    )
}

/// Starts with a keyword, whatever else is going on.
pub fn keyword(flow: &str, word: &str, busy: &str) -> String {
    format!(
        "
version: 1
flow: {flow}
title: ことばで
start: [keyword: [{word}]]
busy: {busy}
steps:
  say: {{say: say, then: end}}
"
    )
}
