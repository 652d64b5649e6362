//! `NumPy`'s functions, and attributes and methods of arrays.

use super::{
    Value,
    arguments::{Arguments, array, axes, given, kind, shape, sizes, unused},
};
use crate::{
    numpy::{
        Array, Function, Kind, Operation, Reduce, Result, Scalar, axis_of, binary, choose, diag, dot, eye, full, kron,
        matmul, outer, reduce, reshape, shape_text, shapes, transpose, unary,
    },
    python::{Fault, instead_of_function, instead_of_method},
};

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

/// `np.name`.
pub(super) fn function(name: &str) -> Result<Value> {
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

/// Methods of arrays that are here.
const METHODS: [&str; 8] = ["dot", "sum", "mean", "max", "reshape", "transpose", "copy", "astype"];

/// `value.name`.
pub(super) fn attribute(value: Value, name: &str) -> Result<Value> {
    let Value::Array(array) = &value else {
        let fault = Fault::stopped(format!("`.{name}` of {}", value.describe()), "an array before the point");
        return Err(fault.instead(if value.is_row() { "np.array(…) around it" } else { instead_of_method(name) }));
    };
    match name {
        "T" => Ok(Value::Array(array.turned())),
        "shape" => Value::tuple(array.shape().iter().map(|&size| Value::from(size as i64)).collect()),
        "size" => Ok(Value::from(array.size() as i64)),
        "ndim" => Ok(Value::from(array.axes() as i64)),
        _ => {
            if let Some(method) = METHODS.into_iter().find(|own| *own == name) {
                return Ok(Value::Method(Box::new(value), method));
            }
            let expected = format!("one of .T, .shape, .size, .ndim, .{}", METHODS.join(", ."));
            Err(Fault::stopped(format!("`.{name}`"), expected).instead(instead_of_method(name)))
        }
    }
}

/// `np.name(arguments)`.
pub(super) fn call(name: &'static str, arguments: Arguments) -> Result<Value> {
    let what = if arguments.own.is_some() { format!(".{name}") } else { format!("np.{name}") };
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
        "shape" => return attribute(Value::Array(one(arguments)?), "shape"),
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
            match order {
                None | Some(Value::None) => array(a)?.turned(),
                Some(order) => permuted(&array(a)?, &shape(&order)?)?,
            }
        }
        _ => return Err(Fault::stopped(what.clone(), "a function that is here")),
    }))
}

/// `own.name(arguments)`: mostly the function of that name, of `own` and the arguments.
pub(super) fn call_method(own: Value, name: &'static str, arguments: Arguments) -> Result<Value> {
    let what = format!(".{name}");
    let array = match name {
        "reshape" => reshaped(&own.to_array()?, &several(arguments, &what)?)?,
        "transpose" if arguments.positional.is_empty() => own.to_array()?.turned(),
        "transpose" => permuted(&own.to_array()?, &several(arguments, &what)?)?,
        "astype" => {
            let [dtype] = arguments.take(&what, ["dtype"], 1)?;
            own.to_array()?.cast(kind(&dtype.unwrap_or(Value::None))?)
        }
        _ => return call(name, Arguments { own: Some(own), ..arguments }),
    };
    Ok(Value::Array(array))
}

fn single(value: &Value) -> Result<usize> {
    usize::try_from(value.to_index()?).map_err(|_| shapes("a negative size", "sizes of at least 0"))
}

fn with_kind(array: Array, dtype: Option<Value>) -> Result<Array> {
    match dtype {
        None | Some(Value::None) => Ok(array),
        Some(dtype) => Ok(array.cast(kind(&dtype)?)),
    }
}

/// In another shape, of which one size may be −1: what is left.
fn reshaped(array: &Array, sizes: &[i64]) -> Result<Array> {
    let open = sizes.iter().filter(|&&size| size == -1).count();
    if open > 1 || sizes.iter().any(|&size| size < -1) {
        return Err(shapes("several sizes that are open", "at most one −1, and sizes of at least 0"));
    }
    let count = |size: i64| usize::try_from(size).unwrap_or(usize::MAX);
    let known: usize = sizes.iter().filter(|&&size| size >= 0).map(|&size| count(size)).fold(1, usize::saturating_mul);
    let left = array.size().checked_div(known).unwrap_or(0);
    let size = |size: i64| if size < 0 { left } else { count(size) };
    let shape: Vec<usize> = sizes.iter().map(|&own| size(own)).collect();
    let count = shape.iter().fold(1_usize, |count, &size| count.saturating_mul(size));
    if count != array.size() || (open == 1 && known == 0) {
        let found = format!("{} numbers of shape {}", array.size(), shape_text(array.shape()));
        return Err(shapes(found, format!("as many as the new shape {sizes:?} has")));
    }
    reshape(array, &shape)
}

/// The axes in this order.
fn permuted(array: &Array, order: &[i64]) -> Result<Array> {
    let axis = |&axis: &i64| axis_of(axis, array.axes(), array.shape());
    transpose(array, &order.iter().map(axis).collect::<Result<Vec<_>>>()?)
}

/// Whole numbers one by one, or as one tuple.
fn several(arguments: Arguments, what: &str) -> Result<Vec<i64>> {
    if let Some((name, _)) = arguments.named.first() {
        return Err(Fault::stopped(format!("the argument {name}= of {what}"), "sizes only").instead("leave it out"));
    }
    match arguments.positional.as_slice() {
        [one] => shape(one),
        several => several.iter().map(Value::to_index).collect(),
    }
}
