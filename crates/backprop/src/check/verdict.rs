//! What each row of the check means, and in which order they are worth looking at.

use std::cmp::Ordering;

use super::{Kinks, Report, Row};

/// What a row of the check means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Forward mode contradicts backprop: the gradient is wrong.
    Wrong,
    /// One of the three is no finite number, so there is nothing to compare.
    Overflow,
    /// Finite difference and backprop differ because the difference steps across a kink; forward mode confirms backprop.
    Kink,
    /// They differ because δ is too large or too small; there is no kink on its way and forward mode confirms backprop.
    StepSize,
    /// Finite difference and backprop match.
    Match,
}

impl Verdict {
    /// The worst first.
    pub const ALL: [Self; 5] = [Self::Wrong, Self::Overflow, Self::Kink, Self::StepSize, Self::Match];
}

/// What `row` means, given the kinks of its parameter.
///
/// Only forward mode, which knows no step size, decides whether the gradient is right: a kink never excuses a wrong one.
pub fn verdict(row: &Row, kinks: &Kinks) -> Verdict {
    let confirmed = row.forward_mode_matches;
    if row.backprop.is_finite() && row.forward_mode.is_finite() && !confirmed && !row.matches {
        Verdict::Wrong
    } else if [row.backprop, row.finite_difference].iter().any(|number| !number.is_finite()) {
        Verdict::Overflow
    } else if row.matches {
        Verdict::Match
    } else if !confirmed {
        // Forward mode is no number, so nobody decides.
        Verdict::Overflow
    } else if kinks.is_smooth() {
        Verdict::StepSize
    } else {
        Verdict::Kink
    }
}

/// A row of the check with what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The numbers.
    pub row: Row,
    /// What they mean.
    pub verdict: Verdict,
}

impl Judged {
    /// The rows of `report` with what they mean, in the flat layout's order. `kinks` are those of the same parameters.
    pub fn all(report: &Report, kinks: &[Kinks]) -> Vec<Self> {
        report.rows.iter().zip(kinks).map(|(&row, kinks)| Self { row, verdict: verdict(&row, kinks) }).collect()
    }

    /// `Less` where this row is worse than the other: by verdict, and within one by relative error. NaN is the worst.
    pub fn worse(&self, other: &Self) -> Ordering {
        // The sign of a NaN says nothing, and would put it last.
        let error = |judged: &Self| judged.row.relative_error.abs();
        (self.verdict as u8).cmp(&(other.verdict as u8)).then(error(other).total_cmp(&error(self)))
    }
}

/// How many rows have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([usize; Verdict::ALL.len()]);

impl Tally {
    /// Counts `rows`.
    pub fn of(rows: &[Judged]) -> Self {
        let mut tally = Self::default();
        for judged in rows {
            tally.0[judged.verdict as usize] += 1;
        }
        tally
    }

    /// The rows of one verdict.
    pub fn count(self, verdict: Verdict) -> usize {
        self.0[verdict as usize]
    }

    /// All rows.
    pub fn rows(self) -> usize {
        self.0.iter().sum()
    }

    /// Whether every row matches.
    pub fn matches(self) -> bool {
        self.count(Verdict::Match) == self.rows()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check::{CheckSpec, Precision, forward_mode, kinks, report},
        data::Example,
        nn::{ParameterId, Parameters, Reduction},
    };

    const BI: ParameterId = ParameterId::Bi { unit: 0 };
    const WO: ParameterId = ParameterId::Wo { unit: 0 };

    /// One unit with Wi = \[1, 1\], the given bias, and Wo = 2.
    fn network(bi: f64) -> Parameters {
        Parameters::from_flat(1, vec![1.0, 1.0, bi, 2.0, 0.1]).expect("4h + 1 numbers")
    }

    #[test]
    fn a_kink_explains_a_difference_but_never_excuses_a_wrong_gradient() {
        let examples = [Example { x: [0.5, 0.25], y: 1.0 }, Example { x: [0.9, 0.4], y: -1.0 }];
        let verdicts = |bi: f64, delta: f64, change: f64| {
            let (parameters, spec) = (network(bi), CheckSpec { delta, ..CheckSpec::default() });
            let mut backprop = forward_mode(&parameters, &examples, Reduction::Mean);
            backprop.set(BI, backprop.get(BI) + change);
            let report = report(&spec, &parameters, &backprop, &examples, Reduction::Mean);
            let kinks = kinks(&spec, &parameters, &examples, Reduction::Mean);
            [BI, WO].map(|id| verdict(&report.rows[id.index(1)], &kinks[id.index(1)]))
        };
        assert_eq!(verdicts(-0.7, 1e-6, 0.0), [Verdict::Match; 2], "off the kink");
        assert_eq!(verdicts(-0.75, 1e-6, 0.0), [Verdict::Kink, Verdict::Match], "on the kink");
        assert_eq!(verdicts(-0.75, 1e-6, 0.3), [Verdict::Wrong, Verdict::Match], "on the kink and wrong");
        assert_eq!(verdicts(-0.7, 1e-6, 0.3), [Verdict::Wrong, Verdict::Match], "wrong");
        assert_eq!(verdicts(-0.7, 1e-14, 0.0), [Verdict::StepSize; 2], "a step that is too small");
    }

    #[test]
    fn what_is_no_number_is_an_overflow_and_not_a_verdict_on_backprop() {
        let examples = [Example { x: [1.0, 1.0], y: -1.0 }];
        let judge = |parameters: &Parameters, precision| {
            let spec = CheckSpec { precision, ..CheckSpec::default() };
            let backprop = forward_mode(parameters, &examples, Reduction::Mean);
            let report = report(&spec, parameters, &backprop, &examples, Reduction::Mean);
            Judged::all(&report, &kinks(&spec, parameters, &examples, Reduction::Mean))
        };
        let large = Parameters::from_flat(1, vec![1e20, 1e20, 0.0, 1e20, 0.0]).expect("4h + 1 numbers");
        let single = judge(&large, Precision::F32);
        assert!(single.iter().all(|judged| judged.verdict == Verdict::Overflow), "beyond float32: {single:?}");
        let huge = Parameters::from_flat(1, vec![1e200, 1e200, 0.0, 1e200, 0.0]).expect("4h + 1 numbers");
        let double = judge(&huge, Precision::F64);
        assert!(double.iter().any(|judged| judged.verdict == Verdict::Overflow), "beyond float64: {double:?}");
        assert!(double.iter().all(|judged| judged.verdict != Verdict::Wrong), "nobody is to blame: {double:?}");
    }

    #[test]
    fn wrong_rows_come_first_and_within_a_verdict_the_largest_error() {
        let row = |verdict, relative_error| {
            let examples = [Example { x: [0.5, 0.25], y: 1.0 }];
            let backprop = forward_mode(&network(0.0), &examples, Reduction::Mean);
            let report = report(&CheckSpec::default(), &network(0.0), &backprop, &examples, Reduction::Mean);
            Judged { row: Row { relative_error, ..report.rows[0] }, verdict }
        };
        let mut rows = [
            row(Verdict::Match, 0.5),
            row(Verdict::StepSize, 2.0),
            row(Verdict::Wrong, 0.1),
            row(Verdict::Kink, 1.0),
            row(Verdict::Wrong, 0.2),
            row(Verdict::Overflow, -f64::NAN),
            row(Verdict::Kink, f64::NAN),
        ];
        rows.sort_by(Judged::worse);
        let order: Vec<_> = rows.iter().map(|judged| (judged.verdict, judged.row.relative_error.to_string())).collect();
        let expected = [
            (Verdict::Wrong, "0.2"),
            (Verdict::Wrong, "0.1"),
            (Verdict::Overflow, "NaN"),
            (Verdict::Kink, "NaN"),
            (Verdict::Kink, "1"),
            (Verdict::StepSize, "2"),
            (Verdict::Match, "0.5"),
        ];
        assert_eq!(order, expected.map(|(verdict, error)| (verdict, error.to_owned())));
        let tally = Tally::of(&rows);
        assert_eq!((tally.rows(), tally.count(Verdict::Kink), tally.matches()), (7, 2, false), "{tally:?}");
        let last = Tally::of(&rows[6..]);
        assert_eq!((last.rows(), last.count(Verdict::Match), last.matches()), (1, 1, true), "{last:?}");
    }
}
