//! Whether examples are rows or columns: the same numbers, transposed.

use strum::{IntoStaticStr, VariantArray};

use super::{
    Array, Formula,
    sum::{Axis, Cell, Entry, Line},
};

/// How arrays are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Convention {
    /// Examples are rows, weights are [in, out]: seeds 000, 002 and 003, and everywhere inside this crate.
    #[default]
    Rows,
    /// Examples are columns, weights are [out, in], biases are [out, 1]: seed 001.
    Columns,
}

impl Convention {
    /// An array of this crate as this convention writes it. Columns write a vector `[n]` as `[n, 1]`.
    pub fn show(self, array: &Array) -> Array {
        match self {
            Self::Rows => array.clone(),
            Self::Columns => array.transposed(),
        }
    }

    /// The inverse of [`Self::show`]: an array that was pasted in this convention as this crate takes it. A vector,
    /// which is one example or one layer's biases in either convention, stays.
    #[must_use]
    pub fn read(self, array: Array) -> Array {
        match (self, array.shape()) {
            (Self::Columns, super::Shape::Matrix(..)) => array.transposed(),
            _ => array,
        }
    }

    /// A formula of this crate as this convention writes it.
    pub fn formula<S: Clone>(self, formula: Formula<S>) -> Formula<S> {
        match self {
            Self::Rows => formula,
            Self::Columns => formula.of_transposed_arrays(),
        }
    }

    /// Row and column of a number in the array that [`Self::show`] gives, and back.
    pub const fn position(self, (row, column): (usize, usize)) -> (usize, usize) {
        match self {
            Self::Rows => (row, column),
            Self::Columns => (column, row),
        }
    }

    /// A row or column of an array, in the array that [`Self::show`] gives.
    #[must_use]
    pub fn axis(self, axis: Axis) -> Axis {
        match (self, axis) {
            (Self::Rows, axis) => axis,
            (Self::Columns, Axis::Row) => Axis::Column,
            (Self::Columns, Axis::Column) => Axis::Row,
        }
    }

    /// An entry's sum with every place in the arrays that [`Self::show`] gives, and the operands turned round as
    /// [`Self::formula`] turns them.
    #[must_use]
    pub fn entry<S>(self, mut entry: Entry<S>) -> Entry<S> {
        let cell = |cell: &mut Cell<S>| (cell.row, cell.column) = self.position((cell.row, cell.column));
        let line = |line: &mut Line<S>| line.axis = self.axis(line.axis);
        cell(&mut entry.result);
        entry.addend.as_mut().map(cell);
        line(&mut entry.left);
        line(&mut entry.right);
        for term in &mut entry.terms {
            cell(&mut term.left);
            cell(&mut term.right);
        }
        if self == Self::Columns {
            std::mem::swap(&mut entry.left, &mut entry.right);
            entry.terms.iter_mut().for_each(|term| std::mem::swap(&mut term.left, &mut term.right));
        }
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;
    use crate::lab::Shape;

    #[test]
    fn what_is_shown_is_read_back() {
        let matrix = Array::new(Shape::Matrix(2, 3), vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).expect("six numbers");
        for &convention in Convention::ALL {
            assert_eq!(convention.read(convention.show(&matrix)), matrix, "{}", convention.name());
            assert_eq!(convention.position(convention.position((1, 2))), (1, 2), "{}", convention.name());
            assert_eq!(Convention::from_name(convention.name()), Some(convention), "{}", convention.name());
        }
        assert_eq!(Convention::Columns.show(&matrix).shape(), Shape::Matrix(3, 2), "transposed");
    }

    #[test]
    fn a_vector_is_a_column_or_a_row_of_biases() {
        let biases = Array::new(Shape::Vector(3), vec![1.0, 2.0, 3.0]).expect("three numbers");
        assert_eq!(Convention::Rows.show(&biases).shape(), Shape::Vector(3), "[out]");
        assert_eq!(Convention::Columns.show(&biases).shape(), Shape::Matrix(3, 1), "[out, 1] as in seed 001");
        assert_eq!(Convention::Columns.read(biases).shape(), Shape::Vector(3), "a vector stays");
    }
}
