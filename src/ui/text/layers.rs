//! The Layers view's words.

mod answers;
mod check;

pub(in crate::ui) use answers::{step_why, why};
pub(in crate::ui) use check::{largest_error, outcome_why, outcome_words, verdict, witness, witness_note};

use crate::{
    lab::{
        Axis, Convention, Format, Line, Shape,
        deep::Pass,
        dense::{Call, DenseArray},
    },
    nn::Activation,
    ui::format::{cell_value, derivative, fixed, integer, loss, plain, round, scientific},
};

pub(in crate::ui) const NAME: &str = "Layers";
pub(in crate::ui) const SYSTEMS: &str = "Systems";
pub(in crate::ui) const DENSE: &str = "Dense layer";
pub(in crate::ui) const DEEP: &str = "K layers, least squares";
pub(in crate::ui) const SIGMOID: &str = "Sigmoid layers, ½ squared error";
pub(in crate::ui) const CONVENTION: &str = "Examples are";
pub(in crate::ui) const ROWS: &str = "rows, W [in, out]";
pub(in crate::ui) const COLUMNS: &str = "columns, W [out, in]";

pub(in crate::ui) const KEPT: &str = "This device has kept what was pasted here last.";
pub(in crate::ui) const KEPT_OPEN: &str = "Bring it back";

pub(in crate::ui) const OLD: &str =
    "The given arrays are not complete or do not fit together. These results are old: of the last arrays that did.";
pub(in crate::ui) const NOTHING: &str =
    "Nothing to show yet: the given arrays are not complete or do not fit together.";
pub(in crate::ui) const OVERFLOWS: &str =
    "These numbers are too large together: a result is beyond 1.8e308, float64’s largest.";
pub(in crate::ui) const OVERFLOWS_OLD: &str = "The given numbers are too large together: a result is beyond 1.8e308, float64’s largest. \
     These results are old: of the last numbers that were not.";

pub(in crate::ui) const GIVEN: &str = "Given";
pub(in crate::ui) const SEED_000: &str = "The question’s arrays";
pub(in crate::ui) const SEED_002: &str = "Small enough to follow by hand";
pub(in crate::ui) const PLACEHOLDER: &str = "[[1.0, 2.0], [3.0, 4.0]]";
pub(in crate::ui) const PASTE_HINT: &str = "Paste what NumPy or Python print, np.array(…), MATLAB brackets, CSV or TSV. \
     Several named arrays at once (#W above, or W = …) go to their fields. Up to 200 × 200.";

pub(in crate::ui) const ACCUMULATE: &str = "Accumulation";
pub(in crate::ui) const ACCUMULATE_NOTE: &str = "the same calls, with = and with +=";
pub(in crate::ui) const ACCUMULATE_MATRICES: &str = "dW after the last call";
pub(in crate::ui) const WHY_ACCUMULATE: &str = "Why += and not =?";
pub(in crate::ui) const BECAUSE_ACCUMULATE: &str = "A parameter’s gradient is a sum over everything the parameter touched. \
     Each call of backward sees some of it: one batch, one time step, one use of a shared layer. += adds those parts up; \
     = keeps the last part and loses the others. So somebody has to begin at 0: that is zero_grad. \
     Call backward twice without it and every gradient is doubled; call it once for each batch after it, and the parts \
     add up to the gradient of all examples.";
pub(in crate::ui) const IN_BATCHES: &str = "zero_grad(), then backward() on each batch";
pub(in crate::ui) const BATCH: &str = "Examples in a batch";
pub(in crate::ui) const START_OVER: &str = "Start over";
pub(in crate::ui) const CALL: &str = "Call";
pub(in crate::ui) const WITH_ASSIGN: &str = "dW, =";
pub(in crate::ui) const WITH_ADD: &str = "dW, +=";
pub(in crate::ui) const OF_ALL: &str = "gradient of all";

pub(in crate::ui) const COPY_TITLE: &str = "Take away";
pub(in crate::ui) const ARRAY: &str = "Array";
pub(in crate::ui) const FORM: &str = "Form";
pub(in crate::ui) const COPY: &str = "Copy";
pub(in crate::ui) const PRINTED: &str = "The array as text";
pub(in crate::ui) const COPIED: &str = "Copied.";
pub(in crate::ui) const NOT_COPIED: &str =
    "This browser does not let the page copy here. Select the text above and copy it.";

pub(in crate::ui) const CHECK: &str = "Check";
pub(in crate::ui) const CHECK_TABLE: &str = "Errors by array";
pub(in crate::ui) const CHECK_DENSE: &str =
    "Backprop against differences of L = Σ grad_output ⊙ output, the loss whose ∂L/∂output is grad_output.";
pub(in crate::ui) const CHECK_DEEP: &str = "Backprop against the loss itself, computed again for each parameter.";
pub(in crate::ui) const DIFFERING: &str = "Entries that differ";

pub(in crate::ui) const NETWORK: &str = "Network";
pub(in crate::ui) const NOTEBOOK: &str = "Notebook 7.2’s network";
pub(in crate::ui) const SEED_002_NETWORK: &str = "Two layers to follow by hand";
pub(in crate::ui) const DRAW: &str = "Draw another";
pub(in crate::ui) const DRAW_NOTE: &str =
    "A changed size or scale draws new numbers; everything drawn can be edited below.";
pub(in crate::ui) const NETWORK_HINT: &str = "Or paste a whole network into any field: all_weights = [array(…), …], W0 = …, \
     all_weights[0] = …, or a list of lists; K and the sizes follow. Biases that are not there become 0, input and labels are drawn if they no longer fit.";
pub(in crate::ui) const HIDDEN_LAYERS: &str = "Hidden layers K";
pub(in crate::ui) const WIDTH: &str = "Units in each";
pub(in crate::ui) const INPUTS: &str = "Inputs";
pub(in crate::ui) const OUTPUTS: &str = "Outputs";
pub(in crate::ui) const EXAMPLES: &str = "Examples";
pub(in crate::ui) const SEED: &str = "Seed";
pub(in crate::ui) const LOSS: &str = "Loss";
pub(in crate::ui) const LEAST_SQUARES: &str = "Σ(output − y)²";
pub(in crate::ui) const HALF_SQUARED: &str = "½Σ(output − y)²";
pub(in crate::ui) const ACTIVATION: &str = "Activation";
pub(in crate::ui) const WEIGHTS: &str = "weights";
pub(in crate::ui) const BIASES: &str = "biases";
pub(in crate::ui) const INPUT: &str = "input x";
pub(in crate::ui) const LABELS: &str = "labels";
pub(in crate::ui) const LAYER_BAD: &str = " · needs a look";

pub(in crate::ui) const STEPS: &str = "Step by step";
pub(in crate::ui) const FIRST_STEP: &str = "First";
pub(in crate::ui) const LAST_STEP: &str = "Last";
pub(in crate::ui) const STEP_BACK: &str = "One step back";
pub(in crate::ui) const STEP_ON: &str = "One step on";
pub(in crate::ui) const FORWARD: &str = "forward";
pub(in crate::ui) const BACKWARD: &str = "backward";

pub(in crate::ui) const OVERVIEW: &str = "Layer after layer";
pub(in crate::ui) const OVERVIEW_NOTE: &str = "every array as far as the steps above have come";
pub(in crate::ui) const POINT_HINT: &str = "Point at an entry to read it in full.";

pub(in crate::ui) const NORMS: &str = "Gradient norms over depth";
pub(in crate::ui) const NORMS_NOTE: &str = "root of the sum of squares, logarithmic";
pub(in crate::ui) const NORMS_TABLE: &str = "Gradient norms as a table";
pub(in crate::ui) const NORM_COLUMNS: &[&str] = &["Layer", "‖∂L/∂f‖", "‖∂L/∂h‖", "‖∂L/∂W‖", "‖∂L/∂b‖"];
pub(in crate::ui) const NORM_W: &str = "‖∂L/∂W‖";
pub(in crate::ui) const NORM_F: &str = "‖∂L/∂f‖";
pub(in crate::ui) const LAYER_AXIS: &str = "by layer, from the input";
pub(in crate::ui) const HIDDEN_ACTIVATION: &str = "Activation of the hidden layers";
pub(in crate::ui) const SCALE: &str = "Initialization scale (He = 1)";

pub(in crate::ui) const DOUT: &str = "dout, the product that it is";
pub(in crate::ui) const DOUT_NOTE: &str = "of the last layer; y is the output, L the label, s what enters the sigmoid";
pub(in crate::ui) const DOUT_COLUMNS: &[&str] = &["Entry", "y", "L", "y − L", "y", "1 − y", "dout"];
pub(in crate::ui) const DOUT_WHY: &str = "y − L is the derivative of ½(y − L)², and y·(1 − y) is the sigmoid’s own: the chain rule multiplies them. \
     Where the sigmoid is nearly flat (y near 0 or 1) dout is small, however wrong the answer.";
pub(in crate::ui) const TWO_LAYERS: &str = "Two layers, as the answer writes them";
pub(in crate::ui) const TWO_LAYERS_WHY: &str = "To reach the first layer’s weights, the error has to come back to the hidden layer first: \
     that is why a layer also returns dx = dout·Wᵀ, for the layer before it. Below is the same, step by step, with this network’s numbers; there the loss E is called L and z is h₁.";

/// What a dense layer's array is.
pub(in crate::ui) fn role(array: DenseArray) -> &'static str {
    match array {
        DenseArray::XInput => "input of the layer",
        DenseArray::W => "weights",
        DenseArray::B => "biases",
        DenseArray::GradOutput => "∂L/∂output",
        DenseArray::Output => "forward: what the layer says",
        DenseArray::GradInput => "∂L/∂x: what goes back to the layer before",
        DenseArray::GradW => "∂L/∂W",
        DenseArray::GradB => "∂L/∂b",
        DenseArray::Ones => "",
    }
}

/// How arrays are laid out.
pub(in crate::ui) fn layout(convention: Convention) -> &'static str {
    match convention {
        Convention::Rows => "rows are examples",
        Convention::Columns => "columns are examples",
    }
}

/// A matrix as a screen reader says it.
pub(in crate::ui) fn matrix_label(name: &str, shape: &str) -> String {
    format!("{name}, shape {shape}")
}

/// The region that an equation scrolls in.
pub(in crate::ui) fn equation_label(name: &str) -> String {
    format!("{name} as a product of matrices")
}

/// A place in an array: `W[3, 2]`, `b[2]`.
pub(in crate::ui) fn place(name: &str, shape: Shape, (row, column): (usize, usize)) -> String {
    match shape {
        Shape::Scalar => name.to_owned(),
        Shape::Vector(_) => format!("{name}[{column}]"),
        Shape::Matrix(..) => format!("{name}[{row}, {column}]"),
    }
}

/// A number in an array.
pub(in crate::ui) fn entry(name: &str, shape: Shape, at: (usize, usize), value: f64) -> String {
    format!("{} = {}", place(name, shape, at), derivative(value))
}

/// The same with the short form that the cell shows, which whoever speaks to the page names it by.
pub(in crate::ui) fn shown_as(entry: &str, number: &str) -> String {
    format!("{entry}, shown as {number}")
}

/// A number among signs: a negative one in brackets, so that signs stay apart.
pub(in crate::ui) fn bracketed(number: String) -> String {
    if number.starts_with('−') { format!("({number})") } else { number }
}

/// One product of a sum.
pub(in crate::ui) fn term(left: f64, right: f64) -> String {
    let [left, right] = [left, right].map(|number| bracketed(cell_value(number)));
    format!("{left}·{right}")
}

/// Terms that are not written out.
pub(in crate::ui) fn more_terms(count: usize) -> String {
    format!("+ … {count} more ")
}

/// Rows that are not listed.
pub(in crate::ui) fn more_entries(count: usize) -> String {
    format!("and {} more", integer(count as u64))
}

/// The lines that make an entry, as the arrays are stored.
pub(in crate::ui) fn lines<S: std::fmt::Display>(left: &Line<S>, right: &Line<S>) -> String {
    let line = |line: &Line<S>| {
        let axis = if line.axis == Axis::Row { "row" } else { "column" };
        format!("{axis} {} of {}", line.index, line.array)
    };
    format!("{} with {}", line(left), line(right))
}

/// A call of the layer.
pub(in crate::ui) fn call(call: &Call, examples: usize) -> String {
    match call {
        Call::ZeroGrad => "zero_grad()".to_owned(),
        Call::All => "backward()  all examples".to_owned(),
        Call::Backward(range) if range.start == 0 && range.end >= examples => "backward()  all examples".to_owned(),
        Call::Backward(range) if range.len() == 1 => format!("backward()  example {}", range.start),
        Call::Backward(range) => format!("backward()  examples {} to {}", range.start, range.end.saturating_sub(1)),
    }
}

/// What dW and db are then.
pub(in crate::ui) fn times_all(times: Option<u32>) -> String {
    match times {
        Some(0) => "0".to_owned(),
        Some(1) => "the gradient of all examples".to_owned(),
        Some(times) => format!("{times} × the gradient of all"),
        None => "of a part of the examples".to_owned(),
    }
}

/// Where the calls have led, heard and read.
pub(in crate::ui) fn accumulated(assign: Option<u32>, add: Option<u32>) -> String {
    format!("Now dW is, with =: {}; with +=: {}.", times_all(assign), times_all(add))
}

/// A format's name.
pub(in crate::ui) fn format_name(format: Format) -> &'static str {
    match format {
        Format::NumPy => "NumPy",
        Format::Python => "Python",
        Format::Latex => "LaTeX",
        Format::Csv => "CSV",
    }
}

/// A layer's name.
pub(in crate::ui) fn layer(k: usize) -> String {
    format!("Layer {k}")
}

/// A layer's arrays of one pass.
pub(in crate::ui) fn layer_in(pass: &str, k: usize) -> String {
    format!("Layer {k}, {pass}")
}

/// What the network says, where that is one number, and its loss.
pub(in crate::ui) fn outcome(output: Option<f64>, loss_value: f64) -> String {
    let loss_value = loss(loss_value);
    match output {
        Some(output) => format!("output {}, loss {loss_value}", fixed(output, 3)),
        None => format!("loss {loss_value}"),
    }
}

/// An activation's name.
pub(in crate::ui) fn activation(activation: Activation) -> &'static str {
    match activation {
        Activation::Relu => "ReLU",
        Activation::Sigmoid => "sigmoid",
        Activation::Tanh => "tanh",
        Activation::Identity => "identity",
    }
}

/// Where the steps stand.
pub(in crate::ui) fn step(place: usize, count: usize, pass: Pass, layer: usize) -> String {
    let pass = if pass == Pass::Forward { FORWARD } else { BACKWARD };
    format!("{} of {count}: {pass}, layer {layer}", place + 1)
}

/// What happens to ∂L/∂f from the last layer to the first.
pub(in crate::ui) fn depth(first: Option<f64>, last: Option<f64>, layers: usize) -> String {
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    if layers < 2 {
        return "One layer: gradients have no depth to travel. Raise K.".to_owned();
    }
    if first == 0.0 || last == 0.0 {
        return "∂L/∂f is 0 in a layer: nothing of the error comes through to it.".to_owned();
    }
    let ratio = first / last;
    let change = match ratio {
        ratio if ratio < 0.1 => format!("becomes {} times smaller: gradients vanish", many(1.0 / ratio)),
        ratio if ratio > 10.0 => format!("becomes {} times larger: gradients explode", many(ratio)),
        _ => format!("keeps its size within a factor of ten (× {})", plain(round(ratio, 2))),
    };
    format!("From layer {} back to layer 0, ‖∂L/∂f‖ {change}.", layers - 1)
}

/// A factor above ten, to two digits.
fn many(ratio: f64) -> String {
    if ratio < 1e6 { integer(round(ratio, 2) as u64) } else { scientific(ratio, 1) }
}

/// The curve in words.
pub(in crate::ui) fn norms_words(norms: impl Iterator<Item = f64>) -> String {
    let numbers: Vec<String> = norms.map(|norm| scientific(norm, 1)).collect();
    format!("Norm of the gradient with respect to f, from layer 0: {}", numbers.join(", "))
}
