//! The names of seed 003's notation, for formulas and for the graph of the computation.

use std::fmt;

use super::Formula;
use crate::nn::Group;

/// An array of the forward pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// One example's input, `[1, 2]`.
    X,
    /// Hidden layer's weights, `[2, h]`.
    Wi,
    /// Hidden layer's biases, `[h]`.
    Bi,
    /// Pre-activation, `[1, h]`.
    Z,
    /// Activation, `[1, h]`.
    H,
    /// Output layer's weights, `[h]`.
    Wo,
    /// Output layer's bias, a scalar.
    Bo,
    /// Ȳ, the log-odds of +1, a scalar.
    Ybar,
    /// The label, −1 or +1, a scalar.
    Y,
    /// The logistic loss, a scalar.
    S,
}

/// What a formula names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// An array of the forward pass.
    Quantity(Quantity),
    /// θ, all parameters, `[4h + 1]`.
    Theta,
    /// g, the gradient with respect to θ, `[4h + 1]`.
    Gradient,
    /// W, the parameters that L2 shrinks: θ with 0 for the biases, `[4h + 1]`.
    Weights,
    /// η, the learning rate.
    LearningRate,
    /// λ of L2.
    L2,
    /// The identity matrix `[h, h]`.
    Identity,
}

/// How a name is written: W with the subscript i.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// The letter.
    pub base: &'static str,
    /// What stands below it; empty where nothing does.
    pub subscript: &'static str,
}

/// A formula of this room.
pub type Equation = Formula<Symbol>;

impl Quantity {
    /// In the order of the forward pass.
    pub const ALL: [Self; 10] =
        [Self::X, Self::Wi, Self::Bi, Self::Z, Self::H, Self::Wo, Self::Bo, Self::Ybar, Self::Y, Self::S];

    /// The seeds' name: `X`, `Wi`, `bi`, `Z`, `H`, `Wo`, `bo`, `Ȳ`, `Y`, `s`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Wi => "Wi",
            Self::Bi => "bi",
            Self::Z => "Z",
            Self::H => "H",
            Self::Wo => "Wo",
            Self::Bo => "bo",
            Self::Ybar => "Ȳ",
            Self::Y => "Y",
            Self::S => "s",
        }
    }

    /// How it is written.
    pub const fn notation(self) -> Notation {
        let (base, subscript) = match self {
            Self::Wi => ("W", "i"),
            Self::Bi => ("b", "i"),
            Self::Wo => ("W", "o"),
            Self::Bo => ("b", "o"),
            _ => (self.name(), ""),
        };
        Notation { base, subscript }
    }

    /// The parameters that this is, if it is any.
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Wi => Some(Group::Wi),
            Self::Bi => Some(Group::Bi),
            Self::Wo => Some(Group::Wo),
            Self::Bo => Some(Group::Bo),
            _ => None,
        }
    }

    /// Whether a gradient flows back to it: to all but the label.
    pub const fn has_gradient(self) -> bool {
        !matches!(self, Self::Y)
    }

    /// Itself as a formula.
    pub fn formula(self) -> Equation {
        Formula::Symbol(Symbol::Quantity(self))
    }

    /// ∂s/∂self.
    pub fn gradient(self) -> Equation {
        Self::S.formula().partial(self)
    }
}

impl Symbol {
    /// How it is written.
    pub const fn notation(self) -> Notation {
        let (base, subscript) = match self {
            Self::Quantity(quantity) => return quantity.notation(),
            Self::Theta => ("θ", ""),
            Self::Gradient => ("g", ""),
            Self::Weights => ("W", ""),
            Self::LearningRate => ("η", ""),
            Self::L2 => ("λ", ""),
            Self::Identity => ("I", "h"),
        };
        Notation { base, subscript }
    }
}

impl From<Quantity> for Equation {
    fn from(quantity: Quantity) -> Self {
        quantity.formula()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Wi as the seeds write it, `I_h`.
impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identity => f.write_str("I_h"),
            Self::Quantity(quantity) => quantity.fmt(f),
            _ => f.write_str(self.notation().base),
        }
    }
}
