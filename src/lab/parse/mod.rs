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

use super::{Array, MOST_ROWS_OR_COLUMNS};

/// The longest text that is read, in bytes: a 200 by 200 matrix with 17 digits a number has half of it.
pub const MOST_BYTES: usize = 2 << 20;

/// An array with the name that stood before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// `x_input` of `#x_input` on the line before, of `x_input = …` or of `x_input: …`; empty where there is none.
    pub name: String,
    /// 2 of `all_weights[2] = …`, and of the third array in the list `all_weights = […]`.
    pub index: Option<usize>,
    /// The numbers.
    pub array: Array,
}

/// The one array of `text`. Fails at the first place where the text is no array, or where a second array begins.
pub fn parse(text: &str) -> Result<Array, Problem> {
    let mut found = read(text, Most::One).map_err(|refusal| place(text, refusal))?;
    found.pop().map(|named| named.array).ok_or_else(|| place(text, Refusal::end(text, Expected::Array)))
}

/// Every array of `text`, in order, with its name: seed 000's block of four is one text, and so is a list of a network's
/// weights, layer after layer. Never empty.
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
    let mut arrays: Vec<Named> = Vec::new();
    let mut name = Name::default();
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
                if let Some(word) = token::name_in(comment).filter(|_| at_line_start) {
                    name = Name { word, index: None };
                }
                skip(&mut rest, 1);
            }
            _ if most == Most::One && !arrays.is_empty() => return Err(token.refuse(Expected::OneArray)),
            Kind::Word(word) if Name::length(&rest).is_some() => {
                let length = Name::length(&rest).unwrap_or(1);
                let index = if let Kind::Number(index) = rest[2].kind { Some(index as usize) } else { None };
                name = Name { word, index: index.filter(|_| length > 2) };
                skip(&mut rest, length);
            }
            Kind::Number(_) => {
                let start = token.start;
                let array = accepted(table::table(&mut rest)?, start)?;
                arrays.push(std::mem::take(&mut name).of(array));
                at_line_start = true;
            }
            _ => {
                let (begin, start) = (rest.checkpoint(), token.start);
                let name = std::mem::take(&mut name);
                match bracket::value(&mut rest, bracket::DEEPEST) {
                    Ok(array) => arrays.push(name.of(accepted(array, start)?)),
                    Err(refusal) if most == Most::Any => {
                        rest.reset(&begin);
                        let list = bracket::list(&mut rest).map_err(|_| refusal)?.into_iter().enumerate();
                        for (index, array) in list {
                            arrays.push(Name { index: Some(index), ..name }.of(accepted(array, start)?));
                        }
                    }
                    Err(refusal) => return Err(refusal),
                }
                at_line_start = false;
            }
        }
    }
    Ok(arrays)
}

/// The array that begins at byte `offset`, unless it has too many rows or columns. However many it has, it was read whole,
/// so that the refusal says its shape: a text of the longest that is read holds a million numbers.
fn accepted(array: Array, offset: usize) -> Result<Array, Refusal> {
    let shape = array.shape();
    let refusal = Refusal { offset, found: Found::Shape(shape), expected: Expected::AtMost(MOST_ROWS_OR_COLUMNS) };
    if shape.is_accepted() { Ok(array) } else { Err(refusal) }
}

/// What stands before an array.
#[derive(Clone, Copy, Default)]
struct Name<'t> {
    word: &'t str,
    index: Option<usize>,
}

impl Name<'_> {
    /// How many tokens the name here takes with its sign: `W =` and `W:` two, `all_weights[0] =` five.
    fn length(tokens: &Tokens<'_>) -> Option<usize> {
        let ends = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Equals | Kind::Colon));
        let is = |at: usize, kind: Kind<'_>| tokens.get(at).is_some_and(|token| token.kind == kind);
        let has_index = || {
            let number =
                |token: &Token<'_>| matches!(token.kind, Kind::Number(index) if index >= 0.0 && index.fract() == 0.0);
            is(1, Kind::Open('[')) && tokens.get(2).is_some_and(number) && is(3, Kind::Close(']')) && ends(4)
        };
        match () {
            () if ends(1) => Some(2),
            () if has_index() => Some(5),
            () => None,
        }
    }

    fn of(self, array: Array) -> Named {
        Named { name: self.word.to_owned(), index: self.index, array }
    }
}

fn skip(tokens: &mut Tokens<'_>, count: usize) {
    for _ in 0..count {
        tokens.next_token();
    }
}

#[cfg(test)]
mod tests;
