//! Seed 001's network in columns: f\[k\] = b\[k\] + W\[k\]·h\[k\], h\[k+1\] = ReLU(f\[k\]), loss Σ(f\[K\] − y)².

use backprop::nn::{Activation, Bug, Dense, Layer, Network, least_squares_derivative};
use nalgebra::{DMatrix, DVector};

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, filled, named};

/// `sizes` are the widths from the input to the output, K + 2 of them.
pub(super) fn slots(sizes: &[usize]) -> Vec<Slot> {
    let pairs = sizes.windows(2);
    let mut slots: Vec<Slot> =
        pairs.clone().map(|pair| Slot::new("all_weights", &[pair[1], pair[0]], Draw::Normal)).collect();
    slots.extend(pairs.map(|pair| Slot::new("all_biases", &[pair[1], 1], Draw::Normal)));
    slots.push(Slot::new("net_input", &[sizes.first().copied().unwrap_or(0), 1], Draw::Normal));
    slots.push(Slot::new("y", &[sizes.last().copied().unwrap_or(0), 1], Draw::Normal));
    slots
}

/// The first layer's units all far below their hinges.
pub(super) fn dead(sizes: &[usize], values: &mut [f64]) {
    let weights: usize = sizes.windows(2).map(|pair| pair[0] * pair[1]).sum();
    values[weights..weights + sizes[1]].fill(-50.0);
}

fn column(values: &[f64]) -> Tensor {
    Tensor::new(&[values.len(), 1], values.to_vec())
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let mut arrays = filled(&slots(sizes), values);
    let (Some(y), Some(input), count) = (arrays.pop(), arrays.pop(), sizes.len().saturating_sub(1)) else {
        return Scene::default();
    };
    let biases = arrays.split_off(count.min(arrays.len()));
    let weights = arrays;
    let layers = weights.iter().zip(&biases).enumerate().map(|(k, (w, b))| {
        // Rows of [out, in] are the columns of W as [in, out].
        let w = DMatrix::from_column_slice(w.shape[1], w.shape[0], &w.values);
        let activation = if k + 1 == count { Activation::Identity } else { Activation::Relu };
        Layer { dense: Dense { w, b: DVector::from_column_slice(&b.values) }, activation }
    });
    let Ok(network) = Network::new(layers.collect()) else { return Scene::default() };
    let trace = network.forward(&DMatrix::from_row_slice(1, input.values.len(), &input.values));
    let target = DMatrix::from_row_slice(1, y.values.len(), &y.values);
    let above = least_squares_derivative(&trace.output, &target);
    let backward = network.backward(&trace, &above);
    // Rows become columns.
    let [f, h] = [&trace.f, &trace.h].map(|all| all.iter().map(|row| column(row.as_slice())).collect::<Vec<_>>());
    let numbered = |name: &str, k: usize, tensor: Tensor| (format!("{name}[{k}]"), tensor);
    let turned = |w: &DMatrix<f64>| Tensor::from(&w.transpose());
    let right: Vec<(String, Tensor)> = (0..count)
        .map(|k| numbered("all_dl_dweights", k, turned(&backward.dl_dweights[k])))
        .chain((0..count).map(|k| numbered("all_dl_dbiases", k, column(backward.dl_dbiases[k].as_slice()))))
        .collect();
    let mut quantities = Vec::new();
    for k in 0..count {
        quantities.push(numbered("∂L/∂f", k, column(backward.dl_df[k].as_slice())));
        quantities.push(numbered("∂L/∂h", k, column(backward.dl_dh[k].as_slice())));
        quantities.push(numbered("∂L/∂weights", k, turned(&backward.dl_dweights[k])));
        quantities.push(numbered("f", k, f[k].clone()));
        quantities.push(numbered("h", k, h[k].clone()));
        quantities.push(numbered("weights", k, weights[k].clone()));
        quantities.push(numbered("biases", k, biases[k].clone()));
    }
    let pass = Pass { weights: &weights, f: &f, h: &h, above: column(above.as_slice()) };
    Scene {
        sizes: format!(
            "K = {}, widths {}",
            count - 1,
            sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
        ),
        counts: sizes.to_vec(),
        mistakes: pass.mistakes(),
        right,
        quantities,
        factors: Factor::all([("K, the number of hidden layers", (count - 1) as f64)]),
        examples: 1,
        on_a_kink: f[..count - 1].iter().any(|f| f.values.contains(&0.0)),
        given: named([
            ("all_weights", Given::Several(weights)),
            ("all_biases", Given::Several(biases)),
            ("all_f", Given::Several(f)),
            ("all_h", Given::Several(h)),
            ("y", Given::One(y)),
            ("K", Given::Whole(count - 1)),
        ]),
        ..Scene::default()
    }
}

/// A backward pass by loops, with a place for a mistake in each step.
struct Pass<'s> {
    weights: &'s [Tensor],
    f: &'s [Tensor],
    h: &'s [Tensor],
    /// ∂L/∂f of the last layer.
    above: Tensor,
}

impl Pass<'_> {
    fn mistakes(&self) -> Vec<(Mistake, Vec<(String, Tensor)>)> {
        let mask = |f: f64| if f > 0.0 { 1.0 } else { 0.0 };
        let relu = |_, f| mask(f);
        let last = &self.f[self.f.len() - 1];
        vec![
            (Mistake::Lab(Bug::MaskForgotten), self.backward(&self.above, |_, _| 1.0)),
            (Mistake::Lab(Bug::MaskInverted), self.backward(&self.above, |_, f: f64| 1.0 - mask(f))),
            (Mistake::ValueForMask, self.backward(&self.above, |_, f: f64| f.max(0.0))),
            (Mistake::ValueForMask, self.backward(&self.above, |_, f: f64| f)),
            (Mistake::MaskOfGradient, self.backward(&self.above, |above, _| mask(above))),
            (Mistake::OutputMasked, self.backward(&self.above.zip(last, |above, f| above * mask(f)), relu)),
        ]
    }

    /// `through` is the factor of a unit, given the gradient that arrives and f.
    fn backward(&self, above: &Tensor, through: impl Fn(f64, f64) -> f64) -> Vec<(String, Tensor)> {
        let mut df = above.clone();
        let mut named = Vec::new();
        for k in (0..self.weights.len()).rev() {
            let (w, h) = (&self.weights[k], &self.h[k]);
            let (rows, columns) = (w.shape[0], w.shape[1]);
            let dw = Tensor::matrix(rows, columns, |row, column| df.values[row] * h.values[column]);
            named.push((format!("all_dl_dweights[{k}]"), dw));
            named.push((format!("all_dl_dbiases[{k}]"), df.clone()));
            if k == 0 {
                break;
            }
            let sum =
                |column: usize| (0..rows).map(|row| w.values[row * columns + column] * df.values[row]).sum::<f64>();
            let passed = |sum: f64, f: f64| sum * through(sum, f);
            let values = (0..columns).map(|column| passed(sum(column), self.f[k - 1].values[column])).collect();
            df = Tensor::new(&[columns, 1], values);
        }
        named
    }
}
