//! Functions of each entry by itself.

use super::{Array, Kind, Result, binary::truth_values};
use crate::python::Unary;

/// A function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// exp(x)
    Exp,
    /// log(x)
    Log,
    /// log(1 + x)
    Log1p,
    /// tanh(x)
    Tanh,
    /// √x
    Sqrt,
    /// −1, 0 or 1
    Sign,
    /// |x|
    Abs,
    /// x²
    Square,
    /// An operator before its operand, other than `not`.
    Operator(Unary),
}

/// `function` of every entry.
pub fn unary(function: Function, array: &Array) -> Result<Array> {
    let kind = array.kind();
    let float = |f: fn(f64) -> f64| Array::floats(array.shape(), array.to_floats().into_iter().map(f).collect());
    let int = |f: fn(i64) -> i64| {
        Array::ints(array.shape(), array.scalars().into_iter().map(|value| f(value.int())).collect())
    };
    let flip = || Array::bools(array.shape(), array.scalars().into_iter().map(|value| !value.truth()).collect());
    Ok(match (function, kind) {
        (Function::Operator(Unary::Invert), Kind::Int) => int(|value| !value),
        (Function::Operator(Unary::Invert), Kind::Float) => {
            return Err(truth_values("`~` of numbers with a point", "~ of a mask, such as ~(Z > 0)"));
        }
        (Function::Operator(Unary::Minus), Kind::Bool) => return Err(truth_values("`-` before a mask", "~")),
        (Function::Operator(Unary::Plus), Kind::Bool) => return Err(truth_values("`+` before a mask", "* 1.0")),
        (Function::Sign, Kind::Bool) => return Err(truth_values("np.sign of a mask", "the mask * 1.0")),
        (Function::Abs, Kind::Bool) | (Function::Operator(Unary::Plus), _) => array.copied(),
        (Function::Square, Kind::Bool) => return Err(truth_values("np.square of a mask", "the mask itself")),
        (Function::Operator(Unary::Minus), Kind::Int) => int(i64::wrapping_neg),
        (Function::Operator(Unary::Minus), Kind::Float) => float(|value| -value),
        (Function::Operator(Unary::Invert), Kind::Bool) | (Function::Operator(Unary::Not), _) => flip(),
        (Function::Sign, Kind::Int) => int(i64::signum),
        (Function::Abs, Kind::Int) => int(i64::wrapping_abs),
        (Function::Square, Kind::Int) => int(|value| value.wrapping_mul(value)),
        (Function::Sign, Kind::Float) => {
            float(|value| if value == 0.0 || value.is_nan() { value.abs() } else { value.signum() })
        }
        (Function::Abs, Kind::Float) => float(f64::abs),
        (Function::Square, Kind::Float) => float(|value| value * value),
        // NumPy would go on in half precision.
        (_, Kind::Bool) => return Err(truth_values("a function of a mask", "the mask * 1.0")),
        (Function::Exp, _) => float(f64::exp),
        (Function::Log, _) => float(f64::ln),
        (Function::Log1p, _) => float(f64::ln_1p),
        (Function::Tanh, _) => float(f64::tanh),
        (Function::Sqrt, _) => float(f64::sqrt),
    })
}
