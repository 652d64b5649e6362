//! Texts, conventions and the last good result.

use leptos::prelude::{Get, GetUntracked, Set, With};
use leptos::reactive::owner::Owner;

use super::*;
use crate::lab::{deep::DeepArray, dense::DenseArray};

fn with_lab(check: impl FnOnce(Lab)) {
    let owner = Owner::new();
    owner.with(|| check(Lab::default()));
}

#[test]
fn turning_keeps_every_number_and_turns_back() {
    with_lab(|lab| {
        let before: Vec<String> = lab.deep.texts().iter().map(|(_, text)| text.get_untracked()).collect();
        let problem = lab.deep.standing.get().last.clone();
        lab.turn(Convention::Columns);
        assert_eq!(lab.dense.shape(DenseArray::XInput), Some(Shape::Matrix(18, 5)), "examples are columns");
        assert_eq!(lab.deep.standing.get().last, problem, "the same network");
        lab.turn(Convention::Rows);
        let after: Vec<String> = lab.deep.texts().iter().map(|(_, text)| text.get_untracked()).collect();
        assert_eq!(before, after, "the texts as they were");
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
        assert!(lab.dense.mismatch(DenseArray::W).is_some_and(|problem| problem.contains("18")), "a mismatch says it");
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
        lab.deep.y.set("1 2".to_owned());
        assert!(lab.deep.standing.with(|standing| standing.old), "a label too many");
        assert!(lab.deep.mismatch(Some(DeepArray::Y)).is_some(), "is said of y");
    });
}

#[test]
fn a_document_brings_everything_back() {
    with_lab(|lab| {
        assert_eq!(lab.write(), serde_json::json!({}), "an untouched lab costs nothing");
        lab.turn(Convention::Columns);
        lab.tab.set(LabTab::Sigmoid);
        lab.dense.paste(DenseArray::W, "not an array");
        lab.deep.draw(Sketch { hidden: 2, seed: 7, ..lab.deep.sketch.get_untracked() }, Convention::Columns);
        let document = lab.write();
        let other = Lab::default();
        other.read(&document);
        assert_eq!(other.write(), document, "there and back");
        assert_eq!(other.deep.standing.get().last, lab.deep.standing.get().last, "the same network");
        for nonsense in
            [serde_json::json!(3), serde_json::json!({"deep": {"layers": [1, {"W": 2}]}, "tab": 5, "x": []})]
        {
            other.read(&nonsense);
        }
    });
}
