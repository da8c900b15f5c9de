//! What `tsunagi doctor` learns about an account, and what is to be done.

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was looked at: `token`, `webhook`, `chat mode`, `quota`, …
    pub what: &'static str,
    /// What was found, in plain English and where it helps in the platform's own words. No secret, no one's id.
    pub found: String,
    /// The exact thing to do, if there is one.
    pub remedy: Option<Remedy>,
}

impl Finding {
    /// All is well.
    pub fn good(what: &'static str, found: impl Into<String>) -> Self {
        Self {
            ok: true,
            what,
            found: found.into(),
            remedy: None,
        }
    }

    /// Something is wrong, and what to do.
    pub fn bad(what: &'static str, found: impl Into<String>, remedy: Remedy) -> Self {
        Self {
            ok: false,
            what,
            found: found.into(),
            remedy: Some(remedy),
        }
    }

    /// The same with something to do, though nothing is known to be wrong.
    pub fn advising(self, remedy: Remedy) -> Self {
        Self {
            remedy: Some(remedy),
            ..self
        }
    }
}

/// The exact thing to do. In English here, where the texts are not known; by its code in the operators' language (`doctor-…` in
/// `locales/ja/doctor.ftl`, which says what is wrong as well).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// A stable name: lower case, words joined by hyphens.
    pub code: &'static str,
    /// In plain English.
    pub english: String,
    /// What the text needs besides: name and value. No secret, no one's id.
    pub args: Vec<(&'static str, String)>,
}

impl Remedy {
    /// What to do.
    pub fn new(code: &'static str, english: impl Into<String>) -> Self {
        Self {
            code,
            english: english.into(),
            args: Vec::new(),
        }
    }

    /// The same with a value that its text shows.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}
