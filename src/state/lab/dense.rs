//! A dense layer's four texts.

use std::sync::Arc;

use leptos::prelude::{Get, Memo, RwSignal, Set, With, WithUntracked};

use super::{Kind, Standing};
use crate::lab::{
    Array, Convention,
    dense::{Call, DenseArray, DenseGiven, DenseProblem, mismatches},
    parse, parse_all,
};

/// A dense layer as pasted, and what it makes.
#[derive(Clone, Copy)]
pub struct DenseLab {
    /// The texts, in the order of [`DenseArray::GIVEN`].
    texts: [RwSignal<String>; 4],
    /// The layer.
    pub standing: Memo<Arc<Standing<DenseProblem>>>,
    /// The calls of the layer that are made to show what adds up.
    pub calls: RwSignal<Vec<Call>>,
    /// How many examples a batch of these calls has.
    pub batch: RwSignal<usize>,
}

/// Calls that are kept; older ones go.
pub const MOST_CALLS: usize = 40;

/// `backward()` twice: what `+=` doubles.
pub(super) fn first_calls() -> Vec<Call> {
    vec![Call::All, Call::All]
}

impl DenseLab {
    /// Texts that hold `given`.
    pub fn new(given: &DenseGiven, convention: RwSignal<Convention>) -> Self {
        let texts = DenseArray::GIVEN.map(|_| RwSignal::new(String::new()));
        let pasted = texts.map(|text: RwSignal<String>| Memo::new(move |_| text.with(|text| parse(text).ok())));
        let standing = Memo::new(move |before: Option<&Arc<Standing<DenseProblem>>>| {
            let arrays = pasted.map(|pasted| pasted.get());
            Arc::new(standing(arrays, convention.get(), before.map(|before| &**before)))
        });
        let (calls, batch) = (RwSignal::new(first_calls()), RwSignal::new(1));
        let lab = Self { texts, standing, calls, batch };
        lab.load(given, Convention::Rows);
        lab
    }

    /// The text of a given array.
    pub fn text(&self, array: DenseArray) -> RwSignal<String> {
        self.texts[place(array)]
    }

    /// Every text, laid out the other way by `turned` where that can be done.
    pub(super) fn turn(&self, turned: impl Fn(Kind, &str) -> Option<String>) {
        for array in DenseArray::GIVEN {
            if let Some(turned) = self.text(array).with_untracked(|text| turned(kind(array), text)) {
                self.text(array).set(turned);
            }
        }
    }

    /// Takes other numbers.
    pub fn load(&self, given: &DenseGiven, convention: Convention) {
        let arrays = [&given.x_input, &given.w, &given.b, &given.grad_output];
        for (array, values) in DenseArray::GIVEN.into_iter().zip(arrays) {
            self.text(array).set(kind(array).written(values, convention));
        }
    }

    /// Takes a pasted text. A text of several arrays whose names are known, as seed 000's, fills every field that it
    /// names.
    pub fn paste(&self, array: DenseArray, text: &str) {
        let several = parse_all(text).ok().filter(|arrays| arrays.len() > 1);
        let known = |name: &str| DenseArray::GIVEN.into_iter().find(|array| array.name().eq_ignore_ascii_case(name));
        let all_known = several.and_then(|arrays| {
            arrays.into_iter().map(|one| Some((known(&one.name)?, one.array))).collect::<Option<Vec<_>>>()
        });
        match all_known {
            Some(named) => {
                for (array, values) in named {
                    self.text(array).set(super::written(&values));
                }
            }
            None => self.text(array).set(text.to_owned()),
        }
    }
}

/// Where a given array stands.
fn place(array: DenseArray) -> usize {
    DenseArray::GIVEN.into_iter().position(|given| given == array).unwrap_or(0)
}

fn kind(array: DenseArray) -> Kind {
    if array == DenseArray::B { Kind::Biases } else { Kind::Matrix }
}

fn standing(
    pasted: [Option<Array>; 4],
    convention: Convention,
    before: Option<&Standing<DenseProblem>>,
) -> Standing<DenseProblem> {
    let read = pasted.map(|array| array.map(|array| convention.read(array)));
    let found = mismatches(read.each_ref().map(|array| array.as_ref().map(Array::shape)));
    let said = found.iter().map(|own| (Some(own.right.array), own.in_convention(convention).to_string())).collect();
    let made = match read {
        [Some(x_input), Some(w), Some(b), Some(grad_output)] => {
            DenseProblem::new(&DenseGiven { x_input, w, b, grad_output }).ok()
        }
        _ => None,
    };
    Standing::of(before, made, said)
}
