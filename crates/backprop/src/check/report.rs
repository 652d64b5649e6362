//! The whole check: one row for each parameter, and one sentence's worth of summary.

use super::{CheckSpec, compare, finite_difference::differences_of, forward_mode::derivatives_of};
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction, two_layer},
};

/// The check of one gradient against its witnesses.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The loss at which the gradient was taken.
    pub loss: f64,
    /// One row for each parameter, in the flat layout's order.
    pub rows: Vec<Row>,
    /// How many rows match.
    pub matching: usize,
    /// The largest absolute error of all rows; NaN where one is NaN.
    pub max_absolute_error: f64,
    /// The largest relative error of the rows where it means something; NaN where one is NaN.
    ///
    /// Those are the rows that do not match and the rows where either number reaches atol/rtol (1e-3 by default), from
    /// where on the relative tolerance decides. Below, a matching row is judged by atol, and its relative error is
    /// mostly the rounding of the finite difference. The largest derivative always counts.
    pub max_relative_error: f64,
    /// The row of [`Self::max_relative_error`]; `None` where every error is 0.
    pub most_off: Option<ParameterId>,
    /// How many matching rows [`Self::max_relative_error`] leaves out, both of whose numbers are below
    /// [`Self::meaningful`].
    pub left_out: usize,
    /// The size from which on a matching row's relative error counts: atol/rtol, or the largest derivative below it.
    pub meaningful: f64,
    /// The row that uses up most of its tolerance atol + rtol·|backprop|; `None` where every error is 0.
    pub worst: Option<ParameterId>,
}

/// One derivative, from backprop and from its witnesses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which parameter.
    pub id: ParameterId,
    /// The parameter itself.
    pub value: f64,
    /// Its derivative by the backward pass that is checked.
    pub backprop: f64,
    /// Its derivative as a finite difference.
    pub finite_difference: f64,
    /// Its derivative by forward mode.
    pub forward_mode: f64,
    /// |finite difference − backprop|; NaN where either is NaN.
    pub absolute_error: f64,
    /// The same, divided by the larger of the two magnitudes; 0 where both are 0, NaN where either
    /// is NaN or, unequal, infinite.
    pub relative_error: f64,
    /// The absolute error divided by its tolerance atol + rtol·|backprop|; more than 1 is no match.
    pub violation: f64,
    /// Whether finite difference and backprop match.
    pub matches: bool,
    /// Whether forward mode and backprop match, under the same tolerances. No step size and no kink blurs this one.
    pub forward_mode_matches: bool,
}

/// Checks the gradient `backprop` of the loss of `examples` at `parameters`. Panics where the two differ in size.
pub fn report(
    spec: &CheckSpec,
    parameters: &Parameters,
    backprop: &Parameters,
    examples: &[Example],
    reduction: Reduction,
) -> Report {
    let checking = Checking::new(spec, parameters, backprop, examples, reduction);
    checking.into_finished()
}

/// A check that is made part by part, so that a page stays alive in between. However it is cut, no bit changes.
#[derive(Clone, Debug)]
pub struct Checking {
    spec: CheckSpec,
    parameters: Parameters,
    backprop: Parameters,
    examples: Vec<Example>,
    reduction: Reduction,
    difference: Parameters,
    forward: Parameters,
    /// How many parameters are done, in the flat layout's order.
    done: usize,
}

impl Checking {
    /// As [`report`], with nothing done. Panics where the two differ in size.
    pub fn new(
        spec: &CheckSpec,
        parameters: &Parameters,
        backprop: &Parameters,
        examples: &[Example],
        reduction: Reduction,
    ) -> Self {
        let hidden = parameters.hidden();
        assert_eq!(hidden, backprop.hidden(), "a gradient has the parameters' shapes");
        Self {
            spec: *spec,
            parameters: parameters.clone(),
            backprop: backprop.clone(),
            examples: examples.to_vec(),
            reduction,
            difference: Parameters::zeros(hidden),
            forward: Parameters::zeros(hidden),
            done: 0,
        }
    }

    /// Goes on for about `work` units, of about three nanoseconds each, and says whether all is done.
    pub fn go_on(&mut self, work: u64) -> bool {
        let Self { spec, parameters, examples, reduction, .. } = self;
        let each = work_of_one(parameters, examples.len());
        let left = parameters.as_slice().len() - self.done;
        let count = usize::try_from(work / each).unwrap_or(usize::MAX).clamp(1, left.max(1)).min(left);
        let places = self.done..self.done + count;
        differences_of(spec, parameters, examples, *reduction, places.clone(), &mut self.difference);
        derivatives_of(parameters, examples, *reduction, places, &mut self.forward);
        self.done += count;
        count == left
    }

    /// How much the whole check of so many examples is, in the same units.
    pub fn work(parameters: &Parameters, examples: usize) -> u64 {
        parameters.as_slice().len() as u64 * work_of_one(parameters, examples)
    }

    /// The report, once all that is left is done.
    pub fn into_finished(mut self) -> Report {
        self.go_on(u64::MAX);
        self.into_report()
    }

    /// The report, where all is done; else rows of which nothing is known yet have derivatives of 0.
    pub fn into_report(self) -> Report {
        let Self { spec, parameters, backprop, examples, reduction, difference, forward, .. } = self;
        let columns = [&parameters, &backprop, &difference, &forward];
        let row = |id| Row::new(&spec, id, columns.map(|column| column.get(id)));
        Report::new(&spec, two_layer::loss(&parameters, &examples, reduction), parameters.ids().map(row).collect())
    }
}

/// What one parameter's derivatives take: two losses, and one of numbers that are twice as long.
fn work_of_one(parameters: &Parameters, examples: usize) -> u64 {
    4 * examples.max(1) as u64 * (parameters.hidden() + 8) as u64
}

impl Report {
    fn new(spec: &CheckSpec, loss: f64, rows: Vec<Row>) -> Self {
        let largest = rows.iter().map(Row::magnitude).fold(0.0, f64::max);
        // f64::min passes over the NaN of 0/0.
        let meaningful = (spec.atol / spec.rtol).min(largest);
        let counts = |row: &Row| !row.matches || row.magnitude() >= meaningful;
        let relative = |row: &Row| if counts(row) { row.relative_error } else { 0.0 };
        let (max_relative_error, most_off) = largest_of(&rows, relative);
        Self {
            loss,
            matching: rows.iter().filter(|row| row.matches).count(),
            max_absolute_error: largest_of(&rows, |row| row.absolute_error).0,
            max_relative_error,
            most_off,
            left_out: rows.iter().filter(|row| !counts(row)).count(),
            meaningful,
            worst: largest_of(&rows, |row| row.violation).1,
            rows,
        }
    }

    /// Whether every row matches.
    pub fn matches(&self) -> bool {
        self.matching == self.rows.len()
    }
}

impl Row {
    fn new(spec: &CheckSpec, id: ParameterId, numbers: [f64; 4]) -> Self {
        let [value, backprop, finite_difference, forward_mode] = numbers;
        let compared = compare(finite_difference, backprop, spec.rtol, spec.atol);
        Self {
            id,
            value,
            backprop,
            finite_difference,
            forward_mode,
            absolute_error: compared.absolute,
            relative_error: compared.relative,
            violation: compared.violation,
            matches: compared.matches,
            forward_mode_matches: compare(forward_mode, backprop, spec.rtol, spec.atol).matches,
        }
    }

    fn magnitude(&self) -> f64 {
        self.backprop.abs().max(self.finite_difference.abs())
    }
}

/// The largest `error` and where it stands; NaN is larger than any number, and an error of 0 stands nowhere.
fn largest_of(rows: &[Row], error: impl Fn(&Row) -> f64) -> (f64, Option<ParameterId>) {
    let mut largest = (0.0, None);
    for row in rows {
        let error = error(row);
        if error > largest.0 || (error.is_nan() && !largest.0.is_nan()) {
            largest = (error, Some(row.id));
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::forward_mode;

    fn network() -> Parameters {
        let values = (0..Parameters::count(3)).map(|index| (index as f64 * 1.7 + 0.4).sin()).collect();
        Parameters::from_flat(3, values).expect("4h + 1 numbers")
    }

    const EXAMPLES: [Example; 3] =
        [Example { x: [0.5, -0.2], y: 1.0 }, Example { x: [-0.7, 0.9], y: -1.0 }, Example { x: [0.1, 0.8], y: 1.0 }];

    fn checked(change: impl FnOnce(&mut Parameters)) -> Report {
        let mut backprop = forward_mode(&network(), &EXAMPLES, Reduction::Mean);
        change(&mut backprop);
        report(&CheckSpec::default(), &network(), &backprop, &EXAMPLES, Reduction::Mean)
    }

    #[test]
    fn a_right_gradient_matches_everywhere() {
        let report = checked(|_| {});
        assert!(report.matches(), "{report:#?}");
        assert_eq!((report.matching, report.rows.len()), (13, 13), "4h + 1 rows");
        assert!(report.max_relative_error < 1e-6, "largest relative error {}", report.max_relative_error);
        assert!(report.rows.iter().all(|row| row.forward_mode_matches), "forward mode agrees");
        assert!(report.rows.iter().map(|row| row.id).eq(network().ids()), "the flat layout's order");
    }

    #[test]
    fn cutting_a_check_into_parts_changes_no_bit() {
        let whole = checked(|_| {});
        let backprop = forward_mode(&network(), &EXAMPLES, Reduction::Mean);
        let checking = || Checking::new(&CheckSpec::default(), &network(), &backprop, &EXAMPLES, Reduction::Mean);
        for (work, most) in [(0, 13), (300, 7), (u64::MAX, 1)] {
            let (mut checking, mut parts) = (checking(), 1);
            while !checking.go_on(work) {
                parts += 1;
            }
            assert!(parts <= most && checking.go_on(work), "{parts} parts of {work}");
            assert_eq!(checking.into_report(), whole, "in parts of {work}");
        }
    }

    #[test]
    fn one_wrong_derivative_is_found_and_named() {
        for id in network().ids() {
            let report = checked(|backprop| backprop.set(id, backprop.get(id) + 0.01));
            assert_eq!(report.matching, 12, "only {id} is wrong");
            assert_eq!((report.worst, report.most_off), (Some(id), Some(id)), "{id} is the worst");
            let row = report.rows.iter().find(|row| row.id == id).expect("a row each");
            assert!(!row.matches && !row.forward_mode_matches, "both witnesses see {id}");
            assert!((report.max_absolute_error - 0.01).abs() < 1e-6, "off by 0.01: {}", report.max_absolute_error);
        }
    }

    #[test]
    fn a_nan_is_the_worst_of_all() {
        let id = ParameterId::Wo { unit: 1 };
        let report = checked(|backprop| {
            backprop.set(id, f64::NAN);
            backprop.set(ParameterId::Bo, 1e6);
        });
        assert_eq!(report.matching, 11, "two are wrong");
        assert_eq!(report.worst, Some(id), "NaN before any number");
        assert!(report.max_absolute_error.is_nan() && report.max_relative_error.is_nan(), "NaN is not hidden");
    }

    #[test]
    fn nothing_to_learn_is_a_match_without_a_worst_row() {
        let zeros = Parameters::zeros(2);
        let balanced = [Example { x: [0.3, 0.1], y: 1.0 }, Example { x: [0.3, 0.1], y: -1.0 }];
        let report = report(&CheckSpec::default(), &zeros, &zeros, &balanced, Reduction::Mean);
        assert!(report.matches() && report.max_relative_error < 1e-15, "both zero is a match: {report:#?}");
        assert_eq!(report.worst, None, "no error, no worst");
    }
}
