//! Operations on two arrays by entries, with broadcasting.

use super::{Array, Kind, Result, Scalar, count, shape_text, shapes};
use crate::python::{Binary, Comparison, Fault};

/// What is done to each pair of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// An operator other than `@`.
    Operator(Binary),
    /// A comparison.
    Compare(Comparison),
    /// The larger; NaN where either is.
    Maximum,
    /// The smaller; NaN where either is.
    Minimum,
}

/// The shape that both shapes broadcast to.
pub fn broadcast(left: &[usize], right: &[usize]) -> Result<Vec<usize>> {
    let shape = common(left, right).ok_or_else(|| apart(left, right))?;
    count(&shape)?;
    Ok(shape)
}

/// Sizes are equal from the last axis on, or 1, or missing.
fn common(left: &[usize], right: &[usize]) -> Option<Vec<usize>> {
    let axes = left.len().max(right.len());
    let size = |shape: &[usize], axis: usize| (axis + shape.len()).checked_sub(axes).map_or(1, |axis| shape[axis]);
    let fits = |axis: usize| match (size(left, axis), size(right, axis)) {
        (a, b) if a == b => Some(a),
        (1, b) => Some(b),
        (a, 1) => Some(a),
        _ => None,
    };
    (0..axes).map(fits).collect()
}

/// Shapes that do not broadcast, and what would make them.
fn apart(left: &[usize], right: &[usize]) -> Fault {
    let found = format!("shapes {} and {}", shape_text(left), shape_text(right));
    let fault = shapes(found, "sizes that are equal from the last axis on, or 1");
    let turned = |shape: &[usize]| -> Vec<usize> { shape.iter().rev().copied().collect() };
    match () {
        () if left.len() == 2 && common(&turned(left), right).is_some() => fault.instead("the left one transposed, .T"),
        () if right.len() == 2 && common(left, &turned(right)).is_some() => {
            fault.instead("the right one transposed, .T")
        }
        () if left.len() == 1 && right.len() == 1 => fault.instead("np.outer(a, b) for all products"),
        () if left.len() == 1 && right.first() == left.first() => fault.instead("the left one as a column, a[:, None]"),
        () if right.len() == 1 && right.first() == left.first() => {
            fault.instead("the right one as a column, b[:, None]")
        }
        () => fault,
    }
}

/// The array's numbers, repeated to `shape`, to which it broadcasts.
pub(super) fn spread(array: &Array, shape: &[usize]) -> Array {
    let missing = shape.len() - array.axes();
    let stride = |axis: usize| match axis.checked_sub(missing) {
        Some(own) if array.shape()[own] == shape[axis] => array.strides()[own],
        _ => 0,
    };
    array.view(0, shape.to_vec(), (0..shape.len()).map(stride).collect())
}

/// `left operation right` by entries.
pub fn binary(operation: Operation, left: &Array, right: &Array) -> Result<Array> {
    let shape = broadcast(left.shape(), right.shape())?;
    let kind = left.kind().max(right.kind());
    let kind = if operation == Operation::Operator(Binary::Divide) { Kind::Float } else { kind };
    let (left, right) = (spread(left, &shape), spread(right, &shape));
    if kind == Kind::Float {
        return floats(operation, &shape, &left.to_floats(), &right.to_floats());
    }
    let pairs = left.scalars().into_iter().zip(right.scalars());
    if kind == Kind::Bool { bools(operation, &shape, pairs) } else { ints(operation, &shape, pairs) }
}

fn floats(operation: Operation, shape: &[usize], left: &[f64], right: &[f64]) -> Result<Array> {
    let pairs = left.iter().zip(right);
    let by = |f: fn(f64, f64) -> f64| Array::floats(shape, left.iter().zip(right).map(|(&a, &b)| f(a, b)).collect());
    Ok(match operation {
        Operation::Compare(comparison) => Array::bools(shape, pairs.map(|(a, b)| compares(comparison, a, b)).collect()),
        Operation::Maximum => by(|a, b| if a.is_nan() || a > b { a } else { b }),
        Operation::Minimum => by(|a, b| if a.is_nan() || a < b { a } else { b }),
        Operation::Operator(operator) => by(match operator {
            Binary::Add => |a, b| a + b,
            Binary::Subtract => |a, b| a - b,
            Binary::Multiply => |a, b| a * b,
            Binary::Divide => |a, b| a / b,
            Binary::FloorDivide => floor_divide,
            Binary::Remainder => remainder,
            Binary::Power => f64::powf,
            Binary::MatMul | Binary::And | Binary::Or | Binary::Xor => {
                let found = format!("`{}` of numbers with a point", operator.sign());
                return Err(Fault::stopped(found, "truth values or whole numbers"));
            }
        }),
    })
}

/// The quotient rounded down, as `NumPy` computes it.
pub(crate) fn floor_divide(a: f64, b: f64) -> f64 {
    if b == 0.0 {
        return a / b;
    }
    let rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 && (b < 0.0) != (rest < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let floor = quotient.floor();
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

/// The rest with the divisor's sign.
pub(crate) fn remainder(a: f64, b: f64) -> f64 {
    let rest = a % b;
    match () {
        () if rest == 0.0 => 0.0_f64.copysign(b),
        () if (b < 0.0) != (rest < 0.0) => rest + b,
        () => rest,
    }
}

fn compares<T: PartialOrd>(comparison: Comparison, a: &T, b: &T) -> bool {
    match comparison {
        Comparison::Less => a < b,
        Comparison::LessEqual => a <= b,
        Comparison::Greater => a > b,
        Comparison::GreaterEqual => a >= b,
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
    }
}

fn ints(operation: Operation, shape: &[usize], pairs: impl Iterator<Item = (Scalar, Scalar)>) -> Result<Array> {
    let pairs: Vec<(i64, i64)> = pairs.map(|(a, b)| (a.int(), b.int())).collect();
    let by = |f: fn(i64, i64) -> i64| Array::ints(shape, pairs.iter().map(|&(a, b)| f(a, b)).collect());
    let operator = match operation {
        Operation::Compare(comparison) => {
            return Ok(Array::bools(shape, pairs.iter().map(|(a, b)| compares(comparison, a, b)).collect()));
        }
        Operation::Maximum => return Ok(by(Ord::max)),
        Operation::Minimum => return Ok(by(Ord::min)),
        Operation::Operator(operator) => operator,
    };
    Ok(match operator {
        Binary::Add => by(i64::wrapping_add),
        Binary::Subtract => by(i64::wrapping_sub),
        Binary::Multiply => by(i64::wrapping_mul),
        // NumPy warns of a division by zero and goes on with 0.
        Binary::FloorDivide => by(|a, b| if b == 0 { 0 } else { int_floor_divide(a, b) }),
        Binary::Remainder => by(|a, b| if b == 0 { 0 } else { int_remainder(a, b) }),
        Binary::And => by(|a, b| a & b),
        Binary::Or => by(|a, b| a | b),
        Binary::Xor => by(|a, b| a ^ b),
        Binary::Power if pairs.iter().any(|&(_, exponent)| exponent < 0) => {
            let fault = Fault::stopped("whole numbers to a negative power", "a power of at least 0");
            return Err(fault.instead("a power of numbers with a point, such as 2.0 ** -1"));
        }
        Binary::Power => by(|base, exponent| base.wrapping_pow(exponent.min(i64::from(u32::MAX)) as u32)),
        Binary::Divide | Binary::MatMul => return Err(Fault::stopped("whole numbers", "numbers with a point")),
    })
}

/// The quotient rounded down; `b` is not 0.
pub(crate) fn int_floor_divide(a: i64, b: i64) -> i64 {
    let quotient = a.wrapping_div(b);
    if a.wrapping_rem(b) != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// The rest with the divisor's sign; `b` is not 0.
pub(crate) fn int_remainder(a: i64, b: i64) -> i64 {
    let rest = a.wrapping_rem(b);
    if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
}

fn bools(operation: Operation, shape: &[usize], pairs: impl Iterator<Item = (Scalar, Scalar)>) -> Result<Array> {
    let pairs: Vec<(bool, bool)> = pairs.map(|(a, b)| (a.truth(), b.truth())).collect();
    let by = |f: &dyn Fn(bool, bool) -> bool| Array::bools(shape, pairs.iter().map(|&(a, b)| f(a, b)).collect());
    Ok(match operation {
        Operation::Compare(comparison) => by(&|a, b| compares(comparison, &a, &b)),
        Operation::Operator(Binary::Add | Binary::Or) | Operation::Maximum => by(&|a, b| a | b),
        Operation::Operator(Binary::Multiply | Binary::And) | Operation::Minimum => by(&|a, b| a & b),
        Operation::Operator(Binary::Xor) => by(&|a, b| a ^ b),
        Operation::Operator(Binary::Subtract) => return Err(truth_values("`-` between masks", "^, or ~")),
        Operation::Operator(operator) => {
            return Err(truth_values(&format!("`{}` between masks", operator.sign()), "* 1.0 after each mask"));
        }
    })
}

/// What masks cannot do, or only in a precision that nobody means.
pub(super) fn truth_values(found: &str, instead: &str) -> Fault {
    Fault::stopped(found, "numbers").instead(instead)
}

/// `np.where(condition, then, otherwise)`.
pub fn choose(condition: &Array, then: &Array, otherwise: &Array) -> Result<Array> {
    let shape = broadcast(condition.shape(), &broadcast(then.shape(), otherwise.shape())?)?;
    let [condition, left, right] = [condition, then, otherwise].map(|array| spread(array, &shape).scalars());
    let chosen = condition.into_iter().zip(left.into_iter().zip(right));
    let kind = then.kind().max(otherwise.kind());
    Ok(Array::of_kind(kind, &shape, chosen.map(|(condition, (a, b))| if condition.truth() { a } else { b })))
}
