//! What the Layers view keeps: the texts that people pasted, and the last good problem that they made.
//!
//! A text that is no array, or that does not fit the others, leaves the last good problem standing, marked as old.

mod deep;
mod dense;
mod document;

use std::sync::Arc;

pub use deep::{DeepHandles, DeepLab, LayerTexts, MOST_LAYERS, Sketch};
pub use dense::DenseLab;
use leptos::prelude::{GetUntracked, RwSignal, Set};

use crate::lab::{Array, Convention, Format, Problem, Shape, examples, parse, print};

/// The three systems, and how their arrays are laid out.
#[derive(Clone, Copy)]
pub struct Lab {
    /// Which system is shown.
    pub tab: RwSignal<LabTab>,
    /// Whether examples are rows or columns. Change it with [`Lab::turn`].
    pub convention: RwSignal<Convention>,
    /// The form in which arrays are copied.
    pub format: RwSignal<Format>,
    /// One dense layer.
    pub dense: DenseLab,
    /// K layers with least squares.
    pub deep: DeepLab,
    /// Sigmoid layers with half the squared error.
    pub sigmoid: DeepLab,
}

/// A system of the seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabTab {
    /// Seeds 000 and 002.
    Dense,
    /// Seed 001.
    Deep,
    /// Seed 002's answer.
    Sigmoid,
}

impl Default for Lab {
    /// Each system with its seed's numbers.
    fn default() -> Self {
        let convention = RwSignal::new(Convention::Rows);
        Self {
            tab: RwSignal::new(LabTab::Dense),
            convention,
            format: RwSignal::new(Format::NumPy),
            dense: DenseLab::new(&examples::seed_000(), convention),
            deep: DeepLab::new(&examples::notebook_7_2(), convention),
            sigmoid: DeepLab::new(&examples::seed_002_network(), convention),
        }
    }
}

impl Lab {
    /// Lays every array out the other way: the same numbers, transposed. Texts that are no arrays stay as they are.
    pub fn turn(&self, convention: Convention) {
        let before = self.convention.get_untracked();
        if before == convention {
            return;
        }
        let texts = self.dense.texts().into_iter().chain(self.deep.texts()).chain(self.sigmoid.texts());
        let turned: Vec<_> = texts
            .filter_map(|(kind, text)| {
                let array = before.read(parse(&text.get_untracked()).ok()?);
                Some((text, kind.written(&array, convention)))
            })
            .collect();
        self.convention.set(convention);
        for (text, written) in turned {
            text.set(written);
        }
    }
}

/// What a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A matrix, transposed by the convention.
    Matrix,
    /// Biases: a vector where examples are rows.
    Biases,
}

impl Kind {
    /// The array, which examples are rows of, as somebody would paste it in `convention`.
    pub fn written(self, array: &Array, convention: Convention) -> String {
        let flat =
            (self == Self::Biases).then(|| Array::new(Shape::Vector(array.values().len()), array.values().to_vec()));
        written(&convention.show(&flat.flatten().unwrap_or_else(|| array.clone())))
    }
}

/// An array as people paste it: brackets, a row a line.
pub fn written(array: &Array) -> String {
    let text = print(array, Format::NumPy);
    let inner = text.strip_prefix("np.array(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&text);
    inner.replace("\n          ", "\n ")
}

/// What the pasted texts make of a system now.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<T, S> {
    /// The last problem whose texts were all good; `None` until there is one.
    pub last: Option<Arc<T>>,
    /// Whether the texts have changed since, and are not good.
    pub old: bool,
    /// What does not fit together, each with the array at fault.
    pub mismatches: Vec<(Option<S>, String)>,
    /// Whether the numbers are too large together for float64.
    pub overflows: bool,
}

impl<T, S> Standing<T, S> {
    /// The last good problem, kept while texts are not good.
    fn kept(before: Option<&Self>) -> Self {
        let last = before.and_then(|before| before.last.clone());
        Self { old: last.is_some(), last, mismatches: Vec::new(), overflows: false }
    }

    /// A new good problem.
    fn good(problem: T) -> Self {
        Self { last: Some(Arc::new(problem)), old: false, mismatches: Vec::new(), overflows: false }
    }
}

/// A pasted text, read: in the convention of the day, as this crate takes it.
pub type Pasted = Result<Array, Problem>;

#[cfg(test)]
mod tests;
