//! A dense layer against hand calculation, its witness, and the shapes it refuses.

use proptest::prelude::*;

use super::*;
use crate::{
    Named,
    check::{CheckSpec, Scheme},
    lab::{Axis, Compared, Convention, Rule, examples},
};

#[test]
fn equations_in_both_conventions() {
    let table = [
        (DenseArray::Output, "output = x_input·W + 1·b", "output = W·x_input + b·1"),
        (DenseArray::GradInput, "grad_input = grad_output·Wᵀ", "grad_input = Wᵀ·grad_output"),
        (DenseArray::GradW, "grad_W = x_inputᵀ·grad_output", "grad_W = grad_output·x_inputᵀ"),
        (DenseArray::GradB, "grad_b = 1ᵀ·grad_output", "grad_b = grad_output·1ᵀ"),
    ];
    for (result, rows, columns) in table {
        let equation = result.equation().expect("a result");
        assert_eq!(Convention::Rows.formula(equation.clone()).to_string(), rows, "{result}");
        assert_eq!(Convention::Columns.formula(equation).to_string(), columns, "{result}");
    }
    assert_eq!(DenseArray::W.equation(), None, "given, not computed");
}

#[test]
fn shapes_that_do_not_fit_say_which_numbers_and_why() {
    let (x, b, g) = (Some(Shape::Matrix(5, 18)), Some(Shape::Vector(5)), Some(Shape::Matrix(5, 5)));
    assert_eq!(mismatches([x, Some(Shape::Matrix(18, 5)), b, g]), [], "seed 000 fits");
    let found = mismatches([x, Some(Shape::Matrix(5, 18)), b, g]);
    assert_eq!(found.len(), 3, "W transposed disagrees with all three: {found:?}");
    assert_eq!(
        (found[0].left.size(), found[0].right.size(), found[0].rule),
        (18, 5, Rule::Inputs),
        "x's columns, W's rows"
    );
    assert!(found.iter().all(|mismatch| mismatch.to_transpose == Some(DenseArray::W)), "W is written the other way");
    let found = mismatches([x, None, None, Some(Shape::Matrix(4, 5))]);
    assert_eq!(
        (found.len(), found[0].rule, found[0].to_transpose),
        (1, Rule::Examples, Some(DenseArray::GradOutput)),
        "4 of 5 examples"
    );
    assert_eq!(mismatches([x, None, b, None]), [], "nothing to compare yet");
}

#[test]
fn a_mismatch_is_told_in_the_convention_of_the_page() {
    let [mismatch] = mismatches([Some(Shape::Matrix(5, 18)), Some(Shape::Matrix(7, 5)), None, None])[..] else {
        panic!("one")
    };
    assert_eq!(
        mismatch.to_string(),
        "x_input [5, 18] has 18 columns, W [7, 5] has 7 rows: each input needs its weights",
        "rows"
    );
    assert_eq!(
        mismatch.in_convention(Convention::Columns).to_string(),
        "x_input [18, 5] has 18 rows, W [5, 7] has 7 columns: each input needs its weights",
        "columns"
    );
}

#[test]
fn every_entry_is_the_sum_of_its_terms() {
    let problem = DenseProblem::new(&examples::seed_000()).expect("seed 000 fits");
    for result in DenseArray::RESULTS {
        let array = problem.array(result).expect("an array");
        for (row, values) in array.rows().enumerate() {
            for (column, &value) in values.iter().enumerate() {
                let entry = problem.entry(result, row, column).expect("an entry");
                assert!((entry.sum() - value).abs() < 1e-13, "{result}[{row}][{column}]: {} and {value}", entry.sum());
                assert_eq!(entry.result.value.to_bits(), value.to_bits(), "{result}[{row}][{column}]");
            }
        }
        assert_eq!(problem.entry(result, 99, 0), None, "no such row of {result}");
        assert_eq!(problem.entry(result, 0, 99), None, "no such column of {result}");
    }
    let entry = problem.entry(DenseArray::GradInput, 4, 17).expect("the last");
    assert_eq!(entry.terms.len(), 5, "one for each output");
    assert_eq!((entry.right.array, entry.right.axis, entry.right.index), (DenseArray::W, Axis::Row, 17), "row 17 of W");
    let shown = Convention::Columns.entry(entry);
    assert_eq!((shown.result.row, shown.result.column), (17, 4), "transposed");
    assert_eq!((shown.left.array, shown.left.axis), (DenseArray::W, Axis::Column), "W stands left, its column is lit");
}

#[test]
fn accumulation_answers_seed_002() {
    let problem = DenseProblem::new(&examples::seed_002_layer()).expect("fits");
    let twice = [Call::ZeroGrad, Call::Backward(0..2), Call::Backward(0..2)];
    let times = |accumulation, calls: &[Call]| -> Vec<Option<u32>> {
        accumulate(&problem, accumulation, calls).iter().map(|state| state.times_all).collect()
    };
    assert_eq!(times(Accumulation::Add, &twice), [Some(0), Some(1), Some(2)], "+= adds");
    assert_eq!(times(Accumulation::Assign, &twice), [Some(0), Some(1), Some(1)], "= forgets");
    let calls = batches(&problem, 1);
    assert_eq!(times(Accumulation::Add, &calls), [Some(0), None, Some(1)], "two batches make the gradient of all");
    assert_eq!(times(Accumulation::Assign, &calls), [Some(0), None, None], "= keeps the last batch only");
}

#[test]
fn biases_lie_as_they_like_and_one_example_may_be_a_vector() {
    let given = examples::seed_002_layer();
    let expected = DenseProblem::new(&given).expect("fits");
    let column = given.b.transposed();
    for b in [column.clone(), column.transposed()] {
        assert_eq!(DenseProblem::new(&DenseGiven { b, ..given.clone() }).as_ref(), Ok(&expected), "a column or a row");
    }
    let vector = |values: &[f64]| Array::new(Shape::Vector(values.len()), values.to_vec()).expect("numbers");
    let one = DenseGiven { x_input: vector(&[1.0, 2.0, 3.0]), grad_output: vector(&[1.0, -1.0]), ..given };
    assert_eq!(DenseProblem::new(&one).expect("one example").examples(), 1, "a vector is one example");
}

#[test]
fn the_largest_problem_is_measured_in_bearable_time() {
    let array = |seed: f64| {
        let values = (0..40_000).map(|index| (f64::from(index) * seed).sin()).collect();
        Array::new(Shape::Matrix(200, 200), values).expect("200 by 200")
    };
    let b = Array::new(Shape::Vector(200), vec![0.5; 200]).expect("200");
    let given = DenseGiven { x_input: array(0.37), w: array(0.91), b, grad_output: array(1.7) };
    let problem = DenseProblem::new(&given).expect("fits");
    let spec = CheckSpec::default();
    for Compared { name, verdicts, .. } in Compared::each(&problem, &[problem.finite_difference(&spec)], &spec) {
        assert!(verdicts[0].max_absolute < 1e-5, "{name}: {}", verdicts[0].max_absolute);
    }
}

#[test]
fn overflow_is_noticed() {
    let huge = Array::from(&DMatrix::from_element(1, 1, 1e300));
    let given = DenseGiven { x_input: huge.clone(), w: huge.clone(), b: huge.clone(), grad_output: huge };
    let problem = DenseProblem::new(&given).expect("shapes fit");
    assert!(!problem.is_finite(), "1e600 is no float64");
}

/// The whole loss, for every changed number, with nothing left out.
fn plain_difference(given: &DenseGiven, change: impl Fn(&mut DenseGiven, f64)) -> f64 {
    let loss = |delta: f64| {
        let mut given = given.clone();
        change(&mut given, delta);
        let (x, w, b) = (given.x_input.to_matrix(), given.w.to_matrix(), given.b.values().to_vec());
        let grad_output = given.grad_output.to_matrix();
        let output = |i: usize, j: usize| (0..x.ncols()).map(|k| x[(i, k)] * w[(k, j)]).sum::<f64>() + b[j];
        let entries = (0..x.nrows()).flat_map(|i| (0..w.ncols()).map(move |j| (i, j)));
        entries.map(|(i, j)| grad_output[(i, j)] * output(i, j)).sum::<f64>()
    };
    (loss(1e-6) - loss(-1e-6)) / 2e-6
}

fn nudged(array: &Array, index: usize, delta: f64) -> Array {
    let mut values = array.values().to_vec();
    values[index] += delta;
    Array::new(array.shape(), values).expect("same shape")
}

fn any_problem() -> impl Strategy<Value = DenseGiven> {
    (1_usize..6, 1_usize..6, 1_usize..6).prop_flat_map(|(n, inputs, outputs)| {
        let array = |shape: Shape| {
            let values = prop::collection::vec(-2.0..2.0, shape.count());
            values.prop_map(move |values| Array::new(shape, values).expect("the shape's count"))
        };
        let given = (
            array(Shape::Matrix(n, inputs)),
            array(Shape::Matrix(inputs, outputs)),
            array(Shape::Vector(outputs)),
            array(Shape::Matrix(n, outputs)),
        );
        given.prop_map(|(x_input, w, b, grad_output)| DenseGiven { x_input, w, b, grad_output })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn backward_agrees_with_every_witness(given in any_problem()) {
        let problem = DenseProblem::new(&given).expect("shapes fit");
        for &scheme in Scheme::ALL {
            let spec = CheckSpec { scheme, ..CheckSpec::default() };
            for Compared { name, verdicts, .. } in Compared::each(&problem, &[problem.finite_difference(&spec)], &spec) {
                prop_assert!(verdicts[0].max_absolute < 1e-7, "{} {}: {:?}", name, scheme.name(), verdicts);
            }
        }
        let grad_w = problem.array(DenseArray::GradW).expect("an array");
        for (index, &backprop) in grad_w.values().iter().enumerate() {
            let plain = plain_difference(&given, |given, delta| given.w = nudged(&given.w, index, delta));
            prop_assert!((plain - backprop).abs() < 1e-7, "grad_W {}: {} and {}", index, plain, backprop);
        }
        let grad_input = problem.array(DenseArray::GradInput).expect("an array");
        for (index, &backprop) in grad_input.values().iter().enumerate() {
            let plain = plain_difference(&given, |given, delta| given.x_input = nudged(&given.x_input, index, delta));
            prop_assert!((plain - backprop).abs() < 1e-7, "grad_input {}: {} and {}", index, plain, backprop);
        }
    }

    #[test]
    fn batches_of_any_size_add_up(given in any_problem(), size in 1_usize..7) {
        let problem = DenseProblem::new(&given).expect("shapes fit");
        let states = accumulate(&problem, Accumulation::Add, &batches(&problem, size));
        prop_assert_eq!(states.last().expect("at least one batch").times_all, Some(1));
    }
}
