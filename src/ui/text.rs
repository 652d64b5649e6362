//! Every string that the page shows, in one place: another language is another file.

use super::format::{fixed, integer, percent, plain, scientific};
use crate::{
    check::{Precision, Scheme},
    data::Kind,
    nn::{Initialization, ParameterId, Reduction},
    plot::boundary,
};

pub(super) const TITLE: &str = "Backprop Playground";
pub(super) const TAGLINE: &str = "every gradient, twice: backpropagation and finite differences";
pub(super) const TABLE: &str = "table";
pub(super) const SKIP: &str = "Skip to the check";

pub(super) const THEME: &str = "Theme";
pub(super) const THEME_SYSTEM: &str = "As the system";
pub(super) const THEME_LIGHT: &str = "Light";
pub(super) const THEME_DARK: &str = "Dark";

pub(super) const TRANSPORT: &str = "Training";
pub(super) const PLAY: &str = "Play";
pub(super) const PAUSE: &str = "Pause";
pub(super) const REWIND: &str = "Rewind";
pub(super) const REWIND_TITLE: &str = "Back to step 0 and the very same start";
pub(super) const ONE_EXAMPLE: &str = "Example";
pub(super) const ONE_BATCH: &str = "Batch";
pub(super) const ONE_EXAMPLE_LABEL: &str = "Train on one example";
pub(super) const ONE_BATCH_LABEL: &str = "Train on one batch";
pub(super) const ONE_EPOCH: &str = "Epoch";
pub(super) const ONE_EPOCH_LABEL: &str = "Train to the end of the epoch";
pub(super) const SPEED: &str = "Speed";
pub(super) const FULL_SPEED: &str = "full speed";

pub(super) const FIGURES: &str = "Where training stands";
pub(super) const STEP: &str = "Step";
pub(super) const EPOCH: &str = "Epoch";
pub(super) const TRAIN_LOSS: &str = "Mean loss, train";
pub(super) const TEST_LOSS: &str = "Mean loss, test";
pub(super) const TRAIN_ACCURACY: &str = "Accuracy, train";
pub(super) const TEST_ACCURACY: &str = "Accuracy, test";
pub(super) const NOTHING: &str = "–";

pub(super) const SETTINGS: &str = "Settings";
pub(super) const DATA: &str = "Data";
pub(super) const POINTS: &str = "Points";
pub(super) const NOISE: &str = "Noise, std. dev.";
pub(super) const HELD_BACK: &str = "Held back for test";
pub(super) const DATA_SEED: &str = "Data seed";
pub(super) const NEW_POINTS: &str = "New points";
pub(super) const NETWORK: &str = "Network";
pub(super) const HIDDEN_UNITS: &str = "Hidden units h";
pub(super) const INITIALIZATION: &str = "Initialization";
pub(super) const START_SEED: &str = "Start seed";
pub(super) const NEW_START: &str = "New start";
pub(super) const DESCENT: &str = "Gradient descent";
pub(super) const LEARNING_RATE: &str = "Learning rate η";
pub(super) const BATCH_SIZE: &str = "Batch size";
pub(super) const L2: &str = "L2 penalty λ";
pub(super) const REDUCTION: &str = "Loss of a batch";
pub(super) const MEAN: &str = "mean";
pub(super) const SUM: &str = "sum";
pub(super) const SHUFFLE: &str = "Shuffle every epoch";
pub(super) const CHECK_SETTINGS: &str = "Finite differences";
pub(super) const DELTA: &str = "Step δ";
pub(super) const SCHEME: &str = "Scheme";
pub(super) const CENTRAL: &str = "central";
pub(super) const FORWARD: &str = "forward";
pub(super) const PRECISION: &str = "Precision";
pub(super) const RTOL: &str = "Relative tolerance";
pub(super) const ATOL: &str = "Absolute tolerance";

pub(super) const BOUNDARY: &str = "Decision boundary";
pub(super) const BOUNDARY_UNIT: &str = "P(+1 given x)";
pub(super) const HINGES: &str = "Hinges";
pub(super) const TEST_POINTS: &str = "Test points";
pub(super) const CLASS_LOW: &str = "−1";
pub(super) const CLASS_HIGH: &str = "+1";
pub(super) const PROBABILITIES: [&str; 3] = ["P = 0", "½", "1"];
pub(super) const X1: &str = "x₁";
pub(super) const X2: &str = "x₂";
pub(super) const OUTPUT: &str = "Ȳ";
pub(super) const PROBABILITY: &str = "P(+1 given x)";
pub(super) const CLASS: &str = "Class";
pub(super) const UNIT: &str = "Unit";
pub(super) const HIDDEN_CAPTION: &str = "Z before and H after the ReLU, one column per hidden unit";
pub(super) const PROBE_HELP: &str =
    "Arrow keys move the probe, Enter selects the nearest example, Escape puts the probe away";
pub(super) const EXAMPLE: &str = "Example";
pub(super) const PREVIOUS_EXAMPLE: &str = "Previous example";
pub(super) const NEXT_EXAMPLE: &str = "Next example";
pub(super) const PROBE: &str = "Probe";
pub(super) const POINTS_TABLE: &str = "All examples as a table";
pub(super) const POINT_COLUMNS: &[&str] = &["Example", "x₁", "x₂", "Y", "Ȳ", "P(+1)", "Set", "Right?"];
pub(super) const TRAIN_SET: &str = "train";
pub(super) const TEST_SET: &str = "test";
pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";
pub(super) const KEY_NEGATIVE: &str = "−1";
pub(super) const KEY_POSITIVE: &str = "+1";
pub(super) const KEY_BOUNDARY: &str = "P = ½";
pub(super) const KEY_WRONG: &str = "misclassified";

pub(super) const NETWORK_UNIT_VALUES: &str = "edges show weights, pictures each unit’s activation";
pub(super) const NETWORK_UNIT_GRADIENTS: &str = "edges show gradients, pictures each unit’s activation";
pub(super) const EDGES: &str = "What the edges show";
pub(super) const WEIGHTS: &str = "weights";
pub(super) const GRADIENTS: &str = "gradients";
pub(super) const UNITS_TABLE: &str = "Units as a table";
pub(super) const UNIT_COLUMNS: &[&str] = &["Unit", "Wi x₁", "Wi x₂", "bi", "Wo", "Active on", "State"];
pub(super) const DEAD: &str = "dead";
pub(super) const ALIVE: &str = "alive";

pub(super) const HEATMAPS: &str = "Gradients by layer";
pub(super) const SCOPE: &str = "Which examples the gradients are of";
pub(super) const SCOPE_EXAMPLE: &str = "example";
pub(super) const SCOPE_BATCH: &str = "batch";
pub(super) const SCOPE_TRAIN: &str = "train set";
pub(super) const VALUE: &str = "Value";
pub(super) const VALUE_NOTE: &str = "θ";
pub(super) const BACKPROP: &str = "Backprop";
pub(super) const FINITE_DIFFERENCE: &str = "Finite difference";
pub(super) const DIFFERENCE: &str = "Difference";
pub(super) const BACKPROP_NOTE: &str = "∂L/∂θ";
pub(super) const CENTRAL_FORMULA: &str = "(L(θ+δ) − L(θ−δ)) / 2δ";
pub(super) const FORWARD_FORMULA: &str = "(L(θ+δ) − L(θ)) / δ";
pub(super) const DIFFERENCE_NOTE: &str = "backprop − finite difference";
pub(super) const ROWS: [&str; 5] = ["Wi[0]", "Wi[1]", "bi", "Wo", "bo"];
pub(super) const SCALE: &str = "How far colours are shared";
pub(super) const SCALE_SHARED: &str = "one scale";
pub(super) const SCALE_GROUP: &str = "per layer";
pub(super) const SCALE_OWN: &str = "each layer’s colours reach to its own largest number";

pub(super) const CHECK: &str = "Backprop against finite differences";
pub(super) const CHECK_COLUMNS: [&str; 8] =
    ["Parameter", "Value", "Backprop", "Finite diff.", "Forward mode", "Abs. error", "Rel. error", "Match"];
pub(super) const WORST_FIRST: &str = "worst first";
pub(super) const NETWORK_ORDER: &str = "network order";
pub(super) const ORDER: &str = "Order of the rows";

pub(super) const LOSS: &str = "Loss";
pub(super) const LOSS_NOTE: &str = "mean over the examples, by step";
pub(super) const LOSS_AXIS: &str = "Loss axis";
pub(super) const LINEAR: &str = "linear";
pub(super) const LOG: &str = "log";
pub(super) const LOSS_EMPTY: &str = "The curve begins with the first step.";

/// A dataset's name.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Xor => "XOR",
        Kind::Circles => "Circles",
        Kind::Gaussians => "Two Gaussians",
        Kind::Spiral => "Spiral",
        Kind::Moons => "Moons",
        Kind::Checkerboard => "Checkerboard",
    }
}

/// An initialization's name.
pub(super) fn initialization(kind: Initialization) -> &'static str {
    match kind {
        Initialization::He => "He",
        Initialization::Xavier => "Xavier",
        Initialization::Uniform => "Uniform",
        Initialization::Zeros => "Zeros",
    }
}

/// What a choice of initialization draws.
pub(super) fn initialization_note(kind: Initialization) -> &'static str {
    match kind {
        Initialization::He => "normal, variance 2 / fan-in; made for ReLU",
        Initialization::Xavier => "normal, variance 2 / (fan-in + fan-out)",
        Initialization::Uniform => "uniform from −½ to ½",
        Initialization::Zeros => "no unit ever learns: every gradient of Wi, bi and Wo is 0",
    }
}

/// A speed.
pub(super) fn steps_per_second(rate: f64) -> String {
    format!("{} {}/s", integer(rate as u64), if rate > 1.5 { "steps" } else { "step" })
}

/// What a control does with a number out of its range.
pub(super) fn clamped(low: f64, high: f64) -> String {
    format!("From {} to {}", plain(low), plain(high))
}

/// What a control does with a text that is no number.
pub(super) fn not_a_number(low: f64, high: f64) -> String {
    format!("A number from {} to {}", plain(low), plain(high))
}

/// The summary line of the check.
pub(super) fn check_summary(matching: usize, count: usize) -> String {
    if matching == count {
        format!("{count} of {count} derivatives match")
    } else {
        format!("{matching} of {count} derivatives match")
    }
}

/// How far off the check's worst row is.
pub(super) fn check_worst(error: f64, name: Option<ParameterId>) -> String {
    match name {
        Some(name) if error > 0.0 => format!("largest relative error {} at {name}", scientific(error, 0)),
        _ => "no error at all".to_owned(),
    }
}

/// What the gradients on screen are of.
pub(super) fn gradients_of(reduction: Reduction, count: usize, number: Option<usize>) -> String {
    let loss = match reduction {
        Reduction::Mean => "mean loss",
        Reduction::Sum => "summed loss",
    };
    match (number, count) {
        (Some(number), _) => format!("of the loss s of example {number}"),
        (None, 1) => format!("of the {loss} of 1 example"),
        (None, count) => format!("of the {loss} of {} examples", integer(count as u64)),
    }
}

/// Training stopped because numbers stopped being finite.
pub(super) fn diverged(step: u64) -> String {
    format!(
        "Training stopped: after step {} a number is no longer finite. This is the last finite state. \
         Try a smaller learning rate, then rewind.",
        integer(step)
    )
}

/// What a hidden unit's button says.
pub(super) fn unit_label(unit: usize, active: f64) -> String {
    if active == 0.0 {
        format!("Unit {unit}: dead, active on no training example")
    } else {
        format!("Unit {unit}: active on {} of the training examples", percent(active))
    }
}

/// The boundary in words.
pub(super) fn boundary_words(lines: boundary::Summary, train_accuracy: f64) -> String {
    let boundary::Summary { segments, open, closed } = lines;
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts = [count(open, "open line", "open lines"), count(closed, "closed line", "closed lines")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let boundary = if parts.is_empty() {
        "The network gives one class to the whole view".to_owned()
    } else {
        format!("The boundary has {segments} straight pieces in {}", parts.join(" and "))
    };
    format!("{boundary}. {} of the training examples are on their side.", percent(train_accuracy))
}

/// What stands at the end of an axis.
pub(super) fn axis_end(name: &str, end: f64) -> String {
    format!("{name} = {}", fixed(end, 1))
}

/// An example's name.
pub(super) fn example(place: usize) -> String {
    format!("{EXAMPLE} {place}")
}

/// What a parameter does.
pub(super) fn parameter_role(id: ParameterId) -> String {
    match id {
        ParameterId::Wi { input, unit } => format!("{} → unit {unit}", if input == 0 { "x₁" } else { "x₂" }),
        ParameterId::Bi { unit } => format!("bias of unit {unit}"),
        ParameterId::Wo { unit } => format!("unit {unit} → Ȳ"),
        ParameterId::Bo => "bias of Ȳ".to_owned(),
    }
}

/// A point of the plane.
pub(super) fn point(x: [f64; 2]) -> String {
    format!("({}, {})", fixed(x[0], 2), fixed(x[1], 2))
}

/// A label with its sign.
pub(super) fn label(y: f64) -> &'static str {
    if y > 0.0 { "+1" } else { "−1" }
}

/// What is said aloud when training pauses.
pub(super) fn standing(step: u64, train_loss: f64, test_accuracy: Option<f64>) -> String {
    let accuracy =
        test_accuracy.map_or_else(String::new, |share| format!(", accuracy on the test set {}", percent(share)));
    format!("Step {}: mean training loss {}{accuracy}.", integer(step), super::format::loss(train_loss))
}

/// How the check's differences are taken.
pub(super) fn check_subject(scheme: Scheme, precision: Precision, delta: f64) -> String {
    let scheme = match scheme {
        Scheme::Central => CENTRAL,
        Scheme::Forward => FORWARD,
    };
    let precision = match precision {
        Precision::F64 => "float64",
        Precision::F32 => "float32",
    };
    format!("{scheme}, δ = {}, {precision}", plain(delta))
}

/// A heatmap's cell, heard.
pub(super) fn cell_label(layer: &str, id: ParameterId, number: f64) -> String {
    format!("{layer} of {id}: {}", super::format::derivative(number))
}

/// The losses at one step.
pub(super) fn loss_reading(step: u64, train: Option<f64>, test: Option<f64>) -> String {
    let loss = |name: &str, loss: Option<f64>| {
        loss.map_or_else(String::new, |loss| format!(", {name} {}", super::format::loss(loss)))
    };
    format!("step {}{}{}", integer(step), loss(TRAIN_SET, train), loss(TEST_SET, test))
}
