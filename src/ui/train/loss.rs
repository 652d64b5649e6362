//! The loss by step, for training and test examples.

use leptos::{ev, html, prelude::*};

use super::{
    curves::{self, Losses},
    timeline::Timeline,
};
use crate::{
    browser::size,
    plot::{
        chart::{ChartSpec, Curve, LineChart, Margin},
        ticks::AxisKind,
    },
    state::Store,
    training::Snapshot,
    ui::{
        text,
        widgets::{
            Choice,
            axes::{self, Area, Mark},
        },
    },
};

/// Room for the numbers at the axes, in CSS pixels.
pub(super) const MARGIN: Margin = Margin { left: 46.0, right: 22.0, top: 8.0, bottom: 20.0 };

/// The curve, and its numbers where one points.
#[component]
pub(super) fn LossPanel() -> impl IntoView {
    let store: Store = expect_context();
    let axis = store.view.loss_axis;
    view! {
        <section class="card losses" aria-labelledby="loss-title">
            <div class="head">
                <h2 id="loss-title">{text::LOSS}" "<small>{text::LOSS_NOTE}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::LOSS_AXIS
                        control="loss-axis"
                        options=vec![(AxisKind::Linear, text::LINEAR), (AxisKind::Log, text::LOG)]
                        value=axis
                        set=move |choice| axis.set(choice)
                    />
                </div>
            </div>
            <Chart/>
        </section>
    }
    .into_any()
}

#[component]
fn Chart() -> impl IntoView {
    let store: Store = expect_context();
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let pointer = RwSignal::new(None::<f64>);
    let losses = Memo::new(move |_| Losses::of(store));
    let compared = Memo::new(move |_| store.second_run.with(Option::is_some));
    let chart = Memo::new(move |_| {
        let spec = ChartSpec {
            width: size.get().width,
            height: size.get().height,
            margin: MARGIN,
            x: AxisKind::Linear,
            y: store.view.loss_axis.get(),
        };
        LineChart::new(&spec, &losses.with(Losses::series))
    });
    let x_axis = Memo::new(move |_| chart.with(|chart| chart.x));
    let marks = Memo::new(move |_| {
        let places = |snapshot: &Snapshot| {
            let x = x_axis.get();
            snapshot.marks.iter().skip(1).map(|mark| x.place_within(mark.step as f64)).collect::<Vec<_>>()
        };
        store.figures.with(places)
    });
    let marks = move || {
        let (top, bottom) = (MARGIN.top, size.get().height - MARGIN.bottom);
        let line = |x: f64| view! { <line class="mark" x1=x x2=x y1=top y2=bottom/> };
        marks.get().into_iter().map(line).collect::<Vec<_>>()
    };
    // As far as the slider below goes.
    let reach = Memo::new(move |_| {
        let end = store.figures.with(|snapshot| snapshot.end);
        x_axis.get().place_within(end as f64).round()
    });
    let axes = Memo::new(move |_| chart.with(|chart| (chart.x, chart.y)));
    let path = move |curve: usize| move || chart.with(|chart| chart.curves.get(curve).map(Curve::path));
    let empty = Memo::new(move |_| losses.with(Losses::is_empty));
    let nearest = move |at: f64| chart.with(|chart| chart.nearest(at).into_iter().flatten().next());
    // Where nobody points, the newest numbers stand there.
    let read = move || {
        let reading = nearest(pointer.get().unwrap_or(size.get().width));
        reading.map(|reading| losses.with(|losses| losses.reading(reading.x as u64)))
    };
    // Where one points; else where the run stands, once it has been further.
    let cursor = Memo::new(move |_| {
        if let Some(at) = pointer.get() {
            return nearest(at).map(|reading| reading.at[0]);
        }
        let (step, end) = store.figures.with(|snapshot| (snapshot.step, snapshot.end));
        (step < end).then(|| x_axis.get().place_within(step as f64))
    });
    let cursor = move || {
        let bottom = move || size.get().height - MARGIN.bottom;
        cursor.get().map(|x| view! { <line class="cursor" x1=x x2=x y1=MARGIN.top y2=bottom/> })
    };
    view! {
        <div
            class="chart"
            class:compared=compared
            node_ref=area
            on:pointermove=move |event: ev::PointerEvent| pointer.set(Some(f64::from(event.offset_x())))
            on:pointerleave=move |_| pointer.set(None)
        >
            <svg role="img" aria-label=read>
                {move || axes.with(|(x, y)| axes::axes(area_of(size.get()), &Mark::usual(y), &Mark::whole(x)))}
                {marks}
                {cursor}
                <path class="second test-line" d=path(3)/>
                <path class="second train-line" d=path(2)/>
                <path class="test-line" d=path(1)/>
                <path class="train-line" d=path(0)/>
                {move || chart.with(curves::letters).into_iter().map(letter_view).collect::<Vec<_>>()}
            </svg>
            {move || empty.get().then(|| view! { <p class="empty">{text::LOSS_EMPTY}</p> })}
        </div>
        <Timeline reach/>
        <p class="chart-key" class:compared=compared>
            {move || keys_view(compared.get())}
            <span class="read">{read}</span>
        </p>
    }
    .into_any()
}

/// What the lines are.
fn keys_view(compared: bool) -> AnyView {
    let classes = ["train-key", "test-key", "second train-key", "second test-key"];
    let names: &[&str] = if compared { &text::compare::CURVES } else { &[text::TRAIN_SET, text::TEST_SET] };
    let keys = names.iter().zip(classes).map(|(name, class)| view! { <span class=class>{*name}</span> });
    keys.collect::<Vec<_>>().into_any()
}

/// A run's letter at the end of its curve.
fn letter_view((letter, [x, y]): (&'static str, [f64; 2])) -> AnyView {
    view! { <text class="letter" x=x + 5.0 y=y + 4.0>{letter}</text> }.into_any()
}

/// Between the axes. Their numbers have at most six characters, so that the slider below keeps its place.
fn area_of(size: size::Size) -> Area {
    Area { left: MARGIN.left, right: size.width - MARGIN.right, bottom: size.height - MARGIN.bottom }
}
