//! Arrays from text as people have them: `NumPy`'s printed form, Python, MATLAB, CSV and TSV.
//!
//! The text becomes tokens (`token`), tokens become arrays: in brackets (`bracket`) or as lines of numbers (`table`).
//! Both passes walk forward only, so that a text of any content takes time in proportion to its length.

mod bracket;
mod problem;
mod rows;
mod table;
mod token;

use winnow::stream::{Stream, TokenSlice};

pub use problem::{Expected, Found, Problem};
use problem::{Refusal, place};
use token::{Kind, Token, tokens};

use super::Array;

/// The longest text that is read, in bytes: a 200 by 200 matrix with 17 digits a number has half of it.
pub const MOST_BYTES: usize = 2 << 20;

/// An array with the name that stood before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// `x_input` of `#x_input` on the line before, of `x_input = …` or of `x_input: …`; empty where there is none.
    pub name: String,
    /// The numbers.
    pub array: Array,
}

/// The one array of `text`. Fails at the first place where the text is no array, or where a second array begins.
pub fn parse(text: &str) -> Result<Array, Problem> {
    let mut found = read(text, Most::One).map_err(|refusal| place(text, refusal))?;
    found.pop().map(|named| named.array).ok_or_else(|| place(text, Refusal::end(text, Expected::Array)))
}

/// Every array of `text`, in order, with its name: seed 000's block of four is one text. Never empty.
pub fn parse_all(text: &str) -> Result<Vec<Named>, Problem> {
    let found = read(text, Most::Any).map_err(|refusal| place(text, refusal))?;
    if found.is_empty() { Err(place(text, Refusal::end(text, Expected::Array))) } else { Ok(found) }
}

/// How many arrays a text may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Most {
    One,
    Any,
}

/// The tokens that are still to be read.
type Tokens<'t> = TokenSlice<'t, Token<'t>>;

fn read(text: &str, most: Most) -> Result<Vec<Named>, Refusal> {
    if text.len() > MOST_BYTES {
        let bytes = Found::Bytes(text.len());
        return Err(Refusal { offset: 0, found: bytes, expected: Expected::AtMostBytes(MOST_BYTES) });
    }
    let tokens = tokens(text);
    let mut rest = TokenSlice::new(&tokens);
    let mut arrays = Vec::new();
    let mut name = "";
    // A comment names the array below it, not one that it stands beside.
    let mut at_line_start = true;
    while let Some(token) = rest.first() {
        match token.kind {
            Kind::End => break,
            Kind::Comma | Kind::Semicolon if at_line_start => return Err(token.refuse(Expected::MissingNumber)),
            Kind::NewLine | Kind::Tab | Kind::Semicolon | Kind::Comma => {
                at_line_start |= token.kind == Kind::NewLine;
                skip(&mut rest, 1);
            }
            Kind::Comment(comment) => {
                name = token::name_in(comment).filter(|_| at_line_start).unwrap_or(name);
                skip(&mut rest, 1);
            }
            _ if most == Most::One && !arrays.is_empty() => return Err(token.refuse(Expected::OneArray)),
            Kind::Word(word) if matches!(rest[1].kind, Kind::Equals | Kind::Colon) => {
                name = word;
                skip(&mut rest, 2);
            }
            Kind::Number(_) => {
                arrays.push(named(&mut name, table::table(&mut rest)?));
                at_line_start = true;
            }
            _ => {
                arrays.push(named(&mut name, bracket::value(&mut rest, bracket::DEEPEST)?));
                at_line_start = false;
            }
        }
    }
    Ok(arrays)
}

fn named(name: &mut &str, array: Array) -> Named {
    Named { name: std::mem::take(name).to_owned(), array }
}

fn skip(tokens: &mut Tokens<'_>, count: usize) {
    for _ in 0..count {
        tokens.next_token();
    }
}

#[cfg(test)]
mod tests;
