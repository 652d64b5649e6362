//! Results and steps in NumPy, to compare one's own code with.

use std::fmt;

use super::{
    Convention, Formula,
    deep::{DeepArray, Step},
    dense::DenseArray,
};
use crate::{nn::Activation, notation::Function};

/// The name of an array that code has one for.
pub trait Coded: Copy + PartialEq + fmt::Display {
    /// The column of ones: code has broadcasting and sums instead.
    const ONES: Self;

    /// The name.
    fn in_code(self) -> String;

    /// A matrix product, as code with these names writes it.
    fn product(left: &str, right: &str) -> String;
}

/// Seed 000's names.
impl Coded for DenseArray {
    const ONES: Self = Self::Ones;

    fn in_code(self) -> String {
        self.name().to_owned()
    }

    fn product(left: &str, right: &str) -> String {
        format!("{left} @ {right}")
    }
}

/// The notebook's names.
impl Coded for DeepArray {
    const ONES: Self = Self::Ones;

    fn in_code(self) -> String {
        match self {
            Self::Weights(k) => format!("all_weights[{k}]"),
            Self::Biases(k) => format!("all_biases[{k}]"),
            Self::H(0) => "net_input".to_owned(),
            Self::H(k) => format!("all_h[{k}]"),
            Self::F(k) => format!("all_f[{k}]"),
            Self::Output => "net_output".to_owned(),
            Self::DlDf(_) | Self::DlDh(_) | Self::DlDweights(_) | Self::DlDbiases(_) => format!("all_{self}"),
            other => other.to_string(),
        }
    }

    fn product(left: &str, right: &str) -> String {
        format!("np.matmul({left}, {right})")
    }
}

/// A result in NumPy; nothing for what is given.
pub fn of_result(array: DenseArray, convention: Convention) -> String {
    array.equation().map(|equation| line(array, convention.formula(equation))).unwrap_or_default()
}

/// A step in NumPy.
pub fn of_step(step: &Step, convention: Convention) -> String {
    line(step.makes, convention.formula(step.equation.clone()))
}

fn line<S: Coded>(makes: S, equation: Formula<S>) -> String {
    format!("{} = {}", makes.in_code(), written(&equation))
}

/// A formula in NumPy; of an equation the last right side.
fn written<S: Coded>(formula: &Formula<S>) -> String {
    let go = |part: &Formula<S>, least: u8| {
        let text = written(part);
        if part.binding() < least { format!("({text})") } else { text }
    };
    let ones = Formula::Symbol(S::ONES);
    let is_sum = |part: &Formula<S>| matches!(part, Formula::Transpose(a) if **a == ones);
    match formula {
        Formula::Equals(_, right) => go(right, 0),
        Formula::Symbol(array) => array.in_code(),
        Formula::Number(number) => number.to_string(),
        Formula::Transpose(a) => format!("{}.T", go(a, 5)),
        Formula::Product(a, b) if **a == ones => go(b, 3),
        Formula::Product(a, b) if **b == ones => go(a, 3),
        Formula::Product(a, b) if is_sum(a) => format!("{}.sum(axis=0)", go(b, 5)),
        Formula::Product(a, b) if is_sum(b) => format!("{}.sum(axis=1, keepdims=True)", go(a, 5)),
        Formula::Product(a, b) => S::product(&go(a, 3), &go(b, 3)),
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
