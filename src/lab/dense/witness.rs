//! Finite differences of Σ `grad_output` ⊙ output: what the backward pass has to agree with, measured without it.

use nalgebra::{DMatrix, DVector};

use super::{DenseArray, DenseProblem};
use crate::{
    check::{self, CheckSpec, Loss, Number},
    lab::Measured,
};

/// Finite differences of L = Σ `grad_output` ⊙ (x·W + b), the loss whose ∂L/∂output is `grad_output`: with respect to x, W
/// and b.
///
/// The outputs that a number does not reach are the same on both sides of a difference, so only the reached row or
/// column of outputs is summed: one measurement costs as much as that is long.
pub(super) fn finite_difference(problem: &DenseProblem, spec: &CheckSpec) -> Measured<DenseArray> {
    let DenseProblem { layer, x, grad_output, .. } = problem;
    let (examples, outputs) = grad_output.shape();
    // x[i, k] reaches output[i, j] for every j, through W[k, j].
    let outputs_by_input = layer.w.transpose();
    let of_row = |i: usize| {
        let (values, loss) = (x.row(i).transpose(), grad_output.row(i).transpose());
        Reached::new(layer.b.clone(), &values, &outputs_by_input, loss).differences(spec, &values)
    };
    // W[k, j] reaches output[i, j] for every i through x[i, k], and b[j] as the weight of an input that is always 1.
    let inputs_and_one = x.clone().insert_column(x.ncols(), 1.0);
    let of_column = |j: usize| {
        let values = layer.w.column(j).push(layer.b[j]);
        let zeros = DVector::zeros(examples);
        Reached::new(zeros, &values, &inputs_and_one, grad_output.column(j).into_owned()).differences(spec, &values)
    };
    let of_rows: Vec<DVector<f64>> = (0..examples).map(of_row).collect();
    let of_columns = DMatrix::from_columns(&(0..outputs).map(of_column).collect::<Vec<_>>());
    vec![
        (DenseArray::GradInput, (&DMatrix::from_columns(&of_rows).transpose()).into()),
        (DenseArray::GradW, (&of_columns.rows(0, x.ncols()).into_owned()).into()),
        (DenseArray::GradB, (&of_columns.row(x.ncols()).transpose()).into()),
    ]
}

/// A row or a column of outputs: output\[m\] = constant\[m\] + Σₖ factors\[m, k\]·values\[k\], L = Σ loss ⊙ output.
struct Reached<'a> {
    factors: &'a DMatrix<f64>,
    loss: DVector<f64>,
    /// In column k what is added to values\[k\]'s own term: the constant and all other terms.
    others: DMatrix<f64>,
}

impl<'a> Reached<'a> {
    fn new(constant: DVector<f64>, values: &DVector<f64>, factors: &'a DMatrix<f64>, loss: DVector<f64>) -> Self {
        let mut others = DMatrix::zeros(factors.nrows(), factors.ncols());
        let mut after = DVector::zeros(factors.nrows());
        for k in (0..factors.ncols()).rev() {
            others.set_column(k, &after);
            after += factors.column(k) * values[k];
        }
        let mut before = constant;
        for k in 0..factors.ncols() {
            let mut column = others.column_mut(k);
            column += &before;
            before += factors.column(k) * values[k];
        }
        Self { factors, loss, others }
    }

    /// ∂L/∂values.
    fn differences(&self, spec: &CheckSpec, values: &DVector<f64>) -> DVector<f64> {
        check::differences(spec, values.as_slice(), self).into()
    }
}

impl Loss for Reached<'_> {
    fn at<N: Number>(&self, parameters: &[N], moved: usize) -> N {
        let terms = self.loss.iter().zip(self.factors.column(moved)).zip(self.others.column(moved));
        let products = terms.map(|((loss, factor), others)| (parameters[moved] * *factor + *others) * *loss);
        products.fold(N::from(0.0), |sum, product| sum + product)
    }
}
