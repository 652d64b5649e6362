//! Products: matmul, dot, outer, kron; eye and diag.

use super::{Array, Kind, Operation, Result, Scalar, binary, broadcast, count, reshape, shape_text, shapes, transpose};
use crate::python::{Binary, Fault, Sort};

/// The most products of two numbers that one multiplication may take.
const MOST_PRODUCTS: usize = 1 << 17;

/// `a @ b`.
pub fn matmul(a: &Array, b: &Array) -> Result<Array> {
    if a.axes() == 0 || b.axes() == 0 {
        let found = format!("shapes {} and {}", shape_text(a.shape()), shape_text(b.shape()));
        return Err(shapes(found, "arrays with axes on both sides of @").instead("* with a single number"));
    }
    // A vector is a row on the left and a column on the right; its axis is gone from the result.
    let left = if a.axes() == 1 { reshape(a, &[1, a.shape()[0]])? } else { a.clone() };
    let right = if b.axes() == 1 { reshape(b, &[b.shape()[0], 1])? } else { b.clone() };
    let ([.., n, m], [.., k, p]) = (left.shape(), right.shape()) else { return Err(apart(a, b)) };
    let (n, m, k, p) = (*n, *m, *k, *p);
    if m != k {
        return Err(apart(a, b));
    }
    let batch = broadcast(&left.shape()[..left.axes() - 2], &right.shape()[..right.axes() - 2])?;
    let full = |rows: usize, columns: usize| [batch.as_slice(), &[rows, columns]].concat();
    let left = super::binary::spread(&left, &full(n, m));
    let right = super::binary::spread(&right, &full(m, p));
    let kind = a.kind().max(b.kind());
    let mut shape = batch.clone();
    shape.extend((a.axes() > 1).then_some(n));
    shape.extend((b.axes() > 1).then_some(p));
    let batches = count(&batch)?;
    count(&full(n, p))?;
    limited(batches.saturating_mul(n).saturating_mul(m).saturating_mul(p))?;
    Ok(match kind {
        Kind::Float => {
            let (x, y) = (left.to_floats(), right.to_floats());
            Array::floats(&shape, products(&x, &y, [batches, n, m, p], 0.0, |sum, x, y| sum + x * y))
        }
        Kind::Int => {
            let of = |array: &Array| array.scalars().into_iter().map(Scalar::int).collect::<Vec<_>>();
            let add = |sum: i64, x: i64, y: i64| sum.wrapping_add(x.wrapping_mul(y));
            Array::ints(&shape, products(&of(&left), &of(&right), [batches, n, m, p], 0, add))
        }
        Kind::Bool => {
            let of = |array: &Array| array.scalars().into_iter().map(Scalar::truth).collect::<Vec<_>>();
            Array::bools(&shape, products(&of(&left), &of(&right), [batches, n, m, p], false, |s, x, y| s || x && y))
        }
    })
}

/// Rows by columns, for every batch: shapes `[batches, n, m]` and `[batches, m, p]`.
fn products<T: Copy>(x: &[T], y: &[T], sizes: [usize; 4], zero: T, add: impl Fn(T, T, T) -> T) -> Vec<T> {
    let [batches, n, m, p] = sizes;
    let mut result = Vec::with_capacity(batches * n * p);
    for batch in 0..batches {
        for row in 0..n {
            for column in 0..p {
                let term = |sum, k| add(sum, x[(batch * n + row) * m + k], y[(batch * m + k) * p + column]);
                result.push((0..m).fold(zero, term));
            }
        }
    }
    result
}

fn limited(products: usize) -> Result<()> {
    if products <= MOST_PRODUCTS {
        return Ok(());
    }
    Err(Fault::new(Sort::Limit, format!("{products} products"), format!("at most {MOST_PRODUCTS}")))
}

/// Shapes that do not multiply, and which transposition would make them.
fn apart(a: &Array, b: &Array) -> Fault {
    let found = format!("shapes {} and {}", shape_text(a.shape()), shape_text(b.shape()));
    let fault = shapes(found, "as many columns on the left as rows on the right");
    let inner = |array: &Array, left: bool| match (array.shape(), left) {
        ([n], _) | ([.., n], true) | ([.., n, _], false) => *n,
        ([], _) => 0,
    };
    let turned = |array: &Array, left: bool| if array.axes() == 2 { inner(&array.clone().turned(), left) } else { 0 };
    match () {
        () if turned(a, true) == inner(b, false) => fault.instead("the left one transposed, .T"),
        () if turned(b, false) == inner(a, true) => fault.instead("the right one transposed, .T"),
        () if turned(a, true) == turned(b, false) && a.axes() == 2 && b.axes() == 2 => {
            fault.instead("both transposed, or the two exchanged")
        }
        () if a.axes() == 1 && b.axes() == 1 => fault.instead("np.outer(a, b) for all products"),
        () => fault,
    }
}

impl Array {
    /// Axes in reverse order: a view.
    #[must_use]
    pub fn turned(&self) -> Self {
        let shape = self.shape().iter().rev().copied().collect();
        let strides = self.strides().iter().rev().copied().collect();
        self.view(0, shape, strides)
    }
}

/// `np.dot(a, b)`: a product with a number, `@` up to two axes, beyond them the last axis with the last but one.
pub fn dot(a: &Array, b: &Array) -> Result<Array> {
    if a.axes() == 0 || b.axes() == 0 {
        return binary(Operation::Operator(Binary::Multiply), a, b);
    }
    if b.axes() <= 2 && a.axes() <= 2 {
        return matmul(a, b);
    }
    let sum = b.axes().saturating_sub(2);
    let (m, k) = (a.shape()[a.axes() - 1], b.shape()[sum]);
    if m != k {
        return Err(apart(a, b));
    }
    // The summed axis of b to the front, the rest in its order.
    let order: Vec<usize> = std::iter::once(sum).chain((0..b.axes()).filter(|&axis| axis != sum)).collect();
    let turned = transpose(b, &order)?;
    let rest = &turned.shape()[1..];
    let shape = [&a.shape()[..a.axes() - 1], rest].concat();
    count(&shape)?;
    let rows = shape[..a.axes() - 1].iter().product();
    let columns = rest.iter().product();
    reshape(&matmul(&reshape(a, &[rows, m])?, &reshape(&turned, &[m, columns])?)?, &shape)
}

/// Every product of an entry of `a` with one of `b`. Shape `[size of a, size of b]`.
pub fn outer(a: &Array, b: &Array) -> Result<Array> {
    let (left, right) = (reshape(a, &[a.size(), 1])?, reshape(b, &[1, b.size()])?);
    binary(Operation::Operator(Binary::Multiply), &left, &right)
}

/// The Kronecker product: each entry of `a` times the whole of `b`.
pub fn kron(a: &Array, b: &Array) -> Result<Array> {
    let axes = a.axes().max(b.axes());
    let padded = |array: &Array| [vec![1; axes - array.axes()], array.shape().to_vec()].concat();
    let (left, right) = (padded(a), padded(b));
    // a as [a0, 1, a1, 1, …] and b as [1, b0, 1, b1, …] multiply to the blocks.
    let spaced = |shape: &[usize], first: bool| -> Vec<usize> {
        shape.iter().flat_map(|&size| if first { [size, 1] } else { [1, size] }).collect()
    };
    let shape: Vec<usize> = left.iter().zip(&right).map(|(a, b)| a * b).collect();
    count(&shape)?;
    if axes > 4 {
        return Err(shapes(format!("{axes} axes"), "at most four"));
    }
    let product = binary(
        Operation::Operator(Binary::Multiply),
        &reshape(a, &spaced(&left, true))?,
        &reshape(b, &spaced(&right, false))?,
    )?;
    reshape(&product, &shape)
}

/// Ones on the diagonal. Shape `[rows, columns]`.
pub fn eye(rows: usize, columns: usize) -> Result<Array> {
    let size = count(&[rows, columns])?;
    let entry = |place: usize| if place / columns == place % columns { 1.0 } else { 0.0 };
    Ok(Array::floats(&[rows, columns], (0..size).map(entry).collect()))
}

/// The diagonal matrix of a vector, or the diagonal of a matrix.
pub fn diag(array: &Array) -> Result<Array> {
    let values = array.scalars();
    match *array.shape() {
        [n] => {
            let size = count(&[n, n])?;
            let entry = |place: usize| if place / n == place % n { values[place / n] } else { Scalar::Bool(false) };
            Ok(Array::of_kind(array.kind(), &[n, n], (0..size).map(entry)))
        }
        [rows, columns] => {
            let size = rows.min(columns);
            Ok(Array::of_kind(array.kind(), &[size], (0..size).map(|k| values[k * columns + k])))
        }
        _ => Err(shapes(format!("np.diag of shape {}", shape_text(array.shape())), "a vector or a matrix")),
    }
}
