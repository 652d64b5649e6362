//! Deep networks against their witnesses, in the notebook's terms and in better ones.

use proptest::prelude::*;

use super::*;
use crate::{
    Named,
    check::CheckSpec,
    data::{Portable, Purpose},
    lab::{Compared, Convention, Formula, MOST_ROWS_OR_COLUMNS, Outcome, Rule, Shape, compare_all, examples},
    nn::Activation,
};

/// Five hidden layers of six.
fn sketch() -> Sketch {
    Sketch::of(&examples::notebook_7_2())
}

fn drawn(sketch: Sketch) -> DeepProblem {
    DeepProblem::new(&sketch.draw(Loss::LeastSquares)).expect("fits")
}

/// What one witness says of each array.
fn compared(problem: &DeepProblem, measured: Measured<DeepArray>, spec: &CheckSpec) -> Vec<Compared> {
    Compared::each(problem, &[measured], spec)
}

#[test]
fn notebook_7_2_says_1_907_and_success() {
    let problem = DeepProblem::new(&examples::notebook_7_2()).expect("fits");
    let output = problem.array(DeepArray::Output).expect("an output").values()[0];
    assert!((output - 1.907).abs() < 5e-4, "the notebook's own line: {output}");
    let compared = compared(&problem, problem.measured(Witness::Forward), &NOTEBOOK);
    assert_eq!(compared.len(), 12, "biases and weights of six layers");
    assert!(compared.iter().all(|one| one.verdicts[0].matches()), "Success! Derivatives match. {compared:?}");
}

#[test]
fn better_witnesses_are_better() {
    let problem = DeepProblem::new(&examples::notebook_7_2()).expect("fits");
    let error = |witness| Outcome::of(&compared(&problem, problem.measured(witness), &NOTEBOOK)).max_absolute;
    let [forward, central, dual] = [Witness::Forward, Witness::Central, Witness::Dual].map(error);
    assert!(forward > central && central > dual && dual < 1e-11, "{forward} > {central} > {dual}");
}

#[test]
fn a_wrong_derivative_is_found() {
    let mut problem = DeepProblem::new(&examples::seed_002_network()).expect("fits");
    problem.gradients.dl_dweights[1][(1, 0)] *= 1.001;
    let mut failed = compare_all(&problem);
    failed.retain(|one| !one.differing.is_empty());
    let [Compared { name, verdicts, differing, .. }] = &failed[..] else { panic!("one array: {failed:?}") };
    assert_eq!(*name, DeepArray::DlDweights(1).to_string(), "the one that was changed");
    assert_eq!((differing[0].row, differing[0].column), (1, 0), "and where");
    assert_eq!(differing[0].cause, Some(Cause::Wrong), "forward mode differs too");
    assert_eq!((verdicts[0].differing, verdicts[0].compared), (1, 2), "in the notebook's words: 1 of 2");
}

#[test]
fn seed_002_reads_as_the_product_it_is() {
    let problem = DeepProblem::new(&examples::seed_002_network()).expect("fits");
    let factors = problem.output_factors(1, 0).expect("two examples");
    let (y, label) = (factors.output, factors.label);
    assert!((factors.product - (y - label) * y * (1.0 - y)).abs() < 1e-16, "(y − L)·y·(1 − y)");
    let dl_df = problem.array(DeepArray::DlDf(1)).expect("the last layer");
    assert!((factors.product - dl_df.values()[1]).abs() < 1e-15, "is what backpropagation has");
    let step = problem.steps().into_iter().find(|step| step.makes == DeepArray::DlDf(1)).expect("a step");
    let text = "dl_df[1] = dl_doutput ⊙ sigmoid′(f[1]) = (output − y) ⊙ output ⊙ (1 − output)";
    assert_eq!(step.equation.to_string(), text, "as the seed writes it");
    assert_eq!(problem.output_factors(2, 0), None, "no third example");
}

#[test]
fn steps_use_only_what_is_there() {
    for given in [examples::notebook_7_2(), examples::seed_002_network()] {
        let problem = DeepProblem::new(&given).expect("fits");
        let is_given = |array: &DeepArray| {
            matches!(
                array,
                DeepArray::Weights(_) | DeepArray::Biases(_) | DeepArray::H(0) | DeepArray::Y | DeepArray::Ones
            )
        };
        let mut made = Vec::new();
        for step in problem.steps() {
            let Formula::Equals(_, right) = &step.equation else { panic!("{}", step.equation) };
            let _ = right.map(&|array| {
                assert!(is_given(array) || made.contains(array), "{} before {array}", step.makes);
            });
            assert!(problem.array(step.makes).is_some(), "{} has numbers", step.makes);
            made.push(step.makes);
        }
        assert_eq!(
            made.len(),
            6 * problem.layers() + 2,
            "two forward, four backward each, the loss and its derivative"
        );
    }
}

#[test]
fn equations_of_one_hidden_layer_in_both_conventions() {
    let given = DeepGiven { loss: Loss::LeastSquares, ..examples::seed_002_network() };
    let activations = vec![Activation::Relu, Activation::Identity];
    let problem = DeepProblem::new(&DeepGiven { activations, ..given }).expect("fits");
    let texts = |convention: Convention| -> Vec<String> {
        problem.steps().into_iter().map(|step| convention.formula(step.equation).to_string()).collect()
    };
    let rows = [
        "f[0] = h[0]·W[0] + 1·b[0]",
        "h[1] = relu(f[0])",
        "f[1] = h[1]·W[1] + 1·b[1]",
        "output = f[1]",
        "loss = Σ (output − y)²",
        "dl_doutput = 2·(output − y)",
        "dl_df[1] = dl_doutput",
        "dl_dbiases[1] = 1ᵀ·dl_df[1]",
        "dl_dweights[1] = h[1]ᵀ·dl_df[1]",
        "dl_dh[1] = dl_df[1]·W[1]ᵀ",
        "dl_df[0] = dl_dh[1] ⊙ [f[0] > 0]",
        "dl_dbiases[0] = 1ᵀ·dl_df[0]",
        "dl_dweights[0] = h[0]ᵀ·dl_df[0]",
        "dl_dh[0] = dl_df[0]·W[0]ᵀ",
    ];
    assert_eq!(texts(Convention::Rows), rows, "[in, out]");
    let columns = texts(Convention::Columns);
    assert_eq!(columns[0], "f[0] = W[0]·h[0] + b[0]·1", "the notebook's forward");
    assert_eq!(columns[8], "dl_dweights[1] = dl_df[1]·h[1]ᵀ", "the notebook's weights");
    assert_eq!(columns[9], "dl_dh[1] = W[1]ᵀ·dl_df[1]", "the notebook's activations");
}

#[test]
fn what_does_not_fit_is_named() {
    let given = examples::seed_002_network();
    let matrix = |rows: usize, columns: usize| Array::from(&DMatrix::from_element(rows, columns, 0.5));
    let size = |found: &DeepMismatch| match found {
        DeepMismatch::Sizes(mismatch) => (mismatch.rule, mismatch.left.size(), mismatch.right.size()),
        other => panic!("{other:?}"),
    };
    let wide = DeepGiven { weights: vec![given.weights[0].clone(), matrix(3, 1)], ..given.clone() };
    assert_eq!(wide.mismatches().iter().map(size).collect::<Vec<_>>(), [(Rule::Inputs, 2, 3)], "2 units, 3 rows");
    let short = DeepGiven { y: matrix(1, 1), ..given.clone() };
    assert_eq!(short.mismatches().iter().map(size).collect::<Vec<_>>(), [(Rule::Examples, 2, 1)], "2 inputs, 1 label");
    let empty = DeepGiven { weights: vec![], biases: vec![], activations: vec![], ..given.clone() };
    assert_eq!(empty.mismatches(), [DeepMismatch::Layers { found: 0 }], "no layer");
    let large = DeepGiven { x: matrix(MOST_ROWS_OR_COLUMNS, 13), ..given.clone() };
    assert!(large.mismatches().iter().any(|found| matches!(found, DeepMismatch::TooLarge { .. })), "13 inputs");
    let fewer = DeepGiven { biases: vec![], activations: vec![], ..given };
    assert_eq!(fewer.mismatches().len(), 2, "biases and activations are missing: {:?}", fewer.mismatches());
}

#[test]
fn no_hidden_layer_is_a_network_too() {
    let problem = drawn(Sketch { hidden: 0, inputs: 3, outputs: 2, examples: 4, ..sketch() });
    assert_eq!(problem.layers(), 1, "K = 0");
    assert_eq!(
        problem.array(DeepArray::Output).map(|output| output.shape()),
        Some(Shape::Matrix(4, 2)),
        "four examples"
    );
    assert_eq!(problem.array(DeepArray::DlDweights(1)), None, "no second layer");
}

#[test]
fn gradients_vanish_and_explode_with_scale() {
    let ratio = |scale: f64, activation: Activation| {
        let sketch = Sketch { hidden: 8, width: 12, activation, scale, inputs: 12, examples: 50, seed: 3, ..sketch() };
        let norms = drawn(sketch).norms();
        norms[0].dl_df / norms[8].dl_df
    };
    let [small, he, large] = [0.3, 1.0, 3.0].map(|scale| ratio(scale, Activation::Relu));
    assert!(small < 1e-3 && (0.01..100.0).contains(&he) && large > 1e2, "ReLU: {small}, {he}, {large}");
    assert!(ratio(1.0, Activation::Sigmoid) < 1e-2, "sigmoids vanish");
}

#[test]
fn a_kink_is_told_from_a_mistake() {
    let array = |value: f64| Array::from(&DMatrix::from_element(1, 1, value));
    let given = DeepGiven {
        weights: vec![array(1.0), array(1.0)],
        biases: vec![array(-2.0), array(0.0)],
        activations: vec![Activation::Relu, Activation::Identity],
        loss: Loss::LeastSquares,
        x: array(2.0),
        y: array(1.0),
    };
    let problem = DeepProblem::new(&given).expect("fits");
    assert!(problem.crosses_kink(&NOTEBOOK, DeepArray::DlDbiases(0), 0, 0), "f[0] is 0: the ReLU switches");
    assert!(!problem.crosses_kink(&NOTEBOOK, DeepArray::DlDbiases(1), 0, 0), "nothing switches after the last layer");
    assert!(!problem.crosses_kink(&NOTEBOOK, DeepArray::DlDweights(0), 5, 0), "no such weight");
    let compared = compare_all(&problem);
    assert!(!compared[0].verdicts[0].matches(), "the forward difference measures the other side");
    assert!(compared.iter().all(|one| one.verdicts[2].matches()), "forward mode is exact");
}

#[test]
fn extreme_numbers_are_noticed_and_do_not_break_the_witnesses() {
    let mut given = examples::seed_002_network();
    given.weights[0] = Array::from(&DMatrix::from_element(2, 2, 5e3));
    let problem = DeepProblem::new(&given).expect("fits");
    assert!(problem.is_finite(), "sigmoids saturate");
    for one in compared(&problem, problem.measured(Witness::Dual), &NOTEBOOK) {
        assert!(one.verdicts[0].matches(), "{one:?}");
    }
    let mut huge = examples::notebook_7_2();
    huge.x = Array::from(&DMatrix::from_element(1, 1, 1e300));
    let problem = DeepProblem::new(&huge).expect("fits");
    assert!(!problem.is_finite(), "the loss is beyond float64");
}

/// A network of layers of any width, with anything after each.
fn any_problem() -> impl Strategy<Value = DeepProblem> {
    let layers = prop::collection::vec((1_usize..6, prop::sample::select(Activation::ALL)), 1..6);
    (layers, 1_usize..4, 1_usize..4, prop::sample::select(Loss::ALL), any::<u64>()).prop_map(
        |(layers, inputs, examples, loss, seed)| {
            let mut draws = Portable::new(seed, Purpose::Parameters);
            let mut array = |rows: usize, columns: usize| {
                let values = std::iter::repeat_with(|| draws.normal() / (columns as f64).sqrt());
                Array::from(&DMatrix::from_iterator(rows, columns, values.take(rows * columns)))
            };
            let widths: Vec<usize> = std::iter::once(inputs).chain(layers.iter().map(|layer| layer.0)).collect();
            let given = DeepGiven {
                weights: widths.windows(2).map(|pair| array(pair[0], pair[1])).collect(),
                biases: widths[1..].iter().map(|&width| array(1, width)).collect(),
                activations: layers.iter().map(|layer| layer.1).collect(),
                loss,
                x: array(examples, inputs),
                y: array(examples, widths[widths.len() - 1]),
            };
            DeepProblem::new(&given).expect("fits")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn backward_agrees_with_forward_mode_and_central_differences(problem in any_problem()) {
        let exact = CheckSpec { rtol: 1e-11, atol: 1e-11, ..CheckSpec::default() };
        for one in compared(&problem, problem.measured(Witness::Dual), &exact) {
            prop_assert!(one.verdicts[0].matches(), "{:?}", one);
        }
        let spec = CheckSpec { atol: 1e-6, ..CheckSpec::default() };
        let measured = problem.finite_difference(&spec);
        let names: Vec<DeepArray> = measured.iter().map(|(name, _)| *name).collect();
        for (array, one) in names.into_iter().zip(compared(&problem, measured, &spec)) {
            for entry in one.differing {
                prop_assert!(problem.crosses_kink(&spec, array, entry.row, entry.column), "{}: {:?}", array, entry);
            }
        }
    }

    #[test]
    fn every_entry_of_every_layer_is_its_sum(problem in any_problem()) {
        for k in 0..problem.layers() {
            for array in [DeepArray::F(k), DeepArray::DlDh(k), DeepArray::DlDweights(k), DeepArray::DlDbiases(k)] {
                let numbers = problem.array(array).expect("a layer");
                for (row, values) in numbers.rows().enumerate() {
                    for (column, value) in values.iter().enumerate() {
                        let sum = problem.entry(array, row, column).expect("an entry").sum();
                        prop_assert!((sum - value).abs() <= 1e-12 * (1.0 + value.abs()), "{}[{}][{}]", array, row, column);
                    }
                }
            }
        }
    }
}
