//! What the Layers view works on: the texts that people pasted, and the last good problem that they made.
//!
//! A [`Lab`] is made by the view and goes with it; what outlives a visit is its document, plain data in
//! [`super::View::layers`]. A text that is no array, or that does not fit the others, leaves the last good problem standing, marked as old.

mod deep;
mod dense;
mod document;

use std::sync::Arc;

pub use deep::{DeepLab, LayerTexts, MOST_LAYERS, NetworkTexts};
pub use dense::{DenseLab, MOST_CALLS};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update};
use strum::{IntoStaticStr, VariantArray};

use crate::lab::{
    Array, Convention, Format, Shape, System,
    deep::{DeepArray, DeepMismatch, Parts},
    examples, files, parse, parse_all, print,
};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum LabTab {
    /// Seeds 000 and 002.
    #[default]
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
    /// The system that is shown as a file; `None` where its arrays are not complete or do not fit together.
    pub fn file(&self, kind: files::Kind) -> Option<String> {
        let convention = self.convention.get();
        let of_deep = |deep: DeepLab| Some(files::of_deep(deep.standing.get().fresh()?, convention, kind));
        match self.tab.get() {
            LabTab::Dense => Some(files::of_dense(self.dense.standing.get().fresh()?, convention, kind)),
            LabTab::Deep => of_deep(self.deep),
            LabTab::Sigmoid => of_deep(self.sigmoid),
        }
    }

    /// Lays every array out the other way: the same numbers, transposed. Texts that are no arrays stay as they are.
    pub fn turn(&self, convention: Convention) {
        let before = self.convention.get_untracked();
        if before == convention {
            return;
        }
        let turned = |kind: Kind, text: &str| Some(kind.written(&before.read(parse(text).ok()?), convention));
        self.dense.turn(turned);
        self.deep.texts.update(|texts| texts.turn(turned));
        self.sigmoid.texts.update(|texts| texts.turn(turned));
        self.convention.set(convention);
    }

    /// Takes a text for an array of one of the deep networks. A text that holds a whole network, as people have it, makes
    /// that network, in the convention in which its weights fit together; anything else is the array's own text.
    pub fn paste(&self, deep: DeepLab, array: DeepArray, text: String) {
        match parts(&text) {
            None => {
                deep.refused.set(None);
                deep.paste(array, text);
            }
            Some(Err(mismatch)) => {
                deep.refused.set(Some(mismatch));
                deep.paste(array, text);
            }
            Some(Ok(parts)) => {
                let convention = parts.convention(self.convention.get_untracked());
                self.turn(convention);
                deep.take(parts, convention);
            }
        }
    }
}

/// The network that a text holds, unless it is one array alone.
fn parts(text: &str) -> Option<Result<Parts, DeepMismatch>> {
    let arrays = parse_all(text).ok()?;
    if arrays.len() > 1 || arrays.iter().any(|one| one.index.is_some()) && parse(text).is_err() {
        Parts::of(arrays)
    } else {
        None
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
pub struct Standing<P: System> {
    /// The last problem whose texts were all good; `None` until there is one.
    pub last: Option<Arc<P>>,
    /// Whether the texts have changed since, and are not good.
    pub old: bool,
    /// What does not fit together, each with the array at fault.
    pub mismatches: Vec<(Option<P::Name>, String)>,
    /// Whether the numbers are too large together for float64.
    pub overflows: bool,
}

impl<P: System> Standing<P> {
    /// The problem that the texts make, where they make one with finite numbers; else the last good one is kept.
    fn of(before: Option<&Self>, made: Option<P>, mismatches: Vec<(Option<P::Name>, String)>) -> Self {
        match made {
            Some(problem) if problem.is_finite() => {
                Self { last: Some(Arc::new(problem)), old: false, mismatches, overflows: false }
            }
            made => {
                let last = before.and_then(|before| before.last.clone());
                Self { old: last.is_some(), last, mismatches, overflows: made.is_some() }
            }
        }
    }

    /// The problem that the texts make, where they make one.
    pub fn fresh(&self) -> Option<&P> {
        self.last.as_deref().filter(|_| !self.old)
    }

    /// What does not fit, said of `array`; without one, of the whole.
    pub fn mismatch(&self, array: Option<P::Name>) -> Option<String> {
        let own = self.mismatches.iter().filter(|(at, _)| *at == array);
        let own: Vec<&str> = own.map(|(_, problem)| problem.as_str()).collect();
        (!own.is_empty()).then(|| own.join("; "))
    }
}

#[cfg(test)]
mod tests;
