//! Formulas as data: what a view renders as mathematics, in the convention of the day.

use std::fmt;

use crate::nn::Activation;

/// An expression over arrays named by `S`.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula<S> {
    /// A named array.
    Symbol(S),
    /// A number: the 1 in 1 − output.
    Number(f64),
    /// Aᵀ.
    Transpose(Box<Self>),
    /// The matrix product A·B.
    Product(Box<Self>, Box<Self>),
    /// The product of entries in the same place, A ⊙ B.
    Hadamard(Box<Self>, Box<Self>),
    /// A + B.
    Sum(Box<Self>, Box<Self>),
    /// A − B.
    Difference(Box<Self>, Box<Self>),
    /// A number times an array.
    Scaled(Factor, Box<Self>),
    /// A function of each entry.
    Apply(Function, Box<Self>),
    /// Σ over all entries.
    Total(Box<Self>),
    /// A = B; chains lean to the left: (A = B) = C.
    Equals(Box<Self>, Box<Self>),
}

/// A number that stands before an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// ½.
    Half,
    /// 2.
    Two,
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Half { "½" } else { "2" })
    }
}

/// A function of each entry of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The activation itself.
    Activation(Activation),
    /// The activation's derivative.
    Derivative(Activation),
    /// 1 where the entry is above 0, else 0: the derivative of `ReLU`.
    IsPositive,
    /// The entry's square.
    Square,
}

impl<S> Formula<S> {
    /// Aᵀ.
    #[must_use]
    pub fn transpose(self) -> Self {
        Self::Transpose(Box::new(self))
    }

    /// self·right.
    #[must_use]
    pub fn times(self, right: impl Into<Self>) -> Self {
        Self::Product(Box::new(self), Box::new(right.into()))
    }

    /// self ⊙ right.
    #[must_use]
    pub fn hadamard(self, right: impl Into<Self>) -> Self {
        Self::Hadamard(Box::new(self), Box::new(right.into()))
    }

    /// self + right.
    #[must_use]
    pub fn plus(self, right: impl Into<Self>) -> Self {
        Self::Sum(Box::new(self), Box::new(right.into()))
    }

    /// self − right.
    #[must_use]
    pub fn minus(self, right: impl Into<Self>) -> Self {
        Self::Difference(Box::new(self), Box::new(right.into()))
    }

    /// factor·self.
    #[must_use]
    pub fn scaled(self, factor: Factor) -> Self {
        Self::Scaled(factor, Box::new(self))
    }

    /// function(self), entry by entry.
    #[must_use]
    pub fn apply(self, function: Function) -> Self {
        Self::Apply(function, Box::new(self))
    }

    /// Σ self.
    #[must_use]
    pub fn total(self) -> Self {
        Self::Total(Box::new(self))
    }

    /// self = right.
    #[must_use]
    pub fn equals(self, right: impl Into<Self>) -> Self {
        Self::Equals(Box::new(self), Box::new(right.into()))
    }

    /// The same equation where every array is stored transposed: (A·B)ᵀ = Bᵀ·Aᵀ turns the operands of products round
    /// and leaves all else in its place.
    #[must_use]
    pub fn of_transposed_arrays(self) -> Self {
        let go = |part: Box<Self>| Box::new(part.of_transposed_arrays());
        match self {
            Self::Symbol(_) | Self::Number(_) => self,
            Self::Transpose(a) => Self::Transpose(go(a)),
            Self::Product(a, b) => Self::Product(go(b), go(a)),
            Self::Hadamard(a, b) => Self::Hadamard(go(a), go(b)),
            Self::Sum(a, b) => Self::Sum(go(a), go(b)),
            Self::Difference(a, b) => Self::Difference(go(a), go(b)),
            Self::Scaled(factor, a) => Self::Scaled(factor, go(a)),
            Self::Apply(function, a) => Self::Apply(function, go(a)),
            Self::Total(a) => Self::Total(go(a)),
            Self::Equals(a, b) => Self::Equals(go(a), go(b)),
        }
    }

    /// How tightly the outermost operation binds; an operand that binds less needs brackets.
    pub const fn binding(&self) -> u8 {
        match self {
            Self::Equals(..) => 0,
            Self::Sum(..) | Self::Difference(..) => 1,
            Self::Total(_) | Self::Hadamard(..) => 2,
            Self::Product(..) | Self::Scaled(..) => 3,
            Self::Apply(Function::Square, _) | Self::Transpose(_) => 4,
            Self::Symbol(_) | Self::Number(_) | Self::Apply(..) => 5,
        }
    }
}

impl<S> From<S> for Formula<S> {
    fn from(symbol: S) -> Self {
        Self::Symbol(symbol)
    }
}

/// One line of text, `grad_input = grad_output·Wᵀ`: what a screen reader says and what is copied.
impl<S: fmt::Display> fmt::Display for Formula<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The right operand of − and of · needs brackets where it binds as loosely, which none here does.
        let at = |part: &Self, least: u8| if part.binding() < least { format!("({part})") } else { part.to_string() };
        match self {
            Self::Symbol(symbol) => symbol.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Transpose(a) => write!(f, "{}ᵀ", at(a, 5)),
            Self::Product(a, b) => write!(f, "{}·{}", at(a, 3), at(b, 3)),
            Self::Hadamard(a, b) => write!(f, "{} ⊙ {}", at(a, 2), at(b, 2)),
            Self::Sum(a, b) => write!(f, "{} + {}", at(a, 1), at(b, 2)),
            Self::Difference(a, b) => write!(f, "{} − {}", at(a, 1), at(b, 2)),
            Self::Scaled(factor, a) => write!(f, "{factor}·{}", at(a, 2)),
            Self::Apply(Function::Activation(activation), a) => write!(f, "{}({a})", activation.name()),
            Self::Apply(Function::Derivative(activation), a) => write!(f, "{}′({a})", activation.name()),
            Self::Apply(Function::IsPositive, a) => write!(f, "[{a} > 0]"),
            Self::Apply(Function::Square, a) => write!(f, "{}²", at(a, 5)),
            Self::Total(a) => write!(f, "Σ {}", at(a, 2)),
            Self::Equals(a, b) => write!(f, "{} = {}", at(a, 0), at(b, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(name: &str) -> Formula<&str> {
        Formula::Symbol(name)
    }

    #[test]
    fn products_turn_round_and_the_rest_stays() {
        let table = [
            (symbol("dx").equals(symbol("dout").times(symbol("W").transpose())), "dx = Wᵀ·dout"),
            (symbol("f").equals(symbol("x").times("W").plus(symbol("1").times("b"))), "f = W·x + b·1"),
            (symbol("df").equals(symbol("dh").hadamard("s")), "df = dh ⊙ s"),
        ];
        for (formula, text) in table {
            assert_eq!(formula.clone().of_transposed_arrays().to_string(), text, "{formula}");
            assert_eq!(formula.clone().of_transposed_arrays().of_transposed_arrays(), formula, "twice is none");
        }
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        let difference = || symbol("o").minus("y");
        let table = [
            (difference().scaled(Factor::Two), "2·(o − y)"),
            (difference().apply(Function::Square).total().scaled(Factor::Half), "½·Σ (o − y)²"),
            (difference().hadamard("o").hadamard(Formula::Number(1.0).minus("o")), "(o − y) ⊙ o ⊙ (1 − o)"),
            (symbol("f").apply(Function::Derivative(Activation::Relu)), "relu′(f)"),
            (symbol("a").times("b").transpose(), "(a·b)ᵀ"),
            (symbol("a").equals("b").equals("c"), "a = b = c"),
        ];
        for (formula, text) in table {
            assert_eq!(formula.to_string(), text, "{formula:?}");
        }
    }
}
