//! Reads JSON key by key, and notes every problem with its path instead of stopping at the first.

use std::{fmt::Display, ops::RangeInclusive};

use serde_json::{Map, Value};

use super::text;
use crate::Named;

/// Something that was asked for cannot be taken: where, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Keys and indices from the top, such as `network.parameters.Wi[0][3]`; empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub fault: Fault,
}

impl Problem {
    /// The fault in words: what was found, and what was expected.
    pub fn problem(&self) -> String {
        text::problem(&self.fault)
    }
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
    },
    /// Making the run again would take too long.
    LongRun,
    /// The parameters overflow: the loss of the training points is not finite.
    InfiniteLoss,
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
}

impl Expected {
    /// The names of a closed list.
    pub fn one_of<T: Named>() -> Self {
        Self::OneOf(T::ALL.iter().map(|value| value.name()).collect())
    }
}

/// Reads values and collects problems.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
}

/// An object that is being read, and where it stands.
#[derive(Clone, Debug)]
pub struct Object<'v> {
    path: String,
    map: Option<&'v Map<String, Value>>,
}

impl Object<'_> {
    /// The path of `key` in this object.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether `key` is there.
    pub fn has(&self, key: &str) -> bool {
        self.map.is_some_and(|map| map.contains_key(key))
    }
}

impl<'v> Object<'v> {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&'v Value> {
        self.map.and_then(|map| map.get(key))
    }

    /// Every key with its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&'v String, &'v Value)> + use<'v> {
        self.map.into_iter().flatten()
    }
}

impl Reader {
    /// Takes `value` where nothing was wrong, or all that was.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }

    /// All that was wrong, for who goes on with what could be read.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Whether nothing was wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Notes a problem.
    pub fn note(&mut self, path: impl Into<String>, fault: Fault) {
        self.problems.push(Problem { path: path.into(), fault });
    }

    /// Notes that `value` is not what was expected.
    pub fn refuse(&mut self, path: impl Into<String>, value: &Value, expected: Expected) {
        self.note(path, Fault::Found { found: value.clone(), expected });
    }

    /// The topmost object. Its keys still have to be checked by [`Self::keys`].
    pub fn top<'v>(&mut self, value: &'v Value) -> Object<'v> {
        self.object_at(String::new(), Some(value))
    }

    /// The object under `key`; one without keys where it is missing.
    pub fn object<'v>(&mut self, parent: &Object<'v>, key: &str) -> Object<'v> {
        self.object_at(parent.path_of(key), parent.get(key))
    }

    /// The object that is entry `index` of the array at `path`.
    pub fn element<'v>(&mut self, path: &str, index: usize, value: &'v Value) -> Object<'v> {
        self.object_at(format!("{path}[{index}]"), Some(value))
    }

    fn object_at<'v>(&mut self, path: String, value: Option<&'v Value>) -> Object<'v> {
        let map = value.and_then(Value::as_object);
        if let (Some(value), None) = (value, map) {
            self.refuse(path.clone(), value, Expected::Object);
        }
        Object { path, map }
    }

    /// Notes every key but the `known` ones.
    pub fn keys(&mut self, object: &Object<'_>, known: &[&'static str]) {
        for key in object.map.into_iter().flat_map(Map::keys).filter(|key| !known.contains(&key.as_str())) {
            self.note(object.path_of(key), Fault::Unknown { known: known.to_vec() });
        }
    }

    /// A whole number in `range`; `default` where it is missing or refused.
    pub fn whole(&mut self, object: &Object<'_>, key: &str, range: RangeInclusive<u64>, default: u64) -> u64 {
        let read = |value: &Value| as_whole(value).filter(|whole| range.contains(whole));
        self.read(object, key, read, || Expected::Whole(range.clone())).unwrap_or(default)
    }

    /// A whole number in `range`, for counts that are no wider than 32 bits; `default` where it is missing or refused.
    pub fn count(&mut self, object: &Object<'_>, key: &str, range: &RangeInclusive<usize>, default: usize) -> usize {
        self.whole(object, key, *range.start() as u64..=*range.end() as u64, default as u64) as usize
    }

    /// A number in `range`; `default` where it is missing or refused.
    pub fn number(&mut self, object: &Object<'_>, key: &str, range: &RangeInclusive<f64>, default: f64) -> f64 {
        let read = |value: &Value| value.as_f64().filter(|number| range.contains(number));
        self.read(object, key, read, || Expected::Number(range.clone())).unwrap_or(default)
    }

    /// True or false; `default` where it is missing or refused.
    pub fn flag(&mut self, object: &Object<'_>, key: &str, default: bool) -> bool {
        self.read(object, key, Value::as_bool, || Expected::Flag).unwrap_or(default)
    }

    /// What one of the texts stands for; `default` where it is missing or refused.
    pub fn choice<T: Copy>(&mut self, object: &Object<'_>, key: &str, choices: &[(&'static str, T)], default: T) -> T {
        let read = |value: &Value| {
            let name = value.as_str()?;
            choices.iter().find(|(known, _)| *known == name).map(|&(_, choice)| choice)
        };
        let expected = || Expected::OneOf(choices.iter().map(|&(name, _)| name).collect());
        self.read(object, key, read, expected).unwrap_or(default)
    }

    /// A value of a closed list by its name; `default` where it is missing or refused.
    pub fn named<T: Named>(&mut self, object: &Object<'_>, key: &str, default: T) -> T {
        let read = |value: &Value| value.as_str().and_then(T::from_name);
        self.read(object, key, read, Expected::one_of::<T>).unwrap_or(default)
    }

    /// Notes where `key`, which has no default, is missing.
    pub fn require(&mut self, object: &Object<'_>, key: &str, expected: Expected) {
        if object.map.is_some() && !object.has(key) {
            self.note(object.path_of(key), Fault::Missing { expected });
        }
    }

    /// What `read` makes of the value under `key`; `None` where it is missing, or refused and noted.
    pub fn read<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: impl FnOnce(&Value) -> Option<T>,
        expected: impl FnOnce() -> Expected,
    ) -> Option<T> {
        let value = object.get(key)?;
        let found = read(value);
        if found.is_none() {
            self.refuse(object.path_of(key), value, expected());
        }
        found
    }

    /// The entries of an array whose length is in `lengths`; `None` where it is another value, which is noted.
    pub fn entries<'v>(
        &mut self,
        path: &str,
        value: &'v Value,
        lengths: &RangeInclusive<usize>,
        expected: impl FnOnce() -> Expected,
    ) -> Option<&'v [Value]> {
        let entries = value.as_array().filter(|entries| lengths.contains(&entries.len()));
        if entries.is_none() {
            self.refuse(path, value, expected());
        }
        entries.map(Vec::as_slice)
    }

    /// A number that `accept`s, or 0 where it is refused and noted.
    pub fn entry(
        &mut self,
        path: impl Display,
        value: &Value,
        accept: impl FnOnce(f64) -> bool,
        expected: impl FnOnce() -> Expected,
    ) -> f64 {
        // JSON has no infinity, but 1e999 becomes one where a parser is lenient.
        if let Some(number) = value.as_f64().filter(|number| number.is_finite() && accept(*number)) {
            return number;
        }
        self.refuse(path.to_string(), value, expected());
        0.0
    }
}

/// A whole number of at least 0, also where it is written as 200.0. Above 2⁵³ only what is written as a whole number.
fn as_whole(value: &Value) -> Option<u64> {
    let whole = |number: &f64| number.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(number);
    value.as_u64().or_else(|| value.as_f64().filter(whole).map(|number| number as u64))
}
