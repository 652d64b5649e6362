//! What witnesses say of a layer's and of a network's gradients, in the notebook's own words.

use std::sync::Arc;

use leptos::prelude::*;

use super::lab;
use crate::{
    browser::timer,
    lab::{Compared, Convention, Outcome, Shape, System, Verdict, Witness, compare_all},
    ui::{
        format,
        text::{self as page_text, layers as text},
    },
};

/// Milliseconds without a change after which the witnesses are asked.
const SETTLED_AFTER: u64 = 250;
/// Entries that are listed where derivatives differ.
const MOST_LISTED: usize = 12;

/// The problem once nobody has changed it for a moment: the witnesses of large arrays take longer than a key may.
fn settled<T: Send + Sync + 'static>(problem: Memo<Option<Arc<T>>>) -> ReadSignal<Option<Arc<T>>> {
    let (settled, set_settled) = signal(problem.get_untracked());
    let turn = StoredValue::new(0_u64);
    Effect::new(move |before: Option<()>| {
        let problem = problem.get();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if before.is_some() {
            timer::once(SETTLED_AFTER, move || {
                if turn.try_get_value() == Some(mine) {
                    set_settled.set(problem.clone());
                }
            });
        }
    });
    settled
}

/// A problem's gradients against each of its witnesses.
pub(super) fn check<P: System>(problem: Memo<Option<Arc<P>>>, subject: &'static str) -> AnyView {
    let problem = settled(problem);
    let compared = Memo::new(move |_| problem.get().map_or_else(Vec::new, |problem| compare_all(&*problem)));
    view! { <Check witnesses=P::WITNESSES compared subject/> }.into_any()
}

/// Every witness beside the others.
#[component]
fn Check(witnesses: &'static [Witness], compared: Memo<Vec<Compared>>, subject: &'static str) -> impl IntoView {
    let convention = lab().convention;
    let outcome = Memo::new(move |_| compared.with(|compared| Outcome::of(compared)));
    let fails = move || outcome.with(Outcome::fails);
    let rows = move || {
        let verdict = |verdict: &Verdict| {
            let matches = verdict.matches();
            view! { <td class:ok=matches class:bad=!matches>{text::verdict(verdict)}</td> }
        };
        let row = |line: &Compared| {
            let verdicts = line.verdicts.iter().map(verdict).collect::<Vec<_>>();
            view! { <tr><th scope="row">{line.name.clone()}</th>{verdicts}</tr> }
        };
        compared.with(|compared| compared.iter().map(row).collect::<Vec<_>>())
    };
    view! {
        <section class="card lab-check result" aria-labelledby="check-title">
            <div class="head"><h2 id="check-title">{text::CHECK}</h2></div>
            <p class="verdict" class:fails=fails role="status">
                <strong>{move || if fails() { "✗ " } else { "✓ " }}{move || outcome.with(text::outcome_words)}</strong>
                <span>{move || outcome.with(text::largest_error)}</span>
            </p>
            {move || outcome.with(text::outcome_why).map(|why| view! { <p class="why">{why}</p> })}
            <p class="hint">{subject}" "{text::witness_note(witnesses)}</p>
            <div class="scroll table-box" tabindex="0" role="region" aria-label=text::CHECK_TABLE>
                <table class="plain">
                    <caption class="heard">{text::CHECK}</caption>
                    <thead><tr><th scope="col">{text::ARRAY}</th>{heads(witnesses)}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {move || compared.with(|compared| differing(witnesses, compared, convention.get()))}
            </div>
        </section>
    }
    .into_any()
}

/// A column's head for each witness.
fn heads(witnesses: &[Witness]) -> Vec<impl IntoView + use<>> {
    witnesses.iter().map(|witness| view! { <th scope="col">{text::witness(*witness)}</th> }).collect()
}

/// The entries that differ, the first few, with what everybody says of them.
fn differing(witnesses: &[Witness], compared: &[Compared], convention: Convention) -> Option<AnyView> {
    let all = compared.iter().flat_map(|line| line.differing.iter().map(move |entry| (line, entry)));
    let rows = all
        .take(MOST_LISTED)
        .map(|(line, entry)| {
            let (at, shape) = match line.shape {
                Shape::Matrix(rows, columns) if convention == Convention::Columns => {
                    ((entry.column, entry.row), Shape::Matrix(columns, rows))
                }
                shape => ((entry.row, entry.column), shape),
            };
            let numbers = std::iter::once(entry.backprop).chain(entry.witnesses.iter().copied());
            let numbers = numbers.map(|number| view! { <td>{format::derivative(number)}</td> }).collect::<Vec<_>>();
            view! { <tr><th scope="row">{text::place(&line.name, shape, at)}</th>{numbers}</tr> }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="plain">
                <caption class="heard">{text::DIFFERING}</caption>
                <thead><tr><th scope="col">{text::DIFFERING}</th><th scope="col">{page_text::BACKPROP}</th>{heads(witnesses)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}
