//! Results and steps in NumPy, to compare one's own code with.

use super::{
    Convention, Formula,
    deep::{DeepArray, Step},
    dense::DenseArray,
};
use crate::{nn::Activation, notation::Function};

/// A result in NumPy.
pub fn of_result(array: DenseArray, convention: Convention) -> String {
    let right = match (array, convention) {
        (DenseArray::Output, Convention::Rows) => "x_input @ W + b",
        (DenseArray::Output, Convention::Columns) => "W @ x_input + b",
        (DenseArray::GradInput, Convention::Rows) => "grad_output @ W.T",
        (DenseArray::GradInput, Convention::Columns) => "W.T @ grad_output",
        (DenseArray::GradW, Convention::Rows) => "x_input.T @ grad_output",
        (DenseArray::GradW, Convention::Columns) => "grad_output @ x_input.T",
        (DenseArray::GradB, Convention::Rows) => "grad_output.sum(axis=0)",
        (DenseArray::GradB, Convention::Columns) => "grad_output.sum(axis=1, keepdims=True)",
        _ => return String::new(),
    };
    format!("{array} = {right}")
}

/// A step in NumPy, with the notebook's names.
pub fn of_step(step: &Step, convention: Convention) -> String {
    let rows = convention == Convention::Rows;
    let own = named;
    let in_order = |left: String, right: String| {
        if rows { format!("np.matmul({left}, {right})") } else { format!("np.matmul({right}, {left})") }
    };
    let transposed = |array: DeepArray| format!("{}.T", own(array));
    let right = match step.makes {
        DeepArray::F(k) => {
            format!("{} + {}", in_order(own(DeepArray::H(k)), own(DeepArray::Weights(k))), own(DeepArray::Biases(k)))
        }
        DeepArray::DlDbiases(k) => {
            let axis = if rows { "axis=0" } else { "axis=1, keepdims=True" };
            format!("{}.sum({axis})", own(DeepArray::DlDf(k)))
        }
        DeepArray::DlDweights(k) => in_order(transposed(DeepArray::H(k)), own(DeepArray::DlDf(k))),
        DeepArray::DlDh(k) => in_order(own(DeepArray::DlDf(k)), transposed(DeepArray::Weights(k))),
        _ => entrywise(&step.equation, &own),
    };
    format!("{} = {right}", own(step.makes))
}

/// The notebook's name of an array.
pub fn named(array: DeepArray) -> String {
    match array {
        DeepArray::Weights(k) => format!("all_weights[{k}]"),
        DeepArray::Biases(k) => format!("all_biases[{k}]"),
        DeepArray::H(0) => "net_input".to_owned(),
        DeepArray::H(k) => format!("all_h[{k}]"),
        DeepArray::F(k) => format!("all_f[{k}]"),
        DeepArray::Output => "net_output".to_owned(),
        DeepArray::DlDoutput => "dl_doutput".to_owned(),
        DeepArray::DlDf(k) => format!("all_dl_df[{k}]"),
        DeepArray::DlDh(k) => format!("all_dl_dh[{k}]"),
        DeepArray::DlDweights(k) => format!("all_dl_dweights[{k}]"),
        DeepArray::DlDbiases(k) => format!("all_dl_dbiases[{k}]"),
        other => other.to_string(),
    }
}

/// What is computed entry by entry, in NumPy.
fn entrywise(formula: &Formula<DeepArray>, own: &impl Fn(DeepArray) -> String) -> String {
    let go = |part: &Formula<DeepArray>, least: u8| {
        let text = entrywise(part, own);
        if part.binding() < least { format!("({text})") } else { text }
    };
    match formula {
        Formula::Equals(_, right) => go(right, 0),
        Formula::Symbol(array) => own(*array),
        Formula::Number(number) => number.to_string(),
        Formula::Transpose(a) => format!("{}.T", go(a, 5)),
        Formula::Product(a, b) => format!("{} @ {}", go(a, 3), go(b, 3)),
        Formula::Hadamard(a, b) => format!("{} * {}", go(a, 2), go(b, 2)),
        Formula::Sum(a, b) => format!("{} + {}", go(a, 1), go(b, 2)),
        Formula::Difference(a, b) => format!("{} - {}", go(a, 1), go(b, 2)),
        Formula::Scaled(factor, a) => format!("{} * {}", factor, go(a, 2)),
        Formula::Apply(Function::Activation(Activation::Relu, _), a) => format!("np.maximum({}, 0)", go(a, 0)),
        Formula::Apply(Function::Activation(Activation::Sigmoid, _), a) => format!("1 / (1 + np.exp(-{}))", go(a, 5)),
        Formula::Apply(Function::Activation(Activation::Tanh, _), a) => format!("np.tanh({})", go(a, 0)),
        Formula::Apply(Function::Activation(Activation::Identity, _) | Function::Derivative(..), a) => go(a, 0),
        Formula::Apply(Function::IsPositive(_), a) => format!("({} > 0)", go(a, 1)),
        Formula::Apply(Function::Square, a) => format!("{} ** 2", go(a, 5)),
        Formula::Total(a) => format!("np.sum({})", go(a, 0)),
        // What the lab's equations have none of stands as it is.
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{deep::DeepProblem, examples};

    #[test]
    fn steps_are_what_one_types() {
        let problem = DeepProblem::new(&examples::seed_002_network()).expect("fits");
        let code: Vec<String> = problem.steps().iter().map(|step| of_step(step, Convention::Rows)).collect();
        for expected in [
            "all_f[0] = np.matmul(net_input, all_weights[0]) + all_biases[0]",
            "all_h[1] = 1 / (1 + np.exp(-all_f[0]))",
            "loss = 0.5 * np.sum((net_output - y) ** 2)",
            "all_dl_df[1] = (net_output - y) * net_output * (1 - net_output)",
            "all_dl_dweights[0] = np.matmul(net_input.T, all_dl_df[0])",
            "all_dl_dh[1] = np.matmul(all_dl_df[1], all_weights[1].T)",
        ] {
            assert!(code.iter().any(|code| code == expected), "{expected} in {code:#?}");
        }
        let problem = DeepProblem::new(&examples::notebook_7_2()).expect("fits");
        let code: Vec<String> = problem.steps().iter().map(|step| of_step(step, Convention::Columns)).collect();
        for expected in [
            "all_dl_dweights[1] = np.matmul(all_dl_df[1], all_h[1].T)",
            "all_dl_df[0] = all_dl_dh[1] * (all_f[0] > 0)",
            "dl_doutput = 2 * (net_output - y)",
        ] {
            assert!(code.iter().any(|code| code == expected), "{expected} in {code:#?}");
        }
    }
}
