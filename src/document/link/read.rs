//! From a link to a state, and to what could not be read of it.

use std::{ops::RangeInclusive, sync::Arc};

use serde_json::Value;

use super::{
    Asked, EXPLAIN, LAYERS, Link, LinkView, PRACTICE, TRAIN, VERSION,
    block::{self, ReadSettings},
    comparison, old,
    pairs::{EXERCISE, Pairs, Reading},
    write::settings,
};
use crate::{
    data::{CUSTOM_POINTS, DataSpec, SEED, Source, generate},
    document::{
        Document, Expected, Fault, Instead, Looking, Problem, Reader,
        fields::{self, OWN, PARAMETERS},
    },
    nn::Parameters,
    training::{Config, Mark, NetworkSpec, Past, is_sound},
};

/// What a text that stands after `#` opens, and its problems with their keys. What has a problem is as at the start.
pub fn read(text: &str) -> (Link, Vec<Problem>) {
    let mut reader = Reader::default();
    let mut pairs = Pairs::from_link(&mut reader, text);
    let version = version(&mut reader, &mut pairs);
    let is_summed = pairs.take_sum();
    if version >= SUMMED && !is_summed && !reader.is_refused("") {
        reader.note("sum", Fault::NoSum);
    }
    let mut reading = Reading { reader: &mut reader, pairs: &mut pairs };
    let view = view(&mut reading);
    let document = document(&mut reading);
    let looking = looking(&mut reading, &document, version);
    let comparison = comparison::read(&mut reader, &mut pairs);
    pairs.refuse_rest(&mut reader);
    let link = Link { view, looking, comparison, document };
    let mut problems = reader.into_problems();
    for problem in &mut problems {
        problem.instead = instead(&problem.path, &link);
    }
    (link, problems)
}

/// Links have a checksum from this version on.
const SUMMED: u64 = 2;
/// From this version on a link that does not say so is about the training set, and Explain begins at Z.
const TRAIN_FIRST: u64 = 3;

fn version(reader: &mut Reader, pairs: &mut Pairs) -> u64 {
    let Some(said) = pairs.take("v") else { return 0 };
    match said.parse() {
        Ok(version @ 0..=VERSION) => return version,
        Ok(version) => reader.note("v", Fault::Newer { version, known: VERSION }),
        Err(_) => reader.refuse("v", &said.into(), Expected::Whole(0..=VERSION)),
    }
    VERSION
}

fn view(reading: &mut Reading<'_>) -> LinkView {
    let lab = reading.pairs.take("lab");
    match reading.pairs.take("view").as_deref() {
        // It is never written: people name it.
        None | Some(TRAIN) => LinkView::Train,
        Some(EXPLAIN) => LinkView::Explain,
        Some(LAYERS) => LinkView::Layers(match lab.map(|text| (serde_json::from_str(&text), text)) {
            None => serde_json::Map::new(),
            Some((Ok(Value::Object(lab)), _)) => lab,
            Some((_, text)) => {
                reading.reader.refuse("lab", &text.into(), Expected::Object);
                serde_json::Map::new()
            }
        }),
        Some(PRACTICE) => LinkView::Practice(asked(reading.pairs)),
        Some(other) => {
            reading.reader.refuse("view", &other.into(), Expected::OneOf(vec![TRAIN, EXPLAIN, LAYERS, PRACTICE]));
            LinkView::Train
        }
    }
}

/// What is asked in Practice. Whether there is such an exercise, and what of an author's is no exercise, the view says.
fn asked(pairs: &mut Pairs) -> Asked {
    let [exercise, author, done] = [EXERCISE, "author", "done"].map(|key| pairs.take(key).unwrap_or_default());
    let done = done.split('.').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    Asked { exercise, author, done }
}

fn document(reading: &mut Reading<'_>) -> Document {
    let mut document = Document::default();
    let config = &mut document.config;
    config.data = data(reading);
    let is_sized = reading.pairs.has("hidden");
    fields::document(reading, &mut document);
    let config = &mut document.config;
    let is_sized = is_sized && !reading.reader.is_refused("hidden");
    let widths = if is_sized { config.network.hidden..=config.network.hidden } else { NetworkSpec::HIDDEN };
    let has_start = reading.pairs.has(PARAMETERS.link);
    let start = parameters(reading, PARAMETERS.link, &widths);
    config.network.hidden = start.as_ref().map_or(config.network.hidden, |start| start.hidden());
    config.network.start = sound(reading.reader, start, &config.data);
    let has_past = reading.pairs.has("from");
    if (config.start_step > 0 || has_past) && !has_start {
        let hidden = config.network.hidden;
        reading.reader.note(PARAMETERS.link, Fault::Missing { expected: Expected::NumberBlock(hidden..=hidden) });
    }
    let past = past(reading, config);
    if config.network.start.is_some() {
        document.past = past;
    } else if config.start_step > 0 || has_start || past.is_some() {
        begin(config, past);
    }
    document
}

/// Points of one's own, or the kind of generated ones.
fn data(reading: &mut Reading<'_>) -> DataSpec {
    if let Some(points) = block(reading, OWN.link, block::read_points, Expected::PointBlock(CUSTOM_POINTS)) {
        return DataSpec::own(points);
    }
    let mut data = DataSpec::default();
    if let Source::Generated { kind, .. } = &mut data.source {
        fields::kind(reading, kind);
    }
    data
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

fn looking(reading: &mut Reading<'_>, document: &Document, version: u64) -> Looking {
    let mut looking = if (1..TRAIN_FIRST).contains(&version) { Looking::of_old_links() } else { Looking::default() };
    fields::looking(reading, &mut looking, document.config.network.hidden);
    if version < SUMMED && looking.example > 0 {
        // The points that are trained on came first then.
        let places = generate(&document.config.data).places;
        looking.example = places.get(looking.example).copied().unwrap_or(looking.example);
    }
    looking
}

/// How the run came to the start of `config`; `None` where that cannot be read.
fn past(reading: &mut Reading<'_>, config: &Config) -> Option<Past> {
    let [from, seen] = ["from", "fromSeen"].map(|key| reading.pairs.take(key));
    let start_is_there = reading.pairs.has("start");
    let hidden = config.network.hidden;
    let start = parameters(reading, "start", &(hidden..=hidden));
    let written = [("marks", block::settings as ReadSettings), ("changes", old::settings)];
    let written = written.map(|(key, settings)| (key, reading.pairs.take(key), settings));
    let from = from?;
    let whole = |reader: &mut Reader, key: &str, text: String, range: RangeInclusive<u64>| {
        let whole = text.parse().ok().filter(|whole| range.contains(whole));
        if whole.is_none() {
            reader.refuse(key, &text.into(), Expected::Whole(range));
        }
        whole
    };
    let step = whole(reading.reader, "from", from, 0..=config.start_step)?;
    let position = match seen {
        Some(seen) => whole(reading.reader, "fromSeen", seen, SEED)?,
        None => step,
    };
    let mut marks = None;
    for (key, text, settings) in written {
        let Some(text) = text else { continue };
        let bytes = block::from_text(&text);
        let found = bytes.and_then(|bytes| block::changes(&bytes, (step, position), &config.sgd, hidden, settings));
        let is_last = |mark: &Mark| mark.step <= config.start_step && SEED.contains(&mark.position);
        let Some(found) = found.filter(|marks| marks.last().is_some_and(is_last)) else {
            reading.reader.refuse(key, &text.into(), Expected::ChangeBlock);
            return None;
        };
        marks = marks.or(Some(found));
    }
    let marks = marks.unwrap_or_else(|| vec![Mark::start(step, position, config.sgd)]);
    // Another start would be another run.
    if start_is_there && start.is_none() {
        return None;
    }
    let past = Past { step, position, start, marks: Arc::new(marks) };
    if !past.is_short(config) {
        reading.reader.note("from", Fault::LongRun);
        return None;
    }
    Some(past)
}

fn parameters(reading: &mut Reading<'_>, key: &'static str, hidden: &RangeInclusive<usize>) -> Option<Arc<Parameters>> {
    let read = |bytes: &[u8]| block::read_parameters(bytes, hidden).map(Arc::new);
    block(reading, key, read, Expected::NumberBlock(hidden.clone()))
}

/// Parameters from which training can go on.
fn sound(reader: &mut Reader, params: Option<Arc<Parameters>>, data: &DataSpec) -> Option<Arc<Parameters>> {
    let params = params?;
    if is_sound(&params, &generate(data)) {
        return Some(params);
    }
    reader.note(PARAMETERS.link, Fault::InfiniteLoss);
    None
}

fn block<T>(
    reading: &mut Reading<'_>,
    key: &'static str,
    read: impl FnOnce(&[u8]) -> Option<T>,
    expected: Expected,
) -> Option<T> {
    let text = reading.pairs.take(key)?;
    let found = block::from_text(&text).and_then(|bytes| read(&bytes));
    if found.is_none() {
        reading.reader.refuse(key, &text.into(), expected);
    }
    found
}

/// What stands where `key` could not be read.
fn instead(key: &str, link: &Link) -> Option<Instead> {
    let config = &link.document.config;
    match key {
        "own" | "data" => Some(Instead::Data(config.data.clone())),
        "params" | "step" | "seen" => Some(Instead::Start { step: config.start_step }),
        "from" | "fromSeen" | "start" | "marks" | "changes" => Some(Instead::NoPast { step: config.start_step }),
        "view" | "lab" => Some(Instead::Usual),
        key => settings(&link.document).get(key).map(|value| Instead::Value(value.to_owned())),
    }
}
