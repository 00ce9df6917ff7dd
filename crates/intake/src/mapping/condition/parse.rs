//! Words of a condition → [`Condition`].

use super::words::{Word, words};
use super::{Comparison, Condition, Operand, Test};
use crate::mapping::columns::ColumnId;
use regex::Regex;

/// Parses a condition; `column` finds a name of `[columns]`. The error says what was expected.
pub(crate) fn parse(text: &str, column: &dyn Fn(&str) -> Option<ColumnId>) -> Result<Condition, String> {
    let mut parser = Parser { words: words(text)?, place: 0, column };
    let condition = parser.any()?;
    match parser.words.get(parser.place) {
        None => Ok(condition),
        Some(_) => Err("expected `and`, `or` or the end of the condition".to_owned()),
    }
}

struct Parser<'names> {
    words: Vec<Word>,
    place: usize,
    column: &'names dyn Fn(&str) -> Option<ColumnId>,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<Word> {
        let word = self.words.get(self.place).cloned();
        self.place += 1;
        word
    }

    /// Steps over a word of the language, if it stands here.
    fn skips(&mut self, name: &str) -> bool {
        let here = matches!(self.words.get(self.place), Some(Word::Name(found)) if found == name);
        self.place += usize::from(here);
        here
    }

    fn skips_sign(&mut self, sign: &str) -> bool {
        let here = matches!(self.words.get(self.place), Some(Word::Sign(found)) if *found == sign);
        self.place += usize::from(here);
        here
    }

    fn any(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.all()?];
        while self.skips("or") {
            parts.push(self.all()?);
        }
        Ok(alone_or(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.one()?];
        while self.skips("and") {
            parts.push(self.one()?);
        }
        Ok(alone_or(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, String> {
        if self.skips("not") {
            return Ok(Condition::Not(Box::new(self.one()?)));
        }
        if self.skips_sign("(") {
            let inner = self.any()?;
            return if self.skips_sign(")") { Ok(inner) } else { Err("expected `)`".to_owned()) };
        }
        let operand = self.operand()?;
        self.test(operand)
    }

    fn operand(&mut self) -> Result<Operand, String> {
        match self.next() {
            Some(Word::Name(name)) if name == "file_name" => Ok(Operand::FileName),
            Some(Word::Name(name)) => match (self.column)(&name) {
                Some(column) => Ok(Operand::Column(column)),
                None => Err(format!("`{name}` is no name of [columns]")),
            },
            _ => Err("expected the name of a column".to_owned()),
        }
    }

    fn test(&mut self, operand: Operand) -> Result<Condition, String> {
        if self.skips("is") {
            let negated = self.skips("not");
            let test = self.state()?;
            return Ok(negated_if(negated, Condition::Test(operand, test)));
        }
        let negated = self.skips("not");
        let test = match self.next() {
            Some(Word::Name(name)) if name == "in" => Test::In(self.texts()?),
            Some(Word::Name(name)) if name == "matches" => Test::Matches(self.pattern()?),
            Some(Word::Name(name)) if name == "starts" => Test::StartsWith(self.text_after_with()?),
            Some(Word::Name(name)) if name == "ends" => Test::EndsWith(self.text_after_with()?),
            Some(Word::Sign("==")) => Test::In(vec![self.text()?.to_lowercase()]),
            Some(Word::Sign("!=")) => {
                let test = Test::In(vec![self.text()?.to_lowercase()]);
                return Ok(negated_if(!negated, Condition::Test(operand, test)));
            }
            Some(Word::Sign(sign)) => self.number_test(sign)?,
            _ => return Err(EXPECTED_TEST.to_owned()),
        };
        Ok(negated_if(negated, Condition::Test(operand, test)))
    }

    fn state(&mut self) -> Result<Test, String> {
        match self.next() {
            Some(Word::Name(name)) if name == "empty" => Ok(Test::Empty),
            Some(Word::Name(name)) if name == "true" => Ok(Test::True),
            Some(Word::Name(name)) if name == "false" => Ok(Test::False),
            _ => Err("expected `empty`, `true` or `false` after `is`".to_owned()),
        }
    }

    fn text(&mut self) -> Result<String, String> {
        match self.next() {
            Some(Word::Text(text)) => Ok(text),
            _ => Err("expected a text in quotes".to_owned()),
        }
    }

    fn text_after_with(&mut self) -> Result<String, String> {
        if !self.skips("with") {
            return Err("expected `with`".to_owned());
        }
        Ok(self.text()?.to_lowercase())
    }

    fn texts(&mut self) -> Result<Vec<String>, String> {
        if !self.skips_sign("[") {
            return Err("expected `[` after `in`".to_owned());
        }
        let mut texts = Vec::new();
        while !self.skips_sign("]") {
            texts.push(self.text()?.to_lowercase());
            if !self.skips_sign(",") && !matches!(self.words.get(self.place), Some(Word::Sign("]"))) {
                return Err("expected `,` or `]`".to_owned());
            }
        }
        Ok(texts)
    }

    fn pattern(&mut self) -> Result<Regex, String> {
        let text = self.text()?;
        Regex::new(&text).map_err(|_| "the text after `matches` is no regular expression".to_owned())
    }

    fn number_test(&mut self, sign: &str) -> Result<Test, String> {
        let comparison = match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::Greater,
            ">=" => Comparison::AtLeast,
            _ => return Err(EXPECTED_TEST.to_owned()),
        };
        match self.next() {
            Some(Word::Number(digits)) => match digits.parse() {
                Ok(number) => Ok(Test::Number(comparison, number)),
                Err(_) => Err("expected a number".to_owned()),
            },
            _ => Err("expected a number".to_owned()),
        }
    }
}

const EXPECTED_TEST: &str =
    "expected a test: ==, !=, in, matches, starts with, ends with, is empty, is true, is false, <, <=, > or >=";

fn alone_or(mut parts: Vec<Condition>, together: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.remove(0) } else { together(parts) }
}

fn negated_if(negated: bool, condition: Condition) -> Condition {
    if negated { Condition::Not(Box::new(condition)) } else { condition }
}
