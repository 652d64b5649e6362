//! The Explain view's strings.

pub(in crate::ui) mod bugs;
mod certificate;
mod source;

pub(in crate::ui) use certificate::certificate;
pub(in crate::ui) use source::{ENTRY_HELP, from, number_from};

use super::super::format::{derivative, integer, percent, scientific, short};
use crate::{
    Named,
    check::{Measured, Precision, Scheme},
    explain::{Factor, Shape, StepId},
    nn::{Bug, Group, ParameterId, Reduction},
};

pub(in crate::ui) const EXPLAIN: &str = "Explain";
pub(in crate::ui) const STEPS: &str = "Steps of one example";
pub(in crate::ui) const PREVIOUS_STEP: &str = "Previous step";
pub(in crate::ui) const NEXT_STEP: &str = "Next step";

pub(in crate::ui) const VALUE_AND_GRADIENT: &str = "value above, gradient below";
pub(in crate::ui) const VALUE: &str = "value";
pub(in crate::ui) const GRADIENT: &str = "gradient";

pub(in crate::ui) const WRITTEN: &str = "How the step is written";
pub(in crate::ui) const ELEMENTS: &str = "elements";
pub(in crate::ui) const MATRICES: &str = "matrices";
pub(in crate::ui) const KRONECKER: &str = "Kronecker";
pub(in crate::ui) const ARRIVES: &str = "arrives from above";
pub(in crate::ui) const LOCAL: &str = "local derivative";
pub(in crate::ui) const PRODUCT: &str = "their product";
pub(in crate::ui) const FEWER: &str = "fewer";
pub(in crate::ui) const NUMBERS: &str = "The numbers in the formula";

pub(in crate::ui) const STEPS_ARE_RIGHT: &str =
    "These are the steps of a right backward pass. Training runs with the bug.";

pub(in crate::ui) const GRAPH: &str = "The computation";
pub(in crate::ui) const GRAPH_NOTE: &str = "values flow right, gradients back";
pub(in crate::ui) const GRAPH_HELP: &str = "Arrow keys move between quantities, Enter goes to the step that makes one, Page Down and Page Up go through the steps";

pub(in crate::ui) const CODE: &str = "In code";
pub(in crate::ui) const CODE_NOTE: &str = "this step is lit; • is word for word in the assignment";
pub(in crate::ui) const LANGUAGE: &str = "Language";
pub(in crate::ui) const NUMPY: &str = "NumPy";
pub(in crate::ui) const PYTORCH: &str = "PyTorch";

pub(in crate::ui) const APART: &str = "Taken apart";
pub(in crate::ui) const PARAMETER: &str = "Parameter";
pub(in crate::ui) const CLOSE: &str = "close";
pub(in crate::ui) const CONTRIBUTION: &str = "contributes";
pub(in crate::ui) const TERMS: &str = "The sum over the examples, largest first";
pub(in crate::ui) const APART_POINTS: &str = "Contributions";
pub(in crate::ui) const APART_POINTS_NOTE: &str = "each point by what it adds";
pub(in crate::ui) const POINTS_KEY: &str =
    "Press a point to walk through it. A dashed ring: its hinge lies on the way of the finite difference.";
pub(in crate::ui) const NO_EXAMPLES: &str = "There are no examples here, so there is nothing to add up.";

pub(in crate::ui) const OPENED: &str = "The check, opened up";
pub(in crate::ui) const CURVE: &str = "Loss as the parameter moves";
pub(in crate::ui) const WINDOW: &str = "How far the parameter moves";
pub(in crate::ui) const WINDOWS: [&str; 4] = ["±1", "±0.1", "±0.01", "±2δ"];
pub(in crate::ui) const HANDLE: &str = "Drawn step δ";
pub(in crate::ui) const TANGENT: &str = "tangent, slope by backprop";
pub(in crate::ui) const SECANT: &str = "secant, slope of the difference";
pub(in crate::ui) const USE_DELTA: &str = "check with this δ";
pub(in crate::ui) const SWEEP: &str = "Error against δ";
pub(in crate::ui) const EXACT: &str =
    "At this δ and below, every difference is exactly right: the loss does not curve here.";
pub(in crate::ui) const SWEEP_HANDLE: &str = "Step δ of the check";
pub(in crate::ui) const PREDICTED: &str = "predicted: round-off left, truncation right";
pub(in crate::ui) const SWEEP_COLUMNS: &[&str] =
    &["Difference", "Best δ, measured", "Error there", "Best δ, predicted"];
pub(in crate::ui) const SWEEP_TABLE: &str = "The best step sizes as a table";

pub(in crate::ui) const BREAK_IT: &str = "Break it";
pub(in crate::ui) const BREAK_NOTE: &str = "training and the check run with the bug";
pub(in crate::ui) const BACKWARD_PASS_IS: &str = "Backward pass";
pub(in crate::ui) const NO_BUG: &str = "right, no bug";
pub(in crate::ui) const GUESS: &str = "Guess the bug";
pub(in crate::ui) const GIVE_UP: &str = "Tell me";
pub(in crate::ui) const TURN_OFF: &str = "Turn it off";
pub(in crate::ui) const WHICH: &str = "Which bug is it?";
pub(in crate::ui) const GUESS_HELP: &str =
    "One of these is on. Train, look at the check, take numbers apart, and press the one you suspect.";
pub(in crate::ui) const BUG_IS_ON: &str = "A bug is on.";

pub(in crate::ui) const HEALTH: &str = "Gradient health";
pub(in crate::ui) const HEALTH_NOTE: &str = "of the training set’s loss";
pub(in crate::ui) const HEALTH_COLUMNS: [&str; 4] = ["Layer", "‖gradient‖", "‖Δθ‖ / ‖θ‖", "guide"];
pub(in crate::ui) const GRADIENT_NORM: &str = "Norm of the gradient, by step";
pub(in crate::ui) const RATIO: &str = "Update-to-weight ratio, by step";
pub(in crate::ui) const DEAD_UNITS: &str = "Dead units, by step";
pub(in crate::ui) const UPDATE_COLUMNS: [&str; 5] = ["Layer", "‖θ‖", "‖g‖", "‖Δθ‖", "‖Δθ‖ / ‖θ‖"];
pub(in crate::ui) const RATIO_GUIDE: &str =
    "A ratio near 1e−3 is healthy: far above, training jumps about; far below, it crawls.";

/// What a step does, in a title.
pub(in crate::ui) fn step_title(step: StepId) -> &'static str {
    match step {
        StepId::Z => "what the hidden layer computes",
        StepId::H => "the ReLU",
        StepId::Ybar => "the output, log-odds of +1",
        StepId::S => "the loss",
        StepId::DsDybar => "how the loss follows the output",
        StepId::DsDwo => "the gradient of the output weights",
        StepId::DsDbo => "the gradient of the output bias",
        StepId::DsDh => "back through the output layer",
        StepId::DsDz => "back through the ReLU: the mask",
        StepId::DsDwi => "the gradient of the hidden layer’s weights",
        StepId::DsDbi => "the gradient of the hidden layer’s biases",
        StepId::DsDx => "the gradient of the input itself",
        StepId::Update => "what training does with it",
    }
}

/// What a step does, in a sentence or two.
pub(in crate::ui) fn step_words(step: StepId) -> &'static str {
    match step {
        StepId::Z => "Each hidden unit weighs both coordinates and adds its bias. Every column is one unit.",
        StepId::H => "A unit below 0 is off and hands on 0; above 0 it hands on Z as it is.",
        StepId::Ybar => "The output weighs what the units hand on. Above 0 it says +1; σ(Ȳ) is the probability of +1.",
        StepId::S => "Large where Ȳ has the wrong sign, near 0 where it is right and sure. Y is the label.",
        StepId::DsDybar => {
            "Between −1 and 1: how wrong the output is, with its sign. Everything below is multiplied by this one number."
        }
        StepId::DsDwo => {
            "Ȳ = H·Wo + bo is linear in Wo, so its local derivative is H: a unit that is off gets no gradient."
        }
        StepId::DsDbo => "Ȳ moves one to one with bo, so its local derivative is 1.",
        StepId::DsDh => {
            "Ȳ is linear in H too, with Wo as local derivative: what arrives is handed to each unit by its weight."
        }
        StepId::DsDz => {
            "The ReLU’s local derivative is 1 where Z > 0 and 0 elsewhere: a unit that is off stops the gradient."
        }
        StepId::DsDwi => {
            "Z = X·Wi + bi is linear in Wi, so its local derivative is X: what arrives is multiplied by the input that the weight saw."
        }
        StepId::DsDbi => "Z moves one to one with bi, so what arrives is the gradient.",
        StepId::DsDx => {
            "The same rule once more, with Wi as local derivative: how the loss would follow the point itself."
        }
        StepId::Update => {
            "Each parameter moves against its gradient, by the learning rate η. This is the step on this example alone."
        }
    }
}

/// "Step 10 of 13".
pub(in crate::ui) fn step_count(step: StepId) -> String {
    format!("Step {} of {}", step.index() + 1, StepId::ALL.len())
}

/// What a step's button says.
pub(in crate::ui) fn step_name(step: StepId) -> String {
    if step == StepId::Update { "θ ← θ − ηg".to_owned() } else { step.makes().to_string() }
}

/// The example that is walked through.
pub(in crate::ui) fn walked(y: f64, step: u64) -> String {
    format!("Y = {}, step {}", super::label(y), integer(step))
}

/// A shape under a quantity's name.
pub(in crate::ui) fn shape(shape: Shape) -> String {
    if shape == Shape::Scalar { "scalar".to_owned() } else { shape.to_string() }
}

/// For which indices an equation holds.
pub(in crate::ui) fn bounds(free: &[(char, usize)]) -> String {
    match free {
        [] => "one number".to_owned(),
        free => {
            let one = |(letter, bound): &(char, usize)| format!("{letter} = 0…{}", bound - 1);
            format!("for {}", free.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Many numbers, heard.
pub(in crate::ui) fn numbers(name: &str, rows: usize, columns: usize, low: f64, high: f64) -> String {
    format!("{name}: {rows} by {columns} numbers from {} to {}", derivative(low), derivative(high))
}

/// A node of the graph, heard. `seen` is its shape, or the number itself where it is one.
pub(in crate::ui) fn node(name: &str, seen: &str, has_value: bool, has_gradient: bool) -> String {
    let known = match (has_value, has_gradient) {
        (true, true) => "value and gradient known",
        (true, false) => "value known",
        (false, true) => "gradient known",
        (false, false) => "not yet known",
    };
    format!("{name} {seen}: {known}")
}

/// Whose gradient is taken apart.
pub(in crate::ui) fn derivative_of(id: ParameterId) -> String {
    format!("∂L/∂{id}")
}

/// A factor of a contribution.
pub(in crate::ui) fn factor(factor: Factor, examples: usize) -> String {
    factor.formula(examples).to_string()
}

/// The row of all terms that are not listed.
pub(in crate::ui) fn others(terms: usize) -> String {
    super::count(terms, "other")
}

/// What the whole sum is of.
pub(in crate::ui) fn total(reduction: Reduction, count: usize) -> String {
    match (reduction, count) {
        (_, 1) => "gradient".to_owned(),
        (Reduction::Mean, _) => "mean = gradient".to_owned(),
        (Reduction::Sum, _) => "sum = gradient".to_owned(),
    }
}

/// Where the numbers are too small or large to stand as they are.
pub(in crate::ui) fn scaled(exponent: i32) -> String {
    format!("×1e{exponent}").replace('-', "−")
}

/// What the backward pass with a bug says instead.
pub(in crate::ui) fn bug_says(value: f64) -> String {
    format!("The backward pass with the bug says {} instead.", derivative(value))
}

/// Both slopes, and how far apart they are.
pub(in crate::ui) fn slopes(backprop: f64, difference: f64) -> String {
    let apart = (backprop - difference).abs();
    if !apart.is_finite() {
        return "A slope here is too large to be computed, so the two cannot be compared.".to_owned();
    }
    format!("tangent {}, secant {}, apart by {}", derivative(backprop), derivative(difference), scientific(apart, 1))
}

/// δ, heard and seen.
pub(in crate::ui) fn delta(delta: f64) -> String {
    format!("δ = {}", short(delta))
}

/// A scheme in a precision.
pub(in crate::ui) fn scheme(scheme: Scheme, precision: Precision) -> String {
    format!("{}, {}", super::check::scheme(scheme), super::check::precision(precision))
}

/// Why this δ, for the check's own scheme.
pub(in crate::ui) fn why(predicted: Option<f64>, best: Measured, delta_now: f64, error_now: f64) -> String {
    if !best.error.is_finite() {
        return "At every δ the loss is too large to be computed, so no difference can be taken.".to_owned();
    }
    let predicted = predicted.map_or_else(String::new, |best| format!(" (predicted {})", scientific(best, 1)));
    let now = if error_now.is_finite() {
        format!("is off by {}", scientific(error_now, 1))
    } else {
        "gives no number: the loss beside it is too large to be computed".to_owned()
    };
    format!(
        "The smallest error is at δ = {}{predicted}. The check’s δ = {} {now}.",
        scientific(best.delta, 1),
        short(delta_now),
    )
}

/// A list of groups: "Wi, bi and bo".
pub(in crate::ui) fn groups(groups: &[Group]) -> String {
    let names: Vec<&str> = groups.iter().map(|group| group.name()).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the check finds while a bug is on.
pub(in crate::ui) fn symptoms(failing: &[Group]) -> String {
    if failing.is_empty() {
        "The check finds nothing wrong here and now.".to_owned()
    } else {
        format!("The check fails for {}.", groups(failing))
    }
}

/// Which bug, in the banner.
pub(in crate::ui) fn bug_named(bug: Bug) -> String {
    format!("A bug is on: {}.", bug.title())
}

/// Where a bug does not show.
pub(in crate::ui) fn hides(bug: Bug) -> Option<&'static str> {
    match bug {
        Bug::MeanForgotten => Some("It cannot show for one example, where mean and sum are the same."),
        Bug::OneStepOld | Bug::NeverCleared => Some("It shows after the next step of training."),
        Bug::UpdatedTooEarly => Some("The smaller the learning rate, the less it shows."),
        Bug::OuterTransposed => Some("It cannot show with a single hidden unit."),
        _ => None,
    }
}

/// What a bug breaks.
pub(in crate::ui) fn breaks(bug: Bug) -> String {
    format!("breaks {}", groups(bug.breaks()))
}

/// After a wrong guess.
pub(in crate::ui) fn not_that(bug: Bug) -> String {
    format!("Not that one: “{}” would break {}.", bug.title(), groups(bug.breaks()))
}

/// After the right guess.
pub(in crate::ui) fn found(bug: Bug, tries: u32) -> String {
    let tries = if tries == 1 { "at the first try".to_owned() } else { format!("after {tries} tries") };
    format!("Right, {tries}: {}.", bug.title())
}

/// Which bug it is, to somebody who gave up.
pub(in crate::ui) fn told(bug: Bug) -> String {
    format!("It is: {}.", bug.title())
}

/// How healthy a ratio is.
pub(in crate::ui) fn ratio_words(ratio: Option<f64>) -> &'static str {
    match ratio {
        None => "all 0",
        Some(0.0) => "stands still",
        Some(ratio) if !ratio.is_finite() => "too large to compute",
        Some(ratio) if ratio < 1e-5 => "crawls",
        Some(ratio) if ratio > 1e-1 => "jumps",
        Some(_) => "healthy",
    }
}

/// Dead units by number.
pub(in crate::ui) fn dead(units: &[usize], hidden: usize) -> String {
    match units {
        [] => format!("No dead units: each of the {hidden} is active on some training example."),
        [one] => format!("1 dead unit of {hidden}: {one}. No gradient reaches its Wi and bi."),
        units => {
            let names: Vec<String> = units.iter().map(ToString::to_string).collect();
            let share = percent(units.len() as f64 / hidden as f64);
            format!("{} dead units ({share}): {}. No gradient reaches their Wi and bi.", units.len(), names.join(", "))
        }
    }
}
