//! A step's formula with its operands, its shapes and the result of computing it as it stands.

use super::{
    Array, Equation, Form, Formula, Operand, Shape, Shapes, StepId, Walk, Written,
    entries::{at_place, has_entries, indices, operand},
    evaluate::in_rows,
    formulas::Decay,
    line::pieces,
};
use crate::notation::{Function, Index};

impl Walk {
    /// A step's formula in one of its forms, with operands, shapes and the result of computing it as written.
    ///
    /// The Kronecker form multiplies matrices of up to h × 2h numbers: it is for the step that is looked at.
    pub fn written(&self, id: StepId, form: Form) -> Written {
        let [left, right] = self.sides(id, form);
        let mut operands = Vec::new();
        self.collect(&right, &mut operands);
        let value = self.step(id).value;
        // As it stands, log(1 + exp(…)) overflows where the loss does not.
        let result = if id == StepId::S { value } else { self.result(&left, &right, value.shape()) };
        let free = self.bounds(&left);
        let line = pieces(&right, &operands);
        let formula = if id == StepId::Update { left.becomes(right) } else { left.equals(right) };
        let shapes = if form == Form::Elements && id != StepId::Update {
            Shapes::ForEach(free)
        } else {
            Shapes::Equation(self.shapes(&formula))
        };
        Written { formula, operands, line, result, shapes }
    }

    /// Both sides of a step's equation.
    pub(super) fn sides(&self, id: StepId, form: Form) -> [Equation; 2] {
        let decay = if self.update.rates.l2 == 0.0 { Decay::None } else { Decay::L2 };
        id.sides(form, self.z.len(), decay)
    }

    /// Finds the operands of `formula`, each once.
    pub(super) fn collect(&self, formula: &Equation, operands: &mut Vec<Operand>) {
        let Some(name) = operand(formula) else {
            return formula.parts().into_iter().for_each(|part| self.collect(part, operands));
        };
        if operands.iter().all(|operand| operand.name != name) {
            operands.push(Operand { value: self.array(&name), name });
        }
    }

    /// The formula's shapes: each operand by its own, scalars merged.
    fn shapes(&self, formula: &Equation) -> Formula<Shape> {
        let two = |a: &Equation, b: &Equation, join: fn(Formula<Shape>, Formula<Shape>) -> Formula<Shape>| {
            let scalar = Formula::Symbol(Shape::Scalar);
            let (a, b) = (self.shapes(a), self.shapes(b));
            if a == scalar && b == scalar { scalar } else { join(a, b) }
        };
        match formula {
            Formula::Equals(a, b) => self.shapes(a).equals(self.shapes(b)),
            Formula::Becomes(a, b) => self.shapes(a).becomes(self.shapes(b)),
            Formula::Sum(a, b) => two(a, b, Formula::plus),
            Formula::Difference(a, b) => two(a, b, Formula::minus),
            Formula::Product(a, b) => two(a, b, Formula::times),
            Formula::Hadamard(a, b) => two(a, b, Formula::hadamard),
            Formula::Reshaped(a, shape) => self.shapes(a).reshaped(*shape),
            Formula::Negative(a) => self.shapes(a),
            Formula::Apply(function, a) if !matches!(function, Function::IsPositive(_)) => self.shapes(a),
            Formula::Number(_) => Formula::Symbol(Shape::Scalar),
            operand => Formula::Symbol(self.array(operand).shape()),
        }
    }

    /// The free indices of a left side, each with its bound.
    fn bounds(&self, left: &Equation) -> Vec<(char, usize)> {
        let letters = indices(left).iter().filter_map(|index| match index {
            Index::Letter(letter) => Some(*letter),
            Index::Number(_) => None,
        });
        letters.map(|letter| (letter, self.bound(letter))).collect()
    }

    /// What the right side comes to, in the `shape` of what the step makes.
    fn result(&self, left: &Equation, right: &Equation, shape: Shape) -> Array {
        if !has_entries(right) {
            return in_rows(shape, &self.matrix(right));
        }
        let entry = |place| self.number(&at_place(right, indices(left), shape, place));
        Array::new(shape, (0..shape.count()).map(entry).collect()).expect("an entry for each place")
    }
}
