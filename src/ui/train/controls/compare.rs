//! Opens and closes a second run, and says in what it differs.

use leptos::prelude::*;

use super::{Fold, Number, Range, Select, even, powers};
use crate::{
    nn::Bug,
    state::{Playground, Store},
    training::{Aspect, Difference, NetworkSpec, SgdSpec, Snapshot},
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
        now.or(before.copied()).unwrap_or(Difference::Hidden(*NetworkSpec::HIDDEN.start()))
    });
    let aspect = Memo::new(move |_| difference.get().aspect());
    let alike = move || config.with(|config| difference.get().of(config) == **config);
    let choose = move |aspect| compare(store, config.with_untracked(|config| Difference::proposed(aspect, config)));
    view! {
        <Select label=words::DIFFERS class="row choose" read=words::aspect value=Signal::derive(move || aspect.get()) set=choose/>
        {move || value_view(store, aspect.get(), difference)}
        <p class="hint" role="status">{move || if alike() { words::ALIKE } else { words::NOTE }}</p>
    }
    .into_any()
}

/// The control of what the second run has, where it differs in `aspect`.
fn value_view(store: Store, aspect: Aspect, difference: Memo<Difference>) -> AnyView {
    let number = move |label: &'static str, range: Signal<Range>, make: fn(f64) -> Difference| {
        let value = Signal::derive(move || match difference.get() {
            Difference::LearningRate(rate) => rate,
            Difference::BatchSize(count) | Difference::Hidden(count) => count as f64,
            Difference::Initialization(_) | Difference::Bug(_) => 0.0,
        });
        view! { <Number label range value set=move |number| compare(store, make(number))/> }.into_any()
    };
    match aspect {
        Aspect::LearningRate => {
            let range = powers(&SgdSpec::LEARNING_RATE, -4, 1);
            number(words::LEARNING_RATE, range.into(), Difference::LearningRate)
        }
        Aspect::BatchSize => {
            let train = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.dataset.train));
            let range = Signal::derive(move || even(1.0, train.get().max(1) as f64, 1.0));
            number(words::BATCH_SIZE, range, |size| Difference::BatchSize(size as usize))
        }
        Aspect::Hidden => {
            let range = even(*NetworkSpec::HIDDEN.start() as f64, *NetworkSpec::HIDDEN.end() as f64, 1.0);
            number(words::HIDDEN, range.into(), |hidden| Difference::Hidden(hidden as usize))
        }
        Aspect::Initialization => view! {
            <Select
                label=words::INITIALIZATION
                class="row choose"
                read=text::initialization
                value=Signal::derive(move || if let Difference::Initialization(kind) = difference.get() { Some(kind) } else { None })
                set=move |kind| compare(store, Difference::Initialization(kind))
            />
        }
        .into_any(),
        Aspect::Bug => view! {
            <Select
                label=words::BUG
                class="row choose"
                read=Bug::title
                value=Signal::derive(move || if let Difference::Bug(bug) = difference.get() { Some(bug) } else { None })
                set=move |bug| compare(store, Difference::Bug(bug))
            />
        }
        .into_any(),
    }
}
