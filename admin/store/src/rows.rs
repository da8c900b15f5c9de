//! Groups of rows for one statement: as bound values where they are inserted, as one JSON array (`json_each($1)`) where they are
//! looked up or updated.

use std::fmt::Display;
use std::io::Write;

use crate::Error;
use crate::db::{Arg, Tx};

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

    /// The finished array.
    pub(crate) fn json(mut self) -> String {
        self.json
            .extend_from_slice(if self.count == 0 { b"[]" } else { b"]]" });
        String::from_utf8(self.json).unwrap_or_default()
    }
}

/// Many rows for one table: bound as they are, so that bytes need not become text on the way.
#[derive(Debug, Default)]
pub(crate) struct Values {
    args: Vec<Arg>,
    count: usize,
}

/// Rows in one statement. Fewer go in statements of a half, a quarter, …, so that only a handful of texts is ever prepared.
const LARGEST: usize = 64;

impl Values {
    /// How many rows there are.
    pub(crate) fn count(&self) -> u64 {
        self.count as u64
    }

    /// Begins a row.
    pub(crate) fn row(&mut self) -> &mut Self {
        self.count += 1;
        self
    }

    /// An integer or null.
    pub(crate) fn int(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        self.args.push(Arg::Int(value.into()));
        self
    }

    /// Text or null.
    pub(crate) fn text<'a>(&mut self, value: impl Into<Option<&'a str>>) -> &mut Self {
        self.args.push(Arg::Text(value.into().map(str::to_owned)));
        self
    }

    /// An id or a word.
    pub(crate) fn id(&mut self, value: impl Display) -> &mut Self {
        self.args.push(Arg::Text(Some(value.to_string())));
        self
    }

    /// The same, or null.
    pub(crate) fn opt_id(&mut self, value: Option<impl Display>) -> &mut Self {
        self.args
            .push(Arg::Text(value.map(|value| value.to_string())));
        self
    }

    /// Bytes or null.
    pub(crate) fn blob(&mut self, value: Option<Vec<u8>>) -> &mut Self {
        self.args.push(Arg::Blob(value));
        self
    }

    /// Inserts the rows: `insert` names table and columns, `conflict` says what happens to rows that are there. How many rows changed.
    pub(crate) async fn insert(
        self,
        tx: &mut Tx,
        insert: &'static str,
        conflict: &'static str,
    ) -> Result<u64, Error> {
        if self.count == 0 {
            return Ok(0);
        }
        let width = self.args.len() / self.count;
        let mut left = self.count;
        let mut args = self.args.into_iter();
        let mut changed = 0;
        while left > 0 {
            let rows = LARGEST.min(1 << left.ilog2());
            let sql = statement(insert, conflict, rows, width, tx.numbers_values());
            let part = args.by_ref().take(rows * width).collect();
            changed += tx.execute_made(sql, part).await?;
            left -= rows;
        }
        Ok(changed)
    }
}

fn statement(insert: &str, conflict: &str, rows: usize, width: usize, numbered: bool) -> String {
    let mut sql = String::with_capacity(insert.len() + conflict.len() + rows * width * 6);
    sql.push_str(insert);
    sql.push_str(" values ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for column in 1..=width {
            sql.push_str(if column == 1 { "" } else { "," });
            if numbered {
                // Writing to memory cannot fail.
                _ = std::fmt::Write::write_fmt(&mut sql, format_args!("${}", row * width + column));
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push(' ');
    sql.push_str(conflict);
    sql
}

/// Ids as such an array, one a row.
pub(crate) fn ids(ids: impl IntoIterator<Item = impl Display>) -> String {
    let mut rows = Rows::default();
    for id in ids {
        rows.row().id(id);
    }
    rows.json()
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn values_are_numbered_row_by_row() {
        let made = |numbered| {
            super::statement(
                "insert into t (a, b)",
                "on conflict do nothing",
                2,
                2,
                numbered,
            )
        };
        assert_eq!(
            made(true),
            "insert into t (a, b) values ($1,$2),($3,$4) on conflict do nothing"
        );
        assert_eq!(
            made(false),
            "insert into t (a, b) values (?,?),(?,?) on conflict do nothing"
        );
    }

    #[test]
    fn rows_are_json() {
        let mut rows = Rows::default();
        rows.row().id("a").int(None).text("q\"\u{1}");
        rows.row().opt_id(None::<&str>).int(-5).text(None);
        let parsed: serde_json::Value = serde_json::from_str(&rows.json()).unwrap();
        assert_eq!(
            parsed,
            serde_json::json!([["a", null, "q\"\u{1}"], [null, -5, null]])
        );
        assert_eq!(Rows::default().json(), "[]");
    }
}
