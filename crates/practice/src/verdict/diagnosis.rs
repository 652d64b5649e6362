//! What a diagnosis is, and of what: a right result beside theirs, and how far the two are apart.

use strum::{IntoStaticStr, VariantArray};

use crate::{
    pass::{Mistake, Scene, Tensor},
    python::Place,
};

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The kind.
    pub kind: Kind,
    /// One sentence.
    pub message: String,
    /// Numbers that show it; empty where there are none.
    pub evidence: String,
    /// The result that it is about, or several; empty where it is about the whole answer.
    pub result: String,
    /// Where in the text; only where a place is at fault.
    pub place: Option<Place>,
    /// The mistake, where it is a classic one.
    pub mistake: Option<Mistake>,
}

/// Kinds of diagnoses, in the order in which they are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// It cannot be read, or stops.
    Unreadable,
    /// Another shape than is needed.
    Shape,
    /// Infinite, or no number.
    NotFinite,
    /// Right but for a sign.
    Sign,
    /// Right but for a factor.
    Factor,
    /// The transpose, in the shape that is needed.
    Transposed,
    /// Another quantity of the pass.
    OtherQuantity,
    /// A classic mistake.
    Bug,
    /// Right except under a condition.
    Condition,
    /// None of these.
    Different,
}

impl Diagnosis {
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            evidence: String::new(),
            result: String::new(),
            place: None,
            mistake: None,
        }
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub(super) fn of(mut self, result: &str) -> Self {
        result.clone_into(&mut self.result);
        self
    }
}

/// A right result and theirs, on one state.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// The state.
    pub scene: &'s Scene,
    /// The result's name.
    pub name: &'s str,
    /// What is right.
    pub right: &'s Tensor,
    /// What was given.
    pub theirs: &'s Tensor,
}

/// The largest difference, relative to the largest right number; a rounding error alone where nothing is to be left.
pub(super) fn error(right: &Tensor, theirs: &Tensor) -> f64 {
    let scale = right.largest().max(1e-3);
    let differences = right.values.iter().zip(&theirs.values).map(|(right, theirs)| (right - theirs).abs() / scale);
    differences.fold(0.0, |largest, own| if own.is_nan() { f64::INFINITY } else { largest.max(own) })
}

/// Whether the numbers are the same up to rounding, in the same shape.
pub fn same(right: &Tensor, theirs: &Tensor, tolerance: f64) -> bool {
    right.shape == theirs.shape && error(right, theirs) <= tolerance
}
