//! What stands in the column of the labels: which of them are the same, and in which order they are.

use std::cmp::Ordering;

use super::{
    Header, Table,
    cell::{Cell, is_minus},
};

/// More labels than this are no classes to choose two from.
const MOST_LABELS: usize = 50;

/// A label as written in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelClass {
    /// As it is written where it first appears.
    pub written: String,
    /// How many rows have it.
    pub count: usize,
}

/// What makes two labels the same: 1, +1 and 1.0 are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Number(f64),
    Word(String),
}

impl Key {
    /// What `written` stands for, if it is a label at all: `cell` is what was read there.
    pub(super) fn of(written: &str, cell: Cell) -> Option<Self> {
        match cell {
            Cell::Missing | Cell::NotANumber | Cell::Infinite => None,
            Cell::Number(value) => Some(Self::Number(value)),
            // Signs without digits are ordered as what they stand for.
            Cell::Word if written == "+" => Some(Self::Number(1.0)),
            Cell::Word if written.chars().all(is_minus) => Some(Self::Number(-1.0)),
            Cell::Word => Some(Self::Word(written.to_owned())),
        }
    }

    /// Numbers by size and before words, words by the alphabet.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.total_cmp(right),
            (Self::Number(_), Self::Word(_)) => Ordering::Less,
            (Self::Word(_), Self::Number(_)) => Ordering::Greater,
            (Self::Word(left), Self::Word(right)) => {
                left.to_lowercase().cmp(&right.to_lowercase()).then(left.cmp(right))
            }
        }
    }
}

impl Table {
    /// The labels in a column, in their order: numbers by size and before words, words by the alphabet. None where there
    /// are too many to choose two from.
    pub fn labels(&self, place: usize, header: Header) -> Vec<LabelClass> {
        let mut found: Vec<(Key, LabelClass)> = Vec::new();
        for row in self.data(header) {
            let written = row.field(place);
            let Some(key) = self.key(written) else { continue };
            match found.iter().position(|(known, _)| *known == key) {
                Some(place) => found[place].1.count += 1,
                None if found.len() == MOST_LABELS => return Vec::new(),
                None => found.push((key, LabelClass { written: written.to_owned(), count: 1 })),
            }
        }
        found.sort_by(|(left, _), (right, _)| left.compare(right));
        found.into_iter().map(|(_, class)| class).collect()
    }

    /// What a label stands for, if it is one.
    pub(super) fn key(&self, written: &str) -> Option<Key> {
        Key::of(written, Cell::read(written, self.mark))
    }
}
