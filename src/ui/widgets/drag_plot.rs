//! A plot with a handle that is dragged along its horizontal axis, by pointer and by keyboard.

use leptos::{ev, html, prelude::*};

use super::axes::{Area, Mark, axes, room};
use crate::{
    browser::size::{self, Size},
    plot::{
        frame::{Axis, Frame},
        ticks::AxisKind,
    },
};

/// Around the axes, in CSS pixels; on the left there is as much room as the numbers take.
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 20.0;

/// What a key asks of a handle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Push {
    /// So many steps to the right.
    By(f64),
    /// To the left end.
    First,
    /// To the right end.
    Last,
}

impl Push {
    /// With Shift a key pushes as far as five do without.
    fn of(event: &ev::KeyboardEvent) -> Option<Self> {
        let steps = if event.shift_key() { 5.0 } else { 1.0 };
        match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => Some(Self::By(steps)),
            "ArrowLeft" | "ArrowDown" => Some(Self::By(-steps)),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

/// A handle: where it is and how it is heard.
#[derive(Clone)]
pub(in crate::ui) struct Handle {
    /// Its classes in the style sheet.
    pub(in crate::ui) class: &'static str,
    /// What it moves.
    pub(in crate::ui) label: &'static str,
    /// Its least and its largest value as a slider.
    pub(in crate::ui) ends: [f64; 2],
    /// Its value between those.
    pub(in crate::ui) now: Signal<f64>,
    /// Its value in words.
    pub(in crate::ui) words: Signal<String>,
    /// Where it is in the plot's frame, in CSS pixels.
    pub(in crate::ui) at: Callback<Frame, [f64; 2]>,
    /// What a key does.
    pub(in crate::ui) push: Callback<Push>,
}

/// Axes, what is drawn between them, and the handle.
#[component]
pub(in crate::ui) fn DragPlot(
    /// How both axes count.
    kind: AxisKind,
    /// The ends of the horizontal and of the vertical axis.
    ends: Signal<[[f64; 2]; 2]>,
    /// About so many numbers stand at the horizontal and at the vertical axis.
    about: [usize; 2],
    /// The picture in words.
    #[prop(into)]
    label: Signal<String>,
    /// What a drag to a value of the horizontal axis does.
    drag: Callback<f64>,
    /// What is dragged.
    handle: Handle,
    /// What is drawn, cut off at the frame.
    shapes: Callback<Frame, AnyView>,
) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let frame = Memo::new(move |_| {
        let Size { width, height, .. } = size.get();
        let [x, [low, high]] = ends.get();
        let y = Axis { kind, low, high, from: (height - BOTTOM).max(TOP + 1.0), to: TOP };
        let left = room(&Mark::of(&y, about[1]));
        Frame { x: Axis { kind, low: x[0], high: x[1], from: left, to: (width - RIGHT).max(left + 1.0) }, y }
    });
    let dragging = RwSignal::new(false);
    let drag_to = move |event: &ev::PointerEvent| {
        drag.run(frame.get_untracked().x.value(f64::from(event.offset_x())));
    };
    let axes = move || {
        let frame = frame.get();
        let area = Area { left: frame.x.from, right: frame.x.to, bottom: frame.y.from };
        axes(area, &Mark::of(&frame.y, about[1]), &Mark::of(&frame.x, about[0]))
    };
    let top = move || frame.get().y.to;
    let Handle { class, label: moves, ends: [low, high], now, words, at, push } = handle;
    view! {
        <div
            class="chart drag"
            node_ref=area
            on:pointerdown=move |event| {
                dragging.set(true);
                drag_to(&event);
            }
            on:pointermove=move |event| {
                if dragging.get_untracked() {
                    drag_to(&event);
                }
            }
            on:pointerup=move |_| dragging.set(false)
            on:pointerleave=move |_| dragging.set(false)
        >
            <svg role="img" aria-label=label>
                {axes}
                <svg class="inner" x="0" y=top width="100%" height=move || (frame.get().y.from - top()).max(0.0) overflow="hidden">
                    <g transform=move || format!("translate(0 {})", -top())>{move || shapes.run(frame.get())}</g>
                </svg>
            </svg>
            <div
                class=class
                role="slider"
                tabindex="0"
                aria-label=moves
                aria-valuemin=low
                aria-valuemax=high
                aria-valuenow=move || format!("{:.2}", now.get())
                aria-valuetext=words
                style:left=move || format!("{:.1}px", at.run(frame.get())[0])
                style:top=move || format!("{:.1}px", at.run(frame.get())[1])
                on:keydown=move |event| {
                    if let Some(pushed) = Push::of(&event) {
                        event.prevent_default();
                        push.run(pushed);
                    }
                }
            ></div>
        </div>
    }
    .into_any()
}
