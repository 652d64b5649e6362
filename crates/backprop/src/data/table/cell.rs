//! One field of a table: a number, no number, or nothing.

use std::borrow::Cow;

use super::Delimiter;

/// What separates whole numbers from their fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// 0.5
    Point,
    /// 0,5
    Comma,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// A number. Infinite where more digits were written than a float64 holds: 1e999.
    Number(f64),
    /// NaN, which stands for a number that is missing, or comes of a division.
    NotANumber,
    /// An infinity, in letters.
    Infinite,
    /// Nothing, or what spreadsheets and R write for it.
    Missing,
    /// Anything else.
    Word,
}

impl Cell {
    /// Reads a field, whose fractions begin with `mark`.
    pub(super) fn read(text: &str, mark: Mark) -> Self {
        const NOTHING: [&str; 5] = ["", "na", "n/a", "#n/a", "null"];
        let text = text.trim();
        if NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) {
            return Self::Missing;
        }
        if text.trim_start_matches(|c| c == '+' || is_minus(c)) == "∞" {
            return Self::Infinite;
        }
        match with_point(&with_hyphen(text), mark).parse::<f64>() {
            Ok(value) if value.is_finite() || text.contains(|c: char| c.is_ascii_digit()) => Self::Number(value),
            Ok(value) if value.is_nan() => Self::NotANumber,
            Ok(_) => Self::Infinite,
            Err(_) => Self::Word,
        }
    }

    /// Whether this was meant for a number.
    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Number(_) | Self::NotANumber | Self::Infinite)
    }
}

/// Which mark the numbers of a table have.
///
/// 1,234 may be a thousand and more, so that commas count as decimal marks only where some number shows that they are,
/// or where semicolons are between the fields because commas are within them; and never beside points. Where commas are
/// between the fields too, a number with one is in quotation marks.
pub(super) fn mark_of<'t>(fields: impl Iterator<Item = &'t str>, delimiter: Delimiter) -> Mark {
    let mut commas = false;
    for field in fields {
        if field.contains('.') && matches!(Cell::read(field, Mark::Point), Cell::Number(_)) {
            return Mark::Point;
        }
        if field.contains(',') && matches!(Cell::read(field, Mark::Comma), Cell::Number(_)) {
            commas |= delimiter == Delimiter::Semicolon || !could_be_thousands(field);
        }
    }
    if commas { Mark::Comma } else { Mark::Point }
}

/// Whether a number with one comma reads as a whole number too: 1,234 but neither 1,5 nor 0,123.
pub fn could_be_thousands(text: &str) -> bool {
    let text = text.trim().trim_start_matches(|c| c == '+' || is_minus(c));
    let Some((whole, tail)) = text.split_once(',') else { return false };
    let groups = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    groups && tail.len() == 3 && tail.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number with the minus that Rust reads.
fn with_hyphen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_minus(c) { '-' } else { c }).collect())
}

/// The number with the decimal mark that Rust reads.
fn with_point(text: &str, mark: Mark) -> Cow<'_, str> {
    if mark == Mark::Comma && !text.contains('.') && text.matches(',').count() == 1 {
        Cow::Owned(text.replace(',', "."))
    } else {
        Cow::Borrowed(text)
    }
}

/// The hyphen, and what editors and word processors put for a minus.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}
