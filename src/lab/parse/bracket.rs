//! Arrays in brackets: `NumPy`'s printed form, Python lists, calls such as `np.array(…)`, MATLAB with semicolons.

use winnow::stream::Stream;

use super::{
    Tokens,
    problem::{Expected, Refusal},
    rows::Rows,
    skip,
    token::{Kind, Token},
};
use crate::lab::{Array, Shape};

/// How many brackets and calls may stand in each other: two for a matrix, the rest for calls around it.
pub(super) const DEEPEST: usize = 8;

/// Functions and types that printed arrays and their numbers are wrapped in, without their module.
const CALLS: [&str; 14] = [
    "array", "asarray", "matrix", "mat", "tensor", "Tensor", "Array", "constant", "list", "float", "float64",
    "float32", "float16", "int64",
];

/// A number, a bracket with what is in it, or a call around either.
pub(super) fn value(tokens: &mut Tokens<'_>, depth: usize) -> Result<Array, Refusal> {
    let first = tokens[0].clone();
    match first.kind {
        Kind::Open(_) | Kind::Word(_) if depth == 0 => Err(first.refuse(Expected::Matrix)),
        Kind::Number(value) => {
            skip(tokens, 1);
            Ok(Array::from(value))
        }
        Kind::Open(open) => {
            skip(tokens, 1);
            group(tokens, Items::new(&first, closing(open)), depth)
        }
        Kind::Word(word) if is_call(word) && tokens[1].kind == Kind::Open('(') => {
            skip(tokens, 2);
            call(tokens, depth)
        }
        _ => Err(first.refuse(Expected::Array)),
    }
}

/// Arrays of any shapes in one bracket, as a network's weights are: `[array(…), array(…)]`.
pub(super) fn list(tokens: &mut Tokens<'_>) -> Result<Vec<Array>, Refusal> {
    let Kind::Open(open) = tokens[0].kind else { return Err(tokens[0].refuse(Expected::Array)) };
    skip(tokens, 1);
    let mut arrays = Vec::new();
    loop {
        skip_blank(tokens);
        match tokens[0].kind {
            Kind::Comma => skip(tokens, 1),
            Kind::Close(close) if close == closing(open) && !arrays.is_empty() => {
                skip(tokens, 1);
                return Ok(arrays);
            }
            _ => arrays.push(value(tokens, DEEPEST)?),
        }
    }
}

/// What stands in a bracket that has been opened.
fn group(tokens: &mut Tokens<'_>, mut items: Items<'_>, depth: usize) -> Result<Array, Refusal> {
    loop {
        let token = tokens[0].clone();
        match token.kind {
            Kind::Tab | Kind::Comment(_) => skip(tokens, 1),
            Kind::NewLine => {
                items.line_end();
                skip(tokens, 1);
            }
            Kind::Semicolon => {
                items.semicolon();
                skip(tokens, 1);
            }
            Kind::Comma if items.wants_item() => return Err(token.refuse(Expected::MissingNumber)),
            Kind::Comma => {
                items.comma();
                skip(tokens, 1);
            }
            Kind::Close(found) if found == items.close => {
                skip(tokens, 1);
                return items.finish(&token);
            }
            Kind::Number(_) | Kind::Open(_) | Kind::Word(_) => items.add(&token, value(tokens, depth - 1)?)?,
            _ => return Err(token.refuse(items.expected())),
        }
    }
}

/// The array in a call, past its other arguments: `dtype=float32)`.
fn call(tokens: &mut Tokens<'_>, depth: usize) -> Result<Array, Refusal> {
    skip_blank(tokens);
    let array = value(tokens, depth - 1)?;
    loop {
        skip_blank(tokens);
        let token = tokens[0].clone();
        match token.kind {
            Kind::Close(')') => {
                skip(tokens, 1);
                return Ok(array);
            }
            Kind::Comma => {
                skip(tokens, 1);
                skip_blank(tokens);
                argument(tokens)?;
            }
            _ => return Err(token.refuse(Expected::Argument(')'))),
        }
    }
}

/// `dtype=np.float32`, `dtype='float32'`, `shape=(2, 3)`, `np.float32`, or nothing before the closing bracket.
fn argument(tokens: &mut Tokens<'_>) -> Result<(), Refusal> {
    let has_name = matches!(tokens[0].kind, Kind::Word(_)) && tokens[1].kind == Kind::Equals;
    skip(tokens, if has_name { 2 } else { 0 });
    match tokens[0].kind {
        Kind::Close(')') if !has_name => Ok(()),
        Kind::Word(_) | Kind::Quoted | Kind::Number(_) => {
            skip(tokens, 1);
            Ok(())
        }
        Kind::Open('(') => value(tokens, 1).map(|_| ()),
        _ => Err(tokens[0].refuse(Expected::Argument(')'))),
    }
}

fn skip_blank(tokens: &mut Tokens<'_>) {
    while matches!(tokens[0].kind, Kind::NewLine | Kind::Tab | Kind::Comment(_)) {
        tokens.next_token();
    }
}

fn is_call(word: &str) -> bool {
    word.rsplit('.').next().is_some_and(|name| CALLS.contains(&name))
}

const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '{' => '}',
        _ => ']',
    }
}

/// What was read in a bracket so far.
struct Items<'t> {
    open: &'t Token<'t>,
    close: char,
    rows: Rows,
    kind: ItemKind,
    after: After,
    /// Whether a semicolon ended a row: only MATLAB writes them, and there a line's end ends a row too, while `NumPy`
    /// breaks a long row into lines.
    semicolons: bool,
    commas: bool,
    /// The only item while there is one: `(5)` is a number, not a vector.
    single: Option<Array>,
}

/// What the items of a bracket are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    /// None was read.
    Unknown,
    Number,
    Row,
    /// The one array of a parenthesis that only groups.
    Matrix,
}

/// What stood last in a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    Item,
    Comma,
    RowEnd,
}

impl<'t> Items<'t> {
    fn new(open: &'t Token<'t>, close: char) -> Self {
        let (rows, kind, after) = (Rows::default(), ItemKind::Unknown, After::Start);
        Self { open, close, rows, kind, after, semicolons: false, commas: false, single: None }
    }

    /// Adds a number, or a vector as a row.
    fn add(&mut self, token: &Token<'_>, item: Array) -> Result<(), Refusal> {
        let is_first = self.kind == ItemKind::Unknown;
        let kind = match item.shape() {
            Shape::Scalar => ItemKind::Number,
            Shape::Vector(_) => ItemKind::Row,
            Shape::Matrix(..) if self.close == ')' && is_first => ItemKind::Matrix,
            Shape::Matrix(..) => return Err(token.refuse(Expected::Matrix)),
        };
        if !is_first && self.kind != kind {
            return Err(token.refuse(Expected::OneKind));
        }
        if kind == ItemKind::Row || matches!(self.after, After::Start | After::RowEnd) {
            self.rows.begin(token.start);
        }
        for &value in item.values() {
            self.rows.push(value);
        }
        (self.kind, self.after) = (kind, After::Item);
        self.single = is_first.then_some(item);
        Ok(())
    }

    /// Whether a comma would leave a place empty.
    fn wants_item(&self) -> bool {
        matches!(self.after, After::Start | After::Comma) || self.after == After::RowEnd && self.semicolons
    }

    fn comma(&mut self) {
        (self.commas, self.after) = (true, After::Comma);
    }

    fn semicolon(&mut self) {
        self.semicolons = true;
        self.after = if self.after == After::Start { After::Start } else { After::RowEnd };
    }

    fn line_end(&mut self) {
        self.after = if self.after == After::Item { After::RowEnd } else { self.after };
    }

    fn expected(&self) -> Expected {
        if self.kind == ItemKind::Row { Expected::RowOr(self.close) } else { Expected::NumberOr(self.close) }
    }

    fn finish(self, close: &Token<'_>) -> Result<Array, Refusal> {
        let groups = self.close == ')' && !self.commas && !self.semicolons;
        match (self.kind, self.single) {
            (_, Some(single)) if groups => Ok(single),
            (ItemKind::Unknown, _) => Err(close.refuse(Expected::Number)),
            (ItemKind::Matrix, _) => Err(self.open.refuse(Expected::Matrix)),
            (ItemKind::Number, _) if !self.semicolons => {
                let numbers = self.rows.numbers();
                self.rows.shaped(Shape::Vector(numbers))
            }
            _ => self.rows.into_matrix(),
        }
    }
}
