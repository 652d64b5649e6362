//! "Check my numbers".

use practice::verdict::Kind;

use crate::lab::hand_out::Form;

pub(in crate::ui) const NUMBERS_TITLE: &str = "Check my numbers";
pub(in crate::ui) const NUMBERS_TEXT: &str = "Take the state that is on the page into your own code, let that compute the \
     gradients, and paste them here. Each array is judged entry by entry, and a wrong one gets a diagnosis.";
pub(in crate::ui) const OF: &str = "Gradients of";
pub(in crate::ui) const OF_THE_RUN: &str = "The network on the page";
pub(in crate::ui) const OF_EXAMPLE: &str = "the selected example";
pub(in crate::ui) const OF_BATCH: &str = "the next batch";
pub(in crate::ui) const OF_TRAIN: &str = "the train set";
pub(in crate::ui) const OF_LAYERS: &str = "Layers";
pub(in crate::ui) const OF_DENSE: &str = "the dense layer";
pub(in crate::ui) const OF_DEEP: &str = "K layers, least squares";
pub(in crate::ui) const OF_SIGMOID: &str = "sigmoid layers, ½ squared error";
pub(in crate::ui) const NO_PROBLEM: &str = "The arrays in Layers are not complete or do not fit together: nothing can be compared \
     with them yet.";
pub(in crate::ui) const STATE: &str = "1. The state, for your code";
pub(in crate::ui) const FORM: &str = "Form";
pub(in crate::ui) const COPY: &str = "Copy the state";
pub(in crate::ui) const COPIED: &str = "On the clipboard.";
pub(in crate::ui) const NOT_COPIED: &str =
    "The browser does not let this page write to the clipboard: select the text below and copy it.";
pub(in crate::ui) const LITERALS: &str = "The state as text";
pub(in crate::ui) const PASTED: &str = "2. Your gradients";
pub(in crate::ui) const PASTED_HINT: &str = "As NumPy, PyTorch or MATLAB print them, each with its name: Wi, dWi, grad_s_Wi and \
     Wi.grad all do. Without names, the order counts.";
pub(in crate::ui) const NAMES: &str = "Names here:";
pub(in crate::ui) const NOTHING_PASTED: &str = "Nothing pasted yet";
pub(in crate::ui) const NOTHING_PASTED_WORDS: &str = "Beside each other will stand what your code gave, what is right, and the \
     difference, entry by entry.";
pub(in crate::ui) const OLD_NUMBERS: &str = "These results are old: of the last numbers that could be read.";
pub(in crate::ui) const DIFFERENCE: &str = "yours − right";
pub(in crate::ui) const REDUCED_TO_MEAN: &str = "The loss is the mean over these examples.";
pub(in crate::ui) const REDUCED_TO_SUM: &str = "The loss is the sum over these examples.";

/// The name of a form.
pub(in crate::ui) fn form(form: Form) -> &'static str {
    match form {
        Form::NumPy => "NumPy",
        Form::PyTorch => "PyTorch",
        Form::Matlab => "MATLAB",
        Form::Json => "JSON",
    }
}

/// An array that has no counterpart.
pub(in crate::ui) fn unknown_name(name: &str) -> String {
    let name: String = name.chars().take(40).collect();
    format!("{name:?} is none of these names, so it is compared with nothing.")
}

/// An array too many.
pub(in crate::ui) const TOO_MANY: &str = "An array without a name is left over, and so is compared with nothing.";

/// How far the numbers are off that are right.
pub(in crate::ui) fn agrees(entries: usize, largest: f64) -> String {
    let entries = if entries == 1 { "The number agrees".to_owned() } else { format!("All {entries} numbers agree") };
    let off = crate::ui::format::scientific(largest, 1);
    if largest == 0.0 { format!("{entries}, to the last bit.") } else { format!("{entries}; off by {off} at most.") }
}

/// What is wrong with an array, in few words.
pub(in crate::ui) fn of_array(name: &str, kind: Kind) -> String {
    format!("{name}: {}", super::kind(kind))
}

/// How many arrays are right.
pub(in crate::ui) fn right_of(right: usize, all: usize) -> String {
    match (right, all) {
        (1, 1) => "Right".to_owned(),
        (0, 1) => "Not right".to_owned(),
        (right, all) if right == all => format!("All {all} arrays are right"),
        (right, all) => format!("{right} of {all} arrays are right"),
    }
}
