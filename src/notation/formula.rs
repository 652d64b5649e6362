//! Formulas as data: what a view renders as mathematics, a screen reader reads and
//! [`crate::explain::steps`] evaluates.

use std::fmt;

use super::{Function, Shape};

/// An expression over arrays named by `S`.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Formula<S> {
    /// A named array.
    Symbol(S),
    /// A number: the 1 in 1 − output.
    Number(f64),
    /// One entry of an array: Wi\[i\]\[j\].
    Entry(Box<Self>, Vec<Index>),
    /// The derivative ∂a/∂b.
    Partial(Box<Self>, Box<Self>),
    /// The quotient a/b.
    Fraction(Box<Self>, Box<Self>),
    /// Aᵀ.
    Transpose(Box<Self>),
    /// The matrix product A·B.
    Product(Box<Self>, Box<Self>),
    /// The product of entries in the same place, A ⊙ B.
    Hadamard(Box<Self>, Box<Self>),
    /// The Kronecker product A ⊗ B: every entry of A times all of B.
    Kronecker(Box<Self>, Box<Self>),
    /// A + B.
    Sum(Box<Self>, Box<Self>),
    /// A − B.
    Difference(Box<Self>, Box<Self>),
    /// −A.
    Negative(Box<Self>),
    /// A number times an array.
    Scaled(f64, Box<Self>),
    /// A function of each entry.
    Apply(Function, Box<Self>),
    /// diag(A): the entries of a vector or row on the diagonal of a square matrix.
    Diagonal(Box<Self>),
    /// The same numbers, row after row, in another shape.
    Reshaped(Box<Self>, Shape),
    /// ‖A‖, the root of the sum of the squares of all entries.
    Norm(Box<Self>),
    /// Σ over all entries.
    Total(Box<Self>),
    /// Σ over an index.
    SumOver(char, Box<Self>),
    /// A = B; chains lean to the left: (A = B) = C.
    Equals(Box<Self>, Box<Self>),
    /// A ← B: A's new value.
    Becomes(Box<Self>, Box<Self>),
}

/// Which entry of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Index {
    /// Any: i, j.
    Letter(char),
    /// A certain one, from 0.
    Number(usize),
}

impl<S> Formula<S> {
    /// self\[indices…\], one entry.
    pub fn entry(self, indices: &[Index]) -> Self {
        Self::Entry(Box::new(self), indices.to_vec())
    }

    /// ∂self/∂by.
    pub fn partial(self, by: impl Into<Self>) -> Self {
        Self::Partial(Box::new(self), Box::new(by.into()))
    }

    /// self/by.
    pub fn over(self, by: impl Into<Self>) -> Self {
        Self::Fraction(Box::new(self), Box::new(by.into()))
    }

    /// Aᵀ.
    pub fn transpose(self) -> Self {
        Self::Transpose(Box::new(self))
    }

    /// self·right.
    pub fn times(self, right: impl Into<Self>) -> Self {
        Self::Product(Box::new(self), Box::new(right.into()))
    }

    /// self ⊙ right.
    pub fn hadamard(self, right: impl Into<Self>) -> Self {
        Self::Hadamard(Box::new(self), Box::new(right.into()))
    }

    /// self ⊗ right.
    pub fn kronecker(self, right: impl Into<Self>) -> Self {
        Self::Kronecker(Box::new(self), Box::new(right.into()))
    }

    /// self + right.
    pub fn plus(self, right: impl Into<Self>) -> Self {
        Self::Sum(Box::new(self), Box::new(right.into()))
    }

    /// self − right.
    pub fn minus(self, right: impl Into<Self>) -> Self {
        Self::Difference(Box::new(self), Box::new(right.into()))
    }

    /// −self.
    pub fn negative(self) -> Self {
        Self::Negative(Box::new(self))
    }

    /// factor·self.
    pub fn scaled(self, factor: f64) -> Self {
        Self::Scaled(factor, Box::new(self))
    }

    /// function(self), entry by entry.
    pub fn apply(self, function: Function) -> Self {
        Self::Apply(function, Box::new(self))
    }

    /// diag(self).
    pub fn diagonal(self) -> Self {
        Self::Diagonal(Box::new(self))
    }

    /// reshape(self, shape).
    pub fn reshaped(self, shape: Shape) -> Self {
        Self::Reshaped(Box::new(self), shape)
    }

    /// ‖self‖.
    pub fn norm(self) -> Self {
        Self::Norm(Box::new(self))
    }

    /// Σ self.
    pub fn total(self) -> Self {
        Self::Total(Box::new(self))
    }

    /// Σ over `index` of self.
    pub fn sum_over(self, index: char) -> Self {
        Self::SumOver(index, Box::new(self))
    }

    /// self = right.
    pub fn equals(self, right: impl Into<Self>) -> Self {
        Self::Equals(Box::new(self), Box::new(right.into()))
    }

    /// self ← right.
    pub fn becomes(self, right: impl Into<Self>) -> Self {
        Self::Becomes(Box::new(self), Box::new(right.into()))
    }

    /// The same equation where every array is stored transposed: (A·B)ᵀ = Bᵀ·Aᵀ turns the operands of products round
    /// and leaves all else in its place.
    pub fn of_transposed_arrays(&self) -> Self
    where
        S: Clone,
    {
        match self {
            Self::Product(a, b) => b.of_transposed_arrays().times(a.of_transposed_arrays()),
            _ => self.rebuilt(&S::clone, &Self::of_transposed_arrays),
        }
    }

    /// The same formula with a certain entry in place of any: every index `letter` that no Σ binds becomes `number`.
    pub fn at(&self, letter: char, number: usize) -> Self
    where
        S: Clone,
    {
        let put = |&index: &Index| if index == Index::Letter(letter) { Index::Number(number) } else { index };
        match self {
            Self::SumOver(bound, _) if *bound == letter => self.clone(),
            Self::Entry(a, indices) => Self::Entry(Box::new(a.at(letter, number)), indices.iter().map(put).collect()),
            _ => self.rebuilt(&S::clone, &|part| part.at(letter, number)),
        }
    }

    /// The same formula with something else in place of each symbol.
    pub fn map<T>(&self, to: &impl Fn(&S) -> T) -> Formula<T> {
        self.rebuilt(to, &|part| part.map(to))
    }

    /// The outermost operation with something else in place of its symbol or of each of its parts.
    fn rebuilt<T>(&self, symbol: &dyn Fn(&S) -> T, part: &dyn Fn(&Self) -> Formula<T>) -> Formula<T> {
        let go = |a: &Self| Box::new(part(a));
        match self {
            Self::Symbol(name) => Formula::Symbol(symbol(name)),
            Self::Number(number) => Formula::Number(*number),
            Self::Entry(a, indices) => Formula::Entry(go(a), indices.clone()),
            Self::Partial(a, b) => Formula::Partial(go(a), go(b)),
            Self::Fraction(a, b) => Formula::Fraction(go(a), go(b)),
            Self::Transpose(a) => Formula::Transpose(go(a)),
            Self::Product(a, b) => Formula::Product(go(a), go(b)),
            Self::Hadamard(a, b) => Formula::Hadamard(go(a), go(b)),
            Self::Kronecker(a, b) => Formula::Kronecker(go(a), go(b)),
            Self::Sum(a, b) => Formula::Sum(go(a), go(b)),
            Self::Difference(a, b) => Formula::Difference(go(a), go(b)),
            Self::Negative(a) => Formula::Negative(go(a)),
            Self::Scaled(factor, a) => Formula::Scaled(*factor, go(a)),
            Self::Apply(function, a) => Formula::Apply(*function, go(a)),
            Self::Diagonal(a) => Formula::Diagonal(go(a)),
            Self::Reshaped(a, shape) => Formula::Reshaped(go(a), *shape),
            Self::Norm(a) => Formula::Norm(go(a)),
            Self::Total(a) => Formula::Total(go(a)),
            Self::SumOver(index, a) => Formula::SumOver(*index, go(a)),
            Self::Equals(a, b) => Formula::Equals(go(a), go(b)),
            Self::Becomes(a, b) => Formula::Becomes(go(a), go(b)),
        }
    }

    /// What the outermost operation is applied to, in the order in which it is written.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Symbol(_) | Self::Number(_) => vec![],
            Self::Entry(a, _)
            | Self::Transpose(a)
            | Self::Negative(a)
            | Self::Scaled(_, a)
            | Self::Apply(_, a)
            | Self::Diagonal(a)
            | Self::Reshaped(a, _)
            | Self::Norm(a)
            | Self::Total(a)
            | Self::SumOver(_, a) => vec![a],
            Self::Partial(a, b)
            | Self::Fraction(a, b)
            | Self::Product(a, b)
            | Self::Hadamard(a, b)
            | Self::Kronecker(a, b)
            | Self::Sum(a, b)
            | Self::Difference(a, b)
            | Self::Equals(a, b)
            | Self::Becomes(a, b) => vec![a, b],
        }
    }

    /// How tightly the outermost operation binds in a line of text; an operand that binds less needs brackets.
    pub const fn binding(&self) -> u8 {
        match self {
            Self::Equals(..) | Self::Becomes(..) => 0,
            Self::Sum(..) | Self::Difference(..) | Self::Negative(_) => 1,
            Self::Total(_) | Self::SumOver(..) | Self::Hadamard(..) | Self::Kronecker(..) => 2,
            Self::Product(..) | Self::Scaled(..) => 3,
            Self::Apply(Function::Square, _) | Self::Transpose(_) | Self::Partial(..) | Self::Fraction(..) => 4,
            Self::Symbol(_)
            | Self::Number(_)
            | Self::Entry(..)
            | Self::Apply(..)
            | Self::Diagonal(_)
            | Self::Reshaped(..)
            | Self::Norm(_) => 5,
        }
    }
}

impl<S> From<S> for Formula<S> {
    fn from(symbol: S) -> Self {
        Self::Symbol(symbol)
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(letter) => letter.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// How a number before an array is written: ½, 2.
pub fn factor_text(factor: f64) -> String {
    if factor.total_cmp(&0.5).is_eq() { "½".to_owned() } else { factor.to_string() }
}

/// One line of text, `∂s/∂Wi = Xᵀ·∂s/∂Z`: what a screen reader says and what is copied.
impl<S: fmt::Display> fmt::Display for Formula<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |part: &Self, least: u8| if part.binding() < least { format!("({part})") } else { part.to_string() };
        match self {
            Self::Symbol(symbol) => symbol.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Entry(a, indices) => {
                f.write_str(&at(a, 5))?;
                indices.iter().try_for_each(|index| write!(f, "[{index}]"))
            }
            Self::Partial(a, b) => write!(f, "∂{}/∂{}", at(a, 5), at(b, 5)),
            Self::Fraction(a, b) => write!(f, "{}/{}", at(a, 5), at(b, 5)),
            Self::Transpose(a) => write!(f, "{}ᵀ", at(a, 5)),
            Self::Product(a, b) => write!(f, "{}·{}", at(a, 3), at(b, 3)),
            Self::Hadamard(a, b) => write!(f, "{} ⊙ {}", at(a, 2), at(b, 2)),
            Self::Kronecker(a, b) => write!(f, "{} ⊗ {}", at(a, 3), at(b, 3)),
            Self::Sum(a, b) => write!(f, "{} + {}", at(a, 1), at(b, 2)),
            Self::Difference(a, b) => write!(f, "{} − {}", at(a, 1), at(b, 2)),
            Self::Negative(a) => write!(f, "−{}", at(a, 2)),
            Self::Scaled(factor, a) => write!(f, "{}·{}", factor_text(*factor), at(a, 2)),
            Self::Apply(function, a) => {
                let (open, close) = function.around();
                write!(f, "{open}{}{close}", at(a, function.least()))
            }
            Self::Diagonal(a) => write!(f, "diag({a})"),
            Self::Reshaped(a, shape) => write!(f, "reshape({a}, {shape})"),
            Self::Norm(a) => write!(f, "‖{a}‖"),
            Self::Total(a) => write!(f, "Σ {}", at(a, 2)),
            Self::SumOver(index, a) => write!(f, "Σ_{index} {}", at(a, 2)),
            Self::Equals(a, b) => write!(f, "{} = {}", at(a, 0), at(b, 1)),
            Self::Becomes(a, b) => write!(f, "{} ← {}", at(a, 1), at(b, 1)),
        }
    }
}

#[cfg(test)]
mod tests;
