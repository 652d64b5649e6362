//! Pasted gradients beside the right ones: each array with its diagnosis, entry by entry as heatmaps.

use std::sync::Arc;

use leptos::prelude::*;
use practice::{
    compare::{Compared, Reference},
    pass::Tensor,
};

use super::cells::array;
use crate::{
    lab::{
        Problem, Shape,
        naming::{Matched, matched},
        parse_all, reference,
    },
    ui::{
        layers::{Matrix, Pointing},
        text::practice as text,
    },
};

/// What is said of a pasted text.
pub(super) struct Judged {
    arrays: Vec<Compared>,
    /// Names that nothing has, and arrays too many.
    notes: Vec<String>,
}

/// Equal to itself alone.
impl PartialEq for Judged {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Judged {
    /// Judges every array of a text. Fails where the text is none.
    pub(super) fn of(pasted: &str, reference: &Reference) -> Result<Self, Problem> {
        let pasted = parse_all(pasted)?;
        let known = reference.arrays().filter_map(|(name, own)| Some((name.to_owned(), array(own)?.shape())));
        let known: Vec<(String, Shape)> = known.collect();
        let (mut arrays, mut notes) = (Vec::new(), Vec::new());
        for (own, to) in pasted.iter().zip(matched(&pasted, &known)) {
            match to {
                Matched::To(name) => {
                    let theirs = as_asked(reference::tensor(&own.array), &name, reference);
                    arrays.extend(reference.compare(&name, theirs));
                }
                Matched::Unknown => notes.push(text::unknown_name(&own.name)),
                Matched::LeftOver => notes.push(text::TOO_MANY.to_owned()),
            }
        }
        Ok(Self { arrays, notes })
    }
}

/// A single number is one, whatever brackets a language prints around it.
fn as_asked(theirs: Tensor, name: &str, reference: &Reference) -> Tensor {
    let right = reference.arrays().find(|(own, _)| *own == name).map(|(_, right)| right);
    match right {
        Some(right) if right.values.len() == 1 && theirs.values.len() == 1 => Tensor::new(&right.shape, theirs.values),
        _ => theirs,
    }
}

/// What a screen reader hears of it: how many are right, and each diagnosis in its few words.
pub(super) fn heard(judged: &Judged) -> String {
    let right = judged.arrays.iter().filter(|own| own.diagnosis.is_none()).count();
    let said = judged.arrays.iter().filter_map(|own| own.diagnosis.as_ref().map(|found| (&own.name, found)));
    let said = said.map(|(name, found)| text::of_array(name, found.kind));
    std::iter::once(text::right_of(right, judged.arrays.len())).chain(said).collect::<Vec<_>>().join(". ")
}

/// How many are right, what nothing is known of, and each array.
pub(super) fn shown(judged: &Arc<Judged>) -> AnyView {
    let Judged { arrays, notes } = &**judged;
    let right = arrays.iter().filter(|own| own.diagnosis.is_none()).count();
    let notes = notes.iter().map(|note| view! { <p class="old-note">{note.clone()}</p> }).collect::<Vec<_>>();
    let head = (!arrays.is_empty()).then(|| view! { <h2>{text::right_of(right, arrays.len())}</h2> });
    let each = arrays.iter().map(one).collect::<Vec<_>>();
    view! { {head} {notes} {each} }.into_any()
}

fn one(compared: &Compared) -> AnyView {
    let Compared { name, right, theirs, difference, diagnosis } = compared;
    let said = match diagnosis {
        None => {
            let largest = difference.as_ref().map_or(0.0, Tensor::largest);
            view! {
                <div class="said good">
                    <h3><code>{name.clone()}</code>": "{text::RIGHT}</h3>
                    <p>{text::agrees(right.values.len(), largest)}</p>
                </div>
            }
            .into_any()
        }
        Some(found) => view! {
            <div class="said bad">
                <h3><code>{name.clone()}</code>": "{text::kind(found.kind)}</h3>
                <p>{found.message.clone()}</p>
                <p class="evidence">{found.evidence.clone()}</p>
            </div>
        }
        .into_any(),
    };
    let maps = [(text::YOURS, Some(theirs)), (text::RIGHT_ONE, Some(right)), (text::DIFFERENCE, difference.as_ref())];
    let maps = maps.into_iter().filter_map(|(label, tensor)| Some(heatmap(name, label, tensor?)));
    let maps = maps.collect::<Vec<_>>();
    view! {
        <section class="card judged" aria-label=name.clone()>
            {said}
            <div class="maps">{maps}</div>
        </section>
    }
    .into_any()
}

/// Numbers that are not finite have no colour: what is said of them stands above.
fn heatmap(name: &str, label: &'static str, tensor: &Tensor) -> AnyView {
    let Some(array) = array(tensor) else { return ().into_any() };
    let name = format!("{name}, {label}");
    let head = view! { <span>{label}</span> }.into_any();
    view! { <Matrix name head array pointing=Pointing::reading(Callback::new(|_| ()))/> }.into_any()
}
