//! An array of derivatives beside what every witness says of it.

use super::{
    Array, Shape,
    deep::{self, DeepArray, DeepProblem, NOTEBOOK},
    dense::{self, DenseProblem},
    verdict::{Verdict, larger},
};
use crate::check::{CheckSpec, Scheme, compare};

/// Who measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// Forward differences: the notebook's own check.
    Forward,
    /// Central differences.
    Central,
    /// Forward mode, exact up to rounding.
    Dual,
}

impl Witness {
    /// Of a dense layer, the better first.
    pub const OF_DENSE: &[Self] = &[Self::Central, Self::Forward];
    /// Of a network, the notebook's first.
    pub const OF_DEEP: &[Self] = &[Self::Forward, Self::Central, Self::Dual];

    /// The notebook's numbers, with this witness's scheme.
    pub fn spec(self) -> CheckSpec {
        let scheme = if self == Self::Forward { Scheme::Forward } else { Scheme::Central };
        CheckSpec { scheme, ..NOTEBOOK }
    }
}

/// An array of derivatives beside what each witness says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its name.
    pub name: String,
    /// Its shape.
    pub shape: Shape,
    /// Of each witness, in their order.
    pub verdicts: Vec<Verdict>,
    /// The entries that some witness does not confirm, row after row.
    pub differing: Vec<Differs>,
}

/// An entry that some witness does not confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Differs {
    /// Row, from 0; a vector is one row.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// What backpropagation says.
    pub backprop: f64,
    /// What each witness says.
    pub witnesses: Vec<f64>,
    /// Why the first witness differs, where a better one tells.
    pub cause: Option<Cause>,
}

/// Why a finite difference differs from backpropagation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Backpropagation is wrong: forward mode differs from it too.
    Wrong,
    /// A `ReLU` switches within δ.
    Kink,
    /// δ is too coarse: the central difference with the same δ agrees.
    Coarse,
    /// The loss is too large for so small a δ: its digits are lost.
    Rounding,
}

/// What all that was compared comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How many entries were compared.
    pub compared: usize,
    /// How many the first witness does not confirm.
    pub differing: usize,
    /// How many of them [`Cause::Kink`] explains.
    pub kinks: usize,
    /// How many [`Cause::Coarse`] explains.
    pub coarse: usize,
    /// How many [`Cause::Rounding`] explains.
    pub rounding: usize,
    /// How many backpropagation has wrong.
    pub wrong: usize,
    /// The largest |a − b| beside the first witness; NaN where any is.
    pub max_absolute: f64,
}

impl Outcome {
    /// Of all arrays.
    pub fn of(compared: &[Compared]) -> Self {
        let caused = |cause: Cause| {
            let entries = compared.iter().flat_map(|one| &one.differing);
            entries.filter(|entry| entry.cause == Some(cause)).count()
        };
        let firsts = || compared.iter().filter_map(|one| one.verdicts.first());
        Self {
            compared: firsts().map(|verdict| verdict.compared).sum(),
            differing: firsts().map(|verdict| verdict.differing.len()).sum(),
            kinks: caused(Cause::Kink),
            coarse: caused(Cause::Coarse),
            rounding: caused(Cause::Rounding),
            wrong: caused(Cause::Wrong),
            max_absolute: firsts().map(|verdict| verdict.max_absolute).fold(0.0, larger),
        }
    }

    /// Whether backpropagation is not known to be right. A finite difference that fails where forward mode agrees fails
    /// by itself.
    pub fn fails(&self) -> bool {
        self.wrong > 0 || self.differing > self.explained()
    }

    /// How many entries that differ are the first witness's own fault.
    pub fn explained(&self) -> usize {
        self.kinks + self.coarse + self.rounding
    }
}

/// What finite differences say of each of a dense layer's gradients: [`Witness::OF_DENSE`].
pub fn compare_dense(problem: &DenseProblem) -> Vec<Compared> {
    let measured: Vec<_> =
        Witness::OF_DENSE.iter().map(|witness| dense::finite_difference(problem, &witness.spec())).collect();
    let compared = |array: dense::DenseArray| {
        let witnesses: Option<Vec<Array>> = measured.iter().map(|measured| measured.array(array)).collect();
        Some(Compared::of(array.to_string(), &problem.array(array), &witnesses?, |_, _, _| None))
    };
    dense::DenseArray::RESULTS.into_iter().filter_map(compared).collect()
}

/// What the witnesses say of each of a network's gradients, in the notebook's order: [`Witness::OF_DEEP`].
pub fn compare_deep(problem: &DeepProblem) -> Vec<Compared> {
    let measured: Vec<_> = Witness::OF_DEEP
        .iter()
        .map(|&witness| match witness {
            Witness::Dual => deep::forward_mode(problem),
            Witness::Forward | Witness::Central => deep::finite_difference(problem, &witness.spec()),
        })
        .collect();
    let layers = problem.layers();
    let arrays = (0..layers).map(DeepArray::DlDbiases).chain((0..layers).map(DeepArray::DlDweights));
    let compared = |array: DeepArray| {
        let witnesses: Option<Vec<Array>> = measured.iter().map(|measured| measured.array(array)).collect();
        let cause = |row: usize, column: usize, agree: &[bool]| {
            let &[forward, central, dual] = agree else { return None };
            match () {
                () if !dual => Some(Cause::Wrong),
                () if forward => None,
                () if problem.crosses_kink(&Witness::Forward.spec(), array, row, column) => Some(Cause::Kink),
                () if central => Some(Cause::Coarse),
                () => Some(Cause::Rounding),
            }
        };
        Some(Compared::of(array.to_string(), &problem.array(array)?, &witnesses?, cause))
    };
    arrays.filter_map(compared).collect()
}

impl Compared {
    fn of(
        name: String,
        backprop: &Array,
        witnesses: &[Array],
        cause: impl Fn(usize, usize, &[bool]) -> Option<Cause>,
    ) -> Self {
        let verdicts: Vec<Verdict> =
            witnesses.iter().map(|witness| Verdict::of(backprop, witness, &NOTEBOOK)).collect();
        let columns = backprop.shape().columns();
        let entry = |(index, &value): (usize, &f64)| {
            let (row, column) = (index / columns, index % columns);
            let witnesses: Vec<f64> = witnesses.iter().map(|witness| witness.values()[index]).collect();
            let agrees = |&witness: &f64| compare(witness, value, NOTEBOOK.rtol, NOTEBOOK.atol).matches;
            let agree: Vec<bool> = witnesses.iter().map(agrees).collect();
            let cause = || cause(row, column, &agree);
            agree.contains(&false).then(|| Differs { row, column, backprop: value, cause: cause(), witnesses })
        };
        let differing = backprop.values().iter().enumerate().filter_map(entry).collect();
        Self { name, shape: backprop.shape(), verdicts, differing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::examples;

    #[test]
    fn a_forward_difference_that_fails_is_told_from_a_wrong_gradient() {
        let mut given = examples::notebook_7_2();
        assert!(compare_deep(&DeepProblem::new(&given).expect("fits")).iter().all(|one| one.differing.is_empty()));
        // A label far away makes the loss curve: the notebook's own check fails there.
        given.y = [[2e4]].into();
        let compared = compare_deep(&DeepProblem::new(&given).expect("fits"));
        let entries: Vec<&Differs> = compared.iter().flat_map(|one| &one.differing).collect();
        let outcome = Outcome::of(&compared);
        assert!(!outcome.fails() && outcome.differing == outcome.explained(), "{outcome:?}");
        assert!(!entries.is_empty(), "the forward difference misses some");
        assert!(compared.iter().all(|one| one.verdicts[2].matches()), "forward mode confirms all");
        assert!(entries.iter().all(|entry| entry.cause.is_some_and(|cause| cause != Cause::Wrong)), "{entries:?}");
    }

    #[test]
    fn an_error_that_is_no_number_is_the_largest() {
        let mut compared = compare_dense(&DenseProblem::new(&examples::seed_000()).expect("fits"));
        for place in 0..compared.len() {
            let before = std::mem::replace(&mut compared[place].verdicts[0].max_absolute, f64::NAN);
            assert!(Outcome::of(&compared).max_absolute.is_nan(), "in array {place}");
            compared[place].verdicts[0].max_absolute = before;
        }
        assert!(Outcome::of(&compared).max_absolute < 1e-6, "as it was");
    }

    #[test]
    fn a_dense_layer_is_confirmed_twice() {
        let compared = compare_dense(&DenseProblem::new(&examples::seed_000()).expect("fits"));
        assert_eq!(compared.len(), 3, "grad_input, grad_W, grad_b");
        assert!(compared.iter().all(|one| one.verdicts.len() == 2 && one.differing.is_empty()), "{compared:?}");
    }
}
