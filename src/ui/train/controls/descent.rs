//! How a step of stochastic gradient descent is taken.

use leptos::prelude::*;

use super::{Choice, Legend, Number, even, powers};
use crate::{
    nn::Reduction,
    state::Store,
    training::{Action, L2, LEARNING_RATE, SgdSpec},
    ui::text,
};

/// Learning rate, batch, penalty.
#[component]
pub(super) fn DescentControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.sgd));
    let train = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.dataset.train));
    let change = move |edit: &dyn Fn(&mut SgdSpec)| {
        let mut changed = spec.get_untracked();
        edit(&mut changed);
        store.apply(Action::SetSgd(changed));
    };
    view! {
        <section>
            <h2>{text::DESCENT}</h2>
            <Number
                label=text::LEARNING_RATE
                control="learning-rate"
                range=powers(*LEARNING_RATE.start(), *LEARNING_RATE.end(), -4, 1)
                value=Signal::derive(move || spec.get().learning_rate)
                set=move |rate| change(&|spec| spec.learning_rate = rate)
            />
            <Number
                label=text::BATCH_SIZE
                control="batch-size"
                range=Signal::derive(move || even(1.0, train.get() as f64, 1.0))
                value=Signal::derive(move || spec.get().batch_size.min(train.get()) as f64)
                set=move |size: f64| change(&|spec| spec.batch_size = size as usize)
            />
            <Number
                label=text::L2
                control="l2"
                range=powers(*L2.start(), *L2.end(), -5, 0)
                value=Signal::derive(move || spec.get().l2)
                set=move |l2| change(&|spec| spec.l2 = l2)
            />
            <Choice
                label=text::REDUCTION
                control="reduction"
                legend=Legend::Seen
                options=vec![(Reduction::Mean, text::MEAN), (Reduction::Sum, text::SUM)]
                value=Signal::derive(move || spec.get().reduction)
                set=move |reduction| change(&|spec| spec.reduction = reduction)
            />
            <label class="row" data-control="shuffle">
                <span>{text::SHUFFLE}</span>
                <input
                    type="checkbox"
                    prop:checked=move || spec.get().shuffle
                    on:change:target=move |event| {
                        let shuffle = event.target().checked();
                        change(&|spec| spec.shuffle = shuffle);
                    }
                />
            </label>
        </section>
    }
    .into_any()
}
