//! The shipped texts, and whatever else an author may write.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

#[cfg(test)]
mod any;
#[cfg(test)]
mod said;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod wrong;

/// The words to avoid that ship with the flows.
pub fn rules() -> tsunagi_locale::Rules {
    let table =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../flows/tables/avoid_words.csv");
    let text = std::fs::read_to_string(table).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let words = rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        tsunagi_locale::Word::new(cells[0], cells[1], cells[2], cells[3]).unwrap()
    });
    tsunagi_locale::Rules {
        words: words.collect(),
        ..tsunagi_locale::Rules::default()
    }
}
