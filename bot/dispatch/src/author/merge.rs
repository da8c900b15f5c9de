//! Two people change the same file: changes of different steps, messages or rows both stand; where both changed the same one, a person decides.

use std::collections::BTreeMap;

use super::parts::{Part, parts};

/// A part that two people changed differently. An empty text means that it was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The step, message or row.
    pub part: String,
    /// What one wrote who saves now.
    pub mine: String,
    /// What the other had saved before.
    pub theirs: String,
}

/// Which side of a clash a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Of the one who saves.
    Mine,
    /// Of the other.
    Theirs,
}

/// What came of two people's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Merged {
    /// The file with both people's changes; where they clash and nobody chose, the other's stand.
    pub text: String,
    /// What nobody has decided.
    pub clashes: Vec<Clash>,
}

/// Lays the changes from `base` to `mine` over `theirs`.
pub(super) fn merge(
    path: &str,
    base: &str,
    mine: &str,
    theirs: &str,
    picks: &BTreeMap<String, Pick>,
) -> Merged {
    let (base, mine, theirs) = (parts(path, base), parts(path, mine), parts(path, theirs));
    let mut clashes = Vec::new();
    let mut decide = |name: &str| -> Option<String> {
        let (old, my, their) = (text(&base, name), text(&mine, name), text(&theirs, name));
        let taken = if my == old || my == their {
            their
        } else if their == old {
            my
        } else {
            match picks.get(name) {
                Some(Pick::Mine) => my,
                Some(Pick::Theirs) => their,
                None => {
                    clashes.push(Clash {
                        part: name.to_owned(),
                        mine: my.unwrap_or_default().to_owned(),
                        theirs: their.unwrap_or_default().to_owned(),
                    });
                    their
                }
            }
        };
        taken.map(str::to_owned)
    };
    // Who moved parts around decides the order; if both did, the one who was first.
    let moved = |side: &[Part]| common(side, &base) != common(&base, side);
    let (first, second) = if moved(&mine) && !moved(&theirs) {
        (&mine, &theirs)
    } else {
        (&theirs, &mine)
    };
    let mut names: Vec<&str> = first.iter().map(|part| part.name.as_str()).collect();
    for (index, part) in second.iter().enumerate() {
        if names.contains(&part.name.as_str()) {
            continue;
        }
        // After the nearest part before it that is there.
        let before = second[..index]
            .iter()
            .rev()
            .find_map(|earlier| names.iter().position(|name| *name == earlier.name));
        names.insert(before.map_or(0, |at| at + 1), &part.name);
    }
    let kept = names.into_iter().filter_map(&mut decide);
    let text = kept.fold(String::new(), |mut text, part| {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text + &part
    });
    Merged { text, clashes }
}

fn text<'a>(parts: &'a [Part], name: &str) -> Option<&'a str> {
    parts
        .iter()
        .find(|part| part.name == name)
        .map(|part| part.text.as_str())
}

/// The names that both have, in the order of the first.
fn common<'a>(side: &'a [Part], other: &[Part]) -> Vec<&'a str> {
    side.iter()
        .map(|part| part.name.as_str())
        .filter(|name| text(other, name).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Pick, merge};

    const BASE: &str =
        "title: A\nsteps:\n  one: {say: one}\n  two: {say: two}\n  three: {say: three}\n";

    fn merged(mine: &str, theirs: &str) -> super::Merged {
        merge("a.yml", BASE, mine, theirs, &BTreeMap::new())
    }

    #[test]
    fn different_steps_both_stand() {
        let mine = BASE.replace("say: one", "say: uno");
        let theirs = BASE
            .replace("say: three", "say: tres")
            .replace("title: A", "title: B");
        let both = merged(&mine, &theirs);
        assert!(both.clashes.is_empty());
        assert_eq!(
            both.text,
            "title: B\nsteps:\n  one: {say: uno}\n  two: {say: two}\n  three: {say: tres}\n"
        );
    }

    #[test]
    fn new_and_removed_steps_find_their_place() {
        let mine = BASE.replace("  two:", "  new: {say: new}\n  two:");
        let theirs = BASE.replace("  three: {say: three}\n", "  last: {say: last}\n");
        let both = merged(&mine, &theirs);
        assert!(both.clashes.is_empty());
        assert_eq!(
            both.text,
            "title: A\nsteps:\n  one: {say: one}\n  new: {say: new}\n  two: {say: two}\n  last: {say: last}\n"
        );
    }

    #[test]
    fn the_same_step_is_for_a_person_to_decide() {
        let mine = BASE.replace("say: two", "say: mine");
        let theirs = BASE
            .replace("say: two", "say: theirs")
            .replace("say: one", "say: uno");
        let both = merged(&mine, &theirs);
        assert_eq!(both.clashes.len(), 1);
        assert_eq!(both.clashes[0].part, "steps.two");
        assert!(both.clashes[0].mine.contains("mine") && both.clashes[0].theirs.contains("theirs"));
        let picks = BTreeMap::from([("steps.two".to_owned(), Pick::Mine)]);
        let decided = merge("a.yml", BASE, &mine, &theirs, &picks);
        assert!(decided.clashes.is_empty());
        assert!(decided.text.contains("say: mine") && decided.text.contains("say: uno"));
    }

    #[test]
    fn taking_out_what_somebody_changes_is_a_clash_and_the_same_change_is_none() {
        let gone = BASE.replace("  two: {say: two}\n", "");
        let changed = BASE.replace("say: two", "say: dos");
        assert_eq!(merged(&gone, &changed).clashes.len(), 1);
        assert!(merged(&gone, &gone).clashes.is_empty());
        assert_eq!(merged(&changed, &changed).text, changed);
        assert_eq!(merged(BASE, &changed).text, changed);
        assert_eq!(merged(&changed, BASE).text, changed);
    }

    #[test]
    fn whoever_moves_steps_around_keeps_their_order() {
        let mine =
            "title: A\nsteps:\n  two: {say: two}\n  one: {say: one}\n  three: {say: three}\n";
        let theirs = BASE.replace("say: three", "say: tres");
        let both = merged(mine, &theirs);
        assert!(both.clashes.is_empty());
        assert!(both.text.find("two:") < both.text.find("one:") && both.text.contains("tres"));
    }
}
