//! What came of the answer: the verdict with its diagnosis in words, the smallest example, and the numbers side by side.

use std::sync::Arc;

use leptos::prelude::*;
use practice::{
    exercise::{Exercise, Wanted, exercises},
    pass::{Given, Tensor},
    verdict::{Diagnosis, Verdict, Worked, same},
};

use super::{
    cells::{array, beside},
    model::{Asked, Model},
    outcome::Outcome,
    way_on::WayOn,
};
use crate::{
    lab::{Array, Format, print},
    ui::text::practice as text,
};

/// Everything that is said of the answer that was checked last.
#[component]
pub(super) fn VerdictColumn(asked: Arc<Asked>) -> impl IntoView {
    let model: Model = expect_context();
    let is_old = Memo::new(move |_| {
        model.sheet.with(|sheet| !sheet.checked.is_empty() && sheet.text.trim_end() != sheet.checked.trim_end())
    });
    let sizes = asked.exercise.subject.size_names();
    let heard = {
        let sizes = sizes.clone();
        move || {
            let standing = model.standing.get();
            let checked = standing.latest.as_ref().map(|latest| &latest.checked);
            checked.map(|checked| text::heard(checked.diagnoses.first(), &checked.tried, &sizes))
        }
    };
    let own = Arc::clone(&asked);
    let shown = move || {
        let standing = model.standing.get();
        let Some(latest) = standing.latest else {
            return view! {
                <section class="card waiting" aria-labelledby="verdict-title">
                    <h2 id="verdict-title">{text::NOT_YET}</h2>
                    <p>{text::NOT_YET_WORDS}</p>
                </section>
            }
            .into_any();
        };
        let before = standing.readable.map(|before| {
            view! {
                <section class="card old-verdict" aria-label=text::LAST_READABLE>
                    <p class="old-note">{text::LAST_READABLE}</p>
                    {said(&own, &before, &sizes, "h3")}
                    {evidence(&own, &before)}
                </section>
            }
        });
        view! {
            {said(&own, &latest, &sizes, "h2")}
            {evidence_card(&own, &latest)}
            {before}
        }
        .into_any()
    };
    view! {
        <div class="outcomes" class:old=move || is_old.get()>
            <p class="heard" role="status" id="verdict-heard">{heard}</p>
            {move || is_old.get().then(|| view! { <p class="old-note">{text::OLD}</p> })}
            {shown}
        </div>
    }
    .into_any()
}

/// The verdict's own card.
fn said(asked: &Asked, outcome: &Outcome, sizes: &[String], level: &'static str) -> AnyView {
    let checked = &outcome.checked;
    let heading = |words: &'static str| match level {
        "h2" => view! { <h2 id="verdict-title" tabindex="-1">{words}</h2> }.into_any(),
        _ => view! { <h3>{words}</h3> }.into_any(),
    };
    // The last readable one stands within a card already.
    let card = if level == "h2" { "card said" } else { "said" };
    if checked.verdict == Verdict::Right {
        return view! {
            <section class=format!("{card} good") aria-label=text::VERDICT>
                {heading(text::RIGHT)}
                <p>{text::tried(&checked.tried, sizes)}</p>
                {checked.note.map(|note| view! { <p>{note}</p> })}
                {others(&asked.exercise)}
                {(level == "h2").then(|| view! { <Next id=asked.exercise.id.clone()/> })}
            </section>
        }
        .into_any();
    }
    let several = matches!(asked.exercise.wanted, Wanted::Tuple(_));
    let diagnosis = |found: &Diagnosis| diagnosis(found, several);
    let first = checked.diagnoses.first().map(|found| (heading(text::kind(found.kind)), diagnosis(found)));
    let rest = checked.diagnoses.iter().skip(1).map(|found| {
        view! { <h3>{text::kind(found.kind)}</h3>{diagnosis(found)} }
    });
    let rest = rest.collect::<Vec<_>>();
    view! {
        <section class=format!("{card} bad") aria-label=text::VERDICT>
            {first}
            {rest}
        </section>
    }
    .into_any()
}

/// One diagnosis; with the result's name where an answer has `several`.
fn diagnosis(found: &Diagnosis, several: bool) -> AnyView {
    let Diagnosis { message, evidence, result, place, .. } = found;
    let place = place.map(|at| view! { <b>{text::place(at.line, at.column)}</b>" " });
    let result = Some(result.clone()).filter(|result| several && !result.is_empty());
    view! {
        <p>
            {place}
            {result.map(|result| view! { <code>{result}</code>": " })}
            {message.clone()}
        </p>
        {(!evidence.is_empty()).then(|| view! { <p class="evidence">{evidence.clone()}</p> })}
    }
    .into_any()
}

fn others(exercise: &Exercise) -> AnyView {
    let ways = exercise.others.iter().chain([&exercise.solution]).take(2);
    let ways =
        ways.map(|way| view! { <pre class="code" tabindex="0">{way.trim_end().to_owned()}</pre> }).collect::<Vec<_>>();
    view! { <p class="label">{text::OTHER_WAYS}</p>{ways} }.into_any()
}

/// Goes to the exercise after this one.
#[component]
fn Next(id: String) -> impl IntoView {
    let model: Model = expect_context();
    let practice = model.store.view.practice;
    let next = exercises().into_iter().map(|own| own.id).skip_while(|own| *own != id).nth(1);
    move || {
        next.clone().filter(|_| !practice.alone.get()).map(|next| {
            let name = text::short(&next).unwrap_or_default();
            view! {
                <button type="button" class="primary" on:click=move |_| practice.open.set(next.clone())>
                    {text::NEXT}": "{name}
                </button>
            }
        })
    }
}

fn evidence_card(asked: &Arc<Asked>, outcome: &Arc<Outcome>) -> AnyView {
    if outcome.checked.verdict == Verdict::Unreadable {
        return ().into_any();
    }
    view! { <section class="card evidence-card">{evidence(asked, outcome)}</section> }.into_any()
}

/// The smallest example, the numbers on the page's own, and where to read on.
fn evidence(asked: &Arc<Asked>, outcome: &Arc<Outcome>) -> AnyView {
    let tolerance = asked.exercise.tolerance;
    let smallest = outcome.checked.counterexample.as_ref().map(|worked| {
        let (free, passed) = givens(&asked.exercise, worked);
        view! {
            <h3>{text::SMALLEST}</h3>
            <p class="givens">{free}</p>
            {(!passed.is_empty()).then(|| view! { <p class="givens passed">{text::SO}" "{passed}</p> })}
            {results(worked, tolerance)}
        }
    });
    let sample = outcome.sample.as_ref().filter(|_| outcome.checked.verdict != Verdict::Unreadable).map(|worked| {
        view! { <h3>{outcome.heading.clone()}</h3>{results(worked, tolerance)} }
    });
    let tried = text::states(&outcome.checked.tried, &asked.exercise.subject.size_names());
    view! {
        {smallest}
        {sample}
        <WayOn asked=Arc::clone(asked) outcome=Arc::clone(outcome)/>
        <p class="hint">{tried}</p>
    }
    .into_any()
}

/// Of several results those that are wrong, where some are: the others say nothing.
fn results(worked: &Worked, tolerance: f64) -> AnyView {
    let is_right =
        |right: &Tensor, theirs: &Option<Tensor>| theirs.as_ref().is_some_and(|own| same(right, own, tolerance));
    let all_right = worked.results.iter().all(|(_, right, theirs)| is_right(right, theirs));
    let shown = worked.results.iter().filter(|(_, right, theirs)| all_right || !is_right(right, theirs));
    let each = shown.map(|(name, right, theirs)| beside(name, right, theirs.as_ref(), tolerance));
    each.collect::<Vec<_>>().into_any()
}

/// What is given, as Python reads it: what is free, and what follows from it.
fn givens(exercise: &Exercise, worked: &Worked) -> (AnyView, Vec<AnyView>) {
    let slots = exercise.subject.slots(&worked.counts);
    let (free, passed): (Vec<_>, Vec<_>) =
        worked.given.iter().partition(|(name, _)| slots.iter().any(|slot| slot.name == *name));
    let each = |all: Vec<&(String, Given)>| {
        all.into_iter().map(|given| view! { <code>{assignment(given)}</code>" " }.into_any()).collect::<Vec<_>>()
    };
    (each(free).into_any(), each(passed))
}

fn assignment((name, given): &(String, Given)) -> String {
    let value = match given {
        Given::One(tensor) => literal(tensor),
        Given::Several(all) => format!("[{}]", all.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Given::Whole(whole) => whole.to_string(),
    };
    format!("{name} = {value}")
}

/// Nested lists, whole numbers without their point, others with as many digits as one reads.
fn literal(tensor: &Tensor) -> String {
    // Adding 0 takes the sign from a zero, which says nothing here.
    let rounded =
        tensor.map(|value| if value.fract() == 0.0 { value + 0.0 } else { crate::ui::format::round(value, 4) });
    let array = array(&rounded).unwrap_or_else(|| Array::vector(&rounded.values));
    print(&array, Format::Python).replace(".0,", ",").replace(".0]", "]").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_numbers_are_written_short() {
        assert_eq!(literal(&Tensor::matrix(2, 2, |row, column| (row + 10 * column) as f64)), "[[0, 10], [1, 11]]");
        assert_eq!(
            (literal(&Tensor::scalar(-1.0)), literal(&Tensor::scalar(-0.0))),
            ("-1".into(), "0".into()),
            "signs"
        );
        assert_eq!(literal(&Tensor::vector(&[0.313_261_687, 2.0])), "[0.3133, 2]", "what the pass computed");
    }
}
