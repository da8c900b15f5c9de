//! Reads the words of a condition: `a = b`, `and`, `or`, `not`, `in`, `is set`, brackets, and seven functions.

use chrono::{NaiveDate, Weekday};

use crate::condition::{Comparison, Condition, Drop, History, Operand, TODAY};

/// How deep brackets and `not` may be nested.
const DEPTH: usize = 32;

/// Reads a condition about a contact.
pub(crate) fn condition(text: &str) -> Result<Condition, String> {
    Reader::new(text, false)?.whole()
}

/// Reads a condition about the rows of a table: bare words on the left are columns.
pub(crate) fn row_condition(text: &str) -> Result<Condition, String> {
    Reader::new(text, true)?.whole()
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(&'static str),
}

struct Reader {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    rows: bool,
}

const SIGNS: &[&str] = &["<=", ">=", "!=", "=", "<", ">", "(", ")", "[", "]", ","];

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            tokens.push(Token::Sign(sign));
            rest = &rest[sign.len()..];
        } else if first == '"' || first == '\'' {
            let inner = &rest[1..];
            let end = inner.find(first).ok_or("a quotation mark is not closed")?;
            tokens.push(Token::Quoted(inner[..end].to_owned()));
            rest = &inner[end + 1..];
        } else {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>=!()[],\"'".contains(c))
                .unwrap_or(rest.len());
            if end == 0 {
                return Err(format!("`{first}` is not understood here"));
            }
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Ok(tokens)
}

impl Reader {
    fn new(text: &str, rows: bool) -> Result<Self, String> {
        Ok(Self {
            tokens: tokens(text)?,
            next: 0,
            depth: 0,
            rows,
        })
    }

    fn whole(mut self) -> Result<Condition, String> {
        let condition = self.or()?;
        match self.tokens.get(self.next) {
            None => Ok(condition),
            Some(Token::Word(word) | Token::Quoted(word)) => {
                Err(format!("`{word}` is not understood here"))
            }
            Some(Token::Sign(sign)) => Err(format!("`{sign}` is not understood here")),
        }
    }

    fn or(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.and()?];
        while self.take_word("or") {
            parts.push(self.and()?);
        }
        Ok(single(parts, Condition::Or))
    }

    fn and(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.not()?];
        while self.take_word("and") {
            parts.push(self.not()?);
        }
        Ok(single(parts, Condition::And))
    }

    fn not(&mut self) -> Result<Condition, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err("the condition is nested too deeply".to_owned());
        }
        let condition = if self.take_word("not") {
            Condition::Not(Box::new(self.not()?))
        } else if self.take_sign("(") {
            let inner = self.or()?;
            self.expect(")")?;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(condition)
    }

    fn comparison(&mut self) -> Result<Condition, String> {
        if self.peek_word() == Some("paused")
            && !matches!(self.tokens.get(self.next + 1), Some(Token::Sign("=")))
        {
            self.next += 1;
            return Ok(Condition::Paused);
        }
        if self.rows
            && self.peek_word() == Some("open")
            && matches!(self.tokens.get(self.next + 1), Some(Token::Word(word)) if word == "now")
        {
            self.next += 2;
            return Ok(Condition::OpenNow);
        }
        let left = self.left()?;
        if self.take_word("is") {
            let negate = self.take_word("not");
            if !self.take_word("set") {
                return Err("after `is` comes `set` or `not set`".to_owned());
            }
            let set = Condition::Set(left);
            return Ok(if negate {
                Condition::Not(Box::new(set))
            } else {
                set
            });
        }
        if self.take_word("in") {
            return Ok(Condition::In(left, self.list()?));
        }
        if self.peek_word() == Some("not") {
            self.next += 1;
            if !self.take_word("in") {
                return Err("after `not` comes `in` here".to_owned());
            }
            return Ok(Condition::Not(Box::new(Condition::In(left, self.list()?))));
        }
        let comparison = match self.tokens.get(self.next) {
            Some(Token::Sign("=")) => Comparison::Equal,
            Some(Token::Sign("!=")) => Comparison::Unequal,
            Some(Token::Sign("<")) => Comparison::Less,
            Some(Token::Sign("<=")) => Comparison::LessOrEqual,
            Some(Token::Sign(">")) => Comparison::Greater,
            Some(Token::Sign(">=")) => Comparison::GreaterOrEqual,
            _ => {
                return Err(
                    "here a comparison is missing: `=`, `!=`, `<`, `>`, `in` or `is set`"
                        .to_owned(),
                );
            }
        };
        self.next += 1;
        let right = self.right()?;
        if let (Operand::Today, Operand::Literal(word)) = (&left, &right)
            && !is_day(word)
        {
            return Err(format!(
                "`today` is never `{word}`; it can be a weekday like `sun`, a date like `2027-04-01`, or {}",
                TODAY.join(", ")
            ));
        }
        Ok(Condition::Compare(left, comparison, right))
    }

    /// The left side: a function, a field, a column, or one of the short names.
    fn left(&mut self) -> Result<Operand, String> {
        let word = self.word()?;
        if self.take_sign("(") {
            return self.function(&word);
        }
        Ok(match word.as_str() {
            "today" => Operand::Today,
            _ if self.rows && !word.contains('.') => Operand::Column(word),
            "age" => Operand::Age,
            "role" | "language" | "channel" | "gender" | "grade" => {
                Operand::Field(format!("contact.{word}"))
            }
            _ if word.contains('.') => Operand::Field(word),
            _ => {
                return Err(format!(
                    "`{word}` is not a field; fields have a dot, like `contact.role`"
                ));
            }
        })
    }

    /// The right side: a number, a field (with a dot), or a plain word.
    fn right(&mut self) -> Result<Operand, String> {
        if let Some(Token::Quoted(text)) = self.tokens.get(self.next) {
            let text = text.clone();
            self.next += 1;
            return Ok(Operand::Literal(text));
        }
        let word = self.word()?;
        Ok(match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Operand::Number(number),
            _ if word.contains('.') => Operand::Field(word),
            _ => Operand::Literal(word),
        })
    }

    fn list(&mut self) -> Result<Vec<Operand>, String> {
        let close = if self.take_sign("[") {
            "]"
        } else if self.take_sign("(") {
            ")"
        } else {
            return Err("after `in` comes a list like `[low, bad]`".to_owned());
        };
        let mut list = vec![self.right()?];
        while self.take_sign(",") {
            list.push(self.right()?);
        }
        self.expect(close)?;
        Ok(list)
    }

    fn function(&mut self, name: &str) -> Result<Operand, String> {
        let mut args: Vec<Vec<String>> = vec![Vec::new()];
        loop {
            match self.tokens.get(self.next) {
                Some(Token::Word(word) | Token::Quoted(word)) => {
                    if let Some(arg) = args.last_mut() {
                        arg.push(word.clone());
                    }
                }
                Some(Token::Sign(",")) => args.push(Vec::new()),
                Some(Token::Sign("<")) if name == "drop" => {
                    if let Some(arg) = args.last_mut() {
                        arg.push("<".to_owned());
                    }
                }
                Some(Token::Sign(")")) => break,
                _ => return Err(format!("the brackets of `{name}(…)` are not closed")),
            }
            self.next += 1;
        }
        self.next += 1;
        let field = || match &args[..] {
            [arg] if arg.len() == 1 && arg[0].contains('.') => Ok(arg[0].clone()),
            _ => Err(format!(
                "`{name}` takes one field, like `{name}(checkin.mood)`"
            )),
        };
        match name {
            "days_since" => Ok(Operand::DaysSince(field()?)),
            "last" => Ok(Operand::Last(field()?)),
            "age" | "today" if args == [Vec::<String>::new()] => Ok(if name == "age" {
                Operand::Age
            } else {
                Operand::Today
            }),
            "streak" => Ok(Operand::Streak(history(&args)?)),
            "count" => Ok(Operand::Count(history(&args)?)),
            "drop" => Ok(Operand::Drop(drop_of(&args)?)),
            _ => Err(format!(
                "`{name}` is not a function; there are days_since, age, streak, count, last, drop, today"
            )),
        }
    }

    fn word(&mut self) -> Result<String, String> {
        match self.tokens.get(self.next) {
            Some(Token::Word(word)) => {
                self.next += 1;
                Ok(word.clone())
            }
            Some(Token::Quoted(text)) => Err(format!("\"{text}\" in quotes cannot stand here")),
            Some(Token::Sign(sign)) => Err(format!("`{sign}` cannot stand here")),
            None => Err("the condition is not finished".to_owned()),
        }
    }

    fn peek_word(&self) -> Option<&str> {
        match self.tokens.get(self.next) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == Some(word);
        self.next += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.next), Some(Token::Sign(next)) if *next == sign);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            Err(format!("here `{sign}` is missing"))
        }
    }
}

fn single(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.len() {
        1 => parts.remove(0),
        _ => many(parts),
    }
}

/// `(checkin.mood, low or bad)` counts values of a field; `(no answer)` counts words of the log.
fn history(args: &[Vec<String>]) -> Result<History, String> {
    match args {
        [words] if words.len() == 1 && words[0].contains('.') => Ok(History { field: Some(words[0].clone()), values: Vec::new() }),
        [words] if !words.is_empty() => Ok(History { field: None, values: vec![words.join(" ")] }),
        [field, values] if field.len() == 1 && field[0].contains('.') && !values.is_empty() => {
            let values = values.split(|word| word == "or").map(|words| words.join(" ")).collect();
            Ok(History { field: Some(field[0].clone()), values })
        }
        _ => Err("write a field and values, like `streak(checkin.mood, low or bad)`, or words of the log, like `streak(no answer)`".to_owned()),
    }
}

/// `(checkin.mood, bad < low < ok < good < great)`: the answers from the worst to the best.
fn drop_of(args: &[Vec<String>]) -> Result<Drop, String> {
    const HOW: &str = "write the field and its answers from the worst to the best, like `drop(checkin.mood, bad < low < ok < good < great)`";
    let [field, order] = args else {
        return Err(HOW.to_owned());
    };
    let order: Vec<String> = order
        .split(|word| word == "<")
        .map(|words| words.join(" "))
        .collect();
    let distinct = order
        .iter()
        .enumerate()
        .all(|(place, word)| !word.is_empty() && !order[..place].contains(word));
    if field.len() != 1 || !field[0].contains('.') || order.len() < 2 || !distinct {
        return Err(HOW.to_owned());
    }
    Ok(Drop {
        field: field[0].clone(),
        order,
    })
}

fn is_day(word: &str) -> bool {
    TODAY.contains(&word)
        || word.parse::<Weekday>().is_ok()
        || NaiveDate::parse_from_str(word, "%Y-%m-%d").is_ok()
}
