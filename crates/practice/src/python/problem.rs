//! Why a text cannot be read or run, and where.

use std::fmt;

/// What sort of thing is wrong. Diagnoses differ by it; sentences do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The text is no Python, or none of the Python that is read here.
    Unread,
    /// Python or `NumPy` would stop here: a name that is not there, a type that does not fit, a division by zero.
    Stopped,
    /// Two arrays whose shapes do not go together, or an axis or index that an array lacks.
    Shapes,
    /// More steps, numbers or levels than are allowed.
    Limit,
}

/// What was found, what was expected, and what would do instead; without a place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The sort.
    pub sort: Sort,
    /// What stands there or came out there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// What to write; empty where there is no one thing.
    pub instead: String,
}

impl Fault {
    /// A fault of this sort.
    pub fn new(sort: Sort, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { sort, found: found.into(), expected: expected.into(), instead: String::new() }
    }

    /// No Python of ours.
    pub fn unread(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::new(Sort::Unread, found, expected)
    }

    /// Where Python would raise.
    pub fn stopped(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::new(Sort::Stopped, found, expected)
    }

    /// The same with what would do instead.
    #[must_use]
    pub fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }

    /// The fault at the byte `at`.
    pub fn at(self, at: usize) -> Refusal {
        Refusal { at, fault: self }
    }
}

/// A fault and the byte of the text at which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The byte, from 0.
    pub at: usize,
    /// The fault.
    pub fault: Fault,
}

impl Refusal {
    /// Counts line and column, walking the text once.
    pub fn place(self, text: &str) -> Problem {
        Problem { place: Place::of(text, self.at), fault: self.fault }
    }
}

/// A place in a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

impl Place {
    /// The place of the byte `at`; the end for any byte beyond it.
    pub fn of(text: &str, at: usize) -> Self {
        let mut end = at.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        // The three line ends; the carriage return of a pair does not count.
        let ends = |(index, end): (usize, char)| end == '\n' || end == '\r' && !text[index + 1..].starts_with('\n');
        let line = before.char_indices().filter(|&at| ends(at)).count() + 1;
        let start = before.rfind(['\n', '\r']).map_or(0, |index| index + 1);
        Self { line, column: before[start..].chars().count() + 1 }
    }
}

/// A fault at its place: why a text cannot be read or run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// One sentence without its place: "Found `while`, expected …. Instead: …."
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { found, expected, instead, .. } = &self.fault;
        write!(f, "Found {found}; expected {expected}.")?;
        if instead.is_empty() { Ok(()) } else { write!(f, " Instead: {instead}.") }
    }
}
