//! Finite differences of Σ `grad_output` ⊙ output: what the backward pass has to agree with, measured without it.

use nalgebra::{DMatrix, DVector};

use super::{DenseArray, DenseProblem};
use crate::{
    check::{CheckSpec, Scheme},
    lab::{Array, verdict::Verdict},
};

/// Finite differences of L = Σ `grad_output` ⊙ (x·W + b), the loss whose ∂L/∂output is `grad_output`.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseWitness {
    /// With respect to x, `[n, in]`.
    pub grad_input: DMatrix<f64>,
    /// With respect to W, `[in, out]`.
    pub grad_w: DMatrix<f64>,
    /// With respect to b, `[out]`.
    pub grad_b: DVector<f64>,
}

/// Measures every derivative with the scheme and δ of `spec`, in float64.
///
/// The outputs that a number does not reach are the same on both sides of a difference, so only the reached row or
/// column of outputs is summed: one measurement costs as much as that is long.
pub fn finite_difference(problem: &DenseProblem, spec: &CheckSpec) -> DenseWitness {
    let DenseProblem { layer, x, grad_output, .. } = problem;
    let outputs_by_input = layer.w.transpose();
    // x[i, k] reaches output[i, j] for every j, through W[k, j].
    let row = |i: usize| Reached {
        biases: layer.b.clone(),
        values: x.row(i).transpose(),
        factors: &outputs_by_input,
        loss: grad_output.row(i).transpose(),
    };
    // W[k, j] and b[j] reach output[i, j] for every i, W through x[i, k].
    let column = |j: usize| Reached {
        biases: DVector::from_element(x.nrows(), layer.b[j]),
        values: layer.w.column(j).into_owned(),
        factors: x,
        loss: grad_output.column(j).into_owned(),
    };
    let (examples, outputs) = grad_output.shape();
    let of_rows: Vec<DVector<f64>> = (0..examples).map(|i| row(i).differences(spec)).collect();
    let of_columns: Vec<DVector<f64>> = (0..outputs).map(|j| column(j).differences(spec)).collect();
    DenseWitness {
        grad_input: DMatrix::from_columns(&of_rows).transpose(),
        grad_w: DMatrix::from_columns(&of_columns),
        grad_b: DVector::from_iterator(outputs, (0..outputs).map(|j| column(j).bias_difference(spec))),
    }
}

impl DenseWitness {
    /// The measured derivatives in the shape of `result`; `None` for what has no derivative.
    pub fn array(&self, result: DenseArray) -> Option<Array> {
        match result {
            DenseArray::GradInput => Some((&self.grad_input).into()),
            DenseArray::GradW => Some((&self.grad_w).into()),
            DenseArray::GradB => Some((&self.grad_b).into()),
            _ => None,
        }
    }

    /// How `grad_input`, `grad_W` and `grad_b` compare with what was measured.
    pub fn verdicts(&self, problem: &DenseProblem, spec: &CheckSpec) -> Vec<(DenseArray, Verdict)> {
        let verdict =
            |result: DenseArray| Some((result, Verdict::of(&problem.array(result), &self.array(result)?, spec)));
        DenseArray::RESULTS.into_iter().filter_map(verdict).collect()
    }
}

/// A row or a column of outputs: output\[m\] = biases\[m\] + Σₖ factors\[m, k\]·values\[k\], L = Σ loss ⊙ output.
struct Reached<'a> {
    biases: DVector<f64>,
    values: DVector<f64>,
    factors: &'a DMatrix<f64>,
    loss: DVector<f64>,
}

impl Reached<'_> {
    /// ∂L/∂values, each from evaluations of L. The terms before and after the changed one are added up once.
    fn differences(&self, spec: &CheckSpec) -> DVector<f64> {
        let (outputs, count) = self.factors.shape();
        let mut after = DMatrix::zeros(outputs, count + 1);
        for k in (0..count).rev() {
            let sum = after.column(k + 1) + self.factors.column(k) * self.values[k];
            after.set_column(k, &sum);
        }
        let mut before = self.biases.clone();
        let mut differences = DVector::zeros(count);
        for k in 0..count {
            let (factors, after) = (self.factors.column(k), after.column(k + 1));
            let terms = || self.loss.iter().zip(&before).zip(&factors).zip(&after);
            let sum = |value: f64| {
                terms().map(|(((loss, before), factor), after)| loss * (before + factor * value + after)).sum()
            };
            differences[k] = difference(spec, self.values[k], sum);
            before += factors * self.values[k];
        }
        differences
    }

    /// ∂L/∂b where all biases are the same b.
    fn bias_difference(&self, spec: &CheckSpec) -> f64 {
        let products = self.factors * &self.values;
        let sum = |bias: f64| self.loss.iter().zip(&products).map(|(loss, product)| loss * (bias + product)).sum();
        difference(spec, self.biases[0], sum)
    }
}

/// The difference quotient of `loss` at `value`.
pub(in crate::lab) fn difference(spec: &CheckSpec, value: f64, mut loss: impl FnMut(f64) -> f64) -> f64 {
    let delta = spec.delta;
    match spec.scheme {
        Scheme::Forward => (loss(value + delta) - loss(value)) / delta,
        Scheme::Central => (loss(value + delta) - loss(value - delta)) / (2.0 * delta),
    }
}
