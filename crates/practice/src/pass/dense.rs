//! Seed 000's dense layer: output = `x_input`·W + b, and what its caller knows of the loss, `grad_output`.

use backprop::nn::Dense;
use nalgebra::{DMatrix, DVector};

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, scene::Numbers};

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

fn matrix(tensor: &Tensor) -> DMatrix<f64> {
    DMatrix::from_row_slice(tensor.shape[0], tensor.shape[1], &tensor.values)
}

fn tensor(matrix: &DMatrix<f64>) -> Tensor {
    Tensor::matrix(matrix.nrows(), matrix.ncols(), |row, column| matrix[(row, column)])
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let slots = slots(sizes);
    let mut numbers = Numbers::new(values);
    let arrays: Vec<Tensor> = slots.iter().map(|slot| numbers.take(&slot.shape)).collect();
    let ([n, inputs, outputs], [x, grad_output, w, b, before]) = (sizes, arrays.as_slice()) else {
        return super::scene::nothing(sizes);
    };
    let layer = Dense { w: matrix(w), b: DVector::from_column_slice(&b.values) };
    let output = tensor(&layer.forward(&matrix(x)));
    let backward = layer.backward(&matrix(x), &matrix(grad_output));
    let (grad_input, grad_w, grad_b) =
        (tensor(&backward.input), tensor(&backward.w), Tensor::vector(backward.b.as_slice()));
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
        given: slots
            .iter()
            .zip(&arrays)
            .map(|(slot, tensor)| (slot.name.clone(), Given::One(tensor.clone())))
            .collect(),
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
        early: vec![],
        factors: factors(*n, *inputs, *outputs),
        label: None,
        active: None,
        examples: *n,
        on_a_kink: false,
    }
}

fn spread(row: &Tensor, rows: usize) -> Tensor {
    Tensor::matrix(rows, row.values.len(), |_, column| row.values[column])
}

fn factors(n: usize, inputs: usize, outputs: usize) -> Vec<Factor> {
    let sizes = [
        ("n, the number of examples", n),
        ("n_in, the number of inputs", inputs),
        ("n_out, the number of outputs", outputs),
    ];
    sizes.map(|(name, value)| Factor { name: name.to_owned(), value: value as f64 }).into()
}
