//! A dense layer's four texts.

use std::sync::Arc;

use leptos::prelude::{Get, Memo, RwSignal, Set, With, WithUntracked};

use super::{Kind, Pasted, Standing};
use crate::lab::{
    Array, Convention, Shape,
    dense::{Call, DenseArray, DenseGiven, DenseProblem, mismatches},
    parse, parse_all,
};

/// A dense layer as pasted, and what it makes.
#[derive(Clone, Copy)]
pub struct DenseLab {
    /// The texts, in the order of [`DenseArray::GIVEN`].
    texts: [RwSignal<String>; 4],
    /// Each text as the array it is, as pasted.
    pub pasted: [Memo<Pasted>; 4],
    /// The layer.
    pub standing: Memo<Arc<Standing<DenseProblem, DenseArray>>>,
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
        let texts = [&given.x_input, &given.w, &given.b, &given.grad_output];
        let kinds = DenseArray::GIVEN.map(kind);
        let texts = std::array::from_fn(|place| RwSignal::new(kinds[place].written(texts[place], Convention::Rows)));
        let pasted = texts.map(|text: RwSignal<String>| Memo::new(move |_| text.with(|text| parse(text))));
        let standing = Memo::new(move |before: Option<&Arc<Standing<DenseProblem, DenseArray>>>| {
            let arrays = pasted.map(|pasted| pasted.get());
            Arc::new(standing(arrays, convention.get(), before.map(|before| &**before)))
        });
        let (calls, batch) = (RwSignal::new(first_calls()), RwSignal::new(1));
        Self { texts, pasted, standing, calls, batch }
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
            let named: Option<Vec<_>> = arrays.into_iter().map(|one| Some((known(&one.name)?, one.array))).collect();
            named
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

    /// The shape of a text as typed, where it is an array.
    pub fn shape(&self, array: DenseArray) -> Option<Shape> {
        self.pasted[place(array)].with(|pasted| pasted.as_ref().ok().map(Array::shape))
    }

    /// What does not fit, said of `array`.
    pub fn mismatch(&self, array: DenseArray) -> Option<String> {
        self.standing.with(|standing| {
            let own: Vec<&str> = standing
                .mismatches
                .iter()
                .filter(|(at, _)| *at == Some(array))
                .map(|(_, problem)| problem.as_str())
                .collect();
            (!own.is_empty()).then(|| own.join("; "))
        })
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
    arrays: [Pasted; 4],
    convention: Convention,
    before: Option<&Standing<DenseProblem, DenseArray>>,
) -> Standing<DenseProblem, DenseArray> {
    let read = arrays.map(|array| array.ok().map(|array| convention.read(array)));
    let mut kept = Standing::kept(before);
    let shapes = [0, 1, 2, 3].map(|place| read[place].as_ref().map(Array::shape));
    kept.mismatches = mismatches(shapes)
        .into_iter()
        .map(|mismatch| {
            let shown = mismatch.in_convention(convention);
            (Some(mismatch.right.array), shown.to_string())
        })
        .collect();
    let [Some(x_input), Some(w), Some(b), Some(grad_output)] = read else { return kept };
    match DenseProblem::new(&DenseGiven { x_input, w, b, grad_output }) {
        Err(_) => kept,
        Ok(problem) if problem.first_not_finite().is_some() => Standing { overflows: true, ..kept },
        Ok(problem) => Standing::good(problem),
    }
}
