//! What people's own gradients of a layer or a network are compared with.

use practice::{
    compare::Reference,
    pass::{Factor, Tensor},
};

use super::{
    Array, Convention, Shape, System,
    code::Coded,
    deep::{DeepArray, DeepProblem},
    dense::{DenseArray, DenseProblem},
};

/// The gradients of a dense layer under seed 000's names, laid out in `convention`.
pub fn of_dense(problem: &DenseProblem, convention: Convention) -> Reference {
    let n = problem.examples();
    let others = [DenseArray::GIVEN.as_slice(), &[DenseArray::Output]].concat();
    of(problem, convention, (&DenseArray::GRADIENTS, &others), n, &format!("n = {n}"))
}

/// The gradients of a network under the notebook's names, laid out in `convention`.
pub fn of_deep(problem: &DeepProblem, convention: Convention) -> Reference {
    let n = problem.array(DeepArray::Y).map_or(1, |y| y.shape().rows());
    let right = problem.each(&[DeepArray::DlDweights, DeepArray::DlDbiases, DeepArray::DlDf, DeepArray::DlDh]);
    let others = problem.each(&[DeepArray::Weights, DeepArray::Biases, DeepArray::F, DeepArray::H]);
    of(problem, convention, (&right, &others), n, &format!("n = {n}, K = {}", problem.layers() - 1))
}

/// Of the `right` arrays; the `others` are what one may have taken for them.
fn of<P: System>(
    problem: &P,
    convention: Convention,
    (right, others): (&[P::Name], &[P::Name]),
    n: usize,
    about: &str,
) -> Reference {
    let named = |name: &P::Name| Some((name.in_code(), tensor(&convention.show(&problem.array(*name)?))));
    let examples = Factor { name: "n, the number of examples".to_owned(), value: n as f64 };
    let all = right.iter().chain(others).filter_map(named).collect();
    Reference::of_arrays(about, right.iter().filter_map(named).collect(), all, vec![examples])
}

/// An array's numbers with its shape.
pub fn tensor(array: &Array) -> Tensor {
    let shape: &[usize] = match array.shape() {
        Shape::Scalar => &[],
        Shape::Vector(length) => &[length],
        Shape::Matrix(rows, columns) => &[rows, columns],
    };
    Tensor::new(shape, array.values().to_vec())
}

#[cfg(test)]
mod tests {
    use practice::verdict::Kind;

    use super::*;
    use crate::lab::examples::{notebook_7_2, seed_000};

    #[test]
    fn a_layers_own_gradients_are_right_and_others_are_told() {
        let problem = DenseProblem::new(&seed_000()).expect("fits");
        for convention in [Convention::Rows, Convention::Columns] {
            let reference = of_dense(&problem, convention);
            let kind = |name: &str, array: Tensor| {
                reference.compare(name, array).and_then(|compared| compared.diagnosis).map(|found| found.kind)
            };
            let own = |array: DenseArray| tensor(&convention.show(&problem.array(array).expect("an array")));
            assert_eq!(kind("grad_W", own(DenseArray::GradW)), None, "right");
            assert_eq!(kind("grad_W", own(DenseArray::GradW).map(|value| -value)), Some(Kind::Sign), "a sign");
            assert_eq!(kind("grad_W", own(DenseArray::GradW).map(|value| value / 5.0)), Some(Kind::Factor), "a mean");
            assert_eq!(kind("grad_W", own(DenseArray::W)), Some(Kind::OtherQuantity), "the weights themselves");
        }
    }

    #[test]
    fn a_networks_gradients_are_found_by_the_notebooks_names() {
        let problem = DeepProblem::new(&notebook_7_2()).expect("fits");
        let reference = of_deep(&problem, Convention::Columns);
        assert!(reference.names().any(|name| name == "all_dl_dweights[0]"), "its name");
        let right = problem.array(DeepArray::DlDbiases(1)).expect("an array");
        let theirs = tensor(&Convention::Columns.show(&right));
        let compared = reference.compare("all_dl_dbiases[1]", theirs).expect("its name is known");
        assert_eq!(compared.diagnosis, None, "a column");
    }
}
