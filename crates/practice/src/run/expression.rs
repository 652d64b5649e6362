//! Expressions: names, operators, indices.

use super::{
    Machine, Ran, Value,
    arguments::Arguments,
    arrays::{attribute, function},
    function::builtin,
    scalar::{operate, signed},
    value::List,
};
use crate::{
    numpy::{Array, Function, Operation, Selector, binary, matmul, select, slice, unary},
    python::{Binary, Comparison, Expr, Fault, Node, Subscript, Unary, instead_of_builtin},
};

impl Machine {
    pub(super) fn eval(&mut self, expr: &Expr) -> Ran<Value> {
        self.spend(1, expr.at)?;
        let value = self.deeper(expr.at, |machine| machine.node(expr))?;
        match &value {
            Value::Array(array) => {
                self.spend(array.size() as u64 / 16, expr.at)?;
                if self.not_finite.is_none() && array.to_floats().iter().any(|value| !value.is_finite()) {
                    self.not_finite = Some(expr.at);
                }
            }
            // Values of any kind are larger than numbers, and a list is copied item by item.
            Value::List(list) | Value::Tuple(list) => self.spend(list.len() as u64 / 4, expr.at)?,
            _ => {}
        }
        Ok(value)
    }

    fn node(&mut self, expr: &Expr) -> Ran<Value> {
        let at = expr.at;
        let here = |fault: Fault| fault.at(at);
        match &expr.node {
            Node::Int(value) => Ok(Value::from(*value)),
            Node::Float(value) => Ok(Value::from(*value)),
            Node::Text(text) => Ok(Value::Text(text.clone())),
            Node::Bool(value) => Ok(Value::from(*value)),
            Node::None => Ok(Value::None),
            Node::Name(name) => self.name(name, at),
            Node::List(items) => Value::list(self.all(items)?).map_err(here),
            Node::Tuple(items) => Value::tuple(self.all(items)?).map_err(here),
            Node::Unary(operator, operand) => prefixed(*operator, &self.eval(operand)?).map_err(here),
            Node::Binary(operator, left, right) => {
                operated(*operator, &self.eval(left)?, &self.eval(right)?).map_err(here)
            }
            Node::Compare(left, rest) => self.comparisons(left, rest, at),
            Node::And(left, right) => {
                let value = self.eval(left)?;
                if value.truth().map_err(here)? { self.eval(right) } else { Ok(value) }
            }
            Node::Or(left, right) => {
                let value = self.eval(left)?;
                if value.truth().map_err(here)? { Ok(value) } else { self.eval(right) }
            }
            Node::Choice(parts) => {
                let [condition, then, otherwise] = parts.as_ref();
                let value = self.eval(condition)?;
                let chosen = if value.truth().map_err(here)? { then } else { otherwise };
                self.eval(chosen)
            }
            Node::Attribute(inner, name) => match self.eval(inner)? {
                Value::NumPy => function(name).map_err(here),
                value => attribute(value, name).map_err(here),
            },
            Node::Call(callee, positional, named) => {
                let callee = self.eval(callee)?;
                let positional = self.all(positional)?;
                let mut arguments = Arguments { positional, ..Arguments::default() };
                for (name, value) in named {
                    let value = self.eval(value)?;
                    arguments.named.push((name.clone(), value));
                }
                self.call_value(&callee, arguments, at)
            }
            Node::Index(container, subscripts) => {
                let container = self.eval(container)?;
                self.index(&container, subscripts, at)
            }
        }
    }

    fn all(&mut self, items: &[Expr]) -> Ran<Vec<Value>> {
        items.iter().map(|item| self.eval(item)).collect()
    }

    fn name(&self, name: &str, at: usize) -> Ran<Value> {
        let own = self.frames.last();
        if let Some(value) = own.and_then(|frame| frame.names.get(name)) {
            return Ok(value.clone());
        }
        if own.is_some_and(|frame| frame.definition.assigned.iter().any(|assigned| &**assigned == name)) {
            let fault = Fault::stopped(format!("`{name}`, which gets its value only later"), "a name with a value");
            return Err(fault.at(at));
        }
        if let Some(value) = self.globals.get(name) {
            return Ok(value.clone());
        }
        builtin(name).ok_or_else(|| {
            let fault = Fault::stopped(format!("`{name}`, which is no name here"), self.known());
            fault.instead(instead_of_builtin(name)).at(at)
        })
    }

    /// The names that there are, in a sentence.
    fn known(&self) -> String {
        let own = self.frames.last().into_iter().flat_map(|frame| frame.names.keys());
        let mut names: Vec<&str> = own.chain(self.globals.keys()).map(AsRef::as_ref).collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(16);
        names.push("np");
        format!("one of {}", names.join(", "))
    }

    /// `a < b < c` is `a < b and b < c`.
    fn comparisons(&mut self, left: &Expr, rest: &[(Comparison, Expr)], at: usize) -> Ran<Value> {
        let mut left = self.eval(left)?;
        let mut result = Value::from(true);
        for (index, (comparison, right)) in rest.iter().enumerate() {
            let right = self.eval(right)?;
            result = compared(*comparison, &left, &right).map_err(|fault| fault.at(at))?;
            if index + 1 < rest.len() && !result.truth().map_err(|fault| fault.at(at))? {
                return Ok(result);
            }
            left = right;
        }
        Ok(result)
    }

    fn index(&mut self, container: &Value, subscripts: &[Subscript], at: usize) -> Ran<Value> {
        match container {
            Value::Array(array) => {
                let selectors = self.selectors(subscripts)?;
                select(array, &selectors).map(Value::Array).map_err(|fault| fault.at(at))
            }
            Value::List(list) | Value::Tuple(list) => {
                if let [Subscript::Slice(start, stop, step)] = subscripts {
                    let [start, stop, step] = self.bounds([start, stop, step])?;
                    let items = list.items.borrow();
                    let (first, length, step) = slice(items.len(), start, stop, step).map_err(|fault| fault.at(at))?;
                    let chosen = (0..length as isize).map(|k| items[(first + k * step) as usize].clone()).collect();
                    let made =
                        if matches!(container, Value::List(_)) { Value::list(chosen) } else { Value::tuple(chosen) };
                    return made.map_err(|fault| fault.at(at));
                }
                let place = self.list_place(list, subscripts, at)?;
                Ok(list.items.borrow()[place].clone())
            }
            other => {
                let fault =
                    Fault::stopped(format!("an index into {}", other.describe()), "an array, a list or a tuple");
                Err(fault.at(at))
            }
        }
    }

    /// The place of one item of a list.
    pub(super) fn list_place(&mut self, list: &List, subscripts: &[Subscript], at: usize) -> Ran<usize> {
        let [Subscript::Item(item)] = subscripts else {
            let fault = Fault::stopped("several indices into a list", "one whole number");
            return Err(fault.instead("a[i][j], or np.array(a)[i, j]").at(at));
        };
        let place = self.eval(item)?.to_index().map_err(|fault| fault.at(item.at))?;
        let length = list.len() as i64;
        let from_start = if place < 0 { place.saturating_add(length) } else { place };
        if (0..length).contains(&from_start) {
            return Ok(from_start as usize);
        }
        let expected = if length == 0 { "no index: it is empty".to_owned() } else { format!("0 to {}", length - 1) };
        Err(crate::numpy::shapes(format!("index {place} into {length} items"), expected).at(at))
    }

    pub(super) fn selectors(&mut self, subscripts: &[Subscript]) -> Ran<Vec<Selector>> {
        let mut selectors = Vec::new();
        for subscript in subscripts {
            match subscript {
                Subscript::Ellipsis => selectors.push(Selector::Rest),
                Subscript::Slice(start, stop, step) => {
                    let [start, stop, step] = self.bounds([start, stop, step])?;
                    selectors.push(Selector::Slice(start, stop, step));
                }
                Subscript::Item(item) => {
                    let value = self.eval(item)?;
                    // One tuple between the brackets is as many indices.
                    match (&value, subscripts.len()) {
                        (Value::Tuple(list), 1) => {
                            for value in list.items.borrow().iter() {
                                selectors.push(selector(value).map_err(|fault| fault.at(item.at))?);
                            }
                        }
                        _ => selectors.push(selector(&value).map_err(|fault| fault.at(item.at))?),
                    }
                }
            }
        }
        Ok(selectors)
    }

    fn bounds(&mut self, parts: [&Option<Expr>; 3]) -> Ran<[Option<i64>; 3]> {
        let mut bounds = [None; 3];
        for (bound, part) in bounds.iter_mut().zip(parts) {
            let Some(part) = part else { continue };
            let value = self.eval(part)?;
            *bound = match value {
                Value::None => None,
                value => Some(value.to_index().map_err(|fault| fault.at(part.at))?),
            };
        }
        Ok(bounds)
    }
}

fn selector(value: &Value) -> Result<Selector, Fault> {
    Ok(match value {
        Value::None => Selector::NewAxis,
        Value::Scalar(crate::numpy::Scalar::Bool(_)) => {
            return Err(Fault::stopped("a truth value as an index", "a whole number, a slice or a mask"));
        }
        Value::List(list) if list.is_empty() => Selector::Array(Array::ints(&[0], vec![])),
        Value::List(_) | Value::Tuple(_) => Selector::Array(value.to_array()?),
        Value::Array(array) if array.axes() > 0 => Selector::Array(array.clone()),
        value => Selector::Place(value.to_index()?),
    })
}

fn prefixed(operator: Unary, value: &Value) -> Result<Value, Fault> {
    match (operator, value) {
        (Unary::Not, value) => Ok(Value::from(!value.truth()?)),
        (operator, Value::Scalar(scalar)) => signed(operator, *scalar).map(Value::Scalar),
        (operator, Value::Array(array)) => unary(Function::Operator(operator), array).map(Value::Array),
        (_, other) => Err(Fault::stopped(other.describe(), "a number or an array").instead("np.array(…) around it")),
    }
}

pub(super) fn operated(operator: Binary, left: &Value, right: &Value) -> Result<Value, Fault> {
    match (operator, left, right) {
        (_, Value::Scalar(left), Value::Scalar(right)) => operate(operator, *left, *right).map(Value::Scalar),
        (Binary::Add, Value::List(a), Value::List(b)) => Value::list(joined(a, b)),
        (Binary::Add, Value::Tuple(a), Value::Tuple(b)) => Value::tuple(joined(a, b)),
        (Binary::Multiply, Value::List(list), times) | (Binary::Multiply, times, Value::List(list))
            if is_number(times) =>
        {
            Value::list(repeated(list, times)?)
        }
        (Binary::Multiply, Value::Tuple(list), times) | (Binary::Multiply, times, Value::Tuple(list))
            if is_number(times) =>
        {
            Value::tuple(repeated(list, times)?)
        }
        (_, Value::Array(_), _) | (_, _, Value::Array(_)) => {
            let (left, right) = (left.to_array()?, right.to_array()?);
            let result = match operator {
                Binary::MatMul => matmul(&left, &right),
                _ => binary(Operation::Operator(operator), &left, &right),
            };
            result.map(Value::Array)
        }
        _ => {
            let found = format!("{} {} {}", left.describe(), operator.sign(), right.describe());
            let fault = Fault::stopped(found, "numbers or arrays");
            Err(if left.is_row() || right.is_row() { fault.instead("np.array(…) around a list") } else { fault })
        }
    }
}

/// Python's own, or one of `NumPy`'s.
fn is_number(value: &Value) -> bool {
    matches!(value, Value::Scalar(_)) || matches!(value, Value::Array(array) if array.axes() == 0)
}

fn joined(a: &List, b: &List) -> Vec<Value> {
    a.items.borrow().iter().chain(b.items.borrow().iter()).cloned().collect()
}

fn repeated(list: &List, times: &Value) -> Result<Vec<Value>, Fault> {
    let times = usize::try_from(times.to_index()?.max(0)).unwrap_or(usize::MAX);
    let length = list.len().saturating_mul(times);
    if length > crate::numpy::MOST_NUMBERS {
        let found = format!("a list of {length} items");
        return Err(Fault::new(crate::python::Sort::Limit, found, format!("at most {}", crate::numpy::MOST_NUMBERS)));
    }
    Ok((0..times).flat_map(|_| list.items.borrow().clone()).collect())
}

fn compared(comparison: Comparison, left: &Value, right: &Value) -> Result<Value, Fault> {
    let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    match (left, right) {
        (Value::Array(_), _) | (_, Value::Array(_)) | (Value::Scalar(_), Value::Scalar(_)) => {
            let result = binary(Operation::Compare(comparison), &left.to_array()?, &right.to_array()?)?;
            let is_python = matches!((left, right), (Value::Scalar(_), Value::Scalar(_)));
            Ok(match result.only().filter(|_| is_python) {
                Some(scalar) => Value::Scalar(scalar),
                None => Value::Array(result),
            })
        }
        _ if is_equality => Ok(Value::from(equal(left, right)? == (comparison == Comparison::Equal))),
        _ => {
            let found = format!("{} compared with {}", left.describe(), right.describe());
            Err(Fault::stopped(found, "numbers or arrays"))
        }
    }
}

/// Equality of what is not an array.
fn equal(left: &Value, right: &Value) -> Result<bool, Fault> {
    Ok(match (left, right) {
        (Value::None, Value::None) => true,
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Kind(a), Value::Kind(b)) => a == b,
        (Value::List(a), Value::List(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
            let (a, b) = (a.items.borrow(), b.items.borrow());
            if a.len() != b.len() {
                return Ok(false);
            }
            for (a, b) in a.iter().zip(b.iter()) {
                if !compared(Comparison::Equal, a, b)?.truth()? {
                    return Ok(false);
                }
            }
            true
        }
        _ => false,
    })
}
