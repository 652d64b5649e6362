//! Every step's equation in each of its three forms.

use super::{Equation, Form, Formula, Quantity, Shape, StepId, Symbol};
use crate::{
    nn::Activation,
    notation::{Function, Index, Spelling},
};

use Quantity::{Bi, Bo, H, S, Wi, Wo, X, Y, Ybar, Z};

const I: Index = Index::Letter('i');
const J: Index = Index::Letter('j');

impl StepId {
    /// Both sides of this step's equation in a network of `hidden` units. L2 stands in the update where `decay` says.
    pub(super) fn sides(self, form: Form, hidden: usize, decay: Decay) -> [Equation; 2] {
        match form {
            Form::Elements => self.elements(decay),
            Form::Matrices => [self.makes(), self.matrices(decay)],
            Form::Kronecker => self.kronecker(hidden, decay),
        }
    }

    fn elements(self, decay: Decay) -> [Equation; 2] {
        let at = |quantity: Quantity, indices: &[Index]| quantity.formula().entry(indices);
        let d = |quantity: Quantity, indices: &[Index]| S.formula().partial(at(quantity, indices));
        let wi = || at(Wi, &[I, J]);
        match self {
            Self::Z => [at(Z, &[J]), at(X, &[I]).times(wi()).sum_over('i').plus(at(Bi, &[J]))],
            Self::H => [at(H, &[J]), at(Z, &[J]).apply(Function::Activation(Activation::Relu, Spelling::Paper))],
            Self::Ybar => [Ybar.formula(), at(H, &[J]).times(at(Wo, &[J])).sum_over('j').plus(Bo)],
            Self::DsDwo => [d(Wo, &[J]), Ybar.gradient().times(at(H, &[J]))],
            Self::DsDh => [d(H, &[J]), Ybar.gradient().times(at(Wo, &[J]))],
            Self::DsDz => [d(Z, &[J]), d(H, &[J]).times(at(Z, &[J]).apply(Function::IsPositive(Spelling::Paper)))],
            Self::DsDwi => [d(Wi, &[I, J]), d(Z, &[J]).times(at(X, &[I]))],
            Self::DsDbi => [d(Bi, &[J]), d(Z, &[J])],
            Self::DsDx => [d(X, &[I]), d(Z, &[J]).times(wi()).sum_over('j')],
            Self::S | Self::DsDybar | Self::DsDbo | Self::Update => [self.makes(), self.matrices(decay)],
        }
    }

    fn matrices(self, decay: Decay) -> Equation {
        match self {
            Self::Z => X.formula().times(Wi).plus(Bi),
            Self::H => Z.formula().apply(Function::Activation(Activation::Relu, Spelling::Paper)),
            Self::Ybar => H.formula().times(Wo).plus(Bo),
            Self::DsDwo => H.formula().transpose().times(Ybar.gradient()),
            Self::DsDh => through_wo(),
            Self::DsDz => H.gradient().hadamard(mask()),
            Self::DsDwi => X.formula().transpose().times(Z.gradient()),
            Self::DsDbi => Z.gradient(),
            Self::DsDx => Z.gradient().times(Wi.formula().transpose()),
            Self::S => loss(),
            Self::DsDybar => minus_y_sigmoid(),
            Self::DsDbo => Ybar.gradient(),
            Self::Update => descent(decay),
        }
    }

    /// As seed 003: a row vector times one Jacobian after the other, reshaped at the end.
    fn kronecker(self, hidden: usize, decay: Decay) -> [Equation; 2] {
        let jacobian = || X.formula().kronecker(Symbol::Identity);
        let masked = || through_wo().times(mask().diagonal());
        let vector = Shape::Vector(hidden);
        let right = match self {
            Self::Z => {
                let wi = Wi.formula().reshaped(Shape::Vector(2 * hidden));
                return [Z.formula().transpose(), jacobian().times(wi).plus(Bi)];
            }
            Self::H => return [H.formula().transpose(), mask().diagonal().times(Z.formula().transpose())],
            Self::DsDwo => Ybar.gradient().times(H).reshaped(vector),
            Self::DsDz => masked(),
            Self::DsDwi => masked().times(jacobian()).reshaped(Shape::Matrix(2, hidden)),
            Self::DsDbi => masked().reshaped(vector),
            Self::DsDx => masked().times(Wi.formula().transpose()),
            Self::Ybar | Self::DsDh | Self::S | Self::DsDybar | Self::DsDbo | Self::Update => self.matrices(decay),
        };
        [self.makes(), right]
    }
}

/// Whether L2 takes part in the update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decay {
    /// λ is 0.
    None,
    /// λ·W is added to the weights' gradient.
    L2,
}

fn minus_margin() -> Equation {
    Y.formula().times(Ybar).negative()
}

fn loss() -> Equation {
    Formula::Number(1.0).plus(minus_margin().apply(Function::Exp)).apply(Function::Log)
}

fn minus_y_sigmoid() -> Equation {
    Y.formula().times(minus_margin().apply(Function::Activation(Activation::Sigmoid, Spelling::Paper))).negative()
}

fn mask() -> Equation {
    Z.formula().apply(Function::IsPositive(Spelling::Paper))
}

fn through_wo() -> Equation {
    Ybar.gradient().times(Wo.formula().transpose())
}

/// θ − η·(g + λ·W).
fn descent(decay: Decay) -> Equation {
    let symbol = |symbol: Symbol| Formula::Symbol(symbol);
    let gradient = match decay {
        Decay::None => symbol(Symbol::Gradient),
        Decay::L2 => symbol(Symbol::Gradient).plus(symbol(Symbol::L2).times(Symbol::Weights)),
    };
    symbol(Symbol::Theta).minus(symbol(Symbol::LearningRate).times(gradient))
}
