//! What a check of a draft found, in the words of the console.

use tsunagi_dispatch::author::{Check, Finding};

use crate::words::Words;

/// A fault.
pub(crate) struct FindingView {
    pub code: &'static str,
    pub error: bool,
    pub path: String,
    pub line: u32,
    pub words: String,
    pub more: String,
    pub excerpt: String,
}

/// What a check found, in words.
pub(crate) struct ProblemsView {
    pub summary: String,
    pub clean: bool,
    pub here: Vec<FindingView>,
    pub elsewhere: Vec<FindingView>,
    pub old: Vec<FindingView>,
    pub old_words: Option<String>,
}

impl ProblemsView {
    /// Those that the draft brings.
    pub fn all(&self) -> impl Iterator<Item = &FindingView> {
        self.here.iter().chain(&self.elsewhere)
    }
}

fn finding(w: &Words, one: Finding) -> FindingView {
    let japanese = w.language == "ja" && !one.hint.is_empty();
    let (words, more) = if japanese {
        (one.hint.to_owned(), one.message)
    } else {
        (one.message, String::new())
    };
    FindingView {
        code: one.code,
        error: one.error,
        path: one.path,
        line: one.line,
        words,
        more,
        excerpt: one.excerpt.trim().to_owned(),
    }
}

/// What a check found, as the page says it.
pub(crate) fn problems(w: &Words, check: Check) -> ProblemsView {
    let (errors, warnings) = check.counts();
    let args = [
        ("errors", errors.to_string().into()),
        ("warnings", warnings.to_string().into()),
    ];
    let (old, here): (Vec<_>, Vec<_>) = check
        .here
        .into_iter()
        .partition(|one| one.old && !one.error);
    let views = |list: Vec<Finding>| list.into_iter().map(|one| finding(w, one)).collect();
    ProblemsView {
        summary: if errors + warnings == 0 {
            w.t("console-flows-clean")
        } else {
            w.with("console-flows-problems", &args)
        },
        clean: errors + warnings == 0,
        here: views(here),
        elsewhere: views(check.elsewhere),
        old_words: i64::try_from(old.len())
            .ok()
            .filter(|count| *count > 0)
            .map(|count| w.count("console-flows-old-warnings", count)),
        old: views(old),
    }
}
