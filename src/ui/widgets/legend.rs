//! Legends: colours with the numbers that they stand for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    plot::color::Ramp,
    state::Store,
    ui::{
        format::CellFormat,
        shared::{Palette, palette},
        text,
    },
};

/// The colours of negative and positive numbers up to a limit, with the name of the group that has it where not all do.
#[component]
pub(in crate::ui) fn SignLegend(
    /// The number at the end, and whose it is.
    limit: Signal<(Option<&'static str>, f64)>,
    /// How the numbers beside it are written: the legend speaks their unit.
    #[prop(into)]
    format: Signal<CellFormat>,
) -> impl IntoView {
    let palette = palette();
    let low = move || {
        let (group, limit) = limit.get();
        let end = format.get().legend(-limit);
        group.map_or_else(|| end.clone(), |group| format!("{group} {end}"))
    };
    let factor = move || Some(format.get().factor()).filter(|factor| !factor.is_empty());
    view! {
        <div class="legend" title=move || limit.get().0.map(|_| text::SCALE_OWN)>
            <span>{low}</span>
            <Bar ramp=Signal::derive(move || palette.with(Palette::sign))/>
            <span>{move || format!("+{}", format.get().legend(limit.get().1))}</span>
            {move || factor().map(|factor| view! { <b class="factor" title=text::FACTOR>{factor}</b> })}
        </div>
    }
    .into_any()
}

/// The colours of P(+1 given x).
#[component]
pub(in crate::ui) fn ClassLegend() -> impl IntoView {
    let palette = palette();
    let store: Store = expect_context();
    let class = move |place: usize, symbol: &str| {
        store.names.with(|names| text::called_by(symbol, names.as_ref().map_or("", |names| &names.classes[place])))
    };
    view! {
        <div class="legend">
            <span>{move || class(0, text::CLASS_LOW)}</span>
            <Bar ramp=Signal::derive(move || palette.with(|palette| Arc::clone(&palette.class)))/>
            <span>{move || class(1, text::CLASS_HIGH)}</span>
            <span class="scale" aria-hidden="true">{text::PROBABILITIES.map(|tick| view! { <span>{tick}</span> }).into_iter().collect::<Vec<_>>()}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Bar(ramp: Signal<Arc<Ramp>>) -> impl IntoView {
    // A gradient of the style, not a canvas, which would be a layer of its own to put together in every frame.
    const STEPS: u8 = 33;
    let gradient = move || {
        ramp.with(|ramp| {
            let step = |step: u8| ramp.at(2.0 * f64::from(step) / f64::from(STEPS - 1) - 1.0).css();
            format!("linear-gradient(to right, {})", (0..STEPS).map(step).collect::<Vec<_>>().join(", "))
        })
    };
    view! { <span class="bar" aria-hidden="true" style:background-image=gradient></span> }.into_any()
}
