//! Groups of rows as one JSON array: `[[…],[…]]`, unpacked in SQL with `json_each($1)`.

use std::fmt::{Display, Write};

/// Builds the array row by row.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    json: String,
    count: u64,
    fresh: bool,
}

impl Rows {
    /// How many rows there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Begins a row.
    pub(crate) fn row(&mut self) -> &mut Self {
        self.json
            .push_str(if self.count == 0 { "[[" } else { "],[" });
        self.count += 1;
        self.fresh = true;
        self
    }

    fn next(&mut self) {
        if !std::mem::take(&mut self.fresh) {
            self.json.push(',');
        }
    }

    /// An integer or null.
    pub(crate) fn int(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        self.next();
        match value.into() {
            Some(value) => _ = write!(self.json, "{value}"),
            None => self.json.push_str("null"),
        }
        self
    }

    /// Text or null.
    pub(crate) fn text<'a>(&mut self, value: impl Into<Option<&'a str>>) -> &mut Self {
        self.next();
        match value.into() {
            // A string always becomes JSON.
            Some(value) => self
                .json
                .push_str(&serde_json::to_string(value).unwrap_or_default()),
            None => self.json.push_str("null"),
        }
        self
    }

    /// An id or a word: text that needs no escaping.
    pub(crate) fn id(&mut self, value: impl Display) -> &mut Self {
        self.next();
        _ = write!(self.json, "\"{value}\"");
        self
    }

    /// The same, or null.
    pub(crate) fn opt_id(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.id(value),
            None => self.text(None),
        }
    }

    /// Bytes as hexadecimal, for `unhex(…)`, or null.
    pub(crate) fn blob(&mut self, value: Option<&[u8]>) -> &mut Self {
        self.next();
        match value {
            Some(bytes) => {
                self.json.push('"');
                let start = self.json.len();
                self.json.extend(std::iter::repeat_n('0', bytes.len() * 2));
                let mut text = std::mem::take(&mut self.json).into_bytes();
                // The target is exactly twice as long, so encoding cannot fail.
                _ = hex::encode_to_slice(bytes, &mut text[start..]);
                self.json = String::from_utf8(text).unwrap_or_default();
                self.json.push('"');
            }
            None => self.json.push_str("null"),
        }
        self
    }

    /// The finished array.
    pub(crate) fn json(mut self) -> String {
        self.json
            .push_str(if self.count == 0 { "[]" } else { "]]" });
        self.json
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn rows_are_json() {
        let mut rows = Rows::default();
        rows.row()
            .id("a")
            .int(None)
            .text("q\"\u{1}")
            .blob(Some(&[0, 255]));
        rows.row()
            .opt_id(None::<&str>)
            .int(-5)
            .text(None)
            .blob(None);
        let parsed: serde_json::Value = serde_json::from_str(&rows.json()).unwrap();
        assert_eq!(
            parsed,
            serde_json::json!([["a", null, "q\"\u{1}", "00ff"], [null, -5, null, null]])
        );
        assert_eq!(Rows::default().json(), "[]");
    }
}
