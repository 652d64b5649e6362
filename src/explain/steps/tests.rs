use proptest::prelude::*;

use super::*;
use crate::{
    Named,
    explain::tests::{example, network},
    nn::{Group, ParameterId, Reduction, Stepper},
};

const RATES: Rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };

/// Unit 0 at z = 0.75 is on, unit 1 at z = −0.5 is off; Ȳ = 2·0.75 − 1 = 0.5.
fn small() -> Walk {
    let values = vec![1.0, -1.0, 0.0, 3.0, 0.25, 0.0, 2.0, 4.0, -1.0];
    let parameters = Parameters::from_flat(2, values).expect("4h + 1 numbers");
    walk(&parameters, Example { x: [0.5, 0.0], y: 1.0 }, RATES)
}

fn assert_near(actual: &Array, expected: &Array, what: &str) {
    assert_eq!(actual.shape(), expected.shape(), "{what}: shape");
    for (actual, expected) in actual.values().iter().zip(expected.values()) {
        assert!((actual - expected).abs() <= 1e-13 * (1.0 + expected.abs()), "{what}: {actual} is not {expected}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_form_comes_to_the_same_numbers(parameters in network(9), example in example(), l2 in 0..2_u8) {
        let walk = walk(&parameters, example, Rates { l2: 0.3 * f64::from(l2), ..RATES });
        for &id in StepId::ALL {
            for &form in Form::ALL {
                let written = walk.written(id, form);
                assert_near(&written.result, &walk.step(id).value, &written.formula.to_string());
            }
        }
    }

    #[test]
    fn the_gradient_is_backpropagations(parameters in network(64), example in example()) {
        let walk = walk(&parameters, example, RATES);
        let (loss, gradient) = two_layer::gradient(&parameters, &[example], Reduction::Mean);
        prop_assert_eq!(&walk.gradient, &gradient, "to the bit");
        prop_assert_eq!(walk.s.to_bits(), loss.to_bits(), "the loss");
        let [input] = two_layer::gradient_input(&parameters, &[example], Reduction::Sum)[..] else { panic!("one") };
        for (actual, expected) in walk.ds_dx.iter().zip(input) {
            prop_assert!((actual - expected).abs() <= 1e-12 * (1.0 + expected.abs()), "∂s/∂X: {} {}", actual, expected);
        }
    }

    #[test]
    fn the_update_is_trainings(parameters in network(64), example in example(), l2 in 0.0..0.5_f64) {
        let rates = Rates { l2, ..RATES };
        let update = walk(&parameters, example, rates).update;
        let mut trained = parameters.clone();
        Stepper::new(parameters.hidden()).step(&mut trained, &[example], rates);
        for id in parameters.ids() {
            let (after, trained) = (update.after.get(id), trained.get(id));
            prop_assert!((after - trained).abs() <= 1e-15 * (1.0 + trained.abs()), "{}: {} {}", id, after, trained);
            let moved = parameters.get(id) + update.change.get(id);
            prop_assert!((after - moved).abs() <= 1e-14 * (1.0 + after.abs()), "{}: the change is the difference", id);
        }
    }
}

#[test]
fn a_network_by_hand() {
    let (walk, slope) = (small(), -0.377_540_668_798_145_4);
    let table = [
        (StepId::Z, vec![0.75, -0.5]),
        (StepId::H, vec![0.75, 0.0]),
        (StepId::Ybar, vec![0.5]),
        (StepId::S, vec![0.474_076_984_180_107_1]),
        (StepId::DsDybar, vec![slope]),
        (StepId::DsDwo, vec![0.75 * slope, 0.0]),
        (StepId::DsDbo, vec![slope]),
        (StepId::DsDh, vec![2.0 * slope, 4.0 * slope]),
        (StepId::DsDz, vec![2.0 * slope, 0.0]),
        (StepId::DsDwi, vec![slope, 0.0, 0.0, 0.0]),
        (StepId::DsDbi, vec![2.0 * slope, 0.0]),
        (StepId::DsDx, vec![2.0 * slope, 0.0]),
    ];
    for (id, expected) in table {
        let value = walk.step(id).value;
        assert_near(&value, &Array::new(value.shape(), expected).expect("the shape's count"), id.name());
    }
}

#[test]
fn formulas_read_as_the_seed_writes_them() {
    let walk = small();
    let table = [
        (StepId::Z, Form::Elements, "Z[j] = Σ_i X[i]·Wi[i][j] + bi[j]", "j < 2"),
        (StepId::Z, Form::Matrices, "Z = X·Wi + bi", "[1, 2] = [1, 2]·[2, 2] + [2]"),
        (StepId::S, Form::Matrices, "s = log(1 + exp(−Y·Ȳ))", "[] = []"),
        (StepId::DsDybar, Form::Elements, "∂s/∂Ȳ = −Y·σ(−Y·Ȳ)", ""),
        (StepId::DsDz, Form::Matrices, "∂s/∂Z = ∂s/∂H ⊙ 1[Z > 0]", "[1, 2] = [1, 2] ⊙ [1, 2]"),
        (StepId::DsDwi, Form::Elements, "∂s/∂Wi[i][j] = ∂s/∂Z[j]·X[i]", "i < 2, j < 2"),
        (StepId::DsDwi, Form::Matrices, "∂s/∂Wi = Xᵀ·∂s/∂Z", "[2, 2] = [2, 1]·[1, 2]"),
        (
            StepId::DsDwi,
            Form::Kronecker,
            "∂s/∂Wi = reshape(∂s/∂Ȳ·Woᵀ·diag(1[Z > 0])·(X ⊗ I_h), [2, 2])",
            "[2, 2] = reshape([]·[1, 2]·[2, 2]·[2, 4], [2, 2])",
        ),
        (StepId::DsDx, Form::Elements, "∂s/∂X[i] = Σ_j ∂s/∂Z[j]·Wi[i][j]", "i < 2"),
        (StepId::Update, Form::Matrices, "θ ← θ − η·g", "[9] ← [9] − []·[9]"),
    ];
    for (id, form, formula, shapes) in table {
        let written = walk.written(id, form);
        assert_eq!(written.formula.to_string(), formula, "{}", id.name());
        let fits = match written.shapes {
            Shapes::Equation(equation) => equation.to_string(),
            Shapes::ForEach(bounds) => {
                bounds.iter().map(|(letter, bound)| format!("{letter} < {bound}")).collect::<Vec<_>>().join(", ")
            }
        };
        assert_eq!(fits, shapes, "shapes of {formula}");
    }
}

#[test]
fn operands_are_the_arrays_of_the_formula() {
    let walk = small();
    let names = |id, form| -> Vec<String> {
        walk.written(id, form).operands.iter().map(|operand| operand.name.to_string()).collect()
    };
    assert_eq!(names(StepId::DsDwi, Form::Matrices), ["Xᵀ", "∂s/∂Z"], "matrices");
    assert_eq!(names(StepId::DsDwi, Form::Elements), ["∂s/∂Z", "X"], "whole arrays of the elements");
    assert_eq!(names(StepId::DsDwi, Form::Kronecker), ["∂s/∂Ȳ", "Woᵀ", "diag(1[Z > 0])", "X ⊗ I_h"], "Kronecker");
    assert_eq!(names(StepId::S, Form::Matrices), ["Y", "Ȳ"], "each once");
    let kron = walk.written(StepId::DsDwi, Form::Kronecker).operands.remove(3).value;
    assert_eq!(kron.shape(), Shape::Matrix(2, 4), "[h, d·h], as np.kron(X, np.eye(h))");
    assert_near(
        &kron,
        &Array::new(kron.shape(), vec![0.5, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0]).expect("eight"),
        "X ⊗ I",
    );
}

#[test]
fn the_chain_is_what_arrives_times_what_is_local() {
    let walk = small();
    for step in walk.steps() {
        assert_eq!(step.chain.is_some(), step.id.pass() == Pass::Backward, "{}", step.id.name());
        let Some(Chain { above, local, product }) = step.chain else { continue };
        assert_eq!(product.value, step.value, "{}", step.id.name());
        assert_eq!(product.name, step.makes, "{}", step.id.name());
        let upper = above.name.to_string().replace("∂s/", "");
        assert!(local.name.to_string().starts_with(&upper), "{} after {}", local.name, above.name);
    }
    let chain = walk.step(StepId::DsDz).chain.expect("a backward step");
    assert_eq!((chain.local.name.to_string().as_str(), chain.local.value.values()), ("∂H/∂Z", &[1.0, 0.0][..]), "mask");
}

#[test]
fn l2_stands_apart_and_spares_biases() {
    let walk = walk(&small().parameters, small().example, Rates { l2: 0.5, ..RATES });
    assert_eq!(walk.written(StepId::Update, Form::Matrices).formula.to_string(), "θ ← θ − η·(g + λ·W)", "L2");
    let decay = |id| walk.update.decay.get(id);
    assert_near(&decay(ParameterId::Wo { unit: 1 }).into(), &2.0.into(), "λ·Wo[1]");
    assert_near(&decay(ParameterId::Bo).into(), &0.0.into(), "bo is left alone");
    assert_eq!(walk.gradient, small().gradient, "the gradient of the data's loss knows no L2");
}

#[test]
fn ratios_compare_norms() {
    let wo = small().update.groups[2];
    let expected = 0.1 * 0.75 * 0.377_540_668_798_145_4 / 20.0_f64.sqrt();
    assert!((wo.ratio().expect("Wo is not 0") - expected).abs() < 1e-15, "{:?}", wo.ratio());
    let none = update(&Parameters::zeros(2), &small().gradient, RATES).groups[0].ratio();
    assert_eq!(none, None, "nothing to compare with");
    let mut huge = Parameters::zeros(1);
    huge.set(ParameterId::Wo { unit: 0 }, 1e300);
    let norm = update(&huge, &Parameters::zeros(1), RATES).groups[Group::Wo as usize].value;
    assert!((norm - 1e300).abs() < 1e285, "no overflow on the way");
}

#[test]
fn absurd_numbers_do_not_panic() {
    for value in [f64::NAN, f64::INFINITY, 1e308] {
        let mut parameters = small().parameters;
        parameters.set(ParameterId::Wo { unit: 0 }, value);
        let walk = walk(&parameters, Example { x: [1.0, 1.0], y: -1.0 }, RATES);
        for &id in StepId::ALL {
            for &form in Form::ALL {
                let result = walk.written(id, form).result;
                assert_eq!(result.shape(), walk.step(id).value.shape(), "{} at {value}", id.name());
            }
        }
    }
}

#[test]
fn names_and_neighbors_are_inverse() {
    for &id in StepId::ALL {
        assert_eq!(StepId::from_name(id.name()), Some(id), "{}", id.name());
        assert_eq!(StepId::ALL[id.index()], id, "{}", id.name());
        assert!(id.next().is_none_or(|next| next.previous() == Some(id)), "{}", id.name());
    }
    assert_eq!((StepId::Z.previous(), StepId::Update.next()), (None, None), "both ends");
}

#[test]
fn an_entry_reads_its_row_and_its_column() {
    let walk = small();
    for (id, form, place, expected) in [
        // X, Wi, bi: all of X, one column of Wi.
        (StepId::Z, Form::Matrices, 1, vec![vec![0, 1], vec![1, 3], vec![1]]),
        (StepId::Z, Form::Elements, 1, vec![vec![0, 1], vec![1, 3], vec![1]]),
        // X ⊗ I and the weights one after the other: a row, and all of them.
        (StepId::Z, Form::Kronecker, 1, vec![vec![4, 5, 6, 7], vec![0, 1, 2, 3], vec![1]]),
        (StepId::Ybar, Form::Matrices, 0, vec![vec![0, 1], vec![0, 1], vec![0]]),
        // Xᵀ and ∂s/∂Z: one number of each.
        (StepId::DsDwi, Form::Matrices, 3, vec![vec![1], vec![1]]),
        (StepId::DsDz, Form::Matrices, 1, vec![vec![1], vec![1]]),
        // ∂s/∂Z and Wiᵀ, whose columns are inputs.
        (StepId::DsDx, Form::Matrices, 1, vec![vec![0, 1], vec![1, 3]]),
        // θ, η, g.
        (StepId::Update, Form::Matrices, 8, vec![vec![8], vec![0], vec![8]]),
    ] {
        assert_eq!(walk.reads(id, form, place), expected, "{} as {form:?}, entry {place}", id.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_number_of_a_formula_is_read_for_some_entry(parameters in network(5), example in example(), l2 in 0..2_u8) {
        let walk = walk(&parameters, example, Rates { l2: 0.3 * f64::from(l2), ..RATES });
        for &id in StepId::ALL {
            for &form in Form::ALL {
                let written = walk.written(id, form);
                let mut read: Vec<Vec<usize>> = vec![Vec::new(); written.operands.len()];
                for place in 0..written.result.values().len() {
                    for (all, places) in read.iter_mut().zip(walk.reads(id, form, place)) {
                        prop_assert!(!places.is_empty(), "{} as {:?}: entry {place} reads every operand", id.name(), form);
                        all.extend(places);
                    }
                }
                for (operand, mut places) in written.operands.iter().zip(read) {
                    places.sort_unstable();
                    places.dedup();
                    let all: Vec<usize> = (0..operand.value.values().len()).collect();
                    prop_assert_eq!(places, all, "{} as {:?}: all of {}", id.name(), form, operand.name);
                }
            }
        }
    }

    #[test]
    fn a_number_comes_from_where_it_is_the_same(parameters in network(5), example in example()) {
        let walk = walk(&parameters, example, RATES);
        for (&id, &form) in StepId::ALL.iter().flat_map(|id| Form::ALL.iter().map(move |form| (id, form))) {
            for Operand { name, value } in walk.written(id, form).operands {
                for (place, value) in value.values().iter().enumerate() {
                    let source = walk.source(&name, place);
                    prop_assert!(source.is_some(), "{} as {:?}: {} has a source", id.name(), form, name);
                    match source {
                        Some(Source::Step(from)) => prop_assert!(from < id, "{name} of {} is made before it", id.name()),
                        Some(Source::Parameter(parameter)) => {
                            prop_assert_eq!(parameters.get(parameter).to_bits(), value.to_bits(), "{}", name);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn an_entry_is_spelled_out() {
    let walk = small();
    for (id, place, expected) in [
        (StepId::Z, 0, "Z[0] = 0.5·1 + 0·0 + 0.25 = 0.75"),
        (StepId::Z, 1, "Z[1] = 0.5·(−1) + 0·3 + 0 = −0.5"),
        (StepId::H, 1, "H[1] = ReLU(−0.5) = 0"),
        (StepId::Ybar, 0, "Ȳ = 0.75·2 + 0·4 + (−1) = 0.5"),
        (StepId::DsDz, 1, "∂s/∂Z[1] = (−1.51)·1[−0.5 > 0] = 0"),
        (StepId::DsDwi, 0, "∂s/∂Wi[0][0] = (−0.755)·0.5 = −0.378"),
        (StepId::Update, 0, "Wi[0][0] ← 1 − 0.1·(−0.378) = 1.04"),
    ] {
        assert_eq!(walk.spelled(id, place), expected, "{}", id.name());
    }
    let many = walk_of(8).spelled(StepId::Ybar, 0);
    assert_eq!(many.matches('·').count(), 4, "the middle of a long sum is left out: {many}");
    assert!(many.contains(" + … + "), "{many}");
}

fn walk_of(hidden: usize) -> Walk {
    walk(&Parameters::zeros(hidden), Example { x: [0.5, 0.0], y: 1.0 }, RATES)
}
