//! The loss by step, for training and test examples.

use leptos::{ev, html, prelude::*};

use super::timeline::Timeline;
use crate::{
    browser::size,
    plot::{
        chart::{ChartSpec, LineChart, Margin, Tick},
        ticks::AxisKind,
    },
    state::Store,
    ui::{format, text, widgets::Choice},
};

/// Room for the numbers at the axes, in CSS pixels.
pub(super) const MARGIN: Margin = Margin { left: 44.0, right: 22.0, top: 8.0, bottom: 20.0 };

/// The curve, and its numbers where one points.
#[component]
pub(super) fn LossPanel() -> impl IntoView {
    let store: Store = expect_context();
    let axis = store.view.loss_axis;
    view! {
        <section class="card losses" aria-labelledby="loss-title">
            <div class="head">
                <h2 id="loss-title">{text::LOSS}<small>{text::LOSS_NOTE}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::LOSS_AXIS
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
    let history = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.history.clone()));
    let chart = Memo::new(move |_| {
        let spec = ChartSpec {
            width: size.get().width,
            height: size.get().height,
            margin: MARGIN,
            x: AxisKind::Linear,
            y: store.view.loss_axis.get(),
        };
        history.with(|history| {
            let train = history.points().iter().map(|point| (point.step as f64, Some(point.metrics.train_loss)));
            let test = history.points().iter().map(|point| (point.step as f64, point.metrics.test_loss));
            LineChart::new(&spec, &[train.collect(), test.collect()])
        })
    });
    // As far as the slider below goes, so that both stand in line.
    let marks = move || {
        let (top, bottom) = (MARGIN.top, size.get().height - MARGIN.bottom);
        let line = |x: f64| view! { <line class="mark" x1=x x2=x y1=top y2=bottom/> };
        let places = store
            .snapshot
            .with(|snapshot| snapshot.marks.iter().skip(1).map(|mark| mark.step as f64).collect::<Vec<_>>());
        chart.with(|chart| places.into_iter().map(|step| line(chart.x.place(step))).collect::<Vec<_>>())
    };
    let reach = Memo::new(move |_| {
        let end = store.snapshot.with(|snapshot| snapshot.end);
        chart.with(|chart| chart.x.place(end as f64)).round()
    });
    let axes = Memo::new(move |_| chart.with(|chart| (chart.x.ticks.clone(), chart.y.ticks.clone())));
    let path = move |curve: usize| move || chart.with(|chart| chart.curves[curve].path());
    let empty = move || history.with(|history| history.points().len() < 2);
    // Where nobody points, the newest numbers stand there.
    let read = move || {
        let at = pointer.get().unwrap_or(size.get().width);
        let readings = chart.with(|chart| chart.nearest(at));
        let step = readings.iter().flatten().next().map(|reading| reading.x);
        let loss = |curve: usize| readings.get(curve).copied().flatten().map(|reading| reading.y);
        step.map(|step| text::loss_reading(step as u64, loss(0), loss(1)))
    };
    // Where one points; else where the run stands, once it has been further.
    let cursor = Memo::new(move |_| {
        if let Some(at) = pointer.get() {
            return chart.with(|chart| chart.nearest(at).into_iter().flatten().next()).map(|reading| reading.at[0]);
        }
        let (step, end) = store.snapshot.with(|snapshot| (snapshot.step, snapshot.end));
        (step < end).then(|| chart.with(|chart| chart.x.place(step as f64)))
    });
    let cursor = move || {
        let bottom = move || size.get().height - MARGIN.bottom;
        cursor.get().map(|x| view! { <line class="cursor" x1=x x2=x y1=MARGIN.top y2=bottom/> })
    };
    view! {
        <div
            class="chart"
            node_ref=area
            on:pointermove=move |event: ev::PointerEvent| pointer.set(Some(f64::from(event.offset_x())))
            on:pointerleave=move |_| pointer.set(None)
        >
            <svg role="img" aria-label=read>
                {move || axes.with(|(x, y)| axes_view(x, y, size.get()))}
                {marks}
                {cursor}
                <path class="test-line" d=path(1)/>
                <path class="train-line" d=path(0)/>
            </svg>
            {move || empty().then(|| view! { <p class="empty">{text::LOSS_EMPTY}</p> })}
        </div>
        <Timeline reach/>
        <p class="chart-key">
            <span class="train-key">{text::TRAIN_SET}</span>
            <span class="test-key">{text::TEST_SET}</span>
            <span class="read">{read}</span>
        </p>
    }
    .into_any()
}

/// Grid lines with their numbers.
fn axes_view(x: &[Tick], y: &[Tick], size: size::Size) -> AnyView {
    let (right, bottom) = (size.width - MARGIN.right, size.height - MARGIN.bottom);
    let across = |tick: &Tick| {
        view! {
            <line class="grid" x1=MARGIN.left x2=right y1=tick.at y2=tick.at/>
            <text x=MARGIN.left - 6.0 y=tick.at + 3.5 text-anchor="end">{format::plain(tick.value)}</text>
        }
    };
    let whole = |tick: &&Tick| tick.value.fract() == 0.0;
    let along = |tick: &Tick| {
        view! { <text x=tick.at y=bottom + 15.0 text-anchor="middle">{format::integer(tick.value.max(0.0) as u64)}</text> }
    };
    view! {
        {y.iter().map(across).collect::<Vec<_>>()}
        {x.iter().filter(whole).map(along).collect::<Vec<_>>()}
        <line class="base" x1=MARGIN.left x2=right y1=bottom y2=bottom/>
    }
    .into_any()
}
