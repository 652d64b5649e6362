//! Seed 000's dense layer: output = `x_input`·W + b, and what its caller knows of the loss, `grad_output`.

use backprop::nn::Dense;
use nalgebra::DVector;

use super::{Draw, Factor, Mistake, Scene, Slot, Tensor, filled, given};

pub(super) fn slots(sizes: &[usize]) -> Vec<Slot> {
    let [n, inputs, outputs] = *sizes else { return vec![] };
    vec![
        Slot::new("x_input", &[n, inputs], Draw::Normal),
        Slot::new("grad_output", &[n, outputs], Draw::Normal),
        Slot::new("W", &[inputs, outputs], Draw::Normal),
        Slot::new("b", &[outputs], Draw::Normal),
        Slot::new("dW", &[inputs, outputs], Draw::Normal),
    ]
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let slots = slots(sizes);
    let arrays = filled(&slots, values);
    let ([n, inputs, outputs], [x, grad_output, w, b, before]) = (sizes, arrays.as_slice()) else {
        return Scene::default();
    };
    let layer = Dense { w: w.to_matrix(), b: DVector::from_column_slice(&b.values) };
    let output = Tensor::from(&layer.forward(&x.to_matrix()));
    let backward = layer.backward(&x.to_matrix(), &grad_output.to_matrix());
    let [grad_input, grad_w] = [&backward.input, &backward.w].map(Tensor::from);
    let grad_b = Tensor::vector(backward.b.as_slice());
    let named = |name: &str, tensor: &Tensor| (name.to_owned(), tensor.clone());
    let added = before.zip(&grad_w, |before, new| before + new);
    // One example alone: the outer product of its input and its derivative.
    let first = Tensor::matrix(*inputs, *outputs, |i, o| x.values[i] * grad_output.values[o]);
    let mistakes = vec![
        (Mistake::AssignedNotAdded, vec![named("dense_accumulate", &grad_w)]),
        (Mistake::AddedTwice, vec![named("dense_accumulate", &before.zip(&grad_w, |before, new| 2.0 * before + new))]),
        (
            Mistake::FirstExampleOnly,
            vec![
                named("dense_grad_W", &first),
                named("dense_grad_b", &Tensor::vector(&grad_output.values[..*outputs])),
                named("dense_accumulate", &before.zip(&first, |before, new| before + new)),
            ],
        ),
    ];
    Scene {
        sizes: format!("n = {n}, n_in = {inputs}, n_out = {outputs}"),
        counts: sizes.to_vec(),
        given: given(&slots, &arrays),
        right: vec![
            named("dense_grad_input", &grad_input),
            named("dense_grad_W", &grad_w),
            named("dense_grad_b", &grad_b),
            named("dense_accumulate", &added),
        ],
        quantities: vec![
            named("∂L/∂x_input", &grad_input),
            named("∂L/∂b", &grad_b),
            named("x_input", x),
            named("grad_output", grad_output),
            named("W", w),
            named("b", b),
            named("dW as it was before", before),
            named("the layer's output x_input·W + b", &output),
            named("x_input·W", &output.zip(&spread(b, *n), |output, b| output - b)),
        ],
        mistakes,
        factors: Factor::all([
            ("n, the number of examples", *n as f64),
            ("n_in, the number of inputs", *inputs as f64),
            ("n_out, the number of outputs", *outputs as f64),
        ]),
        examples: *n,
        ..Scene::default()
    }
}

fn spread(row: &Tensor, rows: usize) -> Tensor {
    Tensor::matrix(rows, row.values.len(), |_, column| row.values[column])
}
