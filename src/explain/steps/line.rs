//! A formula's right side as one line of signs and operands: what is written out with numbers.

use super::{Equation, Formula, Operand, entries::operand};

/// A piece of the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// What stands between, before or after operands: `·`, `log(`, `)`.
    Sign(String),
    /// An operand, by its place among [`super::Written::operands`].
    Operand(usize),
}

/// The pieces of `formula`, in the order in which they are written.
pub(super) fn pieces(formula: &Equation, operands: &[Operand]) -> Vec<Piece> {
    let mut line = Line { operands, pieces: Vec::new() };
    line.put(formula, 0);
    line.pieces
}

struct Line<'a> {
    operands: &'a [Operand],
    pieces: Vec<Piece>,
}

impl Line<'_> {
    /// Signs beside each other are one.
    fn sign(&mut self, sign: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Sign(before)) => before.push_str(sign),
            _ => self.pieces.push(Piece::Sign(sign.to_owned())),
        }
    }

    /// Writes a formula, in brackets where it binds less tightly than its place asks for.
    fn put(&mut self, formula: &Equation, least: u8) {
        if let Some(place) = self.place(formula) {
            self.pieces.push(Piece::Operand(place));
            return;
        }
        let in_brackets = formula.binding() < least;
        if in_brackets {
            self.sign("(");
        }
        match formula {
            Formula::Product(a, b) => self.infix(a, "·", b, 3),
            Formula::Hadamard(a, b) => self.infix(a, "⊙", b, 2),
            Formula::Sum(a, b) => self.infix(a, "+", b, 1),
            Formula::Difference(a, b) => self.infix(a, "−", b, 1),
            Formula::Negative(a) => {
                self.sign("−");
                self.put(a, 2);
            }
            Formula::SumOver(letter, a) => {
                self.sign(&format!("∑{letter} "));
                self.put(a, 2);
            }
            Formula::Apply(function, a) => {
                let (before, after) = function.around();
                self.sign(&before);
                self.put(a, function.least());
                self.sign(after);
            }
            // What changes the shape alone keeps the numbers.
            Formula::Reshaped(a, shape) => {
                self.sign("reshape(");
                self.put(a, 0);
                self.sign(&format!(", {shape})"));
            }
            other => self.sign(&other.to_string()),
        }
        if in_brackets {
            self.sign(")");
        }
    }

    fn infix(&mut self, a: &Equation, sign: &str, b: &Equation, binding: u8) {
        self.put(a, binding);
        self.sign(&format!(" {sign} "));
        // Sums and differences may stand on the left of one without brackets, not on the right.
        self.put(b, if binding == 1 { 2 } else { binding });
    }

    /// The operand that a part of the formula stands for.
    fn place(&self, formula: &Equation) -> Option<usize> {
        let name = operand(formula)?;
        self.operands.iter().position(|operand| operand.name == name)
    }
}
