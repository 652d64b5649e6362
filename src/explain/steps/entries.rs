//! What a formula's parts stand for: whole arrays, and entries of these by their indices.

use super::{Equation, Formula, Shape};
use crate::notation::{Function, Index};

/// The array that a part of a formula is, or is an entry of; `None` for what joins such parts.
pub(super) fn operand(formula: &Equation) -> Option<Equation> {
    match formula {
        Formula::Entry(..) | Formula::Partial(..) => Some(of_whole_array(formula)),
        _ => is_operand(formula).then(|| formula.clone()),
    }
}

/// `formula` with the numbers of a place in place of the `free` indices of an array of that `shape`.
pub(super) fn at_place(formula: &Equation, free: &[Index], shape: Shape, place: usize) -> Equation {
    // Of two indices the first is the row; one index runs along the columns.
    let places = &[place / shape.columns(), place % shape.columns()][2 - free.len()..];
    let letters = free.iter().zip(places).filter_map(|(index, &place)| match index {
        Index::Letter(letter) => Some((*letter, place)),
        Index::Number(_) => None,
    });
    letters.fold(formula.clone(), |formula, (letter, place)| formula.at(letter, place))
}

/// What stands as one array in a formula of whole arrays.
pub(super) fn is_operand(formula: &Equation) -> bool {
    let whole = matches!(
        formula,
        Formula::Symbol(_)
            | Formula::Transpose(_)
            | Formula::Kronecker(..)
            | Formula::Diagonal(_)
            | Formula::Apply(Function::IsPositive(_), _)
    );
    whole && !has_entries(formula)
}

pub(super) fn has_entries(formula: &Equation) -> bool {
    matches!(formula, Formula::Entry(..)) || formula.parts().into_iter().any(has_entries)
}

/// ∂s/∂Z where `formula` is ∂s/∂Z\[j\].
pub(super) fn of_whole_array(formula: &Equation) -> Equation {
    match formula {
        Formula::Partial(above, below) => match below.as_ref() {
            Formula::Entry(array, _) => above.as_ref().clone().partial(array.as_ref().clone()),
            _ => formula.clone(),
        },
        Formula::Entry(array, _) => array.as_ref().clone(),
        _ => formula.clone(),
    }
}

/// The indices of Wi\[i\]\[j\] or of ∂s/∂Wi\[i\]\[j\]; none of a whole array.
pub(super) fn indices(formula: &Equation) -> &[Index] {
    match formula {
        Formula::Entry(_, indices) => indices,
        Formula::Partial(_, below) => indices(below),
        _ => &[],
    }
}

/// The place of an entry, row after row. Of two indices the first is the row.
pub(super) fn place_of(shape: Shape, indices: &[Index]) -> usize {
    indices.iter().fold(0, |place, index| match index {
        Index::Number(number) => place * shape.columns() + number,
        Index::Letter(_) => place,
    })
}
