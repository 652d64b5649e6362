//! What is wrong with something that was asked for: where, and why.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::words;
use crate::{Named, data::DataSpec};

/// Something that was asked for cannot be taken: where, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Keys and indices from the top, such as `network.parameters.Wi[0][3]`; empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub fault: Fault,
    /// What counts in its place, where somebody goes on without it.
    pub instead: Option<Instead>,
}

impl Problem {
    /// A problem at a path; what counts instead is not known.
    pub fn new(path: impl Into<String>, fault: Fault) -> Self {
        Self { path: path.into(), fault, instead: None }
    }

    /// The fault in words: what was found, and what was expected.
    pub fn problem(&self) -> String {
        words::problem(&self.fault)
    }

    /// What counts in its place, in words.
    pub fn instead(&self) -> Option<String> {
        self.instead.as_ref().map(words::instead)
    }
}

/// What counts where something of a link could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Instead {
    /// A value, as a link writes it; empty for none.
    Value(String),
    /// These points.
    Data(DataSpec),
    /// The run stands at its start, at this step.
    Start {
        /// The step.
        step: u64,
    },
    /// The run begins where it stands, at this step.
    NoPast {
        /// The step.
        step: u64,
    },
    /// What is there when the page opens.
    Usual,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A key that nothing reads.
    Unknown {
        /// The keys that would be read.
        known: Vec<&'static str>,
    },
    /// A key that has no default is missing.
    Missing {
        /// What should stand there.
        expected: Expected,
    },
    /// The value is of the wrong type, out of range, or not one of a list.
    Found {
        /// The value.
        found: Value,
        /// What should stand there.
        expected: Expected,
    },
    /// A start at a later step than 0 does not say with which parameters.
    StepWithoutParameters {
        /// The step.
        step: u64,
    },
    /// A change along a run comes after the run's end.
    ChangeAfterTheEnd {
        /// The step that the run came to.
        end: u64,
    },
    /// The last change along a run brought other settings into force than those of the state.
    OtherSettings,
    /// A link is longer than any that is read.
    TooLong {
        /// Its length, in bytes.
        bytes: usize,
        /// The longest that is read.
        most: usize,
    },
    /// A link has more keys than are read.
    TooManyKeys {
        /// How many are read.
        most: usize,
    },
    /// A link's value is no text in UTF-8.
    NotText,
    /// A link's key that nothing reads: there are too many to list.
    NoSuchKey,
    /// A link's key stands there twice.
    Twice,
    /// A link is of a newer version than this page knows.
    Newer {
        /// Its version.
        version: u64,
        /// The newest that is read.
        known: u64,
    },
    /// A link's checksum is not that of the rest.
    Changed,
    /// A link that should have a checksum has none.
    NoSum,
    /// The parameters are not those that the run comes to at its step.
    OtherParameters {
        /// The step.
        step: u64,
    },
    /// Making the run again would take too long.
    LongRun,
    /// The parameters overflow: the loss of the training points is not finite.
    InfiniteLoss,
    /// What another room found, in its own words.
    Said(String),
}

/// What should have stood somewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// An object of keys and values.
    Object,
    /// A whole number in a range.
    Whole(RangeInclusive<u64>),
    /// A number in a range.
    Number(RangeInclusive<f64>),
    /// Any number.
    Finite,
    /// True or false.
    Flag,
    /// One of these texts.
    OneOf(Vec<&'static str>),
    /// A text of at most this many characters.
    Text(usize),
    /// An array of at most this many names.
    List(usize),
    /// The names of x1, x2, −1 and +1, each of at most this many characters.
    Names(usize),
    /// −1 or 1.
    Label,
    /// An array of this many numbers.
    Numbers(RangeInclusive<usize>),
    /// Two arrays of this many numbers each.
    TwoRows(usize),
    /// An array of this many points \[x1, x2, label\].
    Points(RangeInclusive<usize>),
    /// An array of at most this many points \[x1, x2\].
    Places(usize),
    /// An array of three: x1, x2, label.
    Point,
    /// An array of two: x1, x2.
    Place,
    /// The name of a parameter of a network of this many hidden units.
    Parameter(usize),
    /// An array of this many changes along a run.
    Changes(RangeInclusive<usize>),
    /// A link's block of all parameters of a network of so many hidden units.
    NumberBlock(RangeInclusive<usize>),
    /// A link's block of this many points.
    PointBlock(RangeInclusive<usize>),
    /// A link's block of the changes along a run.
    ChangeBlock,
    /// A number of steps a second in a range, or "max".
    Speed(RangeInclusive<f64>),
    /// What another room takes, in its own words.
    Said(&'static str),
}

impl Expected {
    /// The names of a closed list.
    pub fn one_of<T: Named>() -> Self {
        Self::OneOf(T::ALL.iter().map(|value| value.name()).collect())
    }

    /// A count in a range.
    pub fn count(range: RangeInclusive<usize>) -> Self {
        Self::Whole(*range.start() as u64..=*range.end() as u64)
    }
}
