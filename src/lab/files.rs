//! What one takes home of a layer or a network: every array as text, and a program that makes the results again.

use std::fmt::Write;

use strum::{IntoStaticStr, VariantArray};

use super::{
    Array, Convention, Format, System,
    code::{self, Coded},
    deep::{DeepArray, DeepProblem},
    dense::{DenseArray, DenseProblem},
    print,
};

/// A file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A NumPy script that computes every result and asserts the page's numbers.
    Script,
    /// Every array as NumPy has it.
    Literals,
    /// Every array as LaTeX.
    Latex,
    /// Every array as CSV, its name as a comment above it.
    Csv,
}

/// A dense layer as a file, laid out in `convention`.
pub fn of_dense(problem: &DenseProblem, convention: Convention, kind: Kind) -> String {
    let [given, results] = [DenseArray::GIVEN, DenseArray::RESULTS].map(|arrays| shown(problem, convention, &arrays));
    let steps = DenseArray::RESULTS.map(|result| code::of_result(result, convention));
    file(kind, "import numpy as np\n", &given, &steps, &results)
}

/// A network as a file, laid out in `convention`, with the notebook's names.
pub fn of_deep(problem: &DeepProblem, convention: Convention, kind: Kind) -> String {
    let layers = problem.layers();
    let given = [problem.each(&[DeepArray::Weights, DeepArray::Biases]), vec![DeepArray::H(0), DeepArray::Y]];
    let gradients = problem.each(&[DeepArray::DlDweights, DeepArray::DlDbiases]);
    let results = [vec![DeepArray::Output, DeepArray::Loss], gradients, vec![DeepArray::DlDh(0)]];
    let (given, results) = (shown(problem, convention, &given.concat()), shown(problem, convention, &results.concat()));
    let lists = "all_weights, all_biases, all_f, all_h, all_dl_df, all_dl_dh, all_dl_dweights, all_dl_dbiases";
    let empty = format!("{lists} = ([None] * {layers} for _ in range(8))");
    let steps: Vec<String> = problem.steps().iter().map(|step| code::of_step(step, convention)).collect();
    file(kind, &format!("import numpy as np\n\n{empty}\n"), &given, &steps, &results)
}

/// An array with its name.
type Named = (String, Array);

fn shown<P: System>(problem: &P, convention: Convention, names: &[P::Name]) -> Vec<Named> {
    let shown = |name: &P::Name| Some((name.in_code(), convention.show(&problem.array(*name)?)));
    names.iter().filter_map(shown).collect()
}

/// `head` is what a program begins with.
fn file(kind: Kind, head: &str, given: &[Named], steps: &[String], results: &[Named]) -> String {
    match kind {
        Kind::Script => script(head, given, steps, results),
        Kind::Literals => format!("{head}\n{}", assignments(given) + &assignments(results)),
        Kind::Latex => {
            all(given, results, |name, array| format!("% {name}\n\\[ {}\n\\]\n\n", print(array, Format::Latex)))
        }
        Kind::Csv => all(given, results, |name, array| format!("# {name}\n{}\n", print(array, Format::Csv))),
    }
}

fn all(given: &[Named], results: &[Named], one: impl Fn(&str, &Array) -> String) -> String {
    results.iter().chain(given).map(|(name, array)| one(name, array)).collect()
}

fn assignments(arrays: &[Named]) -> String {
    arrays.iter().map(|(name, array)| format!("{name} = {}\n", literal(array))).collect::<Vec<_>>().concat()
}

fn literal(array: &Array) -> String {
    print(array, Format::NumPy)
}

/// The results are computed, and compared with the page's.
fn script(head: &str, given: &[Named], steps: &[String], results: &[Named]) -> String {
    let mut text = format!("{head}\n# As on the page.\n");
    text += &assignments(given);
    text += "\n# Forward and backward.\n";
    for step in steps {
        let _ = writeln!(text, "{step}");
    }
    text += "\n# The page's numbers. Sums in another order differ by rounding.\n";
    for (name, array) in results {
        let _ = writeln!(text, "np.testing.assert_allclose({name}, {}, rtol=1e-9, atol=1e-12)", literal(array));
    }
    text + "print(\"All numbers are those of the page.\")\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Named as _,
        lab::{examples, parse_all},
    };

    #[test]
    fn every_array_is_read_back() {
        let problem = DenseProblem::new(&examples::seed_000()).expect("fits");
        for &convention in Convention::ALL {
            for kind in [Kind::Latex, Kind::Csv] {
                let text = of_dense(&problem, convention, kind);
                let arrays = parse_all(&text).unwrap_or_else(|problem| panic!("{problem}: {text}"));
                let answer = &arrays[1];
                assert_eq!((arrays.len(), answer.name.as_str()), (8, "grad_input"), "{}", kind.name());
                assert_eq!(
                    answer.array,
                    convention.show(&problem.array(DenseArray::GradInput).expect("an array")),
                    "{}",
                    kind.name()
                );
            }
        }
    }

    #[test]
    fn a_script_computes_what_it_asserts() {
        let dense = DenseProblem::new(&examples::seed_002_layer()).expect("fits");
        let text = of_dense(&dense, Convention::Rows, Kind::Script);
        assert!(text.contains("\ngrad_input = grad_output @ W.T\n"), "{text}");
        assert!(text.contains("assert_allclose(grad_input, np.array([["), "{text}");
        let deep = DeepProblem::new(&examples::seed_002_network()).expect("fits");
        let text = of_deep(&deep, Convention::Rows, Kind::Script);
        assert!(text.contains("all_weights[1] = np.array([[1.5],\n"), "{text}");
        assert!(text.contains("all_dl_dweights[0] = np.matmul(net_input.T, all_dl_df[0])"), "{text}");
        assert!(text.contains("assert_allclose(all_dl_dweights[0], "), "{text}");
    }
}
