//! Arrays as compact text, a block each: bytes in base64 for addresses, numbers to the last bit.

use std::ops::RangeInclusive;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::pairs::{Pairs, Reading};
use crate::{
    data::{COORDINATE, CUSTOM_POINTS, Example},
    document::{MOST_CHANGES, Reader, fields},
    nn::{ParameterId, Parameters},
    training::{Mark, SgdSpec},
};

/// An array's first byte: every number has all its 64 bits, least significant byte first.
const WHOLE: u8 = 0;
/// An array's first byte from here on, plus a number of digits: decimal numbers with so many digits after the point.
const DECIMAL: u8 = 1;
/// What people draw and type has few digits.
const MOST_DIGITS: u8 = 6;
/// Whole numbers up to here have an f64 of their own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The text of a block.
fn to_text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a block; `None` where its text is damaged.
pub(super) fn from_text(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// All of a network's numbers.
pub(super) fn write_parameters(parameters: &Parameters) -> String {
    let mut bytes = Vec::new();
    put_numbers(&mut bytes, parameters.as_slice());
    to_text(&bytes)
}

/// The inverse of [`write_parameters`] for a network whose width is in `hidden`.
pub(super) fn read_parameters(bytes: &[u8], hidden: &RangeInclusive<usize>) -> Option<Parameters> {
    let numbers = Bytes(bytes).numbers()?;
    let width = numbers.len().checked_sub(1)? / 4;
    hidden.contains(&width).then(|| Parameters::from_flat(width, numbers))?
}

/// Points: their number, a bit for each label, and the coordinates.
pub(super) fn write_points(points: &[Example]) -> String {
    let mut bytes = Vec::new();
    put_whole(&mut bytes, points.len() as u64);
    for eight in points.chunks(8) {
        let bit = |(place, point): (usize, &Example)| u8::from(point.y > 0.0) << place;
        bytes.push(eight.iter().enumerate().map(bit).sum());
    }
    let coordinates: Vec<f64> = points.iter().flat_map(|point| point.x).collect();
    put_numbers(&mut bytes, &coordinates);
    to_text(&bytes)
}

/// The inverse of [`write_points`].
pub(super) fn read_points(bytes: &[u8]) -> Option<Vec<Example>> {
    let mut bytes = Bytes(bytes);
    let count = usize::try_from(bytes.whole()?).ok().filter(|count| CUSTOM_POINTS.contains(count))?;
    let labels = bytes.take(count.div_ceil(8))?;
    let coordinates = bytes.numbers().filter(|numbers| numbers.len() == 2 * count)?;
    let points = coordinates.chunks_exact(2).enumerate().map(|(place, x)| {
        let plus = labels[place / 8] >> (place % 8) & 1 == 1;
        Example { x: [x[0], x[1]], y: if plus { 1.0 } else { -1.0 } }
    });
    coordinates.iter().all(|coordinate| coordinate.abs() <= COORDINATE).then(|| points.collect())
}

/// The changes along a run that begins at `step` after `position` examples: what differs from change to change.
///
/// Before the first stand the `present` settings, which the last change has brought about.
pub(super) fn write_changes(marks: &[Mark], (step, position): (u64, u64), present: &SgdSpec, hidden: usize) -> String {
    let mut bytes = Vec::new();
    let mut before = (step, position, *present);
    for mark in marks {
        put_whole(&mut bytes, mark.step.saturating_sub(before.0));
        put_whole(&mut bytes, mark.position.saturating_sub(before.1));
        let settings = write_settings(&before.2, &mark.sgd);
        put_whole(&mut bytes, settings.len() as u64);
        bytes.extend(settings.as_bytes());
        put_whole(&mut bytes, mark.edits.len() as u64);
        for (id, value) in &mark.edits {
            put_whole(&mut bytes, id.index(hidden) as u64);
            bytes.extend(value.to_le_bytes());
        }
        before = (mark.step, mark.position, mark.sgd);
    }
    to_text(&bytes)
}

/// Reads the settings that follow those before.
pub(super) type ReadSettings = fn(&mut Bytes<'_>, &SgdSpec) -> Option<SgdSpec>;

/// The inverse of [`write_changes`], with [`settings`] or those of old links: at least one change, each later than the one
/// before.
pub(super) fn changes(
    bytes: &[u8],
    start: (u64, u64),
    present: &SgdSpec,
    hidden: usize,
    settings: ReadSettings,
) -> Option<Vec<Mark>> {
    let mut bytes = Bytes(bytes);
    let mut marks: Vec<Mark> = Vec::new();
    while !bytes.0.is_empty() {
        let (later, more) = (bytes.whole()?, bytes.whole()?);
        let (before, sgd) = marks.last().map_or((start, present), |mark| ((mark.step, mark.position), &mark.sgd));
        if marks.is_empty() != (later == 0) || marks.is_empty() && more > 0 || marks.len() == MOST_CHANGES {
            return None;
        }
        let sgd = settings(&mut bytes, sgd)?;
        let mut mark = Mark::start(before.0.checked_add(later)?, before.1.checked_add(more)?, sgd);
        for _ in 0..bytes.whole()? {
            let index = usize::try_from(bytes.whole()?).ok().filter(|&index| index < Parameters::count(hidden))?;
            mark.set(ParameterId::from_index(index, hidden), bytes.number()?, hidden);
        }
        marks.push(mark);
    }
    (marks.last()?.sgd == *present).then_some(marks)
}

/// What of the settings differs, as a link would have it.
fn write_settings(before: &SgdSpec, now: &SgdSpec) -> String {
    let all = |sgd: &SgdSpec| Pairs::of(|pairs| fields::sgd(pairs, &mut sgd.clone()));
    let mut pairs = Pairs::default();
    pairs.put_changes(all(now), &all(before));
    pairs.into_plain()
}

/// The inverse of [`write_settings`], which stand behind their length.
pub(super) fn settings(bytes: &mut Bytes<'_>, before: &SgdSpec) -> Option<SgdSpec> {
    let length = usize::try_from(bytes.whole()?).ok()?;
    let text = std::str::from_utf8(bytes.take(length)?).ok()?;
    let (mut reader, mut pairs, mut sgd) = (Reader::default(), Pairs::from_plain(text)?, *before);
    fields::sgd(&mut Reading { reader: &mut reader, pairs: &mut pairs }, &mut sgd);
    (reader.is_clean() && pairs.count() == 0).then_some(sgd)
}

fn put_numbers(bytes: &mut Vec<u8>, numbers: &[f64]) {
    if let Some((digits, scaled)) = (0..=MOST_DIGITS).find_map(|digits| Some((digits, decimals(numbers, digits)?))) {
        bytes.push(DECIMAL + digits);
        // The sign goes into the last bit, so that small negative numbers are short too.
        for whole in scaled {
            put_whole(bytes, (whole << 1 ^ whole >> 63) as u64);
        }
    } else {
        bytes.push(WHOLE);
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
}

/// The numbers times a power of ten, where all of them come back from it to the last bit.
fn decimals(numbers: &[f64], digits: u8) -> Option<Vec<i64>> {
    let exact = |&number: &f64| {
        let scaled = (number * power(digits)).round();
        let comes_back = scaled.abs() < EXACT && unscaled(scaled as i64, digits).to_bits() == number.to_bits();
        comes_back.then_some(scaled as i64)
    };
    numbers.iter().map(exact).collect()
}

fn unscaled(whole: i64, digits: u8) -> f64 {
    whole as f64 / power(digits)
}

/// Ten to so many digits, exactly.
fn power(digits: u8) -> f64 {
    10_u64.pow(u32::from(digits)) as f64
}

/// Seven bits a byte, least significant first; the eighth says that more follow.
fn put_whole(bytes: &mut Vec<u8>, mut whole: u64) {
    while whole >= 0x80 {
        bytes.push(whole as u8 | 0x80);
        whole >>= 7;
    }
    bytes.push(whole as u8);
}

/// Bytes that are read from the front. `None` where they end too early or mean nothing.
pub(super) struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    pub(super) fn whole(&mut self) -> Option<u64> {
        let mut whole = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            whole |= bits << shift;
            if byte < 0x80 {
                return Some(whole);
            }
        }
        None
    }

    /// A finite number.
    pub(super) fn number(&mut self) -> Option<f64> {
        let bytes = self.take(size_of::<f64>())?.try_into().ok()?;
        Some(f64::from_le_bytes(bytes)).filter(|number| number.is_finite())
    }

    /// All that is left, as an array of numbers.
    fn numbers(&mut self) -> Option<Vec<f64>> {
        let kind = self.byte()?;
        let mut numbers = Vec::new();
        while !self.0.is_empty() {
            numbers.push(match kind {
                WHOLE => self.number()?,
                kind if kind <= DECIMAL + MOST_DIGITS => {
                    let whole = self.whole()?;
                    unscaled((whole >> 1).cast_signed() ^ -(whole & 1).cast_signed(), kind - DECIMAL)
                }
                _ => return None,
            });
        }
        Some(numbers)
    }
}
