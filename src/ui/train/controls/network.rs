//! The network's width and where its parameters start.

use leptos::prelude::*;

use super::{Number, even, typed};
use crate::{
    Named, data,
    nn::Initialization,
    state::Store,
    training::{Action, HIDDEN, NetworkSpec},
    ui::text,
};

/// Hidden units, initialization and its seed.
#[component]
pub(super) fn NetworkControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.network.clone()));
    let change = move |edit: &dyn Fn(&mut NetworkSpec)| {
        // A start of one's own belongs to its width and its seed: it gives way to a drawn one.
        let mut changed = NetworkSpec { start: None, ..spec.get_untracked() };
        edit(&mut changed);
        store.apply(Action::SetNetwork(changed));
    };
    let options = Initialization::ALL
        .iter()
        .map(|&kind| {
            view! {
                <option value=kind.name() selected=move || spec.with(|spec| spec.initialization == kind)>
                    {text::initialization(kind)}
                </option>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section>
            <h2>{text::NETWORK}</h2>
            <Number
                label=text::HIDDEN_UNITS
                control="hidden"
                range=even(*HIDDEN.start() as f64, *HIDDEN.end() as f64, 1.0)
                value=Signal::derive(move || spec.with(|spec| spec.hidden as f64))
                set=move |hidden: f64| change(&|spec| spec.hidden = hidden as usize)
            />
            <label class="row" data-control="initialization">
                <span>{text::INITIALIZATION}</span>
                <select
                    prop:value=move || spec.with(|spec| spec.initialization.name())
                    on:change:target=move |event| {
                        if let Some(kind) = Initialization::from_name(&event.target().value()) {
                            change(&|spec| spec.initialization = kind);
                        }
                    }
                >
                    {options}
                </select>
            </label>
            <p class="hint">{move || spec.with(|spec| text::initialization_note(spec.initialization))}</p>
            <div class="seed" data-control="start-seed">
                <Number
                    label=text::START_SEED
                    range=typed(0.0, *data::SEED.end() as f64)
                    value=Signal::derive(move || spec.with(|spec| spec.seed as f64))
                    set=move |seed: f64| change(&|spec| spec.seed = seed.round() as u64)
                    write=|seed| format!("{seed}")
                />
                <button type="button" class="quiet" on:click=move |_| store.apply(Action::NewStart)>
                    {text::NEW_START}
                </button>
            </div>
        </section>
    }
    .into_any()
}
