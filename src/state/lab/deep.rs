//! A deep network's texts, layer after layer.

use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, Memo, RwSignal, Set, Update, With, WithUntracked};

use super::{Kind, Standing};
use crate::{
    lab::{
        Array, Convention,
        deep::{DeepArray, DeepGiven, DeepMismatch, DeepProblem, Loss, MOST_HIDDEN_LAYERS, Parts, Sketch},
        parse,
    },
    nn::Activation,
};

/// K hidden layers and the last.
pub const MOST_LAYERS: usize = MOST_HIDDEN_LAYERS + 1;

/// A deep network as pasted, and what it makes.
#[derive(Clone, Copy)]
pub struct DeepLab {
    /// The texts, and what goes with them.
    pub texts: RwSignal<NetworkTexts>,
    /// What [`DeepLab::draw`] draws.
    pub sketch: RwSignal<Sketch>,
    /// How many steps of both passes are done; beyond the last stands for all.
    pub done: RwSignal<usize>,
    /// Why the last pasted text makes no whole network, where it holds a part of one.
    pub refused: RwSignal<Option<DeepMismatch>>,
    /// The network.
    pub standing: Memo<Arc<Standing<DeepProblem>>>,
}

/// A deep network's texts.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkTexts {
    /// K hidden layers and the last: 1 to [`MOST_LAYERS`].
    pub layers: Vec<LayerTexts>,
    /// The input's text.
    pub x: String,
    /// The labels' text.
    pub y: String,
    /// What is minimized.
    pub loss: Loss,
}

/// One layer's texts.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerTexts {
    /// Weights.
    pub w: String,
    /// Biases.
    pub b: String,
    /// What follows.
    pub activation: Activation,
}

impl DeepLab {
    /// Texts that hold `given`.
    pub fn new(given: &DeepGiven, convention: RwSignal<Convention>) -> Self {
        let texts = RwSignal::new(NetworkTexts::of(given, Convention::Rows));
        let standing = Memo::new(move |before: Option<&Arc<Standing<DeepProblem>>>| {
            let convention = convention.get();
            let read = texts.with(|texts| texts.arrays(convention));
            Arc::new(standing(read, convention, before.map(|before| &**before)))
        });
        let (sketch, done, refused) =
            (RwSignal::new(Sketch::of(given)), RwSignal::new(usize::MAX), RwSignal::new(None));
        Self { texts, sketch, done, refused, standing }
    }

    /// Takes another network.
    pub fn load(self, given: &DeepGiven, convention: Convention) {
        self.sketch.set(Sketch::of(given));
        self.refused.set(None);
        self.texts.set(NetworkTexts::of(given, convention));
    }

    /// Takes a pasted network. What it does not hold stays where it fits, and is drawn where it does not.
    pub(super) fn take(self, parts: Parts, convention: Convention) {
        let sketch = self.sketch.get_untracked();
        let before =
            self.texts.with_untracked(|texts| texts.arrays(convention).unwrap_or_else(|| sketch.draw(texts.loss)));
        self.load(&parts.complete(convention, &before, &sketch), convention);
    }

    /// Draws what the sketch says.
    pub fn draw(self, sketch: Sketch, convention: Convention) {
        self.sketch.set(sketch);
        self.refused.set(None);
        let drawn = sketch.draw(self.texts.with_untracked(|texts| texts.loss));
        self.texts.set(NetworkTexts::of(&drawn, convention));
    }

    /// Has `activation` follow every hidden layer, with the numbers as they are.
    pub fn activate(self, activation: Activation) {
        self.sketch.update(|sketch| sketch.activation = activation);
        self.texts.update(|texts| {
            let hidden = texts.layers.len() - 1;
            texts.layers[..hidden].iter_mut().for_each(|layer| layer.activation = activation);
        });
    }

    /// The text of a given array.
    pub fn text(self, array: DeepArray) -> Memo<String> {
        Memo::new(move |_| self.texts.with(|texts| texts.text(array).cloned().unwrap_or_default()))
    }

    /// What follows layer `k`.
    pub fn activation(self, k: usize) -> Memo<Activation> {
        Memo::new(move |_| self.texts.with(|texts| texts.layers.get(k).map_or(Activation::Relu, |one| one.activation)))
    }

    /// Takes a text for a given array.
    pub fn paste(self, array: DeepArray, text: String) {
        self.texts.update(|texts| {
            if let Some((_, own)) = texts.each().find(|(own, _)| *own == array) {
                *own = text;
            }
        });
    }
}

impl NetworkTexts {
    fn of(given: &DeepGiven, convention: Convention) -> Self {
        let parts = given.weights.iter().zip(&given.biases).zip(&given.activations).take(MOST_LAYERS);
        let layer = |((w, b), &activation): ((&Array, &Array), &Activation)| LayerTexts {
            w: Kind::Matrix.written(w, convention),
            b: Kind::Biases.written(b, convention),
            activation,
        };
        let [x, y] = [&given.x, &given.y].map(|array| Kind::Matrix.written(array, convention));
        Self { layers: parts.map(layer).collect(), x, y, loss: given.loss }
    }

    /// The text of every given array.
    fn each(&mut self) -> impl Iterator<Item = (DeepArray, &mut String)> {
        let layers = self.layers.iter_mut().enumerate();
        let layers =
            layers.flat_map(|(k, LayerTexts { w, b, .. })| [(DeepArray::Weights(k), w), (DeepArray::Biases(k), b)]);
        layers.chain([(DeepArray::H(0), &mut self.x), (DeepArray::Y, &mut self.y)])
    }

    /// The text of a given array; `None` for what is computed, and for a layer that there is not.
    fn text(&self, array: DeepArray) -> Option<&String> {
        match array {
            DeepArray::H(0) => Some(&self.x),
            DeepArray::Y => Some(&self.y),
            DeepArray::Weights(k) => self.layers.get(k).map(|layer| &layer.w),
            DeepArray::Biases(k) => self.layers.get(k).map(|layer| &layer.b),
            _ => None,
        }
    }

    /// Every text, laid out the other way by `turned` where that can be done.
    pub(super) fn turn(&mut self, turned: impl Fn(Kind, &str) -> Option<String>) {
        for (array, text) in self.each() {
            let kind = if matches!(array, DeepArray::Biases(_)) { Kind::Biases } else { Kind::Matrix };
            if let Some(turned) = turned(kind, text) {
                *text = turned;
            }
        }
    }

    /// The texts as arrays, if all are.
    pub(super) fn arrays(&self, convention: Convention) -> Option<DeepGiven> {
        let arrays = |text: fn(&LayerTexts) -> &String| -> Option<Vec<Array>> {
            self.layers.iter().map(|layer| parse(text(layer)).ok()).collect()
        };
        let given = DeepGiven {
            weights: arrays(|layer| &layer.w)?,
            biases: arrays(|layer| &layer.b)?,
            activations: self.layers.iter().map(|layer| layer.activation).collect(),
            loss: self.loss,
            x: parse(&self.x).ok()?,
            y: parse(&self.y).ok()?,
        };
        Some(given.read(convention))
    }
}

fn standing(
    given: Option<DeepGiven>,
    convention: Convention,
    before: Option<&Standing<DeepProblem>>,
) -> Standing<DeepProblem> {
    let made = given.map(|given| DeepProblem::new(&given)).transpose();
    let said = |own: &DeepMismatch| (own.array(), own.in_convention(convention).to_string());
    let mismatches = made.as_ref().err().into_iter().flatten().map(said).collect();
    Standing::of(before, made.ok().flatten(), mismatches)
}
