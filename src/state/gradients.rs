//! The same gradient from two sources.

use crate::{
    check::{Report, Row},
    nn::Parameters,
};

/// The gradients of one scope, by backprop and by finite differences, at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// From backpropagation.
    pub backprop: Parameters,
    /// From finite differences.
    pub finite_difference: Parameters,
}

impl Gradients {
    /// Backprop − finite difference.
    pub fn difference(&self) -> Parameters {
        let mut difference = self.backprop.clone();
        for (own, other) in difference.as_mut_slice().iter_mut().zip(self.finite_difference.as_slice()) {
            *own -= other;
        }
        difference
    }

    /// The derivatives that a report lists.
    pub(super) fn listed(report: &Report) -> Self {
        Self {
            backprop: column(report, |row| row.backprop),
            finite_difference: column(report, |row| row.finite_difference),
        }
    }
}

/// One column of a report, in the parameters' shapes.
pub fn column(report: &Report, pick: impl Fn(&Row) -> f64) -> Parameters {
    let mut column = Parameters::zeros(report.rows.len() / 4);
    report.rows.iter().for_each(|row| column.set(row.id, pick(row)));
    column
}
