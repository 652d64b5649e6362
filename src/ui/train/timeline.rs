//! The run so far: any step of it, and what was changed along it.

use leptos::prelude::*;

use super::loss::MARGIN;
use crate::{
    state::Store,
    training::{Action, Mark},
    ui::text::{self, descent, time},
};

/// The width of a slider's thumb, whose middle stands at the ends of the axis; and the shortest slider for a hand.
const THUMB: f64 = 16.0;
const SHORTEST: f64 = 64.0;

/// A slider under the curve's axis, which it follows, and a button for every change.
#[component]
pub(super) fn Timeline(
    /// Where the end of the run stands on the curve's axis, from the panel's left end, in CSS pixels.
    #[prop(into)]
    reach: Signal<f64>,
) -> impl IntoView {
    let store: Store = expect_context();
    let step = move || store.figures.with(|snapshot| snapshot.step);
    let ends = Memo::new(move |_| store.figures.with(|snapshot| (snapshot.config.start_step, snapshot.end)));
    // The past of a run may be of other data: says so, and what brings it back.
    let before = Memo::new(move |_| store.figures.with(|snapshot| snapshot.other_data_before));
    let other_data = move || before.get().map(|step| view! { <p class="hint">{time::other_data_before(step)}</p> });
    view! {
        <input
            class="timeline"
            data-control="timeline"
            type="range"
            aria-label=text::TIMELINE
            style:width=move || format!("{:.0}px", (reach.get() - MARGIN.left).max(SHORTEST) + THUMB)
            min=move || ends.get().0
            max=move || ends.get().1
            prop:value=move || {
                // A value beyond the ends is cut to them, so they come first.
                ends.track();
                step()
            }
            disabled=move || ends.get().0 == ends.get().1
            aria-valuetext=move || text::at_step(step())
            on:input:target=move |event| {
                if let Ok(step) = event.target().value().parse() {
                    store.apply(Action::Seek(step));
                }
            }
        />
        <div role="status">{other_data}</div>
        <Changes/>
    }
    .into_any()
}

/// What was changed along the run, newest first; each button goes to its step.
#[component]
fn Changes() -> impl IntoView {
    let store: Store = expect_context();
    let changes = Memo::new(move |_| store.figures.with(|snapshot| changes_of(&snapshot.marks, snapshot.end)));
    let item = move |(step, words): (u64, String)| {
        view! {
            <li>
                <button type="button" class="quiet" on:click=move |_| store.apply(Action::Seek(step))>{time::mark(step, &words)}</button>
            </li>
        }
    };
    move || {
        let changes = changes.get();
        (!changes.is_empty()).then(|| {
            let items = changes.into_iter().rev().map(item).collect::<Vec<_>>();
            view! { <ul class="changes" aria-label=time::CHANGES>{items}</ul> }
        })
    }
}

/// Step and words of every change after the start's settings; parameters that were edited at the start count too.
fn changes_of(marks: &[Mark], end: u64) -> Vec<(u64, String)> {
    let mut before = marks.first().map(|mark| mark.sgd).unwrap_or_default();
    let mut changes = Vec::new();
    // After rewinding there are some that the run is yet to come to.
    for mark in marks.iter().filter(|mark| mark.step <= end) {
        let words = descent::change(mark, &before);
        if !words.is_empty() {
            changes.push((mark.step, words));
        }
        before = mark.sgd;
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{nn::ParameterId, training::SgdSpec};

    #[test]
    fn changes_say_what_was_before_and_after() {
        let start = Mark::start(0, 0, SgdSpec::default());
        let faster = SgdSpec { learning_rate: 0.3, batch_size: 7, ..SgdSpec::default() };
        let edited = Mark { edits: vec![(ParameterId::Bi { unit: 2 }, -0.5)], ..Mark::start(300, 1380, faster) };
        let found = changes_of(&[start, Mark::start(120, 120, faster), edited], 300);
        let expected = [(120, "η 0.03 → 0.3, batch 1 → 7".to_owned()), (300, "bi[2] = −0.5".to_owned())];
        assert_eq!(found, expected, "the start's own settings are no change");
    }
}
