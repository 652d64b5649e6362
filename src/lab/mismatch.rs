//! Two shapes that do not fit together.

use super::{Shape, convention::Convention, sum::Axis};

/// Two sizes that have to be equal and are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch<S> {
    /// The array whose size is taken as given.
    pub left: Side<S>,
    /// The array that has another size.
    pub right: Side<S>,
    /// Why they have to be equal.
    pub rule: Rule,
    /// The array that would fit transposed: it was written in the other convention.
    pub to_transpose: Option<S>,
}

/// One array's size along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<S> {
    /// Which array.
    pub array: S,
    /// Its shape as written.
    pub shape: Shape,
    /// Whether its rows or its columns are counted.
    pub axis: Axis,
}

/// Why two sizes have to be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// x·W adds up over the inputs: each input has its weights.
    Inputs,
    /// Each output has one bias.
    Bias,
    /// All biases lie in one line: a vector, a row or a column.
    BiasLine,
    /// Each example has its own derivative or label.
    Examples,
    /// Each output has its own derivative or label.
    Outputs,
}

impl<S: Copy> Side<S> {
    /// The size that is compared. A vector is one row.
    pub fn size(&self) -> usize {
        along(self.shape, self.axis)
    }

    fn other_size(&self) -> usize {
        along(self.shape, if self.axis == Axis::Row { Axis::Column } else { Axis::Row })
    }
}

fn along(shape: Shape, axis: Axis) -> usize {
    if axis == Axis::Row { shape.rows() } else { shape.columns() }
}

/// An array, and its shape where it is known.
type Known<S> = (S, Option<Shape>);

impl<S: Copy> Mismatch<S> {
    /// Every pair of sizes that should be equal and is not, from the input `x` through the `layers`, of W and b each, to `y`
    /// with a number for each output. Never compares with a shape that is not there yet.
    pub(super) fn of_layers(x: Known<S>, layers: &[[Known<S>; 2]], y: Known<S>) -> Vec<Self> {
        let side = |(array, shape): Known<S>, axis: Axis| Some(Side { array, shape: shape?, axis });
        let between = |left: Option<Known<S>>, right: Option<Known<S>>, axes: (Axis, Axis), rule: Rule| {
            Self::between(side(left?, axes.0)?, side(right?, axes.1)?, rule)
        };
        let weights = |k: usize| layers.get(k).map(|[w, _]| *w);
        let mut found = vec![between(Some(x), weights(0), (Axis::Column, Axis::Row), Rule::Inputs)];
        for (k, &[w, (name, shape)]) in layers.iter().enumerate() {
            found.push(between(Some(w), weights(k + 1), (Axis::Column, Axis::Row), Rule::Inputs));
            let outputs = side(w, Axis::Column);
            found.push(outputs.zip(shape).and_then(|(outputs, shape)| Self::of_biases(outputs, name, shape)));
        }
        found.push(between(Some(x), Some(y), (Axis::Row, Axis::Row), Rule::Examples));
        let last = layers.last().map(|[w, _]| *w);
        found.push(between(last, Some(y), (Axis::Column, Axis::Column), Rule::Outputs));
        found.into_iter().flatten().collect()
    }

    /// The mismatch of two sides, or `None` where they are equal.
    fn between(left: Side<S>, right: Side<S>, rule: Rule) -> Option<Self> {
        let to_transpose = match () {
            () if right.other_size() == left.size() => Some(right.array),
            () if left.other_size() == right.size() => Some(left.array),
            () => None,
        };
        (left.size() != right.size()).then_some(Self { left, right, rule, to_transpose })
    }

    /// The mismatch of a layer's outputs with the shape of its biases, which may lie as a vector, a row or a column:
    /// there is only one way to read each.
    fn of_biases(outputs: Side<S>, biases: S, shape: Shape) -> Option<Self> {
        let length = match shape {
            Shape::Scalar => 1,
            Shape::Vector(length) | Shape::Matrix(1, length) | Shape::Matrix(length, 1) => length,
            Shape::Matrix(..) => {
                let right = Side { array: biases, shape, axis: Axis::Row };
                return Some(Self { left: outputs, right, rule: Rule::BiasLine, to_transpose: None });
            }
        };
        let right = Side { array: biases, shape: Shape::Vector(length), axis: Axis::Column };
        Self::between(outputs, right, Rule::Bias)
    }

    /// The same mismatch where rows and columns are exchanged, as the page shows them.
    #[must_use]
    pub fn in_convention(mut self, convention: Convention) -> Self {
        for side in [&mut self.left, &mut self.right] {
            if let (Convention::Columns, Shape::Matrix(rows, columns)) = (convention, side.shape) {
                side.shape = Shape::Matrix(columns, rows);
                side.axis = convention.axis(side.axis);
            }
        }
        self
    }
}
