//! The check in four words: per group of parameters whether it matches, how far it is off, and the way to its rows.

use leptos::prelude::*;

use super::stop::Place;
use crate::{
    check::{Judged, Verdict},
    nn::{Group, Parameters},
    state::{Order, Store},
    ui::{format, text::check as text},
};

/// What one says of a group.
#[derive(Clone, Copy, PartialEq)]
struct Standing {
    /// The verdict of the row that matters most.
    verdict: Verdict,
    /// The largest absolute error; `None` where one cannot be computed.
    error: Option<f64>,
}

impl Standing {
    fn of(rows: &[Judged], group: Group) -> Option<Self> {
        let own = || rows.iter().filter(|judged| judged.row.id.group() == group);
        let worst = own().min_by(|a, b| a.worse(b))?;
        let error = own().map(|judged| judged.row.absolute_error).fold(0.0, f64::max);
        let is_known = own().all(|judged| judged.row.absolute_error.is_finite());
        Some(Self { verdict: worst.verdict, error: is_known.then_some(error) })
    }
}

/// Wi, bi, Wo, bo: a mark, the largest error, and a press that goes to the rows.
#[component]
pub(super) fn Groups(
    /// Whether it trains.
    playing: Memo<bool>,
) -> impl IntoView {
    let store: Store = expect_context();
    // A line that came and went would move the table under it.
    let slow = move || store.slow_figures.get().filter(|_| playing.get());
    let note = move || slow().map_or_else(|| text::GROUPS_NOTE.to_owned(), text::slow_figures);
    let group = |group: Group| {
        let standing = Memo::new(move |_| store.checks().judged.with(|rows| Standing::of(rows, group)));
        let words = move || standing.get().map(|standing| text::verdict(standing.verdict));
        let error = move || {
            let error =
                |standing: Standing| standing.error.map_or_else(String::new, |error| format::scientific(error, 1));
            standing.get().map(error)
        };
        let is = move |verdict: Verdict| standing.get().is_some_and(|standing| standing.verdict == verdict);
        view! {
            <button
                type="button"
                class="group"
                class:ok=move || is(Verdict::Match)
                class:bad=move || is(Verdict::Wrong)
                title=text::GO_TO_ROWS
                on:click=move |_| go_to(store, group)
            >
                <b>{group.name()}</b>" "
                <span aria-hidden="true">{move || words().map(|words| words.seen)}</span>" "
                <span class="heard">{move || words().map(|words| words.heard)}</span>" "
                <small>{error}</small>
            </button>
        }
    };
    view! {
        <div class="groups" role="group" aria-label=text::GROUPS>
            {Group::ALL.map(group).into_iter().collect::<Vec<_>>()}
            <small>{note}</small>
        </div>
    }
    .into_any()
}

/// Lists every row in the network's order and goes to the first of the group.
fn go_to(store: Store, group: Group) {
    store.view.only.set(None);
    store.view.order.set(Order::NETWORK);
    let hidden = store.figures.with_untracked(|snapshot| snapshot.params.hidden());
    let first = group.range(hidden).start.min(Parameters::count(hidden) - 1);
    Place::Row(first).focus();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check::{CheckSpec, forward_mode, kinks, report},
        data::Example,
        nn::Reduction,
    };

    #[test]
    fn a_wrong_group_is_told_from_right_ones() {
        let parameters = Parameters::from_flat(1, vec![0.5, -0.25, 0.125, 0.75, 0.1]).expect("4h + 1 numbers");
        let (examples, check) = ([Example { x: [1.0, 0.5], y: -1.0 }], CheckSpec::default());
        let mut backprop = forward_mode(&parameters, &examples, Reduction::Mean);
        let wo = crate::nn::ParameterId::Wo { unit: 0 };
        backprop.set(wo, 2.0 * backprop.get(wo) + 1.0);
        let report = report(&check, &parameters, &backprop, &examples, Reduction::Mean);
        let rows = Judged::all(&report, &kinks(&check, &parameters, &examples, Reduction::Mean));
        for group in Group::ALL {
            let standing = Standing::of(&rows, group).expect("every group has rows");
            let is_wrong = group == wo.group();
            assert_eq!(standing.verdict == Verdict::Wrong, is_wrong, "{}", group.name());
            assert_eq!(standing.error.is_some_and(|error| error > 0.1), is_wrong, "{}", group.name());
        }
    }
}
