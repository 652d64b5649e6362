//! Where a number of a step comes from, and where one goes to see it made.

use super::{Equation, Formula, Pass, Quantity, StepId, Symbol, Walk};
use crate::nn::{Group, ParameterId};

/// What made a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Another step.
    Step(StepId),
    /// Training: it is a parameter.
    Parameter(ParameterId),
    /// The data: it is the example's.
    Example,
    /// Whoever set it.
    Setting(Symbol),
}

impl Walk {
    /// Where the number at a `place` of the operand called `name` comes from; places count row after row. Nothing for
    /// what is no more than notation, as an identity matrix.
    pub fn source(&self, name: &Equation, place: usize) -> Option<Source> {
        match name {
            Formula::Symbol(symbol) => self.source_of_symbol(*symbol, place),
            Formula::Partial(above, below) if **above == Quantity::S.formula() => match below.as_ref() {
                Formula::Symbol(Symbol::Quantity(Quantity::S)) => Some(Source::Step(StepId::S)),
                Formula::Symbol(Symbol::Quantity(quantity)) => made_by(Pass::Backward, *quantity),
                _ => None,
            },
            Formula::Transpose(a) => {
                let (rows, columns) = self.matrix(a).shape();
                self.source(a, place % rows * columns + place / rows)
            }
            Formula::Diagonal(a) => self.source(a, place / self.matrix(a).len()),
            Formula::Kronecker(a, _) => self.source(a, 0),
            Formula::Apply(_, a) => self.source(a, place),
            _ => None,
        }
    }

    fn source_of_symbol(&self, symbol: Symbol, place: usize) -> Option<Source> {
        let hidden = self.z.len();
        let parameter = |index| ParameterId::from_index(index, hidden);
        match symbol {
            Symbol::Quantity(Quantity::X | Quantity::Y) => Some(Source::Example),
            Symbol::Quantity(quantity) => match quantity.group() {
                Some(group) => Some(Source::Parameter(parameter(group.range(hidden).start + place))),
                None => made_by(Pass::Forward, quantity),
            },
            Symbol::Theta | Symbol::Weights => Some(Source::Parameter(parameter(place))),
            Symbol::Gradient => made_by(Pass::Backward, quantity_of(parameter(place).group())),
            Symbol::LearningRate | Symbol::L2 => Some(Source::Setting(symbol)),
            Symbol::Identity => None,
        }
    }
}

fn made_by(pass: Pass, quantity: Quantity) -> Option<Source> {
    StepId::making(pass, quantity).map(Source::Step)
}

fn quantity_of(group: Group) -> Quantity {
    match group {
        Group::Wi => Quantity::Wi,
        Group::Bi => Quantity::Bi,
        Group::Wo => Quantity::Wo,
        Group::Bo => Quantity::Bo,
    }
}
