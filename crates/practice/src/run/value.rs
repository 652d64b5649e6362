//! What a name can stand for.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use crate::{
    numpy::{Array, Kind, MOST_AXES, MOST_NUMBERS, Result, Scalar, shape_text},
    pass::{Given, Tensor},
    python::{Definition, Fault, Sort},
};

/// A value of a running answer.
#[derive(Clone, Debug)]
pub enum Value {
    /// `None`.
    None,
    /// One of Python's own numbers.
    Scalar(Scalar),
    /// A text.
    Text(Arc<str>),
    /// An array; one without axes is one of `NumPy`'s numbers.
    Array(Array),
    /// A list.
    List(Rc<List>),
    /// A tuple.
    Tuple(Rc<List>),
    /// `range`: start, stop, step, which is not 0.
    Range(i64, i64, i64),
    /// A function of the answer.
    Function(Arc<Definition>),
    /// A function that an exercise gives.
    Helper(Helper),
    /// One of Python's functions.
    Builtin(&'static str),
    /// One of `NumPy`'s functions.
    NumPyFunction(&'static str),
    /// A method and what it is of.
    Method(Box<Value>, &'static str),
    /// A kind of number, as `astype` takes it.
    Kind(Kind),
    /// `np`.
    NumPy,
}

/// Functions that exercises give, as the assignments do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helper {
    /// `sigm(x)`: 1/(1 + exp(−x)).
    Sigm,
    /// `indicator_function(x)`: 1 where x > 0, else 0.
    Indicator,
    /// `d_loss_d_output(net_output, y)`: 2(o − y).
    LossDerivative,
}

/// Values in a row.
#[derive(Debug)]
pub struct List {
    /// The values.
    pub items: RefCell<Vec<Value>>,
    /// Lists inside each other, from this one down: at least 1. Entries that are set are no lists, so it stays.
    depth: usize,
}

impl List {
    /// A list of these, or that they are too many or too deep.
    pub fn of(items: Vec<Value>) -> Result<Rc<Self>> {
        let depth = 1 + items.iter().map(Value::depth).max().unwrap_or(0);
        if items.len() > MOST_NUMBERS {
            let found = format!("a list of {} items", items.len());
            return Err(Fault::new(Sort::Limit, found, format!("at most {MOST_NUMBERS}")));
        }
        if depth > MOST_AXES {
            let found = format!("lists inside lists, {depth} levels");
            return Err(Fault::new(Sort::Limit, found, format!("at most {MOST_AXES}")));
        }
        Ok(Rc::new(Self { items: RefCell::new(items), depth }))
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Scalar(Scalar::Float(value))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Scalar(Scalar::Int(value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Scalar(Scalar::Bool(value))
    }
}

impl From<&Tensor> for Value {
    fn from(tensor: &Tensor) -> Self {
        Self::Array(Array::floats(&tensor.shape, tensor.values.clone()))
    }
}

impl From<&Given> for Value {
    fn from(given: &Given) -> Self {
        match given {
            Given::One(tensor) => tensor.into(),
            Given::Several(tensors) => Self::list(tensors.iter().map(Self::from).collect()).unwrap_or(Self::None),
            Given::Whole(number) => Self::from(*number as i64),
        }
    }
}

impl Value {
    /// A list of these values.
    pub fn list(items: Vec<Self>) -> Result<Self> {
        List::of(items).map(Self::List)
    }

    /// A tuple of these values.
    pub fn tuple(items: Vec<Self>) -> Result<Self> {
        List::of(items).map(Self::Tuple)
    }

    fn depth(&self) -> usize {
        match self {
            Self::List(list) | Self::Tuple(list) => list.depth,
            _ => 0,
        }
    }

    /// Whether it is a list or a tuple.
    pub(super) fn is_row(&self) -> bool {
        matches!(self, Self::List(_) | Self::Tuple(_))
    }

    /// What it is, in a sentence: "a list", "an array of shape [2, 3]".
    pub fn describe(&self) -> String {
        match self {
            Self::None => "None".to_owned(),
            Self::Scalar(Scalar::Bool(_)) => "a truth value".to_owned(),
            Self::Scalar(Scalar::Int(_)) => "a whole number".to_owned(),
            Self::Scalar(Scalar::Float(_)) => "a number".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::Array(array) if array.axes() == 0 => "a number".to_owned(),
            Self::Array(array) => format!("an array of shape {}", shape_text(array.shape())),
            Self::List(list) => format!("a list of {}", list.len()),
            Self::Tuple(list) => format!("a tuple of {}", list.len()),
            Self::Range(..) => "a range".to_owned(),
            Self::Function(definition) => format!("the function {}", definition.name),
            Self::Helper(_) | Self::Builtin(_) | Self::NumPyFunction(_) | Self::Method(..) => {
                "a function that is not called".to_owned()
            }
            Self::Kind(kind) => format!("the kind {}", kind.name()),
            Self::NumPy => "np".to_owned(),
        }
    }

    /// As an array: numbers and lists become one.
    pub fn to_array(&self) -> Result<Array> {
        match self {
            Self::Array(array) => Ok(array.clone()),
            Self::Scalar(scalar) => Ok(Array::scalar(*scalar)),
            Self::List(list) | Self::Tuple(list) => {
                let items = list.items.borrow();
                if items.is_empty() {
                    return Ok(Array::floats(&[0], vec![]));
                }
                let arrays = items.iter().map(Self::to_array).collect::<Result<Vec<_>>>()?;
                let size: usize = arrays.iter().map(Array::size).sum();
                if size > MOST_NUMBERS {
                    return Err(Fault::new(Sort::Limit, format!("{size} numbers"), format!("at most {MOST_NUMBERS}")));
                }
                Array::stacked(&arrays)
                    .ok_or_else(|| crate::numpy::shapes("rows of different shapes", "rows of one shape"))
            }
            Self::Range(start, stop, step) => {
                let values = items_of_range(*start, *stop, *step)?;
                Ok(Array::ints(&[values.len()], values))
            }
            other => Err(Fault::stopped(other.describe(), "numbers or an array")),
        }
    }

    /// As numbers apart from the program; `None` where it has none.
    pub fn to_tensor(&self) -> Option<Tensor> {
        let array = self.to_array().ok()?;
        Some(Tensor::new(array.shape(), array.to_floats()))
    }

    /// As a whole number, where it is one.
    pub(super) fn to_index(&self) -> Result<i64> {
        match self {
            Self::Scalar(Scalar::Bool(value)) => Ok(i64::from(*value)),
            Self::Scalar(Scalar::Int(value)) => Ok(*value),
            Self::Array(array) if array.axes() == 0 && array.kind() == Kind::Int => {
                Ok(array.only().map_or(0, Scalar::int))
            }
            Self::Scalar(Scalar::Float(value)) => {
                Err(Fault::stopped(format!("{value:?}, a number with a point"), "a whole number")
                    .instead("//, which divides to whole numbers"))
            }
            other => Err(Fault::stopped(other.describe(), "a whole number")),
        }
    }

    /// Whether it counts as true.
    pub(super) fn truth(&self) -> Result<bool> {
        match self {
            Self::None => Ok(false),
            Self::Scalar(scalar) => Ok(scalar.truth()),
            Self::Text(text) => Ok(!text.is_empty()),
            Self::List(list) | Self::Tuple(list) => Ok(!list.is_empty()),
            Self::Range(start, stop, step) => Ok(range_length(*start, *stop, *step) > 0),
            Self::Array(array) => array.only().map(Scalar::truth).ok_or_else(|| {
                let found = format!("{}, which is neither true nor false", self.describe());
                Fault::stopped(found, "one truth value").instead("np.where(condition, a, b), or * (condition)")
            }),
            _ => Ok(true),
        }
    }

    /// Its items one by one: what a for loop runs over.
    pub(super) fn items(&self) -> Result<Vec<Self>> {
        match self {
            Self::List(list) | Self::Tuple(list) => Ok(list.items.borrow().clone()),
            Self::Range(start, stop, step) => {
                Ok(items_of_range(*start, *stop, *step)?.into_iter().map(Self::from).collect())
            }
            Self::Array(array) if array.axes() > 0 => {
                let row = |k: usize| crate::numpy::select(array, &[crate::numpy::Selector::Place(k as i64)]);
                (0..array.shape()[0]).map(|k| row(k).map(Self::Array)).collect()
            }
            other => Err(Fault::stopped(other.describe(), "a range, a list, a tuple or an array with axes")),
        }
    }
}

/// How many items a range has.
pub(super) fn range_length(start: i64, stop: i64, step: i64) -> u64 {
    let distance = if step > 0 { i128::from(stop) - i128::from(start) } else { i128::from(start) - i128::from(stop) };
    if distance <= 0 {
        0
    } else {
        ((distance - 1) / i128::from(step.unsigned_abs()) + 1).min(i128::from(i64::MAX)) as u64
    }
}

fn items_of_range(start: i64, stop: i64, step: i64) -> Result<Vec<i64>> {
    let length = range_length(start, stop, step);
    if length > MOST_NUMBERS as u64 {
        let found = format!("a range of {length} items");
        return Err(Fault::new(Sort::Limit, found, format!("at most {MOST_NUMBERS}")));
    }
    Ok(range_items(start, stop, step).collect())
}

/// The items of a range. Each is between the ends, whatever happens on the way to it.
pub(super) fn range_items(start: i64, stop: i64, step: i64) -> impl Iterator<Item = i64> {
    (0..range_length(start, stop, step)).map(move |k| start.wrapping_add((k as i64).wrapping_mul(step)))
}
