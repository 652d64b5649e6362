//! A deep network's texts, layer after layer, and the recipe that draws one.

use std::{ops::Deref, sync::Arc};

use leptos::prelude::{Get, GetUntracked, Memo, RwSignal, Set, With};

use super::{Kind, Pasted, Standing};
use crate::{
    data::{Portable, Purpose},
    lab::{
        Array, Convention,
        deep::{DeepArray, DeepGiven, DeepProblem, Hidden, Loss, MOST_HIDDEN_LAYERS, Recipe},
        parse,
    },
    nn::Activation,
};

/// K hidden layers and the last.
pub const MOST_LAYERS: usize = MOST_HIDDEN_LAYERS + 1;

/// A deep network as pasted, one pointer wide: views capture it in many closures. It lives as long as the page.
#[derive(Clone, Copy)]
pub struct DeepLab(&'static DeepHandles);

impl Deref for DeepLab {
    type Target = DeepHandles;

    fn deref(&self) -> &DeepHandles {
        self.0
    }
}

/// A deep network as pasted, and what it makes.
pub struct DeepHandles {
    /// Every layer that there can be; the first [`Self::count`] are used.
    pub layers: [LayerTexts; MOST_LAYERS],
    /// How many layers there are: K + 1.
    pub count: RwSignal<usize>,
    /// The input's text.
    pub x: RwSignal<String>,
    /// The labels' text.
    pub y: RwSignal<String>,
    /// What is minimized.
    pub loss: RwSignal<Loss>,
    /// What [`DeepLab::draw`] draws.
    pub sketch: RwSignal<Sketch>,
    /// How many steps of both passes are done; beyond the last stands for all.
    pub done: RwSignal<usize>,
    /// The network.
    pub standing: Memo<Arc<Standing<DeepProblem, DeepArray>>>,
}

/// One layer's texts.
#[derive(Clone, Copy)]
pub struct LayerTexts {
    /// Weights.
    pub w: RwSignal<String>,
    /// Biases.
    pub b: RwSignal<String>,
    /// What follows.
    pub activation: RwSignal<Activation>,
}

/// A random network in a few numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sketch {
    /// K, the hidden layers.
    pub hidden: usize,
    /// Units of each hidden layer.
    pub width: usize,
    /// Inputs.
    pub inputs: usize,
    /// Outputs.
    pub outputs: usize,
    /// Examples.
    pub examples: usize,
    /// What follows each hidden layer.
    pub activation: Activation,
    /// What follows the last.
    pub last: Activation,
    /// 1 is He's initialization.
    pub scale: f64,
    /// Of the draw.
    pub seed: u64,
}

impl DeepLab {
    /// Texts that hold `given`.
    pub fn new(given: &DeepGiven, convention: RwSignal<Convention>) -> Self {
        let text = || RwSignal::new(String::new());
        let layers: [LayerTexts; MOST_LAYERS] =
            std::array::from_fn(|_| LayerTexts { w: text(), b: text(), activation: RwSignal::new(Activation::Relu) });
        let (count, x, y, loss) = (RwSignal::new(1), text(), text(), RwSignal::new(given.loss));
        let standing = Memo::new(move |before: Option<&Arc<Standing<DeepProblem, DeepArray>>>| {
            let read = read(&layers[..count.get()], x, y, loss.get(), convention.get());
            Arc::new(standing(read, convention.get(), before.map(|before| &**before)))
        });
        let sketch = RwSignal::new(Sketch::of(given));
        let done = RwSignal::new(usize::MAX);
        let lab = Self(Box::leak(Box::new(DeepHandles { layers, count, x, y, loss, sketch, done, standing })));
        lab.load(given, Convention::Rows);
        lab
    }

    /// Takes another network.
    pub fn load(self, given: &DeepGiven, convention: Convention) {
        self.sketch.set(Sketch::of(given));
        self.fill(given, convention);
    }

    /// Draws what the sketch says.
    pub fn draw(self, sketch: Sketch, convention: Convention) {
        self.sketch.set(sketch);
        let mut draws = Portable::new(sketch.seed, Purpose::Parameters);
        let recipe = sketch.recipe(self.loss.get_untracked());
        self.fill(&recipe.draw(|| draws.normal()), convention);
    }

    fn fill(self, given: &DeepGiven, convention: Convention) {
        self.count.set(given.weights.len().clamp(1, MOST_LAYERS));
        let parts = given.weights.iter().zip(&given.biases).zip(&given.activations);
        for (layer, ((w, b), activation)) in self.layers.iter().zip(parts) {
            layer.w.set(Kind::Matrix.written(w, convention));
            layer.b.set(Kind::Biases.written(b, convention));
            layer.activation.set(*activation);
        }
        self.x.set(Kind::Matrix.written(&given.x, convention));
        self.y.set(Kind::Matrix.written(&given.y, convention));
        self.loss.set(given.loss);
    }

    /// Every text with what it holds, also of layers that are not used.
    pub(super) fn texts(self) -> Vec<(Kind, RwSignal<String>)> {
        let layers = self.layers.iter().flat_map(|layer| [(Kind::Matrix, layer.w), (Kind::Biases, layer.b)]);
        layers.chain([(Kind::Matrix, self.x), (Kind::Matrix, self.y)]).collect()
    }

    /// What does not fit, said of `array`; without one, of the whole.
    pub fn mismatch(self, array: Option<DeepArray>) -> Option<String> {
        self.standing.with(|standing| {
            let own = standing.mismatches.iter().filter(|(at, _)| *at == array);
            let own: Vec<&str> = own.map(|(_, problem)| problem.as_str()).collect();
            (!own.is_empty()).then(|| own.join("; "))
        })
    }
}

impl Sketch {
    /// The sizes of a network, as the controls show them.
    fn of(given: &DeepGiven) -> Self {
        let hidden = given.weights.len().saturating_sub(1);
        let columns = |array: Option<&Array>| array.map_or(1, |array| array.shape().columns());
        let activation = given.activations.first().copied().unwrap_or(Activation::Relu);
        Self {
            hidden,
            width: if hidden == 0 { 6 } else { columns(given.weights.first()) },
            inputs: columns(Some(&given.x)),
            outputs: columns(Some(&given.y)),
            examples: given.x.shape().rows(),
            activation: if hidden == 0 { Activation::Relu } else { activation },
            last: given.activations.last().copied().unwrap_or(Activation::Identity),
            scale: 1.0,
            seed: 1,
        }
    }

    fn recipe(self, loss: Loss) -> Recipe {
        let layer = Hidden { units: self.width, activation: self.activation };
        let Self { hidden, inputs, outputs, examples, last, scale, .. } = self;
        Recipe { inputs, hidden: vec![layer; hidden], outputs, examples, last, loss, scale }
    }
}

/// The texts as arrays, if all are.
fn read(
    layers: &[LayerTexts],
    x: RwSignal<String>,
    y: RwSignal<String>,
    loss: Loss,
    convention: Convention,
) -> Option<DeepGiven> {
    let pasted = |text: RwSignal<String>| -> Pasted { text.with(|text| parse(text)) };
    // Every text is looked at, so that a change of any of them is seen.
    let weights: Vec<Pasted> = layers.iter().map(|layer| pasted(layer.w)).collect();
    let biases: Vec<Pasted> = layers.iter().map(|layer| pasted(layer.b)).collect();
    let activations = layers.iter().map(|layer| layer.activation.get()).collect();
    let (x, y) = (pasted(x), pasted(y));
    let weights: Option<Vec<Array>> = weights.into_iter().map(Result::ok).collect();
    let biases: Option<Vec<Array>> = biases.into_iter().map(Result::ok).collect();
    let given = DeepGiven { weights: weights?, biases: biases?, activations, loss, x: x.ok()?, y: y.ok()? };
    Some(given.read(convention))
}

fn standing(
    given: Option<DeepGiven>,
    convention: Convention,
    before: Option<&Standing<DeepProblem, DeepArray>>,
) -> Standing<DeepProblem, DeepArray> {
    let mut kept = Standing::kept(before);
    let Some(given) = given else { return kept };
    match DeepProblem::new(&given) {
        Err(mismatches) => {
            let said = mismatches.into_iter();
            kept.mismatches =
                said.map(|mismatch| (mismatch.array(), mismatch.in_convention(convention).to_string())).collect();
            kept
        }
        Ok(problem) if problem.first_not_finite().is_some() => Standing { overflows: true, ..kept },
        Ok(problem) => Standing::good(problem),
    }
}
