//! A formula with the numbers of a walk put in: what is shown is what is computed.

use nalgebra::{DMatrix, DVector};

use super::{
    Array, Equation, Formula, Quantity, Shape, Symbol, Walk,
    entries::{indices, of_whole_array, place_of},
};
use crate::{
    nn::{Activation, ParameterId},
    notation::Function,
};

impl Walk {
    /// The numbers of a formula of whole arrays, in the rank in which they are written.
    pub(super) fn array(&self, formula: &Equation) -> Array {
        self.named(formula).unwrap_or_else(|| Array::from(&self.matrix(formula)))
    }

    /// The array that a symbol or a derivative of s stands for.
    fn named(&self, formula: &Equation) -> Option<Array> {
        match formula {
            Formula::Symbol(symbol) => Some(self.symbol(*symbol)),
            Formula::Partial(above, below) if **above == Quantity::S.formula() => match below.as_ref() {
                Formula::Symbol(Symbol::Quantity(quantity)) => Some(self.gradient(*quantity)),
                _ => None,
            },
            _ => None,
        }
    }

    fn symbol(&self, symbol: Symbol) -> Array {
        let weight = |id: ParameterId| {
            if id.group().is_weights() { self.parameters.get(id) } else { 0.0 }
        };
        match symbol {
            Symbol::Quantity(quantity) => self.value(quantity),
            Symbol::Theta => Array::vector(self.parameters.as_slice()),
            Symbol::Gradient => Array::vector(self.gradient.as_slice()),
            Symbol::Weights => Array::vector(&self.parameters.ids().map(weight).collect::<Vec<_>>()),
            Symbol::LearningRate => self.update.rates.learning_rate.into(),
            Symbol::L2 => self.update.rates.l2.into(),
            Symbol::Identity => Array::from(&DMatrix::identity(self.z.len(), self.z.len())),
        }
    }

    /// A formula of whole arrays; vectors are columns. NaN for an operation that no step is written with.
    pub(super) fn matrix(&self, formula: &Equation) -> DMatrix<f64> {
        if let Some(array) = self.named(formula) {
            return array.to_operand();
        }
        let of = |part: &Equation| self.matrix(part);
        match formula {
            Formula::Number(number) => DMatrix::from_element(1, 1, *number),
            Formula::Transpose(a) => of(a).transpose(),
            Formula::Product(a, b) => product(of(a), of(b)),
            Formula::Hadamard(a, b) => of(a).component_mul(&of(b)),
            Formula::Kronecker(a, b) => of(a).kronecker(&of(b)),
            Formula::Sum(a, b) => sum(of(a), of(b)),
            Formula::Difference(a, b) => sum(of(a), -of(b)),
            Formula::Negative(a) => -of(a),
            Formula::Apply(function, a) => of(a).map(|value| apply(*function, value)),
            Formula::Diagonal(a) => DMatrix::from_diagonal(&DVector::from_column_slice(of(a).as_slice())),
            Formula::Reshaped(a, shape) => in_rows(*shape, &of(a)).to_operand(),
            _ => DMatrix::from_element(1, 1, f64::NAN),
        }
    }

    /// How many values an index takes.
    pub(super) fn bound(&self, letter: char) -> usize {
        if letter == 'i' { self.example.x.len() } else { self.z.len() }
    }

    /// A formula in which every index but those under a Σ is a number.
    pub(super) fn number(&self, formula: &Equation) -> f64 {
        match formula {
            Formula::Product(a, b) => self.number(a) * self.number(b),
            Formula::Sum(a, b) => self.number(a) + self.number(b),
            Formula::Apply(function, a) => apply(*function, self.number(a)),
            Formula::SumOver(letter, a) => {
                (0..self.bound(*letter)).map(|index| self.number(&a.at(*letter, index))).sum()
            }
            _ => {
                let array = self.array(&of_whole_array(formula));
                array.values()[place_of(array.shape(), indices(formula))]
            }
        }
    }
}

/// The numbers of a matrix, row after row, in another shape. Panics where it has not as many.
pub(super) fn in_rows(shape: Shape, matrix: &DMatrix<f64>) -> Array {
    Array::new(shape, matrix.transpose().as_slice().to_vec()).expect("as many numbers as the shape has")
}

fn apply(function: Function, value: f64) -> f64 {
    match function {
        Function::Activation(activation, _) => activation.apply(value),
        Function::Derivative(activation, _) => activation.derivative(value),
        Function::IsPositive(_) => Activation::Relu.derivative(value),
        Function::Square => value * value,
        Function::Log => value.ln(),
        Function::Exp => value.exp(),
    }
}

/// A·B, where a scalar multiplies anything.
fn product(a: DMatrix<f64>, b: DMatrix<f64>) -> DMatrix<f64> {
    match (a.as_slice(), b.as_slice()) {
        (&[factor], _) => b * factor,
        (_, &[factor]) => a * factor,
        _ => a * b,
    }
}

/// A + B, where a vector is added to every row.
fn sum(a: DMatrix<f64>, b: DMatrix<f64>) -> DMatrix<f64> {
    if a.shape() == b.shape() { a + b } else { DMatrix::from_fn(a.nrows(), a.ncols(), |row, j| a[(row, j)] + b[j]) }
}
