//! The sentences of diagnoses. Another language is another file.

use super::diagnosis::{Pair, same};
use crate::{
    numpy::shape_text,
    pass::{Mistake, Tensor},
    python::Problem,
};

pub(super) const SIGN: &str = "Right but for the sign: every number is the negative of what it should be.";
pub(super) const TRANSPOSED: &str = "The right numbers in the order of the transpose: the shape fits, but rows are read as columns. Use .T, not reshape.";
pub(super) const ALWAYS_ZERO: &str = "Always 0, whatever the state.";
pub(super) const DIFFERENT: &str = "Different from what is right, and none of the usual mistakes.";
pub(super) const MASK_OF_H: &str =
    "You take the mask of H and not of Z, which makes no difference: H = max(Z, 0) is above 0 exactly where Z is.";

pub(super) fn stops(sizes: &str, problem: &Problem) -> String {
    format!("It gives a result on other states, and stops where {sizes}. {problem}")
}

pub(super) fn no_array(name: &str, what: &str) -> String {
    format!("{name} is {what}, and should be an array of numbers: is it ever set?")
}

pub(super) fn structure(found: &str, names: &[String]) -> String {
    format!("The result is {found}, and should be {} results in this order: {}.", names.len(), names.join(", "))
}

/// Another shape, and what would give the one that is needed.
pub(super) fn shape(pair: &Pair<'_>, tolerance: f64) -> String {
    let (needed, yours) = (&pair.right.shape, &pair.theirs.shape);
    let begin =
        format!("Where {}, your shape is {}, needed is {}.", pair.scene.sizes, shape_text(yours), shape_text(needed));
    let ways: [(&str, Option<Tensor>); 6] = [
        ("Its transpose, .T,", Some(pair.theirs.transposed())),
        ("Its .reshape to that shape", reshaped(pair.theirs, needed)),
        ("Its sum over axis 0", pair.theirs.summed(0, false)),
        ("Its sum over axis 1", pair.theirs.summed(1, false)),
        ("Its sum over axis 0 with keepdims=True", pair.theirs.summed(0, true)),
        ("Its sum over axis 1 with keepdims=True", pair.theirs.summed(1, true)),
    ];
    let fits = |way: &&(&str, Option<Tensor>)| way.1.as_ref().is_some_and(|tensor| tensor.shape == *needed);
    let is_right =
        |way: &&(&str, Option<Tensor>)| way.1.as_ref().is_some_and(|tensor| same(pair.right, tensor, tolerance));
    match (ways.iter().find(is_right), ways.iter().find(fits)) {
        (Some((way, _)), _) => format!("{begin} {way} gives it, and is right."),
        (None, Some((way, _))) => format!("{begin} {way} would have that shape, but its numbers are wrong too."),
        (None, None) => begin,
    }
}

fn reshaped(tensor: &Tensor, shape: &[usize]) -> Option<Tensor> {
    (tensor.values.len() == shape.iter().product::<usize>()).then(|| Tensor::new(shape, tensor.values.clone()))
}

pub(super) fn not_finite(pair: &Pair<'_>) -> String {
    let place = pair.theirs.values.iter().position(|value| !value.is_finite()).unwrap_or(0);
    format!("Not finite: {} where {}.", number(pair.theirs.values[place]), pair.scene.sizes)
}

pub(super) fn factor(name: &str) -> String {
    format!("Right but for a factor: it is multiplied by {name}.")
}

pub(super) fn divided(name: &str) -> String {
    format!("Right but for a factor: it is divided by {name}.{}", if name.starts_with("n,") { MEAN } else { "" })
}

const MEAN: &str = " That is the mean over the examples where the sum is asked.";

pub(super) fn constant(c: f64) -> String {
    let rate = if is_a_usual_rate(c.abs()) { RATE } else { "" };
    format!("Right but for a factor: it is {} times what it should be.{rate}", number(c))
}

const RATE: &str = " If that is η, the learning rate: it belongs to the update, and the gradient comes without it.";

/// Whether people take such a number for a learning rate: 1, 2, 3 or 5 of a tenth, a hundredth and so on, half excepted.
fn is_a_usual_rate(c: f64) -> bool {
    let tenths = (-c.log10()).ceil();
    let digit = c * 10_f64.powf(tenths);
    let near = |digit: f64, whole: f64| (digit - whole).abs() < 1e-6 * whole;
    c < 0.45 && tenths <= 6.0 && [1.0, 2.0, 3.0, 5.0].iter().any(|&whole| near(digit, whole))
}

pub(super) fn other_quantity(name: &str, asked: &str) -> String {
    format!("This is {name}; asked is {asked}.")
}

pub(super) fn bug(mistake: Mistake) -> String {
    format!("A classic: {}.", mistake.title())
}

pub(super) fn condition(name: &str) -> String {
    format!("Right elsewhere, wrong only where {name}.")
}

/// The entry that is off the most, on one state.
pub(super) fn evidence(pair: &Pair<'_>) -> String {
    let off = |place: usize| {
        let off = (pair.right.values[place] - pair.theirs.values[place]).abs();
        if off.is_nan() { f64::INFINITY } else { off }
    };
    (0..pair.right.values.len())
        .max_by(|&a, &b| off(a).total_cmp(&off(b)))
        .map_or_else(String::new, |place| evidence_at(pair, place))
}

pub(super) fn evidence_at(pair: &Pair<'_>, place: usize) -> String {
    let index = pair.right.index(place);
    let entry = if index.is_empty() { pair.name.to_owned() } else { format!("{}{}", pair.name, shape_text(&index)) };
    let [right, yours] = [pair.right, pair.theirs].map(|tensor| number(tensor.values[place]));
    format!("Where {}: {entry} is {right}, yours is {yours}.", pair.scene.sizes)
}

/// Six digits, with the minus of print.
fn number(value: f64) -> String {
    let size = value.abs();
    let text = if size != 0.0 && !(1e-4..1e6).contains(&size) && size.is_finite() {
        format!("{value:.4e}")
    } else {
        let rounded = (value * 1e6).round() / 1e6;
        format!("{rounded}")
    };
    text.replace('-', "−").replace("inf", "∞")
}
