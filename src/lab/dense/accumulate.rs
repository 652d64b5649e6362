//! Why gradients of parameters are accumulated: seed 002's third question, as data to step through.

use std::ops::Range;

use nalgebra::{DMatrix, DVector};

use super::DenseProblem;
use crate::{
    lab::Array,
    nn::{Dense, DenseGradients},
};

/// What the backward pass does with the gradients it has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Accumulation {
    /// `self.dW = …`: the last call's gradient is all that remains.
    Assign,
    /// `self.dW += …`: every call since `zero_grad` adds up.
    Add,
}

/// One call of the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// `zero_grad()`: dW and db become 0.
    ZeroGrad,
    /// `backward()` on all examples.
    All,
    /// `backward()` on these examples; what of them there is not is left out.
    Backward(Range<usize>),
}

/// dW as it stands after a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Accumulated {
    /// The call.
    pub call: Call,
    /// dW, `[in, out]`.
    pub grad_w: Array,
    /// How many times the gradient of all examples dW and db are, where that is a whole number: 0 after `zero_grad`, 2
    /// after two calls that add up. `None` for a part of the examples.
    pub times_all: Option<u32>,
}

/// dW after each of the calls, from 0.
pub fn accumulate(problem: &DenseProblem, accumulation: Accumulation, calls: &[Call]) -> Vec<Accumulated> {
    let Dense { w, b } = &problem.layer;
    let (mut grad_w, mut grad_b) = (w * 0.0, b * 0.0);
    let mut states = Vec::with_capacity(calls.len());
    for call in calls {
        let examples = match call {
            Call::ZeroGrad => 0..0,
            Call::All => 0..problem.examples(),
            Call::Backward(examples) => examples.clone(),
        };
        let own = problem.backward_on(&examples);
        match (call, accumulation) {
            (Call::ZeroGrad, _) | (_, Accumulation::Assign) => (grad_w, grad_b) = (own.w, own.b),
            (_, Accumulation::Add) => {
                grad_w += own.w;
                grad_b += own.b;
            }
        }
        let times_all = problem.times_all(&grad_w, &grad_b);
        states.push(Accumulated { call: call.clone(), grad_w: (&grad_w).into(), times_all });
    }
    states
}

/// `zero_grad`, then one backward call for each batch of `size` examples: with `+=` they add up to the gradient of all.
pub fn batches(problem: &DenseProblem, size: usize) -> Vec<Call> {
    let size = size.max(1);
    let examples = problem.examples();
    let batch = |start: usize| Call::Backward(start..(start + size).min(examples));
    std::iter::once(Call::ZeroGrad).chain((0..examples).step_by(size).map(batch)).collect()
}

impl DenseProblem {
    fn backward_on(&self, examples: &Range<usize>) -> DenseGradients {
        let end = examples.end.min(self.examples());
        let start = examples.start.min(end);
        let rows = |matrix: &DMatrix<f64>| matrix.rows(start, end - start).into_owned();
        self.layer.backward(&rows(&self.x), &rows(&self.grad_output))
    }

    fn times_all(&self, grad_w: &DMatrix<f64>, grad_b: &DVector<f64>) -> Option<u32> {
        let DenseGradients { w, b, .. } = &self.gradients;
        let pairs = || w.iter().zip(grad_w).chain(b.iter().zip(grad_b));
        let scale = w.iter().chain(b).fold(0.0_f64, |most, value| most.max(value.abs()));
        // Sums in another order differ by rounding.
        let is = |times: u32| pairs().all(|(all, found)| (all * f64::from(times) - found).abs() <= 1e-12 * scale);
        (0..=9).find(|&times| is(times))
    }
}
