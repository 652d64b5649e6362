//! Forward mode with dual numbers: exact derivatives from a forward pass that shares no code with `nn`.
//!
//! A dual number carries a value and its derivative with respect to one chosen parameter; arithmetic on dual numbers
//! is the chain rule, so no formula for a gradient is written anywhere.

use std::ops::Range;

use num_dual::{Dual3_64, Dual64};

use super::Number;
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction},
};

/// Every derivative of the loss by forward mode, one parameter at a time. The shapes and order of `parameters`.
///
/// Exact up to rounding, with ReLU′(0) = 0. NaN for the mean of no examples.
pub fn forward_mode(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Parameters {
    let mut derivatives = Parameters::zeros(parameters.hidden());
    let all = 0..derivatives.as_slice().len();
    derivatives_of(parameters, examples, reduction, all, &mut derivatives);
    derivatives
}

/// The same for the parameters at some places of the flat layout.
pub(super) fn derivatives_of(
    parameters: &Parameters,
    examples: &[Example],
    reduction: Reduction,
    places: Range<usize>,
    derivatives: &mut Parameters,
) {
    let mut values = lifted::<Dual64>(parameters);
    for place in places {
        values[place].eps = 1.0;
        derivatives.as_mut_slice()[place] = mean_or_sum(parameters.hidden(), &values, examples, reduction, relu).eps;
        values[place].eps = 0.0;
    }
}

/// The derivative of the loss with respect to each example's input by forward mode. Shape `[n, 2]`.
pub fn forward_mode_input(parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Vec<[f64; 2]> {
    let (hidden, values) = (parameters.hidden(), lifted::<Dual64>(parameters));
    let divisor = divisor(examples.len(), reduction);
    let derivative = |example: &Example, input: usize| {
        let mut x = example.x.map(Dual64::from_re);
        x[input].eps = 1.0;
        (loss(output(hidden, &values, x, relu), example.y) / divisor).eps
    };
    examples.iter().map(|example| [derivative(example, 0), derivative(example, 1)]).collect()
}

/// The slope of the loss to the left of one parameter, with ReLU′(0) = 0, and to its right: all three the same except
/// where a hinge sits right on the parameter.
pub(super) fn one_sided(
    parameters: &Parameters,
    id: ParameterId,
    examples: &[Example],
    reduction: Reduction,
) -> [f64; 3] {
    let hidden = parameters.hidden();
    let mut values = lifted::<Dual64>(parameters);
    values[id.index(hidden)].eps = 1.0;
    // At z = 0 a move of t makes the unit max(0, z′·t), whose slope is min(0, z′) for t < 0 and max(0, z′) for t > 0.
    let left = |z: Dual64| if z.re == 0.0 { Some(Dual64::new(0.0, z.eps.min(0.0))) } else { relu(z) };
    let right = |z: Dual64| if z.re == 0.0 { Some(Dual64::new(0.0, z.eps.max(0.0))) } else { relu(z) };
    [
        mean_or_sum(hidden, &values, examples, reduction, left).eps,
        mean_or_sum(hidden, &values, examples, reduction, relu).eps,
        mean_or_sum(hidden, &values, examples, reduction, right).eps,
    ]
}

/// The loss and its first three derivatives with respect to one parameter, exact on the smooth piece it stands on.
pub(super) fn three_derivatives(
    parameters: &Parameters,
    id: ParameterId,
    examples: &[Example],
    reduction: Reduction,
) -> [f64; 4] {
    let hidden = parameters.hidden();
    let mut values = lifted::<Dual3_64>(parameters);
    values[id.index(hidden)].v1 = 1.0;
    let loss = mean_or_sum(hidden, &values, examples, reduction, relu);
    [loss.re, loss.v1, loss.v2, loss.v3]
}

/// The parameters as constants.
fn lifted<D: Number>(parameters: &Parameters) -> Vec<D> {
    parameters.as_slice().iter().map(|value| D::from(*value)).collect()
}

/// The loss of `examples`, for the flat layout of `hidden` units.
fn mean_or_sum<D: Number>(
    hidden: usize,
    values: &[D],
    examples: &[Example],
    reduction: Reduction,
    relu: impl Fn(D) -> Option<D>,
) -> D {
    let mut total = D::zero();
    for example in examples {
        total += loss(output(hidden, values, example.x.map(D::from), &relu), example.y);
    }
    total / divisor(examples.len(), reduction)
}

/// Ȳ, element by element as the definition reads.
fn output<D: Number>(hidden: usize, values: &[D], x: [D; 2], relu: impl Fn(D) -> Option<D>) -> D {
    let (wi, rest) = values.split_at(2 * hidden);
    let (bi, rest) = rest.split_at(hidden);
    let (wo, bo) = rest.split_at(hidden);
    let mut ybar = bo[0];
    for unit in 0..hidden {
        let z = x[0] * wi[unit] + x[1] * wi[hidden + unit] + bi[unit];
        // A unit that rests adds nothing, and half of them do: skipping the sum is most of this witness's speed.
        if let Some(h) = relu(z) {
            ybar += h * wo[unit];
        }
    }
    ybar
}

/// max(0, z) with ReLU′(0) = 0; `None` for a unit that rests. NaN rests nowhere.
fn relu<D: Number>(z: D) -> Option<D> {
    if z.re() <= 0.0 { None } else { Some(z) }
}

/// log(1 + exp(−y·ȳ)) without overflow.
fn loss<D: Number>(ybar: D, y: f64) -> D {
    let x = ybar * -y;
    if x.re() > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

fn divisor(examples: usize, reduction: Reduction) -> f64 {
    match reduction {
        Reduction::Mean => examples as f64,
        Reduction::Sum => 1.0,
    }
}
