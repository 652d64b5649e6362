//! A formula as what one draws: matrices with signs between them, and which line of each a pointed-at entry needs.

use std::fmt;

use crate::notation::{Formula, Function, factor_text};

/// A part of a drawn equation.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<S> {
    /// An array, transposed where the formula transposes it.
    Array {
        /// Which.
        array: S,
        /// Whether it is drawn transposed.
        transposed: bool,
        /// What of it makes the pointed-at entry.
        lit: Lit,
    },
    /// A sign.
    Sign(String),
}

/// What of an operand makes one entry of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lit {
    /// The row of the entry.
    Row,
    /// The column of the entry.
    Column,
    /// The entry in the same place.
    Cell,
    /// All of it.
    All,
}

/// The array that an equation makes, and the last of its right sides in pieces.
pub(super) fn pieces<S: Copy + fmt::Display>(equation: &Formula<S>) -> Option<(S, Vec<Piece<S>>)> {
    let Formula::Equals(left, right) = equation else { return None };
    let mut leftmost = &**left;
    while let Formula::Equals(inner, _) = leftmost {
        leftmost = inner;
    }
    let Formula::Symbol(result) = leftmost else { return None };
    let mut pieces = Vec::new();
    flatten(right, 0, Lit::Cell, &mut pieces);
    Some((*result, pieces))
}

fn flatten<S: Copy + fmt::Display>(formula: &Formula<S>, least: u8, lit: Lit, into: &mut Vec<Piece<S>>) {
    let in_brackets = formula.binding() < least;
    if in_brackets {
        sign("(", into);
    }
    match formula {
        Formula::Symbol(array) => into.push(Piece::Array { array: *array, transposed: false, lit }),
        Formula::Number(number) => sign(&number.to_string(), into),
        Formula::Transpose(inner) => {
            if let Formula::Symbol(array) = **inner {
                into.push(Piece::Array { array, transposed: true, lit });
            } else {
                flatten(inner, 5, lit, into);
                sign("ᵀ", into);
            }
        }
        Formula::Product(a, b) => {
            let (left, right) = if lit == Lit::Cell { (Lit::Row, Lit::Column) } else { (lit, lit) };
            flatten(a, 3, left, into);
            sign("·", into);
            flatten(b, 3, right, into);
        }
        Formula::Hadamard(a, b) => between(a, b, "⊙", (2, 2), lit, into),
        Formula::Sum(a, b) => between(a, b, "+", (1, 2), lit, into),
        Formula::Difference(a, b) => between(a, b, "−", (1, 2), lit, into),
        Formula::Equals(a, b) => between(a, b, "=", (0, 1), lit, into),
        Formula::Scaled(factor, a) => {
            sign(&factor_text(*factor), into);
            flatten(a, 2, lit, into);
        }
        Formula::Apply(function, a) => apply(*function, a, lit, into),
        Formula::Total(a) => {
            sign("Σ", into);
            flatten(a, 2, Lit::All, into);
        }
        // What the lab's equations have none of stands in words.
        other => sign(&other.to_string(), into),
    }
    if in_brackets {
        sign(")", into);
    }
}

fn apply<S: Copy + fmt::Display>(function: Function, a: &Formula<S>, lit: Lit, into: &mut Vec<Piece<S>>) {
    let (open, close) = function.around();
    if !open.is_empty() {
        sign(&open, into);
    }
    flatten(a, function.least(), lit, into);
    sign(close.trim_start(), into);
}

fn between<S: Copy + fmt::Display>(
    a: &Formula<S>,
    b: &Formula<S>,
    text: &str,
    least: (u8, u8),
    lit: Lit,
    into: &mut Vec<Piece<S>>,
) {
    flatten(a, least.0, lit, into);
    sign(text, into);
    flatten(b, least.1, lit, into);
}

fn sign<S>(text: &str, into: &mut Vec<Piece<S>>) {
    // Neighbouring signs are one: "(" before "Σ".
    match into.last_mut() {
        Some(Piece::Sign(last)) => last.push_str(text),
        _ => into.push(Piece::Sign(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;
    use crate::lab::{Convention, dense::DenseArray};

    #[test]
    fn the_row_of_the_left_and_the_column_of_the_right_make_an_entry() {
        for &convention in Convention::ALL {
            let equation = convention.formula(DenseArray::GradInput.equation().expect("a result"));
            let (result, pieces) = pieces(&equation).expect("an equation");
            let lit: Vec<Lit> = pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Array { lit, .. } => Some(*lit),
                    Piece::Sign(_) => None,
                })
                .collect();
            assert_eq!((result, lit), (DenseArray::GradInput, vec![Lit::Row, Lit::Column]), "{}", convention.name());
        }
    }
}
