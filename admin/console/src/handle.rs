//! Kind pseudonyms: lists and headings name a person without saying who they are.

use tsunagi_model::ContactId;

use crate::words::Words;

/// What a contact is called in the console, `ひばり 42`: always the same for the same contact, and in every language the same bird.
///
/// Two contacts may share one, so it is a help for the eye and never a key.
pub fn handle(words: &Words, contact: Option<ContactId>) -> String {
    let Some(contact) = contact else {
        return words.t("console-handle-nobody");
    };
    let list = list(words);
    let names: Vec<_> = list
        .split([',', '、'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    // The end of the id is random; its beginning is the time of the first contact, which a name must not tell.
    let random = contact.uuid().as_u128() & u128::from(u64::MAX >> 2);
    let count = names.len().max(1) as u128;
    let name = usize::try_from(random % count)
        .ok()
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default();
    words.with(
        "console-handle",
        &[
            ("name", name.into()),
            ("number", (random / count % 90 + 10).to_string().into()),
        ],
    )
}

/// All names, in the same order in every language.
fn list(words: &Words) -> String {
    format!(
        "{},{}",
        words.t("console-handles-1"),
        words.t("console-handles-2")
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tsunagi_model::{ContactId, Timestamp};

    use super::{handle, list};
    use crate::sample;

    #[test]
    fn a_handle_is_steady_and_tells_nothing_of_the_time() {
        let words = sample::words("ja");
        let random = [7, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        let early = ContactId::new(Timestamp(0), random);
        let late = ContactId::new(sample::NOW, random);
        assert_eq!(handle(&words, Some(early)), handle(&words, Some(late)));
        assert!(
            handle(&words, Some(early))
                .chars()
                .rev()
                .take(2)
                .all(|c| c.is_ascii_digit())
        );
        assert_eq!(handle(&words, None), "消去された方");
    }

    #[test]
    fn handles_spread_over_the_whole_list() {
        let words = sample::words("ja");
        let handles: BTreeSet<_> = (0..200_u8)
            .map(|n| {
                handle(
                    &words,
                    Some(ContactId::new(
                        sample::NOW,
                        [
                            n,
                            n,
                            n,
                            n.wrapping_mul(31),
                            n,
                            7,
                            n,
                            9,
                            n.wrapping_mul(17),
                            n,
                        ],
                    )),
                )
            })
            .collect();
        assert!(handles.len() > 180, "{} of 200 differ", handles.len());
    }

    #[test]
    fn every_language_has_the_same_number_of_names() {
        let count = |language| {
            list(&sample::words(language))
                .split([',', '、'])
                .map(str::trim)
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
                .len()
        };
        assert_eq!(count("ja"), 60);
        assert_eq!(count("en"), count("ja"));
    }
}
