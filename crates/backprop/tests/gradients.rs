//! Every gradient against JAX's (`tests/references`), and against seed 003's own formulas.

mod references;

use backprop::{
    Named,
    check::{CheckSpec, Precision, finite_difference, forward_mode, forward_mode_input, report},
    data::Example,
    nn::{
        Activation, Dense, Layer, Network, Parameters, Reduction, half_squared_error, half_squared_error_derivative,
        least_squares, least_squares_derivative, logistic_derivative, logistic_loss, sigmoid, two_layer,
    },
};
use nalgebra::{DMatrix, DVector, RowDVector};
use references::{assert_groups, assert_matrix, assert_near, cases, examples, matrix, numbers, parameters, vector};
use serde_json::Value;

const TOLERANCE: f64 = 1e-10;

fn gradient_cases() -> Vec<Value> {
    cases(include_str!("references/gradient_nn.json"))
}

/// The cases of the playground's own shape; one case has more inputs.
fn two_layer_cases() -> Vec<Value> {
    gradient_cases().into_iter().filter(|case| matrix(&case["X"]).ncols() == 2).collect()
}

/// A case's network, whatever its number of inputs.
fn general_network(case: &Value) -> Network {
    let p = &case["parameters"];
    let input = Dense { w: matrix(&p["Wi"]), b: vector(&p["bi"]) };
    let wo = numbers(&p["Wo"]);
    let output = Dense { w: DMatrix::from_column_slice(wo.len(), 1, &wo), b: vector(&p["bo"]) };
    Network::new(vec![
        Layer { dense: input, activation: Activation::Relu },
        Layer { dense: output, activation: Activation::Identity },
    ])
    .expect("shapes that fit")
}

#[test]
fn the_general_network_agrees_with_jax() {
    for case in gradient_cases() {
        let name = &case["name"];
        let (network, x, y) = (general_network(&case), matrix(&case["X"]), matrix(&case["Y"]));
        let trace = network.forward(&x);
        assert_near(trace.output.as_slice(), &numbers(&case["output"]), TOLERANCE, &format!("output of {name}"));
        let n = x.nrows() as f64;
        let loss = trace.output.zip_map(&y, |ybar, y| logistic_loss(y, ybar)).sum() / n;
        assert_near(&[loss], &numbers(&case["mean_loss"]), TOLERANCE, &format!("loss of {name}"));
        let slope = trace.output.zip_map(&y, |ybar, y| logistic_derivative(y, ybar) / n);
        let gradients = network.backward(&trace, &slope);
        let expected = &case["gradient_of_mean_loss"];
        assert_matrix(&gradients.dl_dweights[0], &matrix(&expected["Wi"]), TOLERANCE, &format!("Wi of {name}"));
        let others = [
            (gradients.dl_dbiases[0].as_slice(), "bi"),
            (gradients.dl_dweights[1].as_slice(), "Wo"),
            (gradients.dl_dbiases[1].as_slice(), "bo"),
        ];
        for (actual, group) in others {
            assert_near(actual, &numbers(&expected[group]), TOLERANCE, &format!("{group} of {name}"));
        }
        let expected = matrix(&case["gradient_wrt_X_of_mean_loss"]);
        assert_matrix(&gradients.dl_dh[0], &expected, TOLERANCE, &format!("X of {name}"));
    }
}

#[test]
fn the_two_layer_network_agrees_with_jax() {
    for case in two_layer_cases() {
        let name = &case["name"].to_string();
        let (p, examples) = (parameters(&case["parameters"]), examples(&case));
        let outputs: Vec<f64> = examples.iter().map(|example| two_layer::output(&p, example.x)).collect();
        assert_near(&outputs, &numbers(&case["output"]), TOLERANCE, &format!("output of {name}"));
        let (loss, gradient) = two_layer::gradient(&p, &examples, Reduction::Mean);
        for loss in [loss, two_layer::loss(&p, &examples, Reduction::Mean)] {
            assert_near(&[loss], &numbers(&case["mean_loss"]), TOLERANCE, &format!("loss of {name}"));
        }
        assert_groups(&gradient, &parameters(&case["gradient_of_mean_loss"]), TOLERANCE, name);
        let wrt_x = two_layer::gradient_input(&p, &examples, Reduction::Mean);
        let expected = numbers(&case["gradient_wrt_X_of_mean_loss"]);
        assert_near(wrt_x.as_flattened(), &expected, TOLERANCE, &format!("X of {name}"));
    }
}

#[test]
fn forward_mode_agrees_with_jax() {
    for case in two_layer_cases() {
        let name = &case["name"].to_string();
        let (p, examples) = (parameters(&case["parameters"]), examples(&case));
        let gradient = forward_mode(&p, &examples, Reduction::Mean);
        assert_groups(&gradient, &parameters(&case["gradient_of_mean_loss"]), TOLERANCE, name);
        let wrt_x = forward_mode_input(&p, &examples, Reduction::Mean);
        let expected = numbers(&case["gradient_wrt_X_of_mean_loss"]);
        assert_near(wrt_x.as_flattened(), &expected, TOLERANCE, &format!("X of {name}"));
    }
}

#[test]
fn finite_differences_agree_with_jax_as_far_as_they_can() {
    for case in two_layer_cases() {
        let name = &case["name"].to_string();
        let (p, examples) = (parameters(&case["parameters"]), examples(&case));
        let expected = parameters(&case["gradient_of_mean_loss"]);
        let measured = finite_difference(&CheckSpec::default(), &p, &examples, Reduction::Mean);
        assert_groups(&measured, &expected, 1e-5, name);
        let single = CheckSpec { delta: 1e-3, precision: Precision::F32, ..CheckSpec::default() };
        let measured = finite_difference(&single, &p, &examples, Reduction::Mean);
        let largest = expected.as_slice().iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
        for id in p.ids() {
            let error = (measured.get(id) - expected.get(id)).abs() / largest;
            assert!(error < 3e-2, "{id} of {name} in f32: off by {error} of the largest");
        }
    }
}

#[test]
fn the_report_accepts_jax_and_only_jax() {
    for case in two_layer_cases() {
        let (p, examples) = (parameters(&case["parameters"]), examples(&case));
        let mut gradient = parameters(&case["gradient_of_mean_loss"]);
        let accepted = report(&CheckSpec::default(), &p, &gradient, &examples, Reduction::Mean);
        assert!(accepted.matches(), "{}: {} of {}", case["name"], accepted.matching, accepted.rows.len());
        gradient.as_mut_slice().iter_mut().for_each(|value| *value = *value * 1.01 + 1e-6);
        let refused = report(&CheckSpec::default(), &p, &gradient, &examples, Reduction::Mean);
        assert_eq!(refused.matching, 0, "{}: 1 % off is wrong everywhere", case["name"]);
    }
}

#[test]
fn a_dense_layer_agrees_with_jax() {
    for case in cases(include_str!("references/dense.json")) {
        let name = &case["name"];
        let layer = Dense { w: matrix(&case["W"]), b: vector(&case["b"]) };
        let gradients = layer.backward(&matrix(&case["x_input"]), &matrix(&case["grad_output"]));
        assert_matrix(&gradients.input, &matrix(&case["grad_input"]), TOLERANCE, &format!("input of {name}"));
        assert_matrix(&gradients.w, &matrix(&case["grad_W"]), TOLERANCE, &format!("W of {name}"));
        assert_near(gradients.b.as_slice(), &numbers(&case["grad_b"]), TOLERANCE, &format!("b of {name}"));
    }
}

fn deep_network(case: &Value) -> Network {
    let list = |key: &str| case[key].as_array().expect("one for each layer").clone();
    let layers =
        list("weights").into_iter().zip(list("biases")).zip(list("activations")).map(|((w, b), activation)| {
            let activation = Activation::from_name(activation.as_str().expect("a name")).expect("a known name");
            Layer { dense: Dense { w: matrix(&w), b: vector(&b) }, activation }
        });
    Network::new(layers.collect()).expect("shapes that fit")
}

fn assert_layers(actual: &[DMatrix<f64>], expected: &Value, what: &str) {
    let expected = expected.as_array().expect("one for each layer");
    assert_eq!(actual.len(), expected.len(), "{what}: as many layers");
    for (layer, (actual, expected)) in actual.iter().zip(expected).enumerate() {
        assert_matrix(actual, &matrix(expected), TOLERANCE, &format!("{what}, layer {layer}"));
    }
}

#[test]
fn deep_networks_agree_with_jax_in_every_intermediate() {
    for case in cases(include_str!("references/deep.json")) {
        let name = &case["name"];
        let (network, x, y) = (deep_network(&case), matrix(&case["x"]), matrix(&case["y"]));
        let trace = network.forward(&x);
        assert_layers(&trace.f, &case["preactivations_f"], &format!("f of {name}"));
        assert_layers(&trace.h, &case["layer_inputs_h"], &format!("h of {name}"));
        assert_matrix(&trace.output, &matrix(&case["output"]), TOLERANCE, &format!("output of {name}"));
        let (loss, slope) = match case["loss_function"].as_str() {
            Some("least_squares") => (least_squares(&trace.output, &y), least_squares_derivative(&trace.output, &y)),
            Some("half_squared_error") => {
                (half_squared_error(&trace.output, &y), half_squared_error_derivative(&trace.output, &y))
            }
            other => panic!("{name}: no loss is called {other:?}"),
        };
        assert_near(&[loss], &numbers(&case["loss"]), TOLERANCE, &format!("loss of {name}"));
        let gradients = network.backward(&trace, &slope);
        assert_layers(&gradients.dl_df, &case["dl_df"], &format!("∂L/∂f of {name}"));
        assert_layers(&gradients.dl_dh, &case["dl_dh"], &format!("∂L/∂h of {name}"));
        assert_layers(&gradients.dl_dweights, &case["dl_dweights"], &format!("∂L/∂W of {name}"));
        let biases = case["dl_dbiases"].as_array().expect("one for each layer");
        for (layer, (actual, expected)) in gradients.dl_dbiases.iter().zip(biases).enumerate() {
            assert_near(actual.as_slice(), &numbers(expected), TOLERANCE, &format!("∂L/∂b of {name}, layer {layer}"));
        }
    }
}

/// Seed 003's `gradient_nn`, line by line: Wi, bi, Wo and bo of one example, the Kronecker product included.
fn gradient_nn(example: Example, parameters: &Parameters) -> Parameters {
    let h = parameters.hidden();
    let wi = DMatrix::from_row_slice(2, h, &parameters.as_slice()[..2 * h]);
    let (bi, wo) = (RowDVector::from_row_slice(parameters.bi()), RowDVector::from_row_slice(parameters.wo()));
    let x = RowDVector::from_row_slice(&example.x);
    // H = np.maximum(np.matmul(X,Wi) + bi, 0); Yo = np.dot(Wo, H) + bo
    let hidden = (&x * wi + bi).map(|z| z.max(0.0));
    let yo = wo.dot(&hidden) + parameters.bo();
    // grad_s_bo = -Y*sigm(-Y*Yo); grad_s_Wo = grad_s_bo*H
    let grad_s_bo = -example.y * sigmoid(-example.y * yo);
    let grad_s_wo = &hidden * grad_s_bo;
    // grad_h_Wi = np.diag(ind(H)) @ np.kron(X,np.eye(h)); grad_s_Wi = grad_s_bo * (Wo @ grad_h_Wi).reshape(d,h)
    let mask = DMatrix::from_diagonal(&DVector::from_iterator(h, hidden.iter().map(|h| f64::from(*h > 0.0))));
    let grad_h_wi = &mask * x.kronecker(&DMatrix::<f64>::identity(h, h));
    let grad_s_wi = &wo * grad_h_wi * grad_s_bo;
    // grad_s_bi = grad_s_bo*Wo@np.diag(ind(H))
    let grad_s_bi = wo * grad_s_bo * mask;
    let flat = [grad_s_wi.as_slice(), grad_s_bi.as_slice(), grad_s_wo.as_slice(), &[grad_s_bo]].concat();
    Parameters::from_flat(h, flat).expect("reshape(d, h) keeps the order")
}

#[test]
fn seed_003_agrees_example_by_example() {
    for case in two_layer_cases() {
        let name = &case["name"].to_string();
        let (p, examples) = (parameters(&case["parameters"]), examples(&case));
        let mut sum = Parameters::zeros(p.hidden());
        for (index, example) in examples.iter().enumerate() {
            let theirs = gradient_nn(*example, &p);
            let (_, ours) = two_layer::gradient(&p, &[*example], Reduction::Mean);
            assert_groups(&ours, &theirs, 1e-13, &format!("example {index} of {name}"));
            sum.as_mut_slice().iter_mut().zip(theirs.as_slice()).for_each(|(sum, term)| *sum += term);
        }
        let (_, ours) = two_layer::gradient(&p, &examples, Reduction::Sum);
        assert_groups(&ours, &sum, 1e-12, &format!("the seed's sum of {name}"));
    }
}
