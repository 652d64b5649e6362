//! A parameter's gradient as the sum over examples that it is, largest contributions first.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{self, Model};
use crate::{
    explain::{Explanation, Factor, Term, round_to_add_up},
    nn::{ParameterId, Parameters},
    state::{Page, Store},
    ui::{
        format,
        subject::ScopeOf,
        text,
        text::explain,
        transport::{NotYet, gradients_unknown},
    },
};

/// Terms that are listed; all others stand in one row.
const LISTED: usize = 8;
/// Significant digits of the largest contribution; all others are written to the same place.
const DIGITS: i32 = 7;
/// Significant digits of a factor: two more, so that the product of what is shown is the contribution that is shown.
const FACTOR_DIGITS: usize = 9;

/// The card. In the Train view it can be closed.
#[component]
pub(in crate::ui) fn Apart() -> impl IntoView {
    let store: Store = expect_context();
    let parameter = expect_context::<Model>().parameter;
    let closes = store.view.page.get_untracked() == Page::Train;
    let close = closes.then(|| {
        view! {
            <button type="button" class="quiet" on:click=move |_| store.view.explain.apart.set(false)>{explain::CLOSE}</button>
        }
    });
    view! {
        <section class="card apart" class:unknown=gradients_unknown(store) aria-labelledby="apart-title">
            <div class="head">
                <h2 id="apart-title">{explain::APART} ": " {move || explain::derivative_of(parameter.get())}</h2>
                <div class="tools">
                    <ParameterChoice/>
                    <ScopeOf/>
                    {close}
                </div>
            </div>
            <Sum/>
            <BugSays/>
            <NotYet/>
        </section>
    }
    .into_any()
}

/// Every parameter by name, for those who cannot point.
#[component]
fn ParameterChoice() -> impl IntoView {
    let store: Store = expect_context();
    let parameter = expect_context::<Model>().parameter;
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    let options = move || {
        Parameters::zeros(hidden.get())
            .ids()
            .map(|id| {
                let name = id.to_string();
                view! { <option value=name.clone() selected=move || parameter.get() == id>{name.clone()}</option> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <select
            class="quiet"
            aria-label=explain::PARAMETER
            on:change:target=move |event| {
                if let Ok(id) = event.target().value().parse::<ParameterId>() {
                    store.take_apart(id);
                }
            }
        >
            {options}
        </select>
    }
    .into_any()
}

/// What is listed: the largest terms, the others as one, and the whole, written so that they add up as written.
#[derive(Clone, PartialEq)]
struct Shown {
    terms: Vec<Term>,
    contributions: Vec<String>,
    others: usize,
    rest: String,
    total: String,
    exponent: i32,
    count: usize,
}

impl Shown {
    fn new(explanation: &Explanation, listed: usize, kept: Option<&Self>) -> Self {
        let mut explanation = explanation.clone();
        if let Some(kept) = kept {
            let place = |term: &Term| kept.terms.iter().position(|other| other.example == term.example);
            explanation.terms.sort_by_key(|term| place(term).unwrap_or(usize::MAX));
        }
        let head = explanation.head(listed);
        let mut numbers: Vec<f64> = head.terms.iter().map(|term| term.contribution).collect();
        numbers.push(head.rest);
        let leading = leading_exponent(&numbers);
        // The power of ten that is left out: none where the digits show the largest number.
        let exponent = if (-3..4).contains(&leading) { 0 } else { leading };
        let digits = exponent - leading + DIGITS - 1;
        let units = round_to_add_up(&numbers, 10f64.powi(leading - DIGITS + 1));
        let total: f64 = units.iter().sum();
        let write = |units: f64| format::fixed(units / 10f64.powi(digits), digits as usize);
        let mut written: Vec<String> = units.iter().copied().map(write).collect();
        let rest = written.pop().unwrap_or_default();
        Self {
            terms: head.terms.to_vec(),
            contributions: written,
            others: head.others,
            rest,
            total: write(total),
            exponent,
            count: explanation.terms.len(),
        }
    }
}

/// Below ten to this power, floats have no seven digits.
const LEAST: i32 = -290;

/// The place of the first digit of the largest finite number: −2 of 0.074. 0 where there is none.
fn leading_exponent(numbers: &[f64]) -> i32 {
    let sizes = numbers.iter().map(|number| number.abs()).filter(|size| size.is_finite());
    let largest = sizes.fold(0.0, f64::max);
    if largest > 0.0 { (largest.log10().floor() as i32).max(LEAST) } else { 0 }
}

#[component]
fn Sum() -> impl IntoView {
    let explanation = expect_context::<Model>().explanation;
    // While somebody points at a row, the rows keep their order.
    let held = RwSignal::new(false);
    let all = RwSignal::new(false);
    let most = Memo::new(move |_| if all.get() { usize::MAX } else { LISTED });
    let shown = Memo::new(move |before: Option<&Arc<Shown>>| {
        explanation.with(|explanation| {
            let same = |shown: &&Arc<Shown>| held.get() && shown.count == explanation.terms.len();
            Arc::new(Shown::new(explanation, most.get(), before.filter(same).map(Arc::as_ref)))
        })
    });
    let factors = Memo::new(move |_| {
        explanation.with(|explanation| {
            let count = explanation.terms.len();
            let names = explanation.terms.iter().take(1).flat_map(|term| &term.factors).map(|(factor, _)| *factor);
            // The mean of one is that one.
            let says_something = |factor: &Factor| count > 1 || *factor != Factor::Share;
            (names.filter(says_something).collect::<Vec<_>>(), count)
        })
    });
    let heads = move || {
        let (names, count) = factors.get();
        let head = |(place, factor)| {
            let sign = if place == 0 { "" } else { "× " };
            view! { <th scope="col">{sign}{explain::factor(factor, count)}</th> }
        };
        names.into_iter().enumerate().map(head).collect::<Vec<_>>()
    };
    let listed = Memo::new(move |_| factors.get().1.min(most.get()));
    let columns = Memo::new(move |_| factors.get().0.len());
    let rows = move || {
        let columns = columns.get();
        (0..listed.get()).map(|place| view! { <TermRow place columns shown/> }).collect::<Vec<_>>()
    };
    // What is said of many rows reaches over the first factor: it is longer than an example's number.
    let across = move || columns.get().min(1) + 1;
    let blank = move || columns.get().checked_sub(2).map(|left| view! { <td colspan=left + 1></td> });
    let others = move || {
        (factors.get().1 > LISTED).then(|| {
            view! {
                <tr class="others">
                    <th scope="row" colspan=across>
                        <button
                            type="button"
                            class="quiet"
                            aria-expanded=move || all.get().to_string()
                            on:click=move |_| all.update(|all| *all = !*all)
                        >
                            {move || if all.get() { explain::FEWER.to_owned() } else { explain::others(shown.with(|shown| shown.others)) }}
                        </button>
                    </th>
                    {blank}
                    <td>{move || (!all.get()).then(|| shown.with(|shown| shown.rest.clone()))}</td>
                </tr>
            }
        })
    };
    let total = move || explanation.with(|explanation| explain::total(explanation.reduction, explanation.terms.len()));
    let factor = move || {
        let exponent = shown.with(|shown| shown.exponent);
        (exponent != 0).then(|| explain::scaled(exponent))
    };
    view! {
        <div
            class="scroll"
            tabindex="0"
            role="region"
            aria-label=explain::TERMS
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
        >
            <table class="plain terms" class:single=move || listed.get() == 1>
                <caption class="heard">{explain::TERMS}</caption>
                <thead>
                    <tr><th scope="col">{text::EXAMPLE}</th>{heads}<th scope="col">{explain::CONTRIBUTION} " " {factor}</th></tr>
                </thead>
                <tbody>{rows}{others}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan=across>{total}</th>
                        {blank}
                        <td title=move || explanation.with(|explanation| format::exact(explanation.gradient))>
                            {move || shown.with(|shown| shown.total.clone())}
                        </td>
                    </tr>
                </tfoot>
            </table>
            {move || (listed.get() == 0).then_some(explain::NO_EXAMPLES)}
        </div>
    }
    .into_any()
}

#[component]
fn TermRow(place: usize, columns: usize, shown: Memo<Arc<Shown>>) -> impl IntoView {
    let store: Store = expect_context();
    let pointed = store.view.explain.pointed;
    let term = Memo::new(move |_| shown.with(|shown| shown.terms.get(place).cloned()));
    let example = Memo::new(move |_| term.with(|term| term.as_ref().map(|term| term.example)));
    let cells = (0..columns)
        .map(|column| {
            let value = move || term.with(|term| term.as_ref()?.factors.get(column).map(|(_, value)| *value));
            let number = move || value().map(|value| format::factor(value, FACTOR_DIGITS));
            view! { <td title=move || value().map(format::exact)>{number}</td> }
        })
        .collect::<Vec<_>>();
    let select = move |_| {
        if let Some(example) = example.get_untracked() {
            store.view.example.set(example);
        }
    };
    view! {
        <tr
            class:lit=move || pointed.get().is_some() && pointed.get() == example.get()
            on:pointerenter=move |_| pointed.set(example.get_untracked())
            on:pointerleave=move |_| pointed.set(None)
        >
            <th scope="row">
                <button
                    type="button"
                    class="quiet"
                    on:click=select
                    on:focus=move |_| pointed.set(example.get_untracked())
                    on:blur=move |_| pointed.set(None)
                >
                    {move || example.get().map(|index| store.number(index))}
                </button>
            </th>
            {cells}
            <td title=move || term.with(|term| term.as_ref().map(|term| format::exact(term.contribution)))>
                {move || shown.with(|shown| shown.contributions.get(place).cloned())}
            </td>
        </tr>
    }
    .into_any()
}

/// With a bug on, the sum is what the gradient should be: say what the backward pass makes of it.
#[component]
fn BugSays() -> impl IntoView {
    let store: Store = expect_context();
    let Model { parameter, explanation, bug, .. } = expect_context();
    let words = Memo::new(move |_| {
        bug.get()?;
        let row = model::row_of(store, parameter.get())?.row;
        let right = explanation.with(|explanation| explanation.gradient);
        let differs = (row.backprop - right).abs() > 1e-12 * right.abs().max(f64::MIN_POSITIVE);
        differs.then(|| explain::bug_says(row.backprop))
    });
    view! { <p class="bug-says" role="status">{words}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{data::Example, explain::explain, nn::Reduction};

    /// A number over many powers of ten, of either sign.
    fn number() -> impl Strategy<Value = f64> {
        (-1.0..1.0_f64, -8..3_i32).prop_map(|(digits, exponent)| digits * 10f64.powi(exponent))
    }

    fn read(text: &str) -> f64 {
        format::parse(text).expect("a number is shown")
    }

    proptest! {
        #[test]
        fn shown_factors_multiply_to_the_shown_term_in_its_last_digit(
            values in prop::collection::vec(number(), 13),
            points in prop::collection::vec(([-1.0..1.0_f64, -1.0..1.0_f64], any::<bool>()), 1..12),
        ) {
            let parameters = Parameters::from_flat(3, values).expect("4h + 1 numbers");
            let examples: Vec<Example> =
                points.iter().map(|&(x, positive)| Example { x, y: if positive { 1.0 } else { -1.0 } }).collect();
            let places: Vec<usize> = (0..examples.len()).collect();
            for id in parameters.ids() {
                let shown = Shown::new(&explain(&parameters, &examples, &places, Reduction::Mean, id), LISTED, None);
                let digits = shown.total.split('.').nth(1).map_or(0, str::len);
                let digits = i32::try_from(digits).expect("a few digits");
                let last = 10f64.powi(shown.exponent - digits);
                for (term, contribution) in shown.terms.iter().zip(&shown.contributions) {
                    let factors = term.factors.iter().map(|(_, value)| read(&format::factor(*value, FACTOR_DIGITS)));
                    let (product, contribution) = (factors.product::<f64>(), read(contribution) * 10f64.powi(shown.exponent));
                    // Rounding to add up moves a term by less than one in its last digit, in either direction.
                    prop_assert!((product - contribution).abs() <= 1.3 * last, "{id}: {product} is shown as {contribution}");
                    prop_assert!(term.factors.iter().all(|(_, value)| *value == 0.0 || read(&format::factor(*value, 9)) != 0.0));
                }
            }
        }
    }
}
