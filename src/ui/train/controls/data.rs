//! Which points the network learns from.

use leptos::prelude::*;

use super::{Fold, Number, even, typed};
use crate::{
    Named,
    browser::canvas,
    data::{self, DataSpec, Kind, Source},
    plot::{
        marks,
        projection::{Bounds, Projection},
        scatter::Class,
    },
    state::{Store, Stroke},
    ui::{format, shared::palette, text, train::import::Import},
};

/// A thumbnail's side in CSS pixels.
const THUMBNAIL: f64 = 64.0;

/// The shape of the data.
#[component]
pub(super) fn DataControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.data.clone()));
    let kinds = Kind::ALL
        .iter()
        .map(|&kind| {
            let pressed = move || {
                spec.with(|spec| matches!(spec.source, Source::Generated { kind: current, .. } if current == kind))
            };
            view! {
                <label class="dataset" title=text::kind(kind)>
                    <input
                        type="radio"
                        name="dataset"
                        aria-label=text::kind(kind)
                        prop:checked=pressed
                        on:change=move |_| {
                            change(store, |generated| {
                                generated.kind = kind;
                                generated.noise = kind.usual_noise();
                            });
                        }
                    />
                    <Thumbnail kind/>
                </label>
            }
        })
        .collect::<Vec<_>>();
    let own = Memo::new(move |_| spec.with(own_points));
    view! {
        <section on:change=move |_| store.lift()>
            <h2>{text::DATA}</h2>
            <fieldset class="datasets" data-control="data">
                <legend class="heard">{text::DATA}</legend>
                {kinds}
            </fieldset>
            {move || own.get().map(|counts| view! { <p class="hint">{text::data::in_force(counts)}</p> })}
            {move || store.names.get().map(|names| view! { <p class="hint">{text::data::names(&names)}</p> })}
        </section>
    }
    .into_any()
}

fn change(store: Store, edit: impl FnOnce(&mut Generated)) {
    let now = store.snapshot.with_untracked(|snapshot| snapshot.config.data.clone());
    let mut generated = Generated::of(&now);
    edit(&mut generated);
    store.replace_data(generated.spec(), Stroke::Drawn);
}

/// Points of one's own, and how those of a kind are drawn.
#[component]
pub(super) fn MoreOfData() -> impl IntoView {
    let store: Store = expect_context();
    let spec = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.config.data.clone()));
    let generated = move || Generated::of(&spec.get());
    let own = Memo::new(move |_| spec.with(own_points));
    // Points of one's own stay: only generated ones are drawn by the numbers here.
    let hold_back = move |percent: f64| {
        let train_fraction = (100.0 - percent) / 100.0;
        store.replace_data(DataSpec { train_fraction, ..spec.get_untracked() }, Stroke::Drawn);
    };
    view! {
        <Fold name=text::MORE_OF_DATA>
        // What is slid is taken back at once when it is let go.
        <div on:change=move |_| store.lift() on:click=move |_| store.lift()>
            <Import/>
            {move || own.with(Option::is_none).then(|| view! {
                <Number
                    label=text::POINTS
                    control="points"
                    range=even(*data::POINTS.start() as f64, *data::POINTS.end() as f64, 2.0)
                    value=Signal::derive(move || generated().points as f64)
                    set=move |points: f64| change(store, |generated| generated.points = points as usize)
                />
                <Number
                    label=text::NOISE
                    control="noise"
                    range=even(*data::NOISE.start(), *data::NOISE.end(), 0.01)
                    value=Signal::derive(move || generated().noise)
                    set=move |noise| change(store, |generated| generated.noise = noise)
                />
            })}
            <Number
                label=text::HELD_BACK
                control="held-back"
                range=even(0.0, 90.0, 5.0)
                value=Signal::derive(move || (100.0 * (1.0 - spec.with(|spec| spec.train_fraction))).round())
                set=hold_back
                write=|percent| format::percent(percent / 100.0)
            />
            {move || own.with(Option::is_none).then(|| view! {
                <div class="seed" data-control="data-seed">
                    <Number
                        label=text::DATA_SEED
                        range=typed(&(0.0..=*data::SEED.end() as f64))
                        value=Signal::derive(move || generated().seed as f64)
                        set=move |seed: f64| change(store, |generated| generated.seed = seed.round() as u64)
                        write=|seed| format!("{seed}")
                    />
                    <button type="button" class="quiet" on:click=move |_| change(store, |generated| generated.seed = (generated.seed + 1) % *data::SEED.end())>
                        {text::NEW_POINTS}
                    </button>
                </div>
            })}
        </div>
        </Fold>
    }
    .into_any()
}

/// How many points of one's own are of −1 and of +1, where they are in force.
fn own_points(spec: &DataSpec) -> Option<[usize; 2]> {
    let Source::Custom(examples) = &spec.source else { return None };
    let plus = examples.iter().filter(|example| example.y > 0.0).count();
    Some([examples.len() - plus, plus])
}

/// The numbers of generated data; the default's while points of one's own are in force, until a shape is chosen.
#[derive(Clone, Copy)]
struct Generated {
    kind: Kind,
    points: usize,
    noise: f64,
    seed: u64,
    train_fraction: f64,
}

impl Generated {
    fn of(spec: &DataSpec) -> Self {
        let default = DataSpec::default();
        let source = if matches!(spec.source, Source::Generated { .. }) { &spec.source } else { &default.source };
        let Source::Generated { kind, points, noise, seed } = *source else { unreachable!("the default is generated") };
        Self { kind, points, noise, seed, train_fraction: spec.train_fraction }
    }

    fn spec(self) -> DataSpec {
        let Self { kind, points, noise, seed, train_fraction } = self;
        DataSpec { source: Source::Generated { kind, points, noise, seed }, train_fraction }
    }
}

/// What a dataset looks like.
#[component]
fn Thumbnail(kind: Kind) -> impl IntoView {
    let palette = palette();
    let node = NodeRef::<leptos::html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            let source = Source::Generated { kind, points: 90, noise: 0.05, seed: 1 };
            let dataset = data::generate(&DataSpec { source, train_fraction: 1.0 });
            let class = |y: f64| if y > 0.0 { Class::Positive } else { Class::Negative };
            let points: Vec<_> = dataset.examples.iter().map(|example| (example.x, class(example.y))).collect();
            let projection = Projection::new(Bounds::DEFAULT, THUMBNAIL, THUMBNAIL);
            let scene = marks::thumbnail(&points, &projection, palette.with(|palette| palette.theme));
            canvas::show_scene(&element, &scene, 2.0);
        }
    });
    view! { <canvas node_ref=node aria-hidden="true"></canvas> }.into_any()
}
