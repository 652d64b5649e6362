//! Calls: Python's functions, those that exercises give, and those of the answer.

use super::{
    Helper, Machine, Ran, Value,
    arguments::{Arguments, array, given},
    arrays,
    value::range_length,
};
use crate::{
    numpy::{Array, Function, Kind, Operation, Result, Scalar, binary, unary},
    python::{Binary, Comparison, Fault},
};

const BUILTINS: [&str; 5] = ["range", "reversed", "len", "float", "abs"];

/// Python's own names.
pub(super) fn builtin(name: &str) -> Option<Value> {
    match name {
        "np" | "numpy" => Some(Value::NumPy),
        "int" => Some(Value::Kind(Kind::Int)),
        "bool" => Some(Value::Kind(Kind::Bool)),
        _ => BUILTINS.into_iter().find(|own| *own == name).map(Value::Builtin),
    }
}

impl Machine {
    pub(super) fn call_value(&mut self, callee: &Value, arguments: Arguments, at: usize) -> Ran<Value> {
        // Before anything is made: what is taken in.
        let size = |value: &Value| if let Value::Array(array) = value { array.size() } else { 0 };
        let taken: usize = arguments.positional.iter().map(size).sum();
        self.spend(1 + taken as u64 / 16, at)?;
        let result = match callee {
            Value::Function(definition) => return self.call_function(definition, arguments, at),
            Value::NumPyFunction(name) => arrays::call(name, arguments),
            Value::Builtin(name) => call_builtin(name, arguments),
            Value::Helper(helper) => call_helper(*helper, arguments),
            Value::Method(own, name) => arrays::call_method(own.as_ref().clone(), name, arguments),
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
