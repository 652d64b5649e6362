//! Arrays of one number, and arrays with other axes.

use super::{Array, Kind, MOST_AXES, Result, Scalar, array::strides, count, shape_text, shapes};

/// An array of `shape` with `value` everywhere.
pub fn full(shape: &[usize], value: Scalar) -> Result<Array> {
    let size = count(shape)?;
    Ok(match value {
        Scalar::Bool(value) => Array::bools(shape, vec![value; size]),
        Scalar::Int(value) => Array::ints(shape, vec![value; size]),
        Scalar::Float(value) => Array::floats(shape, vec![value; size]),
    })
}

/// The same numbers, row after row, in another shape: a view where they stand without gaps.
pub fn reshape(array: &Array, shape: &[usize]) -> Result<Array> {
    if shape.len() > MOST_AXES || shape.iter().product::<usize>() != array.size() {
        let found = format!("{} numbers, shape {}", array.size(), shape_text(array.shape()));
        return Err(shapes(found, format!("as many as shape {} has", shape_text(shape))));
    }
    let whole = if array.is_contiguous() { array.clone() } else { array.copied() };
    Ok(whole.view(0, shape.to_vec(), strides(shape)))
}

/// The same numbers with the axes in this order: a view.
pub fn transpose(array: &Array, order: &[usize]) -> Result<Array> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if !sorted.iter().copied().eq(0..array.axes()) {
        return Err(shapes(format!("axes {}", shape_text(order)), format!("each of {} axes once", array.axes())));
    }
    let shape = order.iter().map(|&axis| array.shape()[axis]).collect();
    Ok(array.view(0, shape, order.iter().map(|&axis| array.strides()[axis]).collect()))
}

impl Array {
    /// Arrays of one shape, one after another along a new first axis; their kinds promoted. `None` where shapes differ.
    pub fn stacked(items: &[Self]) -> Option<Self> {
        let first = items.first()?;
        if items.iter().any(|item| item.shape() != first.shape()) {
            return None;
        }
        let kind = items.iter().map(Self::kind).max().unwrap_or(Kind::Float);
        let shape = [&[items.len()], first.shape()].concat();
        Some(Self::of_kind(kind, &shape, items.iter().flat_map(Self::scalars)))
    }
}
