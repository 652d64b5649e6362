//! From JSON to a document, or to the list of its problems.

use std::{ops::RangeInclusive, sync::Arc};

use serde_json::Value;

use super::{Document, VERSION, run};
use crate::{
    Named,
    check::CheckSpec,
    data::{COORDINATE, CUSTOM_POINTS, DataSpec, Example, Kind, NOISE, POINTS, SEED, Source, TRAIN_FRACTION, generate},
    nn::{Bug, Parameters},
    state::{
        Problem,
        fields::{Expected, Fault, Object, Reader},
    },
    training::{
        BATCH_SIZE, Config, HIDDEN, L2, LEARNING_RATE, NetworkSpec, PLATEAU, STEP, STOP_LOSS, SgdSpec, StopRule,
        is_sound,
    },
};

/// rtol and atol.
pub(in crate::state) const TOLERANCE: RangeInclusive<f64> = 0.0..=1.0;

pub(super) fn document(value: &Value) -> Result<Document, Vec<Problem>> {
    let mut reader = Reader::default();
    let top = reader.top(value);
    reader.keys(&top, &["version", "data", "network", "training", "check", "run"]);
    reader.whole(&top, "version", VERSION..=VERSION, VERSION);
    let data = reader.object(&top, "data");
    let data = data_spec(&mut reader, &data);
    let network = reader.object(&top, "network");
    let network = network_spec(&mut reader, &network);
    let training = reader.object(&top, "training");
    let config = config(&mut reader, &training, data, network);
    let stop = reader.object(&training, "stopAt");
    let stop = stop_rule(&mut reader, &stop);
    let check = reader.object(&top, "check");
    let check = check_spec(&mut reader, &check);
    let past = top.has("run").then(|| {
        let run = reader.object(&top, "run");
        run::read(&mut reader, &run, &config)
    });
    // Only a document that is right otherwise says which points its parameters meet.
    if reader.is_clean()
        && let Some(start) = &config.network.start
        && !is_sound(start, &generate(&config.data))
    {
        reader.note("network.parameters", Fault::InfiniteLoss);
    }
    reader.finish(Document { config, check, past, stop })
}

fn config(reader: &mut Reader, object: &Object<'_>, data: DataSpec, network: NetworkSpec) -> Config {
    reader.keys(object, &[&SETTINGS[..], &["step", "examplesSeen", "stopAt"]].concat());
    let sgd = sgd(reader, object);
    let step = reader.whole(object, "step", STEP, 0);
    if step > 0 && network.start.is_none() {
        reader.note(object.path_of("step"), Fault::StepWithoutParameters { step });
    }
    // Whole numbers that a JavaScript number holds.
    let position = reader.whole(object, "examplesSeen", SEED, 0);
    let start_position = object.has("examplesSeen").then_some(position);
    Config { data, network, sgd, start_step: step, start_position }
}

/// The keys of the settings of SGD.
pub(super) const SETTINGS: [&str; 6] = ["learningRate", "batchSize", "shuffle", "reduction", "l2", "bug"];

/// The settings of SGD under [`SETTINGS`], beside other keys.
pub(super) fn sgd(reader: &mut Reader, object: &Object<'_>) -> SgdSpec {
    let default = SgdSpec::default();
    SgdSpec {
        learning_rate: reader.number(object, "learningRate", &LEARNING_RATE, default.learning_rate),
        batch_size: reader.count(object, "batchSize", &BATCH_SIZE, default.batch_size),
        shuffle: reader.flag(object, "shuffle", default.shuffle),
        reduction: reader.named(object, "reduction", default.reduction),
        l2: reader.number(object, "l2", &L2, default.l2),
        bug: bug(reader, object),
    }
}

fn stop_rule(reader: &mut Reader, object: &Object<'_>) -> StopRule {
    reader.keys(object, &["step", "epoch", "loss", "plateau"]);
    let mut whole = |key, range: RangeInclusive<u64>| {
        let value = reader.whole(object, key, range.clone(), *range.start());
        object.has(key).then_some(value)
    };
    let (step, epoch, plateau) = (whole("step", STEP), whole("epoch", STEP), whole("plateau", PLATEAU));
    let loss = reader.number(object, "loss", &STOP_LOSS, 0.0);
    StopRule { step, epoch, loss: object.has("loss").then_some(loss), plateau }
}

/// A bug by its name; none where it is missing or null.
fn bug(reader: &mut Reader, object: &Object<'_>) -> Option<Bug> {
    let read =
        |value: &Value| if value.is_null() { Some(None) } else { value.as_str().and_then(Bug::from_name).map(Some) };
    let expected = || Expected::one_of::<Bug>();
    reader.read(object, "bug", read, expected).flatten()
}

fn check_spec(reader: &mut Reader, object: &Object<'_>) -> CheckSpec {
    reader.keys(object, &["delta", "scheme", "rtol", "atol", "precision"]);
    let default = CheckSpec::default();
    CheckSpec {
        delta: reader.number(object, "delta", &CheckSpec::DELTA, default.delta),
        scheme: reader.named(object, "scheme", default.scheme),
        rtol: reader.number(object, "rtol", &TOLERANCE, default.rtol),
        atol: reader.number(object, "atol", &TOLERANCE, default.atol),
        precision: reader.named(object, "precision", default.precision),
    }
}

fn data_spec(reader: &mut Reader, object: &Object<'_>) -> DataSpec {
    let kinds = Kind::ALL.iter().map(|&kind| (kind.name(), Some(kind)));
    let kinds: Vec<_> = kinds.chain([("custom", None)]).collect();
    match reader.choice(object, "kind", &kinds, Some(Kind::Xor)) {
        Some(kind) => generated(reader, object, kind),
        None => custom(reader, object),
    }
}

fn generated(reader: &mut Reader, object: &Object<'_>, kind: Kind) -> DataSpec {
    reader.keys(object, &["kind", "points", "noise", "seed", "trainFraction"]);
    let source = Source::Generated {
        kind,
        points: reader.count(object, "points", &POINTS, 200),
        noise: reader.number(object, "noise", &NOISE, 0.1),
        seed: reader.whole(object, "seed", SEED, 1),
    };
    DataSpec { source, train_fraction: reader.number(object, "trainFraction", &TRAIN_FRACTION, 0.8) }
}

/// Points of people's own are all trained on unless the document says otherwise.
fn custom(reader: &mut Reader, object: &Object<'_>) -> DataSpec {
    reader.keys(object, &["kind", "points", "trainFraction"]);
    reader.require(object, "points", Expected::Points(CUSTOM_POINTS));
    let path = object.path_of("points");
    let points = object
        .get("points")
        .and_then(|value| reader.entries(&path, value, &CUSTOM_POINTS, || Expected::Points(CUSTOM_POINTS)));
    let points = points.unwrap_or_default().iter().enumerate();
    let examples = points.map(|(index, point)| example(reader, &format!("{path}[{index}]"), point)).collect();
    let train_fraction = reader.number(object, "trainFraction", &TRAIN_FRACTION, 1.0);
    DataSpec { source: Source::Custom(examples), train_fraction }
}

/// A point \[x1, x2, label\].
fn example(reader: &mut Reader, path: &str, value: &Value) -> Example {
    let Some([x1, x2, label]) = reader.entries(path, value, &(3..=3), || Expected::Point) else {
        return Example { x: [0.0; 2], y: 1.0 };
    };
    let mut coordinate = |index: usize, value: &Value| {
        let inside = |number: f64| number.abs() <= COORDINATE;
        reader.entry(format_args!("{path}[{index}]"), value, inside, || Expected::Number(-COORDINATE..=COORDINATE))
    };
    let x = [coordinate(0, x1), coordinate(1, x2)];
    let y = reader.entry(format_args!("{path}[2]"), label, |number| [-1.0, 1.0].contains(&number), || Expected::Label);
    Example { x, y }
}

fn network_spec(reader: &mut Reader, object: &Object<'_>) -> NetworkSpec {
    reader.keys(object, &["hidden", "initialization", "seed", "parameters"]);
    let default = NetworkSpec::default();
    let groups = reader.object(object, "parameters");
    let written = reader.count(object, "hidden", &HIDDEN, 0);
    let hidden = if object.has("hidden") { written } else { width(&groups).unwrap_or(default.hidden) };
    NetworkSpec {
        hidden,
        initialization: reader.named(object, "initialization", default.initialization),
        seed: reader.whole(object, "seed", SEED, default.seed),
        start: object.has("parameters").then(|| Arc::new(parameters(reader, &groups, hidden))),
    }
}

/// The size that the parameters themselves have, where the document does not say it.
fn width(groups: &Object<'_>) -> Option<usize> {
    let rows = [groups.get("Wi").and_then(|rows| rows.get(0)), groups.get("bi"), groups.get("Wo")];
    let mut lengths = rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len);
    lengths.find(|length| HIDDEN.contains(length))
}

/// All of Wi `[2, hidden]`, bi, Wo `[hidden]` and bo. Where `hidden` itself was refused, it is 0 and any size will do.
pub(super) fn parameters(reader: &mut Reader, groups: &Object<'_>, hidden: usize) -> Parameters {
    reader.keys(groups, &["Wi", "bi", "Wo", "bo"]);
    let lengths = if hidden == 0 { HIDDEN } else { hidden..=hidden };
    let mut flat = Vec::with_capacity(Parameters::count(hidden));
    reader.require(groups, "Wi", Expected::TwoRows(hidden.max(1)));
    if let Some(value) = groups.get("Wi") {
        let path = groups.path_of("Wi");
        let rows = reader.entries(&path, value, &(2..=2), || Expected::TwoRows(hidden.max(1)));
        for (index, row) in rows.unwrap_or_default().iter().enumerate() {
            numbers(reader, &format!("{path}[{index}]"), row, &lengths, &mut flat);
        }
    }
    for key in ["bi", "Wo"] {
        reader.require(groups, key, Expected::Numbers(lengths.clone()));
        if let Some(value) = groups.get(key) {
            numbers(reader, &groups.path_of(key), value, &lengths, &mut flat);
        }
    }
    reader.require(groups, "bo", Expected::Finite);
    if let Some(value) = groups.get("bo") {
        flat.push(reader.entry(groups.path_of("bo"), value, |_| true, || Expected::Finite));
    }
    // Another length means that a problem was noted, and the document is refused.
    Parameters::from_flat(hidden, flat).unwrap_or_else(|| Parameters::zeros(hidden))
}

fn numbers(reader: &mut Reader, path: &str, value: &Value, lengths: &RangeInclusive<usize>, flat: &mut Vec<f64>) {
    let entries = reader.entries(path, value, lengths, || Expected::Numbers(lengths.clone())).unwrap_or_default();
    for (index, entry) in entries.iter().enumerate() {
        flat.push(reader.entry(format_args!("{path}[{index}]"), entry, |_| true, || Expected::Finite));
    }
}
