//! The Practice view's words.

mod numbers;
mod verdict;

pub(in crate::ui) use numbers::*;
pub(in crate::ui) use verdict::*;

use crate::state::Sheet;

pub(in crate::ui) const NAME: &str = "Practice";
pub(in crate::ui) const EXERCISES: &str = "Exercises";
pub(in crate::ui) const OR: &str = "Or";
pub(in crate::ui) const MY_NUMBERS: &str = "Check my numbers";
pub(in crate::ui) const MY_EXERCISE: &str = "An exercise of your own";
pub(in crate::ui) const FROM_THE_LINK: &str = "From an author";
pub(in crate::ui) const OPEN: &str = "Exercise";
pub(in crate::ui) const LINK_WITH_DONE: &str = "Copy a link with what is done";
pub(in crate::ui) const LINK_COPIED: &str = "The link is on the clipboard.";
pub(in crate::ui) const LINK_NOT_COPIED: &str = "The browser does not let this page write to the clipboard. The link:";
pub(in crate::ui) const THE_LINK: &str = "The link";

pub(in crate::ui) const GIVEN: &str = "You have";
pub(in crate::ui) const GIVEN_HINT: &str = "press one to see its value";
pub(in crate::ui) const ANSWER: &str = "Your answer, in Python with NumPy";
pub(in crate::ui) const CHECK: &str = "Check";
pub(in crate::ui) const CHECK_KEYS: &str = "Ctrl + Enter";
pub(in crate::ui) const START_OVER: &str = "Start over";
pub(in crate::ui) const HINTS: &str = "Hints";
pub(in crate::ui) const SOLUTION: &str = "A solution";
pub(in crate::ui) const SHOW_SOLUTION: &str = "Show the solution";
pub(in crate::ui) const SOLUTION_COUNTS: &str = "The exercise then counts as seen.";
pub(in crate::ui) const PRACTISE: &str = "Practise this";

/// The heading of a group of exercises, by the pass that they are about.
pub(in crate::ui) const GROUPS: [&str; 4] =
    ["Two layers, one example", "A dense layer", "Sigmoid, half squared error", "K layers"];

/// An exercise's name in the list: what is asked, in few characters. An author's has none.
pub(in crate::ui) fn short(id: &str) -> Option<&'static str> {
    Some(match id {
        "grad_s_Yo" => "∂s/∂Ȳ",
        "grad_s_Wo" => "∂s/∂Wo",
        "grad_s_bo" => "∂s/∂bo",
        "grad_s_H" => "∂s/∂H",
        "grad_s_Z" => "∂s/∂Z, the mask",
        "grad_s_Wi" => "∂s/∂Wi",
        "grad_s_bi" => "∂s/∂bi",
        "gradient_nn" => "gradient_nn, whole",
        "dense_grad_input" => "dense_grad_input",
        "dense_grad_W" => "dense_grad_W",
        "dense_grad_b" => "dense_grad_b",
        "dense_accumulate" => "why += and not =",
        "sigmoid_dout" => "sigmoid_dout",
        "backward_pass" => "backward_pass",
        _ => return None,
    })
}

/// What is known of an exercise, behind its name in the list: a sign, and the words for it.
pub(in crate::ui) fn standing(sheet: &Sheet) -> Option<(&'static str, &'static str)> {
    match (sheet.done, sheet.seen) {
        (true, false) => Some(("✓", "done")),
        (true, true) => Some(("✓ seen", "done, with the solution seen")),
        (false, true) => Some(("seen", "solution seen")),
        (false, false) => None,
    }
}

/// How many are done.
pub(in crate::ui) fn done(done: usize, all: usize) -> String {
    format!("{done} of {all} done")
}

/// How many are done, where the device keeps it.
pub(in crate::ui) fn done_and_kept(done: usize, all: usize) -> String {
    format!("{}, kept on this device", self::done(done, all))
}

/// The button that opens the hint after `open` of `all`.
pub(in crate::ui) fn next_hint(open: usize, all: usize) -> String {
    format!("Hint {} of {all}", open + 1)
}

/// The value of a given name, on the state that examples are taken from.
pub(in crate::ui) fn value_of(name: &str, state: &str) -> String {
    format!("{name} on {state}")
}

/// A given list's item.
pub(in crate::ui) fn item(name: &str, place: usize) -> String {
    format!("{name}[{place}]")
}

/// What a given function computes.
pub(in crate::ui) fn helper(name: &str) -> &'static str {
    match name {
        "sigm" => "sigm(x) = 1 / (1 + exp(−x)), for a number or for each number of an array",
        "indicator_function" => "indicator_function(x) is 1 where x > 0 and 0 elsewhere, for each number of an array",
        "d_loss_d_output" => {
            "d_loss_d_output(net_output, y) = 2·(net_output − y), the derivative of Σ(net_output − y)²"
        }
        _ => "",
    }
}

/// A list's shape in words.
pub(in crate::ui) const LIST: &str = "list";

/// No exercise of this name.
pub(in crate::ui) fn no_exercise(id: &str) -> String {
    let id: String = id.chars().take(60).collect();
    format!("There is no exercise named {id:?} here. Choose one of the list.")
}

/// The document's title in this view.
pub(in crate::ui) fn title(open: &str) -> String {
    format!("{open}: {NAME}, {}", super::TITLE)
}

// An exercise of one's own.

pub(in crate::ui) const AUTHOR_TITLE: &str = "An exercise of your own";
pub(in crate::ui) const AUTHOR_TEXT: &str = "Write it as a JSON document: what is given, by name and shape, and the right answer \
     in the same Python that answers are written in. It is checked, diagnosed and given counterexamples as ours are, and a \
     link opens it. Nothing is sent anywhere: the link holds the exercise.";
pub(in crate::ui) const AUTHOR_FIELD: &str = "The document";
pub(in crate::ui) const AUTHOR_EXAMPLE: &str = "Begin with an example";
pub(in crate::ui) const AUTHOR_OPEN: &str = "Open it as a student does";
pub(in crate::ui) const AUTHOR_LINK: &str = "Copy its link";
pub(in crate::ui) const AUTHOR_EDIT: &str = "Change this exercise";
pub(in crate::ui) const AUTHOR_BROKEN: &str = "This document is no exercise yet";
pub(in crate::ui) const AUTHOR_OF_LINK: &str = "The author’s exercise cannot be read";
pub(in crate::ui) const AUTHOR_NOTHING: &str =
    "Beside the document stands what is wrong with it, or how students will see it.";
pub(in crate::ui) const AUTHOR_GOOD: &str = "This is an exercise";
pub(in crate::ui) const AUTHOR_KEYS: &str = "id, title, text, sizes, given (each with name, shape and draw: normal, labels or \
     positive) and answer; hints, solution, others and tolerance if you like. In place of sizes, given and answer, \
     \"ours\": \"dense_grad_W\" asks one of ours in your words.";
pub(in crate::ui) const AUTHOR_TEMPLATE: &str = r#"{
  "id": "grad_W",
  "title": "The weights of a layer with a mean loss",
  "text": "L is the mean of ½·(x·w − t)² over the n examples. Write ∂L/∂w, shape [d].",
  "sizes": ["n", "d"],
  "given": [
    { "name": "x", "shape": ["n", "d"] },
    { "name": "w", "shape": ["d"] },
    { "name": "t", "shape": ["n"] }
  ],
  "answer": "x.T @ (x @ w - t) / len(x)",
  "hints": ["The shape of w, [d].", "The residuals are x @ w - t, shape [n].", "Sum over the examples, then divide by n."],
  "others": ["np.mean(x * (x @ w - t)[:, None], axis=0)"]
}
"#;

/// One problem of a document.
pub(in crate::ui) fn document_problem(path: &str, problem: &str) -> [String; 2] {
    let problem: String = problem.chars().take(200).collect();
    [if path.is_empty() { "the document".to_owned() } else { path.to_owned() }, problem]
}
