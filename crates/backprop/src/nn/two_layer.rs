//! The 2-h-1 `ReLU` network with logistic loss over flat parameters: forward, loss and gradients.
//!
//! Nothing here allocates for an example; [`super::Network`] is the same mathematics on matrices.

use nalgebra::{RealField, convert};

use super::{
    Parameters, Reduction,
    activation::relu,
    loss::{logistic_derivative, logistic_loss, softplus_in},
    units::{BLOCK, Units, UnitsMut},
};
use crate::data::Example;

/// Ȳ of one point, the log-odds of +1.
pub fn output(parameters: &Parameters, x: [f64; 2]) -> f64 {
    let units = units(parameters);
    let hidden: f64 = units.each().map(|([w0, w1, b], wo)| wo * relu(w0 * x[0] + w1 * x[1] + b)).sum();
    hidden + units.bo
}

/// Fills `z` with Z = x·Wi + bi of one point. Shape `[h]`; panics on another length.
pub fn hidden(parameters: &Parameters, x: [f64; 2], z: &mut [f64]) {
    assert_eq!(z.len(), parameters.hidden(), "one number for each hidden unit");
    for (z, ([w0, w1, b], _)) in z.iter_mut().zip(units(parameters).each()) {
        *z = w0 * x[0] + w1 * x[1] + b;
    }
}

/// Fills `h` with H = ReLU(x·Wi + bi) of one point and gives Ȳ, both to the bit as [`gradient`] takes them.
///
/// Shape of `h` `[h]`; panics on another length.
pub fn forward(parameters: &Parameters, x: [f64; 2], h: &mut [f64]) -> f64 {
    assert_eq!(h.len(), parameters.hidden(), "one number for each hidden unit");
    units(parameters).forward(x, h)
}

/// Fills `outputs` with Ȳ at the points (`x1[i]`, `x2[i]`), as many as the shortest of the three slices holds.
///
/// Several points run side by side, which is faster than [`output`] for each: 9 ns against 12 in WebAssembly at h = 8.
pub fn outputs(parameters: &Parameters, x1: &[f64], x2: &[f64], outputs: &mut [f64]) {
    let units = units(parameters);
    let n = x1.len().min(x2.len()).min(outputs.len());
    let (x1, x2, outputs) = (&x1[..n], &x2[..n], &mut outputs[..n]);
    for ((x1, x2), outputs) in x1.chunks(BLOCK).zip(x2.chunks(BLOCK)).zip(outputs.chunks_mut(BLOCK)) {
        let block = units.outputs([&padded(x1), &padded(x2)]);
        for (output, value) in outputs.iter_mut().zip(block) {
            *output = value;
        }
    }
}

/// The loss of `examples`, at least 0; NaN for the mean of none.
pub fn loss(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> f64 {
    loss_in(parameters.hidden(), parameters.as_slice(), examples, reduction)
}

/// [`loss`] computed in the precision of `S` from the forward pass to the sum, for the flat layout of `hidden` units.
pub(crate) fn loss_in<S: RealField + Copy>(
    hidden: usize,
    values: &[S],
    examples: &[Example],
    reduction: Reduction,
) -> S {
    let units = Units::new(hidden, values);
    let mut total = S::zero();
    for block in examples.chunks(BLOCK) {
        let column = |pick: fn(&Example) -> f64| {
            let mut column = [S::zero(); BLOCK];
            for (entry, example) in column.iter_mut().zip(block) {
                *entry = convert(pick(example));
            }
            column
        };
        let outputs = units.outputs([&column(|example| example.x[0]), &column(|example| example.x[1])]);
        for (&y, ybar) in column(|example| example.y).iter().zip(outputs).take(block.len()) {
            total += softplus_in(-y * ybar);
        }
    }
    total * convert(reduction.scale(examples.len()))
}

/// The loss of `examples` and, by backpropagation, its gradient with respect to every parameter.
///
/// The gradient has the parameters' shapes. No examples have gradient 0, and NaN as their mean loss.
pub fn gradient(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> (f64, Parameters) {
    let scale = reduction.scale(examples.len());
    let units = units(parameters);
    let mut gradient = Parameters::zeros(parameters.hidden());
    let mut sums = UnitsMut::new(parameters.hidden(), gradient.as_mut_slice());
    let mut h = vec![0.0; parameters.hidden()];
    let mut loss = 0.0;
    for &Example { x, y } in examples {
        let ybar = units.forward(x, &mut h);
        sums.add_backward(units.wo, &h, x, scale * logistic_derivative(y, ybar));
        loss += logistic_loss(y, ybar);
    }
    (scale * loss, gradient)
}

/// The gradient of the loss with respect to each example's input, by backpropagation. Shape `[n, 2]`.
///
/// ∂L/∂X = ∂L/∂Z·Wiᵀ; under the mean each row carries its 1/n.
pub fn gradient_input(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Vec<[f64; 2]> {
    let scale = reduction.scale(examples.len());
    examples.iter().map(|example| gradient_of_point(parameters, *example, scale)).collect()
}

fn gradient_of_point(parameters: &Parameters, Example { x, y }: Example, scale: f64) -> [f64; 2] {
    let slope = scale * logistic_derivative(y, output(parameters, x));
    units(parameters).each().fold([0.0, 0.0], |[g0, g1], ([w0, w1, b], wo)| {
        let dz = if w0 * x[0] + w1 * x[1] + b > 0.0 { slope * wo } else { 0.0 };
        [g0 + dz * w0, g1 + dz * w1]
    })
}

fn units(parameters: &Parameters) -> Units<'_, f64> {
    Units::new(parameters.hidden(), parameters.as_slice())
}

/// `values` with zeros up to a whole block.
fn padded(values: &[f64]) -> [f64; BLOCK] {
    let mut block = [0.0; BLOCK];
    block.iter_mut().zip(values).for_each(|(entry, value)| *entry = *value);
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::tests::{examples, network};

    #[test]
    fn the_forward_pass_fills_h_and_gives_the_output() {
        for units in [1, 3, 4, 8, 9] {
            let parameters = network(units, 1);
            for Example { x, .. } in examples(6) {
                let (mut z, mut h) = (vec![0.0; units], vec![f64::NAN; units]);
                hidden(&parameters, x, &mut z);
                let found = forward(&parameters, x, &mut h);
                let expected: f64 = h.iter().zip(parameters.wo()).map(|(h, wo)| h * wo).sum::<f64>() + parameters.bo();
                assert!((found - expected).abs() < 1e-14, "{found} of {units} units, not {expected}");
                for (h, z) in h.iter().zip(z) {
                    assert!((h - z.max(0.0)).abs() < 1e-15, "{h} of a pre-activation of {z}");
                }
            }
        }
    }

    #[test]
    fn nothing_reaches_the_input_through_a_unit_at_its_kink() {
        let parameters = Parameters::from_flat(1, vec![1.0, -2.0, 0.0, 0.4, 0.1]).expect("4h + 1 numbers");
        let at_kink = Example { x: [0.5, 0.25], y: 1.0 };
        assert_eq!(gradient_input(&parameters, &[at_kink], Reduction::Sum), [[0.0; 2]], "as ReLU′(0) is 0");
    }
}
