//! Seed 001's network in columns: f\[k\] = b\[k\] + W\[k\]·h\[k\], h\[k+1\] = ReLU(f\[k\]), loss Σ(f\[K\] − y)².

use backprop::nn::{Activation, Bug, Dense, Layer, Network, least_squares_derivative};
use nalgebra::{DMatrix, DVector};

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, scene::Numbers};

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

/// Rows become columns.
fn column(matrix: &DMatrix<f64>) -> Tensor {
    Tensor::new(&[matrix.len(), 1], matrix.as_slice().to_vec())
}

fn bias_column(bias: &DVector<f64>) -> Tensor {
    Tensor::new(&[bias.len(), 1], bias.as_slice().to_vec())
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let mut numbers = Numbers::new(values);
    let mut arrays: Vec<Tensor> = slots(sizes).iter().map(|slot| numbers.take(&slot.shape)).collect();
    let (Some(y), Some(input), count) = (arrays.pop(), arrays.pop(), sizes.len().saturating_sub(1)) else {
        return super::scene::nothing(sizes);
    };
    let biases = arrays.split_off(count.min(arrays.len()));
    let weights = arrays;
    let layers = weights.iter().zip(&biases).enumerate().map(|(k, (w, b))| {
        // Rows of [out, in] are the columns of W as [in, out].
        let w = DMatrix::from_column_slice(w.shape[1], w.shape[0], &w.values);
        let activation = if k + 1 == count { Activation::Identity } else { Activation::Relu };
        Layer { dense: Dense { w, b: DVector::from_column_slice(&b.values) }, activation }
    });
    let Ok(network) = Network::new(layers.collect()) else { return super::scene::nothing(sizes) };
    let trace = network.forward(&DMatrix::from_row_slice(1, input.values.len(), &input.values));
    let target = DMatrix::from_row_slice(1, y.values.len(), &y.values);
    let above = least_squares_derivative(&trace.output, &target);
    let backward = network.backward(&trace, &above);
    let (f, h): (Vec<Tensor>, Vec<Tensor>) =
        (trace.f.iter().map(column).collect(), trace.h.iter().map(column).collect());
    let named = |name: &str, k: usize, tensor: Tensor| (format!("{name}[{k}]"), tensor);
    let turned = |w: &DMatrix<f64>| Tensor::matrix(w.ncols(), w.nrows(), |row, column| w[(column, row)]);
    let right: Vec<(String, Tensor)> = (0..count)
        .map(|k| named("all_dl_dweights", k, turned(&backward.dl_dweights[k])))
        .chain((0..count).map(|k| named("all_dl_dbiases", k, bias_column(&backward.dl_dbiases[k]))))
        .collect();
    let mut quantities = Vec::new();
    for k in 0..count {
        quantities.push(named("∂L/∂f", k, column(&backward.dl_df[k])));
        quantities.push(named("∂L/∂h", k, column(&backward.dl_dh[k])));
        quantities.push(named("∂L/∂weights", k, turned(&backward.dl_dweights[k])));
        quantities.push(named("f", k, f[k].clone()));
        quantities.push(named("h", k, h[k].clone()));
        quantities.push(named("weights", k, weights[k].clone()));
        quantities.push(named("biases", k, biases[k].clone()));
    }
    let pass = Pass { weights: &weights, f: &f, h: &h, above: column(&above) };
    Scene {
        sizes: format!(
            "K = {}, widths {}",
            count - 1,
            sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
        ),
        counts: sizes.to_vec(),
        mistakes: pass.mistakes(),
        early: vec![],
        right,
        quantities,
        factors: vec![Factor { name: "K, the number of hidden layers".into(), value: (count - 1) as f64 }],
        label: None,
        active: None,
        examples: 1,
        on_a_kink: f[..count - 1].iter().any(|f| f.values.contains(&0.0)),
        given: vec![
            ("all_weights".to_owned(), Given::Several(weights)),
            ("all_biases".to_owned(), Given::Several(biases)),
            ("all_f".to_owned(), Given::Several(f)),
            ("all_h".to_owned(), Given::Several(h)),
            ("y".to_owned(), Given::One(y)),
            ("K".to_owned(), Given::Whole(count - 1)),
        ],
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
