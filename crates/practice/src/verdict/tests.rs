//! Counterexamples are never larger than they must be; no text keeps a check busy.

use std::time::Instant;

use super::{
    Verdict,
    answer::Answer,
    check,
    counterexample::{is_wrong, smallest, work},
};
use crate::{exercise::exercise, pass::Given};

/// Every state of these sizes in small whole numbers, or `None` where these are too many.
fn all_values(exercise: &crate::exercise::Exercise, sizes: &[usize]) -> Option<Vec<Vec<f64>>> {
    let mut all = vec![vec![]];
    for slot in exercise.subject.slots(sizes) {
        for _ in 0..slot.count() {
            let longer = |values: Vec<f64>| {
                slot.draw.small().iter().map(move |&value| [values.clone(), vec![value]].concat()).collect::<Vec<_>>()
            };
            all = all.into_iter().flat_map(longer).collect();
            if all.len() > 20_000 {
                return None;
            }
        }
    }
    Some(all)
}

#[test]
fn no_smaller_state_shows_the_mistake() {
    for (id, text) in [
        ("grad_s_Wo", "Wo"),
        ("grad_s_Wo", "grad_s_Yo * Z"),
        ("grad_s_H", "grad_s_Yo * H"),
        ("grad_s_Z", "grad_s_H"),
        ("grad_s_Z", "grad_s_H * (Z < 0)"),
        ("grad_s_Wi", "np.outer(grad_s_Z, X)"),
        ("grad_s_Wi", "np.outer(grad_s_Z, X).reshape(Wi.shape)"),
        ("grad_s_bi", "np.where(Z > 0, grad_s_Z, grad_s_H)"),
        ("dense_grad_input", "W @ grad_output.T"),
        ("dense_grad_W", "x_input.T @ grad_output / len(x_input)"),
        ("dense_grad_W", "np.outer(x_input[0], grad_output[0])"),
        ("dense_grad_b", "grad_output.sum(axis=0, keepdims=True)"),
        ("dense_grad_b", "np.max(grad_output, axis=0)"),
        ("sigmoid_dout", "(y - L) * y"),
    ] {
        let exercise = exercise(id).expect("an exercise");
        let answer = Answer::read(&exercise, text).expect("readable");
        let found =
            smallest(&answer, &mut u64::MAX.clone()).unwrap_or_else(|| panic!("{id}: {text} has a counterexample"));
        let count = |sizes: &[usize]| exercise.subject.slots(sizes).iter().map(crate::pass::Slot::count).sum::<usize>();
        let smaller = exercise.subject.small_sizes().into_iter().filter(|sizes| count(sizes) < count(&found.counts));
        for sizes in smaller {
            for values in all_values(&exercise, &sizes).unwrap_or_default() {
                let scene = exercise.subject.scene(&sizes, &values);
                let shows = !scene.on_a_kink && is_wrong(&answer, &scene, &mut u64::MAX.clone());
                assert!(!shows, "{id}: {text} is wrong on {sizes:?} {values:?} already, found {:?}", found.counts);
            }
        }
        for (name, given) in &found.given {
            let Given::One(tensor) = given else { continue };
            let free = exercise.subject.slots(&found.counts).iter().any(|slot| slot.name == *name);
            let small = tensor.values.iter().all(|value| value.fract() == 0.0 && value.abs() <= 3.0);
            assert!(!free || small, "{id}: {name} is {:?}", tensor.values);
        }
    }
}

#[test]
fn counterexamples_are_seen_to_be_wrong() {
    let checked = check(&exercise("grad_s_Z").expect("an exercise"), "grad_s_H");
    let example = checked.counterexample.expect("a wrong answer has one");
    assert_eq!(example.counts, [1, 1], "one input, one unit");
    let (name, right, theirs) = &example.results[0];
    assert_eq!((name.as_str(), right.values.as_slice()), ("grad_s_Z", [0.0].as_slice()), "the unit rests");
    assert!(theirs.as_ref().is_some_and(|theirs| theirs.values[0] != 0.0), "and theirs passes something on");
}

#[test]
fn given_names_have_their_shapes_in_letters() {
    let shapes = exercise("grad_s_Wo").expect("an exercise").shapes();
    let of = |name: &str| shapes.iter().find(|(own, _)| own == name).map(|(_, shape)| shape.as_str());
    assert_eq!((of("Wi"), of("X"), of("Y"), of("grad_s_Yo")), (Some("[d, h]"), Some("[d]"), Some(""), Some("")), "003");
    assert_eq!(of("grad_s_Wo"), None, "what is asked is not given");
    let shapes = exercise("dense_grad_W").expect("an exercise").shapes();
    assert_eq!(shapes[0], ("x_input".to_owned(), "[n, n_in]".to_owned()), "000");
    let shapes = exercise("backward_pass").expect("an exercise").shapes();
    assert_eq!(shapes.len(), 6, "five arguments and K: {shapes:?}");
}

#[test]
fn a_state_is_worked_through() {
    let exercise = exercise("grad_s_Z").expect("an exercise");
    let scene = exercise.subject.scene(&[1, 2], &[1.0, 1.0, 1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 0.0]);
    let worked = work(&exercise, "grad_s_H", scene.clone()).expect("it can be read");
    let (_, right, theirs) = &worked.results[0];
    assert_eq!((right.values[1], theirs.as_ref().map(|theirs| theirs.values[1] == 0.0)), (0.0, Some(false)), "unit 2");
    assert_eq!(work(&exercise, "grad_s_H +", scene), None, "this cannot");
}

#[test]
fn a_right_answer_says_what_was_tried() {
    let checked = check(&exercise("grad_s_Z").expect("an exercise"), "grad_s_H * (H > 0)");
    assert_eq!(checked.verdict, Verdict::Right, "{:?}", checked.diagnoses);
    assert!(checked.tried.states > super::STATES && checked.tried.sizes == [(1, 5), (1, 7)], "{:?}", checked.tried);
    assert!(checked.note.is_some_and(|note| note.contains("mask of H")), "why the mask of H is as good");
    let checked = check(&exercise("grad_s_Z").expect("an exercise"), "grad_s_H * (Z > 0)");
    assert_eq!((checked.verdict, checked.note), (Verdict::Right, None), "the mask of Z needs no word");
}

/// In a release build these take a tenth of what is allowed here.
#[test]
fn no_text_keeps_a_check_busy() {
    let slow = [
        "a = 0\nfor i in range(10**15):\n    a += i\na".to_owned(),
        "for i in range(60000):\n    for j in range(60000):\n        a = np.ones((200, 200))\na".to_owned(),
        "def f(n): return f(n) + f(n)\nf(1)".to_owned(),
        "a = np.ones((250, 250))\nfor i in range(10**6): a = a @ a\na".to_owned(),
        "a = [None] * 60000\nfor i in range(10**6): a = a + [1]\na".to_owned(),
        "np.outer(np.ones(250), np.ones(250)) @ np.ones((250, 16))".to_owned(),
        "a = 1\n".repeat(2_700),
        "x = 1\n".repeat(2_000_000),
        format!("a = {}1{}", "(".repeat(8_000), ")".repeat(8_000)),
        format!("grad_s_Z = {}", "grad_s_H + ".repeat(1_400)),
    ];
    for text in slow {
        let began = Instant::now();
        let checked = check(&exercise("grad_s_Z").expect("an exercise"), &text);
        let took = began.elapsed();
        let begin: String = text.chars().take(40).collect();
        println!("{took:?} {:?}: {}", checked.verdict, begin.replace('\n', "⏎"));
        assert_ne!(checked.verdict, Verdict::Right, "{begin}");
        assert!(took.as_millis() < 2_000, "{took:?} for {begin}");
    }
}
