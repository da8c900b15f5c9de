//! "Did you mean": the known name that a mistyped one is nearest to.

/// Names longer than this are compared by their beginnings only; nobody mistypes one letter in a hundred.
const LONGEST: usize = 48;
/// More names than this are not searched: a file with so many is not mended by guessing.
const MOST: usize = 1_000;

/// The nearest of the known names, if one is near enough to be meant.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let letters = name.chars().count();
    let limit = match letters {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    known
        .into_iter()
        .take(MOST)
        .filter(|known| *known != name && known.chars().count().abs_diff(letters) <= limit)
        .map(|known| (distance(known, name), known))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, known)| known)
}

/// `; did you mean `x`?`, or nothing.
pub(crate) fn suggestion<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// Letters to change, add, drop or swap.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(LONGEST).collect();
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_meant_and_a_far_one_is_not() {
        let known = ["mood", "mode", "contact.role", "goodbye"];
        assert_eq!(nearest("moood", known), Some("mood"));
        assert_eq!(nearest("contcat.role", known), Some("contact.role"));
        assert_eq!(nearest("godbye", known), Some("goodbye"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(nearest("ab", ["ac"]), None);
        assert_eq!(nearest("", known), None);
    }
}
