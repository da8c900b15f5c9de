//! Whether a signed body is meant for this number. One app's secret signs for all its products and numbers.

use crate::Unverified;
use crate::json::{Fields, list};

/// What Meta writes as the `object` of WhatsApp's webhooks.
const OBJECT: &str = "whatsapp_business_account";

/// Refuses a body of another product, and one in which every change is another number's. What cannot be read is left to
/// the splitting, which says so.
pub(super) fn is_ours(account: &str, body: &[u8]) -> Result<(), Unverified> {
    let text = String::from_utf8_lossy(body);
    let Some(fields) = Fields::read(&text) else {
        return Ok(());
    };
    if fields
        .string("object")
        .is_some_and(|object| object != OBJECT)
    {
        return Err(Unverified::OtherAccount);
    }
    let mut foreign = false;
    for entry in fields.raw("entry").and_then(list).unwrap_or_default() {
        let entry = Fields::read(entry).unwrap_or_default();
        let changes = entry.raw("changes").and_then(list);
        for change in changes.unwrap_or_default() {
            let change = Fields::read(change).unwrap_or_default();
            if is_foreign(account, &change) {
                foreign = true;
            } else {
                return Ok(());
            }
        }
    }
    if foreign {
        Err(Unverified::OtherAccount)
    } else {
        Ok(())
    }
}

/// Whether a change names another number. One that names none is about the business account as a whole.
pub(super) fn is_foreign(account: &str, change: &Fields<'_>) -> bool {
    change
        .object("value")
        .and_then(|value| value.object("metadata"))
        .and_then(|metadata| metadata.string("phone_number_id"))
        .is_some_and(|named| named != account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(number: &str) -> String {
        format!(r#"{{"field":"messages","value":{{"metadata":{{"phone_number_id":"{number}"}}}}}}"#)
    }

    #[test]
    fn a_body_is_ours_unless_all_of_it_is_anothers() {
        let ours = change("1");
        let theirs = change("2");
        for (body, verdict) in [
            (format!(r#"{{"entry":[{{"changes":[{ours}]}}]}}"#), Ok(())),
            (
                format!(r#"{{"entry":[{{"changes":[{theirs},{theirs}]}}]}}"#),
                Err(Unverified::OtherAccount),
            ),
            (
                format!(r#"{{"entry":[{{"changes":[{theirs}]}},{{"changes":[{ours}]}}]}}"#),
                Ok(()),
            ),
            (
                r#"{"entry":[{"changes":[{"field":"account_update","value":{}}]}]}"#.to_owned(),
                Ok(()),
            ),
            (
                r#"{"object":"page","entry":[]}"#.to_owned(),
                Err(Unverified::OtherAccount),
            ),
            (
                r#"{"object":"whatsapp_business_account","entry":[]}"#.to_owned(),
                Ok(()),
            ),
            ("junk".to_owned(), Ok(())),
        ] {
            assert_eq!(is_ours("1", body.as_bytes()), verdict, "{body}");
        }
    }
}
