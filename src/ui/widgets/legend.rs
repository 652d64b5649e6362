//! Legends: colours with the numbers that they stand for.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::{
    browser::canvas,
    plot::{cells::cell_raster, color::Ramp, raster::Raster},
    ui::{format::CellFormat, shared::palette, text},
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
            <Bar ramp=Signal::derive(move || palette.with(|palette| Arc::clone(&palette.sign)))/>
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
    view! {
        <div class="legend">
            <span>{text::CLASS_LOW}</span>
            <Bar ramp=Signal::derive(move || palette.with(|palette| Arc::clone(&palette.class)))/>
            <span>{text::CLASS_HIGH}</span>
            <span class="scale" aria-hidden="true">{text::PROBABILITIES.map(|tick| view! { <span>{tick}</span> }).into_iter().collect::<Vec<_>>()}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Bar(ramp: Signal<Arc<Ramp>>) -> impl IntoView {
    const STEPS: usize = 129;
    let node = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let Some(canvas) = node.get() else { return };
        let mut raster = Raster::default();
        let steps = (0..STEPS).map(|step| Some(2.0 * step as f64 / (STEPS - 1) as f64 - 1.0));
        cell_raster(STEPS, 1, steps, &ramp.get(), &mut raster);
        canvas::show_raster(&canvas, &raster);
    });
    view! { <canvas node_ref=node aria-hidden="true"></canvas> }.into_any()
}
