//! Play, step, rewind, and where training stands.

use leptos::prelude::*;

use super::{
    format, text,
    widgets::{Icon, icons},
};
use crate::{
    state::{Speed, Store},
    training::Action,
};

/// The slider's stops, slowest first; the last is as fast as possible.
const SPEEDS: [Speed; 12] = [
    Speed::PerSecond(1.0),
    Speed::PerSecond(2.0),
    Speed::PerSecond(5.0),
    Speed::PerSecond(10.0),
    Speed::PerSecond(30.0),
    Speed::PerSecond(100.0),
    Speed::PerSecond(300.0),
    Speed::PerSecond(1_000.0),
    Speed::PerSecond(3_000.0),
    Speed::PerSecond(10_000.0),
    Speed::PerSecond(100_000.0),
    Speed::Max,
];

/// The bar that stays in view.
#[component]
pub(super) fn Transport() -> impl IntoView {
    view! {
        <div class="transport">
            <div class="buttons" role="group" aria-label=text::TRANSPORT>
                <Buttons/>
                <SpeedControl/>
            </div>
            <Figures/>
        </div>
    }
    .into_any()
}

#[component]
fn Buttons() -> impl IntoView {
    let store: Store = expect_context();
    let playing = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.playing));
    let single = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.sgd.batch_size == 1));
    let at_start = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.step == snapshot.config.start_step));
    view! {
        <button type="button" title=text::REWIND_TITLE aria-label=text::REWIND on:click=move |_| store.apply(Action::Rewind)>
            <Icon path=icons::REWIND/>
        </button>
        <button
            type="button"
            title=move || if single.get() { text::BACK_EXAMPLE } else { text::BACK_BATCH }
            aria-label=move || if single.get() { text::BACK_EXAMPLE } else { text::BACK_BATCH }
            disabled=at_start
            on:click=move |_| store.apply(Action::Back(1))
        >
            <Icon path=icons::BACK/>
        </button>
        <button type="button" class="play" on:click=move |_| store.toggle()>
            {move || {
                let (path, name) = if playing.get() { (icons::PAUSE, text::PAUSE) } else { (icons::PLAY, text::PLAY) };
                view! { <Icon path/> <span>{name}</span> }
            }}
        </button>
        <button
            type="button"
            aria-label=move || if single.get() { text::ONE_EXAMPLE_LABEL } else { text::ONE_BATCH_LABEL }
            on:click=move |_| store.apply(Action::Step(1))
        >
            <Icon path=icons::STEP/>
            <span>{move || if single.get() { text::ONE_EXAMPLE } else { text::ONE_BATCH }}</span>
        </button>
        <button type="button" aria-label=text::ONE_EPOCH_LABEL on:click=move |_| store.apply(Action::Epoch)>
            <Icon path=icons::EPOCH/>
            <span>{text::ONE_EPOCH}</span>
        </button>
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
        <label class="speed">
            <span>{text::SPEED}</span>
            <input
                type="range"
                min="0"
                max=SPEEDS.len() - 1
                prop:value=move || stop_of(store.speed.get())
                aria-valuetext=written
                on:input:target=move |event| {
                    let stop = event.target().value().parse::<usize>().unwrap_or(0);
                    store.set_speed(SPEEDS[stop.min(SPEEDS.len() - 1)]);
                }
            />
            <output>{written}</output>
        </label>
    }
    .into_any()
}

/// The stop nearest to a speed, which the API may have set to any number.
fn stop_of(speed: Speed) -> usize {
    match speed {
        Speed::Max => SPEEDS.len() - 1,
        Speed::PerSecond(rate) => SPEEDS
            .iter()
            .position(|stop| matches!(stop, Speed::PerSecond(at_most) if rate <= *at_most))
            .unwrap_or(SPEEDS.len() - 2),
    }
}

#[component]
fn Figures() -> impl IntoView {
    let store: Store = expect_context();
    let step = move || format::integer(store.figures.with(|snapshot| snapshot.step));
    let epoch = move || format::fixed(store.figures.with(|snapshot| snapshot.epoch), 1);
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
        for (stop, speed) in SPEEDS.into_iter().enumerate() {
            assert_eq!(stop_of(speed), stop, "{speed:?}");
        }
        assert_eq!(stop_of(Speed::PerSecond(1e9)), SPEEDS.len() - 2, "faster than any stop but the last");
    }
}
