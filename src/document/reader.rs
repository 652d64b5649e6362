//! Reads JSON key by key, and notes every problem with its path instead of stopping at the first.

use std::{fmt::Display, ops::RangeInclusive};

use serde_json::{Map, Value};

use super::{Expected, Fault, Problem, fields::as_whole};
use crate::Named;

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
    /// The path of `key` in this object, which may itself be a path from here on.
    pub fn path_of(&self, key: &str) -> String {
        let follows = self.path.is_empty() || key.is_empty() || key.starts_with('[');
        format!("{}{}{key}", self.path, if follows { "" } else { "." })
    }

    /// Whether `key` is there.
    pub fn has(&self, key: &str) -> bool {
        self.map.is_some_and(|map| map.contains_key(key))
    }

    /// Whether it is there and has no key.
    pub fn is_empty(&self) -> bool {
        self.map.is_some_and(Map::is_empty)
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

    /// The same for a value that is missing where something was wrong.
    pub fn finish_some<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }

    /// All that was wrong, for who goes on with what could be read.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Whether nothing was wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many problems there are so far.
    pub(super) fn count_problems(&self) -> usize {
        self.problems.len()
    }

    /// Whether something is wrong at just this path.
    pub(super) fn is_refused(&self, path: &str) -> bool {
        self.problems.iter().any(|problem| problem.path == path)
    }

    /// Notes a problem.
    pub fn note(&mut self, path: impl Into<String>, fault: Fault) {
        self.problems.push(problem(path.into(), fault));
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

    /// The same where whoever reads it as a whole says what is wrong with it.
    pub(super) fn inside<'v>(parent: &Object<'v>, key: &str) -> Object<'v> {
        Object { path: parent.path_of(key), map: parent.get(key).and_then(Value::as_object) }
    }

    /// The object that `value` at `path` is.
    pub(super) fn object_at<'v>(&mut self, path: String, value: Option<&'v Value>) -> Object<'v> {
        let map = value.and_then(Value::as_object);
        if let (Some(value), None) = (value, map) {
            self.refuse(path.clone(), value, Expected::Object);
        }
        Object { path, map }
    }

    /// Notes every key but the `known` ones.
    pub fn keys(&mut self, object: &Object<'_>, known: &[&'static str]) {
        self.keys_before(self.problems.len(), object, known);
    }

    /// The same, in front of the problems that came after the first so many.
    pub(super) fn keys_before(&mut self, place: usize, object: &Object<'_>, known: &[&'static str]) {
        let keys = object.map.into_iter().flat_map(Map::keys).filter(|key| !known.contains(&key.as_str()));
        let unknown = keys.map(|key| problem(object.path_of(key), Fault::Unknown { known: known.to_vec() }));
        self.problems.splice(place..place, unknown);
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

    /// What `each` makes of the entries of such an array, told the path of each; none where it is another value, which is
    /// noted.
    pub fn each<T>(
        &mut self,
        path: &str,
        value: &Value,
        lengths: &RangeInclusive<usize>,
        expected: impl FnOnce() -> Expected,
        mut each: impl FnMut(&mut Self, &str, &Value) -> T,
    ) -> Vec<T> {
        let entries = self.entries(path, value, lengths, expected).unwrap_or_default().iter().enumerate();
        entries.map(|(index, entry)| each(self, &format!("{path}[{index}]"), entry)).collect()
    }

    /// The same of the array under `key`, which has to be there.
    pub fn list<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        lengths: &RangeInclusive<usize>,
        expected: impl Fn() -> Expected,
        each: impl FnMut(&mut Self, &str, &Value) -> T,
    ) -> Vec<T> {
        self.require(object, key, expected());
        let value = object.get(key);
        value.map(|value| self.each(&object.path_of(key), value, lengths, expected, each)).unwrap_or_default()
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

/// A problem at a path that is short enough for a message.
fn problem(path: String, fault: Fault) -> Problem {
    Problem::new(shortened(path), fault)
}

/// A text that somebody else has written, short enough for a message.
pub fn shortened(text: String) -> String {
    const LONGEST: usize = 120;
    if text.chars().nth(LONGEST).is_some() { text.chars().take(LONGEST).chain(['…']).collect() } else { text }
}
