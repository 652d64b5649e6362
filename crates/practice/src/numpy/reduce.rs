//! Sums, means and maxima over axes.

use super::{Array, Kind, Result, Scalar, reshape, shape_text, shapes, transpose};
use crate::python::Fault;

/// What becomes of the numbers along the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduce {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The largest; NaN where there is one.
    Max,
}

/// Over which axes, and whether they stay, of size 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axes {
    /// `None` for all; negative ones count from the end.
    pub over: Option<Vec<i64>>,
    /// Whether the axes stay, of size 1.
    pub keep: bool,
}

/// An axis as people count it, from either end.
pub(crate) fn axis_of(axis: i64, axes: usize, shape: &[usize]) -> Result<usize> {
    let from_start = if axis < 0 { axis + axes as i64 } else { axis };
    if (0..axes as i64).contains(&from_start) {
        return Ok(from_start as usize);
    }
    let fault =
        shapes(format!("axis {axis} of shape {}", shape_text(shape)), format!("one of its {axes} axes, from 0"));
    Err(if axes == 1 { fault.instead("axis=0, or no axis") } else { fault })
}

/// `array` reduced over `axes`.
pub fn reduce(how: Reduce, array: &Array, axes: &Axes) -> Result<Array> {
    let shape = array.shape();
    let mut over: Vec<usize> = match &axes.over {
        None => (0..array.axes()).collect(),
        // A single number has no axes, and may be reduced over its first and its last all the same.
        Some(over) if array.axes() == 0 && how != Reduce::Mean && matches!(over.as_slice(), [0 | -1]) => vec![],
        Some(over) => over.iter().map(|&axis| axis_of(axis, array.axes(), shape)).collect::<Result<_>>()?,
    };
    over.sort_unstable();
    if over.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(shapes("the same axis twice", "each axis once"));
    }
    let stay: Vec<usize> = (0..array.axes()).filter(|axis| !over.contains(axis)).collect();
    let length: usize = over.iter().map(|&axis| shape[axis]).product();
    if how == Reduce::Max && length == 0 {
        return Err(Fault::stopped("the maximum of no numbers", "at least one"));
    }
    let order: Vec<usize> = stay.iter().chain(&over).copied().collect();
    let lines = transpose(array, &order)?;
    let kept: Vec<usize> = stay.iter().map(|&axis| shape[axis]).collect();
    let result = lines_reduced(how, &lines, length, &kept);
    if !axes.keep {
        return Ok(result);
    }
    let all: Vec<usize> = (0..array.axes()).map(|axis| if over.contains(&axis) { 1 } else { shape[axis] }).collect();
    reshape(&result, &all)
}

/// One number of every `length` that stand beside each other.
fn lines_reduced(how: Reduce, lines: &Array, length: usize, shape: &[usize]) -> Array {
    let count = shape.iter().product::<usize>();
    if lines.kind() == Kind::Float || how == Reduce::Mean {
        let values = lines.to_floats();
        let line = |k: usize| &values[k * length..(k + 1) * length];
        let larger = |a: f64, &b: &f64| if a.is_nan() || a > b { a } else { b };
        let one = |k: usize| match how {
            Reduce::Sum => pairwise(line(k)),
            Reduce::Mean => pairwise(line(k)) / length as f64,
            Reduce::Max => line(k)[1..].iter().fold(line(k)[0], larger),
        };
        return Array::floats(shape, (0..count).map(one).collect());
    }
    let values: Vec<i64> = lines.scalars().into_iter().map(Scalar::int).collect();
    let line = |k: usize| values[k * length..(k + 1) * length].iter().copied();
    let sum = |k: usize| line(k).fold(0, i64::wrapping_add);
    let max = |k: usize| line(k).max().unwrap_or(0);
    match how {
        Reduce::Max if lines.kind() == Kind::Bool => Array::bools(shape, (0..count).map(|k| max(k) != 0).collect()),
        Reduce::Max => Array::ints(shape, (0..count).map(max).collect()),
        Reduce::Sum | Reduce::Mean => Array::ints(shape, (0..count).map(sum).collect()),
    }
}

/// The sum, halves first: its error grows with the logarithm of the length.
fn pairwise(values: &[f64]) -> f64 {
    if values.len() <= 8 {
        return values.iter().fold(0.0, |sum, value| sum + value);
    }
    let (left, right) = values.split_at(values.len() / 2);
    pairwise(left) + pairwise(right)
}
