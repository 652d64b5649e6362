//! What a dense layer and a deep network have in common.

use super::{Array, Cause, Entry, Witness, code::Coded};
use crate::check::CheckSpec;

/// Derivatives as a witness has them, each under the name of backpropagation's array.
pub type Measured<S> = Vec<(S, Array)>;

/// A dense layer or a deep network on one batch, with everything that its passes compute.
pub trait System: PartialEq + Send + Sync + 'static {
    /// The names of its arrays.
    type Name: Coded + Send + Sync + 'static;

    /// Who measures its gradients.
    const WITNESSES: &'static [Witness];

    /// Every array that there is, in the order in which one takes them away: gradients first.
    fn arrays(&self) -> Vec<Self::Name>;

    /// Any of the arrays, given or computed, examples as rows; `None` for a layer that there is not. Biases and their
    /// derivatives are vectors, a loss is a scalar, all else are matrices.
    fn array(&self, name: Self::Name) -> Option<Array>;

    /// The entry of an array at (`row`, `column`) as a sum of products. `None` for what is no matrix product, and for a
    /// place that the array does not have; a vector is one row.
    fn entry(&self, name: Self::Name, row: usize, column: usize) -> Option<Entry<Self::Name>>;

    /// Every derivative by finite differences with the scheme and δ of `spec`, in float64.
    fn finite_difference(&self, spec: &CheckSpec) -> Measured<Self::Name>;

    /// Every derivative as `witness` has it.
    fn measured(&self, witness: Witness) -> Measured<Self::Name> {
        self.finite_difference(&witness.spec())
    }

    /// Why the first witness differs at a row and column of an array, where a better one tells; `agree` says who agrees, of
    /// [`Self::WITNESSES`].
    fn cause(&self, _name: Self::Name, _at: (usize, usize), _agree: &[bool]) -> Option<Cause> {
        None
    }

    /// Whether all numbers are finite. Given ones that are too large together for float64 have results that are infinite or
    /// NaN.
    fn is_finite(&self) -> bool {
        self.arrays().into_iter().filter_map(|name| self.array(name)).all(|array| array.is_finite())
    }
}
