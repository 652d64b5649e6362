//! The same gradient from two sources.

use crate::{check::Report, nn::Parameters};

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
        let hidden = report.rows.len() / 4;
        let mut gradients = Self { backprop: Parameters::zeros(hidden), finite_difference: Parameters::zeros(hidden) };
        for row in &report.rows {
            gradients.backprop.set(row.id, row.backprop);
            gradients.finite_difference.set(row.id, row.finite_difference);
        }
        gradients
    }
}
