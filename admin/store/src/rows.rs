//! Groups of rows as one JSON array: `[[…],[…]]`, unpacked in SQL with `json_each($1)`.

use std::fmt::Display;
use std::io::Write;

/// Builds the array row by row.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    json: Vec<u8>,
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
            .extend_from_slice(if self.count == 0 { b"[[" } else { b"],[" });
        self.count += 1;
        self.fresh = true;
        self
    }

    fn next(&mut self) {
        if !std::mem::take(&mut self.fresh) {
            self.json.push(b',');
        }
    }

    fn null(&mut self) -> &mut Self {
        self.json.extend_from_slice(b"null");
        self
    }

    /// An integer or null.
    pub(crate) fn int(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        self.next();
        match value.into() {
            // Writing to memory cannot fail.
            Some(value) => _ = write!(self.json, "{value}"),
            None => _ = self.null(),
        }
        self
    }

    /// Text or null.
    pub(crate) fn text<'a>(&mut self, value: impl Into<Option<&'a str>>) -> &mut Self {
        self.next();
        match value.into() {
            Some(value) => _ = serde_json::to_writer(&mut self.json, value),
            None => _ = self.null(),
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
            None => {
                self.next();
                self.null()
            }
        }
    }

    /// Bytes as hexadecimal, for `unhex(…)`, or null.
    pub(crate) fn blob(&mut self, value: Option<&[u8]>) -> &mut Self {
        self.next();
        let Some(bytes) = value else {
            return self.null();
        };
        self.json.push(b'"');
        let start = self.json.len();
        self.json.resize(start + bytes.len() * 2, b'0');
        // The target is exactly twice as long, so encoding cannot fail.
        _ = hex::encode_to_slice(bytes, &mut self.json[start..]);
        self.json.push(b'"');
        self
    }

    /// The finished array.
    pub(crate) fn json(mut self) -> String {
        self.json
            .extend_from_slice(if self.count == 0 { b"[]" } else { b"]]" });
        String::from_utf8(self.json).unwrap_or_default()
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
