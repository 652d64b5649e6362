//! `NumPy`'s functions, Python's, and those that exercises give.

use super::{
    Helper, Machine, Ran, Value,
    arguments::{Arguments, axes, kind, shape, sizes, unused},
    value::range_length,
};
use crate::{
    numpy::{
        Array, Function, Kind, Operation, Reduce, Result, Scalar, binary, choose, diag, dot, eye, full, kron, matmul,
        outer, reduce, reshape, transpose, unary,
    },
    python::{Binary, Comparison, Fault, instead_of_function},
};

const BUILTINS: [&str; 5] = ["range", "reversed", "len", "float", "abs"];

/// `NumPy`'s functions that are here.
const FUNCTIONS: [&str; 30] = [
    "abs",
    "array",
    "copy",
    "diag",
    "dot",
    "exp",
    "eye",
    "kron",
    "log",
    "log1p",
    "matmul",
    "max",
    "maximum",
    "mean",
    "minimum",
    "ones",
    "ones_like",
    "outer",
    "reshape",
    "shape",
    "sign",
    "sqrt",
    "square",
    "sum",
    "tanh",
    "transpose",
    "where",
    "zeros",
    "zeros_like",
    "amax",
];

/// Python's own names.
pub(super) fn builtin(name: &str) -> Option<Value> {
    match name {
        "np" | "numpy" => Some(Value::NumPy),
        "int" => Some(Value::Kind(Kind::Int)),
        "bool" => Some(Value::Kind(Kind::Bool)),
        _ => BUILTINS.into_iter().find(|own| *own == name).map(Value::Builtin),
    }
}

/// `np.name`.
pub(super) fn numpy_attribute(name: &str) -> Result<Value> {
    match name {
        "newaxis" => return Ok(Value::None),
        "float64" => return Ok(Value::Kind(Kind::Float)),
        "int64" => return Ok(Value::Kind(Kind::Int)),
        "bool_" | "bool" => return Ok(Value::Kind(Kind::Bool)),
        "pi" => return Ok(Value::from(std::f64::consts::PI)),
        "e" => return Ok(Value::from(std::f64::consts::E)),
        _ => {}
    }
    FUNCTIONS.into_iter().find(|own| *own == name).map(Value::NumPyFunction).ok_or_else(|| {
        let fault = Fault::stopped(format!("`np.{name}`"), "a function that backpropagation needs");
        fault.instead(instead_of_function(name))
    })
}

impl Machine {
    pub(super) fn call_value(&mut self, callee: &Value, arguments: Arguments, at: usize) -> Ran<Value> {
        // Before anything is made: what is taken in.
        let size = |value: &Value| if let Value::Array(array) = value { array.size() } else { 0 };
        let taken: usize = arguments.positional.iter().map(size).sum();
        self.spend(1 + taken as u64 / 16, at)?;
        let result = match callee {
            Value::Function(definition) => return self.call_function(definition, arguments, at),
            Value::NumPyFunction(name) => call_numpy(name, arguments),
            Value::Builtin(name) => call_builtin(name, arguments),
            Value::Helper(helper) => call_helper(*helper, arguments),
            Value::Method(own, name) => super::method::call(own, name, arguments),
            Value::Kind(kind) => {
                Err(Fault::stopped(format!("a call of {}", kind.name()), "a kind of number without brackets")
                    .instead(".astype(int) or .astype(bool)"))
            }
            other => Err(Fault::stopped(format!("a call of {}", other.describe()), "a function before `(`")
                .instead("* for a product")),
        };
        result.map_err(|fault| fault.at(at))
    }
}

/// Values that `take` has made sure of.
fn given(value: Option<Value>) -> Result<Value> {
    value.ok_or_else(|| Fault::stopped("a call without its arguments", "arguments"))
}

fn array(value: Option<Value>) -> Result<Array> {
    given(value)?.to_array()
}

fn call_numpy(name: &'static str, arguments: Arguments) -> Result<Value> {
    let what = format!("np.{name}");
    let one = |arguments: Arguments| -> Result<Array> {
        let [a] = arguments.take(&what, ["a"], 1)?;
        array(a)
    };
    let two = |arguments: Arguments| -> Result<(Array, Array)> {
        let [a, b] = arguments.take(&what, ["a", "b"], 2)?;
        Ok((array(a)?, array(b)?))
    };
    let of_two = |f: fn(&Array, &Array) -> Result<Array>, arguments| {
        let (a, b) = two(arguments)?;
        f(&a, &b)
    };
    let by_entry = |function, arguments| unary(function, &one(arguments)?);
    Ok(Value::Array(match name {
        "dot" => of_two(dot, arguments)?,
        "matmul" => of_two(matmul, arguments)?,
        "outer" => of_two(outer, arguments)?,
        "kron" => of_two(kron, arguments)?,
        "maximum" => of_two(|a, b| binary(Operation::Maximum, a, b), arguments)?,
        "minimum" => of_two(|a, b| binary(Operation::Minimum, a, b), arguments)?,
        "exp" => by_entry(Function::Exp, arguments)?,
        "log" => by_entry(Function::Log, arguments)?,
        "log1p" => by_entry(Function::Log1p, arguments)?,
        "tanh" => by_entry(Function::Tanh, arguments)?,
        "sqrt" => by_entry(Function::Sqrt, arguments)?,
        "square" => by_entry(Function::Square, arguments)?,
        "sign" => by_entry(Function::Sign, arguments)?,
        "abs" => by_entry(Function::Abs, arguments)?,
        "diag" => diag(&one(arguments)?)?,
        "copy" => one(arguments)?.copied(),
        "shape" => return super::method::attribute(Value::Array(one(arguments)?), "shape"),
        "array" => {
            let [object, dtype] = arguments.take(&what, ["object", "dtype"], 1)?;
            with_kind(array(object)?.copied(), dtype)?
        }
        "eye" => {
            let [n, m] = arguments.take(&what, ["N", "M"], 1)?;
            let rows = single(&given(n)?)?;
            eye(rows, m.map_or(Ok(rows), |m| single(&m))?)?
        }
        "zeros" | "ones" => {
            let [size, dtype] = arguments.take(&what, ["shape", "dtype"], 1)?;
            let value = if name == "ones" { 1.0 } else { 0.0 };
            with_kind(full(&sizes(&given(size)?)?, Scalar::Float(value))?, dtype)?
        }
        "zeros_like" | "ones_like" => {
            let [like, dtype] = arguments.take(&what, ["a", "dtype"], 1)?;
            let like = array(like)?;
            let value = Array::scalar(Scalar::Bool(name == "ones_like")).cast(like.kind());
            with_kind(full(like.shape(), value.scalars()[0])?, dtype)?
        }
        "where" => {
            let [condition, then, otherwise] = arguments.take(&what, ["condition", "x", "y"], 3)?;
            choose(&array(condition)?, &array(then)?, &array(otherwise)?)?
        }
        "sum" | "mean" => {
            let [a, axis, dtype, out, keep] = arguments.take(&what, ["a", "axis", "dtype", "out", "keepdims"], 1)?;
            unused("dtype", dtype.as_ref())?;
            unused("out", out.as_ref())?;
            reduce(if name == "sum" { Reduce::Sum } else { Reduce::Mean }, &array(a)?, &axes(axis, keep)?)?
        }
        "max" | "amax" => {
            let [a, axis, out, keep] = arguments.take(&what, ["a", "axis", "out", "keepdims"], 1)?;
            unused("out", out.as_ref())?;
            reduce(Reduce::Max, &array(a)?, &axes(axis, keep)?)?
        }
        "reshape" => {
            let [a, size] = arguments.take(&what, ["a", "shape"], 2)?;
            reshaped(&array(a)?, &shape(&given(size)?)?)?
        }
        "transpose" => {
            let [a, order] = arguments.take(&what, ["a", "axes"], 1)?;
            transposed(&array(a)?, order.as_ref())?
        }
        _ => return Err(Fault::stopped(what.clone(), "a function that is here")),
    }))
}

fn single(value: &Value) -> Result<usize> {
    usize::try_from(value.to_index()?).map_err(|_| crate::numpy::shapes("a negative size", "sizes of at least 0"))
}

fn with_kind(array: Array, dtype: Option<Value>) -> Result<Array> {
    match dtype {
        None | Some(Value::None) => Ok(array),
        Some(dtype) => Ok(array.cast(kind(&dtype)?)),
    }
}

/// In another shape, of which one size may be −1: what is left.
pub(super) fn reshaped(array: &Array, sizes: &[i64]) -> Result<Array> {
    let open = sizes.iter().filter(|&&size| size == -1).count();
    if open > 1 || sizes.iter().any(|&size| size < -1) {
        return Err(crate::numpy::shapes("several sizes that are open", "at most one −1, and sizes of at least 0"));
    }
    let count = |size: i64| usize::try_from(size).unwrap_or(usize::MAX);
    let known: usize = sizes.iter().filter(|&&size| size >= 0).map(|&size| count(size)).fold(1, usize::saturating_mul);
    let left = array.size().checked_div(known).unwrap_or(0);
    let size = |size: i64| if size < 0 { left } else { count(size) };
    let shape: Vec<usize> = sizes.iter().map(|&own| size(own)).collect();
    let count = shape.iter().fold(1_usize, |count, &size| count.saturating_mul(size));
    if count != array.size() || (open == 1 && known == 0) {
        let found = format!("{} numbers of shape {}", array.size(), crate::numpy::shape_text(array.shape()));
        return Err(crate::numpy::shapes(found, format!("as many as the new shape {sizes:?} has")));
    }
    reshape(array, &shape)
}

/// Axes in reverse, or in the order that is given.
pub(super) fn transposed(array: &Array, order: Option<&Value>) -> Result<Array> {
    let Some(order) = order.filter(|order| !matches!(order, Value::None)) else { return Ok(array.turned()) };
    let axis = |&axis: &i64| crate::numpy::axis_of(axis, array.axes(), array.shape());
    let order = shape(order)?.iter().map(axis).collect::<Result<Vec<_>>>()?;
    transpose(array, &order)
}

fn call_builtin(name: &'static str, arguments: Arguments) -> Result<Value> {
    match name {
        "range" => {
            let [first, second, step] = arguments.take(name, ["start", "stop", "step"], 1)?;
            let first = given(first)?.to_index()?;
            let (start, stop) = match second {
                Some(stop) => (first, stop.to_index()?),
                None => (0, first),
            };
            let step = step.map_or(Ok(1), |step| step.to_index())?;
            if step == 0 {
                return Err(Fault::stopped("a range of step 0", "a step that is not 0"));
            }
            Ok(Value::Range(start, stop, step))
        }
        "reversed" => {
            let [items] = arguments.take(name, ["sequence"], 1)?;
            match given(items)? {
                Value::Range(start, stop, step) => {
                    let length = range_length(start, stop, step) as i64;
                    let last = start.wrapping_add((length - 1).wrapping_mul(step));
                    Ok(if length == 0 {
                        Value::Range(0, 0, 1)
                    } else {
                        Value::Range(last, start.wrapping_sub(step.signum()), step.wrapping_neg())
                    })
                }
                items => Value::list(items.items()?.into_iter().rev().collect()),
            }
        }
        "len" => {
            let [of] = arguments.take(name, ["object"], 1)?;
            match given(of)? {
                Value::List(list) | Value::Tuple(list) => Ok(Value::from(list.len() as i64)),
                Value::Range(start, stop, step) => Ok(Value::from(range_length(start, stop, step) as i64)),
                Value::Array(array) if array.axes() > 0 => Ok(Value::from(array.shape()[0] as i64)),
                Value::Text(text) => Ok(Value::from(text.chars().count() as i64)),
                other => Err(Fault::stopped(format!("len of {}", other.describe()), "something with a length")),
            }
        }
        "float" => {
            let [of] = arguments.take(name, ["x"], 1)?;
            match given(of)? {
                Value::Scalar(scalar) => Ok(Value::from(scalar.float())),
                Value::Array(array) if array.axes() == 0 => Ok(Value::from(array.only().map_or(0.0, Scalar::float))),
                other => Err(Fault::stopped(format!("float of {}", other.describe()), "one number")),
            }
        }
        _ => {
            let [of] = arguments.take(name, ["x"], 1)?;
            match given(of)? {
                Value::Scalar(Scalar::Float(value)) => Ok(Value::from(value.abs())),
                Value::Scalar(value) => Ok(Value::from(value.int().checked_abs().unwrap_or(i64::MAX))),
                Value::Array(array) => unary(Function::Abs, &array).map(Value::Array),
                other => Err(Fault::stopped(format!("abs of {}", other.describe()), "a number or an array")),
            }
        }
    }
}

fn call_helper(helper: Helper, arguments: Arguments) -> Result<Value> {
    let operator = |operator, a: &Array, b: &Array| binary(Operation::Operator(operator), a, b);
    Ok(Value::Array(match helper {
        Helper::Sigm => {
            let [x] = arguments.take("sigm", ["x"], 1)?;
            let x = array(x)?.cast(Kind::Float);
            Array::floats(x.shape(), x.to_floats().into_iter().map(backprop::nn::sigmoid).collect())
        }
        Helper::Indicator => {
            let [x] = arguments.take("indicator_function", ["x"], 1)?;
            let zero = Array::scalar(Scalar::Int(0));
            binary(Operation::Compare(Comparison::Greater), &array(x)?, &zero)?.cast(Kind::Float)
        }
        Helper::LossDerivative => {
            let [output, y] = arguments.take("d_loss_d_output", ["net_output", "y"], 2)?;
            let difference = operator(Binary::Subtract, &array(output)?, &array(y)?)?;
            operator(Binary::Multiply, &Array::scalar(Scalar::Float(2.0)), &difference)?
        }
    }))
}
