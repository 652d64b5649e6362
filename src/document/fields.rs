//! Every field of a state, once: its names, its range, and where its value stands. Documents, links and the changes along
//! a run all go through here, to be read and to be written.

use std::{fmt::Display, ops::RangeInclusive, str::FromStr, sync::Arc};

use serde_json::Value;

use super::{Document, Expected, Looking, SPEED, Speed};
use crate::{
    Named,
    check::CheckSpec,
    data::{CUSTOM_POINTS, DataSpec, Kind, NOISE, Names, POINTS, SEED, Source, TRAIN_FRACTION},
    training::{Config, NetworkSpec, SgdSpec, StopRule},
};

/// A field's names. Names never change; new ones may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// In its object in a document.
    pub key: &'static str,
    /// In a link.
    pub link: &'static str,
}

/// A field that stands under `key` in documents, and under `link` in links.
const fn field(key: &'static str, link: &'static str) -> Field {
    Field { key, link }
}

/// The kind of generated data; "custom" in documents says that there are points of one's own instead.
pub(super) const KIND: Field = field("kind", "data");
/// Points of one's own.
pub(super) const OWN: Field = field("points", "own");
/// The parameters that the run starts from.
pub(super) const PARAMETERS: Field = field("parameters", "params");

/// Goes over fields. A writer takes each value down; a reader gives those that it has found.
pub(super) trait Visitor {
    /// What was found at `field`, if anything; `now` is the value that counts otherwise. Null stands for none.
    fn visit(&mut self, field: Field, now: Value) -> Option<Value>;

    /// What was found is not what the field takes: `now` counts.
    fn refuse(&mut self, field: Field, found: &Value, expected: Expected);

    /// The fields that follow stand in the object `key` of a document, until [`Self::leave`].
    fn enter(&mut self, _key: &'static str) {}

    /// The end of an object.
    fn leave(&mut self) {}

    /// An array stands at `field`, which each format reads and writes by itself.
    fn array(&mut self, _field: Field) {}
}

impl dyn Visitor + '_ {
    /// A value that is `written`, and that `read` makes of what is found.
    fn value<T>(
        &mut self,
        field: Field,
        value: &mut T,
        written: impl FnOnce(&T) -> Value,
        read: impl FnOnce(&Value) -> Option<T>,
        expected: impl FnOnce() -> Expected,
    ) {
        if let Some(found) = self.visit(field, written(value)) {
            match read(&found) {
                Some(read) => *value = read,
                None => self.refuse(field, &found, expected()),
            }
        }
    }

    fn whole(&mut self, field: Field, value: &mut u64, range: RangeInclusive<u64>) {
        let expected = || Expected::Whole(range.clone());
        self.value(
            field,
            value,
            |value| (*value).into(),
            |found| as_whole(found).filter(|it| range.contains(it)),
            expected,
        );
    }

    /// For counts that are no wider than 32 bits.
    fn count(&mut self, field: Field, value: &mut usize, range: RangeInclusive<usize>) {
        let mut wide = *value as u64;
        self.whole(field, &mut wide, *range.start() as u64..=*range.end() as u64);
        *value = wide as usize;
    }

    fn number(&mut self, field: Field, value: &mut f64, range: RangeInclusive<f64>) {
        let expected = || Expected::Number(range.clone());
        self.value(
            field,
            value,
            |value| (*value).into(),
            |found| found.as_f64().filter(|it| range.contains(it)),
            expected,
        );
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        self.value(field, value, |value| (*value).into(), Value::as_bool, || Expected::Flag);
    }

    fn named<T: Named>(&mut self, field: Field, value: &mut T) {
        let read = |found: &Value| found.as_str().and_then(T::from_name);
        self.value(field, value, |value| value.name().into(), read, Expected::one_of::<T>);
    }

    /// Something with a text of its own.
    fn text<T: Display + FromStr>(&mut self, field: Field, value: &mut T, expected: Expected) {
        let read = |found: &Value| found.as_str()?.parse().ok();
        self.value(field, value, |value| value.to_string().into(), read, || expected);
    }

    fn maybe_named<T: Named>(&mut self, field: Field, value: &mut Option<T>) {
        let read = |found: &Value| or_none(found, |found| found.as_str().and_then(T::from_name));
        self.value(field, value, |value| value.map(T::name).into(), read, Expected::one_of::<T>);
    }

    fn names(&mut self, field: Field, value: &mut Option<Arc<Names>>) {
        let written = |value: &Option<Arc<Names>>| value.as_ref().map(|names| names.all().to_vec()).into();
        self.value(field, value, written, |found| or_none(found, names), || Expected::Names(Names::LENGTH));
    }

    fn maybe_whole(&mut self, field: Field, value: &mut Option<u64>, range: RangeInclusive<u64>) {
        let read = |found: &Value| or_none(found, |found| as_whole(found).filter(|it| range.contains(it)));
        self.value(field, value, |value| (*value).into(), read, || Expected::Whole(range.clone()));
    }

    fn maybe_number(&mut self, field: Field, value: &mut Option<f64>, range: RangeInclusive<f64>) {
        let read = |found: &Value| or_none(found, |found| found.as_f64().filter(|it| range.contains(it)));
        self.value(field, value, |value| (*value).into(), read, || Expected::Number(range.clone()));
    }
}

/// None where it is null, else what `read` makes of it.
#[allow(clippy::option_option, reason = "whether it can be read, and whether it is there")]
fn or_none<T>(found: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Option<Option<T>> {
    if found.is_null() { Some(None) } else { read(found).map(Some) }
}

/// The names of x₁, x₂, −1 and +1: an array in documents, its text in links.
fn names(found: &Value) -> Option<Arc<Names>> {
    let all: [String; 4] = match found {
        Value::String(text) => serde_json::from_str(text).ok()?,
        array => serde_json::from_value(array.clone()).ok()?,
    };
    all.iter().all(|name| name.chars().count() <= Names::LENGTH).then(|| Arc::new(Names::of(all)))
}

/// A whole number of at least 0, also where it is written as 200.0. Above 2⁵³ only what is written as a whole number.
pub(super) fn as_whole(value: &Value) -> Option<u64> {
    let whole = |number: &f64| number.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(number);
    value.as_u64().or_else(|| value.as_f64().filter(whole).map(|number| number as u64))
}

/// The kind of generated data.
pub(super) fn kind(visitor: &mut dyn Visitor, kind: &mut Kind) {
    visitor.named(KIND, kind);
}

/// All fields of a document but its arrays and the kind of its data.
pub(super) fn document(visitor: &mut dyn Visitor, document: &mut Document) {
    let Document { config, check, past: _, stop } = document;
    let Config { data, network, sgd, start_step, start_position } = config;
    self::data(visitor, data);
    self::network(visitor, network);
    visitor.enter("training");
    self::sgd(visitor, sgd);
    visitor.whole(field("step", "step"), start_step, Config::STEP);
    // Whole numbers that a JavaScript number holds.
    visitor.maybe_whole(field("examplesSeen", "seen"), start_position, SEED);
    stop_rule(visitor, stop);
    visitor.leave();
    self::check(visitor, check);
}

fn data(visitor: &mut dyn Visitor, data: &mut DataSpec) {
    visitor.enter("data");
    visitor.array(KIND);
    match &mut data.source {
        Source::Generated { kind: _, points, noise, seed } => {
            visitor.count(field("points", "points"), points, POINTS);
            visitor.number(field("noise", "noise"), noise, NOISE);
            visitor.whole(field("seed", "dataSeed"), seed, SEED);
        }
        Source::Custom(points) => {
            visitor.array(OWN);
            let mut names = points.names().cloned();
            visitor.names(field("names", "names"), &mut names);
            *points = std::mem::take(points).named(names);
        }
    }
    visitor.number(field("trainFraction", "train"), &mut data.train_fraction, TRAIN_FRACTION);
    visitor.leave();
}

fn network(visitor: &mut dyn Visitor, network: &mut NetworkSpec) {
    visitor.enter("network");
    visitor.count(field("hidden", "hidden"), &mut network.hidden, NetworkSpec::HIDDEN);
    visitor.named(field("initialization", "init"), &mut network.initialization);
    visitor.whole(field("seed", "seed"), &mut network.seed, SEED);
    visitor.array(PARAMETERS);
    visitor.leave();
}

/// The settings of SGD: of a run, and of every change along it.
pub(super) fn sgd(visitor: &mut dyn Visitor, sgd: &mut SgdSpec) {
    let SgdSpec { learning_rate, batch_size, shuffle, reduction, l2, bug } = sgd;
    visitor.number(field("learningRate", "lr"), learning_rate, SgdSpec::LEARNING_RATE);
    visitor.count(field("batchSize", "batch"), batch_size, SgdSpec::BATCH_SIZE);
    visitor.flag(field("shuffle", "shuffle"), shuffle);
    visitor.named(field("reduction", "reduction"), reduction);
    visitor.number(field("l2", "l2"), l2, SgdSpec::L2);
    visitor.maybe_named(field("bug", "bug"), bug);
}

fn stop_rule(visitor: &mut dyn Visitor, stop: &mut StopRule) {
    let StopRule { step, epoch, loss, plateau } = stop;
    visitor.enter("stopAt");
    visitor.maybe_whole(field("step", "stopStep"), step, Config::STEP);
    visitor.maybe_whole(field("epoch", "stopEpoch"), epoch, Config::STEP);
    visitor.maybe_number(field("loss", "stopLoss"), loss, StopRule::LOSS);
    visitor.maybe_whole(field("plateau", "stopPlateau"), plateau, StopRule::PLATEAU);
    visitor.leave();
}

fn check(visitor: &mut dyn Visitor, check: &mut CheckSpec) {
    let CheckSpec { delta, scheme, rtol, atol, precision } = check;
    visitor.enter("check");
    visitor.number(field("delta", "delta"), delta, CheckSpec::DELTA);
    visitor.named(field("scheme", "scheme"), scheme);
    visitor.number(field("rtol", "rtol"), rtol, CheckSpec::TOLERANCE);
    visitor.number(field("atol", "atol"), atol, CheckSpec::TOLERANCE);
    visitor.named(field("precision", "precision"), precision);
    visitor.leave();
}

/// What is selected, in a network of `hidden` units. Links alone hold it.
pub(super) fn looking(visitor: &mut dyn Visitor, looking: &mut Looking, hidden: usize) {
    let Looking { example, parameter, scope, step, form, speed, prompt } = looking;
    visitor.count(field("example", "example"), example, 0..=*CUSTOM_POINTS.end());
    visitor.text(field("parameter", "parameter"), parameter, Expected::Parameter(hidden));
    visitor.named(field("scope", "scope"), scope);
    visitor.named(field("explainStep", "explainStep"), step);
    visitor.named(field("form", "form"), form);
    visitor.value(field("speed", "speed"), speed, |speed| speed.write(), Speed::read, || Expected::Speed(SPEED));
    visitor.maybe_named(field("prompt", "prompt"), prompt);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::any::asked;

    #[test]
    fn authors_have_a_type_for_every_field() {
        let types = include_str!("../../public/embed.d.ts").split("export interface ");
        let state = types.filter(|text| text.starts_with("StateDocument")).collect::<String>();
        let own = Config { data: DataSpec::own([]), ..Config::default() };
        for config in [Config::default(), own] {
            for (field, _) in asked(Document { config, ..Document::default() }, document) {
                assert!(state.contains(&format!("{}?:", field.key)), "StateDocument has no {}", field.key);
            }
        }
    }
}
