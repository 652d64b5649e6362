//! The arithmetic of one entry with its numbers in it: `Z[0] = 0.5·1 + 0·0 + 0.25 = 0.75`.

use super::{
    Equation, Form, Formula, StepId, Walk,
    entries::{at_place, indices, is_operand, of_whole_array, place_of},
};
use crate::{nn::ParameterId, notation::format};

/// Of a longer sum, so many terms are written at its beginning, and the last.
const BEGINNING: usize = 3;
/// Significant digits of its numbers.
const DIGITS: usize = 3;

impl Walk {
    /// The entry at `place` of what a step makes, row after row, entry by entry: its name, its arithmetic, its value.
    /// Numbers have three significant digits; of a long sum the middle is left out.
    pub fn spelled(&self, id: StepId, place: usize) -> String {
        let [left, right] = self.sides(id, Form::Elements);
        let value = self.step(id).value;
        let of = |side: &Equation| at_place(side, indices(&left), value.shape(), place);
        let name = match id {
            StepId::Update => format!("{} ←", ParameterId::from_index(place, self.z.len())),
            _ => format!("{} =", of(&left)),
        };
        let result = value.values().get(place).copied().unwrap_or(f64::NAN);
        format!("{name} {} = {}", self.put(&of(&right), place, 0), format::factor(result, DIGITS))
    }

    /// A formula with its numbers, in brackets where it binds less tightly than its place asks for.
    fn put(&self, formula: &Equation, place: usize, least: u8) -> String {
        let part = |part: &Equation, least: u8| self.put(part, place, least);
        let text = match formula {
            Formula::Number(number) => format::factor(*number, DIGITS),
            Formula::Product(a, b) => format!("{}·{}", part(a, 3), part(b, 3)),
            Formula::Sum(a, b) => format!("{} + {}", part(a, 1), part(b, 2)),
            Formula::Difference(a, b) => format!("{} − {}", part(a, 1), part(b, 2)),
            Formula::Negative(a) => format!("−{}", part(a, 2)),
            Formula::Apply(function, a) if !is_operand(formula) => {
                let (before, after) = function.around();
                format!("{before}{}{after}", part(a, function.least()))
            }
            Formula::SumOver(letter, a) => {
                let terms = self.bound(*letter);
                let term = |index: usize| part(&a.at(*letter, index), 2);
                if terms <= BEGINNING + 2 {
                    (0..terms).map(term).collect::<Vec<_>>().join(" + ")
                } else {
                    let beginning = (0..BEGINNING).map(term).collect::<Vec<_>>().join(" + ");
                    format!("{beginning} + … + {}", term(terms - 1))
                }
            }
            _ => return self.number_text(formula, place, least),
        };
        // Terms that are added stand without brackets: a sum over an index is one of them.
        let binding = if matches!(formula, Formula::SumOver(..)) { 1 } else { formula.binding() };
        if binding < least { format!("({text})") } else { text }
    }

    /// One number, written as the negative of another where it is below 0. Of an array without indices it is the one at
    /// `place`.
    fn number_text(&self, formula: &Equation, place: usize, least: u8) -> String {
        let array = self.array(&of_whole_array(formula));
        let place = match indices(formula) {
            [] => place,
            indices => place_of(array.shape(), indices),
        };
        // A scalar is the same at every place.
        let value = array.values().get(place).or(array.values().first()).copied().unwrap_or(f64::NAN);
        let text = format::factor(value, DIGITS);
        if value < 0.0 && least > 1 { format!("({text})") } else { text }
    }
}
