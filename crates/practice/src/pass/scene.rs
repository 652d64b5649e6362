//! What follows from the free numbers of a pass.

use super::{Mistake, Tensor};

/// What has this name among all that have one.
pub(crate) fn of_name<'n, T>(all: &'n [(String, T)], name: &str) -> Option<&'n T> {
    all.iter().find(|(own, _)| own == name).map(|(_, found)| found)
}

/// Each with its name.
pub(crate) fn named<T, const N: usize>(all: [(&str, T); N]) -> Vec<(String, T)> {
    all.map(|(name, own)| (name.to_owned(), own)).into()
}

/// What a given name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// An array.
    One(Tensor),
    /// A list of arrays.
    Several(Vec<Tensor>),
    /// A whole number.
    Whole(usize),
}

/// A number of the state that a wrong answer may be too large by.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// As a sentence names it: "n, the number of examples".
    pub name: String,
    /// The number.
    pub value: f64,
}

impl Factor {
    pub(crate) fn all<const N: usize>(factors: [(&str, f64); N]) -> Vec<Self> {
        factors.map(|(name, value)| Self { name: name.to_owned(), value }).into()
    }
}

/// One state: what is given, what is right, and what classic mistakes give. Of sizes that are no pass's all is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The sizes, as sentences write them: "d = 2, h = 3".
    pub sizes: String,
    /// The sizes.
    pub counts: Vec<usize>,
    /// Names with what they stand for, in the order of the pass.
    pub given: Vec<(String, Given)>,
    /// The right answers by name: "`grad_s_Wi`", "`all_dl_dweights[0]`".
    pub right: Vec<(String, Tensor)>,
    /// Quantities of the pass by their symbol.
    pub quantities: Vec<(String, Tensor)>,
    /// What a mistake gives instead of the right answers.
    pub mistakes: Vec<(Mistake, Vec<(String, Tensor)>)>,
    /// ∂(right)/∂(−η) where Wo is updated, at the rate η, before ∂s/∂H is taken with it.
    pub early: Vec<(String, Tensor)>,
    /// Numbers of the state that a wrong answer may be too large by.
    pub factors: Vec<Factor>,
    /// Y, where there is one label.
    pub label: Option<f64>,
    /// Which hidden units are active, where there is one hidden layer; else empty.
    pub active: Vec<bool>,
    /// How many examples.
    pub examples: usize,
    /// Whether a pre-activation is exactly 0, where a derivative is a matter of convention.
    pub on_a_kink: bool,
}

impl Scene {
    /// The right answer of a name.
    pub fn right(&self, name: &str) -> Option<&Tensor> {
        of_name(&self.right, name)
    }

    /// What a given name stands for.
    pub fn given(&self, name: &str) -> Option<&Given> {
        of_name(&self.given, name)
    }
}

/// An entry of an answer: of which result, and where in it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'s> {
    /// The right result.
    pub right: &'s Tensor,
    /// Its place, row after row.
    pub place: usize,
    /// The name of the result.
    pub name: &'s str,
}

/// Where an answer may be wrong while it is right elsewhere.
#[derive(Clone, Copy)]
pub struct Condition {
    /// As a sentence names it, after "where".
    pub name: &'static str,
    /// Whether it holds for an entry of the state.
    pub holds: fn(&Scene, Entry<'_>) -> bool,
}

/// The column of an entry, which is the hidden unit where there is one hidden layer.
fn unit_is_active(scene: &Scene, entry: Entry<'_>) -> Option<bool> {
    scene.active.get(*entry.right.index(entry.place).last()?).copied()
}

fn row(entry: Entry<'_>) -> Option<usize> {
    (entry.right.shape.len() == 2).then(|| entry.right.index(entry.place)[0])
}

/// The row of an entry, where rows are examples and there are several.
fn example(scene: &Scene, entry: Entry<'_>) -> Option<usize> {
    row(entry).filter(|_| scene.examples > 1 && entry.right.shape.first() == Some(&scene.examples))
}

/// The conditions that are looked for, the more telling first.
pub const CONDITIONS: [Condition; 16] = [
    Condition { name: "the unit is inactive", holds: |scene, entry| unit_is_active(scene, entry) == Some(false) },
    Condition { name: "the unit is active", holds: |scene, entry| unit_is_active(scene, entry) == Some(true) },
    Condition { name: "Y is −1", holds: |scene, _| scene.label == Some(-1.0) },
    Condition { name: "Y is +1", holds: |scene, _| scene.label == Some(1.0) },
    Condition { name: "there is one example only", holds: |scene, _| scene.label.is_none() && scene.examples == 1 },
    Condition { name: "there are several examples", holds: |scene, _| scene.examples > 1 },
    Condition { name: "it is not the first example's", holds: |scene, entry| example(scene, entry) > Some(0) },
    Condition { name: "it is the first example's", holds: |scene, entry| example(scene, entry) == Some(0) },
    Condition { name: "it is not in the first row", holds: |_, entry| row(entry) > Some(0) },
    Condition { name: "it is in the first row", holds: |_, entry| row(entry) == Some(0) },
    Condition { name: "it belongs to the first layer", holds: |_, entry| entry.name.ends_with("[0]") },
    Condition {
        name: "it does not belong to the first layer",
        holds: |_, entry| entry.name.ends_with(']') && !entry.name.ends_with("[0]"),
    },
    Condition { name: "the right number is negative", holds: |_, entry| entry.right.values[entry.place] < 0.0 },
    Condition { name: "the right number is positive", holds: |_, entry| entry.right.values[entry.place] > 0.0 },
    Condition { name: "there is one hidden unit only", holds: |scene, _| scene.active.len() == 1 },
    Condition {
        name: "no unit is active",
        holds: |scene, _| !scene.active.is_empty() && !scene.active.contains(&true),
    },
];
