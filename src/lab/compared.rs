//! An array of derivatives beside what every witness says of it.

use super::{Array, Measured, Shape, System, deep::NOTEBOOK};
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

/// What one witness says of an array: `np.allclose(witness, backprop, rtol, atol)`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verdict {
    /// How many entries were compared.
    pub compared: usize,
    /// How many of them do not match.
    pub differing: usize,
    /// The largest |a − b|; NaN where any entry is.
    pub max_absolute: f64,
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
            differing: firsts().map(|verdict| verdict.differing).sum(),
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

/// The larger of two differences; NaN where either is.
fn larger(a: f64, b: f64) -> f64 {
    if a.is_nan() || a > b { a } else { b }
}

/// What its witnesses say of each of a system's gradients, with the notebook's tolerances.
pub fn compare_all<P: System>(problem: &P) -> Vec<Compared> {
    let measured: Vec<_> = P::WITNESSES.iter().map(|&witness| problem.measured(witness)).collect();
    Compared::each(problem, &measured, &NOTEBOOK)
}

impl Compared {
    /// Each array that the witnesses have `measured`, in their order, with the tolerances of `spec`.
    pub fn each<P: System>(problem: &P, measured: &[Measured<P::Name>], spec: &CheckSpec) -> Vec<Self> {
        let names = measured.first().into_iter().flatten().map(|(name, _)| *name).enumerate();
        let of = |(place, name): (usize, P::Name)| {
            let witnesses: Vec<&Array> = measured.iter().map(|arrays| &arrays[place].1).collect();
            let cause = |at: (usize, usize), agree: &[bool]| problem.cause(name, at, agree);
            Some(Self::of(name.to_string(), &problem.array(name)?, &witnesses, spec, cause))
        };
        names.filter_map(of).collect()
    }

    fn of(
        name: String,
        backprop: &Array,
        witnesses: &[&Array],
        spec: &CheckSpec,
        cause: impl Fn((usize, usize), &[bool]) -> Option<Cause>,
    ) -> Self {
        let shape = backprop.shape();
        let (mut verdicts, mut differing) = (vec![Verdict::default(); witnesses.len()], Vec::new());
        for (index, &backprop) in backprop.values().iter().enumerate() {
            let (row, column) = (index / shape.columns(), index % shape.columns());
            let witnesses: Vec<f64> = witnesses.iter().map(|witness| witness.values()[index]).collect();
            let agrees = |(&witness, verdict): (&f64, &mut Verdict)| {
                let comparison = compare(witness, backprop, spec.rtol, spec.atol);
                verdict.compared += 1;
                verdict.differing += usize::from(!comparison.matches);
                verdict.max_absolute = larger(verdict.max_absolute, comparison.absolute);
                comparison.matches
            };
            let agree: Vec<bool> = witnesses.iter().zip(&mut verdicts).map(agrees).collect();
            if agree.contains(&false) {
                let cause = cause((row, column), &agree);
                differing.push(Differs { row, column, backprop, witnesses, cause });
            }
        }
        Self { name, shape, verdicts, differing }
    }
}

impl Verdict {
    /// Whether every entry matches.
    pub fn matches(&self) -> bool {
        self.differing == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{deep::DeepProblem, dense::DenseProblem, examples};

    #[test]
    fn a_forward_difference_that_fails_is_told_from_a_wrong_gradient() {
        let mut given = examples::notebook_7_2();
        assert!(compare_all(&DeepProblem::new(&given).expect("fits")).iter().all(|one| one.differing.is_empty()));
        // A label far away makes the loss curve: the notebook's own check fails there.
        given.y = [[2e4]].into();
        let compared = compare_all(&DeepProblem::new(&given).expect("fits"));
        let entries: Vec<&Differs> = compared.iter().flat_map(|one| &one.differing).collect();
        let outcome = Outcome::of(&compared);
        assert!(!outcome.fails() && outcome.differing == outcome.explained(), "{outcome:?}");
        assert!(!entries.is_empty(), "the forward difference misses some");
        assert!(compared.iter().all(|one| one.verdicts[2].matches()), "forward mode confirms all");
        assert!(entries.iter().all(|entry| entry.cause.is_some_and(|cause| cause != Cause::Wrong)), "{entries:?}");
    }

    #[test]
    fn an_error_that_is_no_number_is_the_largest() {
        let mut compared = compare_all(&DenseProblem::new(&examples::seed_000()).expect("fits"));
        for place in 0..compared.len() {
            let before = std::mem::replace(&mut compared[place].verdicts[0].max_absolute, f64::NAN);
            assert!(Outcome::of(&compared).max_absolute.is_nan(), "in array {place}");
            compared[place].verdicts[0].max_absolute = before;
        }
        assert!(Outcome::of(&compared).max_absolute < 1e-6, "as it was");
    }

    #[test]
    fn a_dense_layer_is_confirmed_twice() {
        let compared = compare_all(&DenseProblem::new(&examples::seed_000()).expect("fits"));
        assert_eq!(compared.len(), 3, "grad_input, grad_W, grad_b");
        assert!(compared.iter().all(|one| one.verdicts.len() == 2 && one.differing.is_empty()), "{compared:?}");
    }
}
