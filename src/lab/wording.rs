//! The English of the lab's problems, for the page and the API alike. The data behind each sentence is in its type.

use std::fmt;

use super::{
    Shape,
    deep::{DeepMismatch, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_WIDTH},
    mismatch::{Mismatch, Rule, Side},
    parse::{Expected, Found, Problem},
    sum::Axis,
};

/// `line 2, column 5: found “x”, expected a number`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: found {}, expected {}", self.line, self.column, self.found, self.expected)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => f.write_str("the end of the text"),
            Self::LineEnd => f.write_str("the end of the line"),
            Self::Text(text) if text == "\t" => f.write_str("a tab"),
            Self::Text(text) => write!(f, "“{text}”"),
            Self::Numbers(count) => write!(f, "{}", numbers(*count)),
            Self::Shape(shape) => write!(f, "an array of shape {shape}"),
            Self::Bytes(bytes) => write!(f, "a text of {bytes} bytes"),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Array => f.write_str("an array: numbers, “[” or “array(”"),
            Self::OneArray => f.write_str("nothing more: this field takes one array"),
            Self::Number => f.write_str("a number"),
            Self::NumberOr(close) => write!(f, "a number or “{close}”"),
            Self::RowOr(close) => write!(f, "a row in brackets or “{close}”"),
            Self::Argument(close) => write!(f, "“{close}”, or an argument such as dtype=float64 after a comma"),
            Self::DigitAfterSign => f.write_str("a digit right after the sign"),
            Self::ExponentDigit => f.write_str("the exponent's digits after “e”"),
            Self::Separator => f.write_str("a space, a comma or a bracket after the number"),
            Self::FiniteNumber => f.write_str("a finite number: with nan or inf, no gradient can be checked"),
            Self::SmallerNumber => f.write_str("a number below 1.8e308, float64's largest"),
            Self::MissingNumber => f.write_str("a number: none may be missing"),
            Self::EveryNumber => f.write_str(
                "every number: NumPy leaves some out of long arrays (np.set_printoptions(threshold=sys.maxsize) prints all)",
            ),
            Self::RowLength { row, length } => write!(f, "{} in row {row}, as in row 1", numbers(length)),
            Self::OneKind => f.write_str("either numbers or rows in one bracket, not both"),
            Self::Matrix => f.write_str("a matrix: at most two levels of brackets"),
            Self::ValueOfName => f.write_str("a number: a name says none (paste what print shows of it, without headings)"),
            Self::NumberNotTruth => f.write_str("a number: 1 for True, 0 for False (.astype(int) makes them)"),
            Self::Computed => {
                f.write_str("an array that is computed already: nothing is computed here, paste what print shows of the whole")
            }
            Self::PrintedTensor => f.write_str("numbers: of a TensorFlow tensor, paste what print(tensor.numpy()) shows"),
            Self::LatexMatrix => f.write_str("a matrix of LaTeX: \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"),
            Self::AtMost(limit) => {
                write!(f, "at most {limit} rows and {limit} columns: paste a part of it, such as W[:{limit}, :{limit}]")
            }
            Self::AtMostBytes(limit) => write!(f, "at most {limit} bytes"),
            Self::DecimalPoint => f.write_str(
                "a point as decimal mark: beside another separator, this comma could be a decimal mark or a separator",
            ),
            Self::Quote => f.write_str("the closing quotation mark on the same line"),
        }
    }
}

/// `x_input [5, 18] has 18 columns, W [5, 18] has 5 rows: each input needs its weights (W transposed would fit)`.
impl<S: fmt::Display + Copy> fmt::Display for Mismatch<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: {}", self.left, self.right, self.rule)?;
        self.to_transpose.map_or(Ok(()), |array| write!(f, " ({array} transposed would fit)"))
    }
}

impl<S: fmt::Display + Copy> fmt::Display for Side<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { array, shape, axis } = self;
        match (shape, axis) {
            (Shape::Vector(length), Axis::Column) => write!(f, "{array} has {}", numbers(*length)),
            (Shape::Scalar | Shape::Vector(_), Axis::Row) => write!(f, "{array} {shape} is one row"),
            (_, Axis::Row) => write!(f, "{array} {shape} has {}", count(self.size(), "row")),
            (_, Axis::Column) => write!(f, "{array} {shape} has {}", count(self.size(), "column")),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Inputs => "each input needs its weights",
            Self::Bias => "each output needs one bias",
            Self::BiasLine => "each output needs one bias, all in one row or one column",
            Self::Examples => "each example needs its own",
            Self::Outputs => "each output needs its own",
        })
    }
}

impl fmt::Display for DeepMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sizes(mismatch) => mismatch.fmt(f),
            Self::Layers { found } => {
                write!(f, "found {} of weights, expected 1 to {}", count(*found, "layer"), MOST_HIDDEN_LAYERS + 1)
            }
            Self::BiasCount { found, layers } => {
                write!(
                    f,
                    "found biases of {}, expected {layers}, one for each layer of weights",
                    count(*found, "layer")
                )
            }
            Self::ActivationCount { found, layers } => {
                write!(f, "found {}, expected {layers}, one for each layer of weights", count(*found, "activation"))
            }
            Self::TooLarge { array, shape } => write!(
                f,
                "{array} has shape {shape}, expected at most {MOST_WIDTH} inputs, units and outputs, and {MOST_EXAMPLES} examples"
            ),
        }
    }
}

fn numbers(quantity: usize) -> String {
    count(quantity, "number")
}

fn count(quantity: usize, thing: &str) -> String {
    if quantity == 1 { format!("1 {thing}") } else { format!("{quantity} {thing}s") }
}
