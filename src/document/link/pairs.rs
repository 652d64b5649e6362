//! A link's keys with their values, as texts.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Number, Value};

use super::{EXPLAIN, LAYERS, PRACTICE};
use crate::document::{
    Expected, Fault, Reader,
    fields::{Field, Visitor},
};

/// The longest link that is read, in bytes. Browsers have an end of their own before that.
const LONGEST: usize = 4 << 20;
/// How many keys are read: more than there are.
const MOST_KEYS: usize = 100;
/// What needs no escape in an address, nor where texts are searched for addresses.
const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// What is open in Practice.
pub(super) const EXERCISE: &str = "exercise";
/// The key of the checksum.
const SUM: &str = "sum";

/// Keys with their values, in order. Fields are written into them.
#[derive(Debug, Default)]
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The fields that `visit` goes over.
    pub(super) fn of(visit: impl FnOnce(&mut Self)) -> Self {
        let mut pairs = Self::default();
        visit(&mut pairs);
        pairs
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn put(&mut self, key: &str, value: impl Into<String>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// A value where it is not the `usual` one.
    pub(super) fn put_other(&mut self, key: &str, value: &str, usual: &str) {
        if value != usual {
            self.put(key, value);
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The value of `key`, which is not there any more.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(place).1)
    }

    /// Every value of `now` that is not as `usual`, which are the same fields.
    pub(super) fn put_changes(&mut self, now: Self, usual: &Self) {
        let others = now.0.into_iter().zip(&usual.0).filter(|(now, usual)| now != *usual);
        self.0.extend(others.map(|(now, _)| now));
    }

    /// `key=value` with `&` between, and the checksum of them at the end.
    pub(super) fn into_link(self) -> String {
        let mut text = String::new();
        let mut sum = Sum::default();
        for (key, value) in &self.0 {
            sum.add(format!("{key}={value}").as_bytes());
            text.extend([key, "="]);
            text.extend(utf8_percent_encode(value, &PLAIN));
            text.push('&');
        }
        text + SUM + "=" + &sum.text()
    }

    /// The same without escapes and checksum, for values that are plain.
    pub(super) fn into_plain(self) -> String {
        self.0.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    }

    /// The inverse of [`Self::into_plain`].
    pub(super) fn from_plain(text: &str) -> Option<Self> {
        let pair = |part: &str| part.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
        text.split('&').filter(|part| !part.is_empty()).map(pair).collect::<Option<_>>().map(Self)
    }

    /// The inverse of [`Self::into_link`], and of the links of older pages. A checksum that is there has to fit.
    pub(super) fn from_link(reader: &mut Reader, text: &str) -> Self {
        let mut pairs = Self::default();
        if text.len() > LONGEST {
            reader.note("", Fault::TooLong { bytes: text.len(), most: LONGEST });
            return pairs;
        }
        let (mut sum, mut said) = (Sum::default(), None);
        let mut parts = text.split('&').filter(|part| !part.is_empty());
        for part in parts.by_ref().take(MOST_KEYS) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            if key == SUM && said.is_none() {
                said = Some(value);
                continue;
            }
            sum.add(&percent_decode_str(part).collect::<Vec<u8>>());
            match percent_decode_str(value).decode_utf8() {
                Ok(value) => pairs.add(reader, key, &value),
                Err(_) => reader.note(key, Fault::NotText),
            }
        }
        if parts.next().is_some() {
            reader.note("", Fault::TooManyKeys { most: MOST_KEYS });
        } else if said.is_some_and(|said| said != sum.text()) {
            reader.note(SUM, Fault::Changed);
        }
        if said.is_some() {
            pairs.put(SUM, "");
        }
        pairs
    }

    /// Whether a checksum was there.
    pub(super) fn take_sum(&mut self) -> bool {
        self.take(SUM).is_some()
    }

    fn add(&mut self, reader: &mut Reader, key: &str, value: &str) {
        match key {
            // Version 0 named the view like this.
            EXPLAIN | LAYERS => {
                self.put("view", key);
                if key == LAYERS && !value.is_empty() {
                    self.put("lab", value);
                }
            }
            // The view and what is open in it are one key: `#practice=grad_s_Wi` is a whole link.
            PRACTICE if !self.has("view") => {
                self.put("view", key);
                self.put(EXERCISE, value);
            }
            _ if self.has(key) => reader.note(key, Fault::Twice),
            _ => self.put(key, value),
        }
    }

    /// Notes every key that nothing has asked for.
    pub(super) fn refuse_rest(self, reader: &mut Reader) {
        self.0.into_iter().for_each(|(key, _)| reader.note(key, Fault::NoSuchKey));
    }
}

/// FNV-1a in 32 bits: another byte anywhere gives another sum.
struct Sum(u32);

impl Default for Sum {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Sum {
    /// Takes a part of the link, and its end.
    fn add(&mut self, part: &[u8]) {
        for &byte in part.iter().chain(b"&") {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    fn text(&self) -> String {
        format!("{:08x}", self.0)
    }
}

impl Visitor for Pairs {
    fn visit(&mut self, field: Field, now: Value) -> Option<Value> {
        self.put(field.link, text(&now));
        None
    }

    fn refuse(&mut self, _: Field, _: &Value, _: Expected) {}
}

/// Reads fields out of pairs.
pub(super) struct Reading<'r> {
    pub(super) reader: &'r mut Reader,
    pub(super) pairs: &'r mut Pairs,
}

impl Visitor for Reading<'_> {
    fn visit(&mut self, field: Field, now: Value) -> Option<Value> {
        self.pairs.take(field.link).map(|text| typed(text, &now))
    }

    fn refuse(&mut self, field: Field, found: &Value, expected: Expected) {
        self.reader.refuse(field.link, found, expected);
    }
}

/// A value as text: empty for none.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::String(text) => text.clone(),
        // Unlike `{}`, this writes a very small number as 1e-8; and it is the shortest that gives the same bits again.
        Value::Number(number) if number.is_f64() => {
            let text = format!("{:?}", number.as_f64().unwrap_or_default());
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        }
        other => other.to_string(),
    }
}

/// The inverse of [`text`], for a value of the kind of `like`.
fn typed(text: String, like: &Value) -> Value {
    let number = |text: &str| {
        let whole = text.parse::<u64>().ok().map(Number::from);
        whole.or_else(|| text.parse().ok().and_then(Number::from_f64)).map(Value::Number)
    };
    match (like, text.as_str()) {
        (_, "") => Value::Null,
        (Value::Bool(_), "0") => false.into(),
        (Value::Bool(_), "1") => true.into(),
        (Value::Number(_) | Value::Null, digits) => number(digits).unwrap_or_else(|| text.into()),
        _ => text.into(),
    }
}
