//! From a link to a state, and to what could not be read of it.

use std::{ops::RangeInclusive, sync::Arc};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Number, Value};

use super::{EXPLAIN, LAYERS, Link, LinkView, Looking, SCOPES, VERSION, block};
use crate::{
    Named,
    check::CheckSpec,
    data::{CUSTOM_POINTS, DataSpec, Kind, NOISE, POINTS, SEED, Source, TRAIN_FRACTION, generate},
    nn::{Bug, Parameters},
    state::{
        Document, Problem,
        document::TOLERANCE,
        fields::{Expected, Fault, Object, Reader},
    },
    training::{
        BATCH_SIZE, Config, HIDDEN, L2, LEARNING_RATE, Mark, NetworkSpec, PLATEAU, Past, STEP, STOP_LOSS, SgdSpec,
        StopRule, is_sound,
    },
};

/// The longest link that is read, in bytes. Browsers have an end of their own before that.
const LONGEST: usize = 4 << 20;
/// How many keys are read: more than there are.
const MOST_KEYS: usize = 100;

/// Keys whose values are never numbers, whatever they look like.
const TEXTS: [&str; 14] = [
    "view",
    "lab",
    "data",
    "own",
    "init",
    "reduction",
    "bug",
    "scheme",
    "precision",
    "params",
    "start",
    "changes",
    "parameter",
    "scope",
];
/// All other keys.
const OTHERS: [&str; 23] = [
    "v",
    "points",
    "noise",
    "dataSeed",
    "train",
    "hidden",
    "seed",
    "lr",
    "batch",
    "shuffle",
    "l2",
    "delta",
    "rtol",
    "atol",
    "stopStep",
    "stopEpoch",
    "stopLoss",
    "stopPlateau",
    "step",
    "seen",
    "from",
    "fromSeen",
    "example",
];

pub(super) fn link(text: &str) -> (Link, Vec<Problem>) {
    let mut reader = Reader::default();
    let pairs = Value::Object(pairs(&mut reader, text));
    let top = reader.top(&pairs);
    if let Some(version) = top.get("v") {
        match version.as_u64() {
            Some(0..=VERSION) => {}
            Some(version) => reader.note("v", Fault::Newer { version }),
            None => reader.refuse("v", version, Expected::Whole(0..=VERSION)),
        }
    }
    let view = view(&mut reader, &top);
    let document = document(&mut reader, &top);
    let looking = looking(&mut reader, &top, &document);
    (Link { view, looking, document }, reader.into_problems())
}

/// The known keys with their values: numbers where they are such, else texts.
fn pairs(reader: &mut Reader, text: &str) -> Map<String, Value> {
    let mut pairs = Map::new();
    if text.len() > LONGEST {
        reader.note("", Fault::TooLong { bytes: text.len(), most: LONGEST });
        return pairs;
    }
    let mut parts = text.split('&').filter(|part| !part.is_empty());
    for part in parts.by_ref().take(MOST_KEYS) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let Ok(value) = percent_decode_str(value).decode_utf8() else {
            reader.note(shortened(key), Fault::NotText);
            continue;
        };
        let (key, value) = match key {
            // Version 0 named the view like this.
            EXPLAIN => ("view", EXPLAIN.into()),
            LAYERS => {
                pairs.insert("view".to_owned(), LAYERS.into());
                if value.is_empty() {
                    continue;
                }
                ("lab", value)
            }
            key => (key, value),
        };
        if !TEXTS.contains(&key) && !OTHERS.contains(&key) {
            reader.note(shortened(key), Fault::NoSuchKey);
        } else if pairs.contains_key(key) {
            reader.note(key, Fault::Twice);
        } else {
            pairs.insert(key.to_owned(), if TEXTS.contains(&key) { value.into() } else { number_or_text(&value) });
        }
    }
    if parts.next().is_some() {
        reader.note("", Fault::TooManyKeys { most: MOST_KEYS });
    }
    pairs
}

/// The beginning of a key that nobody knows.
fn shortened(key: &str) -> String {
    key.chars().take(40).collect()
}

fn number_or_text(text: &str) -> Value {
    let number = || text.parse().ok().and_then(Number::from_f64);
    text.parse::<u64>().ok().map(Number::from).or_else(number).map_or_else(|| text.into(), Value::Number)
}

fn view(reader: &mut Reader, top: &Object<'_>) -> LinkView {
    let lab = |value: &Value| match serde_json::from_str(value.as_str()?) {
        Ok(Value::Object(lab)) => Some(lab),
        _ => None,
    };
    let lab = reader.read(top, "lab", lab, || Expected::Object).unwrap_or_default();
    match reader.choice(top, "view", &[(EXPLAIN, 1), (LAYERS, 2)], 0) {
        0 => LinkView::Train,
        1 => LinkView::Explain,
        _ => LinkView::Layers(lab),
    }
}

fn document(reader: &mut Reader, top: &Object<'_>) -> Document {
    let data = data_spec(reader, top);
    let sgd = sgd_spec(reader, top);
    let check = check_spec(reader, top);
    let stop = stop_rule(reader, top);
    let default = NetworkSpec::default();
    let written = reader.count(top, "hidden", &HIDDEN, 0);
    let widths = if written == 0 { HIDDEN } else { written..=written };
    let params = parameters(reader, top, "params", &widths);
    let hidden = params.as_ref().map_or(if written == 0 { default.hidden } else { written }, |params| params.hidden());
    let network = NetworkSpec {
        hidden,
        initialization: reader.named(top, "init", default.initialization),
        seed: reader.whole(top, "seed", SEED, default.seed),
        start: sound(reader, top, params, &data),
    };
    let start_step = reader.whole(top, "step", STEP, 0);
    let seen = reader.whole(top, "seen", SEED, 0);
    let start_position = top.has("seen").then_some(seen);
    let mut config = Config { data, network, sgd, start_step, start_position };
    if (start_step > 0 || top.has("from")) && !top.has("params") {
        reader.note("params", Fault::Missing { expected: Expected::NumberBlock(hidden..=hidden) });
    }
    let past = if top.has("from") { past(reader, top, &config) } else { None };
    let past = match (&config.network.start, past) {
        (Some(_), past) => past,
        (None, past) => {
            if start_step > 0 || past.is_some() || top.has("params") {
                begin(&mut config, past);
            }
            None
        }
    };
    Document { config, check, past, stop }
}

/// Without the present parameters the run stands at its beginning.
fn begin(config: &mut Config, past: Option<Past>) {
    (config.start_step, config.start_position) = (0, None);
    // A start that is drawn is at step 0.
    if let Some(past) = past
        && let Some(start) = past.start
    {
        (config.start_step, config.start_position) = (past.step, Some(past.position));
        config.network.start = Some(start);
    }
}

fn data_spec(reader: &mut Reader, top: &Object<'_>) -> DataSpec {
    let own = block(reader, top, "own", block::read_points, Expected::PointBlock(CUSTOM_POINTS));
    let usual = if own.is_some() { 1.0 } else { 0.8 };
    let source = match own {
        Some(points) => Source::Custom(points.into()),
        None => Source::Generated {
            kind: reader.named(top, "data", Kind::Xor),
            points: reader.count(top, "points", &POINTS, 200),
            noise: reader.number(top, "noise", &NOISE, 0.1),
            seed: reader.whole(top, "dataSeed", SEED, 1),
        },
    };
    DataSpec { source, train_fraction: reader.number(top, "train", &TRAIN_FRACTION, usual) }
}

fn sgd_spec(reader: &mut Reader, top: &Object<'_>) -> SgdSpec {
    let default = SgdSpec::default();
    let bugs: Vec<_> = Bug::ALL.iter().map(|&bug| (bug.name(), Some(bug))).collect();
    SgdSpec {
        learning_rate: reader.number(top, "lr", &LEARNING_RATE, default.learning_rate),
        batch_size: reader.count(top, "batch", &BATCH_SIZE, default.batch_size),
        shuffle: reader.whole(top, "shuffle", 0..=1, default.shuffle.into()) == 1,
        reduction: reader.named(top, "reduction", default.reduction),
        l2: reader.number(top, "l2", &L2, default.l2),
        bug: reader.choice(top, "bug", &bugs, None),
    }
}

fn check_spec(reader: &mut Reader, top: &Object<'_>) -> CheckSpec {
    let default = CheckSpec::default();
    CheckSpec {
        delta: reader.number(top, "delta", &CheckSpec::DELTA, default.delta),
        scheme: reader.named(top, "scheme", default.scheme),
        rtol: reader.number(top, "rtol", &TOLERANCE, default.rtol),
        atol: reader.number(top, "atol", &TOLERANCE, default.atol),
        precision: reader.named(top, "precision", default.precision),
    }
}

fn stop_rule(reader: &mut Reader, top: &Object<'_>) -> StopRule {
    let whole = |range: RangeInclusive<u64>| move |value: &Value| value.as_u64().filter(|whole| range.contains(whole));
    let loss = |value: &Value| value.as_f64().filter(|loss| STOP_LOSS.contains(loss));
    StopRule {
        step: reader.read(top, "stopStep", whole(STEP), || Expected::Whole(STEP)),
        epoch: reader.read(top, "stopEpoch", whole(STEP), || Expected::Whole(STEP)),
        loss: reader.read(top, "stopLoss", loss, || Expected::Number(STOP_LOSS)),
        plateau: reader.read(top, "stopPlateau", whole(PLATEAU), || Expected::Whole(PLATEAU)),
    }
}

fn looking(reader: &mut Reader, top: &Object<'_>, document: &Document) -> Looking {
    let (default, hidden) = (Looking::default(), document.config.network.hidden);
    let parameter = |value: &Value| value.as_str()?.parse().ok();
    Looking {
        example: reader.count(top, "example", &(0..=*CUSTOM_POINTS.end()), default.example),
        parameter: reader
            .read(top, "parameter", parameter, || Expected::Parameter(hidden))
            .unwrap_or(default.parameter),
        scope: reader.choice(top, "scope", &SCOPES, default.scope),
    }
}

/// How the run came to the start of `config`; `None` where that cannot be read.
fn past(reader: &mut Reader, top: &Object<'_>, config: &Config) -> Option<Past> {
    let hidden = config.network.hidden;
    let whole = |value: &Value| value.as_u64().filter(|&step| step <= config.start_step);
    let step = reader.read(top, "from", whole, || Expected::Whole(0..=config.start_step))?;
    let position = reader.whole(top, "fromSeen", SEED, step);
    let start = parameters(reader, top, "start", &(hidden..=hidden));
    let read = |bytes: &[u8]| {
        let marks = block::read_changes(bytes, (step, position), &config.sgd, hidden)?;
        marks
            .last()
            .is_some_and(|last| last.step <= config.start_step && SEED.contains(&last.position))
            .then_some(marks)
    };
    let marks = if top.has("changes") {
        block(reader, top, "changes", read, Expected::ChangeBlock)?
    } else {
        vec![Mark::start(step, position, config.sgd)]
    };
    // Another start would be another run.
    if top.has("start") && start.is_none() {
        return None;
    }
    let past = Past { step, position, start, marks: Arc::new(marks) };
    if !past.is_short(config) {
        reader.note("from", Fault::LongRun);
        return None;
    }
    Some(past)
}

fn parameters(
    reader: &mut Reader,
    top: &Object<'_>,
    key: &str,
    hidden: &RangeInclusive<usize>,
) -> Option<Arc<Parameters>> {
    let read = |bytes: &[u8]| block::read_parameters(bytes, hidden).map(Arc::new);
    block(reader, top, key, read, Expected::NumberBlock(hidden.clone()))
}

/// Parameters from which training can go on.
fn sound(
    reader: &mut Reader,
    top: &Object<'_>,
    params: Option<Arc<Parameters>>,
    data: &DataSpec,
) -> Option<Arc<Parameters>> {
    let params = params?;
    if is_sound(&params, &generate(data)) {
        return Some(params);
    }
    reader.note(top.path_of("params"), Fault::InfiniteLoss);
    None
}

fn block<T>(
    reader: &mut Reader,
    top: &Object<'_>,
    key: &str,
    read: impl FnOnce(&[u8]) -> Option<T>,
    expected: Expected,
) -> Option<T> {
    reader.read(top, key, |value| read(&block::from_text(value.as_str()?)?), || expected)
}
