//! The state document as JSON: what files and the API hold. Reading lists every problem with its path.

mod arrays;
mod run;

use serde_json::Value;

pub use arrays::parameters;
pub use run::MOST_CHANGES;

use super::{
    Document, Expected, Fault, Object, Problem, Reader, VERSION,
    fields::{self, Field, KIND, OWN, Visitor},
};
use crate::{
    Named,
    data::{CUSTOM_POINTS, DataSpec, Kind, Source, generate},
    training::is_sound,
};

/// The kind of points of one's own.
const CUSTOM: &str = "custom";

impl Document {
    /// Reads a document. Missing keys take defaults; anything else that is not as it should be is a problem.
    pub fn parse(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::default();
        let mut document = Self::default();
        let top = reader.top(value);
        reader.keys(&top, &["version", "data", "network", "training", "check", "run"]);
        reader.whole(&top, "version", VERSION..=VERSION, VERSION);
        document.config.data = source(&mut reader, &top);
        fields::document(&mut Reading::new(&mut reader, top.clone()), &mut document);
        start(&mut reader, &top, &mut document);
        if top.has("run") {
            let run = reader.object(&top, "run");
            document.past = Some(run::read(&mut reader, &run, &document.config));
        }
        // Only a document that is right otherwise says which points its parameters meet.
        if reader.is_clean()
            && let Some(start) = &document.config.network.start
            && !is_sound(start, &generate(&document.config.data))
        {
            reader.note("network.parameters", Fault::InfiniteLoss);
        }
        reader.finish(document)
    }

    /// The inverse of [`Self::parse`]. Parameters are written where the configuration has a start of its own.
    pub fn write(&self) -> Value {
        let mut document = self.clone();
        let mut writing = Writing::default();
        document.adopt_width();
        fields::document(&mut writing, &mut document);
        let mut value = writing.value;
        value["version"] = VERSION.into();
        match &document.config.data.source {
            Source::Generated { kind, .. } => value["data"]["kind"] = kind.name().into(),
            Source::Custom(points) => {
                value["data"]["kind"] = CUSTOM.into();
                value["data"]["points"] = points.iter().map(arrays::x_and_label).collect();
            }
        }
        if let Some(start) = &document.config.network.start {
            value["network"]["parameters"] = parameters(start);
        }
        if let Some(past) = &document.past {
            value["run"] = run::write(past);
        }
        value
    }
}

/// The kind of data, and points of one's own; their settings are fields.
fn source(reader: &mut Reader, top: &Object<'_>) -> DataSpec {
    let mut data = DataSpec::default();
    let object = Reader::inside(top, "data");
    let kinds = Kind::ALL.iter().map(|&kind| (kind.name(), Some(kind))).chain([(CUSTOM, None)]);
    let kinds: Vec<_> = kinds.collect();
    if let (Some(chosen), Source::Generated { kind, .. }) =
        (reader.choice(&object, KIND.key, &kinds, Some(Kind::Xor)), &mut data.source)
    {
        *kind = chosen;
        return data;
    }
    DataSpec::own(reader.list(&object, OWN.key, &CUSTOM_POINTS, || Expected::Points(CUSTOM_POINTS), arrays::example))
}

/// The parameters that the run starts from, and the step at which it does.
fn start(reader: &mut Reader, top: &Object<'_>, document: &mut Document) {
    let network = &mut document.config.network;
    let object = Reader::inside(top, "network");
    if object.has("parameters") {
        let groups = reader.object(&object, "parameters");
        // A size that was refused is noted already, and any will do.
        let is_asked = object.get("hidden").and_then(fields::as_whole) == Some(network.hidden as u64);
        let asked = is_asked.then_some(network.hidden);
        let read = arrays::read_parameters(reader, &groups, asked, network.hidden);
        network.hidden = read.hidden();
        network.start = Some(read.into());
    } else if document.config.start_step > 0 {
        reader.note("training.step", Fault::StepWithoutParameters { step: document.config.start_step });
    }
}

/// Fields out of an object and the objects in it.
struct Reading<'r, 'v> {
    reader: &'r mut Reader,
    /// The objects that are open, the topmost first, each with the keys that were asked for and how many problems there
    /// were before it.
    open: Vec<(Object<'v>, Vec<&'static str>, usize)>,
}

impl<'r, 'v> Reading<'r, 'v> {
    fn new(reader: &'r mut Reader, object: Object<'v>) -> Self {
        let before = reader.count_problems();
        Self { reader, open: vec![(object, Vec::new(), before)] }
    }

    /// The object that is open, where `key` is asked for.
    fn ask(&mut self, key: &'static str) -> Object<'v> {
        let (object, keys, _) = self.open.last_mut().expect("every object that is left was entered");
        keys.push(key);
        object.clone()
    }
}

impl Visitor for Reading<'_, '_> {
    fn visit(&mut self, field: Field, _: Value) -> Option<Value> {
        self.ask(field.key).get(field.key).cloned()
    }

    fn refuse(&mut self, field: Field, found: &Value, expected: Expected) {
        if let Some((object, ..)) = self.open.last() {
            self.reader.refuse(object.path_of(field.key), found, expected);
        }
    }

    fn enter(&mut self, key: &'static str) {
        let parent = self.ask(key);
        let before = self.reader.count_problems();
        let object = self.reader.object(&parent, key);
        self.open.push((object, Vec::new(), before));
    }

    fn leave(&mut self) {
        if let Some((object, keys, before)) = self.open.pop() {
            self.reader.keys_before(before, &object, &keys);
        }
    }

    fn array(&mut self, field: Field) {
        self.ask(field.key);
    }
}

/// Fields into an object and objects in it, each of which is made with its first field.
#[derive(Default)]
struct Writing {
    value: Value,
    /// The keys of the objects that are open, the topmost first.
    open: Vec<&'static str>,
}

impl Visitor for Writing {
    fn visit(&mut self, field: Field, now: Value) -> Option<Value> {
        if !now.is_null() {
            let object = self.open.iter().fold(&mut self.value, |object, key| &mut object[key]);
            object[field.key] = now;
        }
        None
    }

    fn refuse(&mut self, _: Field, _: &Value, _: Expected) {}

    fn enter(&mut self, key: &'static str) {
        self.open.push(key);
    }

    fn leave(&mut self) {
        self.open.pop();
    }
}
