//! Which entries of a formula's operands an entry of its result is computed from: row and column of a product.

use super::{
    Equation, Form, Formula, Operand, StepId, Walk,
    entries::{at_place, has_entries, indices, is_operand, of_whole_array, place_of},
};

impl Walk {
    /// For each operand of [`Walk::written`], in its order, the places of those of its entries that the result's entry
    /// at `place` is computed from. Places count row after row.
    pub fn reads(&self, id: StepId, form: Form, place: usize) -> Vec<Vec<usize>> {
        let [left, right] = self.sides(id, form);
        let mut operands = Vec::new();
        self.collect(&right, &mut operands);
        let mut reader = Reader { walk: self, read: vec![Vec::new(); operands.len()], operands: &operands };
        if has_entries(&right) {
            reader.entries(&at_place(&right, indices(&left), self.step(id).value.shape(), place));
        } else {
            let columns = self.matrix(&right).ncols();
            reader.arrays(&right, [place / columns, place % columns]);
        }
        for places in &mut reader.read {
            places.sort_unstable();
            places.dedup();
        }
        reader.read
    }
}

struct Reader<'a> {
    walk: &'a Walk,
    operands: &'a [Operand],
    read: Vec<Vec<usize>>,
}

impl Reader<'_> {
    fn mark(&mut self, name: &Equation, place: impl Fn(&Operand) -> usize) {
        if let Some(index) = self.operands.iter().position(|operand| operand.name == *name) {
            self.read[index].push(place(&self.operands[index]));
        }
    }

    /// Goes through a formula of entries, whose free indices are numbers.
    fn entries(&mut self, formula: &Equation) {
        match formula {
            Formula::SumOver(letter, a) => {
                (0..self.walk.bound(*letter)).for_each(|index| self.entries(&a.at(*letter, index)));
            }
            Formula::Entry(..) | Formula::Partial(..) | Formula::Symbol(_) => {
                self.mark(&of_whole_array(formula), |operand| place_of(operand.value.shape(), indices(formula)));
            }
            _ => formula.parts().into_iter().for_each(|part| self.entries(part)),
        }
    }

    /// Goes through a formula of whole arrays, for the entry of its matrix in one row and column.
    fn arrays(&mut self, formula: &Equation, [row, column]: [usize; 2]) {
        let at = [row, column];
        if is_operand(formula) || matches!(formula, Formula::Partial(..)) {
            let columns = self.walk.matrix(formula).ncols();
            return self.mark(formula, |_| row * columns + column);
        }
        match formula {
            Formula::Product(a, b) => {
                let (left, right) = (self.walk.matrix(a), self.walk.matrix(b));
                if left.len() == 1 || right.len() == 1 {
                    self.arrays(a, if left.len() == 1 { [0, 0] } else { at });
                    self.arrays(b, if right.len() == 1 { [0, 0] } else { at });
                } else {
                    for inner in 0..left.ncols() {
                        self.arrays(a, [row, inner]);
                        self.arrays(b, [inner, column]);
                    }
                }
            }
            Formula::Sum(a, b) | Formula::Difference(a, b) => {
                self.arrays(a, at);
                // A vector is added to every row.
                let added = self.walk.matrix(b);
                let is_vector = added.shape() != self.walk.matrix(a).shape();
                self.arrays(b, if is_vector { [column % added.nrows(), column / added.nrows()] } else { at });
            }
            Formula::Reshaped(a, _) => {
                let (place, columns) = (row * self.walk.matrix(formula).ncols() + column, self.walk.matrix(a).ncols());
                self.arrays(a, [place / columns, place % columns]);
            }
            _ => formula.parts().into_iter().for_each(|part| self.arrays(part, at)),
        }
    }
}
