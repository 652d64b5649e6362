//! The lab as a document: the texts as they were pasted, and the choices. It is what outlives a visit to the view, and
//! what links and files hold.
//!
//! What is as at the start is left out, so that an untouched lab costs a link nothing.

use std::sync::OnceLock;

use leptos::prelude::{Get, Owner, Set, Update, With, WithUntracked, untrack};
use serde_json::{Map, Value, json};

use super::{DeepLab, DenseLab, Lab, LayerTexts, MOST_CALLS, MOST_LAYERS, NetworkTexts, dense::first_calls};
use crate::{
    Named,
    lab::{
        Convention, Format, MOST_BYTES, MOST_ROWS_OR_COLUMNS,
        deep::Sketch,
        dense::{Call, DenseArray},
    },
    nn::Activation,
};

const ZERO_GRAD: &str = "zero_grad";
const ALL: &str = "all";

/// The document of an untouched lab.
fn start() -> &'static Map<String, Value> {
    static START: OnceLock<Map<String, Value>> = OnceLock::new();
    START.get_or_init(|| untrack(|| Owner::new().with(|| Lab::default().whole())))
}

impl Lab {
    /// Everything that is not as at the start; an empty object where all is. Tracks every text.
    pub fn write(&self) -> Map<String, Value> {
        let (own, other) = (self.whole(), start());
        let changed =
            |(key, value): (&String, &Value)| (other.get(key) != Some(value)).then(|| (key.clone(), value.clone()));
        own.iter().filter_map(changed).collect()
    }

    /// Takes what a document says; what it does not say is as at the start. What is no text, or longer than any text
    /// that is read, is left out. The texts themselves may be anything: the view says what is wrong with them.
    pub fn read(&self, document: &Map<String, Value>) {
        let mut whole = start().clone();
        for (key, value) in document {
            if let Some(own) = whole.get_mut(key) {
                *own = value.clone();
            }
        }
        self.tab.set(named(&whole["tab"]).unwrap_or_default());
        let convention = named(&whole["convention"]).unwrap_or_default();
        self.convention.set(convention);
        self.format.set(named(&whole["format"]).unwrap_or(Format::NumPy));
        self.dense.read(&whole["dense"]);
        self.deep.read(&whole["deep"], convention);
        self.sigmoid.read(&whole["sigmoid"], convention);
    }

    fn whole(&self) -> Map<String, Value> {
        let pairs = [
            ("tab", self.tab.get().name().into()),
            ("convention", self.convention.get().name().into()),
            ("format", self.format.get().name().into()),
            ("dense", self.dense.write()),
            ("deep", self.deep.write()),
            ("sigmoid", self.sigmoid.write()),
        ];
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

impl DenseLab {
    fn write(&self) -> Value {
        let texts = DenseArray::GIVEN.map(|array| (array.name().to_owned(), self.text(array).get().into()));
        let mut document: Map<String, Value> = texts.into_iter().collect();
        document.insert("calls".to_owned(), self.calls.with(|calls| calls.iter().map(write_call).collect()));
        document.insert("batch".to_owned(), self.batch.get().into());
        document.into()
    }

    fn read(&self, document: &Value) {
        for array in DenseArray::GIVEN {
            if let Some(text) = text(&document[array.name()]) {
                self.text(array).set(text);
            }
        }
        let calls = document["calls"].as_array();
        let calls = calls.and_then(|calls| calls.iter().take(MOST_CALLS).map(read_call).collect());
        self.calls.set(calls.unwrap_or_else(first_calls));
        self.batch
            .set(document["batch"].as_u64().map_or(1, |batch| batch.clamp(1, MOST_ROWS_OR_COLUMNS as u64) as usize));
    }
}

fn write_call(call: &Call) -> Value {
    match call {
        Call::ZeroGrad => ZERO_GRAD.into(),
        Call::All => ALL.into(),
        Call::Backward(examples) => json!([examples.start, examples.end]),
    }
}

fn read_call(call: &Value) -> Option<Call> {
    match call {
        Value::String(name) if name == ZERO_GRAD => Some(Call::ZeroGrad),
        Value::String(name) if name == ALL => Some(Call::All),
        _ => {
            let place = |at: usize| Some(call[at].as_u64()?.min(MOST_ROWS_OR_COLUMNS as u64) as usize);
            Some(Call::Backward(place(0)?..place(1)?))
        }
    }
}

impl DeepLab {
    fn write(self) -> Value {
        let NetworkTexts { layers, x, y, loss } = self.texts.get();
        let layers =
            layers.into_iter().map(|layer| json!({"W": layer.w, "b": layer.b, "activation": layer.activation.name()}));
        let Sketch { scale, seed, .. } = self.sketch.get();
        let done = self.done.get();
        let mut document = json!({
            "layers": layers.collect::<Value>(), "x": x, "y": y, "loss": loss.name(), "scale": scale, "seed": seed,
        });
        // All steps are done at the start.
        if done < usize::MAX {
            document["done"] = done.into();
        }
        document
    }

    /// The texts, the choices, and the controls as the texts have it.
    fn read(self, document: &Value, convention: Convention) {
        let Some(layers) = document["layers"].as_array().filter(|layers| !layers.is_empty()) else { return };
        self.texts.update(|texts| {
            let blank = LayerTexts { w: String::new(), b: String::new(), activation: Activation::Relu };
            texts.layers.resize(layers.len().min(MOST_LAYERS), blank);
            for (own, layer) in texts.layers.iter_mut().zip(layers) {
                let LayerTexts { w, b, activation } = own;
                set(w, text(&layer["W"]));
                set(b, text(&layer["b"]));
                set(activation, named(&layer["activation"]));
            }
            set(&mut texts.x, text(&document["x"]));
            set(&mut texts.y, text(&document["y"]));
            set(&mut texts.loss, named(&document["loss"]));
        });
        self.sketch.update(|sketch| {
            if let Some(given) = self.texts.with_untracked(|texts| texts.arrays(convention)) {
                *sketch = Sketch::of(&given);
            }
            set(&mut sketch.scale, document["scale"].as_f64().filter(|scale| *scale > 0.0));
            set(&mut sketch.seed, document["seed"].as_u64());
        });
        self.done.set(document["done"].as_u64().and_then(|done| usize::try_from(done).ok()).unwrap_or(usize::MAX));
    }
}

fn set<T>(own: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *own = value;
    }
}

fn named<T: Named>(value: &Value) -> Option<T> {
    value.as_str().and_then(T::from_name)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|value| value.len() <= MOST_BYTES).map(str::to_owned)
}
