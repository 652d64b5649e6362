//! The second run beside the first: its plane, and the figures of both.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::{
    browser::size,
    nn::Parameters,
    plot::{marks, projection::Projection, scene::Scene},
    state::{SecondRun, Shown, Store},
    training::{Aspect, Config, Metrics, Snapshot},
    ui::{
        format,
        plane::{in_words, lines_scene, paint_field, scatter_of},
        shared::{bounds_of, paint_scene, palette},
        text::{self, compare as words},
    },
};

/// Which run the first plane shows, where there are two.
#[component]
pub(super) fn FirstLabel() -> impl IntoView {
    let store: Store = expect_context();
    let setting = Memo::new(move |_| {
        let aspect = store.second_figures.with(|second| second.as_ref().map(|second| second.difference.aspect()))?;
        Some(store.figures.with(|snapshot| setting_of(store, aspect, &snapshot.config)))
    });
    move || setting.get().map(|setting| label(words::FIRST, setting))
}

/// The second run's plane: a picture, with the view of the first.
#[component]
pub(super) fn SecondPlane() -> impl IntoView {
    let store: Store = expect_context();
    let palette = palette();
    let plane = NodeRef::<html::Div>::new();
    let size = size::watch(plane);
    let bounds = Memo::new(move |_| store.snapshot.with(bounds_of));
    let projection = Memo::new(move |_| Projection::new(bounds.get(), size.get().width, size.get().height));
    let theme = Memo::new(move |_| palette.with(|palette| palette.theme));
    let (parameters, figures) = (parameters_of(store.second_run), parameters_of(store.second_figures));
    let metrics = metrics(store);
    let (field, points) = (NodeRef::new(), NodeRef::new());
    let lines = Memo::new(move |_| lines_scene(store, &parameters.get(), None, theme.get(), &projection.get()));
    paint_field(parameters, field, bounds, size, lines, Memo::new(|_| false));
    paint_scene(
        points,
        size,
        Memo::new(move |_| {
            let scatter = scatter_of(store, &figures.get(), theme.get(), &projection.get());
            let shapes = scatter.markers.iter().flat_map(|marker| marks::marker_shapes(marker, theme.get())).collect();
            Scene { width: size.get().width, height: size.get().height, shapes }
        }),
    );
    let setting = Memo::new(move |_| {
        let of = |second: &SecondRun| setting_of(store, second.difference.aspect(), &second.snapshot.config);
        store.second_figures.with(|second| second.as_ref().map(of).unwrap_or_default())
    });
    let said = Memo::new(move |_| metrics.get().map(|metrics| in_words(&figures.get(), metrics, bounds.get())));
    view! {
        <div class="side">
            {move || label(words::SECOND, setting.get())}
            <div
                class="plane picture"
                node_ref=plane
                role="img"
                aria-label=move || words::second_plane(&setting.get())
                aria-describedby="second-words"
            >
                <canvas node_ref=field aria-hidden="true"></canvas>
                <canvas node_ref=points aria-hidden="true"></canvas>
            </div>
            <p class="heard" id="second-words">{said}</p>
        </div>
    }
    .into_any()
}

/// Losses and accuracies of both runs, and where the second stands if not beside the first.
#[component]
pub(super) fn ComparedFigures() -> impl IntoView {
    let store: Store = expect_context();
    let second = metrics(store);
    let row = move |name: &'static str, write: fn(Metrics) -> Option<String>| {
        let cell = move |metrics: Option<Metrics>| metrics.and_then(write).unwrap_or_else(|| text::NOTHING.to_owned());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{move || cell(Some(store.metrics.get()))}</td>
                <td>{move || cell(second.get())}</td>
            </tr>
        }
    };
    view! {
        <table class="compared">
            <caption class="heard">{words::FIGURES}</caption>
            <thead>
                <tr>
                    <th scope="col"><span class="heard">{words::FIGURE}</span></th>
                    <th scope="col">{words::FIRST}</th>
                    <th scope="col">{words::SECOND}</th>
                </tr>
            </thead>
            <tbody>
                {row(text::TRAIN_LOSS, |metrics| Some(format::fixed(metrics.train_loss, 4)))}
                {row(text::TEST_LOSS, |metrics| metrics.test_loss.map(|loss| format::fixed(loss, 4)))}
                {row(text::TRAIN_ACCURACY, |metrics| Some(format::percent(metrics.train_accuracy)))}
                {row(text::TEST_ACCURACY, |metrics| metrics.test_accuracy.map(format::percent))}
            </tbody>
        </table>
        <Standing/>
        <p class="hint">{words::REST_SHOWS_FIRST}</p>
    }
    .into_any()
}

/// Says where the second run is not at the first's step.
#[component]
fn Standing() -> impl IntoView {
    let store: Store = expect_context();
    let of_second = move |read: fn(&SecondRun) -> Option<u64>| {
        Memo::new(move |_| store.second_figures.with(|second| second.as_ref().and_then(read)))
    };
    let diverged = of_second(|second| second.snapshot.diverged);
    let behind = of_second(|second| second.catching_up.then_some(second.snapshot.step));
    let is_behind = Memo::new(move |_| behind.get().is_some());
    let goal = move || store.figures.with(|snapshot| snapshot.step);
    view! {
        <p class="standing" role="status">
            {move || diverged.get().map(words::diverged)}
            // The words are said once; the numbers, which run, are for the eye.
            {move || is_behind.get().then(|| view! {
                {words::CATCHING_UP}
                <span aria-hidden="true">{move || words::progress(behind.get().unwrap_or_default(), goal())}</span>
            })}
        </p>
    }
    .into_any()
}

/// A run's letter and what it has where the two differ.
fn label(letter: &'static str, setting: String) -> impl IntoView {
    view! { <p class="run"><b>{letter}</b>": "{setting}</p> }
}

/// What a run has where the two differ. A bug that is to be guessed is not named.
fn setting_of(store: Store, aspect: Aspect, config: &Config) -> String {
    let hidden = store.view.explain.guess.get().hides_name();
    words::setting(aspect, config, if hidden { words::nameless } else { crate::nn::Bug::title })
}

/// The second run's parameters. After it has gone, those it had last.
fn parameters_of(second: Shown<Option<SecondRun>>) -> Memo<Arc<Parameters>> {
    Memo::new(move |before: Option<&Arc<Parameters>>| {
        let now = second.with(|second| second.as_ref().map(|second| Arc::clone(&second.snapshot.params)));
        now.or_else(|| before.cloned()).unwrap_or_else(|| Arc::new(Parameters::zeros(1)))
    })
}

/// How well the second run does, as of the figures.
fn metrics(store: Store) -> Memo<Option<Metrics>> {
    let of = |second: &SecondRun| Snapshot::metrics(&second.snapshot);
    Memo::new(move |_| store.second_figures.with(|second| second.as_ref().map(of)))
}
