//! Reads single cells: counts and words, as cities write them.

use crate::sheet::plain;

/// More contacts of one kind with one child in a year are a slip of the pen.
pub(crate) const MOST: i64 = 400;

/// A count; an empty cell is 0. `3`, `3回`, `1,024`, `3.0`, `-` are read.
pub(crate) fn count(cell: &str, most: i64) -> Option<i64> {
    let digits = cell
        .trim_end_matches(['回', '件', '人', '名'])
        .replace([',', ' '], "");
    if digits.is_empty() || matches!(digits.as_str(), "-" | "ー" | "―" | "なし") {
        return Some(0);
    }
    let whole = digits
        .split_once('.')
        .map_or(Some(digits.as_str()), |(whole, rest)| {
            rest.bytes().all(|b| b == b'0').then_some(whole)
        })?;
    whole
        .parse()
        .ok()
        .filter(|count| (0..=most).contains(count))
}

/// A word of a list; a list pairs each word with what cities write for it (in the form of [`plain`]).
pub(crate) fn word<T: Copy>(cell: &str, list: &[(T, &[&str])]) -> Option<T> {
    let plain = plain(cell);
    list.iter()
        .find(|(_, names)| names.contains(&plain.as_str()))
        .map(|(word, _)| *word)
}

/// Every first name of a list, for a message.
pub(crate) fn names<T>(list: &[(T, &[&str])]) -> String {
    list.iter()
        .filter_map(|(_, names)| names.first().copied())
        .collect::<Vec<_>>()
        .join(" | ")
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_read_as_cities_write_them() {
        for (cell, expected) in [
            ("", 0),
            ("-", 0),
            ("3", 3),
            ("3回", 3),
            ("12.0", 12),
            ("1,024", 1024),
            ("2 件", 2),
        ] {
            assert_eq!(count(cell, 2000), Some(expected), "{cell}");
        }
        for cell in ["-1", "2.5", "三", "2001", "3?", "1e3"] {
            assert_eq!(count(cell, 2000), None, "{cell}");
        }
    }
}
