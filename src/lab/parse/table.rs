//! Arrays without brackets: CSV, TSV, numbers in columns, one row a line.

use super::{
    Tokens,
    problem::{Expected, Refusal},
    rows::Rows,
    skip,
    token::{Kind, Token, name_in},
};
use crate::lab::{Array, Shape};

/// The lines of numbers from here to the text's end, or to where another array begins.
///
/// One number is a scalar and one line a vector, as `numpy.loadtxt` has it; several lines are a matrix.
pub(super) fn table(tokens: &mut Tokens<'_>) -> Result<Array, Refusal> {
    let mut table = Table::default();
    loop {
        let token = tokens[0].clone();
        match token.kind {
            Kind::Number(value) => table.number(&token, value)?,
            Kind::Comma => {
                let is_tight = tokens[1].start == token.end() && matches!(tokens[1].kind, Kind::Number(_));
                table.comma(&token, if is_tight { Comma::Tight } else { Comma::Loose })?;
            }
            Kind::Tab => table.tab(),
            Kind::Semicolon => table.semicolon(&token)?,
            Kind::NewLine => table.line_end(),
            Kind::End => return table.finish(),
            Kind::Comment(text) if table.after == After::Start && name_in(text).is_some() => return table.finish(),
            Kind::Comment(_) => {}
            Kind::Open(_) if table.at_start() => return table.finish(),
            Kind::Word(_) if table.at_start() && begins_array(&tokens[1]) => return table.finish(),
            _ => return Err(token.refuse(Expected::Number)),
        }
        skip(tokens, 1);
    }
}

/// Whether a word is followed as the name of an array is, or as the function that makes one.
fn begins_array(next: &Token<'_>) -> bool {
    matches!(next.kind, Kind::Equals | Kind::Colon | Kind::Open('(' | '['))
}

/// Whether a comma stands between two numbers without a space: 1,5 as well as 1,2,3.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comma {
    Tight,
    Loose,
}

/// What stood last on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum After {
    #[default]
    Start,
    Number,
    Comma,
    Semicolon,
    Tab,
    /// Two tabs with nothing between: an empty cell where a number follows.
    EmptyCell,
}

#[derive(Debug, Default)]
struct Table {
    after: After,
    /// Rows if a line is a row.
    lines: Rows,
    /// Rows if semicolons end rows too.
    pieces: Rows,
    has_semicolons: bool,
    /// Whether several numbers stand between two semicolons: then these end rows, as MATLAB's do.
    has_wide_piece: bool,
    /// The first comma that could be a decimal mark.
    tight_comma: Option<Refusal>,
    /// Whether anything but commas stands between two numbers of a line.
    has_other_separator: bool,
}

impl Table {
    fn at_start(&self) -> bool {
        matches!(self.after, After::Start | After::Semicolon)
    }

    fn number(&mut self, token: &Token<'_>, value: f64) -> Result<(), Refusal> {
        match self.after {
            After::EmptyCell => return Err(token.refuse(Expected::MissingNumber)),
            After::Start => {
                self.lines.begin(token.start);
                self.pieces.begin(token.start);
            }
            After::Semicolon => self.pieces.begin(token.start),
            After::Number | After::Tab | After::Comma => self.has_wide_piece = true,
        }
        self.has_other_separator |= matches!(self.after, After::Number | After::Tab | After::Semicolon);
        self.after = After::Number;
        self.lines.push(value);
        self.pieces.push(value);
        Ok(())
    }

    fn comma(&mut self, token: &Token<'_>, comma: Comma) -> Result<(), Refusal> {
        if self.at_start() || self.after == After::Comma {
            return Err(token.refuse(Expected::MissingNumber));
        }
        if comma == Comma::Tight && self.after == After::Number && self.tight_comma.is_none() {
            self.tight_comma = Some(token.refuse(Expected::DecimalPoint));
        }
        self.after = After::Comma;
        Ok(())
    }

    fn semicolon(&mut self, token: &Token<'_>) -> Result<(), Refusal> {
        if self.at_start() || self.after == After::Comma {
            return Err(token.refuse(Expected::MissingNumber));
        }
        (self.has_semicolons, self.after) = (true, After::Semicolon);
        Ok(())
    }

    /// A tab separates only two numbers: beside other separators it is a space.
    fn tab(&mut self) {
        self.after = match self.after {
            After::Number => After::Tab,
            After::Tab => After::EmptyCell,
            other => other,
        };
    }

    fn line_end(&mut self) {
        self.after = After::Start;
    }

    fn finish(self) -> Result<Array, Refusal> {
        if let Some(refusal) = self.tight_comma.filter(|_| self.has_other_separator) {
            return Err(refusal);
        }
        let rows = if self.has_semicolons && self.has_wide_piece { self.pieces } else { self.lines };
        match (rows.count(), rows.numbers()) {
            (1, 1) => rows.shaped(Shape::Scalar),
            (1, numbers) => rows.shaped(Shape::Vector(numbers)),
            _ => rows.into_matrix(),
        }
    }
}
