//! Functions of each entry of an array.

use crate::{Named, nn::Activation};

/// A function of each entry of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The activation itself.
    Activation(Activation, Spelling),
    /// The activation's derivative.
    Derivative(Activation, Spelling),
    /// 1 where the entry is above 0, else 0: the derivative of `ReLU`.
    IsPositive(Spelling),
    /// The entry's square.
    Square,
    /// The natural logarithm.
    Log,
    /// The exponential.
    Exp,
}

/// How a function is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As seed 003 writes: `ReLU`, σ, 1\[Z > 0\].
    Paper,
    /// As the notebooks write: relu, sigmoid, \[f > 0\].
    Notebook,
}

impl Function {
    /// The name before its argument, without a derivative's ′; nothing for the two that are not written so.
    pub fn name(self) -> &'static str {
        match self {
            Self::Activation(activation, Spelling::Notebook) | Self::Derivative(activation, Spelling::Notebook) => {
                activation.name()
            }
            Self::Activation(activation, Spelling::Paper) | Self::Derivative(activation, Spelling::Paper) => {
                match activation {
                    Activation::Relu => "ReLU",
                    Activation::Sigmoid => "σ",
                    Activation::Tanh => "tanh",
                    Activation::Identity => "identity",
                }
            }
            Self::Log => "log",
            Self::Exp => "exp",
            Self::IsPositive(_) | Self::Square => "",
        }
    }

    /// What a line of text writes before its argument and after it: `relu(` and `)`, `1[` and ` > 0]`.
    pub fn around(self) -> (String, &'static str) {
        match self {
            Self::IsPositive(Spelling::Paper) => ("1[".to_owned(), " > 0]"),
            Self::IsPositive(Spelling::Notebook) => ("[".to_owned(), " > 0]"),
            Self::Square => (String::new(), "²"),
            Self::Derivative(..) => (format!("{}′(", self.name()), ")"),
            Self::Activation(..) | Self::Log | Self::Exp => (format!("{}(", self.name()), ")"),
        }
    }

    /// How tightly its argument must bind to need no brackets; see [`super::Formula::binding`].
    pub const fn least(self) -> u8 {
        if matches!(self, Self::Square) { 5 } else { 0 }
    }
}
