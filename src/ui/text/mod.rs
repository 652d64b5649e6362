//! Every string that the page shows, in one place: another language is another folder. A file for each view.

pub(in crate::ui) mod builder;
pub(in crate::ui) mod check;
pub(in crate::ui) mod compare;
pub(in crate::ui) mod data;
pub(in crate::ui) mod descent;
pub(in crate::ui) mod draw;
pub(in crate::ui) mod embed;
pub(in crate::ui) mod explain;
pub(in crate::ui) mod guide;
pub(in crate::ui) mod keys;
pub(in crate::ui) mod layers;
pub(in crate::ui) mod opened;
pub(in crate::ui) mod practice;
pub(in crate::ui) mod skip;
pub(in crate::ui) mod take_home;
pub(in crate::ui) mod time;

use super::format::{fixed, integer, percent, plain};
use crate::{
    data::Kind,
    export::sentence,
    nn::{Initialization, ParameterId, Reduction},
    plot::parts::Parts,
};

pub(in crate::ui) const TITLE: &str = "Backprop Playground";
pub(in crate::ui) const ARTICLE: &str = "How it works";
pub(in crate::ui) const TAGLINE: &str = "every gradient, twice: backpropagation and finite differences";
pub(in crate::ui) const VIEWS: &str = "Views";
pub(in crate::ui) const TRAIN: &str = "Train";
pub(in crate::ui) const TABLE: &str = "table";
pub(in crate::ui) const CLEAR: &str = "Clear";
pub(in crate::ui) const CLOSE: &str = "Close";

pub(in crate::ui) const COMING: &str = "Loading…";
pub(in crate::ui) const MISSING: &str = "This part could not be loaded. The rest of the page works without it.";
pub(in crate::ui) const FILE_MISSING: &str = "The host did not give one of the program’s files.";
pub(in crate::ui) const TRY_AGAIN: &str = "Try again";

pub(in crate::ui) const THEME: &str = "Theme";
pub(in crate::ui) const THEME_SYSTEM: &str = "System";
pub(in crate::ui) const THEME_LIGHT: &str = "Light";
pub(in crate::ui) const THEME_DARK: &str = "Dark";

pub(in crate::ui) const TRANSPORT: &str = "Training";
pub(in crate::ui) const TRANSPORT_BAR: &str = "Training and where it stands";
pub(in crate::ui) const PLAY: &str = "Play";
pub(in crate::ui) const PAUSE: &str = "Pause";
pub(in crate::ui) const PLAY_TITLE: &str = "Play or pause";
pub(in crate::ui) const REWIND: &str = "Rewind";
pub(in crate::ui) const REWIND_TITLE: &str = "Back to step 0 and the very same start";
pub(in crate::ui) const TIMELINE: &str = "Step of the run";
pub(in crate::ui) const SPEED: &str = "Speed";
pub(in crate::ui) const FULL_SPEED: &str = "full speed";

pub(in crate::ui) const FIGURES: &str = "Where training stands";
pub(in crate::ui) const STEP: &str = "Step";
pub(in crate::ui) const EPOCH: &str = "Epoch";
pub(in crate::ui) const TRAIN_LOSS: &str = "Mean loss, train";
pub(in crate::ui) const TEST_LOSS: &str = "Mean loss, test";
pub(in crate::ui) const TRAIN_ACCURACY: &str = "Accuracy, train";
pub(in crate::ui) const TEST_ACCURACY: &str = "Accuracy, test";
pub(in crate::ui) const NOTHING: &str = "–";

pub(in crate::ui) const SETTINGS: &str = "Settings";
pub(in crate::ui) const DATA: &str = "Data";
pub(in crate::ui) const MORE_OF_DATA: &str = "Points, noise, your own";
pub(in crate::ui) const POINTS: &str = "Points";
pub(in crate::ui) const NOISE: &str = "Noise, std. dev.";
pub(in crate::ui) const HELD_BACK: &str = "Held back for test";
pub(in crate::ui) const DATA_SEED: &str = "Data seed";
pub(in crate::ui) const NEW_POINTS: &str = "New points";
pub(in crate::ui) const NETWORK: &str = "Network";
pub(in crate::ui) const HIDDEN_UNITS: &str = "Hidden units h";
pub(in crate::ui) const START: &str = "Start";
pub(in crate::ui) const INITIALIZATION: &str = "Initialization";
pub(in crate::ui) const START_SEED: &str = "Start seed";
pub(in crate::ui) const NEW_START: &str = "New start";
pub(in crate::ui) const CHECK_SETTINGS: &str = "Finite differences";
pub(in crate::ui) const DELTA: &str = "Step δ";
pub(in crate::ui) const SCHEME: &str = "Scheme";
pub(in crate::ui) const CENTRAL: &str = "central";
pub(in crate::ui) const FORWARD: &str = "forward";
pub(in crate::ui) const PRECISION: &str = "Precision";
pub(in crate::ui) const RTOL: &str = "Relative tolerance";
pub(in crate::ui) const ATOL: &str = "Absolute tolerance";

pub(in crate::ui) const BOUNDARY: &str = "Decision boundary";
pub(in crate::ui) const IN_WORDS: &str = "in words";
pub(in crate::ui) const IN_WORDS_TITLE: &str = "The boundary in words";
pub(in crate::ui) const IN_WORDS_AGAIN: &str = "As of now";
pub(in crate::ui) const HINGES: &str = "hinges";
pub(in crate::ui) const TEST_POINTS: &str = "test points";
pub(in crate::ui) const CLASS_LOW: &str = "−1";
pub(in crate::ui) const CLASS_HIGH: &str = "+1";
pub(in crate::ui) const PROBABILITIES: [&str; 3] = ["P(+1 given x) = 0", "½", "1"];
pub(in crate::ui) const X1: &str = "x₁";
pub(in crate::ui) const X2: &str = "x₂";
pub(in crate::ui) const OUTPUT: &str = "Ȳ";
pub(in crate::ui) const PROBABILITY: &str = "P(+1 given x)";
pub(in crate::ui) const CLASS: &str = "Class";
pub(in crate::ui) const UNIT: &str = "Unit";
pub(in crate::ui) const FORWARD_PASS: &str = "Z, H, and the point by numbers";
pub(in crate::ui) const HIDDEN_CAPTION: &str = "Z before and H after the ReLU, one column per hidden unit";
pub(in crate::ui) const PROBE_HELP: &str =
    "Arrow keys move the probe, Enter selects the nearest example, Escape puts the probe away";
pub(in crate::ui) const EXAMPLE: &str = "Example";
pub(in crate::ui) const PREVIOUS_EXAMPLE: &str = "Previous example";
pub(in crate::ui) const NEXT_EXAMPLE: &str = "Next example";
pub(in crate::ui) const PROBE: &str = "Probe";
pub(in crate::ui) const POINTS_TABLE: &str = "All examples as a table";
pub(in crate::ui) const POINT_COLUMNS: &[&str] = &["Example", "x₁", "x₂", "Y", "Ȳ", "P(+1)", "Set", "Right?"];
pub(in crate::ui) const TRAIN_SET: &str = "train";
pub(in crate::ui) const TEST_SET: &str = "test";
pub(in crate::ui) const YES: &str = "yes";
pub(in crate::ui) const NO: &str = "no";
pub(in crate::ui) const KEY_BOUNDARY: &str = "P = ½";
pub(in crate::ui) const KEY_WRONG: &str = "misclassified";
pub(in crate::ui) const KEY_SELECTED: &str = "selected";

pub(in crate::ui) const EDGES: &str = "What the edges show";
pub(in crate::ui) const WEIGHTS: &str = "edges: weights";
pub(in crate::ui) const GRADIENTS: &str = "gradients";
pub(in crate::ui) const EDGE_POSITIVE: &str = "positive";
pub(in crate::ui) const EDGE_NEGATIVE: &str = "negative";
pub(in crate::ui) const EDGE_WIDTH: &str = "wider is larger";
pub(in crate::ui) const DISPLAY: &str = "Display";
pub(in crate::ui) const ARRANGEMENT: &str = "How the numbers stand";
pub(in crate::ui) const AS_ROWS: &str = "a unit a row";
pub(in crate::ui) const AS_FORMULAS: &str = "as the formulas have them";
pub(in crate::ui) const UNITS_GRID: &str = "The network’s numbers, one row per hidden unit";
pub(in crate::ui) const UNIT_CELLS: [&str; 4] = ["Wi[0]", "Wi[1]", "bi", "Wo"];
pub(in crate::ui) const BIAS_ROW: &str = "bo";
pub(in crate::ui) const PREVIOUS_UNIT: &str = "Previous unit";
pub(in crate::ui) const NEXT_UNIT: &str = "Next unit";
pub(in crate::ui) const BLOCKS_SHOWN: &str = "Which numbers are shown";
pub(in crate::ui) const BLOCK_PAIRS: [&str; 2] = ["value · backprop", "finite diff. · difference"];
pub(in crate::ui) const BLOCK_TRIPLES: [&str; 2] = ["with values", "with differences"];
pub(in crate::ui) const DEAD: &str = "dead";

pub(in crate::ui) const SCOPE: &str = "Which examples the gradients are of";
pub(in crate::ui) const SCOPE_EXAMPLE: &str = "example";
pub(in crate::ui) const SCOPE_BATCH: &str = "batch";
pub(in crate::ui) const SCOPE_TRAIN: &str = "train set";
pub(in crate::ui) const VALUE: &str = "Value";
pub(in crate::ui) const VALUE_NOTE: &str = "θ";
pub(in crate::ui) const BACKPROP: &str = "Backprop";
pub(in crate::ui) const FINITE_DIFFERENCE: &str = "Finite difference";
pub(in crate::ui) const FINITE_DIFFERENCE_SHORT: &str = "Finite diff.";
pub(in crate::ui) const DIFFERENCE: &str = "Difference";
pub(in crate::ui) const BACKPROP_NOTE: &str = "∂L/∂θ";
pub(in crate::ui) const CENTRAL_FORMULA: &str = "(L(θ+δ) − L(θ−δ)) / 2δ";
pub(in crate::ui) const FORWARD_FORMULA: &str = "(L(θ+δ) − L(θ)) / δ";
pub(in crate::ui) const DIFFERENCE_NOTE: &str = "backprop − finite difference";
pub(in crate::ui) const ROWS: [&str; 5] = ["Wi[0]", "Wi[1]", "bi", "Wo", "bo"];
pub(in crate::ui) const SCALE: &str = "How far colours are shared";
pub(in crate::ui) const SCALE_SHARED: &str = "colours: one scale";
pub(in crate::ui) const SCALE_GROUP: &str = "per layer";
pub(in crate::ui) const FACTOR: &str = "every number here is to be multiplied by this";
pub(in crate::ui) const SCALE_OWN: &str = "each layer’s colours reach to its own largest number";

pub(in crate::ui) const LOSS: &str = "Loss";
pub(in crate::ui) const LOSS_NOTE: &str = "mean, by step";
pub(in crate::ui) const LOSS_AXIS: &str = "Loss axis";
pub(in crate::ui) const LINEAR: &str = "linear";
pub(in crate::ui) const LOG: &str = "log";
pub(in crate::ui) const LOSS_EMPTY: &str = "The curve begins with the first step.";

/// So many of a thing: "1 point", "5,000 points".
pub(in crate::ui) fn count(quantity: usize, thing: &str) -> String {
    if quantity == 1 { format!("1 {thing}") } else { format!("{} {thing}s", integer(quantity as u64)) }
}

/// Below a field whose text is long.
pub(in crate::ui) fn only_the_beginning(bytes: usize) -> String {
    format!("Only the beginning is shown: all {} kB count.", integer(bytes.div_ceil(1024) as u64))
}

/// A dataset's name.
pub(in crate::ui) fn kind(kind: Kind) -> &'static str {
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
pub(in crate::ui) fn initialization(kind: Initialization) -> &'static str {
    match kind {
        Initialization::He => "He",
        Initialization::Xavier => "Xavier",
        Initialization::Uniform => "Uniform",
        Initialization::Zeros => "Zeros",
    }
}

/// What a choice of initialization draws.
pub(in crate::ui) fn initialization_note(kind: Initialization) -> &'static str {
    match kind {
        Initialization::He => "normal, variance 2 / fan-in; made for ReLU",
        Initialization::Xavier => "normal, variance 2 / (fan-in + fan-out)",
        Initialization::Uniform => "uniform from −½ to ½",
        Initialization::Zeros => "no unit ever learns: every gradient of Wi, bi and Wo is 0",
    }
}

/// Where the parameters start.
pub(in crate::ui) fn start(kind: Initialization, seed: u64) -> String {
    format!("{}, seed {seed}", initialization(kind))
}

/// A speed.
pub(in crate::ui) fn steps_per_second(rate: f64) -> String {
    format!("{} {}/s", integer(rate as u64), if rate > 1.5 { "steps" } else { "step" })
}

/// What a control does with a number out of its range.
pub(in crate::ui) fn clamped(low: f64, high: f64) -> String {
    format!("From {} to {}", plain(low), plain(high))
}

/// What a control does with a text that is no number.
pub(in crate::ui) fn not_a_number(low: f64, high: f64) -> String {
    format!("A number from {} to {}", plain(low), plain(high))
}

/// What the gradients on screen are of.
pub(in crate::ui) fn gradients_of(reduction: Reduction, examples: usize, number: Option<usize>) -> String {
    let loss = match reduction {
        Reduction::Mean => "mean loss",
        Reduction::Sum => "summed loss",
    };
    match number {
        Some(number) => format!("gradients of the loss s of example {number}"),
        None => format!("gradients of the {loss} of {}", count(examples, "example")),
    }
}

/// Training stopped because numbers stopped being finite.
pub(in crate::ui) fn diverged(step: u64) -> String {
    format!(
        "Training stopped: after step {} a number is no longer finite. This is the last finite state. \
         Try a smaller learning rate, then rewind.",
        integer(step)
    )
}

/// The open unit among all.
pub(in crate::ui) fn unit_of(unit: usize, units: usize) -> String {
    format!("{UNIT} {unit} of 0…{}", units - 1)
}

/// What a hidden unit's button says.
pub(in crate::ui) fn unit_label(unit: usize, active: f64) -> String {
    if active == 0.0 {
        format!("Unit {unit}: dead, active on no training example")
    } else {
        format!("Unit {unit}: active on {} of the training examples", percent(active))
    }
}

/// The boundary in words.
pub(in crate::ui) fn boundary_words(parts: Option<&Parts>, train_accuracy: f64) -> String {
    format!("{} {} of the training examples are on their side.", sentence::boundary(parts), percent(train_accuracy))
}

/// The boundary in words as of a step, for when it goes on.
pub(in crate::ui) fn boundary_words_at(step: u64, words: &str) -> String {
    format!("At step {}: {words}", integer(step))
}

/// What stands at the end of an axis, with what people call it, where they do.
pub(in crate::ui) fn axis_end(symbol: &str, called: &str, end: f64) -> String {
    format!("{} = {}", called_by(symbol, called), fixed(end, 1))
}

/// A symbol with what people call it, where that is something else.
pub(in crate::ui) fn called_by(symbol: &str, called: &str) -> String {
    let plain = symbol.replace('₁', "1").replace('₂', "2").replace('−', "-");
    let is_same = [symbol, &plain, plain.trim_start_matches('+')].contains(&called);
    if called.is_empty() || is_same { symbol.to_owned() } else { format!("{symbol} “{called}”") }
}

/// An example's name.
pub(in crate::ui) fn example(place: usize) -> String {
    format!("{EXAMPLE} {place}")
}

/// What a parameter does.
pub(in crate::ui) fn parameter_role(id: ParameterId) -> String {
    match id {
        ParameterId::Wi { input, unit } => format!("{} → unit {unit}", if input == 0 { "x₁" } else { "x₂" }),
        ParameterId::Bi { unit } => format!("bias of unit {unit}"),
        ParameterId::Wo { unit } => format!("unit {unit} → Ȳ"),
        ParameterId::Bo => "bias of Ȳ".to_owned(),
    }
}

/// A point of the plane.
pub(in crate::ui) fn point(x: [f64; 2]) -> String {
    format!("({}, {})", fixed(x[0], 2), fixed(x[1], 2))
}

/// A label with its sign.
pub(in crate::ui) fn label(y: f64) -> &'static str {
    if y > 0.0 { "+1" } else { "−1" }
}

/// What is said aloud when training pauses.
pub(in crate::ui) fn standing(step: u64, train_loss: f64, test_accuracy: Option<f64>) -> String {
    let accuracy =
        test_accuracy.map_or_else(String::new, |share| format!(", accuracy on the test set {}", percent(share)));
    format!("Step {}: mean training loss {}{accuracy}.", integer(step), super::format::loss(train_loss))
}

/// What is said of the place where the probe rests.
pub(in crate::ui) fn probe_words(x: [f64; 2], probability: f64, nearest: Option<(usize, f64)>) -> String {
    let nearest =
        nearest.map_or_else(String::new, |(number, y)| format!(" Nearest: {}, Y = {}.", example(number), label(y)));
    format!("x = {}, {PROBABILITY} = {}.{nearest}", point(x), super::format::probability(probability))
}

/// A heatmap's cell, heard.
pub(in crate::ui) fn cell_label(layer: &str, id: ParameterId, number: f64) -> String {
    format!("{layer} of {id}, {}: {}", parameter_role(id), super::format::derivative(number))
}

/// The losses at one step.
pub(in crate::ui) fn loss_reading(step: u64, train: Option<f64>, test: Option<f64>) -> String {
    let loss = |name: &str, loss: Option<f64>| {
        loss.map_or_else(String::new, |loss| format!(", {name} {}", super::format::loss(loss)))
    };
    format!("step {}{}{}", integer(step), loss(TRAIN_SET, train), loss(TEST_SET, test))
}

/// Where the timeline stands.
pub(in crate::ui) fn at_step(step: u64) -> String {
    format!("step {}", integer(step))
}
