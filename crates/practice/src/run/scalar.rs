//! Python's own numbers, which raise where `NumPy`'s go on.

use crate::{
    numpy::{Result, Scalar},
    python::{Binary, Fault, Unary},
};

/// `left operator right` of two of Python's numbers.
pub(super) fn operate(operator: Binary, left: Scalar, right: Scalar) -> Result<Scalar> {
    match (left, right) {
        (Scalar::Bool(a), Scalar::Bool(b)) if matches!(operator, Binary::And | Binary::Or | Binary::Xor) => {
            Ok(Scalar::Bool(match operator {
                Binary::And => a & b,
                Binary::Or => a | b,
                _ => a ^ b,
            }))
        }
        (Scalar::Float(_), _) | (_, Scalar::Float(_)) => floats(operator, left.float(), right.float()),
        _ => ints(operator, left.int(), right.int()),
    }
}

fn division_by_zero(divisor: &str) -> Fault {
    Fault::stopped(format!("a division by {divisor}"), "a divisor that is not 0")
}

fn ints(operator: Binary, a: i64, b: i64) -> Result<Scalar> {
    let whole = |value: Option<i64>| {
        value.map(Scalar::Int).ok_or_else(|| {
            Fault::stopped(format!("{a} {} {b}, which is too large", operator.sign()), "whole numbers below 2**63")
                .instead("numbers with a point")
        })
    };
    match operator {
        Binary::Add => whole(a.checked_add(b)),
        Binary::Subtract => whole(a.checked_sub(b)),
        Binary::Multiply => whole(a.checked_mul(b)),
        Binary::Divide | Binary::FloorDivide | Binary::Remainder if b == 0 => Err(division_by_zero("0")),
        Binary::Divide => Ok(Scalar::Float(a as f64 / b as f64)),
        Binary::FloorDivide => Ok(Scalar::Int(crate::numpy::int_floor_divide(a, b))),
        Binary::Remainder => Ok(Scalar::Int(crate::numpy::int_remainder(a, b))),
        Binary::Power if b < 0 => floats(operator, a as f64, b as f64),
        Binary::Power => whole(u32::try_from(b).ok().and_then(|b| a.checked_pow(b)).or(match a {
            0 | 1 => Some(a),
            -1 => Some(if b % 2 == 0 { 1 } else { -1 }),
            _ => None,
        })),
        Binary::And => Ok(Scalar::Int(a & b)),
        Binary::Or => Ok(Scalar::Int(a | b)),
        Binary::Xor => Ok(Scalar::Int(a ^ b)),
        Binary::MatMul => Err(no_matmul()),
    }
}

fn no_matmul() -> Fault {
    crate::numpy::shapes("`@` between numbers", "arrays with axes on both sides").instead("*")
}

fn floats(operator: Binary, a: f64, b: f64) -> Result<Scalar> {
    Ok(Scalar::Float(match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide | Binary::FloorDivide | Binary::Remainder if b == 0.0 => return Err(division_by_zero("0.0")),
        Binary::Divide => a / b,
        Binary::FloorDivide => crate::numpy::floor_divide(a, b),
        Binary::Remainder => crate::numpy::remainder(a, b),
        Binary::Power if a == 0.0 && b < 0.0 => return Err(division_by_zero("0.0, as a negative power of 0 is")),
        Binary::Power => {
            let power = a.powf(b);
            if power.is_nan() && !a.is_nan() && !b.is_nan() {
                return Err(Fault::stopped("a negative number to a broken power", "a power that is a whole number"));
            }
            if power.is_infinite() && a.is_finite() && b.is_finite() {
                return Err(Fault::stopped("a power that is too large", "a result below 1.8e308"));
            }
            power
        }
        Binary::MatMul => return Err(no_matmul()),
        Binary::And | Binary::Or | Binary::Xor => {
            return Err(Fault::stopped(format!("`{}` of numbers with a point", operator.sign()), "truth values"));
        }
    }))
}

/// `operator value` of one of Python's numbers; `not` is done elsewhere.
pub(super) fn signed(operator: Unary, value: Scalar) -> Result<Scalar> {
    match (operator, value) {
        (Unary::Minus, Scalar::Float(value)) => Ok(Scalar::Float(-value)),
        (Unary::Minus, value) => ints(Binary::Subtract, 0, value.int()),
        (Unary::Plus, Scalar::Float(_)) => Ok(value),
        (Unary::Plus, value) => Ok(Scalar::Int(value.int())),
        (Unary::Invert, Scalar::Float(_)) => {
            Err(Fault::stopped("`~` of a number with a point", "a mask").instead("~ of a mask, such as ~(Z > 0)"))
        }
        (Unary::Invert, value) => Ok(Scalar::Int(!value.int())),
        (Unary::Not, value) => Ok(Scalar::Bool(!value.truth())),
    }
}
