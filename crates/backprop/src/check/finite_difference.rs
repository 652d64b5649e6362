//! The witness of the seeds: move one parameter, see how the loss moves.

use std::ops::Range;

use nalgebra::{RealField, convert};

use super::{CheckSpec, Precision, Scheme};
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction, two_layer::loss_in},
};

/// Every derivative of the loss as a finite difference, from whole forward passes and losses alone.
///
/// The shapes and order of `parameters`. In f32, parameters, inputs and δ are rounded first and everything up to the
/// difference is computed in f32, as a training framework would. NaN for the mean of no examples; 0 where δ is too
/// small to change the parameter.
pub fn finite_difference(
    spec: &CheckSpec,
    parameters: &Parameters,
    examples: &[Example],
    reduction: Reduction,
) -> Parameters {
    let mut differences = Parameters::zeros(parameters.hidden());
    let all = 0..differences.as_slice().len();
    differences_of(spec, parameters, examples, reduction, all, &mut differences);
    differences
}

/// The same for the parameters at some places of the flat layout.
pub(super) fn differences_of(
    spec: &CheckSpec,
    parameters: &Parameters,
    examples: &[Example],
    reduction: Reduction,
    places: Range<usize>,
    differences: &mut Parameters,
) {
    let slots = &mut differences.as_mut_slice()[places.clone()];
    match spec.precision {
        Precision::F64 => Loss::<f64>::new(parameters, examples, reduction).differences(spec, places.start, slots),
        Precision::F32 => Loss::<f32>::new(parameters, examples, reduction).differences(spec, places.start, slots),
    }
}

/// The loss as a function of the parameters, in the precision of `S`.
pub(super) struct Loss<'a, S> {
    hidden: usize,
    values: Vec<S>,
    examples: &'a [Example],
    reduction: Reduction,
}

impl<'a, S: RealField + Copy> Loss<'a, S>
where
    f64: From<S>,
{
    pub(super) fn new(parameters: &Parameters, examples: &'a [Example], reduction: Reduction) -> Self {
        let values = parameters.as_slice().iter().map(|value| convert(*value)).collect();
        Self { hidden: parameters.hidden(), values, examples, reduction }
    }

    /// Where `id` stands for [`Self::moved`].
    pub(super) fn index(&self, id: ParameterId) -> usize {
        id.index(self.hidden)
    }

    /// L(θ).
    pub(super) fn here(&self) -> S {
        loss_in(self.hidden, &self.values, self.examples, self.reduction)
    }

    /// L(θ + `delta` in the parameter at `index`).
    pub(super) fn moved(&mut self, index: usize, delta: S) -> S {
        let value = self.values[index];
        self.values[index] = value + delta;
        let loss = self.here();
        self.values[index] = value;
        loss
    }

    /// The finite difference for the parameter at `index`; `here` is L(θ), which a forward difference starts from.
    pub(super) fn difference(&mut self, scheme: Scheme, index: usize, delta: S, here: S) -> f64 {
        let difference = match scheme {
            Scheme::Forward => (self.moved(index, delta) - here) / delta,
            Scheme::Central => (self.moved(index, delta) - self.moved(index, -delta)) / (delta + delta),
        };
        difference.into()
    }

    fn differences(&mut self, spec: &CheckSpec, first: usize, slots: &mut [f64]) {
        let (delta, here) = (convert(spec.delta), self.here());
        for (place, slot) in slots.iter_mut().enumerate() {
            *slot = self.difference(spec.scheme, first + place, delta, here);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    /// One unit at z = 1·0.5 + 0.25 = 0.75, Ȳ = 2·0.75 − 1 = 0.5.
    fn network() -> Parameters {
        Parameters::from_flat(1, vec![1.0, 0.0, 0.25, 2.0, -1.0]).expect("4h + 1 numbers")
    }

    const EXAMPLES: [Example; 1] = [Example { x: [0.5, 0.0], y: 1.0 }];

    /// By hand: ∂s/∂Ȳ = −σ(−0.5).
    const SLOPE: f64 = -0.377_540_668_798_145_4;
    const GRADIENT: [f64; 5] = [SLOPE * 2.0 * 0.5, 0.0, SLOPE * 2.0, SLOPE * 0.75, SLOPE];

    fn worst_error(spec: CheckSpec) -> f64 {
        let differences = finite_difference(&spec, &network(), &EXAMPLES, Reduction::Mean);
        differences.as_slice().iter().zip(GRADIENT).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn each_scheme_and_precision_is_as_good_as_it_can_be() {
        let table = [
            (1e-6, Scheme::Central, Precision::F64, 1e-9),
            (1e-8, Scheme::Forward, Precision::F64, 1e-7),
            (1e-2, Scheme::Central, Precision::F32, 1e-4),
            (1e-3, Scheme::Forward, Precision::F32, 2e-3),
        ];
        for (delta, scheme, precision, bound) in table {
            let error = worst_error(CheckSpec { delta, scheme, precision, ..CheckSpec::default() });
            assert!(error < bound, "{} {} at {delta}: {error}", scheme.name(), precision.name());
        }
    }

    #[test]
    fn f32_is_computed_in_f32() {
        let error = worst_error(CheckSpec { precision: Precision::F32, ..CheckSpec::default() });
        assert!(error > 1e-3, "1e-6 is too small a step for f32, yet the error is {error}");
    }

    #[test]
    fn a_sum_is_not_divided() {
        let twice = [EXAMPLES[0]; 2];
        let spec = CheckSpec::default();
        let sum = finite_difference(&spec, &network(), &twice, Reduction::Sum).get(ParameterId::Bo);
        assert!((sum - 2.0 * SLOPE).abs() < 1e-8, "two examples add up: {sum}");
    }

    #[test]
    fn no_examples_have_no_mean() {
        let differences = finite_difference(&CheckSpec::default(), &network(), &[], Reduction::Mean);
        assert!(differences.as_slice().iter().all(|value| value.is_nan()), "0/0");
    }
}
