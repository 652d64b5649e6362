//! Texts, conventions and the last good result.

use leptos::prelude::{Get, GetUntracked, Set, With};
use leptos::reactive::owner::Owner;

use super::*;
use crate::{
    Named,
    lab::{
        deep::{DeepArray, Sketch},
        dense::{Call, DenseArray, DenseGiven},
    },
};

fn with_lab(check: impl FnOnce(Lab)) {
    let owner = Owner::new();
    owner.with(|| check(Lab::default()));
}

#[test]
fn turning_keeps_every_number_and_turns_back() {
    with_lab(|lab| {
        let before = lab.deep.texts.get_untracked();
        let problem = lab.deep.standing.get().last.clone();
        lab.turn(Convention::Columns);
        let x_input = parse(&lab.dense.text(DenseArray::XInput).get()).map(|array| array.shape());
        assert_eq!(x_input, Ok(Shape::Matrix(18, 5)), "examples are columns");
        assert_eq!(lab.deep.standing.get().last, problem, "the same network");
        lab.turn(Convention::Rows);
        assert_eq!(before, lab.deep.texts.get_untracked(), "the texts as they were");
    });
}

#[test]
fn a_bad_text_keeps_the_last_good_result_as_old() {
    with_lab(|lab| {
        let good = lab.dense.standing.get();
        assert!(!good.old && good.last.is_some(), "seed 000 is good");
        lab.dense.paste(DenseArray::W, "[[1, 2], [3, x]]");
        let standing = lab.dense.standing.get();
        assert!(standing.old && standing.last == good.last, "kept");
        lab.dense.paste(DenseArray::W, "[[1, 2], [3, 4]]");
        assert!(
            lab.dense.standing.get().mismatch(Some(DenseArray::W)).is_some_and(|problem| problem.contains("18")),
            "a mismatch says it"
        );
    });
}

#[test]
fn a_block_of_named_arrays_fills_every_field() {
    with_lab(|lab| {
        lab.dense.load(&examples::seed_002_layer(), Convention::Rows);
        lab.dense.paste(DenseArray::XInput, include_str!("../../../crates/backprop/tests/references/seed_000.txt"));
        let standing = lab.dense.standing.get();
        assert!(!standing.old, "all four fit");
        assert_eq!(standing.last.as_ref().map(|problem| problem.examples()), Some(5), "seed 000's examples");
    });
}

#[test]
fn a_drawn_network_has_the_sketched_sizes() {
    with_lab(|lab| {
        let sketch = Sketch { hidden: 8, width: 12, examples: 3, ..lab.deep.sketch.get_untracked() };
        lab.deep.draw(sketch, Convention::Rows);
        let standing = lab.deep.standing.get();
        let shape = |array: DeepArray| standing.last.as_ref()?.array(array).map(|array| array.shape());
        assert_eq!(shape(DeepArray::H(8)), Some(Shape::Matrix(3, 12)), "the last hidden layer");
        lab.deep.paste(DeepArray::Y, "1 2".to_owned());
        assert!(lab.deep.standing.with(|standing| standing.old), "a label too many");
        assert!(lab.deep.standing.get().mismatch(Some(DeepArray::Y)).is_some(), "is said of y");
    });
}

#[test]
fn a_document_brings_everything_back() {
    with_lab(|lab| {
        assert_eq!(lab.write().len(), 0, "an untouched lab costs nothing");
        lab.turn(Convention::Columns);
        lab.tab.set(LabTab::Sigmoid);
        lab.dense.paste(DenseArray::W, "not an array");
        lab.deep.draw(Sketch { hidden: 2, seed: 7, ..lab.deep.sketch.get_untracked() }, Convention::Columns);
        let document = lab.write();
        let other = Lab::default();
        other.read(&document);
        assert_eq!(other.write(), document, "there and back");
        assert_eq!(other.deep.standing.get().last, lab.deep.standing.get().last, "the same network");
        let nonsense =
            serde_json::json!({"deep": {"layers": [1, {"W": 2}]}, "tab": 5, "x": [], "dense": {"calls": [[1]]}});
        other.read(nonsense.as_object().expect("an object"));
    });
}

/// Every scalar, vector and matrix of up to four rows and columns.
fn shapes() -> Vec<Array> {
    let matrices = (1..=4).flat_map(|rows| (1..=4).map(move |columns| Shape::Matrix(rows, columns)));
    let shapes = std::iter::once(Shape::Scalar).chain((1..=4).map(Shape::Vector)).chain(matrices);
    shapes
        .filter_map(|shape| Array::new(shape, (0..shape.count()).map(|at| 0.25 + at as f64 / 8.0).collect()))
        .collect()
}

fn filled(rows: usize, columns: usize) -> Array {
    Array::new(Shape::Matrix(rows, columns), vec![0.5; rows * columns]).expect("as many numbers")
}

#[test]
fn every_field_of_the_dense_layer_takes_or_refuses_every_shape() {
    with_lab(|lab| {
        for &convention in Convention::ALL {
            lab.turn(convention);
            for (n, outputs) in [(1, 1), (1, 2), (2, 2), (3, 2), (2, 3), (4, 4)] {
                let [x_input, w, grad_output] = [filled(n, 3), filled(3, outputs), filled(n, outputs)];
                let given = DenseGiven { x_input, w, b: Array::vector(&vec![1.0; outputs]), grad_output };
                lab.dense.load(&given, convention);
                assert!(!lab.dense.standing.get().old, "{given:?} fits");
                for array in DenseArray::GIVEN {
                    for shape in shapes() {
                        lab.dense.load(&given, convention);
                        lab.dense.paste(array, &written(&shape));
                        let standing = lab.dense.standing.get();
                        let said = DenseArray::GIVEN.into_iter().any(|array| standing.mismatch(Some(array)).is_some());
                        assert_eq!(standing.old, said, "{array} {}, {}", shape.shape(), convention.name());
                    }
                }
            }
        }
    });
}

#[test]
fn every_field_of_a_network_takes_or_refuses_every_shape() {
    with_lab(|lab| {
        for &convention in Convention::ALL {
            lab.turn(convention);
            for sketch in [(1, 1), (2, 2), (2, 3), (3, 2)].map(|(examples, width)| Sketch {
                hidden: 1,
                width,
                examples,
                inputs: 2,
                outputs: 2,
                ..lab.deep.sketch.get_untracked()
            }) {
                use DeepArray::{Biases, H, Weights, Y};
                for field in [Weights(0), Weights(1), Biases(0), Biases(1), H(0), Y] {
                    for shape in shapes() {
                        lab.deep.draw(sketch, convention);
                        assert!(!lab.deep.standing.get().old, "{sketch:?} fits");
                        lab.deep.paste(field, written(&shape));
                        let standing = lab.deep.standing.get();
                        let said = !standing.mismatches.is_empty();
                        assert_eq!(standing.old, said, "field {field}, {}, {}", shape.shape(), convention.name());
                    }
                }
            }
        }
    });
}

#[test]
fn a_whole_network_goes_to_its_fields() {
    with_lab(|lab| {
        let text = "all_weights = [array([[1., 2., 3.],\n       [4., 5., 6.]]), array([[1.], [2.], [3.]])]";
        lab.paste(lab.deep, DeepArray::Weights(3), text.to_owned());
        let sketch = lab.deep.sketch.get_untracked();
        assert_eq!((sketch.hidden, sketch.width, sketch.inputs, sketch.outputs), (1, 3, 2, 1), "the controls follow");
        assert!(!lab.deep.standing.get().old, "all fits");
        let columns = "W0 = [[1], [2]]\nW1 = [[3, 4]]\nnet_input = [[1, 2, 3]]\ny = [[0, 0, 1]]";
        lab.paste(lab.deep, DeepArray::H(0), columns.to_owned());
        assert_eq!(lab.convention.get_untracked(), Convention::Columns, "these are [out, in]");
        assert!(!lab.deep.standing.get().old, "and fit: {:?}", lab.deep.standing.get().mismatches);
        lab.paste(lab.deep, DeepArray::Biases(0), "W0 = [1]\nW1 = [2]\nb0 = [3]".to_owned());
        assert!(lab.deep.refused.get_untracked().is_some(), "a bias is missing");
    });
}

#[test]
fn a_document_of_texts_alone_sets_the_controls() {
    with_lab(|lab| {
        lab.deep.draw(Sketch { hidden: 3, width: 4, ..lab.deep.sketch.get_untracked() }, Convention::Rows);
        let mut document = lab.write();
        let deep = document.get_mut("deep").and_then(serde_json::Value::as_object_mut).expect("a changed network");
        deep.retain(|key, _| !["scale", "seed", "done"].contains(&key.as_str()));
        let other = Lab::default();
        other.read(&document);
        let sketch = other.deep.sketch.get_untracked();
        assert_eq!((sketch.hidden, sketch.width), (3, 4), "the next touch keeps its sizes");
    });
}

#[test]
fn calls_survive_a_keystroke_and_a_visit() {
    with_lab(|lab| {
        lab.dense.calls.set(vec![Call::ZeroGrad, Call::All, Call::Backward(1..2)]);
        lab.dense.batch.set(2);
        lab.dense.paste(DenseArray::B, "[1, 2, 3, 4, 5]");
        let next = Lab::default();
        next.read(&lab.write());
        assert_eq!(next.dense.calls.get_untracked(), lab.dense.calls.get_untracked(), "the calls");
        assert_eq!(next.dense.batch.get_untracked(), 2, "the batch");
    });
}
