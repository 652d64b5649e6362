//! Attributes and methods of arrays.

use super::{
    Value,
    arguments::{Arguments, kind},
    function::{reshaped, transposed},
};
use crate::{
    numpy::{Array, Reduce, Result, dot, reduce},
    python::{Fault, instead_of_method},
};

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

/// `own.name(arguments)`.
pub(super) fn call(own: &Value, name: &str, arguments: Arguments) -> Result<Value> {
    let array: Array = own.to_array()?;
    let what = format!(".{name}");
    Ok(Value::Array(match name {
        "dot" => {
            let [b] = arguments.take(&what, ["b"], 1)?;
            dot(&array, &b.unwrap_or(Value::None).to_array()?)?
        }
        "sum" | "mean" => {
            let [axis, dtype, out, keep] = arguments.take(&what, ["axis", "dtype", "out", "keepdims"], 0)?;
            super::arguments::unused("dtype", dtype.as_ref())?;
            super::arguments::unused("out", out.as_ref())?;
            let how = if name == "sum" { Reduce::Sum } else { Reduce::Mean };
            reduce(how, &array, &super::arguments::axes(axis, keep)?)?
        }
        "max" => {
            let [axis, out, keep] = arguments.take(&what, ["axis", "out", "keepdims"], 0)?;
            super::arguments::unused("out", out.as_ref())?;
            reduce(Reduce::Max, &array, &super::arguments::axes(axis, keep)?)?
        }
        "reshape" => reshaped(&array, &several(arguments, &what)?)?,
        "transpose" if arguments.positional.is_empty() => array.turned(),
        "transpose" => {
            let axes = several(arguments, &what)?.into_iter().map(Value::from).collect();
            transposed(&array, Some(&Value::tuple(axes)?))?
        }
        "astype" => {
            let [dtype] = arguments.take(&what, ["dtype"], 1)?;
            array.cast(kind(&dtype.unwrap_or(Value::None))?)
        }
        _ => {
            let [] = arguments.take(&what, [], 0)?;
            array.copied()
        }
    }))
}

/// Whole numbers one by one, or as one tuple.
fn several(arguments: Arguments, what: &str) -> Result<Vec<i64>> {
    if let Some((name, _)) = arguments.named.first() {
        return Err(Fault::stopped(format!("the argument {name}= of {what}"), "sizes only").instead("leave it out"));
    }
    match arguments.positional.as_slice() {
        [one] => super::arguments::shape(one),
        several => several.iter().map(Value::to_index).collect(),
    }
}
