//! Forward mode with dual numbers: exact derivatives from a forward pass that shares no code with `nn`.
//!
//! A dual number carries a value and its derivative with respect to one chosen parameter; arithmetic on dual numbers
//! is the chain rule, so no formula for a gradient is written anywhere.

use num_dual::{Dual64, DualNum};

use crate::{
    data::Example,
    nn::{Parameters, Reduction},
};

/// Every derivative of the loss by forward mode, one parameter at a time. The shapes and order of `parameters`.
///
/// Exact up to rounding, with ReLU′(0) = 0. NaN for the mean of no examples.
pub fn forward_mode(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Parameters {
    let hidden = parameters.hidden();
    let mut values: Vec<Dual64> = parameters.as_slice().iter().map(|value| Dual64::from_re(*value)).collect();
    let mut derivatives = Parameters::zeros(hidden);
    for (index, slot) in derivatives.as_mut_slice().iter_mut().enumerate() {
        values[index].eps = 1.0;
        *slot = mean_or_sum(hidden, &values, examples, reduction).eps;
        values[index].eps = 0.0;
    }
    derivatives
}

/// The derivative of the loss with respect to each example's input by forward mode. Shape `[n, 2]`.
pub fn forward_mode_input(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Vec<[f64; 2]> {
    let hidden = parameters.hidden();
    let values: Vec<Dual64> = parameters.as_slice().iter().map(|value| Dual64::from_re(*value)).collect();
    let scale = 1.0 / divisor(examples.len(), reduction);
    let derivative = |example: &Example, input: usize| {
        let mut x = example.x.map(Dual64::from_re);
        x[input].eps = 1.0;
        (softplus(output(hidden, &values, x) * -example.y) * scale).eps
    };
    examples.iter().map(|example| [derivative(example, 0), derivative(example, 1)]).collect()
}

/// The loss of `examples` in any kind of dual numbers, for the flat layout of `hidden` units.
pub(super) fn mean_or_sum<D: DualNum<Primitive = f64> + Copy>(
    hidden: usize,
    values: &[D],
    examples: &[Example],
    reduction: Reduction,
) -> D {
    let mut total = D::zero();
    for example in examples {
        let x = example.x.map(D::from);
        total += softplus(output(hidden, values, x) * -example.y);
    }
    total / divisor(examples.len(), reduction)
}

/// Ȳ, element by element as the definition reads.
fn output<D: DualNum<Primitive = f64> + Copy>(hidden: usize, values: &[D], x: [D; 2]) -> D {
    let (wi, rest) = values.split_at(2 * hidden);
    let (bi, rest) = rest.split_at(hidden);
    let (wo, bo) = rest.split_at(hidden);
    let mut ybar = bo[0];
    for unit in 0..hidden {
        let z = x[0] * wi[unit] + x[1] * wi[hidden + unit] + bi[unit];
        if z.re() > 0.0 {
            ybar += z * wo[unit];
        }
    }
    ybar
}

/// log(1 + exp(x)) without overflow.
fn softplus<D: DualNum<Primitive = f64> + Copy>(x: D) -> D {
    if x.re() > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

fn divisor(examples: usize, reduction: Reduction) -> f64 {
    match reduction {
        Reduction::Mean => examples as f64,
        Reduction::Sum => 1.0,
    }
}
