//! How a step of stochastic gradient descent is taken.

use leptos::prelude::*;

use super::{Choice, Fold, Legend, Number, even, powers};
use crate::{
    nn::Reduction,
    state::Store,
    training::{Action, SgdSpec},
    ui::text::descent as text,
};

/// Learning rate and batch.
#[component]
pub(super) fn DescentControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = spec(store);
    let train = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.dataset.train));
    view! {
        <section>
            <h2>{text::TITLE}</h2>
            <Number
                label=text::LEARNING_RATE
                control="learning-rate"
                range=powers(&SgdSpec::LEARNING_RATE, -4, 1)
                value=Signal::derive(move || spec.get().learning_rate)
                set=move |rate| change(store, |spec| spec.learning_rate = rate)
            />
            <Number
                label=text::BATCH_SIZE
                control="batch-size"
                range=Signal::derive(move || even(1.0, train.get() as f64, 1.0))
                value=Signal::derive(move || spec.get().batch_size.min(train.get()) as f64)
                set=move |size: f64| change(store, |spec| spec.batch_size = size as usize)
            />
        </section>
    }
    .into_any()
}

fn spec(store: Store) -> Memo<SgdSpec> {
    Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.sgd))
}

fn change(store: Store, edit: impl FnOnce(&mut SgdSpec)) {
    let mut changed = store.snapshot.with_untracked(|snapshot| snapshot.config.sgd);
    edit(&mut changed);
    store.apply(Action::SetSgd(changed));
}

/// Penalty, the loss of a batch, the order of the examples.
#[component]
pub(super) fn MoreOfDescent() -> impl IntoView {
    let store: Store = expect_context();
    let spec = spec(store);
    view! {
        <Fold name=text::MORE now=Signal::derive(move || spec.with(text::more))>
            <Number
                label=text::L2
                control="l2"
                range=powers(&SgdSpec::L2, -5, 0)
                value=Signal::derive(move || spec.get().l2)
                set=move |l2| change(store, |spec| spec.l2 = l2)
            />
            <Choice
                label=text::REDUCTION
                control="reduction"
                legend=Legend::Seen
                options=vec![(Reduction::Mean, text::MEAN), (Reduction::Sum, text::SUM)]
                value=Signal::derive(move || spec.get().reduction)
                set=move |reduction| change(store, |spec| spec.reduction = reduction)
            />
            <label class="row" data-control="shuffle">
                <span>{text::SHUFFLE}</span>
                <input
                    type="checkbox"
                    prop:checked=move || spec.get().shuffle
                    on:change:target=move |event| {
                        let shuffle = event.target().checked();
                        change(store, |spec| spec.shuffle = shuffle);
                    }
                />
            </label>
        </Fold>
    }
    .into_any()
}
