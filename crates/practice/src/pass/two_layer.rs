//! Seed 003's network, one example: Z = X·Wi + bi, H = ReLU(Z), Ȳ = H·Wo + bo, s = log(1 + exp(−Y·Ȳ)).

use backprop::nn::{Activation, Bug, Dense, Layer, Network, logistic_derivative, logistic_loss, sigmoid};
use nalgebra::{DMatrix, DVector};

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, filled, given, named};

pub(super) fn slots(sizes: &[usize]) -> Vec<Slot> {
    let [d, h] = *sizes else { return vec![] };
    vec![
        Slot::new("X", &[d], Draw::Normal),
        Slot::new("Y", &[], Draw::Label),
        Slot::new("Wi", &[d, h], Draw::Normal),
        Slot::new("bi", &[h], Draw::Normal),
        Slot::new("Wo", &[h], Draw::Normal),
        Slot::new("bo", &[], Draw::Normal),
    ]
}

/// One hidden unit far below its hinge.
pub(super) fn one_dead(sizes: &[usize], values: &mut [f64]) {
    let [d, h] = *sizes else { return };
    values[d + 1 + d * h + 1] = -50.0;
}

/// Every hidden unit far below its hinge.
pub(super) fn all_dead(sizes: &[usize], values: &mut [f64]) {
    let [d, h] = *sizes else { return };
    values[d + 1 + d * h..d + 1 + d * h + h].fill(-50.0);
}

/// The free numbers, and what the forward pass makes of them.
struct Forward {
    x: Tensor,
    y: f64,
    wo: Tensor,
    z: Tensor,
    h: Tensor,
    yo: f64,
}

/// Gradients of s. Shapes: scalar, `[h]`, scalar, `[h]`, `[h]`, `[d, h]`, `[h]`.
struct Gradients {
    yo: f64,
    wo: Tensor,
    bo: f64,
    h: Tensor,
    z: Tensor,
    wi: Tensor,
    bi: Tensor,
}

impl Gradients {
    fn named(self) -> Vec<(String, Tensor)> {
        named([
            ("grad_s_Yo", Tensor::scalar(self.yo)),
            ("grad_s_Wo", self.wo),
            ("grad_s_bo", Tensor::scalar(self.bo)),
            ("grad_s_H", self.h),
            ("grad_s_Z", self.z),
            ("grad_s_Wi", self.wi),
            ("grad_s_bi", self.bi),
        ])
    }
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let slots = slots(sizes);
    let arrays = filled(&slots, values);
    let [x, y, wi, bi, wo, bo] = arrays.as_slice() else { return Scene::default() };
    let (d, h) = (x.values.len(), bi.values.len());
    let hidden = Dense { w: wi.to_matrix(), b: DVector::from_column_slice(&bi.values) };
    let output = Dense { w: DMatrix::from_column_slice(h, 1, &wo.values), b: DVector::from_column_slice(&bo.values) };
    let layers = vec![
        Layer { dense: hidden, activation: Activation::Relu },
        Layer { dense: output, activation: Activation::Identity },
    ];
    let Ok(network) = Network::new(layers) else { return Scene::default() };
    let trace = network.forward(&DMatrix::from_row_slice(1, d, &x.values));
    let (label, yo) = (y.values[0], trace.output[(0, 0)]);
    let slope = logistic_derivative(label, yo);
    let backward = network.backward(&trace, &DMatrix::from_element(1, 1, slope));
    let row = |matrix: &DMatrix<f64>| Tensor::vector(matrix.as_slice());
    let forward = Forward { x: x.clone(), y: label, wo: wo.clone(), z: row(&trace.f[0]), h: row(&trace.h[1]), yo };
    let right = Gradients {
        yo: slope,
        wo: row(&backward.dl_dweights[1]),
        bo: backward.dl_dbiases[1][0],
        h: row(&backward.dl_dh[1]),
        z: row(&backward.dl_df[0]),
        wi: Tensor::from(&backward.dl_dweights[0]),
        bi: Tensor::vector(backward.dl_dbiases[0].as_slice()),
    }
    .named();
    let loss = logistic_loss(label, yo);
    let passed = named([
        ("Z", forward.z.clone()),
        ("H", forward.h.clone()),
        ("Yo", Tensor::scalar(yo)),
        ("s", Tensor::scalar(loss)),
    ]);
    let mut given = given(&slots, &arrays);
    given.extend(passed.into_iter().chain(right.clone()).map(|(name, tensor)| (name, Given::One(tensor))));
    Scene {
        sizes: format!("d = {d}, h = {h}"),
        counts: sizes.to_vec(),
        quantities: quantities(&forward, &right, wi, bi, bo, loss),
        mistakes: mistakes(&forward),
        early: early(&forward),
        factors: Factor::all([
            ("Y, the label", label),
            ("d, the number of inputs", d as f64),
            ("h, the number of hidden units", h as f64),
        ]),
        label: Some(label),
        active: forward.z.values.iter().map(|&z| z > 0.0).collect(),
        examples: 1,
        on_a_kink: forward.z.values.contains(&0.0),
        given,
        right,
    }
}

fn quantities(
    forward: &Forward,
    right: &[(String, Tensor)],
    wi: &Tensor,
    bi: &Tensor,
    bo: &Tensor,
    loss: f64,
) -> Vec<(String, Tensor)> {
    let symbols = ["∂s/∂Ȳ", "∂s/∂Wo", "∂s/∂bo", "∂s/∂H", "∂s/∂Z", "∂s/∂Wi", "∂s/∂bi"];
    let gradients = symbols.iter().zip(right).map(|(symbol, (_, tensor))| (*symbol, tensor.clone()));
    let values = [
        ("X", forward.x.clone()),
        ("Wi", wi.clone()),
        ("bi", bi.clone()),
        ("Wo", forward.wo.clone()),
        ("bo", bo.clone()),
        ("Z", forward.z.clone()),
        ("H", forward.h.clone()),
        ("the mask ReLU′(Z)", forward.z.map(mask)),
        ("Ȳ", Tensor::scalar(forward.yo)),
        ("Y", Tensor::scalar(forward.y)),
        ("σ(Ȳ), the probability of +1", Tensor::scalar(sigmoid(forward.yo))),
        ("σ(−Y·Ȳ)", Tensor::scalar(sigmoid(-forward.y * forward.yo))),
        ("s, the loss", Tensor::scalar(loss)),
    ];
    gradients.chain(values).map(|(symbol, tensor)| (symbol.to_owned(), tensor)).collect()
}

fn mask(z: f64) -> f64 {
    if z > 0.0 { 1.0 } else { 0.0 }
}

/// The right factor.
fn relu(_: f64, z: f64) -> f64 {
    mask(z)
}

/// A backward pass by loops, with a place for a mistake in each step: `through` is the factor of a unit, given the gradient
/// that arrives and Z.
fn backward(forward: &Forward, slope: f64, weights: &Tensor, through: impl Fn(f64, f64) -> f64) -> Gradients {
    let h = weights.map(|wo| slope * wo);
    let z = h.zip(&forward.z, |above, z| above * through(above, z));
    let wi =
        Tensor::matrix(forward.x.values.len(), z.values.len(), |input, unit| forward.x.values[input] * z.values[unit]);
    Gradients { yo: slope, wo: forward.h.map(|h| slope * h), bo: slope, bi: z.clone(), h, z, wi }
}

fn mistakes(forward: &Forward) -> Vec<(Mistake, Vec<(String, Tensor)>)> {
    let Forward { y, yo, wo, .. } = forward;
    let slope = logistic_derivative(*y, *yo);
    let ones = wo.map(|_| 1.0);
    let masked = [
        (Mistake::Lab(Bug::MaskForgotten), backward(forward, slope, wo, |_, _| 1.0)),
        (Mistake::Lab(Bug::MaskInverted), backward(forward, slope, wo, |_, z| 1.0 - mask(z))),
        (Mistake::ValueForMask, backward(forward, slope, wo, |_, z| z.max(0.0))),
        (Mistake::ValueForMask, backward(forward, slope, wo, |_, z| z)),
        (Mistake::MaskOfGradient, backward(forward, slope, wo, |above, _| mask(above))),
        (Mistake::SigmoidForMask, backward(forward, slope, wo, |_, z| sigmoid(z) * sigmoid(-z))),
        (Mistake::SlopeForgotten, backward(forward, 1.0, wo, relu)),
        (Mistake::WeightsForgotten, backward(forward, slope, &ones, relu)),
        (Mistake::ZeroOneLabels, backward(forward, sigmoid(*yo) - y, wo, relu)),
        (Mistake::SquaredError, backward(forward, yo - y, wo, relu)),
        (Mistake::SquaredError, backward(forward, 2.0 * (yo - y), wo, relu)),
        (Mistake::MarginForgotten, backward(forward, -y * sigmoid(*yo), wo, relu)),
        (Mistake::MarginForgotten, backward(forward, y * sigmoid(*yo), wo, relu)),
        (Mistake::MarginNegated, backward(forward, -y * sigmoid(y * yo), wo, relu)),
        (Mistake::MarginNegated, backward(forward, y * sigmoid(y * yo), wo, relu)),
        (Mistake::InnerForgotten, backward(forward, sigmoid(y * yo), wo, relu)),
        (Mistake::LogarithmForgotten, backward(forward, -y * (-y * yo).exp(), wo, relu)),
        (Mistake::LogarithmForgotten, backward(forward, y * (-y * yo).exp(), wo, relu)),
    ];
    masked.map(|(mistake, gradients)| (mistake, gradients.named())).into()
}

/// With Wo − η·∂s/∂Wo in place of Wo: what −η is multiplied by in each gradient that goes through it.
fn early(forward: &Forward) -> Vec<(String, Tensor)> {
    let slope = logistic_derivative(forward.y, forward.yo);
    let step = forward.h.map(|h| slope * h);
    let through = ["grad_s_H", "grad_s_Z", "grad_s_Wi", "grad_s_bi"];
    let named = backward(forward, slope, &step, relu).named();
    named.into_iter().filter(|(name, _)| through.contains(&name.as_str())).collect()
}
