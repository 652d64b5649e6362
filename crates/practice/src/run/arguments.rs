//! Arguments of a call, and the parameters that they are for.

use std::sync::Arc;

use super::{Names, Value};
use crate::{
    numpy::{Array, Axes, Kind, Result},
    python::{Definition, Fault},
};

/// Arguments as they were given.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    /// What a method is of: the first parameter of the function of its name.
    pub(super) own: Option<Value>,
    pub(super) positional: Vec<Value>,
    pub(super) named: Vec<(Arc<str>, Value)>,
}

impl Arguments {
    /// One value for each of `names`, `None` for those that were not given; the first `required` must be.
    pub(super) fn take<const N: usize>(
        self,
        what: &str,
        names: [&str; N],
        required: usize,
    ) -> Result<[Option<Value>; N]> {
        let mut values = [const { None }; N];
        let first = usize::from(self.own.is_some());
        let open = &names[first..];
        if self.positional.len() > open.len() {
            let found = format!("{} arguments of {what}", self.positional.len());
            return Err(Fault::stopped(found, format!("at most {}: {}", open.len(), open.join(", "))));
        }
        for (value, argument) in values.iter_mut().zip(self.own.into_iter().chain(self.positional)) {
            *value = Some(argument);
        }
        for (name, argument) in self.named {
            let Some(place) = open.iter().position(|own| **own == *name) else {
                let expected = format!("{what}: {}", open.join(", "));
                return Err(Fault::stopped(format!("the argument {name}="), expected).instead("leave it out"));
            };
            let value = &mut values[first + place];
            if value.is_some() {
                return Err(Fault::stopped(format!("the argument {name} twice"), "each argument once"));
            }
            *value = Some(argument);
        }
        match values.iter().take(required).position(Option::is_none) {
            Some(place) => {
                Err(Fault::stopped(format!("{what} without `{}`", names[place]), names[first..required].join(", ")))
            }
            None => Ok(values),
        }
    }

    /// The names that a function of the answer begins with.
    pub(super) fn bound(self, definition: &Definition) -> Result<Names> {
        let parameters = &definition.parameters;
        let given = self.positional.len() + self.named.len();
        let fault = || {
            let found = format!("{given} arguments for {}({})", definition.name, parameters.join(", "));
            Fault::stopped(found, format!("{}", parameters.len()))
        };
        if given != parameters.len() {
            return Err(fault());
        }
        let mut names: Names = parameters.iter().cloned().zip(self.positional).collect();
        for (name, value) in self.named {
            if !parameters.contains(&name) || names.insert(name, value).is_some() {
                return Err(fault());
            }
        }
        Ok(names)
    }
}

/// A shape as `np.zeros` takes it: a whole number, or a list or tuple of them.
pub(super) fn shape(value: &Value) -> Result<Vec<i64>> {
    match value {
        Value::List(list) | Value::Tuple(list) => list.items.borrow().iter().map(Value::to_index).collect(),
        Value::Array(array) if array.axes() == 1 => {
            array.scalars().into_iter().map(|size| Value::Scalar(size).to_index()).collect()
        }
        value => Ok(vec![value.to_index()?]),
    }
}

/// A shape without negative sizes.
pub(super) fn sizes(value: &Value) -> Result<Vec<usize>> {
    let size = |size: i64| {
        usize::try_from(size).map_err(|_| crate::numpy::shapes(format!("the size {size}"), "sizes of at least 0"))
    };
    shape(value)?.into_iter().map(size).collect()
}

/// `axis=` and `keepdims=`.
pub(super) fn axes(axis: Option<Value>, keep: Option<Value>) -> Result<Axes> {
    let over = match axis {
        None | Some(Value::None) => None,
        Some(Value::Tuple(list)) => Some(list.items.borrow().iter().map(Value::to_index).collect::<Result<_>>()?),
        Some(axis) => Some(vec![axis.to_index()?]),
    };
    let keep = keep.map_or(Ok(false), |keep| keep.truth())?;
    Ok(Axes { over, keep })
}

/// A kind of number, as `dtype=` and `astype` take it.
pub(super) fn kind(value: &Value) -> Result<Kind> {
    match value {
        Value::Kind(kind) => Ok(*kind),
        Value::Builtin("float") => Ok(Kind::Float),
        Value::Text(text) => match &**text {
            "float" | "float64" => Ok(Kind::Float),
            "int" | "int64" => Ok(Kind::Int),
            "bool" => Ok(Kind::Bool),
            _ => Err(Fault::stopped(format!("the kind '{text}'"), "float, int or bool")),
        },
        other => Err(Fault::stopped(other.describe(), "float, int or bool")),
    }
}

/// Refuses an argument that only `NumPy` itself has a use for.
pub(super) fn unused(what: &str, value: Option<&Value>) -> Result<()> {
    match value {
        None | Some(Value::None) => Ok(()),
        Some(_) => Err(Fault::stopped(format!("the argument {what}"), "no such argument").instead("leave it out")),
    }
}

/// Values that `take` has made sure of.
pub(super) fn given(value: Option<Value>) -> Result<Value> {
    value.ok_or_else(|| Fault::stopped("a call without its arguments", "arguments"))
}

/// One of them as an array.
pub(super) fn array(value: Option<Value>) -> Result<Array> {
    given(value)?.to_array()
}
