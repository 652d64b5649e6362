//! The seeds' questions and their answers in words.

use crate::lab::{
    Convention,
    deep::{DeepArray, Step},
    dense::DenseArray,
};

/// A seed's question about a result, and its answer in a convention.
pub(in crate::ui) fn why(array: DenseArray) -> (&'static str, fn(Convention) -> &'static str) {
    match array {
        DenseArray::GradInput => ("Why is dx a product with Wᵀ?", |convention| match convention {
            Convention::Rows => {
                "x[i, k] reaches every output of example i, and reaches output j through W[k, j]. So its derivative adds \
                 grad_output[i, j] · W[k, j] up over j: row i of grad_output with row k of W, which is column k of Wᵀ. \
                 b plays no part: output has the same slope wherever b puts it."
            }
            Convention::Columns => {
                "x[k, i] reaches every output of example i, and reaches output j through W[j, k]. So its derivative adds \
                 W[j, k] · grad_output[j, i] up over j: column k of W, which is row k of Wᵀ, with column i of grad_output. \
                 b plays no part: output has the same slope wherever b puts it."
            }
        }),
        DenseArray::GradW => ("Why is dW a product with xᵀ?", |convention| match convention {
            Convention::Rows => {
                "W[k, j] is used once for each example i, where it is multiplied with x[i, k]: that factor is ∂output[i, j]/∂W[k, j]. \
                 So its derivative adds x[i, k] · grad_output[i, j] up over the examples: column k of x, which is row k of xᵀ, \
                 with column j of grad_output."
            }
            Convention::Columns => {
                "W[j, k] is used once for each example i, where it is multiplied with x[k, i]: that factor is ∂output[j, i]/∂W[j, k]. \
                 So its derivative adds grad_output[j, i] · x[k, i] up over the examples: row j of grad_output with row k of x, \
                 which is column k of xᵀ."
            }
        }),
        DenseArray::GradB => ("Why is db a product with ones?", |_| {
            "b[j] is added to output j of every example, so ∂output/∂b is 1, once for each example. \
             Its derivative adds 1 · grad_output up over the examples, and a product with a vector of ones is exactly that sum."
        }),
        _ => (
            "Why is b multiplied with ones?",
            |_| "The same biases are added to every example. A vector of ones, one for each example, copies them: NumPy’s broadcasting, written as a product.",
        ),
    }
}

/// Why a step is what it is, in a sentence.
pub(in crate::ui) fn step_why(step: &Step) -> &'static str {
    match (step.makes, step.pass) {
        (DeepArray::F(_), _) => "Pre-activation: each unit adds up its weighted inputs and its bias.",
        (DeepArray::H(_), _) => "The activation is taken of each entry alone; it is what enters the next layer.",
        (DeepArray::Output, _) => "The last activation is what the network says.",
        (DeepArray::Loss, _) => "The loss is one number: here both passes meet.",
        (DeepArray::DlDoutput, _) => "Backward begins: how much the loss changes with each output.",
        (DeepArray::DlDf(_), _) => {
            "Back through the activation: each entry times the activation’s slope there. Where a ReLU was off nothing comes through."
        }
        (DeepArray::DlDbiases(_), _) => {
            "Each bias is added to every example, so its derivative adds up over the examples."
        }
        (DeepArray::DlDweights(_), _) => {
            "Each weight is multiplied with what entered the layer, so its derivative is that input times ∂L/∂f, over the examples."
        }
        (DeepArray::DlDh(_), _) => {
            "Each input reaches every unit of the layer through its weights, so its derivative comes back through the same weights."
        }
        _ => "",
    }
}
