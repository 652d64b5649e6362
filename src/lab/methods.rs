//! The API's two methods on typed arrays: everything that a layer or a network answers, or every problem with its path.

use super::{
    Array, Mismatch,
    deep::{self, DeepArray, DeepGiven, DeepProblem, Derivatives},
    dense::{self, DenseArray, DenseGiven, DenseProblem, DenseWitness},
};
use crate::check::CheckSpec;

/// A problem of a call: the parameter's path and what is wrong.
pub type CallProblem = (String, String);

/// What `lab.dense` answers. Rank 2, but for [`Self::grad_b`] of rank 1.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseAnswer {
    /// x·W + b, `[n, out]`.
    pub output: Array,
    /// `grad_output·Wᵀ`, `[n, in]`.
    pub grad_input: Array,
    /// `xᵀ·grad_output`, `[in, out]`.
    pub grad_w: Array,
    /// `1ᵀ·grad_output`, `[out]`.
    pub grad_b: Array,
    /// The same three, measured by central differences with δ = 1e-6.
    pub finite_difference: DenseWitness,
}

/// `lab.dense`. Fails with every mismatch of sizes, and where a result is beyond float64.
pub fn dense(given: &DenseGiven) -> Result<DenseAnswer, Vec<CallProblem>> {
    let problem = DenseProblem::new(given).map_err(|mismatches| dense_problems(&mismatches))?;
    let finite_difference = dense::finite_difference(&problem, &CheckSpec::default());
    let measured =
        [DenseArray::GradInput, DenseArray::GradW, DenseArray::GradB].map(|array| finite_difference.array(array));
    if problem.first_not_finite().is_some() || measured.iter().flatten().any(|array| array.first_not_finite().is_some())
    {
        return Err(beyond_float64());
    }
    Ok(DenseAnswer {
        output: problem.array(DenseArray::Output),
        grad_input: problem.array(DenseArray::GradInput),
        grad_w: problem.array(DenseArray::GradW),
        grad_b: problem.array(DenseArray::GradB),
        finite_difference,
    })
}

/// What `lab.network` answers: the network with all its arrays, and what was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkAnswer {
    /// Forward and backward pass: see [`DeepProblem::array`].
    pub problem: DeepProblem,
    /// ∂L/∂W and ∂L/∂b by central differences with δ = 1e-6.
    pub finite_difference: Derivatives,
}

/// `lab.network`. Fails with everything that does not fit together, and where a result is beyond float64.
pub fn network(given: &DeepGiven) -> Result<NetworkAnswer, Vec<CallProblem>> {
    let problem = DeepProblem::new(given).map_err(|mismatches| network_problems(&mismatches))?;
    let finite_difference = deep::finite_difference(&problem, &CheckSpec::default());
    let weights = finite_difference.dl_dweights.iter().flat_map(|array| array.iter());
    let mut measured = weights.chain(finite_difference.dl_dbiases.iter().flat_map(|array| array.iter()));
    if problem.first_not_finite().is_some() || measured.any(|value| !value.is_finite()) {
        return Err(beyond_float64());
    }
    Ok(NetworkAnswer { problem, finite_difference })
}

/// Arrays of a dense layer that do not fit together, by the API's names.
pub fn dense_problems(mismatches: &[Mismatch<DenseArray>]) -> Vec<CallProblem> {
    mismatches.iter().map(|own| (dense_path(own.right.array).to_owned(), own.to_string())).collect()
}

/// Arrays of a network that do not fit together, by the API's names.
pub fn network_problems(mismatches: &[deep::DeepMismatch]) -> Vec<CallProblem> {
    mismatches.iter().map(|own| (deep_path(own), own.to_string())).collect()
}

fn beyond_float64() -> Vec<CallProblem> {
    vec![(String::new(), "the result is beyond float64: the numbers are too large together".to_owned())]
}

/// The API's name of what is given.
const fn dense_path(array: DenseArray) -> &'static str {
    match array {
        DenseArray::XInput => "xInput",
        DenseArray::W => "W",
        DenseArray::B => "b",
        _ => "gradOutput",
    }
}

fn deep_path(mismatch: &deep::DeepMismatch) -> String {
    match (mismatch, mismatch.array()) {
        (_, Some(DeepArray::Weights(k))) => format!("weights[{k}]"),
        (_, Some(DeepArray::Biases(k))) => format!("biases[{k}]"),
        (_, Some(DeepArray::H(_))) => "x".to_owned(),
        (_, Some(_)) => "y".to_owned(),
        (deep::DeepMismatch::BiasCount { .. }, None) => "biases".to_owned(),
        (deep::DeepMismatch::ActivationCount { .. }, None) => "activations".to_owned(),
        (_, None) => "weights".to_owned(),
    }
}
