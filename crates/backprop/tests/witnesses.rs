//! Random networks: backprop, finite differences and forward mode agree, and the fast path equals the general one.

use backprop::{
    check::{CheckSpec, Precision, Scheme, finite_difference, forward_mode, forward_mode_input, kinks},
    data::Example,
    nn::{
        Gradients, Network, ParameterId, Parameters, Rates, Reduction, Stepper, logistic_derivative, logistic_loss,
        two_layer,
    },
};
use nalgebra::DMatrix;
use proptest::{collection::vec, prelude::*};

fn reductions() -> impl Strategy<Value = Reduction> {
    prop_oneof![Just(Reduction::Mean), Just(Reduction::Sum)]
}

/// 1 to 64 hidden units, parameters between −2 and 2.
fn networks() -> impl Strategy<Value = Parameters> {
    (1_usize..=64).prop_flat_map(|hidden| {
        vec(-2.0..2.0, Parameters::count(hidden))
            .prop_map(move |values| Parameters::from_flat(hidden, values).expect("4h + 1 numbers"))
    })
}

fn batches() -> impl Strategy<Value = Vec<Example>> {
    let example = ([-1.5..1.5, -1.5..1.5], any::<bool>());
    vec(example.prop_map(|(x, positive)| Example { x, y: if positive { 1.0 } else { -1.0 } }), 1..12)
}

/// The largest entry, against which errors are measured.
fn largest(gradient: &Parameters) -> f64 {
    gradient.as_slice().iter().fold(1e-300, |largest, value| largest.max(value.abs()))
}

fn assert_near(actual: &Parameters, expected: &Parameters, tolerance: f64) -> Result<(), TestCaseError> {
    for id in expected.ids() {
        let error = (actual.get(id) - expected.get(id)).abs();
        prop_assert!(error <= tolerance, "{}: {:e} is not {:e}", id, actual.get(id), expected.get(id));
    }
    Ok(())
}

/// Which units each example activates with `id` moved by `shift`.
fn patterns(parameters: &Parameters, id: ParameterId, shift: f64, batch: &[Example]) -> Vec<Vec<bool>> {
    let mut moved = parameters.clone();
    moved.set(id, parameters.get(id) + shift);
    let mut z = vec![0.0; moved.hidden()];
    let pattern = |example: &Example| {
        two_layer::hidden(&moved, example.x, &mut z);
        z.iter().map(|z| *z > 0.0).collect()
    };
    batch.iter().map(pattern).collect()
}

/// Whether some hinge is crossed while `id` moves by δ either way, found by moving it.
fn crosses(parameters: &Parameters, id: ParameterId, delta: f64, batch: &[Example]) -> bool {
    patterns(parameters, id, -delta, batch) != patterns(parameters, id, delta, batch)
}

/// The same loss and gradients from matrices.
fn general(parameters: &Parameters, batch: &[Example], reduction: Reduction) -> (f64, Parameters, Gradients) {
    let network = Network::from(parameters);
    let x = DMatrix::from_fn(batch.len(), 2, |row, column| batch[row].x[column]);
    let y = DMatrix::from_fn(batch.len(), 1, |row, _| batch[row].y);
    let trace = network.forward(&x);
    let scale = reduction.scale(batch.len());
    let loss = scale * trace.output.zip_map(&y, |ybar, y| logistic_loss(y, ybar)).sum();
    let slope = trace.output.zip_map(&y, |ybar, y| scale * logistic_derivative(y, ybar));
    let gradients = network.backward(&trace, &slope);
    let wi = gradients.dl_dweights[0].transpose();
    let (bi, wo) = (&gradients.dl_dbiases[0], &gradients.dl_dweights[1]);
    let flat = [wi.as_slice(), bi.as_slice(), wo.as_slice(), gradients.dl_dbiases[1].as_slice()].concat();
    (loss, Parameters::from_flat(parameters.hidden(), flat).expect("4h + 1 numbers"), gradients)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn backprop_and_forward_mode_agree(p in networks(), batch in batches(), reduction in reductions()) {
        let (_, backprop) = two_layer::gradient(&p, &batch, reduction);
        assert_near(&forward_mode(&p, &batch, reduction), &backprop, 1e-12 * largest(&backprop))?;
        let wrt_x = two_layer::gradient_input(&p, &batch, reduction);
        let exact = forward_mode_input(&p, &batch, reduction);
        for (ours, exact) in wrt_x.as_flattened().iter().zip(exact.as_flattened()) {
            prop_assert!((ours - exact).abs() <= 1e-12 * p.hidden() as f64, "∂L/∂X: {ours:e} is not {exact:e}");
        }
    }

    #[test]
    fn backprop_and_finite_differences_agree_off_the_kinks(
        p in networks(), batch in batches(), reduction in reductions(), forward in any::<bool>(),
    ) {
        let (scheme, bound) = if forward { (Scheme::Forward, 2e-5) } else { (Scheme::Central, 2e-7) };
        let spec = CheckSpec { scheme, ..CheckSpec::default() };
        let (loss, backprop) = two_layer::gradient(&p, &batch, reduction);
        let measured = finite_difference(&spec, &p, &batch, reduction);
        for id in p.ids().filter(|id| !crosses(&p, *id, spec.delta, &batch)) {
            let error = (measured.get(id) - backprop.get(id)).abs();
            prop_assert!(error <= bound * (1.0 + loss), "{id}: off by {error:e} at a loss of {loss}");
        }
    }

    #[test]
    fn kink_certificates_agree_with_a_scan(p in networks(), batch in batches(), delta in -6.0..-0.5) {
        let spec = CheckSpec { delta: 10_f64.powf(delta), ..CheckSpec::default() };
        for kinks in kinks(&spec, &p, &batch, Reduction::Mean) {
            let id = kinks.parameter;
            let here = patterns(&p, id, 0.0, &batch);
            // The first flip in each direction is where the certificate says, and none is nearer.
            for nearest in [kinks.below, kinks.above].into_iter().flatten().filter(|nearest| nearest.abs() > 1e-9) {
                prop_assert!(patterns(&p, id, nearest * (1.0 - 1e-6), &batch) == here, "{id}: a kink before {nearest}");
                prop_assert!(patterns(&p, id, nearest * (1.0 + 1e-6), &batch) != here, "{id}: no kink at {nearest}");
            }
            let flips = |shift: f64, place: usize| patterns(&p, id, shift, &batch)[place] != here[place];
            for place in 0..batch.len() {
                let crosses = |reach: f64| flips(-reach, place) || flips(reach, place);
                if crosses(spec.delta * (1.0 - 1e-6)) {
                    prop_assert!(kinks.crossing.contains(&place), "{id}: example {place} crosses");
                } else if !crosses(spec.delta * (1.0 + 1e-6)) {
                    prop_assert!(!kinks.crossing.contains(&place), "{id}: example {place} does not cross");
                }
            }
        }
    }

    #[test]
    fn single_precision_sees_the_same_slopes_roughly(p in networks(), batch in batches()) {
        let spec = CheckSpec { delta: 1e-2, precision: Precision::F32, ..CheckSpec::default() };
        let (loss, backprop) = two_layer::gradient(&p, &batch, Reduction::Mean);
        let measured = finite_difference(&spec, &p, &batch, Reduction::Mean);
        for id in p.ids().filter(|id| !crosses(&p, *id, 2.0 * spec.delta, &batch)) {
            let error = (measured.get(id) - backprop.get(id)).abs();
            prop_assert!(error <= 5e-3 * (1.0 + loss), "{id}: off by {error:e} at a loss of {loss}");
        }
    }

    #[test]
    fn the_fast_path_equals_the_general_one(p in networks(), batch in batches(), reduction in reductions()) {
        let (loss, gradient) = two_layer::gradient(&p, &batch, reduction);
        let (general_loss, general_gradient, gradients) = general(&p, &batch, reduction);
        for loss in [loss, two_layer::loss(&p, &batch, reduction)] {
            prop_assert!((loss - general_loss).abs() <= 1e-13 * (1.0 + general_loss), "{loss} is not {general_loss}");
        }
        assert_near(&gradient, &general_gradient, 1e-13 * largest(&general_gradient))?;
        let rows = two_layer::gradient_input(&p, &batch, reduction);
        for (row, ours) in rows.iter().enumerate() {
            for (column, ours) in ours.iter().enumerate() {
                let error = (ours - gradients.dl_dh[0][(row, column)]).abs();
                prop_assert!(error <= 1e-13 * p.hidden() as f64, "∂L/∂X[{row}][{column}] is off by {error:e}");
            }
        }
    }

    #[test]
    fn a_fused_step_is_the_parameters_minus_rate_times_gradient(
        p in networks(), batch in batches(), reduction in reductions(), l2 in prop_oneof![Just(0.0), 0.0..1.0],
    ) {
        let rates = Rates { learning_rate: 0.05, l2, reduction };
        let (_, gradient, _) = general(&p, &batch, reduction);
        let mut expected = p.clone();
        for id in p.ids() {
            let decay = if id.group().is_weights() { l2 * p.get(id) } else { 0.0 };
            expected.set(id, p.get(id) - rates.learning_rate * (gradient.get(id) + decay));
        }
        let mut stepped = p.clone();
        prop_assert!(Stepper::new(p.hidden()).step(&mut stepped, &batch, rates), "every output is finite");
        assert_near(&stepped, &expected, 1e-13 * (1.0 + largest(&gradient)))?;
    }

    #[test]
    fn blocks_of_outputs_equal_single_ones(p in networks(), batch in batches()) {
        let (x1, x2): (Vec<f64>, Vec<f64>) = batch.iter().map(|example| (example.x[0], example.x[1])).unzip();
        let mut outputs = vec![f64::NAN; batch.len()];
        two_layer::outputs(&p, &x1, &x2, &mut outputs);
        for (example, output) in batch.iter().zip(outputs) {
            let single = two_layer::output(&p, example.x);
            prop_assert!((single - output).abs() <= 1e-12 * p.hidden() as f64, "{single} is not {output}");
        }
    }
}
