//! Play, step, rewind, and where training stands.

mod stage;

use leptos::prelude::*;
pub(super) use stage::{NotYet, StageStrip, Stopped, gradients_unknown};

use super::{
    format,
    shared::titled,
    text::{self, keys::Shortcut},
    widgets::{Icon, icons},
};
use crate::{
    document::Speed,
    plot::scatter::Turn,
    state::{Store, Unit},
    training::Action,
};

/// Steps a second at the slider's stops, slowest first; one stop more, the last, is as fast as possible.
const SPEEDS: [f64; 11] = [1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0, 10_000.0, 100_000.0];

/// The bar that stays in view.
#[component]
pub(super) fn Transport() -> impl IntoView {
    view! {
        <section class="transport" aria-label=text::TRANSPORT_BAR>
            <Run/>
            <Figures/>
            <StageStrip/>
            <Stopped/>
        </section>
    }
    .into_any()
}

/// What one trains with.
#[component]
pub(super) fn Run() -> impl IntoView {
    view! {
        <div class="buttons" role="group" aria-label=text::TRANSPORT>
            <Buttons/>
            <SpeedControl/>
        </div>
    }
    .into_any()
}

#[component]
fn Buttons() -> impl IntoView {
    let store: Store = expect_context();
    let playing = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.playing));
    let at_start = Memo::new(move |_| {
        store.snapshot.with(|snapshot| snapshot.step == snapshot.config.start_step && snapshot.phase.is_none())
    });
    let back = move || text::time::unit(store.view.unit.get())[1];
    let on = move || text::time::unit(store.view.unit.get())[2];
    view! {
        <button data-control="rewind" type="button" title=titled(store, text::REWIND_TITLE, Shortcut::Rewind) aria-label=text::REWIND on:click=move |_| store.apply(Action::Rewind)>
            <Icon path=icons::REWIND/>
        </button>
        <button
            data-control="back"
            type="button"
            title=move || titled(store, back(), Shortcut::Back)
            aria-label=back
            // Not disabled: that would take the focus from whoever has just pressed it for the last time.
            aria-disabled=move || at_start.get().to_string()
            on:click=move |_| store.step_by(store.view.unit.get_untracked(), Turn::Previous)
        >
            <Icon path=icons::BACK/>
        </button>
        <button data-control="play" type="button" class="play" title=titled(store, text::PLAY_TITLE, Shortcut::Play) on:click=move |_| store.toggle()>
            {move || {
                let (path, name) = if playing.get() { (icons::PAUSE, text::PAUSE) } else { (icons::PLAY, text::PLAY) };
                view! { <Icon path/> <span>{name}</span> }
            }}
        </button>
        <button
            data-control="step"
            type="button"
            title=move || titled(store, on(), Shortcut::Step)
            aria-label=on
            on:click=move |_| store.step_by(store.view.unit.get_untracked(), Turn::Next)
        >
            <Icon path=icons::STEP/>
        </button>
        <UnitChoice/>
    }
    .into_any()
}

/// By how much the buttons on both sides of play go.
#[component]
fn UnitChoice() -> impl IntoView {
    let unit = expect_context::<Store>().view.unit;
    let options = Unit::ALL
        .into_iter()
        .enumerate()
        .map(|(place, option)| {
            view! { <option value=place selected=move || unit.get() == option>{text::time::unit(option)[0]}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <label data-control="unit" class="step-unit">
            <span>{text::time::BY}</span>
            <select
                aria-label=text::time::STEP_BY
                on:change:target=move |event| {
                    let chosen = event.target().value().parse::<usize>().ok();
                    if let Some(&chosen) = chosen.and_then(|place| Unit::ALL.get(place)) {
                        unit.set(chosen);
                    }
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

#[component]
fn SpeedControl() -> impl IntoView {
    let store: Store = expect_context();
    let written = move || match store.speed.get() {
        Speed::PerSecond(rate) => text::steps_per_second(rate),
        Speed::Max => text::FULL_SPEED.to_owned(),
    };
    view! {
        <label data-control="speed" class="speed">
            <span>{text::SPEED}</span>
            <input
                type="range"
                min="0"
                max=SPEEDS.len()
                prop:value=move || stop_of(store.speed.get())
                aria-valuetext=written
                on:input:target=move |event| {
                    let stop = event.target().value().parse::<usize>().unwrap_or(0);
                    store.set_speed(speed_at(stop));
                }
            />
            <output>{written}</output>
        </label>
    }
    .into_any()
}

/// The speed at a stop.
fn speed_at(stop: usize) -> Speed {
    SPEEDS.get(stop).map_or(Speed::Max, |rate| Speed::PerSecond(*rate))
}

/// The stop nearest to a speed, which the API may have set to any number.
fn stop_of(speed: Speed) -> usize {
    match speed {
        Speed::Max => SPEEDS.len(),
        Speed::PerSecond(rate) => SPEEDS.iter().position(|stop| rate <= *stop).unwrap_or(SPEEDS.len() - 1),
    }
}

/// Where training stands.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let store: Store = expect_context();
    let step = move || format::integer(store.figures.with(|snapshot| snapshot.step));
    let epoch = move || format::tenths(store.figures.with(|snapshot| snapshot.epoch));
    let share = |share: Option<f64>| share.map_or_else(|| text::NOTHING.to_owned(), format::percent);
    let loss = |loss: Option<f64>| loss.map_or_else(|| text::NOTHING.to_owned(), format::loss);
    view! {
        <dl class="figures" aria-label=text::FIGURES>
            <div class="long"><dt>{text::STEP}</dt><dd>{step}</dd></div>
            <div class="long optional"><dt>{text::EPOCH}</dt><dd>{epoch}</dd></div>
            <div><dt>{text::TRAIN_LOSS}</dt><dd>{move || format::loss(store.metrics.get().train_loss)}</dd></div>
            <div class="optional"><dt>{text::TEST_LOSS}</dt><dd>{move || loss(store.metrics.get().test_loss)}</dd></div>
            <div class="spare"><dt>{text::TRAIN_ACCURACY}</dt><dd>{move || format::percent(store.metrics.get().train_accuracy)}</dd></div>
            <div><dt>{text::TEST_ACCURACY}</dt><dd>{move || share(store.metrics.get().test_accuracy)}</dd></div>
        </dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_speed_has_a_stop() {
        for stop in 0..=SPEEDS.len() {
            assert_eq!(stop_of(speed_at(stop)), stop, "{:?}", speed_at(stop));
        }
        assert_eq!(stop_of(Speed::PerSecond(1e9)), SPEEDS.len() - 1, "faster than any stop but the last");
    }
}
