//! Numbers with a shape, apart from every program.

use nalgebra::DMatrix;

/// Numbers, row after row, with their shape; without axes, one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// How many numbers along each axis.
    pub shape: Vec<usize>,
    /// The numbers: as many as the shape has.
    pub values: Vec<f64>,
}

impl Tensor {
    /// From `values` row after row. Panics where they are not as many as the shape has.
    pub fn new(shape: &[usize], values: Vec<f64>) -> Self {
        assert_eq!(shape.iter().product::<usize>(), values.len(), "as many numbers as shape {shape:?} has");
        Self { shape: shape.to_vec(), values }
    }

    /// One number.
    pub fn scalar(value: f64) -> Self {
        Self { shape: vec![], values: vec![value] }
    }

    /// `[n]`.
    pub fn vector(values: &[f64]) -> Self {
        Self { shape: vec![values.len()], values: values.to_vec() }
    }

    /// `[rows, columns]`, each entry from its row and column.
    pub fn matrix(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Self {
        let values = (0..rows * columns).map(|place| entry(place / columns, place % columns)).collect();
        Self { shape: vec![rows, columns], values }
    }

    /// As a matrix. Panics where it has other than two axes.
    pub(super) fn to_matrix(&self) -> DMatrix<f64> {
        DMatrix::from_row_slice(self.shape[0], self.shape[1], &self.values)
    }

    /// The same shape, each number changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        Self { shape: self.shape.clone(), values: self.values.iter().copied().map(change).collect() }
    }

    /// By entries with another of the same shape.
    #[must_use]
    pub fn zip(&self, other: &Self, change: impl Fn(f64, f64) -> f64) -> Self {
        let values = self.values.iter().zip(&other.values).map(|(&a, &b)| change(a, b)).collect();
        Self { shape: self.shape.clone(), values }
    }

    /// Axes in reverse order.
    #[must_use]
    pub fn transposed(&self) -> Self {
        match *self.shape {
            [rows, columns] => Self::matrix(columns, rows, |row, column| self.values[column * columns + row]),
            _ => self.clone(),
        }
    }

    /// The sum over one of two axes; without `keep` that axis is gone.
    #[must_use]
    pub fn summed(&self, axis: usize, keep: bool) -> Option<Self> {
        let [rows, columns] = *self.shape else { return None };
        let at = |row: usize, column: usize| self.values[row * columns + column];
        let sums: Vec<f64> = match axis {
            0 => (0..columns).map(|column| (0..rows).map(|row| at(row, column)).sum()).collect(),
            _ => (0..rows).map(|row| (0..columns).map(|column| at(row, column)).sum()).collect(),
        };
        let shape = match (axis, keep) {
            (_, false) => vec![sums.len()],
            (0, true) => vec![1, sums.len()],
            (_, true) => vec![sums.len(), 1],
        };
        Some(Self { shape, values: sums })
    }

    /// The largest size of a number; 0 where there is none.
    pub fn largest(&self) -> f64 {
        self.values.iter().fold(0.0, |largest, value| largest.max(value.abs()))
    }

    /// Where the entry of this place stands: `[]`, `[2]`, `[1, 0]`.
    pub fn index(&self, place: usize) -> Vec<usize> {
        let mut index = vec![0; self.shape.len()];
        let mut rest = place;
        for (own, &size) in index.iter_mut().zip(&self.shape).rev() {
            *own = rest % size.max(1);
            rest /= size.max(1);
        }
        index
    }
}

impl From<&DMatrix<f64>> for Tensor {
    fn from(matrix: &DMatrix<f64>) -> Self {
        Self::matrix(matrix.nrows(), matrix.ncols(), |row, column| matrix[(row, column)])
    }
}
