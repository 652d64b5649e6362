//! Seed 000's dense layer, and seed 002's questions about it.

use super::{Exercise, Words};
use crate::{pass::Family, run::Helper};

const GIVEN: [&str; 4] = ["x_input", "grad_output", "W", "b"];

const LAYER: [Words; 3] = [
    Words {
        id: "dense_grad_input",
        title: "dense_grad_input, the gradient that goes on",
        text: "A dense layer computes x_input·W + b, shapes [n, n_in], [n_in, n_out] and [n_out]. From grad_output, the \
               gradient of the loss with respect to its output, [n, n_out], write that with respect to x_input.",
        hints: [
            "The shape of x_input, [n, n_in].",
            "Input i reaches the loss through every output, each by one weight of row i of W: a sum over the outputs.",
            "grad_output is [n, n_out]; multiplied by what of shape [n_out, n_in] does it give [n, n_in]?",
        ],
        solution: "grad_output @ W.T",
        others: ["grad_output.dot(W.T)", "(W @ grad_output.T).T"],
    },
    Words {
        id: "dense_grad_W",
        title: "dense_grad_W, the gradient of the weights",
        text: "The same layer: write the gradient of the loss with respect to W, shape [n_in, n_out], summed over the n \
               examples.",
        hints: [
            "The shape of W, [n_in, n_out]: the n examples are summed away.",
            "For one example it is the outer product of its input and its grad_output.",
            "The sum of n outer products is one matrix product: x_input, [n, n_in], turned so that n is summed over.",
        ],
        solution: "x_input.T @ grad_output",
        others: ["np.dot(x_input.T, grad_output)", "(x_input[:, :, None] * grad_output[:, None, :]).sum(axis=0)"],
    },
    Words {
        id: "dense_grad_b",
        title: "dense_grad_b, why it is a product with ones",
        text: "The same layer: write the gradient of the loss with respect to b, shape [n_out]. b is added to every \
               example's row, as if multiplied by a column of ones.",
        hints: [
            "The shape of b, [n_out]: the n examples are summed away.",
            "Each example's output has b in it once, with the factor 1.",
            "Sum the rows of grad_output: over axis 0, or as a product with n ones.",
        ],
        solution: "grad_output.sum(axis=0)",
        others: ["np.ones(len(grad_output)) @ grad_output", "(np.ones((1, len(x_input))) @ grad_output).reshape(-1)"],
    },
];

pub(super) fn exercises() -> Vec<Exercise> {
    let mut all: Vec<Exercise> =
        LAYER.into_iter().map(|words| words.exercise(Family::Dense, &GIVEN, &GIVEN, &[])).collect();
    let accumulate = Words {
        id: "dense_accumulate",
        title: "Gradients that add up over two calls",
        text: "dW holds what an earlier call of the backward pass found for W. Write what it holds after this call, shape \
               [n_in, n_out].",
        hints: [
            "The shape of W and of dW, [n_in, n_out].",
            "A weight that is used twice reaches the loss on two ways, and the derivatives add up.",
            "What was there, plus this call's gradient of W: that is why the assignment writes +=.",
        ],
        solution: "dW + x_input.T @ grad_output",
        others: [
            "total = dW.copy()\ntotal += np.dot(x_input.T, grad_output)\ndense_accumulate = total",
            "np.array([dW, x_input.T @ grad_output]).sum(axis=0)",
        ],
    };
    let given: Vec<&str> = GIVEN.into_iter().chain(["dW"]).collect();
    all.push(accumulate.exercise(Family::Dense, &given, &given, &[]));
    let sigmoid = Words {
        id: "sigmoid_dout",
        title: "Sigmoid with half squared error",
        text: "y = σ(s), and the loss is ½·Σ(y − L)² with the targets L. Write dout, the gradient of the loss with respect \
               to s, shape [n, n_out].",
        hints: [
            "Entry by entry: the shape of s, y and L.",
            "Two factors: the derivative of the loss with respect to y, and that of σ.",
            "y − L, times y·(1 − y).",
        ],
        solution: "(y - L) * y * (1 - y)",
        others: ["(y - L) * sigm(s) * sigm(-s)", "(y - L) * (y - y**2)"],
    };
    all.push(sigmoid.exercise(Family::Sigmoid, &["s", "y", "L"], &["s", "y", "L"], &[("sigm", Helper::Sigm)]));
    all
}
