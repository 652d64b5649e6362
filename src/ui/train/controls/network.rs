//! The network's width and where its parameters start.

use leptos::prelude::*;

use super::{Fold, Number, Select, even, typed};
use crate::{
    data,
    state::Store,
    training::{Action, NetworkSpec},
    ui::text,
};

/// Hidden units.
#[component]
pub(super) fn NetworkControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = spec(store);
    view! {
        <section>
            <h2>{text::NETWORK}</h2>
            <Number
                label=text::HIDDEN_UNITS
                control="hidden"
                range=even(*NetworkSpec::HIDDEN.start() as f64, *NetworkSpec::HIDDEN.end() as f64, 1.0)
                value=Signal::derive(move || spec.with(|spec| spec.hidden as f64))
                set=move |hidden: f64| change(store, |spec| spec.hidden = hidden as usize)
            />
        </section>
    }
    .into_any()
}

fn spec(store: Store) -> Memo<NetworkSpec> {
    Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.network.clone()))
}

fn change(store: Store, edit: impl FnOnce(&mut NetworkSpec)) {
    // A start of one's own belongs to its width and its seed: it gives way to a drawn one.
    let now = store.snapshot.with_untracked(|snapshot| snapshot.config.network.clone());
    let mut changed = NetworkSpec { start: None, ..now };
    edit(&mut changed);
    store.apply(Action::SetNetwork(changed));
}

/// Initialization and its seed.
#[component]
pub(super) fn StartControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = spec(store);
    view! {
        <Fold name=text::START now=Signal::derive(move || spec.with(|spec| text::start(spec.initialization, spec.seed)))>
            <Select
                label=text::INITIALIZATION
                control="initialization"
                read=text::initialization
                value=Signal::derive(move || spec.with(|spec| spec.initialization))
                set=move |kind| change(store, |spec| spec.initialization = kind)
            />
            <p class="hint">{move || spec.with(|spec| text::initialization_note(spec.initialization))}</p>
            <div class="seed" data-control="start-seed">
                <Number
                    label=text::START_SEED
                    range=typed(&(0.0..=*data::SEED.end() as f64))
                    value=Signal::derive(move || spec.with(|spec| spec.seed as f64))
                    set=move |seed: f64| change(store, |spec| spec.seed = seed.round() as u64)
                    write=|seed| format!("{seed}")
                />
                <button type="button" class="quiet" on:click=move |_| store.apply(Action::NewStart)>
                    {text::NEW_START}
                </button>
            </div>
        </Fold>
    }
    .into_any()
}
