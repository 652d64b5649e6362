//! Arrays: numbers with the rank they were written in.

use std::fmt;

use nalgebra::{DMatrix, DVector};

/// The most rows, and the most columns, that an array may have.
pub const MOST_ROWS_OR_COLUMNS: usize = 200;

/// Up to this many rows and columns a heatmap writes its numbers; above, colours alone stay legible.
pub const MOST_WITH_NUMBERS: usize = 24;

/// How many numbers lie along each axis. The rank tells a vector `[n]` from a matrix of one row `[1, n]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One number, rank 0.
    Scalar,
    /// `[n]`, rank 1.
    Vector(usize),
    /// `[rows, columns]`, rank 2.
    Matrix(usize, usize),
}

impl Shape {
    /// Rows, a scalar or a vector read as one row.
    pub const fn rows(self) -> usize {
        match self {
            Self::Scalar | Self::Vector(_) => 1,
            Self::Matrix(rows, _) => rows,
        }
    }

    /// Columns, a vector read as one row.
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

    /// Whether it has numbers at all, and at most [`MOST_ROWS_OR_COLUMNS`] along each axis.
    pub const fn is_accepted(self) -> bool {
        let (rows, columns) = (self.rows(), self.columns());
        rows > 0 && columns > 0 && rows <= MOST_ROWS_OR_COLUMNS && columns <= MOST_ROWS_OR_COLUMNS
    }

    /// Whether a picture of this shape has room for its numbers.
    pub const fn shows_numbers(self) -> bool {
        self.rows() <= MOST_WITH_NUMBERS && self.columns() <= MOST_WITH_NUMBERS
    }
}

/// As `NumPy`'s `shape`, in brackets: `[]`, `[5]`, `[5, 18]`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar => f.write_str("[]"),
            Self::Vector(length) => write!(f, "[{length}]"),
            Self::Matrix(rows, columns) => write!(f, "[{rows}, {columns}]"),
        }
    }
}

/// Numbers in rows, with the shape they were written in.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    shape: Shape,
    values: Vec<f64>,
}

impl Array {
    /// From `values` row after row; `None` where their count is not the shape's, or the shape holds no number.
    pub fn new(shape: Shape, values: Vec<f64>) -> Option<Self> {
        (values.len() == shape.count() && !values.is_empty()).then_some(Self { shape, values })
    }

    /// `[n]`.
    pub fn vector(values: &[f64]) -> Self {
        Self { shape: Shape::Vector(values.len()), values: values.to_vec() }
    }

    /// `[1, n]`.
    pub fn row(values: &[f64]) -> Self {
        Self { shape: Shape::Matrix(1, values.len()), values: values.to_vec() }
    }

    /// The shape as written.
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

    /// As a matrix `[rows, columns]`, a vector being one row.
    pub fn to_matrix(&self) -> DMatrix<f64> {
        DMatrix::from_row_slice(self.shape.rows(), self.shape.columns(), &self.values)
    }

    /// As a formula multiplies it: a vector is a column.
    pub fn to_operand(&self) -> DMatrix<f64> {
        match self.shape {
            Shape::Vector(length) => DMatrix::from_row_slice(length, 1, &self.values),
            Shape::Scalar | Shape::Matrix(..) => self.to_matrix(),
        }
    }

    /// Rows and columns exchanged; a vector, which has neither, becomes a matrix of one column.
    #[must_use]
    pub fn transposed(&self) -> Self {
        match self.shape {
            Shape::Scalar => self.clone(),
            Shape::Vector(length) => Self { shape: Shape::Matrix(length, 1), values: self.values.clone() },
            Shape::Matrix(..) => Self::from(&self.to_matrix().transpose()),
        }
    }

    /// The number at a row and a column, from 0; `None` where there is no such place.
    pub fn at(&self, row: usize, column: usize) -> Option<f64> {
        let columns = self.shape.columns();
        (column < columns).then(|| self.values.get(row * columns + column).copied()).flatten()
    }

    /// Whether no number is infinite or NaN.
    pub fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }
}

/// Rank 0.
impl From<f64> for Array {
    fn from(value: f64) -> Self {
        Self { shape: Shape::Scalar, values: vec![value] }
    }
}

/// Rank 2, as the matrix is.
impl From<&DMatrix<f64>> for Array {
    fn from(matrix: &DMatrix<f64>) -> Self {
        let values = matrix.transpose().as_slice().to_vec();
        Self { shape: Shape::Matrix(matrix.nrows(), matrix.ncols()), values }
    }
}

/// Rank 1.
impl From<&DVector<f64>> for Array {
    fn from(vector: &DVector<f64>) -> Self {
        Self { shape: Shape::Vector(vector.len()), values: vector.as_slice().to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_is_one_row_and_keeps_its_rank() {
        let vector = Array::new(Shape::Vector(3), vec![1.0, 2.0, 3.0]).expect("three numbers");
        assert_eq!(vector.to_matrix().shape(), (1, 3), "one row");
        assert_eq!(vector.shape().to_string(), "[3]", "rank 1 stays");
        assert_eq!(vector.transposed().shape(), Shape::Matrix(3, 1), "written as a column");
    }

    #[test]
    fn a_matrix_keeps_the_order_of_its_numbers() {
        let array = Array::new(Shape::Matrix(2, 3), vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).expect("six numbers");
        assert_eq!(array.to_matrix().row(1).iter().collect::<Vec<_>>(), [&4.0, &5.0, &6.0], "second row");
        assert_eq!(Array::from(&array.to_matrix()), array, "there and back");
        assert_eq!(array.transposed().values(), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0], "columns become rows");
        assert_eq!(array.rows().nth(1), Some([4.0, 5.0, 6.0].as_slice()), "second row");
    }

    #[test]
    fn shapes_without_numbers_or_with_the_wrong_count_are_no_arrays() {
        assert_eq!(Array::new(Shape::Vector(0), vec![]), None, "no number");
        assert_eq!(Array::new(Shape::Matrix(2, 2), vec![1.0; 3]), None, "three of four");
        assert!(Shape::Matrix(200, 200).is_accepted() && !Shape::Matrix(201, 1).is_accepted(), "the limit");
    }
}
