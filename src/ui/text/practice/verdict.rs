//! What is said of an answer.

use practice::verdict::{Diagnosis, Kind, Tried};

use crate::ui::format::{factor, integer, scientific};

pub(in crate::ui) const VERDICT: &str = "Verdict";
pub(in crate::ui) const RIGHT: &str = "Right";
pub(in crate::ui) const NOT_YET: &str = "Not checked yet";
pub(in crate::ui) const NOT_YET_WORDS: &str = "Write an answer and press Check. It is run on some forty states of different \
     sizes, and on the awkward ones: one example, one unit, units that rest. A wrong one gets a diagnosis, and the smallest \
     state that shows it.";
pub(in crate::ui) const OLD: &str = "Of the text as it was checked; it has changed since.";
pub(in crate::ui) const LAST_READABLE: &str = "Of the last answer that could be read";
pub(in crate::ui) const SMALLEST: &str = "The smallest example that shows it";
pub(in crate::ui) const SO: &str = "so";
pub(in crate::ui) const YOURS: &str = "yours";
pub(in crate::ui) const RIGHT_ONE: &str = "right";
pub(in crate::ui) const NOTHING: &str = "nothing";
pub(in crate::ui) const IN_EXPLAIN: &str = "Show me in Explain";
pub(in crate::ui) const IN_LAYERS: &str = "Show me in Layers";
pub(in crate::ui) const THIS_IN_EXPLAIN: &str = "This example in Explain";
pub(in crate::ui) const THIS_IN_EXPLAIN_TITLE: &str =
    "Explain then shows this state in place of your run; going back in the browser brings the run back";
pub(in crate::ui) const OTHER_WAYS: &str = "Other ways to write it";
pub(in crate::ui) const NEXT: &str = "Next";
pub(in crate::ui) const OFF: &str = "wrong here";

/// A diagnosis in a few words.
pub(in crate::ui) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Unreadable => "This cannot be read",
        Kind::Shape => "Another shape is needed",
        Kind::NotFinite => "Not every number is finite",
        Kind::Sign => "Right but for the sign",
        Kind::Factor => "Right but for a factor",
        Kind::Transposed => "The transpose",
        Kind::OtherQuantity => "This is another quantity",
        Kind::Bug => "A classic mistake",
        Kind::Condition => "Right in some places only",
        Kind::Different => "Not the gradient",
    }
}

/// Where in the text.
pub(in crate::ui) fn place(line: usize, column: usize) -> String {
    format!("Line {line}, column {column}.")
}

/// What a screen reader hears of a verdict.
pub(in crate::ui) fn heard(diagnosis: Option<&Diagnosis>, tried: &Tried, sizes: &[String]) -> String {
    match diagnosis {
        None => format!("{RIGHT}. {}", self::tried(tried, sizes)),
        Some(found) => {
            let place = found.place.map_or(String::new(), |at| format!(" {}", place(at.line, at.column)));
            format!("{}.{place} {} {}", kind(found.kind), found.message, found.evidence)
        }
    }
}

/// What an answer was tried on: "45 states tried, h from 1 to 7".
pub(in crate::ui) fn states(tried: &Tried, names: &[String]) -> String {
    let range = |low: usize, high: usize| if low == high { format!("{low}") } else { format!("from {low} to {high}") };
    let sizes: Vec<String> = if names.is_empty() {
        let low = tried.sizes.iter().map(|&(low, _)| low).min().unwrap_or(0);
        let high = tried.sizes.iter().map(|&(_, high)| high).max().unwrap_or(0);
        vec![format!("widths {}", range(low, high))]
    } else {
        names.iter().zip(&tried.sizes).map(|(name, &(low, high))| format!("{name} {}", range(low, high))).collect()
    };
    format!("{} states tried, {}", integer(tried.states as u64), sizes.join(", "))
}

/// The same with the largest relative error, of a right answer.
pub(in crate::ui) fn tried(tried: &Tried, names: &[String]) -> String {
    let error = if tried.largest_error > 0.0 {
        format!("largest relative error {}", scientific(tried.largest_error, 1))
    } else {
        "equal to the last bit".to_owned()
    };
    format!("{}; {error}.", states(tried, names))
}

/// The state of the page: its own example.
pub(in crate::ui) fn page_state(example: usize, hidden: usize) -> String {
    let units = if hidden == 1 { "1 unit".to_owned() } else { format!("{} units", integer(hidden as u64)) };
    format!("the page’s example {}, {units}", integer(example as u64))
}

/// A state of small whole numbers.
pub(in crate::ui) fn sample_state(sizes: &str) -> String {
    format!("small numbers, {sizes}")
}

/// What an answer gives on a state, as a heading.
pub(in crate::ui) fn on_state(state: &str) -> String {
    format!("On {state}")
}

/// A number of a given array or of a result, where there is room for it.
pub(in crate::ui) fn number(value: f64) -> String {
    factor(value, 3)
}

/// How many answers were checked.
pub(in crate::ui) fn attempts(attempts: u32) -> String {
    if attempts == 1 { "1 answer checked".to_owned() } else { format!("{} answers checked", integer(attempts.into())) }
}

/// A result's name and shape above its numbers.
pub(in crate::ui) fn caption(name: &str, shape: &[usize]) -> String {
    if shape.is_empty() { name.to_owned() } else { format!("{name} {}", self::shape(shape)) }
}

/// The same where every number is to be multiplied by a power of ten.
pub(in crate::ui) fn caption_with_factor(caption: &str, factor: &str) -> String {
    if factor.is_empty() { caption.to_owned() } else { format!("{caption} {factor}") }
}

/// A shape as NumPy's, in brackets.
pub(in crate::ui) fn shape(shape: &[usize]) -> String {
    format!("{shape:?}")
}
