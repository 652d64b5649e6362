//! Opens and closes a second run, and says in what it differs.

use leptos::prelude::*;

use super::{Fold, Number, even, powers};
use crate::{
    Named,
    nn::{Bug, Initialization},
    state::{Playground, Store},
    training::{Aspect, Difference, HIDDEN, LEARNING_RATE, Snapshot},
    ui::text::{self, compare as words},
};

/// The switch, and while it is on what differs.
#[component]
pub(super) fn CompareControls() -> impl IntoView {
    let store: Store = expect_context();
    let open = Memo::new(move |_| store.second_run.with(Option::is_some));
    let toggle = move |_| {
        if open.get_untracked() {
            store.change(Playground::end_comparison);
        } else {
            let proposed = |now: &Snapshot| Difference::proposed(Aspect::LearningRate, &now.config);
            compare(store, store.snapshot.with_untracked(proposed));
        }
    };
    let keep = move || {
        view! {
            <button type="button" class="quiet" title=words::KEEP_TITLE on:click=move |_| store.change(Playground::keep_second)>
                {words::KEEP}
            </button>
        }
    };
    view! {
        <Fold control="compare" name=words::COMPARE>
            <div class="compare">
                {move || open.get().then(|| view! { <Settings/> })}
                <div class="actions">
                    // One button that stays, so that the focus does.
                    <button type="button" class="quiet" on:click=toggle>
                        {move || if open.get() { words::END } else { words::OPEN }}
                    </button>
                    {move || open.get().then(keep)}
                </div>
            </div>
        </Fold>
    }
    .into_any()
}

fn compare(store: Store, difference: Difference) {
    store.change(|playground| playground.compare(difference));
}

/// What differs, and its value.
#[component]
fn Settings() -> impl IntoView {
    let store: Store = expect_context();
    let config = Memo::new(move |_| store.figures.with(|snapshot| snapshot.config.clone()));
    let difference = Memo::new(move |before: Option<&Difference>| {
        let now = store.second_run.with(|second| second.as_ref().map(|second| second.difference));
        // As it was, for the moment in which the comparison has ended and this is still there.
        now.or(before.copied()).unwrap_or(Difference::Hidden(*HIDDEN.start()))
    });
    let aspect = Memo::new(move |_| difference.get().aspect());
    let alike = move || config.with(|config| difference.get().of(config) == **config);
    let choose = move |name: String| {
        if let Some(aspect) = Aspect::from_name(&name) {
            compare(store, config.with_untracked(|config| Difference::proposed(aspect, config)));
        }
    };
    view! {
        {select_view(
            words::DIFFERS,
            &named(words::aspect),
            Signal::derive(move || aspect.get().name()),
            Callback::new(choose),
        )}
        {move || value_view(store, aspect.get(), difference)}
        <p class="hint" role="status">{move || if alike() { words::ALIKE } else { words::NOTE }}</p>
    }
    .into_any()
}

/// The control of what the second run has, where it differs in `aspect`.
fn value_view(store: Store, aspect: Aspect, difference: Memo<Difference>) -> AnyView {
    let differ = Callback::new(move |difference| compare(store, difference));
    let number =
        move |read: fn(Difference) -> Option<f64>| Signal::derive(move || read(difference.get()).unwrap_or_default());
    match aspect {
        Aspect::LearningRate => view! {
            <Number
                label=words::LEARNING_RATE
                range=powers(*LEARNING_RATE.start(), *LEARNING_RATE.end(), -4, 1)
                value=number(|difference| if let Difference::LearningRate(rate) = difference { Some(rate) } else { None })
                set=move |rate| differ.run(Difference::LearningRate(rate))
            />
        }
        .into_any(),
        Aspect::BatchSize => {
            let train = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.dataset.train));
            view! {
                <Number
                    label=words::BATCH_SIZE
                    range=Signal::derive(move || even(1.0, train.get().max(1) as f64, 1.0))
                    value=number(|difference| if let Difference::BatchSize(size) = difference { Some(size as f64) } else { None })
                    set=move |size: f64| differ.run(Difference::BatchSize(size as usize))
                />
            }
            .into_any()
        }
        Aspect::Hidden => view! {
            <Number
                label=words::HIDDEN
                range=even(*HIDDEN.start() as f64, *HIDDEN.end() as f64, 1.0)
                value=number(|difference| if let Difference::Hidden(hidden) = difference { Some(hidden as f64) } else { None })
                set=move |hidden: f64| differ.run(Difference::Hidden(hidden as usize))
            />
        }
        .into_any(),
        Aspect::Initialization => select_view(
            words::INITIALIZATION,
            &named(text::initialization),
            Signal::derive(move || if let Difference::Initialization(kind) = difference.get() { kind.name() } else { "" }),
            Callback::new(move |name: String| {
                if let Some(kind) = Initialization::from_name(&name) {
                    differ.run(Difference::Initialization(kind));
                }
            }),
        ),
        Aspect::Bug => select_view(
            words::BUG,
            &named(Bug::title),
            Signal::derive(move || if let Difference::Bug(bug) = difference.get() { bug.name() } else { "" }),
            Callback::new(move |name: String| {
                if let Some(bug) = Bug::from_name(&name) {
                    differ.run(Difference::Bug(bug));
                }
            }),
        ),
    }
}

/// The names of all values and what is read for each.
fn named<T: Named>(read: fn(T) -> &'static str) -> Vec<(&'static str, &'static str)> {
    T::ALL.iter().map(|&value| (value.name(), read(value))).collect()
}

/// One of a list, by name. Options are (name, what is read).
fn select_view(
    label: &'static str,
    options: &[(&'static str, &'static str)],
    value: Signal<&'static str>,
    set: Callback<String>,
) -> AnyView {
    view! {
        <label class="row choose">
            <span>{label}</span>
            <select prop:value=move || value.get() on:change:target=move |event| set.run(event.target().value())>
                {options_view(options, value.get_untracked())}
            </select>
        </label>
    }
    .into_any()
}

fn options_view(options: &[(&'static str, &'static str)], selected: &'static str) -> Vec<AnyView> {
    let option = |&(name, read): &(&'static str, &'static str)| {
        view! { <option value=name selected=name == selected>{read}</option> }.into_any()
    };
    options.iter().map(option).collect()
}
