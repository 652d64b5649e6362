//! Whether an array of derivatives matches its witness, and where it does not.

use super::Array;
use crate::check::{CheckSpec, Comparison, compare};

/// `np.allclose(witness, backprop, rtol, atol)`, with the entries that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How many entries were compared.
    pub compared: usize,
    /// The entries that do not match, row after row.
    pub differing: Vec<Differing>,
    /// The largest |a − b|; NaN where any entry is.
    pub max_absolute: f64,
}

/// An entry that differs from its witness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Differing {
    /// Row, from 0; a vector is one row.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// What backpropagation says.
    pub backprop: f64,
    /// What was measured.
    pub witness: f64,
    /// By how much they differ.
    pub comparison: Comparison,
}

/// The larger of two differences; NaN where either is.
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if a.is_nan() || a > b { a } else { b }
}

impl Verdict {
    /// Compares entry by entry with the tolerances of `spec`. Entries that only one of the arrays has are left out.
    pub fn of(backprop: &Array, witness: &Array, spec: &CheckSpec) -> Self {
        let columns = backprop.shape().columns();
        let mut verdict = Self { compared: 0, differing: vec![], max_absolute: 0.0 };
        for (index, (&backprop, &witness)) in backprop.values().iter().zip(witness.values()).enumerate() {
            let comparison = compare(witness, backprop, spec.rtol, spec.atol);
            verdict.compared += 1;
            verdict.max_absolute = larger(verdict.max_absolute, comparison.absolute);
            if !comparison.matches {
                let (row, column) = (index / columns, index % columns);
                verdict.differing.push(Differing { row, column, backprop, witness, comparison });
            }
        }
        verdict
    }

    /// Whether every entry matches.
    pub fn matches(&self) -> bool {
        self.differing.is_empty()
    }
}
