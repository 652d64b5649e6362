//! Numbers with the shape that the notation gives them.

use std::fmt;

use nalgebra::DMatrix;

/// How many numbers lie along each axis. The rank tells a vector `[n]` from a matrix of one row `[1, n]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One number, rank 0.
    Scalar,
    /// `[n]`, rank 1. Where a formula multiplies it, it is a column.
    Vector(usize),
    /// `[rows, columns]`, rank 2.
    Matrix(usize, usize),
}

impl Shape {
    /// Rows, a scalar or a vector written as one row.
    pub const fn rows(self) -> usize {
        match self {
            Self::Scalar | Self::Vector(_) => 1,
            Self::Matrix(rows, _) => rows,
        }
    }

    /// Columns, a vector written as one row.
    pub const fn columns(self) -> usize {
        match self {
            Self::Scalar => 1,
            Self::Vector(length) => length,
            Self::Matrix(_, columns) => columns,
        }
    }

    /// How many numbers there are in all.
    pub const fn count(self) -> usize {
        self.rows().saturating_mul(self.columns())
    }
}

/// As `NumPy`'s `shape`, in brackets: `[]`, `[8]`, `[2, 8]`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar => f.write_str("[]"),
            Self::Vector(length) => write!(f, "[{length}]"),
            Self::Matrix(rows, columns) => write!(f, "[{rows}, {columns}]"),
        }
    }
}

/// Numbers in rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    shape: Shape,
    values: Vec<f64>,
}

impl Array {
    /// From `values` row after row. Panics where their count is not the shape's.
    pub(super) fn new(shape: Shape, values: Vec<f64>) -> Self {
        assert_eq!(values.len(), shape.count(), "as many numbers as {shape} has");
        Self { shape, values }
    }

    /// `[n]`.
    pub(super) fn vector(values: &[f64]) -> Self {
        Self::new(Shape::Vector(values.len()), values.to_vec())
    }

    /// `[1, n]`.
    pub(super) fn row(values: &[f64]) -> Self {
        Self::new(Shape::Matrix(1, values.len()), values.to_vec())
    }

    /// Rank 2, as the matrix is.
    pub(super) fn of_matrix(matrix: &DMatrix<f64>) -> Self {
        Self::new(Shape::Matrix(matrix.nrows(), matrix.ncols()), matrix.transpose().as_slice().to_vec())
    }

    /// As a formula multiplies it: a vector is a column.
    pub(super) fn to_matrix(&self) -> DMatrix<f64> {
        match self.shape {
            Shape::Vector(length) => DMatrix::from_row_slice(length, 1, &self.values),
            shape => DMatrix::from_row_slice(shape.rows(), shape.columns(), &self.values),
        }
    }

    /// The shape.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// Row after row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The rows, a scalar or a vector being one.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.shape.columns())
    }
}

/// Rank 0.
impl From<f64> for Array {
    fn from(value: f64) -> Self {
        Self { shape: Shape::Scalar, values: vec![value] }
    }
}
