//! The lab as a document, for links and exports: the texts as they were pasted, and the choices.
//!
//! What is as at the start is left out, so that an untouched lab costs a link nothing.

use std::sync::OnceLock;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set};
use serde_json::{Map, Value, json};

use super::{DeepLab, Lab, LabTab, MOST_LAYERS};
use crate::{
    Named,
    lab::{Convention, MOST_BYTES, deep::Loss, dense::DenseArray},
    nn::Activation,
};

const TABS: [(LabTab, &str); 3] = [(LabTab::Dense, "dense"), (LabTab::Deep, "deep"), (LabTab::Sigmoid, "sigmoid")];

/// The document of an untouched lab.
fn start() -> &'static Map<String, Value> {
    static START: OnceLock<Map<String, Value>> = OnceLock::new();
    START.get_or_init(|| Lab::default().whole())
}

impl Lab {
    /// Everything that is not as at the start; an empty object where all is. Tracks every text.
    pub fn write(&self) -> Value {
        let (own, other) = (self.whole(), start());
        let changed =
            |(key, value): (&String, &Value)| (other.get(key) != Some(value)).then(|| (key.clone(), value.clone()));
        own.iter().filter_map(changed).collect::<Map<String, Value>>().into()
    }

    /// Takes what a document says; what it does not say is as at the start. What is no text, or longer than any text
    /// that is read, is left out. The texts themselves may be anything: the view says what is wrong with them.
    pub fn read(&self, document: &Value) {
        let mut whole = start().clone();
        for (key, value) in document.as_object().into_iter().flatten() {
            if let Some(own) = whole.get_mut(key) {
                *own = value.clone();
            }
        }
        let tab = TABS.into_iter().find(|(_, name)| whole["tab"] == *name);
        self.tab.set(tab.map_or(LabTab::Dense, |(tab, _)| tab));
        let convention = whole["convention"].as_str().and_then(Convention::from_name);
        self.convention.set(convention.unwrap_or_default());
        for array in DenseArray::GIVEN {
            set_text(self.dense.text(array), &whole["dense"][array.name()]);
        }
        self.deep.read(&whole["deep"]);
        self.sigmoid.read(&whole["sigmoid"]);
    }

    fn whole(&self) -> Map<String, Value> {
        let tab = TABS.into_iter().find(|(tab, _)| *tab == self.tab.get()).map_or("dense", |(_, name)| name);
        let dense = DenseArray::GIVEN.map(|array| (array.name().to_owned(), self.dense.text(array).get().into()));
        let pairs = [
            ("tab", tab.into()),
            ("convention", self.convention.get().name().into()),
            ("dense", Value::Object(dense.into_iter().collect())),
            ("deep", self.deep.write()),
            ("sigmoid", self.sigmoid.write()),
        ];
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

impl DeepLab {
    fn write(self) -> Value {
        let layers = self.layers[..self.count.get()]
            .iter()
            .map(|layer| json!({"W": layer.w.get(), "b": layer.b.get(), "activation": layer.activation.get().name()}));
        json!({
            "layers": layers.collect::<Value>(),
            "x": self.x.get(), "y": self.y.get(), "loss": self.loss.get().name(),
        })
    }

    fn read(self, document: &Value) {
        let Some(layers) = document["layers"].as_array().filter(|layers| !layers.is_empty()) else { return };
        self.count.set(layers.len().min(MOST_LAYERS));
        for (own, layer) in self.layers.iter().zip(layers) {
            set_text(own.w, &layer["W"]);
            set_text(own.b, &layer["b"]);
            let activation = layer["activation"].as_str().and_then(Activation::from_name);
            own.activation.set(activation.unwrap_or_else(|| own.activation.get_untracked()));
        }
        set_text(self.x, &document["x"]);
        set_text(self.y, &document["y"]);
        if let Some(loss) = document["loss"].as_str().and_then(Loss::from_name) {
            self.loss.set(loss);
        }
    }
}

fn set_text(text: RwSignal<String>, value: &Value) {
    if let Some(value) = value.as_str().filter(|value| value.len() <= MOST_BYTES) {
        text.set(value.to_owned());
    }
}
